"""`shadowkit new`: a dossier that builds as it stands and teaches the format."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from shadowkit.diagnostics import Severity
from shadowkit.pipeline import run
from shadowkit.reading import catalogue


def shadowkit(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "shadowkit", *arguments],
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )


@pytest.mark.parametrize("layout", catalogue.layout_names())
def test_a_new_dossier_builds_as_a_draft_as_it_stands(tmp_path: Path, layout: str) -> None:
    made = shadowkit("new", "my-report", "--layout", layout, "--state", "KEN", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    built = shadowkit("build", "my-report", "--draft", cwd=tmp_path)
    assert built.returncode == 0, built.stderr
    names = sorted(p.suffix for p in (tmp_path / "my-report" / "build").glob("*/*"))
    assert names == [".docx", ".json", ".pdf"]


@pytest.mark.parametrize("layout", catalogue.layout_names())
def test_a_new_dossier_has_no_errors_and_says_what_is_to_fill_in(
    tmp_path: Path, layout: str
) -> None:
    shadowkit("new", "my-report", "--layout", layout, "--state", "RUS", cwd=tmp_path)
    outcome = run(tmp_path / "my-report")
    assert [f for f in outcome.findings if f.severity is Severity.ERROR] == []
    # The cover of some wants an address and a date.
    assert {f.code for f in outcome.findings} - {"SK217"} == {"SK402"}
    assert "the Russian Federation" in outcome.submissions[0].document.title


@pytest.mark.parametrize("layout", catalogue.layout_names())
def test_a_new_dossier_has_every_section_of_its_layout(tmp_path: Path, layout: str) -> None:
    shadowkit("new", "my-report", "--layout", layout, cwd=tmp_path)
    document = run(tmp_path / "my-report").submissions[0].document
    written = [
        section.id
        for section in catalogue.shipped_layout(layout).sections
        if any(query.section or query.rest for query in section.queries)
    ]
    printed = [section.id for section in document.sections]
    assert [id for id in printed if id in written] == written
    # A session report holds those of the Committee; input to a list of issues, questions.
    asks = layout not in ("session-report", "loipr-input")
    assert bool(document.recommendations) is asks
    assert all(a.state == "found" for r in document.recommendations for a in r.answers)


def test_its_remarks_teach_the_kinds_the_keys_and_the_notes(tmp_path: Path) -> None:
    shadowkit("new", "my-report", "--layout", "ecpat-upr", cwd=tmp_path)
    files = (tmp_path / "my-report" / "content").glob("*.md")
    text = "".join(file.read_text(encoding="utf-8") for file in files)
    for taught in (".development", ".gap", "answers=", "theme=", "due=", "[@crc", "^[", "@para:"):
        assert taught in text


def test_the_section_files_are_read_in_the_layouts_order(tmp_path: Path) -> None:
    shadowkit("new", "my-report", "--layout", "ecpat-upr", cwd=tmp_path)
    names = sorted(p.stem for p in (tmp_path / "my-report" / "content").glob("*.md"))
    sections = catalogue.shipped_layout("ecpat-upr").sections
    written = [section.id for section in sections if not section.unwritten]
    assert [name.partition("-")[2] for name in names] == written


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "my-report").mkdir()
    precious = tmp_path / "my-report" / "shadowkit.yaml"
    precious.write_text("precious", encoding="utf-8")
    done = shadowkit("new", "my-report", "--layout", "ecpat-upr", cwd=tmp_path)
    assert done.returncode == 2
    assert "not empty" in done.stderr
    assert precious.read_text(encoding="utf-8") == "precious"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "name the folder"),
        (("my-report",), "--layout"),
        (("my-report", "--layout", "ecpat-urp"), "Did you mean `ecpat-upr`?"),
        (("my-report", "--layout", "ecpat-upr", "--state", "Kenya"), "three letters"),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_nothing_is_made(
    tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    done = shadowkit("new", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_on_a_terminal_it_asks_for_what_is_missing(tmp_path: Path) -> None:
    import pty

    parent, child = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "shadowkit", "new"],
        cwd=tmp_path,
        stdin=child,
        stdout=child,
        stderr=child,
        env={**os.environ, "TERM": "dumb"},
    )
    os.close(child)
    seen = ""
    for question, answer in (
        ("Name of the new folder", "my-report"),
        ("Layout", "ecpat-upr"),
        ("State under review", "ken"),
    ):
        limit = time.monotonic() + 20
        while question not in seen and time.monotonic() < limit:
            seen += os.read(parent, 4096).decode("utf-8", "replace")
        assert question in seen
        os.write(parent, f"{answer}\n".encode())
    assert process.wait(timeout=20) == 0
    os.close(parent)
    assert "state: KEN" in (tmp_path / "my-report" / "shadowkit.yaml").read_text(encoding="utf-8")
