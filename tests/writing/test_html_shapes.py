"""Tables, terms with values, pictures and boxes in the HTML file."""

from __future__ import annotations

import base64
from dataclasses import replace
from io import BytesIO

import lxml.html
import pytest
from PIL import Image as Pillow
from test_pdf_documents import document, mark, note, numbered, section, shaped_document, words_of

import samples
from shadowkit.model.document import (
    Block,
    Box,
    Cell,
    Document,
    Figure,
    Image,
    Item,
    KeyValue,
    List,
    Paragraph,
    Quote,
    Shape,
    Table,
    anchor,
)
from shadowkit.model.inline import Emphasis, Inlines, Link, Reference, Text
from shadowkit.reading.looks import shipped_look
from shadowkit.writing.html import write
from shadowkit.writing.html.body import Body
from shadowkit.writing.html.inlines import JOINER
from shadowkit.writing.html.pictures import MOST_PIXELS_ACROSS, PictureError, data_address
from shadowkit.writing.html.tables import SMALL

LOOK = shipped_look("plain")
SECRET = b"taken at 55.75, 37.61 by a friend"


def t(text: str) -> Inlines:
    return (Text(text),)


def row(*texts: str) -> tuple[Cell, ...]:
    return tuple(Cell(t(text)) for text in texts)


def table(*rows: tuple[Cell, ...], header: tuple[Cell, ...] = (), caption: str = "") -> Table:
    columns = sum(cell.span for cell in (header or rows[0]))
    label = "Table 1" if caption else ""
    return Table(header, rows, ("",) * columns, anchor("t"), (), label, t(caption))


def page(*shapes: Shape, **fields: object) -> lxml.html.HtmlElement:
    made = document([section("One", numbered(1, t("Text."), *shapes))])
    made = replace(made, **fields)  # type: ignore[arg-type]
    return lxml.html.document_fromstring(write(made, LOOK).decode("utf-8"))


def picture(kind: str = "PNG", mode: str = "RGB", size: tuple[int, int] = (40, 20)) -> Image:
    """A picture with something beside its pixels."""
    made = Pillow.new(mode, size)
    written = BytesIO()
    exif = Pillow.Exif()
    exif[0x010E] = SECRET.decode()
    made.save(written, format=kind, exif=exif)
    return Image(written.getvalue(), f"image/{kind.lower()}", *size)  # type: ignore[arg-type]


def decoded(address: str) -> bytes:
    return base64.b64decode(address.partition(",")[2])


# --- tables -----------------------------------------------------------------------------


def test_table_says_what_heads_what() -> None:
    made = samples.document()
    tree = lxml.html.document_fromstring(write(made, LOOK).decode("utf-8"))
    first, second = tree.xpath("//table")
    assert first.xpath("caption")[0].text_content().startswith("Table 1. Children reached")
    assert [(th.get("scope"), th.get("colspan")) for th in first.xpath("thead/tr/th")] == [
        ("col", None),
        ("colgroup", "2"),
    ]
    assert [row.xpath("th/@scope") for row in first.xpath("tbody/tr")] == [["row"]] * 3
    assert second.xpath("caption")[0].text_content() == "Table 2"
    assert not second.xpath(".//th|thead")
    assert first.get("id") == anchor("figures-table")
    assert tree.xpath(f"//a[@href='#{anchor('figures-table')}']/text()") == ["1"]


def test_alignment_is_a_class() -> None:
    shape = replace(table(row("a", "b", "c")), alignments=("left", "center", "right"))
    found = page(shape).xpath("//td")
    assert [cell.get("class") for cell in found] == ["at-left", "at-center", "at-right"]
    assert not page(shape).xpath("//table//@style")


def test_table_without_caption_header_or_rows() -> None:
    assert not page(table(row("a"))).xpath("//caption|//thead|//th")
    empty = Table((), (), (), anchor("t"))
    assert len(page(empty).xpath("//table/*")) == 0


