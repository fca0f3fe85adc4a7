"""What a submission makes of earlier recommendations: which of them it passes over, and whether
it may follow those that it follows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from shadowkit.checking.gathered import called, listed
from shadowkit.checking.registry import Fault, SubmissionContext, submission_check
from shadowkit.diagnostics import Severity
from shadowkit.model.followup import Standing, is_addressed_to, is_later, made_on


@submission_check("SK128", "earlier-unanswered", Severity.INFO)
def earlier_unanswered(context: SubmissionContext) -> Iterable[Fault]:
    """Earlier recommendations on themes of the submission are spoken of nowhere in it: no block
    names them, no recommendation follows them, and nothing that is printed is evidence of what
    became of them.

    The State was asked before, and who reviews it looks for what it did. The themes are those
    under `themes:` and those of the blocks; themes that an import brought count where their ids
    are the same. One remark names the first of all that there are. Left alone is what has
    `status: cannot-assess`, for somebody looked at it; what a later one replaces; what a later
    one repeats or sharpens, where the submission speaks of that or it is among those named;
    what was made after the date of the submission or addressed to other States; and submissions
    that are filed nowhere.

    To mend: name what shows it in `assessment:`, with `evidence:`; follow it in a recommendation
    (`follows=`); print it (a block of kind `earlier`). Or say that you cannot tell:
    `assessment: {status: cannot-assess}`.
    """
    if context.filing.mechanism is None:
        return
    themes = {*context.filing.settings.themes}
    themes |= {block.keys.theme for block in context.assembly.blocks()}
    themes |= {asked.theme for asked in context.document.recommendations}
    known = {one.id: one for one in context.standings}
    on_themes = [
        one for one in known.values() if not themes.isdisjoint(one.registered.recommendation.themes)
    ]
    dealt = {one.id for one in known.values() if one.answered or one.status == "cannot-assess"}
    dealt |= _gone_back_to(dealt, known)
    replaced = {
        id for one in known.values() for id in one.registered.recommendation.relation.replaces
    }
    left = {one.id for one in on_themes} - dealt - replaced
    left -= _gone_back_to(left, known)
    if left:
        entries = [one.registered for one in on_themes if one.id in left]
        yield Fault(
            context.place(),
            f"nothing is said of {len(left)} of the {len(on_themes)} earlier recommendations on "
            f"the themes of the submission: {listed(entries)}",
            "Name what shows what became of them in `assessment:`, or follow them.",
        )


def _gone_back_to(ids: Iterable[str], known: Mapping[str, Standing]) -> set[str]:
    """What the entries repeat, sharpen or replace, and what that does in turn."""
    found: set[str] = set()
    waiting = list(ids)
    while waiting:
        relation = known[waiting.pop()].registered.recommendation.relation
        for id in (*relation.repeats, *relation.sharpens, *relation.replaces):
            if id in known and id not in found:
                found.add(id)
                waiting.append(id)
    return found


@submission_check("SK135", "follows-replaced", Severity.INFO)
def follows_replaced(context: SubmissionContext) -> Iterable[Fault]:
    """A recommendation follows an earlier one in whose place a later one stands, by
    `relation: {replaces: [...]}` in recommendations.yaml.

    The State will be asked about the later one. Where `follows=` names both, or the later one
    was made after the date of the submission, nothing is said.

    To mend: name the later one in `follows=`.
    """
    known = {one.id: one for one in context.standings}
    for asked in context.document.recommendations:
        named = {id for one in asked.follows for id in one.ids}
        for followed in asked.follows:
            standing = known.get(followed.ids[0]) if len(followed.ids) == 1 else None
            later = [id for id in standing.replaced_by if id in known] if standing else []
            if later and named.isdisjoint(later):
                by = ", ".join(called(known[id].registered) for id in later)
                yield Fault(
                    followed.location,
                    f"the earlier recommendation `{followed.name}` was replaced by {by}",
                    f'Write follows="{" ".join(later)}".',
                )


@submission_check("SK136", "follows-elsewhere", Severity.WARNING)
def follows_elsewhere(context: SubmissionContext) -> Iterable[Fault]:
    """A recommendation follows an earlier one that was addressed to other States only, or made
    after the date of the submission.

    What it follows is printed in its note, and the reader finds nothing there. As much of the
    two dates is compared as both have; where `updated:` says when the submission was revised,
    that day counts too.

    To mend: correct the name in `follows=`, or `to` or `date` of the entry.
    """
    settings = context.filing.settings
    days = [day for day in (settings.date, settings.updated) if day is not None]
    for asked in context.document.recommendations:
        for followed in asked.follows:
            if len(followed.ids) != 1:
                continue
            entry = context.dossier.register.by_id[followed.ids[0]].recommendation
            made = made_on(entry, context.dossier.sources)
            if not is_addressed_to(entry, settings.state):
                wrong = f"is addressed to {', '.join(entry.to)}, not to {settings.state}"
            elif days and is_later(made, max(days)):
                wrong = f"is of {made}, and the submission of {max(days)}"
            else:
                continue
            yield Fault(
                followed.location,
                f"the earlier recommendation `{followed.name}` {wrong}",
                "Correct the name, or the entry in recommendations.yaml.",
            )
