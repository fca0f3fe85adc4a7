"""One authored block, and the blocks in it, to planned shapes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from shadowkit.location import Location
from shadowkit.model.authored import (
    ABlock,
    AFigure,
    AItem,
    AKeyValue,
    AList,
    AParagraph,
    AQuote,
    ATable,
    Node,
)
from shadowkit.model.document import anchor
from shadowkit.model.inline import ABacking, AEmphasis, AInline, ALink, ASpan, AText
from shadowkit.model.kinds import KINDS, Keys
from shadowkit.model.kinds import Form as FormName
from shadowkit.model.layout import LayoutSection
from shadowkit.model.requests import (
    Request,
    asks_in_text,
    has_requests,
    is_request,
    requests_of,
)
from shadowkit.resolving.planned import (
    Concern,
    Entry,
    Found,
    PBox,
    PFigure,
    PKeyValue,
    PList,
    PParagraph,
    PQuote,
    PShape,
    PTable,
    paragraphs,
)

if TYPE_CHECKING:
    from shadowkit.resolving.plan import Planner


class BlockBuilder:
    """Turns one authored block (and the blocks in it) into planned shapes."""

    def __init__(
        self, planner: Planner, section: LayoutSection, block: ABlock, again: bool, many: int
    ) -> None:
        self.planner, self.section, self.block = planner, section, block
        self.space = planner.filing.labels.space
        self.again = again
        self.many = many
        self.paragraphs = 0
        self.others = 0
        self.current = block
        """The block being turned, which may be one inside `block`."""
        self.first_tables: dict[str, tuple[int, str]] = {}
        """Number and anchor of the first counted table of a block, by the block's key."""
        self.within: int | None = None

    def build(self) -> tuple[PShape, ...]:
        return tuple(self._shapes(self.block, ()))

    def _shapes(self, block: ABlock, parents: tuple[str, ...]) -> Iterator[PShape]:
        count = self.many or max(1, sum(1 for _request in requests_of(block)))
        form = self.planner.form(block, self.section, count)
        before = self.planner.number
        place = len(self.planner.plan.found)
        path = self.planner.assembly.paths.get(self.block.key, ())
        above = parents or tuple(reversed(path))
        around = (block.id or block.key, *above)
        outer, self.current = self.current, block
        shapes = list(self._formed(block, form, around))
        self.current = outer
        numbers = list(range(before + 1, self.planner.number + 1))
        if not numbers and self.within is not None:
            numbers = [self.within]
        if not self.again:
            self._record(block, numbers, above, place)
        yield from shapes

    def _record(
        self, block: ABlock, numbers: list[int], parents: tuple[str, ...], place: int
    ) -> None:
        """Notes what the block is evidence of, before the spans met inside it."""
        if asks_in_text(block):  # of a list of recommendations each notes its own
            self._concerns(block.keys, numbers)
        index = self.planner.plan.index
        if block.id:
            name = anchor(block.id)
            table, table_anchor = self.first_tables.get(block.key, (0, ""))
            entry = Entry(block.kind, name, numbers, table=table, table_anchor=table_anchor)
            index.setdefault(block.id, entry)
        if KINDS[block.kind].evidence:
            content = tuple(_joined(block))
            self.planner.plan.found.insert(
                place,
                Found(
                    block.id,
                    block.id or block.key,
                    block.kind,
                    anchor(block.id or block.key),
                    tuple(numbers),
                    self.section.id,
                    content,
                    content,
                    block.location,
                    parents,
                    getattr(block.keys, "ref", ""),
                ),
            )

    def _formed(self, block: ABlock, form: FormName, around: tuple[str, ...]) -> Iterator[PShape]:
        nodes = self.planner.words.nodes(block, form, self.section)
        title = _title(block) if form != "run-in" else ()
        if form == "box":
            self.planner.count_notes(title)
            yield PBox(title, tuple(self._nodes(nodes, False, around)))
            return
        if form == "quote":
            yield PQuote(tuple(self._nodes(nodes, False, around, False)))
            return
        if title:
            yield PParagraph((AEmphasis("bold", title, block.location),), "", None, None, False)
        if is_request(block):
            yield from self._asked(block, nodes, form, around)
        elif form == "bullet":
            yield PList((tuple(self._nodes(nodes, False, around)),))
        else:
            yield from self._nodes(nodes, self._numbered(form), around)

    def _numbered(self, form: FormName) -> bool:
        return form == "numbered" or (form == "run-in" and self.planner.numbers(self.section))

    # --- recommendations --------------------------------------------------------------

    def _asked(
        self, block: ABlock, nodes: tuple[Node, ...], form: FormName, around: tuple[str, ...]
    ) -> Iterator[PShape]:
        """A recommendation, or a list of them with what stands before it."""
        numbered = self._numbered(form)
        requests = list(requests_of(block))
        if block.kind == "recommendation":
            shapes = list(self._nodes(nodes, numbered, around))
            if form == "bullet":
                shapes = [PList((tuple(shapes),))]
            self._back(shapes, requests[0])
            yield from shapes
            return
        by_place = {request.location: request for request in requests}
        for node in nodes:
            if not isinstance(node, AList):
                yield from self._nodes((node,), numbered, around)
                continue
            if form == "running":
                yield from self._running(node, by_place, around)
                continue
            items: list[tuple[PShape, ...]] = []
            for item in node.items:
                shapes = list(self._nodes(item.nodes, numbered, around))
                if item.location in by_place:
                    self._back(shapes, by_place[item.location])
                items.append(tuple(shapes))
            if form == "bullet":
                yield PList(tuple(items), node.ordered, node.start)
            else:
                for one in items:
                    yield from one

    def _running(
        self, node: AList, by_place: dict[Location, Request], around: tuple[str, ...]
    ) -> Iterator[PShape]:
        """The items of a list as running text: one paragraph without a number, which ends
        where an item has more than a paragraph in it."""
        text: list[AInline] = []
        for item in node.items:
            first, *others = item.nodes
            if not isinstance(first, AParagraph):
                others.insert(0, first)
            else:
                text += [AText(self.space, item.location)] if text else []
                text += first.content
                if item.location in by_place:
                    answers, follows = self._backing(by_place[item.location])
                    text += (*answers, *follows)
            if others and text:
                yield self._paragraph(AParagraph(tuple(text), node.location), False, around, True)
                text = []
            yield from self._nodes(others, False, around)
        if text:
            yield self._paragraph(AParagraph(tuple(text), node.location), False, around, True)

    def _back(self, shapes: Iterable[PShape], request: Request) -> None:
        """Puts behind a recommendation what its keys give: the numbers of its evidence
        behind its first paragraph, what it follows behind its last, after the author's own
        notes there."""
        found = list(paragraphs(shapes))
        if not found:
            return
        answers, follows = self._backing(request)
        if not self.again:
            numbers = [p.number for p in found if p.number is not None]
            within = [found[0].within] if found[0].within is not None else []
            self._concerns(request.keys, numbers or within)
        found[0].content = (*found[0].content, *answers)
        found[-1].content = (*found[-1].content, *follows)
        self.planner.count_notes(follows)

    def _backing(self, request: Request) -> tuple[tuple[AInline, ...], tuple[AInline, ...]]:
        references = self.section.references or self.planner.filing.option("references")
        answers: tuple[AInline, ...] = ()
        follows: tuple[AInline, ...] = ()
        if references == "item" and (names := request.words("answers")):
            answers = (ABacking("answers", names, request.location),)
        if self.planner.filing.layout.follows != "none" and (names := request.words("follows")):
            follows = (ABacking("follows", names, request.location),)
        return answers, follows

    def _backed(self, content: tuple[AInline, ...]) -> tuple[AInline, ...]:
        """Running text with what stands behind the recommendations that are spans of it.
        (One that is an item of a list has it behind the whole item.)"""
        if not has_requests(content) or not asks_in_text(self.current):
            return content
        asked = {request.location: request for request in requests_of(self.current)}

        def backed(content: tuple[AInline, ...]) -> Iterator[AInline]:
            for node in content:
                if isinstance(node, (ASpan, AEmphasis, ALink)):
                    inner = tuple(backed(node.content))
                    if isinstance(node, ASpan) and node.location in asked:
                        answers, follows = self._backing(asked[node.location])
                        inner = (*inner, *answers, *follows)
                    yield replace(node, content=inner)
                else:
                    yield node

        return tuple(backed(content))

    def _nodes(
        self, nodes: Iterable[Node], numbered: bool, around: tuple[str, ...], running: bool = True
    ) -> Iterator[PShape]:
        for node in nodes:
            if isinstance(node, AParagraph):
                yield self._paragraph(node, numbered, around, running)
            elif isinstance(node, AList):
                yield self._list(node, around, running)
            elif isinstance(node, AQuote):
                yield PQuote(tuple(self._nodes(node.nodes, False, around, False)))
            elif isinstance(node, ATable):
                yield self._table(node, around)
            elif isinstance(node, AKeyValue):
                for term, values in node.entries:
                    for content in (term, *values):
                        self._content(content, around)
                yield PKeyValue(node.entries)
            elif isinstance(node, AFigure):
                yield self._figure(node)
            else:
                yield from self._shapes(node, around)

    def _table(self, node: ATable, around: tuple[str, ...]) -> PTable:
        number = self.planner.next_table() if node.caption else 0
        for content in (node.caption, *node.header, *(cell for row in node.rows for cell in row)):
            self._content(content, around)
        name = self._name("table")
        if number:
            self.first_tables.setdefault(self.current.key, (number, name))
        columns = tuple(int(c) for c in getattr(self.current.keys, "header_columns", ()))
        return PTable(node, name, number, columns)

    def _figure(self, node: AFigure) -> PFigure:
        width = str(getattr(self.current.keys, "width", "")).removesuffix("%")
        share = min(1.0, float(width) / 100) if width else 1.0
        return PFigure(node, self._name("figure"), share)

    def _name(self, what: str) -> str:
        """The anchor of a table or figure of the block; the first has the block's own id."""
        self.others += 1
        own = self.block.id or self.block.key
        return anchor(f"{own}\0{what} {self.others}")

    def _content(self, content: tuple[AInline, ...], around: tuple[str, ...]) -> None:
        """Counts the notes and indexes the spans of a cell or value."""
        self.planner.count_notes(content)
        if not self.again:
            self._spans(content, content, around)

    def _list(self, node: AList, around: tuple[str, ...], running: bool = True) -> PList:
        items = tuple(self._item(item, around, running) for item in node.items)
        return PList(items, node.ordered, node.start)

    def _item(self, item: AItem, around: tuple[str, ...], running: bool) -> tuple[PShape, ...]:
        return tuple(self._nodes(item.nodes, False, around, running))

    def _paragraph(
        self, node: AParagraph, numbered: bool, around: tuple[str, ...], running: bool
    ) -> PParagraph:
        content = node.content
        if self.planner.run_in:
            content = (*self.planner.run_in, AText(self.space, node.location), *content)
            self.planner.run_in = ()
        name, number = "", None
        if numbered:
            self.paragraphs += 1
            own = self.block.id or self.block.key
            if not self.again:
                name = anchor(own if self.paragraphs == 1 else f"{own}\0{self.paragraphs}")
            number = self.within = self.planner.next_number(name)
        content = self._backed(content)
        self.planner.count_notes(content)
        if not self.again:
            self._spans(content, content, around)
        return PParagraph(content, name, number, self.within, running)

    def _spans(
        self,
        content: tuple[AInline, ...],
        paragraph: tuple[AInline, ...],
        around: tuple[str, ...],
    ) -> None:
        """Indexes the spans of a paragraph, outer before inner."""
        numbers = [] if self.within is None else [self.within]
        for node in content:
            if not isinstance(node, (ASpan, AEmphasis)):
                continue
            parents = around
            if isinstance(node, ASpan) and (node.attributes.id or node.attributes.kind):
                self._span(node, paragraph, numbers, around)
                parents = (node.attributes.id or str(node.location), *around)
            self._spans(node.content, paragraph, parents)

    def _span(
        self,
        node: ASpan,
        paragraph: tuple[AInline, ...],
        numbers: list[int],
        around: tuple[str, ...],
    ) -> None:
        id, kind = node.attributes.id, node.attributes.kind
        self._concerns(node.keys, numbers)
        if id:
            self.planner.plan.index.setdefault(id, Entry(kind or "span", anchor(id), numbers))
        if kind and KINDS[kind].evidence:
            name = anchor(id) if id else ""
            self.planner.plan.found.append(
                Found(
                    id,
                    id or str(node.location),
                    kind,
                    name,
                    tuple(numbers),
                    self.section.id,
                    node.content,
                    paragraph,
                    node.location,
                    around,
                )
            )

    def _concerns(self, keys: Keys, numbers: list[int]) -> None:
        """Notes the instruments that something numbered names."""
        for words in getattr(keys, "instruments", ()) if numbers else ():
            self.planner.plan.concerns.append(Concern(words, tuple(numbers)))


def _title(block: ABlock) -> tuple[AInline, ...]:
    where = block.attributes.get("title")
    return (AText(where.value, where.value_location),) if where and where.value else ()


def _joined(block: ABlock) -> Iterator[AInline]:
    """The inlines of a block's paragraphs, with a space between two of them."""
    for position, content in enumerate(_own_inlines(block.nodes)):
        if position:
            yield AText(" ", block.location)
        yield from content


def _own_inlines(nodes: Iterable[Node]) -> Iterator[tuple[AInline, ...]]:
    for node in nodes:
        if isinstance(node, AParagraph):
            yield node.content
        elif isinstance(node, AList):
            for item in node.items:
                yield from _own_inlines(item.nodes)
        elif isinstance(node, AQuote):
            yield from _own_inlines(node.nodes)
