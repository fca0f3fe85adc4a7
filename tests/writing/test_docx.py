"""The Word writer: what is in the file, read back independently of the writer."""

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
from test_docx_documents import arabic, chapters, endnotes, numbered
from test_docx_reading import Read, W, child, fields, labelled, style, text, value

from docx_lint import lint
from samples import bullet, document, t
from shadowkit.model.document import (
    Block,
    Document,
    Heading,
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
    Inline,
    Inlines,
    LineBreak,
    Link,
    NoteMark,
    Reference,
    Span,
    Text,
    plain,
)
from shadowkit.model.look import Look
from shadowkit.writing.docx import write
from shadowkit.writing.docx.inlines import target_url
from shadowkit.writing.docx.languages import segments
from shadowkit.writing.looks import load_look

HERE = Path(__file__).resolve().parent
PLAIN = load_look("plain")
DOCUMENTS = {
    "sample": (document, False),
    "draft": (document, True),
    "endnotes": (endnotes, False),
    "chapters": (chapters, False),
    "arabic": (arabic, False),
    "forty": (lambda: numbered(40), False),
    "no cover": (lambda: replace(document(), cover=()), True),
    "empty": (lambda: replace(document(), sections=(), notes=()), False),
}


def read(document: Document, *, draft: bool = False) -> Read:
    return Read(write(document, PLAIN, draft=draft))


def one(*shapes: Shape, notes: tuple[Note, ...] = (), **changes: object) -> Document:
    """A document of one block."""
    section = Section("s", None, (Block(anchor("block"), shapes),))
    return replace(document(), sections=(section,), notes=notes, **changes)  # type: ignore[arg-type]


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
        "from test_docx_documents import arabic, chapters, numbered\n"
        "from shadowkit.writing.docx import write\n"
        "from shadowkit.writing.looks import load_look\n"
        "for document in (arabic(), chapters(), numbered(30)):\n"
        "    print(hashlib.sha256(write(document, load_look('plain'))).hexdigest())\n"
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
        else:
            for item in shape.items:
                yield from _shapes(item.shapes)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_text_is_the_documents_text(name: str) -> None:
    make, draft = DOCUMENTS[name]
    source = make()
    found = read(source, draft=draft)
    assert [text(p) for p in found.body.iter(W + "p")] == list(expected_texts(source))
    kind = source.note_placement + "note"
    notes = found.xml(f"word/{kind}s.xml")
    printed = [text(p) for n in notes if not n.get(W + "type") for p in n.iter(W + "p")]
    wanted = [plain(p) for note in source.notes for p in note.paragraphs]
    first = {id for note in source.notes for id in [note.paragraphs[0]]}
    assert [p.removeprefix(" ") for p in printed] == wanted
    assert len(first) <= len(wanted)


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
_PARAGRAPH = {"pStyle", "keepNext", "numPr", "bidi"}


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


def test_words_names_of_styles_are_the_built_in_ones() -> None:
    styles = read(document()).xml("word/styles.xml")
    names = {value(node) for node in styles.iter(W + "name")}
    assert names >= {
        "Normal", "heading 1", "heading 2", "heading 3", "Title", "Subtitle", "Body Text",
        "Body Text Indent", "Numbered Paragraph", "List Bullet", "List Bullet 2", "List Bullet 3",
        "List Number", "List Continue", "Quote", "footnote text", "footnote reference",
        "endnote text", "endnote reference", "Hyperlink", "header", "footer", "Draft mark",
        "Emphasis", "Strong", "Superscript",
    }  # fmt: skip
    levels = {
        value(node, "styleId"): value(child(node, "pPr", "outlineLvl"))
        for node in styles.iter(W + "style")
        if child(node, "pPr", "outlineLvl") is not None
    }
    assert levels == {"Heading1": "0", "Heading2": "1", "Heading3": "2"}


# --- numbers, lists and headings ------------------------------------------------------


