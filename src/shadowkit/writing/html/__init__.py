"""HTML: one self-contained file that reads on a screen and prints.

No script, nothing from outside, every number as real text.  `shadowkit.writing.pdf` prints
from the same mark-up with the notes at the foot of the pages.
"""

from __future__ import annotations

from shadowkit.model.document import Document
from shadowkit.model.look import Look
from shadowkit.writing.html.body import Body
from shadowkit.writing.html.frame import framed
from shadowkit.writing.html.styles import screen_style


def write(document: Document, look: Look, *, draft: bool = False) -> bytes:
    """The document as one HTML file in UTF-8; `draft` puts a banner above it."""
    body = Body(document)
    banner = body.draft_banner() if draft else ""
    page = banner + body.cover() + body.contents() + body.main() + body.endnotes()
    return framed(document, page, screen_style(look)).encode("utf-8")


__all__ = ["write"]
