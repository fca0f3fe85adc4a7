"""`shadowkit build`"""

from __future__ import annotations

import sys
import threading
import time
from contextlib import ExitStack
from pathlib import Path

import click

from shadowkit.cli.common import (
    EnvironmentFault,
    dossier_argument,
    open_folder,
    opened,
    output_options,
    say_summary,
    show_allowed,
    show_findings,
    submission_option,
)
from shadowkit.diagnostics import closest
from shadowkit.files import WriteError

_FORMATS = ("docx", "pdf", "html")
_LIBRARY_MISSING = "SK601"


def _formats(_ctx: click.Context, _param: click.Parameter, value: str) -> tuple[str, ...]:
    wanted = tuple(dict.fromkeys(part.strip().lower() for part in value.split(",") if part.strip()))
    for name in wanted:
        if name not in _FORMATS:
            near = closest(name, _FORMATS)
            hint = f" Did you mean `{near}`?" if near else ""
            raise click.BadParameter(f"`{name}` is not one of {', '.join(_FORMATS)}.{hint}")
    if not wanted:
        raise click.BadParameter(f"name at least one of {', '.join(_FORMATS)}.")
    return wanted


@click.command("build")
@dossier_argument
@submission_option
@click.option(
    "-f",
    "--formats",
    callback=_formats,
    default="docx,pdf",
    show_default=True,
    help="Which files to make: docx, pdf, html, separated by commas.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=True),
    default=None,
    help="The folder to write to.  [default: build/ in the dossier]",
)
@click.option(
    "--draft", is_flag=True, help="Build in spite of errors, with every page marked as a draft."
)
@output_options
def command(
    folder: Path | None,
    names: tuple[str, ...],
    formats: tuple[str, ...],
    output: Path | None,
    draft: bool,
    quiet: bool,
    no_color: bool,
) -> int:
    """Make the Word file that the coalition edits and the PDF that is filed.

    \b
    Example:  shadowkit build my-report
              shadowkit build my-report -s upr-joint -f docx --draft
    """
    dossier = open_folder(folder)
    with ExitStack() as stack:
        renderer = None
        if "pdf" in formats:
            from shadowkit.writing.pdf import PdfRenderer

            # Started before the dossier is read: its imports take as long as the reading.
            renderer = stack.enter_context(PdfRenderer())
        from shadowkit.building import build

        outcome = opened(dossier, names)
        if not quiet:
            show_findings(outcome.findings, outcome.folder, no_color=no_color)
            say_summary(outcome.findings)
        if outcome.dossier is None or not outcome.submissions:
            return 1
        if outcome.failed() and not draft:
            click.echo(
                "Nothing was built because of the errors above. Mend them, or build a marked "
                "draft with --draft.",
                err=True,
            )
            return 1
        # Also with --quiet: nobody files such a thing without having read it.
        show_allowed(outcome)
        progress = _Progress(quiet)
        try:
            built = build(
                outcome,
                formats,
                output if output is not None else dossier / "build",
                draft=draft,
                renderer=renderer,
                report=progress.step,
            )
        except WriteError as error:
            raise EnvironmentFault(str(error)) from None
        finally:
            progress.done()
    findings = [finding for one in built for finding in one.findings]
    if renderer is not None:
        from shadowkit.writing.pdf.characters import placed

        findings = placed(findings, outcome.folder)
    show_findings(findings, outcome.folder, no_color=no_color)
    for one in built:
        for file in one.files:
            click.echo(f"wrote {shown_path(file)}")
        for format in one.failed:
            click.echo(f"not written: {one.submission}.{format} (see above)", err=True)
    if any(finding.code == _LIBRARY_MISSING for finding in findings):
        return 2
    return int(any(one.failed for one in built))


def shown_path(path: Path) -> Path:
    """The path as short as it can be said from here."""
    try:
        return path.resolve().relative_to(Path.cwd().resolve())
    except ValueError:
        return path


class _Progress:
    """One changing line on a terminal, for builds over a second; nothing when piped."""

    def __init__(self, quiet: bool) -> None:
        self.shown = not quiet and sys.stderr.isatty()
        self.started = time.monotonic()
        self.width = 0
        self.lock = threading.Lock()

    def step(self, name: str) -> None:
        if not self.shown:
            return
        with self.lock:  # two submissions are made at a time
            text = f"making {name} ..."
            self.width = max(self.width, len(text))
            click.echo(f"\r{text:<{self.width}}", nl=False, err=True)

    def done(self) -> None:
        if self.shown and self.width:
            click.echo("\r" + " " * self.width + "\r", nl=False, err=True)
            seconds = time.monotonic() - self.started
            if seconds > 1:
                click.echo(f"Built in {seconds:.1f} s.", err=True)
