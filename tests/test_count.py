"""`shadowkit count`: the table, its bars and colours, and the JSON."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from dossiers import dossier, shadowkit
from shadowkit.cli.bars import bar, cell, shown_width
from shadowkit.model.document import PARTS
from shadowkit.wordcount import COUNTS

CONTENT = """\
    # Law {#law}

    The State has no law – nor a plan.[^n]

    [^n]: Nor has it a budget.

    # Plans for everybody who needs one, and for some who do not {#plans}

    ::: {.table}
    | Year | Plans |
    |------|-------|
    | 2013 |       |

    Table: Plans
    :::

    # 儿童权利 {#rights}

    儿童的权利。
    """
SETTINGS = """\
    title: A test
    submitters: [{name: Example coalition}]
    submissions:
      report: {layout: layout.yaml, mechanism: mechanism.yaml, budgets: {law: 8, rights: 20}}
      overview: {layout: layout.yaml, title: An overview}
    """
LAYOUT = """\
    id: plain
    title: Plain
    cover: [title, submitters]
    sections:
      - {id: law, budget: 0.5}
      - {id: plans, budget: 0.6}
      - {id: rights}
    """
MECHANISM = """\
    id: own
    title: Own
    series: Submission
    procedure: A procedure
    rules:
      words: {value: 34, source: {title: Example rules, dated: "2020"}, confidence: verified, \
checked: 2026-01-02}
      counting:
        value:
          - {name: text, parts: [headings, body, tables]}
          - {name: text and notes, parts: [headings, body, tables, notes]}
          - {name: everything, parts: [front matter, headings, body, tables, notes]}
        source: {title: Nothing published}
        confidence: unverified
        checked: 2026-01-02
    """
ANSI = re.compile("\x1b\\[[0-9;]*m")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A submission with a limit and budgets, and one with neither."""
    return dossier(
        tmp_path / "dossier",
        CONTENT,
        settings=SETTINGS,
        layout=LAYOUT,
        mechanism_yaml=MECHANISM,
    )


def counted(folder: Path, *arguments: str) -> list[dict[str, Any]]:
    data = json.loads(shadowkit("count", folder, "--format", "json", "-q", *arguments).out)
    assert list(data) == ["version", "submissions", "fault"]
    assert data["version"] == 1
    found: list[dict[str, Any]] = data["submissions"]
    return found


# --- the table ------------------------------------------------------------------------


def test_the_table_shows_sections_parts_and_every_reading(folder: Path) -> None:
    ran = shadowkit("count", folder, "-s", "report")
    assert ran.out == dedent(
        """\
        report: A test

          Section                            words  budget
          Law                                   10       8  ████████████████      2 over
          Plans for everybody who needs o…      18      20  ██████████████▍░      2 left
          儿童权利                              10      20  ████████░░░░░░░░     10 left
          All sections                          38      48  ████████████▋░░░     10 left
          Words of headings, body and tables, as word counts.

          Part                               whitespace  libreoffice         word
          front matter                                6            6            6
          contents                                    0            0            0
          headings                                   14           17           17
          body                                       10           14           15
          tables                                      6            6            6
          notes                                       5            5            5
          annexes                                     0            0            0
          All parts                                  41           48           49

          Limit of own: 34 words
          Example rules (2020); verified, checked 2026-01-02

          Counted are               as in          words
          text                      whitespace        30  ██████████████░░      4 left
                                    libreoffice       37  ████████████████      3 over
                                    word              38  ████████████████      4 over
          text and notes            whitespace        35  ████████████████      1 over
                                    libreoffice       42  ████████████████      8 over
                                    word              43  ████████████████      9 over
          everything                whitespace        41  ████████████████      7 over
                                    libreoffice       48  ████████████████     14 over
                                    word              49  ████████████████     15 over

          Over the limit in 8 of 9 readings.
        """
    )
    assert (ran.err, ran.code) == ("", 0)


def test_a_submission_without_a_limit_has_no_bars(folder: Path) -> None:
    ran = shadowkit("count", folder, "-s", "overview")
    assert ran.out.startswith("overview: An overview\n")
    assert "  All sections" in ran.out
    assert ran.out.endswith("\n  No word limit is known for this submission.\n")
    assert not re.search("[█░]|left|over\\b|budget", ran.out)


def test_all_submissions_stand_one_below_the_other(folder: Path) -> None:
    both = shadowkit("count", folder).out
    apart = [shadowkit("count", folder, "-s", name).out for name in ("report", "overview")]
    assert both == "\n".join(apart)


