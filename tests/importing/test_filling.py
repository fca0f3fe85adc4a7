"""OHCHR's matrices filled in: what the cells say, that nothing else differs, and the way back."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

import importfiles
from dossiers import shadowkit
from importfiles import FACTSHEET, LISTS, OBSERVATIONS, SESSION, home, matrix, registry
from libreoffice import convert, pdf_text
from matrices import (
    ENGLISH,
    assessed,
    cells_of,
    document,
    filled,
    kept,
    last_cells,
    made,
    other_cells,
    parts,
    told,
)
from shadowkit.reading import catalogue
from validators import audit


def _written(name: str, data: str | bytes) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
        return folder / name

    return write


FILES: Mapping[str, tuple[Callable[[Path], Path], int]] = {
    "the second cycle": (lambda folder: matrix(folder / "list.docx", 2), 2),
    "the third cycle": (lambda folder: matrix(folder / "list.docx", 3), 3),
    "the fourth cycle": (lambda folder: matrix(folder / "list.docx", 4), 2),
    "UPR Info": (_written("export.csv", importfiles.upr_info()), 3),
    "the index in Excel": (lambda folder: importfiles.uhri_xlsx(folder / "export.xlsx"), 3),
    "the index in JSON": (_written("export.json", importfiles.uhri_json()), 3),
    "observations": (_written("observations.txt", OBSERVATIONS), 3),
    "observations in Word": (
        lambda folder: importfiles.word_of(folder / "observations.docx", OBSERVATIONS),
        3,
    ),
    "observations that Word numbers": (
        lambda folder: importfiles.numbered_word(
            folder / "observations.docx",
            ["The Committee notes a plan.", "The Committee urges the State party to fund it."],
            "CRC/C/OPSC/KEN/CO/1 Concluding observations on the report of Kenya",
        ),
        1,
    ),
    "a factsheet": (_written("factsheet.txt", FACTSHEET), 5),
    "a factsheet in Word": (
        lambda folder: importfiles.factsheet_word(
            folder / "factsheet.docx",
            [
                "FACTSHEET – KENYA",
                "Lanzarote Committee, second round",
                "The Committee invites Kenya:",
                "- to say what it is.[1]",
                "- to name who may look at it.[2]",
            ],
            {1: "Recommendation II-3.", 2: "Recommendation II-6."},
        ),
        2,
    ),
    "a session report": (_written("session.txt", SESSION), 2),
}
"""Every fixture of a file, and how many recommendations to Kenya one counts in it by hand."""
FILLED = ("the second cycle", "the third cycle")


@pytest.mark.parametrize("name", FILES)
def test_imported_assessed_written_out_and_imported_again(tmp_path: Path, name: str) -> None:
    make, count = FILES[name]
    root, file = home(tmp_path), make(tmp_path)
    shadowkit("import", "recommendations", file, root)
    assert len(registry(root)) == count
    assessed(root)
    before = (root / "recommendations.yaml").read_bytes()
    done = filled(root)
    out = file
    if name in FILLED:
        out = made(root)
        assert (done.err, done.code) == ("", 0)
        assert (
            f"list.docx: {count} recommendations assessed, {count} cells filled in.\n" in done.out
        )
    else:
        assert done.code > 0
        assert not (root / "build").exists()
    again = shadowkit("import", "recommendations", out, root)
    assert ("recommendations.yaml is as it was" in again.out, again.err) == (True, "")
    assert (root / "recommendations.yaml").read_bytes() == before
    if name in FILLED:
        other = home(tmp_path / "other")
        shadowkit("import", "recommendations", out, other)
        assert told(other) == told(root)
        left = ("assessment", "origin")
        assert [{k: v for k, v in e.items() if k not in left} for e in registry(other)] == [
            {k: v for k, v in e.items() if k not in left} for e in registry(root)
        ]


@pytest.mark.parametrize("generation", [2, 3])
def test_nothing_differs_but_the_assessment_cells(tmp_path: Path, generation: int) -> None:
    root = kept(tmp_path, generation=generation)
    original = root / "imports" / "list.docx"
    filled(root)
    assert parts(made(root)) == parts(original)
    before, after = document(original), document(made(root))
    numbered = [
        place for place, cell in enumerate(cells_of(before)) if re.search(rb">1\d+\.\d+ ", cell)
    ]
    assert other_cells(before, after) == [place + 3 for place in numbered]
    assert len(numbered) == len([row for row in LISTS[generation] if not isinstance(row, str)])


def test_the_status_in_words_comes_first_and_the_comment_below(tmp_path: Path) -> None:
    root = kept(
        tmp_path,
        {
            "142.1": {"status": "partly", "comment": "Two judges & <no more>\nwere trained.\n"},
            "142.2": {"comment": {"en": "It is paid for.", "sw": "Imelipwa."}},
            "142.3": {"evidence": [], "by": "legal team"},
        },
    )
    done = filled(root)
    assert last_cells(made(root)) == [
        "Assessment/comments on level of implementation",
        "Theme: Children: protection against exploitation",
        "Partly implemented\nTwo judges & <no more>\nwere trained.",
        "It is paid for.",
        "Theme: Right to health",
        "",
    ]
    assert done.out == (
        "list.docx: 2 recommendations assessed, 2 cells filled in; 1 not assessed yet.\n"
        f"wrote {made(root)}\n"
    )


def test_entries_that_came_from_another_file_first_are_filled_in_too(tmp_path: Path) -> None:
    root = home(tmp_path)
    for file in (importfiles.uhri_xlsx(tmp_path / "e.xlsx"), matrix(tmp_path / "list.docx")):
        shadowkit("import", "recommendations", file, root)
    first = registry(root)[0]
    assert (first["number"], first["origin"]["file"]) == ("142.1", "e.xlsx")
    assessed(root)
    assert "3 recommendations assessed, 3 cells filled in.\n" in filled(root).out


def test_an_entry_is_known_by_its_row_where_nothing_else_tells(tmp_path: Path) -> None:
    root = kept(tmp_path, {})
    origin = registry(root)[1]["origin"]
    entry = {"id": "mine", "summary": "Pay.", "origin": origin, "assessment": {"status": "not"}}
    (root / "recommendations.yaml").write_text(yaml.safe_dump([entry]), encoding="utf-8")
    done = filled(root)
    assert "1 recommendation assessed, 1 cell filled in; 2 not in recommendations" in done.out
    assert last_cells(made(root))[3] == "Not implemented"


def test_without_any_assessment_the_file_is_the_original(tmp_path: Path) -> None:
    root = kept(tmp_path, {})
    assert filled(root).code == 0
    assert made(root).read_bytes() == (root / "imports" / "list.docx").read_bytes()


def test_each_row_that_repeats_a_recommendation_is_filled_in(tmp_path: Path) -> None:
    rows = [*LISTS[3], "Theme: Liberty & security of the person", LISTS[3][1]]
    root = kept(tmp_path, {"142.1": {"status": "not"}}, rows=rows)
    done = filled(root)
    assert "1 recommendation assessed, 2 cells filled in; 2 not assessed yet." in done.out
    cells = last_cells(made(root))
    assert [cells[2], cells[7]] == ["Not implemented"] * 2


@pytest.mark.parametrize("language", catalogue.languages())
def test_statuses_are_read_in_all_languages(tmp_path: Path, language: str) -> None:
    words = catalogue.labels(language).implementation.statuses
    rows = [
        (f"142.{place} Train (France);", "Noted", "- Right to health", f"{words[status]}.\n\nSo.")
        for place, status in enumerate(ENGLISH)
    ]
    root = home(tmp_path)
    shadowkit("import", "recommendations", matrix(tmp_path / "list.docx", 3, rows), root)
    assert list(told(root).values()) == [(status, "So.") for status in ENGLISH]


# --- evidence ---------------------------------------------------------------------------

CONTENT = """\
A first paragraph.

