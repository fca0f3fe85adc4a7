"""A trace as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from shadowkit.tracing.objects import (
    EarlierObject,
    EvidenceReference,
    RecommendationObject,
    TracedObject,
    TraceObject,
)
from shadowkit.tracing.wording import counted, known_as, paragraphs

_MOST: Final = 20
"""How many earlier recommendations without an answer are named."""


def written(trace: TraceObject, statuses: Mapping[str, str]) -> str:
    """The text; `statuses` are the words for what became of earlier recommendations."""
    return "\n".join(
        "".join(f"{line}\n" for line in _submission(one, statuses)) for one in trace["submissions"]
    )


def _submission(one: TracedObject, statuses: Mapping[str, str]) -> Iterator[str]:
    yield one["submission"]
    for asked in one["recommendations"]:
        yield ""
        yield from _recommendation(asked)
    gaps = one["gaps_without_recommendation"]
    yield ""
    yield f"  Gaps without a recommendation: {len(gaps) or 'none'}"
    for gap in gaps:
        yield f"    {gap['place']}: {gap['id'] or _short(gap['text'], 60)}"
    if one["earlier"]:
        yield ""
        yield from _earlier(one["earlier"], statuses)


def _recommendation(asked: RecommendationObject) -> Iterator[str]:
    yield f"  {asked['id'] or '(no id)'}: {_short(asked['text'], 90)}"
    if asked["everything"]:
        yield "    rests on the document as a whole"
    if not asked["answers"] and not asked["everything"]:
        yield "    rests on nothing"
    for answer in asked["answers"]:
        if answer["state"] != "found":
            yield f"    {answer['id']}: not in this submission"
            continue
        suspect = " - changed since the review" if answer["suspect"] else ""
        yield f"    {answer['id']}{_in_parentheses(answer['paragraphs'])}{suspect}"
        for evidence in answer["evidence"]:
            sources = ", ".join(evidence["sources"]) or "no source"
            yield f"      {evidence['kind']}: {_short(evidence['text'], 60)} [{sources}]"
    if asked["follows"]:
        yield f"    follows {', '.join(asked['follows'])}"


def _earlier(earlier: Sequence[EarlierObject], statuses: Mapping[str, str]) -> Iterator[str]:
    silent = [one for one in earlier if not one["answered"]]
    yield (
        f"  Earlier recommendations: {len(earlier)}; {counted(earlier, statuses)}; "
        f"without an answer {len(silent) or 'none'}"
    )
    for one in earlier:
        if one["answered"]:
            name = ", ".join(filter(None, (known_as(one), one["body"])))
            yield f"    {name}: {statuses[one['status']].lower()}"
            yield from _answers(one)
    if silent:
        yield "    Without an answer:"
        for one in silent[:_MOST]:
            yield f"      {known_as(one)}: {_short(one['text'], 60)}"
        if len(silent) > _MOST:
            yield f"      and {len(silent) - _MOST} more: use --format csv"


def _answers(one: EarlierObject) -> Iterator[str]:
    if one["evidence"]:
        yield f"      evidence: {', '.join(map(_named, one['evidence']))}"
    if one["not_printed"]:
        yield f"      evidence that is not in this submission: {', '.join(one['not_printed'])}"
    if one["told"]:
        yield f"      named in: {', '.join(map(_named, one['told']))}"
    if one["followed_by"]:
        names = (asked["id"] or asked["place"] for asked in one["followed_by"])
        yield f"      followed by: {', '.join(names)}"


def _named(evidence: EvidenceReference) -> str:
    return f"{evidence['id'] or evidence['place']}{_in_parentheses(evidence['paragraphs'])}"


def _in_parentheses(numbers: Sequence[int]) -> str:
    return f" ({paragraphs(numbers)})" if numbers else ""


def _short(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 3].rstrip() + "..."
