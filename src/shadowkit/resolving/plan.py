"""From placed blocks to planned shapes: forms chosen, paragraphs numbered, ids indexed.

The first of the two passes of resolving.  Here every number of the document is decided, in
printed order; the second pass (`printing`) only words what stands here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from shadowkit.location import NOWHERE, Location
from shadowkit.model.assembly import Assembly, Group, Placed
from shadowkit.model.authored import (
    ABlock,
    AItem,
    AList,
    AParagraph,
    AQuote,
    ASection,
    Node,
    walk,
)
from shadowkit.model.document import anchor
from shadowkit.model.fields import in_language
from shadowkit.model.inline import ACitation, AEmphasis, AInline, ANote, ASpan, AText
from shadowkit.model.kinds import KINDS
from shadowkit.model.layout import Form, FormName, LayoutSection
from shadowkit.model.requests import Request, is_request, requests_of


@dataclass(slots=True)
class PParagraph:
    """`within` is the number of the paragraph it belongs to, its own or the one above."""

    content: tuple[AInline, ...]
    anchor: str
    number: int | None
    within: int | None
    running: bool = True
    answers: tuple[str, ...] = ()
    """The ids behind a recommendation whose evidence is named with each item."""


@dataclass(slots=True)
class PList:
    items: tuple[tuple[PShape, ...], ...]
    ordered: bool = False
    start: int = 1


@dataclass(slots=True)
class PQuote:
    shapes: tuple[PShape, ...]


PShape: TypeAlias = PParagraph | PList | PQuote


@dataclass(slots=True)
class PBlock:
    block: ABlock
    anchor: str
    shapes: tuple[PShape, ...]


@dataclass(slots=True)
class PSection:
    """A section with its heading (None: none is printed); `asks` are the blocks whose
    evidence is named behind the heading."""

    id: str
    level: int
    heading: tuple[AInline, ...] | None
    anchor: str
    number: str
    parts: list[PBlock | PSection]
    location: Location
    asks: tuple[ABlock, ...] = ()
    references: str = "none"


@dataclass(slots=True)
class Entry:
    """What an id names in this submission."""

    kind: str
    anchor: str
    numbers: list[int] = field(default_factory=list)
    heading: str = ""
    note: int = 0


@dataclass(slots=True)
class Found:
    """A block or span that a recommendation may rest on, as met in printed order."""

    id: str
    key: str
    kind: str
    anchor: str
    numbers: tuple[int, ...]
    section: str
    content: tuple[AInline, ...]
    around: tuple[AInline, ...]
    location: Location
    parents: tuple[str, ...]


@dataclass(slots=True)
class Plan:
    sections: list[PSection] = field(default_factory=list)
    index: dict[str, Entry] = field(default_factory=dict)
    anchors: dict[int, str] = field(default_factory=dict)
    """The anchor of each numbered paragraph."""
    found: list[Found] = field(default_factory=list)


def plan(assembly: Assembly) -> Plan:
    """The planned document of an assembled submission."""
    planner = _Planner(assembly)
    for placed in assembly.placed:
        planner.section(placed)
    return planner.plan


_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def heading_number(style: str, counters: list[int]) -> str:
    """The printed number of a heading: ``2.1``, ``II``, ``ii`` or ""."""
    if style == "decimal":
        return ".".join(str(counter) for counter in counters)
    if style in ("upper-roman", "lower-roman"):
        rest, text = counters[-1], ""
        for value, letters in _ROMAN:
            text += letters * (rest // value)
            rest %= value
        return text.upper() if style == "upper-roman" else text
    return ""


class _Planner:
    def __init__(self, assembly: Assembly) -> None:
        self.assembly = assembly
        self.filing = assembly.filing
        self.plan = Plan()
        self.number = 0
        self.notes = 0
        self.counters = [0, 0, 0]
        self.language = self.filing.labels.language
        self.printed: set[str] = set()
        """Anchors already printed: a second printing has none."""

    # --- sections ---------------------------------------------------------------------

    def section(self, placed: Placed) -> None:
        section = placed.section
        title = self._title(placed)
        empty = not placed.parts and not placed.groups
        keep = placed.authored_empty or section.empty != "skip"
        if empty and not keep:
            return
        planned = self._open(
            section.id,
            None if section.heading == "none" else title,
            int(section.heading) if section.heading != "none" else 1,
            anchor(section.id),
            placed.heading.location if placed.heading else NOWHERE,
        )
        if empty and section.empty not in ("skip", "heading"):
            text = in_language(section.empty, self.language)
            planned.parts.append(_said(text, anchor(f"{section.id}\0empty")))
        for part in placed.parts:
            planned.parts.append(self._part(part, section, planned.level + 1))
        for group in placed.groups:
            planned.parts.extend(self._group(group, section, planned.level + 1))
        self._index_section(section.id, planned)
        if placed.heading is not None and placed.heading.id:
            self._index_section(placed.heading.id, planned)
        self.plan.sections.append(planned)

    def _title(self, placed: Placed) -> tuple[AInline, ...]:
        if placed.heading is not None:
            return placed.heading.title
        return (AText(in_language(placed.section.title, self.language), NOWHERE),)

    def _open(
        self,
        id: str,
        title: tuple[AInline, ...] | None,
        level: int,
        anchor_: str,
        location: Location,
        numbered: bool = True,
    ) -> PSection:
        number = ""
        if title is not None:
            styles = self.filing.layout.headings
            style = styles[level - 1] if level <= len(styles) else "none"
            if style != "none" and numbered:
                self.counters[level - 1] += 1
                self.counters[level:] = [0] * (len(self.counters) - level)
                number = heading_number(style, self.counters[:level])
            self._count_notes(title)
        unique = anchor_ if anchor_ not in self.printed else ""
        self.printed.add(anchor_)
        return PSection(id, min(level, 3), title, unique, number, [], location)

    def _part(
        self, part: ABlock | ASection, section: LayoutSection, level: int
    ) -> PBlock | PSection:
        if isinstance(part, ABlock):
            return self._block(part, section)
        planned = self._open(
            part.id,
            part.title or None,
            level,
            anchor(part.id or f"{part.location}"),
            part.location,
            part.attributes.kind != "unnumbered",
        )
        for inner in part.parts:
            planned.parts.append(self._part(inner, section, level + 1))
        if part.id:
            self._index_section(part.id, planned)
        return planned

    def _index_section(self, id: str, planned: PSection) -> None:
        entry = Entry("section", planned.anchor, [], planned.number)
        for number in _numbers(planned):
            entry.numbers.append(number)
        self.plan.index.setdefault(id, entry)

    def _group(
        self, group: Group, section: LayoutSection, level: int
    ) -> Iterator[PBlock | PSection]:
        title = group.title
        if not title and group.theme:
            themes = self.filing.settings.themes
            name = in_language(themes.get(group.theme, group.theme), self.language)
            title = (AText(name, NOWHERE),)
        count = sum(1 for block in group.blocks for _request in requests_of(block))
        references = section.references or self.filing.option("references")
        if not title:
            for block in group.blocks:
                yield self._block(block, section, count)
            return
        key = f"{section.id}\0{group.theme or group.blocks[0].key}"
        planned = self._open("", title, level, anchor(key), group.blocks[0].location)
        planned.asks, planned.references = group.blocks, references
        for block in group.blocks:
            planned.parts.append(self._block(block, section, count))
        yield planned

    # --- blocks -----------------------------------------------------------------------

    def _block(self, block: ABlock, section: LayoutSection, many: int = 0) -> PBlock:
        name = anchor(block.id or block.key)
        again = name in self.printed
        self.printed.add(name)
        builder = _BlockBuilder(self, section, block, again, many)
        shapes = builder.build()
        return PBlock(block, "" if again else name, shapes)

    def form(self, block: ABlock, section: LayoutSection, count: int) -> FormName:
        """How the block prints in this section: the section's form for its kind, the
        layout's, else numbered where the submission numbers its paragraphs."""
        default = Form(many="numbered", one="numbered")
        form = section.forms.get(block.kind) or self.filing.layout.forms.get(block.kind) or default
        name = form.one if count == 1 else form.many
        if name == "numbered" and not self.numbers(section):
            return "plain"
        return name

    def numbers(self, section: LayoutSection) -> bool:
        return (section.numbering or self.filing.option("numbering")) == "paragraphs"

    def next_number(self, name: str) -> int:
        self.number += 1
        self.plan.anchors[self.number] = name
        return self.number

    def _count_notes(self, content: tuple[AInline, ...]) -> None:
        for node in content:
            if isinstance(node, ANote):
                self.notes += 1
                for inner in walk(node.paragraphs[0], notes=False) if node.paragraphs else ():
                    if isinstance(inner, ASpan) and inner.attributes.id:
                        note = anchor(inner.attributes.id)
                        entry = Entry("note", note, [], "", self.notes)
                        self.plan.index.setdefault(inner.attributes.id, entry)
            elif isinstance(node, ACitation):
                self.notes += 1
            elif hasattr(node, "content"):
                self._count_notes(node.content)