def test_numbered_paragraphs_are_one_list_carried_by_the_style() -> None:
    found = read(numbered(40))
    assert [x[1] for x in labelled(found) if x[0] == "NumberedParagraph"] == [
        f"{n}." for n in range(1, 41)
    ]
    for paragraph in found.body.iter(W + "p"):
        if style(paragraph) == "NumberedParagraph":
            assert child(paragraph, "pPr", "numPr") is None


def test_headings_and_lists_are_numbered_as_the_document_says() -> None:
    labels = [(label, words) for _, label, words in labelled(read(chapters())) if label]
    assert labels == [
        ("I", "Legal frameworks"),
        ("I.1", "Definitions in national law"),
        ("1.", "An introduction:"),
        ("•", "first level"),
        ("–", "second level"),
        ("•", "third level"),
        ("•", "fourth level"),
        ("–", "quoted item"),
        ("1.", "first"),
        ("(a)", "inner a"),
        ("(b)", "inner b"),
        ("2.", "second"),
        ("I.2", "Prosecution"),
        ("II", "International cooperation"),
        ("II.1", "Extradition"),
        ("2.", plain(_paragraphs(chapters())["refs"])),
        ("3.", "again from three"),
    ]


def _paragraphs(document: Document) -> dict[str, Inlines]:
    return {
        name: shape.content
        for name in ("refs", "body")
        for block in document.blocks()
        for shape in block.shapes
        if isinstance(shape, Paragraph) and block.anchor == anchor(name)
    }


HEADINGS = {
    "roman": [(1, "I"), (1, "II"), (1, "III"), (1, "IV")],
    "decimal with stops": [
        (1, "1."),
        (2, "1.1."),
        (3, "1.1.1."),
        (2, "1.2."),
        (1, "2."),
        (2, "2.1."),
    ],
    "below headings without numbers": [(1, ""), (2, "i."), (2, "ii."), (1, ""), (2, "i.")],
    "two ways": [(1, "I"), (2, "A."), (2, "B."), (1, "II"), (2, "1"), (2, "2"), (1, "III")],
    "from three": [(1, "3"), (1, "4"), (2, "4.7")],
    "a letter or a roman": [(1, "A"), (1, "B"), (1, "C"), (1, "D")],
    "words": [(1, "Chapter 1:"), (1, "Chapter 2:"), (2, "§ 1"), (2, "§ 2")],
    "some without": [(1, "1"), (1, ""), (1, "2"), (2, "2.1"), (2, ""), (2, "2.2")],
    "deeper first": [(2, "1"), (1, "1"), (2, "1.1")],
}


@pytest.mark.parametrize("name", HEADINGS)
def test_word_numbers_headings_as_the_document_does(name: str) -> None:
    headings = [
        Heading(level, t(f"H{place}"), anchor(f"h{place}"), number)
        for place, (level, number) in enumerate(HEADINGS[name])
    ]
    found = read(one(*headings, cover=()))
    assert [label for _, label, _ in labelled(found)] == [number for _, number in HEADINGS[name]]


@pytest.mark.parametrize("number", ["–", "01", "1%", "one", "50% 1"])
def test_a_heading_that_word_cannot_number_is_refused(number: str) -> None:
    with pytest.raises(ValueError, match="number"):
        read(one(Heading(1, t("H"), anchor("h"), number)))


def test_a_list_stands_at_the_text_of_its_numbered_paragraph() -> None:
    items = List((bullet(Paragraph(t("item"))),))
    blocks = (
        Block(anchor("a"), (Paragraph(t("numbered"), anchor("a"), 1), items, Paragraph(t("more")))),
        Block(anchor("b"), (items, Paragraph(t("free")))),
    )
    found = read(replace(document(), cover=(), sections=(Section("s", None, blocks),), notes=()))
    assert [x[0] for x in labelled(found)] == [
        "NumberedParagraph", "ListBulletinParagraph", "BodyTextIndent", "ListBullet", "BodyText",
    ]  # fmt: skip
    indents = {
        value(node, "styleId"): value(child(node, "pPr", "ind"), "left")
        for node in found.xml("word/styles.xml").iter(W + "style")
    }
    numbering = found.text("word/numbering.xml")
    assert f'<w:ind w:left="{indents["BodyTextIndent"]}" w:hanging=' in numbering


