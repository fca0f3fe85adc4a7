"""What a screen reader and an archive find in the PDF.

Full validation is another matter (test_pdf_validators.py); these are the promises the writer makes,
most of them in pdfstructure.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from test_pdf_documents import (
    document,
    long_document,
    mark,
    note,
    numbered,
    section,
    shaped_document,
)

import samples
from pdfparts import nodes
from pdfstructure import complaints, elements, kids, kind
from shadowkit.model.document import Document
from shadowkit.model.inline import Link, Reference, Span, Text
from shadowkit.reading.looks import shipped_look
from shadowkit.writing.pdf import PdfRenderer

LOOK = shipped_look("plain")


@pytest.fixture(scope="module")
def renderer() -> Iterator[PdfRenderer]:
    with PdfRenderer() as renderer:
        yield renderer


DOCUMENTS = {
    "sample": samples.document(),
    "end notes": replace(samples.document(), note_placement="end"),
    "long": long_document(25),
    "shapes": shaped_document(3),
}


@pytest.fixture(scope="module", params=DOCUMENTS)
def made(request: pytest.FixtureRequest) -> Document:
    return DOCUMENTS[request.param]


@pytest.fixture(scope="module")
def pdf(renderer: PdfRenderer, made: Document) -> Iterator[pikepdf.Pdf]:
    result = renderer.render(made, LOOK, draft=True)
    assert result.findings == ()
    with pikepdf.open(BytesIO(result.data)) as opened:
        yield opened


def opened(renderer: PdfRenderer, made: Document) -> pikepdf.Pdf:
    result = renderer.render(made, LOOK)
    assert result.findings == ()
    return pikepdf.open(BytesIO(result.data))


def counts(pdf: pikepdf.Pdf) -> Counter[str]:
    return Counter(kind(element) for element in elements(pdf))


# --- the whole --------------------------------------------------------------------------


def test_the_pdf_keeps_what_it_promises(pdf: pikepdf.Pdf, made: Document) -> None:
    assert complaints(pdf, made) == []


def test_outline_is_the_headings(pdf: pikepdf.Pdf, made: Document) -> None:
    def titles(items: Any) -> Iterator[str]:
        for item in items:
            yield item.title
            yield from titles(item.children)

    found = counts(pdf)
    with pdf.open_outline() as outline:
        named = list(titles(outline.root))
    assert named[0] == made.title
    assert len(named) == found["H1"] + found["H2"] + found["H3"] + found["H4"]


# --- notes, references, links -----------------------------------------------------------


def test_every_mark_and_reference_is_a_reference(pdf: pikepdf.Pdf, made: Document) -> None:
    printed = [*made.sections, *made.notes]
    names = [type(node).__name__ for part in printed for node in nodes(part)]
    expected = names.count("NoteMark") + names.count("Reference")
    assert counts(pdf)["Reference"] == expected


# --- content ----------------------------------------------------------------------------


def test_running_lines_are_no_content(pdf: pikepdf.Pdf) -> None:
    for page in list(pdf.pages)[1:]:
        artifacts = [
            operands
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == "BDC" and operands[0] == "/Artifact"
        ]
        # Title, page number, mark of a draft.
        assert sum(operands[1].get("/Type") == "/Pagination" for operands in artifacts) >= 3


def test_paragraph_over_a_page_break_is_one_paragraph(renderer: PdfRenderer) -> None:
    text = Text("Words enough to fill more than a page. " * 200)
    made = document([section("One", numbered(1, [text]))])
    with opened(renderer, made) as pdf:
        assert len(pdf.pages) > 2
        assert counts(pdf)["P"] == 1
        assert counts(pdf)["Sect"] == 1
        (paragraph,) = (element for element in elements(pdf) if kind(element) == "P")
        pages = {kid.Pg.objgen for kid in kids(paragraph) if isinstance(kid, pikepdf.Dictionary)}
        assert len(pages) == len(pdf.pages) - 2


def test_long_note_is_one_note(renderer: PdfRenderer) -> None:
    made = document(
        [section("One", numbered(1, [Text("Text."), mark(1)]))],
        [note(1, "A sentence here. " * 200)],
    )
    with opened(renderer, made) as pdf:
        assert counts(pdf)["Note"] == 1


def test_other_languages_are_named(renderer: PdfRenderer) -> None:
    with opened(renderer, samples.document()) as pdf:
        languages = [str(element.Lang) for element in elements(pdf) if "/Lang" in element]
    assert languages == ["ru", "ar"]


def test_link_with_parts_is_one_link(renderer: PdfRenderer) -> None:
    link = Link(
        "https://example.org/x",
        (Text("a "), Span((Text("слово"),), language="ru"), Text(" more " * 30)),
    )
    made = document([section("One", numbered(1, [Text("See "), link, Reference("", "?", "note")]))])
    with opened(renderer, made) as pdf:
        assert counts(pdf)["Link"] == 1
        addresses = {str(a.A.URI) for page in pdf.pages for a in page.get("/Annots", [])}
        assert addresses == {"https://example.org/x"}
