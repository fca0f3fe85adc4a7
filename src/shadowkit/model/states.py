"""States by name: content/states.yaml."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from shadowkit.model.fields import Truth
from shadowkit.model.reference import Row, Table

_NAME_IN_FULL = ("es", "fr")
"""Languages that want an article before many short names, and it is known of the full name
alone: "recommande à la République de Slovénie"."""


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

    def in_sentence(self, language: str) -> str:
        """``Kenya``, ``the Russian Federation``; "" in a language that has no name for it."""
        name = self.short.get(language, "")
        if language in _NAME_IN_FULL:
            return self.formal.get(language, name)
        return f"the {name}" if name and language == "en" and self.article else name


class States(Table):
    """States by ISO 3166-1 alpha-3 code."""

    states: Mapping[str, NamedState]

    @property
    def rows(self) -> Iterable[NamedState]:
        return self.states.values()
