"""`shadowkit trace --suggest`: links between what the dossier says and earlier recommendations,
proposed as a list, and accepted one by one."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TextIO, TypeAlias

import click
from typing_extensions import TypedDict

from shadowkit.cli import failing
from shadowkit.cli.common import opened, show_errors, show_findings
from shadowkit.diagnostics import Severity
from shadowkit.model.fields import in_language
from shadowkit.tracing.wording import paragraphs

if TYPE_CHECKING:
    from shadowkit.pipeline import Outcome
    from shadowkit.suggesting.candidates import Candidate
    from shadowkit.suggesting.proposals import Proposal

VERSION = 1
READING = "SK0"
"""How the codes of faults of reading begin."""
NOTHING = "No link is proposed."
Done: TypeAlias = Literal["linked", "by hand", "failed"]
SHOWN = 5
"""So many of the words that two texts share are shown."""


class SuggestionObject(TypedDict):
    """A link that may be missing, to the earlier recommendation with the id `recommendation`.
    `link` says which key it would be: `evidence` of its assessment, or `follows` of one of our own
    recommendations.  `score` orders what is proposed and means nothing else; `words`, `themes`,
    `instruments` and `sdgs` are what the two share."""

    recommendation: str
    number: str
    said: str
    link: Literal["evidence", "follows"]
    id: str
    kind: str
    paragraphs: list[int]
    submissions: list[str]
    place: str
    text: str
    score: float
    words: list[str]
    themes: list[str]
    instruments: list[str]
    sdgs: list[str]


class SuggestionsObject(TypedDict):
    """What `shadowkit trace --suggest --format json` prints, the best proposal first.  `fault` says
    why the command could not be carried out; it is null where it could."""

    version: int
    suggestions: list[SuggestionObject]
    fault: str | None


class TraceCommand(failing.DataCommand):
    """`trace`, whose JSON is another one where links are proposed, also where it fails."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        self._suggesting = not {"--suggest", "--accept"}.isdisjoint(args)
        return super().make_context(info_name, args, parent, **extra)

    def _tell(self, format: str, error: Exception) -> None:
        if format == "json" and self._suggesting:
            click.echo(_as_json((), failing.words(error)))
        else:
            super()._tell(format, error)


def suggest(
    folder: Path | None,
    names: tuple[str, ...],
    format: str,
    *,
    accept: bool,
    quiet: bool,
    no_color: bool,
) -> int:
    """Shows what is proposed; with `accept`, asks for each."""
    if format not in ("table", "json"):
        raise click.UsageError("--suggest prints a table or JSON: leave --format out")
    if accept and format == "json":
        raise click.UsageError("--accept asks you, and prints no JSON: leave --format out")
    outcome = opened(folder, names)
    if accept:
        errors = [
            one
            for one in outcome.findings
            if one.code.startswith(READING) and one.severity is Severity.ERROR
        ]
        if errors or outcome.dossier is None:
            show_findings(errors, outcome.folder, no_color=no_color)
            click.echo("Nothing is proposed: not all could be read. Mend that first.", err=True)
            return 1
    found = _proposed(outcome)
    if accept:
        return _ask(found, outcome.folder)
    if format == "json":
        click.echo(_as_json(found))
    else:
        for number, proposal in enumerate(found, 1):
            click.echo(f"{number}. {_line(proposal)}")
        if not found:
            click.echo(NOTHING)
    if not quiet:
        show_errors(outcome)
        if found and format == "table":
            click.echo("To be asked for each: shadowkit trace --suggest --accept", err=True)
    return int(not outcome.submissions)


def _proposed(outcome: Outcome) -> tuple[Proposal, ...]:
    from shadowkit.reading.catalogue import matching
    from shadowkit.suggesting.candidates import Submission
    from shadowkit.suggesting.proposals import proposals

    if outcome.dossier is None:
        return ()
    submissions = [Submission(one.filing, one.document) for one in outcome.submissions]
    return proposals(outcome.dossier, submissions, matching())


