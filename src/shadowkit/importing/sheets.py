"""The sheets of an Excel file as rows of text.  Values alone are read: no formula is worked out."""

from __future__ import annotations

import datetime
import re
import warnings
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

from shadowkit.importing.opening import UnusableFileError, without_document_types
from shadowkit.importing.tables import Row

MOST_ROWS: Final = 200_000
_MERGED: Final = re.compile(rb'<mergeCell ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_MOST_MERGED: Final = 10_000
_WIDEST: Final = 60
"""Columns beyond this are no export of recommendations."""


def read_sheets(data: bytes, file: str) -> Iterator[list[Row]]:
    """The rows of each sheet, one sheet after the other."""
    import openpyxl

    with zipfile.ZipFile(BytesIO(data)) as archive:
        without_document_types(archive, file)
        merged = _merged(archive)
    try:
        with warnings.catch_warnings():
            # About styles and extensions that are not kept; only values are wanted here.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True)
            for number, sheet in enumerate(book.worksheets, 1):
                # Programs that make exports state sizes that are not the sheet's, and rows beyond
                # them would be left out.
                sheet.reset_dimensions()
                rows = sheet.iter_rows(values_only=True, max_col=_WIDEST)
                yield list(_rows(rows, merged.get(number, ()), file))
            book.close()
    except UnusableFileError:
        raise
    except Exception as error:  # openpyxl lets through whatever a damaged part leads to
        raise UnusableFileError(
            f"{file} is damaged: {type(error).__name__}. Open it in Excel, save it, and try again."
        ) from None


def _rows(rows: Any, merged: Any, file: str) -> Iterator[Row]:
    above: dict[tuple[int, int], tuple[int, int]] = {
        (row, column): (first_row, first_column)
        for first_column, first_row, last_column, last_row in merged
        for row in range(first_row, min(last_row, first_row + MOST_ROWS) + 1)
        for column in range(first_column, min(last_column, _WIDEST) + 1)
        if (row, column) != (first_row, first_column)
    }
    kept: dict[tuple[int, int], str] = {}
    for number, values in enumerate(rows, 1):
        if number > MOST_ROWS:
            raise UnusableFileError(
                f"{file} has more than {MOST_ROWS} rows. Export it anew, for one State only."
            )
        cells = [_text(value) if value is not None else "" for value in values]
        if not above:
            yield Row(number, cells)
            continue
        down: set[int] = set()
        wide: set[int] = set()
        for column in range(1, len(cells) + 1):
            first = above.get((number, column))
            if first is None:
                kept[number, column] = cells[column - 1]
            elif first[0] < number and first[1] == column:
                cells[column - 1] = kept.get(first, "")
                down.add(column - 1)
            else:
                wide.add(column - 1)
        yield Row(number, cells, frozenset(down), frozenset(wide))


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _merged(archive: zipfile.ZipFile) -> dict[int, list[tuple[int, int, int, int]]]:
    """The merged ranges of each sheet by its number: openpyxl does not tell them while it reads a
    file as a stream."""
    found: dict[int, list[tuple[int, int, int, int]]] = {}
    for name in archive.namelist():
        sheet = re.fullmatch(r"xl/worksheets/sheet(\d{1,3})\.xml", name)
        if sheet is not None:
            ranges = list(_MERGED.finditer(archive.read(name)))[:_MOST_MERGED]
            found[int(sheet[1])] = [
                (_column(one[1]), int(one[2]), _column(one[3]), int(one[4])) for one in ranges
            ]
    return found


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
