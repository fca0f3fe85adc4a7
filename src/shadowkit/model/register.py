"""recommendations.yaml: what the State was told before (dossier-format, 4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from typing import Any, Literal, TypeAlias

from pydantic import Field, field_validator

from shadowkit.location import Location
from shadowkit.model.fields import STATE, Date, Id, Language, LocalText, Strict, Urgency, Whole
from shadowkit.records import dataclass


class Relation(Strict):
    """Ids of other earlier recommendations that this one goes back to."""

    repeats: tuple[Id, ...] = ()
    """It says the same again."""
    sharpens: tuple[Id, ...] = ()
    """It asks for more."""
    replaces: tuple[Id, ...] = ()
    """It stands in their place."""


class Origin(Strict):
    """Where an import took it from; set by the program."""

    file: str
    """The name of the file."""
    sha256: str = ""
    """Its fingerprint."""
    row: Whole | None = None
    """The row of its table."""


Status: TypeAlias = Literal["implemented", "partly", "in-progress", "not", "cannot-assess"]
"""How far a recommendation was implemented."""
Position: TypeAlias = Literal["supported", "noted", "none"]
"""What the State under review said to it."""


class Assessment(Strict):
    """How far it was implemented, and what shows it.  `by` is a role, never a person."""

    status: Literal["", Status] = ""
    """How far it was implemented."""
    comment: LocalText = ""
    """In your own words."""
    evidence: tuple[Id, ...] = ()
    """The blocks that show it, by id."""
    date: Date | None = None
    """When this was judged."""
    by: str = ""
    """Who judged: a role, such as legal team, never a person."""


class EarlierRecommendation(Strict):
    """One thing a State was told before: a recommendation of the UPR, a paragraph of
    concluding observations, a recommendation of the Lanzarote Committee."""

    id: Id
    """A name of your own, for references to it."""
    number: str = Field(default="", json_schema_extra={"pattern": r"^\s*(\S+\s*)?$"})
    """As the body numbers it: II-3, 140.7."""
    body: str = ""
    """Who recommended."""
    source: str = ""
    """The source it stands in, by its id in sources.yaml."""
    symbol: str = ""
    """The symbol of the document it stands in."""
    paragraph: str = ""
    """The number of its paragraph there."""
    locator: str = ""
    """How it is referred to, where the number alone will not do."""
    text: LocalText = ""
    """Its words, as the body has them."""
    summary: LocalText = ""
    """In your own words, where the text is left out."""
    language: Language = ""
    """The language of the text."""
    urgency: Urgency = ""
    """How strongly the body asks."""
    to: tuple[str, ...] = ()
    """To whom: codes of States, or ids of addressees."""
    by: tuple[str, ...] = ()
    """The recommending States, by their codes."""
    position: Literal["", Position] = ""
    """What the State under review said to it."""
    session: str = ""
    """The session of the body."""
    cycle: str = ""
    """The cycle of review or the round of monitoring."""
    date: Date | None = None
    """When it was made."""
    themes: tuple[Id, ...] = ()
    """Ids of themes."""
    groups: tuple[str, ...] = ()
    """Groups of persons that it concerns."""
    sdgs: tuple[str, ...] = ()
    """Sustainable Development Goals and targets."""
    instruments: tuple[str, ...] = ()
    """Instruments that it rests on, such as OPSC 9(3)."""
    relation: Relation = Field(default_factory=Relation)
    """How it goes back to others."""
    origin: Origin | None = None
    """Where an import took it from; set by the program."""
    assessment: Assessment = Field(default_factory=Assessment)
    """How far it was implemented."""

    @property
    def states(self) -> tuple[str, ...]:
        """The States by their codes that it is addressed to, without other addressees."""
        return tuple(word for word in self.to if STATE.fullmatch(word))

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
