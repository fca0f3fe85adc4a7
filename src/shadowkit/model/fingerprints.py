"""Fingerprints of what an author wrote: the same as long as it says the same.

They stand in files that outlive versions of the program, so what goes into one, and in which
order, must not change.  Left out is what does not change what is said: line breaks and white
space, bold and italics, the form of quotation marks and dashes, where exactly a note's mark
stands, ids, and the keys of a fence that are no words of the text.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable
from typing import Final

from shadowkit.model.authored import (
    ABlock,
    AFigure,
    AKeyValue,
    AList,
    AParagraph,
    AQuote,
    ASection,
    ATable,
    Node,
)
from shadowkit.model.inline import (
    ABreak,
    ACitation,
    AEmphasis,
    AInline,
    ALink,
    ANote,
    AReference,
    ASpan,
    AText,
    Attributes,
)
from shadowkit.model.requests import Request, is_request

_SAID: Final = (
    *("title", "label", "topic", "date", "year", "place", "by", "stance", "ref", "source"),
    *("to", "due", "urgency"),
)
"""Keys that are part of what a text says: words that print, who says it and when, and of a
recommendation who is to do it, until when, and how strongly it is asked."""
_TYPOGRAPHY: Final = str.maketrans(
    {**dict.fromkeys("‘’‚′", "'"), **dict.fromkeys("“”„«»″", '"'), **dict.fromkeys("‐‑‒–—−", "-")}
)


def of_block(block: ABlock) -> str:
    """The fingerprint of a block as evidence: without the recommendations within it."""
    text = _Text(asks=False)
    text.attributes((block.attributes,))
    text.nodes(block.nodes)
    return text.fingerprint(block.kind)


def of_section(section: ASection) -> str:
    """The fingerprint of a section as evidence: of its heading and all that stands under it,
    in whatever order."""
    heading = _Text(asks=False)
    heading.inlines(section.title)
    parts = [
        of_section(part) if isinstance(part, ASection) else of_block(part)
        for part in section.parts
        if isinstance(part, ASection) or not is_request(part)
    ]
    return _digest(("section", heading.fingerprint("heading"), *sorted(parts)))


def of_span(span: ASpan, around: Iterable[Node]) -> str:
    """The fingerprint of a span as evidence; where it has no words it is a place in the text,
    and stands for what is `around` it."""
    text = _Text(asks=False)
    text.attributes((span.attributes,))
    if span.content:
        text.inlines(span.content)
    else:
        text.nodes(around)
    return text.fingerprint(span.attributes.kind)


def of_request(request: Request) -> str:
    """The fingerprint of a recommendation."""
    text = _Text(asks=True)
    text.attributes(request.attributes)
    for content in request.content:
        text.paragraph(content)
    return text.fingerprint("recommendation")


def together(fingerprints: Iterable[str]) -> str:
    """One for all that carry the same id: a text and its translations."""
    different = sorted(set(fingerprints))
    return different[0] if len(different) == 1 else _digest(("together", *different))


class _Text:
    """Takes the words of a text, its notes apart from them; `asks`: those of recommendations
    within it too."""

    def __init__(self, *, asks: bool) -> None:
        self.asks = asks
        self.said: list[str] = []
        self.words: list[str] = []
        self.notes: list[str] = []

    def fingerprint(self, kind: str) -> str:
        return _digest((kind, *self.said, "words", "".join(self.words), "notes", *self.notes))

    def attributes(self, written: tuple[Attributes, ...]) -> None:
        """What the braces say, those named first before those around them."""
        for name in _SAID:
            value = next(filter(None, (one.value(name) for one in written)), "")
            if value:
                self.said.append(f"{name}={value}")

    def nodes(self, nodes: Iterable[Node]) -> None:
        for node in nodes:
            if isinstance(node, AParagraph):
                self.paragraph(node.content)
            elif isinstance(node, AList):
                for item in node.items:
                    self.nodes(item.nodes)
            elif isinstance(node, AQuote):
                self.nodes(node.nodes)
            elif isinstance(node, ATable):
                self.cells((node.caption, *node.header, *(c for row in node.rows for c in row)))
            elif isinstance(node, AKeyValue):
                for term, values in node.entries:
                    self.cells((term, *values))
            elif isinstance(node, AFigure):
                data = node.image.data if node.image else b""
                self.words.append(f" {node.alt} {hashlib.sha256(data).hexdigest()} ")
            elif self.asks or not is_request(node):
                self.attributes((node.attributes,))
                self.nodes(node.nodes)

    def cells(self, contents: Iterable[tuple[AInline, ...]]) -> None:
        """With a mark for each, so that a figure does not change its column unseen."""
        for content in contents:
            self.words.append(" | ")
            self.inlines(content)

    def paragraph(self, content: tuple[AInline, ...]) -> None:
        self.inlines(content)
        self.words.append("\n")

    def inlines(self, content: tuple[AInline, ...]) -> None:
        for node in content:
            if isinstance(node, AText):
                self.words.append(node.text)
            elif isinstance(node, ABreak):
                self.words.append(" ")
            elif isinstance(node, AEmphasis):
                mark = "^" if node.style == "superscript" else ""
                self.words.append(mark)
                self.inlines(node.content)
                self.words.append(mark)
            elif isinstance(node, ALink):
                self.inlines(node.content)
                self.words.append(f" <{node.href}> ")
            elif isinstance(node, ASpan):
                if self.asks or node.attributes.kind != "recommendation":
                    self.attributes((node.attributes,))
                    self.inlines(node.content)
            elif isinstance(node, AReference):
                self.words.extend(f"@{target.prefix}:{target.id} " for target in node.targets)
            else:
                if self.words:  # a space before a mark is no part of the text
                    self.words[-1] = self.words[-1].rstrip(" ")
                if isinstance(node, ANote):
                    self.notes.append(_note(node))
                elif isinstance(node, ACitation):
                    self.notes.extend(_cited(node))


def _note(note: ANote) -> str:
    inner = _Text(asks=True)
    for paragraph in note.paragraphs:
        inner.paragraph(paragraph)
    return " ".join((*inner.said, "".join(inner.words), *inner.notes))


def _cited(citation: ACitation) -> Iterable[str]:
    for item in citation.items:
        around = _Text(asks=True)
        around.inlines(item.prefix)
        around.words.append(f" @{item.source} {item.locator} ")
        around.inlines(item.suffix)
        yield "".join(around.words)


def _digest(parts: Iterable[str]) -> str:
    plain = (" ".join(unicodedata.normalize("NFC", part).split()) for part in parts)
    joined = "\0".join(plain).translate(_TYPOGRAPHY)
    return hashlib.sha256(joined.encode("utf-8", "backslashreplace")).hexdigest()[:16]