::: {.gap #none}
Nobody trains judges.
:::

A third one.

::: {.gap #few}
Few are trained.
:::

::: {.gap #later}
It goes on.
:::

::: {.gap #more}
And on.
:::
"""
NUMBERED = """\
id: plain
title: Plain
options: {numbering: {default: paragraphs, choices: [paragraphs, none]}}
sections:
  - {id: text, takes: {rest: true}, heading: none}
"""


def with_evidence(tmp_path: Path, *options: str) -> Path:
    root = kept(
        tmp_path,
        {
            "142.1": {"status": "not", "comment": "None.", "evidence": ["few", "later", "more"]},
            "142.2": {"status": "partly", "evidence": ["none"]},
            "142.3": {"evidence": ["none"]},
        },
    )
    (root / "content" / "10.md").write_text(CONTENT, encoding="utf-8")
    (root / "layout.yaml").write_text(NUMBERED, encoding="utf-8")
    return root


def test_the_paragraphs_of_a_submission_that_hold_the_evidence_are_named(tmp_path: Path) -> None:
    root = with_evidence(tmp_path)
    done = filled(root, "-s", "report")
    assert (done.err, done.code) == ("", 0)
    cells = last_cells(made(root))
    assert cells[2] == "Not implemented\nNone.\nEvidence: paras. 4–6."
    assert cells[3] == "Partly implemented\nEvidence: para. 2."
    assert cells[5] == ""
    other = home(tmp_path / "other")
    shadowkit("import", "recommendations", made(root), other)
    assert list(told(other).values()) == [("not", "None."), ("partly", ""), ("", "")]


def test_evidence_without_a_number_is_not_named(tmp_path: Path) -> None:
    root = with_evidence(tmp_path)
    layout = (root / "layout.yaml").read_text(encoding="utf-8")
    (root / "layout.yaml").write_text(layout.replace("default: paragraphs", "default: none"))
    assert filled(root, "-s", "report").code == 0
    assert last_cells(made(root))[2] == "Not implemented\nNone."


def test_with_errors_in_the_submission_no_number_is_given(tmp_path: Path) -> None:
    root = with_evidence(tmp_path)
    (root / "content" / "20.md").write_text("See @para:nothing.\n", encoding="utf-8")
    done = filled(root, "-s", "report")
    assert done.code == 1
    assert "SK101" in done.err
    assert "Mend them, or leave out -s.\n" in done.err
    assert not (root / "build").exists()
    assert filled(root).code == 0


@pytest.mark.parametrize("language", catalogue.languages())
@pytest.mark.parametrize("numbers", [[4], [4, 5], [4, 6], [4, 5, 6, 9, 11, 12, 13]])
def test_the_line_that_names_evidence_is_known_again(language: str, numbers: list[int]) -> None:
    from shadowkit.filling_in import evidence_line
    from shadowkit.importing.assessments import AssessmentWords

    words = AssessmentWords(map(catalogue.labels, catalogue.languages()))
    line = evidence_line(numbers, catalogue.labels(language))
    assert words.read(f"So it is.\n{line}") == {"comment": "So it is."}
    assert words.read(f"So it is.\n{line} Read them.") == {
        "comment": f"So it is.\n{line} Read them."
    }


# --- cells that hold something ----------------------------------------------------------


def by_hand(text: str) -> list[Any]:
    return [(*LISTS[3][1][:3], text), *LISTS[3][2:3]]


def test_a_cell_filled_in_by_hand_is_left_and_said(tmp_path: Path) -> None:
    root = kept(
        tmp_path,
        {"142.1": {"status": "not", "comment": "None was trained."}, "142.2": {"status": "not"}},
        rows=by_hand("Two judges were trained."),
    )
    done = filled(root)
    assert done.code == 0
    assert done.err.splitlines()[0] == (
        "imports/list.docx:2:4: warning SK709 cell-taken: row 2: the cell says “Two judges were "
        "trained.”, which is not the assessment of upr-3-142-1"
    )
    assert last_cells(made(root))[1:] == ["Two judges were trained.", "Not implemented"]


@pytest.mark.parametrize(
    "cell, after",
    [
        ("Not implemented\nNone.", "Not implemented\nNone."),
        ("None.", "Not implemented\nNone."),
        ("NOT IMPLEMENTED:", "Not implemented\nNone."),
        ("Not implemented\nNone.\nEvidence: paras. 3 and 4.", "Not implemented\nNone."),
        ("Partly implemented\nNone.", "Partly implemented\nNone."),
        ("Not implemented\nNone. See the plan.", "Not implemented\nNone. See the plan."),
    ],
)
def test_what_is_the_assessment_already_is_replaced(tmp_path: Path, cell: str, after: str) -> None:
    root = kept(tmp_path, {"142.1": {"status": "not", "comment": "None."}}, rows=by_hand(cell))
    done = filled(root)
    assert last_cells(made(root))[1] == after
    assert ("SK709" in done.err) == (after != "Not implemented\nNone.")


def test_filled_in_twice_it_is_the_same(tmp_path: Path) -> None:
    root = with_evidence(tmp_path)
    filled(root, "-s", "report")
    once = made(root).read_bytes()
    other = home(tmp_path / "other")
    shadowkit("import", "recommendations", made(root), other)
    for name in ("content/10.md", "layout.yaml"):
        (other / name).write_bytes((root / name).read_bytes())
    registered = registry(root)
    assessed(other, {e["number"]: e["assessment"] for e in registered})
    assert filled(other, "-s", "report").err == ""
    assert made(other).read_bytes() == once
    assert filled(other).err == ""
    assert last_cells(made(other))[2] == "Not implemented\nNone."


# --- other readers ----------------------------------------------------------------------


def test_the_filled_file_opens_in_libreoffice_and_is_as_valid_as_before(tmp_path: Path) -> None:
    root = kept(tmp_path)
    filled(root)
    assert len(audit(made(root).read_bytes())) <= len(
        audit((root / "imports" / "list.docx").read_bytes())
    )
    (pdf,) = convert([made(root)], tmp_path)
    assert {"Partly", "Implemented", "Being"} <= set(pdf_text(pdf).split())


# --- an import of a filled matrix -------------------------------------------------------


def test_entries_without_an_assessment_get_it_from_a_filled_matrix(tmp_path: Path) -> None:
    root = home(tmp_path)
    shadowkit("import", "recommendations", matrix(tmp_path / "list.docx"), root)
    assessed(root, {"142.2": {"status": "not", "comment": "Ours."}, "142.3": {"evidence": []}})
    rows = [row if isinstance(row, str) else (*row[:3], "Implemented\nTheirs.") for row in LISTS[3]]
    done = shadowkit("import", "recommendations", matrix(tmp_path / "filled.docx", 3, rows), root)
    assert "recommendations.yaml: 0 new, 1 filled in, 2 as they were." in done.out
    assert list(told(root).values()) == [("implemented", "Theirs."), ("not", "Ours."), ("", "")]
    said = [line for line in done.err.splitlines() if "SK705" in line]
    assert {line.partition("entry-differs: ")[2] for line in said} == {
        "`status` of upr-3-142-2 is “not”; the file says “implemented”",
        "`comment` of upr-3-142-2 is “Ours.”; the file says “Theirs.”",
        "`status` of upr-3-142-3 is “”; the file says “implemented”",
        "`comment` of upr-3-142-3 is “”; the file says “Theirs.”",
    }


def test_a_key_that_stands_there_empty_is_not_added_a_second_time(tmp_path: Path) -> None:
    entry = '- id: a\n  number: "142.1"\n  symbol: A/HRC/43/15\n  themes: []\n  assessment: {}\n'
    root = home(tmp_path, recommendations_yaml=entry.encode())
    rows = by_hand("None.")
    shadowkit("import", "recommendations", matrix(tmp_path / "list.docx", 3, rows), root)
    assert (registry(root)[0]["themes"], registry(root)[0]["assessment"]) == ([], {})
    found = json.loads(shadowkit("check", root, "--format", "json").out)["findings"]
    assert [one for one in found if one["code"] == "SK003"] == []


def test_rows_of_one_recommendation_that_are_assessed_otherwise_are_said(tmp_path: Path) -> None:
    row = LISTS[3][1]
    rows = [row, (*row[:3], "One."), (*row[:3], "Other.")]
    root = home(tmp_path)
    done = shadowkit("import", "recommendations", matrix(tmp_path / "list.docx", 3, rows), root)
    assert "list.docx:4:1: warning SK707 number-twice: row 4: 142.1 is assessed" in done.err
    assert registry(root)[0]["assessment"] == {"comment": "One."}
