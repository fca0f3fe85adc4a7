"""Sections and front matter: is all there that the layout and the mechanism ask for, and is
all printed that was written?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shadowkit.checking.registry import Fault, SubmissionContext, submission_check
from shadowkit.diagnostics import Severity, closest
from shadowkit.location import Location
from shadowkit.model.authored import ABlock, ASection, inlines_of, walk
from shadowkit.model.inline import ASpan, Attributes, authored_text


@submission_check("SK203", "section-missing", Severity.WARNING)
def section_missing(context: SubmissionContext) -> Iterable[Fault]:
    """A section that the layout requires has no content.

    Readers of this form look for it. What a layout requires is the layout's own, not the
    mechanism's; it never stops a build.

    To mend: write it under a heading with the section's id; or use a copy of the layout
    that does not require it.
    """
    inline = context.filing.option("recommendations") == "inline"
    for placed in context.assembly.placed:
        section = placed.section
        collects = any(query.generated == "recommendations" for query in section.queries)
        if collects and inline:
            continue  # each stands in the section it was written in
        if section.required and not (placed.parts or placed.groups or placed.lists):
            yield Fault(
                context.place("layout"),
                f"the section `{section.id}` is missing",
                f"Write it under a heading with this id: `# Title {{#{section.id}}}`.",
                f"layout {context.filing.layout.id}",
            )


@submission_check("SK204", "section-unknown", Severity.WARNING)
def section_unknown(context: SubmissionContext) -> Iterable[Fault]:
    """No section of the layout takes anything of this authored section, so that none of it
    is printed in this submission.

    To mend: give its heading the id of one of the layout's sections, place its blocks under
    other headings, or keep it out on purpose with `not="submission"`.
    """
    known = [
        query.section
        for section in context.filing.layout.sections
        for query in section.queries
        if query.section
    ]
    for section in context.assembly.unknown:
        near = closest(section.id, known) if section.id else ""
        if not list(section.blocks()):
            continue
        yield Fault(
            section.location,
            f"this section{_called(section)} is not printed: the layout "
            f"{context.filing.layout.id} has no such section",
            f"Did you mean `{near}`?" if near else "Its sections: " + ", ".join(known) + ".",
        )


@submission_check("SK205", "block-not-printed", Severity.WARNING)
def block_not_printed(context: SubmissionContext) -> Iterable[Fault]:
    """No section of the layout takes this block, so that it is not printed.

    To mend: place it under a heading whose section the layout has, or keep it out of this
    submission on purpose with `not="submission"`.
    """
    unknown = {block.key for section in context.assembly.unknown for block in section.blocks()}
    for block in context.assembly.untaken:
        if block.key not in unknown:
            yield Fault(
                block.location,
                f"no section of the layout {context.filing.layout.id} takes this block",
                f'Place it in a section that does, or write not="{context.filing.name}".',
            )


@submission_check("SK206", "section-order", Severity.INFO)
def section_order(context: SubmissionContext) -> Iterable[Fault]:
    """A section stands elsewhere in the files than the layout prints it.

    It is printed in the layout's place; this only says so. In a dossier of several submissions
    the files cannot follow all their layouts, and nothing is said.

    To mend: nothing, or rename the files so that they follow the layout.
    """
    if len(context.dossier.settings.submissions) > 1:
        return
    printed = {placed.section.id: n for n, placed in enumerate(context.assembly.placed)}
    written = [section for section in context.assembly.order if section.id in printed]
    kept = _longest_rising([printed[section.id] for section in written])
    for position, section in enumerate(written):
        if position not in kept:
            before = next((s for s in written if printed[s.id] > printed[section.id]), None)
            yield Fault(
                section.location,
                f"the section `{section.id}` is printed in the layout's place"
                + (f", before `{before.id}`" if before else ""),
            )


def _longest_rising(numbers: list[int]) -> set[int]:
    """The positions of a longest rising run: all but those are out of order."""
    best: list[list[int]] = []
    for position, number in enumerate(numbers):
        before = [run for run in best if numbers[run[-1]] < number]
        best.append([*_longest(before), position])
    return set(_longest(best))


def _longest(runs: list[list[int]]) -> list[int]:
    return max(runs, key=len) if runs else []


@submission_check("SK211", "section-empty", Severity.WARNING)
def section_empty(context: SubmissionContext) -> Iterable[Fault]:
    """A heading has nothing under it in the content files; it is printed all the same.

    One whose blocks are kept out by `only` or `not`, or print elsewhere, is left out.

    To mend: write the section, or remove its heading.
    """
    for section in context.assembly.order:
        for inner in section.sections():
            if not inner.parts and inner.location in context.assembly.empty:
                yield Fault(
                    inner.location,
                    f"this section{_called(inner)} has no text",
                    "Write it, or remove its heading.",
                )


@submission_check("SK207", "submitters-missing", Severity.WARNING)
def submitters_missing(context: SubmissionContext) -> Iterable[Fault]:
    """No submitter is named.

    Mechanisms want the names of all who submit at the beginning of the document; the cover
    prints them from `submitters:`.

    To mend: name them in shadowkit.yaml, with acronym, contact and a few words on each.
    """
    mechanism = context.filing.mechanism
    rule = mechanism.rules.submitters_named if mechanism else None
    if rule and rule.value and not context.filing.settings.submitters:
        yield Fault(
            context.place("submitters"),
            "no submitter is named; all names stand at the beginning of the submission",
            "List them under `submitters:`.",
            rule.authority,
            rule.confidence.severity,
        )


@submission_check("SK217", "cover-incomplete", Severity.WARNING)
def cover_incomplete(context: SubmissionContext) -> Iterable[Fault]:
    """The cover does not name what the mechanism wants to find on it: the State, the date, the
    session, an address to write to.

    Secretariats file submissions by these. Which of them a mechanism asks for is its own rule;
    title and submitters have findings of their own.

    To mend: `state:`, `date:`, `session:`, and `email:` of a submitter, in shadowkit.yaml.
    """
    mechanism, settings = context.filing.mechanism, context.filing.settings
    rule = mechanism.rules.cover if mechanism else None
    if rule is None:
        return
    named = {
        "state": bool(settings.state or settings.state_name),
        "date": settings.date is not None,
        "session": bool(settings.session),
        "contact": any(one.email for one in settings.submitters) or not settings.submitters,
    }
    missing = [part for part in rule.value if not named[part]]
    if missing:
        yield Fault(
            context.place("mechanism"),
            f"the cover does not name {_listed([_PARTS[part][0] for part in missing])}",
            f"Write {_listed([_PARTS[part][1] for part in missing])}.",
            rule.authority,
            rule.confidence.severity,
        )


_PARTS = {
    "state": ("the State", "`state:`"),
    "date": ("the date", "`date:`"),
    "session": ("the session", "`session:`"),
    "contact": ("an e-mail address", "`email:` of a submitter"),
}


def _listed(words: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


@submission_check("SK209", "paragraphs-unnumbered", Severity.WARNING)
def paragraphs_unnumbered(context: SubmissionContext) -> Iterable[Fault]:
    """The paragraphs of the submission are not numbered.

    Secretariats cite submissions by paragraph; one without numbers is cited by page.

    To mend: `options: {numbering: paragraphs}`.
    """
    mechanism = context.filing.mechanism
    rule = mechanism.rules.paragraph_numbers if mechanism else None
    if rule and rule.value and context.filing.option("numbering") == "none":
        yield Fault(
            context.place("options", "numbering"),
            "the paragraphs are not numbered",
            "Write `options: {numbering: paragraphs}`.",
            rule.authority,
            rule.confidence.severity,
        )


@submission_check("SK210", "language-not-taken", Severity.WARNING)
def language_not_taken(context: SubmissionContext) -> Iterable[Fault]:
    """The submission is in a language that the mechanism is not known to take.

    To mend: file it in one of the languages named, or add a translation.
    """
    mechanism = context.filing.mechanism
    rule = mechanism.rules.languages if mechanism else None
    language = context.filing.settings.language.partition("-")[0]
    if rule and language not in rule.value:
        yield Fault(
            context.place("language"),
            f"the submission is in `{language}`; taken are {', '.join(rule.value)}",
            "",
            rule.authority,
            rule.confidence.severity,
        )


@submission_check("SK212", "title-missing", Severity.WARNING)
def title_missing(context: SubmissionContext) -> Iterable[Fault]:
    """The submission has no title, so that its cover and the file's properties have none.

    To mend: `title:` in shadowkit.yaml.
    """
    if not context.document.title:
        yield Fault(context.place("title"), "the submission has no title", "Write `title:`.")


@submission_check("SK213", "draft-block", Severity.WARNING)
def draft_block(context: SubmissionContext) -> Iterable[Fault]:
    """A block, span or section of the submission is marked `status=draft`.

    To mend: finish it and write `status=review` or `status=agreed`, or build with --draft.
    """
    for top in context.assembly.order:
        for section in top.sections():
            if section.keys.status == "draft":
                yield _draft("section", section.attributes, section.location)
        for block in top.blocks():
            yield from _drafts(block)


def _drafts(block: ABlock) -> Iterator[Fault]:
    if block.keys.status == "draft":
        yield _draft("block", block.attributes, block.location)
    for content in inlines_of(block.nodes, nested=False):
        for node in walk(content):
            if isinstance(node, ASpan) and node.keys.status == "draft":
                yield _draft("span", node.attributes, node.location)
    for inner in block.nodes:
        if isinstance(inner, ABlock):
            yield from _drafts(inner)


def _draft(what: str, attributes: Attributes, location: Location) -> Fault:
    where = attributes.get("status")
    return Fault(
        where.value_location if where else location,
        f"this {what} is marked as a draft",
        "Write status=agreed when it is finished.",
    )


def _called(section: ASection) -> str:
    if section.id:
        return f" (`{section.id}`)"
    title = authored_text(section.title)
    return f" (“{title[:40]}”)" if title else ""
