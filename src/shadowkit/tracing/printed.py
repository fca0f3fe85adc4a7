"""The words of evidence as they are printed: with what references say, without notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from shadowkit.model.document import (
    Box,
    Document,
    Figure,
    Heading,
    KeyValue,
    List,
    Paragraph,
    Quote,
    Shape,
    Table,
)
from shadowkit.model.inline import Emphasis, Inlines, Link, Span, Text, plain


def printed_words(document: Document) -> Mapping[str, str]:
    """The words of each block and span that has an anchor, by that; a line for each paragraph."""
    found: dict[str, str] = {}
    for block in document.blocks():
        lines = list(_lines(block.shapes))
        found.setdefault(block.anchor, "\n".join(filter(None, map(plain, lines))))
        for line in lines:
            for span in _spans(line):
                found.setdefault(span.anchor, plain(span.content))
    return found


def _lines(shapes: Iterable[Shape]) -> Iterator[Inlines]:
    for shape in shapes:
        match shape:
            case Paragraph() | Heading():
                yield shape.content
            case List():
                for item in shape.items:
                    yield from _lines(item.shapes)
            case Quote():
                yield from _lines(shape.shapes)
            case Box():
                yield from (shape.title, *_lines(shape.shapes))
            case Table():
                yield shape.caption
                for row in (shape.header, *shape.rows):
                    yield from (cell.content for cell in row)
            case KeyValue():
                for term, values in shape.entries:
                    yield from (term, *values)
            case Figure():
                yield (Text(shape.alt),)


def _spans(inlines: Inlines) -> Iterator[Span]:
    for node in inlines:
        if isinstance(node, Span) and node.anchor:
            yield node
        if isinstance(node, (Span, Emphasis, Link)):
            yield from _spans(node.content)
