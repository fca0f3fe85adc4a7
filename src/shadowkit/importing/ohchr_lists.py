"""OHCHR's thematic lists and matrices of recommendations: a table of a Word file, with rows that
name a theme, and in the second and third cycle a blank column for assessments."""

from __future__ import annotations

import re
from typing import Any, Final

from shadowkit.importing.faults import AT_ODDS, CELL_UNREAD, ROW_UNREAD
from shadowkit.importing.found import Found, Reading, clean, one_line
from shadowkit.importing.known import Known, goals, lines
from shadowkit.importing.positions import position
from shadowkit.importing.recommendation_text import taken_apart
from shadowkit.importing.tables import Row, Table, report_columns, report_merged
from shadowkit.importing.word import Cell

_THEME: Final = re.compile(r"\s*Theme\s*:\s*(.+)", re.S)
_HEAD: Final = re.compile(
    r"UPR of (?P<state>.+?)\s*\(\s*(?P<cycle>\d+)\s*\w\w\s+Cycle\s*[-–—]?\s*"
    r"(?P<session>\d+)\s*\w\w\s+session",
    re.I,
)
_HEADINGS: Final = {
    "sdgs": "sdgs",
    "relevant sdgs": "sdgs",
    "affected persons": "groups",
    "groups of persons": "groups",
}


def rows_of(table: list[tuple[Cell, ...]]) -> list[Row]:
    """The rows of a Word table on its grid."""
    rows: list[Row] = []
    above: list[str] = []
    for number, cells in enumerate(table, 1):
        texts: list[str] = []
        merged: set[int] = set()
        wide: set[int] = set()
        for cell in cells:
            at = len(texts)
            if cell.continues:
                merged.add(at)
            texts.append(above[at] if cell.continues and at < len(above) else cell.text)
            for further in range(at + 1, at + cell.span):
                wide.add(further)
                texts.append("")
        rows.append(Row(number, texts, frozenset(merged), frozenset(wide)))
        above = texts
    return rows


def read_list(table: Table, number: int, head: str, file: str, known: Known) -> Reading:
    """The recommendations of a list, which is the table of that number in its file, from 0."""
    column = table.columns.get("assessment")
    reading = Reading(table.kind, file, blank=None if column is None else (number, column))
    optional = ("assessment",) if "sdgs" in table.columns else ("sdgs",)
    report_columns(table, reading, optional)
    state, cycle, session = _about(head, reading, known)
    theme = ""
    for row in table.rows:
        first = table.cell(row, "text")
        if _is_theme(row):
            named = _THEME.match(clean(first))
            theme = one_line(named[1] if named else first)
        elif any(cell.strip() for cell in row.cells):
            found = _recommendation(table, row, theme, reading, known)
            if found is not None:
                found.state = state
                found.values |= {"session": session, "cycle": cycle}
                found.values["to"] = (state,) if state else ()
                reading.found.append(found)
    return reading


def _is_theme(row: Row) -> bool:
    """One cell over the whole width; a cell that only looks so begins with a number."""
    others = [cell for at, cell in enumerate(row.cells[1:], 1) if at not in row.wide]
    if any(cell.strip() for cell in others):
        return False
    first = row.cells[0] if row.cells else ""
    return bool(_THEME.match(first)) or (bool(row.wide) and not re.match(r"\s*\d", first))


def _about(head: str, reading: Reading, known: Known) -> tuple[str, str, str]:
    """The State, the cycle and the session that the header of the pages names."""
    found = _HEAD.search(one_line(head))
    if found is None:
        reading.add(
            AT_ODDS,
            1,
            1,
            "the header of the file does not say which State, cycle and session it is about",
            "Add `session` and `cycle` to the entries by hand.",
        )
        reading.about = "its header names no State and no cycle"
        return "", "", ""
    state = known.states.code(found["state"])
    cycle, session = found["cycle"], found["session"]
    reading.state = state
    reading.about = f"{one_line(found['state'])}, cycle {cycle}, session {session}"
    if known.imports.cycle(session) not in ("", cycle):
        reading.add(
            AT_ODDS,
            1,
            1,
            f"session {session} is one of cycle {known.imports.cycle(session)}, and the header of "
            f"the file says cycle {cycle}",
            "Look at the report of the Working Group itself.",
        )
    return state, cycle, session


def _recommendation(
    table: Table, row: Row, theme: str, reading: Reading, known: Known
) -> Found | None:
    at = table.columns["text"]
    shown = f"row {row.number}, column “{one_line(table.names[at])}”"
    if at in row.merged:
        reading.add(
            ROW_UNREAD,
            row.number,
            at + 1,
            f"{shown}: the cell is merged with the one above, and the row has no recommendation "
            "of its own",
            "Write the entry by hand, if there is one.",
        )
        return None
    taken = taken_apart(table.cell(row, "text"), known.states)
    if not taken.number or not taken.text:
        what = "no number at its beginning, such as 140.7" if taken.text else "no words"
        reading.add(
            ROW_UNREAD,
            row.number,
            at + 1,
            f"{shown}: “{one_line(table.cell(row, 'text'))[:60]}” has {what}",
            "Write the entry by hand, if it is a recommendation.",
        )
        return None
    report_merged(table, row, reading)
    _report_states(taken.by, taken.unknown, taken.text, row.number, at + 1, shown, reading)
    parts = _themes(table.cell(row, "themes"))
    titles = list(dict.fromkeys([*([theme] if theme else []), *parts["themes"]]))
    numbers, others = goals([*parts["sdgs"], *lines(table.cell(row, "sdgs"))])
    for other in others:
        reading.add(
            CELL_UNREAD,
            row.number,
            table.at("sdgs") or table.at("themes"),
            f"row {row.number}: “{other[:60]}” has no number of a goal",
        )
    values: dict[str, Any] = {
        "number": taken.number,
        "body": table.kind.body,
        "symbol": taken.symbol,
        "text": taken.text,
        "language": "en",
        "by": taken.by,
        "position": position(table, row, reading, known),
        "themes": known.ids(titles),
        "groups": known.ids(parts["groups"]),
        "sdgs": numbers,
    }
    assessed = table.cell(row, "assessment")
    if assessed.strip():
        values["assessment"] = known.assessed().read(assessed)
    return Found(values, row.number, (*titles, *parts["groups"]))


def _report_states(
    by: tuple[str, ...],
    unknown: tuple[str, ...],
    text: str,
    row: int,
    cell: int,
    shown: str,
    reading: Reading,
) -> None:
    hint = "Add their codes to `by` by hand, as in `by: [KEN]`."
    for name in unknown:
        reading.add(CELL_UNREAD, row, cell, f"{shown}: no State is called “{name[:60]}”", hint)
    if not by:
        reading.add(
            CELL_UNREAD,
            row,
            cell,
            f"{shown}: no recommending State is named at the end, “...{text[-40:]}”",
            hint,
        )


def _themes(cell: str) -> dict[str, list[str]]:
    """A cell that holds themes, and below headings of their own groups of persons and goals."""
    found: dict[str, list[str]] = {"themes": [], "groups": [], "sdgs": []}
    what = "themes"
    for line in lines(cell):
        heading = _HEADINGS.get(line.rstrip(": ").casefold())
        if heading is not None and line.endswith(":"):
            what = heading
        else:
            found[what].append(line)
    return found
