"""What an import knows beforehand, and the small readings that all kinds share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Final

from shadowkit.importing.assessments import AssessmentWords
from shadowkit.importing.found import folded, one_line, slug
from shadowkit.importing.names import StateNames
from shadowkit.model.imports import Imports
from shadowkit.model.vocabulary import DocumentSymbols
from shadowkit.records import dataclass

_GOAL: Final = re.compile(r"(?:SDG|Goal)?\s*(\d{1,2}(?:\.(?:\d{1,2}|[a-d]))?)\b")
_DASH: Final = re.compile(r"^\s*[-–•·*]\s*")


@dataclass(frozen=True, slots=True)
class Known:
    """Tables of the program that readings look things up in."""

    imports: Imports
    states: StateNames
    symbols: DocumentSymbols
    terms: Mapping[str, str]
    """The ids of themes, groups and issues that bodies use, by their titles as `folded`."""
    assessed: Callable[[], AssessmentWords]
    """Called where a matrix is filled in: most files have no need of the words of all languages."""

    def term(self, title: str) -> str:
        """The id of a theme or a group; "" where its title has no letter that an id takes."""
        return self.terms.get(_plain(title)) or _slug(title)

    def ids(self, titles: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(filter(None, map(self.term, titles))))


@lru_cache(maxsize=2000)
def _plain(title: str) -> str:
    return folded(title)


@lru_cache(maxsize=2000)
def _slug(title: str) -> str:
    return slug(title)


def lines(text: str) -> list[str]:
    """The entries of a cell that has one on each line, behind a dash or not."""
    found = (one_line(_DASH.sub("", line)) for line in text.splitlines())
    return [line for line in found if line]


def goals(entries: Iterable[str]) -> tuple[tuple[str, ...], list[str]]:
    """The numbers of Sustainable Development Goals and targets, and the entries without one."""
    numbers: list[str] = []
    others: list[str] = []
    for entry in entries:
        found = _GOAL.match(entry)
        if found is None:
            others.append(entry)
        elif found[1] not in numbers:
            numbers.append(found[1])
    return tuple(numbers), others
