"""What a State was told before, and what a submission says of it: both ways of the loop between
earlier recommendations and the evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from shadowkit.model.assembly import Filing
from shadowkit.model.authored import Dossier, Source
from shadowkit.model.dates import PartialDate
from shadowkit.model.document import Asked, Document, Evidence
from shadowkit.model.layout import LayoutSection
from shadowkit.model.register import EarlierRecommendation, Register, Registered, Status
from shadowkit.records import dataclass


@dataclass(frozen=True, slots=True)
class Standing:
    """An earlier recommendation as one submission stands to it."""

    registered: Registered
    evidence: tuple[Evidence, ...] = ()
    """What its assessment rests on, as far as the submission prints it."""
    absent: tuple[str, ...] = ()
    """Ids of evidence of its assessment that the submission does not print."""
    told: tuple[Evidence, ...] = ()
    """What names it in its text."""
    followed: tuple[Asked, ...] = ()
    """The submission's recommendations that follow it."""
    replaced_by: tuple[str, ...] = ()
    """Ids of later ones that stand in its place."""

    @property
    def id(self) -> str:
        return self.registered.id

    @property
    def status(self) -> Status | Literal["unassessed"]:
        return self.registered.recommendation.assessment.status or "unassessed"

    @property
    def answered(self) -> bool:
        """Whether anything that the submission prints speaks of it."""
        return bool(self.evidence or self.told or self.followed)


def made_on(entry: EarlierRecommendation, sources: Mapping[str, Source]) -> PartialDate | None:
    """When it was made: its own date, else that of its source; None where neither is known."""
    if entry.date is not None:
        return entry.date
    source = sources.get(entry.source)
    issued = source.data.get("issued") if source else None
    parts = issued.get("date-parts") if isinstance(issued, Mapping) else None
    first = parts[0] if isinstance(parts, (list, tuple)) and parts else None
    if not isinstance(first, (list, tuple)) or not first:
        return None
    numbers = [int(part) for part in first[:3] if str(part).isdecimal()]
    return PartialDate(*numbers) if numbers else None


def is_later(one: PartialDate | None, other: PartialDate | None) -> bool:
    """Whether a date lies behind another for certain: 2018 behind October 2017, and May 2017
    not behind 2017.  Of a date that is not known it is not said."""
    if one is None or other is None:
        return False
    pairs = zip(one.parts, other.parts, strict=False)
    return next((a > b for a, b in pairs if a != b), False)


def is_addressed_to(entry: EarlierRecommendation, state: str) -> bool:
    """Whether it is addressed to a State by its code, among others or by words (`all-parties`);
    one that names no State at all is."""
    codes = entry.states
    return not state or not codes or state in codes or len(codes) < len(entry.to)


def open_to(dossier: Dossier, filing: Filing) -> Iterator[Registered]:
    """The earlier recommendations that a submission may speak of: those to its State, and not
    made after its date."""
    settings = filing.settings
    for entry in dossier.register:
        recommendation = entry.recommendation
        made = made_on(recommendation, dossier.sources)
        if is_addressed_to(recommendation, settings.state) and not is_later(made, settings.date):
            yield entry


def replacements(register: Register) -> Mapping[str, tuple[str, ...]]:
    """The ids of those that stand in the place of others, by the ids of those."""
    found: dict[str, list[str]] = defaultdict(list)
    for entry in register:
        for replaced in entry.recommendation.relation.replaces:
            found[replaced].append(entry.id)
    return {id: tuple(ids) for id, ids in found.items()}


def standings(document: Document, filing: Filing, dossier: Dossier) -> tuple[Standing, ...]:
    """How the submission stands to each earlier recommendation that it may speak of, in the
    order of the register."""
    by_id: dict[str, list[Evidence]] = defaultdict(list)
    told: dict[str, list[Evidence]] = defaultdict(list)
    for evidence in document.evidence:
        for id in dict.fromkeys((evidence.id, *evidence.parents)):
            by_id[id].append(evidence)
        for id in evidence.earlier:
            told[id].append(evidence)
    followed: dict[str, list[Asked]] = defaultdict(list)
    for asked in document.recommendations:
        for id in dict.fromkeys(id for one in asked.follows for id in one.ids):
            followed[id].append(asked)
    replaced = replacements(dossier.register)
    return tuple(
        Standing(
            entry,
            tuple(_outermost(entry.recommendation.assessment.evidence, by_id)),
            tuple(id for id in entry.recommendation.assessment.evidence if id not in by_id),
            tuple(told.get(entry.id, ())),
            tuple(followed.get(entry.id, ())),
            replaced.get(entry.id, ()),
        )
        for entry in open_to(dossier, filing)
    )


def _outermost(ids: Iterable[str], by_id: Mapping[str, Iterable[Evidence]]) -> Iterator[Evidence]:
    """The evidence that the ids name: what has the id itself, else all in the section of it."""
    seen: set[str] = set()
    for id in ids:
        found = by_id.get(id, ())
        own = [evidence for evidence in found if evidence.id == id]
        for evidence in own or found:
            if evidence.key not in seen:
                seen.add(evidence.key)
                yield evidence


def assessed(
    dossier: Dossier, filing: Filing, section: LayoutSection
) -> tuple[EarlierRecommendation, ...]:
    """The recommendations of a section's table, in the order of the register: those that the
    submission may speak of and that have a status; without those in whose place another
    stands here."""
    found = {
        entry.id: entry.recommendation
        for entry in open_to(dossier, filing)
        if entry.recommendation.assessment.status and _asked_for(entry, section)
    }
    replaced = {id for by, entry in found.items() for id in entry.relation.replaces if id != by}
    return tuple(entry for id, entry in found.items() if id not in replaced)


def _asked_for(entry: Registered, section: LayoutSection) -> bool:
    """Whether any of the queries for such a table asks for the entry."""
    return any(
        query.earlier is None or query.earlier.fits(entry.recommendation)
        for query in section.queries
        if query.generated == "implementation-table"
    )
