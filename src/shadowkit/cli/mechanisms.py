"""`shadowkit mechanisms`"""

from __future__ import annotations

import json
from typing import Any

import click

from shadowkit.cli.common import EnvironmentFault, format_option
from shadowkit.diagnostics import did_you_mean
from shadowkit.model.fields import in_language
from shadowkit.model.mechanism import Mechanism, MechanismRule

VERSION = 1
_LANGUAGE = "en"


@click.command("mechanisms")
@click.argument("name", required=False)
@format_option("table", "json")
def command(name: str | None, format: str) -> None:
    """Show the filing rules of a mechanism, each with its source, how far that can be
    trusted, and the day it was checked.  Without a name, list all mechanisms.

    \b
    Example:  shadowkit mechanisms upr/joint
    """
    from shadowkit.reading import catalogue

    known = catalogue.mechanism_names()
    if name is not None and name not in known:
        raise EnvironmentFault(f"There is no mechanism `{name}`. {did_you_mean(name, known)}")
    chosen = [catalogue.shipped_mechanism(one) for one in ([name] if name else known)]
    if format == "json":
        data = {"version": VERSION, "mechanisms": [_object(one) for one in chosen]}
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    elif name is None:
        for one in chosen:
            click.echo(f"{one.id:<16} {in_language(one.title, _LANGUAGE)}")
    else:
        click.echo(_table(chosen[0]), nl=False)


def _rules(mechanism: Mechanism) -> dict[str, MechanismRule[Any]]:
    fields = type(mechanism.rules).model_fields
    named = {field.alias or key: getattr(mechanism.rules, key) for key, field in fields.items()}
    return {key: rule for key, rule in named.items() if rule is not None}


def _object(mechanism: Mechanism) -> dict[str, Any]:
    return {
        "id": mechanism.id,
        "title": in_language(mechanism.title, _LANGUAGE),
        "notes": list(mechanism.notes),
        "rules": {key: rule.model_dump(mode="json") for key, rule in _rules(mechanism).items()},
    }


def _table(mechanism: Mechanism) -> str:
    lines = [f"{mechanism.id}: {in_language(mechanism.title, _LANGUAGE)}"]
    for key, rule in _rules(mechanism).items():
        lines += ["", f"  {key}: {_value(rule.value)}"]
        dated = f" ({rule.source.dated})" if rule.source.dated else ""
        lines.append(f"    source   {rule.source.title}{dated}")
        if rule.source.url:
            lines.append(f"             {rule.source.url}")
        lines.append(
            f"    trust    {rule.confidence.value}: a breach is "
            f"{_WEIGHT[rule.confidence.severity.value]}; checked {rule.checked.isoformat()}"
        )
        if rule.note:
            lines.append(f"    note     {rule.note}")
    if mechanism.notes:
        lines += ["", "  What else is known, and what is not:"]
        lines += [f"    - {note}" for note in mechanism.notes]
    return "\n".join(lines) + "\n"


_WEIGHT = {"error": "an error", "warning": "a warning", "info": "a remark"}


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, tuple):
        return "; ".join(str(getattr(part, "name", part)) for part in value)
    return str(value)
