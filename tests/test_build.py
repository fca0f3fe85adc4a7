"""`shadowkit build`: when it refuses, what it writes, and what it never touches."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from shadowkit import files
from shadowkit.files import WriteError, write_whole

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "russian-federation"


def shadowkit(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "shadowkit", *arguments],
        cwd=cwd,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """A copy of the example that a test may spoil."""
    return Path(
        shutil.copytree(EXAMPLE, tmp_path / "dossier", ignore=shutil.ignore_patterns("build"))
    )


def _spoil(dossier: Path) -> None:
    path = dossier / "content" / "40-legal-framework.md"
    path.write_text(
        path.read_text(encoding="utf-8") + "\nSee @para:nothing-there.\n", encoding="utf-8"
    )


def test_it_writes_word_pdf_and_manifest_below_the_dossier(dossier: Path) -> None:
    done = shadowkit("build", cwd=dossier)
    assert done.returncode == 0, done.stderr
    made = sorted(path.name for path in (dossier / "build" / "upr-joint").iterdir())
    assert made == ["manifest.json", "upr-joint.docx", "upr-joint.pdf"]
    assert done.stdout.splitlines()[:3] == [
        f"wrote {Path('build', 'upr-joint', name)}"
        for name in ("upr-joint.docx", "upr-joint.pdf", "manifest.json")
    ]


def test_all_submissions_come_out_as_each_by_itself(dossier: Path) -> None:
    """They are made two at a time; the files are the same, and named in the same order."""
    together = shadowkit("build", "-o", "together", cwd=dossier)
    assert together.returncode == 0, together.stderr
    names = sorted(path.name for path in (dossier / "together").iterdir())
    assert len(names) > 1
    for name in ("factsheet", "session-report", "upr-joint"):
        assert name in names
        assert shadowkit("build", "-o", "alone", "-s", name, cwd=dossier).returncode == 0
        made = {path.name: path.read_bytes() for path in (dossier / "together" / name).iterdir()}
        assert made == {
            path.name: path.read_bytes() for path in (dossier / "alone" / name).iterdir()
        }


def test_it_refuses_when_there_are_errors_and_says_how_to_go_on(dossier: Path) -> None:
    _spoil(dossier)
    done = shadowkit("build", "-f", "docx", cwd=dossier)
    assert done.returncode == 1
    assert "SK101" in done.stderr
    assert "--draft" in done.stderr
    assert not (dossier / "build").exists()


def test_a_draft_is_built_in_spite_of_errors_and_marked_on_every_page(dossier: Path) -> None:
    _spoil(dossier)
    done = shadowkit("build", "-f", "docx,html", "--draft", cwd=dossier)
    assert done.returncode == 0, done.stderr
    folder = dossier / "build" / "upr-joint"
    with zipfile.ZipFile(folder / "upr-joint.docx") as archive:
        headers = [
            archive.read(name).decode("utf-8")
            for name in archive.namelist()
            if name.startswith("word/header")
        ]
    assert len(headers) == 2  # the cover's, and that of all other pages
    assert all("Draft" in header for header in headers)
    assert "Draft" in (folder / "upr-joint.html").read_text(encoding="utf-8")
    assert '"draft": true' in (folder / "manifest.json").read_text(encoding="utf-8")


def test_what_lies_in_the_output_folder_is_left_alone(dossier: Path) -> None:
    other = dossier / "build" / "upr-joint" / "notes-of-mine.docx"
    other.parent.mkdir(parents=True)
    other.write_bytes(b"mine")
    assert shadowkit("build", "-f", "docx", cwd=dossier).returncode == 0
    assert other.read_bytes() == b"mine"
    left = [p.name for p in other.parent.iterdir() if p.name.endswith(".part")]
    assert left == []


def test_nothing_in_the_dossier_changes(dossier: Path) -> None:
    def state() -> dict[str, bytes]:
        return {
            path.relative_to(dossier).as_posix(): path.read_bytes()
            for path in dossier.rglob("*")
            if path.is_file() and "build" not in path.relative_to(dossier).parts
        }

    before = state()
    assert shadowkit("build", cwd=dossier).returncode == 0
    assert state() == before


def test_a_file_where_the_output_folder_should_be_is_one_message(dossier: Path) -> None:
    (dossier / "build").write_text("a file", encoding="utf-8")
    done = shadowkit("build", "-f", "docx", cwd=dossier)
    assert done.returncode == 2
    assert "a file stands where a folder is needed" in done.stderr
    assert "Traceback" not in done.stderr
    assert (dossier / "build").read_text(encoding="utf-8") == "a file"


@pytest.mark.parametrize("value", ["odt", "", "docx,odt"])
def test_an_unknown_format_is_a_usage_error(dossier: Path, value: str) -> None:
    done = shadowkit("build", "-f", value, cwd=dossier)
    assert done.returncode == 2
    assert "docx, pdf, html" in done.stderr


def test_without_the_pdf_libraries_word_is_still_written(dossier: Path, tmp_path: Path) -> None:
    """A machine without Pango is made by a weasyprint that cannot load its libraries."""
    fake = tmp_path / "without-pango" / "weasyprint"
    fake.mkdir(parents=True)
    (fake / "__init__.py").write_text(
        "raise OSError(\"cannot load library 'libpango-1.0-0'\")\n", encoding="utf-8"
    )
    done = shadowkit("build", cwd=dossier, PYTHONPATH=str(fake.parent))
    assert done.returncode == 2, done.stderr
    assert "SK601" in done.stderr
    assert "Traceback" not in done.stderr
    folder = dossier / "build" / "upr-joint"
    assert (folder / "upr-joint.docx").is_file()
    assert not (folder / "upr-joint.pdf").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="sends a POSIX signal")
@pytest.mark.parametrize("delay", [0.2, 0.5, 0.9, 1.3])
def test_stopped_at_any_moment_the_old_file_or_the_new_one_is_there(
    dossier: Path, delay: float
) -> None:
    folder = dossier / "build" / "upr-joint"
    folder.mkdir(parents=True)
    for name in ("upr-joint.docx", "upr-joint.pdf"):
        (folder / name).write_bytes(b"old")
    process = subprocess.Popen(
        [sys.executable, "-m", "shadowkit", "build", "-q"],
        cwd=dossier,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    time.sleep(delay)
    process.send_signal(signal.SIGINT)
    _out, err = process.communicate(timeout=60)
    assert process.returncode in (0, 1, 2, -signal.SIGINT)
    if delay > 0.4:  # earlier, the interpreter itself may still be starting
        assert "Traceback" not in err
    for name, signature in (("upr-joint.docx", b"PK\x03\x04"), ("upr-joint.pdf", b"%PDF-")):
        data = (folder / name).read_bytes()
        assert data == b"old" or data.startswith(signature)
        if name.endswith(".docx") and data != b"old":
            assert zipfile.ZipFile(folder / name).testzip() is None
    assert [p.name for p in folder.iterdir() if p.name.endswith(".part")] == []


@pytest.mark.skipif(sys.platform == "win32", reason="sends a POSIX signal")
@pytest.mark.parametrize("delay", [0.5, 0.9, 1.3])
def test_killed_at_any_moment_the_old_file_or_the_new_one_is_there(
    dossier: Path, delay: float
) -> None:
    target = dossier / "build" / "upr-joint" / "upr-joint.docx"
    target.parent.mkdir(parents=True)
    target.write_bytes(b"old")
    command = [sys.executable, "-m", "shadowkit", "build", "-q"]
    process = subprocess.Popen(command, cwd=dossier, stdout=subprocess.DEVNULL)
    time.sleep(delay)
    process.kill()
    process.wait(timeout=60)
    assert target.read_bytes() == b"old" or zipfile.ZipFile(target).testzip() is None
    # The next build works, whatever the killed one left behind.
    again = subprocess.run([*command, "-f", "docx"], cwd=dossier, capture_output=True, timeout=60)
    assert again.returncode == 0
    assert zipfile.ZipFile(target).testzip() is None


@pytest.mark.skipif(sys.platform == "win32", reason="limits the size of files as POSIX does")
@pytest.mark.parametrize("format", ["docx", "html"])
def test_no_room_for_a_file_is_one_message_and_the_old_file_stays(
    dossier: Path, format: str
) -> None:
    """The system itself refuses to write more than 8,000 bytes."""
    import resource

    folder = dossier / "build" / "upr-joint"
    folder.mkdir(parents=True)
    (folder / f"upr-joint.{format}").write_bytes(b"old")
    done = subprocess.run(
        [sys.executable, "-B", "-m", "shadowkit", "build", "-q", "-f", format],
        cwd=dossier,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (8_000, 8_000)),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 2
    assert "cannot be written: file too large" in done.stderr
    assert "Traceback" not in done.stderr
    assert [(path.name, path.read_bytes()) for path in folder.iterdir()] == [
        (f"upr-joint.{format}", b"old")
    ]


def test_a_full_disk_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full when the bytes are to be kept: `fsync` is where that shows."""
    target = tmp_path / "upr.docx"
    target.write_bytes(b"old")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(WriteError, match="no space left on device"):
        write_whole(target, b"new")
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["upr.docx"]


def test_a_target_that_cannot_be_replaced_is_said_and_stays(tmp_path: Path) -> None:
    target = tmp_path / "upr.docx"
    target.mkdir()
    (target / "inside").write_bytes(b"old")
    with pytest.raises(WriteError):
        write_whole(target, b"new")
    assert (target / "inside").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["upr.docx"]


def test_doctor_says_what_is_there_and_what_is_missing(tmp_path: Path) -> None:
    done = shadowkit("doctor", cwd=tmp_path)
    assert done.returncode == 0, done.stdout
    assert done.stdout.count("[ok]") == 4
    fake = tmp_path / "weasyprint"
    fake.mkdir()
    (fake / "__init__.py").write_text("raise OSError('cannot load library')\n", encoding="utf-8")
    done = shadowkit("doctor", cwd=tmp_path, PYTHONPATH=str(tmp_path))
    assert done.returncode == 2
    assert "[--] PDF files" in done.stdout
    assert "[ok] Word files" in done.stdout
