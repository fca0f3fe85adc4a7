"""A file to a reading: what kind it is, and what it says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Final

from shadowkit.importing.delimited import Decoded, decoded, rows
from shadowkit.importing.factsheet import read_factsheet
from shadowkit.importing.found import Reading, one_line
from shadowkit.importing.known import Known
from shadowkit.importing.observations import read_observations
from shadowkit.importing.ohchr_lists import read_list, rows_of
from shadowkit.importing.opening import UnknownKindError, UnusableFileError, container
from shadowkit.importing.prose import Prose, from_text, from_word
from shadowkit.importing.session_report import read_session_report
from shadowkit.importing.sheets import read_sheets
from shadowkit.importing.tables import Row, recognised
from shadowkit.importing.uhri import read_derived, read_uhri, table_of
from shadowkit.importing.upr_info import read_upr_info
from shadowkit.importing.word import WordFile, read_word
from shadowkit.model.imports import ImportKind

_MOST_NAMES: Final = 8


def read_file(data: bytes, file: str, known: Known) -> Reading:
    """The recommendations of a file; `UnusableFileError` where it is of no kind that is known."""
    match container(data, file):
        case "docx":
            return _word(read_word(data, file), file, known)
        case "xlsx":
            return _sheets(data, file, known)
        case "json":
            return _records(data, file, known)
        case "text":
            return _text(decoded(data, file), file, known)


def _sheets(data: bytes, file: str, known: Known) -> Reading:
    heads: list[Row] = []
    for sheet in read_sheets(data, file):
        found = _rows(sheet, "", file, known)
        if found is not None:
            return found
        heads += sheet[:1]
    raise UnknownKindError(_unknown(file, known.imports.kinds, heads))


def _text(decoded: Decoded, file: str, known: Known) -> Reading:
    table = list(rows(decoded.text))
    found = _rows(table, decoded.encoding, file, known)
    if found is None:
        found = _prose(from_text(decoded.text), "", file, known)
    if found is not None:
        return found
    raise UnknownKindError(_unknown(file, known.imports.kinds, table[:1]))


def _rows(table_rows: list[Row], encoding: str, file: str, known: Known) -> Reading | None:
    table = recognised(known.imports.kinds, "rows", table_rows)
    if table is None:
        return None
    if table.kind.id == "upr-info":
        return read_upr_info(table, encoding, file, known)
    return read_uhri(table, file, known)


def _records(data: bytes, file: str, known: Known) -> Reading:
    try:
        loaded = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise UnusableFileError(
            f"{file} is no valid JSON: it breaks off, or was changed. Download it anew."
        ) from None
    whole = loaded if isinstance(loaded, dict) else {}
    lists = [loaded, *whole.values()]
    records = next((one for one in lists if isinstance(one, list) and one), [])
    for kind in known.imports.kinds:
        # The index's own columns are found in JSON too, under the names of Excel.
        table = table_of(records, kind) if kind.holds in ("records", "rows") else None
        if table is not None and kind.id == "uhri-derived":
            return read_derived(records, kind, whole, file)
        if table is not None and kind.id != "upr-info":
            return read_uhri(table, file, known)
    raise UnknownKindError(_unknown(file, known.imports.kinds, ()))


def _word(word: WordFile, file: str, known: Known) -> Reading:
    for number, table in enumerate(word.tables):
        rows = rows_of(table)
        found = recognised(known.imports.kinds, "word-table", rows)
        if found is not None:
            return read_list(found, number, word.head, file, known)
    # The masthead of documents of the United Nations, with their symbol, is a table.
    mastheads = [cell.text for table in word.tables for row in table[:2] for cell in row]
    prose = _prose(from_word(word), "\n".join((word.head, *mastheads)), file, known)
    if prose is not None:
        return prose
    heads = [rows_of(table[:1])[0] for table in word.tables if table]
    raise UnknownKindError(_unknown(file, known.imports.kinds, heads))


def _prose(prose: Prose, head: str, file: str, known: Known) -> Reading | None:
    whole = "\n".join((head, prose.text, *(text for text, _row in prose.notes.values())))
    for kind in known.imports.kinds:
        if kind.holds == "prose" and all(re.search(sign, whole) for sign in kind.signs):
            match kind.id:
                case "lanzarote-factsheet":
                    return read_factsheet(prose, kind, head, file, known)
                case "session-report":
                    return read_session_report(prose, kind, file, known)
                case _:
                    return read_observations(prose, kind, head, file, known)
    return None


def _unknown(file: str, kinds: Iterable[ImportKind], heads: Iterable[Row]) -> str:
    """What is said of a file of no kind that is known."""
    lines = [f"{file} is no file of recommendations of a kind that is known. Known are:"]
    for kind in kinds:
        names = [kind.columns[what][0] for what in kind.required]
        columns = f": columns {', '.join(names)}" if names else ""
        lines.append(f"- {kind.title}{columns}")
    for head in heads:
        names = [one_line(cell)[:30] for cell in head.cells[:_MOST_NAMES] if cell.strip()]
        if names:
            lines.append(f"This file has the columns {', '.join(names)}.")
    return "\n".join(lines)
