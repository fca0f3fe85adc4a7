"""The verbs that recommendations begin with: those that UPR Info sorts by how much they ask for,
and those of content/verbs/en.yaml, which have no rank."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from shadowkit.model.fields import Strict
from shadowkit.model.vocabulary import ActionCategories, ActionCategory


class OtherVerbs(Strict):
    """The verbs of one language that UPR Info does not print."""

    language: str
    others: tuple[str, ...]
    """Verbs without a rank."""
    nouns: tuple[str, ...]
    """Those among all verbs that are nouns as often."""


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb in a text, ``text[start:end]``; `noun` where it is a noun as often."""

    name: str
    start: int
    end: int
    noun: bool


_WORDS = re.compile(r"\w+(?:\s+\w+){0,2}")


@dataclass(frozen=True)
class Verbs:
    """All of them."""

    categories: ActionCategories
    beside: OtherVerbs

    def category(self, verb: str) -> ActionCategory | None:
        """The category that names the verb; None for every other verb, which nobody may guess."""
        return next((one for one in self.categories.categories if verb in one.verbs), None)

    @cached_property
    def _known(self) -> frozenset[str]:
        ranked = (verb for one in self.categories.categories for verb in one.verbs)
        return frozenset((*ranked, *self.beside.others))

    def at(self, text: str, position: int) -> Verb | None:
        """The verb that stands at a position of a text, the longest of several; None where no
        verb of these does."""
        found = _WORDS.match(text, position)
        words = list(re.finditer(r"\w+", found[0])) if found else []
        for last in reversed(words):
            name = " ".join(word[0].lower() for word in words[: words.index(last) + 1])
            if name in self._known:
                return Verb(name, position, position + last.end(), name in self.beside.nouns)
        return None
