"""Text files and CSV: which encoding they are in, which nothing in them says, and their rows."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from shadowkit.importing.opening import UnusableFileError
from shadowkit.importing.tables import Row
from shadowkit.records import dataclass

_BEYOND_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_TWICE_ENCODED: Final = re.compile(r"[ÃÂ][\u0080-\u00bf]|â€|\ufffd")
"""What letters look like that were encoded twice, or lost."""
_SYMBOLS: Final = ("Sm", "So", "Sc", "Sk", "No", "Lm", "Cc", "Cn", "Co")
_BETWEEN: Final = "’'‘-–—·"
_NAMES: Final = {"utf-8": "UTF-8", "mac_roman": "Mac Roman", "cp1252": "Windows (Western European)"}
_DELIMITERS: Final = ",;\t|"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with line feeds alone, and the name of the encoding that it was in."""

    text: str
    encoding: str


def decoded(data: bytes, file: str) -> Decoded:
    """The text: UTF-8 or UTF-16 where it is; else Mac Roman or Windows, whichever makes words."""
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return Decoded(_lines(data.decode("utf-16")), "UTF-16")
        return Decoded(_lines(data.decode("utf-8-sig")), "UTF-8")
    except UnicodeDecodeError:
        pass
    # Bare carriage returns were the line ends of old Macs.
    old_mac = b"\r" in data and b"\n" not in data
    order = ("mac_roman", "cp1252") if old_mac else ("cp1252", "mac_roman")
    texts = {name: _lines(data.decode(name, errors="replace")) for name in order}
    best = min(order, key=lambda name: (odd_letters(texts[name]), order.index(name)))
    if len(_BEYOND_ASCII.findall(texts[best])) > len(texts[best]) // 2:
        raise UnusableFileError(
            f"{file} is in an encoding that is not known. Open it in the program that it comes "
            "from, and save it as UTF-8."
        )
    return Decoded(texts[best], _NAMES[best])


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def odd_letters(text: str) -> int:
    """How many characters are not what stands in words."""
    if text.isascii():
        return 0
    count = len(_TWICE_ENCODED.findall(text))
    for found in _BEYOND_ASCII.finditer(text):
        at = found.start()
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        kind = unicodedata.category(found[0])
        if kind in _SYMBOLS:
            count += kind == "Cc" or (before.isalpha() and after.isalpha())
        elif kind == "Lu":
            count += before.islower()
        elif kind[0] == "P":
            count += before.isalpha() and after.isalpha() and found[0] not in _BETWEEN
    return count


def rows(text: str) -> Iterator[Row]:
    """The rows of CSV, each with the line that it begins in; the first has the names."""
    head = next((line for line in text.split("\n") if line.strip()), "")
    delimiter = max(_DELIMITERS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            # A cell that never ends: its quotation mark is not closed.
            yield Row(line, ())
            return
        if any(cell.strip() for cell in cells):
            yield Row(line, cells)
        line = reader.line_num + 1
