"""Text put into cells of a Word table, with every other byte of the file as it was.

A Word file that somebody else made is not ours to write anew: no library gives back what it does
not know, and none keeps the bytes.  So the table is only looked through, for where its cells
begin and end, and the text is put in between.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Literal, TypeAlias
from xml.sax.saxutils import escape

from shadowkit.writing.matrix_cells import MAIN, CannotFillError, Cell, Element, tables_in
from shadowkit.writing.matrix_package import with_part

__all__ = ["CannotFillError", "Kept", "Place", "fill"]

Place: TypeAlias = tuple[int, int]
"""The row of a cell, and its column on the grid of the table, from 0."""
Kept: TypeAlias = Literal["missing", "merged", "not-plain"]
"""Why a cell was left as it is: there is none, it belongs to several rows, or it holds more than
plain paragraphs."""


def fill(
    data: bytes, table: int, texts: Mapping[Place, Sequence[str]]
) -> tuple[bytes, dict[Place, Kept]]:
    """The file with lines of text in cells of one of its tables, in place of what the cells hold,
    and the cells that were left as they are.  `CannotFillError` where nothing can be done."""
    if not texts:
        return data, {}
    with zipfile.ZipFile(BytesIO(data)) as archive:
        document = archive.read(MAIN)
    tables, codec = tables_in(document)
    if table >= len(tables):
        raise CannotFillError("its table is not where it was found before")
    rows = tables[table]
    pieces: list[tuple[int, int, bytes]] = []
    kept: dict[Place, Kept] = {}
    for place, lines in texts.items():
        found = _cell(rows, place)
        if isinstance(found, str):
            kept[place] = found
        else:
            cell, row = found
            first, last = cell.paragraphs[0], cell.paragraphs[-1]
            made = _paragraphs(document, cell, row, lines, codec)
            pieces.append((first.element.start, last.element.end, made))
    if not pieces:
        return data, kept
    at, whole = 0, []
    for start, end, made in sorted(pieces):
        whole += [document[at:start], made]
        at = end
    return with_part(data, MAIN, b"".join((*whole, document[at:]))), kept


def _cell(rows: Sequence[Sequence[Cell]], place: Place) -> tuple[Cell, Sequence[Cell]] | Kept:
    """The cell at a place, and its row."""
    number, column = place
    cell = _at(rows[number], column) if number < len(rows) else None
    if cell is None:
        return "missing"
    below = _at(rows[number + 1], column) if number + 1 < len(rows) else None
    if cell.continues or (cell.merged and below is not None and below.continues):
        return "merged"
    return (cell, rows[number]) if cell.plain and cell.paragraphs else "not-plain"


def _at(row: Sequence[Cell], column: int) -> Cell | None:
    """The cell that begins in a column of the grid."""
    at = 0
    for cell in row:
        if at == column:
            return cell
        at += cell.span
    return None


def _paragraphs(
    document: bytes, cell: Cell, row: Sequence[Cell], lines: Sequence[str], codec: str
) -> bytes:
    """A paragraph for each line: the first is the cell's own one with other words in it.  What
    marks a place in any of them stays."""

    def made(text: str) -> bytes:
        return text.encode(codec, "xmlcharrefreplace")

    def of(element: Element | None) -> bytes:
        return document[element.start : element.end] if element else b""

    first, prefix = cell.paragraphs[0], cell.prefix
    own = document[first.element.start : first.element.tag_end]
    if own.endswith(made("/>")):
        own = own.removesuffix(made("/>")) + made(">")
    paragraph, run = map(of, _look(cell, row))
    places = b"".join(of(place) for one in cell.paragraphs for place in one.places)
    pieces: list[bytes] = []
    for number, line in enumerate(lines):
        pieces += [made(f"<{prefix}p>"), paragraph] if number else [own, paragraph, places]
        if line:
            text = f"<{prefix}t>{escape(line)}</{prefix}t></{prefix}r>"
            pieces += [made(f"<{prefix}r>"), run, made(text)]
        pieces.append(made(f"</{prefix}p>"))
    return b"".join(pieces)


def _look(cell: Cell, row: Sequence[Cell]) -> tuple[Element | None, Element | None]:
    """The properties of the paragraphs of a cell and of its words: those of the words it has, or
    of its empty paragraph; where these say nothing, of the first words in the row."""
    own = cell.paragraphs[0]
    run = next((one.run for one in cell.paragraphs if one.run), None)
    if own.properties or run:
        return own.properties, run or own.mark
    filled = (one for other in row if other.plain for one in other.paragraphs if one.words)
    model = next(filled, own)
    return (model.properties, model.run) if model.movable else (None, model.run)
