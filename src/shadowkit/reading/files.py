"""Files to text, or to one finding that says what is wrong with the file."""

from __future__ import annotations

import re
import stat
from functools import cache
from pathlib import Path

from shadowkit.location import Location
from shadowkit.reading import faults
from shadowkit.reading.collector import Collector

MOST_BYTES = 20_000_000
"""A content or data file above this is not text that somebody wrote."""

_SIGNATURES = (
    (b"PK\x03\x04", "a Word, Excel or ZIP file"),
    (b"%PDF-", "a PDF file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)


@cache
def forbidden() -> re.Pattern[str]:
    """What no text may hold.  Tab, line feed and carriage return are the only control characters
    that one holds; the rest cannot be written into a Word file at all.  Surrogates and
    non-characters likewise."""
    none = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    return re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{none}]")


def first_forbidden(text: str) -> re.Match[str] | None:
    """The first character that no text may hold."""
    # To Python, printable are letters, marks, signs and the space, of which none is forbidden.
    # Most lines have nothing else, and to ask for that takes a twentieth of the time.
    if all(map(str.isprintable, text.split("\n"))):
        return None
    return forbidden().search(text)


def inside(folder: Path, name: str) -> Path | None:
    """The path of a file that the dossier in `folder` names, or None where it would leave
    the dossier.  Where the system takes no such name (links in a circle, a NUL byte) there
    is no file of that name either."""
    try:
        path = (folder / name).resolve()
        return path if path.is_relative_to(folder.resolve()) else None
    except (OSError, RuntimeError, ValueError):
        return folder / name


def is_there(path: Path) -> bool:
    """Whether the file exists; a name that the system cannot take (too long) names none."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def is_file(path: Path) -> bool:
    """Whether there is an ordinary file of that name."""
    return is_there(path) and path.is_file()


def read_text(root: Path, path: Path, collector: Collector) -> str | None:
    """The text of a file with ``\\n`` line ends and without a byte-order mark, or None
    with a finding.  `path` lies in `root`."""
    name = path.relative_to(root).as_posix()
    place = Location(name)
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            collector.add(
                faults.UNREADABLE,
                place,
                "this is a folder, not a file",
                "Give it a name without the ending of a file.",
            )
            return None
        if not stat.S_ISREG(mode):
            collector.add(
                faults.UNREADABLE,
                place,
                "this is not an ordinary file",
                "Remove it, or put a text file in its place.",
            )
            return None
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or "cannot be opened").lower()
        collector.add(
            faults.UNREADABLE,
            place,
            f"the file cannot be read: {reason}",
            "See whether the file (or what it is a link to) is there, and whether you may read it.",
        )
        return None
    if len(data) > MOST_BYTES:
        collector.add(
            faults.UNREADABLE,
            place,
            f"the file is larger than {MOST_BYTES // 1_000_000} MB",
            "Take out what is no text, or divide the file.",
        )
        return None
    return _decode(data, place, collector)


def _decode(data: bytes, place: Location, collector: Collector) -> str | None:
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            collector.add(
                faults.UNREADABLE,
                place,
                f"this is {what}, not a text file",
                "Copy its text into a plain text file, encoding UTF-8.",
            )
            return None
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        collector.add(
            faults.UNREADABLE,
            place,
            "the file is saved as UTF-16",
            "Save it again with the encoding UTF-8.",
        )
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        collector.add(
            faults.UNREADABLE,
            Location(place.path, line, column),
            f"the file is not in UTF-8 (the byte {data[error.start]:#04x} here cannot be read)",
            "Open it in a text editor and save it with the encoding UTF-8.",
        )
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = first_forbidden(text)
    if found:
        before_text = text[: found.start()]
        line = before_text.count("\n") + 1
        column = found.start() - before_text.rfind("\n")
        collector.add(
            faults.UNREADABLE,
            Location(place.path, line, column, line, column + 1),
            f"the file holds a control character (U+{ord(found[0]):04X}), which no document "
            "can print",
            "Delete the character; it often comes with text copied from a PDF.",
        )
        return None
    return text
