"""The styles: what the look becomes in Word.

Everything on a page comes from a style, so that an officer changes the look of the whole
document in Word's own style pane.  Names are Word's built-in English ones where there is
one: Word translates those, and LibreOffice keeps them where it renames the ids.
"""

from __future__ import annotations

from typing import Final

from lxml import etree

from shadowkit.model.document import CoverRole, Document
from shadowkit.model.look import CoverLook, HeadingLook, Look
from shadowkit.writing.docx import contents, numbering, shapestyles
from shadowkit.writing.docx.languages import default_languages
from shadowkit.writing.docx.markup import (
    DECLARATION,
    NAMESPACES,
    half_points,
    hexadecimal,
    twips,
)
from shadowkit.writing.docx.stylenames import (
    BODY,
    BODY_INDENT,
    BOLD,
    COVER,
    DRAFT,
    ENDNOTE,
    FOOTNOTE,
    ITALIC,
    LINK,
    LIST_LEVELS,
    LOGO,
    NOTES_HEADING,
    NUMBERED,
    QUOTE,
    QUOTE_INDENT,
    SUPERSCRIPT,
    UNRESOLVED,
    emphasis,
    emphasis_name,
    heading,
    in_list,
    list_name,
)
from shadowkit.writing.docx.styleparts import (
    CUSTOM,
    NATURAL_LINE,
    aligned,
    bordered,
    character,
    colour,
    indented,
    lettering,
    line,
    ruled,
    spaced,
    style,
    titling,
)

