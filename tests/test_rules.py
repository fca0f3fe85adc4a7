"""The rules, one folder each: what a rule finds, and the near miss it must leave alone.

``tests/rules/SK101/bad`` is a dossier with the fault, ``good`` one that only looks like it;
``expected.txt`` holds the rule's findings in ``bad`` (to accept new ones:
``pytest --accept``).
"""

from __future__ import annotations

import importlib
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dossiers import Ran, dossier, shadowkit
from shadowkit.checking import registry
from shadowkit.checking.allowances import ALLOWANCE
from shadowkit.cli.findings import SAFEGUARDING, concise
from shadowkit.diagnostics import Rule, Severity
from shadowkit.location import Location
from shadowkit.model.authored import Dossier
from shadowkit.pipeline import Outcome, rules, run

RULES = Path(__file__).resolve().parent / "rules"
CODES = sorted(folder.name for folder in RULES.iterdir() if folder.is_dir())
ALL = {**rules(), ALLOWANCE.code: ALLOWANCE}


def test_every_rule_has_a_folder_and_every_folder_a_rule() -> None:
    assert sorted(registry.checks()) == CODES


def _found(outcome: Outcome, code: str) -> list[str]:
    return [concise(finding) for finding in outcome.findings if finding.code == code]


@pytest.mark.parametrize("code", CODES)
def test_a_rule_finds_its_fault(code: str, golden: Callable[[Path, str], None]) -> None:
    found = _found(run(RULES / code / "bad", asked={code}), code)
    assert found
    golden(RULES / code / "expected.txt", "\n".join(found) + "\n")


@pytest.mark.parametrize("code", CODES)
def test_a_rule_leaves_the_near_miss_alone(code: str) -> None:
    outcome = run(RULES / code / "good", asked={code})
    assert _found(outcome, code) == []
    assert [f for f in outcome.findings if f.severity is Severity.ERROR] == []
    assert outcome.submissions


@pytest.mark.parametrize("code", sorted(ALL))
def test_a_rule_is_explained_in_two_sentences_or_more(code: str) -> None:
    sentences = re.findall(r"[^.?!:]+[.?!](?=\s|$)", ALL[code].doc)
    assert len(sentences) >= 2, ALL[code].doc


def test_the_page_of_rules_is_what_its_script_prints() -> None:
    root = RULES.parent.parent
    printed = subprocess.run(
        [sys.executable, root / "scripts" / "rules.py"], capture_output=True, check=True
    )
    accepted = (root / "docs" / "rules.md").read_bytes()
    assert printed.stdout == accepted, "python scripts/rules.py > docs/rules.md"


GUESS = re.compile(r"\b(?:a\s+guess|guesses?|in\s+doubt)\b")


@pytest.mark.parametrize("code", sorted(registry.checks()))
def test_a_rule_that_guesses_is_no_error(code: str) -> None:
    rule = registry.checks()[code].rule
    if not code.startswith(SAFEGUARDING):
        assert not (GUESS.search(rule.doc) and rule.severity is Severity.ERROR)


@pytest.mark.parametrize("code", [code for code in CODES if code.startswith(SAFEGUARDING)])
def test_a_rule_of_safeguarding_is_an_error_though_it_guesses(code: str) -> None:
    """What is published cannot be taken back; a guess that is wrong can be allowed."""
    assert registry.checks()[code].rule.severity is Severity.ERROR


def test_some_rules_of_safeguarding_guess() -> None:
    guessing = [code for code in CODES if GUESS.search(registry.checks()[code].rule.doc)]
    assert [code for code in guessing if code.startswith(SAFEGUARDING)]


def test_every_code_and_name_is_unique() -> None:
    named = Counter(rule.name for rule in ALL.values())
    assert [name for name, times in named.items() if times > 1] == []
    assert all(code == rule.code for code, rule in ALL.items())


@pytest.mark.parametrize("rule", ALL.values(), ids=lambda rule: str(rule.code))
def test_a_name_says_the_fault_in_a_few_small_words(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+){1,3}", rule.name)
    assert re.fullmatch(r"SK[0-7]\d\d", rule.code)


