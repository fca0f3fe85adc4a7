"""shadowkit.yaml: the settings of a dossier and its submissions (dossier-format, 2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field, field_validator

from shadowkit.model.fields import Date, Id, Language, LocalText, Strict, Truth

FORMAT_VERSION = 1


class Submitter(Strict):
    name: LocalText
    acronym: str = ""
    role: str = ""
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
    established: Date | None = None
    url: str = ""
    email: str = ""
    about: LocalText = ""
    ecosoc: Truth = False


class Addressee(Strict):
    """Whom the recommendations address; `short` in running text."""

    name: LocalText
    short: LocalText = ""


class Acronym(Strict):
    long: LocalText
    plural: LocalText = ""


class Period(Strict):
    from_: Date = Field(alias="from")
    to: Date


class Shared(Strict):
    """Keys of the dossier that a submission may replace."""

    title: LocalText = ""
    short_title: LocalText = ""
    state: str = ""
    state_name: LocalText = ""
    submitters: tuple[Submitter, ...] = ()
    supporters: tuple[Submitter | str, ...] = ()
    addressee: Addressee | None = None
    addressees: Mapping[Id, LocalText] = {}
    acronyms: Mapping[str, Acronym] = {}
    themes: Mapping[Id, LocalText] = {}
    period: Period | None = None
    citation_style: str = "un"
    look: str = "plain"
    word_template: str = ""

    @field_validator("acronyms", mode="before")
    @classmethod
    def _short_form(cls, value: Any) -> Any:
        """``CSAM: child sexual abuse material`` stands for ``CSAM: {long: ...}``."""
        if not isinstance(value, Mapping):
            return value
        return {
            short: {"long": long} if isinstance(long, str) else long
            for short, long in value.items()
        }

    @field_validator("state")
    @classmethod
    def _state(cls, value: str) -> str:
        if value and not (len(value) == 3 and value.isascii() and value.isupper()):
            raise ValueError(f"`{value}` is not a State code; write three capitals, as in KEN")
        return value


class Submission(Shared):
    """One document for one mechanism."""

    mechanism: str = ""
    layout: str
    language: Language = "en"
    session: str = ""
    cycle: str = ""
    date: Date | None = None
    public: Truth | None = None
    variant: Literal["full", "short"] = "full"
    options: Mapping[str, str] = {}
    budgets: Mapping[Id, int] = {}
    subtitle: LocalText = ""
    updated: Date | None = None
    about: str = ""
    cover: Mapping[str, LocalText] = {}
    annexes: tuple[str, ...] = ()


class Settings(Shared):
    format: int = FORMAT_VERSION
    submissions: Mapping[Id, Submission]

    def submission(self, name: str) -> Submission:
        """The settings in force for one submission: its own keys, else the dossier's;
        `themes`, `acronyms` and `addressees` are merged by key."""
        own = self.submissions[name]
        values: dict[str, Any] = {}
        for field in Shared.model_fields:
            if field in ("themes", "acronyms", "addressees"):
                values[field] = {**getattr(self, field), **getattr(own, field)}
            elif field not in own.model_fields_set:
                values[field] = getattr(self, field)
        return own.model_copy(update=values)
