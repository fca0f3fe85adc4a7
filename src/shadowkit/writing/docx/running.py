"""The running header and footer, the draft mark, and the sheet that they stand on."""

from __future__ import annotations

import re
from typing import Final

from shadowkit.model.document import Document
from shadowkit.model.inline import Text
from shadowkit.model.look import Look
from shadowkit.writing.docx.inlines import Runs
from shadowkit.writing.docx.markup import DECLARATION, NAMESPACES, field, twips
from shadowkit.writing.docx.stylenames import DRAFT
from shadowkit.writing.docx.where import SHEETS

_FIELDS: Final = {"{page}": "PAGE", "{pages}": "NUMPAGES"}


def _paragraph(style: str, content: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{content}</w:p>'


def _part(element: str, *paragraphs: str) -> bytes:
    text = f"{DECLARATION}<w:{element} {NAMESPACES}>{''.join(paragraphs)}</w:{element}>"
    return text.encode("utf-8")


def _draft(document: Document, runs: Runs, draft: bool) -> str:
    return _paragraph(DRAFT, runs((Text(document.wordings.draft),))) if draft else ""


def header(document: Document, runs: Runs, draft: bool) -> bytes:
    """The header of all pages but the cover."""
    title = _paragraph("Header", runs((Text(document.short_title),)))
    return _part("hdr", _draft(document, runs, draft), title)


def first_header(document: Document, runs: Runs) -> bytes:
    """The header of a draft's cover, which has no other."""
    return _part("hdr", _draft(document, runs, draft=True))


def footer(document: Document, runs: Runs) -> bytes:
    """The footer: the document's wording with Word's page fields in it."""
    rtl = document.direction == "rtl"
    pieces: list[str] = []
    for piece in re.split("({page}|{pages})", document.wordings.page):
        if piece in _FIELDS:
            # Word sets these two anew on every page, whatever the result says.
            pieces.append(field(runs.properties(0, "", rtl), _FIELDS[piece], "1"))
        elif piece:
            pieces.append(runs((Text(piece),)))
    return _part("ftr", _paragraph("Footer", "".join(pieces)))


def section(document: Document, look: Look, headers: str) -> str:
    """The properties of the one section; `headers` are its references to headers and footers."""
    page = look.page
    width, height = SHEETS[page.size]
    margins = page.margins
    return "".join(
        (
            f"<w:sectPr>{headers}",
            '<w:endnotePr><w:numFmt w:val="decimal"/></w:endnotePr>',
            f'<w:pgSz w:w="{width}" w:h="{height}"/>',
            f'<w:pgMar w:top="{twips(margins.top)}" w:right="{twips(margins.right)}" ',
            f'w:bottom="{twips(margins.bottom)}" w:left="{twips(margins.left)}" ',
            f'w:header="{twips(page.header)}" w:footer="{twips(page.footer)}" w:gutter="0"/>',
            "<w:titlePg/>" if document.cover and document.cover_page else "",
            "<w:bidi/>" if document.direction == "rtl" else "",
            "</w:sectPr>",
        )
    )
