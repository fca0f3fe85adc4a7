"""Rows with named columns, whatever file they come from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from shadowkit.importing.faults import CELLS_MERGED, COLUMN_MISSING
from shadowkit.importing.found import Reading, one_line
from shadowkit.model.imports import ImportKind
from shadowkit.records import dataclass

MOST_HEAD: Final = 10
"""So many rows may stand above the names of the columns."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row; its number counts from 1, as the program shows it that the file is opened in."""

    number: int
    cells: Sequence[str]
    merged: frozenset[int] = frozenset()
    """Columns whose cell is merged with the one above; it has the text of that."""
    wide: frozenset[int] = frozenset()
    """Columns whose cell is merged with the one to the left; it is empty."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a kind that is known: its columns by what they hold, and the rows below."""

    kind: ImportKind
    columns: Mapping[str, int]
    names: Sequence[str]
    rows: Sequence[Row]

    def cell(self, row: Row, column: str) -> str:
        at = self.columns.get(column, -1)
        return row.cells[at] if 0 <= at < len(row.cells) else ""

    def at(self, column: str) -> int:
        """The number of a column, from 1; 0 where the table has none of that name."""
        return self.columns.get(column, -1) + 1


def recognised(kinds: Iterable[ImportKind], holds: str, rows: Sequence[Row]) -> Table | None:
    """The table of the first kind whose columns the rows have."""
    for number, row in enumerate(rows[:MOST_HEAD]):
        for kind in kinds:
            if kind.holds == holds:
                columns = columns_of(kind, row.cells)
                if all(name in columns for name in kind.required):
                    return Table(kind, columns, row.cells, rows[number + 1 :])
    return None


def columns_of(kind: ImportKind, names: Sequence[Any]) -> dict[str, int]:
    """Where each thing stands that a kind has columns for."""
    known = {_plain(name): what for what, names in kind.columns.items() for name in names}
    found: dict[str, int] = {}
    for at, name in enumerate(names):
        what = known.get(_plain(name))
        if what is not None:
            found.setdefault(what, at)
    return found


def report_columns(table: Table, reading: Reading, optional: Iterable[str] = ()) -> None:
    """Findings about columns that are missing, and about those that are not known."""
    kind = table.kind
    for what, names in kind.columns.items():
        if what not in table.columns and what not in optional:
            reading.add(
                COLUMN_MISSING,
                1,
                1,
                f"there is no column “{names[0]}”",
                "Where the file should have one, download it anew; the rest was read.",
            )
    known = {_plain(name) for names in kind.columns.values() for name in names}
    known |= {_plain(name) for name in kind.ignored}
    for at, name in enumerate(table.names):
        if name.strip() and _plain(name) not in known:
            reading.add(
                COLUMN_MISSING, 1, at + 1, f"the column “{one_line(name)[:60]}” is not known"
            )


def report_merged(table: Table, row: Row, reading: Reading) -> None:
    """Findings about cells that are merged."""
    for at in sorted(row.merged | row.wide):
        name = one_line(table.names[at])[:40] if at < len(table.names) else ""
        where = "above" if at in row.merged else "to the left"
        reading.add(
            CELLS_MERGED,
            row.number,
            at + 1,
            f"row {row.number}, column “{name}”: the cell is merged with the one {where}",
            "Compare the entry with the file.",
        )


def _plain(name: Any) -> str:
    return one_line(str(name)).casefold()
