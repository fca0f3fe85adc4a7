"""Every word of a document, in its PDF: once by the tags, as a screen reader has it, and once by
pdftotext, as everybody else has it.

What has to be there comes from the resolved document; what stands in the margins, heads of
tables that are repeated and dots that lead to a number are left out by their place.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest
from test_docx_documents import DOCUMENTS
from test_html_shapes import nested
from test_pdf_documents import (
    crowded_document,
    document,
    long_document,
    numbered,
    section,
    shaped_document,
)

import samples
from cases import GOLDEN, laid_out, names
from examples import pdf, resolved, submissions
from libreoffice import require
from pdfexpected import (
    BULLET,
    END,
    NEW_LINE,
    NOTE,
    SOFT_HYPHEN,
    Said,
    Wanted,
    difference,
    said_by,
    turned,
)
from pdfreader import PdfReader, Piece
from shadowkit.building import look_of
from shadowkit.model.document import Block, Document, Paragraph
from shadowkit.model.inline import Emphasis, Inline, Span, Text
from shadowkit.model.look import Look
from shadowkit.pipeline import run
from shadowkit.reading.looks import shipped_look
from shadowkit.writing.pdf import PdfRenderer

PLAIN = shipped_look("plain")
JUSTIFIED = PLAIN.model_copy(update={"body": PLAIN.body.model_copy(update={"align": "justify"})})
MILLIMETRE = 72 / 25.4


@dataclass(frozen=True)
class Word:
    """A word as pdftotext has it; `joined` when nothing parts it from the one before."""

    text: str
    page: int
    left: float
    top: float
    right: float
    bottom: float
    joined: bool = False

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True)
class Printed:
    """A PDF with the document and the look that it was made of."""

    document: Document
    look: Look
    data: bytes

    @cached_property
    def reader(self) -> PdfReader:
        return PdfReader(self.data)

    @cached_property
    def wanted(self) -> list[Said]:
        return Wanted(self.document, self.reader.destinations).lines()

    @property
    def ordered(self) -> bool:
        return self.document.direction == "ltr"

    def in_margin(self, baseline: float) -> bool:
        margins, height = self.look.page.margins, self.reader.height
        return not margins.top * MILLIMETRE < baseline < height - margins.bottom * MILLIMETRE

    # --- by the tags ------------------------------------------------------------------

    def tagged(self) -> list[str]:
        """Where the tags and the document part."""
        said = said_by(self.reader.root, self.look.lists.bullets)
        found = [
            f"{one.kind}, not {other.kind}: {parted}"
            for one, other in zip(said, self.wanted, strict=False)
            if (parted := difference(one.text, other.text, ordered=self.ordered))
            or one.kind != other.kind
        ]
        longer, shorter = sorted((said, self.wanted), key=len, reverse=True)
        return found + [f"{line} on one side only" for line in longer[len(shorter) :]]

    def untagged(self) -> list[str]:
        """What is no content, and is neither a running line nor a repeated head nor dots."""
        heads = {re.sub(r"\s", "", line.text) for line in self.wanted if line.kind == "TH"}
        found = []
        for number, page in enumerate(self.reader.pages, 1):
            artifacts = [piece for piece in page if piece.mcid is None and piece.text]
            margin = [piece for piece in artifacts if self.in_margin(piece.baseline)]
            parted = difference(
                NEW_LINE.join(piece.text for piece in margin),
                self._running(number) if margin else "",
                ordered=self.ordered,
            )
            covered = number == 1 and self.document.cover and self.document.cover_page
            if parted or bool(margin) == bool(covered):
                found.append(f"running lines of page {number}: {parted}")
            for piece in artifacts:
                text = re.sub(r"\s", "", piece.text)
                known = any(text in head for head in heads) or not text.strip(".")
                if piece not in margin and not known:
                    found.append(f"no content: {piece}")
        return found

    def _running(self, page: int) -> str:
        pages = len(self.reader.pages)
        foot = self.document.wordings.page.format(page=page, pages=pages)
        return f"{self.document.short_title} {foot}"

    # --- by pdftotext -----------------------------------------------------------------

    def shown(self, folder: Path, *, ordered: bool = True) -> list[str]:
        """Where the words of pdftotext and those of the document part: of the text, and of
        the foot notes."""
        bullets = dict.fromkeys(map(ord, self.look.lists.bullets), BULLET)
        texts, notes = self._parted(self.wanted)
        words = list(self._words(folder))
        tops = [self._top_of_notes(page) for page in range(len(self.reader.pages))]
        found = []
        for wanted, at_foot in ((texts, False), (notes, True)):
            part = [word for word in words if (word.middle > tops[word.page]) == at_foot]
            run, wanted = _run(part).translate(bullets), wanted.translate(bullets)
            found.append(difference(run, wanted, "-", ordered=ordered and self.ordered))
        return [parted for parted in found if parted]

    def _parted(self, lines: list[Said]) -> tuple[str, str]:
        """The text without foot notes, and the foot notes."""
        lines = [line for line in lines if line.kind != "Figure"]
        if self.document.note_placement == "end":
            return re.sub(f"[{NOTE}{END}]", "", " ".join(line.text for line in lines)), ""
        whole = " ".join(line.text for line in lines)
        note = f"{NOTE}([^{END}]*){END}"
        return re.sub(note, "", whole), " ".join(re.findall(note, whole))

    def _top_of_notes(self, page: int) -> float:
        if self.document.note_placement == "end":
            return self.reader.height
        notes = (one for one in self.reader.root.elements() if one.kind == "Note")
        pieces = [piece for note in notes for piece in note.pieces() if piece.page == page]
        return min((piece.baseline - piece.size for piece in pieces), default=self.reader.height)

    def _words(self, folder: Path) -> Iterator[Word]:
        """All words but those of the margins and, by their place, what is no content."""
        artifacts = [[one for one in page if one.mcid is None] for page in self.reader.pages]
        for word in _read(self.data, folder):
            if not self.in_margin(word.middle) and not any(
                _covers(piece, word) for piece in artifacts[word.page]
            ):
                yield word


def _covers(piece: Piece, word: Word) -> bool:
    inside = piece.left - 1 <= word.left and word.right <= piece.right + 1
    return inside and word.top < piece.baseline <= word.bottom


def _read(data: bytes, folder: Path) -> Iterator[Word]:
    file = folder / "document.pdf"
    file.write_bytes(data)
    command = ["pdftotext", "-raw", "-bbox", "-enc", "UTF-8", str(file), "-"]
    made = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")
    for page, text in enumerate(made.split("<page ")[1:]):
        words = [
            Word(unescape(word), page, *map(float, places))
            for *places, word in re.findall(
                r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>', text
            )
        ]
        for before, word in pairwise((None, *words)):
            close = before is not None and abs(word.left - before.right) < 1
            yield replace(word, joined=close)


def _run(words: list[Word]) -> str:
    """The words in a row.  Where a line or a page ends, and where two touch each other, a
    space may or may not have been."""
    pieces: list[str] = []
    for before, word in pairwise((None, *words)):
        same_line = before is not None and before.page == word.page and before.right < word.left
        pieces += [" " if same_line and not word.joined else NEW_LINE, word.text]
    return "".join(pieces)


# --- every submission of every example ------------------------------------------------


@pytest.fixture(scope="module", params=submissions(), ids="-".join)
def filed(request: pytest.FixtureRequest) -> Printed:
    one = resolved(*request.param)
    return Printed(one.document, look_of(one), pdf(*request.param))


def test_by_its_tags_a_submission_says_what_it_has_to_say(filed: Printed) -> None:
    assert filed.tagged() == []


def test_what_is_no_content_are_running_lines_repeated_heads_and_dots(filed: Printed) -> None:
    assert filed.untagged() == []


def test_words_of_pdftotext_are_those_of_the_submission(filed: Printed, tmp_path: Path) -> None:
    require("pdftotext")
    assert filed.shown(tmp_path) == []


# --- every kind of block --------------------------------------------------------------


def letters_and_spaces() -> Document:
    """Letters that are drawn with several glyphs, and spaces alone between two elements."""
    arabic = "وقد أُحيط علماً بأن الخبراء والاتجار بالأطفال في شبكة متخيَّلة لم يعرّفها أحد"
    words: list[Inline] = [Emphasis("italic", (Text("Zákon"),)), Text(" ")]
    words += [
        Emphasis("bold", (Text("о дѐтях"),)),
        Text(" "),
        Span((Text("за́мок"),), language="ru"),
    ]
    latin = Text(" with e\u0301, m\u0301 and o\u0323\u0302, and a soft hy\u00adphen")
    blocks = [
        numbered(1, [*words, latin]),
        replace(numbered(2, [Text(arabic)]), language="ar"),
        numbered(3, [Emphasis("bold", (Text(arabic),))]),
    ]
    return document([section("Letters", *blocks)])


MADE = {
    # The pictures of "shaped" are none; "nested" has shapes enough.
    **{
        name: (make(), PLAIN)
        for name, (make, _) in DOCUMENTS.items()
        if name not in ("draft", "shaped")
    },
    "letters and spaces": (letters_and_spaces(), PLAIN),
    "nested": (nested(), PLAIN),
    "nested, end notes": (replace(nested(), note_placement="end"), PLAIN),
    "tables": (shaped_document(3), PLAIN),
    "late notes": (
        shaped_document(8, sizes=(10, 60, 250), rate=0.4, long_cells=0.1, count=1),
        PLAIN,
    ),
    "crowded": (crowded_document(2), PLAIN),
    "justified": (long_document(12), JUSTIFIED),
}


@pytest.fixture(scope="module")
def renderer() -> Iterator[PdfRenderer]:
    with PdfRenderer() as renderer:
        yield renderer


def printed(renderer: PdfRenderer, document: Document, look: Look) -> Printed:
    result = renderer.render(document, look)
    assert result.findings == ()
    return Printed(document, look, result.data)


@pytest.mark.parametrize("name", MADE)
def test_shapes_of_every_kind_are_whole(renderer: PdfRenderer, tmp_path: Path, name: str) -> None:
    require("pdftotext")
    made = printed(renderer, *MADE[name])
    assert made.tagged() == []
    assert made.untagged() == []
    # A row that a page parts goes on cell by cell: its order by page is not that of its cells.
    # And of a paragraph from right to left pdftotext has the words as they stand.
    ordered = name != "late notes" and not any(turned(line.text) for line in made.wanted)
    assert made.shown(tmp_path, ordered=ordered) == []


@pytest.mark.parametrize("name", names(GOLDEN))
def test_what_the_format_has_is_whole(renderer: PdfRenderer, tmp_path: Path, name: str) -> None:
    require("pdftotext")
    for one in run(laid_out(GOLDEN / name, tmp_path / "dossier")).submissions:
        made = printed(renderer, one.document, look_of(one))
        assert made.tagged() == []
        assert made.untagged() == []
        assert made.shown(tmp_path) == []


# --- that all this can fail -----------------------------------------------------------


def _damaged(document: Document, damage: str) -> Document:
    """The sample with one thing wrong; what is wrong is in a paragraph with a note."""
    first = document.sections[0]
    block = first.parts[0]
    assert isinstance(block, Block)
    (paragraph,) = block.shapes
    assert isinstance(paragraph, Paragraph)
    content = list(paragraph.content)
    word = next(place for place, node in enumerate(content) if node == Text(" in 2013,"))
    if damage == "word lost":
        content[word] = Text(" in,")
    elif damage == "word twice":
        content[word] = Text(" in in 2013,")
    elif damage == "words in another order":
        content[word] = Text(" 2013, in")
    elif damage == "letter lost":
        content[word] = Text(" in 201,")
    elif damage == "words run together":
        content[word] = Text("in 2013,")
    notes = document.notes
    if damage == "note lost":
        notes = (*notes[:1], replace(notes[1], paragraphs=((Text("Second."),),)), *notes[2:])
    elif damage == "note twice":
        notes = (replace(notes[0], paragraphs=notes[0].paragraphs * 2), *notes[1:])
    elif damage == "notes exchanged":
        one, other = notes[0].paragraphs, notes[1].paragraphs
        notes = (replace(notes[0], paragraphs=other), replace(notes[1], paragraphs=one), *notes[2:])
    block = replace(block, shapes=(replace(paragraph, content=tuple(content)),))
    first = replace(first, parts=(block, *first.parts[1:]))
    return replace(document, sections=(first, *document.sections[1:]), notes=notes)


@pytest.mark.parametrize(
    "damage",
    [
        *("word lost", "word twice", "words in another order", "letter lost"),
        *("words run together", "note lost", "note twice", "notes exchanged"),
    ],
)
def test_what_is_lost_doubled_or_moved_is_seen(
    renderer: PdfRenderer, tmp_path: Path, damage: str
) -> None:
    require("pdftotext")
    document = samples.document()
    made = printed(renderer, _damaged(document, damage), PLAIN)
    assert made.tagged() == []
    wrong = replace(made, document=document)
    assert wrong.tagged()
    assert wrong.shown(tmp_path)


@pytest.mark.parametrize(
    ("said", "wanted", "cut"),
    [
        ("a word-\ning", "a wording", SOFT_HYPHEN),
        ("a wor-\nding", "a wording here", "-"),
        ("a well\nknown word", "a well-known word", "-"),
        ("two  words", "twowords", "-"),
        ("twowords", "two words", "-"),
        ("a cut- word", "a cut word", "-"),
        ("ثلاث مسائل", "ثلاث مسائلل", "-"),
    ],
)
def test_a_cut_word_is_one_only_at_the_end_of_a_line(said: str, wanted: str, cut: str) -> None:
    assert difference(said, wanted, cut)
    assert not difference("a well-\nknown wor-\nding", "a well-known wording", "-")
    assert not difference("a wor\u00ad\nding\nhere", "a wording here")
