"""recommendations.yaml: what the State was told before (dossier-format, 4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import Field, field_validator

from shadowkit.location import Location
from shadowkit.model.fields import Date, Id, Language, LocalText, Strict, Urgency


class Relation(Strict):
    """Ids of other earlier recommendations that this one goes back to."""

    repeats: tuple[Id, ...] = ()
    sharpens: tuple[Id, ...] = ()
    replaces: tuple[Id, ...] = ()


class Origin(Strict):
    """Where an import took it from; set by the program."""

    file: str
    sha256: str = ""
    row: int | None = None


class Assessment(Strict):
    """How far it was implemented, and what shows it.  `by` is a role, never a person."""

    status: Literal["", "implemented", "partly", "in-progress", "not", "cannot-assess"] = ""
    comment: LocalText = ""
    evidence: tuple[Id, ...] = ()
    date: Date | None = None
    by: str = ""


class EarlierRecommendation(Strict):
    """One thing a State was told before: a recommendation of the UPR, a paragraph of
    concluding observations, a recommendation of the Lanzarote Committee."""

    id: Id
    number: str = ""
    body: str = ""
    source: str = ""
    symbol: str = ""
    paragraph: str = ""
    locator: str = ""
    text: LocalText = ""
    summary: LocalText = ""
    language: Language = ""
    urgency: Urgency = ""
    to: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    position: Literal["", "supported", "noted", "none"] = ""
    session: str = ""
    cycle: str = ""
    date: Date | None = None
    themes: tuple[Id, ...] = ()
    groups: tuple[str, ...] = ()
    sdgs: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    relation: Relation = Field(default_factory=Relation)
    origin: Origin | None = None
    assessment: Assessment = Field(default_factory=Assessment)

    @field_validator("number")
    @classmethod
    def _one_word(cls, value: Any) -> Any:
        if isinstance(value, str) and len(value.split()) > 1:
            raise ValueError(
                f"`{value[:60]}` holds a space; a number is one word, as in II-3 or 140.7"
            )
        return value


@dataclass(frozen=True, slots=True)
class Registered:
    """An earlier recommendation and where it stands.  `places` has the place of each of its
    values by the path of keys below it."""

    recommendation: EarlierRecommendation
    location: Location
    places: Mapping[tuple[str | int, ...], Location] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return self.recommendation.id

    def place(self, *path: str | int) -> Location:
        """The place of a value, or of the nearest one around it."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.places:
                return self.places[path[:length]]
        return self.location


def cited_place(entry: EarlierRecommendation) -> str:
    """Where in its source an earlier recommendation stands, as a locator."""
    if entry.locator:
        return entry.locator
    if entry.number:
        return f"rec. {entry.number}"
    return f"para. {entry.paragraph}" if entry.paragraph else ""


class Register:
    """Earlier recommendations in the order of the file, found by id or by number."""

    def __init__(self, entries: Iterable[Registered] = ()) -> None:
        self.by_id = {entry.id: entry for entry in entries}
        self._by_number: dict[str, list[Registered]] = {}
        for entry in self.by_id.values():
            if entry.recommendation.number:
                self._by_number.setdefault(entry.recommendation.number, []).append(entry)

    def __iter__(self) -> Iterator[Registered]:
        return iter(self.by_id.values())

    def __len__(self) -> int:
        return len(self.by_id)

    def numbers(self) -> tuple[str, ...]:
        """The numbers that entries have."""
        return tuple(self._by_number)

    def named(self, name: str) -> tuple[Registered, ...]:
        """What an author's word names: the one with that id, else those with that number:
        none, one, or several where the number alone does not tell them apart."""
        if name in self.by_id:
            return (self.by_id[name],)
        return tuple(self._by_number.get(name, ()))

    def one(self, name: str) -> Registered | None:
        """The one that the word names, or None where it names none or several."""
        found = self.named(name)
        return found[0] if len(found) == 1 else None
