"""`shadowkit outline`"""

from __future__ import annotations

from pathlib import Path

import click

from shadowkit.cli.common import (
    dossier_argument,
    opened,
    output_options,
    show_errors,
    submission_option,
)


@click.command("outline")
@dossier_argument
@submission_option
@output_options
def command(folder: Path | None, names: tuple[str, ...], quiet: bool, no_color: bool) -> int:
    """Print the headings of each submission with their paragraph numbers and words.

    \b
    Example:  shadowkit outline my-report
    """
    from shadowkit.writing.text import outline

    outcome = opened(folder, names)
    for position, resolved in enumerate(outcome.submissions):
        if position:
            click.echo()
        click.echo(f"{resolved.filing.name}: {resolved.document.title}")
        click.echo(outline(resolved.document), nl=False)
    if not quiet:
        show_errors(outcome)
    return int(not outcome.submissions)
