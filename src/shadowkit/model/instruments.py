"""The instruments that evidence may name: content/instruments.yaml.

An author writes an instrument's short name and, after a space, the article as it is written
there: ``OPSC 2(c)``, ``CETS 201 20(2)``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from pydantic import Field

from shadowkit.model.fields import Date, Day, LocalText, Strict
from shadowkit.model.mechanism import Confidence, RuleSource
from shadowkit.model.reference import CheckedSource, Row, Table

_PIECES = re.compile(r"(\d+)")


class Instrument(Strict):
    """A treaty, with where its title was read; `symbol` is that of the document or its number
    in a series of treaties; `adopted` is when it was adopted or opened for signature; `also` are
    other names that are used for it, by which it is recognised in a text."""

    short: str
    also: tuple[str, ...] = ()
    title: LocalText
    symbol: str = ""
    adopted: Date | None = None
    in_force: Date | None = Field(default=None, alias="in-force")
    source: RuleSource
    confidence: Confidence
    checked: Day
    note: str = ""


class Instruments(Strict):
    """The instruments in the order in which they are listed."""

    instruments: tuple[Instrument, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Their short names."""
        return tuple(instrument.short for instrument in self.instruments)

    def find(self, words: str) -> tuple[Instrument | None, str]:
        """The instrument that an author's words name, and the article ("": all of it); None
        and the words themselves where no short name begins them.

        >>> Instruments().find("OPSC 2(c)")
        (None, 'OPSC 2(c)')
        """
        words = " ".join(words.split())
        for length in range(len(words), 0, -1):
            if length < len(words) and words[length] != " ":
                continue
            for instrument in self.instruments:
                if instrument.short == words[:length]:
                    return instrument, words[length:].strip()
        return None, words


class TreatyTitle(Row):
    """A treaty's title in another language than English."""

    title: str


class TreatyTitles(Table):
    """The titles of instruments in other languages, by short name and language.  One that
    nobody could read in a language is not there."""

    sources: Mapping[str, CheckedSource] = {}
    titles: Mapping[str, Mapping[str, TreatyTitle]] = {}

    @property
    def rows(self) -> Iterable[TreatyTitle]:
        return (title for titles in self.titles.values() for title in titles.values())

    def of(self, instrument: Instrument, language: str) -> str:
        """An instrument's title in a language; "" where it is not known."""
        known = self.titles.get(instrument.short, {}).get(language)
        return known.title if known else ""


def article_order(article: str) -> list[tuple[int, int, str]]:
    """A key that sorts articles as a reader counts them: 2, 2(c), 2bis, 10."""
    return [
        (0, int(piece), "") if piece.isdecimal() else (1, 0, piece)
        for piece in _PIECES.split(article)
        if piece
    ]
