"""`check --save-baseline` and `--baseline`: what is new in a draft that others began."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from dossiers import Ran, dossier, shadowkit
from shadowkit.cli import baseline
from shadowkit.diagnostics import Finding, Severity
from shadowkit.location import Location

DRAFT = """\
    # Law

    The State has a plan, see @para:no-plan, and nothing else was done about it.

    ::: {.gap #no-law}
    There is no law that would forbid it.
    :::
    """
SETTINGS = """\
    title: A test
    submissions:
      one: {layout: layout.yaml}
      two: {layout: layout.yaml}
    """


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A dossier with an error (SK101) and a warning (SK105), and its baseline."""
    made = dossier(tmp_path / "draft", DRAFT, settings=SETTINGS)
    ran = shadowkit("check", "--save-baseline", "baseline.json", cwd=made)
    said = "Nothing new to mend.\nRecorded 2 findings in baseline.json.\n"
    assert ran == Ran("", said, 0)
    return made


def check(folder: Path, *options: str) -> Ran:
    return shadowkit(
        "check", "--baseline", "baseline.json", "--format", "concise", *options, cwd=folder
    )


def write(folder: Path, text: str, name: str = "10.md") -> None:
    (folder / "content" / name).write_text(text, encoding="utf-8")


def text(folder: Path) -> str:
    return (folder / "content" / "10.md").read_text(encoding="utf-8")


def recorded(folder: Path) -> list[dict[str, Any]]:
    data = json.loads((folder / "baseline.json").read_bytes())
    entries = data["baseline"]
    assert isinstance(entries, list)
    return entries


def test_what_is_recorded_is_left_out_and_counted(folder: Path) -> None:
    assert check(folder) == Ran("", "Nothing new to mend.\n2 left out by the baseline.\n", 0)
    assert check(folder, "--quiet", "--fail-level", "info") == Ran("", "", 0)
    assert shadowkit("check", folder).code == 1
    for format in ("json", "sarif"):
        ran = check(folder, "--format", format)
        assert (ran.err, ran.code) == ("", 0)
        assert "no-plan" not in ran.out


def test_build_knows_no_baseline(folder: Path) -> None:
    assert shadowkit("build", folder, "-f", "html").code == 1
    assert "No such option" in shadowkit("build", folder, "--baseline", "baseline.json").err


def test_the_file_is_small_sorted_and_says_nothing_of_the_machine(folder: Path) -> None:
    lines = (folder / "baseline.json").read_text(encoding="utf-8").splitlines()
    assert lines[:3] == ["{", '  "version": 1,', '  "baseline": [']
    entries = recorded(folder)
    assert len(lines) == len(entries) + 5
    assert [(e["code"], e["path"], e["message"], e["count"]) for e in entries] == [
        ("SK101", "content/10.md", "nothing in the dossier has the id `no-plan`", 1),
        ("SK105", "content/10.md", "no recommendation answers the gap `no-law`", 1),
    ]
    schema = json.loads(shadowkit("schema", "baseline").out)
    Draft202012Validator(schema).validate(json.loads("\n".join(lines)))
    first = (folder / "baseline.json").read_bytes()
    shadowkit("check", "draft", "--save-baseline", "draft/baseline.json", cwd=folder.parent)
    assert (folder / "baseline.json").read_bytes() == first


# --- what is known again ----------------------------------------------------------------


@pytest.mark.parametrize(
    "old, new",
    [
        ("# Law\n", "A paragraph.\n\n# Law\n\nAnd another.\n"),
        ("The State has a plan, see", "The Government of the State has by now a plan: see"),
        ("and nothing else was done about it", "and more was done"),
        ("would forbid it", "is of any use"),
        ("::: {.gap #no-law}\n", '::: {.gap #no-law only="one two"}\n'),
        ("::: {.gap #no-law}\n", ":::: box\nIn short:\n::::\n\n::: {.gap #no-law}\n\n"),
        ("see @para:no-plan, and nothing else was", "see\n@para:no-plan, and nothing\nelse was"),
    ],
)
def test_a_finding_is_known_where_lines_move_and_other_words_change(
    old: str, new: str, folder: Path
) -> None:
    assert old in text(folder)
    write(folder, text(folder).replace(old, new))
    assert check(folder) == Ran("", "Nothing new to mend.\n2 left out by the baseline.\n", 0)


def test_a_finding_is_known_in_another_file_and_with_windows_line_ends(folder: Path) -> None:
    law, _, gap = text(folder).partition("::: {.gap")
    write(folder, law.replace("\n", "\r\n"))
    write(folder, "::: {.gap" + gap, "20.md")
    assert check(folder).out == ""


def test_numbers_and_places_in_a_message_are_no_part_of_a_finding(tmp_path: Path) -> None:
    texts = "::: {.gap #a}\nA gap.\n:::\n\n::: {.gap #a}\nA second one.\n:::\n"
    made = dossier(tmp_path, texts)
    shadowkit("check", "--save-baseline", "baseline.json", cwd=made)
    assert "the first is at content/10.md:1" in (made / "baseline.json").read_text("utf-8")
    write(made, "Above.\n\n" + texts)
    assert check(made).out == ""


def test_a_finding_whose_own_words_change_is_new(folder: Path) -> None:
    write(folder, text(folder).replace("no-plan", "no-plam"))
    ran = check(folder)
    assert ran.out == (
        "content/10.md:3:27: error SK101 reference-to-nothing: "
        "nothing in the dossier has the id `no-plam`\n"
    )
    # Saving again is not proposed: it would take in what is new.
    assert ran.err == "1 error.\n1 left out by the baseline. 1 of the baseline is mended.\n"
    assert ran.code == 1
    # Where no words are marked, the first ones at the place are those that count.
    write(folder, text(folder).replace("There is no law", "No law is there"))
    assert "SK105" in check(folder).out


def test_a_second_finding_like_a_recorded_one_is_new(folder: Path) -> None:
    write(folder, text(folder) + "\nSee @para:no-plan, and nothing else was done.\n")
    ran = check(folder)
    assert [line[:22] for line in ran.out.splitlines()] == ["content/10.md:9:5: err"]
    assert ran.err == "1 error.\n2 left out by the baseline.\n"
    said = shadowkit("check", "--save-baseline", "baseline.json", cwd=folder).err
    assert said == (
        "Nothing new to mend.\nRecorded 3 findings in baseline.json: 1 new, 0 no longer there.\n"
    )
    assert [entry["count"] for entry in recorded(folder)] == [2, 1]
    assert check(folder).out == ""


def test_a_remark_that_became_an_error_is_new(tmp_path: Path) -> None:
    place = Location("a.md", 1)
    weak, strong = (Finding("SK201", "a", s, "A", place) for s in (Severity.INFO, Severity.ERROR))
    baseline.save(tmp_path / "b", [weak], tmp_path)
    held = baseline.held_against(baseline.load(tmp_path / "b"), [strong, weak], tmp_path)
    assert (held.new, held.known, held.gone) == ([strong], [weak], 0)


def test_a_file_name_that_is_not_in_utf_8_is_no_fault(tmp_path: Path) -> None:
    finding = Finding("SK201", "a", Severity.INFO, "A \udcff", Location("a\udcff.md", 1))
    baseline.save(tmp_path / "b", [finding], tmp_path)
    assert baseline.held_against(baseline.load(tmp_path / "b"), [finding], tmp_path).new == []


def test_what_is_mended_is_said_and_goes_when_it_is_saved_again(folder: Path) -> None:
    write(folder, text(folder).replace(", see @para:no-plan,", ""))
    left = "Nothing new to mend.\n1 left out by the baseline. "
    assert check(folder).err == left + "1 of the baseline is mended: save it again.\n"
    write(folder, "A paragraph.\n")
    assert (
        check(folder).err == "Nothing new to mend.\n2 of the baseline are mended: save it again.\n"
    )
    said = shadowkit("check", "--save-baseline", "baseline.json", cwd=folder).err
    assert said.endswith("Recorded 0 findings in baseline.json: 0 new, 2 no longer there.\n")
    assert recorded(folder) == []
    assert check(folder).err == "Nothing new to mend.\n"


# --- with other options -----------------------------------------------------------------


def test_a_selection_is_made_of_what_the_baseline_leaves(folder: Path) -> None:
    ran = check(folder, "--select", "SK101")
    said = "Nothing new to mend in what was selected.\n1 left out by the baseline.\n"
    assert ran == Ran("", said, 0)
    assert check(folder, "--ignore", "SK1").err == "Nothing new to mend in what was selected.\n"
    write(folder, text(folder).replace("no-plan", "no-plam"))
    assert check(folder, "--select", "SK105").code == 0
    assert check(folder, "--select", "SK101").code == 1


def test_of_one_submission_nothing_is_called_mended(folder: Path) -> None:
    write(folder, text(folder).replace("{.gap #no-law}", '{.gap #no-law only="two"}'))
    assert check(folder).err == "Nothing new to mend.\n2 left out by the baseline.\n"
    ran = check(folder, "-s", "one")
    assert ran == Ran("", "Nothing new to mend.\n1 left out by the baseline.\n", 0)


@pytest.mark.parametrize(
    "options", [["--select", "SK1"], ["--ignore", "SK1"], ["-s", "one"], ["--baseline", "b.json"]]
)
def test_a_baseline_is_saved_of_the_whole_dossier(options: list[str], folder: Path) -> None:
    before = (folder / "baseline.json").read_bytes()
    ran = shadowkit("check", "--save-baseline", "baseline.json", *options, cwd=folder)
    assert (ran.out, ran.code) == ("", 2)
    assert ran.err.endswith(
        "Error: --save-baseline records the whole dossier: leave out --baseline, -s, --select and "
        "--ignore.\n"
    )
    assert (folder / "baseline.json").read_bytes() == before


# --- what cannot be recorded ------------------------------------------------------------

UNREAD = "A <b>law</b>.\n"
HARM = "::: {.gap #hidden confidential=true}\nA case.\n:::\n"


def test_errors_of_reading_and_safeguarding_are_shown_whatever_is_recorded(tmp_path: Path) -> None:
    settings = "title: A\nsubmissions: {report: {layout: layout.yaml, public: true}}\n"
    made = dossier(tmp_path, {"10.md": UNREAD, "20.md": HARM}, settings=settings)
    every = json.loads(shadowkit("check", made, "--format", "json").out)["findings"]
    kept = {finding["code"] for finding in every if finding["code"][:3] in ("SK0", "SK5")}
    assert {code[:3] for code in kept} == {"SK0", "SK5"}
    saved = shadowkit("check", "--save-baseline", "b", "--format", "json", cwd=made)
    assert {finding["code"] for finding in json.loads(saved.out)["findings"]} == kept
    assert saved.code == 1
    said = shadowkit("check", "--save-baseline", "b", "--format", "concise", cwd=made).err
    assert said.endswith(
        "cannot be recorded: what could not be read (SK0..) is lost, and harm (SK5..) cannot be "
        "undone.\n"
    )
    file = json.loads((made / "b").read_bytes())
    assert {entry["code"] for entry in file["baseline"]} == {"SK105"}
    # Nor does it help to write them into the file by hand.
    for code in kept:
        (finding, *_) = [
            Finding(f["code"], f["name"], Severity(f["severity"]), f["message"], place)
            for f in every
            if f["code"] == code
            for place in [Location(f["path"], f["line"], f["column"])]
        ]
        assert (
            baseline.held_against({baseline._mark(finding, made): 9}, [finding], made).known == []
        )


def test_a_warning_of_reading_is_recorded_like_others(tmp_path: Path) -> None:
    made = dossier(tmp_path, "Text.\n\n[^a]: A note.\n")
    said = shadowkit("check", "--save-baseline", "b", cwd=made).err
    assert said == "Nothing new to mend.\nRecorded 1 finding in b.\n"


def test_where_something_cannot_be_read_nothing_recorded_is_lost(folder: Path) -> None:
    before = (folder / "baseline.json").read_bytes()
    settings = (folder / "shadowkit.yaml").read_text("utf-8")
    (folder / "shadowkit.yaml").write_text("a: b: c\n", "utf-8")
    ran = shadowkit("check", "--save-baseline", "baseline.json", "--format", "concise", cwd=folder)
    assert "SK002" in ran.out and ran.code == 1
    assert ran.err == (
        "1 error.\nNothing was recorded: of what cannot be read nothing is found. Mend the errors "
        "of reading (SK0..) first.\n"
    )
    assert (folder / "baseline.json").read_bytes() == before
    assert check(folder).err == "1 error.\n"  # and nothing is called mended
    shadowkit("check", "--save-baseline", "new.json", cwd=folder)
    assert not (folder / "new.json").exists()
    # Where all that was recorded is still found, the rest is recorded too.
    (folder / "shadowkit.yaml").write_text(settings, "utf-8")
    write(folder, UNREAD + "\n::: {.gap #more}\nA gap.\n:::\n", "20.md")
    said = shadowkit("check", "--save-baseline", "baseline.json", cwd=folder).err
    assert "Recorded 3 findings in baseline.json: 1 new, 0 no longer there.\n" in said


# --- files that are no baseline -----------------------------------------------------------

ENTRY = '{"code": "SK101", "path": "a.md", "message": "a", "mark": "b", "count": 1}'


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"[" * 100_000,
        b"\xff\xfe",
        b'{"version": 1, "findings": []}',
        b'{"version": 2, "baseline": []}',
        b'{"version": 1, "baseline": [], "more": 1}',
        b'{"version": 1, "baseline": {}}',
        b'{"version": 1, "baseline": [%s]}' % ENTRY.replace("1}", "0}").encode(),
        b'{"version": 1, "baseline": [%s]}' % ENTRY.replace("1}", '"1"}').encode(),
        b'{"version": 1, "baseline": [%s]}' % ENTRY.replace("1}", "true}").encode(),
        b'{"version": 1, "baseline": [%s]}' % ENTRY.replace('"a"', "null").encode(),
        b'<<<<<<< ours\n{"version": 1, "baseline": []}\n',
    ],
)
def test_a_file_that_is_no_baseline_is_neither_read_nor_written_over(
    data: bytes, folder: Path
) -> None:
    (folder / "other").write_bytes(data)
    for option in ("--baseline", "--save-baseline"):
        ran = shadowkit("check", option, "other", cwd=folder)
        assert ran == Ran(
            "",
            "other is not a baseline that this version of shadowkit knows; it is left as it is. "
            "Name a file that `shadowkit check --save-baseline` made.\n",
            2,
        )
    assert (folder / "other").read_bytes() == data


