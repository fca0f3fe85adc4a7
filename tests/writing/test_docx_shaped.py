"""Documents of tables, boxes and pictures in every place, for the tests of the Word writer.

Named like a test for the import path; it holds none.
"""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

from PIL import Image as Pillow

from samples import bullet, document, png, row, t
from shadowkit.model.document import (
    Block,
    Box,
    Cell,
    Document,
    Figure,
    Heading,
    Image,
    Item,
    KeyValue,
    List,
    Note,
    Paragraph,
    Quote,
    Section,
    Shape,
    Table,
    Wordings,
    anchor,
)
from shadowkit.model.inline import NoteMark, Reference, Span, Text

STATUS = (
    "The National Action Plan for 2021–2025 names the exploitation of children in "
    "prostitution, and gives neither a budget nor a body that answers for it."
)


def jpeg(width: int, height: int) -> Image:
    data = BytesIO()
    Pillow.new("RGB", (width, height), "navy").save(data, "JPEG")
    return Image(data.getvalue(), "image/jpeg", width, height)


JPEG = jpeg(300, 900)


def table(
    *rows: tuple[Cell, ...],
    header: tuple[Cell, ...] = (),
    label: str = "",
    name: str = "",
    columns: int = 0,
    header_columns: tuple[int, ...] = (),
) -> Table:
    columns = columns or len((*rows, header)[0])
    caption = t(f"Caption of {label}") if label else ()
    return Table(header, rows, ("",) * columns, anchor(name), header_columns, label, caption)


def recommendations(rows: int) -> Table:
    """A table that runs over pages, with columns of very different text."""
    made = tuple(
        (
            Cell(t(f"{n}")),
            Cell(t("Adopt a national plan against the sexual exploitation of children.")),
            Cell(t(STATUS)),
            Cell(t("Partly")),
        )
        for n in range(1, rows + 1)
    )
    header = row("No.", "Recommendation", "State of implementation", "Assessment")
    return Table(header, made, ("right", "", "", "center"), anchor("long"), (1,), "Table 3",
                 t("Earlier recommendations and what became of them"))  # fmt: skip


