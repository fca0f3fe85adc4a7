"""The main part: the cover, the sections and the shapes in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from shadowkit.model.document import (
    Block,
    Document,
    Heading,
    List,
    Paragraph,
    Quote,
    Section,
    Shape,
)
from shadowkit.model.inline import Inlines
from shadowkit.model.look import Look
from shadowkit.writing.docx.inlines import Runs
from shadowkit.writing.docx.languages import is_rtl
from shadowkit.writing.docx.markup import DECLARATION, MAIN_NAMESPACES, characters, twips
from shadowkit.writing.docx.numbering import Numbering, bullets, style_property
from shadowkit.writing.docx.plan import Plan
from shadowkit.writing.docx.stylenames import (
    BODY,
    BODY_INDENT,
    COVER,
    LIST_LEVELS,
    NOTES_HEADING,
    NUMBERED,
    QUOTE,
    QUOTE_INDENT,
    heading,
    in_list,
)

_SHEETS: Final = {"A4": (11906, 16838), "Letter": (12240, 15840)}
_DEEPEST: Final = 8
_PAGE_BREAK: Final = '<w:r><w:br w:type="page"/></w:r>'


@dataclass(frozen=True, slots=True)
class _Where:
    """Where a shape stands: what is said about it by what is around it."""

    language: str = ""
    bidi: str = ""
    """The paragraph property for a direction other than the document's."""
    depth: int = 0
    """How many lists are around it."""
    quoted: bool = False
    in_paragraph: bool = False
    """Under a numbered paragraph: it starts where that paragraph's text does."""


