"""Field types that settings, keys, layouts and mechanisms share."""

from __future__ import annotations

import datetime
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
        arbitrary_types_allowed=True,
        defer_build=True,
    )


_WHOLE = re.compile(r"-?[0-9]{1,9}")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]{1,2})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
STATE = re.compile(r"[A-Z]{3}")
"""What the code of a State looks like (ISO 3166-1 alpha-3)."""
_WEB = re.compile(r"[Hh][Tt][Tt][Pp][Ss]?://[^\s<>\"\\]+")
_MAIL = re.compile(r"[^\s<>\"\\@?&,;:]+@[^\s<>\"\\@?&,;:]+")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


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


def _whole(value: Any) -> Any:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and _WHOLE.fullmatch(value):
        return int(value)
    raise ValueError(f"{_shown(value)} is not a whole number")


def as_number(value: Any) -> Any:
    """A number out of what YAML gave; no truth value, no infinity."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        return float(value)
    raise ValueError(f"{_shown(value)} is not a number")


def _day(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return value
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            raise ValueError(f"`{value}` is not a date: there is no such day") from None
    raise ValueError(f"{_shown(value)} is not a day; write it as 2026-11-21")


def _shown(value: Any) -> str:
    return f"`{value[:60]}`" if isinstance(value, str) else "this"


def _state(value: Any) -> Any:
    if isinstance(value, str) and value and not STATE.fullmatch(value):
        raise ValueError(f"`{value}` is not a State code; write three capitals, as in KEN")
    return value


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
    if isinstance(value, str) and not _LANGUAGE.fullmatch(value):
        raise ValueError(f"`{value}` is not a language code; write en, fr, es, ru, ar, zh ...")
    return value


def _web(value: Any) -> Any:
    if isinstance(value, str) and value and not _WEB.fullmatch(value):
        raise ValueError(f"{_shown(value)} is not the address of a website; write it with https://")
    return value


def _mail(value: Any) -> Any:
    if isinstance(value, str) and value and not _MAIL.fullmatch(value):
        raise ValueError(f"{_shown(value)} is not an e-mail address")
    return value


_DATE_SCHEMA = {
    "description": "A year, a year and a month, or a day: 2013, 2013-05, 2013-05-02.",
    "anyOf": [
        {
            "type": "string",
            "pattern": r"^\s*[0-9]{4}(-(0?[1-9]|1[0-2])(-(0?[1-9]|[12][0-9]|3[01]))?)?\s*$",
        },
        {"type": "integer", "minimum": 1000, "maximum": 9999},
    ],
}

Words: TypeAlias = Annotated[tuple[str, ...], BeforeValidator(_words)]
"""Ids separated by spaces."""
Semicolons: TypeAlias = Annotated[tuple[str, ...], BeforeValidator(_semicolons)]
"""Entries separated by semicolons."""
Truth: TypeAlias = Annotated[bool, BeforeValidator(_truth), WithJsonSchema({"type": "boolean"})]
Whole: TypeAlias = Annotated[int, BeforeValidator(_whole)]
"""A number without a fraction; no truth value is one."""
Number: TypeAlias = Annotated[float, BeforeValidator(as_number)]
"""A number; no truth value is one."""
Day: TypeAlias = Annotated[datetime.date, BeforeValidator(_day)]
"""A day, as 2026-11-21."""
State: TypeAlias = Annotated[
    str,
    BeforeValidator(_state),
    WithJsonSchema({"type": "string", "pattern": f"^({STATE.pattern})?$"}),
]
"""A State's three-letter code (ISO 3166-1), or "" where none is given."""
WebAddress: TypeAlias = Annotated[
    str,
    BeforeValidator(_web),
    WithJsonSchema({"type": "string", "pattern": f"^({_WEB.pattern})?$"}),
]
"""The address of a website, with its scheme, or "" where none is given."""
MailAddress: TypeAlias = Annotated[
    str,
    BeforeValidator(_mail),
    WithJsonSchema({"type": "string", "pattern": f"^({_MAIL.pattern})?$"}),
]
"""One e-mail address, or "" where none is given."""
Id: TypeAlias = Annotated[
    str,
    BeforeValidator(_id),
    WithJsonSchema({"type": "string", "pattern": f"^{ID_PATTERN.pattern}$"}),
]
Date: TypeAlias = Annotated[PartialDate, BeforeValidator(_date), WithJsonSchema(_DATE_SCHEMA)]
Language: TypeAlias = Annotated[
    str,
    BeforeValidator(_language),
    WithJsonSchema({"type": "string", "pattern": f"^{_LANGUAGE.pattern}$"}),
]

Urgency: TypeAlias = Literal["", "require", "request", "invite", "urge", "recommend", "call"]
"""How strongly something is asked, by a body or by us."""

LocalText: TypeAlias = str | Mapping[str, str]
"""A text for every language, or a map from language to text."""


def only_in_language(text: LocalText | None, language: str) -> str:
    """The text in `language`; "" where it has others alone."""
    if text is None or isinstance(text, str):
        return text or ""
    return text.get(language) or text.get(language.partition("-")[0], "")


def in_language(text: LocalText | None, language: str, fallback: str = "en") -> str:
    """The text in `language`; else in `fallback`; else the first there is; "" for None."""
    if text is None or isinstance(text, str):
        return text or ""
    return text.get(language_of(text, language, fallback), "")


def language_of(text: Mapping[str, str], language: str, fallback: str = "en") -> str:
    """The language that `in_language` finds a text in; "" where it has none."""
    choices = (language, language.partition("-")[0], fallback)
    return next((one for one in choices if one in text), next(iter(text), ""))
