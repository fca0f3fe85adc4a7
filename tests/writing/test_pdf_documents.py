"""Made-up documents that the tests of the HTML and PDF writers share; no tests here."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest

from shadowkit.location import Location
from shadowkit.model.document import (
    Block,
    Box,
    Cell,
    CoverLine,
    Document,
    Figure,
    Heading,
    Item,
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
from shadowkit.model.inline import Inline, NoteMark, Text, plain

STEMS = """child children state court police school report law article committee ministry
shelter prevention protection offender victim region survey service training budget coalition
exploitation identification recovery assistance procedure evidence hearing interview hotline
internet platform travel tourism data definition offence penalty prosecutor"""
LINKS = "of the in and to for with by under on from as during without"


class Words:
    """Sentences that look like text and are the same on every run."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._lists = (STEMS.split(), LINKS.split())

    def sentence(self, count: int) -> str:
        words = [self._random.choice(self._lists[place % 2]) for place in range(count)]
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


def crowded_document(seed: int) -> Document:
    """Many notes at one place and notes of very different lengths: the case in which
    WeasyPrint by itself loses some and prints others over the text."""
    chance, make = random.Random(seed), Words(seed)
    notes: list[Note] = []
    blocks: list[Block] = []
    for number in range(1, 16):
        content: list[Inline] = []
        for _ in range(chance.randint(1, 8)):
            content.append(Text(make.text(chance.randint(4, 30))))
            for _ in range(chance.choice([0, 0, 1, 1, 2, 3, 8])):
                size = chance.choice([3, 10, 30, 60, 120, 250])
                notes.append(note(len(notes) + 1, make.text(size)))
                content.append(mark(len(notes)))
            content.append(Text(" "))
        blocks.append(numbered(number, content[:-1]))
    return document([section("Crowded", *blocks)], notes)


def shaped_document(
    seed: int,
    sizes: Sequence[int] = (3, 10, 30),
    rate: float = 0.15,
    long_cells: float = 0,
    count: int = 8,
) -> Document:
    """Tables, terms and boxes after `count` numbered paragraphs, with notes of `sizes` words in
    every `rate`-th place; `long_cells` is the share of cells that are very long."""
    chance, make = random.Random(seed), Words(seed)
    notes: list[Note] = []

    def text(*counts: int) -> tuple[Inline, ...]:
        content: list[Inline] = [Text(make.text(chance.choice(counts)))]
        if chance.random() < rate:
            notes.append(note(len(notes) + 1, make.text(chance.choice(sizes))))
            content.append(mark(len(notes)))
        return tuple(content)

    def cell() -> Cell:
        return Cell(text(300) if chance.random() < long_cells else text(1, 3, 6, 20))

    def table(number: int) -> Table:
        columns = chance.randint(2, 5)
        caption = text(6)
        header = tuple(Cell(text(2)) for _ in range(columns))
        rows = [tuple(cell() for _ in range(columns)) for _ in range(chance.randint(2, 25))]
        return Table(
            header,
            tuple(rows),
            ("",) * columns,
            anchor(f"table-{number}"),
            (1,),
            f"Table {number}",
            caption,
        )

    blocks: list[Block] = []
    for number in range(1, count + 1):
        content = text(10, 80, 150)
        shape: Shape
        if number % 4 == 2:
            shape = KeyValue(tuple((text(2), (text(1, 12, 40),)) for _ in range(6)))
        elif number % 4 == 0:
            title, first = text(3), Paragraph(text(40))
            items = tuple(Item((Paragraph(text(12)),)) for _ in range(3))
            shape = Box(title, (first, List(items), table(number)))
        else:
            shape = table(number)
        blocks.append(numbered(number, content, shape))
    return document([section("Shapes", *blocks)], notes)


def words_of(made: Document) -> list[str]:
    """All words of blocks and notes, in the order of the document, notes last."""
    found: list[str] = []
    for block in made.blocks():
        for text in _shape_texts(block.shapes):
            found += text.split()
    for printed in made.notes:
        for paragraph in printed.paragraphs:
            found += plain(paragraph).split()
    return found


def _shape_texts(shapes: Sequence[Shape]) -> Iterator[str]:
    for shape in shapes:
        if isinstance(shape, List):
            for item in shape.items:
                yield from _shape_texts(item.shapes)
        elif isinstance(shape, Quote):
            yield from _shape_texts(shape.shapes)
        elif isinstance(shape, Box):
            yield plain(shape.title)
            yield from _shape_texts(shape.shapes)
        elif isinstance(shape, Table):
            yield plain(shape.caption)
            for row in (shape.header, *shape.rows):
                yield from (plain(cell.content) for cell in row)
        elif isinstance(shape, KeyValue):
            for term, values in shape.entries:
                yield from (plain(content) for content in (term, *values))
        elif not isinstance(shape, Figure):
            yield plain(shape.content)


def pdf_text(data: bytes, folder: Path, *options: str) -> list[str]:
    """The text of each page by pdftotext; skips where that is not installed."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (package poppler-utils) is not installed")
    file = folder / "document.pdf"
    file.write_bytes(data)
    done = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", *options, str(file), "-"], capture_output=True, check=True
    )
    return done.stdout.decode("utf-8").split("\f")[:-1]


def bag(words: Iterable[str]) -> Counter[str]:
    """Words without marks of notes and punctuation, which text extraction runs together."""
    kept = (re.sub(r"[\W\d_]+", "", word).lower() for word in words)
    return Counter(word for word in kept if word)
