"""Where in the author's files a character stands that no font has.

What is printed no longer knows where each letter came from: a note may hold words of a source,
a cover those of the settings.  So the character is looked for in the files, and of all places
the one is taken where it stands between the same letters as in print.  That costs nothing where
nothing is missing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TypeAlias

from shadowkit.diagnostics import Finding
from shadowkit.location import Location
from shadowkit.records import dataclass

_AROUND = 12
"""So many letters before and behind are compared."""
_ENDINGS = ("*.yaml", "*.yml", "*.json", "*.bib")
"""Besides the content, all that an author writes lies in the dossier's own folder."""
_MOST_BYTES = 20_000_000
_Lines: TypeAlias = Callable[[str], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class MissingCharacter(Finding):
    """A character that cannot be printed, with the printed letters before and behind it."""

    character: str = ""
    before: str = ""
    behind: str = ""

    def at(self, location: Location) -> Finding:
        """The finding at another place."""
        return Finding(self.code, self.name, self.severity, self.message, location, self.hint)


def around(text: str, character: str) -> tuple[str, str]:
    """The letters before and behind the first place of `character` in `text`."""
    place = text.index(character)
    return text[max(0, place - _AROUND) : place], text[place + 1 : place + 1 + _AROUND]


def placed(findings: Iterable[Finding], folder: Path) -> list[Finding]:
    """The findings, each once, those of missing characters at the characters themselves in the
    files of the dossier in `folder`."""
    lines = cache(lambda name: _lines(folder / name))
    names = sorted(path.name for ending in _ENDINGS for path in folder.glob(ending))
    found = (
        one.at(_place(one, names, lines)) if isinstance(one, MissingCharacter) else one
        for one in findings
    )
    return list(dict.fromkeys(found))


def _place(finding: MissingCharacter, names: list[str], lines: _Lines) -> Location:
    best, found = -1, finding.location
    for location, before, behind in _written(finding, names, lines):
        same = _alike(finding.before[::-1], before[::-1]) + _alike(finding.behind, behind)
        if same > best:
            best, found = same, location
    return found


def _alike(one: str, other: str) -> int:
    """How many letters are the same, from the first to where they part."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def _written(
    finding: MissingCharacter, names: list[str], lines: _Lines
) -> Iterator[tuple[Location, str, str]]:
    """The places where the character is written, as itself or by its number: those of its block
    and behind it first, then those of the files beside the content."""
    number = ord(finding.character)
    forms = re.compile(
        rf"{re.escape(finding.character)}|&#x0*{number:x};|&#0*{number};|\\u{number:04x}|"
        rf"\\U{number:08x}",
        re.IGNORECASE,
    )
    own = finding.location.path
    for name in dict.fromkeys([*([own] if own else []), *names]):
        for row, line in enumerate(lines(name), 1):
            if name == own and row < finding.location.line:
                continue
            for match in forms.finditer(line):
                start, end = match.span()
                place = Location(name, row, start + 1, row, end + 1)
                yield place, line[max(0, start - _AROUND) : start], line[end : end + _AROUND]


def _lines(path: Path) -> tuple[str, ...]:
    try:
        if path.is_symlink() or not path.is_file() or path.stat().st_size > _MOST_BYTES:
            return ()
        text = path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return ()
    return tuple(text.split("\n"))
