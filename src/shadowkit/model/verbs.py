"""The verbs that recommendations begin with: those that UPR Info sorts into categories of action,
and those of content/verbs/<language>.yaml."""

from __future__ import annotations

import re
from functools import cached_property

from shadowkit.model.fields import Strict
from shadowkit.model.vocabulary import ActionCategories, ActionCategory
from shadowkit.records import dataclass


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb in a text, ``text[start:end]``; `noun` where it is a noun as often."""

    name: str
    start: int
    end: int
    noun: bool


_WORDS = re.compile(r"\w+(?:\s+\w+)?")


class VerbWords(Strict):
    """Verbs of one language beside those that UPR Info prints (content/verbs/<language>.yaml)."""

    language: str
    others: tuple[str, ...]
    """Verbs that UPR Info does not print, so that they have no category."""
    nouns: tuple[str, ...]
    """Verbs, of either list, that are nouns as often."""


@dataclass(frozen=True)
class Verbs:
    """The verbs that recommendations begin with, in one language."""

    words: VerbWords
    categories: ActionCategories

    def category(self, verb: str) -> ActionCategory | None:
        """UPR Info's category that names the verb; None for every other verb, which nobody may
        guess."""
        named = (one for one in self.categories.categories if verb.lower() in one.verbs)
        return next(named, None)

    def authority(self, category: ActionCategory) -> str:
        """Where the category stands, in one line."""
        return self.categories.source_of(category).named

    @cached_property
    def _known(self) -> frozenset[str]:
        printed = (verb for one in self.categories.categories for verb in one.verbs)
        return frozenset((*printed, *self.words.others))

    def at(self, text: str, position: int) -> Verb | None:
        """The verb that stands at a position of a text, the longer one of two; None where no verb
        of these does."""
        words = _WORDS.match(text, position)
        if words is None:
            return None
        for written in (words[0], words[0].split()[0]):
            name = " ".join(written.lower().split())
            if name in self._known:
                return Verb(name, position, position + len(written), name in self.words.nouns)
        return None
