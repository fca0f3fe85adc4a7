"""A small resolved document with one of everything a writer prints."""

from __future__ import annotations

from shadowkit.model.document import (
    Block,
    CoverLine,
    Document,
    Heading,
    Item,
    List,
    Note,
    Paragraph,
    Quote,
    Section,
    Shape,
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


def document() -> Document:
    a, b, c, d = (anchor(name) for name in ("one", "two", "three", "four"))
    marks = [NoteMark(n, anchor(f"note-{n}")) for n in range(1, 6)]
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
        sections=(first, second, asked),
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
                    ],
                    strict=True,
                ),
                1,
            )
        ),
    )