class Body:
    """Writes the main part of one document."""

    def __init__(
        self, document: Document, look: Look, plan: Plan, numbers: Numbering, runs: Runs
    ) -> None:
        self._document = document
        self._look = look
        self._plan = plan
        self._numbers = numbers
        self._runs = runs
        self._places = iter(plan.headings.places)
        self._tags: set[str] = set()
        self._controls = 0
        self._out: list[str] = []

    def part(self, headers: str) -> bytes:
        """The part; `headers` are the section's references to headers and footers."""
        self._out = [DECLARATION, f"<w:document {MAIN_NAMESPACES}><w:body>"]
        self._cover()
        self._sections(self._document.sections)
        if self._document.note_placement == "end" and self._document.notes:
            title = f"<w:r>{characters(self._document.wordings.notes)}</w:r>"
            self._paragraph(NOTES_HEADING, title)
        self._out.append(f"{self._section(headers)}</w:body></w:document>")
        return "".join(self._out).encode("utf-8")

    # --- the frame --------------------------------------------------------------------

    def _cover(self) -> None:
        looks = self._look.cover.roles()
        last = len(self._document.cover) - 1
        start = len(self._out)
        for place, line in enumerate(self._document.cover):
            content = self._runs(line.content, bold=looks[line.role].bold)
            # The break stands in the last line, so that no empty paragraph is left over.
            self._paragraph(COVER[line.role][0], content + (_PAGE_BREAK if place == last else ""))
        # Word's own covers are parts of this gallery: it can replace or remove them whole.
        self._control(start, gallery="Cover Pages")

    def _section(self, headers: str) -> str:
        page = self._look.page
        width, height = _SHEETS[page.size]
        margins = page.margins
        return "".join(
            (
                f"<w:sectPr>{headers}",
                '<w:endnotePr><w:numFmt w:val="decimal"/></w:endnotePr>',
                f'<w:pgSz w:w="{width}" w:h="{height}"/>',
                f'<w:pgMar w:top="{twips(margins.top)}" w:right="{twips(margins.right)}" ',
                f'w:bottom="{twips(margins.bottom)}" w:left="{twips(margins.left)}" ',
                f'w:header="{twips(page.header)}" w:footer="{twips(page.footer)}" w:gutter="0"/>',
                "<w:titlePg/>" if self._document.cover else "",
                "<w:bidi/>" if self._document.direction == "rtl" else "",
                "</w:sectPr>",
            )
        )

    def _control(self, start: int, tag: str = "", gallery: str = "") -> None:
        """Put what was written since `start` in a content control: under a tag, where a
        reader with the dossier finds it again, or as a part of one of Word's galleries.
        It is not locked: an officer may delete it."""
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
                    f'<w:id w:val="{self._controls}"/><w15:appearance w15:val="hidden"/>',
                    f'<w:docPartObj><w:docPartGallery w:val="{gallery}"/></w:docPartObj>'
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
            if section.heading:
                start = len(self._out)
                self._heading(section.heading, _Where())
                self._tagged(section.heading.anchor, start)
            self._parts(section.parts)

    def _parts(self, parts: tuple[Block | Section, ...]) -> None:
        for place, part in enumerate(parts):
            if isinstance(part, Section):
                self._sections((part,))
                continue
            following = parts[place + 1] if place + 1 < len(parts) else None
            before_list = isinstance(following, Block) and isinstance(
                next(iter(following.shapes), None), List
            )
            start = len(self._out)
            where = _Where(part.language, self._bidi(part.language))
            self._shapes(part.shapes, where, before_list=before_list)
            self._tagged(part.anchor, start)

    def _bidi(self, language: str) -> str:
        if not language or is_rtl(language) == (self._document.direction == "rtl"):
            return ""
        return "<w:bidi/>" if is_rtl(language) else '<w:bidi w:val="0"/>'

    # --- shapes -----------------------------------------------------------------------

    def _paragraph(self, style: str, content: str, before: str = "", after: str = "") -> None:
        """One paragraph; `before` and `after` are properties in the order of the schema:
        keepNext and numPr, then bidi."""
        self._out.append(
            f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{before}{after}</w:pPr>{content}</w:p>'
        )

    def _text(
        self, shape: Heading | Paragraph, content: Inlines, where: _Where, bold: bool = False
    ) -> str:
        runs = self._runs(content, where.language, bold=bold)
        if self._plan.owns(shape.anchor, shape):
            return self._runs.bookmarks.around(shape.anchor, runs)
        return runs

    def _heading(self, shape: Heading, where: _Where) -> None:
        number = self._numbers.heading(next(self._places))
        bold = self._look.headings[shape.level - 1].bold
        content = self._text(shape, shape.content, where, bold)
        self._paragraph(heading(shape.level), content, number, where.bidi)

    def _shapes(
        self, shapes: tuple[Shape, ...], where: _Where, *, before_list: bool = False
    ) -> None:
        """Shapes in a row; `before_list` says that a list follows the last one."""
        for place, shape in enumerate(shapes):
            last = place + 1 == len(shapes)
            if isinstance(shape, Paragraph):
                leads = before_list if last else isinstance(shapes[place + 1], List)
                self._plain(shape, where, leads)
                if shape.number is not None and not where.depth:
                    where = _Where(where.language, where.bidi, 0, where.quoted, True)
            elif isinstance(shape, List):
                self._list(shape, where)
            elif isinstance(shape, Quote):
                self._quote(shape, where)
            else:
                self._heading(shape, where)
                where = _Where(where.language, where.bidi, where.depth, where.quoted)

    def _plain(self, shape: Paragraph, where: _Where, leads: bool) -> None:
        if shape.number is not None:
            style = NUMBERED
        elif where.quoted:
            style = QUOTE_INDENT if where.in_paragraph else QUOTE
        elif where.depth:
            style = in_list("Continue", where.depth - 1, where.in_paragraph)
        else:
            style = BODY_INDENT if where.in_paragraph else BODY
        # What introduces a list stays on the page where the list begins.
        keep = "<w:keepNext/>" if leads else ""
        self._paragraph(style, self._text(shape, shape.content, where), keep, where.bidi)

    def _quote(self, shape: Quote, where: _Where) -> None:
        inside = _Where(where.language, where.bidi, where.depth, True, where.in_paragraph)
        self._shapes(shape.shapes, inside)

    def _list(self, shape: List, where: _Where) -> None:
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
        inside = _Where(where.language, where.bidi, depth + 1, False, where.in_paragraph)
        for item in shape.items:
            shapes = item.shapes
            first = shapes[0] if shapes else None
            if isinstance(first, Paragraph) and first.number is None:
                keep = "<w:keepNext/>" if self._introduces(shapes) else ""
                content = self._text(first, first.content, where)
                self._paragraph(style, content, keep + number, where.bidi)
                shapes = shapes[1:]
            self._shapes(shapes, inside)

    @staticmethod
    def _introduces(shapes: tuple[Shape, ...]) -> bool:
        return len(shapes) > 1 and isinstance(shapes[1], List)