def _as_json(found: Sequence[Proposal], fault: str | None = None) -> str:
    data: SuggestionsObject = {
        "version": VERSION,
        "suggestions": [_as_object(proposal) for proposal in found],
        "fault": fault,
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _as_object(proposal: Proposal) -> SuggestionObject:
    candidate, reasons = proposal.candidate, proposal.reasons
    return {
        "recommendation": proposal.entry.id,
        "number": proposal.entry.recommendation.number,
        "said": _said(proposal),
        "link": "follows" if candidate.asks else "evidence",
        "id": candidate.id,
        "kind": candidate.kind,
        "paragraphs": list(candidate.numbers),
        "submissions": list(candidate.submissions),
        "place": str(candidate.location),
        "text": candidate.text,
        "score": round(proposal.score, 2),
        "words": list(reasons.words),
        "themes": list(reasons.themes),
        "instruments": list(reasons.instruments),
        "sdgs": list(reasons.sdgs),
    }


def _said(proposal: Proposal) -> str:
    entry = proposal.entry.recommendation
    return " ".join(
        filter(None, (in_language(one, entry.language) for one in (entry.text, entry.summary)))
    )


# --- in words ---------------------------------------------------------------------------


def _line(proposal: Proposal) -> str:
    return f"{_named(proposal)} <- {_block(proposal.candidate)}: why: {_why(proposal)}"


def _named(proposal: Proposal) -> str:
    number = proposal.entry.recommendation.number
    return f"{number} ({proposal.entry.id})" if number else proposal.entry.id


def _block(candidate: Candidate) -> str:
    name = candidate.id or str(candidate.location)
    if candidate.asks:
        return f"recommendation {name}"
    where = paragraphs(candidate.numbers)
    return f"{name} ({where})" if where else name


def _whole(candidate: Candidate) -> str:
    """With its kind and its place, each of them once."""
    kind = () if candidate.asks else (candidate.kind,)
    place = (str(candidate.location),) if candidate.id else ()
    return ", ".join((_block(candidate), *kind, *place))


def _why(proposal: Proposal) -> str:
    reasons = proposal.reasons
    said = [f"theme {theme}" for theme in reasons.themes]
    said += reasons.instruments
    said += [f"SDG {goal}" for goal in reasons.sdgs]
    if reasons.words:
        said.append("words " + ", ".join(f"“{word}”" for word in reasons.words[:SHOWN]))
    return "; ".join(said)


# --- asking -----------------------------------------------------------------------------


def _ask(found: Sequence[Proposal], root: Path) -> int:
    """Asks for each proposal in turn, and writes what is accepted at once."""
    answers = _answers()
    count: Counter[Done] = Counter()
    for number, proposal in enumerate(found, 1):
        click.echo(_both(proposal, f"{number} of {len(found)}"))
        answer = _answer(answers)
        if answer == "q":
            break
        if answer == "y":
            count[_accept(proposal, root)] += 1
        click.echo()
    if found:
        unwritten = count["by hand"] + count["failed"]
        said = f"{count['linked']} linked, {unwritten} left for you to write"
        click.echo(f"{said}, of {len(found)} proposed.")
    else:
        click.echo(NOTHING)
    return int(count["failed"] > 0)


def _both(proposal: Proposal, number: str) -> str:
    """What is proposed, with both texts in full."""
    candidate = proposal.candidate
    lines = [
        f"{number}: {_named(proposal)}",
        f"  {_said(proposal)}",
        f"<- {_whole(candidate)}",
        f"  {candidate.text}",
        f"why: {_why(proposal)}",
    ]
    return "\n".join(lines)


def _answers() -> TextIO:
    """What is typed, or comes through a pipe; whatever it holds can be read."""
    reconfigure: Any = getattr(sys.stdin, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")
    return sys.stdin or StringIO()


def _answer(answers: TextIO) -> Literal["y", "n", "q"]:
    """What is answered; the end of the answers stops."""
    while True:
        click.echo("Link the two? y = link, n = next, q = stop [n]: ", nl=False)
        line = answers.readline()
        if not line:
            click.echo()
            return "q"
        answer = line.strip().lower()
        if answer in ("y", "yes"):
            return "y"
        if answer in ("", "n", "no"):
            return "n"
        if answer in ("q", "quit"):
            return "q"
        click.echo("Answer y, n or q.")


def _accept(proposal: Proposal, root: Path) -> Done:
    """Writes a link; says what to do where that is somebody else's."""
    from shadowkit.linking import NotLinkedError, link

    entry, candidate = proposal.entry, proposal.candidate
    if candidate.asks:
        click.echo(
            f"Not written: your texts are left alone. At {candidate.location} add "
            f'follows="{entry.id}" to the recommendation (beside other ids there, separated by '
            "spaces)."
        )
        return "by hand"
    try:
        link(root, entry.id, candidate.id)
    except NotLinkedError as error:
        place = entry.place("assessment")
        click.echo(
            f"Not written: {error}. Below `assessment:` at {place} write: "
            f"evidence: [{candidate.id}] (or add {candidate.id} to the list that is there)."
        )
        return "failed"
    status = entry.recommendation.assessment.status
    empty = "" if status else " Its status is still empty."
    click.echo(f"Written: {candidate.id} is evidence of {entry.id}.{empty}")
    return "linked"
