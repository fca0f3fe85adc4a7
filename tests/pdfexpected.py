"""What a PDF has to say, line by line, from the shapes that `wordexpected` makes of the resolved
document; and what its tags say, in the same form.

A line is the kind of its tag and its text.  Within a text, a foot note stands between brackets
right behind its first mark.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pdfreader import Element, Piece
from shadowkit.model.document import Document
from wordexpected import Expected
from wordshapes import Break, Count, Frame, Grid, Keys, Line, Mark, Picture, Pieces, Shape

NOTE, END = "⟦", "⟧"
BULLET = "•"
NEW_LINE = "\n"
"""In what is read: a new line on the page, where a space may have stood or a word been cut."""
SOFT_HYPHEN = "\u00ad"

_INLINE = {"Span", "Link", "Reference", "Note"}
_ALWAYS = {"TH", "TD"}
_TURNED = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
# Signs without a shape: a PDF has no glyph for them.
_UNSEEN = dict.fromkeys([0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(0x200E, 0x2010)])


@dataclass(frozen=True)
class Said:
    kind: str
    text: str


class Wanted:
    """The lines that the PDF of one document has to have; `pages` are those of its anchors.

    All bullets are one: within quotations those of Word are others than those of the PDF.
    """

    def __init__(self, document: Document, pages: dict[str, int]) -> None:
        self._document, self._pages = document, pages
        self._text = Expected(document, frozenset(), (BULLET,)).text()
        self._foot = dict(enumerate(self._text.footnotes))
        self._numbers = {note.number: place for place, note in enumerate(document.notes)}

    def lines(self) -> list[Said]:
        return [line for line in self._lines() if line.text or line.kind in _ALWAYS]

    def _lines(self) -> Iterator[Said]:
        text = self._text
        titled = False
        lines = [line for line in text.cover if isinstance(line, Line)]
        yield from (Said("Figure", one.alt) for one in text.cover if isinstance(one, Picture))
        if not any(line.kind == "Title" for line in lines):
            yield Said("H1", self._document.title)
        for line in lines:
            first = line.kind == "Title" and not titled
            titled |= first
            yield Said("H1" if first else "P", self._said(line.pieces))
        if self._document.contents:
            yield Said("H2", text.contents_title)
            for entry in text.contents:
                page = str(self._pages[entry.target]) if entry.target else ""
                yield Said("P", f"{entry.number} {self._said(entry.pieces)} {page}".strip())
        for part in text.parts:
            for shape in part.shapes:
                yield from self._shape(shape)
        if text.notes_title:
            yield Said("H2", text.notes_title)
        for number, note in enumerate(text.endnotes, 1):
            yield Said("LBody", self._note(number, note))

    def _shape(self, shape: Shape) -> Iterator[Said]:
        match shape:
            case Line():
                yield from self._line(shape)
            case Grid():
                if shape.caption:
                    yield Said("Caption", self._said(shape.caption.pieces))
                for row in shape.rows:
                    for cell in row:
                        said = self._said(cell.pieces)
                        names = cell.kind not in ("cell", "bar")
                        heads = names and (said or cell.kind == "row heading")
                        yield Said("TH" if heads else "TD", said)
            case Keys():
                for term, values in shape.entries:
                    yield Said("Lbl", self._said(term))
                    kind = "P" if len(values) > 1 else "LBody"
                    yield from (Said(kind, self._said(value)) for value in values)
            case Frame():
                yield Said("P", self._said(shape.title))
                for inner in shape.shapes:
                    yield from self._shape(inner)
            case Picture():
                yield Said("Figure", shape.alt)

    def _line(self, line: Line) -> Iterator[Said]:
        said = self._said(line.pieces)
        if line.kind == "item":
            yield Said("Lbl", line.number)
            yield Said("LBody", said)
        else:
            head = re.fullmatch(r"heading (\d)", line.kind)
            yield Said(f"H{int(head[1]) + 1}" if head else "P", f"{line.number} {said}".strip())

    def _said(self, pieces: Pieces) -> str:
        found: list[str] = []
        for before, piece in pairwise((None, *pieces)):
            match piece:
                case Break():
                    found.append(" ")
                case Mark():
                    found.append("," * isinstance(before, Mark) + str(piece.number))
                    note = self._foot.pop(self._numbers[piece.number], None)
                    if note is not None:
                        found.append(self._note(piece.number, note))
                case Count():
                    found.append(piece.text)
                case _:
                    found.append(piece.text)
        return "".join(found).strip()

    def _note(self, number: int, paragraphs: Sequence[Pieces]) -> str:
        texts = " ".join(self._said(paragraph) for paragraph in paragraphs)
        return f"{NOTE}{number} {texts}{END}"


def said_by(root: Element, bullets: Collection[str]) -> list[Said]:
    """The lines of a PDF in the order of its tags; `bullets` are those of its look."""
    return [
        Said("Lbl", BULLET) if line.kind == "Lbl" and line.text in bullets else line
        for line in _lines(root)
    ]


def _lines(element: Element) -> Iterator[Said]:
    if element.kind == "Figure":
        yield Said("Figure", element.alt)
        return
    inline: list[Element | Piece] = []
    first = True
    for kid in element.kids:
        if isinstance(kid, Piece) or kid.kind in _INLINE:
            inline.append(kid)
            continue
        if inline:
            yield Said(element.kind, _joined(inline))
            inline, first = [], False
        yield from _lines(kid)
    if inline or (first and element.kind in _ALWAYS):
        yield Said(element.kind, _joined(inline))


def _joined(kids: list[Element | Piece]) -> str:
    """The text of pieces, with a sign where a new line begins on the page."""
    return "".join(_Joiner().read(kids)).strip()


class _Joiner:
    def __init__(self) -> None:
        self._last: Piece | None = None

    def read(self, kids: Sequence[Element | Piece]) -> Iterator[str]:
        for kid in kids:
            if isinstance(kid, Piece):
                if self._last is not None and new_line(self._last, kid):
                    yield NEW_LINE
                self._last = kid
                yield kid.text
            elif kid.actual:
                # It stands in the place of what is printed.
                *_, self._last = kid.pieces()
                yield kid.actual
            elif kid.kind == "Note":
                # What is read goes on behind it where it stopped.
                yield NOTE + "".join(_Joiner().read(kid.kids)).strip() + END
            elif kid.kind in _INLINE:
                yield from self.read(kid.kids)
            else:  # the label or a paragraph of a note
                yield from (NEW_LINE, *self.read(kid.kids), NEW_LINE)


def new_line(last: Piece, piece: Piece) -> bool:
    """Whether a piece stands on another line than the one before it."""
    return piece.page != last.page or piece.left < last.right - 2


# --- comparing --------------------------------------------------------------------------


def difference(said: str, wanted: str, cut: str = SOFT_HYPHEN, *, ordered: bool = True) -> str:
    """Where two texts part, "" where they are one: white space as white space, a word that a
    line cuts (`cut` is what it is cut with) as a word.  Letters that are written from right to
    left are compared in no order, and so is all that is not `ordered` or begins with them."""
    said = said.translate(_UNSEEN)
    wanted = wanted.translate(_UNSEEN).replace(SOFT_HYPHEN, "")
    ordered = ordered and not turned(wanted)
    if not ordered or _TURNED.search(wanted):
        one, other = letters(said), letters(wanted)
        if one != other or not ordered:
            return "" if one == other else f"{said!r}\n instead of {wanted!r}"
        said, wanted = (_TURNED.sub("", text) for text in (said, wanted))
    place = at = 0
    while place < len(said):
        letter, there = said[place], wanted[at : at + 1]
        if letter in (NEW_LINE, " "):
            rest = wanted[at:].lstrip()
            if letter == " " and len(rest) == len(wanted) - at and not _beside_space(said, place):
                break
            at = len(wanted) - len(rest)
        elif unicodedata.normalize("NFKC", letter) == unicodedata.normalize("NFKC", there):
            at += 1
        elif not (letter == cut and said[place + 1 : place + 2] == NEW_LINE and there.isalpha()):
            break
        place += 1
    if place == len(said) and not wanted[at:].strip():
        return ""
    near = said[max(place - 40, 0) : place + 40], wanted[max(at - 40, 0) : at + 40]
    return f"{near[0]!r}\n instead of {near[1]!r}"


def turned(text: str) -> bool:
    """Whether a text runs from right to left: by the first letter that has a direction."""
    directions = map(unicodedata.bidirectional, text)
    return next((one for one in directions if one in ("L", "R", "AL")), "L") != "L"


def _beside_space(said: str, place: int) -> bool:
    return place > 0 and said[place - 1] in (" ", NEW_LINE)


def letters(text: str) -> list[str]:
    """All that a text shows, in no order."""
    shown = unicodedata.normalize("NFKC", text.translate(_UNSEEN).replace(SOFT_HYPHEN, ""))
    # Marks may be parted from their letters.
    parted = unicodedata.normalize("NFD", shown)
    return sorted(letter for letter in parted if not letter.isspace())