def test_what_introduces_a_list_keeps_with_it() -> None:
    items = List((bullet(Paragraph(t("item")), List((bullet(Paragraph(t("inner"))),))),))
    blocks = (
        Block(anchor("a"), (Paragraph(t("lead-in in another block:")),)),
        Block(anchor("b"), (items, Paragraph(t("after")), Paragraph(t("lead-in:")), items)),
    )
    found = read(replace(document(), cover=(), sections=(Section("s", None, blocks),), notes=()))
    kept = [text(p) for p in found.body.iter(W + "p") if child(p, "pPr", "keepNext") is not None]
    assert kept == ["lead-in in another block:", "item", "lead-in:", "item"]


# --- anchors and references -----------------------------------------------------------


def bookmark_names(found: Read) -> list[str]:
    return [value(node, "name") for node in found.body.iter(W + "bookmarkStart")]


def test_every_anchor_has_one_hidden_bookmark() -> None:
    names = bookmark_names(read(document()))
    ids = ["context", "one", "note-1", "note-2", "sub", "two", "note-3", "gap-1", "note-4", "more"]
    assert sorted(names) == sorted(
        f"_{anchor(id)}" for id in (*ids, "three", "note-5", "four", "recommendations", "theme-law")
    )


def test_a_bookmark_stands_around_the_runs_of_its_paragraph() -> None:
    for paragraph in read(document()).body.iter(W + "p"):
        if style(paragraph) == "NumberedParagraph":
            inner = [str(node.tag).removeprefix(W) for node in paragraph]
            assert inner[:2] == ["pPr", "bookmarkStart"]
            assert inner[-1] == "bookmarkEnd"


def test_a_block_stands_in_a_content_control_under_its_anchor() -> None:
    source = chapters()
    tags = [value(node) for node in read(source).body.iter(W + "tag")]

    def anchors(parts: tuple[Block | Section, ...]) -> Iterator[str]:
        for part in parts:
            if isinstance(part, Block):
                yield part.anchor
                continue
            if part.heading:
                yield part.heading.anchor
            yield from anchors(part.parts)

    # printed twice, the second time it stands free
    assert tags == list(dict.fromkeys(anchors(source.sections)))


def test_the_first_control_is_a_document_part() -> None:
    # LibreOffice 7 scrambles the text of controls without a kind unless one came before.
    for source in (document(), replace(document(), cover=())):
        first = next(read(source).body.iter(W + "sdtPr"))
        assert child(first, "docPartObj") is not None


def test_fields_hold_what_word_would_put_there() -> None:
    found = read(chapters())
    numbers = {}
    for paragraph, (_, label, words) in zip(found.body.iter(W + "p"), labelled(found), strict=True):
        for start in paragraph.iter(W + "bookmarkStart"):
            numbers[value(start, "name")] = (label.rstrip("."), words)
    seen = []
    for instruction, result in fields(found.body):
        kind, name, *switches = instruction.split()
        seen.append((kind, " ".join(switches), result))
        if kind == "REF":
            assert result == numbers[name][switches[0] == "\\h"]
    assert seen == [
        ("REF", "\\n \\h", "I"),
        ("REF", "\\n \\h", "I.1"),
        ("REF", "\\h", "Definitions in national law"),
        ("REF", "\\r \\h", "1"),
        ("NOTEREF", "\\h", "1"),
    ]


def test_a_reference_that_no_field_could_print_is_a_link() -> None:
    found = read(document())
    (link,) = [node for node in found.body.iter(W + "hyperlink") if node.get(W + "anchor")]
    assert text(link) == "“Context & scope”"
    assert value(link, "anchor") == f"_{anchor('context')}"


def test_an_unresolved_reference_is_seen() -> None:
    found = read(one(Paragraph((Reference("", "[@para:lost]", "paragraph"),))))
    assert [value(node) for node in found.body.iter(W + "rStyle")] == ["Unresolved"]


