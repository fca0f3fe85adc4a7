"""Produced files read back: the lines that a reader sees, each with its printed number.

Independent of the writers: HTML by an HTML parser that reports every error, Word files as
Word counts them (`test_docx_reading`), text by its lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from xml.etree.ElementTree import Element

from test_docx_reading import Numbers, Read, W, style, text, value
from tinyhtml5.parser import HTMLParser

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
    Link,
    NoteMark,
    Reference,
    Span,
    Text,
    plain,
)
from shadowkit.model.look import Look
from shadowkit.reading.looks import shipped_look
from shadowkit.writing import docx, html
from shadowkit.writing import text as plain_text
from shadowkit.writing.docx.stylenames import CONTENTS_HEADING, COVER, LOGO, contents_line
from shadowkit.writing.traces import traces

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_NOT_THE_TEXT = {
    *(name for name, _ in COVER.values()),
    *(LOGO, CONTENTS_HEADING, *(contents_line(level) for level in (1, 2, 3))),
}
# What the text writer sets before a numbered paragraph: frames, quotations and list marks.
_NUMBERED = re.compile(r"(?:\| |    > |    - |      )*(\d+)\. (.*)", re.DOTALL)
_HEADING = re.compile(r"(?:\| )*(#+) (?:([0-9.]+|[IVXLCivxlc]+) )?(⟪.*)", re.DOTALL)
_NOTE = re.compile(r"\[(\d+)\] (.*)", re.DOTALL)


@dataclass(frozen=True)
class Line:
    """A paragraph, heading, cell or note as printed; `number` is what stands before it."""

    text: str
    number: str = ""
    note: bool = False


@cache
def look() -> Look:
    return shipped_look("plain")


def written(document: Document) -> dict[str, list[Line]]:
    """The lines of the document from every writer that needs no process of its own."""
    word = docx.write(document, look())
    assert list(traces(word, document.date)) == []  # whatever the author wrote
    return {
        # Lines of the contents are no lines of the text, and look like some in plain text.
        "text": list(text_lines(plain_text.write(replace(document, contents=None)))),
        "html": list(html_lines(html.write(document, look()))),
        "docx": list(docx_lines(word)),
    }


# --- what has to be printed -----------------------------------------------------------


def printed(document: Document) -> list[str]:
    """The words of every line below the cover, without numbers; empty ones left out."""
    lines = [plain(content) for content in contents(document)]
    return [line for line in lines if line]


def contents(document: Document) -> Iterator[Inlines]:
    """The inlines of every line below the cover, in printed order."""
    for section in document.sections:
        yield from contents_of(section)
    for note in document.notes:
        yield from note.paragraphs


def contents_of(section: Section) -> Iterator[Inlines]:
    """The inlines of every line of a section, in printed order."""
    if section.heading:
        yield section.heading.content
    for part in section.parts:
        yield from _shapes(part.shapes) if isinstance(part, Block) else contents_of(part)


def _shapes(shapes: tuple[Shape, ...]) -> Iterator[Inlines]:
    for shape in shapes:
        if isinstance(shape, (Paragraph, Heading)):
            yield shape.content
        elif isinstance(shape, List):
            for item in shape.items:
                yield from _shapes(item.shapes)
        elif isinstance(shape, Quote):
            yield from _shapes(shape.shapes)
        elif isinstance(shape, Box):
            yield shape.title
            yield from _shapes(shape.shapes)
        elif isinstance(shape, Table):
            if shape.label:
                yield (Reference("", f"{shape.label}. ", "table"), *shape.caption)
            for row in (shape.header, *shape.rows):
                yield from (cell.content for cell in row)
        elif isinstance(shape, KeyValue):
            for term, values in shape.entries:
                yield from (term, *values)
        elif isinstance(shape, Figure):
            yield (Text(shape.alt),)


def with_marks(inlines: Inlines) -> str:
    """The words of inlines, with the marks of their notes as plain text has them."""
    return "".join(
        f"[{node.number}]"
        if isinstance(node, NoteMark)
        else with_marks(node.content)
        if isinstance(node, (Emphasis, Link, Span))
        else plain((node,))
        for node in inlines
    )


# --- text -----------------------------------------------------------------------------


def text_lines(output: str) -> Iterator[Line]:
    for line in output.split("\n"):
        if note := _NOTE.fullmatch(line):
            yield Line(note[2], note[1], note=True)
        elif numbered := _NUMBERED.fullmatch(line):
            yield Line(numbered[2], numbered[1])
        elif heading := _HEADING.fullmatch(line):
            yield Line(heading[3], heading[2] or "")
        else:
            yield Line(line)


# --- HTML -----------------------------------------------------------------------------

_BREAK, _PARAGRAPH = "\v", "\f"

_FLOW = {
    *("html", "body", "main", "header", "section", "div", "aside", "blockquote", "figure", "ol"),
    *("ul", "li", "table", "thead", "tbody", "tr", "td", "th", "caption", "dl", "dt", "dd", "p"),
    *("h1", "h2", "h3", "h4", "h5", "h6"),
}


def parsed(page: bytes) -> Element:
    """The tree of a page; fails at the first thing that HTML does not allow."""
    parser = HTMLParser(namespace_html_elements=False)
    tree: Element = parser.parse(page.decode("utf-8"))
    assert parser.errors == [], parser.errors[:3]
    return tree


def html_lines(page: bytes) -> Iterator[Line]:
    tree = parsed(page)
    main = tree.find(".//main")
    assert main is not None
    yield from _flow(main)
    notes = tree.find(".//ol[@class='notes']")
    for place, item in enumerate(notes if notes is not None else (), 1):
        number = item.get("value", str(place))
        for line in _own(item).split(_PARAGRAPH):
            # Before the arrow that leads back, and between two paragraphs, stands a space.
            yield Line(line.removesuffix(" "), number, note=True)


def _flow(node: Element) -> Iterator[Line]:
    if node.tag == "img":
        yield Line(node.get("alt", ""))
        return
    own = _own(node)
    if node.tag not in ("main", "section", "div", "aside", "blockquote", "figure", "dl", "table"):
        number = node.find("span[@class='no']")
        shown = "" if number is None else "".join(number.itertext())
        if node.tag == "caption":
            own, shown = shown + own, ""
        if own:
            yield Line(own, shown.strip().rstrip("."))
    for child in node:
        if child.tag in _FLOW or child.tag == "img":
            yield from _flow(child)


def _own(node: Element) -> str:
    """The words of an element, without those of the paragraphs and lists inside it."""
    pieces = [node.text or ""]
    for child in node:
        names = (child.get("class") or "").split()
        if child.tag == "br":
            pieces.append(_BREAK)
        elif "np" in names:
            pieces.append(_PARAGRAPH + _own(child))
        elif not (
            child.tag in _FLOW
            or child.tag == "img"
            or {"no", "mark"} & set(names)
            or child.get("role") == "doc-backlink"
        ):
            pieces.append(_own(child))
        if child.tail and not (child.tag in _FLOW and not child.tail.strip("\n")):
            pieces.append(child.tail)
    whole = "".join(pieces)
    return whole.strip("\n").replace(_BREAK, "\n") if node.tag in _FLOW else whole


# --- Word -----------------------------------------------------------------------------


def docx_lines(data: bytes) -> Iterator[Line]:
    read = Read(data)
    numbers = Numbers(read)
    for paragraph in read.body.iter(W + "p"):
        number = numbers.label(paragraph).rstrip(".")
        if not style(paragraph).startswith(("NumberedParagraph", "Heading")):
            number = ""  # the mark of an item of a list
        if style(paragraph) not in _NOT_THE_TEXT:
            for drawing in paragraph.iter(_DRAWING):
                yield Line(drawing.get("descr", ""))
            yield Line(text(paragraph), number)
    for kind in ("footnote", "endnote"):
        # Word numbers notes by the order of their marks in the text.
        ids = [value(mark, "id") for mark in read.body.iter(f"{W}{kind}Reference")]
        for note in read.xml(f"word/{kind}s.xml"):
            if value(note, "type"):
                continue
            number = str(ids.index(value(note, "id")) + 1)
            for place, paragraph in enumerate(note.iter(W + "p")):
                # A space stands between the number of a note and its words.
                words = text(paragraph)
                yield Line(words if place else words[1:], number, note=True)
