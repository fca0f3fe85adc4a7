"""`shadowkit check` for other programs and by file, and the choice of findings."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from dossiers import SOURCES, Ran, dossier, shadowkit
from sarif_schema import sarif_faults
from shadowkit import __version__
from shadowkit.cli.annotations import annotation
from shadowkit.cli.findings import grouped
from shadowkit.cli.sarif import as_sarif
from shadowkit.diagnostics import NOWHERE, Finding, Severity
from shadowkit.location import Location
from shadowkit.pipeline import rules

CONTENT = """\
    # Law

    ::: {.gap #no-law}
    The State has no \U0001f4dc, see @para:no-lwa.[@report-a, p. 3]
    :::
    """
SETTINGS = """\
    title: A test
    submissions:
      one: {layout: layout.yaml}
      two: {layout: layout.yaml, title: "Other: 100%, no less"}
    """
FORMATS = ("full", "grouped", "concise", "json", "sarif", "github")
FINGERPRINT = "findingLine/v1"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A dossier with an error, a warning, and a remark on another file."""
    return dossier(tmp_path / "my report", CONTENT, settings=SETTINGS, sources=SOURCES)


def sarif(folder: Path, *options: str, cwd: Path | None = None) -> dict[str, Any]:
    """The one run of a log that the schema accepts."""
    ran = shadowkit("check", folder, "--format", "sarif", *options, cwd=cwd)
    assert ran.err == ""
    log = json.loads(ran.out)
    assert sarif_faults(log) == []
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


# --- SARIF ----------------------------------------------------------------------------


def test_sarif_names_the_program_and_its_rules_in_full(folder: Path) -> None:
    run = sarif(folder)
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["semanticVersion"]) == ("shadowkit", __version__)
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["invocations"] == [{"executionSuccessful": True}]
    assert [rule["id"] for rule in driver["rules"]] == list(rules())
    by_id = {rule["id"]: rule for rule in driver["rules"]}
    first = "A reference (`@para:id`) or an `answers=` names an id that nothing in the dossier has."
    rule = by_id["SK101"]
    assert rule["name"] == "reference-to-nothing"
    assert rule["shortDescription"]["text"] == first
    assert rule["fullDescription"]["text"].startswith(first + "\n\nThe reader would be sent to")
    assert rule["help"]["text"].startswith("To mend: give the id of the block")
    assert "\n" not in rule["help"]["text"]
    levels = {"error": "error", "warning": "warning", "info": "note"}
    for code, known in rules().items():
        off = {} if known.default else {"enabled": False}
        assert by_id[code]["defaultConfiguration"] == {"level": levels[known.severity], **off}


def test_a_result_has_its_place_in_characters_and_what_helps(folder: Path) -> None:
    run = sarif(folder, "--select", "SK101", cwd=folder.parent)
    (result,) = run["results"]
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "SK101"
    assert result["level"] == "error"
    assert result["message"]["text"] == (
        "nothing in the dossier has the id `no-lwa`\nDid you mean `no-law`?"
    )
    # The sign before the reference is one character, and two in the counting of other programs.
    assert result["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "my%20report/content/10.md"},
                "region": {"startLine": 4, "startColumn": 25, "endLine": 4, "endColumn": 37},
            }
        }
    ]
    assert result["properties"] == {"submissions": []}


def test_results_are_errors_warnings_and_notes_and_name_their_submissions(tmp_path: Path) -> None:
    settings = """\
        title: A test
        submissions:
          one: {layout: layout.yaml, budgets: {text: 1}}
          two: {layout: layout.yaml}
        """
    text = "::: gap\nA plan is missing, see @para:x.\n:::\n"
    run = sarif(dossier(tmp_path, text, settings=settings, sources=SOURCES))
    assert {result["level"] for result in run["results"]} == {"error", "warning", "note"}
    named = {result["ruleId"]: result["properties"]["submissions"] for result in run["results"]}
    assert named["SK101"] == []
    assert ["one"] in named.values()


def test_paths_are_those_of_the_dossier_where_it_lies_elsewhere(folder: Path) -> None:
    for here in (folder, folder / "content"):
        (result,) = sarif(folder, "--select", "SK101", cwd=here)["results"]
        (place,) = result["locations"]
        assert place["physicalLocation"]["artifactLocation"]["uri"] == "content/10.md"


