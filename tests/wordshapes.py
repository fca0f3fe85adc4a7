"""What stands in a Word file, in words of neither Word nor the program: lines, tables, notes.

`wordreader` makes it from a file, `wordexpected` from the resolved document; a test holds one
against the other.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True)
class Words:
    """Text of one look.  `around` are the bookmarks that it stands in, outer ones first;
    `languages` has an entry for each letter."""

    text: str
    marks: frozenset[str] = frozenset()
    link: str = ""
    around: tuple[str, ...] = ()
    languages: tuple[str, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True)
class Mark:
    """The mark of a note."""

    number: int
    around: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pointer:
    """A reference to a bookmark, with what it prints."""

    target: str
    text: str
    marks: frozenset[str] = frozenset()
    around: tuple[str, ...] = ()


@dataclass(frozen=True)
class Count:
    """A number that Word counts by itself: of a caption, of a page."""

    what: str
    text: str
    around: tuple[str, ...] = ()


@dataclass(frozen=True)
class Break:
    """The beginning of a new line within a paragraph."""


Piece: TypeAlias = Words | Mark | Pointer | Count | Break
Pieces: TypeAlias = tuple[Piece, ...]


@dataclass(frozen=True)
class Line:
    """A paragraph.  `number` is its number or bullet as printed, `depth` that of an item (from
    1), `anchors` the bookmarks that begin in it."""

    kind: str
    pieces: Pieces
    number: str = ""
    depth: int = 0
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True)
class TableCell:
    """A cell; `kind` says whether it names its column or its row, or is a bar."""

    kind: str
    pieces: Pieces
    span: int = 1
    alignment: str = ""
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Grid:
    """A table; with `header` its first row is repeated on every page."""

    rows: tuple[tuple[TableCell, ...], ...]
    header: bool
    caption: Line | None = None


@dataclass(frozen=True)
class Keys:
    """Keys, each with its values."""

    entries: tuple[tuple[Pieces, tuple[Pieces, ...]], ...]


@dataclass(frozen=True)
class Frame:
    """A box, its title and what stands in it."""

    title: Pieces
    shapes: tuple[Shape, ...]


@dataclass(frozen=True)
class Picture:
    alt: str
    data: bytes = field(repr=False)
    anchors: tuple[str, ...] = ()
    on_cover: bool = False


Shape: TypeAlias = Line | Grid | Keys | Frame | Picture


@dataclass(frozen=True)
class Part:
    """What stands together in a content control, under its tag ("": in none)."""

    tag: str
    shapes: tuple[Shape, ...]


@dataclass(frozen=True)
class Entry:
    """A line of the contents; `page` is left to the file."""

    level: int
    number: str
    pieces: Pieces
    target: str
    page: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Text:
    """All that a reader of the document has before them."""

    cover: tuple[Line | Picture, ...]
    contents_title: str
    contents: tuple[Entry, ...]
    parts: tuple[Part, ...]
    notes_title: str
    footnotes: tuple[tuple[Pieces, ...], ...]
    endnotes: tuple[tuple[Pieces, ...], ...]
    header: Pieces
    footer: Pieces


def joined(pieces: list[Piece]) -> Pieces:
    """The pieces, with words of one look put together and nothing empty among them."""
    found: list[Piece] = []
    for piece in pieces:
        last = found[-1] if found else None
        if isinstance(piece, Words):
            if not piece.text:
                continue
            if isinstance(last, Words) and _look(last) == _look(piece):
                languages = last.languages + piece.languages
                found[-1] = Words(last.text + piece.text, *_look(piece), languages)
                continue
        found.append(piece)
    return tuple(found)


def _look(words: Words) -> tuple[frozenset[str], str, tuple[str, ...]]:
    return words.marks, words.link, words.around


def sort_of_letter(letter: str) -> str:
    """Which of Word's three sorts a letter is of: each has a font and a language of its own."""
    code = ord(letter)
    if 0x590 <= code <= 0x8FF or 0xFB1D <= code <= 0xFDFF or 0xFE70 <= code <= 0xFEFC:
        return "complex"
    if 0x2E80 <= code <= 0xD7FF or 0xF900 <= code <= 0xFAFF or 0x20000 <= code <= 0x3FFFF:
        return "asian"
    return "other"
