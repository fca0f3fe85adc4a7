"""A trace as CSV, as Excel reads it: UTF-8 with a byte order mark, one flat table."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from typing import Final

from shadowkit.tracing.objects import TraceObject
from shadowkit.tracing.rows import COLUMNS, rows

# Excel takes a cell for a formula by its first character, and where a semicolon separates lists
# in a language, what stands behind one begins a cell.
_FORMULA: Final = re.compile(r"(^|;)(?=[=+\-@\t\r＝＋－＠])")


def written(trace: TraceObject, statuses: Mapping[str, str]) -> bytes:
    """The file.  Texts come from downloaded files too: none of them becomes a formula."""
    file = io.StringIO(newline="")
    table = csv.writer(file, quoting=csv.QUOTE_ALL)
    table.writerow(column.replace("_", " ") for column in COLUMNS)
    for row in rows(trace, statuses):
        values = (str(row.get(column, "")) for column in COLUMNS)
        table.writerow(guarded(value) for value in values)
    return file.getvalue().encode("utf-8-sig", "backslashreplace")


def guarded(value: str) -> str:
    """The value behind an apostrophe where a program for tables would work it out."""
    return _FORMULA.sub(r"\1'", value)
