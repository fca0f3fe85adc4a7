"""Tables, terms with values, pictures and boxes in the PDF."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from test_html_shapes import SECRET, nested, picture, row, t, table
from test_pdf_documents import (
    Words,
    bag,
    document,
    mark,
    note,
    numbered,
    pdf_text,
    section,
    shaped_document,
    words_of,
)
from test_pdf_faults import ask
from test_pdf_layout import pages_of_marks_and_notes

import samples
from pdfstructure import Element, elements, kids, kind
from shadowkit.model.document import Box, Cell, Document, Figure, Image, Paragraph, Table, anchor
from shadowkit.model.inline import Text
from shadowkit.reading.looks import shipped_look
from shadowkit.writing.html.pictures import data_address
from shadowkit.writing.pdf import PdfRenderer, PdfResult
from shadowkit.writing.pdf.page import print_job
from shadowkit.writing.pdf.places import findings_of

LOOK = shipped_look("plain")


@pytest.fixture(scope="module")
def renderer() -> Iterator[PdfRenderer]:
    with PdfRenderer() as renderer:
        yield renderer


def check(result: PdfResult, made: Document, folder: Path) -> list[str]:
    """No finding, every word as often as in the document; the text of the pages."""
    assert result.findings == ()
    pages = pdf_text(result.data, folder)
    assert bag(words_of(made)) <= bag(" ".join(pages).split())
    return pages


def tags(result: PdfResult) -> list[tuple[str, list[str]]]:
    """The kind of every element of the structure with those of its kids."""

    def name(kid: Element) -> str:
        return kind(kid) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid else ""

    with pikepdf.open(BytesIO(result.data)) as pdf:
        return [(kind(one), [name(kid) for kid in kids(one)]) for one in elements(pdf)]


# --- pages ------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_shapes_and_their_notes_are_printed_once(
    renderer: PdfRenderer, tmp_path: Path, seed: int
) -> None:
    made = shaped_document(seed)
    result = renderer.render(made, LOOK)
    pages = check(result, made, tmp_path)
    assert "Table 1. " in "".join(pages)
    assert all(one == other for one, other in pages_of_marks_and_notes(result.data, made))
    assert renderer.render(made, LOOK).data == result.data


@pytest.mark.parametrize("seed", [8, 9, 12])
def test_rows_and_notes_that_no_page_holds_are_printed_all_the_same(
    renderer: PdfRenderer, tmp_path: Path, seed: int
) -> None:
    made = shaped_document(seed, sizes=(10, 60, 250), rate=0.4, long_cells=0.1, count=1)
    first, _ = renderer._ask(print_job(made, LOOK, draft=False))
    assert first["faults"]
    result = renderer.render(made, LOOK)
    check(result, made, tmp_path)
    pages = pages_of_marks_and_notes(result.data, made)
    assert all(at_mark <= at_note for at_mark, at_note in pages)


def test_shapes_within_shapes(renderer: PdfRenderer, tmp_path: Path) -> None:
    made = nested()
    for placement in ("foot", "end"):
        made = replace(made, note_placement=placement)  # type: ignore[arg-type]
        check(renderer.render(made, LOOK), made, tmp_path)


def test_right_to_left(renderer: PdfRenderer, tmp_path: Path) -> None:
    header = (Cell(t("الحق")), Cell(t("الأطفال")))
    shape = replace(table(row("الحماية", "12"), header=header), header_columns=(1,))
    made = document([section("أشكال", numbered(1, t("نص"), shape, Box(t("إطار"), (shape,))))])
    made = replace(made, language="ar", direction="rtl")
    result = renderer.render(made, LOOK)
    assert result.findings == ()
    line, _ = (
        line.split()
        for page in pdf_text(result.data, tmp_path, "-layout", "-f", "2")
        for line in page.splitlines()
        if "12" in line
    )
    assert len(line) == 2


def test_head_of_a_table_stands_on_each_of_its_pages(renderer: PdfRenderer, tmp_path: Path) -> None:
    head = (Cell(t("Province")), Cell((*t("Number"), mark(1))))
    shape = table(*(row(f"Row {n}", "words here") for n in range(1, 150)), header=head)
    made = document([section("One", numbered(1, t("Text."), shape))], [note(1, "A note.")])
    result = renderer.render(made, LOOK)
    pages = check(result, made, tmp_path)
    assert len(pages) > 3
    assert all(page.count("Province") == 1 for page in pages[1:])
    assert "".join(pages).count("A note.") == 1
    found = [name for name, _ in tags(result)]
    assert [found.count(name) for name in ("Table", "THead", "TH", "TR")] == [1, 1, 2, 150]


def test_small_table_stays_with_its_caption(renderer: PdfRenderer, tmp_path: Path) -> None:
    make = Words(6)
    shape = table(*(row("First", "Second") for _ in range(6)), caption="Small table here")
    for lines in range(34, 52, 2):
        before = make.text(lines * 12)
        made = document([section("One", numbered(1, t(before), shape))])
        pages = check(renderer.render(made, LOOK), made, tmp_path)
        (holder,) = (page for page in pages if "Small table here" in page)
        assert holder.count("First") == 6


def test_caption_is_not_left_behind(renderer: PdfRenderer, tmp_path: Path) -> None:
    make = Words(8)
    rows = (row("Cell", "Second") for _ in range(40))
    shape = table(*rows, header=row("Head", "Other"), caption="Long table here")
    for words in range(380, 520, 12):
        made = document([section("One", numbered(1, t(make.text(words)), shape))])
        pages = check(renderer.render(made, LOOK), made, tmp_path)
        (holder,) = (page for page in pages if "Long table here" in page)
        assert "Head" in holder and "Cell" in holder


def test_title_of_a_box_is_not_left_behind(renderer: PdfRenderer, tmp_path: Path) -> None:
    make = Words(9)
    box = Box(t("Title of box"), (Paragraph(t("Start " + make.text(60))),))
    for words in range(400, 560, 12):
        made = document([section("One", numbered(1, t(make.text(words)), box))])
        pages = check(renderer.render(made, LOOK), made, tmp_path)
        (holder,) = (page for page in pages if "Title of box" in page)
        assert "Start" in holder


def test_wide_words_stay_on_the_page(renderer: PdfRenderer, tmp_path: Path) -> None:
    words = [f"Donaudampfschiffahrtsgesellschaft{letter}" for letter in "abcdef"]
    made = document([section("One", numbered(1, t("Text."), table(row(*words), row(*words))))])
    data = renderer.render(made, LOOK)
    assert data.findings == ()
    right = (210 - LOOK.page.margins.right) / 25.4 * 72 + 1
    for page in pdf_text(data.data, tmp_path, "-bbox"):
        edges = [float(part.split('"')[0]) for part in page.split('xMax="')[1:]]
        assert max(edges, default=0) < right


# --- pictures ---------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_picture_is_printed_without_what_was_beside_it(renderer: PdfRenderer, form: str) -> None:
    figure = Figure(picture(form), "A black field", anchor("figure"), 0.5)
    made = document([section("One", numbered(1, t("Text."), figure))])
    result = renderer.render(made, LOOK)
    assert result.findings == ()
    with pikepdf.open(BytesIO(result.data)) as pdf:
        (image,) = pdf.pages[1].get_images().values()
        assert (int(image.Width), int(image.Height)) == (40, 20)
        # Forbidden in an archive's file.
        assert not bool(image.get("/Interpolate", False))
        assert "/SMask" not in image
        assert SECRET not in image.read_raw_bytes()
        (found,) = (one for one in elements(pdf) if kind(one) == "Figure")
        assert str(found.Alt) == "A black field"
        left, bottom, right, top = (float(edge) for edge in found.A.BBox)
        width = (210 - LOOK.page.margins.left - LOOK.page.margins.right - 11) / 25.4 * 72 / 2
        assert right - left == pytest.approx(width, abs=1)
        assert top - bottom == pytest.approx(width / 2, abs=1)
        assert 0 < bottom < top < 842
    assert SECRET not in result.data


def test_high_picture_stays_on_its_page(renderer: PdfRenderer) -> None:
    figure = Figure(picture("PNG", "RGB", (10, 400)), "A line", anchor("figure"))
    made = document([section("One", numbered(1, t("Text."), figure))])
    assert renderer.render(made, LOOK).findings == ()


def test_picture_that_cannot_be_read_is_a_finding(renderer: PdfRenderer) -> None:
    broken = Image(b"\x89PNG\r\n\x1a\nnothing", "image/png", 4, 4)
    figure = Figure(broken, "A map", anchor("figure"))
    result = renderer.render(document([section("One", numbered(3, t("Text."), figure))]), LOOK)
    assert {finding.code for finding in result.findings} <= {"SK602", "SK603"}
    first = result.findings[0]
    assert first.location.line == 3 and "picture cannot be read" in first.message


def test_only_pictures_in_the_page_are_opened(renderer: PdfRenderer) -> None:
    for address in (
        "data:image/png;base64,R0lGODlhAQABAAAAACw=",
        "data:image/png,x",
        "data:image/gif;base64,R0lGODlhAQABAAAAACw=",
        "data:image/png;base64,@@@",
        "file:///etc/hostname",
    ):
        report = ask(renderer, f'<p>Text</p><img alt="x" src="{address}">')
        assert report["warnings"], address


def test_account_sees_pictures_wide_words_and_repeated_heads(renderer: PdfRenderer) -> None:
    body = f'<p id="a">A</p><div id="b"><img alt="x" src="{data_address(picture())}"></div>'
    report = ask(renderer, body, "img { position: absolute; top: 2000px }")
    assert report["faults"] == [["outside", "b", 1]]
    report = ask(renderer, f'<p id="a">{"word" * 100}</p>')
    assert ["outside", "a", 1] in report["faults"]
    rows = "<tr><td>cell" * 200
    head = '<table id="t"><thead><tr><th>Head</th></tr></thead>'
    assert not ask(renderer, f"{head}<tbody>{rows}</table>")["faults"]


# --- structure --------------------------------------------------------------------------


def test_tags_of_a_table(renderer: PdfRenderer) -> None:
    header = (Cell(t("Right")), Cell(t("Children"), 2))
    shape = Table(
        header,
        (row("Protection", "1", "2"),),
        ("", "", ""),
        anchor("t"),
        (1,),
        "Table 1",
        t("Caption"),
    )
    made = document([section("One", numbered(1, t("Text."), shape))])
    result = renderer.render(made, LOOK)
    found = dict(tags(result))
    assert found["Table"] == ["Caption", "THead", "TBody"]
    assert found["THead"] == found["TBody"] == ["TR"]
    with pikepdf.open(BytesIO(result.data)) as pdf:
        heads = [one.A for one in elements(pdf) if kind(one) == "TH"]
        assert [str(head.Scope) for head in heads] == ["/Column", "/Column", "/Row"]
        assert [int(head.get("/ColSpan", 1)) for head in heads] == [1, 2, 1]


@pytest.mark.parametrize("made", [samples.document(), nested(), shaped_document(4)])
def test_rows_of_a_table_are_equally_wide(renderer: PdfRenderer, made: Document) -> None:
    with pikepdf.open(BytesIO(renderer.render(made, LOOK).data)) as pdf:
        for found in (one for one in elements(pdf) if kind(one) == "Table"):
            rows = [row for part in kids(found) for row in kids(part) if kind(part) != "Caption"]
            widths = {
                sum(int(cell.get("/A", {}).get("/ColSpan", 1)) for cell in kids(row))
                for row in rows
            }
            assert len(widths) == 1


def test_tags_of_terms_pictures_and_boxes(renderer: PdfRenderer) -> None:
    found = tags(renderer.render(nested(), LOOK))
    kinds = [name for name, _ in found]
    assert kinds.count("Figure") == 1
    assert kinds.count("Note") == 8
    assert kinds.count("Table") == 2
    items = [kids for name, kids in found if name == "LI"]
    assert ["Lbl", "LBody"] in items
    boxes = [kids for name, kids in found if name == "Sect" and kids[:2] == ["P", "P"]]
    assert len(boxes) == 2


# --- findings ---------------------------------------------------------------------------


def test_faults_in_shapes_are_told_at_their_places(renderer: PdfRenderer) -> None:
    shape = table(row("An \u1200 here", "b"), caption="Caption")
    box = Box(t("A \u1201"), (Paragraph(t("words")),))
    made = document([section("One", numbered(7, (Text("Text."),), shape, box))])
    result = renderer.render(made, LOOK)
    assert [finding.location.line for finding in result.findings] == [7, 7]
    report = {
        "status": "printed",
        "warnings": [],
        "missing": [],
        "faults": [["text", anchor("t"), 2], ["missing", anchor("block-7") + "-1", 0]],
    }
    whole, title = findings_of(made, report)
    assert whole.location.line == title.location.line == 7
    assert "part of this block" in whole.message
