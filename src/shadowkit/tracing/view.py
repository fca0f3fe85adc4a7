"""What stands on the page of a trace: entries, each with an anchor of its own, and the links
between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from shadowkit.records import dataclass
from shadowkit.tracing.backwards import resting_on, speaking_of
from shadowkit.tracing.objects import (
    AnswerObject,
    EarlierObject,
    EvidenceObject,
    EvidenceReference,
    HoleObject,
    RecommendationObject,
    SourceObject,
    TracedObject,
)
from shadowkit.tracing.wording import HOLES, in_document, paragraphs

_SHORT = 60


@dataclass(frozen=True, slots=True)
class Link:
    """Leads to another entry of the page, or names what has none (`anchor` is "" then).
    `words` are the beginning of its text, in `language`; `mark` is something to say of it."""

    anchor: str
    name: str
    where: str = ""
    words: str = ""
    language: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """What a recommendation names as its evidence; `name` is "" where that is one entry of the
    page, and else what the entries stand in."""

    name: str
    where: str
    suspect: bool
    evidence: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A recommendation, a piece of evidence, an earlier recommendation or a source: `facts`
    are terms with their values, `links` terms with where they lead."""

    anchor: str
    name: str
    text: str
    language: str
    place: str
    kind: str = ""
    where: str = ""
    status: str = ""
    status_words: str = ""
    holes: tuple[str, ...] = ()
    suspect: bool = False
    confidential: bool = False
    comment: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    links: tuple[tuple[str, tuple[Link, ...]], ...] = ()
    answers: tuple[Answered, ...] = ()


@dataclass(frozen=True, slots=True)
class Submission:
    """The entries of one submission, and what is missing, each hole with its links."""

    anchor: str
    name: str
    title: str
    language: str
    recommendations: tuple[Entry, ...]
    evidence: tuple[Entry, ...]
    earlier: tuple[Entry, ...]
    sources: tuple[Entry, ...]
    holes: tuple[tuple[str, tuple[Link, ...]], ...]
    suspect: tuple[Link, ...]


def view(one: TracedObject, number: int, statuses: Mapping[str, str]) -> Submission:
    """What the page shows of a submission, the `number`-th on it."""
    return _View(one, f"s{number}", statuses).submission()


