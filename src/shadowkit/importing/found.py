"""What is read from a file before it becomes entries of the registry."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import field, replace
from typing import Any, Final

from shadowkit.diagnostics import Finding, Rule
from shadowkit.location import Location
from shadowkit.model.imports import ImportKind
from shadowkit.records import dataclass

MOST_FINDINGS: Final = 50
"""Of one rule in one file: a file that is wrong from end to end would give thousands."""


@dataclass(slots=True)
class Found:
    """One recommendation as the file has it: values by the keys of the registry, those that
    are empty left out."""

    values: dict[str, Any]
    row: int
    """Where it stands, from 1: a row, a line of a text, a paragraph of a Word file."""
    topics: tuple[str, ...] = ()
    """Its themes and groups of persons, in the file's own words."""
    state: str = ""
    """The State it is addressed to, where the file says so."""
    tag: str = ""
    """What tells it from others where it has no number."""
    joined: list[int] = field(default_factory=list)
    """Further rows that say the same."""
    prefix: str = ""
    """How its id begins, where its kind does not say."""


@dataclass(slots=True)
class Reading:
    """What a file gave."""

    kind: ImportKind
    file: str
    about: str = ""
    """What the file says of itself, beside its kind: the State, the cycle, its columns."""
    state: str = ""
    """The State that the whole file is about."""
    found: list[Found] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    """How many were left out on purpose, by the reason."""
    findings: list[Finding] = field(default_factory=list)
    blank: tuple[int, int] | None = None
    """Of a Word file the table and the column for assessments, to be filled in, from 0."""
    unwanted: set[int] = field(default_factory=set)
    """The rows of what was left out."""

    def add(self, rule: Rule, row: int, cell: int, message: str, hint: str = "") -> None:
        self.findings.append(rule.at(Location(self.file, row, max(cell, 1)), message, hint=hint))

    def shown(self) -> Iterator[Finding]:
        """The findings about what was not left out; of each rule the first, and how many more
        there are."""
        seen: Counter[str] = Counter()
        last: dict[str, Finding] = {}
        for finding in self.findings:
            if finding.location.line in self.unwanted:
                continue
            seen[finding.code] += 1
            if seen[finding.code] <= MOST_FINDINGS:
                yield finding
            last[finding.code] = finding
        for code, finding in last.items():
            more = seen[code] - MOST_FINDINGS
            if more > 0:
                said = f"{more} more findings of this kind are not shown; this is the last of them"
                yield replace(finding, message=f"{said}: {finding.message}")


_SPACES: Final = re.compile(r"[^\S\n]+")
_LINES: Final = re.compile(r" ?\n[ \n]*")
_FORBIDDEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\ufeff\ufff9-\ufffb\ufffe\uffff\ue000-\uf8ff\ud800-\udfff]"
)


def without_forbidden(text: str) -> str:
    """A text without what cannot be printed, its lines ended in one way."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    return _FORBIDDEN.sub("", text.replace("\u2029", "\n").replace("\x0b", "\n"))


def clean(text: str) -> str:
    """A text without what cannot be printed, white space single, no empty lines."""
    if not text.isprintable():
        text = _LINES.sub("\n", _SPACES.sub(" ", without_forbidden(text)))
    elif "  " in text:
        text = _SPACES.sub(" ", text)
    return text.strip()


def one_line(text: str) -> str:
    return " ".join(text.split())


def folded(text: str) -> str:
    """Letters and digits alone, small and without accents: for comparing."""
    if not text.isascii():
        marked = unicodedata.normalize("NFKD", text)
        text = "".join(char for char in marked if not unicodedata.combining(char))
    return " ".join(_WORDS.findall(text.casefold()))


_WORDS: Final = re.compile(r"[^\W_]+")
_PARENTHESES: Final = re.compile(r"\s*\([^()]*\)")
_LONGEST: Final = 60


def slug(text: str, longest: int = _LONGEST) -> str:
    """An id made from words: `children-juvenile-justice`; "" where there are no letters."""
    words = folded(_PARENTHESES.sub("", text).replace("&", " and ")).split()
    made = ""
    for word in words:
        ascii_word = "".join(char for char in word if char.isascii())
        joined = f"{made}-{ascii_word}" if made else ascii_word
        if len(joined) > longest:
            break
        made = joined if ascii_word else made
    return made.lstrip("0123456789-")
