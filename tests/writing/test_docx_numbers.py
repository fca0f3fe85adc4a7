"""The Word writer: numbers, references and notes, counted again as Word counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from test_docx_documents import chapters, endnotes, numbered, one, read
from test_docx_reading import Read, W, child, fields, labelled, style, text, value

from samples import bullet, document, t
from shadowkit.model.document import (
    Block,
    Document,
    Heading,
    List,
    Note,
    Paragraph,
    Section,
    anchor,
)
from shadowkit.model.inline import (
    Inlines,
    Link,
    NoteMark,
    Reference,
    Span,
    Text,
    plain,
)
from shadowkit.writing.docx.inlines import target_url

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


def test_a_number_of_any_width_leaves_room_before_its_heading() -> None:
    levels = {
        value(child(level, "pStyle")): (
            value(child(level, "suff")),
            value(child(level, "pPr", "ind"), "hanging"),
        )
        for level in read(chapters()).xml("word/numbering.xml").iter(W + "lvl")
    }
    # Behind a tab, "VIII" would fill the indent and run into the title.
    assert levels["Heading1"] == levels["Heading2"] == ("space", "0")
    assert levels["NumberedParagraph"][0] == "tab"


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
    ids = ["context", "one", "sub", "two", "gap-1", "more", "three", "four", "recommendations"]
    ids += ["theme-law", "shapes", "five", "figures-table", "in-cell", "figure-1", "box-table"]
    ids += [f"note-{n}" for n in range(1, 9)]
    assert sorted(names) == sorted(f"_{anchor(id)}" for id in ids)


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
    assert len(found.xml("word/endnotes.xml")) == 2 + 8
    assert len(found.xml("word/footnotes.xml")) == 2
    assert labelled(found)[-1] == ("NotesHeading", "", "Notes")
    assert "endnotes.xml" in str(found.names)
    assert found.text("word/settings.xml").count('<w:numFmt w:val="decimal"/>') == 1


def test_a_link_in_a_note_is_related_to_the_notes() -> None:
    found = read(document())
    relations = found.text("word/_rels/footnotes.xml.rels")
    assert 'Target="https://example.org"' in relations
