"""What the submissions of a dossier print and an earlier recommendation may be linked to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from shadowkit.location import Location
from shadowkit.model.assembly import Filing
from shadowkit.model.authored import ABlock, Dossier, inlines_of, walk
from shadowkit.model.dates import PartialDate
from shadowkit.model.document import Asked, Document
from shadowkit.model.inline import ASpan, authored_text
from shadowkit.model.kinds import NO_KEYS, DevelopmentKeys, Keys
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
    own words or keys name; `around` the ids of what it stands in; `heading` the words over it."""

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
    heading: str = ""

    @property
    def asks(self) -> bool:
        """Whether it is a recommendation: then the link is its `follows`."""
        return self.kind == "recommendation"

    @property
    def placed(self) -> bool:
        """Whether it is a recommendation that follows earlier ones."""
        return self.asks and bool(self.linked)


@dataclass(frozen=True, slots=True)
class _Authored:
    """The keys of something, and the heading over it."""

    keys: Keys
    heading: str = ""


_UNKNOWN = _Authored(NO_KEYS)


def candidates(dossier: Dossier, submissions: Iterable[Submission]) -> tuple[Candidate, ...]:
    """Evidence that has an id, and recommendations, in the order in which they are printed."""
    authored = dict(_authored(dossier))
    found: dict[tuple[str, Location], Candidate] = {}
    for one in submissions:
        for candidate in _of(one, authored):
            place = (candidate.kind, candidate.location)
            known = found.setdefault(place, candidate)
            if known is not candidate:
                found[place] = _joined(known, candidate)
    return tuple(found.values())


def _of(one: Submission, authored: Mapping[Location, _Authored]) -> Iterator[Candidate]:
    language = one.document.language
    for evidence in one.document.evidence:
        if evidence.id:
            yield _candidate(
                (evidence.id, evidence.kind, evidence.text),
                language,
                evidence.location,
                one.filing.name,
                authored.get(evidence.location, _UNKNOWN),
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
            authored.get(asked.location, _UNKNOWN),
            linked=_followed(asked),
        )


def _followed(asked: Asked) -> frozenset[str]:
    return frozenset(id for followed in asked.follows for id in followed.ids)


def _candidate(
    said: tuple[str, str, str],
    language: str,
    location: Location,
    submission: str,
    authored: _Authored,
    numbers: tuple[int, ...] = (),
    linked: frozenset[str] = frozenset(),
    around: tuple[str, ...] = (),
) -> Candidate:
    id, kind, text = said
    keys = authored.keys
    return Candidate(
        id,
        kind,
        text,
        keys.lang or language,
        location,
        (submission,),
        numbers,
        keys.theme,
        getattr(keys, "instruments", ()),
        getattr(keys, "sdgs", ()),
        keys.date if isinstance(keys, DevelopmentKeys) else None,
        linked,
        around,
        authored.heading,
    )


def _joined(known: Candidate, again: Candidate) -> Candidate:
    """One printed in several submissions."""
    return replace(
        known,
        submissions=tuple(dict.fromkeys((*known.submissions, *again.submissions))),
        linked=known.linked | again.linked,
    )


def _authored(dossier: Dossier) -> Iterator[tuple[Location, _Authored]]:
    """What the author wrote of blocks, of spans and of recommendations, by their places."""
    for section in dossier.all_sections():
        heading = authored_text(section.title)
        blocks = [part for part in section.parts if isinstance(part, ABlock)]
        while blocks:
            block = blocks.pop()
            yield block.location, _Authored(block.keys, heading)
            blocks += [node for node in block.nodes if isinstance(node, ABlock)]
            for content in inlines_of(block.nodes, nested=False):
                for node in walk(content, notes=False):
                    if isinstance(node, ASpan):
                        keys = _themed(node.keys, block.keys.theme)
                        yield node.location, _Authored(keys, heading)
            for request in requests_of(block):
                yield request.location, _Authored(request.keys, heading)


def _themed(keys: Keys, theme: str) -> Keys:
    """The keys of a span, with the theme of the block around it where it has none."""
    return keys if keys.theme or not theme else keys.model_copy(update={"theme": theme})
