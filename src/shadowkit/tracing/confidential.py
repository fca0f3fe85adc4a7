"""What of a dossier its author marked as confidential, by its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shadowkit.location import Location
from shadowkit.model.authored import ABlock, Dossier, Node, inlines_of, walk
from shadowkit.model.inline import ASpan
from shadowkit.model.requests import requests_of


def confidential_places(dossier: Dossier) -> frozenset[Location]:
    """The places of blocks, spans and recommendations that are confidential, or stand within
    something that is."""
    return frozenset(_places(dossier.blocks(), False))


def _places(nodes: Iterable[Node], around: bool) -> Iterator[Location]:
    for block in nodes:
        if not isinstance(block, ABlock):
            continue
        secret = around or block.keys.confidential
        if secret:
            yield block.location
        for content in inlines_of(block.nodes, nested=False):
            for node in walk(content):
                if isinstance(node, ASpan) and (secret or node.keys.confidential):
                    yield node.location
        for request in requests_of(block):
            if secret or request.keys.confidential:
                yield request.location
        yield from _places(block.nodes, secret)
