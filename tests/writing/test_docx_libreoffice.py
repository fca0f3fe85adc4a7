"""The Word writer: what LibreOffice counts, against what the document says.

Every result that LibreOffice counts again by itself is set to 999 before it opens the file.
It leaves NOTEREF as it is, and the page fields cannot be told from the writer's.  Numbers of
paragraphs and references, in any language, are in `test_docx_submissions`.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from test_docx_documents import PLAIN, arabic, chapters, endnotes, numbered
from test_docx_reading import Read
from test_docx_shaped import shaped

import followups
from libreoffice import convert, pdf_text, require
from samples import document
from shadowkit.writing.docx import write

pytestmark = pytest.mark.libreoffice

_RESULT = re.compile(
    r"(<w:instrText[^>]*> (?:REF \S+ (?:\\[rn] )?\\h|SEQ Table \\\* ARABIC) </w:instrText></w:r>"
    r'<w:r>(?:<w:rPr>.*?</w:rPr>)?<w:fldChar w:fldCharType="separate"/></w:r>'
    r"<w:r>(?:<w:rPr>.*?</w:rPr>)?<w:t[^>]*>)[^<]*"
)


def poisoned(data: bytes, edit: Callable[[str], str] = str) -> bytes:
    """The file with the result of every REF and SEQ set to 999, and its main part edited."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, blob in Read(data).blobs.items():
            if name in ("word/document.xml", "word/footnotes.xml"):
                text = _RESULT.sub(r"\g<1>999", blob.decode("utf-8"))
                blob = (edit(text) if name == "word/document.xml" else text).encode("utf-8")
            archive.writestr(name, blob)
    return out.getvalue()


def with_a_table_before(text: str) -> str:
    """A captioned table more, before the first."""
    start = text.index('<w:p><w:pPr><w:pStyle w:val="Caption"/>')
    caption = text[start : text.index("</w:p>", start) + len("</w:p>")]
    for mark in (
        "<w:bookmarkStart[^>]*>",
        "<w:bookmarkEnd[^>]*>",
        "<w:r><w:rPr><w:rStyle.*?</w:r>",
    ):
        caption = re.sub(mark, "", caption)
    return text[:start] + caption.replace("Children reached", "A new table") + text[start:]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The text of each file's pages after the cover, by name; one start of LibreOffice."""
    require("soffice", "pdftotext")
    folder = tmp_path_factory.mktemp("libreoffice")
    files = {
        "sample": poisoned(write(document(), PLAIN)),
        "chapters": poisoned(write(chapters(), PLAIN)),
        "tables": poisoned(write(document(), PLAIN), with_a_table_before),
        "shaped": poisoned(write(shaped(), PLAIN)),
        "endnotes": write(endnotes(), PLAIN),
        "draft": write(document(), PLAIN, draft=True),
        "arabic": write(arabic(), PLAIN),
        "implementation table": write(followups.documents()["en"], PLAIN),
    }
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    made = convert([folder / f"{name}.docx" for name in files], folder)
    found = {path.stem: pdf_text(path, first=2) for path in made}
    return {**found, "draft cover": pdf_text(folder / "draft.pdf")}


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_poison_reaches_the_results() -> None:
    assert Read(poisoned(write(numbered(40), PLAIN))).text("word/document.xml").count(">999<") == 80
    data = poisoned(write(document(), PLAIN))
    assert len(re.findall("SEQ Table [^~]{80,140}>999<", Read(data).text("word/document.xml"))) == 2


def test_headings_and_lists_have_our_numbers(pages: dict[str, str]) -> None:
    lines = [re.sub(r"\s+", " ", line).strip() for line in pages["chapters"].splitlines()]
    for line in (
        "I Legal frameworks1", "I.1 Definitions in national law", "1. An introduction:",
        "• first level", "– second level", "• fourth level", "(a) inner a", "(b) inner b",
        "2. second", "I.2 Prosecution", "II International cooperation", "II.1 Extradition",
        "3. again from three",
    ):  # fmt: skip
        assert line in lines, line
    (line,) = [line for line in lines if "See chapter" in line]
    assert line == (
        "2. See chapter I, section I.1, “Definitions in national law”, para. 1, note 1 and"
    )


def test_no_text_is_lost_or_turned_into_a_form_field(pages: dict[str, str]) -> None:
    for name in ("sample", "endnotes", "draft"):
        text = squeezed(pages[name])
        assert "The State ratified the Optional Protocol in 2013,1, 2 on the 2nd of" in text, name
        assert not re.search(r"NOTEREF|REF _|HYPERLINK|Error", text), name
        for note in ("First note.", "Second note, para. 5.", "Its second paragraph."):
            assert note in text, name


def test_tables_and_references_to_them_have_our_numbers(pages: dict[str, str]) -> None:
    text = squeezed(pages["sample"])
    assert "The figures stand in tables 1 and 2." in text
    assert "Table 1. Children reached, by right6" in text
    assert re.search(r"Table 2 2023 14 2024 15", text)
    assert "999" not in text
    text = squeezed(pages["shaped"])
    assert "A box with tables 1 and 2." in text
    assert [int(n) for n in re.findall(r"Table (\d)\. ", text)] == [1, 2, 3, 4]
    assert "999" not in text


def test_a_new_table_moves_all_that_follow(pages: dict[str, str]) -> None:
    text = squeezed(pages["tables"])
    assert "The figures stand in tables 2 and 3." in text
    assert "Table 1. A new table, by right Table 2. Children reached, by right" in text


def test_tables_boxes_and_keys_keep_their_text(pages: dict[str, str]) -> None:
    text = squeezed(pages["sample"])
    for words in (
        "Right Children reached7", "Protection 1,204 98.5", "Participation 5 7.25 e",
        "State Exampleland", "Reports NGOs: two NHRI: none8", "Additional comments Due",
        "A promising practice Children wrote the report: • in schools",
        "6 A note to a caption. 7 A note to a heading of columns.",
    ):  # fmt: skip
        assert words in text, words
    # The header row stands on every page of a long table, and no row is torn apart.
    text = squeezed(pages["shaped"])
    assert text.count("No. Recommendation State of implementation Assessment") == 2
    for line in ("1. with a table in item", "2. only a table", "5. 6. last"):
        assert line in text, line


def test_pages_count_the_cover(pages: dict[str, str]) -> None:
    assert "Page 2 of 3" in pages["sample"]
    assert "Page 1" not in pages["draft cover"]
    assert pages["draft cover"].count("DRAFT") == 3


def test_arabic_is_in_the_file_as_it_was_written(pages: dict[str, str]) -> None:
    marks = "[\u200e\u200f\u202a-\u202e\u2066-\u2069]"
    text = re.sub(marks, "", pages["arabic"])
    assert "CCPR/C/RUS/CO/8" in text
    assert "A/HRC/44/22" in text


def test_the_implementation_table_is_whole(pages: dict[str, str]) -> None:
    text = squeezed(pages["implementation table"])
    for words in (
        "Implementation of earlier recommendations Status Number of recommendations Share",
        "Not implemented 3 Cannot be assessed 1 Total 8",
        "Human Rights Council, A/HRC/44/9, 20 March 2020",
    ):
        assert words in text
