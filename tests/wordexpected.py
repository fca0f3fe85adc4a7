"""The resolved document in the words of `wordshapes`: what a Word file of it has to give back.

Written from the model alone.  Word has no element for a list in a quotation or for the paragraph
of an item, so lists are lines with a depth here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote

from shadowkit.model import document as model
from shadowkit.model.inline import (
    Emphasis,
    Inlines,
    LineBreak,
    Link,
    NoteMark,
    Reference,
    Span,
    Text,
    plain,
)
from wordshapes import (
    Break,
    Count,
    Entry,
    Frame,
    Grid,
    Keys,
    Line,
    Mark,
    Part,
    Picture,
    Piece,
    Pieces,
    Pointer,
    Shape,
    TableCell,
    Words,
    joined,
    sort_of_letter,
)
from wordshapes import Text as AllText

_COVER = {"title": "Title", "subtitle": "Subtitle"}
_COMPLEX = {"ar", "fa", "he", "ur"}
_ASIAN = {"ja", "ko", "zh"}
_DEPTHS = 9
_CONTINUED_DEPTHS = 3
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


def sort_of_language(language: str) -> str:
    """Which of Word's three sorts a language is of."""
    main = language.partition("-")[0].lower()
    return "complex" if main in _COMPLEX else "asian" if main in _ASIAN else "other"


