"""`shadowkit check`"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from shadowkit.cli.common import (
    dossier_argument,
    format_option,
    opened,
    output_options,
    say_summary,
    submission_option,
    wants_color,
)
from shadowkit.cli.findings import as_json, concise, full
from shadowkit.diagnostics import Severity


@click.command("check")
@dossier_argument
@submission_option
@format_option("full", "concise", "json")
@click.option(
    "--fail-level",
    type=click.Choice([severity.value for severity in Severity]),
    default="error",
    show_default=True,
    help="The least finding that makes the exit status 1.",
)
@output_options
def command(
    folder: Path | None,
    names: tuple[str, ...],
    format: str,
    fail_level: str,
    quiet: bool,
    no_color: bool,
) -> int:
    """Say what a seasoned editor and the mechanism's secretariat would say, at
    file:line:column.

    \b
    Example:  shadowkit check my-report
    """
    outcome = opened(folder, names)
    if format == "json":
        click.echo(as_json(outcome.findings))
    else:
        color = wants_color(no_color, sys.stdout)
        for finding in outcome.findings:
            text = full(finding, outcome.folder, color=color) if format == "full" else ""
            click.echo(text or concise(finding), color=color)
        if not quiet:
            say_summary(outcome.findings)
    return int(outcome.failed(Severity(fail_level)))
