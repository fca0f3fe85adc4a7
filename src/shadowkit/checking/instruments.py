"""Instruments: is what evidence names a treaty that the program knows?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shadowkit.checking.registry import Fault, SubmissionContext, submission_check
from shadowkit.diagnostics import Severity, closest
from shadowkit.location import Location
from shadowkit.model.authored import ABlock, inlines_of, walk
from shadowkit.model.inline import ASpan, Attributes


@submission_check("SK113", "instrument-unknown", Severity.WARNING)
def instrument_unknown(context: SubmissionContext) -> Iterable[Fault]:
    """An `instruments=` names a treaty that is not on the program's list.

    It begins with a short name, and after a space comes the article: `OPSC 2(c)`. Without the
    short name nobody knows what the article is of: in the concordance it stands apart, under
    its own words.

    To mend: write the short name as it is on the list; the hint names the nearest. Where the
    treaty is not on the list, leave it as it is and allow the finding.
    """
    known = context.filing.instruments
    for section in context.assembly.order:
        for block in section.blocks():
            for words, place in _named(block):
                if known().find(words)[0] is None:
                    near = _nearest(words, known().names)
                    listed = "The list has " + ", ".join(known().names) + "."
                    yield Fault(
                        place,
                        f"`{words}` names no instrument of the program's list",
                        f"Did you mean `{near}`?" if near else listed,
                    )


def _named(block: ABlock) -> Iterator[tuple[str, Location]]:
    """What a block, the blocks in it and their spans name, each with its place."""
    yield from _entries(block.attributes)
    for content in inlines_of(block.nodes, nested=False):
        for node in walk(content):
            if isinstance(node, ASpan):
                yield from _entries(node.attributes)
    for inner in block.nodes:
        if isinstance(inner, ABlock):
            yield from _named(inner)


def _entries(attributes: Attributes) -> Iterator[tuple[str, Location]]:
    pair = attributes.get("instruments")
    position = 0
    for entry in pair.value.split(";") if pair else ():
        words = entry.strip()
        if pair and words:
            start = position + entry.index(words)
            yield words, pair.value_location.shifted(start, len(words))
        position += len(entry) + 1


def _nearest(words: str, names: Iterable[str]) -> str:
    """The short name nearest to the beginning of `words`, of as many words as fit best."""
    pieces = words.split()
    for length in range(len(pieces), 0, -1):
        near = closest(" ".join(pieces[:length]), names)
        if near:
            return near
    return ""
