"""`shadowkit fill`"""

from __future__ import annotations

from pathlib import Path

import click

from shadowkit.cli.build import shown_path
from shadowkit.cli.common import (
    EnvironmentFault,
    dossier_argument,
    open_folder,
    opened,
    output_options,
    show_errors,
)
from shadowkit.cli.findings import in_a_line, summary
from shadowkit.diagnostics import Severity


@click.command("fill")
@dossier_argument
@click.option(
    "-s",
    "--submission",
    "name",
    metavar="NAME",
    help="Name the paragraphs of this submission that hold the evidence.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=True),
    default=None,
    help="The folder to write to.  [default: build/matrices/ in the dossier]",
)
@output_options
def command(
    folder: Path | None, name: str | None, output: Path | None, quiet: bool, no_color: bool
) -> int:
    """Fill in OHCHR's matrices that `import` keeps: the assessments of recommendations.yaml in the
    column for them, all else as it was.

    \b
    Example:  shadowkit fill my-report
              shadowkit fill my-report -s upr-joint -o to-file
    """
    from shadowkit.filling_in import FOLDER, fill_in
    from shadowkit.taking_in import Refused, usable_dossier

    root = open_folder(folder)
    resolved = None
    try:
        if name is None:
            dossier = usable_dossier(root, "Nothing was filled in.")
        else:
            outcome = opened(root, (name,))
            if outcome.dossier is None or not outcome.submissions or outcome.failed():
                show_errors(outcome)
                click.echo(
                    "Nothing was filled in because of the errors above: the numbers of paragraphs "
                    "may change. Mend them, or leave out -s.",
                    err=True,
                )
                return 1
            dossier, resolved = outcome.dossier, outcome.submissions[0]
        target = output if output is not None else root / "build" / FOLDER
        filled = fill_in(root, dossier, target, resolved)
    except Refused as error:
        for finding in error.findings:
            click.echo(in_a_line(finding), err=True)
        if not error.findings:
            raise EnvironmentFault(str(error)) from None
        click.echo(str(error), err=True)
        return 1
    if not quiet:
        for line in filled.told:
            click.echo(line)
    for path in filled.written:
        click.echo(f"wrote {shown_path(path)}")
    for finding in filled.findings:
        click.echo(in_a_line(finding), err=True)
    for words in filled.wrong:
        click.echo(words, err=True)
    if not quiet and filled.findings:
        click.echo(summary(filled.findings), err=True)
    if filled.unwritable:
        return 2
    errors = any(finding.severity is Severity.ERROR for finding in filled.findings)
    return int(bool(filled.wrong) or errors or not filled.written)
