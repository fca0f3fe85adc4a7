"""Field types that settings, keys, layouts and mechanisms share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, WithJsonSchema

from shadowkit.model.dates import PartialDate, parse_date

ID_PATTERN = re.compile(r"[a-z][a-z0-9-]{0,59}")
"""Ids of blocks, spans, sections, themes, addressees and submissions."""


class Strict(BaseModel):
    """What a user writes: unknown keys are refused, nothing changes after reading."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        populate_by_name=True,
        arbitrary_types_allowed=True,
        defer_build=True,
    )


def _words(value: Any) -> Any:
    return tuple(value.split()) if isinstance(value, str) else value


def _semicolons(value: Any) -> Any:
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(";") if part.strip())
    return value


def _truth(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    if value in ("true", "false"):
        return value == "true"
    raise ValueError("write true or false")


def _id(value: Any) -> Any:
    if isinstance(value, str) and not ID_PATTERN.fullmatch(value):
        raise ValueError(
            f"`{value[:80]}` is not an id: use small letters a-z, digits and hyphens, "
            "begin with a letter, at most 60 characters"
        )
    return value


def _date(value: Any) -> Any:
    if isinstance(value, PartialDate):
        return value
    return parse_date(str(value))


def _language(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", value):
        raise ValueError(f"`{value}` is not a language code; write en, fr, es, ru, ar, zh ...")
    return value


_DATE_SCHEMA = {
    "description": "A year, a year and a month, or a day: 2013, 2013-05, 2013-05-02.",
    "anyOf": [
        {"type": "string", "pattern": r"^\d{4}(-\d{1,2}(-\d{1,2})?)?$"},
        {"type": "integer", "minimum": 1000, "maximum": 9999},
    ],
}

Words: TypeAlias = Annotated[tuple[str, ...], BeforeValidator(_words)]
"""Ids separated by spaces."""
Semicolons: TypeAlias = Annotated[tuple[str, ...], BeforeValidator(_semicolons)]
"""Entries separated by semicolons."""
Truth: TypeAlias = Annotated[bool, BeforeValidator(_truth), WithJsonSchema({"type": "boolean"})]
Id: TypeAlias = Annotated[
    str,
    BeforeValidator(_id),
    WithJsonSchema({"type": "string", "pattern": f"^{ID_PATTERN.pattern}$"}),
]
Date: TypeAlias = Annotated[PartialDate, BeforeValidator(_date), WithJsonSchema(_DATE_SCHEMA)]
Language: TypeAlias = Annotated[
    str,
    BeforeValidator(_language),
    WithJsonSchema({"type": "string", "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"}),
]

Urgency: TypeAlias = Literal["", "require", "request", "invite", "urge", "recommend", "call"]
"""How strongly something is asked, by a body or by us."""

LocalText: TypeAlias = str | Mapping[str, str]
"""A text for every language, or a map from language to text."""


def in_language(text: LocalText | None, language: str, fallback: str = "en") -> str:
    """The text in `language`; else in `fallback`; else the first there is; "" for None."""
    if text is None:
        return ""
    if isinstance(text, str):
        return text
    for choice in (language, language.partition("-")[0], fallback):
        if choice in text:
            return text[choice]
    return next(iter(text.values()), "")
