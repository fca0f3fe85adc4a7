"""`shadowkit trace --suggest`: what it prints, and what accepting a link writes."""

from __future__ import annotations

import io
import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from dossiers import Ran, dossier, shadowkit
from shadowkit.linking import link

SETTINGS = """\
title: A test
state: KEN
themes: {prevention: Prevention}
submissions:
  report: {layout: layout.yaml, date: 2017-10}
"""
LAYOUT = """\
id: plain
title: Plain
options:
  numbering: {choices: [paragraphs, none], default: paragraphs}
sections:
  - {id: text, takes: {rest: true}, heading: none}
"""
USUAL = "".join(
    f"::: {{.paragraph}}\nThe State protects {one} of children, and the law {other}.\n:::\n\n"
    for one in ("rights", "families", "schools", "homes")
    for other in ("says so", "is clear", "is new", "is old")
)
CONTENT = (
    USUAL
    + """\
::: {.gap #hotels theme=prevention instruments="OPSC 9(1)"}
Companies of the tourism industry do not protect children from exploitation by those who travel.
:::

::: {.gap #courts}
Judges hear young witnesses without any training for such hearings.
:::

::: {.recommendation #ask}
Open a helpline that callers reach at night without any charge.
:::
"""
)
REGISTRY = """\
# What Kenya was told.
- id: travel
  number: "140.1"
  text: Protect children from exploitation in travel and tourism, wherever they sleep or study.
  language: en
  to: [KEN]
  themes: [prevention]
  instruments: [OPSC 9]   # also 8

- id: training
  text: Give judges training for hearings of young witnesses.
  language: en
  assessment: {status: "not"}   # as of 2016

- id: helpline
  text: Open a helpline that callers reach at night, without charge.
  language: en
"""


TRAVEL = "Protect children from exploitation in travel and tourism, wherever they sleep or study."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return made(tmp_path / "dossier")


def made(folder: Path, registry: str | bytes = REGISTRY) -> Path:
    return dossier(folder, CONTENT, settings=SETTINGS, layout=LAYOUT, recommendations_yaml=registry)


def registry(folder: Path) -> bytes:
    return (folder / "recommendations.yaml").read_bytes()


def accept(folder: Path, answers: str, monkeypatch: pytest.MonkeyPatch, *more: str) -> Ran:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(answers.encode("latin-1"))))
    return shadowkit("trace", folder, "--accept", *more)


def test_each_proposal_is_a_line_with_its_reasons(folder: Path) -> None:
    ran = shadowkit("trace", folder, "--suggest")
    lines = ran.out.splitlines()
    assert [line.split(": why: ")[0].partition(" ")[2] for line in lines] == [
        "helpline <- recommendation ask",
        "training <- courts (para. 18)",
        "140.1 (travel) <- hotels (para. 17)",
    ] and [line[:2] for line in lines] == ["1.", "2.", "3."]
    [travel] = [line for line in lines if "travel" in line]
    assert "why: theme prevention; OPSC 9; words " in travel and "“tourism”" in travel
    assert ran.code == 0 and "--accept" in ran.err
    assert shadowkit("trace", folder, "--suggest", "-q").err == ""


