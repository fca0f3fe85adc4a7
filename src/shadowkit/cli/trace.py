"""`shadowkit trace`"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import click
from typing_extensions import TypedDict

from shadowkit.cli.common import (
    dossier_argument,
    format_option,
    opened,
    output_options,
    show_errors,
    submission_option,
)
from shadowkit.cli.suggestions import TraceCommand, suggest
from shadowkit.model.assembly import Filing
from shadowkit.model.document import Document, Evidence
from shadowkit.model.evidence import unanswered
from shadowkit.model.links import Changes, changes_since_review

VERSION = 1


class EvidenceObject(TypedDict):
    """A block or span that a recommendation may rest on, with the numbers of the paragraphs
    in which it is printed.  `place` is its file, line and column."""

    id: str
    kind: str
    paragraphs: list[int]
    section: str
    text: str
    sources: list[str]
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
    """A recommendation and what it rests on.  `everything`: on the document as a whole."""

    id: str
    text: str
    theme: str
    place: str
    everything: bool
    answers: list[AnswerObject]


class TracedObject(TypedDict):
    """One submission."""

    submission: str
    recommendations: list[RecommendationObject]
    gaps_without_recommendation: list[EvidenceObject]


class TraceObject(TypedDict):
    """What `shadowkit trace --format json` prints.  `fault` says why the command could not be
    carried out; it is null where it could."""

    version: int
    submissions: list[TracedObject]
    fault: str | None


def _as_json(traced: list[TracedObject], fault: str | None = None) -> str:
    data: TraceObject = {"version": VERSION, "submissions": traced, "fault": fault}
    return json.dumps(data, ensure_ascii=False, indent=2)


@click.command("trace", cls=TraceCommand, failures={"json": partial(_as_json, [])})
@dossier_argument
@submission_option
@format_option("table", "json")
@click.option(
    "--suggest",
    "suggesting",
    is_flag=True,
    help="Propose links to earlier recommendations instead.",
)
@click.option("--accept", is_flag=True, help="Ask for each proposal whether to write the link.")
@output_options
def command(
    folder: Path | None,
    names: tuple[str, ...],
    format: str,
    suggesting: bool,
    accept: bool,
    quiet: bool,
    no_color: bool,
) -> int:
    """Show every recommendation with the evidence it rests on, and the gaps that no
    recommendation answers.

    \b
    Example:  shadowkit trace my-report --format json
    """
    if suggesting or accept:
        return suggest(folder, names, format, accept=accept, quiet=quiet, no_color=no_color)
    outcome = opened(folder, names)
    reviewed = changes_since_review(outcome.dossier) if outcome.dossier else {}
    since = {id: changes for id, (_link, changes) in reviewed.items()}
    traced = [_traced(one.document, one.filing, since) for one in outcome.submissions]
    if format == "json":
        click.echo(_as_json(traced))
    else:
        for position, one in enumerate(traced):
            click.echo("\n" * bool(position) + _table(one), nl=False)
    if not quiet:
        show_errors(outcome)
    return int(not outcome.submissions)


def _traced(document: Document, filing: Filing, since: Mapping[str, Changes]) -> TracedObject:
    recommendations: list[RecommendationObject] = []
    for asked in document.recommendations:
        changes = since.get(asked.id)
        recommendations.append(
            {
                "id": asked.id,
                "text": asked.text,
                "theme": asked.theme,
                "place": str(asked.location),
                "everything": asked.everything,
                "answers": [
                    {
                        "id": answer.id,
                        "state": answer.state,
                        "suspect": changes is not None and changes.suspect(answer.id),
                        "paragraphs": list(answer.numbers),
                        "evidence": [
                            _evidence(e)
                            for e in document.evidence
                            if e.id == answer.id or answer.id in e.parents
                        ],
                    }
                    for answer in asked.answers
                ],
            }
        )
    gaps = [_evidence(evidence) for evidence in unanswered(document, filing.layout)]
    return {
        "submission": filing.name,
        "recommendations": recommendations,
        "gaps_without_recommendation": gaps,
    }


def _evidence(evidence: Evidence) -> EvidenceObject:
    return {
        "id": evidence.id,
        "kind": evidence.kind,
        "paragraphs": list(evidence.numbers),
        "section": evidence.section,
        "text": evidence.text,
        "sources": list(evidence.sources),
        "place": str(evidence.location),
    }


def _table(one: TracedObject) -> str:
    lines = [one["submission"]]
    for asked in one["recommendations"]:
        lines += ["", f"  {asked['id'] or '(no id)'}: {_short(asked['text'], 90)}"]
        if asked["everything"]:
            lines.append("    rests on the document as a whole")
        if not asked["answers"] and not asked["everything"]:
            lines.append("    rests on nothing")
        for answer in asked["answers"]:
            if answer["state"] != "found":
                lines.append(f"    {answer['id']}: not in this submission")
                continue
            suspect = " - changed since the review" if answer["suspect"] else ""
            lines.append(f"    {answer['id']}{_numbers(answer['paragraphs'])}{suspect}")
            for evidence in answer["evidence"]:
                sources = ", ".join(evidence["sources"]) or "no source"
                lines.append(
                    f"      {evidence['kind']}: {_short(evidence['text'], 60)} [{sources}]"
                )
    gaps = one["gaps_without_recommendation"]
    lines += ["", f"  Gaps without a recommendation: {len(gaps) or 'none'}"]
    for gap in gaps:
        lines.append(f"    {gap['place']}: {gap['id'] or _short(gap['text'], 60)}")
    return "\n".join(lines) + "\n"


def _numbers(numbers: list[int]) -> str:
    if len(numbers) < 2:
        return f" (para. {numbers[0]})" if numbers else ""
    if numbers == list(range(numbers[0], numbers[-1] + 1)):
        return f" (paras. {numbers[0]}–{numbers[-1]})"
    return f" (paras. {', '.join(map(str, numbers))})"


def _short(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 3].rstrip() + "..."
