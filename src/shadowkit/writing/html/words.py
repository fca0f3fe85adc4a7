"""Text as mark-up for the PDF, where the engine would break or turn it wrongly.

A browser needs none of this.
"""

from __future__ import annotations

import re
from html import escape

from shadowkit.writing.directions import segments

# A document symbol, as A/HRC/WG.6/48/SVN/2.  The engine ends lines behind its strokes.
_SYMBOL = re.compile(
    r"(?<![\w/])[A-Z][A-Za-z]{0,9}(?:/[A-Za-z0-9][A-Za-z0-9.\-]{0,11}(?<![.\-])){2,}(?![\w/])"
)
_LONGEST = 40
"""Letters of a symbol that surely fit on a line."""
# No line of a page is longer.  Thai and the scripts behind it put no spaces between words.
_LONG_WORD = re.compile("[!-\u0dff]{60,}")
_BREAKABLE = 2_000
"""Of a longer word, each line that is broken off costs the engine a look at all that is left."""


def printed(text: str, rtl: bool) -> str:
    """The mark-up of `text`; `rtl` is the direction around it."""
    if not rtl:
        return _whole(text)
    # The engine orders each line by itself, as if nothing stood before and behind it.
    return "".join(
        _whole(piece) if right else f'<span dir="ltr">{_whole(piece)}</span>'
        for piece, right in segments(text, True)
    )


def _whole(text: str) -> str:
    if "/" not in text:
        return _escaped(text)
    pieces: list[str] = []
    done = 0
    for match in _SYMBOL.finditer(text):
        if len(match[0]) <= _LONGEST:
            pieces.append(_escaped(text[done : match.start()]))
            pieces.append(f'<span class="whole">{match[0]}</span>')
            done = match.end()
    return "".join(pieces) + _escaped(text[done:])


def _escaped(text: str) -> str:
    """Text as mark-up; a word that no line can hold may break anywhere."""
    if len(text) < 60 or not _LONG_WORD.search(text):
        return escape(text, quote=False)
    return _LONG_WORD.sub(_breakable, escape(text, quote=False))


def _breakable(found: re.Match[str]) -> str:
    word = found[0]
    return f'<span class="long">{word}</span>' if len(word) <= _BREAKABLE else word
