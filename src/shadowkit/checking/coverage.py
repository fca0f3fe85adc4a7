"""Evidence both ways: what no recommendation answers, and what rests on nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shadowkit.checking.registry import Fault, SubmissionContext, submission_check
from shadowkit.diagnostics import Severity
from shadowkit.model.assembly import Placed
from shadowkit.model.authored import ABlock, ASection, inlines_of, walk
from shadowkit.model.evidence import unanswered
from shadowkit.model.inline import ASpan, authored_text
from shadowkit.model.requests import has_requests, is_request


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


_WIDE = 5


@submission_check("SK120", "evidence-too-wide", Severity.INFO)
def evidence_too_wide(context: SubmissionContext) -> Iterable[Fault]:
    """A recommendation names a whole section or many paragraphs as its evidence.

    "(paras. 15–19)" leaves it to the reader which of the five is meant, and where each gap has
    a recommendation, nobody sees which one has none. Fewer than five paragraphs are left
    alone, and so is `answers="*"`.

    To mend: name the gaps themselves. Nothing, where it does rest on all of them.
    """
    for asked in context.document.recommendations:
        numbers = {number for answer in asked.answers for number in answer.numbers}
        if len(numbers) >= _WIDE:
            yield Fault(
                asked.answers[0].location,
                f"the recommendation “{_short(asked.text)}” rests on {len(numbers)} paragraphs",
                "Name the gaps that it answers.",
            )


@submission_check("SK119", "section-without-recommendation", Severity.INFO)
def section_without_recommendation(context: SubmissionContext) -> Iterable[Fault]:
    """A section of evidence leads to no recommendation: none stands in it, and none names
    anything in it.

    Readers ask what follows from it. Sections whose layout expects no answer (justification,
    methodology ...) are left out, and so are those with a gap, of which SK105 speaks, and
    submissions without any recommendation.

    To mend: name what it says in the `answers=` of a recommendation, or write one. Nothing,
    where it only gives the background.
    """
    if not context.document.recommendations:
        return
    named = {answer.id for one in context.document.recommendations for answer in one.answers}
    for placed in context.assembly.placed:
        if placed.section.expects:
            for section, parts in _sections(placed):
                blocks = [block for part in parts for block in _blocks(part)]
                if _says_something(blocks) and not _leads_on(section, blocks, named):
                    yield Fault(
                        section.location,
                        f"nothing in the section “{_short(authored_text(section.title))}” leads "
                        "to a recommendation",
                        "Name it in the `answers=` of a recommendation, or write one.",
                    )


def _sections(placed: Placed) -> Iterator[tuple[ASection, tuple[ABlock | ASection, ...]]]:
    """The authored sections that a section of the layout takes."""
    if placed.heading is not None:
        yield placed.heading, placed.parts
        return
    for part in placed.parts:
        if isinstance(part, ASection) and part.title:
            yield part, part.parts


def _blocks(part: ABlock | ASection) -> Iterator[ABlock]:
    if isinstance(part, ASection):
        yield from part.blocks()
    else:
        yield part


def _says_something(blocks: list[ABlock]) -> bool:
    """Whether there is more than places still to be filled in."""
    texts = (authored_text(content) for block in blocks for content in inlines_of(block.nodes))
    return any(text.strip() and not text.lstrip().startswith("[") for text in texts)


def _leads_on(section: ASection, blocks: list[ABlock], named: set[str]) -> bool:
    ids = {inner.id for inner in section.sections()} | {block.id for block in blocks}
    for block in blocks:
        for content in inlines_of(block.nodes):
            spans = [node for node in walk(content, notes=False) if isinstance(node, ASpan)]
            ids |= {span.attributes.id for span in spans}
            if has_requests(content) or any(span.attributes.kind == "gap" for span in spans):
                return True
    asks = any(is_request(block) or block.kind in ("gap", "proposed-question") for block in blocks)
    return asks or not named.isdisjoint(ids)


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57].rstrip() + "..."
