"""Mechanisms: a body, a procedure and its filing rules, as dated data (design, 5)."""

from __future__ import annotations

import datetime
from enum import StrEnum
from typing import Generic, Literal, TypeVar

from pydantic import Field

from shadowkit.diagnostics import Severity
from shadowkit.model.document import Part
from shadowkit.model.fields import Day, LocalText, Strict, Truth, Whole

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
    """Where a rule stands."""

    title: str
    """Its title."""
    url: str = ""
    """Its address."""
    dated: str = ""
    """Its date, as it stands on it."""

    @property
    def named(self) -> str:
        """The title, with the date where there is one."""
        return f"{self.title} ({self.dated})" if self.dated else self.title

    def trusted(self, confidence: Confidence, checked: datetime.date) -> str:
        """The source in one line, for findings: with how far it can be trusted, and when
        somebody last looked."""
        return f"{self.named}; {confidence.value}, checked {checked}"


class MechanismRule(Strict, Generic[Value]):
    """One filing rule with its source, and the day somebody last looked at that source."""

    value: Value
    """What the rule says."""
    source: RuleSource
    """Where it stands."""
    confidence: Confidence
    """How far the source can be trusted."""
    checked: Day
    """When somebody last looked at the source."""
    note: str = ""
    """What else one should know."""

    @property
    def authority(self) -> str:
        """The source in one line, for findings."""
        return self.source.trusted(self.confidence, self.checked)


class CountReading(Strict):
    """One plausible reading of what a word limit counts."""

    name: str
    """Its name."""
    parts: tuple[Part, ...]
    """The parts of the document that it counts."""


class Rules(Strict):
    """The rules the program knows to check; a mechanism gives those it has."""

    words: MechanismRule[Whole] | None = None
    """The most words."""
    words_joint: MechanismRule[Whole] | None = Field(default=None, alias="words-joint")
    """The most words where several submit together, or a coalition."""
    counting: MechanismRule[tuple[CountReading, ...]] | None = None
    """What the limit may mean; each plausible reading is held against it."""
    words_thematic: MechanismRule[Whole] | None = Field(default=None, alias="words-thematic")
    """The most words of a submission on one theme."""
    public: MechanismRule[Truth] | None = None
    """Whether submissions become public."""
    public_stated: MechanismRule[Truth] | None = Field(default=None, alias="public-stated")
    """Whether a submission has to say if it may become public."""
    submitters_named: MechanismRule[Truth] | None = Field(default=None, alias="submitters-named")
    """Whether the submitters' names are printed at the beginning."""
    cases_safe: MechanismRule[Truth] | None = Field(default=None, alias="cases-safe")
    """Whether individual cases are told only where nobody comes to harm by it."""
    cover: MechanismRule[tuple[Literal["state", "date", "session", "contact"], ...]] | None = None
    """What the cover names, besides title and submitters."""
    paragraph_numbers: MechanismRule[Truth] | None = Field(default=None, alias="paragraph-numbers")
    """Whether paragraphs are numbered."""
    languages: MechanismRule[tuple[str, ...]] | None = None
    """The languages it takes."""


class Mechanism(Strict):
    """A body with a procedure, and its filing rules."""

    id: str
    """Its name."""
    title: LocalText
    """What it is, by language."""
    series: LocalText
    """The line above the title on the cover."""
    procedure: LocalText
    """The procedure's name on the cover."""
    notes: tuple[str, ...] = ()
    """What else is known, and what is not."""
    rules: Rules = Rules()
    """The filing rules."""
