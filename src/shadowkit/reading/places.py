"""From offsets in what the parser hands out to places in the author's file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import field
from typing import TypeAlias

from shadowkit.location import Location
from shadowkit.model.inline import AInline
from shadowkit.reading.collector import Collector
from shadowkit.records import dataclass

Paragraphs: TypeAlias = tuple[tuple[AInline, ...], ...]


@dataclass(slots=True)
class FileContext:
    """What the inlines of one file share: its lines, its note definitions, findings."""

    name: str
    lines: Sequence[str]
    collector: Collector
    notes: dict[str, Paragraphs] = field(default_factory=dict)
    used_notes: set[str] = field(default_factory=set)


class Placer:
    """From an offset in the content of a paragraph to the place in the file.

    The content of a token is its source lines without what stands before them (indents,
    quotation marks of lists), so each content line is the tail of its source line.
    """

    def __init__(self, context: FileContext, first_line: int, content: str) -> None:
        self.name = context.name
        self.first_line = first_line
        self.starts = [0]
        self.columns: list[int] = []
        lines = content.split("\n")
        last = len(lines) - 1
        for number, line in enumerate(lines):
            row = first_line + number
            source = context.lines[row] if row < len(context.lines) else line
            length = len(source.rstrip()) if number == last else len(source)
            self.columns.append(max(0, length - len(line)))
            self.starts.append(self.starts[-1] + len(line) + 1)

    def place(self, offset: int, length: int = 0) -> Location:
        row = min(bisect_right(self.starts, offset) - 1, len(self.columns) - 1)
        line = self.first_line + row + 1
        column = self.columns[row] + offset - self.starts[row] + 1
        if length:
            return Location(self.name, line, column, line, column + length)
        return Location(self.name, line, column)


class Shifted(Placer):
    """A placer for a piece of text that begins at `base` of another one's."""

    def __init__(self, placer: Placer, base: int) -> None:
        self._placer, self._base = placer, base

    def place(self, offset: int, length: int = 0) -> Location:
        return self._placer.place(self._base + offset, length)


class HeadingPlacer(Placer):
    """A heading's content begins after its marks, and ends before closing ones."""

    def __init__(self, context: FileContext, line: int, column: int) -> None:
        self.name, self.first_line = context.name, line
        self.starts, self.columns = [0], [column]
