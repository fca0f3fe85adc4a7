"""Findings as SARIF 2.1.0, the format in which programs that judge texts hand over what they
found: to review tools, to editors, to code hosts.

The standard: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0, with
Errata 01 of 2023.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from shadowkit import __version__
from shadowkit.cli.findings import explained, from_here, source_line
from shadowkit.diagnostics import Finding, Rule, Severity
from shadowkit.location import Location

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
FINGERPRINT = "findingLine/v1"
"""Names how fingerprints are made; another way needs another number."""
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def as_sarif(
    findings: Sequence[Finding], folder: Path, rules: Mapping[str, Rule], fault: str = ""
) -> str:
    """One SARIF log with one run; `fault` says why it could not be carried out.

    `folder` is the dossier's; paths are given from the working folder where the dossier lies
    in it, else from the dossier.  `rules` are all rules by code; the run lists them in this
    order.  ``properties.submissions`` of a result is empty where it holds in all submissions.
    """
    places = {code: index for index, code in enumerate(rules)}
    marks = _fingerprints(findings, folder)
    run = {
        "tool": {
            "driver": {
                "name": "shadowkit",
                "semanticVersion": __version__,
                "rules": [_rule(rule) for rule in rules.values()],
            }
        },
        "invocations": [_invocation(fault)],
        "columnKind": "unicodeCodePoints",
        "results": [
            {
                "ruleId": finding.code,
                "ruleIndex": places[finding.code],
                "level": _LEVELS[finding.severity],
                "message": _message(explained(finding)),
                "locations": _locations(finding.location, folder),
                "partialFingerprints": {FINGERPRINT: mark},
                "properties": {"submissions": list(finding.submissions)},
            }
            for finding, mark in zip(findings, marks, strict=True)
        ],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2)


def _invocation(fault: str) -> dict[str, Any]:
    if not fault:
        return {"executionSuccessful": True}
    notification = {"level": "error", "message": _message(fault)}
    return {"executionSuccessful": False, "toolExecutionNotifications": [notification]}


def _rule(rule: Rule) -> dict[str, Any]:
    paragraphs = [" ".join(paragraph.split()) for paragraph in rule.doc.split("\n\n")]
    off = {} if rule.default else {"enabled": False}
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": _message(paragraphs[0]),
        "fullDescription": _message("\n\n".join(paragraphs)),
        "help": _message(paragraphs[-1]),
        "defaultConfiguration": {"level": _LEVELS[rule.severity], **off},
    }


def _message(text: str) -> dict[str, str]:
    # 3.11.5: a brace that opens no placeholder is doubled.
    return {"text": text.replace("{", "{{").replace("}", "}}")}


def _locations(place: Location, folder: Path) -> list[dict[str, Any]]:
    """The one place of a finding; [] for one about the dossier as a whole."""
    if not place.path:
        return []
    # A name that is not in UTF-8 is written as every other format prints it.
    uri = quote(from_here(place.path, folder), errors="backslashreplace")
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri}}
    if place.line:
        physical["region"] = _region(place)
    return [{"physicalLocation": physical}]


def _region(place: Location) -> dict[str, int]:
    region = {"startLine": place.line, "startColumn": max(place.column, 1)}
    if place.end_line:
        region |= {"endLine": place.end_line, "endColumn": max(place.end_column, 1)}
    return region


def _fingerprints(findings: Iterable[Finding], folder: Path) -> list[str]:
    """For each finding what recognises it in a later run: from code, path and the text of the
    line, and not from its number, so that lines added above change nothing.  Findings alike
    in all of these are numbered."""
    seen: Counter[str] = Counter()
    marks = []
    for finding in findings:
        line = source_line(finding, folder).strip()
        parts = (finding.code, finding.location.path, line)
        mark = hashlib.sha256("\0".join(parts).encode("utf-8", "backslashreplace")).hexdigest()
        seen[mark] += 1
        marks.append(f"{mark}:{seen[mark]}")
    return marks
