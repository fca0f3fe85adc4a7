"""Each rule of the lint finds its fault in a file that was good before."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from zipfile import ZipFile

import pytest
from test_docx_documents import chapters, numbered
from test_docx_reading import Read

from docx_lint import lint
from samples import document
from shadowkit.reading.looks import shipped_look
from shadowkit.writing.docx import write

DOCUMENT, STYLES, NOTES = "word/document.xml", "word/styles.xml", "word/footnotes.xml"
SETTINGS, CORE, APP = "word/settings.xml", "docProps/core.xml", "docProps/app.xml"
RELATIONS = "word/_rels/document.xml.rels"
GOOD = write(numbered(20), shipped_look("plain"))
LISTS = write(chapters(), shipped_look("plain"))
SHAPES = write(document(), shipped_look("plain"))

Edit = Callable[[str], str]


def edited(good: bytes, part: str, edit: Edit) -> bytes:
    """The file with one part changed; a part that is not there is added."""
    blobs = Read(good).blobs
    before = blobs.get(part, b"").decode("utf-8")
    after = edit(before)
    assert after != before, "the edit changes nothing"
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        for name, blob in {**blobs, part: after.encode("utf-8")}.items():
            archive.writestr(name, blob)
    return out.getvalue()


def put(old: str, new: str, count: int = 1) -> Edit:
    return lambda text: re.sub(old, new, text, count=count)


def second_like_first(pattern: str) -> Edit:
    """The second match of a group becomes equal to the first."""

    def edit(text: str) -> str:
        first, second = list(re.finditer(pattern, text))[:2]
        return text[: second.start(1)] + first[1] + text[second.end(1) :]

    return edit


FAULTS: dict[str, tuple[str, Edit, str]] = {
    "bookmark name twice": (
        DOCUMENT,
        second_like_first(r'<w:bookmarkStart w:id="\d+" w:name="(\w+)"'),
        "bookmark name _sk",
    ),
    "bookmark id twice": (
        DOCUMENT,
        second_like_first(r'<w:bookmarkStart w:id="(\d+)"'),
        "bookmark id",
    ),
    "bookmark left open": (
        DOCUMENT,
        put(r'<w:bookmarkEnd w:id="3"/>', ""),
        "bookmark 3 is not both opened and closed",
    ),
    "bookmark over two paragraphs": (
        DOCUMENT,
        lambda text: re.sub(
            r'(<w:bookmarkEnd w:id="1"/>)(.*?</w:p>.*?)(</w:p>)', r"\2\1\3", text, count=1
        ),
        "leaves its paragraph",
    ),
    "long bookmark name": (
        DOCUMENT,
        put(r'w:name="_(sk\w+)"', rf'w:name="_\1{"x" * 40}"'),
        "is too long or has forbidden characters",
    ),
    "strange bookmark name": (
        DOCUMENT,
        put(r'w:name="_(sk\w+)"', r'w:name="_\1-ä"'),
        "is too long or has forbidden characters",
    ),
    "REF to nothing": (
        DOCUMENT,
        put(r" REF _sk\w+ ", " REF _skabsent "),
        "REF to absent bookmark _skabsent",
    ),
    "NOTEREF to nothing": (
        NOTES,
        put(r" REF _sk\w+ \\r", r" NOTEREF _skabsent "),
        "NOTEREF to absent bookmark _skabsent",
    ),
    "link to nothing": (
        NOTES,
        put(r"<w:hyperlink r:id", '<w:hyperlink w:anchor="_skabsent" r:id'),
        "link to absent bookmark _skabsent",
    ),
    "field without end": (
        DOCUMENT,
        put(r'<w:r><w:fldChar w:fldCharType="end"/></w:r>', ""),
        "field begin where end is expected",
    ),
    "last field without end": (
        NOTES,
        put(r'<w:r><w:fldChar w:fldCharType="end"/></w:r>', ""),
        "field without end",
    ),
    "field without beginning": (
        NOTES,
        put(r'<w:r><w:fldChar w:fldCharType="begin"/></w:r>', ""),
        "field separate where begin is expected",
    ),
    "dirty field": (
        DOCUMENT,
        put('w:fldCharType="begin"/>', 'w:fldCharType="begin" w:dirty="1"/>'),
        "dirty field",
    ),
    "update on opening": (
        SETTINGS,
        put("<w:compat>", '<w:updateFields w:val="true"/><w:compat>'),
        "updateFields",
    ),
    "control id twice": (
        DOCUMENT,
        second_like_first(r'<w:tag w:val="\w+"/><w:id w:val="(\d+)"'),
        "content control id",
    ),
    "control tag twice": (
        DOCUMENT,
        second_like_first(r'<w:tag w:val="(\w+)"'),
        "content control tag sk",
    ),
    "long control tag": (
        DOCUMENT,
        put(r'<w:tag w:val="\w+"', f'<w:tag w:val="{"x" * 65}"'),
        "has 65 characters",
    ),
    "style of a paragraph not defined": (
        DOCUMENT,
        put('<w:pStyle w:val="Title"', '<w:pStyle w:val="Fancy"'),
        "style Fancy is used but not defined",
    ),
    "style to be based on not defined": (
        STYLES,
        put('<w:basedOn w:val="Normal"', '<w:basedOn w:val="Fancy"'),
        "style Fancy is used but not defined",
    ),
    "style twice": (STYLES, put('w:styleId="Title"', 'w:styleId="Quote"'), "style Quote twice"),
    "list not defined": (
        STYLES,
        put('<w:numId w:val="1"', '<w:numId w:val="99"'),
        "list 99 is used but not defined",
    ),
    "list twice": ("word/numbering.xml", put('w:numId="2"', 'w:numId="1"'), "list 1 twice"),
    "list definition not there": (
        "word/numbering.xml",
        put('<w:abstractNumId w:val="1"', '<w:abstractNumId w:val="99"'),
        "list definition 99 is used but not defined",
    ),
    "note skipped": (
        NOTES,
        put('<w:footnote w:id="3"', '<w:footnote w:id="99"'),
        "footnotes are not numbered 1 to",
    ),
    "mark twice": (
        DOCUMENT,
        put('<w:footnoteReference w:id="3"', '<w:footnoteReference w:id="2"'),
        "footnote marks are not 1 to",
    ),
    "separator lost": (
        NOTES,
        put('<w:footnote w:type="separator".*?</w:footnote>', ""),
        "footnote separators are",
    ),
    "relationship to nothing": (
        RELATIONS,
        put('Target="styles.xml"', 'Target="stiles.xml"'),
        "to absent stiles.xml",
    ),
    "relationship not defined": (
        DOCUMENT,
        put('<w:headerReference w:type="default" r:id="header"', '<w:headerReference r:id="h"'),
        "uses relationship h, which is not defined",
    ),
    "address with a space": (
        "word/_rels/footnotes.xml.rels",
        put("https://example.org/", "https://example.org/ "),
        "holds what no address may",
    ),
    "an author": (
        CORE,
        put("<dc:title>", "<dc:creator>A. Name</dc:creator><dc:title>"),
        "says dc:creator",
    ),
    "who saved it": (
        CORE,
        put("<dc:title>", "<cp:lastModifiedBy>A. Name</cp:lastModifiedBy><dc:title>"),
        "says cp:lastModifiedBy",
    ),
    "a template": (
        APP,
        put("<DocSecurity>", "<Template>Normal.dotm</Template><DocSecurity>"),
        "says Template",
    ),
    "a thumbnail": ("docProps/thumbnail.jpeg", lambda _: "x", "left over from a template"),
    "a path": (
        DOCUMENT,
        put("<w:body>", "<w:body><w:p><w:r><w:t>/home/name/x</w:t></w:r></w:p>"),
        "holds an absolute path",
    ),
    "rsids of a paragraph": (DOCUMENT, put("<w:p>", '<w:p w:rsidR="00A1B2C3">'), "holds rsids"),
    "rsids in the settings": (
        SETTINGS,
        put("<w:compat>", '<w:rsids><w:rsidRoot w:val="00A1B2C3"/></w:rsids><w:compat>'),
        "holds rsids",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_broken_file_is_found(name: str) -> None:
    part, edit, message = FAULTS[name]
    found = lint(edited(GOOD, part, edit))
    assert any(message in fault for fault in found), found


def test_a_list_of_its_own_that_is_not_defined_is_found() -> None:
    broken = edited(
        LISTS,
        "word/numbering.xml",
        put(r'<w:num w:numId="\d\d?"><w:abs[^>]*><w:lvlO.*?</w:num>', ""),
    )
    assert any("is used but not defined" in fault for fault in lint(broken))


TABLE = '<w:tbl><w:tblPr><w:tblStyle w:val="DataTable"/>'
GAP = r'<w:p><w:pPr><w:pStyle w:val="TableGap"/></w:pPr></w:p>'
FAULTS_OF_SHAPES: dict[str, tuple[str, Edit, str]] = {
    "a caption's number": (
        DOCUMENT,
        put(r'(SEQ Table .*?preserve">)1<', r"\g<1>7<"),
        "caption 1 of Table has the number 7",
    ),
    "the number of a table in a reference": (
        DOCUMENT,
        put(r'( REF _sk\w+ \\h </w:instrText>[^ ]* [^ ]* xml:space="preserve">)2<', r"\g<1>3<"),
        "holds '3', the bookmark '2'",
    ),
    "a table wider than its grid": (
        DOCUMENT,
        put(r'<w:tblW w:w="\d+"', '<w:tblW w:w="5"'),
        "is not as wide as its grid",
    ),
    "a cell wider than its columns": (
        DOCUMENT,
        put(r'<w:tcW w:w="\d+"', '<w:tcW w:w="5"'),
        "cell at column 1 is not as wide",
    ),
    "a span too wide": (
        DOCUMENT,
        put('<w:gridSpan w:val="2"', '<w:gridSpan w:val="3"'),
        "row of 4 columns in a grid of 3",
    ),
    "a cell too many": (
        DOCUMENT,
        put(r"</w:tr>", '<w:tc><w:tcPr><w:tcW w:w="0"/></w:tcPr><w:p/></w:tc></w:tr>'),
        "row of 4 columns in a grid of 3",
    ),
    "a table without rows": (DOCUMENT, put("<w:tr>.*?</w:tbl>", "</w:tbl>"), "without rows"),
    "a cell without a paragraph": (
        DOCUMENT,
        put(r"(<w:tc>(?:(?!</?w:p>).)*)<w:p>.*?</w:p></w:tc>", r"\1</w:tc>"),
        "cell that does not end with a paragraph",
    ),
    "a box that ends with a table": (DOCUMENT, put(f"</w:tbl>{GAP}", "</w:tbl>"), "no paragraph"),
    "a header below the data": (
        DOCUMENT,
        put("(<w:cantSplit/></w:trPr>.*?<w:cantSplit/>)", r"\1<w:tblHeader/>"),
        "header row below other rows",
    ),
    "tables that run together": (
        DOCUMENT,
        put("</w:tbl></w:sdtContent>(.*?<w:sdtContent>)", r"</w:tbl></w:sdtContent>\1<w:tbl/>"),
        "tables with no paragraph between them",
    ),
    "picture ids": (DOCUMENT, put("(<wp:docPr.*?/>)", r"\1\1"), "picture id 1 twice"),
    "a picture without words": (DOCUMENT, put(' descr="[^"]*"', ""), "picture 1 is not described"),
    "a file's name": (
        DOCUMENT,
        put('name="Picture 1" descr', 'name="anna-home.png" descr'),
        "is named 'anna-home.png'",
    ),
    "a picture that is not there": (
        RELATIONS,
        put('Target="media/image1.png"', 'Target="media/image2.png"'),
        "to absent media/image2.png",
    ),
    "a picture of no relationship": (
        DOCUMENT,
        put('r:embed="image1"', 'r:embed="image9"'),
        "uses relationship image9, which is not defined",
    ),
    "a picture left over": (
        RELATIONS,
        put('<Relationship [^>]*media/image1.png"[^>]*>', ""),
        "word/media/image1.png is related to nothing",
    ),
    "a sort of file not named": (
        "[Content_Types].xml",
        put('<Default Extension="png"[^>]*>', ""),
        "word/media/image1.png has no content type",
    ),
}


@pytest.mark.parametrize("name", FAULTS_OF_SHAPES)
def test_a_broken_table_or_picture_is_found(name: str) -> None:
    part, edit, message = FAULTS_OF_SHAPES[name]
    found = lint(edited(SHAPES, part, edit))
    assert any(message in fault for fault in found), found


def test_a_list_in_a_paragraph_that_is_not_defined_is_found() -> None:
    found = lint(edited(LISTS, DOCUMENT, put(r'<w:numId w:val="\d+"', '<w:numId w:val="99"')))
    assert "list 99 is used but not defined" in found


def test_good_files_have_no_fault() -> None:
    assert lint(GOOD) == []
    assert lint(LISTS) == []
    assert lint(SHAPES) == []
