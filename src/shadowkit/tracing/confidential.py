"""What of a dossier its author marked as confidential."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

from shadowkit.location import Location
from shadowkit.model.authored import ABlock, Dossier, Node, inlines_of, walk
from shadowkit.model.inline import ASpan
from shadowkit.model.requests import requests_of

Mark: TypeAlias = tuple[str, Location]
"""A kind of block or span, or `ASKED`, and its place: a paragraph may begin with a span."""
ASKED: Final = "asked"


def confidential_marks(dossier: Dossier) -> frozenset[Mark]:
    """The blocks, spans and recommendations that are confidential, or stand within something
    that is."""
    return frozenset(_marks(dossier.blocks(), False))


def _marks(nodes: Iterable[Node], around: bool) -> Iterator[Mark]:
    for block in nodes:
        if not isinstance(block, ABlock):
            continue
        secret = around or block.keys.confidential
        if secret:
            yield block.kind, block.location
        for content in inlines_of(block.nodes, nested=False):
            for node in walk(content):
                if isinstance(node, ASpan) and (secret or node.keys.confidential):
                    yield node.attributes.kind, node.location
        for request in requests_of(block):
            if secret or request.keys.confidential:
                yield ASKED, request.location
        yield from _marks(block.nodes, secret)
