"""Tables as Word's own: tables of data, keys with their values, and the frame of a box."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from shadowkit.model.document import Alignment, Cell, KeyValue, Table
from shadowkit.model.inline import Inlines
from shadowkit.model.look import Look
from shadowkit.writing.docx.inlines import Runs
from shadowkit.writing.docx.markup import twips
from shadowkit.writing.docx.stylenames import (
    BOX_FRAME,
    BOX_TITLE,
    COLUMN_HEADING,
    KEY,
    KEY_VALUES,
    ROW_HEADING,
    TABLE,
    TABLE_BAR,
    TABLE_TEXT,
    VALUE,
)
from shadowkit.writing.docx.styleparts import indented
from shadowkit.writing.docx.where import Where
from shadowkit.writing.docx.widths import column_widths, key_width, lines

_BESIDE: Final = 1.6
"""The white beside the text of a cell, as a multiple of that above and below it."""
_HEADER_ROW: Final = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
_WHOLE_ROW: Final = "<w:trPr><w:cantSplit/></w:trPr>"
_MOST_LINES: Final = 15
"""A row of so many lines stays on one page; a longer one would leave too much of it white."""
_SMALL: Final = 12
"""A table of so many rows stays on one page, if all of its rows are short."""
_SHORT: Final = 4
_KEEP: Final = "<w:keepNext/>"
_LOOK_ROW: Final = 0x20
_LOOK_COLUMN: Final = 0x80
_LOOK_NO_BANDS: Final = 0x600


def cell_margins(look: Look) -> tuple[int, int]:
    """The white above and below, and beside the text of a table's cell, in twips."""
    padding = look.table.padding
    return twips(padding), twips(padding * _BESIDE)


def key_gap(look: Look) -> int:
    """The white between keys and their values, in twips."""
    return 2 * cell_margins(look)[1]


def box_margin(look: Look) -> int:
    """The white between the frame of a box and its text, in twips."""
    return twips(look.box.padding)


