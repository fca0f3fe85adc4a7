"""manifest.json: what was built, from which rules, with how many words.

It holds no time, no path and no machine: two builds of the same dossier give the same one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from io import BytesIO
from typing import Literal, NotRequired
from zipfile import ZipFile

from typing_extensions import TypedDict

from shadowkit.model.assembly import Filing
from shadowkit.model.document import Document
from shadowkit.model.mechanism import Mechanism, MechanismRule

VERSION = 1


class FileObject(TypedDict):
    """A file that was made.

    `same_bytes` says how far its `sha256` is promised: the same dossier and version of the
    program give the same bytes on every machine, or on one.  Where it is one, what compresses
    or draws differs from machine to machine.  `content_sha256` is that of a Word file's parts,
    uncompressed, which is the same on every machine.
    """

    name: str
    sha256: str
    bytes: int
    same_bytes: Literal["every-machine", "one-machine"]
    content_sha256: NotRequired[str]


class RuleObject(TypedDict):
    """How far a rule can be trusted, and when its source was last looked at."""

    confidence: Literal["verified", "secondary", "unverified"]
    checked: str


class MechanismObject(TypedDict):
    """The mechanism and its rules by name."""

    id: str
    rules: dict[str, RuleObject]


class ManifestObject(TypedDict):
    """manifest.json.  `words` are those of each part of the document, by each named count;
    `contents_pages` says how the numbers of pages in the Word file's contents were found."""

    version: int
    submission: str
    draft: bool
    layout: str
    language: str
    files: list[FileObject]
    words: dict[str, dict[str, int]]
    notes: int
    mechanism: NotRequired[MechanismObject]
    contents_pages: NotRequired[Literal["estimated"]]


def manifest(
    filing: Filing, document: Document, files: Mapping[str, bytes], *, draft: bool
) -> bytes:
    """The manifest of one submission's files, as JSON in UTF-8."""
    data: ManifestObject = {
        "version": VERSION,
        "submission": filing.name,
        "draft": draft,
        "layout": filing.layout.id,
        "language": document.language,
        "files": [_file(name, content) for name, content in sorted(files.items())],
        "words": {count: dict(parts) for count, parts in document.counts.words.items()},
        "notes": len(document.notes),
    }
    if document.contents is not None:
        # In the Word file: nobody but a word processor knows where its pages end.
        data["contents_pages"] = "estimated"
    if filing.mechanism is not None:
        data["mechanism"] = {"id": filing.mechanism.id, "rules": _rules(filing.mechanism)}
    return (json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def _file(name: str, content: bytes) -> FileObject:
    # A page is text alone, but for its pictures, which are encoded anew.
    text = name.endswith(".html") and b'src="data:image/' not in content
    data: FileObject = {
        "name": name,
        "sha256": hashlib.sha256(content).hexdigest(),
        "bytes": len(content),
        "same_bytes": "every-machine" if text else "one-machine",
    }
    if name.endswith(".docx"):
        data["content_sha256"] = content_sha256(content)
    return data


def content_sha256(word_file: bytes) -> str:
    """The SHA-256 of the names and the uncompressed bytes of a Word file's parts, in their
    order, each behind its length in eight bytes, the highest first."""
    digest = hashlib.sha256()
    with ZipFile(BytesIO(word_file)) as archive:
        for entry in archive.infolist():
            for piece in (entry.filename.encode(), archive.read(entry)):
                digest.update(len(piece).to_bytes(8, "big"))
                digest.update(piece)
    return digest.hexdigest()


def _rules(mechanism: Mechanism) -> dict[str, RuleObject]:
    rules: dict[str, RuleObject] = {}
    for name in type(mechanism.rules).model_fields:
        rule = getattr(mechanism.rules, name)
        if isinstance(rule, MechanismRule):
            rules[name.replace("_", "-")] = {
                "confidence": rule.confidence.value,
                "checked": rule.checked.isoformat(),
            }
    return rules
