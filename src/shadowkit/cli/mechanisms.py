"""`shadowkit mechanisms`"""

from __future__ import annotations

from functools import partial
from typing import Any, Literal

import click
from typing_extensions import TypedDict

from shadowkit.cli.common import (
    CATALOGUE_LANGUAGE,
    catalogue_json,
    format_option,
    show_catalogue,
    wrapped,
)
from shadowkit.cli.failing import DataCommand
from shadowkit.model.fields import in_language
from shadowkit.model.mechanism import Mechanism, MechanismRule


class SourceObject(TypedDict):
    """Where a rule stands."""

    title: str
    url: str
    dated: str


class ReadingObject(TypedDict):
    """A plausible reading of a word limit, with the parts of the document that it counts."""

    name: str
    parts: list[str]


class RuleObject(TypedDict):
    """A filing rule.  `checked` is the day somebody last looked at its source."""

    value: bool | int | list[str] | list[ReadingObject]
    source: SourceObject
    confidence: Literal["verified", "secondary", "unverified"]
    checked: str
    note: str


class MechanismObject(TypedDict):
    """A mechanism with the rules it has, by their names."""

    id: str
    title: str
    notes: list[str]
    rules: dict[str, RuleObject]


class MechanismsObject(TypedDict):
    """What `shadowkit mechanisms --format json` prints.  `fault` says why the command could not be
    carried out; it is null where it could."""

    version: int
    mechanisms: list[MechanismObject]
    fault: str | None


@click.command(
    "mechanisms", cls=DataCommand, failures={"json": partial(catalogue_json, "mechanism", [])}
)
@click.argument("name", required=False)
@format_option("table", "json")
def command(name: str | None, format: str) -> None:
    """Show the filing rules of a mechanism, each with its source, how far that can be
    trusted, and the day it was checked.  Without a name, list all mechanisms.

    \b
    Example:  shadowkit mechanisms upr/joint
    """
    from shadowkit.reading import catalogue

    show_catalogue(
        "mechanism",
        name,
        catalogue.mechanism_names(),
        catalogue.shipped_mechanism,
        _object,
        _table,
        as_json=format == "json",
    )


def _rules(mechanism: Mechanism) -> dict[str, MechanismRule[Any]]:
    fields = type(mechanism.rules).model_fields
    named = {field.alias or key: getattr(mechanism.rules, key) for key, field in fields.items()}
    return {key: rule for key, rule in named.items() if rule is not None}


def _object(mechanism: Mechanism) -> MechanismObject:
    return {
        "id": mechanism.id,
        "title": in_language(mechanism.title, CATALOGUE_LANGUAGE),
        "notes": list(mechanism.notes),
        "rules": {key: _rule(rule) for key, rule in _rules(mechanism).items()},
    }


def _rule(rule: MechanismRule[Any]) -> RuleObject:
    source = rule.source
    return {
        "value": rule.model_dump(mode="json", include={"value"})["value"],
        "source": {"title": source.title, "url": source.url, "dated": source.dated},
        "confidence": rule.confidence.value,
        "checked": rule.checked.isoformat(),
        "note": rule.note,
    }


def _table(mechanism: Mechanism) -> str:
    title = in_language(mechanism.title, CATALOGUE_LANGUAGE)
    lines = wrapped(f"{mechanism.id}: ", title, "  ")
    for key, rule in _rules(mechanism).items():
        lines += ["", *wrapped(f"  {key}: ", _value(rule.value), "    ")]
        dated = f" ({rule.source.dated})" if rule.source.dated else ""
        lines += _line("source", rule.source.title + dated)
        if rule.source.url:
            lines += _line("", rule.source.url)
        weight = _WEIGHT[rule.confidence.severity.value]
        checked = rule.checked.isoformat()
        lines += _line("trust", f"{rule.confidence.value}: a breach is {weight}; checked {checked}")
        if rule.note:
            lines += _line("note", rule.note)
    if not _rules(mechanism):
        lines += ["", "  No rule that could be checked is known."]
    if mechanism.notes:
        lines += ["", "  What else is known, and what is not:"]
        for note in mechanism.notes:
            lines += wrapped("    - ", note, "      ")
    return "\n".join(lines) + "\n"


def _line(name: str, words: str) -> list[str]:
    return wrapped(f"    {name:<9}", words, " " * 13)


_WEIGHT = {"error": "an error", "warning": "a warning", "info": "a remark"}


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, tuple):
        return "; ".join(str(getattr(part, "name", part)) for part in value)
    return str(value)
