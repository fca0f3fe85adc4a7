"""How findings look: in full with the source line, in one line, by file, or as JSON."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby, islice
from pathlib import Path
from typing import Literal

import click
from typing_extensions import TypedDict

from shadowkit.diagnostics import Finding, Severity

JSON_VERSION = 1
_COLORS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_WIDEST = 110
NOTHING = "Nothing to mend."
WHOLE = "the dossier as a whole"
"""Where findings stand that are about no file."""
SAFEGUARDING = "SK5"
"""How the codes begin of what is shown although it is allowed."""
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")


class FindingObject(TypedDict):
    """One fault at one place.  Lines and columns count from 1, in characters; 0 where there is
    none.  `path` is relative to the dossier.  `submissions` names those it holds in; all of
    them where it is empty."""

    code: str
    name: str
    severity: Literal["error", "warning", "info"]
    message: str
    hint: str
    authority: str
    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    submissions: list[str]


class Totals(TypedDict):
    """How many findings there are of each weight."""

    error: int
    warning: int
    info: int


class FindingsObject(TypedDict):
    """What `shadowkit check --format json` prints.  `fault` says why the command could not be
    carried out; it is null where it could."""

    version: int
    findings: list[FindingObject]
    summary: Totals
    fault: str | None


def concise(finding: Finding) -> str:
    """``path:line:col: error SK101 reference-to-nothing: message``"""
    return f"{_where(finding)}{finding.severity} {finding.code} {finding.name}: {finding.message}"


def in_a_line(finding: Finding) -> str:
    """The line above, and what helps: a row of a Word or an Excel file cannot be shown as text."""
    hint = f"\n  = help: {finding.hint}" if finding.hint else ""
    return concise(finding) + hint


def allowed(finding: Finding, reason: str) -> str:
    """``allowed: path:line:col: SK502 child-identifiable: message; reason: ...``"""
    names = f" (in: {', '.join(finding.submissions)})" if finding.submissions else ""
    words = f"{finding.code} {finding.name}: {finding.message}{names}; reason: {reason}"
    return f"allowed: {_where(finding)}{words}"


def full(finding: Finding, folder: Path, *, color: bool = False) -> str:
    """The line above, the source line with a caret, and what helps to mend it."""
    lines = [_colored(concise(finding), finding) if color else concise(finding)]
    place = finding.location
    source = source_line(finding, folder)
    margin = " " * len(str(place.line))
    if source.strip():
        shown, caret = _excerpt(source, place.column, _length(finding))
        lines += [f"{margin} |", f"{place.line} | {shown}", f"{margin} | {caret}"]
    if finding.hint:
        lines.append(f"{margin} = help: {finding.hint}")
    if finding.authority:
        lines.append(f"{margin} = authority: {finding.authority}")
    if finding.submissions:
        lines.append(f"{margin} = in: {', '.join(finding.submissions)}")
    return "\n".join(lines) + "\n"


def grouped(findings: Sequence[Finding], *, color: bool = False) -> str:
    """Findings under the name of their file, one line each, and how many there are of each
    code, the most frequent first; "" where there are none.  `findings` are sorted by path."""
    lines: list[str] = []
    for path, group in groupby(findings, key=lambda finding: finding.location.path):
        found = list(group)
        places = [f"{f.location.line}:{f.location.column}" if path else "" for f in found]
        width = max(map(len, places))
        lines.append(path or WHOLE)
        for finding, place in zip(found, places, strict=True):
            words = f"{finding.severity} {finding.code} {finding.name}: {finding.message}"
            words = _colored(words, finding) if color else words
            lines.append(f"  {place:<{width}}  {words}" if path else f"  {words}")
        lines.append("")
    numbers = Counter((finding.code, finding.name) for finding in findings)
    width = len(str(max(numbers.values(), default=0)))
    for (code, name), number in sorted(numbers.items(), key=lambda one: (-one[1], one[0])):
        lines.append(f"{number:>{width}}  {code} {name}")
    return "\n".join(lines)


def explained(finding: Finding) -> str:
    """The message, below it what helps to mend it, and the authority: for places that show
    nothing but a text."""
    authority = f"Authority: {finding.authority}" if finding.authority else ""
    return "\n".join(part for part in (finding.message, finding.hint, authority) if part)


def from_here(path: str, folder: Path) -> str:
    """A path of the dossier in `folder` as seen from the working folder, where the dossier
    lies in it; else `path` itself.  Never absolute: no file tells where a dossier is kept."""
    whole, here = folder.resolve(), Path.cwd().resolve()
    return (whole.relative_to(here) / path).as_posix() if whole.is_relative_to(here) else path


def source_line(finding: Finding, folder: Path) -> str:
    """The line of the author's file that a finding is about; "" where there is none."""
    return next(lines_from(finding, folder), "")


def lines_from(finding: Finding, folder: Path) -> Iterator[str]:
    """The lines of the author's file from the one that a finding is about."""
    place = finding.location
    if place.path and place.line:
        yield from islice(_lines(folder / place.path), place.line - 1, None)


def as_json(findings: Sequence[Finding], fault: str | None = None) -> str:
    """One JSON object: version, findings, summary, fault."""
    data: FindingsObject = {
        "version": JSON_VERSION,
        "findings": [_object(finding) for finding in findings],
        "summary": counts(findings),
        "fault": fault,
    }
    import json  # by those who ask for it: `check` starts fast

    return json.dumps(data, ensure_ascii=False, indent=2)


def counts(findings: Iterable[Finding]) -> Totals:
    totals: Totals = {"error": 0, "warning": 0, "info": 0}
    for finding in findings:
        totals[finding.severity.value] += 1
    return totals


def summary(findings: Sequence[Finding], nothing: str = NOTHING) -> str:
    """``2 errors, 1 warning``, or `nothing` where nothing was found."""
    words = {"error": "error", "warning": "warning", "info": "remark"}
    parts = [
        f"{number} {words[name]}{'' if number == 1 else 's'}"
        for name, number in counts(findings).items()
        if number
    ]
    return ", ".join(parts) + "." if parts else nothing


def _object(finding: Finding) -> FindingObject:
    place = finding.location
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "message": finding.message,
        "hint": finding.hint,
        "authority": finding.authority,
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "submissions": list(finding.submissions),
    }


def _colored(words: str, finding: Finding) -> str:
    label = f"{finding.severity} {finding.code}"
    return words.replace(label, click.style(label, fg=_COLORS[finding.severity], bold=True), 1)


def _where(finding: Finding) -> str:
    return f"{finding.location}: " if finding.location.path else ""


def _length(finding: Finding) -> int:
    place = finding.location
    if place.end_line == place.line and place.end_column > place.column:
        return place.end_column - place.column
    return 1


@lru_cache(maxsize=64)
def _lines(path: Path) -> tuple[str, ...]:
    try:
        if not path.is_file() or path.stat().st_size > 20_000_000:
            return ()
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError):
        return ()
    return tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def _excerpt(source: str, column: int, length: int) -> tuple[str, str]:
    """The part of a long line around the place, with carets below it."""
    source = _CONTROL.sub("\ufffd", source.replace("\t", " "))
    start = 0
    if column + length > _WIDEST and len(source) > _WIDEST:
        start = max(0, min(column - 30, len(source) - _WIDEST))
    shown = source[start : start + _WIDEST]
    front = "..." if start else ""
    back = "..." if start + _WIDEST < len(source) else ""
    offset = len(front) + column - 1 - start
    width = max(1, min(length, len(shown) + len(front) - offset))
    return front + shown + back, " " * offset + "^" * width
