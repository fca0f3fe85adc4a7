"""Choosing what of the dossier a submission shows: `only`, `not`, and the short wording."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from shadowkit.model.assembly import Filing
from shadowkit.model.authored import (
    ABlock,
    AItem,
    AKeyValue,
    AList,
    AParagraph,
    AQuote,
    ASection,
    ATable,
    Node,
    inlines_of,
)
from shadowkit.model.inline import ACitation, AEmphasis, AInline, ALink, ANote, ASpan, AText
from shadowkit.model.kinds import Keys
from shadowkit.model.requests import item_span


def shown(keys: Keys, submission: str) -> bool:
    """Whether `only` and `not` let a block, span or section into the submission."""
    return (not keys.only or submission in keys.only) and submission not in keys.not_


def chosen(sections: Iterable[ASection], filing: Filing) -> Iterator[ASection]:
    """The sections that the submission shows, with the blocks and spans that it shows."""
    for section in sections:
        if shown(section.keys, filing.name):
            yield replace(section, parts=tuple(_parts(section, filing)))


def _parts(section: ASection, filing: Filing) -> Iterator[ABlock | ASection]:
    for part in section.parts:
        if isinstance(part, ASection):
            yield from chosen((part,), filing)
        elif shown(part.keys, filing.name):
            yield _in_wording(part, filing)


def _in_wording(block: ABlock, filing: Filing) -> ABlock:
    """The block with its short wording where the submission is short and there is one;
    nested blocks and spans that the submission does not show are left out."""
    nodes = block.nodes
    if any(isinstance(node, ABlock) for node in nodes):
        short = next((n for n in nodes if isinstance(n, ABlock) and n.kind == "short"), None)
        if short is not None and filing.settings.variant == "short":
            nodes = short.nodes
        nodes = tuple(
            _in_wording(node, filing) if isinstance(node, ABlock) else node
            for node in nodes
            if not isinstance(node, ABlock)
            or (node.kind != "short" and shown(node.keys, filing.name))
        )
    if _has_limits(nodes):
        nodes = tuple(_shown_nodes(nodes, filing.name))
    return block if nodes is block.nodes else replace(block, nodes=nodes)


# --- spans ----------------------------------------------------------------------------


def _has_limits(nodes: tuple[Node, ...]) -> bool:
    """Whether a span says in which submissions it stands; most dossiers have none."""
    return any(map(_limited, inlines_of(nodes, nested=False)))


def _limited(content: tuple[AInline, ...]) -> bool:
    # Asked of every text of every submission: plainer than `walk`, and three times as fast.
    for node in content:
        if isinstance(node, ASpan) and (node.keys.only or node.keys.not_):
            return True
        if isinstance(node, (ASpan, AEmphasis, ALink)):
            if _limited(node.content):
                return True
        elif isinstance(node, ANote) and any(map(_limited, node.paragraphs)):
            return True
    return False


def _shown_nodes(nodes: Iterable[Node], submission: str) -> Iterator[Node]:
    for node in nodes:
        if isinstance(node, AParagraph):
            content = _shown_inlines(node.content, submission)
            if content:
                yield replace(node, content=content)
        elif isinstance(node, AList):
            items = tuple(_shown_items(node.items, submission))
            if items:
                yield replace(node, items=items)
        elif isinstance(node, AQuote):
            yield replace(node, nodes=tuple(_shown_nodes(node.nodes, submission)))
        elif isinstance(node, ATable):
            yield replace(
                node,
                header=tuple(_shown_inlines(cell, submission) for cell in node.header),
                rows=tuple(
                    tuple(_shown_inlines(cell, submission) for cell in row) for row in node.rows
                ),
            )
        elif isinstance(node, AKeyValue):
            entries = tuple(
                (
                    _shown_inlines(term, submission),
                    tuple(_shown_inlines(value, submission) for value in values),
                )
                for term, values in node.entries
            )
            yield replace(node, entries=entries)
        else:
            yield node


def _shown_items(items: Iterable[AItem], submission: str) -> Iterator[AItem]:
    for item in items:
        span = item_span(item)
        if span is not None and not shown(span.keys, submission):
            continue  # the span carries the keys of the whole item
        nodes = tuple(_shown_nodes(item.nodes, submission))
        if nodes:
            yield replace(item, nodes=nodes)


def _shown_inlines(content: tuple[AInline, ...], submission: str) -> tuple[AInline, ...]:
    kept: list[AInline] = []
    dropped = False
    for node in content:
        if isinstance(node, ASpan) and not shown(node.keys, submission):
            dropped = True
            continue
        if isinstance(node, (ASpan, AEmphasis, ALink)):
            node = replace(node, content=_shown_inlines(node.content, submission))
        elif isinstance(node, ANote):
            paragraphs = tuple(_shown_inlines(p, submission) for p in node.paragraphs)
            node = replace(node, paragraphs=paragraphs)
        elif dropped and isinstance(node, AText):
            node = _closing_up(kept, node)
        if dropped and _joins(node):
            _end_of_space(kept)
        dropped = False
        kept.append(node)
    if dropped:
        _end_of_space(kept)
    return tuple(kept)


_MARKS = tuple(".,;:!?)]’”»")


def _joins(node: AInline) -> bool:
    """Whether no space is wanted before it: a mark of punctuation, or the mark of a note."""
    return isinstance(node, (ANote, ACitation)) or (
        isinstance(node, AText) and node.text.startswith(_MARKS)
    )


def _end_of_space(kept: list[AInline]) -> None:
    """Takes away the space that stood between the text so far and a span left out."""
    if kept and isinstance(last := kept[-1], AText):
        kept[-1] = replace(last, text=last.text.rstrip(" "))


def _closing_up(before: list[AInline], node: AText) -> AText:
    """The text behind a span left out, without the space that would stand there twice."""
    last = before[-1] if before else None
    spaced = last is None or (isinstance(last, AText) and last.text.endswith(" "))
    if spaced and node.text.startswith(" "):
        return AText(node.text[1:], node.location.shifted(1))
    return node