def test_addresses_are_made_safe_and_written_once() -> None:
    assert target_url("https://e.org/a b[1]?x=50%&y=%20#ф") == (
        "https://e.org/a%20b%5B1%5D?x=50%25&y=%20#%D1%84"
    )
    links = tuple(Link(f"https://example.org/{n % 2}", t("x")) for n in range(4))
    relations = read(one(Paragraph(links), cover=())).text("word/_rels/document.xml.rels")
    assert relations.count('TargetMode="External"') == 2


# --- notes ----------------------------------------------------------------------------


def test_two_marks_side_by_side_are_parted_by_a_raised_comma() -> None:
    marks = [NoteMark(n, anchor(f"n{n}")) for n in (1, 2, 3)]
    notes = tuple(Note(n, anchor(f"n{n}"), (t("note"),)) for n in (1, 2, 3))
    content = (Span((Text("a"), marks[0])), marks[1], Text(""), Text("b"), marks[2])
    found = read(one(Paragraph(content), notes=notes, cover=()))
    runs = ["".join(run.itertext()) or str(run[-1].tag) for run in found.body.iter(W + "r")]
    mark = W + "footnoteReference"
    assert runs == ["a", mark, ", ", mark, "b", mark]


def test_endnotes_stand_in_their_own_part_under_a_title() -> None:
    found = read(endnotes())
    assert len(found.xml("word/endnotes.xml")) == 2 + 5
    assert len(found.xml("word/footnotes.xml")) == 2
    assert labelled(found)[-1] == ("NotesHeading", "", "Notes")
    assert "endnotes.xml" in str(found.names)
    assert found.text("word/settings.xml").count('<w:numFmt w:val="decimal"/>') == 1


def test_a_link_in_a_note_is_related_to_the_notes() -> None:
    found = read(document())
    relations = found.text("word/_rels/footnotes.xml.rels")
    assert 'Target="https://example.org"' in relations


# --- the frame ------------------------------------------------------------------------


def test_the_cover_is_the_first_page_and_counts() -> None:
    found = read(document())
    (section,) = list(found.body.iter(W + "sectPr"))
    assert child(section, "titlePg") is not None
    assert child(section, "pgNumType") is None
    assert {value(n, "type") for n in section.iter(W + "headerReference")} == {"default"}
    breaks = [
        p for p in found.body.iter(W + "p") if p.find(f".//{W}br[@{W}type='page']") is not None
    ]
    assert [text(p) for p in breaks] == ["This is an example."]
    footer = found.xml("word/footer.xml")
    assert [field[0] for field in fields(footer)] == ["PAGE", "NUMPAGES"]
    assert text(footer[0]) == "Page 1 of 1"


def test_a_draft_says_so_on_every_page() -> None:
    for draft in (True, False):
        found = read(document(), draft=draft)
        headers = [name for name in found.names if name.startswith("word/header")]
        marked = [name for name in headers if "Draft" in found.text(name)]
        assert marked == (["word/header-first.xml", "word/header.xml"] if draft else [])


# --- languages ------------------------------------------------------------------------


def test_languages_are_said_where_they_are_not_the_documents() -> None:
    found = read(document())
    assert 'w:lang w:val="en-GB"' in found.text("word/styles.xml")
    runs = {text(run.getparent()): run for run in found.body.iter(W + "r")}  # type: ignore[arg-type]
    assert runs
    russian = next(r for r in found.body.iter(W + "r") if "Комитет" in "".join(r.itertext()))
    assert value(child(russian, "rPr", "lang")) == "ru-RU"
    arab = next(r for r in found.body.iter(W + "r") if "اللجنة" in "".join(r.itertext()))
    assert child(arab, "rPr", "rtl") is not None
    assert value(child(arab, "rPr", "lang"), "bidi") == "ar-SA"


