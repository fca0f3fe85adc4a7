"""Word limits: the mechanism's, under every plausible reading, and the author's budgets."""

from __future__ import annotations

from collections.abc import Iterable

from shadowkit.checking.registry import Fault, SubmissionContext, submission_check
from shadowkit.diagnostics import Severity, did_you_mean
from shadowkit.model.readings import readings, section_words, word_limit


@submission_check("SK202", "submission-over-limit", Severity.ERROR)
def submission_over_limit(context: SubmissionContext) -> Iterable[Fault]:
    """The submission has more words than the mechanism takes.

    Word programs count differently (dashes, Chinese characters), and mechanisms often do
    not say whether notes or the cover count. Every plausible reading is counted: over the
    limit in all of them is reported as heavily as the rule's source can be trusted, over it
    in some is a warning that names them. Where a mechanism takes more of joint submissions,
    that limit holds for those of several submitters, of a coalition or of a network.

    To mend: shorten; `shadowkit count` shows where the words are. `variant: short` with
    `::: short` wordings keeps both lengths in one dossier.
    """
    mechanism = context.filing.mechanism
    rule = word_limit(context.filing)
    if mechanism is None or rule is None:
        return
    counted = list(readings(mechanism, context.document.counts))
    over = [reading for reading in counted if reading.words > rule.value]
    if not over:
        return
    place = context.place("mechanism")
    least = min(reading.words for reading in counted)
    if len(over) == len(counted):
        yield Fault(
            place,
            f"at least {least:,} words, and {mechanism.id} takes {rule.value:,}: over the "
            "limit however one counts",
            "`shadowkit count` shows the words by section.",
            rule.authority,
            rule.confidence.severity,
        )
        return
    named = "; ".join(f"{r.name}, as {r.count} counts: {r.words:,}" for r in over)
    counting = mechanism.rules.counting
    yield Fault(
        place,
        f"over the limit of {rule.value:,} words in {len(over)} of {len(counted)} readings "
        f"({named})",
        "It is not known which reading the secretariat uses; staying below in all is safe.",
        counting.authority if counting else rule.authority,
        Severity.WARNING if rule.confidence.severity is Severity.ERROR else Severity.INFO,
    )


@submission_check("SK215", "thematic-over-limit", Severity.INFO)
def thematic_over_limit(context: SubmissionContext) -> Iterable[Fault]:
    """The submission has more words than the mechanism takes of a report on one theme.

    Some mechanisms have two limits. Which one holds depends on what the report covers, which
    the program cannot know; this only reminds of the lower one.

    To mend: nothing where the report covers the whole treaty; else shorten it.
    """
    mechanism = context.filing.mechanism
    rule = mechanism.rules.words_thematic if mechanism else None
    if mechanism is None or rule is None:
        return
    least = min(reading.words for reading in readings(mechanism, context.document.counts))
    if least > rule.value:
        yield Fault(
            context.place("mechanism"),
            f"{least:,} words; a report on one theme may have {rule.value:,}",
            "Shorten it, unless it covers the whole treaty.",
            rule.authority,
            Severity.INFO,
        )


@submission_check("SK201", "section-over-limit", Severity.WARNING)
def section_over_limit(context: SubmissionContext) -> Iterable[Fault]:
    """A section has more words than the submission's own `budgets:` give it.

    Budgets are the author's, so that one section does not eat up another's words.

    To mend: shorten the section, or change its budget.
    """
    known = {counts.id: counts for counts in context.document.section_counts}
    for id, budget in context.filing.settings.budgets.items():
        place = context.place("budgets", id)
        if context.filing.layout.section(id) is None:
            hint = did_you_mean(id, (s.id for s in context.filing.layout.sections))
            yield Fault(place, f"the layout has no section `{id}`", hint)
        elif id in known:
            words = section_words(known[id].counts)
            if words > budget:
                yield Fault(
                    place,
                    f"the section `{id}` has {words:,} words, its budget is {budget:,}",
                    "Shorten the section, or give it a larger budget.",
                )
