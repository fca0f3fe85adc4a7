"""The ids and names of the styles, which every module that writes text asks for."""

from __future__ import annotations

from typing import Final, NamedTuple

from shadowkit.model.document import CoverRole

BODY: Final = "BodyText"
BODY_INDENT: Final = "BodyTextIndent"
NUMBERED: Final = "NumberedParagraph"
QUOTE: Final = "Quote"
QUOTE_INDENT: Final = "QuoteinParagraph"
DRAFT: Final = "DraftMark"
NOTES_HEADING: Final = "NotesHeading"
CONTENTS_HEADING: Final = "TOCHeading"
CAPTION: Final = "Caption"
FIGURE: Final = "Figure"
BOX_TITLE: Final = "BoxTitle"
COLUMN_HEADING: Final = "TableColumnHeading"
ROW_HEADING: Final = "TableRowHeading"
TABLE_TEXT: Final = "TableText"
TABLE_BAR: Final = "TableBar"
TABLE_GAP: Final = "TableGap"
KEY: Final = "Key"
VALUE: Final = "Value"

TABLE: Final = "DataTable"
KEY_VALUES: Final = "KeysandValues"
BOX_FRAME: Final = "Box"
"""Those of tables."""

COVER: Final[dict[CoverRole, tuple[str, str]]] = {
    "series": ("CoverSeries", "Cover Series"),
    "title": ("Title", "Title"),
    "subtitle": ("Subtitle", "Subtitle"),
    "state": ("CoverState", "Cover State"),
    "label": ("CoverLabel", "Cover Label"),
    "submitter": ("CoverSubmitter", "Cover Submitter"),
    "detail": ("CoverDetail", "Cover Detail"),
    "date": ("CoverDate", "Cover Date"),
    "notice": ("CoverNotice", "Cover Notice"),
}
"""Style id and name by role of the cover line."""

LOGO: Final = "CoverLogo"

LIST_LEVELS: Final = 3
"""Levels of lists with styles of their own; deeper ones take the last style's."""

BOLD: Final = 1
ITALIC: Final = 2
SUPERSCRIPT: Final = 4
LINK: Final = 8
UNRESOLVED: Final = 16
"""What could not be resolved, and is to be seen: it goes with nothing else."""

EMPHASES: Final = {
    LINK: "Hyperlink",
    BOLD: "Strong",
    ITALIC: "Emphasis",
    SUPERSCRIPT: "Superscript",
}
"""The names of single emphases, in the order in which the name of a combination has them."""


class NoteStyles(NamedTuple):
    """The ids of a note's paragraph style and of its mark's character style."""

    text: str
    mark: str


FOOTNOTE: Final = NoteStyles("FootnoteText", "FootnoteReference")
ENDNOTE: Final = NoteStyles("EndnoteText", "EndnoteReference")


def heading(level: int) -> str:
    """The style id of a heading level."""
    return f"Heading{level}"


def contents_line(level: int) -> str:
    """The style id of a line in the contents."""
    return f"TOC{level}"


def in_list(kind: str, depth: int, in_paragraph: bool) -> str:
    """The style id of a list paragraph; `kind` is Bullet, Number or Continue."""
    level = min(depth, LIST_LEVELS - 1) + 1
    return f"List{kind}{'inParagraph' if in_paragraph else ''}{level if level > 1 else ''}"


def list_name(kind: str, depth: int, in_paragraph: bool) -> str:
    level = depth + 1
    return f"List {kind}{' in Paragraph' if in_paragraph else ''}{f' {level}' if level > 1 else ''}"


def emphasis(flags: int) -> str:
    """The id of the character style for a set of emphases ("": none).

    A run has one character style only, so each combination has its own.
    """
    return emphasis_name(flags).replace(" ", "")


def emphasis_name(flags: int) -> str:
    if flags & UNRESOLVED:
        return "Unresolved"
    return " ".join(name for flag, name in EMPHASES.items() if flags & flag)
