"""Ids, themes and references: does each name one thing, and a thing that is there?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shadowkit.checking.registry import Fault, SubmissionContext, dossier_check, submission_check
from shadowkit.diagnostics import Severity, did_you_mean
from shadowkit.location import Location
from shadowkit.model.authored import ABlock, ASection, Dossier, Node, inlines_of, walk
from shadowkit.model.inline import AEmphasis, AInline, ALink, ANote, ASpan, Attributes
from shadowkit.model.kinds import Keys, ProposedQuestionKeys


@submission_check("SK101", "reference-to-nothing", Severity.ERROR)
def reference_to_nothing(context: SubmissionContext) -> Iterable[Fault]:
    """A reference (`@para:id`) or an `answers=` names an id that nothing in the dossier has.

    The reader would be sent to a paragraph that does not exist. Often a spelling mistake,
    or a block that was renamed.

    To mend: give the id of the block, span or section meant; the hint names the nearest one.
    """
    known = set(_ids(context.dossier))
    for missing in context.document.unresolved:
        if missing.prefix not in ("source", "earlier") and missing.reason == "missing":
            if missing.id in known:
                yield Fault(
                    missing.location,
                    f"`{missing.id}` is not what `@{missing.prefix}:` refers to",
                    "Use @para: for blocks and spans, @section: for sections, @table: for tables, "
                    "@rec: for recommendations, @note: for notes.",
                )
            else:
                yield Fault(
                    missing.location,
                    f"nothing in the dossier has the id `{missing.id}`",
                    _near(missing.id, known),
                )
    answers = [
        (answer.id, answer.location)
        for asked in context.document.recommendations
        for answer in asked.answers
        if answer.state == "missing"
    ]
    for block in context.assembly.blocks():
        if isinstance(block.keys, ProposedQuestionKeys):
            named = block.attributes.words("answers")
            answers += [(id, place) for id, place in named if id not in known | {"*"}]
    for id, place in answers:
        yield Fault(place, f"nothing in the dossier has the id `{id}`", _near(id, known))


@submission_check("SK106", "reference-not-printed", Severity.ERROR)
def reference_not_printed(context: SubmissionContext) -> Iterable[Fault]:
    """A reference points at something that this submission does not print, or that has no
    number in it.

    A block may be left out of one submission by `only` or `not`, or taken by no section of
    its layout; recommendations and headings may have no numbers.

    To mend: let the block into the submission, or word the sentence without the reference.
    """
    for missing in context.document.unresolved:
        if missing.reason == "absent":
            yield Fault(
                missing.location,
                f"this submission does not print `{missing.id}`",
                "Let the block into the submission, or word the sentence without the reference.",
            )
        elif missing.reason == "unnumbered":
            yield Fault(
                missing.location,
                f"`{missing.id}` has no number in this submission",
                "Refer to a numbered paragraph, or number the paragraphs: "
                "`options: {numbering: paragraphs}`.",
            )
    for asked in context.document.recommendations:
        for answer in asked.answers:
            if answer.state == "absent":
                yield Fault(
                    answer.location,
                    f"the recommendation rests on `{answer.id}`, which this submission does "
                    "not print",
                    "Let that block into the submission, or name evidence that is in it.",
                )


@dossier_check("SK102", "id-repeated", Severity.ERROR)
def id_repeated(dossier: Dossier) -> Iterable[Fault]:
    """Two blocks, spans or sections of one submission carry the same id.

    A reference could mean either. Two may share an id only where `only` and `not` never let
    them meet in one submission (a translation of a block, for example).

    To mend: give one of them an id of its own, and check the references to it.
    """
    names = tuple(dossier.settings.submissions)
    seen: dict[str, list[tuple[Location, frozenset[str]]]] = {}
    for id, location, shown in _identified(dossier, names):
        for first, others in seen.setdefault(id, []):
            if shown & others:
                yield Fault(
                    location,
                    f"the id `{id}` is used a second time; the first is at "
                    f"{first.path}:{first.line}",
                    "Give one of the two another id.",
                )
                break
        seen[id].append((location, shown))


@dossier_check("SK107", "theme-unknown", Severity.WARNING)
def theme_unknown(dossier: Dossier) -> Iterable[Fault]:
    """A `theme=` is not among the `themes` of shadowkit.yaml.

    The themes there give the order and the titles of the collected recommendations; one
    that is missing prints its bare id as a title, after all others.

    To mend: add it under `themes:` with its title, or correct the spelling.
    """
    known = set(dossier.settings.themes)
    for own in dossier.settings.submissions.values():
        known |= set(own.themes)
    for attributes, _keys in _attributes(dossier):
        theme = attributes.get("theme")
        if theme is not None and theme.value not in known:
            hint = did_you_mean(theme.value, known) or "Add it under `themes:` in shadowkit.yaml."
            yield Fault(theme.value_location, f"there is no theme `{theme.value}`", hint)


@dossier_check("SK108", "submission-unknown", Severity.ERROR)
def submission_unknown(dossier: Dossier) -> Iterable[Fault]:
    """`only=` or `not=` names a submission that shadowkit.yaml does not have.

    The block would be left out of, or let into, the wrong documents.

    To mend: write the name as it stands under `submissions:`.
    """
    known = list(dossier.settings.submissions)
    for attributes, _keys in _attributes(dossier):
        for name in ("only", "not"):
            for word, location in attributes.words(name):
                if word not in known:
                    yield Fault(
                        location,
                        f"there is no submission `{word}`",
                        did_you_mean(word, known),
                    )


# --- helpers --------------------------------------------------------------------------


def _near(id: str, known: set[str]) -> str:
    near = did_you_mean(id, known)
    return near if near.startswith("Did") else "Give the id of a block, span or section."


def _ids(dossier: Dossier) -> Iterator[str]:
    for id, _location, _shown in _identified(dossier, ("",)):
        yield id


def _shown(keys: Keys, names: frozenset[str]) -> frozenset[str]:
    only = names & set(keys.only) if keys.only else names
    return only - set(keys.not_)


def _identified(
    dossier: Dossier, names: tuple[str, ...]
) -> Iterator[tuple[str, Location, frozenset[str]]]:
    """Every id with its place and the submissions it is shown in."""
    for section in dossier.sections:
        yield from _in_section(section, frozenset(names))
    for annex, sections in dossier.annexes.items():
        shown = {name for name in names if not name or annex in _annexes(dossier, name)}
        for section in sections:
            yield from _in_section(section, frozenset(shown))


def _annexes(dossier: Dossier, submission: str) -> tuple[str, ...]:
    return dossier.settings.submissions[submission].annexes


def _in_section(
    section: ASection, names: frozenset[str]
) -> Iterator[tuple[str, Location, frozenset[str]]]:
    shown = _shown(section.keys, names)
    if section.attributes.id_location is not None:
        yield section.id, section.attributes.id_location, shown
    yield from _in_spans((section.title,), shown)
    for part in section.parts:
        if isinstance(part, ASection):
            yield from _in_section(part, shown)
        else:
            yield from _in_block(part, shown)


def _in_block(
    block: ABlock, names: frozenset[str]
) -> Iterator[tuple[str, Location, frozenset[str]]]:
    shown = _shown(block.keys, names)
    if block.attributes.id_location is not None:
        yield block.id, block.attributes.id_location, shown
    yield from _in_spans(inlines_of(block.nodes, nested=False), shown)
    for inner in _inner_blocks(block.nodes):
        yield from _in_block(inner, shown)


def _in_spans(
    contents: Iterable[tuple[AInline, ...]], names: frozenset[str]
) -> Iterator[tuple[str, Location, frozenset[str]]]:
    """The ids of spans, each place once: a note used twice by its label is one text."""
    seen: set[Location] = set()
    for content in contents:
        for id, place, shown in _in_inlines(content, names):
            if place not in seen:
                seen.add(place)
                yield id, place, shown


def _in_inlines(
    content: tuple[AInline, ...], names: frozenset[str]
) -> Iterator[tuple[str, Location, frozenset[str]]]:
    for node in content:
        shown = _shown(node.keys, names) if isinstance(node, ASpan) else names
        if isinstance(node, ASpan) and node.attributes.id_location is not None:
            yield node.attributes.id, node.attributes.id_location, shown
        if isinstance(node, (AEmphasis, ALink, ASpan)):
            yield from _in_inlines(node.content, shown)
        elif isinstance(node, ANote):
            for paragraph in node.paragraphs:
                yield from _in_inlines(paragraph, shown)


def _inner_blocks(nodes: Iterable[Node]) -> Iterator[ABlock]:
    for node in nodes:
        if isinstance(node, ABlock):
            yield node


def _attributes(dossier: Dossier) -> Iterator[tuple[Attributes, Keys]]:
    """What was written in braces, everywhere."""
    for section in dossier.all_sections():
        yield section.attributes, section.keys
        for node in walk(section.title):
            if isinstance(node, ASpan):
                yield node.attributes, node.keys
    blocks = list(dossier.blocks())
    while blocks:
        block = blocks.pop()
        yield block.attributes, block.keys
        blocks.extend(_inner_blocks(block.nodes))
        for content in inlines_of(block.nodes, nested=False):
            for node in walk(content):
                if isinstance(node, ASpan):
                    yield node.attributes, node.keys