class Tables:
    """Writes the tables of the main part."""

    def __init__(self, look: Look, runs: Runs) -> None:
        self._look = look
        self._runs = runs

    def data(self, shape: Table, where: Where, anchor: str) -> str:
        """A table of data; `anchor` is that of the bookmark in its first cell ("": none).

        A header of one row is repeated on every page that the table runs to.
        """
        room = where.table_room(self._look)
        columns = len(shape.alignments)
        rows = (shape.header, *shape.rows) if shape.header else shape.rows
        rows = rows or ((Cell(()),) * columns,)
        for row in rows:
            if sum(cell.span for cell in row) != columns or not columns:
                raise ValueError(f"a row of a table of {columns} columns has {len(row)} cells")
        _, beside = cell_margins(self._look)
        size = self._look.table.size
        widths = column_widths(shape, room.width, size, beside, whole=where.rtl)
        whole = stays_whole(rows, widths, beside, size)
        out = [
            _opening(TABLE, room.left, widths, where, bool(shape.header), 1 in shape.header_columns)
        ]
        for place, row in enumerate(rows):
            heading = bool(shape.header) and not place
            tallest = column = 0
            keep = _KEEP if whole and place < len(rows) - 1 else ""
            start = len(out)
            for cell in row:
                style = TABLE_TEXT
                if heading or cell.span == columns > 1:
                    # A row of one cell says what those below it have in common.
                    style = COLUMN_HEADING
                elif column + 1 in shape.header_columns:
                    style = ROW_HEADING
                content = self._runs(cell.content, where.language, style=style)
                content = self._runs.bookmarks.around(anchor, content)
                anchor = ""
                # A heading over several columns stands over their middle.
                over = heading and cell.span > 1
                aligned = _alignment("center" if over else shape.alignments[column], where)
                width = sum(widths[column : column + cell.span])
                if cell.bar is not None:
                    style, rest = TABLE_BAR, round((width - 2 * beside) * (1 - cell.bar))
                    aligned = indented(0, rest)
                tallest = max(tallest, lines(cell.content, width - 2 * beside, size))
                out.append(_cell(width, cell.span))
                out.append(f"{_paragraph(style, content, keep + where.bidi + aligned)}</w:tc>")
                column += cell.span
            out.insert(start, f"<w:tr>{_HEADER_ROW if heading else _whole(tallest)}")
            out.append("</w:tr>")
        out.append("</w:tbl>")
        return "".join(out)

    def key_values(self, shape: KeyValue, where: Where) -> str:
        """Terms and their values side by side, each value a paragraph of its own."""
        room = where.table_room(self._look)
        between = key_gap(self._look)
        size = self._look.body.size
        first = key_width((term for term, _ in shape.entries), room.width, size)
        second = room.width - first
        out = [_opening(KEY_VALUES, room.left, (first, second), where, row=False, column=True)]
        for term, values in shape.entries:
            values = tuple(filter(None, values)) or ((),)
            tallest = max(
                lines(term, first, size),
                sum(lines(value, second - between, size) for value in values),
            )
            out += [f"<w:tr>{_whole(tallest)}", _cell(first)]
            out += [self._text(KEY, term, where), "</w:tc>", _cell(second)]
            out += [self._text(VALUE, value, where) for value in values]
            out.append("</w:tc></w:tr>")
        out.append("</w:tbl>")
        return "".join(out)

    def _text(self, style: str, content: Inlines, where: Where) -> str:
        runs = self._runs(content, where.language, style=style)
        return _paragraph(style, runs, where.bidi)

    def box(self, title: Inlines, where: Where) -> tuple[str, int]:
        """A box up to its text, and the width of that text.

        A table, because lists, tables and pictures stand in it as well as paragraphs do:
        frames of paragraphs fall apart where the indents differ.  The title is a row of its
        own, which Word repeats where the box runs on to another page.
        """
        room = where.table_room(self._look)
        out = [_opening(BOX_FRAME, room.left, [room.width], where, bool(title), column=False)]
        if title:
            # Close to the text: the white of the frame stands below the last row.
            close = '<w:tcMar><w:bottom w:w="0" w:type="dxa"/></w:tcMar>'
            out += [f"<w:tr>{_HEADER_ROW}", _cell(room.width, more=close)]
            out += [self._text(BOX_TITLE, title, where), "</w:tc></w:tr>"]
        out += ["<w:tr>", _cell(room.width)]
        return "".join(out), room.width - 2 * box_margin(self._look)

    @staticmethod
    def box_end() -> str:
        """The end of a box, after a paragraph."""
        return "</w:tc></w:tr></w:tbl>"


def _opening(
    style: str, left: int, widths: Sequence[int], where: Where, row: bool, column: bool
) -> str:
    """The table's properties and grid.  `row` and `column` say whether the first one names
    the others: Word puts that into its files and into the PDFs it makes."""
    look = row * _LOOK_ROW + column * _LOOK_COLUMN + _LOOK_NO_BANDS
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return "".join(
        (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>',
            "<w:bidiVisual/>" if where.rtl else "",
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/>',
            f'<w:tblInd w:w="{left}" w:type="dxa"/>' if left else "",
            # Fixed, so that no long word moves the edge beyond that of the page's text.
            '<w:tblLayout w:type="fixed"/>',
            f'<w:tblLook w:val="{look:04X}" w:firstRow="{row:d}" w:lastRow="0" ',
            f'w:firstColumn="{column:d}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>',
            f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>",
        )
    )


def _alignment(alignment: Alignment, where: Where) -> str:
    if not alignment:
        return ""
    # Word's left is the leading side, which is the right one in right-to-left text.
    if where.rtl and alignment != "center":
        alignment = "left" if alignment == "right" else "right"
    return f'<w:jc w:val="{alignment}"/>'


def stays_whole(
    rows: Sequence[Sequence[Cell]], widths: Sequence[int], beside: int, size: float
) -> bool:
    """Whether a table is so small that it is not to be parted between two pages."""
    if len(rows) > _SMALL:
        return False
    for row in rows:
        column = 0
        for cell in row:
            width = sum(widths[column : column + cell.span])
            if lines(cell.content, width - 2 * beside, size) > _SHORT:
                return False
            column += cell.span
    return True


def _whole(height: int) -> str:
    return _WHOLE_ROW if height <= _MOST_LINES else ""


def _cell(width: int, span: int = 1, more: str = "") -> str:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{more}</w:tcPr>'


def _paragraph(style: str, content: str, properties: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'
