"""Text that the PDF's engine would break or turn wrongly."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from pathlib import Path

import pytest
from test_pdf_documents import document, numbered, pdf_text, section

from shadowkit.model.document import Cell, Table, anchor
from shadowkit.model.inline import Text
from shadowkit.reading.looks import shipped_look
from shadowkit.writing.html.words import printed
from shadowkit.writing.pdf import write

SYMBOL = "A/HRC/WG.6/48/SVN/2"
WHOLE = f'<span class="whole">{SYMBOL}</span>'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"See {SYMBOL}.", f"See {WHOLE}."),
        (f"({SYMBOL}, para. 2)", f"({WHOLE}, para. 2)"),
        ("CRC/C/156 & CRC/C/GC/25", '<span class="whole">CRC/C/156</span> &amp; '
         '<span class="whole">CRC/C/GC/25</span>'),
        ("A/RES/44/25,", '<span class="whole">A/RES/44/25</span>,'),
        ("and/or <b>", "and/or &lt;b&gt;"),
        ("He/She/They asked", '<span class="whole">He/She/They</span> asked'),
        ("https://example.org/A/B/C", "https://example.org/A/B/C"),
        ("1/2/3 and a/b/c", "1/2/3 and a/b/c"),
        ("A/" + "x/" * 30 + "x", f'<span class="long">A/{"x/" * 30}x</span>'),
    ],
)  # fmt: skip
def test_a_symbol_of_a_document_stays_on_its_line(text: str, expected: str) -> None:
    assert printed(text, False) == expected


def test_a_word_longer_than_a_line_may_break() -> None:
    text = f"A &{'x' * 70} and {'y' * 50}, 儿童{'权利' * 50}, {'z' * 3_000}."
    made = printed(text, False)
    assert re.findall(r'<span class="long">(.*?)</span>', made) == ["&amp;" + "x" * 70]
    assert html.unescape(re.sub("<[^>]*>", "", made)) == text


def test_what_runs_the_other_way_is_told_so() -> None:
    assert printed("انظر HRC/1, part.", True) == 'انظر <span dir="ltr">HRC/1, part</span>.'
    assert printed(f"انظر ({SYMBOL})،", True) == f'انظر (<span dir="ltr">{WHOLE}</span>)،'
    assert printed("عام 2017–2018", True) == "عام 2017–2018"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_no_line_cuts_a_symbol(language: str, tmp_path: Path) -> None:
    word = "كلمة" if language == "ar" else "word"
    blocks = [
        numbered(count, [Text(f"{word} " * count + f"({SYMBOL}) {word} {word}.")])
        for count in range(1, 31)
    ]
    made = document([section("One", *blocks)])
    direction = "rtl" if language == "ar" else "ltr"
    made = replace(made, language=language, direction=direction)
    result = write(made, shipped_look("plain"))
    assert result.findings == ()
    assert "".join(pdf_text(result.data, tmp_path, "-layout")).count(SYMBOL) == len(blocks)


def test_a_narrow_column_may_cut_a_symbol() -> None:
    cells = tuple(Cell((Text(SYMBOL),)) for _ in range(6))
    table = Table(cells, (cells,), ("",) * 6, anchor("table-1"), (), "", ())
    made = document([section("One", numbered(1, [Text("Symbols:")], table))])
    assert write(made, shipped_look("plain")).findings == ()
