"""Findings as annotations of GitHub Actions, shown beside the lines of a pull request.

The notation: GitHub, "Workflow commands for GitHub Actions", with the escapes of its toolkit.
"""

from __future__ import annotations

from pathlib import Path

from shadowkit.cli.findings import explained, from_here
from shadowkit.diagnostics import Finding, Severity

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def annotation(finding: Finding, folder: Path) -> str:
    """``::error file=...,line=...,col=...,endLine=...,title=...::message``, in one line.

    `folder` is the dossier's; the path is given from the working folder where the dossier
    lies in it, for GitHub counts from the root of the repository.
    """
    place = finding.location
    properties: dict[str, object] = {}
    if place.path:
        properties["file"] = from_here(place.path, folder)
        if place.line:
            properties |= {"line": place.line, "col": place.column}
        if place.end_line:
            properties["endLine"] = place.end_line
    properties["title"] = f"{finding.code} {finding.name}"
    written = ",".join(f"{k}={str(v).translate(_PROPERTY)}" for k, v in properties.items())
    return f"::{_COMMANDS[finding.severity]} {written}::{explained(finding).translate(_DATA)}"
