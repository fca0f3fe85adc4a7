"""States by name: content/states.yaml."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from shadowkit.model.fields import Truth
from shadowkit.model.reference import Row, Table


class NamedState(Row):
    """The names of a State, by language."""

    short: Mapping[str, str]
    """The short name, without an article."""
    formal: Mapping[str, str]
    """The name in full, with its article."""
    article: Truth = False
    """Whether English wants "the" before the short name in a sentence."""
    member: Truth = True
    """Whether it is a member of the United Nations; others are parties to treaties."""


class States(Table):
    """States by ISO 3166-1 alpha-3 code."""

    states: Mapping[str, NamedState]

    @property
    def rows(self) -> Iterable[NamedState]:
        return self.states.values()

    def short(self, code: str, language: str) -> str:
        """The short name of a State as the United Nations have it; "" where it is not known."""
        state = self.states.get(code)
        return state.short.get(language, "") if state else ""

    def formal(self, code: str, language: str) -> str:
        """The formal name, with its article (``the Kingdom of Norway``); "" where it is not
        known."""
        state = self.states.get(code)
        return state.formal.get(language, "") if state else ""

    def in_sentence(self, code: str, language: str) -> str:
        """``Kenya``, ``the Russian Federation``; the code itself where the name is not known."""
        name = self.short(code, language)
        if name and language == "en" and self.states[code].article:
            return f"the {name}"
        return name or code
