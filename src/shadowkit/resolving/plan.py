"""From placed blocks to planned shapes: forms chosen, paragraphs numbered, ids indexed.

The first of the two passes of resolving.  Here every number of the document is decided, in
printed order; the second pass (`printing`) only words what stands here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shadowkit.location import NOWHERE, Location
from shadowkit.model.assembly import Assembly, Group, Placed
from shadowkit.model.authored import ABlock, ASection, walk
from shadowkit.model.document import anchor
from shadowkit.model.fields import in_language
from shadowkit.model.inline import (
    ABacking,
    ACitation,
    AInline,
    ANote,
    ASpan,
    AText,
    authored_text,
)
from shadowkit.model.kinds import KINDS, Keys
from shadowkit.model.kinds import Form as FormName
from shadowkit.model.layout import Form, LayoutSection
from shadowkit.model.numerals import roman
from shadowkit.model.register import Register
from shadowkit.model.requests import begins_with_words, requests_of
from shadowkit.resolving.block_words import BlockWords
from shadowkit.resolving.from_keys import FromKeys, bold
from shadowkit.resolving.plan_blocks import BlockBuilder
from shadowkit.resolving.planned import (
    Entry,
    Found,
    PBlock,
    PGenerated,
    Plan,
    PParagraph,
    PSection,
    PShape,
    numbers,
)


def plan(assembly: Assembly, register: Register) -> Plan:
    """The planned document of an assembled submission; `register` holds the earlier
    recommendations that its blocks may print."""
    planner = Planner(assembly, register)
    for placed in assembly.placed:
        planner.section(placed)
    for placed in assembly.annexes:
        planner.section(placed, annex=True)
    planner.complete_sections()
    return planner.plan


def heading_number(style: str, counters: list[int]) -> str:
    """The printed number of a heading: ``2.1``, ``II``, ``ii`` or ""."""
    if style == "decimal":
        return ".".join(str(counter) for counter in counters)
    if style in ("upper-roman", "lower-roman"):
        text = roman(counters[-1])
        return text.upper() if style == "upper-roman" else text
    return ""


class Planner:
    def __init__(self, assembly: Assembly, register: Register) -> None:
        self.assembly = assembly
        self.register = register
        self.filing = assembly.filing
        self.wordings = FromKeys(self.filing)
        self.words = BlockWords(self.wordings, register)
        self.plan = Plan()
        self.number = 0
        self.notes = 0
        self.tables = 0
        self.counters = [0, 0, 0]
        self.language = self.filing.labels.language
        self.by_section: dict[str, list[int]] = {}
        """The numbers of the paragraphs written in each authored section."""
        self.section_id = ""
        """The id of the layout's section that is being planned."""
        self.run_in: tuple[AInline, ...] = ()
        """The title of a section without a heading, until its first paragraph takes it."""
        self.printed: set[str] = set()
        """Anchors already printed: a second printing has none."""

    # --- sections ---------------------------------------------------------------------

    def section(self, placed: Placed, *, annex: bool = False) -> None:
        section = placed.section
        self.section_id = section.id
        title = self._title(placed)
        empty = not (placed.parts or placed.groups or placed.lists)
        keep = placed.authored_empty or section.empty != "skip"
        if empty and not keep:
            return
        styles = self.filing.layout.headings
        keys = placed.heading.keys if placed.heading else None
        printed = section.heading in ("1", "2")
        planned = self._open(
            section.id,
            (title or None) if printed else None,
            _level(section),
            # The layout's id is no id of the dossier's: a block may well have the same.
            anchor((placed.heading and placed.heading.id) or f"{section.id}\0section"),
            placed.heading.location if placed.heading else NOWHERE,
            "none" if annex or section.annex or section.unnumbered else styles[_level(section) - 1],
            placed.heading,
        )
        planned.annex = annex or section.annex
        if empty and section.empty not in ("skip", "heading"):
            text = in_language(section.empty, self.language)
            words = (AText(text, NOWHERE),)
            planned.parts.append(_said(words, anchor(f"{section.id}\0empty")))
        if section.heading == "run-in" and title:
            self.run_in = self.wordings.run_in_of(title)
        below = planned.level + (planned.heading is not None)
        below_styles = section.headings or _own_numbering(keys) or styles[below - 1 :]
        planned.parts += self._parts(placed.parts, section, below, below_styles)
        if self.run_in:  # no paragraph took it
            name = anchor(f"{section.id}\0run-in")
            planned.parts.insert(0, _said(self.run_in, name))
            self.run_in = ()
        for group in placed.groups:
            planned.parts.extend(self._group(group, section, below))
        for name in placed.lists:
            anchor_ = anchor(f"{section.id}\0{name}")
            planned.parts.append(_made((PGenerated(name, anchor_, section),), anchor_))
        self._index_section(section.id, planned)
        for id in (placed.heading.id if placed.heading else "", *placed.merged):
            if id:
                self._index_section(id, planned)
        self.plan.sections.append(planned)

    def _title(self, placed: Placed) -> tuple[AInline, ...]:
        if placed.heading is not None:
            return self._headline(placed.heading)
        words = in_language(placed.section.title, self.language)
        return (AText(words, NOWHERE),) if words else ()

    def _open(
        self,
        id: str,
        title: tuple[AInline, ...] | None,
        level: int,
        anchor_: str,
        location: Location,
        style: str,
        authored: ASection | None = None,
    ) -> PSection:
        number = ""
        if title is not None:
            numbered = authored is None or authored.attributes.kind != "unnumbered"
            if style != "none" and numbered and level <= len(self.counters):
                self.counters[level - 1] += 1
                self.counters[level:] = [0] * (len(self.counters) - level)
                number = heading_number(style, self.counters[:level])
            self.count_notes(title)
            self._title_spans(id, title)
        unique = anchor_ if anchor_ not in self.printed else ""
        self.printed.add(anchor_)
        language = authored.keys.lang if authored else ""
        return PSection(id, min(level, 3), title, unique, number, [], location, language)

    def _title_spans(self, id: str, title: tuple[AInline, ...]) -> None:
        """Indexes the spans of a heading, which have no number."""
        for node in walk(title, notes=False):
            if not isinstance(node, ASpan):
                continue
            own, kind = node.attributes.id, node.attributes.kind
            name = anchor(own) if own else ""
            if own:
                self.plan.index.setdefault(own, Entry(kind or "span", name))
            if kind and KINDS[kind].evidence:
                key = own or str(node.location)
                self.plan.found.append(
                    Found(
                        own,
                        key,
                        kind,
                        name,
                        (),
                        self.section_id,
                        node.content,
                        title,
                        node.location,
                        (id,),
                    )
                )

    def _headline(self, section: ASection) -> tuple[AInline, ...]:
        """The author's heading, behind its `label` where it has one."""
        label = section.keys.label
        if not label or not section.title:
            return section.title
        where = section.attributes.get("label")
        place = where.value_location if where else section.location
        return (AText(f"{self.wordings.run_in(label)} ", place), *section.title)

    def _parts(
        self,
        parts: Iterable[ABlock | ASection],
        section: LayoutSection,
        level: int,
        styles: tuple[str, ...],
    ) -> Iterator[PBlock | PSection]:
        """What stands under one heading; `styles` are how its sub-headings are numbered, by
        level.  The layout's label stands before the first recommendations (or questions)
        that begin with nothing."""
        label = in_language(section.label, self.language)
        for part in parts:
            if isinstance(part, ASection):
                yield self._part(part, section, level, styles)
                continue
            if label and KINDS[part.kind].led and not begins_with_words(part):
                yield _said(bold(label, NOWHERE), anchor(f"{part.key}\0label"))
                label = ""
            yield self._block(part, section)

    def _part(
        self, part: ASection, section: LayoutSection, level: int, styles: tuple[str, ...]
    ) -> PSection:
        style = styles[0] if styles else "none"
        planned = self._open(
            part.id,
            self._headline(part) or None,
            level,
            anchor(part.id or f"{part.location}"),
            part.location,
            style,
            part,
        )
        below = _own_numbering(part.keys) or styles[1:]
        planned.parts += self._parts(part.parts, section, level + 1, below)
        if part.id:
            self._index_section(part.id, planned)
        return planned

    def _index_section(self, id: str, planned: PSection) -> None:
        title = authored_text(planned.heading or ())
        entry = Entry("section", planned.anchor, [], planned.number, title)
        for number in numbers(planned):
            entry.numbers.append(number)
        self.plan.index.setdefault(id, entry)

    def complete_sections(self) -> None:
        """Adds to authored sections the paragraphs that the layout prints elsewhere."""
        for id, elsewhere in self.by_section.items():
            entry = self.plan.index.get(id)
            if entry is not None and entry.kind == "section":
                entry.numbers = sorted({*entry.numbers, *elsewhere})

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
        styles = self.filing.layout.headings
        style = styles[level - 1] if level <= len(styles) else "none"
        name = anchor(group.id or key)
        planned = self._open("", title, level, name, group.blocks[0].location, style)
        planned.asks, planned.references = group.blocks, references
        for block in group.blocks:
            planned.parts.append(self._block(block, section, count))
        if group.id:
            self._index_section(group.id, planned)
        yield planned

    # --- blocks -----------------------------------------------------------------------

    def _block(self, block: ABlock, section: LayoutSection, many: int = 0) -> PBlock:
        name = anchor(block.id or block.key)
        again = name in self.printed
        self.printed.add(name)
        builder = BlockBuilder(self, section, block, again, many)
        before = self.number
        shapes = builder.build()
        for id in self.assembly.paths.get(block.key, ()) if not again else ():
            numbers_of_section = self.by_section.setdefault(id, [])
            numbers_of_section += range(before + 1, self.number + 1)
        return PBlock(block, "" if again else name, shapes)

    def form(self, block: ABlock, section: LayoutSection, count: int) -> FormName:
        """How the block prints in this section: the section's form for its kind, the
        layout's, else the kind's own.  Nothing is numbered where the submission numbers no
        paragraphs."""
        own = KINDS[block.kind].form
        default = Form(many=own, one=own)
        form = section.forms.get(block.kind) or self.filing.layout.forms.get(block.kind) or default
        name = form.one if count == 1 else form.many
        if name == "numbered" and not self.numbers(section):
            return "plain"
        return name

    def numbers(self, section: LayoutSection) -> bool:
        own = section.numbering or self.filing.option("numbering")
        return own == "paragraphs" and not section.annex

    def next_number(self, name: str) -> int:
        self.number += 1
        self.plan.anchors[self.number] = name
        return self.number

    def next_table(self) -> int:
        self.tables += 1
        return self.tables

    def count_notes(self, content: tuple[AInline, ...]) -> None:
        for node in content:
            if isinstance(node, ANote):
                self.notes += 1
                for inner in walk(node.paragraphs[0], notes=False) if node.paragraphs else ():
                    if isinstance(inner, ASpan) and inner.attributes.id:
                        note = anchor(inner.attributes.id)
                        entry = Entry("note", note, note=self.notes)
                        self.plan.index.setdefault(inner.attributes.id, entry)
            elif isinstance(node, ACitation):
                self.notes += 1
            elif isinstance(node, ABacking):
                self.notes += node.key == "follows" and self.filing.layout.follows == "note"
            elif hasattr(node, "content"):
                self.count_notes(node.content)


def _level(section: LayoutSection) -> int:
    return int(section.heading) if section.heading in ("1", "2") else 1


def _own_numbering(keys: Keys | None) -> tuple[str, ...]:
    """The numbering that a `section` block gives the headings in it."""
    numbering = getattr(keys, "numbering", "")
    return (numbering, numbering) if numbering else ()


def _said(content: tuple[AInline, ...], name: str) -> PBlock:
    """A block the layout itself prints."""
    return _made((PParagraph(content, "", None, None),), name)


def _made(shapes: tuple[PShape, ...], name: str) -> PBlock:
    return PBlock(ABlock("paragraph", (), NOWHERE, name), name, shapes)
