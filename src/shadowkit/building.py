"""How the files of submissions are made and written: the last stage of the way."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from shadowkit.diagnostics import Finding, Severity
from shadowkit.files import write_whole
from shadowkit.manifest import manifest
from shadowkit.pipeline import Outcome, Resolved
from shadowkit.reading.catalogue import look_names
from shadowkit.reading.looks import FIRST, shipped_look
from shadowkit.records import dataclass

if TYPE_CHECKING:
    from shadowkit.model.look import Look
    from shadowkit.writing.pdf import PdfRenderer, PdfResult

FORMATS = ("docx", "pdf", "html")


@dataclass(frozen=True, slots=True)
class Built:
    """The files of one submission: those written, those that could not be made and why."""

    submission: str
    files: tuple[Path, ...]
    failed: tuple[str, ...]
    findings: tuple[Finding, ...]


def build(
    outcome: Outcome,
    formats: Sequence[str],
    target: Path,
    *,
    draft: bool,
    renderer: PdfRenderer | None,
    report: Callable[[str], None] = lambda _step: None,
) -> list[Built]:
    """Writes the submissions of `outcome` below the folder `target`.

    All files of a submission are made before the first is written; where one format fails,
    the others are written.  `renderer` prints PDF and is needed for that format alone; where
    there are several submissions a second one is started beside it, so that two are printed
    at a time.  `report` is told each step, from the thread that does it.  Raises
    `files.WriteError`.
    """
    if len(outcome.submissions) < 2 or renderer is None or (os.cpu_count() or 1) < 2:
        return [
            _build_one(resolved, formats, target, draft, renderer, report)
            for resolved in outcome.submissions
        ]
    import queue
    from concurrent.futures import ThreadPoolExecutor

    from shadowkit.writing.pdf import PdfRenderer

    with PdfRenderer() as second:
        idle: queue.SimpleQueue[PdfRenderer] = queue.SimpleQueue()
        idle.put(renderer)
        idle.put(second)

        def build_next(resolved: Resolved) -> Built:
            own = idle.get()
            try:
                return _build_one(resolved, formats, target, draft, own, report)
            finally:
                idle.put(own)

        pool = ThreadPoolExecutor(max_workers=2)
        try:
            return list(pool.map(build_next, outcome.submissions))
        finally:
            # After Ctrl-C or a full disk nothing new is begun; what is being written is
            # written whole.
            pool.shutdown(wait=False, cancel_futures=True)


def look_of(resolved: Resolved) -> Look:
    """The look of a submission, without italics where the script of its language has none;
    the plain one where its own could not be read, which is a finding."""
    look = resolved.look
    if look is None:
        name = resolved.filing.settings.look
        look = shipped_look(name if name in look_names() else FIRST)
    return look if resolved.filing.labels.italics else look.upright()


def _build_one(
    resolved: Resolved,
    formats: Sequence[str],
    target: Path,
    draft: bool,
    renderer: PdfRenderer | None,
    report: Callable[[str], None],
) -> Built:
    name, document = resolved.filing.name, resolved.document
    look = look_of(resolved)
    made: dict[str, bytes] = {}
    findings: list[Finding] = []
    failed: list[str] = []
    printed: Callable[[], PdfResult] | None = None
    if "pdf" in formats and renderer is not None:
        # Printed by a process of its own, while the other files are made here.
        report(f"{name}.pdf")
        printed = renderer.begin(document, look, draft=draft)
    if "docx" in formats:
        from shadowkit.writing import docx, traces

        report(f"{name}.docx")
        data = docx.write(document, look, resolved.template, draft=draft)
        left = traces.findings(f"{name}.docx", data, document.date)
        findings += left
        if left:
            failed.append("docx")
        else:
            made["docx"] = data
    if "html" in formats:
        from shadowkit.writing import html

        report(f"{name}.html")
        made["html"] = html.write(document, look, draft=draft)
    if printed is not None:
        report(f"{name}.pdf")
        result = printed()
        findings += result.findings
        if not result.data or any(f.severity is Severity.ERROR for f in result.findings):
            failed.append("pdf")
        else:
            made["pdf"] = result.data
    folder = target / name
    written: list[Path] = []
    named = {f"{name}.{format}": made[format] for format in FORMATS if format in made}
    if named:
        named["manifest.json"] = manifest(resolved.filing, document, named, draft=draft)
    for file, data in named.items():
        write_whole(folder / file, data)
        written.append(folder / file)
    return Built(name, tuple(written), tuple(failed), tuple(findings))
