"""Terms to avoid, and what to write in their place: content/terminology/<language>.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Literal

from shadowkit.model.fields import Strict
from shadowkit.model.reference import Row, Table


class Usage(Row):
    """A term with what to write in its place.  `level` says whether it is to be avoided, or
    used with caution."""

    avoid: tuple[str, ...]
    """The term, in every form that is meant: singular and plural."""
    use: tuple[str, ...]
    """What to write in its place; the first is the most usual."""
    level: Literal["avoid", "caution"]


class Exemption(Strict):
    """Where an older term may stand, and why."""

    where: Literal["title", "quotation", "offence", "source", "address"]
    why: str


class Terminology(Table):
    """The terms of one language."""

    language: str
    exemptions: tuple[Exemption, ...]
    """Where the terms may stand: they are the words of others there."""
    terms: tuple[Usage, ...]

    @property
    def rows(self) -> Iterable[Usage]:
        return self.terms

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Matches any of the terms in a text, in small or capital letters, with spaces or
        hyphens between its words."""
        forms = sorted((form for usage in self.terms for form in usage.avoid), key=len)
        written = (r"[\s\u2010\u2011-]+".join(map(re.escape, form.split())) for form in forms)
        # Looking for the first letters before anything else takes a third of the time.
        first = "".join(sorted({letter for form in forms for letter in form[0] + form[0].upper()}))
        return re.compile(rf"(?=[{first}])\b(?i:{'|'.join(written)})\b")

    def may_be_in(self, text: str) -> bool:
        """Whether a text has all words of a term; to look for them in order takes far longer."""
        small = text.lower()
        return any(
            all(map(small.__contains__, others))
            for first in filter(small.__contains__, self._words)
            for others in self._words[first]
        )

    @cached_property
    def _words(self) -> dict[str, set[tuple[str, ...]]]:
        """The other words of the terms by their first."""
        found: dict[str, set[tuple[str, ...]]] = {}
        for usage in self.terms:
            for form in usage.avoid:
                first, *others = form.lower().split()
                found.setdefault(first, set()).add(tuple(others))
        return found

    def usage(self, said: str) -> Usage:
        """What is known of a term that `pattern` matched."""
        return self._usages[_plain(said)]

    @cached_property
    def _usages(self) -> dict[str, Usage]:
        return {_plain(form): usage for usage in self.terms for form in usage.avoid}


def _plain(form: str) -> str:
    return " ".join(re.findall(r"\w+", form.lower()))
