"""`shadowkit text`"""

from __future__ import annotations

from pathlib import Path

import click

from shadowkit.cli.common import (
    EnvironmentFault,
    dossier_argument,
    opened,
    output_options,
    show_errors,
    submission_option,
)


@click.command("text")
@dossier_argument
@submission_option
@output_options
def command(folder: Path | None, names: tuple[str, ...], quiet: bool, no_color: bool) -> int:
    """Print the resolved document as plain text: numbers, references and notes as they
    will stand in the Word and PDF files.

    \b
    Example:  shadowkit text my-report > upr.txt
    """
    from shadowkit.writing.text import write

    outcome = opened(folder, names)
    if len(outcome.submissions) > 1:
        known = ", ".join(resolved.filing.name for resolved in outcome.submissions)
        raise EnvironmentFault(f"Name one submission with -s: {known}.")
    for resolved in outcome.submissions:
        click.echo(write(resolved.document), nl=False)
    if not quiet:
        show_errors(outcome)
    return int(not outcome.submissions)
