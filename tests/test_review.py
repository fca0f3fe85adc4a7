"""`shadowkit review`: what it records, what it refuses, and what makes a link suspect later."""

from __future__ import annotations

import errno
import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from dossiers import SOURCES, Ran, dossier, shadowkit
from shadowkit.model.links import changes_since_review
from shadowkit.reading.dossier import read

GAPS = """\
::: {.gap #no-law}
The State has no law.[@report-a, p. 3]
:::

::: {.gap #no-plan}
The State has no plan.
:::
"""
ASKED = """\
::: {.recommendation #adopt-law answers="no-law"}
Adopt a law.
:::

::: {.recommendation #adopt-plan answers="no-plan no-law"}
Adopt a plan.
:::
"""
REVIEWED = """\
# Written by `shadowkit review`, never by hand. These are fingerprints of recommendations and of
# the evidence they rest on, as both read when somebody last saw that the one follows from the
# other. `shadowkit check` says what has changed since. Keep this file with the dossier.

adopt-law:
  recommendation: "dd899970898e508d"
  evidence:
    no-law: "2270b2af60a9f57c"
adopt-plan:
  recommendation: "ec28098fe757f934"
  evidence:
    no-law: "2270b2af60a9f57c"
    no-plan: "f48ab3aed0beb540"
"""
"""The fingerprints must not change with the version of the program: all that was reviewed with
an earlier one would be suspect."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A dossier in which nothing has been reviewed yet."""
    return made(tmp_path / "dossier", GAPS, ASKED)


def made(folder: Path, gaps: str, asked: str, **files: str | bytes) -> Path:
    content = {"10.md": gaps.encode(), "20.md": asked.encode()}
    return dossier(folder, content, sources=SOURCES, **files)


def change(folder: Path, old: str, new: str, name: str = "10.md") -> None:
    path = folder / "content" / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def suspects(folder: Path) -> list[str]:
    """The findings of SK122 and SK123, each in a line."""
    ran = shadowkit("check", folder, "-q", "--format", "concise", "--select", "SK122,SK123")
    return ran.out.splitlines()


def reviews(folder: Path) -> Any:
    return yaml.safe_load((folder / "reviews.yaml").read_text(encoding="utf-8"))


# --- what it records ------------------------------------------------------------------


def test_a_review_records_what_was_read_and_says_so(folder: Path) -> None:
    assert shadowkit("review", folder) == Ran(
        "adopt-law: reviewed against no-law\nadopt-plan: reviewed against no-plan, no-law\n",
        "Wrote reviews.yaml: 2 of 2 recommendations reviewed anew.\n",
        0,
    )
    assert (folder / "reviews.yaml").read_text(encoding="utf-8") == REVIEWED
    assert suspects(folder) == []


def test_a_review_of_what_has_not_changed_leaves_the_file_alone(folder: Path) -> None:
    shadowkit("review", folder)
    path = folder / "reviews.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))  # as some programs for versions do
    before = path.stat().st_mtime_ns
    ran = shadowkit("review", folder)
    assert ran == Ran("", "Nothing new to record; reviews.yaml is as it was.\n", 0)
    assert path.stat().st_mtime_ns == before
    assert shadowkit("review", folder, "--quiet") == Ran("", "", 0)


def test_what_has_changed_is_named_until_it_is_reviewed_again(folder: Path) -> None:
    shadowkit("review", folder)
    change(folder, "no plan", "half a plan")
    assert suspects(folder) == [
        "content/20.md:5:43: warning SK122 evidence-changed: the recommendation `adopt-plan` was "
        "reviewed against `no-plan`, which has changed since"
    ]
    assert shadowkit("review", folder) == Ran(
        "adopt-plan: reviewed against no-plan (changed), no-law\n",
        "Wrote reviews.yaml: 1 of 2 recommendations reviewed anew.\n",
        0,
    )
    assert suspects(folder) == []


def test_one_recommendation_can_be_reviewed_alone(folder: Path) -> None:
    shadowkit("review", folder)
    change(folder, "no law", "one law")
    assert len(suspects(folder)) == 2
    ran = shadowkit("review", folder, "-r", "adopt-plan")
    assert ran.out == "adopt-plan: reviewed against no-plan, no-law (changed)\n"
    assert [line.split(":")[1] for line in suspects(folder)] == ["1"]
    assert shadowkit("review", folder, "-r", "adopt-lwa") == Ran(
        "",
        "There is no recommendation `adopt-lwa` that names evidence (`answers=`). "
        "Did you mean `adopt-law`?\n",
        2,
    )


