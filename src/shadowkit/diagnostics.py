"""Findings: what the program has to say about a dossier, as values.

A fault in a user's file is never an exception and never a log line.  Each fault has a
`Rule` (code, name, severity and the words `shadowkit explain` prints); each time it is
met there is one `Finding`.  How findings look is the business of `cli`.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum

from shadowkit.location import NOWHERE, Location
from shadowkit.records import dataclass


class Severity(StrEnum):
    """How much a finding weighs; `build` refuses when there is an error."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the heaviest; for sorting and for ``--fail-level``."""
        return ("error", "warning", "info").index(self.value)


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault at one place.  `submissions` names those it holds in; empty means all."""

    code: str
    name: str
    severity: Severity
    message: str
    location: Location
    hint: str = ""
    authority: str = ""
    submissions: tuple[str, ...] = ()

    @property
    def sort_key(self) -> tuple[object, ...]:
        """By place, then weight, then code: stable whatever order the checks ran in."""
        place = self.location
        return (place.path, place.line, place.column, self.severity.rank, self.code, self.message)


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of fault: its code, its name (the fault, not the cure) and its explanation."""

    code: str
    name: str
    severity: Severity
    doc: str

    def at(
        self,
        location: Location,
        message: str,
        *,
        hint: str = "",
        authority: str = "",
        severity: Severity | None = None,
    ) -> Finding:
        """A finding of this rule; `severity` overrides the rule's own (a rule of a
        mechanism weighs as much as its source can be trusted)."""
        return Finding(
            self.code, self.name, severity or self.severity, message, location, hint, authority
        )


def rule(code: str, name: str, severity: Severity, doc: str) -> Rule:
    """A rule whose explanation is `doc`, an indented triple-quoted text."""
    return Rule(code, name, severity, inspect.cleandoc(doc))


def merged(findings: Iterable[tuple[str | None, Finding]], everywhere: int) -> list[Finding]:
    """Each fault once, sorted.

    `findings` pairs each finding with the submission it was met in (None: the dossier);
    `everywhere` is the number of submissions looked at.  A fault met in all of them names
    none; one met in some names those.
    """
    where: dict[Finding, list[str] | None] = {}
    for submission, finding in findings:
        names = where.setdefault(finding, [])
        if submission is None:
            where[finding] = None
        elif names is not None and submission not in names:
            names.append(submission)
    result = [
        finding
        if names is None or len(names) == everywhere
        else replace(finding, submissions=tuple(names))
        for finding, names in where.items()
    ]
    return sorted(result, key=lambda finding: finding.sort_key)


def closest(word: str, choices: Iterable[str]) -> str:
    """The choice nearest to `word`, or "" where none is near: for "did you mean" hints."""
    import difflib

    near = difflib.get_close_matches(word, list(choices), n=1, cutoff=0.6)
    return near[0] if near else ""


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """A hint naming the nearest choice, else all choices where they are few, else ""."""
    known = sorted(choices)
    near = closest(word, known)
    if near:
        return f"Did you mean `{near}`?"
    if known and len(known) <= 25:
        return "Use one of: " + ", ".join(known) + "."
    return ""


__all__ = [
    "NOWHERE",
    "Finding",
    "Rule",
    "Severity",
    "closest",
    "did_you_mean",
    "merged",
    "rule",
]
