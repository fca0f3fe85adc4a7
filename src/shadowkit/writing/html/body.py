"""Cover, sections, shapes and notes as mark-up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from shadowkit.model.document import (
    Block,
    Box,
    Document,
    Figure,
    Heading,
    Item,
    KeyValue,
    List,
    Note,
    Paragraph,
    Quote,
    Section,
    Shape,
    Table,
)
from shadowkit.model.inline import Inlines, NoteMark, plain
from shadowkit.model.numerals import item_mark
from shadowkit.writing.html.anchors import printed_anchors
from shadowkit.writing.html.contents import contents
from shadowkit.writing.html.inlines import JOINER, InlinePrinter
from shadowkit.writing.html.notes import pieces_of
from shadowkit.writing.html.pictures import PictureError, data_address
from shadowkit.writing.html.tables import key_values, scrolled, table

NOTES_ID = "notes"
MAIN_ID = "text"


class Body:
    """Prints the parts of one document, each part once and in reading order.

    `printed` is the flavour for the PDF.  There, foot notes follow their first marks, cut
    into pieces that a page can hold, and the numbers of notes are text that links back.
    With `late_notes` those of tables follow behind the table, for a page that has no room
    for a row of a table together with its notes.
    """

    def __init__(
        self, document: Document, *, printed: bool = False, late_notes: bool = False
    ) -> None:
        self._document = document
        self._printed = printed
        self._join = JOINER if printed else ""
        self._foot_notes = printed and document.note_placement == "foot"
        self._inlines = InlinePrinter(
            document.language,
            printed_anchors(document),
            document.notes,
            joiner=self._join,
            float_note=self._foot_note if self._foot_notes else None,
            opening=not printed,
        )
        self.unlinked_in: list[tuple[Block | None, str]] = []
        self.unreadable_in: list[tuple[Block | None, str]] = []
        self.notes_in_tables = False
        """Whether foot notes are marked in tables, once all is printed."""
        self._late_notes = late_notes
        self._late: list[str] = []
        self._late_id = ""
        self._in_table = False
        self._depth, self._quoted = 0, False
        """How many lists stand around, and whether a quotation does."""
        self._block_now: Block | None = None
        self._parts = 0

    # --- the parts of the page ------------------------------------------------------

    def skip_link(self) -> str:
        """The first link, for those who come to the text by keyboard."""
        skip = escape(self._document.wordings.skip)
        return f'<a class="skip" href="#{MAIN_ID}">{skip}</a>\n'

    def draft_banner(self) -> str:
        """The word that marks a draft, above everything."""
        draft = escape(self._document.wordings.draft)
        return f'<aside class="draft" aria-label="{draft}"><p>{draft}</p></aside>\n'

    def cover(self) -> str:
        """The cover; a document without one begins with its title."""
        lines = self._document.cover
        name = "title-only"
        if lines:
            name = "cover" if self._document.cover_page else "masthead"
        pieces = [f'<header class="{name}">\n', self._logo()]
        titled = False
        for line in lines:
            tag = "p"
            if line.role == "title" and not titled:
                tag, titled = "h1", True
            content = self._inlines.paragraph(line.content)
            pieces.append(f'<{tag} class="{line.role}">{content}</{tag}>\n')
        if not titled:
            pieces.insert(2, f'<h1 class="title">{escape(self._document.title)}</h1>\n')
        self._note_unlinked(None)
        return "".join(pieces) + "</header>\n"

    def _logo(self) -> str:
        logo = self._document.logo
        if logo is None:
            return ""
        try:
            address = data_address(logo.image)
        except PictureError as error:
            self.unreadable_in.append((None, str(error)))
            return ""
        return f'<div class="logo"><img src="{address}" alt="{escape(logo.alt)}"></div>\n'

    def contents(self) -> str:
        """The contents as links to the headings; "" where there are none."""
        listed = self._document.contents
        return contents(self._inlines, listed, printed=self._printed) if listed else ""

    def main(self) -> str:
        """All sections."""
        sections = "".join(self._section(section) for section in self._document.sections)
        start = "<main>" if self._printed else f'<main id="{MAIN_ID}" tabindex="-1">'
        return f"{start}\n{sections}</main>\n"

    def endnotes(self) -> str:
        """The notes as a list, each with a link back to its first mark; at the foot of
        pages only those that nothing marks are left for it."""
        notes = self._document.notes
        if self._foot_notes:
            notes = tuple(note for note in notes if note.anchor not in self._inlines.used)
        if not notes:
            return ""
        items = "".join(self._end_note(note, place) for place, note in enumerate(notes, 1))
        title = escape(self._document.wordings.notes)
        return (
            f'<section role="doc-endnotes" aria-labelledby="{NOTES_ID}">\n'
            f'<h2 id="{NOTES_ID}">{title}</h2>\n<ol class="notes">\n{items}</ol>\n</section>\n'
        )

    def _end_note(self, note: Note, place: int) -> str:
        attributes = self._inlines.id(note.anchor)
        if note.number != place:
            attributes += f' value="{note.number}"'
        wordings = self._document.wordings
        if self._printed:
            number = self._inlines.back_link(note.anchor, wordings.back) + JOINER
            return f"<li{attributes}>{number}{self._lines(note.paragraphs)}</li>\n"
        ways = ""
        if self._inlines.is_marked(note.anchor):
            ways = self._inlines.ways_back(note.anchor, wordings.back, wordings.close)
            # The focus goes along with the link, and with it what is read aloud.
            attributes += ' tabindex="-1"'
        lines = self._lines(note.paragraphs, ways)
        return f'<li{attributes}><span class="note" data-n="{note.number}">{lines}</span></li>\n'

    def _note_unlinked(self, block: Block | None) -> None:
        """Keep references that lead nowhere together with the block they stand in."""
        unlinked = self._inlines.unlinked
        if unlinked:
            self.unlinked_in += [(block, reference.text) for reference in unlinked]
            unlinked.clear()

    # --- sections and blocks --------------------------------------------------------

    def _section(self, section: Section) -> str:
        # Without a name of its own: each named section would be a landmark, and a chapter has
        # more of them than anybody can tell apart.  Its heading is what leads to it.
        pieces: list[str] = []
        if section.heading:
            pieces.append(self._heading(section.heading))
            self._note_unlinked(None)
        for part in section.parts:
            pieces.append(self._block(part) if isinstance(part, Block) else self._section(part))
        annex = ' class="annex"' if section.annex else ""
        return f"<section{annex}>\n{''.join(pieces)}</section>\n"

    def _block(self, block: Block) -> str:
        attributes = self._inlines.id(block.anchor) + self._inlines.language(block.language)
        self._block_now, self._parts = block, 0
        shapes = block.shapes
        if len(shapes) == 1 and isinstance(shapes[0], Paragraph):
            # The common case needs no element of its own around the paragraph.
            text = self._paragraph(shapes[0], attributes, "block")
        else:
            numbered = any(isinstance(s, Paragraph) and s.number is not None for s in shapes)
            name = "block numbered" if numbered else "block"
            inner = "".join(self._shape(shape) for shape in shapes)
            text = f'<div class="{name}"{attributes}>\n{inner}</div>\n'
        self._note_unlinked(block)
        return text

    # --- shapes ---------------------------------------------------------------------

    def _shape(self, shape: Shape) -> str:
        if isinstance(shape, Paragraph):
            return self._paragraph(shape)
        if isinstance(shape, List):
            return self._list(shape)
        if isinstance(shape, Quote):
            inner = self._inside(shape.shapes, self._depth, quoted=True)
            return f"<blockquote>\n{inner}</blockquote>\n"
        if isinstance(shape, Table):
            text = self._with_notes(lambda inlines: table(inlines, shape))
            return text if self._printed else scrolled(shape, text)
        if isinstance(shape, KeyValue):
            return self._with_notes(lambda inlines: key_values(inlines, shape))
        if isinstance(shape, Figure):
            return self._figure(shape)
        if isinstance(shape, Box):
            return self._box(shape)
        return self._heading(shape)

    def _heading(self, heading: Heading) -> str:
        tag = f"h{heading.level + 1}"
        number = f'<span class="no">{escape(heading.number)} </span>' if heading.number else ""
        content = self._inlines.paragraph(heading.content)
        label = ""
        if any(isinstance(node, NoteMark) for node in heading.content):
            # Named for the PDF's outline, which would else take the mark along.
            label = f"{heading.number} {plain(heading.content)}".strip()
            label = f' data-label="{escape(label)}"'
        return f"<{tag}{self._inlines.id(heading.anchor)}{label}>{number}{content}</{tag}>\n"

    def _paragraph(self, paragraph: Paragraph, attributes: str = "", name: str = "") -> str:
        attributes += self._inlines.id(paragraph.anchor) if " id=" not in attributes else ""
        names = name
        number = ""
        if paragraph.number is not None:
            names = f"{name} numbered".strip()
            shown = f"{paragraph.number}."
            if not self._printed and paragraph.anchor:
                # Its address can be copied from it, and sent.
                shown = f'<a href="#{escape(paragraph.anchor)}">{shown}</a>'
            number = f'<span class="no">{shown} </span>{self._join}'
        classes = f' class="{names}"' if names else ""
        return f"<p{classes}{attributes}>{number}{self._inlines.paragraph(paragraph.content)}</p>\n"

    def _inside(self, shapes: tuple[Shape, ...], depth: int, *, quoted: bool = False) -> str:
        """Shapes within `depth` lists, or within a quotation."""
        around = self._depth, self._quoted
        self._depth, self._quoted = depth, quoted
        inner = "".join(self._shape(shape) for shape in shapes)
        self._depth, self._quoted = around
        return inner

    def _list(self, shape: List) -> str:
        tag = "ol" if shape.ordered else "ul"
        start = f' start="{shape.start}"' if shape.ordered and shape.start != 1 else ""
        items: list[str] = []
        depth = self._depth + self._quoted  # a list in a quotation counts as one in a list
        for place, item in enumerate(shape.items, shape.start):
            mark = f' data-n="{item_mark(place, depth)}"' if shape.ordered else ""
            items.append(self._item(item, mark, depth + 1))
        return f"<{tag}{start}>\n{''.join(items)}</{tag}>\n"

    def _item(self, item: Item, mark: str, depth: int) -> str:
        shapes = item.shapes
        attributes = mark
        first = ""
        if shapes and isinstance(shapes[0], Paragraph) and shapes[0].number is None:
            # The first paragraph stands beside the mark of the item.
            attributes += self._inlines.id(shapes[0].anchor)
            first = self._join + self._inlines.paragraph(shapes[0].content)
            shapes = shapes[1:]
        rest = self._inside(shapes, depth)
        return f"<li{attributes}>{first}{rest}</li>\n"

    def _figure(self, figure: Figure) -> str:
        alt = escape(" ".join(figure.alt.split()))
        shown = f' alt="{alt}"'
        try:
            source = f' src="{data_address(figure.image)}"'
        except PictureError as error:
            source = ""
            if self._block_now is not None:
                self.unreadable_in.append((self._block_now, str(error)))
        width = f' style="width: {figure.width * 100:g}%"' if figure.width < 1 else ""
        attributes = self._inlines.id(figure.anchor)
        return f"<figure{attributes}><img{shown}{width}{source}></figure>\n"

    def _box(self, box: Box) -> str:
        title = labelled = ""
        if box.title:
            name = self._part_id()
            labelled = f' aria-labelledby="{escape(name)}"'
            content = self._inlines.paragraph(box.title)
            title = f'<p class="box-title"{self._inlines.id(name)}>{content}</p>\n'
        inner = self._inside(box.shapes, 0)
        return f'<aside class="box" role="note"{labelled}>\n{title}{inner}</aside>\n'

    def _part_id(self) -> str:
        """An id for what has none of its own: that of its block, a hyphen and a number."""
        self._parts += 1
        return f"{self._block_now.anchor if self._block_now else ''}-{self._parts}"

    # --- notes ----------------------------------------------------------------------

    def _with_notes(self, printed: Callable[[InlinePrinter], str]) -> str:
        """A table, and behind it its notes where they are to come late."""
        self._in_table, self._late = True, []
        if self._late_notes:
            self._late_id = self._part_id()
        text = printed(self._inlines)
        self._in_table = False
        if self._late:
            text += f'<p class="late" id="{escape(self._late_id)}">{"".join(self._late)}</p>\n'
        return text

    def _foot_note(self, note: Note) -> str:
        """A note as spans that the style sheet floats to the foot of the page: paragraphs
        cannot stand within a paragraph, and a page can break between spans only."""
        attributes = self._inlines.id(note.anchor)
        label = self._inlines.back_link(note.anchor, self._document.wordings.back) + JOINER
        late = self._in_table and self._late_notes
        if late:
            attributes += f' data-at="{escape(self._late_id)}"'
        spans: list[str] = []
        pieces = pieces_of(note)
        for place, piece in enumerate(pieces):
            names = "fn" + (" more" if place else "") + (" cut" if place < len(pieces) - 1 else "")
            spans.append(f'<span class="{names}"{attributes}>{label}{self._lines(piece)}</span>')
            attributes, label = f' data-of="{escape(note.anchor)}"', ""
        self.notes_in_tables |= self._in_table
        if late:
            self._late += spans
            return ""
        return "".join(spans)

    def _lines(self, paragraphs: Sequence[Inlines], end: str = "") -> str:
        """Paragraphs of a note, `end` behind the last: the first beside the note's number,
        the others as spans, for they may stand within a paragraph of the text."""
        texts = [self._inlines.paragraph(content) for content in paragraphs] or [""]
        texts[-1] += end
        return texts[0] + "".join(f' <span class="np">{text}</span>' for text in texts[1:])
