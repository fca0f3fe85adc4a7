"""Recommendations within blocks: a block, an item of a list of them, or a span."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from shadowkit.location import Location
from shadowkit.model.authored import (
    ABlock,
    AItem,
    AList,
    AParagraph,
    Node,
    inlines_of,
    walk,
)
from shadowkit.model.inline import AEmphasis, AInline, ALink, ASpan, Attributes
from shadowkit.model.kinds import KINDS, Keys, RecommendationsKeys
from shadowkit.records import dataclass

_INHERITED = (
    "theme",
    "to",
    "answers",
    "follows",
    "due",
    "urgency",
    "instruments",
    "sdgs",
    "priority",
)


@dataclass(frozen=True, slots=True)
class Request:
    """One thing asked.

    `attributes` is where its keys were written (for places), `keys` what is in force: its
    own, else those of the block around it.
    """

    id: str
    keys: Keys
    attributes: tuple[Attributes, ...]
    content: tuple[tuple[AInline, ...], ...]
    block: ABlock
    location: Location

    def words(self, name: str) -> tuple[tuple[str, Location], ...]:
        """The ids of a key with their places, from the innermost place that gives it."""
        for attributes in self.attributes:
            found = attributes.words(name)
            if found:
                return found
        return ()


def is_request(block: ABlock) -> bool:
    """Whether a block holds recommendations and nothing else."""
    return KINDS[block.kind].asks


def requests_of(block: ABlock) -> Iterator[Request]:
    """The recommendations in one block, in order."""
    kind = KINDS[block.kind]
    if not kind.asks:
        yield from _spans(block)
        return
    if block.kind == "recommendation":
        content = tuple(inlines_of(block.nodes))
        yield Request(block.id, block.keys, (block.attributes,), content, block, block.location)
        return
    if _in_paragraphs(block):
        yield from _spans(block)
        return
    for node in block.nodes:
        if isinstance(node, AList):
            for item in node.items:
                yield _item(item, block)


def begins_with_words(block: ABlock) -> bool:
    """Whether a block of recommendations begins with something other than them: words of
    the author's before the list, or words made from `to` and `urgency`."""
    if block.kind != "recommendations":
        return False
    first = block.nodes[0] if block.nodes else None
    keys = block.keys
    return isinstance(first, AParagraph) or bool(
        isinstance(keys, RecommendationsKeys) and (keys.to or keys.urgency)
    )


def has_requests(content: tuple[AInline, ...]) -> bool:
    """Whether a recommendation is a span of the text."""
    for node in content:
        if isinstance(node, ASpan) and node.attributes.kind == "recommendation":
            return True
        if isinstance(node, (ASpan, AEmphasis, ALink)) and has_requests(node.content):
            return True
    return False


def asks_in_text(block: ABlock) -> bool:
    """Whether spans of the block's text are recommendations of their own, and not items of
    its list."""
    return not is_request(block) or _in_paragraphs(block)


def _in_paragraphs(block: ABlock) -> bool:
    """Whether the recommendations are spans of running text."""
    return isinstance(block.keys, RecommendationsKeys) and block.keys.form == "paragraph"


def _item(item: AItem, block: ABlock) -> Request:
    span = item_span(item)
    content = tuple(inlines_of(item.nodes))
    if span is None:
        return Request("", block.keys, (block.attributes,), content, block, item.location)
    keys = inherited(span.keys, block.keys)
    return Request(
        span.attributes.id, keys, (span.attributes, block.attributes), content, block, item.location
    )


def by_themes(block: ABlock) -> Iterator[tuple[str, ABlock]]:
    """The block by the themes of its recommendations, in the order they come; several
    where the items of a list have themes of their own, each with the text before the list."""
    themes = list(dict.fromkeys(request.keys.theme for request in requests_of(block)))
    if block.kind != "recommendations" or len(themes) < 2 or _in_paragraphs(block):
        yield (themes[0] if themes else block.keys.theme), block
        return
    for number, theme in enumerate(themes):
        nodes: list[Node] = []
        for node in block.nodes:
            if isinstance(node, AList):
                items = tuple(item for item in node.items if _item(item, block).keys.theme == theme)
                node = replace(node, items=items)
                if not items:
                    continue
            nodes.append(node)
        if number:  # one block has the id; of two, a reference could mean either
            attributes = replace(block.attributes, id="", id_location=None)
            key = f"{block.key} {theme}"
            yield theme, replace(block, nodes=tuple(nodes), attributes=attributes, key=key)
        else:
            yield theme, replace(block, nodes=tuple(nodes))


def item_span(item: AItem) -> ASpan | None:
    """The span that carries a list item's keys: at its start, or as its whole text."""
    if not item.nodes or not isinstance(item.nodes[0], AParagraph):
        return None
    content = item.nodes[0].content
    first = content[0] if content else None
    if isinstance(first, ASpan) and (not first.content or len(content) == 1):
        return first
    return None


def inherited(own: Keys, outer: Keys) -> Keys:
    """`own` with the keys a list of recommendations hands down where it is silent."""
    handed = {
        name: getattr(outer, name)
        for name in _INHERITED
        if getattr(outer, name, None) and name not in own.model_fields_set and hasattr(own, name)
    }
    return own.model_copy(update=handed) if handed else own


def _spans(block: ABlock) -> Iterator[Request]:
    for content in filter(has_requests, inlines_of(block.nodes)):
        for node in walk(content, notes=False):
            if isinstance(node, ASpan) and node.attributes.kind == "recommendation":
                yield Request(
                    node.attributes.id,
                    inherited(node.keys, block.keys),
                    (node.attributes, block.attributes),
                    (node.content,),
                    block,
                    node.location,
                )
