"""Documents that the tests of the Word writer print, beside the common sample."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from test_docx_chinese import chinese
from test_docx_reading import Read
from test_docx_shaped import arabic_shapes, shaped

import followups
from samples import bullet, document, t
from shadowkit.model.document import (
    Block,
    CoverLine,
    Document,
    Heading,
    List,
    Note,
    Paragraph,
    Quote,
    Section,
    Shape,
    Wordings,
    anchor,
)
from shadowkit.model.inline import (
    Emphasis,
    Inline,
    Link,
    NoteMark,
    Reference,
    Span,
    Text,
)
from shadowkit.reading.looks import shipped_look
from shadowkit.writing.docx import write

SENTENCE = (
    "The Government has not published figures on the number of children who were identified "
    "as victims, and the bodies that keep them do not use the same definitions"
)


def numbered(paragraphs: int) -> Document:
    """Numbered paragraphs with 1.3 notes each, links, references, headings and lists."""
    notes: list[Note] = []

    def mark(number: int) -> NoteMark:
        name = anchor(f"note-{number}")
        link = f"https://example.org/source/{number % 97}?a=1&b={number % 7}"
        where = Reference(
            anchor(f"p{number % paragraphs + 1}"), str(number % paragraphs + 1), "paragraph"
        )
        notes.append(
            Note(
                number,
                name,
                (
                    (
                        Emphasis("italic", t("Report")),
                        Text(", para. "),
                        where,
                        Text(": "),
                        Link(link, t(link)),
                    ),
                ),
            )
        )
        return NoteMark(number, name)

    sections: list[Section] = []
    blocks: list[Block] = []
    for n in range(1, paragraphs + 1):
        name = anchor(f"p{n}")
        content: list[Inline] = [Text(f"{SENTENCE} ({n})."), mark(len(notes) + 1)]
        if n % 10 < 3:
            content.append(mark(len(notes) + 1))
        content += [
            Text(" See paras. "),
            Reference(anchor(f"p{n // 2 + 1}"), str(n // 2 + 1), "paragraph"),
            Text("–"),
            Reference(name, str(n), "paragraph"),
            Text("."),
        ]
        shapes: list[Paragraph | List] = [Paragraph(tuple(content), name, n)]
        if n % 12 == 5:
            span = Span(t(f"One gap ({n})."), anchor(f"gap-{n}"))
            shapes.append(List((bullet(Paragraph((span,))), bullet(Paragraph(t("Another."))))))
        blocks.append(Block(name, tuple(shapes)))
        if n % 15 == 0 or n == paragraphs:
            title = Heading(1, t(f"Chapter {n // 15}"), anchor(f"chapter-{n}"))
            sections.append(Section(f"chapter-{n}", title, tuple(blocks)))
            blocks = []
    return replace(document(), sections=tuple(sections), notes=tuple(notes))


def endnotes() -> Document:
    """The common sample with endnotes."""
    return replace(document(), note_placement="end")


def chapters() -> Document:
    """Numbered headings, every sort of list and quotation, references of every sort."""
    law, sub, body = anchor("law"), anchor("law-sub"), anchor("body")
    note = NoteMark(1, anchor("n1"))
    deep = List((bullet(Paragraph(t("fourth level"))),))
    for name in ("third level", "second level", "first level"):
        deep = List((bullet(Paragraph(t(name)), deep),))
    ordered = List(
        (
            bullet(
                Paragraph(t("first")),
                Paragraph(t("goes on")),
                List((bullet(Paragraph(t("inner a"))), bullet(Paragraph(t("inner b")))), True),
            ),
            bullet(Paragraph(t("second")), Quote((Paragraph(t("quoted in an item")),))),
        ),
        True,
    )
    return replace(
        document(),
        sections=(
            Section(
                "law",
                Heading(1, (Text("Legal frameworks"), note), law, "I"),
                (
                    Section(
                        "law-sub",
                        Heading(2, t("Definitions in national law"), sub, "I.1"),
                        (
                            Block(
                                body,
                                (
                                    Paragraph(t("An introduction:"), body, 1),
                                    deep,
                                    Paragraph(t("The paragraph goes on after its list.")),
                                    Quote(
                                        (
                                            Paragraph(t("First quoted paragraph.")),
                                            Paragraph(t("Second quoted paragraph.")),
                                            List((bullet(Paragraph(t("quoted item"))),)),
                                        )
                                    ),
                                ),
                            ),
                            Block(
                                anchor("free"),
                                (
                                    Paragraph(
                                        t("Free text before a list."),
                                    ),
                                ),
                            ),
                            Block(anchor("list"), (ordered,)),
                        ),
                    ),
                    Section("", Heading(2, t("Prosecution"), anchor("pros"), "I.2"), ()),
                ),
            ),
            Section(
                "second",
                Heading(1, t("International cooperation"), anchor("second"), "II"),
                (
                    Section("", Heading(2, t("Extradition"), anchor("extra"), "II.1"), ()),
                    Section("", Heading(3, t("Not numbered"), anchor("third")), ()),
                    Block(
                        anchor("refs"),
                        (
                            Paragraph(
                                (
                                    Text("See chapter "),
                                    Reference(law, "I", "heading"),
                                    Text(", section "),
                                    Reference(sub, "I.1", "heading"),
                                    Text(", “"),
                                    Reference(sub, "Definitions in national law", "heading"),
                                    Text("”, para. "),
                                    Reference(body, "1", "paragraph"),
                                    Text(", note "),
                                    Reference(note.anchor, "1", "note"),
                                    Text(" and "),
                                    Reference("", "[@para:lost]", "paragraph"),
                                    Text("."),
                                ),
                                anchor("refs"),
                                2,
                            ),
                            List(
                                (bullet(Paragraph(t("again from three"))),), ordered=True, start=3
                            ),
                        ),
                    ),
                    Block(body, (Paragraph(t("Printed twice: no second bookmark."), body),)),
                    Block(
                        anchor("zh"),
                        (Paragraph(t("委员会关切地注意到，“定义”仍不完整。")),),
                        language="zh",
                    ),
                    Block(
                        anchor("ar"),
                        (Paragraph(t("توصي اللجنة الدولة الطرف (CCPR/C/RUS/CO/8).")),),
                        language="ar",
                    ),
                    Block(
                        anchor("emph"),
                        (
                            Paragraph(
                                (
                                    Emphasis("bold", (Emphasis("italic", t("both")),)),
                                    Link("mailto:a@example.org", (Emphasis("bold", t(" mail")),)),
                                    Text("\tafter a tab, co\u00adoperate"),
                                )
                            ),
                        ),
                    ),
                ),
            ),
        ),
        notes=(Note(1, note.anchor, (t("A note to a heading."),)),),
    )


def arabic() -> Document:
    """A document that runs from right to left."""
    one, two = anchor("one"), anchor("two")
    marks = [NoteMark(n, anchor(f"note-{n}")) for n in (1, 2)]
    return Document(
        submission="upr-ar",
        language="ar",
        direction="rtl",
        title="الاستغلال الجنسي للأطفال",
        short_title="الاستغلال الجنسي للأطفال",
        subject="تقرير مقدم إلى الاستعراض الدوري الشامل",
        date="2017",
        cover=(
            CoverLine("series", t("تقرير مشترك مقدم من أصحاب المصلحة")),
            CoverLine("title", t("الاستغلال الجنسي للأطفال")),
            CoverLine("label", t("مقدم من")),
            CoverLine("submitter", t("ائتلاف حقوق الطفل (ECC)")),
        ),
        sections=(
            Section(
                "context",
                Heading(1, t("السياق والنطاق"), anchor("context")),
                (
                    Block(
                        one,
                        (
                            Paragraph(
                                (
                                    Text("تلاحظ اللجنة (CCPR/C/RUS/CO/8) أن الدولة صدقت على "),
                                    Emphasis("bold", t("البروتوكول الاختياري")),
                                    Text(" في عام 2013،"),
                                    marks[0],
                                    marks[1],
                                    Text(" انظر الفقرة "),
                                    Reference(two, "2", "paragraph"),
                                    Text("."),
                                ),
                                one,
                                1,
                            ),
                            List(
                                (
                                    bullet(Paragraph(t("لا يوجد تعريف في القانون."))),
                                    bullet(Paragraph(t("الحيازة ليست جريمة."))),
                                )
                            ),
                        ),
                    ),
                    Block(two, (Paragraph(t("فقرة أخرى عن المادة 242."), two, 2),)),
                    Block(
                        anchor("en"),
                        (Paragraph(t("A paragraph in English, from left to right.")),),
                        language="en",
                    ),
                ),
            ),
        ),
        notes=(
            Note(1, marks[0].anchor, (t("الحاشية الأولى، A/HRC/44/22."),)),
            Note(2, marks[1].anchor, ((Text("الفقرة "), Reference(one, "1", "paragraph")),)),
        ),
        wordings=Wordings("صفحة {page} من {pages}", "مسودة", "الحواشي", "عودة إلى النص"),
    )


PLAIN = shipped_look("plain")
DOCUMENTS: dict[str, tuple[Callable[[], Document], bool]] = {
    "sample": (document, False),
    "draft": (document, True),
    "endnotes": (endnotes, False),
    "chapters": (chapters, False),
    "arabic": (arabic, False),
    "chinese": (chinese, False),
    "forty": (lambda: numbered(40), False),
    "no cover": (lambda: replace(document(), cover=()), True),
    "empty": (lambda: replace(document(), sections=(), notes=()), False),
    "shaped": (shaped, False),
    "arabic shapes": (arabic_shapes, True),
    "implementation table": (lambda: followups.documents()["en"], False),
    "implementation table in Arabic": (lambda: followups.documents()["ar"], False),
}


def read(source: Document, *, draft: bool = False) -> Read:
    return Read(write(source, PLAIN, draft=draft))


def one(*shapes: Shape, notes: tuple[Note, ...] = (), **changes: object) -> Document:
    """A document of one block."""
    section = Section("s", None, (Block(anchor("block"), shapes),))
    return replace(document(), sections=(section,), notes=notes, **changes)  # type: ignore[arg-type]
