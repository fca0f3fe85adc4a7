"""A small reader of PDFs: what their content streams draw, and what their tags make of it.

It knows the PDF standard and nothing of the writer: numbers of marked content, ToUnicode,
artifacts and the tree of the structure.  What it does not know it refuses, so that
nothing is left out unseen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from typing import Any, TypeAlias

import pikepdf

Object: TypeAlias = Any
"""A pikepdf object."""

_TEXT_FREE = {
    *("q", "Q", "cm", "gs", "rg", "RG", "g", "G", "re", "m", "l", "c", "h", "f", "f*", "S", "s"),
    *("n", "W", "W*", "w", "d", "J", "j", "M", "BT", "ET", "Do", "B", "i"),
}


class UnknownError(Exception):
    """Something in the file that this reader would lose."""


@dataclass(frozen=True)
class Piece:
    """Text of one marked content: where it begins and ends on its page, in points from the
    upper left.  `mcid` is None in an artifact."""

    page: int
    mcid: int | None
    text: str
    left: float
    right: float
    baseline: float
    size: float


@dataclass
class Element:
    """An element of the structure with what is in it, in reading order."""

    kind: str
    page: int
    language: str = ""
    id: str = ""
    alt: str = ""
    actual: str = ""
    scope: str = ""
    kids: list[Element | Piece] = field(default_factory=list)

    def elements(self) -> Iterator[Element]:
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.elements()

    def pieces(self) -> Iterator[Piece]:
        for kid in self.kids:
            if isinstance(kid, Piece):
                yield kid
            else:
                yield from kid.pieces()


class PdfReader:
    """Reads one file; close it by leaving a `with`."""

    def __init__(self, data: bytes) -> None:
        self._pdf = pikepdf.open(BytesIO(data))
        self._places = {page.objgen: place for place, page in enumerate(self._pdf.pages)}
        self._fonts: dict[tuple[int, int], _Font] = {}

    def __enter__(self) -> PdfReader:
        return self

    def __exit__(self, *_: object) -> None:
        self._pdf.close()

    @cached_property
    def pages(self) -> list[list[Piece]]:
        """All that each page draws, in the order of drawing, artifacts too."""
        return [
            list(_Stream(page, place, self._font).pieces())
            for place, page in enumerate(self._pdf.pages)
        ]

    @cached_property
    def height(self) -> float:
        """Of all pages, in points."""
        (height,) = {float(page.MediaBox[3]) for page in self._pdf.pages}
        return height

    @cached_property
    def destinations(self) -> dict[str, int]:
        """The pages, from 1, that names of the document stand on."""
        if "/Names" not in self._pdf.Root:
            return {}
        names = pikepdf.NameTree(self._pdf.Root.Names.Dests)
        return {name: self._places[target[0].objgen] + 1 for name, target in names.items()}

    @cached_property
    def root(self) -> Element:
        """The structure; every piece that is no artifact has to have one place in it."""
        (top,) = self._pdf.Root.StructTreeRoot.K
        left = {(piece.page, piece.mcid): piece for piece in self._tagged()}
        root = self._element(top, -1, left)
        if left:
            raise UnknownError(f"text outside of the structure: {list(left.values())[:3]}")
        return root

    def _tagged(self) -> Iterator[Piece]:
        for page in self.pages:
            yield from (piece for piece in page if piece.mcid is not None)

    def _element(self, node: Object, page: int, left: dict[Any, Piece]) -> Element:
        if "/Pg" in node:
            page = self._places[node.Pg.objgen]
        made = Element(str(node.S)[1:], page)
        made.language, made.id = str(node.get("/Lang", "")), str(node.get("/ID", ""))
        made.alt, made.actual = str(node.get("/Alt", "")), str(node.get("/ActualText", ""))
        attributes = node.get("/A", {})
        made.scope = str(attributes.get("/Scope", ""))[1:]
        kids = node.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            place: tuple[int, int] | None = None
            if isinstance(kid, int):
                place = page, int(kid)
            elif kid.get("/Type") == "/MCR":
                place = self._places[kid.Pg.objgen], int(kid.MCID)
            elif kid.get("/Type") != "/OBJR":
                made.kids.append(self._element(kid, page, left))
            if place is not None:
                # Twice in the tree is as wrong as never.
                made.kids.append(left.pop(place))
        return made

    def _font(self, font: Object) -> _Font:
        if font.objgen not in self._fonts:
            self._fonts[font.objgen] = _Font(font)
        return self._fonts[font.objgen]


class _Font:
    """The letters and widths of a font with two bytes for each glyph."""

    def __init__(self, font: Object) -> None:
        if font.Subtype != "/Type0" or font.Encoding != "/Identity-H":
            raise UnknownError(f"a font {font.Subtype}")
        self.texts = _to_unicode(font.ToUnicode.read_bytes().decode("ascii"))
        (inner,) = font.DescendantFonts
        self._default = float(inner.get("/DW", 1000))
        self._widths: dict[int, float] = {}
        runs = list(inner.get("/W", []))
        while runs:
            first, second = int(runs.pop(0)), runs.pop(0)
            if isinstance(second, pikepdf.Array):
                for place, width in enumerate(second):
                    self._widths[first + place] = float(width)
            else:
                width = float(runs.pop(0))
                self._widths.update(dict.fromkeys(range(first, int(second) + 1), width))

    def read(self, data: bytes) -> tuple[str, float]:
        """The text of a string, and its width in thousandths of the size."""
        glyphs = [int.from_bytes(data[i : i + 2], "big") for i in range(0, len(data), 2)]
        text = "".join(self.texts[glyph] for glyph in glyphs)
        return text, sum(self._widths.get(glyph, self._default) for glyph in glyphs)


def _to_unicode(cmap: str) -> dict[int, str]:
    found: dict[int, str] = {}
    if "beginbfrange" in cmap:
        raise UnknownError("ranges in ToUnicode")
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for glyph, text in re.findall(r"<(\w+)>\s*<(\w*)>", block):
            found[int(glyph, 16)] = bytes.fromhex(text).decode("utf-16-be")
    return found


class _Stream:
    """Goes through the content of one page."""

    def __init__(self, page: Object, number: int, font: Any) -> None:
        self._page, self._number, self._font_of = page, number, font
        self._matrix, self._stack = pikepdf.Matrix(), list[pikepdf.Matrix]()
        self._line = pikepdf.Matrix()
        self._font: _Font | None = None
        self._size = 0.0
        self._moved = 0.0
        self._open: list[Any] = []

    def pieces(self) -> Iterator[Piece]:
        text: list[str] = []
        start: tuple[float, float] | None = None
        for operands, operator in pikepdf.parse_content_stream(self._page):
            name = str(operator)
            if name in ("BDC", "BMC"):
                values = operands[1] if name == "BDC" else {}
                if "/ActualText" in values:
                    raise UnknownError("another text within the content")
                self._open.append(values)
            elif name == "EMC":
                values = self._open.pop()
                if not self._open or "/MCID" in values:
                    yield self._piece(values, text, start or self._place())
                    text, start = [], None
            elif name in ("Tj", "TJ"):
                if not self._open:
                    raise UnknownError("text that is neither tagged nor an artifact")
                if start is None:
                    start = self._place()
                text += self._shown(operands[0] if name == "TJ" else operands)
            else:
                self._set(name, operands)

    def _piece(self, values: Any, text: list[str], start: tuple[float, float]) -> Piece:
        mcid = values.get("/MCID")
        height = float(self._page.MediaBox[3])
        return Piece(
            self._number,
            None if mcid is None else int(mcid),
            "".join(text),
            start[0],
            self._place()[0],
            height - start[1],
            self._size * abs((self._line @ self._matrix).a),
        )

    def _place(self) -> tuple[float, float]:
        moved = pikepdf.Matrix(1, 0, 0, 1, self._moved, 0) @ self._line @ self._matrix
        return moved.e, moved.f

    def _shown(self, parts: Any) -> Iterator[str]:
        assert self._font is not None
        for part in parts:
            if isinstance(part, pikepdf.String):
                text, width = self._font.read(bytes(part))
                self._moved += width / 1000 * self._size
                yield text
            else:
                self._moved -= float(part) / 1000 * self._size

    def _set(self, name: str, operands: Any) -> None:
        if name == "q":
            self._stack.append(self._matrix)
        elif name == "Q":
            self._matrix = self._stack.pop()
        elif name == "cm":
            self._matrix = pikepdf.Matrix(*map(float, operands)) @ self._matrix
        elif name == "Tm":
            self._line, self._moved = pikepdf.Matrix(*map(float, operands)), 0.0
        elif name == "Tf":
            font = self._page.Resources.Font[str(operands[0])]
            self._font, self._size = self._font_of(font), float(operands[1])
        elif name == "Do" and self._page.Resources.XObject[str(operands[0])].Subtype != "/Image":
            raise UnknownError("a form")
        elif name not in _TEXT_FREE and name != "Ts":
            raise UnknownError(f"the operator {name}")
