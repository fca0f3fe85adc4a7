"""`shadowkit doctor`"""

from __future__ import annotations

import platform
import sys

import click

from shadowkit import __version__, resources
from shadowkit.model.document import Block, Document, Heading, Paragraph, Section, anchor
from shadowkit.model.inline import Text

_OLDEST = (3, 11)


@click.command("doctor")
def command() -> int:
    """See whether this machine has all that is needed, and what to do where it has not.
    Changes nothing.

    \b
    Example:  shadowkit doctor
    """
    trouble = False
    python = sys.version_info[:2]
    _line(python >= _OLDEST, f"Python {platform.python_version()}")
    trouble |= python < _OLDEST
    data = all((resources.root() / part).is_dir() for part in ("templates", "content", "style"))
    _line(data, f"shadowkit {__version__} with its layouts, mechanisms and styles")
    if not data:
        trouble = True
        click.echo("     Install shadowkit again; parts of it are missing.")
    trouble |= not _word()
    trouble |= not _pdf()
    if trouble:
        click.echo("\nSomething is missing; what works is marked [ok].")
        return 2
    click.echo("\nAll is there.")
    return 0


def _line(ok: bool, text: str) -> None:
    click.echo(f"{'[ok]' if ok else '[--]'} {text}")


def _word() -> bool:
    """Whether a Word file can be made: by making a small one."""
    from shadowkit.reading.looks import shipped_look
    from shadowkit.writing import docx

    try:
        data = docx.write(_sample(), shipped_look("plain"))
    except Exception as error:
        _line(False, f"Word files ({type(error).__name__})")
        click.echo("     Install shadowkit again: pip install --force-reinstall shadowkit")
        return False
    _line(bool(data), "Word files")
    return bool(data)


def _pdf() -> bool:
    """Whether a PDF can be made: by printing a small one, in the process that prints."""
    from shadowkit.reading.looks import shipped_look
    from shadowkit.writing.pdf import PdfRenderer

    with PdfRenderer() as renderer:
        result = renderer.render(_sample(), shipped_look("plain"))
    _line(bool(result.data), "PDF files")
    for finding in result.findings:
        click.echo(f"     {finding.message}")
        if finding.hint:
            click.echo(f"     {finding.hint}")
    return bool(result.data)


def _sample() -> Document:
    name = anchor("sample")
    paragraph = Paragraph((Text("One paragraph."),), name, 1)
    heading = Heading(1, (Text("Sample"),), anchor("sample-section"))
    section = Section("sample", heading, (Block(name, (paragraph,)),))
    return Document("sample", "en", "ltr", "Sample", "Sample", "", "", (), (section,), ())
