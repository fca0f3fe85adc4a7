"""Paragraphs that look like headings and are none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from shadowkit.checking.patterns import lazily
from shadowkit.checking.prose import NOTE, REFERENCE, Passage, is_english, passage
from shadowkit.checking.registry import Fault, SubmissionContext, submission_check
from shadowkit.diagnostics import Severity
from shadowkit.model.authored import ABlock, AParagraph, ASection, Node
from shadowkit.model.inline import AEmphasis, AText, authored_text

_TEXT = ("paragraph", "development", "gap", "observation", "practice", "case")
_LONGEST = 12
"""Words of a heading; of one without emphasis half as many."""
_WIDEST = 300
"""Characters of a heading, at most."""
_SENTENCE = 8
"""Words of the sentence below it, at least."""


@submission_check("SK416", "heading-without-mark", Severity.WARNING)
def heading_without_mark(context: SubmissionContext) -> Iterable[Fault]:
    """A paragraph looks like a heading and is none: nothing but bold words, or a few words
    without a full stop and a sentence below them.

    It prints as a paragraph, with a number of its own where paragraphs have numbers; it is in no
    table of contents, and the section that it should begin belongs to the one before. Text
    pasted from elsewhere loses its headings so. This is a guess from the form, in English only;
    boxes, tables, lists and words with a colon behind them are left alone.

    To mend: write `## ` before it, or a full stop behind it.
    """
    if not is_english(context.filing.labels.language):
        return
    untaken = {block.key for block in context.assembly.untaken}
    for top in context.assembly.order:
        for section in top.sections():
            for block, following in pairwise([*section.parts, None]):
                if isinstance(block, ABlock) and block.key not in untaken:
                    yield from _unmarked(block, following)


def _unmarked(block: ABlock, following: ABlock | ASection | None) -> Iterator[Fault]:
    if block.kind not in _TEXT or not is_english(block.keys.lang):
        return
    for node, after in pairwise([*block.nodes, following]):
        if not isinstance(node, AParagraph) or after is None or isinstance(after, ASection):
            continue  # nothing stands below it
        if _is_long(node):
            continue
        one = passage(node.content)
        if one is None or len(one.text.split()) > _LONGEST or one.text.rstrip().endswith(_ENDS):
            continue
        bare = block.kind == "paragraph" and len(block.nodes) == 1
        if _is_bold(node) or (bare and _is_short(one) and _is_text(after)):
            yield Fault(
                one.place(0, len(one.text)),
                f"“{one.text.strip()}” looks like a heading, and is a paragraph",
                "Write `## ` before it, or a full stop behind it.",
            )


def _is_long(node: AParagraph) -> bool:
    """Whether one piece of a paragraph is longer than a heading; most are, and need no look."""
    return any(isinstance(one, AText) and len(one.text) > _WIDEST for one in node.content)


_ENDS = (".", ":", ";", ",", "?", "!", ")", NOTE)
_SAYS = lazily(r"\b(?:is|are|was|were|has|have|had|see|by|tel|street|none|not|no|yes)\b|[\d/\t]")


def _is_bold(node: AParagraph) -> bool:
    """Whether a paragraph is nothing but bold words."""
    words = [one for one in node.content if not (isinstance(one, AText) and not one.text.strip())]
    return len(words) == 1 and isinstance(words[0], AEmphasis) and words[0].style == "bold"


def _is_text(after: Node) -> bool:
    """Whether a block begins with a sentence; lines of a form are short, too."""
    if not isinstance(after, ABlock) or not after.nodes:
        return False
    first = after.nodes[0]
    words = authored_text(first.content).split() if isinstance(first, AParagraph) else []
    return len(words) >= _SENTENCE


def _is_short(one: Passage) -> bool:
    text = one.text.strip()
    return (
        one.own.strip() == text
        and text[0].isupper()
        and len(text.split()) <= _LONGEST // 2
        and REFERENCE not in text
        and not _SAYS.search(text.lower())
    )
