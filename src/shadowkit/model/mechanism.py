"""Mechanisms: a body, a procedure and its filing rules, as dated data (design, 5)."""

from __future__ import annotations

import datetime
from enum import StrEnum
from typing import Generic, TypeVar

from pydantic import Field

from shadowkit.diagnostics import Severity
from shadowkit.model.document import Part
from shadowkit.model.fields import LocalText, Strict

Value = TypeVar("Value")


class Confidence(StrEnum):
    """How far a rule's source can be trusted; it decides what a breach weighs."""

    VERIFIED = "verified"
    SECONDARY = "secondary"
    UNVERIFIED = "unverified"

    @property
    def severity(self) -> Severity:
        return {
            Confidence.VERIFIED: Severity.ERROR,
            Confidence.SECONDARY: Severity.WARNING,
            Confidence.UNVERIFIED: Severity.INFO,
        }[self]


class RuleSource(Strict):
    title: str
    url: str = ""
    dated: str = ""


class MechanismRule(Strict, Generic[Value]):
    """One filing rule with its source, and the day somebody last looked at that source."""

    value: Value
    source: RuleSource
    confidence: Confidence
    checked: datetime.date
    note: str = ""

    @property
    def authority(self) -> str:
        """The source in one line, for findings."""
        dated = f" ({self.source.dated})" if self.source.dated else ""
        return f"{self.source.title}{dated}; {self.confidence.value}, checked {self.checked}"


class CountReading(Strict):
    """One plausible reading of what a word limit counts."""

    name: str
    parts: tuple[Part, ...]


class Rules(Strict):
    """The rules the program knows to check; a mechanism gives those it has."""

    words: MechanismRule[int] | None = None
    counting: MechanismRule[tuple[CountReading, ...]] | None = None
    words_thematic: MechanismRule[int] | None = Field(default=None, alias="words-thematic")
    public: MechanismRule[bool] | None = None
    public_stated: MechanismRule[bool] | None = Field(default=None, alias="public-stated")
    submitters_named: MechanismRule[bool] | None = Field(default=None, alias="submitters-named")
    paragraph_numbers: MechanismRule[bool] | None = Field(default=None, alias="paragraph-numbers")
    languages: MechanismRule[tuple[str, ...]] | None = None


class Mechanism(Strict):
    id: str
    title: LocalText
    series: LocalText
    procedure: LocalText
    notes: tuple[str, ...] = ()
    rules: Rules = Rules()
