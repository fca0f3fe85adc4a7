"""Planned shapes: what will be printed, with its number, and still in the author's inlines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from typing import TypeAlias

from shadowkit.location import Location
from shadowkit.model.authored import ABlock, AFigure, ATable
from shadowkit.model.inline import AInline
from shadowkit.model.layout import LayoutSection
from shadowkit.model.takes import GeneratedList
from shadowkit.records import dataclass


@dataclass(slots=True)
class PParagraph:
    """`within` is the number of the paragraph it belongs to, its own or the one above."""

    content: tuple[AInline, ...]
    anchor: str
    number: int | None
    within: int | None
    running: bool = True


@dataclass(slots=True)
class PList:
    items: tuple[tuple[PShape, ...], ...]
    ordered: bool = False
    start: int = 1


@dataclass(slots=True)
class PQuote:
    shapes: tuple[PShape, ...]


@dataclass(slots=True)
class PTable:
    """`number` is 0 where the table has no caption, and so no number."""

    table: ATable
    anchor: str
    number: int
    header_columns: tuple[int, ...] = ()


@dataclass(slots=True)
class PKeyValue:
    entries: tuple[tuple[tuple[AInline, ...], tuple[tuple[AInline, ...], ...]], ...]


@dataclass(slots=True)
class PFigure:
    figure: AFigure
    anchor: str
    width: float = 1.0


@dataclass(slots=True)
class PBox:
    title: tuple[AInline, ...]
    shapes: tuple[PShape, ...]


@dataclass(slots=True)
class PGenerated:
    """What is made from the whole text, once that is printed, for a section of the layout."""

    name: GeneratedList
    anchor: str
    section: LayoutSection


PShape: TypeAlias = PParagraph | PList | PQuote | PTable | PKeyValue | PFigure | PBox | PGenerated


@dataclass(slots=True)
class PBlock:
    block: ABlock
    anchor: str
    shapes: tuple[PShape, ...]


@dataclass(slots=True)
class PSection:
    """A section with its heading (None: none is printed) and the language the author gave it
    in; `asks` are the blocks whose evidence is named behind the heading."""

    id: str
    level: int
    heading: tuple[AInline, ...] | None
    anchor: str
    number: str
    parts: list[PBlock | PSection]
    location: Location
    language: str = ""
    asks: tuple[ABlock, ...] = ()
    references: str = "none"
    annex: bool = False


@dataclass(slots=True)
class Entry:
    """What an id names in this submission.  `heading` and `title` are the number and the words
    of a section's heading, "" where none is printed.  `table` and `table_anchor` are those of the
    first counted table of a block, 0 and "" where it has none."""

    kind: str
    anchor: str
    numbers: list[int] = field(default_factory=list)
    heading: str = ""
    title: str = ""
    note: int = 0
    table: int = 0
    table_anchor: str = ""


@dataclass(slots=True)
class Found:
    """A block or span that a recommendation may rest on, as met in printed order.  `prints` is
    the word for the earlier recommendation that it prints, "" where it prints none."""

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
    prints: str = ""


@dataclass(slots=True)
class Concern:
    """An instrument that evidence or a recommendation names, in the author's words, and the
    numbers of the paragraphs where that stands."""

    words: str
    numbers: tuple[int, ...]


@dataclass(slots=True)
class Plan:
    sections: list[PSection] = field(default_factory=list)
    index: dict[str, Entry] = field(default_factory=dict)
    anchors: dict[int, str] = field(default_factory=dict)
    """The anchor of each numbered paragraph."""
    found: list[Found] = field(default_factory=list)
    concerns: list[Concern] = field(default_factory=list)


def paragraphs(shapes: Iterable[PShape]) -> Iterator[PParagraph]:
    """The paragraphs below `shapes`, in printed order."""
    for shape in shapes:
        if isinstance(shape, PParagraph):
            yield shape
        elif isinstance(shape, (PQuote, PBox)):
            yield from paragraphs(shape.shapes)
        elif isinstance(shape, PList):
            for item in shape.items:
                yield from paragraphs(item)


def sections_of(sections: Iterable[PSection]) -> Iterator[PSection]:
    """The sections and those below them, in printed order."""
    for section in sections:
        yield section
        yield from sections_of(part for part in section.parts if isinstance(part, PSection))


def numbers(section: PSection) -> Iterator[int]:
    for part in section.parts:
        if isinstance(part, PSection):
            yield from numbers(part)
        else:
            yield from (p.number for p in paragraphs(part.shapes) if p.number is not None)
