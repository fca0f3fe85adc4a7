"""Acronyms: the long form at the first use, the short one after that.

Authors write the short form only, because blocks move between submissions and nobody knows
beforehand which use comes first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from shadowkit.model.document import KeyValue
from shadowkit.model.fields import in_language
from shadowkit.model.inline import Text
from shadowkit.model.labels import Labels
from shadowkit.model.settings import Acronym
from shadowkit.records import dataclass

_OPENING = "“«„《「"
_CLOSING = "”»》」"
_ADDRESS = re.compile(r"://|www\.|@")
_LONGEST_ADDRESS = 200


@dataclass(slots=True)
class Running:
    """What has gone before in one paragraph: its last characters, and open quotations."""

    before: str = ""
    quoted: int = 0
    straight: bool = False

    def passed(self, text: str) -> None:
        """Goes on behind `text`, in which acronyms stay as written (a title, a reference)."""
        if text:
            self.before = (self.before + text)[-40:]


class Acronyms:
    """The acronyms of one submission; remembers which were introduced."""

    def __init__(self, acronyms: Mapping[str, Acronym], labels: Labels) -> None:
        self._acronyms = acronyms
        self._labels = labels
        self._used: set[str] = set()
        shorts = sorted(acronyms, key=len, reverse=True)
        self._pattern = _compiled(shorts, labels) if shorts else None

    def expand(self, text: str, running: Running) -> str:
        """`text` with first uses written out, unless they stand in a quotation."""
        if self._pattern is None:
            return text
        pieces: list[str] = []
        position = 0
        for match in self._pattern.finditer(text):
            between = text[position : match.start()]
            self._follow(between, running)
            pieces.append(between)
            pieces.append(self._word(match, text, running))
            running.before = (running.before + match[0])[-40:]
            position = match.end()
        rest = text[position:]
        self._follow(rest, running)
        pieces.append(rest)
        return "".join(pieces)

    def listed(self, texts: Iterable[str]) -> KeyValue:
        """The acronyms that stand in printed texts, in the order of the alphabet, each with
        its long form, without the article that a sentence wants."""
        used = {
            match[1]
            for text in texts
            for match in (self._pattern.finditer(text) if self._pattern else ())
            if not _in_address(match, text)
        }
        entries = [
            ((Text(short),), ((Text(self._without_article(long)),),))
            for short in sorted(used, key=lambda short: (short.casefold(), short))
            if (long := self._long(short, False))
        ]
        return KeyValue(tuple(entries))

    def _without_article(self, long: str) -> str:
        return long[len(self._article(long)) :]

    def _article(self, long: str) -> str:
        """The article that a long form begins with, and the space behind it."""
        begin = _plainer(long)
        for article in self._labels.acronyms.articles:
            lead = article if article.endswith("’") else f"{article} "
            if begin.startswith(lead) and len(long) > len(lead):
                return long[: len(lead)]
        return ""

    def _keeps_own_article(self, own: str, short: str, long: str) -> bool:
        """Whether the author's article was chosen for the short form and does not fit the
        long one: "an NGO" would become "an non-governmental ..."."""
        words = self._labels.acronyms
        noun = self._without_article(long)
        if own in words.indefinite:
            vowel = [_plainer(form)[0] in words.vowels for form in (short, noun)]
            if not words.vowels or vowel[0] != vowel[1]:
                return True
        registered = _plainer(self._article(long)).strip()
        if not registered or own not in words.articles or "’" in own + registered:
            return False
        # "del" is "de el", which "el Alto Comisionado" agrees with.
        full = {one.strip(): two.split()[-1] for two, one in self._labels.contractions.items()}
        return full.get(own, own) != registered

    def _follow(self, text: str, running: Running) -> None:
        for character in text:
            if character in _OPENING:
                running.quoted += 1
            elif character in _CLOSING:
                running.quoted = max(0, running.quoted - 1)
            elif character == '"':
                running.straight = not running.straight
        if text:
            running.before = (running.before + text)[-40:]

    def _word(self, match: re.Match[str], text: str, running: Running) -> str:
        short, plural = match[1], match[2]
        if short in self._used or running.quoted or running.straight or _in_address(match, text):
            return match[0]
        self._used.add(short)
        after = text[match.end() : match.end() + 1]
        if running.before.endswith(("(", "（")) and after in (")", "）"):
            return match[0]  # defined by hand: a finding, and not defined again here
        long = self._long(short, bool(plural))
        if not long:
            return match[0]
        words = self._labels.acronyms
        before = running.before.rstrip()
        last_word = _plainer(before.split()[-1]) if before else ""
        if self._keeps_own_article(last_word, short, long):
            return words.definition.format(long=match[0], short=self._without_article(long))
        if last_word in words.articles:
            long = self._without_article(long)
        elif not before or before.endswith((".", "?", "!", "¿", "¡")):
            long = long[0].upper() + long[1:]
        return words.definition.format(long=long, short=match[0])

    def _long(self, short: str, plural: bool) -> str:
        acronym = self._acronyms[short]
        language = self._labels.language
        if not plural:
            return in_language(acronym.long, language)
        given = in_language(acronym.plural, language)
        return given or in_language(acronym.long, language) + self._labels.acronyms.plural


def _compiled(shorts: Iterable[str], labels: Labels) -> re.Pattern[str]:
    """The acronyms where they are no part of a word: what is written together with the word
    behind it may stand before one, and in a language without spaces all but Latin letters."""
    letter = r"\w" if labels.space else "[A-Za-z0-9_]"
    begins = [f"(?<!{letter})"]
    for word in labels.acronyms.attached:
        begins += [rf"(?<=\W{word})", rf"(?<=^{word})"]
    names = "|".join(map(re.escape, shorts))
    return re.compile(rf"(?:{'|'.join(begins)})({names})(s?)(?!{letter})")


def _plainer(words: str) -> str:
    """Words as the articles of the labels are written: small letters, the curly apostrophe."""
    return words.lower().replace("'", "’")


def _in_address(match: re.Match[str], text: str) -> bool:
    """Whether the acronym is a piece of an address: https://example.org/NGO."""
    start = max(0, match.start() - _LONGEST_ADDRESS)
    before = text[start : match.start()]
    head = re.split(r"\s", before)[-1]
    tail = re.split(r"\s", text[match.end() : match.end() + _LONGEST_ADDRESS], maxsplit=1)[0]
    return bool(_ADDRESS.search(head + match[0] + tail))
