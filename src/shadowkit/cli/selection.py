"""`--select` and `--ignore`: which findings a command looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, TypeVar

import click

from shadowkit.diagnostics import Finding, Severity, closest_code

# Codes of what is found while files are read.
_READING: Final = "SK0"

Function = TypeVar("Function", bound=Callable[..., Any])


def selection_options(function: Function) -> Function:
    """Adds `select` and `ignore`: codes in capitals or beginnings of codes, () where the
    option is not given."""
    ignore = click.option(
        "--ignore",
        multiple=True,
        callback=_codes,
        metavar="CODES",
        help="Leave out these findings; stronger than --select.",
    )
    select = click.option(
        "--select",
        multiple=True,
        callback=_codes,
        metavar="CODES",
        help="Look at these findings alone: codes or their beginnings, as in SK4,SK101.",
    )
    return select(ignore(function))


def selected(
    findings: Iterable[Finding], select: Sequence[str], ignore: Sequence[str]
) -> list[Finding]:
    """The findings whose code begins with one of `select` (all where it is empty) and with
    none of `ignore`.

    Errors of reading are always selected: of what could not be read nothing is found, and
    a selection that is empty for that reason must not look clean.
    """
    return [
        finding
        for finding in findings
        if (not select or unread(finding) or finding.code.startswith(tuple(select)))
        and not finding.code.startswith(tuple(ignore))
    ]


def unread(finding: Finding) -> bool:
    """Whether something of the author's could not be read."""
    return finding.severity is Severity.ERROR and finding.code.startswith(_READING)


def _codes(
    context: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[str, ...]:
    if not values:
        return ()
    from shadowkit.pipeline import rules

    known = rules()
    wanted = tuple(code.strip().upper() for value in values for code in value.split(","))
    for code in wanted:
        if not code or not any(one.startswith(code) for one in known):
            near = closest_code(code, known)
            hint = f"Did you mean `{near}`?" if near else "`shadowkit explain` lists all codes."
            raise click.BadParameter(f"no code begins with `{code}`. {hint}", context, parameter)
    return wanted
