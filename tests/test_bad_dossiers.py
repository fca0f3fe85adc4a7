"""Dossiers with everything wrong that a dossier can have.

Each folder of tests/bad is a dossier and the output accepted for it: the findings in one
line each, and the exit status.  What Git cannot hold is built here.  To accept new output:
``pytest --accept``, then read the diff: is the place exactly right, is the message
plain and true?
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from dossiers import Ran, dossier, shadowkit
from shadowkit.checking.allowances import ALLOWANCE
from shadowkit.diagnostics import Severity
from shadowkit.pipeline import rules, run
from shadowkit.reading import faults

BAD = Path(__file__).resolve().parent / "bad"
SECONDS = 10

STATE = "The State adopted a plan.\n"


# --- dossiers that Git cannot hold ----------------------------------------------------


def _fifo(folder: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no FIFOs")
    dossier(folder)
    os.mkfifo(folder / "content" / "20.md")


def _links(folder: Path) -> None:
    dossier(folder)
    try:
        (folder / "content" / "20.md").symlink_to("nothing.md")
        (folder / "content" / "30.md").symlink_to("30.md")
        (folder / "content" / "40").symlink_to(folder / "content", target_is_directory=True)
    except OSError:
        pytest.skip("this system lets nobody make links")


def _linked_annex(folder: Path) -> None:
    outside = folder.parent / f"{folder.name}-outside.md"
    outside.write_text("A file of somebody else.\n", encoding="utf-8")
    names = "annex/link.md, annex/loop.md"
    settings = f"title: A\nsubmissions:\n  report: {{layout: layout.yaml, annexes: [{names}]}}\n"
    dossier(folder, settings=settings)
    (folder / "annex").mkdir()
    try:
        (folder / "annex" / "link.md").symlink_to(outside)
        (folder / "annex" / "loop.md").symlink_to("loop.md")
    except OSError:
        pytest.skip("this system lets nobody make links")


def _names_too_long(folder: Path) -> None:
    name = "x" * 5_000
    settings = (
        f"title: A\ncitation_style: {name}.csl\nsubmissions:\n  report:\n"
        f"    layout: {name}.yaml\n  other:\n    layout: layout.yaml\n    mechanism: {name}.yaml\n"
        f"    annexes: [{name}.md]\n    word_template: {name}.docx\n"
    )
    content = f"::: {{.figure source=a}}\n![A picture]({name}.png)\n:::\n"
    dossier(folder, content, settings=settings)


def _linked_settings(folder: Path) -> None:
    dossier(folder)
    (folder / "shadowkit.yaml").unlink()
    try:
        (folder / "shadowkit.yaml").symlink_to("nothing.yaml")
    except OSError:
        pytest.skip("this system lets nobody make links")


def _unreadable(folder: Path) -> None:
    dossier(folder)
    (folder / "content" / "10.md").chmod(0)
    if os.access(folder / "content" / "10.md", os.R_OK):
        pytest.skip("here every file can be read")


def _too_large(folder: Path) -> None:
    dossier(folder, "x" * 20_000_001)


def _settings_a_folder(folder: Path) -> None:
    dossier(folder)
    (folder / "shadowkit.yaml").unlink()
    (folder / "shadowkit.yaml").mkdir()


def _empty_folder(folder: Path) -> None:
    folder.mkdir(exist_ok=True)


def _name_not_utf_8(folder: Path) -> None:
    dossier(folder)
    odd = os.fsencode(folder / "content") + b"/20-caf\xe9.md"
    try:
        Path(os.fsdecode(odd)).write_text(
            "# A heading {#odd}\n\nText[@nothing].\n", encoding="utf-8"
        )
    except OSError:
        pytest.skip("this system has no such names")


BUILT: dict[str, Callable[[Path], None]] = {
    "built-empty-folder": _empty_folder,
    "built-fifo": _fifo,
    "built-file-too-large": _too_large,
    "built-file-unreadable": _unreadable,
    "built-annex-a-link": _linked_annex,
    "built-links": _links,
    "built-name-not-utf-8": _name_not_utf_8,
    "built-names-too-long": _names_too_long,
    "built-settings-a-folder": _settings_a_folder,
    "built-settings-a-link": _linked_settings,
}


def _names() -> list[str]:
    return sorted({*BUILT, *(folder.name for folder in BAD.iterdir() if folder.is_dir())})


def _check(folder: Path) -> tuple[Ran, float]:
    began = time.monotonic()
    ran = shadowkit("check", folder, "--format", "concise")
    return ran, time.monotonic() - began


def _never_fails_itself(ran: Ran, seconds: float) -> None:
    said = ran.out + ran.err
    assert "Traceback" not in said
    assert "fault of its own" not in said
    assert seconds < SECONDS


@pytest.mark.parametrize("name", _names())
def test_a_bad_dossier_gives_the_findings_accepted_for_it(
    name: str, tmp_path: Path, golden: Callable[[Path, str], None]
) -> None:
    folder = BAD / name
    if name in BUILT:
        folder = tmp_path / name
        BUILT[name](folder)
    ran, seconds = _check(folder)
    _never_fails_itself(ran, seconds)
    said = ran.out if ran.code != 2 else ran.out + ran.err.replace(str(folder), "DOSSIER")
    golden(BAD / name / "expected.txt", f"{said}exit {ran.code}\n")


def test_there_are_no_expectations_without_a_dossier() -> None:
    for folder in BAD.iterdir():
        assert folder.name in BUILT or any(f.name != "expected.txt" for f in folder.iterdir())


@pytest.mark.parametrize("name", [n for n in _names() if (BAD / n / "shadowkit.yaml").exists()])
def test_every_finding_says_what_to_do_next(name: str) -> None:
    # The messages of these two name what is expected.
    plain = {faults.BAD_VALUE.code, faults.MISSING_KEY.code}
    for finding in run(BAD / name).findings:
        said = finding.hint or finding.severity is Severity.INFO or finding.code in plain
        assert said, finding


def _expected_codes() -> set[str]:
    expected = (file.read_text(encoding="utf-8") for file in BAD.glob("*/expected.txt"))
    return {code for text in expected for code in re.findall(r"\bSK\d{3}\b", text)}


def test_every_fault_of_reading_occurs_in_a_bad_dossier() -> None:
    reading = {code for code in rules() if code.startswith("SK0")} | {ALLOWANCE.code}
    assert reading - _expected_codes() == set()


# --- texts made to be slow or deep ----------------------------------------------------

MEGABYTE = 1_000_000
BOMBS: dict[str, tuple[str, int]] = {
    "a line of opening brackets": ("[" * 200_000, 1),
    "a line of nested brackets": ("[" * 100_000 + "]" * 100_000, 1),
    "nested brackets around a citation": ("[" * 20_000 + "@a " + "]" * 20_000, 1),
    "citations inside citations": ("[a @b " * 3_000 + "]" * 3_000, 1),
    "a citation with 50,000 parts": ("[@a" + ";" * 50_000 + "]", 1),
    "nested spans": ("[" * 5_000 + "x" + "]{.development}" * 5_000, 1),
    "nested notes": ("^[" * 3_000 + "x" + "]" * 3_000, 1),
    "nested emphasis": (
        " ".join(["*a", "**b"] * 3_000) + " x " + " ".join(["b**", "a*"] * 3_000),
        1,
    ),
    "a line of stars": ("*" * 100_000 + "x" + "*" * 100_000, 1),
    "3,000 open fences": ("::: gap\n\nx\n\n" * 3_000, 1),
    "3,000 nested sections": ('::: {.section title="x"}\n\nx\n\n' * 3_000, 1),
    "2,000 levels of nested list": ("".join("  " * n + "- x\n" for n in range(2_000)), 1),
    "2,000 levels of list in a line": ("- " * 2_000 + "x", 1),
    "5,000 levels of quotation": ("> " * 5_000 + "x", 1),
    "a paragraph of a megabyte": ("word " * (MEGABYTE // 5), 0),
    "a paragraph of a megabyte in lines": (("word " * 16 + "\n") * (MEGABYTE // 81), 0),
    "20,000 notes in a paragraph": ("word ^[a note] " * 20_000, 0),
    "a line of superscript marks": ("^a" * 100_000, 1),
    "links that never close": ("[a](b " * 40_000, 0),
    "attributes that never close": ("[]{" * 60_000, 1),
    "unclosed comments": ("x " + "<!-- a " * 30_000, 0),
    "a placeholder that never closes": ("[Write " + "word " * 20_000, 0),
    "a locator of 20,000 numbers": ("[@a, p. " + "1-" * 20_000 + "]", 1),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_text_made_to_be_slow_or_deep_is_read_in_time(name: str, tmp_path: Path) -> None:
    text, code = BOMBS[name]
    ran, seconds = _check(dossier(tmp_path, text))
    _never_fails_itself(ran, seconds)
    assert ran.code == code


def test_gaps_in_gaps_in_gaps_are_answered_in_time(tmp_path: Path) -> None:
    spans = "".join(f"[a {n} " for n in range(38)) + "x"
    spans += "".join(f"]{{.gap #gap-{n}}}" for n in range(37, -1, -1))
    ask = "\n\n::: {.recommendation answers=gap-37}\nAdopt a law.\n:::\n"
    ran, seconds = _check(dossier(tmp_path, spans + ask))
    _never_fails_itself(ran, seconds)
    assert (ran.out, ran.code) == ("", 0)


@pytest.mark.parametrize(
    "bomb", ["[" * 200_000 + "]" * 200_000, "[" * 500 + "]" * 500, '{"a":' * 500 + "1" + "}" * 500]
)
def test_sources_nested_without_end_are_a_finding(bomb: str, tmp_path: Path) -> None:
    ran, seconds = _check(dossier(tmp_path, sources_json=bomb))
    _never_fails_itself(ran, seconds)
    assert "SK016 nested-too-deeply" in ran.out
    assert ran.code == 1