def test_a_check_without_a_docstring_is_refused() -> None:
    def nothing(_dossier: object) -> list[registry.Fault]:
        return []

    nothing.__doc__ = None
    with pytest.raises(ValueError, match="no docstring"):
        registry.dossier_check("SK199", "never-registered", Severity.INFO)(nothing)
    assert "SK199" not in registry.checks()


# --- off by default ---------------------------------------------------------------------


@pytest.fixture
def off(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The code of a check that is off by default, for the time of a test; it finds a fault in
    every dossier."""

    def everything(dossier: Dossier) -> Iterator[registry.Fault]:
        """Everything is suspicious.  This is a guess.

        To mend: nothing.
        """
        yield registry.Fault(Location("content/10.md", 1), "a guess")

    monkeypatch.setattr(registry, "_CHECKS", dict(registry.checks()))
    registry.dossier_check("SK499", "word-suspicious", Severity.WARNING, default=False)(everything)
    registry.checks.cache_clear()
    yield "SK499"
    registry.checks.cache_clear()


def test_a_check_that_is_off_is_run_where_its_whole_code_is_asked_for(
    off: str, tmp_path: Path
) -> None:
    folder = dossier(tmp_path)
    assert shadowkit("check", folder) == Ran("", "Nothing to mend.\n", 0)
    assert shadowkit("build", folder, "-f", "html").err == "Nothing to mend.\n"
    assert shadowkit("check", folder, "--select", "SK4").out == ""
    assert shadowkit("check", folder, "--select", "SK", "--format", "concise").out == ""
    asked = shadowkit("check", folder, "--select", "SK,sk499", "--format", "concise")
    assert asked.out == "content/10.md:1:1: warning SK499 word-suspicious: a guess\n"


def test_an_allowance_of_a_check_that_is_off_is_idle_where_it_was_run(
    off: str, tmp_path: Path
) -> None:
    text = '::: {.paragraph allow="SK499 SK498" reason="Seen."}\nThe State has a plan.\n:::\n'
    folder = dossier(tmp_path, {"10.md": "The first.\n", "20.md": text})

    def idle(*options: str) -> list[str]:
        said = shadowkit("check", folder, "--format", "concise", *options).out.splitlines()
        return [line.partition(": there is no ")[2] for line in said if "SK026" in line]

    assert idle() == ["SK498 here to allow"]
    assert sorted(idle("--select", "SK0,SK499")) == ["SK498 here to allow", "SK499 here to allow"]
    (folder / "content" / "20.md").write_text(text.replace(' reason="Seen."', ""), "utf-8")
    assert "`allow` of SK499 gives no reason" in shadowkit("check", folder).out


def test_a_check_that_is_off_says_so_where_it_is_explained(off: str, tmp_path: Path) -> None:
    ran = shadowkit("explain", off)
    assert ran.out.endswith("nothing.\n\nOff unless asked for: shadowkit check --select SK499\n")
    assert "SK499  warning  word-suspicious (off unless asked for)\n" in shadowkit("explain").out
    log = json.loads(shadowkit("check", dossier(tmp_path), "--format", "sarif").out)
    told = {rule["id"]: rule for rule in log["runs"][0]["tool"]["driver"]["rules"]}
    assert told["SK499"]["defaultConfiguration"] == {"level": "warning", "enabled": False}
    assert told["SK101"]["defaultConfiguration"] == {"level": "error"}


def test_the_page_of_rules_says_what_is_off(off: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(RULES.parent.parent / "scripts")
    page = importlib.import_module("rules").page()
    assert "\nOff unless asked for: `shadowkit check --select SK499`.\n" in page
    assert "\n| SK499 | word-suspicious | warning, off | Everything is " in page
    assert "looked for where its whole code" in page


def test_the_thirty_questions_of_an_editor_are_asked_by_checks_with_fixtures() -> None:
    page = (RULES.parent.parent / "docs" / "rules.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| .* \| ((?:SK\d{3}(?:, )?)+) \|$", page, re.MULTILINE)
    assert [number for number, _codes in rows] == [str(number) for number in range(1, 31)]
    of_reading = "".join(
        path.read_text(encoding="utf-8") for path in (RULES.parent / "faults").rglob("expected.txt")
    )
    for number, codes in rows:
        for code in codes.split(", "):
            assert code in ALL, number
            assert code in CODES or code in of_reading, (number, code)
