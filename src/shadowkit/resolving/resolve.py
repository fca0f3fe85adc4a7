"""Assembled blocks to a resolved document: the one place where anything is numbered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from shadowkit.location import Location
from shadowkit.model.assembly import Assembly, Filing
from shadowkit.model.authored import ABlock, ASection, Dossier, inlines_of, walk
from shadowkit.model.document import (
    Answer,
    Asked,
    Block,
    Document,
    Evidence,
    Followed,
    KeyValue,
    Note,
    Section,
    Wordings,
)
from shadowkit.model.fields import in_language
from shadowkit.model.followup import assessed
from shadowkit.model.inline import ACitation, AInline, AReference, ASpan, authored_text, plain
from shadowkit.model.layout import LayoutSection
from shadowkit.model.register import Register
from shadowkit.model.requests import Request, requests_of
from shadowkit.model.takes import GeneratedList
from shadowkit.resolving.citations import Citations
from shadowkit.resolving.contents import contents
from shadowkit.resolving.counting import counted, texts
from shadowkit.resolving.cover import cover, procedure
from shadowkit.resolving.plan import plan
from shadowkit.resolving.planned import Found, Plan
from shadowkit.resolving.printing import Printer


def resolve(assembly: Assembly, dossier: Dossier, style: Path) -> Document:
    """The document that the submission prints.

    `style` is the path of a CSL file; `citations.StyleError` where it cannot be used.
    Never fails for what is wrong in the dossier: what does not resolve stays in the
    document, and in `Document.unresolved`.
    """
    document, empty = _resolved(assembly, dossier, style)
    while empty:
        # A list of nothing is not printed, nor is its heading, which may have had a number.
        placed = (
            replace(one, lists=tuple(n for n in one.lists if (one.section.id, n) not in empty))
            for one in assembly.placed
        )
        assembly = replace(assembly, placed=tuple(placed))
        document, empty = _resolved(assembly, dossier, style)
    return document


def _resolved(
    assembly: Assembly, dossier: Dossier, style: Path
) -> tuple[Document, set[tuple[str, GeneratedList]]]:
    """The document, and the lists to be made from the whole text that have no entries, each
    with the id of its section."""
    filing = assembly.filing
    labels, settings = filing.labels, filing.settings
    asked = {name for placed in assembly.placed for name in placed.lists}
    planned = plan(assembly, dossier.register)
    citations = Citations(
        {id: source.data for id, source in dossier.sources.items()},
        style,
        labels,
    )
    ids = _ids(dossier)
    printer = Printer(planned, filing, dossier, citations, ids)
    sections = tuple(printer.section(section) for section in planned.sections)
    notes = tuple(printer.notes)
    acronyms = KeyValue(())
    if "acronyms" in asked:
        acronyms = printer.acronyms.listed(_printed(sections, notes))
        sections = tuple(_with_list(one, printer.waiting, acronyms) for one in sections)
    front, listed = cover(filing), contents(filing, sections)
    at_end = filing.option("notes") == "end"
    counts, section_counts, block_counts = counted(
        front, listed, sections, notes, labels.pages.notes if at_end else ""
    )
    title = in_language(settings.title, labels.language)
    document = Document(
        submission=filing.name,
        language=settings.language,
        direction=labels.direction,
        title=title,
        short_title=in_language(settings.short_title, labels.language) or title,
        subject=procedure(filing),
        date=str(settings.date) if settings.date else "",
        cover=front,
        sections=sections,
        notes=notes,
        contents=listed,
        note_placement="end" if at_end else "foot",
        wordings=Wordings(
            labels.pages.page,
            labels.pages.draft,
            _title_of_notes(filing) or labels.pages.notes,
            labels.pages.back,
            labels.pages.skip,
            labels.pages.close,
        ),
        counts=counts,
        section_counts=section_counts,
        block_counts=block_counts,
        evidence=tuple(_evidence(planned, dossier.register)),
        recommendations=tuple(_asked(assembly, planned, ids, dossier.register)),
        unresolved=tuple(printer.unresolved),
        cited=tuple(printer.cited),
        unformatted=tuple(sorted(citations.failed)),
        cover_page=filing.layout.cover_page,
        logo=filing.logo,
    )

    def full(name: GeneratedList, section: LayoutSection) -> bool:
        if name == "implementation-table":
            return bool(assessed(dossier, filing, section))
        return bool(acronyms.entries if name == "acronyms" else planned.concerns)

    return document, {
        (one.section.id, name)
        for one in assembly.placed
        for name in one.lists
        if not full(name, one.section)
    }


def _printed(sections: tuple[Section, ...], notes: tuple[Note, ...]) -> Iterator[str]:
    """All printed texts, those of notes too."""
    for section in sections:
        for _block, _part, content in texts(section):
            yield plain(content)
    for note in notes:
        yield from map(plain, note.paragraphs)


def _with_list(section: Section, waiting: set[str], shape: KeyValue) -> Section:
    """The section with the list in the blocks that wait for it."""
    parts = (
        replace(part, shapes=(shape,))
        if isinstance(part, Block) and part.anchor in waiting
        else part
        for part in section.parts
    )
    return replace(section, parts=tuple(parts))


def _title_of_notes(filing: Filing) -> str:
    """What the layout calls the notes at the end, if it has a section for them."""
    for section in filing.layout.sections:
        if any(query.generated == "notes" for query in section.queries):
            return in_language(section.title, filing.labels.language)
    return ""


def _ids(dossier: Dossier) -> Mapping[str, str]:
    """Every id of the dossier's blocks, spans and sections, with what it names."""
    ids: dict[str, str] = {}
    for section in dossier.all_sections():
        if section.id:
            ids[section.id] = "section"
        ids.update(_spans(section.title))
    for block in dossier.blocks():
        for inner in _nested(block):
            if inner.id:
                ids[inner.id] = inner.kind
        for content in inlines_of(block.nodes):
            ids.update(_spans(content))
    return ids


