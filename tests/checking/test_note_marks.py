"""Marks of notes before punctuation: one by one, or as the habit that it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from dossiers import SOURCES, dossier
from shadowkit.pipeline import run


def found(folder: Path, content: str) -> list[str]:
    dossier(folder, content, sources=SOURCES)
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


@pytest.mark.parametrize("sign", [")", " –", "”", " or"])
def test_other_signs_may_follow_a_mark(tmp_path: Path, sign: str) -> None:
    assert found(tmp_path, f"Old[@report-a]{sign} so it is\n") == []
