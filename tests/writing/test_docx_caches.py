"""What Word and LibreOffice do not count anew when a file is opened, in every example there is:
numbers of notes that the text refers to, and the contents with the pages of their headings."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
import yaml
from test_docx_reading import Element, Read, W, style, text, value

from libreoffice import require
from shadowkit.model.document import ContentsEntry, Document
from shadowkit.model.inline import Emphasis, Inlines, Link, Reference, Span, plain
from shadowkit.pipeline import FORMATS, Outcome, Resolved, build, look_of, run
from shadowkit.resolving.counting import texts
from shadowkit.writing import docx
from shadowkit.writing.docx.pages import heading_pages
from shadowkit.writing.pdf import PdfRenderer
from wordpages import heading_pages as true_pages

FOLDER = Path(__file__).resolve().parents[2] / "examples"
EXAMPLES = sorted(settings.parent.name for settings in FOLDER.glob("*/shadowkit.yaml"))
SUBMISSIONS = [
    (example, name)
    for example in EXAMPLES
    for settings in [FOLDER / example / "shadowkit.yaml"]
    for name in yaml.safe_load(settings.read_text(encoding="utf-8"))["submissions"]
]


@cache
def outcome(example: str) -> Outcome:
    return run(FOLDER / example)


@cache
def resolved(example: str, name: str) -> Resolved:
    found = {one.filing.name: one for one in outcome(example).submissions}
    return found[name]


@cache
def written(example: str, name: str) -> bytes:
    one = resolved(example, name)
    return docx.write(one.document, look_of(one.filing), one.template)


def with_contents(example: str) -> Iterator[tuple[Resolved, tuple[ContentsEntry, ...]]]:
    """The submissions of an example that have contents, with their entries."""
    for one in outcome(example).submissions:
        if one.document.contents is not None:
            yield one, one.document.contents.entries


def estimated(one: Resolved) -> Mapping[str, int]:
    return heading_pages(one.document, look_of(one.filing))


def test_there_are_examples_of_both() -> None:
    documents = [resolved(*one).document for one in SUBMISSIONS]
    assert any(document.contents for document in documents)
    assert any(note_fields(Read(written(*one))) for one in SUBMISSIONS)


# --- notes ------------------------------------------------------------------------------


def note_fields(read: Read) -> list[tuple[str, str]]:
    """The bookmark and the cached text of each NOTEREF."""
    found = []
    for part in ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml"):
        for node in read.xml(part).iter(W + "instrText"):
            words = (node.text or "").split()
            if words[0] == "NOTEREF":
                run_of = node.getparent()
                assert run_of is not None
                shown = [t.text or "" for one in run_of.itersiblings() for t in one.iter(W + "t")]
                found.append((words[1], shown[0]))
    return found


def marked(read: Read) -> dict[str, int]:
    """By bookmark the number that Word gives to the note whose mark stands in it."""
    found: dict[str, int] = {}
    open_now: dict[str, str] = {}
    number = 0
    for node in read.body.iter():
        if node.tag == W + "bookmarkStart":
            open_now[value(node, "id")] = value(node, "name")
        elif node.tag == W + "bookmarkEnd":
            open_now.pop(value(node, "id"), None)
        elif node.tag in (W + "footnoteReference", W + "endnoteReference"):
            number += 1
            found.update(dict.fromkeys(open_now.values(), number))
    return found


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


@pytest.mark.parametrize("example, name", SUBMISSIONS)
def test_each_number_of_a_note_is_that_of_the_mark_it_refers_to(example: str, name: str) -> None:
    read = Read(written(example, name))
    numbers = marked(read)
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


@pytest.mark.parametrize("example", EXAMPLES)
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
        assert lines(Read(written(example, one.filing.name))) == expected


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_pages_are_the_same_whichever_formats_are_built(example: str, tmp_path: Path) -> None:
    chosen = [one for one, _ in with_contents(example)]
    with PdfRenderer() as renderer:
        some = Outcome(FOLDER / example, submissions=chosen)
        build(some, FORMATS, tmp_path, draft=False, renderer=renderer)
    for one in chosen:
        name = one.filing.name
        assert (tmp_path / name / f"{name}.docx").read_bytes() == written(example, name)
        manifest = json.loads((tmp_path / name / "manifest.json").read_bytes())
        assert manifest["contents_pages"] == "estimated"


@pytest.mark.libreoffice
@pytest.mark.parametrize("example", EXAMPLES)
def test_no_page_is_more_than_one_from_where_libreoffice_puts_the_heading(
    example: str, tmp_path: Path
) -> None:
    require("soffice")
    wrong = []
    for one, entries in with_contents(example):
        name = one.filing.name
        (tmp_path / f"{name}.docx").write_bytes(written(example, name))
        found = iter(true_pages(tmp_path / f"{name}.docx", tmp_path))
        for entry in entries:
            title, guess = plain(entry.content), estimated(one)[entry.anchor]
            # Headings below the depth of the contents stand between.
            page = next(page for heading, page in found if heading.endswith(title))
            if abs(guess - page) > 1:
                wrong.append((name, title, guess, page))
    assert wrong == []
