"""Counting words: the named counts, and nothing else that counts words.

* ``whitespace``: runs of characters between white space.
* ``libreoffice``: as LibreOffice Writer counts the same text: an en or em dash separates
  and is no word itself, a CJK character (and a Hangul syllable) is a word.
* ``word``: as far as Microsoft Word's rule is documented: separated by white space, an
  Asian character is a word, Korean is separated by white space.  What Word does at a dash
  is not documented and is counted here as its joining the two words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

_DASHES = re.compile("[–—]")
_HAN_AND_KANA = (
    "\u2e80-\u2fdf\u3000-\u303f\u3040-\u30ff\u3100-\u312f\u31a0-\u31bf\u31f0-\u31ff"
    "\u3200-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff"
)
_ASIAN = f"[{_HAN_AND_KANA}]"
_CJK = f"[{_HAN_AND_KANA}\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]"


def whitespace(text: str) -> int:
    """Words between white space."""
    return len(text.split())


def _with_single_characters(text: str, pattern: str) -> int:
    total = 0
    for token in text.split():
        if token.isascii() or not any(map(_may_count, token)):
            total += 1
            continue
        single = re.compile(pattern)  # takes a while the first time; few texts come here
        total += len(single.findall(token)) + len(single.sub(" ", token).split())
    return total


def _may_count(character: str) -> bool:
    """Whether a character lies where those are that count as words by themselves."""
    return character >= "\u2e80" or "\u1100" <= character < "\u1200"


def libreoffice(text: str) -> int:
    """Words as LibreOffice counts them in the same text."""
    return _with_single_characters(_DASHES.sub(" ", text), _CJK)


def word(text: str) -> int:
    """Words as Microsoft Word counts them, as far as that is documented."""
    return _with_single_characters(text, _ASIAN)


COUNTS: Final[dict[str, Callable[[str], int]]] = {
    "whitespace": whitespace,
    "libreoffice": libreoffice,
    "word": word,
}
"""The named counts."""


def all_counts(text: str) -> dict[str, int]:
    """The words of `text` by every named count."""
    return {name: count(text) for name, count in COUNTS.items()}
