"""What may become public: the submission itself, and what is confidential in it."""

from __future__ import annotations

from collections.abc import Iterable

from shadowkit.checking.registry import Fault, SubmissionContext, submission_check
from shadowkit.diagnostics import Severity
from shadowkit.model.authored import ABlock, inlines_of, walk
from shadowkit.model.inline import AInline, ASpan


@submission_check("SK208", "not-public", Severity.ERROR)
def not_public(context: SubmissionContext) -> Iterable[Fault]:
    """The submission is marked `public: false`, and the mechanism publishes all of them.

    Whoever writes to it in confidence endangers those who gave the information: names and
    text will be online and in the hands of the State under review.

    To mend: `public: true`, with nothing in it that must stay confidential; or choose a
    mechanism that takes confidential information. Where there is a risk of reprisals, an
    international organisation may submit instead.
    """
    mechanism = context.filing.mechanism
    rule = mechanism.rules.public if mechanism else None
    if rule and rule.value and context.filing.settings.public is False:
        yield Fault(
            context.place("public"),
            "all submissions to this mechanism are published, with the names of those who submit",
            "Write `public: true`, and take out what must stay confidential.",
            rule.authority,
            rule.confidence.severity,
        )


@submission_check("SK214", "publicity-unstated", Severity.ERROR)
def publicity_unstated(context: SubmissionContext) -> Iterable[Fault]:
    """The submission does not say whether it may become public, and the mechanism asks every
    organisation to say so.

    What is not marked may be published, or treated as confidential when it was meant to be
    seen. Either can harm.

    To mend: `public: true` or `public: false` in the submission's settings.
    """
    mechanism = context.filing.mechanism
    rule = mechanism.rules.public_stated if mechanism else None
    if rule and rule.value and context.filing.settings.public is None:
        yield Fault(
            context.place("mechanism"),
            "it is not said whether the submission may become public",
            "Write `public: true` or `public: false`.",
            rule.authority,
            rule.confidence.severity,
        )


@submission_check("SK501", "confidential-in-public", Severity.ERROR)
def confidential_in_public(context: SubmissionContext) -> Iterable[Fault]:
    """A block or span marked `confidential=true` stands in a submission that becomes public.

    To mend: keep it out with `not="submission"`, or write a wording that endangers nobody
    and is not confidential.
    """
    if not context.filing.public:
        return
    untaken = {block.key for block in context.assembly.untaken}
    for top in context.assembly.order:
        for section in top.sections():
            yield from _confidential_words(section.title)
        for block in top.blocks():
            if block.key not in untaken:
                yield from _confidential(block)


def _confidential(block: ABlock) -> Iterable[Fault]:
    if block.keys.confidential:
        where = block.attributes.get("confidential")
        yield Fault(
            where.name_location if where else block.location,
            "this block is confidential, and the submission becomes public",
            'Keep it out of this submission with not="...".',
        )
        return
    for content in inlines_of(block.nodes, nested=False):
        yield from _confidential_words(content)
    for node in block.nodes:
        if isinstance(node, ABlock):
            yield from _confidential(node)


def _confidential_words(content: tuple[AInline, ...]) -> Iterable[Fault]:
    for inline in walk(content):
        if isinstance(inline, ASpan) and inline.keys.confidential:
            yield Fault(
                inline.location,
                "these words are confidential, and the submission becomes public",
                'Make them a block of their own, and keep it out with not="...".',
            )
