"""Words held against limits: the mechanism's, in every plausible reading of it, and the
budgets of sections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from shadowkit.model.assembly import Filing
from shadowkit.model.document import Counts, Part
from shadowkit.model.mechanism import CountReading, Mechanism
from shadowkit.wordcount import COUNTS

TEXT_PARTS: Final[tuple[Part, ...]] = ("headings", "body", "tables")
"""What an author calls the text of a section: what a budget is about."""
SHOWN_COUNT: Final = "word"
"""The named count for the words of a section: the one that authors see in their editor."""
_TEXT: Final = CountReading(name="text", parts=TEXT_PARTS)


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of a document in one reading: those of `parts`, as `count` counts them."""

    name: str
    parts: tuple[Part, ...]
    count: str
    words: int


def readings(mechanism: Mechanism | None, counts: Counts) -> Iterator[Reading]:
    """Every reading the mechanism's rule on counting names, by every named count; the text
    alone where there is no such rule."""
    rule = mechanism.rules.counting if mechanism else None
    for reading in rule.value if rule else (_TEXT,):
        for name in COUNTS:
            words = counts.total(name, reading.parts)
            yield Reading(reading.name, reading.parts, name, words)


@dataclass(frozen=True, slots=True)
class Budget:
    """How many words a section may have, and who says so: the submission's settings, or
    the layout by a share of the mechanism's limit."""

    words: int
    source: Literal["settings", "layout"]


def budget(filing: Filing, section: str) -> Budget | None:
    """The budget of a section of the layout; None where nobody gives it one."""
    own = filing.settings.budgets.get(section)
    if own is not None:
        return Budget(own, "settings")
    limit = filing.mechanism.rules.words if filing.mechanism else None
    layout = filing.layout.section(section)
    if limit is None or layout is None or not layout.budget:
        return None
    return Budget(round(limit.value * layout.budget), "layout")


def section_words(counts: Counts) -> int:
    """The words of a section that are held against its budget."""
    return counts.total(SHOWN_COUNT, TEXT_PARTS)
