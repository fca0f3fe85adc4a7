"""A small resolved document with one of everything a writer prints."""

from __future__ import annotations

import struct
import zlib

from shadowkit.model.document import (
    Block,
    Box,
    Cell,
    CoverLine,
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
    anchor,
)
from shadowkit.model.inline import (
    Emphasis,
    Inlines,
    LineBreak,
    Link,
    NoteMark,
    Reference,
    Span,
    Text,
)


def t(*texts: str) -> Inlines:
    return tuple(Text(text) for text in texts)


def bullet(*shapes: Shape) -> Item:
    return Item(shapes)


def row(*texts: str) -> tuple[Cell, ...]:
    return tuple(Cell(t(text) if text else ()) for text in texts)


def png(width: int, height: int, colour: tuple[int, int, int] = (31, 58, 95)) -> Image:
    """A picture of one colour with a lighter band across it."""

    def chunk(name: bytes, data: bytes) -> bytes:
        whole = name + data
        return struct.pack(">I", len(data)) + whole + struct.pack(">I", zlib.crc32(whole))

    band = tuple(128 + value // 2 for value in colour)
    lines = (
        b"\0" + bytes(band if height // 3 <= y < height // 2 else colour) * width
        for y in range(height)
    )
    data = b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
            chunk(b"IDAT", zlib.compress(b"".join(lines))),
            chunk(b"IEND", b""),
        )
    )
    return Image(data, "image/png", width, height)


def shapes(five: str, marks: list[NoteMark]) -> Section:
    """A table, keys with values, a picture and a box; `marks` are those of three notes."""
    first, second = anchor("figures-table"), anchor("box-table")
    table = Table(
        (Cell(t("Right")), Cell((*t("Children reached"), marks[1]), 2)),
        (
            (Cell(t("Protection")), Cell(t("1,204")), Cell(t("98.5"))),
            (
                Cell((Span(t("Participation"), anchor("in-cell")),)),
                Cell((Reference(five, "5", "paragraph"),)),
                Cell((Link("https://example.org/table", t("7.25")), Emphasis("italic", t(" e")))),
            ),
            row("Recovery and reintegration", "", "–"),
        ),
        ("", "center", "right"),
        first,
        (1,),
        "Table 1",
        (Text("Children reached, by right"), marks[0]),
    )
    nested = Table((), (row("2023", "14"), row("2024", "15")), ("", "right"), second, (), "Table 2")
    return Section(
        "shapes",
        Heading(1, t("Other shapes"), anchor("shapes")),
        (
            Block(
                five,
                (
                    Paragraph(
                        (
                            Text("The figures stand in tables "),
                            Reference(first, "1", "table"),
                            Text(" and "),
                            Reference(second, "2", "table"),
                            Text("."),
                        ),
                        five,
                        5,
                    ),
                    table,
                ),
            ),
            Block(
                anchor("head"),
                (
                    KeyValue(
                        (
                            (t("State"), (t("Exampleland"),)),
                            (t("Reports"), (t("NGOs: two"), (*t("NHRI: none"), marks[2]))),
                            (t("Additional comments"), ((),)),
                            (t("Due"), ()),
                        )
                    ),
                ),
            ),
            Block(
                anchor("figure"),
                (
                    Figure(png(64, 40), "A blue field", anchor("figure-1"), 0.5),
                    Paragraph(t("Source: the national office of statistics.")),
                ),
            ),
            Block(
                anchor("practice"),
                (
                    Box(
                        t("A promising practice"),
                        (
                            Paragraph(t("Children wrote the report:")),
                            List((bullet(Paragraph(t("in schools"))),)),
                            nested,
                        ),
                    ),
                ),
            ),
        ),
    )