def test_a_fingerprint_stays_where_lines_move_and_changes_with_the_line(tmp_path: Path) -> None:
    line = "The State has a plan, see @para:nothing.\n"

    def marks(text: str, name: str) -> list[str]:
        run = sarif(dossier(tmp_path / name, text), "--select", "SK101")
        return [result["partialFingerprints"][FINGERPRINT] for result in run["results"]]

    (mark,) = marks(line, "first")
    assert marks("Text above.\n\n" + line, "moved") == [mark]
    assert marks(line.replace("plan", "law"), "changed") != [mark]
    same, other = marks(line + "\n" + line, "twice")
    assert same == mark
    assert other != mark


def test_braces_are_doubled_as_the_standard_asks(tmp_path: Path) -> None:
    run = sarif(dossier(tmp_path, "::: {.gpa}\nA\n:::\n\n[a]{.b c=d e}\n"))
    texts = [result["message"]["text"] for result in run["results"]]
    texts += [rule["fullDescription"]["text"] for rule in run["tool"]["driver"]["rules"]]
    assert any("{{" in text for text in texts)
    assert not [text for text in texts if re.search(r"[{}]", re.sub(r"\{\{|\}\}", "", text))]


@pytest.mark.parametrize(
    "content, settings",
    [
        ("The State has a plan.\n", ""),
        ("The State has a plan.\n", "a: b: c\n"),
        ({"10 – ä%.md": b"A \xff b\n", "20.md": "A\x00b @c\n"}, ""),
        ("> " * 300 + "A\n", ""),
    ],
)
def test_sarif_is_valid_whatever_was_read(content: Any, settings: str, tmp_path: Path) -> None:
    options = {"settings": settings} if settings else {}
    run = sarif(dossier(tmp_path, content, **options))
    for result in run["results"]:
        for place in result["locations"]:
            assert place["physicalLocation"]["artifactLocation"]["uri"].isascii()


