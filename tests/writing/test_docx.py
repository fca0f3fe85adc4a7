"""The Word writer: the file and its text, read back independently of the writer."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator
from test_docx_documents import DOCUMENTS, PLAIN, arabic, chapters, numbered, one, read
from test_docx_reading import Element, Read, W, child, labelled, style, text, value
from test_docx_shaped import table

from docx_lint import lint
from samples import document, row, t
from shadowkit.model.document import (
    Box,
    Document,
    Figure,
    Heading,
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
    Inline,
    LineBreak,
    Link,
    NoteMark,
    Reference,
    Span,
    Text,
    plain,
)
from shadowkit.writing.docx import write

HERE = Path(__file__).resolve().parent


# --- the file -------------------------------------------------------------------------


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_validator_and_no_lint_has_anything_to_say(name: str, tmp_path: Path) -> None:
    make, draft = DOCUMENTS[name]
    data = write(make(), PLAIN, draft=draft)
    path = tmp_path / "file.docx"
    path.write_bytes(data)
    result = OpenXmlValidator().validate(path)
    assert [str(error) for error in result.errors] == []
    assert lint(data) == []


def test_four_hundred_paragraphs_are_valid(tmp_path: Path) -> None:
    data = write(numbered(400), PLAIN)
    path = tmp_path / "file.docx"
    path.write_bytes(data)
    assert OpenXmlValidator().validate(path).is_valid
    assert lint(data) == []
    numbers = [label for name, label, _ in labelled(Read(data)) if name == "NumberedParagraph"]
    assert numbers == [f"{n}." for n in range(1, 401)]


def test_the_same_bytes_in_any_process() -> None:
    script = (
        f"import sys; sys.path[:0] = [{str(HERE)!r}]\n"
        "import hashlib\n"
        "from test_docx_documents import arabic, chapters, numbered, shaped\n"
        "from shadowkit.writing.docx import write\n"
        "from shadowkit.reading.looks import shipped_look\n"
        "for document in (arabic(), chapters(), numbered(30), shaped()):\n"
        "    print(hashlib.sha256(write(document, shipped_look('plain'))).hexdigest())\n"
    )
    seen = set()
    for seed, zone, locale in (("0", "UTC", "C"), ("4711", "Asia/Tokyo", "ru_RU.UTF-8")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LANG": locale}
        done = subprocess.run(
            [sys.executable, "-c", script], env=environment, capture_output=True, check=True
        )
        seen.add(done.stdout)
    assert len(seen) == 1


def test_writing_twice_in_one_process_gives_the_same_bytes() -> None:
    assert write(chapters(), PLAIN) == write(chapters(), PLAIN)


def test_the_container_says_nothing_of_when_and_where() -> None:
    found = read(document())
    assert found.names[:2] == ["[Content_Types].xml", "_rels/.rels"]
    assert found.names[2:] == sorted(found.names[2:])
    for info in found.infos:
        assert info.date_time == (1980, 1, 1, 0, 0, 0)
        assert (info.create_system, info.external_attr, info.extra) == (0, 0, b"")


def test_importing_the_writers_package_does_not_import_docx() -> None:
    script = "import sys, shadowkit.writing; assert not {'docx', 'lxml'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", script], check=True)


def test_python_docx_opens_the_file() -> None:
    import docx

    opened = docx.Document(BytesIO(write(document(), PLAIN)))
    assert opened.core_properties.title == "Sexual exploitation of children in Exampleland"
    assert opened.styles["Heading 1"].font.size.pt == PLAIN.headings[0].size
    assert len(opened.part.element.body.findall(f".//{W}tbl")) == 4
    (picture,) = [part for part in opened.part.package.iter_parts() if "media" in part.partname]
    assert picture.image.px_width == 64


def test_metadata_come_from_the_document_alone() -> None:
    core = read(document()).text("docProps/core.xml")
    assert "<dc:language>en-GB</dc:language>" in core
    assert "Universal Periodic Review</dc:subject>" in core
    assert core.count("2017-10-05T00:00:00Z") == 2
    for absent in ("creator", "lastModifiedBy", "revision"):
        assert absent not in core
    assert "dcterms:created" not in read(arabic()).text("docProps/core.xml")


# --- the text -------------------------------------------------------------------------


def expected_texts(document: Document) -> Iterator[str]:
    yield from (plain(line.content) for line in document.cover)
    yield from (text for section in document.sections for text in _section(section))
    if document.note_placement == "end" and document.notes:
        yield document.wordings.notes


def _section(section: Section) -> Iterator[str]:
    if section.heading:
        yield plain(section.heading.content)
    for part in section.parts:
        yield from _section(part) if isinstance(part, Section) else _shapes(part.shapes)


def _shapes(shapes: tuple[Shape, ...]) -> Iterator[str]:
    for shape in shapes:
        if isinstance(shape, (Heading, Paragraph)):
            yield plain(shape.content)
        elif isinstance(shape, Quote):
            yield from _shapes(shape.shapes)
        elif isinstance(shape, List):
            for item in shape.items:
                if not item.shapes or not isinstance(item.shapes[0], Paragraph):
                    yield ""  # the mark stands alone
                yield from _shapes(item.shapes)
        elif isinstance(shape, Box):
            yield from [plain(shape.title)] if shape.title else []
            yield from _shapes(shape.shapes)
        elif isinstance(shape, Figure):
            yield ""
        else:
            yield from _cells(shape)


def _cells(shape: Table | KeyValue) -> Iterator[str]:
    if isinstance(shape, KeyValue):
        for term, values in shape.entries:
            yield plain(term)
            yield from [plain(value) for value in values if value] or [""]
        return
    if shape.label:
        yield f"{shape.label}. {plain(shape.caption)}" if shape.caption else shape.label
    for cells in (shape.header, *shape.rows):
        yield from (plain(cell.content) for cell in cells)
    if not shape.header and not shape.rows:
        yield from [""] * len(shape.alignments)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_text_is_the_documents_text(name: str) -> None:
    make, draft = DOCUMENTS[name]
    source = make()
    found = read(source, draft=draft)
    # The gaps above tables are no text.
    paragraphs = [p for p in found.body.iter(W + "p") if style(p) != "TableGap"]
    assert [text(p) for p in paragraphs] == list(expected_texts(source))
    kind = source.note_placement + "note"
    notes = found.xml(f"word/{kind}s.xml")
    printed = [text(p) for n in notes if not n.get(W + "type") for p in n.iter(W + "p")]
    wanted = [plain(p) for note in source.notes for p in note.paragraphs]
    assert [p.removeprefix(" ") for p in printed] == wanted


def test_characters_that_markup_uses_and_white_space() -> None:
    words = "a <b> & \"c\" 'd'\te\u00adf\ng\u00a0 h  i"
    (paragraph,) = list(read(one(Paragraph(t(words)), cover=())).body.iter(W + "p"))
    assert text(paragraph) == words.replace("\n", " ")


@pytest.mark.parametrize("bad", ["\x00", "\x07", "\x0b", "\x1f", "\ufffe", "\ud800"])
def test_a_character_that_xml_cannot_hold_is_named(bad: str) -> None:
    with pytest.raises(ValueError, match=f"U\\+{ord(bad):04X}"):
        read(one(Paragraph(t(f"before{bad}after"))))


def test_emphasis_is_a_character_style_and_nothing_else() -> None:
    both = Emphasis("bold", (Emphasis("italic", t("both")),))
    sup = Emphasis("superscript", t("2"))
    linked = Link("https://example.org", (Emphasis("italic", t("link")),))
    found = read(one(Paragraph((both, sup, linked))))
    styles = [value(node) for node in found.body.iter(W + "rStyle")]
    assert styles == ["StrongEmphasis", "Superscript", "HyperlinkEmphasis"]


def test_bold_in_a_bold_heading_stays_bold() -> None:
    # Word's bold is a switch: a bold character style in a bold paragraph style is not bold.
    heading = Heading(1, (Emphasis("bold", t("Title")),), anchor("h"))
    found = read(one(heading))
    assert list(found.body.iter(W + "rStyle")) == []


_RUN = {"rStyle", "rFonts", "rtl", "lang"}
_PARAGRAPH = {"pageBreakBefore", "pStyle", "keepNext", "numPr", "bidi", "spacing", "ind", "jc"}
# Where a table stands and how wide its columns are no style can say.
_TABLE = {
    "tblPr": {"tblStyle", "bidiVisual", "tblW", "tblInd", "tblLayout", "tblLook"},
    "trPr": {"cantSplit", "tblHeader"},
    "tcPr": {"tcW", "gridSpan", "tcMar"},
}


def followed(node: Element) -> str:
    """What comes after a paragraph, content controls looked through."""
    following = node.getnext()
    while following is None:
        node = node.getparent()
        following = node.getnext()
    while following.tag == W + "sdt":
        following = following.find(W + "sdtContent")[0]
    return str(following.tag).removeprefix(W)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_nothing_is_formatted_but_through_styles(name: str) -> None:
    make, draft = DOCUMENTS[name]
    found = read(make(), draft=draft)
    for part in found.names:
        if not re.match(r"word/(document|(foot|end)notes|header.*|footer)\.xml", part):
            continue
        root = found.xml(part)
        for node in root.iter(W + "rPr"):
            assert {str(inner.tag).removeprefix(W) for inner in node} <= _RUN
        for node in root.iter(W + "rFonts"):
            assert set(node.attrib) == {W + "hint"}
        for node in root.iter(W + "pPr"):
            assert {str(inner.tag).removeprefix(W) for inner in node} <= _PARAGRAPH
            if (spacing := child(node, "spacing")) is not None:
                # What stands above a table gives it its white.
                assert set(spacing.attrib) == {W + "after"}
                assert followed(node.getparent()) == "tbl"
            if child(node, "ind") is not None:
                assert value(child(node, "pStyle")) in ("Caption", "Figure", "TableBar")
            if child(node, "jc") is not None:
                assert value(child(node, "pStyle")).startswith("Table")
        for tag, allowed in _TABLE.items():
            for node in root.iter(W + tag):
                assert {str(inner.tag).removeprefix(W) for inner in node} <= allowed


def test_words_names_of_styles_are_the_built_in_ones() -> None:
    styles = read(document()).xml("word/styles.xml")
    names = {value(node) for node in styles.iter(W + "name")}
    assert names >= {
        "Normal", "heading 1", "heading 2", "heading 3", "Title", "Subtitle", "Body Text",
        "Body Text Indent", "Numbered Paragraph", "List Bullet", "List Bullet 2", "List Bullet 3",
        "List Number", "List Continue", "Quote", "footnote text", "footnote reference",
        "endnote text", "endnote reference", "Hyperlink", "header", "footer", "Draft mark",
        "Emphasis", "Strong", "Superscript", "caption", "Figure", "Data Table", "Table Text",
        "Table Column Heading", "Table Row Heading", "Keys and Values", "Key", "Value", "Box",
        "Box Title",
    }  # fmt: skip
    levels = {
        value(node, "styleId"): value(child(node, "pPr", "outlineLvl"))
        for node in styles.iter(W + "style")
        if child(node, "pPr", "outlineLvl") is not None
    }
    assert levels == {"Heading1": "0", "Heading2": "1", "Heading3": "2"}


# --- what the writer refuses ----------------------------------------------------------


def test_numbers_that_word_would_not_give_are_refused() -> None:
    mark, note = NoteMark(1, anchor("n")), Note(1, anchor("n"), (t("x"),))
    second = NoteMark(2, anchor("m"))
    refused = {
        "paragraph 3 follows": one(Paragraph(t("a"), "", 1), Paragraph(t("b"), "", 3)),
        "paragraph 2 follows": one(Paragraph(t("a"), "", 2)),
        "note 2 stands at": one(Paragraph((mark,)), notes=(replace(note, number=2),)),
        "note 2 is the 1": one(Paragraph((second, mark)), notes=(note, replace(note, number=2))),
        "1 notes have 0": one(Paragraph(t("a")), notes=(note,)),
        "stands in a note": one(Paragraph((mark,)), notes=(Note(1, anchor("n"), ((second,),)),)),
        "at most 32767": one(
            Paragraph(t("a")), notes=tuple(replace(note, number=n) for n in range(1, 32769))
        ),
        "'Table 3' is the 2. numbered table": one(
            table(row("a"), label="Table 1"), table(row("b"), label="Table 3")
        ),
        "of 2 columns has 1 cells": one(table(row("a", "b"), row("c"))),
        "not printed": one(Paragraph((Reference(anchor("no"), "4", "paragraph"),))),
    }
    for message, source in refused.items():
        with pytest.raises(ValueError, match=message):
            write(source, PLAIN)


# --- any document ---------------------------------------------------------------------

_words = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn"), include_characters="\t\u00adا<&"),
    min_size=1,
    max_size=12,
)
_inline: st.SearchStrategy[Inline] = st.recursive(
    st.one_of(
        st.builds(Text, _words),
        st.just(LineBreak()),
        st.builds(
            Reference, st.just(anchor("block")), st.sampled_from(["1", "here"]),
            st.just("paragraph"),
        ),
    ),
    lambda inner: st.one_of(
        st.builds(
            Emphasis, st.sampled_from(["bold", "italic", "superscript"]), st.tuples(inner, inner)
        ),
        st.builds(Link, st.just("https://example.org/ä?[x]"), st.tuples(inner)),
        st.builds(
            Span, st.tuples(inner), st.sampled_from(["", anchor("x")]),
            st.sampled_from(["", "ar", "zh", "fr"]),
        ),
    ),
    max_leaves=6,
)  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(st.lists(_inline, min_size=1, max_size=4), st.sampled_from(["en", "ar", "zh"]))
def test_any_inlines_make_a_sound_file(inlines: list[Inline], language: str) -> None:
    direction = "rtl" if language == "ar" else "ltr"
    first = Paragraph(t("first"), anchor("block"), 1)
    source = one(first, Paragraph(tuple(inlines)), cover=(), language=language, direction=direction)
    data = write(source, PLAIN)
    assert lint(data) == []
    printed = [text(p) for p in Read(data).body.iter(W + "p")]
    assert printed == ["first", plain(inlines).replace("\r", " ")]
