"""The baseline: findings of an inherited draft that are recorded in a file, so that `check`
shows what came after them."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError, with_config
from typing_extensions import TypedDict

from shadowkit.cli.common import EnvironmentFault
from shadowkit.cli.findings import lines_from
from shadowkit.cli.selection import unread
from shadowkit.diagnostics import Finding
from shadowkit.files import WriteError, write_whole
from shadowkit.records import dataclass

VERSION: Final = 1
_SAFEGUARDING: Final = "SK5"
_WORDS: Final = 5
_WORD: Final = re.compile(r"\w+")
# Places and numbers, which change in a message when something else in the dossier does.
_MOVING: Final = re.compile(r"\S+:\d+|\b\d+\b")


@with_config(ConfigDict(extra="forbid"))
class EntryObject(TypedDict):
    """A finding, or `count` of them that are alike.  `mark` is what it is known by: made from
    the code, the weight, the message and the words at its place, whatever line they stand in
    now.  The path and the message are those of the day it was recorded, for readers."""

    code: str
    path: str
    message: str
    mark: str
    count: Annotated[int, Field(ge=1)]


@with_config(ConfigDict(extra="forbid"))
class BaselineObject(TypedDict):
    """What `shadowkit check --save-baseline` writes."""

    version: Literal[1]
    baseline: list[EntryObject]


@dataclass(frozen=True, slots=True)
class Held:
    """Findings held against a baseline."""

    new: list[Finding]
    known: list[Finding]
    gone: int
    """How many that the baseline has are no longer found."""

    def said(self, left_out: int, *, complete: bool) -> str:
        """The words for the summary; `complete`: all was looked at that was recorded."""
        parts = []
        if left_out:
            parts.append(f"{left_out} left out by the baseline.")
        if self.gone and complete:
            verb = "is" if self.gone == 1 else "are"
            # Saving takes in all that is found: it is not proposed where something is new.
            again = "" if any(map(_recordable, self.new)) else ": save it again"
            parts.append(f"{self.gone} of the baseline {verb} mended{again}.")
        return " ".join(parts)


def load(path: Path) -> Mapping[str, int]:
    """How many findings of each mark the file records; ends the command where it is none."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise EnvironmentFault(
            f"There is no baseline {path}. Make one with: shadowkit check --save-baseline {path}"
        ) from None
    except OSError as error:
        raise EnvironmentFault(f"The baseline {path} cannot be read: {error.strerror}.") from None
    try:
        read = _reader().validate_json(data.removeprefix(b"\xef\xbb\xbf"), strict=True)
    except ValidationError:
        raise EnvironmentFault(
            f"{path} is not a baseline that this version of shadowkit knows; it is left as it is. "
            "Name a file that `shadowkit check --save-baseline` made."
        ) from None
    marks: Counter[str] = Counter()
    for entry in read["baseline"]:
        marks[entry["mark"]] += entry["count"]
    return marks


def held_against(recorded: Mapping[str, int], findings: Iterable[Finding], folder: Path) -> Held:
    """Which findings are new: each mark stands for as many as were recorded."""
    left = Counter(recorded)
    new: list[Finding] = []
    known: list[Finding] = []
    for finding in findings:
        mark = _mark(finding, folder)
        if left[mark] > 0 and _recordable(finding):
            left[mark] -= 1
            known.append(finding)
        else:
            new.append(finding)
    return Held(new, known, left.total())


def save(path: Path, findings: list[Finding], folder: Path) -> tuple[list[Finding], str]:
    """Records `findings`, as far as they can be, and gives those that are still to be shown,
    and the words that say so.

    A file that is no baseline is never written over.  Nor is one where something could not be
    read and findings recorded before are missing: they may only be out of sight.
    """
    before = load(path) if path.exists() else None
    recordable = [finding for finding in findings if _recordable(finding)]
    since = held_against(before or {}, recordable, folder)
    if any(map(unread, findings)) and (since.gone or not recordable):
        return findings, (
            "Nothing was recorded: of what cannot be read nothing is found. Mend the errors of "
            "reading (SK0..) first."
        )
    try:
        write_whole(path, _written(recordable, folder))
    except WriteError as error:
        raise EnvironmentFault(
            f"{path} cannot be written: {error.reason}. Nothing was recorded."
        ) from None
    said = f"Recorded {_number(len(recordable))} in {path}"
    if before is not None:
        said += f": {len(since.new)} new, {since.gone} no longer there"
    others = [finding for finding in findings if not _recordable(finding)]
    if others:
        said += (
            f".\n{_number(len(others))} cannot be recorded: what could not be read (SK0..) is "
            "lost, and harm (SK5..) cannot be undone"
        )
    return others, said + "."


def _recordable(finding: Finding) -> bool:
    return not unread(finding) and not finding.code.startswith(_SAFEGUARDING)


@cache
def _reader() -> TypeAdapter[BaselineObject]:
    return TypeAdapter(BaselineObject)


def _written(findings: Iterable[Finding], folder: Path) -> bytes:
    """The file: a line for each entry, so that a comparison of two versions is easy to read."""
    entries: Counter[tuple[str, str, str, str]] = Counter()
    for finding in findings:
        place, message = _printed(finding.location.path), _printed(finding.message)
        entries[place, finding.code, message, _mark(finding, folder)] += 1
    lines = [
        json.dumps(
            {"code": code, "path": place, "message": message, "mark": mark, "count": count},
            ensure_ascii=False,
        )
        for (place, code, message, mark), count in sorted(entries.items())
    ]
    listed = ",\n".join(f"    {line}" for line in lines)
    inner = f"[\n{listed}\n  ]" if lines else "[]"
    text = f'{{\n  "version": {VERSION},\n  "baseline": {inner}\n}}\n'
    return text.encode("utf-8")


def _printed(text: str) -> str:
    """A name that is not in UTF-8 as every format prints it."""
    return text.encode("utf-8", "backslashreplace").decode()


def _mark(finding: Finding, folder: Path) -> str:
    message = " ".join(_MOVING.sub("", finding.message).split())
    parts = (finding.code, finding.severity.value, message, *_words(finding, folder))
    return hashlib.sha256("\0".join(parts).encode("utf-8", "backslashreplace")).hexdigest()[:16]


def _words(finding: Finding, folder: Path) -> list[str]:
    """The words that a finding marks; where it marks none, the first at its place, those of
    the lines below too, for a paragraph may be broken anew; of a block those of its text, for
    its keys change when something else is mended."""
    place = finding.location
    lines = lines_from(finding, folder)
    text = next(lines, "")
    if place.end_line == place.line and place.end_column > place.column:
        return _WORD.findall(text[place.column - 1 : place.end_column - 1])
    if _is_fence(text):
        text = next((line for line in lines if line.strip() and not _is_fence(line)), "")
    else:
        text = text[max(place.column - 1, 0) :]
    words: list[str] = _WORD.findall(text)
    if place.path.endswith(".md"):
        for line in takewhile(lambda line: line.strip() and not _is_fence(line), lines):
            if len(words) >= _WORDS:
                break
            words += _WORD.findall(line)
    return words[:_WORDS]


def _is_fence(line: str) -> bool:
    return line.lstrip().startswith(":::")


def _number(findings: int) -> str:
    return f"{findings} finding{'' if findings == 1 else 's'}"