@pytest.mark.parametrize(
    "limit, said",
    [
        (500, "Within the limit, however one counts."),
        (34, "Over the limit in 8 of 9 readings."),
        (5, "Over the limit, however one counts."),
    ],
)
def test_the_last_line_says_whether_the_limit_is_kept(limit: int, said: str, folder: Path) -> None:
    text = dedent(MECHANISM).replace("34", str(limit))
    (folder / "mechanism.yaml").write_text(text, encoding="utf-8")
    assert shadowkit("count", folder, "-s", "report").out.splitlines()[-1].strip() == said


def test_no_line_is_wider_than_eighty_columns(folder: Path) -> None:
    for where in (folder, Path(__file__).parent.parent / "examples/russian-federation"):
        lines = shadowkit("count", where).out.splitlines()
        assert max(map(shown_width, lines)) <= 80


def test_the_words_of_an_annex_are_a_part_and_no_section(folder: Path) -> None:
    before = shadowkit("count", folder, "-s", "overview").out
    (folder / "annex.md").write_text("# Figures\n\nOne two three.\n", encoding="utf-8")
    settings = dedent(SETTINGS).replace("An overview}", "An overview, annexes: [annex.md]}")
    (folder / "shadowkit.yaml").write_text(settings, encoding="utf-8")
    after = shadowkit("count", folder, "-s", "overview").out
    assert after.split("  Part")[0] == before.split("  Part")[0]
    assert re.search("annexes +4 +4 +4\n", after)
    assert "Figures" not in after


def test_the_heaviest_blocks_are_named_with_their_places(tmp_path: Path) -> None:
    many = "\n\n".join(f"{'word ' * number}end." for number in range(1, 8))
    long = "a-folder-with-a-name-of-some-length/10.md"
    text = f"# Law {{#law}}\n\n{many}\n\nA note.^[{'note ' * 9}]\n"
    folder = dossier(tmp_path / "d", text, settings=SETTINGS, layout=LAYOUT)
    (folder / "content" / long).parent.mkdir()
    (folder / "content" / long).write_text("One two three four five six.\n", encoding="utf-8")
    (folder / "mechanism.yaml").write_text(dedent(MECHANISM), encoding="utf-8")
    ran = shadowkit("count", folder, "-s", "report")
    assert ran.out.split("\n\n")[2] == (
        "  Heaviest blocks                    words   notes\n"
        "  content/10.md:17                       2       9  A note.\n"
        "  content/10.md:15                       8       0  word word word word word wo…\n"
        "  content/10.md:13                       7       0  word word word word word wo…\n"
        "  content/10.md:11                       6       0  word word word word word en…\n"
        "  …h-a-name-of-some-length/10.md:1       6       0  One two three four five six."
    )


def test_a_short_submission_names_no_heaviest_blocks(folder: Path) -> None:
    assert "Heaviest" not in shadowkit("count", folder).out


# --- colour ---------------------------------------------------------------------------


def on_a_terminal(folder: Path, *arguments: str, **environment: str) -> str:
    """What the command prints where its output is a terminal."""
    pty = pytest.importorskip("pty", reason="no pseudo-terminals on this system")
    ours, theirs = pty.openpty()
    inherited = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    with subprocess.Popen(
        [sys.executable, "-m", "shadowkit", "count", str(folder), "-q", *arguments],
        stdout=theirs,
        env={**inherited, **environment},
    ) as process:
        os.close(theirs)
        pieces = []
        try:
            while piece := os.read(ours, 65536):
                pieces.append(piece)
        except OSError:  # how Linux says that the other end is closed
            pass
        assert process.wait(timeout=60) == 0
    os.close(ours)
    return b"".join(pieces).decode("utf-8").replace("\r\n", "\n")


def test_a_terminal_gets_colours_and_the_same_words(folder: Path) -> None:
    coloured, plain = on_a_terminal(folder), shadowkit("count", folder, "-q").out
    assert ANSI.sub("", coloured) == plain
    bars = [found[1] for found in re.finditer("\x1b\\[(3[0-9])m[█░]", coloured)]
    # The sections: over the budget, close to it, half of it; all; then the readings.
    assert bars[:4] == ["31", "33", "32", "32"]
    assert bars[4:] == ["32"] + ["31"] * 8


def test_colours_can_be_refused_and_never_reach_a_pipe(folder: Path) -> None:
    assert "\x1b" not in on_a_terminal(folder, "--no-color")
    assert "\x1b" not in on_a_terminal(folder, NO_COLOR="1")
    assert "\x1b" not in shadowkit("count", folder).out


# --- bars and cells -------------------------------------------------------------------