def shaped() -> Document:
    """Every shape in every other one, next to every other one, first and last."""
    mark = NoteMark(1, anchor("n1"))
    small = table(row("a", "b"), row("c", "d"), name="small")
    keys = KeyValue(((t("Key"), (t("value"),)), (t("Another"), ((), t("second value")))))
    picture = Figure(png(30, 20), "A field", anchor("picture"), 0.4)
    tall = Figure(JPEG, "A tall picture: as high as the page", anchor("tall"))
    box = Box((), (Paragraph(t("A box without a title.")),))
    items = List(
        (
            bullet(Paragraph(t("with a table")), table(row("in", "item"), name="in-item")),
            Item((table(row("only", "a table"), name="only"),)),
            bullet(Paragraph(t("with a box")), Box(t("Box"), (Paragraph(t("text")), picture))),
            bullet(Paragraph(t("with keys")), keys, Paragraph(t("after the keys"))),
            Item(()),
            bullet(Paragraph(t("last"))),
        ),
        True,
    )
    deep: Shape = table(row("deep", "inside"), label="Table 2", name="deep")
    for depth in range(8, 0, -1):
        deep = List((bullet(Paragraph(t(f"level {depth}")), deep),))
    one = anchor("one")
    blocks = (
        Block(anchor("first"), (table(row("first", "shape"), name="first"),)),
        Block(anchor("second"), (small, table(header=row("only", "a header"), name="second"))),
        Block(anchor("third"), (box, box, keys, keys, picture, tall, picture)),
        Block(
            one,
            (
                Paragraph((*t("A numbered paragraph introduces:"), mark), one, 1),
                table(row("x", "y"), header=row("X", "Y"), name="under", header_columns=(2,)),
                Paragraph(t("It goes on, see "), ""),
                keys,
                picture,
                Box(
                    t("In a paragraph"),
                    (
                        Paragraph(
                            (
                                Text("A box with tables "),
                                Reference(anchor("boxed"), "1", "table"),
                                Text(" and "),
                                Reference(anchor("deep"), "2", "table"),
                                Text("."),
                            )
                        ),
                        Quote((Paragraph(t("quoted in a box")), keys)),
                        Box(t("Box in box"), (small, List((bullet(Paragraph(t("item"))),)))),
                        table(
                            row("", ""),
                            header=(Cell(t("Over both"), 2),),
                            label="Table 1",
                            name="boxed",
                            columns=2,
                        ),
                    ),
                ),
                items,
                Quote((Paragraph(t("A quotation with")), small, picture, box)),
            ),
        ),
        Block(anchor("two"), (Paragraph(t("A second paragraph."), anchor("two"), 2), deep)),
        Block(
            anchor("long-block"),
            (
                Heading(1, t("A long table"), anchor("long-heading")),
                recommendations(14),
                Paragraph(t("What follows the table.")),
            ),
        ),
        Block(
            anchor("wide"),
            (
                table(
                    row(*(f"Column {n}" for n in range(8))),
                    row(
                        "CRC",
                        "–",
                        "2nd",
                        "20 March 2012",
                        "CRC/C/RUS/4-5",
                        "31 January 2014",
                        "https://tbinternet.ohchr.org/_layouts/15/treatybodyexternal/Down.aspx",
                        "5",
                    ),
                    label="Table 4",
                    name="wide",
                    header_columns=(1, 2),
                ),
                KeyValue(((t("A term of very many words, which runs on"), (t(STATUS),)),)),
            ),
        ),
        Block(
            anchor("zh"),
            (
                Box(
                    t("委员会"),
                    (
                        table(
                            row("委员会关切地注意到，“定义”仍不完整。", "二〇二四年"),
                            header=row("意见", "年份"),
                            name="zh-table",
                        ),
                    ),
                ),
            ),
            language="zh",
        ),
        Block(
            anchor("ar"),
            (
                table(row("الطفل", "1,204"), header=row("الحق", "العدد"), name="ar-table"),
                keys,
            ),
            language="ar",
        ),
        Block(anchor("empty"), (Box((), ()), KeyValue(()), table(columns=3))),
        Block(anchor("last"), (small,)),
    )
    return replace(
        document(),
        cover=(),
        sections=(Section("s", None, blocks),),
        notes=(Note(1, mark.anchor, (t("A note."),)),),
    )


def arabic_shapes() -> Document:
    """Shapes in a document that runs from right to left."""
    one = anchor("one")
    mark = NoteMark(1, anchor("n1"))
    counted = Table(
        row("الحق", "عدد الأطفال", "المصدر"),
        (row("الحماية", "1,204", "CRC/C/RUS/CO/8"), row("المشاركة", "98", "A/HRC/44/22")),
        ("", "left", "right"),
        anchor("t"),
        (1,),
        "الجدول 1",
        (*t("عدد الأطفال بحسب الحق"), mark),
    )
    blocks = (
        Block(
            one,
            (
                Paragraph(
                    (Text("انظر الجدول "), Reference(anchor("t"), "1", "table"), Text(".")), one, 1
                ),
                counted,
                KeyValue(((t("الدولة"), (t("روسيا"),)), (t("التقارير"), (t("اثنان"), t("CRC"))))),
                Figure(png(60, 30), "صورة", anchor("f"), 0.5),
            ),
        ),
        Block(
            anchor("box"),
            (
                Box(
                    t("ممارسة واعدة"),
                    (
                        Paragraph(t("كتب الأطفال التقرير.")),
                        List((bullet(Paragraph(t("في المدارس"))),)),
                    ),
                ),
            ),
        ),
        Block(
            anchor("en"),
            (
                table(row("left", "right"), header=row("First", "Second"), name="en"),
                Paragraph((Span(t("In English.")),)),
            ),
            language="en",
        ),
    )
    return replace(
        document(),
        language="ar",
        direction="rtl",
        cover=(),
        sections=(Section("s", Heading(1, t("الأشكال"), anchor("h")), blocks),),
        notes=(Note(1, mark.anchor, (t("حاشية."),)),),
        wordings=Wordings("صفحة {page} من {pages}", "مسودة", "الحواشي", "عودة إلى النص"),
    )
