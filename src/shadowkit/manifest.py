"""manifest.json: what was built, from which rules, with how many words.

It holds no time, no path and no machine: two builds of the same dossier give the same one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Literal, NotRequired

from typing_extensions import TypedDict

from shadowkit.model.assembly import Filing
from shadowkit.model.document import Document
from shadowkit.model.mechanism import Mechanism, MechanismRule

VERSION = 1


class FileObject(TypedDict):
    """A file that was made."""

    name: str
    sha256: str
    bytes: int


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
        "files": [
            {"name": name, "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
            for name, content in sorted(files.items())
        ],
        "words": {count: dict(parts) for count, parts in document.counts.words.items()},
        "notes": len(document.notes),
    }
    if document.contents is not None:
        # In the Word file: nobody but a word processor knows where its pages end.
        data["contents_pages"] = "estimated"
    if filing.mechanism is not None:
        data["mechanism"] = {"id": filing.mechanism.id, "rules": _rules(filing.mechanism)}
    return (json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


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