def test_nothing_is_written_by_proposing(folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    shadowkit("trace", folder, "--suggest")
    assert before == {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_where_nothing_fits_this_is_said(tmp_path: Path) -> None:
    ran = shadowkit("trace", made(tmp_path, "[]\n"), "--suggest")
    assert (ran.out, ran.err, ran.code) == ("No link is proposed.\n", "", 0)


def test_the_json_keeps_to_its_schema_and_says_both_texts(folder: Path) -> None:
    data = json.loads(shadowkit("trace", folder, "--suggest", "--format", "json").out)
    schema = json.loads(shadowkit("schema", "suggestions").out)
    assert list(Draft202012Validator(schema).iter_errors(data)) == []
    asked, courts, hotels = data["suggestions"]
    assert (asked["link"], asked["id"], asked["kind"]) == ("follows", "ask", "recommendation")
    assert (courts["recommendation"], courts["link"], courts["paragraphs"]) == (
        "training",
        "evidence",
        [18],
    )
    assert hotels["number"] == "140.1" and hotels["submissions"] == ["report"]
    assert hotels["said"] == TRAVEL
    assert hotels["themes"] == ["prevention"] and hotels["instruments"] == ["OPSC 9"]
    assert hotels["text"].startswith("Companies of") and hotels["place"] == "content/10.md:65:1"


@pytest.mark.parametrize("more", [("-s", "nothing"), ("--wrong",)])
def test_the_json_of_a_command_that_fails_keeps_to_it_too(
    folder: Path, more: tuple[str, ...]
) -> None:
    ran = shadowkit("trace", folder, "--suggest", "--format", "json", *more)
    schema = json.loads(shadowkit("schema", "suggestions").out)
    data = json.loads(ran.out)
    assert list(Draft202012Validator(schema).iter_errors(data)) == []
    assert ran.code == 2 and data["fault"]


def test_two_runs_print_the_same(folder: Path) -> None:
    printed = set()
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-m", "shadowkit", "trace", str(folder), "--suggest", "-q"]
        printed.add(subprocess.run(command, env=environment, capture_output=True).stdout)
    assert len(printed) == 1 and printed != {b""}


# --- accepting --------------------------------------------------------------------------

LINKED = REGISTRY.replace(
    'assessment: {status: "not"}   # as of 2016',
    'assessment: {status: "not", evidence: [courts]}   # as of 2016',
)
BOTH = LINKED.replace("# also 8\n", "# also 8\n  assessment: {evidence: [hotels]}\n")


def test_what_is_accepted_is_written_and_nothing_else(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = (folder / "content" / "10.md").read_bytes()
    ran = accept(folder, "n\nwhat\nYES\ny\n", monkeypatch)
    assert registry(folder).decode() == BOTH
    assert (folder / "content" / "10.md").read_bytes() == content
    assert ran.code == 0 and ran.out.count("Answer y, n or q.") == 1
    assert "Written: courts is evidence of training.\n" in ran.out
    assert "Written: hotels is evidence of travel. Its status is still empty.\n" in ran.out
    assert ran.out.endswith("2 linked, 0 left for you to write, of 3 proposed.\n")
    assert (
        "Protect children from exploitation in travel and tourism, wherever they sleep or study.\n"
        in ran.out
    )
    assert "Judges hear young witnesses without any training for such hearings.\n" in ran.out
    again = shadowkit("trace", folder, "--suggest", "-q").out
    assert again.startswith("1. helpline <- recommendation ask") and again.count("\n") == 1


@pytest.mark.parametrize("answers", ["", "\n\n\n", "n\nq\ny\n", "no\nQuit\n", "\xff\n"])
def test_what_is_not_accepted_is_not_written(
    answers: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = accept(folder, answers, monkeypatch)
    assert registry(folder).decode() == REGISTRY
    assert ran.code == 0 and ran.out.endswith("0 linked, 0 left for you to write, of 3 proposed.\n")


def test_windows_lines_and_a_byte_order_mark_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def windows(text: str) -> bytes:
        return b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()

    folder = made(tmp_path, windows(REGISTRY))
    accept(folder, "n\ny\ny\n", monkeypatch)
    assert registry(folder) == windows(BOTH)


def test_of_our_own_recommendations_it_is_said_what_to_write(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    ran = accept(folder, "y\n", monkeypatch)
    assert 'At content/10.md:73:1 add follows="helpline"' in ran.out
    assert "0 linked, 1 left for you to write, of 3 proposed." in ran.out
    assert before == {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_dossier_that_cannot_be_read_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = REGISTRY + "- id: [\n"
    (folder / "recommendations.yaml").write_text(broken, encoding="utf-8")
    ran = accept(folder, "n\ny\ny\n", monkeypatch)
    assert (ran.out, ran.code) == ("", 1)
    assert "SK0" in ran.err and "Nothing is proposed" in ran.err
    assert registry(folder).decode() == broken


UNREADABLE = "recommendations.yaml has changed and cannot be read any more"


def changed(folder: Path, how: Callable[[Path], object], monkeypatch: pytest.MonkeyPatch) -> Ran:
    """What is said where the registry changes while the first question is open."""
    path = folder / "recommendations.yaml"

    class Answers(io.StringIO):
        def readline(self, size: int | None = -1, /) -> str:
            line = super().readline()
            if self.tell() == 2:
                how(path)
            return line

    monkeypatch.setattr(sys, "stdin", Answers("n\ny\nq\n"))
    return shadowkit("trace", folder, "--accept")


@pytest.mark.parametrize(
    "how, why",
    [
        (lambda path: path.chmod(0o444), "recommendations.yaml is read-only"),
        (lambda path: path.unlink(), "recommendations.yaml cannot be read: No such file"),
        (lambda path: path.write_bytes(b"- id: [\n"), UNREADABLE),
        (lambda path: path.write_bytes(b"\xff"), UNREADABLE),
        (
            lambda path: path.write_bytes(b"- id: other\n"),
            "recommendations.yaml has changed: `training` is not there",
        ),
        (
            lambda path: path.write_bytes(b"- id: training\n  assessment: later\n"),
            "`training` is written in a way that nothing can be put into safely",
        ),
    ],
    ids=["read-only", "gone", "broken", "not UTF-8", "entry gone", "a word for a map"],
)
def test_what_cannot_be_written_is_said_with_the_line_to_write(
    how: Callable[[Path], object], why: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = changed(folder, how, monkeypatch)
    path = folder / "recommendations.yaml"
    left = path.read_bytes() if path.exists() else None
    assert ran.code == 1 and f"Not written: {why}" in " ".join(ran.out.split())
    assert "recommendations.yaml:13:15 write: evidence: [courts]" in ran.out
    assert left is None or b"courts" not in left
    assert [one.name for one in folder.iterdir() if one.name.endswith(".part")] == []


def test_what_somebody_writes_meanwhile_stays(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed(
        folder,
        lambda path: path.write_text("# mine\n" + REGISTRY, encoding="utf-8"),
        monkeypatch,
    )
    assert registry(folder).decode() == "# mine\n" + LINKED


def test_a_link_that_is_there_by_then_is_not_written_again(folder: Path) -> None:
    path = folder / "recommendations.yaml"
    link(folder, "training", "courts")
    file = path.stat().st_ino
    link(folder, "training", "courts")
    assert path.stat().st_ino == file and registry(folder).decode() == LINKED


def test_with_json_nothing_is_asked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = accept(folder, "n\ny\n", monkeypatch, "--format", "json")
    assert ran.code == 2 and "--accept asks you" in json.loads(ran.out)["fault"]
    assert registry(folder).decode() == REGISTRY


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal as Unix has it")
def test_on_a_terminal_ctrl_c_leaves_what_was_accepted(folder: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "shadowkit", "trace", str(folder), "--accept"]
    # A shell's background jobs, as tests may be, ignore the key, and so would what they start.
    heard = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    )
    signal.signal(signal.SIGINT, heard)
    os.close(theirs)
    shown = b""

    def until(words: bytes, times: int) -> None:
        nonlocal shown
        end = time.monotonic() + 30
        while shown.count(words) < times:
            ready, _, _ = select.select([ours], [], [], max(end - time.monotonic(), 0))
            assert ready, shown
            shown += os.read(ours, 4_096)

    try:
        until(b"[n]: ", 1)
        os.write(ours, b"n\n")
        until(b"[n]: ", 2)
        os.write(ours, b"y\n")
        until(b"[n]: ", 3)
        os.kill(process.pid, signal.SIGINT)
        until(b"complete.", 1)
        assert process.wait(30) == 2
    finally:
        process.kill()
        os.close(ours)
    assert b"Stopped. Every file is as it was before, or complete." in shown
    assert b"Traceback" not in shown
    assert registry(folder).decode() == LINKED
