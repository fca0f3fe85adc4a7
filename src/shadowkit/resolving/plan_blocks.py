"""One authored block, and the blocks in it, to planned shapes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

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
from shadowkit.model.inline import AEmphasis, AInline, ASpan, AText
from shadowkit.model.kinds import KINDS
from shadowkit.model.kinds import Form as FormName
from shadowkit.model.layout import LayoutSection
from shadowkit.model.requests import Request, is_request, requests_of
from shadowkit.resolving.planned import (
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
                ),
            )

    def _formed(self, block: ABlock, form: FormName, around: tuple[str, ...]) -> Iterator[PShape]:
        nodes = _labelled(block)
        title = _title(block)
        if form == "box":
            self.planner.count_notes(title)
            yield PBox(title, tuple(self._nodes(nodes, False, around)))
            return
        if form == "quote":
            yield PQuote(tuple(self._nodes(nodes, False, around, False)))
            return
        if title:
            yield PParagraph((AEmphasis("bold", title, block.location),), "", None, None, False)
        requests = list(requests_of(block)) if is_request(block) else []
        if block.kind == "recommendation" and requests:
            shapes = list(self._request_shapes(nodes, form, around))
            self._name_evidence(shapes, requests[0])
            yield from shapes
            return
        if form == "bullet":
            for node in nodes:
                if isinstance(node, AList) and is_request(block):
                    planned = self._list(node, around)
                    for item, request in zip(planned.items, requests, strict=False):
                        self._name_evidence(item, request)
                    yield planned
                elif is_request(block):
                    yield from self._nodes((node,), False, around)
                else:
                    yield PList((tuple(self._nodes(nodes, False, around)),))
                    return
            return
        for node in nodes:
            if isinstance(node, AList) and is_request(block):
                for authored, request in zip(node.items, requests, strict=False):
                    shapes = list(self._nodes(authored.nodes, form == "numbered", around))
                    self._name_evidence(shapes, request)
                    yield from shapes
            else:
                yield from self._nodes((node,), form == "numbered", around)

    def _request_shapes(
        self, nodes: tuple[Node, ...], form: FormName, around: tuple[str, ...]
    ) -> Iterator[PShape]:
        if form == "bullet":
            yield PList((tuple(self._nodes(nodes, False, around)),))
        else:
            yield from self._nodes(nodes, form == "numbered", around)

    def _name_evidence(self, shapes: Iterable[PShape], request: Request) -> None:
        """Has the evidence of one recommendation printed behind its first paragraph, where
        the submission names evidence by item."""
        references = self.section.references or self.planner.filing.option("references")
        if references != "item":
            return
        for paragraph in paragraphs(shapes):
            paragraph.answers = getattr(request.keys, "answers", ())
            return

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
        name, number = "", None
        if numbered:
            self.paragraphs += 1
            own = self.block.id or self.block.key
            if not self.again:
                name = anchor(own if self.paragraphs == 1 else f"{own}\0{self.paragraphs}")
            number = self.within = self.planner.next_number(name)
        self.planner.count_notes(node.content)
        if not self.again:
            self._spans(node.content, node.content, around)
        return PParagraph(node.content, name, number, self.within, running)

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


def _labelled(block: ABlock) -> tuple[Node, ...]:
    """The block's nodes, its `topic` or `label` as a bold run-in before the first paragraph."""
    name = next((name for name in ("topic", "label") if getattr(block.keys, name, "")), "")
    if not name:
        return block.nodes
    where = block.attributes.get(name)
    place = where.value_location if where else block.location
    run_in = AEmphasis("bold", (AText(f"{getattr(block.keys, name)}:", place),), place)
    first = block.nodes[0] if block.nodes else None
    if not isinstance(first, AParagraph):
        return (AParagraph((run_in,), place), *block.nodes)
    led = AParagraph((run_in, AText(" ", place), *first.content), first.location)
    return (led, *block.nodes[1:])


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
