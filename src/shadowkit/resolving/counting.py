"""Words by part, section and block of a resolved document, by every named count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Final, TypeAlias

from shadowkit import wordcount
from shadowkit.model.document import (
    Block,
    BlockCounts,
    Box,
    Contents,
    Counts,
    CoverLine,
    Figure,
    Heading,
    KeyValue,
    List,
    Note,
    Paragraph,
    Part,
    Section,
    SectionCounts,
    Shape,
    Table,
)
from shadowkit.model.inline import Emphasis, Inlines, Link, NoteMark, Span, Text, plain


def counted(
    cover: tuple[CoverLine, ...],
    contents: Contents | None,
    sections: tuple[Section, ...],
    notes: tuple[Note, ...],
    notes_heading: str,
) -> tuple[Counts, tuple[SectionCounts, ...], tuple[BlockCounts, ...]]:
    """The counts of the whole document, of each top-level section and of each block.  The notes
    of a section or block are those whose marks stand in it; `notes_heading` stands over all
    ("": none does).  All the words of an annex count as such.  Of the contents count the words,
    and neither the numbers of headings, as nowhere, nor those of pages."""
    total = _Tally()
    for line in cover:
        total.add("front matter", plain(line.content))
    if contents is not None:
        total.add("contents", contents.title)
        for entry in contents.entries:
            total.add("contents", plain(entry.content))
    by_number = {note.number: note for note in notes}
    per_section: list[SectionCounts] = []
    per_block: list[BlockCounts] = []
    for section in sections:
        tally = _Tally()
        for _id, found in groupby(texts(section), key=lambda text: id(text[0])):
            block, own, beginning = _of_block(list(found), section.annex, by_number)
            tally.join(own)
            if block is not None:
                counts = own.counts()
                per_block.append(BlockCounts(section.id, block.location, beginning, counts))
        title = plain(section.heading.content) if section.heading else ""
        per_section.append(SectionCounts(section.id, title, tally.counts()))
        total.join(tally)
    if notes and notes_heading:
        total.add("notes", notes_heading)
    return total.counts(), tuple(per_section), tuple(per_block)


_BEGINNING: Final = 120
"""As many characters of a block as a line shows."""

_BlockText: TypeAlias = tuple[Block | None, Part, Inlines]


def _of_block(
    found: list[_BlockText], annex: bool, notes: Mapping[int, Note]
) -> tuple[Block | None, _Tally, str]:
    """The block whose texts these are, its words with those of its notes, and its first ones."""
    tally = _Tally()
    printed = [(part, plain(content)) for _block, part, content in found]
    for part, text in printed:
        tally.add("annexes" if annex else part, text)
    for _block, _part, content in found:
        for mark in _marks(content):
            for paragraph in notes[mark.number].paragraphs:
                tally.add("annexes" if annex else "notes", plain(paragraph))
    beginning = next((text for _part, text in printed if text), "")
    return found[0][0], tally, beginning[:_BEGINNING]


class _Tally:
    def __init__(self) -> None:
        self.words: dict[str, dict[str, int]] = {name: {} for name in wordcount.COUNTS}

    def add(self, part: Part, text: str) -> None:
        for name, number in wordcount.all_counts(text).items():
            self.words[name][part] = self.words[name].get(part, 0) + number

    def join(self, other: _Tally) -> None:
        for name, parts in other.words.items():
            for part, number in parts.items():
                self.words[name][part] = self.words[name].get(part, 0) + number

    def counts(self) -> Counts:
        return Counts(self.words)


def texts(section: Section) -> Iterator[_BlockText]:
    """The texts of a section in printed order, without those of notes; each with its block,
    which the heading of a section does not have."""
    if section.heading is not None:
        yield None, "headings", section.heading.content
    for part in section.parts:
        if isinstance(part, Block):
            for name, content in _shape_texts(part.shapes):
                yield part, name, content
        else:
            yield from texts(part)


def _shape_texts(shapes: Iterable[Shape]) -> Iterator[tuple[Part, Inlines]]:
    for shape in shapes:
        if isinstance(shape, Paragraph):
            yield "body", shape.content
        elif isinstance(shape, Heading):
            yield "headings", shape.content
        elif isinstance(shape, List):
            for item in shape.items:
                yield from _shape_texts(item.shapes)
        elif isinstance(shape, Table):
            if shape.label:
                yield "tables", (Text(shape.label + shape.joint), *shape.caption)
            for row in (shape.header, *shape.rows):
                for cell in row:
                    yield "tables", cell.content
        elif isinstance(shape, KeyValue):
            for term, values in shape.entries:
                yield "body", term
                for value in values:
                    yield "body", value
        elif isinstance(shape, Figure):
            continue  # a picture has no words; its alternative text is not printed
        elif isinstance(shape, Box):
            yield "body", shape.title
            yield from _shape_texts(shape.shapes)
        else:
            yield from _shape_texts(shape.shapes)


def _marks(content: Inlines) -> Iterator[NoteMark]:
    for node in content:
        if isinstance(node, NoteMark):
            yield node
        elif isinstance(node, (Emphasis, Link, Span)):
            yield from _marks(node.content)
