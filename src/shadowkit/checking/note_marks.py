"""Where the marks of notes stand: before or after the punctuation, and after a quotation.

The rule of each language is data (content/typography.yaml); nothing is found in a language that
has none there.  What is found is never mended by the program: a mark that moves could speak for
more than was meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Literal

from shadowkit.checking.patterns import lazily
from shadowkit.checking.registry import Fault, SubmissionContext, submission_check
from shadowkit.diagnostics import Severity
from shadowkit.location import Location
from shadowkit.model.authored import ABlock, inlines_of, walk
from shadowkit.model.inline import ACitation, AInline, ANote, AText, authored_text

_LISTED = 8
"""Above this many, marks in the wrong place are one finding: somebody has that habit."""

_SIGNS = (".", ",", ";", ":", "?", "!")
_SPACES = " \u00a0\u202f\u2009"
"""Spaces that stand before a sign or a closing mark in French."""

_OPENS = lazily(rf"[{_SPACES}\n]*:?[{_SPACES}\n]*[“«„\"]")
_OPENED = lazily(r"[“«„\"]")
_CLOSES = lazily(rf"[{_SPACES}]?[”»]|\"")
_ABBREVIATED = lazily(
    r"\b(?:etc|art|arts|par|párr|párrs|p|pp|pág|págs|al|cf|vol|vols|éd|ed|eds|coll|chap|ch|cap|núm|"
    r"núms|av|env|approx|aprox|Sr|Sra|Dr|Dra|MM?|[^\W\d])\.$"
)
"""A full stop that belongs to the word before it may stand before a mark in every language."""


@submission_check("SK403", "note-mark-misplaced", Severity.WARNING)
def note_mark_misplaced(context: SubmissionContext) -> Iterator[Fault]:
    """The mark of a note stands on the wrong side of a full stop, a comma or other punctuation,
    or not behind the quotation that it belongs to.

    In English a mark stands after the punctuation, in French and Spanish before it; in all three
    it stands behind a quotation, not inside its closing mark and not after the words that
    introduce it; a note on one quoted word may stand at that word. This is the rule of United
    Nations documents; for other languages none could be read, and submissions in them are left
    alone, as are blocks in another language than the submission's. Marks are printed where they
    were written: moving one could make it speak for more than was meant.

    To mend: in English `The law is old.[@source]`, in French `La loi est ancienne[@source].`, in
    Spanish `La ley es antigua[@source].`
    """
    language = context.filing.labels.language
    blocks = [block for section in context.assembly.order for block in section.blocks()]
    noted = [content for block in blocks for content in _noted(block, language)]
    rule = context.typography().marks_in(language) if noted else None
    if rule is None:
        return
    found: dict[str, list[Location]] = {}
    for content in noted:
        for said, place in _misplaced(content, rule.place):
            found.setdefault(said, []).append(place)
    authority = context.typography().source_of(rule).authority
    for said, places in found.items():
        many = len(places) > _LISTED
        others = f", and so do {len(places) - 1} others" if many else ""
        if said.endswith("quotation"):
            hint = f"In {rule.name} it stands after the quotation: `{rule.quotation}`"
        else:
            hint = f"In {rule.name} it stands {rule.place} the punctuation: `{rule.sentence}`"
        for place in places[:1] if many else places:
            yield Fault(place, f"the mark of this note stands {said}{others}", hint, authority)


def _noted(block: ABlock, language: str) -> Iterator[tuple[AInline, ...]]:
    """What holds notes in a block and those within it, where it is in the submission's
    language."""
    if block.keys.lang.partition("-")[0] not in ("", language):
        return
    for content in inlines_of(block.nodes, nested=False):
        if any(isinstance(node, (ANote, ACitation)) for node in walk(content, notes=False)):
            yield content
    for inner in block.nodes:
        if isinstance(inner, ABlock):
            yield from _noted(inner, language)


def _misplaced(
    content: tuple[AInline, ...], rule: Literal["after", "before"]
) -> Iterator[tuple[str, Location]]:
    """The marks that stand where they should not, with where that is."""
    leaves = [node for node in walk(content, notes=False) if not hasattr(node, "content")]
    pieces: list[str | AInline] = [""]
    for is_text, run in groupby(leaves, key=lambda leaf: isinstance(leaf, AText)):
        nodes = list(run)
        pieces += [authored_text(nodes)] if is_text else nodes
    for before, node, after in zip(pieces, pieces[1:], [*pieces[2:], ""], strict=False):
        if not isinstance(node, (ANote, ACitation)):
            continue
        before = before if isinstance(before, str) else ""
        after = after if isinstance(after, str) else ""
        colon = before.endswith(":") or after.lstrip(_SPACES).startswith(":")
        if _CLOSES.match(after) and " " in _OPENED.split(before)[-1].strip(_SPACES):
            yield "inside the quotation", node.location
        elif colon and _OPENS.match(after):
            yield "before the quotation", node.location
        elif rule == "after" and after.startswith(_SIGNS):
            yield "before the punctuation", node.location
        elif rule == "before" and _ended(before):
            yield "after the punctuation", node.location


def _ended(before: str) -> bool:
    """Whether the words before a mark end with punctuation that is none of their own."""
    if not before.endswith(_SIGNS):
        return False
    if before.endswith(("?", "!")):  # in Spanish they come in pairs, like brackets
        return not ("¿" in before or "¡" in before)
    return not (before.endswith("..") or _ABBREVIATED.search(before[-8:]))
