"""Findings: what the program has to say about a dossier, as values.

A fault in a user's file is never an exception and never a log line.  Each fault has a
`Rule` (code, name, severity and the words `shadowkit explain` prints); each time it is
met there is one `Finding`.  How findings look is the business of `cli`.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Mapping
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
    default: bool = True
    """Whether it is looked for when nobody asks for it by its code."""

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


_FEWEST = 3
"""Of fewer letters, each word is near each other."""
_SHORT = 4
"""Up to here, words that are equally near are too many to choose from."""
_ALIKE = 0.8
"""Two slips in a word of seven letters or fewer are forgiven where so much of it is the same."""
_PARTS = re.compile(r"\W+|_")
_LOOKALIKES = str.maketrans("OIL", "011")


def closest(word: str, choices: Iterable[str]) -> str:
    """The choice that `word` was most likely meant for, or "" where none is near or two are
    equally so: a hint that names something unrelated is worse than none.

    Near is what `misspelt` finds, and what has the word as its beginning or as one of its parts.
    """
    known = set(choices)
    near = misspelt(word, known)
    wanted = word.casefold()
    if near or len(wanted) < _FEWEST:
        return near
    parts = [
        choice
        for choice in known
        for one in [choice.casefold()]
        if one.startswith(wanted) or wanted in _PARTS.split(one)
    ]
    return parts[0] if len(parts) == 1 else ""


def misspelt(word: str, choices: Iterable[str]) -> str:
    """The choice that `word` differs from by its capitals, or by a slip of the keys in four
    letters, or that sounds the same (`plane` for `plain`); "" where there is none, or no one
    that is nearest."""
    import difflib

    folded = {choice.casefold(): choice for choice in sorted(choices, reverse=True)}
    wanted = word.casefold()
    if wanted in folded:
        return folded[wanted]
    if len(wanted) < _FEWEST:
        return ""
    near = difflib.get_close_matches(wanted, folded, n=20, cutoff=0.6)
    slips = {one: _slips(wanted, one) for one in near}
    least = min(slips.values(), default=len(wanted))
    # `near` has the most similar first; between short words that says nothing.
    best = [one for one in near if slips[one] == least]
    most = max(1, len(wanted) // 4)
    if best and most == 1 < least <= 2 and best[0][0] == wanted[0]:
        most += difflib.SequenceMatcher(None, wanted, best[0]).ratio() >= _ALIKE
    if least > most:
        return ""
    return "" if len(best) > 1 and len(wanted) <= _SHORT else folded[best[0]]


def _slips(one: str, other: str) -> float:
    """How many letters are left out, put in, or wrong; two that changed places are one slip,
    and the likelier one."""
    before: list[float] = []
    last: list[float] = [float(n) for n in range(len(other) + 1)]
    for i, a in enumerate(one, 1):
        row = [float(i)]
        for j, b in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and b == one[i - 2] and a != b:
                cost = min(cost, before[j - 2] + 0.9)
            row.append(cost)
        before, last = last, row
    return last[-1]


def closest_code(word: str, rules: Mapping[str, Rule]) -> str:
    """The code that `word` was meant for, or that of the nearest name; "" where there is none.

    A code is known in another way of writing (``sk-101``, ``SK1O1``, ``SK1011``).  One that
    differs in a digit is none nearer than the next, so no such is guessed.
    """
    written = "".join(filter(str.isalnum, word.upper())).removeprefix("SK")
    code = "SK" + written.translate(_LOOKALIKES)[:3]
    if code in rules and len(written) <= 4:
        return code
    names = {rule.name: rule.code for rule in rules.values()}
    return names.get(closest(word, names), "")


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
    "closest_code",
    "did_you_mean",
    "merged",
    "misspelt",
    "rule",
]
