"""Dates as authors give them: a year, a year and a month, or a day."""

from __future__ import annotations

import datetime
import re

from shadowkit.records import dataclass

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """`month` and `day` are 0 where the author did not give them."""

    year: int
    month: int = 0
    day: int = 0

    def __str__(self) -> str:
        if self.day:
            return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"
        return f"{self.year:04d}-{self.month:02d}" if self.month else f"{self.year:04d}"

    @property
    def parts(self) -> list[int]:
        """As CSL wants it: ``[2013, 5]``."""
        return [part for part in (self.year, self.month, self.day) if part]


def parse_date(text: str) -> PartialDate:
    """Reads ``2013``, ``2013-05`` or ``2013-05-02``; ValueError (in plain words) otherwise."""
    match = _DATE.fullmatch(text.strip())
    if not match:
        raise ValueError(f"`{text}` is not a date; write 2013, 2013-05 or 2013-05-02")
    year, month, day = (int(part) if part else 0 for part in match.groups())
    if match[2] and not 1 <= month <= 12:
        raise ValueError(f"`{text}` is not a date: there is no month {month}")
    if match[3]:
        try:
            datetime.date(year, month, day)
        except ValueError:
            raise ValueError(f"`{text}` is not a date: that month has no day {day}") from None
    return PartialDate(year, month, day)