@pytest.mark.parametrize(
    "words, of, drawn",
    [
        (0, 100, "░░░░"),
        (1, 100_000, "▏░░░"),
        (50, 100, "██░░"),
        (60, 100, "██▍░"),
        (99_999, 100_000, "███▉"),
        (100, 100, "████"),
        (300, 100, "████"),
        (0, 0, "████"),
    ],
)
def test_a_bar_is_full_at_the_limit_and_empty_without_a_word(
    words: int, of: int, drawn: str
) -> None:
    assert bar(words, of, 4) == drawn


@pytest.mark.parametrize(
    "text, shown",
    [
        ("Law", "Law     "),
        ("Eight 88", "Eight 88"),
        ("Nine  9999", "Nine 99…"),
        ("儿童", "儿童    "),
        ("儿童的权利", "儿童的… "),
        ("e\u0301", "e\u0301       "),
        ("a\nb", "a b     "),
    ],
)
def test_a_cell_has_its_width_as_shown(text: str, shown: str) -> None:
    assert cell(text, 8) == shown
    assert shown_width(shown) == 8


# --- JSON -----------------------------------------------------------------------------


def test_json_has_every_part_by_every_count(folder: Path) -> None:
    report, overview = counted(folder)
    assert (report["submission"], report["title"]) == ("report", "A test")
    assert (overview["submission"], overview["title"]) == ("overview", "An overview")
    for words in (report["words"], *(section["words"] for section in report["sections"])):
        assert list(words) == list(COUNTS)
        assert all(list(parts) == list(PARTS) for parts in words.values())
    assert report["words"]["libreoffice"] == {
        "front matter": 6,
        "contents": 0,
        "headings": 17,
        "body": 14,
        "tables": 6,
        "notes": 5,
        "annexes": 0,
    }


def test_the_sections_and_the_cover_make_the_whole(folder: Path) -> None:
    for one in counted(folder):
        for count in COUNTS:
            for part in PARTS:
                if part != "front matter":
                    parts = [section["words"][count][part] for section in one["sections"]]
                    assert sum(parts) == one["words"][count][part], (count, part)


def test_the_blocks_make_the_sections_without_their_headings(folder: Path) -> None:
    report = counted(folder)[0]
    assert report["blocks"][0] == {
        "section": "law",
        "path": "content/10.md",
        "line": 3,
        "text": "The State has no law – nor a plan.",
        "words": 9,
        "notes": 5,
    }
    assert [block["section"] for block in report["blocks"]] == ["law", "plans", "rights"]
    for block, section in zip(report["blocks"], report["sections"], strict=True):
        assert block["words"] == section["held"]["words"] - section["words"]["word"]["headings"]


def test_json_has_the_limit_with_its_authority_and_all_readings(folder: Path) -> None:
    report, overview = counted(folder)
    assert report["limit"] == {
        "words": 34,
        "mechanism": "own",
        "confidence": "verified",
        "authority": "Example rules (2020); verified, checked 2026-01-02",
    }
    assert len(report["readings"]) == 9
    assert report["readings"][4] == {
        "name": "text and notes",
        "parts": ["headings", "body", "tables", "notes"],
        "count": "libreoffice",
        "words": 42,
        "limit": 34,
        "over": True,
        "left": -8,
    }
    assert overview["limit"] is None
    assert overview["readings"][0] == {
        "name": "text",
        "parts": ["headings", "body", "tables"],
        "count": "whitespace",
        "words": report["readings"][0]["words"],
        "limit": None,
        "over": None,
        "left": None,
    }


def test_a_budget_is_the_submissions_own_or_the_layouts_share(folder: Path) -> None:
    report, overview = counted(folder)
    assert [
        (section["id"], section["budget"], section["budget_source"], section["over"])
        for section in report["sections"]
    ] == [
        ("law", 8, "settings", True),
        ("plans", 20, "layout", False),
        ("rights", 20, "settings", False),
    ]
    law = report["sections"][0]
    assert law["held"] == {"count": "word", "parts": ["headings", "body", "tables"], "words": 10}
    assert law["left"] == -2
    for section in overview["sections"]:
        assert (section["budget"], section["budget_source"]) == (None, None)
        assert (section["over"], section["left"]) == (None, None)


def test_a_note_heading_counts_where_it_is_printed(folder: Path) -> None:
    (before,) = counted(folder, "-s", "overview")
    layout = dedent(LAYOUT) + "options: {notes: {choices: [foot, end], default: end}}\n"
    (folder / "layout.yaml").write_text(layout, encoding="utf-8")
    (after,) = counted(folder, "-s", "overview")
    assert after["words"]["word"]["notes"] == before["words"]["word"]["notes"] + 1
