"""`shadowkit import recommendations`"""

from __future__ import annotations

from pathlib import Path

import click

from shadowkit.cli.common import EnvironmentFault, dossier_argument, open_folder, output_options
from shadowkit.cli.findings import in_a_line, summary
from shadowkit.diagnostics import Severity


@click.group("import")
def command() -> None:
    """Take over what others published."""


@command.command("recommendations")
@click.argument("file", type=click.Path(path_type=Path))
@dossier_argument
@click.option(
    "--state",
    metavar="CODE",
    help="Only what is addressed to this State, as in KEN, instead of the dossier's; `all` for "
    "every State.",
)
@click.option(
    "--theme",
    "themes",
    multiple=True,
    metavar="WORD",
    help="Only what is on a theme, or about a group of persons, with this word in its name; may "
    "be given several times.",
)
@output_options
def recommendations(
    file: Path,
    folder: Path | None,
    state: str | None,
    themes: tuple[str, ...],
    quiet: bool,
    no_color: bool,
) -> int:
    """Put earlier recommendations from FILE into recommendations.yaml: OHCHR's lists and matrices
    (Word), exports of UPR Info (CSV) and of the Universal Human Rights Index (Excel, JSON),
    concluding observations and Lanzarote factsheets (Word, text).

    Entries that are there keep all that they say, assessments too; what they lack is added.

    \b
    Example:  shadowkit import recommendations matrix.docx my-report --theme children
    """
    from shadowkit.taking_in import Refused, take_in

    root = open_folder(folder)
    try:
        taken = take_in(root, file, state, themes)
    except Refused as error:
        for finding in error.findings:
            click.echo(in_a_line(finding), err=True)
        if not error.findings:
            raise EnvironmentFault(str(error)) from None
        click.echo(str(error), err=True)
        return 1
    for line in taken.told:
        click.echo(line)
    for finding in taken.findings:
        click.echo(in_a_line(finding), err=True)
    if not quiet and taken.findings:
        click.echo(summary(taken.findings), err=True)
    return int(any(finding.severity is Severity.ERROR for finding in taken.findings))
