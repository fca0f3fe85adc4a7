"""Transcripts: what a user types, and what the program prints, says and returns."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

import pytest

from dossiers import SOURCES, Ran, dossier, shadowkit
from shadowkit import cli, pipeline
from shadowkit.checking.allowances import ALLOWANCE
from shadowkit.cli.common import wants_color
from shadowkit.cli.findings import full
from shadowkit.pipeline import rules, run

CONTENT = """\
    # Law {#law}

    ::: {.gap #no-law}
    The State has no law, see @para:no-lwa.[@report-a, p. 3]
    :::

    ::: {.recommendation #adopt answers=no-law to=KEN due=2028}
    Adopt a law.
    :::

    # Plans {#plans}

    ::: {.gap #no-plan}
    The State has no plan[^n] since 2013.

    [^n]: Nor a budget.
    :::
    """
SETTINGS = """\
    title: A test
    submissions:
      report: {layout: layout.yaml, mechanism: mechanism.yaml, budgets: {law: 20}}
    """
LAYOUT = """\
    id: plain
    title: Plain
    forms: {recommendation: plain}
    sections:
      - {id: law}
      - {id: plans, budget: 0.25}
    """
MECHANISM = """\
    id: own
    title: Own
    series: Submission
    procedure: A procedure
    rules:
      words: {value: 30, source: {title: Example rules, dated: "2020"}, confidence: verified, \
checked: 2026-01-02}
    """
ERROR = (
    "content/10.md:4:27: error SK101 reference-to-nothing: nothing in the dossier has the id "
    "`no-lwa`\n"
)
WARNING = (
    "content/10.md:13:1: warning SK105 gap-unanswered: no recommendation answers the gap "
    "`no-plan`\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A dossier with one error and one warning."""
    return dossier(
        tmp_path / "dossier",
        CONTENT,
        settings=SETTINGS,
        layout=LAYOUT,
        sources=SOURCES.split("\n")[0],
        mechanism_yaml=MECHANISM,
    )


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    return dossier(tmp_path / "clean")


# --- check ----------------------------------------------------------------------------


def test_check_shows_each_finding_with_its_source_line_and_what_helps(folder: Path) -> None:
    ran = shadowkit("check", folder)
    help = '   = help: Write answers="no-plan" in a recommendation.\n'
    assert ran.out == (
        ERROR
        + "  |\n"
        + "4 | The State has no law, see @para:no-lwa.[@report-a, p. 3]\n"
        + "  |                           ^^^^^^^^^^^^\n"
        + "  = help: Did you mean `no-law`?\n\n"
        + WARNING
        + "   |\n"
        + "13 | ::: {.gap #no-plan}\n"
        + "   | ^\n"
        + help
        + "\n"
    )
    assert (ran.err, ran.code) == ("1 error, 1 warning.\n", 1)


def test_check_in_one_line_for_each_finding(folder: Path) -> None:
    ran = shadowkit("check", folder, "--format", "concise")
    assert (ran.out, ran.code) == (ERROR + WARNING, 1)
    assert shadowkit("check", folder, "--format", "concise", "--quiet").err == ""


def test_check_of_a_clean_dossier_says_so(clean: Path) -> None:
    assert shadowkit("check", clean) == Ran("", "Nothing to mend.\n", 0)


def test_check_names_authority_and_submissions(tmp_path: Path) -> None:
    settings = """\
        title: A test
        submissions:
          one: {layout: layout.yaml}
          two: {layout: layout.yaml, mechanism: mechanism.yaml}
        """
    limit = MECHANISM.replace("value: 30", "value: 2")
    ran = shadowkit("check", dossier(tmp_path, settings=settings, mechanism_yaml=limit))
    assert ran.out.endswith(
        "  = help: `shadowkit count` shows the words by section.\n"
        "  = authority: Example rules (2020); verified, checked 2026-01-02\n"
        "  = in: two\n\n"
    )


def test_check_as_json_is_one_object(folder: Path) -> None:
    ran = shadowkit("check", folder, "--format", "json")
    data = json.loads(ran.out)
    assert data["version"] == 1
    assert data["summary"] == {"error": 1, "warning": 1, "info": 0}
    assert data["findings"][0] == {
        "code": "SK101",
        "name": "reference-to-nothing",
        "severity": "error",
        "message": "nothing in the dossier has the id `no-lwa`",
        "hint": "Did you mean `no-law`?",
        "authority": "",
        "path": "content/10.md",
        "line": 4,
        "column": 27,
        "end_line": 4,
        "end_column": 39,
        "submissions": [],
    }
    assert (ran.err, ran.code) == ("", 1)


@pytest.mark.parametrize("command", ["check", "count", "trace"])
def test_json_is_valid_where_nothing_could_be_read(command: str, tmp_path: Path) -> None:
    ran = shadowkit(command, dossier(tmp_path, settings="a: b: c\n"), "--format", "json")
    assert json.loads(ran.out)["version"] == 1
    assert ran.code == 1


@pytest.mark.parametrize(
    "level, codes", [("error", (1, 0, 0)), ("warning", (1, 1, 0)), ("info", (1, 1, 1))]
)
def test_the_fail_level_decides_the_exit_status(
    level: str, codes: tuple[int, int, int], folder: Path, tmp_path: Path
) -> None:
    warned = dossier(tmp_path / "warned", "::: gap\nA\n:::\n")
    told = dossier(tmp_path / "told", sources=SOURCES)
    found = [shadowkit("check", d, "--fail-level", level).code for d in (folder, warned, told)]
    assert tuple(found) == codes


def test_a_control_character_of_a_file_never_reaches_the_terminal(tmp_path: Path) -> None:
    ran = shadowkit("check", dossier(tmp_path, "A\x1b[31m red @b\n"))
    assert "\x1b" not in ran.out
    assert "1 | A�[31m red @b" in ran.out


# --- count, outline, text, trace ------------------------------------------------------


def test_text_is_the_resolved_document(folder: Path) -> None:
    ran = shadowkit("text", folder)
    assert ran.out == dedent(
        """\

        # Law

        1. The State has no law, see [para:no-lwa].[1]

        Adopt a law.

        # Plans

        2. The State has no plan[2] since 2013.

        Notes

        [1] Example Bureau, Example report A (2013), p. 3.
        [2] Nor a budget.
        """
    )
    assert (ran.err, ran.code) == (ERROR, 0)
    assert shadowkit("text", folder, "--quiet").err == ""


def test_text_wants_one_submission(tmp_path: Path) -> None:
    settings = (
        "title: A\nsubmissions:\n  one: {layout: layout.yaml}\n  two: {layout: layout.yaml}\n"
    )
    folder = dossier(tmp_path, settings=settings)
    assert shadowkit("text", folder) == Ran("", "Name one submission with -s: one, two.\n", 2)
    assert shadowkit("text", folder, "-s", "two").code == 0


def test_outline_shows_headings_with_numbers_and_words(folder: Path) -> None:
    ran = shadowkit("outline", folder, "-q")
    assert ran.out == "report: A test\nLaw  (para. 1, 11 words)\nPlans  (para. 2, 8 words)\n"


def test_trace_leads_from_recommendations_to_evidence_and_back(folder: Path) -> None:
    ran = shadowkit("trace", folder, "-q")
    assert ran.out.split("\n")[2:] == [
        "  adopt: Adopt a law.",
        "    no-law (para. 1)",
        "      gap: The State has no law, see . [report-a]",
        "",
        "  Gaps without a recommendation: 1",
        "    content/10.md:13:1: no-plan",
        "",
    ]
    data = json.loads(shadowkit("trace", folder, "-q", "--format", "json").out)
    (one,) = data["submissions"]
    assert one["recommendations"][0]["answers"][0]["evidence"][0]["sources"] == ["report-a"]
    assert [gap["id"] for gap in one["gaps_without_recommendation"]] == ["no-plan"]


# --- explain --------------------------------------------------------------------------


@pytest.mark.parametrize("code", sorted(rules()))
def test_every_code_is_explained(code: str) -> None:
    rule = rules()[code]
    expected = f"{code} {rule.name} ({rule.severity})\n\n{rule.doc}\n"
    if not rule.default:
        expected += f"\nOff unless asked for: shadowkit check --select {code}\n"
    assert shadowkit("explain", code.lower()) == Ran(expected, "", 0)
    assert shadowkit("explain", rule.name).out == expected


def test_the_idle_allowance_is_explained_too() -> None:
    assert ALLOWANCE.code in rules()


def test_explain_lists_all_codes() -> None:
    lines = shadowkit("explain").out.split("\n")
    assert [line[:5] for line in lines if line] == sorted(rules())


# --- what is mistyped -----------------------------------------------------------------

USAGE = "Usage: shadowkit [OPTIONS] COMMAND [ARGS]...\nTry 'shadowkit --help' for help.\n\n"


def test_an_unknown_command_submission_or_code_is_answered_with_the_nearest(folder: Path) -> None:
    assert shadowkit("chekc") == Ran(
        "", f"{USAGE}Error: there is no command `chekc`. Did you mean `check`?\n", 2
    )
    assert shadowkit("check", folder, "-s", "reprot") == Ran(
        "", "There is no submission `reprot` here. Did you mean `report`?\n", 2
    )
    assert shadowkit("explain", "SK5011") == Ran(
        "", "There is no finding `SK5011`. Did you mean `SK501`?\n", 2
    )
    assert "Did you mean '--format'?" in shadowkit("check", "--fromat", "json").err


def test_without_a_command_and_with_help_the_commands_are_listed() -> None:
    for arguments in ((), ("--help",), ("-h",)):
        ran = shadowkit(*arguments)
        listed = ran.out + ran.err
        assert all(f"  {name} " in listed for name in cli.COMMANDS)
        assert ran.code == (0 if arguments else 2)
    assert shadowkit("--version").out.startswith("shadowkit, version ")


@pytest.mark.parametrize("command", sorted(cli.COMMANDS))
def test_every_command_explains_itself(command: str) -> None:
    ran = shadowkit(command, "--help")
    assert ran.out.startswith(f"Usage: shadowkit {command} ")
    assert ran.code == 0


# --- where the dossier is -------------------------------------------------------------


def test_the_dossier_is_found_from_a_folder_inside_it(clean: Path) -> None:
    assert shadowkit("check", cwd=clean / "content") == Ran("", "Nothing to mend.\n", 0)
    assert shadowkit("check", ".", cwd=clean).code == 0
    assert shadowkit("check", clean / "shadowkit.yaml").code == 0


def test_without_a_dossier_it_is_said_how_to_make_one(tmp_path: Path) -> None:
    assert shadowkit("check", cwd=tmp_path) == Ran(
        "",
        f"No dossier here: neither {tmp_path} nor a folder above it holds a shadowkit.yaml.\n"
        "Make a new one with: shadowkit new my-report --layout ecpat-upr\n",
        2,
    )
    nowhere = tmp_path / "nowhere"
    assert shadowkit("count", nowhere).err == f"There is no folder {nowhere}.\n"
    (tmp_path / "file").write_text("")
    assert shadowkit("text", tmp_path / "file").code == 2


# --- pipes and colours ----------------------------------------------------------------


def _shadowkit(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "shadowkit", *(str(argument) for argument in arguments)]


@pytest.mark.parametrize("command", ["check", "text", "explain"])
def test_a_reader_that_goes_away_is_no_fault(command: str, folder: Path) -> None:
    arguments = [command, *([] if command == "explain" else [folder, "-q"])]
    process = subprocess.Popen(
        _shadowkit(*arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    process.wait(timeout=60)
    assert said == b""
    assert process.returncode in (0, 1)


@dataclass
class _Stream:
    """Standard output, as far as the program asks."""

    terminal: bool

    def isatty(self) -> bool:
        return self.terminal


@pytest.mark.parametrize(
    "terminal, flag, variable, wanted",
    [
        (True, False, None, True),
        (True, True, None, False),
        (True, False, "1", False),
        (True, False, "", False),
        (False, False, None, False),
    ],
)
def test_colours_are_for_terminals_and_can_be_switched_off(
    terminal: bool,
    flag: bool,
    variable: str | None,
    wanted: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    if variable is not None:
        monkeypatch.setenv("NO_COLOR", variable)
    assert wants_color(flag, _Stream(terminal)) is wanted


def test_colour_is_for_the_severity_alone(folder: Path) -> None:
    finding = run(folder).findings[0]
    coloured = full(finding, folder, color=True)
    assert "\x1b[31m\x1b[1merror SK101\x1b[0m" in coloured
    assert re.sub(r"\x1b\[\d+m", "", coloured) == full(finding, folder)


def test_what_goes_into_a_file_has_no_colours(folder: Path) -> None:
    done = subprocess.run(
        _shadowkit("check", folder),
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "FORCE_COLOR": "1", "TERM": "xterm"},
        timeout=60,
    )
    assert done.stdout.startswith(ERROR)
    assert "\x1b" not in done.stdout + done.stderr


def test_a_fault_of_the_program_is_told_without_a_traceback(
    clean: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object) -> None:
        raise RuntimeError("the author's words must not be told")

    monkeypatch.setattr(pipeline, "read_dossier", broken)
    ran = shadowkit("check", clean)
    assert ran.code == 2
    assert "RuntimeError at test_cli.py:" in ran.err
    assert "author's words" not in ran.err and "Traceback" not in ran.err
