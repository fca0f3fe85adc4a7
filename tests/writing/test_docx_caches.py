"""What Word and LibreOffice do not count anew when a file is opened, in every example there is:
numbers of notes that the text refers to, and the contents with the pages of their headings."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from test_docx_reading import Element, Read, W, marked_notes, note_fields, style, text

from examples import EXAMPLES, all_of, resolved, submissions, word
from libreoffice import require
from shadowkit.building import FORMATS, build, look_of
from shadowkit.model.document import ContentsEntry, Document
from shadowkit.model.inline import Emphasis, Inlines, Link, Reference, Span, plain
from shadowkit.pipeline import Outcome, Resolved
from shadowkit.resolving.counting import texts
from shadowkit.writing.docx.pages import heading_pages
from shadowkit.writing.pdf import PdfRenderer
from wordpages import heading_pages as true_pages

FOLDERS = sorted({example for example, _ in submissions()})


def with_contents(example: str) -> Iterator[tuple[Resolved, tuple[ContentsEntry, ...]]]:
    """The submissions of an example that have contents, with their entries."""
    for one in all_of(example):
        if one.document.contents is not None:
            yield one, one.document.contents.entries


def estimated(one: Resolved) -> Mapping[str, int]:
    return heading_pages(one.document, look_of(one))


def test_there_are_examples_of_both() -> None:
    documents = [resolved(*one).document for one in submissions()]
    assert any(document.contents for document in documents)
    assert any(note_fields(Read(word(*one))) for one in submissions())


# --- notes ------------------------------------------------------------------------------


def references(document: Document) -> Iterator[Reference]:
    """The numbers of notes that a document refers to."""

    def within(inlines: Inlines) -> Iterator[Reference]:
        for node in inlines:
            if isinstance(node, Reference) and node.target == "note":
                yield node
            elif isinstance(node, (Emphasis, Link, Span)):
                yield from within(node.content)

    for section in document.sections:
        for _block, _part, content in texts(section):
            yield from within(content)
    for note in document.notes:
        for paragraph in note.paragraphs:
            yield from within(paragraph)


@pytest.mark.parametrize(("example", "name"), submissions())
def test_each_number_of_a_note_is_that_of_the_mark_it_refers_to(example: str, name: str) -> None:
    read = Read(word(example, name))
    numbers = marked_notes(read)
    fields = note_fields(read)
    assert [(bookmark, str(numbers[bookmark])) for bookmark, _ in fields] == fields
    document = resolved(example, name).document
    number_of = {note.anchor: str(note.number) for note in document.notes}
    meant = [(f"_{one.anchor}", number_of[one.anchor]) for one in references(document)]
    assert sorted(fields) == sorted(meant)


# --- contents ---------------------------------------------------------------------------


def lines(read: Read) -> list[tuple[int, str, str]]:
    """The level of each line of the contents, its text and the bookmark of its page."""
    found = []
    for paragraph in read.body.iter(W + "p"):
        if style(paragraph).startswith("TOC") and style(paragraph)[3:].isdigit():
            found.append((int(style(paragraph)[3:]), text(paragraph), _page_of(paragraph)))
    return found


def _page_of(paragraph: Element) -> str:
    instructions = [node.text or "" for node in paragraph.iter(W + "instrText")]
    (page,) = [one.split()[1] for one in instructions if one.split()[0] == "PAGEREF"]
    return page


@pytest.mark.parametrize("example", FOLDERS)
def test_each_line_of_the_contents_says_what_the_document_and_the_estimate_say(
    example: str,
) -> None:
    for one, entries in with_contents(example):
        pages = estimated(one)
        expected = []
        for entry in entries:
            number = [entry.number] if entry.number else []
            parts = (*number, plain(entry.content), str(pages[entry.anchor]))
            expected.append((entry.level, "\t".join(parts), f"_{entry.anchor}"))
        assert lines(Read(word(example, one.filing.name))) == expected


@pytest.mark.parametrize("example", FOLDERS)
def test_the_pages_are_the_same_whichever_formats_are_built(example: str, tmp_path: Path) -> None:
    chosen = [one for one, _ in with_contents(example)]
    with PdfRenderer() as renderer:
        some = Outcome(EXAMPLES / example, submissions=chosen)
        build(some, FORMATS, tmp_path, draft=False, renderer=renderer)
    for one in chosen:
        name = one.filing.name
        assert (tmp_path / name / f"{name}.docx").read_bytes() == word(example, name)
        manifest = json.loads((tmp_path / name / "manifest.json").read_bytes())
        assert manifest["contents_pages"] == "estimated"


@pytest.mark.libreoffice
@pytest.mark.parametrize("example", FOLDERS)
def test_no_page_is_more_than_one_from_where_libreoffice_puts_the_heading(
    example: str, tmp_path: Path
) -> None:
    require("soffice")
    wrong = []
    for one, entries in with_contents(example):
        name = one.filing.name
        (tmp_path / f"{name}.docx").write_bytes(word(example, name))
        found = iter(true_pages(tmp_path / f"{name}.docx", tmp_path))
        for entry in entries:
            title, guess = plain(entry.content), estimated(one)[entry.anchor]
            # Headings below the depth of the contents stand between.
            page = next(page for heading, page in found if heading.endswith(title))
            if abs(guess - page) > 1:
                wrong.append((name, title, guess, page))
    assert wrong == []
