"""The program's side of the printing process: start it, ask it, outlive it.

Nothing heavy is imported before the process runs: what the program loads for itself, it
loads while the process loads WeasyPrint.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, Self

from shadowkit.records import dataclass
from shadowkit.writing.pdf import fonts, frames

if TYPE_CHECKING:
    from shadowkit.diagnostics import Finding
    from shadowkit.model.document import Document
    from shadowkit.model.look import Look
    from shadowkit.writing.pdf.page import PrintJob

TIME_LIMIT = 120.0
"""Seconds for one document."""
MEMORY_LIMIT = 1_500_000_000
"""Bytes of address space for the printing process, where the system can hold it to them."""

# What would make the engine see other fonts, another language or another order than on
# the next machine.
_UNWANTED = (
    *("FONTCONFIG_", "FC_", "PANGO_", "G_", "HB_", "XDG_DATA"),
    *("LC_", "LANG", "PYTHONINSPECT", "PYTHONHASHSEED"),
)


@dataclass(frozen=True, slots=True)
class PdfResult:
    """The file (b"" where there is none), its pages, and what was found wrong with it."""

    data: bytes
    findings: tuple[Finding, ...]
    pages: int = 0


class PdfRenderer:
    """A printing process that is started at once and prints any number of documents.

    Start it early: its imports take half a second, in which the dossier can be read.
    A document that takes longer than `time_limit` seconds or more than `memory_limit` bytes
    ends the process and is a finding; the next document gets a new process.
    """

    def __init__(self, *, time_limit: float = TIME_LIMIT, memory_limit: int = MEMORY_LIMIT) -> None:
        self._time_limit = time_limit
        self._memory_limit = memory_limit
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._log: IO[bytes] | None = None
        self._trouble: dict[str, Any] = {}
        self._start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def render(self, document: Document, look: Look, *, draft: bool = False) -> PdfResult:
        """Print one document; every fault is a finding, none an exception."""
        return self.begin(document, look, draft=draft)()

    def begin(
        self, document: Document, look: Look, *, draft: bool = False
    ) -> Callable[[], PdfResult]:
        """Send one document to be printed, and give what waits for it and is called once.

        Nothing else may be asked of this printer before that."""
        from shadowkit.writing.pdf.page import print_job

        job = print_job(document, look, draft=draft)
        answers: list[tuple[dict[str, Any], bytes]] = []
        # A thread, for the process reads nothing as long as it starts.
        waiting = threading.Thread(target=lambda: answers.append(self._ask(job)), daemon=True)
        waiting.start()

        def result() -> PdfResult:
            try:
                waiting.join()
            except BaseException:
                # Ctrl-C above all: nothing of ours goes on behind the user's back.
                self._stop()
                raise
            report, data = answers[0] if answers else ({"status": "died", "code": 0}, b"")
            return self._result(document, look, draft, job, report, data)

        return result

    def _result(
        self,
        document: Document,
        look: Look,
        draft: bool,
        job: PrintJob,
        report: dict[str, Any],
        data: bytes,
    ) -> PdfResult:
        from shadowkit.writing.pdf.page import print_job
        from shadowkit.writing.pdf.places import findings_of

        if report.get("faults") and job.notes_in_tables:
            # No page holds some row of a table together with its notes.
            late = print_job(document, look, draft=draft, late_notes=True)
            late_report, late_data = self._ask(late)
            if len(late_report.get("faults", report["faults"])) < len(report["faults"]):
                job, report, data = late, late_report, late_data
        found = (*job.findings, *findings_of(document, report))
        return PdfResult(data, found, report.get("pages", 0))

    def close(self) -> None:
        """End the process."""
        self._stop()
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    # --- the process ----------------------------------------------------------------

    def _start(self) -> None:
        missing = fonts.missing_packages()
        if missing:
            self._trouble = {"status": "fonts", "message": " ".join(missing)}
            return
        try:
            if self._folder is None:
                self._folder = tempfile.TemporaryDirectory(prefix="shadowkit-")
            configuration = fonts.write_configuration(Path(self._folder.name))
            self._log = tempfile.TemporaryFile()  # noqa: SIM115  # closed in _stop
            # -P: a file of the dossier must not be taken for a module of the same name.
            command = [sys.executable, "-X", "utf8", "-P", "-m", "shadowkit.writing.pdf.child"]
            self._process = subprocess.Popen(
                [*command, str(self._memory_limit)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._log,
                env=_environment(configuration),
            )
        except OSError as error:
            self._trouble = {"status": "start", "message": error.strerror or str(error)}

    def _stop(self) -> None:
        process, self._process = self._process, None
        streams = [self._log]
        if process is not None:
            process.kill()
            process.wait()
            streams += [process.stdin, process.stdout]
        for stream in streams:
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()

    def _ask(self, job: PrintJob) -> tuple[dict[str, Any], bytes]:
        """The process's report on a job, or one about the process."""
        if job.needs > self._memory_limit:
            # It would fail too, but after minutes.
            return {"status": "size", "pieces": job.pieces}, b""
        if self._process is not None and self._process.poll() is not None:
            self._stop()  # it was ended from outside while it waited
        if self._process is None and not self._trouble:
            self._start()
        process = self._process
        if process is None:
            return self._trouble, b""
        assert process.stdin is not None and process.stdout is not None
        late = threading.Event()

        def stop_late() -> None:
            late.set()
            process.kill()

        watch = threading.Timer(self._time_limit, stop_late)
        watch.daemon = True
        watch.start()
        request = {
            "html": len(job.html),
            "running": job.running,
            "expected": job.expected,
            "metadata": job.metadata,
        }
        try:
            frames.send(process.stdin, request, job.html + job.css)
            report, data = frames.receive(process.stdout)
            if report["status"] != "printed":
                self._stop()  # the next document gets a fresh process
            return report, data
        except (OSError, EOFError, ValueError, frames.BrokenFrameError):
            report = {"status": "late", "seconds": self._time_limit}
            if not late.is_set():
                report = {"status": "died", "code": _exit_code(process)}
            self._stop()
            return report, b""
        finally:
            watch.cancel()


def _exit_code(process: subprocess.Popen[bytes]) -> int:
    try:
        return process.wait(timeout=2)
    except subprocess.TimeoutExpired:  # it lives, but what it said is no answer
        return 0


def _environment(configuration: Path) -> dict[str, str]:
    """The user's environment without what would change the pages."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(_UNWANTED)}
    kept["FONTCONFIG_FILE"] = str(configuration)
    # What it leaves behind when it is stopped goes with our own folder.
    kept |= dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(configuration.parent))
    kept["PYTHONHASHSEED"] = "0"
    kept["LC_ALL"] = "C.UTF-8"
    return kept


def write(document: Document, look: Look, *, draft: bool = False) -> PdfResult:
    """Print one document in a process of its own."""
    with PdfRenderer() as renderer:
        return renderer.render(document, look, draft=draft)
