"""What a block prints beside its author's text, as nodes: lead-ins, labels, the text of
earlier recommendations.  All of it is made from keys."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from shadowkit.location import Location
from shadowkit.model.authored import ABlock, AItem, AList, AParagraph, Node
from shadowkit.model.fields import in_language
from shadowkit.model.inline import (
    ACitation,
    AInline,
    ANote,
    ASpan,
    AText,
    Attribute,
    Attributes,
    CitedSource,
)
from shadowkit.model.kinds import EarlierKeys, RecommendationKeys, RecommendationsKeys
from shadowkit.model.kinds import Form as FormName
from shadowkit.model.layout import LayoutSection
from shadowkit.model.register import Register, cited_place
from shadowkit.model.requests import requests_of
from shadowkit.resolving.earlier import described
from shadowkit.resolving.from_keys import FromKeys, bold, inlines


class BlockWords:
    """Gives blocks the words made from their keys."""

    def __init__(self, wordings: FromKeys, register: Register) -> None:
        self._wordings = wordings
        self._register = register

    def nodes(self, block: ABlock, form: FormName, section: LayoutSection) -> tuple[Node, ...]:
        """The block's nodes with what its keys print: the text of an earlier recommendation,
        the lead-ins of a list, a bold run-in before its first words, the layout's words
        after it."""
        nodes = self._with_lead_ins(block, section)
        run_in: tuple[AInline, ...] = ()
        if isinstance(block.keys, EarlierKeys):
            nodes, label = self._earlier(block, nodes)
            run_in = bold(label, block.location)
        run_in = self._run_in(block, form) or run_in
        if run_in:
            space = self._wordings.labels.space
            nodes = _led(run_in, space, nodes, block.location)
        after = self._wordings.of_kind(block, after=True)
        if after:
            nodes = (*nodes, AParagraph(inlines(after, block.location), block.location))
        return nodes

    def _run_in(self, block: ABlock, form: FormName) -> tuple[AInline, ...]:
        """`topic`, `label` or, in a form that runs titles in, `title`; else the layout's
        words for the kind."""
        names = ("topic", "label", "title") if form == "run-in" else ("topic", "label")
        for name in names:
            value = getattr(block.keys, name, "")
            if value:
                where = block.attributes.get(name)
                place = where.value_location if where else block.location
                return bold(self._wordings.run_in(value), place)
        return bold(self._wordings.of_kind(block), block.location)

    def _earlier(self, block: ABlock, nodes: tuple[Node, ...]) -> tuple[tuple[Node, ...], str]:
        """The earlier recommendation that a block prints, before the author's own text, and
        what it is called.  Its note names the source, or the symbol of a document that is
        not among the sources."""
        named = self._register.one(getattr(block.keys, "ref", ""))
        if named is None:
            return nodes, ""
        entry, place = named.recommendation, named.location
        labels, language = self._wordings.labels, self._wordings.language
        words = in_language(entry.text, language) or in_language(entry.summary, language)
        content: tuple[AInline, ...] = (AText(words, place),) if words else ()
        if entry.language not in ("", language) and isinstance(entry.text or entry.summary, str):
            pair = Attribute("lang", entry.language, place, place)
            content = (ASpan(Attributes(pairs=(pair,)), content, place),)
        if entry.source:
            cited = CitedSource(entry.source, (), cited_place(entry), (), place)
            content = (*content, ACitation((cited,), place))
        elif entry.symbol:
            named_by = described(entry, labels) + labels.full_stop
            content = (*content, ANote(((AText(named_by, place),),), place))
        label = self._wordings.earlier(entry)
        return (AParagraph(content, place), *nodes) if content else nodes, label

    def _with_lead_ins(self, block: ABlock, section: LayoutSection) -> tuple[Node, ...]:
        """The nodes of a list of recommendations, each run of items that address the same
        and ask alike behind the layout's words for that; where the author wrote some, or
        there are no keys, the nodes as they are."""
        keys = block.keys
        if not isinstance(keys, RecommendationsKeys) or not block.nodes:
            return block.nodes
        first = block.nodes[0]
        if not isinstance(first, AList):
            return block.nodes
        asked = {request.location: request.keys for request in requests_of(block)}

        def address(item: AItem) -> tuple[tuple[str, ...], str]:
            own = asked[item.location]
            return (own.to, own.urgency) if isinstance(own, RecommendationKeys) else ((), "")

        nodes: list[Node] = []
        for (to, urgency), items in groupby(first.items, key=address):
            words = self._wordings.lead_in(section, to, urgency, block.location)
            if words:
                nodes.append(AParagraph(words, block.location))
            nodes.append(replace(first, items=tuple(items)))
        return (*nodes, *block.nodes[1:])


def _led(
    run_in: tuple[AInline, ...], space: str, nodes: tuple[Node, ...], place: Location
) -> tuple[Node, ...]:
    """The nodes with words before those of the first paragraph, or on a line of their own."""
    first = nodes[0] if nodes else None
    if not isinstance(first, AParagraph):
        return (AParagraph(run_in, place), *nodes)
    led = AParagraph((*run_in, AText(space, place), *first.content), first.location)
    return (led, *nodes[1:])
