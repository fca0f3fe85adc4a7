"""Text cut into pieces that run in one direction each.

Word and LibreOffice set a run with letters of both directions in the wrong order, WeasyPrint
a line that ends or begins within a Latin word of a right-to-left paragraph: a document symbol
would read from its end.
"""

from __future__ import annotations

import re
from typing import Final

_LETTERS_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_LETTERS_LTR = "A-Za-z\u00aa\u00b5\u00ba\u00c0-\u02b8\u0370-\u058f"
_ANY_RTL = re.compile(f"[{_LETTERS_RTL}]")
# A right-to-left stretch inside left-to-right text: letters and what stands between them.
_RTL_STRETCH = re.compile(f"[{_LETTERS_RTL}](?:[^{_LETTERS_RTL}{_LETTERS_LTR}]*[{_LETTERS_RTL}])*")
# A left-to-right stretch inside right-to-left text ends at a letter, a digit or a bracket
# that it opened itself; a symbol such as CCPR/C/RUS/CO/8 stays whole.
_LTR_STRETCH = re.compile(f"[{_LETTERS_LTR}](?:[^{_LETTERS_RTL}]*[{_LETTERS_LTR}0-9/#%])?")
_PAIRS: Final = {")": "(", "]": "[", "}": "{", "»": "«", "”": "“", "’": "‘"}


def segments(text: str, rtl: bool) -> list[tuple[str, bool]]:
    """`text` cut into pieces of one direction each; `rtl` is the direction around it."""
    if not rtl:
        if text.isascii() or not _ANY_RTL.search(text):
            return [(text, False)]
        return _cut(text, [match.span() for match in _RTL_STRETCH.finditer(text)], inside=True)
    spans = [
        (match.start(), _closed(text, match.start(), match.end()))
        for match in _LTR_STRETCH.finditer(text)
    ]
    return _cut(text, spans, inside=False)


def _closed(text: str, start: int, end: int) -> int:
    """`end`, moved past the brackets that close what was opened since `start`."""
    while end < len(text) and (opener := _PAIRS.get(text[end])):
        stretch = text[start:end]
        if stretch.count(opener) <= stretch.count(text[end]):
            break
        end += 1
    return end


def _cut(text: str, spans: list[tuple[int, int]], inside: bool) -> list[tuple[str, bool]]:
    pieces: list[tuple[str, bool]] = []
    position = 0
    for start, end in spans:
        if start > position:
            pieces.append((text[position:start], not inside))
        pieces.append((text[start:end], inside))
        position = end
    if position < len(text) or not pieces:
        pieces.append((text[position:], not inside))
    return pieces
