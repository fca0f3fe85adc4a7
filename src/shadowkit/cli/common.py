"""What the commands share: arguments, opening the dossier, showing findings."""

from __future__ import annotations

import os
import sys
import textwrap
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import click

from shadowkit.cli.findings import SAFEGUARDING, allowed, concise, full, summary
from shadowkit.diagnostics import Finding, Severity, closest, did_you_mean
from shadowkit.model.fields import LocalText, in_language

if TYPE_CHECKING:
    from shadowkit.pipeline import Outcome

CATALOGUE_VERSION = 1
CATALOGUE_LANGUAGE = "en"
COLUMNS = 80

Function = TypeVar("Function", bound=Callable[..., Any])


def dossier_argument(function: Function) -> Function:
    """The folder of the dossier: here, unless one is named."""
    return click.argument(
        "folder",
        required=False,
        type=click.Path(path_type=Path),
        default=None,
        metavar="[DOSSIER]",
    )(function)


def submission_option(function: Function) -> Function:
    return click.option(
        "-s",
        "--submission",
        "names",
        multiple=True,
        metavar="NAME",
        help="Only this submission; may be given several times.",
    )(function)


if TYPE_CHECKING:
    _Choice = click.Choice[str]
else:
    _Choice = click.Choice  # which takes no type before click 8.2


class Choice(_Choice):
    """A choice that answers a misspelling with the nearest word."""

    def convert(self, value: Any, param: Any, ctx: Any) -> str:
        try:
            return str(super().convert(value, param, ctx))
        except click.BadParameter as error:
            near = closest(value, self.choices)
            hint = f" Did you mean '{near}'?" if near else ""
            raise click.BadParameter(f"{error.message}{hint}", ctx, param) from None


def format_option(*choices: str) -> Callable[[Function], Function]:
    return click.option(
        "--format",
        "format",
        type=Choice(choices),
        default=choices[0],
        show_default=True,
        help="How to print.",
    )


def output_options(function: Function) -> Function:
    function = click.option(
        "-q", "--quiet", is_flag=True, help="Print only what was asked for, no remarks."
    )(function)
    return click.option("--no-color", is_flag=True, help="Print without colours.")(function)


def open_folder(folder: Path | None) -> Path:
    """The dossier's folder: the one named, or the nearest at or above the working folder.
    Ends the command with a plain message where there is none."""
    from shadowkit.pipeline import SETTINGS, find_dossier

    start = folder if folder is not None else Path.cwd()
    if folder is not None and folder.name == SETTINGS and folder.is_file():
        start = folder.parent
    if not start.exists():
        raise EnvironmentFault(f"There is no folder {start}.")
    if not start.is_dir():
        raise EnvironmentFault(f"{start} is not a folder. Name the folder of the dossier.")
    found = find_dossier(start)
    if found is None:
        raise EnvironmentFault(
            f"No dossier here: neither {start} nor a folder above it holds a {SETTINGS}.\n"
            "Make a new one with: shadowkit new my-report --layout ecpat-upr"
        )
    return found


class EnvironmentFault(click.ClickException):
    """Something outside the dossier's text is wrong: exit status 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        click.echo(self.format_message(), err=True)


def opened(
    folder: Path | None, names: Sequence[str], asked: Collection[str] = frozenset()
) -> Outcome:
    """Runs the pipeline up to the checks, with those that are `asked` for by their code; ends
    the command where a submission is unknown."""
    from shadowkit.pipeline import UnknownSubmissionError, run

    try:
        return run(open_folder(folder), names, asked)
    except UnknownSubmissionError as error:
        raise EnvironmentFault(str(error)[:1].upper() + str(error)[1:]) from None


def wants_color(no_color: bool, stream: Any) -> bool:
    return not no_color and "NO_COLOR" not in os.environ and stream.isatty()


def show_findings(findings: Sequence[Finding], folder: Path, *, no_color: bool) -> None:
    """Prints findings in full to standard error, for commands that print something else."""
    color = wants_color(no_color, sys.stderr)
    for finding in findings:
        click.echo(full(finding, folder, color=color), err=True)


def show_allowed(outcome: Outcome) -> None:
    """One line to standard error for each finding of safeguarding that somebody allowed."""
    for one in outcome.allowed:
        if one.finding.code.startswith(SAFEGUARDING):
            click.echo(allowed(one.finding, one.reason), err=True)


def show_errors(outcome: Outcome) -> None:
    """One line to standard error for each error that what was printed suffers from."""
    for finding in outcome.findings:
        if finding.severity is Severity.ERROR:
            click.echo(concise(finding), err=True)


def say_summary(findings: Sequence[Finding]) -> None:
    click.echo(summary(findings), err=True)


Entry = TypeVar("Entry", bound="Titled")


class Titled(Protocol):
    """A layout or a mechanism: what a catalogue lists."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> LocalText: ...


def wrapped(head: str, words: str, indent: str) -> list[str]:
    """Lines of at most `COLUMNS`: `head` before the first, `indent` before the others.  What
    has no space in it, such as an address, stays whole."""
    return textwrap.wrap(
        words,
        COLUMNS,
        initial_indent=head,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def catalogue_json(
    what: str, entries: Sequence[Mapping[str, Any]], fault: str | None = None
) -> str:
    """One JSON object: version, the entries, and why there are none where there is a fault."""
    data = {"version": CATALOGUE_VERSION, f"{what}s": entries, "fault": fault}
    import json  # by those who ask for it: `check` starts fast

    return json.dumps(data, ensure_ascii=False, indent=2)


def show_catalogue(
    what: str,
    name: str | None,
    known: Sequence[str],
    load: Callable[[str], Entry],
    as_object: Callable[[Entry], Mapping[str, Any]],
    as_table: Callable[[Entry], str],
    *,
    as_json: bool,
) -> None:
    """Prints one entry of a catalogue, or the list of all; `what` names an entry, and with
    an s the key of the JSON."""
    if name is not None and name not in known:
        raise EnvironmentFault(f"There is no {what} `{name}`. {did_you_mean(name, known)}")
    chosen = [load(one) for one in ([name] if name else known)]
    if as_json:
        click.echo(catalogue_json(what, [as_object(one) for one in chosen]))
    elif name is None:
        width = max(len(one.id) for one in chosen) + 2
        for one in chosen:
            title = in_language(one.title, CATALOGUE_LANGUAGE)
            click.echo("\n".join(wrapped(one.id.ljust(width), title, " " * width)))
    else:
        click.echo(as_table(chosen[0]), nl=False)
