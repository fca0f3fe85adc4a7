"""A file from outside, opened with care: how large it is, what it is, and nothing of it run.

It comes from a website, or by mail.  It is never unpacked to disk, nothing it refers to is
followed, and of a packed file no more is read than a machine can hold.
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Final, Literal, TypeAlias

Container: TypeAlias = Literal["docx", "xlsx", "json", "text"]

MOST_BYTES: Final = 50_000_000
MOST_UNPACKED: Final = 250_000_000
"""Of all parts together: a file of a few kilobytes can unpack to gigabytes."""

_OLE: Final = b"\xd0\xcf\x11\xe0"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_SAVE: Final = {
    b"%PDF-": "a PDF file",
    b"{\\rtf": "an RTF file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"\x1f\x8b": "a packed file (gzip)",
    b"7z\xbc\xaf": "a packed file (7z)",
    b"Rar!": "a packed file (RAR)",
}
READS: Final = "Word files (.docx), Excel files (.xlsx), CSV, JSON and plain text"


class UnusableFileError(Exception):
    """A file that cannot be imported at all; the words say why, and what to do."""


class UnknownKindError(UnusableFileError):
    """A file that can be read, and is of no kind that is known."""


def load(path: Path) -> bytes:
    """The bytes of a file that is not too large."""
    try:
        if path.is_dir():
            raise UnusableFileError(f"{path} is a folder. Name a file.")
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise UnusableFileError(
                f"{path.name} has {size // 1_000_000} MB, more than {MOST_BYTES // 1_000_000} MB. "
                "No list of recommendations to one State is that large: export it anew, for one "
                "State only."
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise UnusableFileError(f"There is no file {path}.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnusableFileError(f"{path} cannot be read: {reason.lower()}.") from None
    if not data.strip(b"\0 \t\r\n"):
        raise UnusableFileError(f"{path.name} is empty.")
    return data


def container(data: bytes, name: str) -> Container:
    """What the bytes are, whatever the file is called."""
    if data.startswith(b"PK\x03\x04"):
        return _packed(data, name)
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise UnusableFileError(
                f"{name} is protected by a password. Open it, save a copy without one, and "
                "import that."
            )
        raise UnusableFileError(
            f"{name} is a Word or Excel file of the old kind (.doc, .xls). Open it, save it as "
            ".docx or .xlsx, and import that."
        )
    for sign, what in _SAVE.items():
        if data.startswith(sign):
            raise UnusableFileError(f"{name} is {what}. Read are {READS}.")
    start = data[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start[:1] in (b"{", b"["):
        return "json"
    if b"\0" in data[:4000] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnusableFileError(f"{name} is no text, and nothing that is known. Read are {READS}.")
    return "text"


def _packed(data: bytes, name: str) -> Container:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
    except zipfile.BadZipFile:
        raise UnusableFileError(
            f"{name} is damaged: it breaks off, or was not copied whole. Download it anew."
        ) from None
    names = {part.filename for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        raise UnusableFileError(
            f"{name} is protected by a password. Open it, save a copy without one, and import that."
        )
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise UnusableFileError(
            f"{name} would unpack to more than {MOST_UNPACKED // 1_000_000} MB. No list of "
            "recommendations is that large; the file is damaged, or made to do harm."
        )
    if any(one.rpartition("/")[2].lower() == "vbaproject.bin" for one in names):
        raise UnusableFileError(
            f"{name} holds macros. Open it, save it as .docx or .xlsx, which have none, and "
            "import that."
        )
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    raise UnusableFileError(
        f"{name} is a packed file, but no Word or Excel file. Read are {READS}."
    )


def without_document_types(archive: zipfile.ZipFile, file: str) -> None:
    """Refuses a packed file of which a part has a document type, which alone can define
    entities."""
    for name in archive.namelist():
        if name.endswith((".xml", ".rels")):
            try:
                with archive.open(name) as opened:
                    _hold(opened.read(10_000), file)
            except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError):
                raise UnusableFileError(f"{file} is damaged. Download it anew.") from None


def part(archive: zipfile.ZipFile, name: str, file: str) -> bytes:
    """One part of a packed file; b"" where it has none of that name."""
    try:
        data = archive.read(name)
    except KeyError:
        return b""
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError):
        raise UnusableFileError(f"{file} is damaged. Download it anew.") from None
    _hold(data[:10_000], file)
    return data


def _hold(head: bytes, file: str) -> None:
    # Without its zero bytes, so that the word is found in UTF-16 as well.
    head = head.replace(b"\0", b"")
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise UnusableFileError(
            f"{file} has a document type in it, as no Word or Excel file does. It is not read."
        )
