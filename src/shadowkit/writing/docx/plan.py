"""What stands where, found before anything is written.

A reference may point forward, and Word counts for itself: so the anchors and the numbers
are gathered first, and a document whose numbers Word could not arrive at is refused here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field
from typing import Literal, TypeAlias

from shadowkit.model.document import (
    Block,
    Box,
    Document,
    Heading,
    List,
    Paragraph,
    Quote,
    Section,
    Shape,
    Table,
)
from shadowkit.model.inline import Inlines, NoteMark, plain
from shadowkit.records import dataclass
from shadowkit.writing.docx.headings import HeadingPlan
from shadowkit.writing.docx.headings import plan as plan_headings

MOST_NOTES = 32767
"""Word's ids of notes are 16-bit."""

_LABEL = re.compile(r"(.*?)([0-9]+)([^0-9]*)", re.DOTALL)

Anchored: TypeAlias = Heading | Paragraph | Table
"""The shapes that a reference can point at."""


def label_parts(label: str) -> tuple[str, str, str]:
    """The label of a table: the words before its number, the number, and what follows it."""
    parts = _LABEL.fullmatch(label)
    return (parts[1], parts[2], parts[3]) if parts else (label, "", "")


@dataclass(frozen=True, slots=True)
class Target:
    """What a reference can point at: how Word would print its number and its text."""

    kind: Literal["paragraph", "heading", "note", "table"]
    number: str
    text: str = ""


@dataclass(slots=True)
class Plan:
    """The anchors of a document, its numbered headings, and who owns which anchor."""

    targets: dict[str, Target] = field(default_factory=dict)
    owners: dict[str, int] = field(default_factory=dict)
    """By anchor: the identity of the one shape whose text gets the bookmark."""
    numbered: bool = False
    headings: HeadingPlan = field(default_factory=lambda: HeadingPlan([], [], {}))

    def owns(self, anchor: str, shape: Anchored | None = None) -> bool:
        """Whether `shape` (None: something smaller) may carry the bookmark of `anchor`."""
        owner = self.owners.get(anchor)
        return owner is None or owner == id(shape)


def plan(document: Document) -> Plan:
    """Look through the document; raise `ValueError` for numbers that Word would not give."""
    found = Plan()
    headings: list[Heading] = []
    last = tables = 0
    for shape in _shapes(document.sections):
        if isinstance(shape, Heading):
            headings.append(shape)
            _add(found, shape.anchor, shape, _heading_target(shape))
        elif isinstance(shape, Table):
            number = label_parts(shape.label)[1]
            if number:
                tables += 1
                if number != str(tables):
                    raise ValueError(f"{shape.label!r} is the {tables}. numbered table")
            _add(found, shape.anchor, shape, Target("table", number))
        elif shape.number is None:
            _add(found, shape.anchor, shape, Target("paragraph", ""))
        else:
            if shape.number != last + 1:
                raise ValueError(f"paragraph {shape.number} follows paragraph {last}")
            last = shape.number
            _add(found, shape.anchor, shape, Target("paragraph", str(last)))
    found.numbered = last > 0
    found.headings = plan_headings(headings)
    for place, note in enumerate(document.notes, 1):
        if note.number != place:
            raise ValueError(f"note {note.number} stands at place {place}")
        found.targets.setdefault(note.anchor, Target("note", str(place)))
    if len(document.notes) > MOST_NOTES:
        raise ValueError(f"Word holds at most {MOST_NOTES} notes, not {len(document.notes)}")
    return found


def _add(found: Plan, anchor: str, shape: Anchored, target: Target) -> None:
    """The first shape with an anchor has it, but a numbered one before one that is not."""
    if not anchor:
        return
    known = found.targets.get(anchor)
    if known is None or (target.number and not known.number):
        found.targets[anchor] = target
        found.owners[anchor] = id(shape)


def _heading_target(heading: Heading) -> Target:
    # A REF to a heading with a note mark in it would print the mark, and the note, again.
    text = "" if _has_mark(heading.content) else plain(heading.content)
    # Word prints a number in a reference without the full stop at its end.
    return Target("heading", heading.number.rstrip("."), text)


def _has_mark(inlines: Inlines) -> bool:
    return any(
        isinstance(one, NoteMark) or _has_mark(getattr(one, "content", ())) for one in inlines
    )


def _shapes(parts: tuple[Block | Section, ...]) -> Iterator[Anchored]:
    for part in parts:
        if isinstance(part, Block):
            yield from _inner(part.shapes)
        else:
            if part.heading:
                yield part.heading
            yield from _shapes(part.parts)


def _inner(shapes: tuple[Shape, ...]) -> Iterator[Anchored]:
    for shape in shapes:
        if isinstance(shape, (Paragraph, Heading, Table)):
            yield shape
        elif isinstance(shape, List):
            for item in shape.items:
                yield from _inner(item.shapes)
        elif isinstance(shape, (Quote, Box)):
            yield from _inner(shape.shapes)
