"""Validators of PDF files have nothing to say, of any submission of any example and of documents
made up to hold every kind of block: veraPDF of PDF/UA-1 and PDF/A-2a, outloud, qpdf, and our own
list of complaints."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from test_docx_chinese import chinese
from test_docx_documents import arabic, chapters
from test_docx_shaped import arabic_shapes, shaped
from test_pdf_documents import Words, document, mark, note, numbered, section, shaped_document

import followups
import samples
from examples import pdf, resolved, submissions
from pdfstructure import complaints
from pdfvalidators import PROFILES, Remark, Verdict, outloud, qpdf, vera
from shadowkit import resources
from shadowkit.model.document import Cell, Document, Logo, Table, anchor
from shadowkit.model.inline import Text
from shadowkit.pipeline import run
from shadowkit.reading.looks import shipped_look
from shadowkit.writing.pdf import PdfRenderer

KINDS = Path(__file__).resolve().parent.parent / "kinds"

ALLOWED = {
    "ORD-001": "notes are read where they are marked, and painted at the foot of the page",
    "PAG-001": "short notes that are alike but for their numbers are taken for running lines",
    "LST-002": "a term that waits for its value has none",
    "TBL-010": "a small table with headings of columns and of rows has more of them than values",
    "TXT-004": "the shapes that Amiri has for lam in a word are each a glyph of its own",
    "TAG-003": "the parts of Arabic words that outloud asks for are ligatures that PyMuPDF and it"
    " take apart differently",
}
"""What outloud may say, of any file, and why that is no fault."""
WITHOUT_HEADINGS = {"sample", "draft", "end notes", "shaped"}
"""The documents with a table whose author gave it no headings; of these outloud may say so."""


def kinds() -> Document:
    return run(KINDS).submissions[0].document


def late() -> Document:
    """A row of a table with notes that no page holds together with it."""
    make = Words(1)
    notes = [note(number, make.text(250)) for number in range(1, 7)]
    cells = (Cell((Text("Text"), *(mark(n) for n in range(2, 6)))), Cell((Text("a"), mark(6))))
    heads = (Cell((Text("One"),)), Cell((Text("Two"), mark(1))))
    shape = Table(heads, (cells,), ("", ""), anchor("t"), (), "Table 1", (Text("Late"),))
    return document([section("Late", numbered(1, [Text("Text.")], shape))], notes)


def long_note() -> Document:
    text = numbered(1, [Text("Text."), mark(1), mark(2)])
    return document([section("One", text)], [note(1, Words(2).text(900)), note(2, "One.", "Two.")])


DOCUMENTS: dict[str, Callable[[], Document]] = {
    "sample": samples.document,
    "draft": samples.document,
    "end notes": lambda: replace(samples.document(), note_placement="end"),
    "kinds": kinds,
    "tables and boxes": lambda: shaped_document(3, count=4),
    "shaped": shaped,
    "chapters": chapters,
    "late notes": late,
    "long note": long_note,
    "arabic": arabic,
    "arabic shapes": arabic_shapes,
    "chinese": chinese,
    "implementation table": lambda: followups.documents()["en"],
    "implementation table in Arabic": lambda: followups.documents()["ar"],
    "implementation table in Chinese": lambda: followups.documents()["zh"],
    "nothing": lambda: replace(samples.document(), sections=(), notes=(), cover=()),
}
# Each with a logo in each other look.
LOOKS = [
    f"{name}, {look}"
    for look in resources.names("style/looks")
    if look != "plain"
    for name in ("sample", "arabic", "chinese")
]
SUBMISSIONS = [f"{example}/{name}" for example, name in submissions()]
FILES = [*SUBMISSIONS, *DOCUMENTS, *LOOKS]


@cache
def documents() -> dict[str, Document]:
    """The document behind each file."""
    found = {
        f"{example}/{name}": resolved(example, name).document for example, name in submissions()
    }
    found |= {name: make() for name, make in DOCUMENTS.items()}
    logo = Logo(samples.png(60, 20), "Example Coalition")
    return found | {name: replace(found[name.partition(", ")[0]], logo=logo) for name in LOOKS}


@cache
def files() -> dict[str, bytes]:
    found = {f"{example}/{name}": pdf(example, name) for example, name in submissions()}
    with PdfRenderer() as renderer:
        for name, made in documents().items():
            if name not in found:
                look = shipped_look(name.partition(", ")[2] or "plain")
                result = renderer.render(made, look, draft=name == "draft")
                assert result.findings == (), (name, result.findings)
                found[name] = result.data
    return found


@pytest.fixture(scope="module")
def verdicts() -> dict[str, dict[str, Verdict]]:
    return vera(files())


@pytest.fixture(scope="module")
def remarks() -> dict[str, list[Remark]]:
    return outloud(files())


@pytest.fixture(scope="module")
def damage() -> dict[str, list[str]]:
    return qpdf(files())


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("name", FILES)
def test_verapdf_finds_nothing(
    verdicts: dict[str, dict[str, Verdict]], name: str, profile: str
) -> None:
    assert verdicts[name][profile].failed == ()
    assert verdicts[name][profile].assertions > 300


@pytest.mark.parametrize("name", FILES)
def test_outloud_finds_nothing_but_what_is_allowed(
    remarks: dict[str, list[Remark]], name: str
) -> None:
    allowed = {*ALLOWED, *(("TBL-001",) if name.partition(",")[0] in WITHOUT_HEADINGS else ())}
    assert [remark for remark in remarks[name] if remark.rule not in allowed] == []


def test_nothing_is_allowed_that_outloud_does_not_say(remarks: dict[str, list[Remark]]) -> None:
    said = {remark.rule for found in remarks.values() for remark in found}
    assert said == {*ALLOWED, "TBL-001"}
    for name in WITHOUT_HEADINGS:
        assert "TBL-001" in [remark.rule for remark in remarks[name]]


@pytest.mark.parametrize("name", FILES)
def test_qpdf_finds_nothing(damage: dict[str, list[str]], name: str) -> None:
    assert damage[name] == []


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_to_be_complained_of(name: str) -> None:
    with pikepdf.open(BytesIO(files()[name])) as opened:
        assert complaints(opened, documents()[name]) == []
