"""Links from recommendations to their evidence as they stand in the dossier, and what has
become of them since they were reviewed.  Of the dossier, not of a submission: somebody who
reviews a recommendation reads what was written, whatever is printed of it where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field

from shadowkit.location import Location
from shadowkit.model.authored import (
    ABlock,
    AKeyValue,
    AList,
    AParagraph,
    AQuote,
    ATable,
    Dossier,
    Node,
)
from shadowkit.model.fingerprints import of_block, of_request, of_section, of_span, together
from shadowkit.model.inline import AEmphasis, AInline, ALink, ANote, ASpan
from shadowkit.model.requests import Request, item_span, requests_of
from shadowkit.model.reviews import Reviewed
from shadowkit.records import dataclass

_EVERYTHING = "*"


@dataclass(slots=True)
class Linked:
    """A recommendation and the ids it names as evidence, each with the first place where it
    does.  Those with the same id (one and its translation) are one."""

    id: str
    location: Location
    answers: dict[str, Location] = field(default_factory=dict)
    everything: bool = False
    """It rests on the document as a whole."""
    requests: list[Request] = field(default_factory=list)

    def take(self, request: Request) -> None:
        self.requests.append(request)
        for id, place in request.words("answers"):
            if id == _EVERYTHING:
                self.everything = True
            else:
                self.answers.setdefault(id, place)


def linked(dossier: Dossier) -> dict[str, Linked]:
    """The recommendations that name evidence, by id, in the order of the files.  Those that
    have no id are together under ""."""
    found: dict[str, Linked] = {}
    for request in _requests(dossier):
        if request.words("answers"):
            known = found.setdefault(request.id, Linked(request.id, request.location))
            known.take(request)
    return found


def _requests(dossier: Dossier) -> Iterator[Request]:
    # A block in running text is met within the block around it, and again by itself.
    seen: set[Location] = set()
    for block in _blocks(dossier.blocks()):
        for request in requests_of(block):
            if request.location not in seen:
                seen.add(request.location)
                yield request


def _blocks(blocks: Iterable[Node]) -> Iterator[ABlock]:
    """The blocks, and those in them."""
    for node in blocks:
        if isinstance(node, ABlock):
            yield node
            yield from _blocks(node.nodes)


def as_they_stand(dossier: Dossier, links: Iterable[Linked]) -> dict[str, Reviewed]:
    """The fingerprints of recommendations and of their evidence, by the id of the
    recommendation.  Evidence that is not there has none."""
    chosen = list(links)
    wanted = {id for link in chosen for id in link.answers}
    prints: dict[str, list[str]] = {id: [] for id in wanted}
    for section in dossier.all_sections():
        if section.id in wanted:
            prints[section.id].append(of_section(section))
    for block in _blocks(dossier.blocks()):
        if block.id in wanted:
            prints[block.id].append(of_block(block))
        for span, around in _spans(block.nodes):
            if span.attributes.id in wanted:
                prints[span.attributes.id].append(of_span(span, around))
    known = {id: together(found) for id, found in prints.items() if found}
    return {
        link.id: Reviewed(
            recommendation=together(map(of_request, link.requests)),
            evidence={id: known[id] for id in link.answers if id in known},
        )
        for link in chosen
    }


def _spans(nodes: Iterable[Node]) -> Iterator[tuple[ASpan, tuple[Node, ...]]]:
    """The spans of a block, not of those in it, each with what it stands in: the paragraph,
    cell or note, or the list item that it carries the keys of."""
    for node in nodes:
        if isinstance(node, AParagraph):
            yield from _in_text(node.content, (node,))
        elif isinstance(node, AQuote):
            yield from _spans(node.nodes)
        elif isinstance(node, AList):
            for item in node.items:
                carrier = item_span(item)
                for span, around in _spans(item.nodes):
                    yield span, item.nodes if span is carrier else around
        elif isinstance(node, (ATable, AKeyValue)):
            for content in _cells(node):
                yield from _in_text(content, (AParagraph(content, node.location),))


def _cells(node: ATable | AKeyValue) -> Iterator[tuple[AInline, ...]]:
    if isinstance(node, ATable):
        yield from (node.caption, *node.header)
        for row in node.rows:
            yield from row
    else:
        for term, values in node.entries:
            yield from (term, *values)


def _in_text(
    content: tuple[AInline, ...], around: tuple[Node, ...]
) -> Iterator[tuple[ASpan, tuple[Node, ...]]]:
    for node in content:
        if isinstance(node, ASpan):
            yield node, around
        if isinstance(node, (ASpan, AEmphasis, ALink)):
            yield from _in_text(node.content, around)
        elif isinstance(node, ANote):
            for paragraph in node.paragraphs:
                yield from _in_text(paragraph, (AParagraph(paragraph, node.location),))


# --- what has become of them -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Changes:
    """What is different since the review: the recommendation's own words; evidence that has
    changed; evidence that it names only since; and evidence that it names no more."""

    itself: bool
    changed: tuple[str, ...]
    added: tuple[str, ...]
    dropped: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.itself or self.changed or self.added or self.dropped)

    def suspect(self, evidence: str) -> bool:
        """Whether nobody has seen that the recommendation, as it stands, follows from that
        evidence as it stands."""
        return self.itself or evidence in self.changed or evidence in self.added


def changes(link: Linked, now: Reviewed, then: Reviewed) -> Changes:
    """What is different between a recommendation `now` and as it was reviewed `then`."""
    return Changes(
        now.recommendation != then.recommendation,
        tuple(id for id, one in now.evidence.items() if then.evidence.get(id, one) != one),
        tuple(id for id in now.evidence if id not in then.evidence),
        tuple(id for id in then.evidence if id not in link.answers),
    )


def changes_since_review(dossier: Dossier) -> Mapping[str, tuple[Linked, Changes]]:
    """The recommendations of the dossier that were reviewed, by id, with what has changed."""
    if not dossier.reviews:
        return {}
    links = {id: link for id, link in linked(dossier).items() if id in dossier.reviews}
    now = as_they_stand(dossier, links.values())
    return {
        id: (link, changes(link, now[id], dossier.reviews[id].reviewed))
        for id, link in links.items()
    }
