"""Vocabularies that bodies and their followers order evidence by: content/vocabulary/.

What a dossier calls its themes is its author's business; these are the words that others use.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Annotated, Literal

from pydantic import AfterValidator

from shadowkit.model.fields import Id, LocalText, Whole
from shadowkit.model.reference import Row, Table


class Term(Row):
    """A word of a vocabulary: a theme, a group of persons, a cluster of articles."""

    id: Id
    title: LocalText
    number: str = ""
    """Its number where it has one: IV, 9, (c)."""
    articles: tuple[str, ...] = ()
    """The articles it covers, as one writes them behind the short name of the treaty."""
    parts: tuple[Term, ...] = ()

    def walk(self) -> Iterator[Term]:
        """The term and all below it."""
        yield self
        for part in self.parts:
            yield from part.walk()


class Vocabulary(Table):
    """The terms of one vocabulary, in the order of whoever made it."""

    id: str
    title: LocalText
    instrument: str = ""
    """The short name of the treaty whose articles the terms cover."""
    notes: tuple[str, ...] = ()
    """What else is known, and what is not."""
    terms: tuple[Term, ...]

    @property
    def rows(self) -> Iterable[Row]:
        for term in self.terms:
            yield from term.walk()


class Tagging(Row):
    """How a topic is tagged: all of these tags together."""

    topics: tuple[str, ...]
    tags: tuple[Id, ...]


class IssueTags(Vocabulary):
    """The tags by which UPR Info sorts recommendations by issue."""

    tagging: tuple[Tagging, ...]
    """Topics that take several tags."""

    @property
    def rows(self) -> Iterable[Row]:
        yield from super().rows
        yield from self.tagging


class ActionCategory(Row):
    """How much action a recommendation asks for."""

    rank: Whole
    """From 1, the least, to 5, a specific action."""
    meaning: str
    verbs: tuple[str, ...]
    """Verbs that recommendations of the category begin with, as examples."""


class TieRule(Row):
    """What decides where a recommendation could be of two categories.  `example` is of the
    category `rank`."""

    rule: str
    example: str = ""
    rank: Whole | None = None


class ActionCategories(Table):
    """The categories by which UPR Info sorts recommendations by action."""

    title: LocalText
    notes: tuple[str, ...] = ()
    categories: tuple[ActionCategory, ...]
    ties: tuple[TieRule, ...]

    @property
    def rows(self) -> Iterable[Row]:
        return (*self.categories, *self.ties)

    def rank(self, verb: str) -> int | None:
        """The category that has the verb among its examples; None for every other verb: those
        printed are examples, and more is not to be guessed."""
        return next((one.rank for one in self.categories if verb.lower() in one.verbs), None)


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"`{pattern}` is not a regular expression: {error}") from None
    return pattern


class SymbolPattern(Row):
    """The form of the symbols of one series of documents.

    The pattern matches a symbol whole.  What it names by `(?P<state>...)`, `session`, `body`
    and `protocol` is what a symbol says of its document.
    """

    id: Id
    title: LocalText
    body: str
    """Whose documents they are: `HRC`, or the short name of a treaty body; "" where the symbol
    itself says it."""
    kind: Literal["report", "list", "replies", "observations", "decision", "record", "other"]
    """What kind of document it is."""
    pattern: Annotated[str, AfterValidator(_compiles)]
    examples: tuple[str, ...]
    """Symbols of documents that exist."""


class DocumentSymbols(Table):
    """The forms of the document symbols of the United Nations."""

    title: LocalText
    notes: tuple[str, ...] = ()
    symbols: tuple[SymbolPattern, ...]

    @property
    def rows(self) -> Iterable[SymbolPattern]:
        return self.symbols

    def read(self, symbol: str) -> tuple[SymbolPattern, dict[str, str]] | None:
        """The first form that a symbol has, and what it says of its document; None for a
        symbol of any other form."""
        for form in self.symbols:
            found = re.fullmatch(form.pattern, symbol)
            if found:
                return form, {name: value for name, value in found.groupdict().items() if value}
        return None