class Expected:
    """What is expected of one document's file; `bold` are the kinds of lines that are bold as a
    whole, and `bullets` the marks of items by depth, which the look decides."""

    def __init__(
        self, document: model.Document, bold: frozenset[str], bullets: tuple[str, ...]
    ) -> None:
        self._document = document
        self._bold = bold
        self._bullets = bullets
        self._taken: set[str] = set()
        self._owners: dict[str, int] = {}
        self._language = document.language
        counted: set[str] = set()
        for shape in _anchored(document):
            # The first one has the bookmark, but what has a number goes before what has none.
            number = shape.label if isinstance(shape, model.Table) else shape.number
            if shape.anchor and (shape.anchor not in self._owners or number):
                if shape.anchor not in counted:
                    self._owners[shape.anchor] = id(shape)
                if number:
                    counted.add(shape.anchor)

    def text(self) -> AllText:
        document = self._document
        cover: list[Line | Picture] = []
        if document.logo is not None:
            cover.append(Picture(document.logo.alt, document.logo.image.data, on_cover=True))
        for line in document.cover:
            kind = _COVER.get(line.role, f"Cover {line.role.capitalize()}")
            cover.append(self._line(kind, line.content))
        contents = document.contents
        entries = []
        for entry in contents.entries if contents else ():
            pieces = self._pieces(entry.content, "")
            entries.append(Entry(entry.level, entry.number, pieces, entry.anchor))
        parts = self._joined(self._sections(document.sections))
        notes = tuple(
            tuple(self._pieces(p, "") for p in note.paragraphs or ((),)) for note in document.notes
        )
        at_end = document.note_placement == "end"
        page = re.split(r"{(page|pages)}", document.wordings.page)
        names = {"page": "PAGE", "pages": "NUMPAGES"}
        footer: list[Piece] = []
        for place, piece in enumerate(page):
            footer += [Count(names[piece], "1")] if place % 2 else self._pieces((Text(piece),), "")
        return AllText(
            tuple(cover),
            contents.title if contents else "",
            tuple(entries),
            parts,
            document.wordings.notes if at_end and notes else "",
            () if at_end else notes,
            notes if at_end else (),
            self._pieces((Text(document.short_title),), ""),
            joined(footer),
        )

    # --- parts ------------------------------------------------------------------------

    def _joined(self, parts: Iterator[Part]) -> tuple[Part, ...]:
        """A tag stands once, and nothing stands in a control of nothing."""
        found: list[Part] = []
        seen: set[str] = set()
        for part in parts:
            tag = "" if part.tag in seen else part.tag
            if not part.shapes:
                continue
            seen.add(tag)
            if not tag and found and not found[-1].tag:
                found[-1] = Part("", (*found[-1].shapes, *part.shapes))
            else:
                found.append(Part(tag, part.shapes))
        return tuple(found)

    def _sections(self, parts: tuple[model.Block | model.Section, ...]) -> Iterator[Part]:
        for part in parts:
            if isinstance(part, model.Block):
                self._language = part.language or self._document.language
                yield Part(part.anchor, tuple(self._shapes(part.shapes, 0, quoted=False)))
                self._language = self._document.language
                continue
            if part.heading:
                yield Part(part.heading.anchor, (self._heading(part.heading),))
            yield from self._sections(part.parts)

    # --- shapes -----------------------------------------------------------------------

    def _owned(self, anchor: str, shape: object) -> tuple[str, ...]:
        if not anchor or anchor in self._taken or self._owners.get(anchor, id(shape)) != id(shape):
            return ()
        self._taken.add(anchor)
        return (anchor,)

    def _line(
        self,
        kind: str,
        content: Inlines,
        around: tuple[str, ...] = (),
        number: str = "",
        depth: int = 0,
    ) -> Line:
        pieces, anchors = self._read(content, kind, around)
        return Line(kind, pieces, number, depth, (*around, *anchors))

    def _heading(self, shape: model.Heading) -> Line:
        around = self._owned(shape.anchor, shape)
        return self._line(f"heading {shape.level}", shape.content, around, shape.number)

    def _shapes(
        self, shapes: tuple[model.Shape, ...], depth: int, *, quoted: bool
    ) -> Iterator[Shape]:
        for shape in shapes:
            if isinstance(shape, model.Paragraph):
                yield self._paragraph(shape, depth, quoted)
            elif isinstance(shape, model.Heading):
                yield self._heading(shape)
            elif isinstance(shape, model.List):
                yield from self._list(shape, min(depth + quoted, _DEPTHS - 1))
            elif isinstance(shape, model.Quote):
                yield from self._shapes(shape.shapes, depth, quoted=True)
            elif isinstance(shape, model.Table):
                yield self._table(shape)
            elif isinstance(shape, model.Figure):
                anchors = () if shape.anchor in self._owners else self._owned(shape.anchor, shape)
                yield Picture(" ".join(shape.alt.split()), shape.image.data, anchors)
            elif isinstance(shape, model.Box):
                title = self._pieces(shape.title, "box title")
                yield Frame(title, tuple(self._shapes(shape.shapes, 0, quoted=False)))
            elif shape.entries:
                yield Keys(
                    tuple(
                        (
                            self._pieces(term, "key"),
                            tuple(
                                self._pieces(value, "value")
                                for value in [*filter(None, values)] or ((),)
                            ),
                        )
                        for term, values in shape.entries
                    )
                )

    def _paragraph(self, shape: model.Paragraph, depth: int, quoted: bool) -> Line:
        around = self._owned(shape.anchor, shape)
        if shape.number is not None:
            return self._line("numbered", shape.content, around, f"{shape.number}.")
        if quoted or not depth:
            return self._line("quote" if quoted else "text", shape.content, around)
        depth = min(depth, _CONTINUED_DEPTHS)
        return self._line("continued", shape.content, around, depth=depth)

    def _list(self, shape: model.List, depth: int) -> Iterator[Shape]:
        for place, item in enumerate(shape.items):
            number = self._bullets[depth % len(self._bullets)]
            if shape.ordered:
                number = _number(shape.start + place, depth)
            first = item.shapes[0] if item.shapes else None
            rest = item.shapes
            if isinstance(first, model.Paragraph) and first.number is None:
                around = self._owned(first.anchor, first)
                yield self._line("item", first.content, around, number, depth + 1)
                rest = item.shapes[1:]
            elif not isinstance(first, model.Paragraph):
                yield Line("item", (), number, depth + 1)
            yield from self._shapes(rest, depth + 1, quoted=False)

    def _table(self, shape: model.Table) -> Grid:
        around = self._owned(shape.anchor, shape)
        caption = self._caption(shape, around) if shape.label else None
        if caption:
            around = ()
        rows = (shape.header, *shape.rows) if shape.header else shape.rows
        made = []
        for place, row in enumerate(rows or ((model.Cell(()),) * len(shape.alignments),)):
            heading = bool(shape.header) and not place
            cells, column = [], 0
            for cell in row:
                whole = cell.span == len(shape.alignments) > 1
                kind = "column heading" if heading or whole else "cell"
                if kind == "cell" and column + 1 in shape.header_columns:
                    kind = "row heading"
                if cell.bar is not None:
                    kind = "bar"
                aligned = shape.alignments[column]
                pieces, anchors = self._read(cell.content, kind, around)
                if heading and cell.span > 1:
                    aligned = "center"
                cells.append(TableCell(kind, pieces, cell.span, aligned, (*around, *anchors)))
                around = ()
                column += cell.span
            made.append(tuple(cells))
        return Grid(tuple(made), bool(shape.header), caption)

    def _caption(self, shape: model.Table, around: tuple[str, ...]) -> Line:
        match = re.fullmatch(r"(\D*)(\d*)(.*)", shape.label, re.DOTALL)
        assert match is not None
        before = self._pieces((Text(match[1]),), "caption")
        after = match[3] + shape.joint if shape.caption else match[3]
        words, anchors = self._read((Text(after), *shape.caption), "caption", ())
        number = (Count("SEQ", match[2], around),) if match[2] else ()
        return Line(
            "caption",
            joined([*before, *number, *words]),
            anchors=(*(around * bool(number)), *anchors),
        )

    # --- lines ------------------------------------------------------------------------

    def _pieces(self, content: Inlines, kind: str) -> Pieces:
        return self._read(content, kind, ())[0]

    def _read(
        self, content: Inlines, kind: str, around: tuple[str, ...]
    ) -> tuple[Pieces, tuple[str, ...]]:
        marks = frozenset(("bold",)) if kind in self._bold else frozenset[str]()
        anchors: list[str] = []
        found = list(self._inlines(content, Words("", marks, "", around), self._language, anchors))
        return joined(found), tuple(anchors)

    def _inlines(
        self, content: Inlines, like: Words, language: str, anchors: list[str]
    ) -> Iterator[Piece]:
        for node in content:
            match node:
                case Text(text):
                    # A line feed that is no break is white space.
                    yield self._words(re.sub("[\n\r]", " ", text), like, language)
                case LineBreak():
                    yield Break()
                case Emphasis(style, inner):
                    inside = replace(like, marks=like.marks | {style})
                    yield from self._inlines(inner, inside, language, anchors)
                case Link(href, inner):
                    inside = like
                    if not like.link and plain(inner).strip():
                        inside = replace(like, link=unquote(href), marks=like.marks | {"link"})
                    yield from self._inlines(inner, inside, language, anchors)
                case Span(inner, anchor, own):
                    inside = like
                    if anchor and anchor not in self._owners and anchor not in self._taken:
                        self._taken.add(anchor)
                        anchors.append(anchor)
                        inside = replace(like, around=(*like.around, anchor))
                    yield from self._inlines(inner, inside, own or language, anchors)
                case NoteMark(number, anchor):
                    around = like.around
                    if anchor not in self._taken:
                        self._taken.add(anchor)
                        anchors.append(anchor)
                        around = (*around, anchor)
                    yield Mark(number, around)
                case Reference("", text, _):
                    inside = replace(like, marks=like.marks ^ {"unresolved"})
                    yield self._words(text, inside, language)
                case Reference(anchor, text, _):
                    yield Pointer(anchor, text, like.marks, like.around)

    def _words(self, text: str, like: Words, language: str) -> Words:
        """Letters that the language is not written in may say another one, or none."""
        sort = sort_of_language(language)
        letters = (letter for letter in text if letter.isalpha())
        spoken = tuple(language if sort_of_letter(c) == sort else "" for c in letters)
        return replace(like, text=text, languages=spoken)


def _number(number: int, depth: int) -> str:
    if depth % 3 == 0:
        return f"{number}."
    return f"({chr(96 + number) if depth % 3 == 1 else ROMAN[number - 1]})"


def _anchored(
    document: model.Document,
) -> Iterator[model.Heading | model.Paragraph | model.Table]:
    """What a bookmark may stand on, in printed order."""

    def parts(all: tuple[model.Block | model.Section, ...]) -> Iterator[model.Shape]:
        for part in all:
            if isinstance(part, model.Block):
                yield from inner(part.shapes)
                continue
            if part.heading:
                yield part.heading
            yield from parts(part.parts)

    def inner(shapes: tuple[model.Shape, ...]) -> Iterator[model.Shape]:
        for shape in shapes:
            yield shape
            if isinstance(shape, model.List):
                for item in shape.items:
                    yield from inner(item.shapes)
            elif isinstance(shape, (model.Quote, model.Box)):
                yield from inner(shape.shapes)

    for shape in parts(document.sections):
        if isinstance(shape, (model.Heading, model.Paragraph, model.Table)):
            yield shape
