"""What the State under review said, in a cell of its own."""

from __future__ import annotations

from shadowkit.importing.faults import CELL_UNREAD
from shadowkit.importing.found import Reading, one_line
from shadowkit.importing.known import Known, lines
from shadowkit.importing.tables import Row, Table


def position(table: Table, row: Row, reading: Reading, known: Known) -> str:
    """The position; "" with a finding where the word is not known."""
    words = lines(table.cell(row, "position"))
    said = known.imports.position(words[0]) if words else ""
    if words and (not said or len(words) > 1):
        column = table.at("position")
        reading.add(
            CELL_UNREAD,
            row.number,
            column,
            f"row {row.number}, column “{one_line(table.names[column - 1])}”: "
            f"“{', '.join(words)[:60]}” is no position that is known",
            "Write `position: supported`, `noted` or `none` into the entry.",
        )
        return ""
    return said
