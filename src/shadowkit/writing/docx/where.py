"""Where a shape stands: what is said about it by what is around it."""

from __future__ import annotations

from typing import Final, NamedTuple

from shadowkit.model.look import Look
from shadowkit.records import dataclass
from shadowkit.writing.docx.markup import twips

SHEETS: Final = {"A4": (11906, 16838), "Letter": (12240, 15840)}
"""Width and height of a sheet, in twips."""
HIGHEST: Final = 0.85
"""The share of the text's height that a picture may take."""


def text_area(look: Look) -> tuple[int, int]:
    """Width and height of what a page's margins leave for text, in twips."""
    width, height = SHEETS[look.page.size]
    margins = look.page.margins
    return (
        width - twips(margins.left) - twips(margins.right),
        height - twips(margins.top) - twips(margins.bottom),
    )


class Room(NamedTuple):
    """The room of a table or a picture, in twips: where it starts and how wide it may be."""

    left: int
    width: int
    right: int = 0


@dataclass(frozen=True, slots=True)
class Where:
    """The surroundings of a shape."""

    width: int
    """The width of the page's text, or of the box around the shape, in twips."""
    language: str = ""
    bidi: str = ""
    """The paragraph property for a direction other than the document's."""
    rtl: bool = False
    """The direction of the text."""
    depth: int = 0
    """How many lists are around it."""
    quoted: bool = False
    in_paragraph: bool = False
    """Under a numbered paragraph: it starts where that paragraph's text does."""

    def room(self, look: Look) -> Room:
        """Where the text around starts and ends: tables and pictures stand in line with it.

        The styles of lists and quotations say the same of their paragraphs.
        """
        left = look.paragraphs.number_indent if self.in_paragraph else 0.0
        right = 0.0
        if self.quoted:
            left += look.quote.indent
            right = look.quote.indent
        else:
            left += look.lists.indent * self.depth
        start, end = twips(left), twips(right)
        if start + end > self.width // 2:
            # Deep within lists a table would have no room left: half the width it always has.
            start, end = self.width // 2, 0
        return Room(start, self.width - start - end, end)

    def table_room(self, look: Look) -> Room:
        """The room of a table.  From right to left it has the whole width: LibreOffice
        measures the indent of such a table from the other side than Word."""
        return Room(0, self.width) if self.rtl else self.room(look)