def test_what_was_added_and_dropped_is_told(folder: Path) -> None:
    shadowkit("review", folder)
    change(folder, '#adopt-law answers="no-law"', '#adopt-law answers="no-plan"', "20.md")
    change(folder, "Adopt a plan", "Adopt two plans", "20.md")
    assert [line.split(" ")[1:4] for line in suspects(folder)] == [
        ["warning", "SK122", "evidence-changed:"],
        ["warning", "SK122", "evidence-changed:"],
        ["info", "SK123", "review-idle:"],
    ]
    assert shadowkit("review", folder).out == (
        "adopt-law: reviewed against no-plan (new); no longer against no-law\n"
        "adopt-plan (changed): reviewed against no-plan, no-law\n"
    )
    assert suspects(folder) == []


def test_what_is_no_longer_there_is_removed(folder: Path) -> None:
    shadowkit("review", folder)
    change(folder, "#adopt-law", "#pass-law", "20.md")
    shadowkit("review", folder, "-r", "adopt-plan")
    assert "adopt-law" in reviews(folder)
    assert shadowkit("review", folder).out == (
        "pass-law: reviewed against no-law\n"
        "adopt-law: no longer in the dossier, or names no evidence; removed\n"
    )
    assert list(reviews(folder)) == ["adopt-plan", "pass-law"]
    (folder / "content" / "20.md").unlink()
    shadowkit("review", folder)
    assert reviews(folder) is None
    assert shadowkit("check", folder, "-q", "--select", "SK0,SK123").out == ""


def test_who_never_reviews_hears_nothing_of_it(folder: Path) -> None:
    assert suspects(folder) == []
    shadowkit("review", folder, "-r", "adopt-law")
    change(folder, "no plan", "half a plan")
    assert suspects(folder) == []


def test_recommendations_without_an_id_are_counted(tmp_path: Path) -> None:
    asked = "::: {.recommendations answers=no-law}\n- []{#first}Adopt it.\n- Apply it.\n:::\n"
    ran = shadowkit("review", made(tmp_path, GAPS, asked))
    assert ran.out == "first: reviewed against no-law\n"
    assert ran.err.startswith(
        "A recommendation has no id and cannot be reviewed; it is at content/20.md:3:1. "
        "Give each a name of your own, as in {#define-csam}.\n"
    )
    assert ran.code == 0
    assert "id" not in shadowkit("review", tmp_path, "-r", "first").err


def test_a_recommendation_in_a_box_is_counted_once(tmp_path: Path) -> None:
    quote = "::: {.quote source=report-a}\nWe [ask]{.recommendation answers=no-law}.\n:::"
    asked = f"::: box\n\n{quote}\n:::\n"
    ran = shadowkit("review", made(tmp_path, GAPS, asked))
    assert ran.err.startswith("A recommendation has no id")


def test_without_evidence_there_is_nothing_to_review(tmp_path: Path) -> None:
    folder = made(tmp_path, GAPS, "::: {.recommendation #do}\nDo it.\n:::\n")
    said = "Nothing to review: no recommendation with an id names evidence (`answers=`).\n"
    assert shadowkit("review", folder) == Ran("", said, 0)
    assert not (folder / "reviews.yaml").exists()


def test_of_what_rests_on_everything_its_own_words_are_recorded(tmp_path: Path) -> None:
    folder = made(tmp_path, GAPS, '::: {.recommendation #do answers="*"}\nDo it.\n:::\n')
    assert shadowkit("review", folder).out == "do: reviewed against the document as a whole\n"
    assert "evidence" not in reviews(folder)["do"]
    change(folder, "no law", "one law")
    assert suspects(folder) == []


# --- what it refuses ------------------------------------------------------------------


def test_a_link_to_nothing_is_not_recorded(folder: Path) -> None:
    shadowkit("review", folder)
    before = reviews(folder)
    change(folder, '"no-plan no-law"', '"no-plan no-lwa"', "20.md")
    change(folder, "no law", "one law")
    ran = shadowkit("review", folder)
    assert ran.out == "adopt-law: reviewed against no-law (changed)\n"
    assert ran.err.startswith(
        "content/20.md:5:51: adopt-plan is not recorded: nothing in the dossier has the id "
        "`no-lwa`\n"
    )
    assert ran.code == 1
    assert reviews(folder)["adopt-plan"] == before["adopt-plan"]


def test_what_cannot_be_read_is_not_taken_for_gone(folder: Path) -> None:
    shadowkit("review", folder)
    before = (folder / "reviews.yaml").read_bytes()
    (folder / "content" / "20.md").write_bytes(b"::: {.recommendation #adopt-law}\n\xff\n:::\n")
    ran = shadowkit("review", folder)
    assert "content/20.md:2:1: error SK001 file-unreadable" in ran.err
    assert ran.err.endswith(
        "Nothing was recorded: what cannot be read cannot be reviewed. Mend what is said above.\n"
    )
    assert (ran.out, ran.code) == ("", 1)
    assert (folder / "reviews.yaml").read_bytes() == before


