"""Matrices that are filled in: assessing a registry, and what differs between two Word files."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import docx
import yaml

from dossiers import Ran, shadowkit
from importfiles import home, matrix, registry, repacked

STATUSES = ("implemented", "partly", "in-progress", "not", "cannot-assess", "")
ENGLISH = {
    "implemented": "Implemented",
    "partly": "Partly implemented",
    "in-progress": "Being implemented",
    "not": "Not implemented",
    "cannot-assess": "Cannot be assessed",
}
MAIN = "word/document.xml"
_CELL = re.compile(rb"(<w:tc>.*?</w:tc>)", re.S)


def assessed(root: Path, assessments: Mapping[str, Mapping[str, Any]] | None = None) -> None:
    """Writes assessments into the registry, by the number of the entry; made-up ones into every
    entry where none are given."""
    entries = registry(root)
    for place, entry in enumerate(entries):
        status = STATUSES[place % len(STATUSES)]
        comment = f"Made up & <no. {place}>: “so”.\n\nA second line; its end.\u00a0!" * (
            place % 3 > 0
        )
        made: Mapping[str, Any] = {"status": status, "comment": comment or "One line."}
        if assessments is not None:
            made = assessments.get(str(entry.get("number")), {})
        if made:
            entry["assessment"] = dict(made)
    text = yaml.safe_dump(entries, allow_unicode=True, sort_keys=False)
    (root / "recommendations.yaml").write_text(text, encoding="utf-8")


def told(root: Path) -> dict[str, tuple[str, str]]:
    """Status and comment of each entry."""
    return {
        entry["id"]: (
            entry.get("assessment", {}).get("status", ""),
            entry.get("assessment", {}).get("comment", ""),
        )
        for entry in registry(root)
    }


def kept(
    folder: Path,
    assessments: Mapping[str, Mapping[str, Any]] | None = None,
    *,
    rows: Sequence[Sequence[str] | str] | None = None,
    change: Callable[[str], str] | None = None,
    generation: int = 3,
) -> Path:
    """A dossier that has imported a list, changed as a text, and assessed it."""
    root = home(folder)
    file = matrix(folder / "list.docx", generation, rows)
    if change is not None:
        repacked(file, {MAIN: change})
    done = shadowkit("import", "recommendations", file, root)
    assert done.code == 0, done.err
    assessed(root, assessments)
    return root


def filled(root: Path, *options: str | Path) -> Ran:
    return shadowkit("fill", root, *options)


def made(root: Path, name: str = "list.docx") -> Path:
    return root / "build" / "matrices" / name


def document(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read(MAIN)


def last_cells(path: Path) -> list[str]:
    """The text of the last cell of each row, as python-docx reads it."""
    return [row.cells[-1].text for row in docx.Document(str(path)).tables[0].rows]


def parts(path: Path) -> list[tuple[object, ...]]:
    """All that a packed file has and says of its parts but for the main one, whose sizes and
    checksum are left out."""
    data = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return [
            (
                *(
                    getattr(part, name)
                    for name in part.__slots__
                    if name not in ("header_offset", "CRC", "compress_size", "file_size")
                    and not name.startswith("_")
                    and hasattr(part, name)
                ),
                None
                if part.filename == MAIN
                else data[part.header_offset : part.header_offset + 30 + part.compress_size],
            )
            for part in archive.infolist()
        ]


def other_cells(before: bytes, after: bytes) -> list[int]:
    """Which cells of two main parts differ, counted from 0 through all rows; all else between
    them has to be the same, byte for byte."""
    ours, theirs = _CELL.split(before), _CELL.split(after)
    assert len(ours) == len(theirs)
    assert ours[::2] == theirs[::2]
    pairs = zip(ours[1::2], theirs[1::2], strict=True)
    return [place for place, (one, other) in enumerate(pairs) if one != other]


def cells_of(before: bytes) -> list[bytes]:
    return _CELL.split(before)[1::2]
