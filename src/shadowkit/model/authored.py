"""The dossier as its author wrote it: blocks, sections and settings, every node with its
place.  Nothing is numbered, chosen or worded here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import TypeAlias

from shadowkit.location import NOWHERE, Location
from shadowkit.model.document import Alignment, Image
from shadowkit.model.inline import (
    NO_ATTRIBUTES,
    AEmphasis,
    AInline,
    ALink,
    ANote,
    ASpan,
    Attributes,
)
from shadowkit.model.kinds import NO_KEYS, Keys
from shadowkit.model.register import Register
from shadowkit.model.reviews import Review
from shadowkit.model.settings import Settings
from shadowkit.records import dataclass


@dataclass(frozen=True, slots=True)
class AParagraph:
    content: tuple[AInline, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class AItem:
    nodes: tuple[Node, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class AList:
    items: tuple[AItem, ...]
    location: Location
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class AQuote:
    nodes: tuple[Node, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class ABlock:
    """One authored unit with a kind.

    `keys` are validated and hold what the headings above hand down; `attributes` are what
    the author wrote, with places.  `key` names the block where it has no id: its file and
    its place among the file's blocks.
    """

    kind: str
    nodes: tuple[Node, ...]
    location: Location
    key: str
    attributes: Attributes = NO_ATTRIBUTES
    keys: Keys = NO_KEYS

    @property
    def id(self) -> str:
        return self.attributes.id


@dataclass(frozen=True, slots=True)
class ATable:
    """A pipe table; `header` is () where its cells are all empty."""

    header: tuple[tuple[AInline, ...], ...]
    rows: tuple[tuple[tuple[AInline, ...], ...], ...]
    alignments: tuple[Alignment, ...]
    location: Location
    caption: tuple[AInline, ...] = ()


@dataclass(frozen=True, slots=True)
class AKeyValue:
    """A definition list: terms with their values."""

    entries: tuple[tuple[tuple[AInline, ...], tuple[tuple[AInline, ...], ...]], ...]
    location: Location


@dataclass(frozen=True, slots=True)
class AFigure:
    """A picture of the dossier; `image` is None where it could not be read."""

    path: str
    image: Image | None
    alt: str
    location: Location


Node: TypeAlias = AParagraph | AList | AQuote | ATable | AKeyValue | AFigure | ABlock


@dataclass(frozen=True, slots=True)
class ASection:
    """A heading and its subtree; the section `front` has no title."""

    id: str
    level: int
    title: tuple[AInline, ...]
    parts: tuple[ABlock | ASection, ...]
    location: Location
    attributes: Attributes = NO_ATTRIBUTES
    keys: Keys = NO_KEYS

    def blocks(self) -> Iterator[ABlock]:
        """The blocks below this section, in authored order."""
        for part in self.parts:
            if isinstance(part, ABlock):
                yield part
            else:
                yield from part.blocks()

    def sections(self) -> Iterator[ASection]:
        """This section and those below it, in authored order."""
        yield self
        for part in self.parts:
            if isinstance(part, ASection):
                yield from part.sections()


@dataclass(frozen=True, slots=True)
class Source:
    """A registered source: CSL data with dates as ``date-parts``."""

    id: str
    data: Mapping[str, object]
    location: Location
    incomplete: bool = False
    confidential: bool = False


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that was read.  `places` gives the place of each value of shadowkit.yaml by its
    path of keys, `files` the content files in the order they were read, `annexes` the
    sections of each annex by its path, `register` the earlier recommendations, `reviews` the
    recorded reviews by the id of the recommendation."""

    settings: Settings
    sections: tuple[ASection, ...]
    sources: Mapping[str, Source]
    places: Mapping[tuple[str | int, ...], Location]
    files: tuple[str, ...] = ()
    annexes: Mapping[str, tuple[ASection, ...]] = field(default_factory=dict)
    register: Register = field(default_factory=Register)
    reviews: Mapping[str, Review] = field(default_factory=dict)

    def place(self, *path: str | int) -> Location:
        """The place of a setting, or of the nearest one around it that exists."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.places:
                return self.places[path[:length]]
        return Location("shadowkit.yaml")

    def tops(self) -> Iterator[ASection]:
        """The top-level sections of the content and of the annexes."""
        yield from self.sections
        for sections in self.annexes.values():
            yield from sections

    def blocks(self) -> Iterator[ABlock]:
        for section in self.tops():
            yield from section.blocks()

    def all_sections(self) -> Iterator[ASection]:
        for section in self.tops():
            yield from section.sections()


def inlines_of(nodes: tuple[Node, ...], *, nested: bool = True) -> Iterator[tuple[AInline, ...]]:
    """The inlines of every paragraph, cell and value below `nodes`, in order; with
    `nested`, those of blocks inside blocks too."""
    for node in nodes:
        if isinstance(node, AParagraph):
            yield node.content
        elif isinstance(node, AList):
            for item in node.items:
                yield from inlines_of(item.nodes, nested=nested)
        elif isinstance(node, ATable):
            yield from (node.caption, *node.header)
            for row in node.rows:
                yield from row
        elif isinstance(node, AKeyValue):
            for term, values in node.entries:
                yield from (term, *values)
        elif isinstance(node, AQuote) or (isinstance(node, ABlock) and nested):
            yield from inlines_of(node.nodes, nested=nested)


def walk(content: tuple[AInline, ...], *, notes: bool = True) -> Iterator[AInline]:
    """Every inline in `content`, outer before inner; those inside notes where `notes`."""
    for node in content:
        yield node
        if isinstance(node, (AEmphasis, ALink, ASpan)):
            yield from walk(node.content, notes=notes)
        elif isinstance(node, ANote) and notes:
            for paragraph in node.paragraphs:
                yield from walk(paragraph, notes=notes)


__all__ = [
    "NOWHERE",
    "ABlock",
    "AFigure",
    "AItem",
    "AKeyValue",
    "AList",
    "AParagraph",
    "AQuote",
    "ASection",
    "ATable",
    "Dossier",
    "Node",
    "Source",
    "inlines_of",
    "walk",
]
