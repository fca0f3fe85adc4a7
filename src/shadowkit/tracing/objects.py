"""What is traced, as `shadowkit trace --format json` prints it and as all other forms read it."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from typing_extensions import TypedDict

VERSION: Final = 1

Hole: TypeAlias = Literal[
    "recommendation-without-evidence",
    "gap-without-recommendation",
    "evidence-without-source",
    "earlier-without-answer",
    "assessment-without-evidence",
]
"""What is missing."""


class EvidenceObject(TypedDict):
    """A block or span that a recommendation may rest on, with the numbers of the paragraphs
    in which it is printed.  `key` is its id, or what stands in for one; `place` its file, line
    and column.  `text` is what was written, without references; `printed` what is printed, a line
    for each paragraph, "" where it is not printed by itself."""

    id: str
    key: str
    kind: str
    paragraphs: list[int]
    section: str
    text: str
    printed: str
    sources: list[str]
    confidential: bool
    place: str


class AnswerObject(TypedDict):
    """One id that a recommendation names in `answers`.  `state` is `found` where it is
    printed in this submission.  `suspect`: the recommendation was reviewed, and since then it
    or this evidence has changed, or the evidence was added."""

    id: str
    state: str
    suspect: bool
    paragraphs: list[int]
    evidence: list[EvidenceObject]


class RecommendationObject(TypedDict):
    """A recommendation and what it rests on.  `everything`: on the document as a whole.
    `follows` are ids of earlier recommendations."""

    id: str
    text: str
    theme: str
    place: str
    everything: bool
    follows: list[str]
    confidential: bool
    answers: list[AnswerObject]


class EvidenceReference(TypedDict):
    """Names one of the submission's `evidence`, by its `key`."""

    id: str
    key: str
    paragraphs: list[int]
    place: str


class RecommendationReference(TypedDict):
    """Names one of the submission's `recommendations`, by its `place`."""

    id: str
    place: str


class EarlierObject(TypedDict):
    """What the State was told before, and what the submission says of it.  `text` is its text,
    else its summary, in the submission's language where there is one; `language` the language
    of that, "" where it is not known.  `evidence` is what its assessment rests on,
    `not_printed` the ids of evidence that this submission does not print; `told` are the blocks
    that name it.  `status` is `unassessed` where there is none."""

    id: str
    number: str
    body: str
    source: str
    symbol: str
    paragraph: str
    session: str
    cycle: str
    date: str
    text: str
    language: str
    position: str
    status: str
    comment: str
    themes: list[str]
    by: list[str]
    evidence: list[EvidenceReference]
    not_printed: list[str]
    told: list[EvidenceReference]
    followed_by: list[RecommendationReference]
    replaced_by: list[str]
    answered: bool
    place: str


class SourceObject(TypedDict):
    """A source that the submission cites, and the `key` of each evidence that cites it."""

    id: str
    title: str
    confidential: bool
    evidence: list[str]
    place: str


class HoleObject(TypedDict):
    """Something that is missing.  `key` is the `place` of a recommendation, the `key` of
    evidence or the `id` of an earlier recommendation."""

    hole: Hole
    id: str
    key: str
    text: str
    place: str


class TracedObject(TypedDict):
    """One submission.  `direction` is `ltr` or `rtl`."""

    submission: str
    title: str
    language: str
    direction: str
    recommendations: list[RecommendationObject]
    gaps_without_recommendation: list[EvidenceObject]
    evidence: list[EvidenceObject]
    earlier: list[EarlierObject]
    sources: list[SourceObject]
    holes: list[HoleObject]


class TraceObject(TypedDict):
    """What `shadowkit trace --format json` prints.  `fault` says why the command could not be
    carried out; it is null where it could."""

    version: int
    submissions: list[TracedObject]
    fault: str | None
