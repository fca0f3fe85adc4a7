"""The second pass of resolving: planned shapes to printed ones.

Walks the plan in printed order, so that first and later citations, first uses of acronyms
and the numbers of notes come out as a reader meets them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from shadowkit.location import Location
from shadowkit.model.assembly import Filing
from shadowkit.model.authored import Dossier
from shadowkit.model.document import (
    Block,
    Box,
    Cell,
    Figure,
    Heading,
    Item,
    KeyValue,
    List,
    Note,
    Paragraph,
    Quote,
    Section,
    Shape,
    Table,
    Unresolved,
    anchor,
)
from shadowkit.model.inline import (
    ABacking,
    ABreak,
    ACitation,
    AEmphasis,
    AInline,
    ALink,
    ANote,
    AReference,
    ASpan,
    AText,
    Emphasis,
    Inline,
    Inlines,
    LineBreak,
    Link,
    NoteMark,
    Reference,
    Span,
    Text,
    authored_text,
    plain,
)
from shadowkit.model.locators import word
from shadowkit.resolving.acronyms import Acronyms, Running
from shadowkit.resolving.citations import Citations, closed
from shadowkit.resolving.concordance import concordance
from shadowkit.resolving.earlier import followed
from shadowkit.resolving.from_keys import FromKeys
from shadowkit.resolving.implementation import Implementation
from shadowkit.resolving.planned import (
    PBlock,
    PBox,
    PFigure,
    PGenerated,
    PKeyValue,
    Plan,
    PParagraph,
    PQuote,
    PSection,
    PShape,
    PTable,
)
from shadowkit.resolving.references import worded
from shadowkit.resolving.referring import Referring
from shadowkit.resolving.seams import (
    answered,
    append_text,
    before_full_stop,
    between_notes,
    capital,
    note_id,
)

_JOINED = (",", ";", ".", ")", "،", "؛", "，", "；", "。", "）")
"""What a citation's suffix may begin with that wants no space before it."""


