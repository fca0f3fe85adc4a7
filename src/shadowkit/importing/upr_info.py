"""Exports of UPR Info: a row for each recommendation and each State that made it."""

from __future__ import annotations

from typing import Final

from shadowkit.importing.delimited import odd_letters
from shadowkit.importing.faults import CELL_UNREAD, LETTERS_DOUBTFUL, ROW_UNREAD
from shadowkit.importing.found import Found, Reading, clean, one_line
from shadowkit.importing.known import Known
from shadowkit.importing.positions import position
from shadowkit.importing.recommendation_text import taken_apart
from shadowkit.importing.tables import Row, Table, report_columns

_PARTS: Final = ","


def read_upr_info(table: Table, encoding: str, file: str, known: Known) -> Reading:
    """The recommendations of an export."""
    reading = Reading(table.kind, file)
    report_columns(table, reading)
    reading.about = f"{len(table.rows)} rows, in the encoding {encoding}" if encoding else ""
    for row in table.rows:
        if not any(cell.strip() for cell in row.cells):
            continue
        if len(row.cells) != len(table.names):
            said = (
                f"{len(row.cells)} cells, and the first row {len(table.names)}"
                if row.cells
                else "a quotation mark that is not closed"
            )
            reading.add(
                ROW_UNREAD,
                row.number,
                1,
                f"line {row.number}: the row has {said}",
                "A comma or a quotation mark is missing or too many; mend the row.",
            )
            continue
        found = _recommendation(table, row, reading, known)
        if found is not None:
            reading.found.append(found)
    return reading


def _recommendation(table: Table, row: Row, reading: Reading, known: Known) -> Found | None:
    taken = taken_apart(table.cell(row, "text"), known.states)
    if not taken.text:
        reading.add(
            ROW_UNREAD, row.number, table.at("text"), f"line {row.number}: there is no text"
        )
        return None
    _letters(table, row, reading)
    codes: dict[str, list[str]] = {}
    for column in ("state", "by"):
        codes[column], unknown = known.states.listed(one_line(table.cell(row, column)))
        for name in unknown:
            reading.add(
                CELL_UNREAD,
                row.number,
                table.at(column),
                f"line {row.number}, column “{table.names[table.at(column) - 1]}”: no State is "
                f"called “{name[:60]}”",
                "Add its code to the entry by hand.",
            )
    issues = [clean(part) for part in table.cell(row, "themes").split(_PARTS) if part.strip()]
    session = one_line(table.cell(row, "session"))
    values = {
        "number": taken.number,
        "body": table.kind.body,
        "text": taken.text,
        "language": "en",
        "to": tuple(codes["state"]),
        "by": tuple(codes["by"]),
        "position": position(table, row, reading, known),
        "session": session,
        "cycle": known.imports.cycle(session),
        "themes": known.ids(issues),
    }
    return Found(values, row.number, tuple(issues), " ".join(codes["state"]))


def _letters(table: Table, row: Row, reading: Reading) -> None:
    text = table.cell(row, "text")
    if odd_letters(text):
        reading.add(
            LETTERS_DOUBTFUL,
            row.number,
            table.at("text"),
            f"line {row.number}, column “{table.names[table.at('text') - 1]}”: letters look wrong: "
            f"“{_around(text)}”",
            "Save the file as UTF-8 in the program that it comes from, or mend the entry.",
        )


def _around(text: str) -> str:
    """The word with the first odd letter."""
    return next((word for word in text.split() if odd_letters(f" {word} ")), text[:30])[:40]
