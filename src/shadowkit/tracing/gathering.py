"""Finds what is traced: the links of a submission both ways, and what is missing in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from shadowkit.model.assembly import Filing
from shadowkit.model.authored import Dossier
from shadowkit.model.document import Asked, Document, Evidence
from shadowkit.model.evidence import unanswered
from shadowkit.model.fields import in_language, language_of
from shadowkit.model.followup import Standing, standings
from shadowkit.model.links import Changes, changes_since_review
from shadowkit.tracing.confidential import ASKED, Mark, confidential_marks
from shadowkit.tracing.objects import (
    VERSION,
    AnswerObject,
    EarlierObject,
    EvidenceObject,
    EvidenceReference,
    Hole,
    HoleObject,
    RecommendationObject,
    SourceObject,
    TracedObject,
    TraceObject,
)
from shadowkit.tracing.printed import printed_words

_NEEDS_NO_EVIDENCE = ("unassessed", "cannot-assess")


def traced(
    dossier: Dossier | None,
    submissions: Iterable[tuple[Document, Filing]],
    fault: str | None = None,
) -> TraceObject:
    """The links of the submissions.  `dossier` is None where its settings could not be read."""
    found: list[TracedObject] = []
    if dossier is not None:
        since = {id: changes for id, (_link, changes) in changes_since_review(dossier).items()}
        secret = confidential_marks(dossier)
        found = [_traced(*one, dossier, since, secret) for one in submissions]
    return {"version": VERSION, "submissions": found, "fault": fault}


def _traced(
    document: Document,
    filing: Filing,
    dossier: Dossier,
    since: Mapping[str, Changes],
    secret: Collection[Mark],
) -> TracedObject:
    words = printed_words(document)
    evidence = {
        one.key: _evidence(one, words.get(one.anchor, ""), secret) for one in document.evidence
    }
    within: dict[str, list[EvidenceObject]] = defaultdict(list)
    for one in document.evidence:
        for id in dict.fromkeys((one.id, *one.parents)):
            within[id].append(evidence[one.key])
    recommendations = [
        _recommendation(asked, since.get(asked.id), within, secret)
        for asked in document.recommendations
    ]
    gaps = [evidence[gap.key] for gap in unanswered(document, filing.layout)]
    earlier = [
        _earlier(standing, filing.labels.language)
        for standing in standings(document, filing, dossier)
    ]
    return {
        "submission": filing.name,
        "title": document.title,
        "language": document.language,
        "direction": document.direction,
        "recommendations": recommendations,
        "gaps_without_recommendation": gaps,
        "evidence": list(evidence.values()),
        "earlier": earlier,
        "sources": list(_sources(document, dossier)),
        "holes": list(_holes(recommendations, gaps, evidence, earlier)),
    }


def _evidence(evidence: Evidence, printed: str, secret: Collection[Mark]) -> EvidenceObject:
    return {
        "id": evidence.id,
        "key": evidence.key,
        "kind": evidence.kind,
        "paragraphs": list(evidence.numbers),
        "section": evidence.section,
        "text": evidence.text,
        "printed": printed,
        "sources": list(evidence.sources),
        "confidential": (evidence.kind, evidence.location) in secret,
        "place": str(evidence.location),
    }


def _recommendation(
    asked: Asked,
    changes: Changes | None,
    within: Mapping[str, list[EvidenceObject]],
    secret: Collection[Mark],
) -> RecommendationObject:
    answers: list[AnswerObject] = [
        {
            "id": answer.id,
            "state": answer.state,
            "suspect": changes is not None and changes.suspect(answer.id),
            "paragraphs": list(answer.numbers),
            "evidence": list(within.get(answer.id, ())),
        }
        for answer in asked.answers
    ]
    return {
        "id": asked.id,
        "text": asked.text,
        "theme": asked.theme,
        "place": str(asked.location),
        "everything": asked.everything,
        "follows": list(dict.fromkeys(id for one in asked.follows for id in one.ids)),
        "confidential": (ASKED, asked.location) in secret,
        "answers": answers,
    }


# --- what the State was told before -------------------------------------------------------


def _earlier(standing: Standing, language: str) -> EarlierObject:
    entry = standing.registered.recommendation
    words = entry.text or entry.summary
    return {
        "id": entry.id,
        "number": entry.number,
        "body": entry.body,
        "source": entry.source,
        "symbol": entry.symbol,
        "paragraph": entry.paragraph,
        "session": entry.session,
        "cycle": entry.cycle,
        "date": str(entry.date or ""),
        "text": " ".join(in_language(words, language).split()),
        "language": ("" if isinstance(words, str) else language_of(words, language))
        or entry.language,
        "position": entry.position,
        "status": standing.status,
        "comment": " ".join(in_language(entry.assessment.comment, language).split()),
        "themes": list(entry.themes),
        "by": list(entry.by),
        "evidence": [_reference(one) for one in standing.evidence],
        "not_printed": list(standing.absent),
        "told": [_reference(one) for one in standing.told],
        "followed_by": [
            {"id": asked.id, "place": str(asked.location)} for asked in standing.followed
        ],
        "replaced_by": list(standing.replaced_by),
        "answered": standing.answered,
        "place": str(standing.registered.location),
    }


def _reference(evidence: Evidence) -> EvidenceReference:
    return {
        "id": evidence.id,
        "key": evidence.key,
        "paragraphs": list(evidence.numbers),
        "place": str(evidence.location),
    }


# --- sources ------------------------------------------------------------------------------


def _sources(document: Document, dossier: Dossier) -> Iterator[SourceObject]:
    citing: dict[str, list[str]] = {id: [] for id in document.cited}
    for evidence in document.evidence:
        for id in evidence.sources:
            citing.setdefault(id, []).append(evidence.key)
    for id, keys in citing.items():
        source = dossier.sources.get(id)
        title = source.data.get("title") if source else None
        yield {
            "id": id,
            "title": title if isinstance(title, str) else "",
            "confidential": source is not None and source.confidential,
            "evidence": keys,
            "place": str(source.location) if source else "",
        }


# --- what is missing ----------------------------------------------------------------------


def _holes(
    recommendations: Iterable[RecommendationObject],
    gaps: Iterable[EvidenceObject],
    evidence: Mapping[str, EvidenceObject],
    earlier: Iterable[EarlierObject],
) -> Iterator[HoleObject]:
    used: dict[str, None] = {}
    for asked in recommendations:
        used |= dict.fromkeys(one["key"] for link in asked["answers"] for one in link["evidence"])
        if not asked["everything"] and all(link["state"] != "found" for link in asked["answers"]):
            yield _hole("recommendation-without-evidence", asked, asked["place"])
    for gap in gaps:
        yield _hole("gap-without-recommendation", gap, gap["key"])
    earlier = list(earlier)
    for told in earlier:
        used |= dict.fromkeys(one["key"] for one in told["evidence"])
    for key, one in evidence.items():
        if key in used and not one["sources"]:
            yield _hole("evidence-without-source", one, key)
    for told in earlier:
        if not told["answered"]:
            yield _hole("earlier-without-answer", told, told["id"])
    for told in earlier:
        shown = told["evidence"] or told["not_printed"]
        if told["status"] not in _NEEDS_NO_EVIDENCE and not shown:
            yield _hole("assessment-without-evidence", told, told["id"])


def _hole(
    hole: Hole, what: RecommendationObject | EvidenceObject | EarlierObject, key: str
) -> HoleObject:
    return {
        "hole": hole,
        "id": what["id"],
        "key": key,
        "text": what["text"],
        "place": what["place"],
    }
