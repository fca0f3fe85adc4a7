"""Every submission of every example, read and written once in a run of the tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from shadowkit.building import look_of
from shadowkit.pipeline import Resolved, run
from shadowkit.writing.docx import write
from shadowkit.writing.pdf import PdfRenderer

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


def submissions() -> list[tuple[str, str]]:
    """The folder of each example with the name of each of its submissions."""
    return [
        (settings.parent.name, name)
        for settings in sorted(EXAMPLES.glob("*/shadowkit.yaml"))
        for name in yaml.safe_load(settings.read_text(encoding="utf-8"))["submissions"]
    ]


@cache
def all_of(example: str) -> tuple[Resolved, ...]:
    return tuple(run(EXAMPLES / example).submissions)


def resolved(example: str, name: str) -> Resolved:
    return next(one for one in all_of(example) if one.filing.name == name)


@cache
def word(example: str, name: str) -> bytes:
    """The Word file of one submission."""
    one = resolved(example, name)
    return write(one.document, look_of(one), one.template)


@cache
def pdf(example: str, name: str) -> bytes:
    """The PDF of one submission; all of them are printed by one process."""
    return _printed()[example, name]


@cache
def _printed() -> dict[tuple[str, str], bytes]:
    printed = {}
    with PdfRenderer() as renderer:
        for example, name in submissions():
            one = resolved(example, name)
            result = renderer.render(one.document, look_of(one))
            assert result.findings == (), (example, name, result.findings)
            printed[example, name] = result.data
    return printed
