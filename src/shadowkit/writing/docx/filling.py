"""What fills a page, for the estimate of pages: a document as rows with their heights.

Sizes and spaces are those that the styles have.  Heights are in points.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from shadowkit.model.document import (
    Block,
    Box,
    Cell,
    Document,
    Figure,
    Heading,
    KeyValue,
    List,
    Note,
    Paragraph,
    Quote,
    Section,
    Shape,
    Table,
)
from shadowkit.model.inline import Inlines, Text
from shadowkit.model.look import Look
from shadowkit.records import dataclass
from shadowkit.writing.docx.languages import is_east_asian
from shadowkit.writing.docx.lettering import lines_of
from shadowkit.writing.docx.markup import twips
from shadowkit.writing.docx.styleparts import NATURAL_LINE
from shadowkit.writing.docx.tables import box_margin, cell_margins, key_gap, stays_whole
from shadowkit.writing.docx.where import HIGHEST, Where, text_area
from shadowkit.writing.docx.widths import column_widths, key_width

_TALL: Final = 1.4 / NATURAL_LINE
"""How much higher a line of Chinese is than one of Latin letters.  Word makes 1.3 times the size
of it, LibreOffice with the free fonts 1.44."""


@dataclass(frozen=True, slots=True)
class Row:
    """What stands on one page as a whole, a line of text mostly: its height, the white above
    it, and the heights of the notes marked in it.  One that `keeps` stays on the page of the
    next; `heading` is the anchor of the heading that begins in it."""

    height: float
    before: float = 0.0
    notes: tuple[float, ...] = ()
    keeps: bool = False
    heading: str = ""
    new_page: bool = False


class Filler:
    """Turns the parts of a document into rows."""

    def __init__(self, document: Document, look: Look) -> None:
        self._document = document
        self._look = look
        self._tall = _TALL if is_east_asian(document.language) else 1.0
        width, self._height = text_area(look)
        self._top = Where(width, rtl=document.direction == "rtl")
        noted = document.notes if document.note_placement == "foot" else ()
        self._notes = {note.number: self._note(note) for note in noted}

    def _note(self, note: Note) -> float:
        look = self._look.notes
        lines = sum(
            len(lines_of((Text(f"{note.number} "), *content), self._top.width, look.size))
            for content in note.paragraphs
        )
        return lines * look.size * look.line_height * self._tall + look.space_after * len(
            note.paragraphs
        )

    def _marked(self, lines: list[tuple[int, ...]]) -> tuple[float, ...]:
        return tuple(self._notes.get(mark, 0.0) for line in lines for mark in line)

    def _lines(
        self,
        content: Inlines,
        width: int,
        before: float,
        size: float = 0.0,
        *,
        bold: bool = False,
        keeps: bool = False,
        heading: str = "",
    ) -> Iterator[Row]:
        """The lines of a paragraph; the first two and the last two stay together."""
        body = self._look.body
        size = size or body.size
        lines = lines_of(content, width, size, bold=bold)
        last = len(lines) - 1
        for place, line in enumerate(lines):
            yield Row(
                size * body.line_height * self._tall,
                0.0 if place else before,
                self._marked([line]),
                keeps or (last > 0 and place in (0, last - 1)),
                "" if place else heading,
            )

    # --- before the text --------------------------------------------------------------

    def cover(self) -> Iterator[Row]:
        """The lines of the cover."""
        roles, logo = self._look.cover.roles(), self._look.logo
        after = 0.0
        if self._document.logo is not None:
            yield Row(twips(logo.height) / 20, keeps=True)
            after = logo.space_after
        for line in self._document.cover:
            look = roles[line.role]
            before = max(after, look.space_before)  # as between all paragraphs
            yield from self._lines(line.content, self._top.width, before, look.size, bold=look.bold)
            after = look.space_after

    def contents(self) -> Iterator[Row]:
        """The contents with their heading."""
        listed = self._document.contents
        if listed is None:
            return
        title = self._look.headings[0]
        yield from self._lines((Text(listed.title),), self._top.width, 0.0, title.size)
        for entry in listed.entries:
            content = (Text(f"{entry.number} "), *entry.content)
            indented = Where(self._top.width, depth=entry.level - 1).room(self._look)
            yield from self._lines(content, indented.width, self._look.lists.space_after)

    # --- the text ---------------------------------------------------------------------

    def sections(self, sections: tuple[Section, ...]) -> Iterator[Row]:
        """Sections in printed order; an annex begins a page."""
        for section in sections:
            rows = self._section(section)
            if section.annex and (first := next(rows, None)) is not None:
                yield replace(first, new_page=True)
            yield from rows

    def _section(self, section: Section) -> Iterator[Row]:
        if section.heading is not None:
            yield from self._heading(section.heading)
        for part in section.parts:
            if isinstance(part, Block):
                yield from self._shapes(part.shapes, self._top)
            else:
                yield from self._section(part)

    def _heading(self, shape: Heading) -> Iterator[Row]:
        look = self._look.headings[shape.level - 1]
        content = (Text(f"{shape.number}  "), *shape.content) if shape.number else shape.content
        yield from self._lines(
            content,
            self._top.width,
            look.space_before,
            look.size,
            bold=look.bold,
            keeps=True,
            heading=shape.anchor,
        )

    def _shapes(self, shapes: tuple[Shape, ...], where: Where) -> Iterator[Row]:
        for place, shape in enumerate(shapes):
            following = shapes[place + 1] if place + 1 < len(shapes) else None
            if isinstance(shape, Paragraph):
                if shape.number is not None and not where.depth:
                    where = replace(where, in_paragraph=True)
                yield from self._paragraph(shape, where, isinstance(following, List))
            elif isinstance(shape, List):
                inside = replace(where, depth=where.depth + where.quoted + 1, quoted=False)
                for item in shape.items:
                    yield from self._shapes(item.shapes, inside)
            elif isinstance(shape, Quote):
                yield from self._shapes(shape.shapes, replace(where, quoted=True))
            elif isinstance(shape, Heading):
                yield from self._heading(shape)
                where = replace(where, in_paragraph=False)
            elif isinstance(shape, Table):
                yield from self._table(shape, where)
            elif isinstance(shape, KeyValue):
                yield from self._key_values(shape, where)
            elif isinstance(shape, Figure):
                yield self._figure(shape, where, isinstance(following, Paragraph))
            else:
                yield from self._box(shape, where)

    def _paragraph(self, shape: Paragraph, where: Where, leads: bool) -> Iterator[Row]:
        look = self._look
        space = look.lists.space_after if where.depth else look.body.space_after
        size = look.quote.size if where.quoted else look.body.size
        yield from self._lines(shape.content, where.room(look).width, space, size, keeps=leads)

    def _table(self, shape: Table, where: Where) -> Iterator[Row]:
        look = self._look.table
        room = where.table_room(self._look)
        before = self._look.body.space_after
        if shape.label:
            caption = (Text(shape.label + shape.joint), *shape.caption)
            yield from self._lines(
                caption, room.width, before * 1.5, look.size, bold=True, keeps=True
            )
            before = 4.0
        above, beside = cell_margins(self._look)
        widths = column_widths(shape, room.width, look.size, beside, whole=where.rtl)
        rows = (shape.header, *shape.rows) if shape.header else shape.rows
        whole = stays_whole(rows, widths, beside, look.size)
        for place, row in enumerate(rows, 1):
            heads = row is shape.header or _heads(row, len(widths))
            height, column = 0.0, 0
            notes: tuple[float, ...] = ()
            for cell in row:
                width = sum(widths[column : column + cell.span]) - 2 * beside
                lines = lines_of(cell.content, width, look.size, bold=heads)
                height = max(height, len(lines) * look.size * look.line_height * self._tall)
                notes += self._marked(lines)
                column += cell.span
            yield Row(
                height + 2 * above / 20, before, notes, heads or (whole and place < len(rows))
            )
            before = 0.0

    def _key_values(self, shape: KeyValue, where: Where) -> Iterator[Row]:
        look = self._look
        room = where.table_room(look)
        first = key_width((term for term, _ in shape.entries), room.width, look.body.size)
        second = room.width - first - key_gap(look)
        space = look.lists.space_after
        for term, values in shape.entries:
            keys = lines_of(term, first, look.body.size, bold=True)
            texts = [lines_of(value, second, look.body.size) for value in values or ((),)]
            line = look.body.size * look.body.line_height * self._tall
            height = max(
                space + len(keys) * line, sum(space + len(lines) * line for lines in texts)
            )
            marked = [line for lines in (keys, *texts) for line in lines]
            yield Row(height, 0.0, self._marked(marked))

    def _figure(self, shape: Figure, where: Where, named: bool) -> Row:
        width = where.room(self._look).width * shape.width
        height = min(shape.image.height * width / shape.image.width, self._height * HIGHEST)
        return Row(height / 20, self._look.body.space_after, keeps=named)

    def _box(self, shape: Box, where: Where) -> Iterator[Row]:
        margin = box_margin(self._look)
        inner = Where(where.table_room(self._look).width - 2 * margin, rtl=where.rtl)
        yield Row(margin / 20, self._look.body.space_after, keeps=True)
        if shape.title:
            yield from self._lines(shape.title, inner.width, 0.0, bold=True, keeps=True)
        yield from self._shapes(shape.shapes, inner)
        yield Row(margin / 20)


def _heads(row: tuple[Cell, ...], columns: int) -> bool:
    """Whether a row says what those below it have in common."""
    return len(row) == 1 < columns
