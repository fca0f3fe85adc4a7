"""Marks of notes in the wrong place: one by one, or as the habit that it is; and by language."""

from __future__ import annotations

from pathlib import Path

import pytest

from dossiers import SOURCES, dossier
from shadowkit.pipeline import run
from shadowkit.reading import catalogue

SETTINGS = "title: A test\nsubmissions:\n  report: {layout: layout.yaml, language: %s}\n"


def found(folder: Path, content: str, language: str = "en") -> list[str]:
    dossier(folder, content, sources=SOURCES, settings=SETTINGS % language)
    return [finding.message for finding in run(folder).findings if finding.code == "SK403"]


def test_up_to_eight_are_named_one_by_one(tmp_path: Path) -> None:
    messages = found(tmp_path, "Old[@report-a]. " * 8 + "\n")
    assert messages == ["the mark of this note stands before the punctuation"] * 8


def test_more_are_a_habit_and_one_finding(tmp_path: Path) -> None:
    [message] = found(tmp_path, "Old[@report-a]. " * 9 + "\n")
    assert message == "the mark of this note stands before the punctuation, and so do 8 others"


@pytest.mark.parametrize("sign", [".", ",", ";", ":", "?", "!"])
def test_it_holds_for_each_sign_that_a_mark_stands_after(tmp_path: Path, sign: str) -> None:
    assert len(found(tmp_path / "a", f"Old[@report-a]{sign} So it is.\n")) == 1
    assert found(tmp_path / "b", f"Old{sign}[@report-a] So it is.\n") == []


@pytest.mark.parametrize("sign", [")", " –", "”", " or", " “or”"])
def test_other_signs_may_follow_a_mark(tmp_path: Path, sign: str) -> None:
    assert found(tmp_path, f"Old[@report-a]{sign} so it is\n") == []


@pytest.mark.parametrize("language", ["fr", "es"])
@pytest.mark.parametrize("sign", [".", ",", ";", ":", "\u00a0;", " :"])
def test_in_french_and_spanish_it_is_the_other_way_round(
    tmp_path: Path, sign: str, language: str
) -> None:
    assert len(found(tmp_path / "a", f"Vieja{sign}[@report-a] Y ya.\n", language)) == 1
    assert found(tmp_path / "b", f"Vieja[@report-a]{sign} Y ya.\n", language) == []


@pytest.mark.parametrize("language", ["ru", "ar", "zh"])
def test_nothing_is_said_of_languages_without_a_rule(tmp_path: Path, language: str) -> None:
    text = "Old[@report-a]. Old.[@report-a] It says:[@report-a] “so old[@report-a]”.\n"
    assert found(tmp_path, text, language) == []


def test_a_habit_is_counted_by_what_it_is(tmp_path: Path) -> None:
    text = "Old[@report-a]. " * 9 + "“So old[@report-a]” " * 2
    assert found(tmp_path, text + "\n") == [
        "the mark of this note stands before the punctuation, and so do 8 others",
        *["the mark of this note stands inside the quotation"] * 2,
    ]


def test_the_example_of_each_language_keeps_its_own_rule(tmp_path: Path) -> None:
    for rule in catalogue.typography().marks:
        text = f"{rule.sentence} X\n\n{rule.quotation} X\n".replace("@source", "@report-a")
        assert found(tmp_path / rule.language, text, rule.language) == []
