"""How text breaks into lines, by the widths of letters in a Times-like face.

Nobody has the fonts here.  The widths are those of the old PostScript Times, to which Times
New Roman and its free equals were drawn; of other letters they are about right.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Final

from shadowkit.model.inline import Inlines, LineBreak, NoteMark, Reference, Text

_THOUSANDTHS: Final = {
    200: "|",
    250: " .,",
    278: "ijlt/\\:;",
    333: "fr-()[]!'‘’I",
    389: "sJ",
    408: '"',
    444: "acez?“”",
    480: "{}",
    500: "bdghknopquvxy0123456789$*#_–",
    556: "FPS",
    564: "+<>=",
    611: "ELTZ",
    667: "BCR",
    722: "wADGHKNOQUVXY",
    778: "m&",
    833: "%",
    889: "M",
    921: "@",
    944: "W",
    1000: "—…",
}
_WIDTHS: Final = {
    letter: width / 1000 for width, letters in _THOUSANDTHS.items() for letter in letters
}
_BOLD: Final = 1.06
_MARK: Final = 0.3
"""The width of a figure of a note's mark."""
_BREAKS: Final = frozenset(" \t\n\u200b")
_AFTER: Final = frozenset("-–—")


@cache
def _em(letter: str) -> float:
    if letter in _WIDTHS:
        return _WIDTHS[letter]
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return 0.0
    base = unicodedata.normalize("NFD", letter)[0]
    if base in _WIDTHS:
        return _WIDTHS[base]
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    return 0.7 if letter.isupper() else 0.5


def lines_of(
    content: Inlines, width: float, size: float, *, bold: bool = False
) -> list[tuple[int, ...]]:
    """The lines that `content` takes in `width` twips, in letters of `size` points: for each
    the numbers of the notes that are marked in it.  There is one at least."""
    room = width / (size * 20) / (_BOLD if bold else 1.0)
    lines: list[list[int]] = [[]]
    used = piece = 0.0
    marks: list[int] = []

    def settle() -> None:
        nonlocal used, piece
        if used and piece and used + piece > room:
            lines.append([])
            used = 0.0
        used += piece
        lines[-1] += marks
        piece = 0.0
        marks.clear()

    for part in _flat(content):
        if isinstance(part, int):
            piece += _MARK * len(str(part))
            marks.append(part)
            continue
        for letter in part:
            wide = _em(letter)
            if letter == "\n":
                settle()
                lines.append([])
                used = 0.0
            elif letter in _BREAKS:
                settle()
                used += wide
            else:
                if wide == 1.0:  # Chinese breaks between any two characters
                    settle()
                piece += wide
                if letter in _AFTER:
                    settle()
    settle()
    return [tuple(line) for line in lines]


def _flat(content: Inlines) -> Iterator[str | int]:
    """Text, and the numbers of notes."""
    for node in content:
        if isinstance(node, (Text, Reference)):
            yield node.text
        elif isinstance(node, NoteMark):
            yield node.number
        elif isinstance(node, LineBreak):
            yield "\n"
        else:
            yield from _flat(node.content)