def test_the_author_s_files_are_never_written_over(folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    for path in before:
        if path.name != "baseline.json":
            assert shadowkit("check", folder, "--save-baseline", path).code == 2
    assert {path: path.read_bytes() for path in before} == before


def test_a_baseline_that_an_editor_saved_with_a_byte_order_mark_is_read(folder: Path) -> None:
    data = (folder / "baseline.json").read_bytes().replace(b"\n", b"\r\n")
    (folder / "baseline.json").write_bytes(b"\xef\xbb\xbf" + data)
    assert check(folder).code == 0


def test_entries_that_stand_twice_count_twice(tmp_path: Path) -> None:
    (tmp_path / "b").write_text(f'{{"version": 1, "baseline": [{ENTRY}, {ENTRY}]}}', "utf-8")
    assert baseline.load(tmp_path / "b") == {"b": 2}


def test_a_baseline_that_is_not_there_or_cannot_be_read_or_written_is_said(folder: Path) -> None:
    assert shadowkit("check", folder, "--baseline", "none.json") == Ran(
        "",
        "There is no baseline none.json. "
        "Make one with: shadowkit check --save-baseline none.json\n",
        2,
    )
    said = "The baseline content cannot be read: Is a directory.\n"
    for option in ("--baseline", "--save-baseline"):
        assert shadowkit("check", option, "content", cwd=folder) == Ran("", said, 2)
    ran = shadowkit("check", "--save-baseline", "shadowkit.yaml/b.json", cwd=folder)
    assert ran.code == 2
    assert ran.err.startswith("shadowkit.yaml/b.json cannot be written: ")
    assert ran.err.endswith(". Nothing was recorded.\n")


def test_what_is_wrong_with_a_baseline_is_said_in_the_json(folder: Path) -> None:
    ran = shadowkit("check", folder, "--baseline", "none.json", "--format", "json")
    assert json.loads(ran.out)["fault"].startswith("There is no baseline none.json.")
    ran = shadowkit("check", folder, "--save-baseline", folder / "layout.yaml", "--format", "json")
    assert "is not a baseline" in json.loads(ran.out)["fault"]
    assert ran.code == 2
