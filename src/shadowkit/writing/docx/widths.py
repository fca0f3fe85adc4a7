"""The widths of a table's columns, from the text in them.

Word could find them out itself, but then the officer's Word, the secretariat's and
LibreOffice would each find others.  Nobody has the fonts here, so the widths of letters are
those of a Times-like face, roughly, and every column gets some more.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from shadowkit.model.document import Cell, Table
from shadowkit.model.inline import Inlines, NoteMark, plain
from shadowkit.records import dataclass

_NARROW: Final = frozenset("iljftrI.,;:'’‘|!()[]{}/ \u00a0")
_WIDE: Final = frozenset("mwMWЖМФШЩЮЫжмфшщюы%@—…")
_BREAKS: Final = frozenset(" \t\n\u200b\u00ad")
_AFTER: Final = frozenset("-–—")
_BOLD: Final = 1.08
_SLACK: Final = 1.06
_LOOSEST: Final = 2
"""How many times its text's width a table may be."""
_BAR: Final = 15.0
"""The width of a column of bars, in ems."""
_MARK: Final = 0.6
"""The width of a note mark."""


@cache
def _em(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0.0
    if character in _NARROW:
        return 0.33
    if character in _WIDE:
        return 0.85
    return 0.7 if character.isupper() else 0.5


def measure(content: Inlines) -> tuple[float, float]:
    """How wide the widest unbreakable piece and the widest line of `content` are, in ems."""
    piece = widest_piece = line = widest_line = 0.0
    for character in plain(content):
        width = _em(character)
        line = 0.0 if character == "\n" else line + width
        if character in _BREAKS:
            piece = 0.0
        elif width == 1.0:  # Chinese breaks between any two characters
            piece = width
        else:
            piece += width
        widest_piece = max(widest_piece, piece)
        widest_line = max(widest_line, line)
        if character in _AFTER:
            piece = 0.0
    marks = _MARK * sum(isinstance(node, NoteMark) for node in content)
    return widest_piece + marks, widest_line + marks


@dataclass(slots=True)
class _Column:
    """What the text of a column asks for, in twips."""

    narrowest: float
    widest: float
    total: float


def column_widths(
    table: Table, width: int, size: float, padding: int, *, whole: bool = False
) -> list[int]:
    """The widths of the columns; together they are `width`, or less (but not if `whole`)
    where the text is so short that the eye would lose the row.

    `size` is the type size in points and `padding` the white beside the text of a cell;
    the rest is in twips.
    """
    least = 2 * padding + size * 20
    columns = [_Column(least, least, least) for _ in table.alignments]
    spans: list[tuple[int, int, float]] = []
    for row in (table.header, *table.rows):
        for start, cell in _starts(row):
            bold = row is table.header or start + 1 in table.header_columns
            em = size * 20 * _SLACK * (_BOLD if bold else 1.0)
            narrowest, widest = (one * em + 2 * padding for one in measure(cell.content))
            if cell.bar is not None:
                narrowest = widest = _BAR * size * 20
            if cell.span > 1:
                spans.append((start, cell.span, narrowest))
                continue
            column = columns[start]
            column.narrowest = max(column.narrowest, narrowest)
            column.widest = max(column.widest, widest)
            column.total += widest
    for start, span, narrowest in spans:
        under = columns[start : start + span]
        missing = (narrowest - sum(column.narrowest for column in under)) / span
        for column in under if missing > 0 else ():
            column.narrowest += missing
            column.widest = max(column.widest, column.narrowest)
    natural = sum(column.widest for column in columns)
    if not whole:
        width = min(width, max(width // 2, round(natural * _LOOSEST)))
    return _whole(_shared(columns, width), width)


def lines(content: Inlines, width: int, size: float) -> int:
    """About how many lines `content` takes in `width` twips."""
    _, line = measure(content)
    return plain(content).count("\n") + max(1, math.ceil(line * size * 20 / max(1, width)))


def _starts(row: Iterable[Cell]) -> Iterable[tuple[int, Cell]]:
    start = 0
    for cell in row:
        yield start, cell
        start += cell.span


def key_width(terms: Iterable[Inlines], width: int, size: float) -> int:
    """The width of the column of terms: that of the longest, up to a third of the whole."""
    em = size * 20 * _SLACK * _BOLD
    measures = [measure(term) for term in terms]
    line = max((line for _, line in measures), default=0.0) * em
    piece = max((piece for piece, _ in measures), default=0.0) * em
    return round(min(max(min(line, width / 3), piece, size * 20), width / 2))


def _shared(columns: Sequence[_Column], width: int) -> list[float]:
    widest = [column.widest for column in columns]
    if sum(widest) <= width:  # no line has to break: each takes more in its proportion
        return [one * width / (sum(widest) or 1.0) for one in widest]
    # One long address must not take the room of all others.
    narrowest = [min(column.narrowest, width / 2) for column in columns]
    if sum(narrowest) >= width:
        return _level([(0.0, 1.0, one) for one in narrowest], width)
    # The more text, the wider; but by its root, so that short cells keep their lines too.
    bounds = [
        (low, math.sqrt(column.total), max(low, column.widest))
        for low, column in zip(narrowest, columns, strict=True)
    ]
    return _level(bounds, width)


def _level(bounds: Sequence[tuple[float, float, float]], width: int) -> list[float]:
    """Widths that grow together, each by its weight from its lowest to its highest bound,
    until they fill `width`."""

    def at(level: float) -> list[float]:
        return [min(max(low, level * weight), high) for low, weight, high in bounds]

    low, high = 0.0, float(width)
    for _ in range(60):
        middle = (low + high) / 2
        if sum(at(middle)) < width:
            low = middle
        else:
            high = middle
    return at(high)


def _whole(widths: Sequence[float], width: int) -> list[int]:
    """Whole twips with exactly the sum `width`."""
    total = sum(widths)
    edges = [0]
    reached = 0.0
    for place, one in enumerate(widths, 1):
        reached += one
        share = reached / total if total else place / len(widths)
        edges.append(round(width * share))
    return [after - before for before, after in pairwise(edges)]
