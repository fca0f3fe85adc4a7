"""The resolved document: what is printed, with every number decided.

Kinds of blocks are gone here; there are only a few printed shapes.  Writers and the word
count know shapes only, print what stands here and count nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import lru_cache
from typing import Literal, TypeAlias

from shadowkit.location import NOWHERE, Location
from shadowkit.model.inline import Inlines
from shadowkit.records import dataclass


@lru_cache(maxsize=20_000)
def anchor(id: str) -> str:
    """The anchor of an id in produced files: ``sk`` and twelve hex digits.

    The id itself never leaves the dossier: what an author calls a block is not filed with
    the State under review.
    """
    return "sk" + hashlib.sha256(id.encode("utf-8", "backslashreplace")).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Image:
    """The bytes of a picture with its size in pixels."""

    data: bytes
    media_type: Literal["image/png", "image/jpeg"]
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Logo:
    """The mark of an organisation; `alt` is read aloud in its place."""

    image: Image
    alt: str


# --- shapes ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3; `number` is "" where headings are not numbered."""

    level: int
    content: Inlines
    anchor: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `number` is its place in the one numbering through the document."""

    content: Inlines
    anchor: str = ""
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Item:
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class List:
    """A list; `ordered` items are numbered from `start` within the list."""

    items: tuple[Item, ...]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class Quote:
    """Text set apart as a quotation."""

    shapes: tuple[Shape, ...]


Alignment: TypeAlias = Literal["", "left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; `span` is the number of columns it takes.  One with a `bar` shows a
    bar of so much of its width (from 0 to 1) and no text: it adorns a number beside it."""

    content: Inlines
    span: int = 1
    bar: float | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table.  `header` is the row of headings (() where there is none), `alignments` has
    one entry a column, `header_columns` the columns (from 1) whose cells name their row.
    `label` is the printed number ("Table 2"), "" where the table has no caption; `joint`
    stands between the two."""

    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    alignments: tuple[Alignment, ...]
    anchor: str
    header_columns: tuple[int, ...] = ()
    label: str = ""
    caption: Inlines = ()
    joint: str = ". "


@dataclass(frozen=True, slots=True)
class KeyValue:
    """Terms with their values; a value may be empty."""

    entries: tuple[tuple[Inlines, tuple[Inlines, ...]], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture as it is in the dossier, PNG or JPEG.  `width` is its share of the text's
    width, 0 < width <= 1."""

    image: Image
    alt: str
    anchor: str
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Box:
    """Text set apart in a frame, under a title where it has one."""

    title: Inlines
    shapes: tuple[Shape, ...]


Shape: TypeAlias = Heading | Paragraph | List | Quote | Table | KeyValue | Figure | Box


# --- parts ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Block:
    """What one authored block became.  Writers keep it together under its anchor, so that
    a reader with the dossier finds the block again."""

    anchor: str
    shapes: tuple[Shape, ...]
    location: Location = NOWHERE
    language: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (None: printed without one) and what stands under it, in order.  An annex
    begins on a page of its own."""

    id: str
    heading: Heading | None
    parts: tuple[Block | Section, ...]
    location: Location = NOWHERE
    annex: bool = False

    def blocks(self) -> Iterator[Block]:
        """All blocks of the section and of the sections in it, in printed order."""
        for part in self.parts:
            if isinstance(part, Block):
                yield part
            else:
                yield from part.blocks()


CoverRole: TypeAlias = Literal[
    "series", "title", "subtitle", "state", "label", "submitter", "detail", "date", "notice"
]


@dataclass(frozen=True, slots=True)
class CoverLine:
    """One line of the cover; the role says how it looks."""

    role: CoverRole
    content: Inlines


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """One heading in the contents; `anchor` is the heading's ("": nothing leads to it)."""

    level: int
    number: str
    content: Inlines
    anchor: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The contents, printed between the cover and the text: the headings down to level
    `depth`.  The numbers of pages are the one thing that only the writers know."""

    title: str
    depth: int
    entries: tuple[ContentsEntry, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A note as printed, with the place where the author wrote it."""

    number: int
    anchor: str
    paragraphs: tuple[Inlines, ...]
    location: Location = NOWHERE