def test_a_file_name_that_is_not_in_utf_8_is_no_fault_of_the_program(tmp_path: Path) -> None:
    finding = Finding("SK001", "odd", Severity.ERROR, "odd", Location("a\udcff.md", 1, 1))
    (result,) = json.loads(as_sarif([finding], tmp_path, rules()))["runs"][0]["results"]
    (place,) = result["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "a%5Cudcff.md"


def test_the_schema_sees_what_is_wrong(folder: Path) -> None:
    run = sarif(folder)
    run["results"][0]["level"] = "info"
    assert sarif_faults({"version": "2.1.0", "runs": [run]})


# --- GitHub ---------------------------------------------------------------------------


def test_github_gets_a_command_for_each_finding(folder: Path) -> None:
    ran = shadowkit("check", folder, "--format", "github", cwd=folder.parent)
    lines = ran.out.splitlines()
    assert lines[1] == (
        "::error file=my report/content/10.md,line=4,col=25,endLine=4,"
        "title=SK101 reference-to-nothing::"
        "nothing in the dossier has the id `no-lwa`%0ADid you mean `no-law`?"
    )
    assert {line.split(" ")[0] for line in lines} == {"::error", "::warning", "::notice"}
    assert (ran.err.count("\n"), ran.code) == (1, 1)


def test_what_would_end_a_command_early_is_escaped(tmp_path: Path) -> None:
    place = Location("a:b,c%.md", 3, 4)
    finding = Finding("SK999", "odd", Severity.INFO, "50%, see: a\r\nb", place, authority="C, 2")
    assert annotation(finding, tmp_path) == (
        "::notice file=a%3Ab%2Cc%25.md,line=3,col=4,title=SK999 odd"
        "::50%25, see: a%0D%0Ab%0AAuthority: C, 2"
    )


def test_an_annotation_without_a_place_has_its_title_alone(tmp_path: Path) -> None:
    finding = Finding("SK999", "odd", Severity.WARNING, "odd", NOWHERE)
    assert annotation(finding, tmp_path) == "::warning title=SK999 odd::odd"


# --- grouped --------------------------------------------------------------------------


def test_grouped_shows_findings_under_their_file_and_counts_codes(tmp_path: Path) -> None:
    texts = {
        "10.md": "See @para:a.\n\nSee @para:b.\n\n::: gap\nA\n:::\n",
        "20.md": "See @para:c.\n",
    }
    ran = shadowkit("check", dossier(tmp_path, texts), "--format", "grouped")
    missing = "error SK101 reference-to-nothing: nothing in the dossier has the id"
    assert ran.out.startswith(f"content/10.md\n  1:5  {missing} `a`\n  3:5  {missing} `b`\n  5:1  ")
    assert (
        f"\n\ncontent/20.md\n  1:5  {missing} `c`\n\n3  SK101 reference-to-nothing\n1  " in ran.out
    )
    assert ran.code == 1


def test_the_most_frequent_code_stands_first() -> None:
    codes = ["SK1", "SK2", "SK3", "SK3"]
    findings = [Finding(code, "odd", Severity.INFO, "odd", Location("a.md")) for code in codes]
    assert grouped(findings).endswith("\n\n2  SK3 odd\n1  SK1 odd\n1  SK2 odd")


def test_what_is_about_no_file_stands_under_the_dossier() -> None:
    finding = Finding("SK999", "odd", Severity.WARNING, "odd", NOWHERE)
    assert grouped([finding]) == (
        "the dossier as a whole\n  warning SK999 odd: odd\n\n1  SK999 odd"
    )
    assert "\x1b[33m\x1b[1mwarning SK999\x1b[0m odd" in grouped([finding], color=True)


@pytest.mark.parametrize("format", ["full", "grouped", "concise", "github"])
def test_a_clean_dossier_prints_nothing(format: str, tmp_path: Path) -> None:
    ran = shadowkit("check", dossier(tmp_path), "--format", format)
    assert ran == Ran("", "Nothing to mend.\n", 0)


# --- selecting ------------------------------------------------------------------------


def codes(folder: Path, *options: str) -> set[str]:
    out = shadowkit("check", folder, "--format", "json", *options).out
    return {finding["code"] for finding in json.loads(out)["findings"]}


def test_codes_and_their_beginnings_select_and_ignore(folder: Path) -> None:
    every = codes(folder)
    ones = {code for code in every if code.startswith("SK1")}
    assert "SK101" in ones < every
    assert len(ones) > 1
    assert codes(folder, "--select", "SK1") == ones
    assert codes(folder, "--select", "sk101") == {"SK101"}
    assert codes(folder, "--ignore", "SK1") == every - ones
    assert codes(folder, "--ignore", "SK101") == every - {"SK101"}
    assert codes(folder, "--select", "SK1", "--ignore", "SK101") == ones - {"SK101"}
    assert codes(folder, "--select", "SK101", "--ignore", "SK1") == set()
    rest = every - ones
    assert codes(folder, "--select", "SK101, " + ",".join(rest)) == rest | {"SK101"}
    assert codes(folder, "--select", "SK101", "--select", rest.pop()) > {"SK101"}


@pytest.mark.parametrize("format", FORMATS)
def test_what_is_not_selected_is_not_printed_counted_or_failed_for(
    format: str, folder: Path
) -> None:
    assert shadowkit("check", folder, "--format", format).code == 1
    ran = shadowkit("check", folder, "--format", format, "--ignore", "SK101")
    assert ran.code == 0
    assert "no-lwa" not in ran.out
    assert "error" not in ran.err
    weak = shadowkit(
        "check", folder, "--format", format, "--ignore", "SK101", "--fail-level", "info"
    )
    assert weak.code == 1


def test_what_could_not_be_read_is_shown_whatever_is_selected(tmp_path: Path) -> None:
    folder = dossier(tmp_path / "a")
    (folder / "content" / "20.md").write_bytes(b"caf\xe9\n")
    assert "SK001" in codes(folder, "--select", "SK5")
    assert shadowkit("check", folder, "--select", "SK5").code == 1
    assert codes(folder, "--select", "SK5", "--ignore", "SK0") == set()
    # A warning of reading is chosen like all others.
    (folder / "content" / "20.md").write_text("Text.\n\n[^a]: A note.\n", encoding="utf-8")
    assert "SK019" in codes(folder)
    assert codes(folder, "--select", "SK5") == set()


def test_nothing_selected_is_not_called_a_clean_dossier(folder: Path) -> None:
    ran = shadowkit("check", folder, "--select", "SK5")
    assert ran == Ran("", "Nothing to mend in what was selected.\n", 0)


@pytest.mark.parametrize(
    "option, value, said",
    [
        ("--select", "SK5011", "no code begins with `SK5011`. Did you mean `SK501`?"),
        (
            "--ignore",
            "SK101,gap-unanswerd",
            "no code begins with `GAP-UNANSWERD`. Did you mean `SK105`?",
        ),
        ("--select", "", "no code begins with ``. `shadowkit explain` lists all codes."),
        ("--ignore", "typos", "no code begins with `TYPOS`. `shadowkit explain` lists all codes."),
    ],
)
def test_an_unknown_code_is_a_usage_error(option: str, value: str, said: str, folder: Path) -> None:
    ran = shadowkit("check", folder, option, value)
    assert (ran.out, ran.code) == ("", 2)
    assert ran.err.endswith(f"Error: Invalid value for '{option}': {said}\n")
