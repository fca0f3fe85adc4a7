"""A submission of an example as it comes out, for tests that look at what a reader has."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lxml import etree, html
from test_docx_reading import Numbers, Read, W, child, style, text, value

from libreoffice import require
from shadowkit.building import build
from shadowkit.model.document import Document
from shadowkit.model.register import Register
from shadowkit.pipeline import run
from shadowkit.writing.pdf import PdfRenderer

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
EXAMPLE = EXAMPLES / "russian-federation"


@dataclass(frozen=True)
class WordParagraph:
    """A paragraph of the Word file as Word shows it: style, number or bullet, words, the runs
    of them that are bold, and the notes whose marks stand in it; `box`: in a frame."""

    style: str
    label: str
    text: str
    bold: tuple[str, ...]
    notes: tuple[int, ...]
    box: bool

    @property
    def level(self) -> int:
        """Of a heading its level, else 0."""
        found = re.fullmatch(r"Heading(\d)", self.style)
        return int(found[1]) if found else 0


@dataclass
class Produced:
    """The resolved document of one submission, and its files."""

    document: Document
    register: Register
    folder: Path

    def file(self, suffix: str) -> Path:
        return self.folder / f"{self.document.submission}.{suffix}"

    @cached_property
    def paragraphs(self) -> list[WordParagraph]:
        """All paragraphs of the Word file's main part that have words, in order."""
        read = Read(self.file("docx").read_bytes())
        numbers = Numbers(read)
        position = {id: number for number, id in enumerate(self._note_ids(read), 1)}
        found = []
        for paragraph in read.body.iter(W + "p"):
            label = numbers.label(paragraph)
            marks = paragraph.iter(W + "footnoteReference", W + "endnoteReference")
            shown = WordParagraph(
                style(paragraph),
                label,
                text(paragraph),
                tuple(_bold(paragraph)),
                tuple(position[value(mark, "id")] for mark in marks),
                next(paragraph.iterancestors(W + "tbl"), None) is not None,
            )
            if shown.text:
                found.append(shown)
        return found

    @cached_property
    def notes(self) -> dict[int, str]:
        """The notes of the Word file by the number that Word gives them."""
        read = Read(self.file("docx").read_bytes())
        texts = {
            value(note, "id"): " ".join(text(p).strip() for p in note.iter(W + "p"))
            for note in self._note_elements(read)
        }
        return {number: texts[id] for number, id in enumerate(self._note_ids(read), 1)}

    def _part(self) -> str:
        return "endnote" if self.document.note_placement == "end" else "footnote"

    def _note_elements(self, read: Read) -> list[etree._Element]:
        return [n for n in read.xml(f"word/{self._part()}s.xml") if n.get(W + "type") is None]

    def _note_ids(self, read: Read) -> list[str]:
        return [value(mark, "id") for mark in read.body.iter(f"{W}{self._part()}Reference")]

    def chapters(self) -> list[list[WordParagraph]]:
        """The paragraphs behind the cover, from each heading of the first level to the next."""
        found: list[list[WordParagraph]] = []
        for paragraph in self.paragraphs:
            if paragraph.level == 1:
                found.append([])
            if found:
                found[-1].append(paragraph)
        return found

    @cached_property
    def html(self) -> etree._Element:
        return html.fromstring(self.file("html").read_bytes())

    @cached_property
    def pdf(self) -> str:
        """The words of the PDF, in one line."""
        require("pdftotext")
        done = subprocess.run(
            ["pdftotext", "-raw", str(self.file("pdf")), "-"],
            check=True,
            capture_output=True,
            timeout=60,
        )
        return " ".join(done.stdout.decode("utf-8").split())


def _bold(paragraph: etree._Element) -> Iterator[str]:
    for piece in paragraph.iter(W + "r"):
        if value(child(piece, "rPr", "rStyle")) == "Strong":
            yield "".join(words.text or "" for words in piece.iter(W + "t"))


def produced(name: str, folder: Path, dossier: Path = EXAMPLE) -> Produced:
    """Builds one submission of an example into `folder`: Word, PDF and HTML."""
    outcome = run(dossier, [name])
    assert outcome.dossier is not None
    with PdfRenderer() as renderer:
        (built,) = build(outcome, ["docx", "pdf", "html"], folder, draft=False, renderer=renderer)
    assert not built.failed, built.failed
    register = outcome.dossier.register
    return Produced(outcome.submissions[0].document, register, folder / name)
