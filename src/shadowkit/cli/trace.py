"""`shadowkit trace`"""

from __future__ import annotations

import json
from pathlib import Path

import click

from shadowkit.cli.common import (
    Choice,
    EnvironmentFault,
    dossier_argument,
    opened,
    output_options,
    show_errors,
    submission_option,
)
from shadowkit.cli.suggestions import TraceCommand, suggest
from shadowkit.files import WriteError, write_whole
from shadowkit.tracing.gathering import traced
from shadowkit.tracing.objects import TraceObject

ENDINGS = {
    "table": (".txt",),
    "json": (".json",),
    "csv": (".csv",),
    "xlsx": (".xlsx",),
    "html": (".html", ".htm"),
}
"""The formats, each with the endings of its files; the first is ours."""


def _as_json(trace: TraceObject) -> str:
    return json.dumps(trace, ensure_ascii=False, indent=2) + "\n"


@click.command(
    "trace",
    cls=TraceCommand,
    failures={"json": lambda fault: _as_json(traced(None, (), fault)).rstrip()},
)
@dossier_argument
@submission_option
@click.option(
    "--format",
    "format",
    type=Choice(ENDINGS),
    help="How to print.  [default: as the file of -o ends, else table]",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The file to write to, instead of printing.",
)
@click.option(
    "--suggest",
    "suggesting",
    is_flag=True,
    help="Propose links to earlier recommendations instead.",
)
@click.option("--accept", is_flag=True, help="Ask for each proposal whether to write the link.")
@output_options
def command(
    folder: Path | None,
    names: tuple[str, ...],
    format: str | None,
    output: Path | None,
    suggesting: bool,
    accept: bool,
    quiet: bool,
    no_color: bool,
) -> int:
    """Show every recommendation with the evidence it rests on, what became of what the State
    was told before, and what is missing: as text, for programs, for Excel, or as a page to
    read and filter in a browser.

    \b
    Example:  shadowkit trace my-report
              shadowkit trace my-report -o trace.html
    """
    if suggesting or accept:
        if output is not None:
            raise click.UsageError("--suggest and --accept write no file: leave -o out")
        form = format or "table"
        return suggest(folder, names, form, accept=accept, quiet=quiet, no_color=no_color)
    form = _form(format, output)
    outcome = opened(folder, names)
    trace = traced(outcome.dossier, [(one.document, one.filing) for one in outcome.submissions])
    if output is None:
        click.echo(_written(trace, form), nl=False)
    elif outcome.submissions:
        try:
            write_whole(output, _written(trace, form))
        except WriteError as error:
            raise EnvironmentFault(str(error)) from None
        click.echo(f"wrote {output}")
    if not quiet:
        show_errors(outcome)
    return int(not outcome.submissions)


def _form(format: str | None, output: Path | None) -> str:
    """The format that was asked for, by its name or by the ending of the file."""
    if output is None:
        if format == "xlsx":
            raise EnvironmentFault("An Excel file cannot be printed here: add `-o trace.xlsx`.")
        return format or "table"
    ending = output.suffix.lower()
    by_ending = next((form for form, known in ENDINGS.items() if ending in known), None)
    if by_ending is None:
        known = ", ".join(endings[0] for endings in ENDINGS.values())
        raise EnvironmentFault(
            f"{output} does not end in one of {known}, which say what to write. Name it "
            f"{output.stem or 'trace'}{ENDINGS[format or 'html'][0]}, for example."
        )
    if format not in (None, by_ending):
        assert format is not None
        raise EnvironmentFault(
            f"{output} is to be {by_ending} by its ending, and {format} by --format. Leave out "
            f"--format, or name the file {output.stem}{ENDINGS[format][0]}."
        )
    return by_ending


def _written(trace: TraceObject, form: str) -> bytes:
    if form == "json":
        return _as_json(trace).encode("utf-8", "backslashreplace")
    from shadowkit.reading import catalogue

    words = catalogue.labels("en").implementation.statuses
    statuses = {str(status): one for status, one in words.items()}
    if form == "csv":
        from shadowkit.tracing import separated

        return separated.written(trace, statuses)
    if form == "xlsx":
        from shadowkit.tracing import workbook

        return workbook.written(trace, statuses)
    if form == "html":
        from shadowkit.tracing import page

        return page.written(trace, statuses)
    from shadowkit.tracing import table

    return table.written(trace, statuses).encode("utf-8", "backslashreplace")
