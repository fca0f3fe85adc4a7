"""Safeguarding: what stops `build`, what lets it pass, and that this is said."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from dossiers import LAYOUT, Ran, dossier, places, shadowkit
from shadowkit.diagnostics import Severity
from shadowkit.pipeline import run

PUBLIC = "title: A test\nsubmissions:\n  report: {layout: layout.yaml, public: true}\n"
KEPT = PUBLIC.replace("true", "false")
NAMED = "A girl named Milena was sold.\n"
ALLOWED = f'::: {{.paragraph allow="SK503" reason="A fairy tale."}}\n{NAMED}:::\n'
LINE = (
    "allowed: content/10.md:2:14: SK503 child-named: a child seems to be called by name or "
    "initials; reason: A fairy tale."
)


def build(folder: Path, *options: str) -> Ran:
    return shadowkit("build", folder, "-f", "html", *options)


def test_build_refuses_what_identifies_a_child(tmp_path: Path) -> None:
    folder = dossier(tmp_path, NAMED, settings=PUBLIC)
    ran = build(folder)
    assert ran.code == 1
    assert "SK503" in ran.err and "Nothing was built" in ran.err
    assert not (folder / "build").exists()


def test_a_draft_is_built_all_the_same(tmp_path: Path) -> None:
    folder = dossier(tmp_path, NAMED, settings=PUBLIC)
    ran = build(folder, "--draft")
    assert ran.code == 0 and "SK503" in ran.err
    assert (folder / "build" / "report" / "report.html").exists()


@pytest.mark.parametrize("options", [(), ("--quiet",)])
def test_what_is_allowed_with_a_reason_is_built_and_shown(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    folder = dossier(tmp_path, ALLOWED, settings=PUBLIC)
    ran = build(folder, *options)
    assert ran.code == 0
    assert LINE in ran.err.splitlines()
    assert (folder / "build" / "report" / "report.html").exists()


def test_an_allowance_without_a_reason_allows_nothing(tmp_path: Path) -> None:
    folder = dossier(tmp_path, ALLOWED.replace(' reason="A fairy tale."', ""), settings=PUBLIC)
    ran = build(folder)
    assert ran.code == 1
    assert "allowed:" not in ran.err
    assert places(run(folder), "SK026") == ["content/10.md:1:17 SK026"]


def test_other_findings_that_are_allowed_are_not_shown(tmp_path: Path) -> None:
    gap = '::: {.gap #a allow="SK105" reason="Known."}\nNone.\n:::\n'
    folder = dossier(tmp_path, gap, settings=PUBLIC)
    assert [one.finding.code for one in run(folder).allowed] == ["SK105"]
    assert "allowed:" not in build(folder).err


def test_check_shows_it_too_and_its_json_is_as_ever(tmp_path: Path) -> None:
    folder = dossier(tmp_path, ALLOWED, settings=PUBLIC)
    ran = shadowkit("check", folder)
    assert ran.code == 0 and LINE in ran.err.splitlines() and ran.out == ""
    assert shadowkit("check", folder, "--quiet") == Ran("", "", 0)
    assert "allowed:" not in shadowkit("check", folder, "--ignore", "SK503").err
    printed = shadowkit("check", folder, "--format", "json")
    assert json.loads(printed.out)["findings"] == [] and printed.err == ""


def test_an_allowance_names_the_submissions_it_is_used_in(tmp_path: Path) -> None:
    settings = PUBLIC + "  other: {layout: layout.yaml, public: true}\n"
    text = ALLOWED.replace(".paragraph", ".paragraph only=report")
    ran = build(dossier(tmp_path, text, settings=settings))
    assert "initials (in: report); reason: A fairy tale." in ran.err


@pytest.mark.parametrize("key", ["consent=given", "anonymised=true"])
def test_a_case_that_lacks_a_key_stops_build(tmp_path: Path, key: str) -> None:
    folder = dossier(tmp_path, f"::: {{.case {key}}}\nIt was closed.\n:::\n", settings=PUBLIC)
    found = {finding.code: finding.severity for finding in run(folder).findings}
    assert found == {"SK007": Severity.ERROR}
    assert build(folder).code == 1


IDENTIFYING = (
    "A girl named Milena was sold.\n\nA girl of 13 was sold in Sosnovka on 3 May 2016.\n\n"
    "Write to milena.surname@example.org.\n\n"
    "::: {.case consent=given anonymised=false}\nIt was closed.\n:::\n"
)


@pytest.mark.parametrize(
    ("settings", "severity"), [(PUBLIC, Severity.ERROR), (KEPT, Severity.WARNING)]
)
def test_in_what_stays_confidential_it_is_a_warning(
    tmp_path: Path, settings: str, severity: Severity
) -> None:
    findings = run(dossier(tmp_path, IDENTIFYING, settings=settings)).findings
    found = {finding.code: finding.severity for finding in findings}
    assert found == dict.fromkeys(("SK502", "SK503", "SK504", "SK505"), severity)


def test_no_message_repeats_what_it_found(tmp_path: Path) -> None:
    for finding in run(dossier(tmp_path, IDENTIFYING, settings=PUBLIC)).findings:
        assert not any(word in finding.message + finding.hint for word in ("ilena", "Sosnovka"))


def test_the_mechanism_is_the_authority_where_it_speaks_of_cases(tmp_path: Path) -> None:
    settings = PUBLIC.replace("public: true", "mechanism: upr/joint")
    findings = run(dossier(tmp_path, IDENTIFYING, settings=settings)).findings
    found = {f.code: f.authority[:20] for f in findings if f.code.startswith("SK5")}
    child, contact = "Child Rights Connect", ""
    assert found == {"SK502": child, "SK503": child, "SK504": contact, "SK505": child}


def test_what_a_submission_leaves_out_is_not_looked_at(tmp_path: Path) -> None:
    layout = LAYOUT.replace("rest: true", "section: kept")
    text = f"# Milena, aged 14 {{#away}}\n\n{IDENTIFYING}\n# Kept {{#kept}}\n\nNothing.\n"
    findings = run(dossier(tmp_path, text, settings=PUBLIC, layout=layout)).findings
    assert [f for f in findings if f.code.startswith("SK5")] == []


def test_an_allowance_holds_in_its_file_alone(tmp_path: Path) -> None:
    folder = dossier(tmp_path, {"10.md": ALLOWED, "20.md": f"\n{NAMED}"}, settings=PUBLIC)
    assert places(run(folder), "SK503") == ["content/20.md:2:14 SK503"]


def test_a_headline_is_allowed_where_it_is_cited(tmp_path: Path) -> None:
    headline = '- {id: news, type: article-newspaper, title: "Milena, 13, and her sister sold"}\n'
    text = "::: {{.paragraph{}}}\nMuch was written.[@news]\n:::\n"
    folder = dossier(tmp_path / "a", text.format(""), settings=PUBLIC, sources=headline)
    assert places(run(folder), "SK503") == ["content/10.md:2:19 SK503"]
    text = text.format(' allow="SK503" reason="The family spoke in public."')
    folder = dossier(tmp_path / "b", text, settings=PUBLIC, sources=headline)
    assert places(run(folder), "SK503") == []


def test_a_note_defined_elsewhere_is_allowed_where_it_is_used(tmp_path: Path) -> None:
    text = (
        '::: {.paragraph allow="SK503" reason="A fairy tale."}\nIt is told.[^1]\n:::\n\n'
        f"{NAMED}\n[^1]: A boy named Tomo\n    was sold.\n"
    )
    outcome = run(dossier(tmp_path, text, settings=PUBLIC))
    assert places(outcome, "SK503") == ["content/10.md:5:14 SK503"]
    assert [str(one.finding.location) for one in outcome.allowed] == ["content/10.md:7:19"]


def test_the_words_of_a_picture_are_allowed_at_its_block(tmp_path: Path) -> None:
    picture = Path(__file__).parent / "golden" / "shared" / "square.png"
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "square.png").write_bytes(picture.read_bytes())
    source = "- {id: own, type: graphic, title: Drawings}\n"
    text = (
        ':::: {.box allow="SK503" reason="A fairy tale."}\nTold.\n\n::: {.figure source=own}\n'
        "![The drawn girl Milena](square.png)\n:::\n::::\n"
    )
    outcome = run(dossier(tmp_path, text, settings=PUBLIC, sources=source))
    assert places(outcome, "SK503") == [] and len(outcome.allowed) == 1


def test_addresses_are_found_in_every_language(tmp_path: Path) -> None:
    text = "::: {.paragraph lang=fr}\nThe girl Milena. Milena.Surname@example.org\n:::\n"
    outcome = run(dossier(tmp_path, text, settings=PUBLIC))
    assert places(outcome) == ["content/10.md:2:18 SK504"]


@pytest.mark.parametrize(
    "text", ["a." * 30_000 + "@", "Aaa (12) " * 5_000 + "girl", "a girl of 12 was in Aaa. " * 2_000]
)
def test_a_page_without_full_stops_does_not_keep_anybody_waiting(tmp_path: Path, text: str) -> None:
    folder = dossier(tmp_path, text + "\n", settings=PUBLIC)
    start = time.monotonic()
    run(folder)
    assert time.monotonic() - start < 10
