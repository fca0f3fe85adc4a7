"""Reads a Word file as an officer's copy comes back: through content controls, fields, notes and
tracked changes, with what was inserted and without what was deleted.

It knows styles by their names, as Word shows them, and nothing of the writer.  What it does not
know it refuses, so that no text is passed over in silence.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace

from test_docx_reading import Element, Numbers, Read, W, child, value

from wordlines import GONE, NOTHING, THROUGH, R, UnknownError, Walk, flow, name_of
from wordshapes import (
    Count,
    Entry,
    Frame,
    Grid,
    Keys,
    Line,
    Part,
    Picture,
    Piece,
    Pieces,
    Shape,
    TableCell,
    Text,
    Words,
    joined,
)

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DESCRIBED = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_COVER = {
    *("Title", "Subtitle", "Cover Series", "Cover State", "Cover Label", "Cover Submitter"),
    *("Cover Detail", "Cover Date", "Cover Notice", "Cover Logo"),
}
_KINDS = {
    "Body Text": "text",
    "Body Text Indent": "text",
    "Numbered Paragraph": "numbered",
    "Quote": "quote",
    "Quote in Paragraph": "quote",
    "caption": "caption",
    "Notes Heading": "notes heading",
    "TOC Heading": "contents heading",
    "Table Column Heading": "column heading",
    "Table Row Heading": "row heading",
    "Table Text": "cell",
    "Table Bar": "bar",
    "Box Title": "box title",
    "Key": "key",
    "Value": "value",
    "Figure": "figure",
    "Table Gap": "gap",
}
_LISTS = re.compile(r"List (Bullet|Number|Continue)(?: in Paragraph)?(?: (\d))?")


class WordReader:
    """One file."""

    def __init__(self, data: bytes) -> None:
        self.read = Read(data)
        self.numbers = Numbers(self.read)
        styles = self.read.xml("word/styles.xml")
        self._styles = {value(s, "styleId"): s for s in styles.iter(W + "style")}
        self.names = {id: value(child(s, "name")) for id, s in self._styles.items()}
        self.defaults = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
        self.bold = frozenset(
            _KINDS.get(name, name) for id, name in self.names.items() if self._is_bold(id)
        )
        """The kinds of lines that are bold as a whole."""
        self._marks = {"footnote": 0, "endnote": 0}
        self._note_ids: dict[str, list[str]] = {"footnote": [], "endnote": []}
        self.bookmarked: dict[str, dict[str, str]] = {}
        """By bookmark: what each sort of reference to it prints in Word."""
        self.pointers: list[tuple[str, str, str]] = []
        """Of each reference and each number of a caption: its bookmark, Word's instruction and
        its result."""

    def text(self) -> Text:
        """What stands in the file."""
        body = child(self.read.body, "body")
        assert body is not None
        rest: list[Part] = []
        cover: list[Line | Picture] = []
        contents: list[Entry] = []
        title = notes_title = ""
        for part in self._parts(body):
            shapes: list[Shape] = []
            for shape in part.shapes:
                if isinstance(shape, Picture) and shape.on_cover:
                    cover.append(shape)
                elif not isinstance(shape, Line):
                    shapes.append(shape)
                elif shape.kind in _COVER:
                    cover.append(shape)
                elif shape.kind == "contents heading":
                    title = _plain(shape.pieces)
                elif shape.kind.startswith("toc "):
                    contents.append(self._entry(shape))
                elif shape.kind == "notes heading":
                    notes_title = _plain(shape.pieces)
                else:
                    shapes.append(shape)
            if shapes and not part.tag and rest and not rest[-1].tag:
                rest[-1] = Part("", (*rest[-1].shapes, *shapes))
            elif shapes:
                rest.append(Part(part.tag, tuple(shapes)))
        return Text(
            tuple(cover),
            title,
            tuple(contents),
            tuple(rest),
            notes_title,
            self._notes("footnote"),
            self._notes("endnote"),
            self._running("header"),
            self._running("footer"),
        )

    # --- what is around ---------------------------------------------------------------

    def _parts(self, node: Element, tag: str = "") -> Iterator[Part]:
        """The controls with a tag, and what stands between them."""
        loose: list[Element] = []
        for inner in node:
            name = name_of(inner)
            own = value(child(inner, "sdtPr", "tag"))
            if name == "sdt" and (own or not tag):
                if loose:
                    yield Part(tag, self._shapes(loose, "word/document.xml"))
                    loose = []
                for content in inner.findall(f"{W}sdtContent"):
                    yield from self._parts(content, own)
            elif name in THROUGH or name == "sdt":
                for content in inner.findall(f"{W}sdtContent") or [inner]:
                    loose += flow(content)
            elif name not in GONE:
                loose.append(inner)
        if loose:
            yield Part(tag, self._shapes(loose, "word/document.xml"))

    def _notes(self, kind: str) -> tuple[tuple[Pieces, ...], ...]:
        part = f"word/{kind}s.xml"
        notes = {value(note, "id"): note for note in self.read.xml(part) if not value(note, "type")}
        if sorted(notes) != sorted(self._note_ids[kind]):
            raise UnknownError(f"{kind}s {sorted(notes)}, marks {self._note_ids[kind]}")
        found = []
        for id in self._note_ids[kind]:
            paragraphs = [p for p in flow(notes[id]) if self._paragraph_of(p)]
            if {self._style(p) for p in paragraphs} != {f"{kind} text"}:
                raise UnknownError(f"a {kind} in another style")
            lines = [self._pieces(p, part, in_note=not n)[0] for n, p in enumerate(paragraphs)]
            found.append(tuple(lines))
        return tuple(found)

    def _running(self, kind: str) -> Pieces:
        part = self.read.xml(f"word/{kind}.xml")
        lines = [p for p in flow(part) if self._style(p) == kind]
        return self._pieces(lines[0], f"word/{kind}.xml")[0] if lines else ()

    def _entry(self, line: Line) -> Entry:
        texts: list[list[Piece]] = [[]]
        target, page = "", 0
        for piece in line.pieces:
            if isinstance(piece, Count) and piece.what.startswith("PAGEREF"):
                target, page = piece.what.split()[1].removeprefix("_"), int(piece.text)
            elif isinstance(piece, Words) and "\t" in piece.text:
                between = list(_split(piece))
                texts[-1].append(between[0])
                texts += [[one] for one in between[1:]]
            else:
                texts[-1].append(piece)
        if target:
            assert joined(texts.pop()) == ()
        number = _plain(joined(texts.pop(0))) if len(texts) > 1 else ""
        (words,) = texts
        return Entry(int(line.kind[4:]), number, joined(words), target, page)

    # --- shapes -----------------------------------------------------------------------

    def _paragraph_of(self, node: Element) -> bool:
        name = name_of(node)
        if name == "p":
            return True
        if name in NOTHING or name.startswith("bookmark"):
            return False
        raise UnknownError(f"{node.tag} among paragraphs")

    def _shapes(self, nodes: list[Element], part: str) -> tuple[Shape, ...]:
        found: list[Shape] = []
        for node in nodes:
            if name_of(node) == "tbl":
                last = found[-1] if found else None
                caption = last if isinstance(last, Line) and last.kind == "caption" else None
                made = self._table(node, part)
                if caption and isinstance(made, Grid):
                    found[-1] = replace(made, caption=caption)
                else:
                    found.append(made)
            elif self._paragraph_of(node):
                line = self._line(node, part)
                if isinstance(line, Line) and line.kind == "gap":
                    if line.pieces:
                        raise UnknownError("text in a gap")
                    continue
                found.append(line)
        return tuple(found)

    def _line(self, node: Element, part: str) -> Line | Picture:
        style = self._style(node)
        number = self.numbers.label(node)
        listed = _LISTS.fullmatch(style)
        kind = _KINDS.get(style, style)
        known = listed or style in _COVER or style in _KINDS
        if not known and not re.fullmatch(r"heading \d|toc \d", style):
            raise UnknownError(f"a paragraph of the style {style!r}")
        pieces, anchors = self._pieces(node, part, number=number)
        if kind in ("figure", "Cover Logo"):
            (drawing,) = node.iter(_DESCRIBED)
            (blip,) = node.iter(f"{_A}blip")
            target = self.related(part)[str(blip.get(f"{R}embed"))]
            data = self.read.blobs[f"word/{target}"]
            return Picture(drawing.get("descr", ""), data, anchors, kind != "figure")
        depth = 0
        if listed:
            kind = "continued" if listed[1] == "Continue" else "item"
            depth = int(listed[2] or 1)
            if kind == "item":
                place = self.numbers.place(node)
                assert place is not None
                depth = place[1] + 1
        return Line(kind, pieces, number, depth, anchors)

    def _table(self, node: Element, part: str) -> Shape:
        style = self.names[value(child(node, "tblPr", "tblStyle"))]
        rows = [row for row in flow(node) if name_of(row) == "tr"]
        cells = [[cell for cell in flow(row) if name_of(cell) == "tc"] for row in rows]
        headed = [child(row, "trPr", "tblHeader") is not None for row in rows]
        if style == "Data Table":
            made = tuple(tuple(self._cell(cell, part) for cell in row) for row in cells)
            header = headed[:1] == [True]
            if header != (value(child(node, "tblPr", "tblLook"), "firstRow") == "1"):
                raise UnknownError("a header row for one of pages and look alone")
            return Grid(made, header)
        if style == "Keys and Values":
            entries = []
            for key, content in cells:
                ((term, _),) = self._all(key, part, "key")
                values = tuple(pieces for pieces, _ in self._all(content, part, "value"))
                entries.append((term, values))
            return Keys(tuple(entries))
        if style != "Box":
            raise UnknownError(f"a table of the style {style!r}")
        title: Pieces = ()
        if headed[0]:
            ((only,), *cells) = cells
            ((title, _),) = self._all(only, part, "box title")
        ((inside,),) = cells
        return Frame(title, self._shapes(list(flow(inside)), part))

    def _all(self, cell: Element, part: str, kind: str) -> list[tuple[Pieces, tuple[str, ...]]]:
        paragraphs = [node for node in flow(cell) if self._paragraph_of(node)]
        if {_KINDS[self._style(node)] for node in paragraphs} != {kind}:
            raise UnknownError(f"a cell that is not all {kind}")
        return [self._pieces(node, part) for node in paragraphs]

    def _cell(self, cell: Element, part: str) -> TableCell:
        (paragraph,) = (node for node in flow(cell) if self._paragraph_of(node))
        pieces, anchors = self._pieces(paragraph, part)
        alignment = value(child(paragraph, "pPr", "jc"))
        if alignment in ("left", "right") and self._from_right(paragraph):
            alignment = "left" if alignment == "right" else "right"
        span = int(value(child(cell, "tcPr", "gridSpan")) or 1)
        return TableCell(_KINDS[self._style(paragraph)], pieces, span, alignment, anchors)

    def _from_right(self, paragraph: Element) -> bool:
        bidi = child(paragraph, "pPr", "bidi")
        normal = child(self._styles["Normal"], "pPr", "bidi")
        found = normal if bidi is None else bidi
        return found is not None and value(found) != "0"

    def _style(self, paragraph: Element) -> str:
        return self.names.get(value(child(paragraph, "pPr", "pStyle")), "")

    def _is_bold(self, style: str) -> bool:
        while style:
            own = child(self._styles[style], "rPr", "b")
            if own is not None:
                return value(own) not in ("0", "false")
            style = value(child(self._styles[style], "basedOn"))
        return False

    def related(self, part: str) -> dict[str, str]:
        folder, name = posixpath.split(part)
        relations = self.read.xml(f"{folder}/_rels/{name}.rels")
        return {str(one.get("Id")): str(one.get("Target")) for one in relations}

    # --- lines ------------------------------------------------------------------------

    def _pieces(
        self, paragraph: Element, part: str, *, number: str = "", in_note: bool = False
    ) -> tuple[Pieces, tuple[str, ...]]:
        walk = Walk(self, part, self._is_bold(value(child(paragraph, "pPr", "pStyle"))))
        walk.nodes(paragraph)
        if walk.fields and not all(one.instruction.split()[0] == "TOC" for one in walk.fields):
            raise UnknownError("a field that does not end")
        for name, words in walk.bookmarks.items():
            # Word prints a number in a reference without the full stop at its end.
            printed = dict.fromkeys(("REF \\r \\h", "REF \\n \\h"), number.rstrip("."))
            note = walk.notes.get(name, "")
            self.bookmarked[name] = {**printed, "REF \\h": words, "NOTEREF \\h": note}
        pieces = walk.found
        if in_note:
            first = pieces[0] if pieces else None
            if not walk.own_mark or not isinstance(first, Words) or first.text[:1] != " ":
                raise UnknownError("a note without its own mark")
            pieces[0] = replace(first, text=first.text[1:])
        return joined(pieces), tuple(walk.bookmarks)

    def mark(self, kind: str, node: Element) -> int:
        """The number of the note that is marked here."""
        self._note_ids[kind].append(value(node, "id"))
        return len(self._note_ids[kind])


def _split(words: Words) -> Iterator[Words]:
    """What stands between tabs."""
    place = 0
    for text in words.text.split("\t"):
        end = place + sum(map(str.isalpha, text))
        yield replace(words, text=text, languages=words.languages[place:end])
        place = end


def _plain(pieces: Pieces) -> str:
    return "".join(getattr(piece, "text", "") for piece in pieces)
