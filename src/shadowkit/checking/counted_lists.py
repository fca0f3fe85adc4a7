"""Lists, against the sentence that says how many items they have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from shadowkit.checking.patterns import lazily
from shadowkit.checking.prose import is_english, passage, sentences
from shadowkit.checking.registry import Fault, SubmissionContext, submission_check
from shadowkit.diagnostics import Severity
from shadowkit.model.authored import ABlock, AList, AParagraph, ASection, Node

_WORDS = re.findall(
    r"\w+",
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty",
)
_NUMBER = rf"(?P<number>{'|'.join(_WORDS)}|[2-9]|[1-4]\d)"
_NOUNS = (
    "actions|areas|aspects|barriers|categories|causes|challenges|changes|concerns|conditions|"
    "consequences|demands|difficulties|elements|examples|factors|facts|findings|forms|gaps|goals|"
    "grounds|groups|issues|kinds|lessons|matters|measures|objectives|obstacles|points|principles|"
    "priorities|problems|proposals|questions|reasons|recommendations|shortcomings|steps|tasks|"
    "themes|things|topics|types|ways|weaknesses"
)
_NOT_ALL = (
    r"(?<!of the )(?<!of )(?<!least )(?<!most )(?<!than )(?<!over )(?<!about )(?<!some )(?<!to )"
    r"(?<!or )(?<!first )(?<!last )(?<!nearly )"
)
_COUNT = lazily(
    rf"(?<![\w.,/-]){_NOT_ALL}{_NUMBER}\s+(?:(?!of\b|or\b|to\b)[a-z-]+\s+){{0,2}}?(?:{_NOUNS})\b|"
    rf"\bfollowing\s+{_NUMBER.replace('number', 'follows')}\s+(?!of\b|per\b|years?\b)[a-z-]+\s",
    re.IGNORECASE,
)
_SOME = lazily(
    r"\b(?:includ(?:e|es|ed|ing)|such as|among (?:them|these|others|which|those)|for example|for "
    r"instance|inter alia|e\.g|above all|mainly|mostly|especially|particular(?:ly)?|each|both)\b",
    re.IGNORECASE,
)
"""Words that a list is no complete one after, or that count something else."""


@submission_check("SK126", "count-unlike-list", Severity.WARNING)
def count_unlike_list(context: SubmissionContext) -> Iterable[Fault]:
    """The sentence before a list says how many items there are, and the list has another number:
    "Three gaps remain:" before four items.

    Items are added and taken out, and the number is forgotten; readers look for the one that is
    missing. Read is the last sentence before the list, where it counts gaps, areas, measures,
    steps and the like, or says "the following six ..."; one that says "including" or "at least"
    is left alone, and items within items do not count. This is a guess from the words, in
    English only.

    To mend: correct the number or the list, or leave the number out.
    """
    if not is_english(context.filing.labels.language):
        return
    untaken = {block.key for block in context.assembly.untaken}
    for section in context.assembly.order:
        for parts in _of_sections(section):
            nodes = [node for block in parts if block.key not in untaken for node in _nodes(block)]
            for (before, listed), (_listed, after) in pairwise(pairwise([*nodes, None])):
                if isinstance(after, AList):
                    continue  # of which of the two it speaks is not known
                if isinstance(before, AParagraph) and isinstance(listed, AList):
                    yield from _unlike(before, listed)


def _of_sections(section: ASection) -> Iterator[list[ABlock]]:
    """The blocks of a section and of those in it, each section's by themselves."""
    yield [part for part in section.parts if isinstance(part, ABlock)]
    for part in section.parts:
        if isinstance(part, ASection):
            yield from _of_sections(part)


def _nodes(block: ABlock) -> Iterator[Node | None]:
    """What stands in a block, in order; None where it is not in English or stands apart."""
    if block.kind == "quote" or not is_english(block.keys.lang):
        yield None
        return
    for node in block.nodes:
        if isinstance(node, ABlock):
            yield from _nodes(node)
        else:
            yield node


def _unlike(before: AParagraph, listed: AList) -> Iterator[Fault]:
    one = passage(before.content)
    own = one.own.rstrip() if one else ""
    if one is None or not own.endswith((":", ".")):
        return
    start, end = sentences(own)[-1]
    if _SOME.search(one.own, start, end):
        return
    counts = list(_COUNT.finditer(one.own, start, end))
    numbers = [_value(match["number"] or match["follows"]) for match in counts]
    if counts and len(listed.items) not in numbers:
        yield Fault(
            one.place(*counts[-1].span()),
            f"“{counts[-1][0].strip()}”, and the list has {len(listed.items)}",
            "Correct the number or the list.",
        )


def _value(number: str) -> int:
    return int(number) if number.isdecimal() else _WORDS.index(number.lower()) + 2
