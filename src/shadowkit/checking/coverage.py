"""Evidence both ways: what no recommendation answers, and what rests on nothing."""

from __future__ import annotations

from collections.abc import Iterable

from shadowkit.checking.registry import Fault, SubmissionContext, submission_check
from shadowkit.diagnostics import Severity
from shadowkit.model.evidence import unanswered


@submission_check("SK104", "recommendation-without-evidence", Severity.WARNING)
def recommendation_without_evidence(context: SubmissionContext) -> Iterable[Fault]:
    """A recommendation does not say which paragraphs it rests on.

    A recommendation that no finding supports is easily set aside, and the derived
    "(paras. 15–19)" cannot be printed for it.

    To mend: `answers="id id"` with the ids of the gaps, blocks or sections it answers, or
    `answers="*"` where it rests on the document as a whole.
    """
    for asked in context.document.recommendations:
        if not asked.answers and not asked.everything:
            yield Fault(
                asked.location,
                f"the recommendation “{_short(asked.text)}” names no evidence",
                'Add answers="..." with the ids of what it answers.',
            )


@submission_check("SK105", "gap-unanswered", Severity.WARNING)
def gap_unanswered(context: SubmissionContext) -> Iterable[Fault]:
    """No recommendation of the submission answers this gap.

    A gap without a recommendation leaves the reviewing State with nothing to ask for.
    Sections whose layout expects no answer (justification, methodology ...) are left out;
    a gap that holds gaps of its own is answered when all of those are.

    To mend: name the gap's id, or the block or section around it, in the `answers=` of a
    recommendation; or write the recommendation.
    """
    for evidence in unanswered(context.document, context.filing.layout):
        name = f"`{evidence.id}`" if evidence.id else f"“{_short(evidence.text)}”"
        yield Fault(
            evidence.location,
            f"no recommendation answers the gap {name}",
            f'Write answers="{evidence.id}" in a recommendation.'
            if evidence.id
            else "Give it an id, and name that in the answers= of a recommendation.",
        )


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57].rstrip() + "..."
