"""`shadowkit schema`"""

from __future__ import annotations

import json
from typing import Any

import click

from shadowkit.cli.common import EnvironmentFault
from shadowkit.diagnostics import did_you_mean

OUTPUTS = {
    "findings": "What `shadowkit check --format json` prints",
    "baseline": "A baseline: what `shadowkit check --save-baseline` records",
    "count": "What `shadowkit count --format json` prints",
    "trace": "What `shadowkit trace --format json` prints",
    "suggestions": "What `shadowkit trace --suggest --format json` prints",
    "mechanisms": "What `shadowkit mechanisms --format json` prints",
    "layouts": "What `shadowkit layouts --format json` prints",
    "manifest": "manifest.json: what `shadowkit build` made",
}
"""The schemas of what the program prints, each with its title."""


@click.command("schema")
@click.argument("name", required=False)
def command(name: str | None) -> None:
    """Print the JSON Schema of a file you write, for your editor, or of the JSON that a
    command prints, for other programs.  Without a name, list all schemas.

    \b
    Example:  shadowkit schema sources
    """
    from shadowkit.schemas import INPUTS

    titles = {**INPUTS, **OUTPUTS}
    if name is None:
        for known, title in titles.items():
            click.echo(f"{known:<16} {title}")
        return
    if name not in titles:
        raise EnvironmentFault(f"There is no schema `{name}`. {did_you_mean(name, titles)}")
    click.echo(json.dumps(schema(name), ensure_ascii=False, indent=2))


def schema(name: str) -> dict[str, Any]:
    """One schema, by a name in `INPUTS` or `OUTPUTS`."""
    from shadowkit import manifest, schemas
    from shadowkit.cli import (
        baseline,
        common,
        count,
        findings,
        layouts,
        mechanisms,
        suggestions,
    )
    from shadowkit.tracing import objects as trace

    if name in schemas.INPUTS:
        return schemas.input_schema(name)
    shapes: dict[str, tuple[int, Any]] = {
        "findings": (findings.JSON_VERSION, findings.FindingsObject),
        "baseline": (baseline.VERSION, baseline.BaselineObject),
        "count": (count.VERSION, count.CountObject),
        "trace": (trace.VERSION, trace.TraceObject),
        "suggestions": (suggestions.VERSION, suggestions.SuggestionsObject),
        "mechanisms": (common.CATALOGUE_VERSION, mechanisms.MechanismsObject),
        "layouts": (common.CATALOGUE_VERSION, layouts.LayoutsObject),
        "manifest": (manifest.VERSION, manifest.ManifestObject),
    }
    version, shape = shapes[name]
    return schemas.output_schema(name, version, OUTPUTS[name], shape)
