"""Words held against limits: the mechanism's, in every plausible reading of it, and the
budgets of sections."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

from shadowkit.model.assembly import Filing
from shadowkit.model.document import Counts, Part
from shadowkit.model.fields import Whole
from shadowkit.model.mechanism import CountReading, Mechanism, MechanismRule
from shadowkit.records import dataclass
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


def word_limit(filing: Filing) -> MechanismRule[Whole] | None:
    """The mechanism's limit that holds for the submission: its own for joint ones, where it
    has one and the submission is one; None where no limit is known.

    Joint is what several submit, or one that is itself a coalition or a network.
    """
    rules = filing.mechanism.rules if filing.mechanism else None
    if rules is None:
        return None
    submitters = filing.settings.submitters
    joint = len(submitters) > 1 or any(one.kind in ("coalition", "network") for one in submitters)
    return (rules.words_joint if joint else None) or rules.words


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
    limit = word_limit(filing)
    layout = filing.layout.section(section)
    if limit is None or layout is None or not layout.budget:
        return None
    return Budget(round(limit.value * layout.budget), "layout")


def section_words(counts: Counts) -> int:
    """The words of a section that are held against its budget."""
    return counts.total(SHOWN_COUNT, TEXT_PARTS)
