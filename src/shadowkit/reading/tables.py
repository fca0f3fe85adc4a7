"""Pipe tables and definition lists: their tokens to authored nodes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from markdown_it.token import Token

from shadowkit.location import Location
from shadowkit.model.authored import AKeyValue, ATable
from shadowkit.model.document import Alignment
from shadowkit.model.inline import AInline
from shadowkit.reading import faults
from shadowkit.reading.places import FileContext, Placer

Inlines: TypeAlias = tuple[AInline, ...]
Build: TypeAlias = Callable[[Token, Placer | None], Inlines]
"""From an inline token (and a placer, where its own would not do) to inlines."""

_ALIGNMENTS: dict[str, Alignment] = {
    "text-align:left": "left",
    "text-align:center": "center",
    "text-align:right": "right",
}
MOST_COLUMNS = 63
"""Word opens no table of more."""
MOST_ROWS = 5_000

_CAPTION = re.compile(r"Table:\s*")


def captions_of(tokens: Sequence[Token]) -> dict[int, int]:
    """Where the caption of each table stands: the position of an inline token by that of the
    token that opens the table.

    As Pandoc has it, a paragraph ``Table: ...`` right above a table is its caption, else the
    one right below; each is the caption of one table, and any other is text.
    """
    found: dict[int, int] = {}
    last = opened = 0
    for position, token in enumerate(tokens):
        if token.type == "table_open":
            opened = position
            near = position - 2
        elif token.type == "table_close" and opened not in found:
            near = position + 2
        else:
            continue
        if near > last and _is_caption(tokens, near):
            found[opened] = last = near
    return found


def _is_caption(tokens: Sequence[Token], position: int) -> bool:
    if position >= len(tokens) or tokens[position - 1].type != "paragraph_open":
        return False
    return _CAPTION.match(tokens[position].content) is not None


def caption_prefix(content: str) -> int:
    """The length of ``Table: `` at the start of a caption."""
    match = _CAPTION.match(content)
    return match.end() if match else 0


def table_node(
    tokens: Sequence[Token], build: Build, context: FileContext, place: Location, caption: Inlines
) -> ATable:
    """The table whose tokens (without the outer two) are given."""
    header: list[Inlines] = []
    rows: list[list[Inlines]] = []
    alignments: list[Alignment] = []
    cell_number = 0
    in_head = False
    for token in tokens:
        if token.type == "thead_open":
            in_head = True
        elif token.type == "thead_close":
            in_head = False
        elif token.type == "tr_open":
            cell_number = 0
            row_line = token.map[0] if token.map else place.line - 1
            if not in_head:
                rows.append([])
        elif token.type in ("th_open", "td_open") and in_head:
            alignments.append(_ALIGNMENTS.get(str(token.attrGet("style") or ""), ""))
        elif token.type == "inline":
            placer = _CellPlacer(context, row_line, cell_number)
            content = build(token, placer)
            (header if in_head else rows[-1]).append(content)
            cell_number += 1
    whole = tuple(header[:MOST_COLUMNS]) if any(header) else ()
    kept = tuple(tuple(row[:MOST_COLUMNS]) for row in rows[:MOST_ROWS])
    size = f"{len(alignments):,} columns" if len(alignments) > MOST_COLUMNS else ""
    if size or len(rows) > MOST_ROWS:
        size = size or f"{len(rows):,} rows"
        context.collector.add(
            faults.TOO_LARGE,
            place,
            f"the table has {size}; only {MOST_COLUMNS} columns and {MOST_ROWS:,} rows are read",
            "Divide it, or print what matters and attach the whole when you file.",
        )
    return ATable(whole, kept, tuple(alignments[:MOST_COLUMNS]), place, caption)


def keyvalue_node(
    tokens: Sequence[Token], build: Build, place: Location, fault: Callable[[Token], None]
) -> AKeyValue:
    """The definition list whose tokens (without the outer two) are given; `fault` is told
    what a value may not hold."""
    entries: list[tuple[Inlines, list[Inlines]]] = []
    in_term = False
    for token in tokens:
        if token.type in ("dt_open", "dt_close"):
            in_term = token.type == "dt_open"
        elif token.type == "inline" and in_term:
            entries.append((build(token, None), []))
        elif token.type == "inline":
            entries[-1][1].append(build(token, None))
        elif token.type not in _INSIDE:
            fault(token)
    return AKeyValue(tuple((term, tuple(values)) for term, values in entries), place)


_INSIDE = ("dd_open", "dd_close", "paragraph_open", "paragraph_close")


class _CellPlacer(Placer):
    """A cell's content stands somewhere within its source line."""

    def __init__(self, context: FileContext, line: int, number: int) -> None:
        source = context.lines[line] if line < len(context.lines) else ""
        self.name, self.first_line = context.name, line
        starts = list(_cells(source))
        column = starts[number] if number < len(starts) else 0
        self.starts, self.columns = [0], [column]


def _cells(line: str) -> Iterator[int]:
    """The columns (from 0) at which the text of each cell of a row begins."""
    start = len(line) - len(line.lstrip())
    if line[start : start + 1] == "|":
        start += 1
    position = start
    while position <= len(line):
        if position == len(line) or (line[position] == "|" and line[position - 1] != "\\"):
            text = line[start:position]
            yield start + len(text) - len(text.lstrip())
            start = position + 1
        position += 1
