"""Where the cells of a Word file's tables begin and end, in bytes, and which may be replaced.

Tables, rows and cells are counted as `importing.word` counts them: those inside a cell are none of
their own, and content controls around rows and cells are looked through.
"""

from __future__ import annotations

import codecs
from dataclasses import field
from typing import Any, Final
from xml.parsers import expat

from shadowkit.records import dataclass

MAIN: Final = "word/document.xml"
_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ANYWHERE: Final = frozenset(
    ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "sectPr")
)
"""Elements of which none may be in what is replaced: changes that are tracked (as are those whose
names end in `Change`), and the end of a section."""
_MARKS: Final = frozenset(("bookmarkStart", "bookmarkEnd", "permStart", "permEnd"))
"""Elements of a paragraph that mark a place and stay."""
_PARAGRAPH: Final = _MARKS | {"pPr", "r", "proofErr"}
_RUN: Final = frozenset(
    ("rPr", "t", "tab", "br", "cr", "noBreakHyphen", "softHyphen", "lastRenderedPageBreak")
)
_INSIDE: Final = {"tc": frozenset(("tcPr", "p")), "p": _PARAGRAPH, "r": _RUN}
"""What may stand directly in a plain cell, its paragraphs and their runs."""
_LOCKS: Final = ("contentLocked", "sdtContentLocked")


class CannotFillError(Exception):
    """A file that nothing can be put into; the words say why."""


@dataclass(slots=True)
class Element:
    """An element: its name in Word's namespace, or "", and where it and its first tag end."""

    name: str
    start: int
    tag_end: int = 0
    end: int = 0


@dataclass(slots=True)
class Paragraph:
    """A paragraph of a cell."""

    element: Element
    properties: Element | None = None
    mark: Element | None = None
    """The properties of the paragraph's mark, which are those of its words while it has none."""
    run: Element | None = None
    """The properties of the first run with words."""
    words: bool = False
    places: list[Element] = field(default_factory=list)
    """What marks a place in it, such as a bookmark."""
    movable: bool = True
    """Whether its properties may be given to other paragraphs."""


@dataclass(slots=True)
class Cell:
    """A cell: how many columns of the grid it covers, and how it is merged downwards."""

    prefix: str
    span: int = 1
    merged: bool = False
    continues: bool = False
    plain: bool = True
    """Whether it holds plain paragraphs and nothing else, so that they may be replaced."""
    paragraphs: list[Paragraph] = field(default_factory=list)


Row = list[Cell]


def tables_in(document: bytes) -> tuple[list[list[Row]], str]:
    """The tables of a main part that have rows, and the name of its encoding."""
    reader = _Reader(document)
    return reader.read(), reader.codec


