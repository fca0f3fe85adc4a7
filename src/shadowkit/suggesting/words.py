"""The words of a text in a form in which two texts can be compared, in any language.

Endings are taken off by Snowball's rules for the language.  Chinese has no spaces: there each two
characters that stand together are a word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, Final

import snowballstemmer

from shadowkit.records import dataclass

_WORD: Final = re.compile(r"[㐀-䶿一-鿿]+|[^\W\d_㐀-䶿一-鿿]+")
_SHORTEST: Final = 3
"""Words of fewer letters say nothing of what a text is about, unless they are all capitals."""
_OF_TWO_CHARACTERS: Final = 0.7
"""Chinese words of three characters make two pairs, and each text some pairs that are no words."""
_SNOWBALL: Final = {
    "ar": "arabic",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "it": "italian",
    "nl": "dutch",
    "pt": "portuguese",
    "ru": "russian",
    "tr": "turkish",
}


@dataclass(frozen=True, slots=True)
class Stem:
    """A word without its ending, and the word itself.  `part` is what it counts for: less than 1
    where it is one of several that together are one word."""

    stem: str
    word: str
    part: float = 1.0


def stems(text: str, language: str, acronyms: Mapping[str, str]) -> tuple[Stem, ...]:
    """The stems of a text.  A short form among `acronyms` has the words of its long form behind
    it, which together count for one word."""
    return tuple(_stems(text, language, acronyms))


def _stems(text: str, language: str, acronyms: Mapping[str, str]) -> Iterator[Stem]:
    primary = language.partition("-")[0]
    for word in _WORD.findall(_plain(text)):
        if "㐀" <= word[0] <= "鿿":
            for start in range(max(len(word) - 1, 1)):
                two = word[start : start + 2]
                yield Stem(two, two, _OF_TWO_CHARACTERS)
        elif word.isupper() and len(word) > 1:
            yield Stem(word.casefold(), word)
        elif len(word) >= _SHORTEST:
            yield Stem(_stem(word.casefold(), primary), word)
        if word in acronyms:
            long = tuple(_stems(acronyms[word], language, {}))
            yield from (Stem(one.stem, one.word, 1 / len(long)) for one in long)


def _plain(text: str) -> str:
    """Without the vowel signs of Arabic, and with one form for each character."""
    text = unicodedata.normalize("NFKC", text)
    if text.isascii():
        return text
    return "".join(filter(lambda character: unicodedata.category(character) != "Mn", text))


@lru_cache(maxsize=50_000)
def _stem(word: str, language: str) -> str:
    stemmer = _stemmer(language)
    return str(stemmer.stemWord(word)) if stemmer else word


@cache
def _stemmer(language: str) -> Any:
    name = _SNOWBALL.get(language)
    return snowballstemmer.stemmer(name) if name else None
