"""The contents: an entry for each heading, down to the layout's depth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from shadowkit.model.assembly import Filing
from shadowkit.model.document import Contents, ContentsEntry, Heading, Section
from shadowkit.model.inline import (
    Emphasis,
    Inline,
    Inlines,
    LineBreak,
    Link,
    NoteMark,
    Reference,
    Span,
    Text,
)


def contents(filing: Filing, sections: Iterable[Section]) -> Contents | None:
    """The contents of the printed sections; None where the submission has none, or no
    headings."""
    if filing.option("contents") != "list":
        return None
    depth = filing.layout.contents
    entries = tuple(
        ContentsEntry(heading.level, heading.number, _words(heading.content), heading.anchor)
        for section in sections
        for heading in _headings(section)
        if heading.level <= depth
    )
    return Contents(filing.labels.contents, depth, entries) if entries else None


def _headings(section: Section) -> Iterator[Heading]:
    if section.heading is not None:
        yield section.heading
    for part in section.parts:
        if isinstance(part, Section):
            yield from _headings(part)


def _words(content: Inlines) -> Inlines:
    """A heading as one line of text that leads nowhere but to the heading."""
    return tuple(_plainer(content))


def _plainer(content: Inlines) -> Iterator[Inline]:
    for node in content:
        if isinstance(node, NoteMark):
            continue
        if isinstance(node, LineBreak):
            yield Text(" ")
        elif isinstance(node, Reference):
            yield Text(node.text)
        elif isinstance(node, Link) or (isinstance(node, Span) and not node.language):
            yield from _plainer(node.content)
        elif isinstance(node, Span):
            yield replace(node, content=_words(node.content), anchor="")
        elif isinstance(node, Emphasis):
            yield replace(node, content=_words(node.content))
        else:
            yield node
