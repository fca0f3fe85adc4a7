"""The one table of kinds: what an author may write in a fence, and with which keys.

A kind is data to the program.  To add one: a row here (and its fixture).  How it prints is
the layout's business (`forms`), as numbered paragraph, plain paragraph, bullet or not at all.
"""

from __future__ import annotations

from typing import ClassVar, Final, Literal

from pydantic import Field, field_validator

from shadowkit.model.fields import (
    Date,
    Id,
    Language,
    Semicolons,
    Strict,
    Truth,
    Urgency,
    Words,
)
from shadowkit.records import dataclass


class Keys(Strict):
    """The keys every kind takes; a kind's `required` are those it cannot do without."""

    required: ClassVar[tuple[str, ...]] = ()

    theme: Id = ""
    tags: Words = ()
    only: Words = ()
    not_: Words = Field(default=(), alias="not")
    lang: Language = ""
    label: str = ""
    status: Literal["", "draft", "review", "agreed"] = ""
    comment: str = ""
    confidential: Truth = False
    allow: Words = ()
    reason: str = ""


class DevelopmentKeys(Keys):
    date: Date | None = None


class GapKeys(Keys):
    instruments: Semicolons = ()
    sdgs: Words = ()


class RecommendationKeys(GapKeys):
    to: Words = ()
    answers: Words = ()
    follows: Words = ()
    due: Date | None = None
    urgency: Urgency = ""
    priority: Literal["", "1", "2", "3"] = ""


class RecommendationsKeys(RecommendationKeys):
    form: Literal["", "paragraph"] = ""


class SectionKeys(Keys):
    title: str = ""
    numbering: Literal["", "none", "decimal", "upper-roman", "lower-roman"] = ""


class ObservationKeys(Keys):
    required: ClassVar[tuple[str, ...]] = ("by",)
    by: str = ""
    stance: Literal["", "notes", "welcomes", "concern", "regrets"] = ""


class EarlierKeys(Keys):
    required: ClassVar[tuple[str, ...]] = ("ref",)
    ref: str = ""


class PracticeKeys(Keys):
    title: str = ""
    by: str = ""
    place: str = ""
    year: str = ""


class CaseKeys(Keys):
    required: ClassVar[tuple[str, ...]] = ("consent", "anonymised")
    consent: Literal["", "given", "guardian", "not-needed"] = ""
    anonymised: Truth = False
    risk: Literal["", "low", "medium", "high"] = ""
    title: str = ""


class ExchangeKeys(Keys):
    required: ClassVar[tuple[str, ...]] = ("topic",)
    topic: str = ""


class SpeakerKeys(Keys):
    by: str = ""


class QuoteKeys(Keys):
    required: ClassVar[tuple[str, ...]] = ("source",)
    by: str = ""
    source: str = ""


class ProposedQuestionKeys(Keys):
    answers: Words = ()
    instruments: Semicolons = ()


class TitledKeys(Keys):
    title: str = ""


class TableKeys(Keys):
    source: str = ""
    header_columns: Words = Field(default=(), alias="header-columns")

    @field_validator("header_columns")
    @classmethod
    def _columns(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if not all(word.isdecimal() and int(word) for word in value):
            raise ValueError("write the numbers of the columns, as in 1 3")
        return value


class FigureKeys(Keys):
    required: ClassVar[tuple[str, ...]] = ("source",)
    source: str = ""
    width: str = ""

    @field_validator("width")
    @classmethod
    def _share(cls, value: str) -> str:
        share = value.removesuffix("%")
        if value and not (value.endswith("%") and share.isdecimal() and 1 <= int(share) <= 100):
            raise ValueError("write a share of the text's width, as in 60%")
        return value


NO_KEYS: Final = Keys()

Form = Literal["numbered", "plain", "bullet", "running", "box", "quote", "run-in"]
"""How a block prints; "run-in": its title as bold words before its first paragraph; "running":
the items of its list one after the other in one paragraph."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of block.

    `form` is how it prints where the layout says nothing.
    `span`: it may also be written as a span within a paragraph.
    `evidence`: a recommendation may rest on it.
    `asks`: it holds recommendations.  `led`: a layout may word a label that stands before
    the first of its kind in a section.
    """

    name: str
    keys: type[Keys]
    form: Form = "numbered"
    span: bool = False
    evidence: bool = False
    asks: bool = False
    led: bool = False


KINDS: Final[dict[str, Kind]] = {
    kind.name: kind
    for kind in (
        Kind("paragraph", Keys, evidence=True),
        Kind("development", DevelopmentKeys, span=True, evidence=True),
        Kind("gap", GapKeys, span=True, evidence=True),
        Kind("recommendation", RecommendationKeys, span=True, asks=True, led=True),
        Kind("recommendations", RecommendationsKeys, asks=True, led=True),
        Kind("observation", ObservationKeys, span=True, evidence=True),
        Kind("earlier", EarlierKeys, evidence=True),
        Kind("practice", PracticeKeys, form="box", evidence=True),
        Kind("case", CaseKeys, evidence=True),
        Kind("exchange", ExchangeKeys, evidence=True),
        Kind("question", SpeakerKeys, form="plain", span=True),
        Kind("reply", SpeakerKeys, form="plain", span=True),
        Kind("quote", QuoteKeys, form="quote", evidence=True),
        Kind("proposed-question", ProposedQuestionKeys, led=True),
        Kind("box", TitledKeys, form="box"),
        Kind("table", TableKeys, form="plain", evidence=True),
        Kind("keyvalue", TitledKeys, form="plain"),
        Kind("figure", FigureKeys, form="plain", evidence=True),
        Kind("short", Keys),
        Kind("section", SectionKeys),
    )
}
"""Every kind of the dossier format, by name."""

REFERENCE_PREFIXES: Final = ("para", "rec", "section", "table", "note", "earlier")
"""What may stand before the colon of a reference; not free for ids of sources."""
