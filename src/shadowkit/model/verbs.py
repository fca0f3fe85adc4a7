"""The verbs that recommendations begin with: content/vocabulary/verbs.yaml."""

from __future__ import annotations

import re
from functools import cached_property

from shadowkit.model.fields import Day, Strict, Whole
from shadowkit.model.mechanism import Confidence, RuleSource


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
    def opening(self) -> re.Pattern[str]:
        """How a recommendation begins, with the verb in the group ``verb`` and ``to`` in the
        group ``to``: "To systematically train", "Create"."""
        return re.compile(
            rf"(?P<to>to\s+)?(?:\w+ly\s+)?(?P<verb>{self.alternatives(nouns=True)})\b",
            re.IGNORECASE,
        )

    def alternatives(self, *, nouns: bool) -> str:
        """The verbs as alternatives of a regular expression; those that may be nouns only
        where `nouns`."""
        verbs = [*(verb for one in self.ranks for verb in one.verbs), *self.others]
        chosen = (verb for verb in verbs if nouns or verb not in self.nouns)
        longest_first = sorted(chosen, key=len, reverse=True)
        return "|".join(re.escape(verb).replace(r"\ ", r"\s+") for verb in longest_first)