_RULE_WHITE: Final = 0.6
"""The white between a line and the words of the cover, as a share of their size."""
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class _Styles:
    """Builds the styles part of one document."""

    def __init__(self, document: Document, look: Look, numbers: numbering.Numbering) -> None:
        self.look = look
        self.document = document
        self.numbers = numbers

    def part(self) -> bytes:
        look = self.look
        text = "".join(
            (
                DECLARATION,
                f"<w:styles {NAMESPACES}>",
                self._defaults(),
                self._basic(),
                *(self._heading(level, one) for level, one in enumerate(look.headings, 1)),
                self._body(),
                *(
                    self._list(depth, inside)
                    for inside in (False, True)
                    for depth in range(LIST_LEVELS)
                ),
                shapestyles.styles(look),
                contents.styles(look, self._numbered()),
                self._notes(),
                self._running(),
                self._logo() if self.document.logo else "",
                *(self._cover(role, one) for role, one in look.cover.roles().items()),
                self._characters(),
                "</w:styles>",
            )
        )
        return text.encode("utf-8")

    def _defaults(self) -> str:
        fonts = self.look.fonts.word
        language = self.document.language
        size = half_points(self.look.body.size)
        return (
            f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{fonts.latin}" '
            f'w:eastAsia="{fonts.chinese}" w:hAnsi="{fonts.latin}" w:cs="{fonts.arabic}"/>'
            f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>{default_languages(language)}'
            "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        )

    def _basic(self) -> str:
        bidi = "<w:bidi/>" if self.document.direction == "rtl" else ""
        body = self.look.body
        return (
            style(
                "Normal",
                "Normal",
                paragraph=f"<w:widowControl/>{bidi}{spaced(0, 0, body.line_height)}",
                run=colour(self.look, "text"),
                attributes=' w:default="1"',
            )
            + '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
            '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/>'
            "<w:semiHidden/><w:unhideWhenUsed/></w:style>"
            '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
            '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>'
            '<w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
            '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
            '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
            "</w:tblCellMar></w:tblPr></w:style>"
            '<w:style w:type="numbering" w:default="1" w:styleId="NoList">'
            '<w:name w:val="No List"/><w:uiPriority w:val="99"/><w:semiHidden/>'
            "<w:unhideWhenUsed/></w:style>"
        )

    def _heading(self, level: int, one: HeadingLook) -> str:
        number = self.numbers.heading_property(level)
        after = max(0.0, one.space_after - self.look.body.space_after)
        made = style(
            heading(level),
            f"heading {level}",
            based_on="Normal",
            next=NUMBERED if self.numbers.paragraphs else BODY,
            paragraph=(
                f"<w:keepNext/><w:keepLines/>{number}{ruled(self.look, one, 3)}"
                f"{spaced(one.space_before, after)}"
                f'<w:outlineLvl w:val="{level - 1}"/>'
            ),
            run=titling(self.look, one),
        )
        if level == 1:
            # The title over endnotes is a heading that is never numbered.
            made += style(
                NOTES_HEADING,
                "Notes Heading",
                based_on=heading(1),
                next=ENDNOTE.text,
                paragraph=(
                    '<w:numPr><w:numId w:val="0"/></w:numPr><w:ind w:left="0" w:firstLine="0"/>'
                ),
                attributes=CUSTOM,
            )
        return made

    def _body(self) -> str:
        look = self.look
        indent = twips(look.paragraphs.number_indent)
        quote = twips(look.quote.indent)
        quoted = lettering(self.look, look.quote.size, italic=look.quote.italic)
        return "".join(
            (
                style(
                    BODY,
                    "Body Text",
                    based_on="Normal",
                    paragraph=f"{spaced(look.body.space_after, 0)}{aligned(look.body.align)}",
                ),
                style(
                    NUMBERED,
                    "Numbered Paragraph",
                    based_on=BODY,
                    paragraph=numbering.PARAGRAPH_PROPERTY,
                    attributes=CUSTOM,
                ),
                style(BODY_INDENT, "Body Text Indent", based_on=BODY, paragraph=indented(indent)),
                style(QUOTE, "Quote", based_on=BODY, paragraph=indented(quote, quote), run=quoted),
                style(
                    QUOTE_INDENT,
                    "Quote in Paragraph",
                    based_on=QUOTE,
                    paragraph=indented(indent + quote, quote),
                    attributes=CUSTOM,
                ),
            )
        )

    def _list(self, depth: int, inside: bool) -> str:
        look = self.look
        base = look.paragraphs.number_indent if inside else 0.0
        space = spaced(look.lists.space_after, 0)
        attributes = CUSTOM if inside else ""
        numbers = {
            "Bullet": numbering.style_property(numbering.bullets(inside), depth),
            "Number": numbering.style_property(numbering.ordered(inside), depth),
            "Continue": "",
        }
        indent = indented(twips(base + look.lists.indent * (depth + 1)))
        return "".join(
            style(
                in_list(kind, depth, inside),
                list_name(kind, depth, inside),
                based_on=BODY,
                paragraph=f"{number}{space}{indent if kind == 'Continue' else ''}",
                attributes=attributes,
                quick=depth == 0,
            )
            for kind, number in numbers.items()
        )

    def _numbered(self) -> tuple[bool, bool, bool]:
        """At which levels the contents have numbered headings."""
        listed = self.document.contents
        numbered = {entry.level for entry in (listed.entries if listed else ()) if entry.number}
        return 1 in numbered, 2 in numbered, 3 in numbered

    def _notes(self) -> str:
        notes = self.look.notes
        pieces: list[str] = []
        for ids, name in ((FOOTNOTE, "footnote"), (ENDNOTE, "endnote")):
            pieces += (
                style(
                    ids.text,
                    f"{name} text",
                    based_on="Normal",
                    paragraph=spaced(0, notes.space_after, notes.line_height),
                    run=lettering(self.look, notes.size),
                    quick=False,
                ),
                character(ids.mark, f"{name} reference", '<w:vertAlign w:val="superscript"/>'),
            )
        return "".join(pieces)

    def _running(self) -> str:
        running = self.look.running
        run = lettering(self.look, running.size, ink="muted", heading=True)
        below = bordered(line(self.look, "bottom", space=4))
        draft = hexadecimal(self.look.colours.draft)
        size = half_points(running.draft_size)
        return "".join(
            (
                style(
                    "Header",
                    "header",
                    based_on="Normal",
                    paragraph=below + aligned(running.header_align),
                    run=run,
                    quick=False,
                ),
                style(
                    "Footer",
                    "footer",
                    based_on="Normal",
                    paragraph=aligned(running.footer_align),
                    run=run,
                    quick=False,
                ),
                style(
                    DRAFT,
                    "Draft mark",
                    based_on="Normal",
                    paragraph=aligned("end"),
                    run=(
                        f'<w:b/><w:bCs/><w:caps/><w:color w:val="{draft}"/>'
                        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
                    ),
                    attributes=CUSTOM,
                    quick=False,
                ),
            )
        )

    def _cover(self, role: CoverRole, one: CoverLook) -> str:
        id, name = COVER[role]
        return style(
            id,
            name,
            based_on="Normal",
            paragraph=(
                f"<w:keepLines/>{ruled(self.look, one, round(one.size * _RULE_WHITE))}"
                f"{spaced(one.space_before, one.space_after)}{aligned(one.align)}"
            ),
            run=titling(self.look, one),
            attributes="" if id == name else CUSTOM,
        )

    def _logo(self) -> str:
        logo = self.look.logo
        return style(
            LOGO,
            "Cover Logo",
            based_on="Normal",
            paragraph=(
                f"<w:keepNext/>{spaced(0, logo.space_after, NATURAL_LINE)}{aligned(logo.align)}"
            ),
            attributes=CUSTOM,
            quick=False,
        )

    def _characters(self) -> str:
        link = hexadecimal(self.look.colours.link)
        draft = hexadecimal(self.look.colours.draft)
        pieces: list[str] = []
        for flags in range(1, 16):
            run = "".join(
                (
                    "<w:b/><w:bCs/>" if flags & BOLD else "",
                    "<w:i/><w:iCs/>" if flags & ITALIC else "",
                    f'<w:color w:val="{link}"/><w:u w:val="single"/>' if flags & LINK else "",
                    '<w:vertAlign w:val="superscript"/>' if flags & SUPERSCRIPT else "",
                )
            )
            pieces.append(character(emphasis(flags), emphasis_name(flags), run))
        pieces.append(
            character(
                emphasis(UNRESOLVED),
                emphasis_name(UNRESOLVED),
                f'<w:b/><w:bCs/><w:color w:val="{draft}"/>'
                '<w:shd w:val="clear" w:color="auto" w:fill="FFF3B0"/>',
            )
        )
        return "".join(pieces)


def part(document: Document, look: Look, numbers: numbering.Numbering) -> bytes:
    """The styles part."""
    return _Styles(document, look, numbers).part()


def bold(part: bytes) -> frozenset[str]:
    """The ids of the bold styles of a finished styles part.

    Those of paragraphs are wanted before any text is written: a bold run in one of them says
    nothing of its own (`Runs`).
    """
    found: set[str] = set()
    # A style stands behind the one that it is based on.
    for one in etree.fromstring(part).iter(f"{_W}style"):
        based_on, own = one.find(f"{_W}basedOn"), one.find(f"{_W}rPr/{_W}b")
        inherited = based_on is not None and based_on.get(f"{_W}val") in found
        if inherited if own is None else own.get(f"{_W}val", "1") == "1":
            found.add(str(one.get(f"{_W}styleId")))
    return frozenset(found)