def _spans(content: tuple[AInline, ...]) -> Iterator[tuple[str, str]]:
    for node in walk(content):
        if isinstance(node, ASpan) and node.attributes.id:
            yield node.attributes.id, node.attributes.kind or "span"


def _nested(block: ABlock) -> Iterator[ABlock]:
    yield block
    for node in block.nodes:
        if isinstance(node, ABlock):
            yield from _nested(node)


def _evidence(planned: Plan, register: Register) -> Iterator[Evidence]:
    for found in planned.found:
        yield Evidence(
            found.id,
            found.key,
            found.kind,
            found.anchor,
            found.numbers,
            found.section,
            " ".join(authored_text(found.content).split()),
            found.location,
            found.parents,
            tuple(dict.fromkeys(_cited(found.around))),
            tuple(dict.fromkeys(_earlier(found, register))),
        )


def _cited(content: tuple[AInline, ...]) -> Iterator[str]:
    for node in walk(content):
        if isinstance(node, ACitation):
            for item in node.items:
                yield item.source


def _earlier(found: Found, register: Register) -> Iterator[str]:
    """The earlier recommendations that something names, each by a word that names it alone."""
    names = [found.prints] if found.prints else []
    for node in walk(found.content):
        if isinstance(node, AReference):
            names += [target.id for target in node.targets if target.prefix == "earlier"]
    for name in names:
        entry = register.one(name)
        if entry is not None:
            yield entry.id


def _asked(
    assembly: Assembly, planned: Plan, elsewhere: Mapping[str, str], register: Register
) -> Iterator[Asked]:
    # By place: a list may print in parts, by theme, and again where it was written.
    seen: set[Location] = set()
    for placed in (*assembly.placed, *assembly.annexes):
        blocks = [b for part in placed.parts for b in _blocks(part)]
        blocks += [block for group in placed.groups for block in group.blocks]
        for block in blocks:
            for request in requests_of(block):
                if request.location not in seen:
                    seen.add(request.location)
                    yield _one(request, planned, elsewhere, register)


def _blocks(part: ABlock | ASection) -> Iterator[ABlock]:
    if isinstance(part, ABlock):
        yield part
    else:
        yield from part.blocks()


def _one(
    request: Request, planned: Plan, elsewhere: Mapping[str, str], register: Register
) -> Asked:
    answers: list[Answer] = []
    everything = False
    for id, location in request.words("answers"):
        if id == "*":
            everything = True
            continue
        entry = planned.index.get(id)
        if entry is not None:
            answers.append(Answer(id, location, tuple(entry.numbers)))
        else:
            answers.append(Answer(id, location, (), "absent" if id in elsewhere else "missing"))
    text = " ".join(" ".join(authored_text(p) for p in request.content).split())
    return Asked(
        request.id,
        text,
        request.keys.theme,
        tuple(answers),
        request.location,
        everything,
        tuple(
            Followed(name, location, tuple(entry.id for entry in register.named(name)))
            for name, location in request.words("follows")
        ),
    )
