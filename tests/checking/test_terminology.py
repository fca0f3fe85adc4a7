"""Terms to avoid: what a finding says, and in which submissions there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from dossiers import SETTINGS, SOURCES, dossier
from shadowkit.diagnostics import Finding, Severity
from shadowkit.pipeline import run
from shadowkit.reading import catalogue

RECOMMENDED = """\
    Child pornography grows.

    ::: recommendations
    - Define child pornography.
    :::
    """


def found(folder: Path, content: str, settings: str = SETTINGS) -> list[Finding]:
    dossier(folder, content, sources=SOURCES, settings=settings)
    return [finding for finding in run(folder).findings if finding.code == "SK413"]


def test_a_finding_names_what_to_write_and_who_says_so(tmp_path: Path) -> None:
    [finding] = found(tmp_path, "They stop child sex tourism.\n")
    assert finding.severity is Severity.WARNING
    assert "“sexual exploitation of children in travel and tourism”" in finding.hint
    assert finding.authority.startswith("UNICEF India")
    assert "secondary" in finding.authority


def test_what_an_authority_does_not_say_stands_behind_it(tmp_path: Path) -> None:
    [finding] = found(tmp_path, "One paedophile was let in.\n")
    assert finding.severity is Severity.INFO
    assert "Criticised as imprecise" in finding.authority


FORMS = [form for usage in catalogue.terminology("en").terms for form in usage.avoid]


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_the_list_is_found_once_in_any_letters(tmp_path: Path, form: str) -> None:
    content = f"On {form}. On {form.upper()}. On {form.replace(' ', '-')}.\n"
    assert len(found(tmp_path, content)) == 3


@pytest.mark.parametrize("word", [w for u in catalogue.terminology("en").terms for w in u.use])
def test_what_a_hint_says_is_no_finding(tmp_path: Path, word: str) -> None:
    assert found(tmp_path, f"They speak of {word} here.\n") == []


def test_what_a_report_about_others_recommendations_restates_is_left_alone(
    tmp_path: Path,
) -> None:
    about = SETTINGS.replace("layout.yaml", "layout.yaml, about: report-a")
    assert [f.location.line for f in found(tmp_path / "about", RECOMMENDED, about)] == [1]
    assert [f.location.line for f in found(tmp_path / "own", RECOMMENDED)] == [1, 4]
