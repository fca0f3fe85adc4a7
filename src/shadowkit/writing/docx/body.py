"""The main part: the cover, the sections and the shapes in them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final, Literal

from shadowkit.model.document import (
    Block,
    Box,
    Document,
    Figure,
    Heading,
    KeyValue,
    List,
    Paragraph,
    Quote,
    Section,
    Shape,
    Table,
)
from shadowkit.model.inline import Inlines, Text
from shadowkit.model.look import Look
from shadowkit.writing.docx import running
from shadowkit.writing.docx.contents import paragraphs_of
from shadowkit.writing.docx.inlines import Runs
from shadowkit.writing.docx.languages import is_rtl
from shadowkit.writing.docx.markup import (
    DECLARATION,
    MAIN_NAMESPACES,
    characters,
    field,
    twentieths,
    twips,
)
from shadowkit.writing.docx.numbering import Numbering, bullets, style_property
from shadowkit.writing.docx.pages import heading_pages
from shadowkit.writing.docx.pictures import Pictures
from shadowkit.writing.docx.plan import Plan, label_parts
from shadowkit.writing.docx.stylenames import (
    BODY,
    BODY_INDENT,
    CAPTION,
    COVER,
    FIGURE,
    LIST_LEVELS,
    LOGO,
    NOTES_HEADING,
    NUMBERED,
    QUOTE,
    QUOTE_INDENT,
    TABLE_GAP,
    heading,
    in_list,
)
from shadowkit.writing.docx.tables import Tables
from shadowkit.writing.docx.where import HIGHEST, Room, Where, text_area

_DEEPEST: Final = 8
_KEEP: Final = "<w:keepNext/>"
_BELOW_HEAD: Final = '<w:spacing w:after="480"/>'
"""The white between the lines of a cover without a page of its own and the text."""
_PAGE_BREAK: Final = '<w:r><w:br w:type="page"/></w:r>'


class Body:
    """Writes the main part of one document."""

    def __init__(
        self,
        document: Document,
        look: Look,
        plan: Plan,
        numbers: Numbering,
        runs: Runs,
        pictures: Pictures,
    ) -> None:
        self._document = document
        self._look = look
        self._plan = plan
        self._numbers = numbers
        self._runs = runs
        self._pictures = pictures
        self._tables = Tables(look, runs)
        self._width, self._height = text_area(look)
        self._top = Where(self._width, rtl=document.direction == "rtl")
        self._new_page = False
        """Whether the next paragraph begins a page: the first of an annex, or behind the
        contents."""
        self._last: Literal["", "cell", "paragraph", "lead-in", "table"] = ""
        """What was last written; "": nothing yet, "cell": the beginning of a box."""
        self._above = ""
        """The last paragraph as written, and the white that a table wants below it."""
        self._white = 0.0
        self._places = iter(plan.headings.places)
        self._tags: set[str] = set()
        self._controls = 0
        self._out: list[str] = []

    def part(self, headers: str) -> bytes:
        """The part; `headers` are the section's references to headers and footers."""
        self._out = [DECLARATION, f"<w:document {MAIN_NAMESPACES}><w:body>"]
        self._cover()
        self._contents()
        self._sections(self._document.sections)
        if self._document.note_placement == "end" and self._document.notes:
            title = f"<w:r>{characters(self._document.wordings.notes)}</w:r>"
            self._paragraph(NOTES_HEADING, title)
        self._end_with_paragraph()
        self._out.append(
            f"{running.section(self._document, self._look, headers)}</w:body></w:document>"
        )
        return "".join(self._out).encode("utf-8")

    # --- the frame --------------------------------------------------------------------

    def _cover(self) -> None:
        own_page = self._document.cover_page
        last = len(self._document.cover) - 1
        start = len(self._out)
        if self._document.logo is not None:
            logo = Figure(self._document.logo.image, self._document.logo.alt, "")
            height = twips(self._look.logo.height)
            self._paragraph(LOGO, self._pictures.run(logo, self._width, height))
        for place, line in enumerate(self._document.cover):
            style, _ = COVER[line.role]
            content, after = self._runs(line.content, style=style), ""
            if place == last and own_page:
                # The break stands in the last line, so that no empty paragraph is left over.
                content += _PAGE_BREAK
            elif place == last:
                after = _BELOW_HEAD
            self._paragraph(style, content, after=after)
        if own_page:
            # Word's own covers are parts of this gallery: it can replace or remove them whole.
            self._control(start, gallery="Cover Pages")

    def _contents(self) -> None:
        listed = self._document.contents
        if listed is None:
            return
        start = len(self._out)
        pages = heading_pages(self._document, self._look)
        for style, content in paragraphs_of(listed, self._runs, self._plan, pages):
            self._paragraph(style, content)
        self._control(start, gallery="Table of Contents", shown=True)
        self._new_page = True

    def _control(
        self, start: int, tag: str = "", gallery: str = "", *, shown: bool = False
    ) -> None:
        """Put what was written since `start` in a content control: under a tag, where a
        reader with the dossier finds it again, or as a part of one of Word's galleries.
        It is not locked: an officer may delete it.  One that is `shown` has a frame, on which
        Word has the button that updates it; there is one of its gallery."""
        if start == len(self._out) or tag in self._tags:
            return
        if not self._controls:
            # LibreOffice up to 7 at least takes a control without a kind for a form field
            # and scrambles the text in it, until a document part has come first.
            gallery = gallery or "Quick Parts"
        self._controls += 1
        if tag:
            self._tags.add(tag)
        self._out.insert(
            start,
            "".join(
                (
                    "<w:sdt><w:sdtPr>",
                    f'<w:tag w:val="{tag}"/>' if tag else "",
                    f'<w:id w:val="{self._controls}"/>',
                    "" if shown else '<w15:appearance w15:val="hidden"/>',
                    f'<w:docPartObj><w:docPartGallery w:val="{gallery}"/>'
                    f"{'<w:docPartUnique/>' if shown else ''}</w:docPartObj>"
                    if gallery
                    else "",
                    "</w:sdtPr><w:sdtContent>",
                )
            ),
        )
        self._out.append("</w:sdtContent></w:sdt>")

    def _tagged(self, tag: str, start: int) -> None:
        if tag:
            self._control(start, tag)

    def _sections(self, sections: tuple[Section, ...]) -> None:
        for section in sections:
            self._new_page |= section.annex
            if section.heading:
                start = len(self._out)
                self._heading(section.heading, self._top)
                self._tagged(section.heading.anchor, start)
            self._parts(section.parts)

    def _parts(self, parts: tuple[Block | Section, ...]) -> None:
        for place, part in enumerate(parts):
            if isinstance(part, Section):
                self._sections((part,))
                continue
            following = parts[place + 1] if place + 1 < len(parts) else None
            leads = isinstance(following, Block) and isinstance(
                next(iter(following.shapes), None), List
            )
            start = len(self._out)
            where = self._top
            if part.language:
                rtl = is_rtl(part.language)
                where = Where(self._width, part.language, self._bidi(part.language), rtl)
            self._shapes(part.shapes, where, leads=leads)
            self._tagged(part.anchor, start)

    def _bidi(self, language: str) -> str:
        if not language or is_rtl(language) == (self._document.direction == "rtl"):
            return ""
        return "<w:bidi/>" if is_rtl(language) else '<w:bidi w:val="0"/>'

    # --- shapes -----------------------------------------------------------------------

    def _paragraph(self, style: str, content: str, before: str = "", after: str = "") -> None:
        """One paragraph; `before` and `after` are properties in the order of the schema:
        keepNext and numPr, then bidi, ind and jc."""
        self._last = "lead-in" if before.startswith(_KEEP) else "paragraph"
        if self._new_page:
            keep = _KEEP if before.startswith(_KEEP) else ""
            before = f"{keep}<w:pageBreakBefore/>{before.removeprefix(keep)}"
            self._new_page = False
        self._above = (
            f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{before}{after}</w:pPr>{content}</w:p>'
        )
        self._white = self._look.body.space_after
        self._out.append(self._above)

    def _text(
        self, shape: Heading | Paragraph, content: Inlines, where: Where, style: str = ""
    ) -> str:
        runs = self._runs(content, where.language, style=style)
        if self._plan.owns(shape.anchor, shape):
            return self._runs.bookmarks.around(shape.anchor, runs)
        return runs

    def _heading(self, shape: Heading, where: Where) -> None:
        number = self._numbers.heading(next(self._places))
        style = heading(shape.level)
        content = self._text(shape, shape.content, where, style)
        self._paragraph(style, content, number, where.bidi)
        self._last = "lead-in"  # its style keeps it with what comes next
        self._white = max(self._white, self._look.headings[shape.level - 1].space_after)

    def _shapes(self, shapes: tuple[Shape, ...], where: Where, *, leads: bool = False) -> None:
        """Shapes in a row; `leads` says that what the last one introduces comes next."""
        for place, shape in enumerate(shapes):
            following = shapes[place + 1] if place + 1 < len(shapes) else None
            if isinstance(shape, Paragraph):
                self._plain(shape, where, _is_introduced(following) if following else leads)
                if shape.number is not None and not where.depth:
                    where = replace(where, in_paragraph=True)
            elif isinstance(shape, List):
                self._list(shape, where)
            elif isinstance(shape, Quote):
                self._shapes(shape.shapes, replace(where, quoted=True))
            elif isinstance(shape, Heading):
                self._heading(shape, where)
                where = replace(where, in_paragraph=False)
            elif isinstance(shape, Table):
                self._table(shape, where)
            elif isinstance(shape, KeyValue):
                self._key_values(shape, where)
            elif isinstance(shape, Figure):
                self._figure(shape, where, following)
            else:
                self._box(shape, where)

    def _plain(self, shape: Paragraph, where: Where, leads: bool) -> None:
        if shape.number is not None:
            style = NUMBERED
        elif where.quoted:
            style = QUOTE_INDENT if where.in_paragraph else QUOTE
        elif where.depth:
            style = in_list("Continue", where.depth - 1, where.in_paragraph)
        else:
            style = BODY_INDENT if where.in_paragraph else BODY
        # What introduces a list stays on the page where the list begins.  In Word the first
        # paragraph of a box would keep the box as a whole with what follows it.
        keep = _KEEP if leads and self._last != "cell" else ""
        self._paragraph(style, self._text(shape, shape.content, where), keep, where.bidi)

    def _list(self, shape: List, where: Where) -> None:
        # A list within a quotation stands one step further in, as one within a list.
        depth = min(where.depth + where.quoted, _DEEPEST)
        kind = "Number" if shape.ordered else "Bullet"
        style = in_list(kind, depth, where.in_paragraph)
        number = ""
        if shape.ordered:
            list_ = self._numbers.ordered_list(depth, where.in_paragraph, shape.start)
            number = style_property(list_, depth)
        elif depth >= LIST_LEVELS:
            number = style_property(bullets(where.in_paragraph), depth)
        inside = replace(where, depth=depth + 1, quoted=False)
        for item in shape.items:
            shapes = item.shapes
            first = shapes[0] if shapes else None
            if isinstance(first, Paragraph):
                if first.number is None:
                    leads = len(shapes) > 1 and _is_introduced(shapes[1])
                    keep = _KEEP if leads else ""
                    content = self._text(first, first.content, where)
                    self._paragraph(style, content, keep + number, where.bidi)
                    shapes = shapes[1:]
            else:
                # Only a paragraph can carry the mark of an item, or its number.
                keep = _KEEP if first else ""
                self._paragraph(style, "", keep + number, where.bidi)
            self._shapes(shapes, inside)

    # --- shapes other than text -------------------------------------------------------

    def _gap(self) -> None:
        self._paragraph(TABLE_GAP, "")

    def _gap_above(self) -> None:
        """White above a table, which has none of its own: an empty paragraph where Word needs
        one, else space below the paragraph that is there."""
        if self._last == "table" or (self._last and self._new_page):
            self._gap()
        elif self._last in ("paragraph", "lead-in") and _BELOW_HEAD not in self._above:
            place = len(self._out) - 1
            while self._out[place] is not self._above:  # behind it a control may have ended
                place -= 1
            space = f'<w:spacing w:after="{twentieths(self._white)}"/>'
            self._out[place] = re.sub("(?=<w:ind |</w:pPr>)", space, self._above, count=1)

    def _end_with_paragraph(self) -> None:
        """Word wants a paragraph at the end of a cell and of the body."""
        if self._last in ("", "cell", "table"):
            self._gap()

    def _table(self, shape: Table, where: Where) -> None:
        owned = shape.anchor if self._plan.owns(shape.anchor, shape) else ""
        if shape.label:
            self._caption(shape, where, owned)
            owned = ""
        else:
            self._gap_above()
        self._put(self._tables.data(shape, where, owned))

    def _caption(self, shape: Table, where: Where, anchor: str) -> None:
        before, number, after = label_parts(shape.label)
        content = [self._runs((Text(before),), where.language, style=CAPTION)]
        if number:
            # Around the number alone: what a reference prints is the number.
            properties = self._runs.properties(0, where.language, where.rtl)
            counted = field(properties, "SEQ Table \\* ARABIC", number)
            content.append(self._runs.bookmarks.around(anchor, counted))
        if shape.caption:
            words = (Text(after + shape.joint), *shape.caption)
            content.append(self._runs(words, where.language, style=CAPTION))
        elif after:
            content.append(self._runs((Text(after),), where.language, style=CAPTION))
        indent = _indent(where.table_room(self._look))
        self._paragraph(CAPTION, "".join(content), after=where.bidi + indent)

    def _key_values(self, shape: KeyValue, where: Where) -> None:
        if not shape.entries:
            return
        if self._last == "table":
            self._gap()
        self._put(self._tables.key_values(shape, where))

    def _put(self, table: str) -> None:
        self._out.append(table)
        self._last = "table"

    def _figure(self, shape: Figure, where: Where, following: Shape | None) -> None:
        # The words under a picture stay with it, and some of the page is left for them.
        named = isinstance(following, Paragraph) and following.number is None
        room = where.room(self._look)
        run = self._pictures.run(shape, room.width, round(self._height * HIGHEST))
        if self._plan.owns(shape.anchor):
            run = self._runs.bookmarks.around(shape.anchor, run)
        keep = _KEEP if named else ""
        self._paragraph(FIGURE, run, keep, where.bidi + _indent(room))

    def _box(self, shape: Box, where: Where) -> None:
        self._gap_above()
        opening, width = self._tables.box(shape.title, where)
        self._out.append(opening)
        self._last = "cell"
        self._shapes(shape.shapes, Where(width, where.language, where.bidi, where.rtl))
        self._end_with_paragraph()
        self._put(self._tables.box_end())


def _indent(room: Room) -> str:
    """The indents of a paragraph whose style does not know where it stands."""
    if not room.left and not room.right:
        return ""
    return f'<w:ind w:left="{room.left}" w:right="{room.right}"/>'


def _is_introduced(shape: Shape) -> bool:
    """Whether the paragraph before `shape` has to stay on the page where that begins."""
    return isinstance(shape, (List, KeyValue)) or (isinstance(shape, Table) and not shape.label)