def test_small_tables_are_kept_together_unless_they_hold_notes() -> None:
    small = table(*(row("a", "b") for _ in range(SMALL)))
    assert "small" in page(small).xpath("//table/@class")[0]
    for other in (
        table(*(row("a", "b") for _ in range(SMALL + 1))),
        table(row("word " * 100)),
        table((Cell((Emphasis("bold", (mark(1),)),)),)),
    ):
        assert "small" not in page(other).xpath("//table/@class")[0]


def test_long_words_may_break_in_a_table_too_narrow_for_them() -> None:
    words = ["Donaudampfschiffahrtsgesellschaft"] * 4
    address = "https://example.org/" + "x" * 90
    link = Link(address, t(address))
    for cells, tight in ((row(*words), True), (row(address), True), ((Cell((link,)),), False)):
        names = page(table(cells)).xpath("//table/@class")[0].split()
        assert ("tight" in names) is tight


# --- terms ------------------------------------------------------------------------------


def test_terms_and_values() -> None:
    shape = KeyValue(
        ((t("State"), (t("Exampleland"),)), (t("Two"), (t("a"), t("b"))), (t("None"), ()))
    )
    (found,) = page(shape).xpath("//dl")
    groups = [[part.tag for part in group] for group in found.xpath("div")]
    assert groups == [["dt", "dd"]] * 3
    assert [dd.text_content() for dd in found.xpath(".//dd")] == ["Exampleland", "ab", ""]
    assert [p.text for p in found.xpath(".//dd/p")] == ["a", "b"]


# --- pictures ---------------------------------------------------------------------------


def test_picture_stands_in_the_file_without_its_name() -> None:
    figure = Figure(picture(), "A  “map” & more\n<b>", anchor("f"), 0.5)
    (found,) = page(figure).xpath("//figure")
    (image,) = found
    assert found.get("id") == anchor("f")
    assert image.get("alt") == "A “map” & more <b>"
    assert image.get("style") == "width: 50%"
    assert set(image.attrib) == {"alt", "style", "src"}
    with Pillow.open(BytesIO(decoded(image.get("src")))) as shown:
        assert (shown.format, shown.size) == ("PNG", (40, 20))


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_nothing_but_pixels_is_written(kind: str) -> None:
    made = picture(kind)
    assert SECRET in made.data
    written = decoded(data_address(made))
    assert SECRET not in written
    with Pillow.open(BytesIO(written)) as shown:
        assert not shown.getexif()
        assert not set(shown.info) - {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_picture_taken_upright_stands_upright() -> None:
    written = BytesIO()
    exif = Pillow.Exif()
    exif[0x0112] = 6
    Pillow.new("RGB", (40, 20)).save(written, format="JPEG", exif=exif)
    address = data_address(Image(written.getvalue(), "image/jpeg", 40, 20))
    with Pillow.open(BytesIO(decoded(address))) as shown:
        assert shown.size == (20, 40)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_becomes_grey_or_coloured(mode: str) -> None:
    written = BytesIO()
    colour = {"I;16": 0x8080, "LA": (128, 0), "RGBA": (9, 9, 9, 0)}.get(mode, 1)
    Pillow.new(mode, (4, 4), colour).save(written, format="PNG")
    address = data_address(Image(written.getvalue(), "image/png", 4, 4))
    with Pillow.open(BytesIO(decoded(address))) as shown:
        assert shown.mode in ("L", "RGB")
        if mode == "I;16":
            assert shown.getpixel((0, 0)) == 0x80
        if mode.endswith("A"):
            # What is transparent is white, as paper is.
            assert shown.convert("L").getpixel((0, 0)) == 255


def test_colours_of_printers_become_those_of_screens() -> None:
    written = BytesIO()
    Pillow.new("CMYK", (4, 4)).save(written, format="JPEG")
    address = data_address(Image(written.getvalue(), "image/jpeg", 4, 4))
    with Pillow.open(BytesIO(decoded(address))) as shown:
        assert shown.mode == "RGB"


def test_huge_picture_is_made_smaller() -> None:
    address = data_address(picture("PNG", "L", (MOST_PIXELS_ACROSS * 2, 10)))
    with Pillow.open(BytesIO(decoded(address))) as shown:
        assert shown.size == (MOST_PIXELS_ACROSS, 5)


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"GIF89a"])
def test_broken_picture_prints_its_words(data: bytes) -> None:
    broken = Image(data, "image/png", 4, 4)
    with pytest.raises(PictureError):
        data_address(broken)
    (image,) = page(Figure(broken, "A map", anchor("f"))).xpath("//img")
    assert dict(image.attrib) == {"alt": "A map"}


