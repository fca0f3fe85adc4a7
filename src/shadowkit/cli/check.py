"""`shadowkit check`"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from shadowkit.cli.common import (
    dossier_argument,
    format_option,
    opened,
    output_options,
    show_allowed,
    submission_option,
    wants_color,
)
from shadowkit.cli.findings import NOTHING, as_json, concise, full, grouped, summary
from shadowkit.cli.selection import selected, selection_options
from shadowkit.diagnostics import Severity

if TYPE_CHECKING:
    from shadowkit.pipeline import Outcome

FOR_PROGRAMS = {"json", "sarif"}
"""Formats that are one whole, to which nothing is added."""


@click.command("check")
@dossier_argument
@submission_option
@format_option("full", "grouped", "concise", "json", "sarif", "github")
@selection_options
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
    select: tuple[str, ...],
    ignore: tuple[str, ...],
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
    outcome.findings = selected(outcome.findings, select, ignore)
    outcome.allowed = [one for one in outcome.allowed if selected([one.finding], select, ignore)]
    color = wants_color(no_color, sys.stdout)
    for text in _texts(outcome, format, color):
        click.echo(text, color=color)
    if format not in FOR_PROGRAMS and not quiet:
        nothing = "Nothing to mend in what was selected." if select or ignore else NOTHING
        show_allowed(outcome)
        click.echo(summary(outcome.findings, nothing), err=True)
    return int(outcome.failed(Severity(fail_level)))


def _texts(outcome: Outcome, format: str, color: bool) -> Iterator[str]:
    """What is printed, a text for each finding or one for all."""
    findings, folder = outcome.findings, outcome.folder
    match format:
        case "json":
            yield as_json(findings)
        case "sarif":
            from shadowkit.cli.sarif import as_sarif
            from shadowkit.pipeline import rules

            yield as_sarif(findings, folder, rules())
        case "grouped":
            if findings:
                yield grouped(findings, color=color)
        case "github":
            from shadowkit.cli.annotations import annotation

            yield from (annotation(finding, folder) for finding in findings)
        case "concise":
            yield from (concise(finding) for finding in findings)
        case _:
            yield from (full(finding, folder, color=color) for finding in findings)
