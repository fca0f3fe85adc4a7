"""The faults of WeasyPrint that docs/upstream.md describes, each still there in the version that
is installed, with nothing of ours loaded.

A test that fails here is good news: the fault is mended, and what works around it can go.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from test_pdf_structure import elements, kind

from shadowkit.writing.pdf import fonts, weasy_tags

ROOT = Path(__file__).resolve().parents[2]
REPORTS = ROOT / "docs" / "upstream.md"
PAGES = ROOT / "docs" / "upstream"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("stock")


@pytest.fixture(scope="module")
def seen(folder: Path) -> dict[str, Any]:
    """What WeasyPrint as it is makes of all pages, in a process of its own."""
    environment = {**os.environ, "FONTCONFIG_FILE": str(fonts.write_configuration(folder))}
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "stock.py"), str(PAGES), str(folder)],
        capture_output=True,
        check=True,
        env=environment,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def there(fault: bool, workaround: str) -> None:
    assert fault, f"WeasyPrint {version('weasyprint')} has mended this; take out {workaround}"


def test_the_engine_is_the_one_that_is_worked_around() -> None:
    assert version("weasyprint").split(".")[0] == weasy_tags.VERSION, (
        "Try each page of docs/upstream with the new WeasyPrint, then change weasy_tags.VERSION "
        "and the pin in pyproject.toml."
    )


def test_every_page_has_its_report() -> None:
    named = set(re.findall(r"upstream/([\w-]+)\.html", REPORTS.read_text(encoding="utf-8")))
    assert named == {page.stem for page in PAGES.glob("*.html")}


# --- notes ----------------------------------------------------------------------------


def test_each_page_gets_but_one_note(seen: dict[str, Any]) -> None:
    notes = seen["one-note-per-page"]["notes"]
    there(notes == [0, 1, 1, 1, 1, 1], "the comparison in weasy_fixes._update_footnote_area")


def test_a_note_is_lost_with_its_line(seen: dict[str, Any]) -> None:
    page = seen["note-lost"]
    there(page["different"] < page["marked"], "weasy_fixes._keep_notes_with_lines")


def test_notes_run_over_the_edge(seen: dict[str, Any]) -> None:
    page = seen["notes-over-edge"]
    assert page["different"] == page["marked"]
    there(page["outside"] > 0, "the room in weasy_fixes._update_footnote_area")


def test_words_of_a_long_note_are_printed_nowhere(seen: dict[str, Any]) -> None:
    there(seen["long-note"]["outside"] > 400, "the pieces in html/notes.py")


def test_notes_are_laid_out_again_for_each_note(seen: dict[str, Any]) -> None:
    page = seen["many-notes"]
    again = page["marked"] * (page["marked"] + 1) // 2
    there(page["laid out"] >= again, "weasy_fixes._height")


# --- lines and letters ----------------------------------------------------------------


def test_a_line_is_broken_behind_its_first_word(seen: dict[str, Any]) -> None:
    there(seen["first-word"]["lines"][0] == "Partnerships", "split_first_line in weasy_fixes")


def _said(folder: Path, name: str) -> str:
    """All that the letters of a file are said to be."""
    found = []
    with pikepdf.open(folder / f"{name}.pdf") as pdf:
        fonts_of = pdf.pages[0].Resources.Font
        maps: dict[str, dict[str, str]] = {}
        for key in fonts_of:
            cmap = fonts_of[key].ToUnicode.read_bytes().decode()
            pairs = re.findall(r"<(\w{4})> <(\w*)>", cmap)
            maps[key] = {g: bytes.fromhex(text).decode("utf-16-be") for g, text in pairs}
        font: dict[str, str] = {}
        for operands, operator in pikepdf.parse_content_stream(pdf.pages[0]):
            if str(operator) == "Tf":
                font = maps[str(operands[0])]
            elif str(operator) == "TJ":
                for part in operands[0]:
                    if isinstance(part, pikepdf.String):
                        found += [font[glyph] for glyph in re.findall("....", bytes(part).hex())]
    return "".join(found)


def test_a_space_alone_is_not_there(seen: dict[str, Any], folder: Path) -> None:
    assert seen["lone-space"]["lines"] == ["one two"]
    there(_said(folder, "lone-space") == "onetwo", "the spaces in weasy_letters.prepare")


def test_letters_with_marks_are_there_twice(seen: dict[str, Any], folder: Path) -> None:
    (line,) = seen["clusters"]["lines"]
    more = Counter(_said(folder, "clusters")) - Counter(line)
    there(more.total() > 0, "weasy_letters._name_glyphs")


def test_a_hyphen_at_the_end_of_a_line_is_any_hyphen(seen: dict[str, Any], folder: Path) -> None:
    assert seen["hyphen"]["lines"][0].endswith("‐")
    with pikepdf.open(folder / "hyphen.pdf") as pdf:
        replaced = any("/ActualText" in element for element in elements(pdf))
    there("\u00ad" not in _said(folder, "hyphen") and not replaced, "weasy_letters.part_hyphen")


# --- tags -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def tags(seen: dict[str, Any], folder: Path) -> list[tuple[str, dict[str, Any]]]:
    """The kind of each element of the structure, with what it says of itself."""
    with pikepdf.open(folder / "tags.pdf") as pdf:
        return [
            (kind(one), {name: str(value) for name, value in one.items()}) for one in elements(pdf)
        ]


def test_notes_and_contents_have_no_tags_of_their_own(
    tags: list[tuple[str, dict[str, Any]]],
) -> None:
    kinds = {name for name, _ in tags}
    for name in ("Note", "Reference", "TOC", "TOCI"):
        there(name not in kinds, f"{name} in weasy_tags")


def test_a_paragraph_over_pages_is_several(tags: list[tuple[str, dict[str, Any]]]) -> None:
    # The page has three: of the contents, one over three pages, one in French.
    there(sum(name == "P" for name, _ in tags) > 3, "weasy_tags._Tree._node")


def test_languages_and_scopes_are_not_said(tags: list[tuple[str, dict[str, Any]]]) -> None:
    there(not any("/Lang" in said for _, said in tags), "Node.language in structure")
    heads = [said for name, said in tags if name == "TH"]
    assert len(heads) == 2
    there(not any("Scope" in head["/A"] for head in heads), "Node.scope in structure")


def test_running_heads_are_no_artifacts(seen: dict[str, Any], folder: Path) -> None:
    with pikepdf.open(folder / "tags.pdf") as pdf:
        streams = [pikepdf.parse_content_stream(page) for page in pdf.pages]
        marks = [o for stream in streams for o, name in stream if str(name) == "BDC"]
        kids = [one.K for one in elements(pdf)]
        owned = sum(isinstance(kid, int) for kid_list in kids for kid in kid_list)
    numbered = sum("/MCID" in mark[1] for mark in marks)
    artifacts = sum(mark[0] == "/Artifact" for mark in marks)
    there(numbered > owned and not artifacts, "Tagger._artifact in weasy_tags")


def test_each_dot_of_a_leader_is_read(tags: list[tuple[str, dict[str, Any]]], folder: Path) -> None:
    with pikepdf.open(folder / "tags.pdf") as pdf:
        links = [one for one in elements(pdf) if kind(one) == "Link"]
        most = max(len(list(link.K)) for link in links if isinstance(link.K, pikepdf.Array))
    there(most > 20, "box.is_leader in weasy_tags.Tagger.prepare")
    there(len(links) > 1, "the mark-up of the contents in html/contents.py")


# --- files ----------------------------------------------------------------------------


def test_a_file_has_but_one_variant(seen: dict[str, Any]) -> None:
    there(seen["several variants"] == "TypeError", "the packet in metadata.py")
    there(seen["packet behind"], "the packet in metadata.py")


def test_what_is_missing_is_only_logged(seen: dict[str, Any], folder: Path) -> None:
    messages = seen["logged"]["messages"]
    assert len(messages) == 2
    assert "missing.png" in messages[0]
    assert "U+1200" in messages[1]
    there((folder / "logged.pdf").is_file(), "_Listener in engine.py")


def test_pages_are_written_twice_for_the_identifier(seen: dict[str, Any]) -> None:
    there(seen["times written"] == 2, "_freeze in engine.py")
