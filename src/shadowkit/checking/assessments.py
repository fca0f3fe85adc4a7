"""What recommendations.yaml says of how far earlier recommendations were implemented: is there
something that shows it, and can that be?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shadowkit.checking.earlier import identified
from shadowkit.checking.gathered import Wrong, gathered
from shadowkit.checking.registry import Fault, SubmissionContext, dossier_check, submission_check
from shadowkit.diagnostics import Severity
from shadowkit.model.authored import Dossier
from shadowkit.model.document import Evidence
from shadowkit.model.followup import Standing, is_later
from shadowkit.model.kinds import DevelopmentKeys


@dossier_check("SK129", "assessment-without-evidence", Severity.WARNING)
def assessment_without_evidence(dossier: Dossier) -> Iterable[Fault]:
    """An earlier recommendation is said to be implemented, partly, in progress or not, and
    nothing is named that shows it.

    A judgement that rests on nothing is easily denied, and the table of implementation can
    refer to no paragraph. It makes no difference whether the status was written by hand or
    taken over with a matrix.

    To mend: name blocks, spans or sections under `evidence:`. Where there are none,
    `status: cannot-assess`.
    """
    yield from gathered(
        _without_evidence(dossier),
        "Name what shows it: `evidence: [id]`. Or write `status: cannot-assess`.",
    )


def _without_evidence(dossier: Dossier) -> Iterator[Wrong]:
    for entry in dossier.register:
        assessment = entry.recommendation.assessment
        if assessment.status not in ("", "cannot-assess") and not assessment.evidence:
            message = f"the assessment says `{assessment.status}`, and names no evidence"
            yield Wrong(entry, ("assessment", "status"), message)


@submission_check("SK130", "status-contradicted", Severity.WARNING)
def status_contradicted(context: SubmissionContext) -> Iterable[Fault]:
    """The status of an earlier recommendation says the contrary of what shows it: `implemented`,
    and its evidence is a gap, a gap names it, or the block that prints it holds one; `not`, and
    all its evidence is what the State did.

    Who looks the paragraph up reads the contrary. Blocks and spans count alike. Left alone are
    gaps that merely stand in a section which is named; gaps in a submission that is older than the
    assessment, where they are no evidence of it, for much may have happened since; and
    recommendations that follow it, for one may well ask for more than what was done.

    To mend: `partly` where something was done and something is missing, `in-progress` where
    something was begun; or correct `evidence:`.
    """
    for standing in context.standings:
        for message in _contradictions(standing, context):
            yield Fault(
                standing.registered.place("assessment", "status"),
                message,
                "Write `partly` or `in-progress`, or correct `evidence:`.",
            )


def _contradictions(standing: Standing, context: SubmissionContext) -> Iterator[str]:
    if standing.status not in ("implemented", "not"):
        return
    assessment = standing.registered.recommendation.assessment
    own = [one for one in standing.evidence if one.id in assessment.evidence]
    gaps = [one for one in own if one.kind == "gap"]
    printing = {one.key for one in standing.told if one.kind == "earlier"}
    around = context.document.evidence if printing else ()
    within = (one for one in around if not printing.isdisjoint(one.parents))
    naming = [one for one in (*standing.told, *within) if one.kind == "gap" and one not in gaps]
    if is_later(assessment.date, context.filing.settings.date):
        naming = []
    if standing.status == "implemented":
        for gap in gaps:
            yield f"the assessment says `implemented`, and its evidence `{gap.id}` is a gap"
        for gap in naming:
            yield f"the assessment says `implemented`, and a gap speaks of it ({_where(gap)})"
    only_done = own and all(one.kind == "development" for one in standing.evidence)
    if standing.status == "not" and only_done and not (standing.absent or naming):
        ids = ", ".join(f"`{one.id}`" for one in own)
        yield f"the assessment says `not`, and its evidence tells only what was done: {ids}"


def _where(evidence: Evidence) -> str:
    return f"{evidence.location.path}:{evidence.location.line}"


@dossier_check("SK137", "assessed-too-early", Severity.WARNING)
def assessed_too_early(dossier: Dossier) -> Iterable[Fault]:
    """An earlier recommendation was assessed before it was made, by the `date` of its
    assessment and its own.

    One of the dates is wrong, or the assessment is that of another recommendation. As much of
    the two dates is compared as both have.

    To mend: correct the date that is wrong.
    """
    yield from gathered(_too_early(dossier), "Correct the date that is wrong.")


def _too_early(dossier: Dossier) -> Iterator[Wrong]:
    for entry in dossier.register:
        made, assessed = entry.recommendation.date, entry.recommendation.assessment.date
        if is_later(made, assessed):
            yield Wrong(
                entry, ("assessment", "date"), f"assessed on {assessed}, and made on {made}"
            )


@dossier_check("SK138", "evidence-too-old", Severity.WARNING)
def evidence_too_old(dossier: Dossier) -> Iterable[Fault]:
    """All that shows that an earlier recommendation was implemented, partly or in progress,
    happened before it was made: its evidence is nothing but developments whose `date` is before
    the entry's own.

    Whoever made the recommendation knew of it, and asked for something else. As much of the
    dates is compared as both have; entries and developments without a date are left alone.

    To mend: name what happened since, or correct the dates or the status.
    """
    if not any(entry.recommendation.assessment.evidence for entry in dossier.register):
        return
    keys: dict[str, list[object]] = {}
    for id, own in identified(dossier):
        keys.setdefault(id, []).append(own)
    for entry in dossier.register:
        recommendation = entry.recommendation
        assessment = recommendation.assessment
        shown = [own for id in assessment.evidence for own in keys.get(id, (None,))]
        if (
            assessment.status in ("implemented", "partly", "in-progress")
            and shown
            and all(
                isinstance(own, DevelopmentKeys) and is_later(recommendation.date, own.date)
                for own in shown
            )
        ):
            yield Fault(
                entry.place("assessment", "evidence"),
                f"the assessment says `{assessment.status}`, and all its evidence is of before "
                f"{recommendation.date}, when the recommendation was made",
                "Name what happened since, or correct the dates or the status.",
            )
