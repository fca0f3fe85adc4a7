"""The verbs that recommendations begin with: content/vocabulary/verbs.yaml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from shadowkit.model.fields import Day, Strict, Whole
from shadowkit.model.mechanism import Confidence, RuleSource


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb in a text, ``text[start:end]``; `noun` where it is a noun as often."""

    name: str
    start: int
    end: int
    noun: bool


_WORDS = re.compile(r"\w+(?:\s+\w+)?")


class Rank(Strict):
    """One of UPR Info's action categories, with the verbs it prints as examples."""

    rank: Whole
    asks: str
    verbs: tuple[str, ...]


class Verbs(Strict):
    """The verbs of one language."""

    language: str
    source: RuleSource
    confidence: Confidence
    checked: Day
    ranks: tuple[Rank, ...]
    others: tuple[str, ...]
    """Verbs without a rank."""
    nouns: tuple[str, ...]
    """Those that are nouns as often."""

    def rank(self, verb: str) -> Rank | None:
        """The category that names the verb; None for every other verb, which nobody may guess."""
        return next((one for one in self.ranks if verb.lower() in one.verbs), None)

    @property
    def authority(self) -> str:
        """Where the ranks stand, in one line."""
        return f"{self.source.title} ({self.source.dated})"

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset((*(verb for one in self.ranks for verb in one.verbs), *self.others))

    def at(self, text: str, position: int) -> Verb | None:
        """The verb that stands at a position of a text, the longer one of two; None where no verb
        of these does."""
        words = _WORDS.match(text, position)
        if words is None:
            return None
        for written in (words[0], words[0].split()[0]):
            name = " ".join(written.lower().split())
            if name in self._known:
                return Verb(name, position, position + len(written), name in self.nouns)
        return None