# --- boxes ------------------------------------------------------------------------------


def test_box_is_named_by_its_title() -> None:
    tree = page(Box(t("First"), (Paragraph(t("a")),)), Box((), (Paragraph(t("b")),)))
    named, nameless = tree.xpath("//aside")
    title = tree.get_element_by_id(named.get("aria-labelledby"))
    assert title.text == "First" and title.getparent() is named
    assert nameless.get("aria-labelledby") is None


def nested() -> Document:
    """Every shape within others, with notes wherever they may stand."""
    inner = Table(
        (Cell((*t("Head"), mark(4))), Cell(())),
        (
            (Cell((*t("Cell"), mark(5), mark(6))), Cell(t("right"))),
            (Cell((*t("Wide"), mark(7)), 2),),
        ),
        ("", "right"),
        anchor("inner"),
        (1,),
        "Table 1",
        (*t("Inside"), mark(3)),
    )
    keys = KeyValue(((t("Key"), ((*t("Value"), mark(8)), t("Second"))), (t("Open"), ((),))))
    item = Item((Paragraph(t("Item")), inner, List((Item((Paragraph(t("Deep")),)),)), keys))
    figure = Figure(picture(), "A black field", anchor("figure"), 0.3)
    box = Box((*t("Title"), mark(1)), (Paragraph((*t("In box"), mark(2))), List((item,)), figure))
    quoted = Quote((Paragraph(t("Quoted")), Box(t("Inner box"), (Paragraph(t("Words")),))))
    see = (Text("See table "), Reference(anchor("inner"), "1", "table"))
    lone = Block(anchor("alone"), (table(row("Lonely", "table")),))
    return document(
        [section("One", numbered(1, see, box, quoted), lone)],
        [note(number, f"Note {number} here.") for number in range(1, 9)],
    )


def test_shapes_within_shapes_have_the_text_of_the_document() -> None:
    for made in (samples.document(), nested(), shaped_document(5)):
        tree = lxml.html.document_fromstring(write(made, LOOK).decode("utf-8"))
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids))
        assert {href[1:] for href in tree.xpath("//@href") if href.startswith("#")} <= set(ids)
        extras = "//sup[@class='mark']|//span[@class='no']|//*[@role='doc-backlink']"
        headings = "//main//h2|//main//h3|//section[@role='doc-endnotes']/h2"
        for extra in tree.xpath(f"{extras}|{headings}|//header|//a[@class='skip']"):
            extra.drop_tree()
        words = "".join(tree.body.text_content().split())
        assert words == "".join(words_of(made))


@pytest.mark.parametrize("late", [False, True])
def test_print_flavour_of_shapes_has_the_text_of_the_screen(late: bool) -> None:
    for made in (nested(), shaped_document(5)):
        screen = lxml.html.fromstring(Body(made).main())
        body = Body(made, printed=True, late_notes=late)
        printed = lxml.html.fromstring(body.main())
        assert body.notes_in_tables
        notes = printed.xpath("//span[contains(concat(' ', @class, ' '), ' fn ')]")
        assert {n.get("id") or n.get("data-of") for n in notes} == {n.anchor for n in made.notes}
        within = [n for n in notes if n.xpath("ancestor::table or ancestor::dl")]
        assert not within if late else within
        for element in (*notes, *printed.xpath("//p[@class='late']")):
            element.drop_tree()
        assert "".join(printed.text_content().replace(JOINER, "").split()) == "".join(
            screen.text_content().split()
        )
