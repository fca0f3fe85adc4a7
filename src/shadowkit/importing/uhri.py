"""Exports of the Universal Human Rights Index, to Excel and as JSON: the same columns under other
names.  Cells hold one entry on each line, behind a dash."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from shadowkit.importing.faults import AT_ODDS, CELL_UNREAD, ROW_UNREAD
from shadowkit.importing.found import Found, Reading, clean, one_line
from shadowkit.importing.known import Known, goals, lines
from shadowkit.importing.positions import position
from shadowkit.importing.recommendation_text import taken_apart
from shadowkit.importing.tables import Row, Table, columns_of, report_columns, report_merged
from shadowkit.model.imports import ImportKind

_PARAGRAPH: Final = re.compile(r"(?P<heading>\D{0,120}?)\b(?P<number>\d{1,3})\.\s*(?=[A-Z“(])")
_SERIAL: Final = re.compile(r"\d{4,5}(\.\d+)?")
_FIRST_DAY: Final = datetime.date(1899, 12, 30)
"""From here Excel counts days; it takes 1900 for a leap year."""
_DAY: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_ENGLISH: Final = re.compile(r"\b(?:the|of|and|to|for|with|who|all)\b")
_MARKUP: Final = re.compile(r"</?[a-zA-Z][^<>]*>")


def read_uhri(table: Table, file: str, known: Known) -> Reading:
    """The recommendations of an export; what is only observed is left out."""
    reading = Reading(table.kind, file)
    report_columns(table, reading, ("cycle", "type", "annotation"))
    reading.about = f"{len(table.rows)} records"
    for row in table.rows:
        if not any(cell.strip() for cell in row.cells):
            continue
        kind = one_line(table.cell(row, "type")).lstrip("- ")
        if kind and "recommendation" not in kind.casefold():
            reading.left_out[f"of the type “{kind}”"] += 1
            continue
        found = _recommendation(table, row, reading, known)
        if found is not None:
            reading.found.append(found)
    return reading


def _recommendation(table: Table, row: Row, reading: Reading, known: Known) -> Found | None:
    text = _MARKUP.sub(" ", table.cell(row, "text"))
    if table.at("text") - 1 in row.merged or not text.strip():
        reading.add(
            ROW_UNREAD,
            row.number,
            table.at("text"),
            f"row {row.number}: there is no text of its own",
        )
        return None
    report_merged(table, row, reading)
    symbol = one_line(table.cell(row, "symbol")).lstrip("- ")
    values: dict[str, Any] = {"symbol": symbol}
    values["body"], prefix = _body(table, row, reading, known)
    states = _states(table, row, "state", reading, known)
    values["to"] = tuple(states)
    if prefix:
        taken = taken_apart(text, known.states)
        named = _states(table, row, "by", reading, known)
        values |= {"number": taken.number, "text": taken.text, "by": tuple(named or taken.by)}
        values["symbol"] = symbol or taken.symbol
        values["position"] = position(table, row, reading, known)
        session = _digits(table.cell(row, "session"))
        cycle = _digits(table.cell(row, "cycle")) or known.imports.cycle(session)
        values |= {"session": session, "cycle": cycle}
    else:
        values |= _paragraph(clean(text))
    # The index has texts in all languages of the United Nations, and does not name them.
    values["language"] = "en" if _ENGLISH.search(values["text"]) else ""
    values["date"] = _date(table, row, reading)
    themes, groups = lines(table.cell(row, "themes")), lines(table.cell(row, "groups"))
    numbers, others = goals(lines(table.cell(row, "sdgs")))
    if others:
        _unread(table, row, "sdgs", f"“{others[0][:60]}” has no number of a goal", reading)
    values |= {"themes": known.ids(themes), "groups": known.ids(groups), "sdgs": numbers}
    _hold_symbol(table, row, symbol, states, reading, known)
    tag = one_line(table.cell(row, "annotation")).lstrip("- ") if not values.get("number") else ""
    return Found(values, row.number, (*themes, *groups), " ".join(states), tag, prefix=prefix)


def read_derived(
    records: Sequence[Any], kind: ImportKind, whole: Mapping[str, Any], file: str
) -> Reading:
    """Numbers and goals alone, of one document: they fill in entries that are there."""
    reading = Reading(kind, file, f"{len(records)} numbers, without their texts")
    symbol = whole.get("symbol")
    for row, record in enumerate(records, 1):
        number = record.get("number") if isinstance(record, Mapping) else None
        if not isinstance(number, str) or not number.strip():
            reading.add(ROW_UNREAD, row, 1, f"record {row}: there is no `number`")
            continue
        named = [*_texts(record.get("goals")), *_texts(record.get("targets"))]
        values = {
            "number": number.strip(),
            "body": kind.body,
            "symbol": symbol if isinstance(symbol, str) else "",
            "sdgs": goals(named)[0],
        }
        reading.found.append(Found(values, row))
    return reading


def table_of(records: Sequence[Any], kind: ImportKind) -> Table | None:
    """Records of JSON as rows of a table."""
    names = list(dict.fromkeys(key for one in records if isinstance(one, Mapping) for key in one))
    columns = columns_of(kind, names)
    if not all(name in columns for name in kind.required):
        return None
    rows = [
        Row(number, ["\n".join(_texts(record.get(name))) for name in names])
        for number, record in enumerate(records, 1)
        if isinstance(record, Mapping)
    ]
    return Table(kind, columns, names, rows)


def _texts(value: Any) -> list[str]:
    if isinstance(value, (list, tuple)):
        return [str(one) for one in value if one is not None]
    return [] if value is None else [str(value)]


def _body(table: Table, row: Row, reading: Reading, known: Known) -> tuple[str, str]:
    words = one_line(table.cell(row, "body")).lstrip("- ")
    body = known.imports.body(words)
    if body is None:
        _unread(table, row, "body", f"no body is called “{words[:60]}”", reading)
        return words, ""
    return body.name, body.prefix


def _states(table: Table, row: Row, column: str, reading: Reading, known: Known) -> list[str]:
    codes: list[str] = []
    for name in lines(table.cell(row, column)):
        named, unknown = known.states.listed(name)
        codes += [code for code in named if code not in codes]
        for one in unknown:
            _unread(table, row, column, f"no State is called “{one[:60]}”", reading)
    return codes


def _paragraph(text: str) -> dict[str, str]:
    """The number of the paragraph and its text.  Where a heading stands before the number, both
    stay in the text."""
    found = _PARAGRAPH.match(text)
    if found is None:
        return {"text": text}
    rest = text if found["heading"].strip() else text[found.end() :]
    return {"paragraph": found["number"], "text": rest.strip()}


def _date(table: Table, row: Row, reading: Reading) -> str:
    words = one_line(table.cell(row, "date"))
    day = _DAY.match(words)
    if day is not None:
        return day[0]
    if _SERIAL.fullmatch(words):
        return (_FIRST_DAY + datetime.timedelta(days=int(float(words)))).isoformat()
    if words:
        _unread(table, row, "date", f"“{words[:40]}” is no date", reading)
    return ""


def _digits(text: str) -> str:
    found = re.search(r"\d{1,3}", text)
    return found[0] if found else ""


def _hold_symbol(
    table: Table, row: Row, symbol: str, states: list[str], reading: Reading, known: Known
) -> None:
    form = known.symbols.read(symbol)
    of = form[1].get("state", "") if form else ""
    if of and states and of not in states:
        reading.add(
            AT_ODDS,
            row.number,
            table.at("symbol"),
            f"row {row.number}: {symbol} is a document on {of}, the row is on {', '.join(states)}",
            "Look the document up on undocs.org.",
        )


def _unread(table: Table, row: Row, column: str, said: str, reading: Reading) -> None:
    at = table.at(column)
    name = one_line(table.names[at - 1]) if at else column
    reading.add(CELL_UNREAD, row.number, at, f"row {row.number}, column “{name}”: {said}")
