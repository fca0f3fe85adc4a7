"""shadowkit.yaml: the settings of a dossier and its submissions (dossier-format, 2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field, field_validator

from shadowkit.model.fields import (
    Date,
    Id,
    Language,
    LocalText,
    MailAddress,
    State,
    Strict,
    Truth,
    WebAddress,
    Whole,
)

FORMAT_VERSION = 1


class Submitter(Strict):
    """An organisation that submits or supports."""

    name: LocalText
    """The name as it is printed: one text, or a map by language."""
    acronym: str = ""
    """Its short name, printed behind the name."""
    role: str = ""
    """Its part in a joint submission, such as lead."""
    kind: Literal[
        "ngo",
        "coalition",
        "network",
        "nhri",
        "ombudsperson",
        "academic",
        "children",
        "state",
        "intergovernmental",
        "other",
    ] = "ngo"
    """What it is."""
    established: Date | None = None
    """When it was founded."""
    url: WebAddress = ""
    """Its website, with https://."""
    email: MailAddress = ""
    """An address for the secretariat. An office's, not a person's."""
    about: LocalText = ""
    """One paragraph on what it does."""
    ecosoc: Truth = False
    """Whether it has consultative status with the Economic and Social Council."""


class Addressee(Strict):
    """Whom the recommendations address; `short` in running text."""

    name: LocalText
    """In full, at the first mention."""
    short: LocalText = ""
    """In running text."""


class Acronym(Strict):
    """What an acronym stands for."""

    long: LocalText
    """The words, printed at the first use."""
    plural: LocalText = ""
    """The words in the plural, for CSOs and the like."""


class Period(Strict):
    """The time that a submission reports on."""

    from_: Date = Field(alias="from")
    """Its beginning."""
    to: Date
    """Its end."""


class Shared(Strict):
    """Keys of the dossier that a submission may replace."""

    title: LocalText = ""
    """On the cover: one text, or a map by language."""
    short_title: LocalText = ""
    """In the running header."""
    state: State = ""
    """The State under review, by its three-letter code."""
    state_name: LocalText = ""
    """Its name, printed in place of the short name that the United Nations use."""
    submitters: tuple[Submitter, ...] = ()
    """Who submits, in the order in which they are printed."""
    supporters: tuple[Submitter | str, ...] = ()
    """Who supports the submission: names, or as much as of a submitter."""
    addressee: Addressee | None = None
    """Whom the recommendations address."""
    addressees: Mapping[Id, LocalText] = {}
    """Others that a recommendation may name in to=, by ids of your own."""
    acronyms: Mapping[str, Acronym] = {}
    """Short forms that the text uses, with what they stand for."""
    themes: Mapping[Id, LocalText] = {}
    """Themes of recommendations by ids of your own, in the order of printing."""
    period: Period | None = None
    """The time that the submission reports on."""
    citation_style: str = "un"
    """How sources are cited: un, or a .csl file in the dossier."""
    look: str = "plain"
    """Fonts, sizes and colours of the Word file and the PDF."""
    word_template: str = ""
    """A Word file in the dossier whose styles are used."""

    @field_validator("acronyms", mode="before", json_schema_input_type=Mapping[str, str | Acronym])
    @classmethod
    def _short_form(cls, value: Any) -> Any:
        """``CSAM: child sexual abuse material`` stands for ``CSAM: {long: ...}``."""
        if not isinstance(value, Mapping):
            return value
        return {
            short: {"long": long} if isinstance(long, str) else long
            for short, long in value.items()
        }


class Submission(Shared):
    """One document for one mechanism."""

    mechanism: str = ""
    """Where it is filed; left out for what is filed nowhere. Or a .yaml file of your own."""
    layout: str
    """The order and form of its sections. Or a .yaml file of your own."""
    language: Language = "en"
    """The language of its words."""
    session: str = ""
    """The session of the body."""
    cycle: str = ""
    """The cycle of review or the round of monitoring."""
    date: Date | None = None
    """Its date, as printed: a year, a month or a day."""
    public: Truth | None = None
    """Whether it becomes public. Nothing confidential may stand in it then."""
    variant: Literal["full", "short"] = "full"
    """Whether blocks print in full, or as their short wordings have it."""
    options: Mapping[str, str] = {}
    """Choices that the layout offers."""
    budgets: Mapping[Id, Whole] = {}
    """How many words a section may have, by the ids of sections."""
    subtitle: LocalText = ""
    """On the cover, below the title."""
    updated: Date | None = None
    """When it was last revised."""
    about: str = ""
    """The source that the submission is about; it is cited by its paragraphs alone."""
    cover: Mapping[str, LocalText] = {}
    """Further lines of the cover, where the layout has them."""
    annexes: tuple[str, ...] = ()
    """Text files of the dossier, outside content/, that print at the end."""


class Settings(Shared):
    """What the dossier says of all its submissions, and the submissions."""

    format: Whole = Field(default=FORMAT_VERSION, ge=1, le=FORMAT_VERSION)
    """The version of the dossier format."""
    submissions: Mapping[Id, Submission] = Field(json_schema_extra={"minProperties": 1})
    """One document each, by names of your own; files are named after them."""

    def submission(self, name: str) -> Submission:
        """The settings in force for one submission: its own keys, else the dossier's;
        `themes`, `acronyms` and `addressees` are merged by key, in the dossier's order unless
        the submission names them all."""
        own = self.submissions[name]
        values: dict[str, Any] = {}
        for field in Shared.model_fields:
            if field in ("themes", "acronyms", "addressees"):
                mine, shared = getattr(own, field), getattr(self, field)
                values[field] = mine if shared.keys() <= mine.keys() else {**shared, **mine}
            elif field not in own.model_fields_set:
                values[field] = getattr(self, field)
        return own.model_copy(update=values)
