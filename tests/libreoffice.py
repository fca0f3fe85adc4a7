"""LibreOffice as an oracle: what a word processor makes of a produced file."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import pytest


def require(*programs: str) -> None:
    """Skip the test, naming what is missing."""
    missing = [program for program in programs if shutil.which(program) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")


@cache
def _profile() -> tempfile.TemporaryDirectory[str]:
    # One profile for the run: LibreOffice refuses to start twice on the user's own, and a
    # fresh one costs a second each time.
    return tempfile.TemporaryDirectory(prefix="shadowkit-libreoffice-", ignore_cleanup_errors=True)


def convert(paths: list[Path], outdir: Path, suffix: str = "pdf") -> list[Path]:
    """All files converted in one start of LibreOffice."""
    require("soffice")
    profile = Path(_profile().name).as_uri()
    subprocess.run(
        [
            "soffice",
            "--headless",
            "--norestore",
            f"-env:UserInstallation={profile}",
            "--convert-to",
            suffix,
            "--outdir",
            str(outdir),
            *map(str, paths),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    made = [outdir / f"{path.stem}.{suffix}" for path in paths]
    absent = [path.name for path in made if not path.is_file()]
    assert not absent, f"LibreOffice did not make {', '.join(absent)}"
    return made


def to_pdf(path: Path, outdir: Path) -> Path:
    """One file as PDF."""
    return convert([path], outdir)[0]


def pdf_text(path: Path, *, first: int = 1) -> str:
    """The text of a PDF from page `first` on, laid out as on the page."""
    require("pdftotext")
    done = subprocess.run(
        ["pdftotext", "-layout", "-f", str(first), str(path), "-"],
        check=True,
        capture_output=True,
        timeout=60,
    )
    return done.stdout.decode("utf-8")