def test_a_block_in_another_script_has_its_own_direction_and_fonts() -> None:
    found = read(chapters())
    paragraphs = {text(p): p for p in found.body.iter(W + "p")}
    chinese = paragraphs["委员会关切地注意到，“定义”仍不完整。"]
    assert value(next(chinese.iter(W + "rFonts")), "hint") == "eastAsia"
    assert value(next(chinese.iter(W + "lang")), "eastAsia") == "zh-CN"
    assert (
        child(paragraphs["توصي اللجنة الدولة الطرف (CCPR/C/RUS/CO/8)."], "pPr", "bidi") is not None
    )


def test_a_document_from_right_to_left() -> None:
    found = read(arabic())
    (section,) = list(found.body.iter(W + "sectPr"))
    assert child(section, "bidi") is not None
    assert "<w:bidi/>" in found.text("word/styles.xml")
    english = next(p for p in found.body.iter(W + "p") if "English" in text(p))
    assert value(child(english, "pPr", "bidi")) == "0"
    for run in found.body.iter(W + "r"):
        words = "".join(node.text or "" for node in run.iter(W + "t"))
        rtl = child(run, "rPr", "rtl") is not None
        if re.search("[A-Za-z]", words):
            assert not rtl, words
        elif re.search("[\u0600-\u06ff]", words):
            assert rtl, words


@pytest.mark.parametrize(
    ("words", "rtl", "expected"),
    [
        ("plain", False, ["<plain"]),
        ("", False, ["<"]),
        ("the body (اللجنة المعنية) said", False, ["<the body (", ">اللجنة المعنية", "<) said"]),
        ("اللجنة (CCPR/C/RUS/CO/8).", True, [">اللجنة (", "<CCPR/C/RUS/CO/8", ">)."]),
        ("ثم OPSC (CRC) و", True, [">ثم ", "<OPSC (CRC)", "> و"]),
        ("انظر https://e.org/a?b=1.", True, [">انظر ", "<https://e.org/a?b=1", ">."]),
        ("عام 2017–2018", True, [">عام 2017–2018"]),
    ],
)
def test_text_is_cut_into_one_direction_a_run(words: str, rtl: bool, expected: list[str]) -> None:
    assert [("<", ">")[right] + piece for piece, right in segments(words, rtl)] == expected


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
        "not printed": one(Paragraph((Reference(anchor("no"), "4", "paragraph"),))),
    }
    for message, source in refused.items():
        with pytest.raises(ValueError, match=message):
            write(source, PLAIN)


# --- the look -------------------------------------------------------------------------

FOR_THE_PDF_ALONE = {"fonts.pdf", "notes.indent"}


def _leaves(node: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if isinstance(node, dict):
        for key, inner in node.items():
            yield from _leaves(inner, (*path, key))
    elif isinstance(node, (list, tuple)):
        for place, inner in enumerate(node):
            yield from _leaves(inner, (*path, place))
    else:
        yield path


def _other(old: object) -> Iterator[object]:
    if isinstance(old, bool):
        yield not old
    elif isinstance(old, float):
        yield old + 20  # more than the space that follows a heading anyhow
    else:
        yield from (
            "#123456",
            "Other Font",
            "Letter",
            "center",
            "accent",
            "muted",
            "above",
            "below",
            "‣",
        )


def test_every_field_of_the_look_is_used() -> None:
    plain_look = PLAIN.model_dump(mode="json", by_alias=True)
    source = document()
    before = write(source, PLAIN)
    unused = set()
    for path in _leaves(plain_look):
        changed = PLAIN.model_dump(mode="json", by_alias=True)
        node = changed
        for key in path[:-1]:
            node = node[key]
        old = node[path[-1]]
        for new in _other(old):
            node[path[-1]] = new
            try:
                look = Look.model_validate(changed)
            except ValueError:
                continue
            if new != old:
                break
        if write(source, look) == before:
            unused.add(".".join(map(str, path[:2])))
    assert unused == FOR_THE_PDF_ALONE, unused


def test_an_unknown_look_is_named_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="plain"):
        load_look("no-such-look")


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
