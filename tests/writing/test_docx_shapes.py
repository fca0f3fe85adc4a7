"""The Word writer: tables, keys with values, pictures and boxes."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from test_docx_documents import PLAIN, SENTENCE, arabic_shapes, one, read, shaped
from test_docx_reading import Element, Read, W, child, fields, labelled, style, text, value
from test_docx_shaped import table

from samples import bullet, document, png, row, t
from shadowkit.model.document import (
    Box,
    Cell,
    Figure,
    Heading,
    Image,
    KeyValue,
    List,
    Paragraph,
    Quote,
    Shape,
    Table,
    anchor,
)
from shadowkit.model.inline import LineBreak, Link, Reference, Text
from shadowkit.writing.docx import write
from shadowkit.writing.docx.markup import twentieths
from shadowkit.writing.docx.widths import column_widths, measure

TEXT = 11906 - 2 * 1531
"""The width of the text in twips."""
INDENT = round(PLAIN.paragraphs.number_indent * 1440 / 25.4)
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def shapes(*content: Shape) -> Read:
    return read(one(*content, cover=()))


def tables(found: Read) -> list[Element]:
    return list(found.body.iter(W + "tbl"))


def rows(table: Element) -> list[Element]:
    return table.findall(W + "tr")


def styles_of(found: Read) -> list[str]:
    return [style(p) for p in found.body.iter(W + "p")]


def grid(table: Element) -> list[int]:
    return [int(value(node, "w")) for node in table.findall(f"{W}tblGrid/{W}gridCol")]


def mark(element: Element, *names: str) -> str:
    return value(child(element, *names))


# --- tables ---------------------------------------------------------------------------


def test_a_table_says_what_its_first_row_and_column_are() -> None:
    first = tables(read(document()))[0]
    assert mark(first, "tblPr", "tblStyle") == "DataTable"
    look = child(first, "tblPr", "tblLook")
    assert (value(look, "firstRow"), value(look, "firstColumn")) == ("1", "1")
    assert value(look) == "06A0"
    header, *data = rows(first)
    assert child(header, "trPr", "tblHeader") is not None
    assert all(child(row, "trPr", "tblHeader") is None for row in data)
    assert all(child(row, "trPr", "cantSplit") is not None for row in (header, *data))
    assert [style(p) for p in header.iter(W + "p")] == ["TableColumnHeading"] * 2
    for line in data:
        names = [style(p) for p in line.iter(W + "p")]
        assert names == ["TableRowHeading", "TableText", "TableText"]


def test_cells_are_aligned_and_span_columns() -> None:
    first = tables(read(document()))[0]
    header, *data = rows(first)
    spanned = header.findall(W + "tc")[1]
    assert mark(spanned, "tcPr", "gridSpan") == "2"
    assert mark(spanned, "p", "pPr", "jc") == "center"
    for line in data:
        assert [mark(cell, "p", "pPr", "jc") for cell in line.findall(W + "tc")] == [
            "", "center", "right",
        ]  # fmt: skip


def test_a_table_under_a_numbered_paragraph_starts_where_its_text_does() -> None:
    first = tables(read(document()))[0]
    assert value(child(first, "tblPr", "tblInd"), "w") == str(INDENT)
    assert sum(grid(first)) == TEXT - INDENT
    caption = next(p for p in read(document()).body.iter(W + "p") if style(p) == "Caption")
    assert value(child(caption, "pPr", "ind"), "left") == str(INDENT)


def test_a_caption_counts_tables_and_carries_the_bookmark_around_its_number() -> None:
    found = read(document())
    caption = next(p for p in found.body.iter(W + "p") if style(p) == "Caption")
    assert text(caption) == "Table 1. Children reached, by right"
    assert list(fields(caption)) == [("SEQ Table \\* ARABIC", "1")]
    inner = [str(node.tag).removeprefix(W) for node in caption]
    start = inner.index("bookmarkStart")
    assert inner[start : start + 7] == ["bookmarkStart", *["r"] * 5, "bookmarkEnd"]
    assert value(caption[start], "name") == f"_{anchor('figures-table')}"
    following = caption.getnext()
    assert following is not None and following.tag == W + "tbl"
    references = [field for field in fields(found.body) if field[0].endswith("\\h")]
    assert (f"REF _{anchor('figures-table')} \\h", "1") in references


@pytest.mark.parametrize(
    ("label", "caption", "expected"),
    [
        ("表 1", t("标题"), "表 1. 标题"),
        ("1. táblázat", t("Cím"), "1. táblázat. Cím"),
        ("Table 1", (), "Table 1"),
        ("Table", t("not numbered"), "Table. not numbered"),
    ],
)
def test_labels_of_any_language(label: str, caption: tuple[Text, ...], expected: str) -> None:
    shape = replace(table(row("a"), label=label, name="x"), caption=caption)
    found = shapes(shape)
    (paragraph,) = [p for p in found.body.iter(W + "p") if style(p) == "Caption"]
    assert text(paragraph) == expected
    assert [result for _, result in fields(paragraph)] == (["1"] if "1" in label else [])


def test_a_table_without_a_caption_has_its_bookmark_in_the_first_cell() -> None:
    (only,) = tables(shapes(table(row("a", "b"), header=row("A", "B"), name="x")))
    (start,) = only.iter(W + "bookmarkStart")
    assert value(start, "name") == f"_{anchor('x')}"
    assert text(next(only.iter(W + "p"))) == "A"


def test_a_reference_to_a_table_that_is_worded_otherwise_is_a_link() -> None:
    shape = table(row("a"), label="Table 1", name="x")
    found = shapes(shape, Paragraph((Reference(anchor("x"), "the table", "table"),)))
    (link,) = found.body.iter(W + "hyperlink")
    assert value(link, "anchor") == f"_{anchor('x')}"


def test_a_row_of_much_text_may_run_on_to_the_next_page() -> None:
    (only,) = tables(shapes(table(row("short", "cell"), row("long", SENTENCE * 12), name="x")))
    assert [child(line, "trPr", "cantSplit") is not None for line in rows(only)] == [True, False]
    (only,) = tables(shapes(KeyValue(((t("a"), (t("b"),)), (t("c"), (t(SENTENCE * 12),))))))
    assert [child(line, "trPr", "cantSplit") is not None for line in rows(only)] == [True, False]


# --- what stands above tables ---------------------------------------------------------


def test_tables_never_touch_and_captions_need_no_gap() -> None:
    plain_table = table(row("a"), name="a")
    captioned = table(row("b"), label="Table 1", name="b")
    keys = KeyValue(((t("k"), (t("v"),)),))
    box = Box(t("T"), (Paragraph(t("p")),))
    found = shapes(plain_table, keys, keys, captioned, box, Paragraph(t("p")), keys, plain_table)
    assert styles_of(found) == [
        "TableText", "TableGap", "Key", "Value", "TableGap", "Key", "Value",
        "Caption", "TableText", "TableGap", "BoxTitle", "BodyText", "BodyText",
        "Key", "Value", "TableGap", "TableText", "TableGap",
    ]  # fmt: skip


def test_the_white_above_a_table_is_that_of_what_stands_there() -> None:
    heading = Heading(1, t("H"), anchor("h"), "")
    items = List((bullet(Paragraph(t("item"))),))
    plain_table, box = table(row("a"), name="a"), Box((), (Paragraph(t("p")),))
    found = shapes(heading, plain_table, items, box, Paragraph(t("p")), plain_table, box)
    assert styles_of(found) == [
        "Heading1", "TableText", "ListBullet", "BodyText", "BodyText", "TableText", "TableGap",
        "BodyText", "TableGap",
    ]  # fmt: skip
    body = twentieths(PLAIN.body.space_after)
    under_heading = twentieths(max(PLAIN.body.space_after, PLAIN.headings[0].space_after))
    white = [value(child(p, "pPr", "spacing"), "after") for p in found.body.iter(W + "p")]
    assert [w for w in white if w] == [str(under_heading), str(body), str(body)]


def test_what_introduces_a_table_stays_with_it() -> None:
    found = shapes(Paragraph(t("As follows:")), table(row("a"), name="a"), Paragraph(t("end")))
    kept = [style(p) for p in found.body.iter(W + "p") if child(p, "pPr", "keepNext") is not None]
    assert kept == ["BodyText"]


def test_a_heading_stays_with_the_table_below_it() -> None:
    heading = Heading(1, t("H"), anchor("h"), "")
    found = shapes(heading, table(row("a"), name="a"), Paragraph(t("end")))
    kept = [style(p) for p in found.body.iter(W + "p") if child(p, "pPr", "keepNext") is not None]
    assert kept == []  # the style of headings keeps them with what comes next


def test_the_first_paragraph_of_a_box_keeps_nothing_together() -> None:
    # Word and LibreOffice would keep the box as a whole together, however long it is.
    items = List((bullet(Paragraph(t("item"))),))
    found = shapes(Box((), (Paragraph(t("These:")), items, Paragraph(t("Those:")), items)))
    kept = [text(p) for p in found.body.iter(W + "p") if child(p, "pPr", "keepNext") is not None]
    assert kept == ["Those:"]


def test_an_item_that_begins_with_a_table_keeps_its_number() -> None:
    items = List((bullet(table(row("a"), name="a")), bullet(), bullet(Paragraph(t("x")))), True)
    labels = [label for _, label, _ in labelled(shapes(items)) if label]
    assert labels == ["1.", "2.", "3."]


# --- widths ---------------------------------------------------------------------------


def widths(*texts: tuple[str, ...], width: int = 8000) -> list[int]:
    made = tuple(row(*one_row) for one_row in texts)
    return column_widths(table(*made, name="x"), width, 10, 100)


def test_widths_fill_the_text_and_follow_the_words() -> None:
    found = widths(("No.", SENTENCE, "Implemented"), ("1", SENTENCE, "–"))
    assert sum(found) == 8000
    assert found[1] > found[2] > found[0] > 0
    for column, word in ((2, "Implemented"), (0, "No.")):
        assert found[column] >= measure(t(word))[0] * 200 + 200


def test_the_rows_of_a_short_table_are_not_torn_apart() -> None:
    assert sum(widths(("2023", "14"))) == 4000
    assert sum(widths(("a" * 14, "b" * 14))) < 8000
    assert sum(widths(("a" * 20, "b" * 20))) == 8000


@pytest.mark.parametrize(
    ("number", "text", "whole"), [(12, "a", True), (13, "a", False), (2, "long " * 500, False)]
)
def test_a_small_table_stays_on_one_page(number: int, text: str, whole: bool) -> None:
    found = shapes(table(*(row(text) for _ in range(number))))
    kept = [r.find(f"{W}tc/{W}p/{W}pPr/{W}keepNext") is not None for r in rows(tables(found)[0])]
    assert kept == [whole] * (number - 1) + [False]


def test_no_address_takes_the_room_of_the_others() -> None:
    found = widths(("https://example.org/" + "x" * 300, "Participation", "Protection"))
    assert sum(found) == 8000
    assert min(found[1:]) > 1000


def test_many_columns_share_what_there_is() -> None:
    found = widths(tuple("Participation" for _ in range(12)), width=6000)
    assert sum(found) == 6000
    assert max(found) - min(found) <= 1


def test_spans_and_scripts_are_measured() -> None:
    over = Table(
        (Cell(t("Incomprehensibilities"), 2), Cell(())), (row("a", "b", SENTENCE),), ("",) * 3, ""
    )
    found = column_widths(over, 8000, 10, 100)
    assert found[0] + found[1] >= measure(t("Incomprehensibilities"))[0] * 200 + 200
    assert measure(t("委员会"))[0] == 1.0 and measure(t("委员会"))[1] == 3.0
    assert measure((*t("ab"), LineBreak(), *t("abcd")))[1] == measure(t("abcd"))[1]


# --- keys and values ------------------------------------------------------------------


def test_every_value_has_a_paragraph_of_its_own() -> None:
    found = read(document())
    keys = next(one for one in tables(found) if mark(one, "tblPr", "tblStyle") == "KeysandValues")
    assert value(child(keys, "tblPr", "tblLook"), "firstColumn") == "1"
    cells = [[[text(p) for p in cell] for cell in line.findall(W + "tc")] for line in rows(keys)]
    assert [[list(c[1:]) for c in line] for line in cells] == [
        [["State"], ["Exampleland"]],
        [["Reports"], ["NGOs: two", "NHRI: none"]],
        [["Additional comments"], [""]],
        [["Due"], [""]],
    ]
    assert sum(grid(keys)) == TEXT
    assert grid(keys)[0] <= TEXT // 3


def test_no_keys_are_nothing() -> None:
    assert tables(shapes(KeyValue(()))) == []


# --- pictures -------------------------------------------------------------------------


def extents(found: Read) -> list[tuple[int, int]]:
    return [
        (int(node.get("cx", "")), int(node.get("cy", "")))
        for node in found.body.iter(DRAWING + "extent")
    ]


def test_a_picture_is_a_share_of_the_width_in_its_own_proportion() -> None:
    ((across, down),) = extents(read(document()))
    assert across == round(TEXT / 2 * 635)
    assert down == pytest.approx(across * 40 / 64, abs=1)


def test_no_picture_is_higher_than_the_page() -> None:
    ((across, down),) = extents(shapes(Figure(png(10, 400), "A column", anchor("f"))))
    assert down < (16838 - 1531 - 1417) * 635
    assert across == pytest.approx(down / 40, abs=1)


def test_a_picture_is_described_and_its_file_not_named() -> None:
    found = read(document())
    (properties,) = found.body.iter(DRAWING + "docPr")
    assert dict(properties.attrib) == {"id": "1", "name": "Picture 1", "descr": "A blue field"}
    assert [style(p) for p in found.body.iter(W + "p") if p.find(f".//{W}drawing") is not None] == [
        "Figure"
    ]


def test_the_same_picture_is_stored_once_as_it_is() -> None:
    jpeg = Image(b"\xff\xd8\xff bytes", "image/jpeg", 3, 2)
    pictures = [png(8, 8), jpeg, png(8, 8), png(8, 8, (1, 2, 3)), replace(jpeg, width=6)]
    found = shapes(*(Figure(one, f"No. {n}", "") for n, one in enumerate(pictures)))
    media = [name for name in found.names if name.startswith("word/media/")]
    assert media == [f"word/media/image{n}" for n in ("1.png", "2.jpeg", "3.png")]
    assert found.blobs["word/media/image1.png"] == pictures[0].data
    assert found.blobs["word/media/image2.jpeg"] == jpeg.data
    ids = [node.get("id") for node in found.body.iter(DRAWING + "docPr")]
    assert ids == ["1", "2", "3", "4", "5"]


def test_the_words_under_a_picture_stay_with_it() -> None:
    picture = Figure(png(8, 8), "x", anchor("f"))
    found = shapes(picture, Paragraph(t("Source")), picture, Paragraph(t("next"), "", 1))
    kept = [p for p in found.body.iter(W + "p") if child(p, "pPr", "keepNext") is not None]
    assert [style(p) for p in kept] == ["Figure"]


def test_signs_in_the_description_are_escaped() -> None:
    found = shapes(Figure(png(8, 8), 'a "b" <c>\n& d', anchor("f")))
    (properties,) = found.body.iter(DRAWING + "docPr")
    assert properties.get("descr") == 'a "b" <c> & d'


# --- boxes ----------------------------------------------------------------------------


def test_a_box_is_a_frame_with_a_title_that_is_repeated() -> None:
    found = shapes(Box(t("Title"), (Paragraph(t("text")), List((bullet(Paragraph(t("item"))),)))))
    (box,) = tables(found)
    assert mark(box, "tblPr", "tblStyle") == "Box"
    title, content = rows(box)
    assert child(title, "trPr", "tblHeader") is not None
    assert child(content, "trPr") is None  # a box may run over pages
    assert [style(p) for p in box.iter(W + "p")] == ["BoxTitle", "BodyText", "ListBullet"]
    (untitled,) = tables(shapes(Box((), (Paragraph(t("text")),))))
    assert len(rows(untitled)) == 1


def test_boxes_stand_where_the_text_around_them_does() -> None:
    box = Box((), (Paragraph(t("in")), table(row(SENTENCE, SENTENCE), name="n")))
    items = List((bullet(Paragraph(t("item")), box),))
    found = shapes(Paragraph(t("p"), "", 1), box, items, Quote((box,)))
    boxes = [one for one in tables(found) if mark(one, "tblPr", "tblStyle") == "Box"]
    step = round(PLAIN.lists.indent * 1440 / 25.4)
    quote = round(PLAIN.quote.indent * 1440 / 25.4)
    places = [(int(value(child(b, "tblPr", "tblInd"), "w")), sum(grid(b))) for b in boxes]
    assert places == [
        (INDENT, TEXT - INDENT),
        (pytest.approx(INDENT + step, abs=1), pytest.approx(TEXT - INDENT - step, abs=1)),
        (pytest.approx(INDENT + quote, abs=1), pytest.approx(TEXT - INDENT - 2 * quote, abs=1)),
    ]
    for outer in boxes:
        (inner,) = list(outer.iter(W + "tbl"))[1:]
        assert child(inner, "tblPr", "tblInd") is None
        assert sum(grid(inner)) < sum(grid(outer))


def test_numbers_go_on_through_a_box() -> None:
    found = shapes(
        Paragraph(t("a"), "", 1), Box((), (Paragraph(t("b"), "", 2),)), Paragraph(t("c"), "", 3)
    )
    assert [label for _, label, _ in labelled(found) if label] == ["1.", "2.", "3."]


# --- directions -----------------------------------------------------------------------


def test_tables_run_from_right_to_left_where_the_text_does() -> None:
    first, keys, box, english = tables(read(arabic_shapes()))
    for one_table in (first, keys, box):
        assert child(one_table, "tblPr", "bidiVisual") is not None
        assert child(one_table, "tblPr", "tblInd") is None
        assert sum(grid(one_table)) == TEXT
    assert child(english, "tblPr", "bidiVisual") is None
    assert all(mark(p, "pPr", "bidi") == "0" for p in english.iter(W + "p"))
    # Word's left is the leading side.
    line = rows(first)[1]
    assert [mark(cell, "p", "pPr", "jc") for cell in line.findall(W + "tc")] == [
        "", "right", "left",
    ]  # fmt: skip


def test_a_block_from_right_to_left_has_such_tables() -> None:
    visual = [
        one for one in tables(read(shaped())) if child(one, "tblPr", "bidiVisual") is not None
    ]
    assert len(visual) == 2
    for paragraph in visual[0].iter(W + "p"):
        assert child(paragraph, "pPr", "bidi") is not None


def test_shapes_are_the_same_bytes_again() -> None:
    made = {hashlib.sha256(write(shaped(), PLAIN)).hexdigest() for _ in range(2)}
    assert len(made) == 1


@pytest.mark.parametrize("href", ["javascript:alert(1)", "file:///etc/passwd", "//example.org", ""])
def test_a_link_of_another_scheme_prints_its_text_only(href: str) -> None:
    found = shapes(Paragraph((Link(href, (Text("the text"),)),), "", None))
    assert not list(found.body.iter(W + "hyperlink"))
    assert "the text" in "".join(found.body.itertext())
