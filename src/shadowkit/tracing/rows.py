"""A trace as rows of one flat table, for those who filter it in a program for tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from typing_extensions import TypedDict

from shadowkit.tracing.objects import (
    AnswerObject,
    EarlierObject,
    EvidenceObject,
    EvidenceReference,
    HoleObject,
    RecommendationObject,
    SourceObject,
    TracedObject,
    TraceObject,
)
from shadowkit.tracing.wording import HOLES, in_document, ranges, yes


class Row(TypedDict, total=False):
    """What is not said is empty.  `what` says what the row is about: `link` (a recommendation
    and one piece of its evidence), `recommendation` (one that rests on none, or on the whole
    text), `earlier recommendation`, `source` or `hole`."""

    what: str
    submission: str
    hole: str
    suspect: str
    recommendation: str
    recommendation_text: str
    theme: str
    evidence: str
    evidence_kind: str
    paragraphs: str
    evidence_text: str
    sources: str
    confidential: str
    earlier: str
    body: str
    symbol: str
    in_document: str
    position: str
    status: str
    earlier_text: str
    comment: str
    answered: str
    place: str


COLUMNS: Final = tuple(Row.__annotations__)
"""The names of the columns, in order."""


def rows(trace: TraceObject, statuses: Mapping[str, str]) -> Iterator[Row]:
    """All rows of all submissions."""
    for one in trace["submissions"]:
        for row in _rows(one, statuses):
            row["submission"] = one["submission"]
            yield row


def _rows(one: TracedObject, statuses: Mapping[str, str]) -> Iterator[Row]:
    for asked in one["recommendations"]:
        yield from _links(asked)
    for told in one["earlier"]:
        yield _earlier(told, statuses)
    by_key = {evidence["key"]: evidence for evidence in one["evidence"]}
    for source in one["sources"]:
        yield _source(source, by_key)
    for hole in one["holes"]:
        yield _hole(hole)


def _links(asked: RecommendationObject) -> Iterator[Row]:
    about: Row = {
        "recommendation": asked["id"],
        "recommendation_text": asked["text"],
        "theme": asked["theme"],
        "confidential": yes(asked["confidential"]),
        "earlier": ", ".join(asked["follows"]),
        "place": asked["place"],
    }
    if not asked["answers"]:
        evidence = "the document as a whole" if asked["everything"] else ""
        yield {**about, "what": "recommendation", "evidence": evidence}
    for answer in asked["answers"]:
        if not answer["evidence"]:
            yield {**about, **_answer(answer), "what": "link"}
        for one in answer["evidence"]:
            yield {**about, **_answer(answer), **_evidence(one, about), "what": "link"}


def _answer(answer: AnswerObject) -> Row:
    where = ranges(answer["paragraphs"])
    return {
        "evidence": answer["id"],
        "paragraphs": where if answer["state"] == "found" else "not in this submission",
        "suspect": yes(answer["suspect"]),
    }


def _evidence(evidence: EvidenceObject, about: Row) -> Row:
    return {
        "evidence": evidence["id"] or evidence["place"],
        "evidence_kind": evidence["kind"],
        "paragraphs": ranges(evidence["paragraphs"]),
        "evidence_text": evidence["text"],
        "sources": ", ".join(evidence["sources"]),
        "confidential": yes(evidence["confidential"]) or about["confidential"],
    }


def _earlier(told: EarlierObject, statuses: Mapping[str, str]) -> Row:
    """One earlier recommendation with all that speaks of it."""
    shown = (*told["evidence"], *told["told"])
    followers = [asked["id"] or asked["place"] for asked in told["followed_by"]]
    return {
        "what": "earlier recommendation",
        "earlier": told["id"],
        "body": told["body"],
        "symbol": told["symbol"],
        "in_document": in_document(told),
        "position": told["position"],
        "status": statuses[told["status"]],
        "earlier_text": told["text"],
        "comment": told["comment"],
        "theme": ", ".join(told["themes"]),
        "recommendation": ", ".join(followers),
        "evidence": ", ".join((*_names(shown), *told["not_printed"])),
        "paragraphs": ranges(sorted({n for one in shown for n in one["paragraphs"]})),
        "sources": told["source"],
        "answered": "yes" if told["answered"] else "no",
        "place": told["place"],
    }


def _names(evidence: Sequence[EvidenceReference]) -> list[str]:
    return list(dict.fromkeys(one["id"] or one["place"] for one in evidence))


def _source(source: SourceObject, by_key: Mapping[str, EvidenceObject]) -> Row:
    """One source with the evidence that cites it."""
    citing = [by_key[key] for key in source["evidence"]]
    return {
        "what": "source",
        "sources": source["id"],
        "evidence": ", ".join(dict.fromkeys(one["id"] or one["place"] for one in citing)),
        "paragraphs": ranges(sorted({n for one in citing for n in one["paragraphs"]})),
        "evidence_text": source["title"],
        "confidential": yes(source["confidential"]),
        "place": source["place"],
    }


def _hole(hole: HoleObject) -> Row:
    """One hole, with what has it in the column for that."""
    row: Row = {"what": "hole", "hole": HOLES[hole["hole"]], "place": hole["place"]}
    if hole["hole"] == "recommendation-without-evidence":
        row["recommendation"], row["recommendation_text"] = hole["id"], hole["text"]
    elif hole["hole"] in ("gap-without-recommendation", "evidence-without-source"):
        row["evidence"], row["evidence_text"] = hole["id"] or hole["key"], hole["text"]
    else:
        row["earlier"], row["earlier_text"] = hole["id"], hole["text"]
    return row
