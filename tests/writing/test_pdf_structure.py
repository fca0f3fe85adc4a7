"""What a screen reader and an archive find in the PDF.

Full validation (veraPDF) is another matter; these are the promises the writer makes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any, TypeAlias

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
from shadowkit.model.document import Document
from shadowkit.model.inline import Link, Reference, Span, Text
from shadowkit.reading.looks import shipped_look
from shadowkit.writing.pdf import PdfRenderer

LOOK = shipped_look("plain")
Element: TypeAlias = Any
"""A pikepdf dictionary."""


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


def kids(element: Element) -> list[Any]:
    found = element.get("/K", [])
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def elements(pdf: pikepdf.Pdf) -> Iterator[Element]:
    """All elements of the structure in reading order."""

    def walk(element: Element) -> Iterator[Element]:
        if isinstance(element, pikepdf.Dictionary) and "/S" in element:
            yield element
            for kid in kids(element):
                yield from walk(kid)

    for top in kids(pdf.Root.StructTreeRoot):
        yield from walk(top)


def kind(element: Element) -> str:
    return str(element.S)[1:]


def counts(pdf: pikepdf.Pdf) -> Counter[str]:
    return Counter(kind(element) for element in elements(pdf))


def inlines(node: Any) -> Iterator[Any]:
    """Every inline of a document, by its fields."""
    if isinstance(node, tuple):
        for part in node:
            yield from inlines(part)
    elif hasattr(node, "__dataclass_fields__"):
        yield node
        for name in node.__dataclass_fields__:
            yield from inlines(getattr(node, name))


# --- the whole --------------------------------------------------------------------------


def test_the_file_says_what_it_is(pdf: pikepdf.Pdf, made: Document) -> None:
    assert str(pdf.Root.Lang) == made.language
    assert bool(pdf.Root.MarkInfo.Marked)
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert pdf.docinfo["/Title"] == made.title
    assert pdf.Root.OutputIntents[0].S == "/GTS_PDFA1"
    assert "/ID" in pdf.trailer
    assert all(page.Tabs == "/S" for page in pdf.pages)


def test_metadata_claims_both_standards_and_names_nobody(pdf: pikepdf.Pdf, made: Document) -> None:
    packet = pdf.Root.Metadata.read_bytes().decode("utf-8")
    with pdf.open_metadata() as metadata:
        assert metadata["pdfaid:part"] == "2"
        assert metadata["pdfaid:conformance"] == "A"
        assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
        assert metadata["dc:title"] == made.title
        assert metadata["pdf:Producer"] == pdf.docinfo["/Producer"] == "shadowkit"
    assert "pdfaExtension:schemas" in packet
    assert set(pdf.docinfo.keys()) <= {
        *("/Title", "/Subject", "/Producer", "/CreationDate", "/ModDate")
    }
    assert "WeasyPrint" not in packet


def test_nothing_active_nothing_attached(pdf: pikepdf.Pdf) -> None:
    assert "/OpenAction" not in pdf.Root
    assert "/AcroForm" not in pdf.Root
    names = pdf.Root.get("/Names", {})
    assert "/JavaScript" not in names
    assert "/EmbeddedFiles" not in names
    for page in pdf.pages:
        for annotation in page.get("/Annots", []):
            assert annotation.Subtype == "/Link"
            assert "/A" not in annotation or annotation.A.S == "/URI"


def test_fonts_are_embedded_in_part_and_can_be_read_back(pdf: pikepdf.Pdf) -> None:
    fonts = [item for item in pdf.objects if _is(item, "/Font") and item.Subtype == "/Type0"]
    assert fonts
    for font in fonts:
        assert "/ToUnicode" in font
        assert re.match(r"/[A-Z]{6}\+", str(font.BaseFont))
        assert {"/FontFile2", "/FontFile3"} & set(font.DescendantFonts[0].FontDescriptor.keys())
        assert any(name in str(font.BaseFont) for name in ("PT-Serif", "Noto-Serif", "Amiri"))


def _is(item: Any, kind: str) -> bool:
    return isinstance(item, pikepdf.Dictionary) and item.get("/Type") == kind


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


def test_every_note_is_a_note_with_an_id(pdf: pikepdf.Pdf, made: Document) -> None:
    found = [element for element in elements(pdf) if kind(element) == "Note"]
    assert [str(element.ID) for element in found] == [item.anchor for item in made.notes]
    assert all(kids(element) for element in found)


def test_every_mark_and_reference_is_a_reference(pdf: pikepdf.Pdf, made: Document) -> None:
    printed = [*made.sections, *made.notes]
    nodes = [type(node).__name__ for part in printed for node in inlines(part)]
    expected = nodes.count("NoteMark") + nodes.count("Reference")
    assert counts(pdf)["Reference"] == expected


def test_foot_notes_follow_their_marks(pdf: pikepdf.Pdf, made: Document) -> None:
    before = []
    for element in elements(pdf):
        previous = ""
        for kid in kids(element):
            name = kind(kid) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid else ""
            if name == "Note":
                before.append(previous or kind(element))
            previous = name
    expected = "Reference" if made.note_placement == "foot" else "LBody"
    assert before == [expected] * len(made.notes)


def test_every_link_has_words_and_a_place_in_the_structure(pdf: pikepdf.Pdf) -> None:
    annotations = [a for page in pdf.pages for a in page.get("/Annots", [])]
    assert annotations
    in_structure = set()
    for element in elements(pdf):
        for kid in kids(element):
            if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR":
                assert kind(element) == "Link"
                in_structure.add(kid.Obj.objgen)
    assert in_structure == {annotation.objgen for annotation in annotations}
    for annotation in annotations:
        assert str(annotation.Contents).strip()
        assert not str(annotation.Contents).startswith("sk")
        assert int(annotation.F) & 4
        assert "/StructParent" in annotation


# --- content ----------------------------------------------------------------------------


def marked_content(page: Any) -> tuple[list[int], int]:
    """The numbers of marked content on a page; how often text stands outside of any."""
    numbers: list[int] = []
    loose = 0
    depth: list[bool] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            depth.append(True)
            if name == "BDC" and "/MCID" in operands[1]:
                numbers.append(int(operands[1].MCID))
        elif name == "EMC":
            depth.pop()
        elif name in ("Tj", "TJ") and not depth:
            loose += 1
    return numbers, loose


def test_all_text_is_tagged_and_every_tag_has_an_owner(pdf: pikepdf.Pdf) -> None:
    tree = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    for number, page in enumerate(pdf.pages):
        numbers, loose = marked_content(page)
        assert loose == 0
        assert int(page.StructParents) == number
        owners = list(tree[number])
        assert sorted(numbers) == list(range(len(numbers)))
        assert len(owners) == len(numbers)
        assert all(kind(owner) for owner in owners)


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


def test_lists_have_labels_and_bodies(pdf: pikepdf.Pdf) -> None:
    found = counts(pdf)
    assert found["L"] > 0
    for element in elements(pdf):
        if kind(element) == "L":
            assert {kind(kid) for kid in kids(element)} == {"LI"}
        elif kind(element) == "LI":
            assert [kind(kid) for kid in kids(element)] in (["Lbl", "LBody"], ["LBody"], ["Lbl"])


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
