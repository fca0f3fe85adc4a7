"""The lints of languages and of accessibility find their faults in files that were good before."""

from __future__ import annotations

import pytest
from test_docx_documents import PLAIN, arabic
from test_docx_lint import (
    CORE,
    DOCUMENT,
    GAP,
    GOOD,
    LISTS,
    NOTES,
    SHAPES,
    STYLES,
    Edit,
    edited,
    put,
)
from test_docx_shaped import arabic_shapes

from docx_lint import lint
from shadowkit.writing.docx import write

ARABIC = write(arabic(), PLAIN)
ARABIC_SHAPES = write(arabic_shapes(), PLAIN)

ARABIC_TABLE = r'(<w:tbl><w:tblPr><w:tblStyle w:val="DataTable"/>)<w:bidiVisual/>'
FAULTS_OF_LANGUAGES: dict[str, tuple[bytes, str, Edit, str]] = {
    "right-to-left letters from left to right": (
        ARABIC,
        DOCUMENT,
        put("<w:rtl/>(?=</w:rPr><w:t [^>]*>[^<]*[\u0600-\u06ff])", ""),
        "right-to-left letters in a run that is not",
    ),
    "the same in a note": (
        ARABIC,
        NOTES,
        put("<w:rtl/>(?=</w:rPr><w:t [^>]*>[^<]*[\u0600-\u06ff])", ""),
        "right-to-left letters in a run that is not",
    ),
    "Latin letters from right to left": (
        ARABIC,
        DOCUMENT,
        put("<w:r>(?=<w:t [^>]*>CCPR)", "<w:r><w:rPr><w:rtl/></w:rPr>"),
        "run from right to left with Latin letters",
    ),
    "an Arabic paragraph from left to right": (
        LISTS,
        DOCUMENT,
        put("<w:bidi/>", ""),
        "right-to-left paragraph without its direction",
    ),
    "Chinese without a hint": (
        LISTS,
        DOCUMENT,
        put(r'<w:rFonts w:hint="eastAsia"/>', ""),
        "Chinese run without a hint for its marks",
    ),
    "a language that is none": (
        LISTS,
        DOCUMENT,
        put('<w:lang w:val="zh-CN"', '<w:lang w:val="Chinese"'),
        "'Chinese' is no language",
    ),
    "a language by default that is none": (
        LISTS,
        STYLES,
        put('w:bidi="ar-SA"', 'w:bidi="ar_SA"'),
        "'ar_SA' is no language",
    ),
    "the columns of an Arabic table": (
        ARABIC_SHAPES,
        DOCUMENT,
        put(ARABIC_TABLE, r"\1"),
        "table whose columns run not with its text",
    ),
    "the columns of an English table": (
        SHAPES,
        DOCUMENT,
        put('<w:tblStyle w:val="DataTable"/>', '<w:tblStyle w:val="DataTable"/><w:bidiVisual/>'),
        "table whose columns run against its text",
    ),
    "the section of an Arabic document": (
        ARABIC,
        DOCUMENT,
        put("<w:bidi/></w:sectPr>", "</w:sectPr>"),
        "section that does not run as its text",
    ),
}


@pytest.mark.parametrize("name", FAULTS_OF_LANGUAGES)
def test_a_fault_of_languages_is_found(name: str) -> None:
    good, part, edit, message = FAULTS_OF_LANGUAGES[name]
    assert lint(good) == []
    found = lint(edited(good, part, edit))
    assert any(message in fault for fault in found), found


BETWEEN = '<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr></w:p>'
FAULTS_OF_ACCESS: dict[str, tuple[bytes, str, Edit, str]] = {
    "no title": (
        GOOD,
        CORE,
        put("<dc:title>.*?</dc:title>", "<dc:title> </dc:title>"),
        "the file has no title",
    ),
    "no language": (
        GOOD,
        CORE,
        put("<dc:language>.*?</dc:language>", ""),
        "the file has no language",
    ),
    "no language by default": (
        GOOD,
        STYLES,
        put("<w:lang [^>]*/>(?=</w:rPr></w:rPrDefault>)", ""),
        "text has no language by default",
    ),
    "another language by default": (
        GOOD,
        CORE,
        put("<dc:language>en-GB", "<dc:language>fr-FR"),
        "the file is in fr-FR, its text by default in none of it",
    ),
    "a picture without words": (
        SHAPES,
        DOCUMENT,
        put(' descr="[^"]*"', ' descr=""'),
        "picture 1 is not described",
    ),
    "a header row for the eye alone": (
        SHAPES,
        DOCUMENT,
        put("<w:tblHeader/>", ""),
        "header for one of reader and look alone",
    ),
    "headings that are no header row": (
        SHAPES,
        DOCUMENT,
        lambda text: text.replace("<w:tblHeader/>", "").replace('w:firstRow="1"', 'w:firstRow="0"'),
        "table whose headings are not marked as a header row",
    ),
    "an empty paragraph between others": (
        GOOD,
        DOCUMENT,
        put('(?=<w:sdt><w:sdtPr><w:tag w:val="sk[^>]*><w:id w:val="5")', BETWEEN),
        "empty paragraph in the style 'Body Text' after p",
    ),
    "an empty paragraph above a table": (
        SHAPES,
        DOCUMENT,
        put('(?=<w:tbl><w:tblPr><w:tblStyle w:val="Box")', BETWEEN),
        "empty paragraph in the style 'Body Text' after p",
    ),
    "an empty paragraph below a table": (
        SHAPES,
        DOCUMENT,
        put("(?<=</w:tbl>)(?=</w:sdtContent></w:sdt><w:sdt>)", BETWEEN),
        "empty paragraph in the style 'Body Text' after tbl",
    ),
    "two empty paragraphs at the end of a box": (
        SHAPES,
        DOCUMENT,
        put(f"(?<=</w:tbl>)(?={GAP}</w:tc>)", BETWEEN),
        "empty paragraph in the style",
    ),
    "a level of headings left out": (
        SHAPES,
        DOCUMENT,
        put('w:val="Heading2"', 'w:val="Heading3"'),
        "heading of level 3 under one of level 1",
    ),
    "no heading of the first level": (
        GOOD,
        DOCUMENT,
        lambda text: text.replace('w:val="Heading1"', 'w:val="Heading2"'),
        "heading of level 2 under one of level 0",
    ),
    "a link without words": (
        SHAPES,
        DOCUMENT,
        put("(<w:hyperlink r:id[^>]*>).*?(</w:hyperlink>)", r"\1\2"),
        "link without words",
    ),
}


@pytest.mark.parametrize("name", FAULTS_OF_ACCESS)
def test_a_fault_of_access_is_found(name: str) -> None:
    good, part, edit, message = FAULTS_OF_ACCESS[name]
    assert lint(good) == []
    found = lint(edited(good, part, edit))
    assert any(message in fault for fault in found), found
