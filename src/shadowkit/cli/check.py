"""`shadowkit check`"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from shadowkit.cli.common import (
    Choice,
    dossier_argument,
    format_option,
    opened,
    output_options,
    show_allowed,
    submission_option,
    wants_color,
)
from shadowkit.cli.failing import DataCommand
from shadowkit.cli.findings import as_json, concise, full, grouped, summary
from shadowkit.cli.selection import selected, selection_options, unread
from shadowkit.diagnostics import Severity

if TYPE_CHECKING:
    from shadowkit.pipeline import Outcome

FOR_PROGRAMS = {"json", "sarif"}
"""Formats that are one whole, to which nothing is added."""


def _failed_sarif(fault: str) -> str:
    from shadowkit.cli.sarif import as_sarif

    return as_sarif([], Path(), {}, fault)


@click.command(
    "check",
    cls=DataCommand,
    failures={"json": partial(as_json, []), "sarif": _failed_sarif},
)
@dossier_argument
@submission_option
@format_option("full", "grouped", "concise", "json", "sarif", "github")
@selection_options
@click.option(
    "--fail-level",
    type=Choice([severity.value for severity in Severity]),
    default="error",
    show_default=True,
    help="The least finding that makes the exit status 1.",
)
@click.option(
    "--baseline",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Leave out the findings that FILE records.",
)
@click.option(
    "--save-baseline",
    "recording",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Record what is found now in FILE, for --baseline.",
)
@output_options
def command(
    folder: Path | None,
    names: tuple[str, ...],
    format: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_level: str,
    baseline: Path | None,
    recording: Path | None,
    quiet: bool,
    no_color: bool,
) -> int:
    """Say what a seasoned editor and the mechanism's secretariat would say, at
    file:line:column.

    \b
    Example:  shadowkit check my-report
    """
    if recording is not None and (baseline is not None or names or select or ignore):
        raise click.UsageError(
            "--save-baseline records the whole dossier: leave out --baseline, -s, --select and "
            "--ignore."
        )
    outcome = opened(folder, names, asked=select)
    remark = ""
    if recording is not None:
        from shadowkit.cli.baseline import save

        outcome.findings, remark = save(recording, outcome.findings, outcome.folder)
    elif baseline is not None:
        from shadowkit.cli.baseline import held_against, load

        held = held_against(load(baseline), outcome.findings, outcome.folder)
        outcome.findings = held.new
        # Of what was not looked at, or could not be read, nobody knows whether it is mended.
        complete = not names and not any(map(unread, held.new))
        remark = held.said(len(selected(held.known, select, ignore)), complete=complete)
    outcome.findings = selected(outcome.findings, select, ignore)
    outcome.allowed = [one for one in outcome.allowed if selected([one.finding], select, ignore)]
    color = wants_color(no_color, sys.stdout)
    for text in _texts(outcome, format, color):
        click.echo(text, color=color)
    if format not in FOR_PROGRAMS and not quiet:
        show_allowed(outcome)
        new = " new" if recording is not None or baseline is not None else ""
        where = " in what was selected" if select or ignore else ""
        click.echo(summary(outcome.findings, f"Nothing{new} to mend{where}."), err=True)
        if remark:
            click.echo(remark, err=True)
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
