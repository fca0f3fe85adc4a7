"""The Word file that `word_template` names: found in the dossier, and read for its looks."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zipfile import BadZipFile

from shadowkit.location import Location
from shadowkit.reading import faults
from shadowkit.reading.collector import Collector
from shadowkit.reading.files import inside, is_file

if TYPE_CHECKING:
    from shadowkit.model.template import WordTemplate

MOST_BYTES: Final = 20_000_000
_ZIP: Final = b"PK"
_OLE: Final = b"\xd0\xcf\x11\xe0"
_PROTECTED: Final = "EncryptedPackage".encode("utf-16-le")
SAVE_AGAIN: Final = "Open it in Word and save it as Word Document (.docx)."


class UnusableError(Exception):
    """Why a file cannot be used, and what to do about it."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class TemplateReader:
    """Reads the Word files that a dossier names as templates, each once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[str, WordTemplate | UnusableError] = {}

    def read(self, name: str, place: Location, collector: Collector) -> WordTemplate | None:
        """The looks of the file `name`, as seen from the dossier's folder; None after a
        finding at `place`, where the settings name it."""
        if name not in self._read:
            try:
                self._read[name] = _template(self._folder, name)
            except UnusableError as error:
                self._read[name] = error
        known = self._read[name]
        if isinstance(known, UnusableError):
            collector.add(faults.BAD_TEMPLATE, place, f"`{name[:80]}` {known.message}", known.hint)
            return None
        return known


def _template(folder: Path, name: str) -> WordTemplate:
    # Only here, for few dossiers have a template, and what reads XML takes its time to import.
    from shadowkit.reading.word_package import Package

    try:
        with Package(_bytes(folder, name)) as package:
            return package.template()
    except (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        # What the standard library raises for a container that is cut off or damaged.
        raise UnusableError("is damaged", SAVE_AGAIN) from error


def _bytes(folder: Path, name: str) -> bytes:
    try:
        path = inside(folder, name)
        found = path is not None and is_file(path)
    except (OSError, ValueError, RuntimeError):  # too long, a NUL in it, links in a circle
        path, found = folder, False
    if path is None:
        raise UnusableError("lies outside the dossier", "Copy the file into it.")
    if not found:
        raise UnusableError(
            "is not there", "Name a .docx file as it is seen from the dossier's folder."
        )
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or "it cannot be opened").lower()
        raise UnusableError(f"cannot be read: {reason}", "See whether you may open it.") from error
    if len(data) > MOST_BYTES:
        raise UnusableError(
            f"is larger than {MOST_BYTES // 1_000_000} MB",
            "Save a copy without its text and pictures; the styles stay in it.",
        )
    if data.startswith(_OLE):
        if _PROTECTED in data:
            raise UnusableError(
                "is protected by a password", "Save a copy without one, and name that."
            )
        raise UnusableError("is in the format of old versions of Word (.doc)", SAVE_AGAIN)
    if not data.startswith(_ZIP):
        raise UnusableError("is not a Word file", "Name a .docx or .dotx file.")
    return data
