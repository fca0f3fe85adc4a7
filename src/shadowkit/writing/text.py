"""The resolved document as plain text, and as an outline: for reading, searching, diffing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shadowkit.model.document import (
    Block,
    Box,
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
from shadowkit.model.inline import (
    Emphasis,
    Inlines,
    LineBreak,
    Link,
    NoteMark,
    Reference,
    Span,
    Text,
)
from shadowkit.model.numerals import item_mark
from shadowkit.model.readings import section_words

_INDENT = "    "


def write(document: Document) -> str:
    """The whole document: cover, contents, sections, notes; note marks as ``[3]``."""
    lines: list[str] = [inline_text(line.content) for line in document.cover]
    if document.contents is not None:
        lines += ["", document.contents.title, ""]
        for entry in document.contents.entries:
            number = f"{entry.number} " if entry.number else ""
            lines.append(_INDENT * (entry.level - 1) + number + inline_text(entry.content))
    for section in document.sections:
        lines.extend(_section(section))
    if document.notes:
        lines += ["", document.wordings.notes, ""]
        for note in document.notes:
            for position, paragraph in enumerate(note.paragraphs):
                mark = f"[{note.number}] " if position == 0 else _INDENT
                lines.append(mark + inline_text(paragraph))
    return "\n".join(lines) + "\n"


def outline(document: Document) -> str:
    """Headings with their numbers, the paragraphs below them and the words of each section."""
    words = {c.id: section_words(c.counts) for c in document.section_counts}
    lines: list[str] = []
    for section in document.sections:
        lines.extend(_outline(section, 0, words))
    return "\n".join(lines) + "\n"


def inline_text(inlines: Inlines) -> str:
    """Inlines as characters: note marks as ``[3]``, links by their text."""
    pieces: list[str] = []
    for node in inlines:
        if isinstance(node, (Text, Reference)):
            pieces.append(node.text)
        elif isinstance(node, NoteMark):
            pieces.append(f"[{node.number}]")
        elif isinstance(node, (Emphasis, Link, Span)):
            pieces.append(inline_text(node.content))
        elif isinstance(node, LineBreak):
            pieces.append("\n")
    return "".join(pieces)


def _section(section: Section) -> Iterator[str]:
    if section.heading is not None:
        yield ""
        yield _heading(section.heading)
    for part in section.parts:
        if isinstance(part, Section):
            yield from _section(part)
        else:
            yield ""
            yield from _shapes(part.shapes, "")


def _heading(heading: Heading) -> str:
    number = f"{heading.number} " if heading.number else ""
    return "#" * heading.level + " " + number + inline_text(heading.content)


def _shapes(
    shapes: Iterable[Shape], indent: str, depth: int = 0, quoted: bool = False
) -> Iterator[str]:
    """`depth` is how many lists they stand in; `quoted`: within a quotation."""
    for shape in shapes:
        if isinstance(shape, Paragraph):
            number = f"{shape.number}. " if shape.number is not None else ""
            yield indent + number + inline_text(shape.content)
        elif isinstance(shape, Heading):
            yield indent + _heading(shape)
        elif isinstance(shape, List):
            # A list in a quotation counts as one in a list.
            yield from _list(shape, indent, depth + quoted)
        elif isinstance(shape, Quote):
            for line in _shapes(shape.shapes, "", depth, quoted=True):
                yield f"{indent}{_INDENT}> {line}"
        elif isinstance(shape, Table):
            if shape.label:
                yield indent + shape.label + shape.joint + inline_text(shape.caption)
            for row in filter(None, (shape.header, *shape.rows)):
                yield indent + "| " + " | ".join(inline_text(c.content) for c in row) + " |"
        elif isinstance(shape, KeyValue):
            for term, values in shape.entries:
                yield f"{indent}{inline_text(term)}: " + "; ".join(map(inline_text, values))
        elif isinstance(shape, Figure):
            yield f"{indent}[{shape.alt}]"
        elif isinstance(shape, Box):
            if shape.title:
                yield f"{indent}+ {inline_text(shape.title)}"
            for line in _shapes(shape.shapes, ""):
                yield f"{indent}| {line}"


def _list(shape: List, indent: str, depth: int) -> Iterator[str]:
    for number, item in enumerate(shape.items, shape.start):
        mark = f"{item_mark(number, depth)} " if shape.ordered else "- "
        inner = list(_shapes(item.shapes, "", depth + 1))
        for place, line in enumerate(inner):
            yield indent + _INDENT + ("  " if place else mark) + line


def _outline(section: Section, depth: int, words: dict[str, int]) -> Iterator[str]:
    title = ""
    if section.heading is not None:
        number = f"{section.heading.number} " if section.heading.number else ""
        title = number + inline_text(section.heading.content)
    numbers = [
        shape.number
        for block in section.blocks()
        for shape in block.shapes
        if isinstance(shape, Paragraph) and shape.number is not None
    ]
    details: list[str] = []
    if numbers:
        first, last = numbers[0], numbers[-1]
        details.append(f"para. {first}" if first == last else f"paras. {first}–{last}")
    if depth == 0 and section.id in words and not section.annex:
        details.append(f"{words[section.id]} words")
    yield _INDENT * depth + (title or section.id) + (f"  ({', '.join(details)})" if details else "")
    for part in section.parts:
        if not isinstance(part, Block):
            yield from _outline(part, depth + 1, words)
