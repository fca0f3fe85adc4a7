"""The commands, one module each, loaded when they are called."""

from __future__ import annotations

import gc
import importlib
import keyword
import os
import sys
from collections.abc import Sequence
from types import ModuleType
from typing import Any

import click

from shadowkit import __version__
from shadowkit.cli.failing import with_nearest, words

COMMANDS = {
    "new": "Make a new dossier.",
    "check": "Say what an editor and the secretariat would say.",
    "count": "Count words, by section and against the limit.",
    "build": "Make the Word and PDF files.",
    "text": "Print the resolved document as plain text.",
    "outline": "Print the headings with numbers and words.",
    "trace": "Show recommendations, their evidence and the gaps.",
    "review": "Record that recommendations follow from their evidence.",
    "import": "Take over recommendations that others published.",
    "fill": "Fill in OHCHR's matrices of recommendations.",
    "explain": "Explain the code of a finding.",
    "mechanisms": "Show the filing rules of a mechanism, with their sources.",
    "layouts": "Show the sections and options of a layout.",
    "schema": "Print the JSON Schema of a file, for editors and programs.",
    "doctor": "See whether this machine has all that is needed.",
}


class _Commands(click.Group):
    """A group whose commands are imported when they are called: `check` starts fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        # A word of Python's own cannot name a module that others import.
        module = f"{cmd_name}_" if keyword.iskeyword(cmd_name) else cmd_name
        command = importlib.import_module(f"shadowkit.cli.{module}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError:
            from shadowkit.diagnostics import did_you_mean

            name = args[0] if args else ""
            raise click.UsageError(
                f"there is no command `{name}`. {did_you_mean(name, COMMANDS)}", ctx
            ) from None


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="shadowkit")
def group() -> None:
    """Write human rights submissions to the United Nations and the Council of Europe from
    one folder of evidence.

    \b
    shadowkit new my-report --layout ecpat-upr --state KEN
    shadowkit check my-report
    shadowkit build my-report
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs a command; ends the process with 0 (clean), 1 (findings) or 2 (usage,
    environment).  No fault ends in a traceback."""
    _use_utf8()
    # One command is one short process: looking for reference cycles would cost it some six
    # per cent of its time and give back nothing.
    gc.disable()
    _without_plugins()
    try:
        code = group.main(arguments, prog_name="shadowkit", standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except click.exceptions.Exit as exit:
        sys.exit(exit.exit_code)
    except (click.Abort, KeyboardInterrupt):
        _say("Stopped. Every file is as it was before, or complete.")
        sys.exit(2)
    except click.ClickException as error:
        with_nearest(error).show()
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # The reader of our output went away (`shadowkit text | head`): nothing to say.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        _say(words(error))
        sys.exit(2)
    finally:
        # Nor at the end: without this, the interpreter looks through all it is about to drop.
        gc.freeze()


def _without_plugins() -> None:
    """Nothing of what else is installed has a say in how a dossier is read.

    pydantic would look for plugins in all installed packages, and what it imports for that takes a
    twentieth of the time of a `check`.  Its module that looks for them is no public one, so this
    is done with versions only that it was tried with; others look, and find none.
    """
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from pydantic.version import VERSION

    if VERSION.startswith(_TRIED):
        module: Any = ModuleType("pydantic.plugin._loader")
        module.get_plugins = tuple
        sys.modules.setdefault(module.__name__, module)


_TRIED = ("2.14.",)


def _use_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure: Any = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _say(text: str) -> None:
    print(text, file=sys.stderr)
