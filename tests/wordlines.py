"""One paragraph of a Word file: what stands in its runs, through all that may be around them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import unquote

from test_docx_reading import Element, W, child, value

from wordshapes import Break, Count, Mark, Piece, Pointer, Words, sort_of_letter

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
THROUGH = {"ins", "moveTo", "smartTag", "customXml", "dir", "bdo"}
GONE = {"del", "moveFrom"}
NOTHING = {
    *("pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr", "sdtEndPr", "proofErr"),
    *("lastRenderedPageBreak", "commentReference", "commentRangeStart", "commentRangeEnd"),
    *("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"),
    *("permStart", "permEnd", "delText", "annotationRef", "tblPrEx", "softHyphenRef"),
}
_EMPHASES = {"Strong": "bold", "Emphasis": "italic", "Superscript": "superscript"}
_EMPHASES |= {"Hyperlink": "link", "Unresolved": "unresolved"}


class UnknownError(Exception):
    """Something in the file that this reader would lose."""


@dataclass
class _Field:
    instruction: str = ""
    result: list[Piece] = field(default_factory=list)
    separated: bool = False


def name_of(node: Element) -> str:
    """The name of an element of Word's own, "" for others."""
    tag = str(node.tag)
    return tag[len(W) :] if tag.startswith(W) else ""


def flow(node: Element) -> Iterator[Element]:
    """What follows each other in an element, content controls and tracked changes looked
    through; what was deleted is left out."""
    for inner in node:
        name = name_of(inner)
        if name in THROUGH:
            yield from flow(inner)
        elif name == "sdt":
            for content in inner.findall(f"{W}sdtContent"):
                yield from flow(content)
        elif name not in GONE and child(inner, "trPr", "del") is None:
            yield inner


class Source(Protocol):
    """What a walk asks of the file around the paragraph."""

    names: dict[str, str]
    defaults: Element | None
    pointers: list[tuple[str, str, str]]

    def related(self, part: str) -> dict[str, str]:
        """The targets of a part's relationships."""

    def mark(self, kind: str, node: Element) -> int:
        """The number of the note that is marked here."""