def document() -> Document:
    a, b, c, d, e = (anchor(name) for name in ("one", "two", "three", "four", "five"))
    marks = [NoteMark(n, anchor(f"note-{n}")) for n in range(1, 9)]
    first = Section(
        "context",
        Heading(1, t("Context & scope"), anchor("context")),
        (
            Block(
                a,
                (
                    Paragraph(
                        (
                            Text("The State ratified the "),
                            Emphasis("italic", t("Optional Protocol")),
                            Text(" in 2013,"),
                            marks[0],
                            marks[1],
                            Text(" on the 2"),
                            Emphasis("superscript", t("nd")),
                            Text(" of the month; see "),
                            Link("https://example.org/a?b=1&c=2", t("the register")),
                            Text(" <and> paras. "),
                            Reference(b, "2", "paragraph"),
                            Text("–"),
                            Reference(d, "4", "paragraph"),
                            Text("."),
                        ),
                        a,
                        1,
                    ),
                ),
            ),
            Section(
                "",
                Heading(2, t("A sub-heading"), anchor("sub")),
                (
                    Block(
                        b,
                        (
                            Paragraph((*t("Two gaps remain:"), marks[2]), b, 2),
                            List(
                                (
                                    bullet(
                                        Paragraph(
                                            (
                                                Span(t("No definition in law."), anchor("gap-1")),
                                                marks[3],
                                            )
                                        ),
                                        List((bullet(Paragraph(t("nested item"))),)),
                                    ),
                                    bullet(Paragraph(t("Possession is no offence."))),
                                )
                            ),
                        ),
                    ),
                ),
            ),
        ),
    )
    second = Section(
        "more",
        Heading(1, t("Other languages"), anchor("more")),
        (
            Block(
                c,
                (
                    Paragraph(
                        (
                            Span(t("Комитет рекомендует государству"), language="ru"),
                            Text(" and "),
                            Span(t("اللجنة"), language="ar"),
                            LineBreak(),
                            Emphasis("bold", t("bold end")),
                            marks[4],
                            Text(" (see note "),
                            Reference(marks[2].anchor, "3", "note"),
                            Text(" and section "),
                            Reference(anchor("context"), "“Context & scope”", "heading"),
                            Text(")."),
                        ),
                        c,
                        3,
                    ),
                ),
            ),
            Block(
                d,
                (
                    Paragraph(t("The fourth paragraph."), d, 4),
                    Quote((Paragraph(t("Quoted words.")),)),
                    List((bullet(Paragraph(t("first"))), bullet(Paragraph(t("second")))), True),
                ),
            ),
        ),
    )
    asked = Section(
        "recommendations",
        Heading(1, t("Recommendations"), anchor("recommendations")),
        (
            Section(
                "",
                Heading(
                    2,
                    (Text("Law (para. "), Reference(b, "2", "paragraph"), Text(")")),
                    anchor("theme-law"),
                ),
                (Block(anchor("rec"), (List((bullet(Paragraph(t("Define the offence."))),)),)),),
            ),
        ),
    )
    return Document(
        submission="upr-joint",
        language="en",
        direction="ltr",
        title="Sexual exploitation of children in Exampleland",
        short_title="Sexual exploitation of children",
        subject="Joint stakeholder submission, Universal Periodic Review",
        date="2017-10-05",
        cover=(
            CoverLine("series", t("Joint stakeholder submission")),
            CoverLine("title", t("Sexual exploitation of children in Exampleland")),
            CoverLine("subtitle", t("Universal Periodic Review, 30th session")),
            CoverLine("label", t("Submitted by")),
            CoverLine("submitter", t("Example Coalition for Children (ECC)")),
            CoverLine("detail", t("Works for children since 1998.")),
            CoverLine("submitter", t("Example Foundation")),
            CoverLine("date", t("5 October 2017")),
            CoverLine("notice", t("This is an example.")),
        ),
        sections=(first, second, shapes(e, marks[5:]), asked),
        notes=tuple(
            Note(n, mark.anchor, paragraphs)
            for n, (mark, paragraphs) in enumerate(
                zip(
                    marks,
                    [
                        (t("First note."),),
                        ((Emphasis("italic", t("Second")), Text(" note, para. 5.")),),
                        ((Text("See "), Link("https://example.org", t("https://example.org"))),),
                        (t("Fourth note, first paragraph."), t("Its second paragraph.")),
                        ((Text("Fifth, see para. "), Reference(a, "1", "paragraph"), Text(".")),),
                        (t("A note to a caption."),),
                        (t("A note to a heading of columns."),),
                        (t("A note to a value."),),
                    ],
                    strict=True,
                ),
                1,
            )
        ),
    )
