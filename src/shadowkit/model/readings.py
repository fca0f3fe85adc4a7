"""A word limit's plausible readings: which parts count, and by which count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shadowkit.model.document import Counts
from shadowkit.model.mechanism import CountReading, Mechanism
from shadowkit.wordcount import COUNTS

_TEXT = CountReading(name="text", parts=("headings", "body", "tables"))


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of a document in one reading."""

    name: str
    count: str
    words: int


def readings(mechanism: Mechanism, counts: Counts) -> Iterator[Reading]:
    """Every reading the mechanism's rule on counting names, by every named count; the text
    alone where it has no such rule."""
    rule = mechanism.rules.counting
    for reading in rule.value if rule else (_TEXT,):
        for name in COUNTS:
            yield Reading(reading.name, name, counts.total(name, reading.parts))