class Walk:
    """Goes through one paragraph."""

    def __init__(self, reader: Source, part: str, bold: bool) -> None:
        self.reader = reader
        self.part = part
        self.bold = bold
        self.found: list[Piece] = []
        self.fields: list[_Field] = []
        self.open: dict[str, str] = {}
        self.bookmarks: dict[str, str] = {}
        self.notes: dict[str, str] = {}
        self.link = ""
        self.own_mark = False

    @property
    def around(self) -> tuple[str, ...]:
        return tuple(self.open.values())

    def nodes(self, node: Element) -> None:
        for inner in flow(node):
            name = name_of(inner)
            if name == "r":
                self._run(inner)
            elif name == "hyperlink":
                self._hyperlink(inner)
            elif name == "fldSimple":
                self.fields.append(_Field(value(inner, "instr"), separated=True))
                self.nodes(inner)
                self._end()
            elif name == "bookmarkStart":
                bookmark = value(inner, "name").removeprefix("_")
                self.open[value(inner, "id")] = bookmark
                self.bookmarks[bookmark] = ""
            elif name == "bookmarkEnd":
                del self.open[value(inner, "id")]
            elif name not in NOTHING:
                raise UnknownError(f"{inner.tag} in a paragraph")

    def _hyperlink(self, node: Element) -> None:
        target, before = value(node, "anchor"), self.link
        if not target:
            self.link = unquote(self.reader.related(self.part)[str(node.get(f"{R}id"))])
            self.nodes(node)
            self.link = before
        elif any(run.tag == W + "fldChar" for run in node.iter()):
            self.nodes(node)  # a line of the contents, whose field says as much
        else:
            self.fields.append(_Field(f"REF {target} link", separated=True))
            self.nodes(node)
            self._end()

    def _run(self, run: Element) -> None:
        style = self.reader.names.get(value(child(run, "rPr", "rStyle")), "")
        if style in ("footnote reference", "endnote reference"):
            self._note(run)
            return
        marks = frozenset(_EMPHASES[word] for word in style.split())
        if self.bold:
            marks ^= {"bold"}
        for node in run:
            name = name_of(node)
            if name == "fldChar":
                self._field_character(value(node, "fldCharType"))
            elif name == "instrText":
                self.fields[-1].instruction += node.text or ""
            elif name == "br":
                if value(node, "type") != "page":
                    self._put(Break())
            elif name == "drawing" or name in NOTHING:
                continue
            else:
                self._words(name, node, marks, run)

    def _words(self, name: str, node: Element, marks: frozenset[str], run: Element) -> None:
        signs = {"tab": "\t", "softHyphen": "\u00ad", "noBreakHyphen": "\u2011"}
        if name != "t" and name not in signs:
            raise UnknownError(f"{node.tag} in a run")
        text = signs.get(name) or node.text or ""
        languages = tuple(self._language(run, letter) for letter in text if letter.isalpha())
        self._put(Words(text, marks, self.link, self.around, languages))

    def _language(self, run: Element, letter: str) -> str:
        sort = sort_of_letter(letter)
        key = {"asian": "eastAsia", "other": "val"}.get(sort, "bidi")
        if child(run, "rPr", "rtl") is not None:
            key = "bidi"
        elif sort == "complex":
            return "none: not from right to left"
        found = value(child(run, "rPr", "lang"), key)
        return found or value(self.reader.defaults, key)

    def _note(self, run: Element) -> None:
        """A run in the style of note marks: the mark, or the comma between two."""
        for node in run:
            name = name_of(node)
            if name in ("footnoteReference", "endnoteReference"):
                number = self.reader.mark(name.removesuffix("Reference"), node)
                self._put(Mark(number, self.around))
                for bookmark in self.around:
                    self.notes.setdefault(bookmark, str(number))
            elif name in ("footnoteRef", "endnoteRef"):
                self.own_mark = True
            elif name == "t":
                if node.text != ", " or not isinstance(self.found[-1], Mark):
                    raise UnknownError(f"{node.text!r} in the style of a note's mark")
            elif name not in NOTHING:
                raise UnknownError(f"{node.tag} in a note's mark")

    def _field_character(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append(_Field())
        elif kind == "separate":
            self.fields[-1].separated = True
        elif self.fields:
            self._end()
        # else it is the end of the contents, whose field began in another paragraph

    def _end(self) -> None:
        ended = self.fields.pop()
        kind, *words = ended.instruction.split()
        text = "".join(piece.text for piece in ended.result if isinstance(piece, Words))
        marks = next((p.marks for p in ended.result if isinstance(p, Words)), frozenset[str]())
        if len(ended.result) != sum(isinstance(piece, Words) for piece in ended.result):
            raise UnknownError(f"more than words in a field {kind}")
        if kind in ("REF", "NOTEREF"):
            switches = " ".join((kind, *words[1:]))
            target = words[0].removeprefix("_")
            self._put(Pointer(target, text, marks, self.around))
            self.reader.pointers.append((target, switches, text))
        elif kind in ("SEQ", "PAGE", "NUMPAGES", "PAGEREF"):
            what = ended.instruction.strip() if kind == "PAGEREF" else kind
            if kind == "SEQ":
                self.reader.pointers.append(("", kind, text))
            self._put(Count(what, text, self.around))
        elif kind != "TOC":
            raise UnknownError(f"a field {kind}")

    def _put(self, piece: Piece) -> None:
        inner = self.fields[-1] if self.fields else None
        if inner and not inner.separated:
            raise UnknownError("text in the instruction of a field")
        if inner and inner.instruction.split()[0] != "TOC":
            inner.result.append(piece)
            return
        for bookmark in self.around:
            self.bookmarks[bookmark] += getattr(piece, "text", "")
        self.found.append(piece)
