"""Earlier recommendations: does each word that names one name just one, and is what the
register says of them in the dossier?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shadowkit.checking.registry import Fault, SubmissionContext, dossier_check, submission_check
from shadowkit.diagnostics import Severity, closest, did_you_mean
from shadowkit.location import Location
from shadowkit.model.authored import ABlock, ASection, Dossier, inlines_of, walk
from shadowkit.model.inline import ANote, ASpan
from shadowkit.model.kinds import EarlierKeys, Keys
from shadowkit.model.register import Register


@submission_check("SK109", "earlier-unknown", Severity.ERROR)
def earlier_unknown(context: SubmissionContext) -> Iterable[Fault]:
    """A word names no earlier recommendation, or several: in `follows=`, `ref=` or
    `@earlier:`.

    An earlier recommendation is named by its id in recommendations.yaml, or by its number
    where only one has that number (bodies number anew in each document).

    To mend: write the id; the hint names the nearest, or those that share the number.
    """
    register = context.dossier.register
    for name, place in _named(context):
        ids = tuple(entry.id for entry in register.named(name))
        if len(ids) > 1:
            yield Fault(
                place,
                f"several earlier recommendations have the number `{name}`",
                "Write the id of the one that is meant: " + ", ".join(ids[:8]) + ".",
            )
        elif not ids:
            known = [*register.by_id, *register.numbers()]
            near = closest(name, known)
            yield Fault(
                place,
                f"there is no earlier recommendation `{name}`",
                f"Did you mean `{near}`?" if near else "Add it to recommendations.yaml.",
            )


def _named(context: SubmissionContext) -> Iterator[tuple[str, Location]]:
    for asked in context.document.recommendations:
        for followed in asked.follows:
            yield followed.name, followed.location
    for unresolved in context.document.unresolved:
        if unresolved.prefix == "earlier":
            yield unresolved.id, unresolved.location
    for section in context.assembly.order:
        for block in section.blocks():
            if isinstance(block.keys, EarlierKeys) and block.keys.ref:
                where = block.attributes.get("ref")
                yield block.keys.ref, where.value_location if where else block.location


@dossier_check("SK110", "register-names-nothing", Severity.ERROR)
def register_names_nothing(dossier: Dossier) -> Iterable[Fault]:
    """An entry of recommendations.yaml names something that the dossier does not have: a
    source, a block as evidence of its assessment, or another entry.

    What is said there is printed and counted; a name that leads nowhere is often a block
    that was renamed.

    To mend: correct the name, or add what it names.
    """
    register = dossier.register
    ids = {id for id, _keys in identified(dossier)}
    for entry in register:
        recommendation = entry.recommendation
        if recommendation.source and recommendation.source not in dossier.sources:
            hint = _near(recommendation.source, dossier.sources, "Add it to sources.yaml.")
            yield Fault(
                entry.place("source"),
                f"the source `{recommendation.source}` is not registered",
                hint,
            )
        for number, id in enumerate(recommendation.assessment.evidence):
            if id not in ids:
                hint = _near(id, ids, "Give the id of a block, span or section.")
                place = entry.place("assessment", "evidence", number)
                yield Fault(place, f"nothing in the dossier has the id `{id}`", hint)
        yield from _relations(entry.id, register)


def _relations(id: str, register: Register) -> Iterator[Fault]:
    entry = register.by_id[id]
    for kind in ("repeats", "sharpens", "replaces"):
        for number, name in enumerate(getattr(entry.recommendation.relation, kind)):
            if name not in register.by_id:
                hint = _near(name, register.by_id, "Write the id of an entry of this file.")
                place = entry.place("relation", kind, number)
                yield Fault(place, f"there is no earlier recommendation `{name}`", hint)


def _near(name: str, known: Iterable[str], otherwise: str) -> str:
    near = closest(name, known)
    return f"Did you mean `{near}`?" if near else otherwise


def identified(dossier: Dossier) -> Iterator[tuple[str, Keys]]:
    """The sections, blocks and spans of the dossier that have an id, with their keys."""
    for section in dossier.all_sections():
        if section.id:
            yield section.id, section.keys
    blocks = list(dossier.blocks())
    while blocks:
        block = blocks.pop()
        if block.id:
            yield block.id, block.keys
        blocks += [node for node in block.nodes if isinstance(node, ABlock)]
        for content in inlines_of(block.nodes, nested=False):
            for node in walk(content, notes=False):
                if isinstance(node, ASpan) and node.attributes.id:
                    yield node.attributes.id, node.keys


@submission_check("SK111", "addressee-unknown", Severity.WARNING)
def addressee_unknown(context: SubmissionContext) -> Iterable[Fault]:
    """`to=` names nobody: neither one of the `addressees:` of the settings nor a State.

    The lead-in of the recommendations would print the bare word.

    To mend: add it under `addressees:` with the words to print, or write the three letters
    of a State.
    """
    known = context.filing.settings.addressees
    for section in context.assembly.order:
        for block in section.blocks():
            for word, place in _addressed(block):
                if word not in known and context.filing.state_in_sentence(word) == word:
                    codes = context.filing.states.codes()
                    choices = [*known, *codes]
                    near = word.upper() if word.upper() in codes else closest(word, choices)
                    hint = f"Did you mean `{near}`?" if near else did_you_mean(word, known)
                    yield Fault(
                        place,
                        f"there is no addressee `{word}`",
                        hint or "Add it under `addressees:`.",
                    )


def _addressed(block: ABlock) -> Iterator[tuple[str, Location]]:
    yield from block.attributes.words("to")
    for content in inlines_of(block.nodes):
        for node in walk(content, notes=False):
            if isinstance(node, ASpan):
                yield from node.attributes.words("to")


@submission_check("SK127", "registered-state-unknown", Severity.WARNING)
def registered_state_unknown(context: SubmissionContext) -> Iterable[Fault]:
    """An entry of recommendations.yaml names a State by letters that no State has: in `by`, or
    in `to`, which may name addressees of the settings too.

    Who recommended what is printed and counted by these letters.

    To mend: write the three letters of the State (ISO 3166-1), as in KEN.
    """
    codes = context.filing.states.codes()
    addressees = context.filing.settings.addressees
    for entry in context.dossier.register:
        for key, known in (("by", ()), ("to", addressees)):
            for number, word in enumerate(getattr(entry.recommendation, key)):
                if word not in codes and word not in known:
                    upper = word.upper()
                    near = upper if upper in codes else closest(word, [*known, *codes])
                    yield Fault(
                        entry.place(key, number),
                        f"no State has the letters `{word}`",
                        f"Did you mean `{near}`?" if near else "Write three, as in KEN.",
                    )


@submission_check("SK112", "note-lost", Severity.ERROR)
def note_lost(context: SubmissionContext) -> Iterable[Fault]:
    """The text of a note is lost: `[^?5]` marks where it stood in the draft that was taken
    over.

    A mark without a note cannot be filed. In a draft (`build --draft`) it is printed as a
    marked gap.

    To mend: find the source and write the citation in place of the mark, or remove it.
    """
    for section in context.assembly.order:
        yield from _lost(section)


def _lost(section: ASection) -> Iterator[Fault]:
    contents = [inner.title for inner in section.sections()]
    contents += [c for block in section.blocks() for c in inlines_of(block.nodes)]
    for content in contents:
        for node in walk(content):
            if isinstance(node, ANote) and not node.paragraphs:
                label = node.label.removeprefix("?")
                yield Fault(
                    node.location,
                    f"the text of note {label} is lost",
                    "Write its source in place of the mark: `[@source, para. 3]`.",
                )
