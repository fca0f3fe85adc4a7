"""`shadowkit new`"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from shadowkit.cli.common import EnvironmentFault
from shadowkit.diagnostics import did_you_mean
from shadowkit.files import WriteError, write_whole


@click.command("new")
@click.argument("folder", type=click.Path(path_type=Path), required=False, metavar="DIR")
@click.option("--layout", "name", default=None, help="The form of the submission: ecpat-upr.")
@click.option("--state", default=None, help="The State under review: three letters, as in KEN.")
def command(folder: Path | None, name: str | None, state: str | None) -> None:
    """Make a new dossier: settings, one file for each section, and remarks that teach how
    to write them.  Asks for what is missing when it runs on a terminal.

    \b
    Example:  shadowkit new my-report --layout ecpat-upr --state KEN
    """
    from shadowkit.reading import catalogue
    from shadowkit.starting import new_files, target_fault

    terminal = sys.stdin.isatty()
    layouts = catalogue.layout_names()
    if folder is None and terminal:
        folder = Path(click.prompt("Name of the new folder"))
    if folder is None:
        raise click.UsageError("name the folder to make: shadowkit new my-report")
    fault = target_fault(folder)
    if fault:
        raise EnvironmentFault(fault)
    if name is None and terminal:
        name = click.prompt("Layout", type=click.Choice(layouts), default=layouts[0])
    if name is None:
        raise click.UsageError("name a layout with --layout: " + ", ".join(layouts))
    if name not in layouts:
        raise EnvironmentFault(f"There is no layout `{name}`. {did_you_mean(name, layouts)}")
    if state is None and terminal:
        state = click.prompt("State under review (three letters; empty if open)", default="")
    code = (state or "").strip().upper()
    if code and code not in catalogue.state_codes():
        raise EnvironmentFault(
            f"`{state}` is not in the list of States (three letters, as in KEN). "
            f"{did_you_mean(code, catalogue.state_codes())} If the State is missing there, leave "
            "--state out and write `state_name:` in shadowkit.yaml."
        )
    try:
        for path, text in new_files(catalogue.shipped_layout(name), code).items():
            write_whole(folder / path, text.encode("utf-8"))
    except WriteError as error:
        raise EnvironmentFault(str(error)) from None
    click.echo(
        f"Made {folder}.\n"
        f"Next: open {folder / 'shadowkit.yaml'} and the files in {folder / 'content'} in a text "
        f"editor, then run\n"
        f"  shadowkit check {folder}\n"
        f"  shadowkit build {folder} --draft"
    )
