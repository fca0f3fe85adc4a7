"""Small dossiers made from strings, and running the program on them."""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

from shadowkit.cli import main
from shadowkit.cli.findings import _lines
from shadowkit.diagnostics import Finding
from shadowkit.model.authored import ABlock, ASection, inlines_of, walk
from shadowkit.model.document import Document
from shadowkit.model.inline import AInline
from shadowkit.pipeline import Outcome, run
from shadowkit.reading.collector import Collector
from shadowkit.reading.content import ContentReader
from shadowkit.writing.text import write

SETTINGS = """\
title: A test
submissions:
  report: {layout: layout.yaml}
"""

LAYOUT = """\
id: plain
title: Plain
sections:
  - {id: text, takes: {rest: true}, heading: none}
"""

SOURCES = """\
- {id: report-a, type: report, title: Example report A, title-short: Report A, author: [{literal: \
Example Bureau}], issued: 2013}
- {id: report-b, type: report, title: Example report B, title-short: Report B, author: [{literal: \
Example Office}], issued: 2014}
"""


def dossier(
    folder: Path,
    content: str | bytes | Mapping[str, str | bytes] = "The State adopted a plan.\n",
    *,
    settings: str = SETTINGS,
    layout: str = LAYOUT,
    sources: str = "",
    **files: str | bytes,
) -> Path:
    """Writes a dossier into `folder`.

    `content` is the text of content/10.md, or texts by name; `files` are other files of the
    dossier, the last `_` of the name standing for the full stop (``sources_json=...``).
    Indented strings lose their indent.
    """
    if not isinstance(content, Mapping):
        content = {"10.md": content}
    texts: dict[str, str | bytes] = {
        "shadowkit.yaml": settings,
        "layout.yaml": layout,
        "sources.yaml": sources,
        **{f"content/{name}": text for name, text in content.items()},
        **{".".join(name.rsplit("_", 1)): text for name, text in files.items()},
    }
    for name, text in texts.items():
        if not text and name == "sources.yaml":
            continue
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else dedent(text).encode())
    return folder


@dataclass(frozen=True)
class Content:
    """What reading made of content files."""

    sections: tuple[ASection, ...]
    findings: tuple[Finding, ...]

    def blocks(self) -> list[ABlock]:
        return [block for section in self.sections for block in section.blocks()]

    def section(self, id: str) -> ASection:
        return next(s for top in self.sections for s in top.sections() if s.id == id)

    def inlines(self) -> Iterator[AInline]:
        """Every inline of the titles and blocks, those in notes too, outer before inner."""
        for top in self.sections:
            for section in top.sections():
                yield from walk(section.title)
        for block in self.blocks():
            for paragraph in inlines_of(block.nodes):
                yield from walk(paragraph)

    def faults(self) -> list[str]:
        """``1:5 SK011`` for each finding, in order."""
        found = sorted(self.findings, key=lambda finding: finding.sort_key)
        return [f"{f.location.line}:{f.location.column} {f.code}" for f in found]


def content(*texts: str) -> Content:
    """Reads texts as the content files 1.md, 2.md ... of one dossier."""
    collector = Collector()
    reader = ContentReader(Path(), collector)
    for number, text in enumerate(texts, 1):
        reader.read(f"{number}.md", dedent(text))
    return Content(reader.sections(), tuple(collector.findings))


def places(outcome: Outcome, code: str = "") -> list[str]:
    """``content/10.md:1:5 SK101`` for each finding, or for those of one code."""
    return [f"{f.location} {f.code}" for f in outcome.findings if not code or f.code == code]


def only(outcome: Outcome) -> Document:
    """The document of the one submission."""
    assert len(outcome.submissions) == 1, outcome.findings
    return outcome.submissions[0].document


def text(folder: Path, name: str = "") -> str:
    """The resolved document of the one submission, or the one named, as plain text."""
    return write(only(run(folder, (name,) if name else ())))


@dataclass(frozen=True)
class Ran:
    out: str
    err: str
    code: int


def shadowkit(*arguments: str | Path, cwd: Path | None = None) -> Ran:
    """Runs a command in this process, which forgets the lines of files that it showed before."""
    _lines.cache_clear()
    streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n") for _ in range(2)]
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = streams
    code = 0
    try:
        with contextlib.chdir(cwd) if cwd else contextlib.nullcontext():
            main([str(argument) for argument in arguments])
    except SystemExit as exit:
        code = exit.code if isinstance(exit.code, int) else 1
    finally:
        sys.stdout, sys.stderr = before
    out, err = (_written(stream) for stream in streams)
    return Ran(out, err, code)


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    raw = stream.buffer
    assert isinstance(raw, io.BytesIO)
    return raw.getvalue().decode("utf-8")
