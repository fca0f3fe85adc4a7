"""HTML: one self-contained file that reads on a screen and prints.

No script, nothing from outside, every number as real text.  `shadowkit.writing.pdf` prints
from the same mark-up with the notes at the foot of the pages.

On a screen a note opens at its mark: the mark links to the note in the list at the end, and
the style sheet shows the note that is linked to (`:target`) beside its mark instead of there.
"""

from __future__ import annotations

from shadowkit.model.document import Document
from shadowkit.model.look import Look
from shadowkit.writing.html.body import Body
from shadowkit.writing.html.frame import framed
from shadowkit.writing.html.notes import note_rules
from shadowkit.writing.html.pages import page_rules
from shadowkit.writing.html.styles import file_properties, file_style


def write(document: Document, look: Look, *, draft: bool = False) -> bytes:
    """The document as one HTML file in UTF-8; `draft` puts a banner above it."""
    body = Body(document)
    start = body.skip_link() + (body.draft_banner() if draft else "")
    page = start + body.cover() + body.contents() + body.main() + body.endnotes()
    fonts = file_properties(look)["--heading-font"]
    style = file_style(look) + page_rules(document, look, fonts, draft=draft)
    return framed(document, page, style + note_rules(document)).encode("utf-8")


__all__ = ["write"]