# --- counts ---------------------------------------------------------------------------

Part: TypeAlias = Literal[
    "front matter", "contents", "headings", "body", "tables", "notes", "annexes"
]
PARTS: tuple[Part, ...] = (
    "front matter",
    "contents",
    "headings",
    "body",
    "tables",
    "notes",
    "annexes",
)


@dataclass(frozen=True, slots=True)
class Counts:
    """Words by named count and part: ``counts.words["word"]["body"]``."""

    words: Mapping[str, Mapping[str, int]]

    def total(self, count: str, parts: tuple[str, ...]) -> int:
        """The words of `parts` by the named count."""
        by_part = self.words[count]
        return sum(by_part.get(part, 0) for part in parts)


@dataclass(frozen=True, slots=True)
class SectionCounts:
    """The counts of one top-level section, with its printed title."""

    id: str
    title: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class BlockCounts:
    """The counts of one block, its notes among them, with its place and its first words."""

    section: str
    location: Location
    beginning: str
    counts: Counts


# --- the evidence graph ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Evidence:
    """A block or span of the submission that a recommendation may rest on.

    `numbers` are the printed paragraph numbers ((): it has none).  `key` is its id, or what
    stands in for one; `parents` the keys of the blocks and ids of the sections around it,
    inner before outer.  `earlier` are ids of earlier recommendations that its text names.
    """

    id: str
    key: str
    kind: str
    anchor: str
    numbers: tuple[int, ...]
    section: str
    text: str
    location: Location
    parents: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """One id of a recommendation's ``answers``: what it names and the numbers it gives.

    `state` is "missing" where no block, span or section of the dossier has the id, and
    "absent" where one has but this submission does not print it.
    """

    id: str
    location: Location
    numbers: tuple[int, ...] = ()
    state: Literal["found", "missing", "absent"] = "found"


@dataclass(frozen=True, slots=True)
class Followed:
    """One word of a recommendation's ``follows``, and the ids of the earlier recommendations
    that it names: one, none, or several that share a number."""

    name: str
    location: Location
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One recommendation as printed in the submission, with what it rests on and what it
    follows."""

    id: str
    text: str
    theme: str
    answers: tuple[Answer, ...]
    location: Location
    everything: bool = False
    """``answers="*"``: it rests on the document as a whole."""
    follows: tuple[Followed, ...] = ()


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A reference or citation that could not be resolved, and why."""

    prefix: str
    id: str
    location: Location
    reason: Literal["missing", "absent", "unnumbered", "ambiguous"]
    choices: tuple[str, ...] = ()


# --- the document ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Wordings:
    """The words the program adds on pages, in the document's language."""

    page: str = "Page {page} of {pages}"
    draft: str = "Draft"
    notes: str = "Notes"
    back: str = "Back to the text"
    skip: str = "Skip to the text"
    close: str = "Close the note"


@dataclass(frozen=True, slots=True)
class Document:
    """One submission, resolved.

    `language` is a BCP 47 tag, `direction` "ltr" or "rtl".  `short_title` stands in the
    running header.  `date` is the submission's date as ISO text (a year, a month or a
    day) or "".  `about` is metadata for the files (subject).
    """

    submission: str
    language: str
    direction: Literal["ltr", "rtl"]
    title: str
    short_title: str
    subject: str
    date: str
    cover: tuple[CoverLine, ...]
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    contents: Contents | None = None
    note_placement: Literal["foot", "end"] = "foot"
    wordings: Wordings = field(default_factory=Wordings)
    counts: Counts = field(default_factory=lambda: Counts({}))
    section_counts: tuple[SectionCounts, ...] = ()
    block_counts: tuple[BlockCounts, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    recommendations: tuple[Asked, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    cited: tuple[str, ...] = ()
    unformatted: tuple[str, ...] = ()
    """Cited sources that the citation style could not format; printed in a plain form."""
    cover_page: bool = True
    """Whether the cover has a page of its own; otherwise the text begins below it."""
    logo: Logo | None = None
    """Stands above the lines of the cover."""

    def blocks(self) -> Iterator[Block]:
        """All blocks in printed order."""
        for section in self.sections:
            yield from section.blocks()
