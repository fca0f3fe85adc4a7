"""The parts of a document that tests of the PDF count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from shadowkit.model.document import (
    Box,
    Document,
    KeyValue,
    List,
    Paragraph,
    Quote,
    Section,
    Shape,
)
from shadowkit.writing.html.notes import pieces_of


def nodes(node: Any) -> Iterator[Any]:
    """A part of a document and all that is in it, by their fields."""
    if isinstance(node, tuple):
        for part in node:
            yield from nodes(part)
    elif hasattr(node, "__dataclass_fields__"):
        yield node
        for name in node.__dataclass_fields__:
            yield from nodes(getattr(node, name))


def paragraphs(made: Document) -> Iterator[object]:
    """What is to be one element P each."""
    titles = [line for line in made.cover if line.role == "title"][:1]
    yield from (line for line in made.cover if line not in titles)
    yield from made.contents.entries if made.contents else ()
    for section in made.sections:
        yield from _in_section(section)
    for note in made.notes:
        if made.note_placement == "end":
            yield from note.paragraphs[1:]
        else:
            yield from chain.from_iterable(piece[1:] for piece in pieces_of(note))


def _in_section(section: Section) -> Iterator[object]:
    for part in section.parts:
        yield from _in_section(part) if isinstance(part, Section) else _in_shapes(part.shapes)


def _in_shapes(shapes: Iterable[Shape]) -> Iterator[object]:
    for shape in shapes:
        if isinstance(shape, Paragraph):
            yield shape
        elif isinstance(shape, List):
            for item in shape.items:
                first = item.shapes[:1]
                # The first paragraph of an item is its body.
                plain = first and isinstance(first[0], Paragraph) and first[0].number is None
                yield from _in_shapes(item.shapes[1:] if plain else item.shapes)
        elif isinstance(shape, KeyValue):
            for _term, values in shape.entries:
                yield from (value for value in values if value and len(values) > 1)
        elif isinstance(shape, (Quote, Box)):
            if isinstance(shape, Box) and shape.title:
                yield shape.title
            yield from _in_shapes(shape.shapes)
