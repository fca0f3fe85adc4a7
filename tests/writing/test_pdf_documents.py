"""Made-up documents that the tests of the HTML and PDF writers share; no tests here."""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from shadowkit.location import Location
from shadowkit.model.document import (
    Block,
    CoverLine,
    Document,
    Heading,
    Item,
    List,
    Note,
    Paragraph,
    Section,
    Shape,
    anchor,
)
from shadowkit.model.inline import Inline, Inlines, NoteMark, Text

STEMS = (
    "child children state court police school report law article committee ministry shelter "
    "prevention protection offender victim region survey service training budget coalition "
    "exploitation identification recovery assistance procedure evidence hearing interview "
    "hotline internet platform travel tourism data definition offence penalty prosecutor"
).split()
LINKS = "of the in and to for with by under on from as during without".split()


class Words:
    """Sentences that look like text and are the same on every run."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def sentence(self, count: int) -> str:
        words = [self._random.choice(STEMS if place % 2 == 0 else LINKS) for place in range(count)]
        return " ".join(words).capitalize() + "."

    def text(self, count: int) -> str:
        """About `count` words in sentences."""
        sentences: list[str] = []
        while count > 0:
            size = min(count, self._random.randint(9, 22))
            sentences.append(self.sentence(size))
            count -= size
        return " ".join(sentences)


def note(number: int, *paragraphs: str, line: int = 0) -> Note:
    texts = tuple((Text(paragraph),) for paragraph in paragraphs)
    place = Location("content/notes.md", line or number, 1)
    return Note(number, anchor(f"note-{number}"), texts, place)


def mark(number: int) -> NoteMark:
    return NoteMark(number, anchor(f"note-{number}"))


def numbered(number: int, content: Sequence[Inline], *more: Shape) -> Block:
    name = anchor(f"block-{number}")
    paragraph = Paragraph(tuple(content), name, number)
    return Block(name, (paragraph, *more), Location("content/text.md", number, 1))


def section(title: str, *blocks: Block) -> Section:
    heading = Heading(1, (Text(title),), anchor("section-" + title))
    return Section(title, heading, blocks, Location("content/text.md", 1, 1))


def document(sections: Sequence[Section], notes: Sequence[Note] = ()) -> Document:
    return Document(
        submission="made-up",
        language="en",
        direction="ltr",
        title="A made-up submission",
        short_title="A made-up submission",
        subject="",
        date="2026-11",
        cover=(CoverLine("title", (Text("A made-up submission"),)),),
        sections=tuple(sections),
        notes=tuple(notes),
    )


def long_document(
    paragraphs: int = 40, words: int = 90, note_words: int = 35, seed: int = 1
) -> Document:
    """Numbered paragraphs in sections, most with a note, some with bullets."""
    make = Words(seed)
    sections: list[Section] = []
    notes: list[Note] = []
    blocks: list[Block] = []
    for number in range(1, paragraphs + 1):
        content: list[Inline] = []
        for part in make.text(words).split(". "):
            content.append(Text(part.rstrip(".") + "."))
            if len(content) == 3:
                size = note_words * 5 if number % 13 == 0 else note_words
                notes.append(note(len(notes) + 1, make.text(size)))
                content.append(mark(len(notes)))
                if number % 7 == 0:
                    notes.append(note(len(notes) + 1, make.text(8)))
                    content.append(mark(len(notes)))
            content.append(Text(" "))
        more: tuple[Shape, ...] = ()
        if number % 5 == 0:
            more = (List(tuple(Item((Paragraph((Text(make.text(18)),)),)) for _ in range(4))),)
        blocks.append(numbered(number, content[:-1], *more))
        if number % 6 == 0 or number == paragraphs:
            title = make.sentence(5).rstrip(".") + f" {len(sections) + 1}"
            sections.append(section(title, *blocks))
            blocks = []
    return document(sections, notes)


def in_language(made: Document, language: str, direction: str) -> Document:
    return replace(made, language=language, direction=direction)  # type: ignore[arg-type]


def plain_inlines(*texts: str) -> Inlines:
    return tuple(Text(text) for text in texts)
