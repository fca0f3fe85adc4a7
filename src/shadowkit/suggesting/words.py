"""The words of a text in a form in which two texts can be compared, in any language.

Endings are taken off by Snowball's rules for the language.  Chinese has no spaces: there each two
characters that stand together are a word.  An instrument is one word however it is named, and so
are the years from which to which something goes.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any, Final

import snowballstemmer

from shadowkit.model.fields import in_language
from shadowkit.model.instruments import Instruments, TreatyTitles
from shadowkit.model.matching import Matching
from shadowkit.records import dataclass

_WORD: Final = re.compile(r"[㐀-䶿一-鿿]+|\d{2,9}(?:[-–]\d{2,9})*|[^\W\d_㐀-䶿一-鿿]+")
_SHORTEST: Final = 3
"""Words of fewer letters say nothing of what a text is about, unless they are all capitals."""
_OF_TWO_CHARACTERS: Final = 0.7
"""Chinese words of three characters make two pairs, and each text some pairs that are no words."""
_OF_A_TITLE: Final = 0.5
"""What the words of a title count for together, beside the instrument itself."""
_LIGHT: Final = 0.25
"""What a word counts for that says nothing of what a text is about."""
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
    where it is one of several that together are one word, or says little.  One that is `light` is
    no reason for a link.  `instrument` is the short name of one that is named."""

    stem: str
    word: str
    part: float = 1.0
    light: bool = False
    instrument: str = ""


class Words:
    """Reads texts.  `acronyms` are short forms and their long ones."""

    def __init__(
        self,
        matching: Matching,
        instruments: Instruments,
        titles: TreatyTitles,
        acronyms: Mapping[str, str],
    ) -> None:
        self._matching = matching
        self._instruments = instruments
        self._titles = titles
        self._acronyms = acronyms
        self._light: dict[str, frozenset[str]] = {}
        self._same: dict[str, dict[str, str]] = {}
        self._names: dict[str, Mapping[str, Sequence[tuple[list[str], str]]]] = {}

    def of(self, text: str, language: str) -> tuple[Stem, ...]:
        """The stems of a text.  A short form among the acronyms has the words of its long form
        behind it, which together count for one word."""
        return tuple(self._read(_WORD.findall(_plain(text)), language.partition("-")[0]))

    def _read(self, words: Sequence[str], language: str) -> Iterator[Stem]:
        at = 0
        while at < len(words):
            length, instrument = self._named(words, at, language)
            if length:
                named = words[at : at + length]
                yield Stem(f"§{instrument}", " ".join(named), instrument=instrument)
                if not "".join(named).isupper():
                    for word in named:
                        for one in self._stems(word, language, _OF_A_TITLE / length):
                            yield replace(one, light=True)
                at += length
                continue
            yield from self._stems(words[at], language)
            if words[at] in self._acronyms:
                long = _WORD.findall(_plain(self._acronyms[words[at]]))
                for one in long:
                    yield from self._stems(one, language, 1 / len(long))
            at += 1

    def _named(self, words: Sequence[str], at: int, language: str) -> tuple[int, str]:
        """How many words from one on are the name of which instrument; 0 where they are none."""
        for name, short in self._names_in(language).get(_as_named(words[at], language), ()):
            found = words[at : at + len(name)]
            if [_as_named(one, language) for one in found] == name:
                return len(name), short
        return 0, ""

    def _names_in(self, language: str) -> Mapping[str, Sequence[tuple[list[str], str]]]:
        """The names of instruments by their first word, the longest first, and whose they are."""
        if language not in self._names:
            names: dict[str, list[tuple[list[str], str]]] = defaultdict(list)
            for one in self._instruments.instruments:
                titles = (in_language(one.title, "en"), self._titles.of(one, language))
                for name in (one.short, *one.also, *filter(None, titles)):
                    words = [_as_named(word, language) for word in _WORD.findall(_plain(name))]
                    names[words[0]].append((words, one.short))
            for found in names.values():
                found.sort(key=lambda name: -len(name[0]))
            self._names[language] = names
        return self._names[language]

    def _stems(self, word: str, language: str, part: float = 1.0) -> Iterator[Stem]:
        light = self._light_words(language)
        if "㐀" <= word[0] <= "鿿":
            for start in range(max(len(word) - 1, 1)):
                two = word[start : start + 2]
                counts = part * _OF_TWO_CHARACTERS
                yield Stem(two, two, counts * (_LIGHT if two in light else 1), two in light)
        elif word[0].isdecimal():
            yield Stem("-".join(map(str, map(int, re.split("[-–]", word)))), word, part)
        elif word.isupper() and len(word) > 1:
            yield Stem(word.casefold(), word, part)
        elif len(word) >= _SHORTEST:
            stem = _stem(word.casefold(), language)
            stem = self._same_words(language).get(stem, stem)
            yield Stem(stem, word, part * (_LIGHT if stem in light else 1), stem in light)

    def _light_words(self, language: str) -> frozenset[str]:
        if language not in self._light:
            words = self._matching.light.get(language, "").split()
            self._light[language] = frozenset({_stem(_plain(word), language) for word in words})
        return self._light[language]

    def _same_words(self, language: str) -> Mapping[str, str]:
        """The stem that stands for others, by each of them."""
        if language not in self._same:
            lines = [line.split() for line in self._matching.same.get(language, ())]
            self._same[language] = {
                _stem(_plain(word), language): _stem(_plain(line[0]), language)
                for line in lines
                for word in line
            }
        return self._same[language]


def _as_named(word: str, language: str) -> str:
    """A word of a name: an abbreviation as it is written, others without their endings."""
    return word if word.isupper() and len(word) > 1 else _stem(word.casefold(), language)


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