class _View:
    def __init__(self, one: TracedObject, anchor: str, statuses: Mapping[str, str]) -> None:
        self.one, self.anchor, self.statuses = one, anchor, statuses
        self.asked = {
            asked["place"]: Link(
                f"{anchor}-r{number}",
                asked["id"] or asked["place"],
                words=_short(asked["text"]),
                language=one["language"],
            )
            for number, asked in enumerate(one["recommendations"], 1)
        }
        self.evidence = {
            shown["key"]: Link(
                f"{anchor}-e{number}",
                shown["id"] or shown["place"],
                paragraphs(shown["paragraphs"]),
                _short(shown["text"]),
                one["language"],
                "" if shown["sources"] else "no source",
            )
            for number, shown in enumerate(one["evidence"], 1)
        }
        self.earlier = {
            told["id"]: Link(
                f"{anchor}-t{number}",
                told["id"],
                in_document(told),
                _short(told["text"]),
                told["language"],
                statuses[told["status"]],
            )
            for number, told in enumerate(one["earlier"], 1)
        }
        self.sources = {
            cited["id"]: Link(f"{anchor}-c{number}", cited["id"])
            for number, cited in enumerate(one["sources"], 1)
        }
        self.resting, self.speaking = resting_on(one), speaking_of(one)
        self.missing: dict[str, list[str]] = defaultdict(list)
        for hole in one["holes"]:
            self.missing[self.with_hole(hole).anchor].append(HOLES[hole["hole"]])

    def with_hole(self, hole: HoleObject) -> Link:
        """What has the hole; ids of one sort may be those of another."""
        if hole["hole"] == "recommendation-without-evidence":
            return self.asked[hole["key"]]
        if hole["hole"] in ("gap-without-recommendation", "evidence-without-source"):
            return self.evidence[hole["key"]]
        return self.earlier[hole["key"]]

    def submission(self) -> Submission:
        one = self.one
        holes = {
            words: tuple(self.with_hole(hole) for hole in one["holes"] if hole["hole"] == kind)
            for kind, words in HOLES.items()
        }
        suspect = tuple(
            self.asked[asked["place"]]
            for asked in one["recommendations"]
            if any(answer["suspect"] for answer in asked["answers"])
        )
        return Submission(
            self.anchor,
            one["submission"],
            one["title"],
            one["language"],
            tuple(map(self.recommendation, one["recommendations"])),
            tuple(map(self.shown, one["evidence"])),
            tuple(map(self.told, one["earlier"])),
            tuple(map(self.source, one["sources"])),
            tuple((words, links) for words, links in holes.items() if links),
            suspect,
        )

    def recommendation(self, asked: RecommendationObject) -> Entry:
        link = self.asked[asked["place"]]
        return Entry(
            link.anchor,
            link.name,
            asked["text"],
            link.language,
            asked["place"],
            holes=tuple(self.missing[link.anchor]),
            suspect=any(answer["suspect"] for answer in asked["answers"]),
            confidential=asked["confidential"],
            facts=_facts(
                ("Theme", asked["theme"]),
                ("Rests on", "the document as a whole" if asked["everything"] else ""),
            ),
            links=self.links(("Follows", (self.named(id) for id in asked["follows"]))),
            answers=tuple(map(self.answer, asked["answers"])),
        )

    def answer(self, answer: AnswerObject) -> Answered:
        found = answer["state"] == "found"
        itself = [one["id"] for one in answer["evidence"]] == [answer["id"]]
        return Answered(
            "" if itself else answer["id"],
            paragraphs(answer["paragraphs"]) if found else "not in this submission",
            answer["suspect"],
            tuple(self.evidence[one["key"]] for one in answer["evidence"]),
        )

    def shown(self, evidence: EvidenceObject) -> Entry:
        key = evidence["key"]
        link = self.evidence[key]
        return Entry(
            link.anchor,
            link.name,
            evidence["printed"] or evidence["text"],
            link.language,
            evidence["place"],
            kind=evidence["kind"],
            where=link.where,
            holes=tuple(self.missing[link.anchor]),
            confidential=evidence["confidential"],
            links=self.links(
                ("Sources", (self.sources[id] for id in evidence["sources"])),
                (
                    "Supports",
                    (self.asked[asked["place"]] for asked in self.resting.get(key, ())),
                ),
                (
                    "Speaks of",
                    (self.earlier[told["id"]] for told in self.speaking.get(key, ())),
                ),
            ),
        )

    def told(self, told: EarlierObject) -> Entry:
        link = self.earlier[told["id"]]
        source = (self.sources.get(told["source"], Link("", told["source"])),)
        return Entry(
            link.anchor,
            link.name,
            told["text"],
            link.language,
            told["place"],
            where=link.where,
            status=told["status"],
            status_words=self.statuses[told["status"]],
            holes=tuple(self.missing[link.anchor]),
            comment=told["comment"],
            facts=_facts(
                ("Body", told["body"]),
                ("Document", told["symbol"]),
                ("Session", told["session"]),
                ("Cycle", told["cycle"]),
                ("Date", told["date"]),
                ("Recommended by", ", ".join(told["by"])),
                ("Position of the State", told["position"]),
                ("Themes", ", ".join(told["themes"])),
                ("Evidence that is not in this submission", ", ".join(told["not_printed"])),
            ),
            links=self.links(
                ("Source", source if told["source"] else ()),
                ("Evidence of its assessment", map(self.referred, told["evidence"])),
                ("Named in", map(self.referred, told["told"])),
                ("Followed by", (self.asked[asked["place"]] for asked in told["followed_by"])),
                ("Replaced by", map(self.named, told["replaced_by"])),
            ),
        )

    def source(self, source: SourceObject) -> Entry:
        link = self.sources[source["id"]]
        return Entry(
            link.anchor,
            link.name,
            source["title"],
            "",
            source["place"],
            confidential=source["confidential"],
            links=self.links(("Cited by", (self.evidence[key] for key in source["evidence"]))),
        )

    def referred(self, evidence: EvidenceReference) -> Link:
        return self.evidence[evidence["key"]]

    def named(self, id: str) -> Link:
        """An earlier recommendation, which the submission may not speak of."""
        return self.earlier.get(id, Link("", id))

    def links(self, *terms: tuple[str, Iterable[Link]]) -> tuple[tuple[str, tuple[Link, ...]], ...]:
        found = ((term, tuple(links)) for term, links in terms)
        return tuple((term, links) for term, links in found if links)


def _facts(*facts: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((term, value) for term, value in facts if value)


def _short(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1].rstrip()}…"
