"""What is said where a command cannot be carried out, to people and to programs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, TypeAlias

import click

from shadowkit import __version__
from shadowkit.diagnostics import closest

Failure: TypeAlias = Callable[[str], str]
"""Makes what is printed of the words that say why a command could not be carried out."""

# Nothing is said on standard output after these: the command was stopped, or asked for help.
_NO_FAULTS: Final = (click.exceptions.Exit, click.Abort, BrokenPipeError)


class DataCommand(click.Command):
    """A command with formats that are one whole for other programs, and are so where it
    fails too: `failures` has the makers of these, by format.

    The fault is raised all the same, for the exit status and for standard error.
    """

    def __init__(self, *arguments: Any, failures: Mapping[str, Failure], **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.failures = failures

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        format = _format(args)
        try:
            return super().make_context(info_name, args, parent, **extra)
        except click.UsageError as error:
            named = with_nearest(error)
            self._tell(format, named)
            raise named from None

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except _NO_FAULTS:
            raise
        except Exception as error:
            self._tell(ctx.params["format"], error)
            raise

    def _tell(self, format: str, error: Exception) -> None:
        if format in self.failures:
            click.echo(self.failures[format](words(error)))


def _format(arguments: Sequence[str]) -> str:
    """The last `--format`, for click stops reading at the first thing that is wrong."""
    format = ""
    for argument, next in pairwise([*arguments, ""]):
        name, equals, value = argument.partition("=")
        if argument == "--":
            break
        if name == "--format":
            format = value if equals else next
    return format


def with_nearest(error: click.ClickException) -> click.ClickException:
    """An unknown option answered with the nearest one, or none: click proposes all that share
    some letters."""
    if not isinstance(error, click.NoSuchOption) or not error.possibilities:
        return error
    near = closest(error.option_name, error.possibilities)
    return click.NoSuchOption(
        error.option_name, possibilities=[near] if near else None, ctx=error.ctx
    )


def words(error: Exception) -> str:
    """What is said of an error that ends a command; never a traceback."""
    if isinstance(error, click.ClickException):
        return error.format_message()
    if isinstance(error, OSError):
        return f"shadowkit: {error.strerror or error}: {error.filename or ''}".rstrip(": ")
    # The last resort: our own fault.  Its words may be the author's, and are not told.
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    last = frames[-1] if frames else None
    where = f"{Path(last.filename).name}:{last.lineno}" if last else "unknown"
    return (
        "shadowkit met a fault of its own and stopped; no file was changed half-way.\n"
        f"Please report it with these words: {type(error).__name__} at {where}, "
        f"shadowkit {__version__}."
    )
