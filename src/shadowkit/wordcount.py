"""Counting words: the named counts, and nothing else that counts words.

* ``whitespace``: runs of characters between white space.
* ``libreoffice``: as LibreOffice Writer counts a paragraph with the same text, its oddities
  included, so that the two agree to the word.
* ``word``: as far as Microsoft Word's rule is documented: separated by white space, an
  Asian character is a word, Korean is separated by white space.  What Word does at a dash
  is not documented and is counted here as its joining the two words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Final

_ASIAN = (
    "[\u2e80-\u2fdf\u3000-\u303f\u3040-\u30ff\u3100-\u312f\u31a0-\u31bf\u31f0-\u31ff"
    "\u3200-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff]"
)


def whitespace(text: str) -> int:
    """Words between white space."""
    return len(text.split())


# --- LibreOffice ------------------------------------------------------------------------
#
# Found by asking LibreOffice 7.4 for the words of texts with each character in several
# surroundings.  White space and the en and the em dash separate.  Any other character is of
# a class, and a word is a row of classes:
#
#   A  a letter, a digit, punctuation or a sign: words go on
#   D  the hyphen of the keyboard: one joins, two end a word
#   E  a combining mark: belongs to the character before it
#   F  invisible formatting, such as a soft hyphen: within a word only
#   K  East Asian: as A, but a word, and so is what stands between two of them
#   J  Hiragana or Katakana: a word, and never part of another
#   O  a raised, circled or broken number (², ½), a Thai or Lao letter: a word

_EAST_ASIAN: Final = (
    *((0x1100, 0x11FF), (0x2E80, 0x4DBF), (0x4E00, 0xA4CF), (0xA960, 0xA97F), (0xAC00, 0xD7FF)),
    *((0xF900, 0xFAFF), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF), (0x1B000, 0x1B16F)),
    *((0x1F200, 0x1F200), (0x20000, 0x3FFFF)),
)
_KANA: Final = (
    *((0x3041, 0x3096), (0x309D, 0x309F), (0x30A1, 0x30FA), (0x30FC, 0x30FF), (0x31F0, 0x31FF)),
    *((0x32D0, 0x32FE), (0x3300, 0x3357), (0xFF66, 0xFF9F), (0x1B000, 0x1B16F)),
    (0x1F200, 0x1F200),
)
_THAI_AND_LAO: Final = ((0x0E01, 0x0E3E), (0x0E40, 0x0EFF))
_FORMATTING_MARKS: Final = ((0x200C, 0x200C), (0xE0020, 0xE007F))

_LETTERS = "[AK]E*(?:(?:FE*)*[AK]E*)*"
_WORD = re.compile(rf"(?:[AK]E*)*(?:D{_LETTERS})+D*|(?:[AK]E*)*D+|{_LETTERS}|J|OE*|E+|F")
_STOP = re.compile("(?<=[^\\s–—\u200b])\u200b.*|\u200b", re.DOTALL)


class _ClassOf(dict[int, str]):
    """The class of each character, for `str.translate`."""

    def __missing__(self, code: int) -> str:
        found = self[code] = _class(code)
        return found


def _class(code: int) -> str:
    character = chr(code)
    category = unicodedata.category(character)
    if character == "-":
        return "D"
    if _among(code, _EAST_ASIAN):
        return "J" if _among(code, _KANA) else "K"
    if category in ("Mn", "Me") or _among(code, _FORMATTING_MARKS):
        return "E"
    if category == "Cf":
        return "F"
    if category[0] == "C" or category == "No" or _among(code, _THAI_AND_LAO):
        return "O"
    return "A"


def _among(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= code <= last for first, last in ranges)


_CLASS_OF = _ClassOf()


def libreoffice(text: str) -> int:
    """Words as LibreOffice counts them in a paragraph with this text.

    It stops at a zero width space behind a word, whatever comes after.
    """
    if "\u200b" in text:
        text = _STOP.sub("", text)
    total = 0
    for token in text.replace("–", " ").replace("—", " ").split():
        if token.isascii() and "--" not in token:
            total += 1
            continue
        classes = token.translate(_CLASS_OF)
        if not classes.strip("A"):
            total += 1
            continue
        for row in _WORD.findall(classes):
            total += row.count("K") + len(row.replace("K", " ").split())
    return total


# --- Microsoft Word ---------------------------------------------------------------------


def word(text: str) -> int:
    """Words as Microsoft Word counts them, as far as that is documented."""
    total = 0
    for token in text.split():
        if token.isascii() or max(token) < "\u2e80":
            total += 1
            continue
        single = re.compile(_ASIAN)  # takes a while the first time; few texts come here
        total += len(single.findall(token)) + len(single.sub(" ", token).split())
    return total


COUNTS: Final[dict[str, Callable[[str], int]]] = {
    "whitespace": whitespace,
    "libreoffice": libreoffice,
    "word": word,
}
"""The named counts."""


def all_counts(text: str) -> dict[str, int]:
    """The words of `text` by every named count."""
    if text.isascii() and "--" not in text:  # then all agree
        return dict.fromkeys(COUNTS, len(text.split()))
    return {name: count(text) for name, count in COUNTS.items()}
