"""Pages: every word once, every note with its mark, no page left empty for no reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from test_pdf_documents import (
    Words,
    bag,
    crowded_document,
    document,
    long_document,
    mark,
    note,
    numbered,
    pdf_text,
    section,
    words_of,
)

from shadowkit.model.document import (
    Document,
    Heading,
    Item,
    List,
    Paragraph,
    Quote,
    anchor,
)
from shadowkit.model.inline import Emphasis, Text
from shadowkit.reading.looks import shipped_look
from shadowkit.writing.pdf import PdfRenderer, PdfResult

LOOK = shipped_look("plain")


@pytest.fixture(scope="module")
def renderer() -> Iterator[PdfRenderer]:
    with PdfRenderer() as renderer:
        yield renderer


def pages_of_marks_and_notes(data: bytes, made: Document) -> list[tuple[int, int]]:
    """For each note the page with the link to it and the page that the link leads to,
    as a reader of the PDF sees them."""
    with pikepdf.open(BytesIO(data)) as pdf:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        names = pikepdf.NameTree(pdf.Root.Names.Dests)
        marks: dict[str, int] = {}
        for number, page in enumerate(pdf.pages, 1):
            for annotation in page.get("/Annots", []):
                marks.setdefault(str(annotation.get("/Dest", "")), number)
        return [
            (marks[item.anchor], numbers[target_page(names[item.anchor])]) for item in made.notes
        ]


def target_page(destination: Any) -> tuple[int, int]:
    found: tuple[int, int] = destination[0].objgen
    return found


def check(result: PdfResult, made: Document, folder: Path) -> list[str]:
    """No finding, every word as often as in the document; the text of the pages."""
    assert result.findings == ()
    pages = pdf_text(result.data, folder)
    assert bag(words_of(made)) <= bag(" ".join(pages).split())
    return pages


@pytest.mark.parametrize(
    ("size", "line_height", "after"), [(9.5, 1.2, 2), (9, 1.25, 0), (10, 1.3, 0)]
)
def test_ten_notes_of_a_paragraph_share_a_page(
    renderer: PdfRenderer, tmp_path: Path, size: float, line_height: float, after: float
) -> None:
    make = Words(7)
    content = [x for n in range(1, 11) for x in (Text(make.text(9) + " "), mark(n))]
    notes = [note(n, make.text(25)) for n in range(1, 11)]
    made = document([section("Ten", numbered(1, content))], notes)
    sizes = {"size": size, "line_height": line_height, "space_after": after}
    look = LOOK.model_copy(update={"notes": LOOK.notes.model_copy(update=sizes)})
    result = renderer.render(made, look)
    assert result.pages == 2
    assert pages_of_marks_and_notes(result.data, made) == [(2, 2)] * 10
    check(result, made, tmp_path)


@pytest.mark.parametrize("size", [300, 900, 1190])
def test_long_note_is_printed_whole(renderer: PdfRenderer, tmp_path: Path, size: int) -> None:
    make = Words(size)
    first = numbered(1, [Text(make.text(200)), mark(1), Text(" " + make.text(150))])
    second = numbered(2, [Text(make.text(200)), mark(2)])
    made = document([section("Long", first, second)], [note(1, make.text(size)), note(2, "Short.")])
    result = renderer.render(made, LOOK)
    check(result, made, tmp_path)
    (at_mark, at_note), _ = pages_of_marks_and_notes(result.data, made)
    assert at_mark == at_note


def test_note_beyond_the_limit_is_a_finding_at_its_place(
    renderer: PdfRenderer, tmp_path: Path
) -> None:
    make = Words(5)
    made = document(
        [section("Long", numbered(1, [Text(make.text(50)), mark(1)]))],
        [note(1, make.text(1500), line=17)],
    )
    result = renderer.render(made, LOOK)
    (finding,) = result.findings
    assert (finding.code, finding.location.line) == ("SK606", 17)
    assert "1500 words" in finding.message
    pages = pdf_text(result.data, tmp_path)
    assert bag(words_of(made)) <= bag(" ".join(pages).split())


def test_forty_paragraphs_with_notes(renderer: PdfRenderer, tmp_path: Path) -> None:
    made = long_document()
    result = renderer.render(made, LOOK)
    pages = check(result, made, tmp_path)
    assert all(one == other for one, other in pages_of_marks_and_notes(result.data, made))
    # A page that is nearly empty is a fault; the cover and the last page may be.
    sizes = [len(page.split()) for page in pages[1:-1]]
    assert min(sizes) > 0.6 * max(sizes)
    text = "\n".join(pages)
    assert all(f"\n{number}." in text for number in range(1, 41))


@pytest.mark.parametrize("seed", [1, 2, 4, 7, 12, 17])
def test_crowded_notes_are_all_printed(renderer: PdfRenderer, tmp_path: Path, seed: int) -> None:
    made = crowded_document(seed)
    result = renderer.render(made, LOOK)
    check(result, made, tmp_path)
    pages = [at_note for _, at_note in pages_of_marks_and_notes(result.data, made)]
    assert pages == sorted(pages)


def test_notes_at_one_place_may_fill_several_pages(renderer: PdfRenderer, tmp_path: Path) -> None:
    make = Words(3)
    content = [Text(make.text(30)), *(mark(n) for n in range(1, 11)), Text(" " + make.text(300))]
    made = document(
        [section("Ten", numbered(1, content))], [note(n, make.text(250)) for n in range(1, 11)]
    )
    result = renderer.render(made, LOOK)
    check(result, made, tmp_path)


def test_bullet_stays_beside_its_text(renderer: PdfRenderer, tmp_path: Path) -> None:
    # A first line as wide as the room for it, which WeasyPrint by itself moves to the next
    # line, away from its bullet.
    text = (
        "Shelter during committee in budget to report as platform without penalty. "
        "Article and committee under state during budget."
    )
    item = Item((Paragraph((Text(text),)),))
    made = document([section("One", numbered(1, [Text("Bullets:")], List((item,))))])
    result = renderer.render(made, LOOK)
    check(result, made, tmp_path)
    (page,) = pdf_text(result.data, tmp_path, "-layout", "-f", "2")
    assert "•" in next(line for line in page.splitlines() if "Shelter" in line)


def test_mark_stays_with_its_word(renderer: PdfRenderer, tmp_path: Path) -> None:
    make = Words(2)
    content: list[Any] = []
    for number in range(1, 200):
        content += [Text(make.text(10)), mark(number), Text(" ")]
    notes = [note(number, "See.") for number in range(1, 200)]
    made = document([section("Marks", numbered(1, content))], notes)
    result = renderer.render(made, LOOK)
    check(result, made, tmp_path)
    text_left = (LOOK.page.margins.left + LOOK.paragraphs.number_indent) / 25.4 * 72
    anchors = {item.anchor for item in notes}
    with pikepdf.open(BytesIO(result.data)) as pdf:
        lefts = [
            float(annotation.Rect[0])
            for page in pdf.pages
            for annotation in page.get("/Annots", [])
            if str(annotation.Dest) in anchors
        ]
    assert len(lefts) == len(notes)
    assert min(lefts) > text_left + 1


def test_heading_is_not_left_behind(renderer: PdfRenderer, tmp_path: Path) -> None:
    make = Words(4)
    for lines in range(30, 60, 3):
        made = document(
            [
                section("First", numbered(1, [Text(make.text(lines * 12))])),
                section("Second heading", numbered(2, [Text(make.text(60))])),
            ]
        )
        for page in check(renderer.render(made, LOOK), made, tmp_path):
            body = [line for line in page.splitlines() if line.strip()]
            assert "Second heading" not in body[-2:]


def test_notes_may_stand_anywhere(renderer: PdfRenderer, tmp_path: Path) -> None:
    item = Item((Paragraph((Text("Item."), mark(3))), Paragraph((Text("More."), mark(4)))))
    quote = Quote((Paragraph((Text("Quoted."), mark(5))),))
    made = document(
        [section("One", numbered(1, [Text("Text."), mark(2)], List((item,)), quote))],
        [note(n, f"Note {n} here.", "Second paragraph.") for n in range(1, 6)],
    )
    heading = Heading(1, (Text("Heading"), mark(1)), anchor("heading"))
    made = replace(made, sections=(replace(made.sections[0], heading=heading),))
    result = renderer.render(made, LOOK)
    check(result, made, tmp_path)
    with pikepdf.open(BytesIO(result.data)) as pdf, pdf.open_outline() as outline:
        assert outline.root[0].children[0].title == "Heading"


def test_no_line_ends_behind_its_first_word(renderer: PdfRenderer, tmp_path: Path) -> None:
    # Of so many lengths, some end where only the space before the bold words does not fit.
    bold = Emphasis("bold", (Text("in one year two States took counsel."),))
    paragraphs = [
        numbered(
            n,
            [
                Text(f"Partnerships {'i' * n} with other States were few, but some are these: "),
                bold,
            ],
        )
        for n in range(1, 60)
    ]
    made = document([section("One", *paragraphs)])
    text = "\n".join(check(renderer.render(made, LOOK), made, tmp_path))
    lines = [line.strip() for line in text.splitlines()]
    assert len([line for line in lines if "Partnerships" in line]) == 59
    assert [line for line in lines if line.endswith("Partnerships")] == []


def test_justified_text_is_hyphenated_and_nothing_is_lost(
    renderer: PdfRenderer, tmp_path: Path
) -> None:
    look = LOOK.model_copy(update={"body": LOOK.body.model_copy(update={"align": "justify"})})
    made = long_document(8)
    result = renderer.render(made, look)
    assert result.findings == ()
    pages = pdf_text(result.data, tmp_path, "-layout")
    assert any(line.endswith("-") for page in pages for line in page.splitlines())