class _BlockBuilder:
    """Turns one authored block (and the blocks in it) into planned shapes."""

    def __init__(
        self, planner: _Planner, section: LayoutSection, block: ABlock, again: bool, many: int
    ) -> None:
        self.planner, self.section, self.block = planner, section, block
        self.again = again
        self.many = many
        self.paragraphs = 0
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
        shapes = list(self._formed(block, form, around))
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
            index.setdefault(block.id, Entry(block.kind, name, numbers))
        if KINDS[block.kind].evidence:
            content = tuple(node for content in _own_inlines(block.nodes) for node in content)
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
        for paragraph in _paragraphs(shapes):
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
            else:
                yield from self._shapes(node, around)

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
            name = anchor(own if self.paragraphs == 1 else f"{own}\0{self.paragraphs}")
            number = self.within = self.planner.next_number(name)
        self.planner._count_notes(node.content)
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


# --- helpers --------------------------------------------------------------------------


def _labelled(block: ABlock) -> tuple[Node, ...]:
    """The block's nodes, its `label` as a bold run-in before the first paragraph."""
    label = block.keys.label
    first = block.nodes[0] if block.nodes else None
    if not label or not isinstance(first, AParagraph):
        return block.nodes
    where = block.attributes.get("label")
    place = where.value_location if where else block.location
    run_in = AEmphasis("bold", (AText(f"{label}:", place),), place)
    led = AParagraph((run_in, AText(" ", place), *first.content), first.location)
    return (led, *block.nodes[1:])


def _own_inlines(nodes: Iterable[Node]) -> Iterator[tuple[AInline, ...]]:
    for node in nodes:
        if isinstance(node, AParagraph):
            yield node.content
        elif isinstance(node, AList):
            for item in node.items:
                yield from _own_inlines(item.nodes)
        elif isinstance(node, AQuote):
            yield from _own_inlines(node.nodes)


def _paragraphs(shapes: Iterable[PShape]) -> Iterator[PParagraph]:
    for shape in shapes:
        if isinstance(shape, PParagraph):
            yield shape
        elif isinstance(shape, PQuote):
            yield from _paragraphs(shape.shapes)
        else:
            for item in shape.items:
                yield from _paragraphs(item)


def _said(text: str, name: str) -> PBlock:
    """A block the layout itself prints."""
    paragraph = PParagraph((AText(text, NOWHERE),), "", None, None)
    return PBlock(ABlock("paragraph", (), NOWHERE, name), name, (paragraph,))


def _numbers(section: PSection) -> Iterator[int]:
    for part in section.parts:
        if isinstance(part, PSection):
            yield from _numbers(part)
        else:
            yield from (p.number for p in _paragraphs(part.shapes) if p.number is not None)
