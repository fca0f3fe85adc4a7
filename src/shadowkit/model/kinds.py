"""The one table of kinds: what an author may write in a fence, and with which keys.

A kind is data to the program.  To add one: a row here (and its fixture).  How it prints is
the layout's business (`forms`), as numbered paragraph, plain paragraph, bullet or not at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from pydantic import Field

from shadowkit.model.fields import Date, Id, Language, Semicolons, Strict, Truth, Words


class Keys(Strict):
    """The keys every kind takes."""

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
    urgency: Literal["", "require", "request", "invite", "urge", "recommend", "call"] = ""
    priority: Literal["", "1", "2", "3"] = ""


class RecommendationsKeys(RecommendationKeys):
    form: Literal["", "paragraph"] = ""


class SectionKeys(Keys):
    title: str = ""
    numbering: Literal["", "none", "decimal", "upper-roman", "lower-roman"] = ""


NO_KEYS: Final = Keys()

Form = Literal["numbered", "plain", "bullet"]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of block.

    `keys` is None for a kind of the format that this version does not read yet.
    `span`: it may also be written as a span within a paragraph.
    `evidence`: a recommendation may rest on it.
    `asks`: it holds recommendations.
    """

    name: str
    keys: type[Keys] | None = None
    form: Form = "numbered"
    span: bool = False
    evidence: bool = False
    asks: bool = False


KINDS: Final[dict[str, Kind]] = {
    kind.name: kind
    for kind in (
        Kind("paragraph", Keys, evidence=True),
        Kind("development", DevelopmentKeys, span=True, evidence=True),
        Kind("gap", GapKeys, span=True, evidence=True),
        Kind("recommendation", RecommendationKeys, span=True, asks=True),
        Kind("recommendations", RecommendationsKeys, asks=True),
        Kind("short", Keys),
        Kind("section", SectionKeys),
        Kind("observation"),
        Kind("earlier"),
        Kind("practice"),
        Kind("case"),
        Kind("exchange"),
        Kind("question"),
        Kind("reply"),
        Kind("quote"),
        Kind("proposed-question"),
        Kind("box"),
        Kind("table"),
        Kind("keyvalue"),
        Kind("figure"),
    )
}
"""Every kind of the dossier format, by name."""

REFERENCE_PREFIXES: Final = ("para", "rec", "section", "table", "note", "earlier")
"""What may stand before the colon of a reference; not free for ids of sources."""
