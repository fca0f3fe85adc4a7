"""What is sent to the printing process: mark-up, style sheet and what must be printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from shadowkit.diagnostics import NOWHERE, Finding
from shadowkit.model.document import Block, Box, Document, Figure, List, Quote, Shape, Table
from shadowkit.model.look import Look
from shadowkit.records import dataclass
from shadowkit.writing.html.body import Body
from shadowkit.writing.html.frame import framed
from shadowkit.writing.html.notes import TOO_LONG, note_length
from shadowkit.writing.html.pages import page_rules
from shadowkit.writing.html.styles import print_style, properties, resolved
from shadowkit.writing.pdf.faults import NOT_PRINTED, NOTE_TOO_LONG

_FULL_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class PrintJob:
    """One document, ready to be printed, with what was found wrong on the way."""

    html: bytes
    css: bytes
    running: str
    """The text of the running lines, which stands in the style sheet."""
    expected: tuple[str, ...]
    """The ids that must be on the pages."""
    metadata: dict[str, str]
    findings: tuple[Finding, ...]
    notes_in_tables: bool = False
    """Whether printing the notes of tables late would make a difference."""


def print_job(document: Document, look: Look, *, draft: bool, late_notes: bool = False) -> PrintJob:
    """The print flavour of `document`; with `late_notes` the notes of a table stand where
    the table ends."""
    body = Body(document, printed=True, late_notes=late_notes)
    page = body.cover() + body.contents() + body.main() + body.endnotes()
    anchors = [anchor for block in document.blocks() for anchor in _expected(block)]
    anchors += [note.anchor for note in document.notes]
    return PrintJob(
        html=framed(document, page).encode("utf-8"),
        css="".join(
            (
                resolved(print_style(look), look),
                page_rules(document, look, properties(look)["--heading-font"], draft=draft),
                _note_area(look),
            )
        ).encode("utf-8"),
        running="".join((document.short_title, document.wordings.page, document.wordings.draft)),
        expected=tuple(dict.fromkeys(anchor for anchor in anchors if anchor)),
        metadata={
            "title": document.title,
            "subject": document.subject,
            "language": document.language,
            "date": document.date if _FULL_DATE.fullmatch(document.date) else "",
        },
        findings=(
            *_long_notes(document),
            *_dangling(body.unlinked_in),
            *_unreadable(body.unreadable_in),
        ),
        notes_in_tables=body.notes_in_tables,
    )


def _expected(block: Block) -> Iterator[str]:
    """The anchors of a block and of the tables and pictures in it."""

    def inner(shapes: Iterable[Shape]) -> Iterator[str]:
        for shape in shapes:
            if isinstance(shape, (Table, Figure)):
                yield shape.anchor
            elif isinstance(shape, List):
                for item in shape.items:
                    yield from inner(item.shapes)
            elif isinstance(shape, (Quote, Box)):
                yield from inner(shape.shapes)

    yield block.anchor
    yield from inner(block.shapes)


def _long_notes(document: Document) -> list[Finding]:
    if document.note_placement == "end":
        return []
    return [
        NOTE_TOO_LONG.at(
            note.location,
            f"note {note.number} is about {length:.0f} words long; "
            f"a PDF page holds footnotes of up to {TOO_LONG:,}",
            hint="Move most of it into the text, or write `notes: end` among the options"
            " of the submission.",
        )
        for note in document.notes
        if (length := note_length(note)) > TOO_LONG
    ]


def _dangling(unlinked: list[tuple[Block | None, str]]) -> list[Finding]:
    return [
        NOT_PRINTED.at(
            block.location if block else NOWHERE,
            f"the reference “{text}” points at something that this document does not print",
        )
        for block, text in unlinked
    ]


def _unreadable(unreadable: list[tuple[Block | None, str]]) -> list[Finding]:
    return [
        NOT_PRINTED.at(
            block.location if block else NOWHERE,
            f"the picture cannot be read, and is not on the page: {reason}",
            hint="Open it in a picture program and save it anew as PNG or JPEG.",
        )
        for block, reason in unreadable
    ]


def _note_area(look: Look) -> str:
    """The foot of the pages.  Without the padding a fault of rounding puts one note on each."""
    return (
        f"@page {{ @footnote {{ border-top: .5pt solid {look.colours.rule}; padding-top: 4pt;"
        " margin-top: 9pt; padding-bottom: .1pt; } }\n"
    )