class Printer:
    """Prints a plan.  `notes`, `unresolved` and `cited` grow as it goes."""

    def __init__(
        self,
        plan: Plan,
        filing: Filing,
        dossier: Dossier,
        citations: Citations,
        elsewhere: Mapping[str, str],
    ) -> None:
        self.plan = plan
        self.filing = filing
        self.labels = filing.labels
        self.dossier = dossier
        self.citations = citations
        self.wordings = FromKeys(filing)
        self.acronyms = Acronyms(filing.settings.acronyms, filing.labels)
        self.notes: list[Note] = []
        self.cited: dict[str, None] = {}
        self._named: dict[str, int] = {}
        """Cited sources that were named, each with the number of the note that did so first, 0
        where that was in the text.  By its locator alone, the one that the submission is about
        is not named yet."""
        self.referring = Referring(plan, filing.labels, dossier, elsewhere)
        self.unresolved = self.referring.unresolved
        self.waiting: set[str] = set()
        """Anchors of the blocks that are to hold the list of acronyms."""
        self.anchored: set[str] = set()
        """Anchors of spans and notes already printed: what is printed twice has one once."""

    # --- blocks -----------------------------------------------------------------------

    def section(self, planned: PSection) -> Section:
        heading = None
        if planned.heading is not None:
            content = self._inlines(planned.heading, None)
            if planned.language:
                content = (Span(content, "", planned.language),)
            if planned.references == "theme":
                content = (*content, *self._evidence(answered(planned.asks)))
            heading = Heading(planned.level, content, planned.anchor, planned.number)
        parts: list[Block | Section] = []
        for part in planned.parts:
            if isinstance(part, PSection):
                parts.append(self.section(part))
            else:
                parts.append(self._block(part))
        return Section(planned.id, heading, tuple(parts), planned.location, planned.annex)

    def _block(self, planned: PBlock) -> Block:
        shapes = tuple(self._shapes(planned.shapes))
        keys = planned.block.keys
        return Block(planned.anchor, shapes, planned.block.location, keys.lang)

    def _shapes(self, shapes: Iterable[PShape]) -> Iterator[Shape]:
        for shape in shapes:
            if isinstance(shape, PParagraph):
                content = self._inlines(shape.content, Running() if shape.running else None)
                yield Paragraph(content, shape.anchor, shape.number)
            elif isinstance(shape, PQuote):
                yield Quote(tuple(self._shapes(shape.shapes)))
            elif isinstance(shape, PBox):
                title = self._inlines(shape.title, None)
                yield Box(title, tuple(self._shapes(shape.shapes)))
            elif isinstance(shape, PTable):
                yield self._table(shape)
            elif isinstance(shape, PKeyValue):
                yield KeyValue(
                    tuple(
                        (self._inlines(term, None), tuple(self._inlines(v, None) for v in values))
                        for term, values in shape.entries
                    )
                )
            elif isinstance(shape, PFigure):
                yield from self._figure(shape)
            elif isinstance(shape, PGenerated):
                yield from self._generated(shape)
            else:
                items = tuple(Item(tuple(self._shapes(item))) for item in shape.items)
                yield List(items, shape.ordered, shape.start)

    def _generated(self, planned: PGenerated) -> Iterator[Shape]:
        """Tables, for all numbers are known; acronyms wait for the whole text."""
        if planned.name == "concordance":
            plan = self.plan
            yield concordance(plan.concerns, self.filing, plan.anchors, planned.anchor)
        elif planned.name == "implementation-table":
            made = Implementation(self.filing, self.dossier, self.referring)
            yield from made.tables(planned.section, planned.anchor)
            self.cited.update(made.named)
        else:
            self.waiting.add(planned.anchor)
            yield KeyValue(())

    def _table(self, planned: PTable) -> Table:
        authored = planned.table
        caption = self._inlines(authored.caption, None)
        label = self.labels.table.label.format(n=planned.number) if planned.number else ""
        header: list[Cell] = []
        for position, content in enumerate(authored.header):
            # An empty header cell continues the one before it.
            if not content and position and header:
                header[-1] = Cell(header[-1].content, header[-1].span + 1)
            else:
                header.append(Cell(self._inlines(content, None)))
        rows = tuple(
            tuple(Cell(self._inlines(content, None)) for content in row) for row in authored.rows
        )
        return Table(
            tuple(header),
            rows,
            authored.alignments,
            planned.anchor,
            planned.header_columns,
            label,
            caption,
            self.labels.table.before_caption,
        )

    def _figure(self, planned: PFigure) -> Iterator[Shape]:
        image = planned.figure.image
        if image is None:  # it could not be read: a finding; its words stay
            yield Paragraph((Text(planned.figure.alt),))
        else:
            yield Figure(image, planned.figure.alt, planned.anchor, planned.width)

    # --- evidence behind themes and items ---------------------------------------------

    def _evidence(self, ids: Iterable[str]) -> Inlines:
        """`` (paras. 15–19)`` for what recommendations rest on."""
        entries = (self.plan.index.get(id) for id in ids)
        return self.in_parentheses(number for entry in entries if entry for number in entry.numbers)

    def in_parentheses(self, numbers: Iterable[int]) -> Inlines:
        """`` (paras. 15–19)``, or nothing where there is no number."""
        unique = sorted(set(numbers))
        if not unique:
            return ()
        before, _, after = self.labels.parentheses.partition("{text}")
        pieces = worded(unique, "para", self.labels, self.plan.anchors, "paragraph")
        return (Text(before), *pieces, Text(after))

    # --- inlines ----------------------------------------------------------------------

    def _inlines(
        self, content: Iterable[AInline], running: Running | None, *, in_note: bool = False
    ) -> Inlines:
        """Printed inlines.  `running` is None where acronyms stay as written (headings,
        notes, quotations)."""
        result: list[Inline] = []
        nodes = list(content)
        for position, node in enumerate(nodes):
            if isinstance(node, AText):
                text = node.text
                if between_notes(nodes, position) and not in_note:
                    continue
                if running is not None:
                    text = self.acronyms.expand(text, running)
                append_text(result, text)
            elif isinstance(node, ABreak):
                result.append(LineBreak())
                if running is not None:
                    running.before = ""
            elif isinstance(node, AEmphasis):
                # Titles stand in italics; an acronym within one is a part of the title.
                inner = None if node.style == "italic" else running
                inlines = self._inlines(node.content, inner, in_note=in_note)
                if running is not None and inner is None:
                    running.passed(authored_text(node.content))
                result.append(Emphasis(node.style, inlines))
            elif isinstance(node, ALink):
                inlines = self._inlines(node.content, running, in_note=in_note)
                result.append(Link(node.href, inlines))
            elif isinstance(node, ASpan):
                result.extend(self._span(node, running, in_note))
            elif isinstance(node, ANote):
                result.append(self._note(node))
            elif isinstance(node, ACitation):
                if in_note:
                    result.extend(self._citation(node))
                else:
                    result.append(self._cited_note(node))
            elif isinstance(node, AReference):
                for inline in self.referring.reference(node):
                    if isinstance(inline, Text):
                        append_text(result, inline.text)
                    else:
                        result.append(inline)
                if running is not None:
                    running.passed(node.targets[-1].id)
            elif isinstance(node, ABacking):
                result = self._with_backing(result, node)
        return tuple(result)

    def _with_backing(self, content: list[Inline], node: ABacking) -> list[Inline]:
        """The text of a recommendation with the numbers of its evidence inside its full
        stop, or with what it follows: in a note behind all, or like the evidence."""
        if node.key == "answers":
            added = self._evidence(name for name, _place in node.names)
            return list(before_full_stop(tuple(content), added))
        in_note = self.filing.layout.follows == "note"
        follows = tuple(self._follows(node, in_note))
        if in_note:
            note = closed(follows, self.labels.full_stop)
            return [*content, self._generated_note(note, node.location)]
        before, _, after = self.labels.parentheses.partition("{text}")
        return list(before_full_stop(tuple(content), (Text(before), *follows, Text(after))))

    def _follows(self, node: ABacking, in_note: bool) -> Iterator[Inline]:
        named = [(name, self.dossier.register.one(name)) for name, _place in node.names]
        entries = [entry.recommendation for _name, entry in named if entry is not None]
        cite = partial(self._cite, in_note=in_note)
        about = self.filing.settings.about
        yield from followed(entries, about, self.labels, cite, short=not in_note)
        for name, entry in named:
            if entry is None:
                yield Reference("", f"[earlier:{name}]", "paragraph")

    def _span(self, node: ASpan, running: Running | None, in_note: bool) -> Inlines:
        attributes = node.attributes
        language = attributes.value("lang")
        inner = running if not language else None
        content = self._inlines(node.content, inner, in_note=in_note)
        if running is not None and inner is None:
            running.passed(authored_text(node.content))
        if node.keys.label and node.content:
            run_in = self.wordings.run_in(node.keys.label)
            content = (Emphasis("bold", (Text(run_in),)), Text(self.labels.space), *content)
        if in_note and attributes.id and not node.content:
            return content  # the id of the note itself, which has its own anchor
        if not attributes.id and not language:
            return content
        name = self._once(anchor(attributes.id)) if attributes.id else ""
        if not name and not language:
            return content
        return (Span(content, name, language),)

    # --- notes and citations ----------------------------------------------------------

    def _note(self, node: ANote) -> NoteMark:
        # The number is taken before the content is printed: a note cannot hold another.
        number = len(self.notes) + 1
        id = note_id(node)
        own = self._once(anchor(id)) if id else ""
        mark = NoteMark(number, own or anchor(f"\0note {number}"))
        paragraphs = tuple(self._inlines(p, None, in_note=True) for p in node.paragraphs)
        if not node.paragraphs:
            lost = self.labels.lost_note.format(label=node.label.removeprefix("?"))
            paragraphs = ((Text(lost),),)
        self.notes.append(Note(number, mark.anchor, paragraphs, node.location))
        return mark

    def _once(self, name: str) -> str:
        """The anchor, or "" where it is printed already."""
        if name in self.anchored:
            return ""
        self.anchored.add(name)
        return name

    def _cited_note(self, node: ACitation) -> NoteMark:
        content = closed(tuple(self._citation(node)), self.labels.full_stop)
        first = node.items[0]
        if first.source == self.filing.settings.about and first.locator and not first.prefix:
            content = capital(content)  # "Para. 53."
        return self._generated_note(content, node.location)

    def _generated_note(self, content: Inlines, location: Location) -> NoteMark:
        number = len(self.notes) + 1
        mark = NoteMark(number, anchor(f"\0note {number}"))
        self.notes.append(Note(number, mark.anchor, (content,), location))
        return mark

    def _citation(self, node: ACitation) -> Iterator[Inline]:
        for position, item in enumerate(node.items):
            if position:
                yield Text(self.labels.citation.separator)
            if item.prefix:
                prefix = self._inlines(item.prefix, None, in_note=True)
                yield from prefix
                yield Text(self.labels.space_after(plain(prefix)))
            locator = word(item.locator, self.labels.language) if item.locator else ""
            if item.source not in self.dossier.sources:
                reason = Unresolved("source", item.source, item.location, "missing")
                self.unresolved.append(reason)
            yield from self._cite(item.source, locator)
            if item.suffix:
                suffix = self._inlines(item.suffix, None, in_note=True)
                if not plain(suffix).startswith(_JOINED):
                    yield Text(self.labels.space)
                yield from suffix

    def _cite(self, id: str, locator: str, *, in_note: bool = True) -> Iterator[Inline]:
        """A source as it is cited here: in full, in short, or by its locator alone where
        the submission is about it."""
        source = self.dossier.sources.get(id)
        if source is None:
            yield Reference("", f"[{id}]", "note")
        elif source.confidential and self.filing.public:
            yield Text(self.labels.citation.withheld)
        elif locator and id == self.filing.settings.about:
            yield Text(locator)
        else:
            later = id in self._named
            first = self._named.setdefault(id, len(self.notes) + 1 if in_note else 0)
            yield from self.citations.format(
                id, later=later, locator=locator, first=self._first(first)
            )
        self.cited[id] = None

    def _first(self, number: int) -> Reference | None:
        """The number of the note that named a source first, as a later one refers to it; None
        in that very note, and where it was no note."""
        if not 0 < number <= len(self.notes):
            return None
        return Reference(self.notes[number - 1].anchor, str(number), "note")
