"""Cells of every make: filled in as they are made, or left and said; and the bytes around them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossiers import shadowkit
from importfiles import LISTS, SOURCE, home, matrix, registry, repacked
from matrices import MAIN, assessed, document, filled, kept, last_cells, made, other_cells, parts
from shadowkit.importing.assessments import lines_of
from shadowkit.importing.differing import differs_only_in
from shadowkit.importing.word import read_word
from shadowkit.writing.matrix import CannotFillError, fill

ROWS = re.compile(r"<w:tr\b.*?</w:tr>", re.S)
CELLS = re.compile(r"<w:tc>.*?</w:tc>", re.S)
EMPTY = "<w:p/>"
TEXT = {"142.1": {"status": "not", "comment": "None & none."}, "142.3": {"status": "partly"}}


def row_of(text: str, number: str) -> str:
    return next(row for row in ROWS.findall(text) if f">{number} " in row)


def cell_of(text: str, number: str = "142.1", at: int = -1) -> str:
    return str(CELLS.findall(row_of(text, number))[at])


def in_cell(change: Callable[[str], str], at: int = -1) -> Callable[[str], str]:
    """Changes the cell for the assessment of 142.1, or another one of its row."""

    def changed(text: str) -> str:
        row = row_of(text, "142.1")
        cell = cell_of(text, at=at)
        start = row.rindex(cell) if at < 0 else row.index(cell)
        return text.replace(row, row[:start] + change(cell) + row[start + len(cell) :])

    return changed


def paragraphs(inside: str) -> Callable[[str], str]:
    return in_cell(lambda cell: re.sub(r"<w:p\b.*(?=</w:tc>)", inside, cell, flags=re.S))


FILLED = {
    "one empty paragraph": (
        EMPTY,
        "<w:p><w:r><w:t>Not implemented</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>None &amp; none.</w:t></w:r></w:p>",
    ),
    "several empty ones": (
        f'{EMPTY}<w:p><w:pPr><w:jc w:val="right"/></w:pPr></w:p>{EMPTY}',
        "<w:p><w:r><w:t>Not implemented</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>None &amp; none.</w:t></w:r></w:p>",
    ),
    "properties of its own": (
        '<w:p w:rsidR="00A1>" ><w:pPr><w:bidi/><w:rPr><w:rtl/><w:lang w:bidi="ar-EG"/></w:rPr>'
        "</w:pPr></w:p>",
        '<w:p w:rsidR="00A1>" ><w:pPr><w:bidi/><w:rPr><w:rtl/><w:lang w:bidi="ar-EG"/></w:rPr>'
        '</w:pPr><w:r><w:rPr><w:rtl/><w:lang w:bidi="ar-EG"/></w:rPr><w:t>Not implemented</w:t>'
        '</w:r></w:p><w:p><w:pPr><w:bidi/><w:rPr><w:rtl/><w:lang w:bidi="ar-EG"/></w:rPr></w:pPr>'
        '<w:r><w:rPr><w:rtl/><w:lang w:bidi="ar-EG"/></w:rPr><w:t>None &amp; none.</w:t></w:r>'
        "</w:p>",
    ),
    "a bookmark and marks of spelling": (
        '<w:p/><w:p><w:bookmarkStart w:id="7" w:name="_GoBack"/><w:proofErr w:type="spellStart"/>'
        '<w:bookmarkEnd w:id="7"></w:bookmarkEnd></w:p>',
        '<w:p><w:bookmarkStart w:id="7" w:name="_GoBack"/><w:bookmarkEnd w:id="7"></w:bookmarkEnd>'
        "<w:r><w:t>Not implemented</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>None &amp; none.</w:t></w:r></w:p>",
    ),
    "white space alone": (
        '<w:p><w:r><w:t xml:space="preserve"> </w:t><w:tab/></w:r></w:p>',
        "<w:p><w:r><w:t>Not implemented</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>None &amp; none.</w:t></w:r></w:p>",
    ),
    "the comment, in a look of its own": (
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>None &amp; none.</w:t></w:r></w:p>",
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Not implemented</w:t></w:r></w:p>"
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>None &amp; none.</w:t></w:r></w:p>",
    ),
}


@pytest.mark.parametrize("name", FILLED)
def test_a_cell_is_filled_in_as_it_is_made(tmp_path: Path, name: str) -> None:
    before, words = FILLED[name]
    root = kept(tmp_path, TEXT, change=paragraphs(before))
    assert filled(root).err == ""
    after = document(made(root))
    assert cell_of(after.decode()).endswith(f"{words}</w:tc>")
    # A row that names a theme is one cell; the others have four.
    assert other_cells(document(root / "imports" / "list.docx"), after) == [8, 17]


def test_where_a_cell_says_nothing_of_its_look_the_row_does(tmp_path: Path) -> None:
    look = '<w:pPr><w:jc w:val="left"/></w:pPr>'
    small = '<w:rPr><w:sz w:val="16"/></w:rPr>'

    def change(cell: str) -> str:
        return cell.replace("<w:p>", f"<w:p>{look}").replace("<w:r>", f"<w:r>{small}")

    root = kept(tmp_path, TEXT, change=in_cell(change, at=0))
    filled(root)
    assert f"<w:p>{look}<w:r>{small}<w:t>None &amp; none." in cell_of(document(made(root)).decode())


_RUN = "<w:r><w:t>x</w:t></w:r>"
_TABLE = f"<w:tbl><w:tr><w:tc>{EMPTY}</w:tc></w:tr></w:tbl>"
_CONTROL = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
_TRACKED = 'w:id="9" w:author="x" w:date="2017-01-01T00:00:00Z"'


def around_row(properties: str) -> Callable[[str], str]:
    def changed(text: str) -> str:
        row = row_of(text, "142.1")
        control = (
            f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{row}</w:sdtContent></w:sdt>"
        )
        return text.replace(row, control)

    return changed


def tracked_row(text: str) -> str:
    row = row_of(text, "142.1")
    return text.replace(row, row.replace("<w:tr>", f"<w:tr><w:trPr><w:ins {_TRACKED}/></w:trPr>"))


LEFT: dict[str, tuple[Callable[[str], str], str]] = {
    "a content control": (paragraphs(_CONTROL.format(EMPTY)), "content control"),
    "one in its paragraph": (
        paragraphs(f"<w:p>{_CONTROL.format('<w:r><w:t/></w:r>')}</w:p>"),
        "content control",
    ),
    "one around it": (in_cell(_CONTROL.format), "content control"),
    "a locked one around its row": (
        around_row('<w:lock w:val="sdtContentLocked"/>'),
        "content control",
    ),
    "a bound one around its row": (
        around_row('<w:dataBinding w:xpath="/x" w:storeItemID="{1}"/>'),
        "content control",
    ),
    "a tracked deletion": (
        paragraphs(f"<w:p><w:del {_TRACKED}><w:r><w:delText>x</w:delText></w:r></w:del></w:p>"),
        "tracked change",
    ),
    "a tracked paragraph": (
        paragraphs(f"<w:p><w:pPr><w:rPr><w:ins {_TRACKED}/></w:rPr></w:pPr></w:p>"),
        "tracked change",
    ),
    "a tracked look": (
        paragraphs(f"<w:p><w:pPr><w:pPrChange {_TRACKED}><w:pPr/></w:pPrChange></w:pPr></w:p>"),
        "tracked change",
    ),
    "a tracked cell": (
        in_cell(lambda cell: cell.replace("</w:tcPr>", f"<w:cellIns {_TRACKED}/></w:tcPr>")),
        "tracked change",
    ),
    "a tracked row": (tracked_row, "tracked change"),
    "a table": (
        paragraphs(f"<w:tbl><w:tblPr/><w:tr><w:tc>{EMPTY}</w:tc></w:tr></w:tbl>{EMPTY}"),
        "a table",
    ),
    "a field": (
        paragraphs('<w:p><w:fldSimple w:instr="DATE"><w:r><w:t/></w:r></w:fldSimple></w:p>'),
        "more than text",
    ),
    "a picture": (paragraphs("<w:p><w:r><w:drawing/></w:r></w:p>"), "a picture"),
    "a column that goes over it": (
        lambda text: text.replace(
            row_of(text, "142.1"),
            re.sub(
                r"(<w:tc>(?:(?!<w:tc>).)*?)</w:tcPr>((?:(?!<w:tc>).)*)<w:tc>(?:(?!<w:tc>).)*</w:tr>",
                r'\1<w:gridSpan w:val="2"/></w:tcPr>\2</w:tr>',
                row_of(text, "142.1"),
                flags=re.S,
            ),
        ),
        "the row has no cell of its own there",
    ),
}


@pytest.mark.parametrize("name", LEFT)
def test_a_cell_that_cannot_be_filled_in_safely_is_left_and_said(tmp_path: Path, name: str) -> None:
    change, words = LEFT[name]
    root = kept(tmp_path, TEXT, change=change)
    done = filled(root)
    assert done.code == 1
    assert done.err.startswith("imports/list.docx:3:4: error SK710 cell-not-filled: row 3: ")
    assert words in done.err
    before = document(root / "imports" / "list.docx").decode()
    after = document(made(root)).decode()
    assert row_of(after, "142.1") == row_of(before, "142.1")
    assert "Partly implemented" in row_of(after, "142.3")


def test_a_cell_over_several_rows_belongs_to_none_of_them(tmp_path: Path) -> None:
    def merged(text: str) -> str:
        for number, how in (("142.1", ' w:val="restart"'), ("142.2", "")):
            cell = cell_of(text, number)
            row = row_of(text, number)
            start = row.rindex(cell)
            into = cell.replace("</w:tcPr>", f"<w:vMerge{how}/></w:tcPr>")
            text = text.replace(row, row[:start] + into + row[start + len(cell) :])
        return text

    root = kept(tmp_path, {**TEXT, "142.2": {"status": "not"}}, change=merged)
    done = filled(root)
    assert [line[:22] for line in done.err.splitlines() if "SK710" in line] == [
        "imports/list.docx:3:4:",
        "imports/list.docx:4:4:",
    ]
    assert "the cell goes over several rows" in done.err
    assert last_cells(made(root))[2:] == ["", "", "Theme: Right to health", "Partly implemented"]


@pytest.mark.parametrize(
    "change",
    [
        in_cell(lambda cell: cell.replace("</w:tcPr>", "<w:vMerge/></w:tcPr>"), at=1),
        in_cell(
            lambda cell: cell.replace(
                "</w:tc>",
                "<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr>"
                "</w:tbl><w:p/></w:tc>",
            ),
            at=2,
        ),
        around_row('<w:lock w:val="sdtLocked"/>'),
        lambda text: text.replace("<w:body>", "<w:body><!-- <w:tbl><w:tr><w:tc> -->"),
        in_cell(lambda cell: cell.replace(SOURCE.strip(), "<![CDATA[<w:tc>]]>"), at=0),
        lambda text: text.replace("<w:body>", f"<w:body>{_TABLE}"),
        lambda text: text.replace("<w:body>", "<w:body><w:tbl><w:tblPr/></w:tbl>"),
    ],
    ids=[
        "merged elsewhere",
        "a table elsewhere",
        "a control",
        "a comment",
        "CDATA",
        "a table before",
        "one without rows before",
    ],
)
def test_what_stands_around_a_cell_does_not_matter(
    tmp_path: Path, change: Callable[[str], str]
) -> None:
    root = kept(tmp_path, TEXT, change=change)
    assert filled(root).err == ""
    original = root / "imports" / "list.docx"
    before, after = document(original).decode(), document(made(root)).decode()
    for lines in (("Not implemented", "None &amp; none."), ("Partly implemented",)):
        put_in = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
        assert after.count(put_in) == 1
        after = after.replace(put_in, "<w:p><w:r/></w:p>")
    assert after == before
    assert parts(made(root)) == parts(original)


# --- encodings and names ----------------------------------------------------------------


def encoded(path: Path, encoding: str, declared: str) -> None:
    with zipfile.ZipFile(path) as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}
    text = re.sub(r"encoding=.UTF-8.", f'encoding="{declared}"', inside[MAIN].decode())
    inside[MAIN] = text.encode(encoding)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in inside.items():
            archive.writestr(name, data)


@pytest.mark.parametrize(
    "encoding, declared",
    [
        ("utf-16", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("iso-8859-1", "ISO-8859-1"),
        ("ascii", "US-ASCII"),
        ("utf-8-sig", "UTF-8"),
        ("windows-1252", "windows-1252"),
    ],
)
def test_other_encodings_are_filled_in_in_theirs(
    tmp_path: Path, encoding: str, declared: str
) -> None:
    root, file = home(tmp_path), matrix(tmp_path / "list.docx", 3, [LISTS[3][1]])
    encoded(file, encoding, declared)
    assert shadowkit("import", "recommendations", file, root).code == 0
    assessed(root, {"142.1": {"comment": "Naïve: Оценка невозможна."}})
    assert filled(root).err == ""
    before, after = document(file), document(made(root))
    assert other_cells(before.decode(encoding).encode(), after.decode(encoding).encode()) == [7]
    assert last_cells(made(root))[1] == "Naïve: Оценка невозможна."


def test_other_prefixes_are_kept(tmp_path: Path) -> None:
    def change(text: str) -> str:
        space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        text = re.sub(r"<(/?)w:", r"<\1", text)
        return text.replace("<document ", f'<document xmlns="{space}" ', 1)

    root = kept(tmp_path, TEXT, change=change)
    assert filled(root).err == ""
    assert b"<p><r><t>Not implemented</t></r></p>" in document(made(root))
    assert last_cells(made(root))[2] == "Not implemented\nNone & none."


def test_an_encoding_that_is_not_known_is_refused(tmp_path: Path) -> None:
    root = kept(tmp_path, TEXT)
    data = (root / "imports" / "list.docx").read_bytes()
    path = tmp_path / "other.docx"
    path.write_bytes(data)
    encoded(path, "utf-8", "x-klingon")
    with pytest.raises(CannotFillError):
        fill(path.read_bytes(), 0, {(2, 3): ["x"]})


# --- any words --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def list_file(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return matrix(tmp_path_factory.mktemp("list") / "list.docx").read_bytes()


@given(st.text(st.one_of(st.characters(), st.sampled_from("<>&\"' \t\r\n\x07]")), max_size=60))
def test_any_words_are_read_again_as_they_were_put_in(list_file: bytes, text: str) -> None:
    lines = lines_of(text)
    put_in, left = fill(list_file, 0, {(2, 3): lines or ["-"]})
    again = read_word(put_in, "list.docx").tables[0][2][3].text
    assert (lines_of(again), left) == (lines or ["-"], {})
    assert lines_of("\n".join(lines)) == lines


@pytest.mark.parametrize(
    "change",
    [
        in_cell(lambda cell: cell.replace("142.1", "142.9"), at=0),
        in_cell(lambda cell: cell.replace("None was", "Two were")),
        in_cell(lambda cell: cell + cell),
        lambda text: text.replace(row_of(text, "142.2"), ""),
        lambda text: text.replace("<w:sectPr", "<w:p><w:r><w:t>x</w:t></w:r></w:p><w:sectPr", 1),
        lambda text: text.replace("<w:sectPr", f"{_TABLE}<w:sectPr", 1),
    ],
    ids=["another cell", "other words", "one cell more", "a row less", "a paragraph", "a table"],
)
def test_what_differs_elsewhere_is_noticed(tmp_path: Path, change: Callable[[str], str]) -> None:
    before = matrix(tmp_path / "before.docx")
    texts = {(2, 3): ["None was trained."]}
    right, _left = fill(before.read_bytes(), 0, texts)
    first = read_word(before.read_bytes(), "before.docx")
    assert differs_only_in(first, read_word(right, "after.docx"), 0, texts)
    wrong = tmp_path / "wrong.docx"
    wrong.write_bytes(right)
    repacked(wrong, {MAIN: change})
    assert not differs_only_in(first, read_word(wrong.read_bytes(), "wrong.docx"), 0, texts)
    assert not differs_only_in(first, first, 0, texts)


def test_the_fixture_has_what_the_changes_look_for(tmp_path: Path) -> None:
    root = kept(tmp_path, TEXT)
    assert [entry["number"] for entry in registry(root)] == ["142.1", "142.2", "142.3"]
    assert "<w:p><w:r/></w:p>" in cell_of(document(root / "imports" / "list.docx").decode())