class _Reader:
    def __init__(self, document: bytes) -> None:
        self._document = document
        self.codec = _codec(document)
        self._parser: Any = expat.ParserCreate(None, " ")
        self._parser.namespace_prefixes = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.DefaultHandlerExpand = lambda _data: self._at()
        self._parser.XmlDeclHandler = self._declared
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._open: list[Element] = []
        self._tag: Element | None = None
        """The element whose first tag was read last, and the one that was closed last: where a tag
        ends is known when the next thing is read."""
        self._closed: Element | None = None
        self._tables: list[list[Row]] = []
        self._rows: list[Row] = []
        self._controls: list[bool] = []
        """Of each content control that is open, whether its contents may not be changed."""
        self._depth = 0
        self._tracked = False
        self._cell: Cell | None = None
        self._cell_depth = 0
        self._paragraph: Paragraph | None = None
        self._run: Element | None = None

    def read(self) -> list[list[Row]]:
        try:
            self._parser.Parse(self._document, True)
        except (expat.ExpatError, LookupError, UnicodeError):
            raise CannotFillError("a part of it is not XML") from None
        return self._tables

    def _declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        self._at()
        if encoding and self.codec == "utf-8":
            self.codec = codecs.lookup(encoding).name

    def _doctype(self, *_said: Any) -> None:
        raise CannotFillError("it has a document type in it")

    def _at(self) -> int:
        """The place of what is read now, where the tag before it ends."""
        at = int(self._parser.CurrentByteIndex)
        if self._tag is not None:
            self._tag.tag_end = at
            self._tag = None
        if self._closed is not None:
            self._closed.end = at
            self._closed = None
        return at

    # --- elements -----------------------------------------------------------------------

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        at = self._at()
        uri, _, rest = name.partition(" ")
        local, _, prefix = rest.partition(" ")
        element = Element(local if uri == _W else "", at)
        parent = self._open[-1].name if self._open else ""
        self._open.append(element)
        self._tag = element
        if self._cell is not None:
            self._inside_cell(element.name, parent, attributes)
        elif element.name == "tr":
            self._depth += 1
            if self._depth == 1:
                self._rows.append([])
                self._tracked = False
        elif element.name == "tbl" and not self._depth:
            self._rows = []
        elif element.name == "sdt":
            self._controls.append(False)
        elif self._controls and parent == "sdtPr":
            locked = element.name == "lock" and _value(attributes) in _LOCKS
            self._controls[-1] |= locked or element.name == "dataBinding"
        elif parent == "trPr" and element.name in ("ins", "del"):
            self._tracked = True
        elif element.name == "tc" and self._depth == 1:
            self._cell_opens(f"{prefix}:" if prefix else "")

    def _cell_opens(self, prefix: str) -> None:
        names = [one.name for one in self._open[-4:-1]]
        controlled = names[-3:] == ["tr", "sdt", "sdtContent"]
        if names[-1:] != ["tr"] and not controlled:
            return
        self._cell = Cell(prefix, plain=not (controlled or self._tracked or any(self._controls)))
        self._cell_depth = len(self._open)
        self._rows[-1].append(self._cell)

    def _inside_cell(self, name: str, parent: str, attributes: dict[str, str]) -> None:
        cell = self._cell
        assert cell is not None
        depth = len(self._open) - self._cell_depth
        if depth == 2 and parent == "tcPr":
            if name == "gridSpan":
                wide = _value(attributes)
                cell.span = max(1, int(wide) if wide.isdecimal() and len(wide) < 4 else 1)
            elif name == "vMerge":
                cell.merged = True
                cell.continues = _value(attributes, "continue") == "continue"
        if name in _ANYWHERE or name.endswith("Change"):
            cell.plain = False
        allowed = _INSIDE.get(parent) if depth <= 3 else None
        if allowed is not None and name not in allowed:
            cell.plain = False
        if depth == 1 and name == "p":
            self._paragraph = Paragraph(self._open[-1])
            cell.paragraphs.append(self._paragraph)
        elif depth == 2 and name == "r":
            self._run = None
        elif parent == "pPr" and name in ("numPr", "framePr") and self._paragraph:
            self._paragraph.movable = False

    def _text(self, text: str) -> None:
        self._at()
        paragraph = self._paragraph
        if paragraph is None or paragraph.words or self._open[-1].name != "t":
            return
        if len(self._open) - self._cell_depth == 3 and text.strip():
            paragraph.words = True
            paragraph.run = self._run

    def _end(self, _name: str) -> None:
        at = self._at()
        element = self._open.pop()
        if element.tag_end == at and self._is_alone(element):
            element.end = at
        else:
            self._closed = element
        name = element.name
        if self._cell is not None:
            depth = len(self._open) + 1 - self._cell_depth
            if depth == 0:
                self._cell = None
            elif self._paragraph is not None:
                self._closed_in_cell(self._paragraph, element, depth)
        elif name == "tr":
            self._depth -= 1
        elif name == "tbl" and not self._depth and self._rows:
            self._tables.append(self._rows)
            self._rows = []
        elif name == "sdt":
            self._controls.pop()

    def _closed_in_cell(self, paragraph: Paragraph, element: Element, depth: int) -> None:
        parent = self._open[-1].name
        match depth, parent, element.name:
            case 1, _, "p":
                self._paragraph = None
            case 2, _, "pPr":
                paragraph.properties = element
            case 2, _, name if name in _MARKS:
                paragraph.places.append(element)
            case 3, "pPr", "rPr":
                paragraph.mark = element
            case 3, "r", "rPr":
                self._run = element

    def _is_alone(self, element: Element) -> bool:
        """Whether an element is one tag, `<w:p/>`."""
        tag = self._document[element.start : element.tag_end]
        return tag.endswith("/>".encode(self.codec))


def _codec(document: bytes) -> str:
    """The encoding that the first bytes tell, as Python calls it."""
    if document.startswith(codecs.BOM_UTF16_LE) or document[1:2] == b"\0":
        return "utf-16-le"
    if document.startswith(codecs.BOM_UTF16_BE) or document[:1] == b"\0":
        return "utf-16-be"
    return "utf-8"


def _value(attributes: dict[str, str], default: str = "") -> str:
    return next((v for k, v in attributes.items() if k.split(" ")[:2] == [_W, "val"]), default)
