"""Terms to avoid, and what to write in their place: content/terminology/<language>.yaml."""

from __future__ import annotations

from collections.abc import Iterable
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

    where: Literal["title", "quotation", "source", "address"]
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
