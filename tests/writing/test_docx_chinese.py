"""A document in Chinese, for the tests of the Word writer.

Named like a test for the import path; it holds none.
"""

from __future__ import annotations

from samples import bullet, row, t
from shadowkit.model.document import (
    Block,
    CoverLine,
    Document,
    Heading,
    List,
    Note,
    Paragraph,
    Section,
    Table,
    Wordings,
    anchor,
)
from shadowkit.model.inline import Emphasis, NoteMark, Reference, Span, Text


def chinese() -> Document:
    """A document in Chinese, with Latin tokens, quotation marks and English in it."""
    one, two, three = anchor("one"), anchor("two"), anchor("three")
    marks = [NoteMark(n, anchor(f"note-{n}")) for n in (1, 2)]
    return Document(
        submission="upr-zh",
        language="zh",
        direction="ltr",
        title="儿童的性剥削",
        short_title="儿童的性剥削",
        subject="普遍定期审议材料",
        date="2017-10",
        cover=(
            CoverLine("series", t("利益攸关方联合材料")),
            CoverLine("title", t("儿童的性剥削")),
            CoverLine("submitter", t("儿童权利联盟（ECC）")),
        ),
        sections=(
            Section(
                "context",
                Heading(1, t("“背景”和范围"), anchor("context"), "1"),
                (
                    Block(
                        one,
                        (
                            Paragraph(
                                (
                                    Text("委员会（CCPR/C/RUS/CO/8）注意到，“定义”仍不完整……"),
                                    marks[0],
                                    Text("参看第"),
                                    Reference(two, "2", "paragraph"),
                                    Text("至"),
                                    Reference(three, "3", "paragraph"),
                                    Text("段和表"),
                                    Reference(anchor("table"), "1", "table"),
                                    Text("。"),
                                    Span(t("“An English quotation”"), language="en"),
                                    marks[1],
                                ),
                                one,
                                1,
                            ),
                            List(
                                (
                                    bullet(Paragraph(t("法律中没有定义；"))),
                                    bullet(
                                        Paragraph((Emphasis("bold", t("持有")), *t("不构成犯罪。")))
                                    ),
                                )
                            ),
                        ),
                    ),
                    Block(two, (Paragraph(t("第二段，2013年。"), two, 2),)),
                    Block(
                        three,
                        (
                            Paragraph(t("第三段。"), three, 3),
                            Table(
                                row("权利", "儿童人数"),
                                (row("保护", "1 204"), row("参与", "98")),
                                ("", "right"),
                                anchor("table"),
                                (1,),
                                "表1",
                                t("按权利分列的儿童人数"),
                            ),
                        ),
                    ),
                    Block(
                        anchor("ar"),
                        (Paragraph(t("توصي اللجنة الدولة الطرف.")),),
                        language="ar",
                    ),
                ),
            ),
        ),
        notes=(
            Note(1, marks[0].anchor, (t("第一个脚注，A/HRC/44/22，“第5段”。"),)),
            Note(
                2,
                marks[1].anchor,
                ((Text("见第"), Reference(one, "1", "paragraph"), Text("段。")),),
            ),
        ),
        wordings=Wordings("第{page}页，共{pages}页", "草稿", "注", "返回正文"),
    )
