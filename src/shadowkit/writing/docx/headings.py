"""Headings' numbers as Word numbers them.

The document says how each heading is numbered ("II", "1.2", "i."), and Word has to arrive
at the same text by itself, so that an inserted heading renumbers those after it.  This
module follows Word's counting through the document and finds list definitions that give
exactly these texts; where a sequence starts anew, a new list does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import field
from functools import cache
from typing import Final

from shadowkit.model.document import Heading
from shadowkit.records import dataclass

LEVELS: Final = 3
_ROMAN: Final = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_COUNTER = re.compile(r"^(.*?)([0-9]+|[A-Za-z]+)([^0-9A-Za-z]*)$", re.DOTALL)


def _roman(number: int) -> str:
    tens, number = divmod(number, 100)
    pieces = ["c" * tens]
    for value, letters in ((90, "xc"), (50, "l"), (40, "xl"), *_ROMAN):
        count, number = divmod(number, value)
        pieces.append(letters * count)
    return "".join(pieces)


def _letter(number: int) -> str:
    # Word goes on with aa, bb, cc after z.
    turns, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * (turns + 1)


_FORMATS: Final[dict[str, Callable[[int], str]]] = {
    "decimal": str,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerLetter": _letter,
}
_HIGHEST: Final = 399


@cache
def _readings() -> dict[str, list[tuple[str, int]]]:
    """By counter as printed: the formats that print it, each with the number it means.
    "I" is the first of one series and the ninth of another."""
    readings: dict[str, list[tuple[str, int]]] = {}
    for name, print_ in _FORMATS.items():
        for number in range(1, _HIGHEST + 1):
            readings.setdefault(print_(number), []).append((name, number))
    return readings


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: Word's name of the number format, and the text around it."""

    format: str
    text: str
    start: int


@dataclass(slots=True)
class HeadingList:
    """One list of headings: its levels by number (1 to 3)."""

    levels: dict[int, Level] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a numbered heading stands: the index of its list, and its level."""

    list: int
    level: int


@dataclass(slots=True)
class HeadingPlan:
    """The lists, the place of each heading in printed order (None: not numbered), and the
    levels whose headings all stand in one list, so that the style can carry it."""

    lists: list[HeadingList]
    places: list[Place | None]
    carried: dict[int, int]


class _Counting:
    """Word's counting within the list in use."""

    def __init__(self) -> None:
        self.lists: list[HeadingList] = []
        self.counters: dict[int, int] = {}
        self.templates: dict[int, tuple[str, str]] = {}
        """By level: the text of the last number up to its counter, and its template."""

    def place(self, heading: Heading) -> Place:
        parts = _COUNTER.match(heading.number)
        readings = _readings().get(parts[2]) if parts else None
        if not parts or not readings:
            raise ValueError(f"Word cannot number a heading {heading.number!r} by itself")
        level, (prefix, counter, suffix) = heading.level, parts.groups()
        if "%" in heading.number:
            # In the text of a level it begins a placeholder, and Word knows no escape.
            raise ValueError(f"a heading's number cannot hold %: {heading.number!r}")
        template = self._template(level, prefix)
        reading = self._continues(level, readings, f"{template}%{level}{suffix}")
        if not reading:
            template = prefix
            reading = next((one for one in readings if one[1] == 1), readings[0])
            self._begin(level, Level(reading[0], f"{template}%{level}{suffix}", reading[1]))
        self.counters[level] = reading[1]
        self.templates[level] = (prefix + counter, f"{template}%{level}")
        for deeper in range(level + 1, LEVELS + 1):
            self.counters.pop(deeper, None)
            self.templates.pop(deeper, None)
        return Place(len(self.lists) - 1, level)

    def _continues(
        self, level: int, readings: list[tuple[str, int]], text: str
    ) -> tuple[str, int] | None:
        """The reading by which the number is what Word would print next in this list."""
        if not self.lists:
            return None
        levels = self.lists[-1].levels
        known = levels.get(level)
        expected = self.counters.get(level, 0) + 1
        for format, number in readings:
            if number != expected:
                continue
            if known == Level(format, text, known.start) if known else level > max(levels):
                levels.setdefault(level, Level(format, text, 1))
                return format, number
        return None

    def _begin(self, level: int, first: Level) -> None:
        self.lists.append(HeadingList({level: first}))
        self.counters.clear()
        self.templates.clear()

    def _template(self, level: int, prefix: str) -> str:
        """`prefix` with the number of the heading above in it as Word's placeholder."""
        for above in range(level - 1, 0, -1):
            if above in self.templates:
                printed, template = self.templates[above]
                if prefix.startswith(printed):
                    return template + prefix[len(printed) :]
        return prefix


def plan(headings: Iterable[Heading]) -> HeadingPlan:
    """The lists that give all `headings`, in printed order, their numbers."""
    counting = _Counting()
    places: list[Place | None] = []
    by_level: dict[int, set[int | None]] = {}
    for heading in headings:
        place = counting.place(heading) if heading.number else None
        places.append(place)
        by_level.setdefault(heading.level, set()).add(place.list if place else None)
    carried = {
        level: next(iter(lists))
        for level, lists in by_level.items()
        if len(lists) == 1 and None not in lists
    }
    return HeadingPlan(counting.lists, places, {k: v for k, v in carried.items() if v is not None})
