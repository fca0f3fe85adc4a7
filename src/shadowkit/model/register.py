"""recommendations.yaml: what a State was told before (dossier-format, 4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from shadowkit.model.fields import Date, Id, Language, Strict


class Relation(Strict):
    """How a recommendation stands to earlier ones, by their ids."""

    repeats: tuple[str, ...] = ()
    sharpens: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()


class Origin(Strict):
    """Where an import found it."""

    file: str
    sha256: str = ""
    row: int | None = None


class Assessment(Strict):
    """What became of it.  `by` is a role, never a person's name."""

    status: Literal["implemented", "partly", "in-progress", "not", "cannot-assess"]
    comment: str = ""
    evidence: tuple[str, ...] = ()
    date: Date | None = None
    by: str = ""


class EarlierRecommendation(Strict):
    """A recommendation of a body or a State, as it was given."""

    id: Id
    number: str = ""
    body: str = ""
    source: str = ""
    symbol: str = ""
    paragraph: str = ""
    locator: str = ""
    text: str = ""
    summary: str = ""
    language: Language = "en"
    urgency: Literal["", "require", "request", "invite", "urge", "recommend", "call"] = ""
    to: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    position: Literal["", "supported", "noted", "none"] = ""
    session: str = ""
    cycle: str = ""
    date: Date | None = None
    themes: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    sdgs: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    relation: Relation = Relation()
    origin: Origin | None = None
    assessment: Assessment | None = None


class Register(Strict):
    """The whole file, as a list of entries."""

    entries: tuple[EarlierRecommendation, ...] = Field(default=())


Earlier = Mapping[str, EarlierRecommendation]
"""The earlier recommendations of a dossier by id."""


def find(register: Earlier, name: str) -> tuple[EarlierRecommendation, ...]:
    """The entries that `name` means: the one with that id, else those with that number."""
    if name in register:
        return (register[name],)
    return tuple(entry for entry in register.values() if entry.number == name)
