"""Tables on a terminal of 80 columns: cells by their width as shown, and bars."""

from __future__ import annotations

import textwrap
import unicodedata
from typing import Final

WIDTH: Final = 80
_EIGHTHS: Final = " ▏▎▍▌▋▊▉"
_FULL: Final = "█"
_EMPTY: Final = "░"


def shown_width(text: str) -> int:
    """The columns that `text` takes: a Chinese character takes two, a combining mark none."""
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def cell(text: str, width: int) -> str:
    """`text` on one line of exactly `width` columns, cut short with an ellipsis where it is
    longer."""
    text = " ".join(text.split())
    if shown_width(text) > width:
        room, kept = width - 1, ""
        for character in text:
            room -= _columns(character)
            if room < 0:
                break
            kept += character
        text = kept.rstrip() + "…"
    return text + " " * (width - shown_width(text))


def bar(words: int, of: int, width: int) -> str:
    """A bar of `width` columns, full where `words` reach `of`.  It is not full before, and
    not empty where there is a word."""
    if words >= of:
        return _FULL * width
    eighths = max(min(1, words), 8 * width * words // of)
    full, part = divmod(eighths, 8)
    drawn = _FULL * full + (_EIGHTHS[part] if part else "")
    return drawn + _EMPTY * (width - len(drawn))


def wrapped(text: str, indent: str) -> list[str]:
    """`text` in lines of at most `WIDTH` columns; an address is not broken."""
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
