"""Reference data: tables whose every row says where it was read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Self

from pydantic import model_validator

from shadowkit.model.fields import Day, Strict
from shadowkit.model.mechanism import Confidence, RuleSource


class CheckedSource(RuleSource):
    """What a table was read from, how far that can be trusted, and when somebody last looked."""

    confidence: Confidence
    """How far it can be trusted."""
    checked: Day
    """When somebody last looked at it."""
    note: str = ""
    """What else one should know."""

    @property
    def authority(self) -> str:
        """The source in one line, for findings."""
        return self.trusted(self.confidence, self.checked)


class Row(Strict):
    """What one row of a table has at least."""

    source: str
    """Where it was read: the name of one of the table's sources."""
    note: str = ""
    """What else one should know."""


class Table(Strict):
    """A table of reference data.  A row whose source it does not name, and a source that no
    row names, are refused."""

    sources: Mapping[str, CheckedSource]
    """What the rows were read from, by a short name."""

    @property
    def rows(self) -> Iterable[Row]:
        """All rows of the table."""
        raise NotImplementedError

    def source_of(self, row: Row) -> CheckedSource:
        """What a row of the table was read from."""
        return self.sources[row.source]

    @model_validator(mode="after")
    def _sourced(self) -> Self:
        named = {row.source for row in self.rows}
        for name in sorted(named ^ self.sources.keys()):
            where = "no row was read from" if name in self.sources else "`sources` does not have"
            raise ValueError(f"{where} `{name}`")
        return self
