"""The anchors a document prints, gathered before printing: links lead only to these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shadowkit.model.document import (
    Block,
    Document,
    Figure,
    Heading,
    KeyValue,
    List,
    Paragraph,
    Quote,
    Section,
    Shape,
    Table,
)
from shadowkit.model.inline import Emphasis, Inline, Inlines, Link, Span


def printed_anchors(document: Document) -> frozenset[str]:
    """Every anchor of sections, blocks, shapes, spans and notes."""
    found = {note.anchor for note in document.notes}
    for line in document.cover:
        found.update(_in_inlines(line.content))
    for section in document.sections:
        found.update(_in_section(section))
    for note in document.notes:
        for paragraph in note.paragraphs:
            found.update(_in_inlines(paragraph))
    found.discard("")
    return frozenset(found)


def _in_section(section: Section) -> Iterator[str]:
    if section.heading:
        yield from shape_anchors(section.heading)
    for part in section.parts:
        if isinstance(part, Block):
            yield part.anchor
            for shape in part.shapes:
                yield from shape_anchors(shape)
        else:
            yield from _in_section(part)


def shape_anchors(shape: Shape) -> Iterator[str]:
    """The anchors of one shape and of all in it."""
    if isinstance(shape, (Heading, Paragraph)):
        yield shape.anchor
        yield from _in_inlines(shape.content)
    elif isinstance(shape, List):
        for item in shape.items:
            for inner in item.shapes:
                yield from shape_anchors(inner)
    elif isinstance(shape, Quote):
        for inner in shape.shapes:
            yield from shape_anchors(inner)
    elif isinstance(shape, Table):
        yield shape.anchor
        for content in table_inlines(shape):
            yield from _in_inlines(content)
    elif isinstance(shape, KeyValue):
        for content in key_value_inlines(shape):
            yield from _in_inlines(content)
    elif isinstance(shape, Figure):
        yield shape.anchor
    else:
        yield from _in_inlines(shape.title)
        for inner in shape.shapes:
            yield from shape_anchors(inner)


def table_inlines(table: Table) -> Iterator[Inlines]:
    """The caption and the cells of a table in printed order."""
    if table.label:
        yield table.caption
    for row in (table.header, *table.rows):
        for cell in row:
            yield cell.content


def key_value_inlines(shape: KeyValue) -> Iterator[Inlines]:
    """Each term, followed by its values."""
    for term, values in shape.entries:
        yield term
        yield from values


def _in_inlines(content: Iterable[Inline]) -> Iterator[str]:
    for node in content:
        if isinstance(node, Span):
            if node.anchor:
                yield node.anchor
            yield from _in_inlines(node.content)
        elif isinstance(node, (Emphasis, Link)):
            yield from _in_inlines(node.content)
