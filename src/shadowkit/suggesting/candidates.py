"""What the submissions of a dossier print and an earlier recommendation may be linked to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from shadowkit.location import Location
from shadowkit.model.assembly import Filing
from shadowkit.model.authored import ABlock, Dossier, inlines_of, walk
from shadowkit.model.dates import PartialDate
from shadowkit.model.document import Asked, Document
from shadowkit.model.inline import ASpan
from shadowkit.model.kinds import DevelopmentKeys, Keys
from shadowkit.model.requests import requests_of
from shadowkit.records import dataclass


@dataclass(frozen=True, slots=True)
class Submission:
    """One submission, with what it prints."""

    filing: Filing
    document: Document


@dataclass(frozen=True, slots=True)
class Candidate:
    """A block, a span, or a recommendation of the dossier.  `numbers` are those of its paragraphs
    in the first of the `submissions` that print it; `linked` the earlier recommendations that its
    own words or keys name; `around` the ids of what it stands in."""

    id: str
    kind: str
    text: str
    language: str
    location: Location
    submissions: tuple[str, ...]
    numbers: tuple[int, ...] = ()
    theme: str = ""
    instruments: tuple[str, ...] = ()
    sdgs: tuple[str, ...] = ()
    date: PartialDate | None = None
    linked: frozenset[str] = frozenset()
    around: tuple[str, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether it is a recommendation: then the link is its `follows`."""
        return self.kind == "recommendation"

    @property
    def placed(self) -> bool:
        """Whether it is a recommendation that follows earlier ones."""
        return self.asks and bool(self.linked)


def candidates(dossier: Dossier, submissions: Iterable[Submission]) -> tuple[Candidate, ...]:
    """Evidence that has an id, and recommendations, in the order in which they are printed."""
    keys = dict(_keys(dossier))
    found: dict[tuple[str, Location], Candidate] = {}
    for one in submissions:
        for candidate in _of(one, keys):
            place = (candidate.kind, candidate.location)
            known = found.setdefault(place, candidate)
            if known is not candidate:
                found[place] = _joined(known, candidate)
    return tuple(found.values())


def _of(one: Submission, keys: Mapping[Location, Keys]) -> Iterator[Candidate]:
    language = one.document.language
    for evidence in one.document.evidence:
        if evidence.id:
            yield _candidate(
                (evidence.id, evidence.kind, evidence.text),
                language,
                evidence.location,
                one.filing.name,
                keys.get(evidence.location),
                evidence.numbers,
                frozenset(evidence.earlier),
                evidence.parents,
            )
    for asked in one.document.recommendations:
        yield _candidate(
            (asked.id, "recommendation", asked.text),
            language,
            asked.location,
            one.filing.name,
            keys.get(asked.location),
            linked=_followed(asked),
        )


def _followed(asked: Asked) -> frozenset[str]:
    return frozenset(id for followed in asked.follows for id in followed.ids)


def _candidate(
    said: tuple[str, str, str],
    language: str,
    location: Location,
    submission: str,
    keys: Keys | None,
    numbers: tuple[int, ...] = (),
    linked: frozenset[str] = frozenset(),
    around: tuple[str, ...] = (),
) -> Candidate:
    id, kind, text = said
    return Candidate(
        id,
        kind,
        text,
        (keys.lang if keys else "") or language,
        location,
        (submission,),
        numbers,
        keys.theme if keys else "",
        getattr(keys, "instruments", ()),
        getattr(keys, "sdgs", ()),
        keys.date if isinstance(keys, DevelopmentKeys) else None,
        linked,
        around,
    )


def _joined(known: Candidate, again: Candidate) -> Candidate:
    """One printed in several submissions."""
    return replace(
        known,
        submissions=tuple(dict.fromkeys((*known.submissions, *again.submissions))),
        linked=known.linked | again.linked,
    )


def _keys(dossier: Dossier) -> Iterator[tuple[Location, Keys]]:
    """The keys of blocks, of spans and of recommendations, by their places."""
    blocks = list(dossier.blocks())
    while blocks:
        block = blocks.pop()
        yield block.location, block.keys
        blocks += [node for node in block.nodes if isinstance(node, ABlock)]
        for content in inlines_of(block.nodes, nested=False):
            for node in walk(content, notes=False):
                if isinstance(node, ASpan):
                    yield node.location, _themed(node.keys, block.keys.theme)
        for request in requests_of(block):
            yield request.location, request.keys


def _themed(keys: Keys, theme: str) -> Keys:
    """The keys of a span, with the theme of the block around it where it has none."""
    return keys if keys.theme or not theme else keys.model_copy(update={"theme": theme})