@pytest.mark.parametrize(
    "broken", [b"<<<<<<< ours\na: b\n=======\n", b"- a\n", b"a: {recommendation: 12}\n", b"\xff"]
)
def test_a_broken_file_of_reviews_is_not_overwritten(broken: bytes, folder: Path) -> None:
    (folder / "reviews.yaml").write_bytes(broken)
    ran = shadowkit("review", folder)
    assert "reviews.yaml:" in ran.err
    assert ran.err.endswith(
        "reviews.yaml may also be deleted; then all recommendations are reviewed anew.\n"
    )
    assert (ran.out, ran.code) == ("", 1)
    assert (folder / "reviews.yaml").read_bytes() == broken


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.EROFS])
def test_a_full_disk_or_no_right_to_write_is_one_message(
    code: int, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shadowkit("review", folder)
    before = (folder / "reviews.yaml").read_bytes()
    change(folder, "no law", "one law")

    def refuse(*_arguments: object, **_keys: object) -> None:
        raise OSError(code, "It cannot be done")

    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    ran = shadowkit("review", folder)
    assert ran == Ran(
        "",
        f"{folder / 'reviews.yaml'} cannot be written: it cannot be done. Nothing was recorded; "
        "see whether the disk is full and whether you may write there, then run it again.\n",
        2,
    )
    assert (folder / "reviews.yaml").read_bytes() == before


# --- what others make of it -----------------------------------------------------------


def test_trace_marks_the_links_that_are_suspect(folder: Path) -> None:
    shadowkit("review", folder)
    change(folder, "no plan", "half a plan")
    assert [line for line in shadowkit("trace", folder).out.splitlines() if " (para" in line] == [
        "    no-law (para. 1)",
        "    no-plan (para. 2) - changed since the review",
        "    no-law (para. 1)",
    ]
    [one] = json.loads(shadowkit("trace", folder, "--format", "json").out)["submissions"]
    marked = {
        (asked["id"], answer["id"])
        for asked in one["recommendations"]
        for answer in asked["answers"]
        if answer["suspect"]
    }
    assert marked == {("adopt-plan", "no-plan")}
    change(folder, '#adopt-law answers="', '#adopt-law answers="no-plan ', "20.md")
    assert shadowkit("trace", folder).out.count("changed since the review") == 2
    change(folder, "Adopt a law", "Adopt two laws", "20.md")
    assert shadowkit("trace", folder).out.count("changed since the review") == 3


# --- what makes a link suspect --------------------------------------------------------


def test_an_annex_is_evidence_like_any_other(tmp_path: Path) -> None:
    settings = "title: A\nsubmissions:\n  report: {layout: layout.yaml, annexes: [annex/a.md]}\n"
    asked = '::: {.recommendation #ask answers="figures rows"}\nAsk.\n:::\n'
    annex = "# Figures {#figures}\n\nTwo [rows]{#rows}.\n"
    folder = dossier(tmp_path, asked, settings=settings, **{"annex/a_md": annex})
    assert shadowkit("review", folder).out == "ask: reviewed against figures, rows\n"
    (folder / "annex" / "a.md").write_text(annex.replace("Two", "Three"), encoding="utf-8")
    assert [line.split("`")[3] for line in suspects(folder)] == ["figures"]


def test_a_block_may_move_to_another_file(folder: Path) -> None:
    shadowkit("review", folder)
    text = (folder / "content" / "10.md").read_text(encoding="utf-8")
    (folder / "content" / "10.md").unlink()
    (folder / "content" / "laws").mkdir()
    (folder / "content" / "laws" / "99.md").write_text(f"# Laws\n\n{text}", encoding="utf-8")
    assert suspects(folder) == []


def test_of_a_recommendation_and_its_translation_the_first_is_named(tmp_path: Path) -> None:
    one = "::: {.recommendation #ask answers=no-law only=report}\nAct.\n:::\n\n"
    other = one.replace("Act", "Agir").replace("only", "not")
    folder = made(tmp_path, GAPS, one + other)
    shadowkit("review", folder)
    change(folder, "no law", "one law")
    change(folder, "Agir", "Agir vite", "20.md")
    assert [line.split(" ")[0] for line in suspects(folder)] == [
        "content/20.md:1:1:",
        "content/20.md:1:35:",
    ]


def test_only_what_was_reviewed_is_compared(folder: Path) -> None:
    shadowkit("review", folder, "-r", "adopt-law")
    reading = read(folder)
    assert reading.dossier is not None
    assert list(changes_since_review(reading.dossier)) == ["adopt-law"]
