"""What must never be lost, hidden or printed in silence."""

from __future__ import annotations

from pathlib import Path

from dossiers import dossier, places, text
from shadowkit.pipeline import run

TWO = """
    title: A test
    submitters: [{name: Example}]
    submissions:
      one: {layout: layout.yaml}
      two: {layout: layout.yaml}
"""


def test_a_testimony_never_prints_a_name_whatever_was_written(tmp_path: Path) -> None:
    sources = (
        "- {id: t, type: interview, kind: testimony, title: Example interview, "
        "author: [{family: Example, given: Ann}]}\n"
    )
    folder = dossier(tmp_path, "A.[@t]\n", sources=sources)
    outcome = run(folder)
    assert places(outcome, "SK006") == ["sources.yaml:1:79 SK006"]
    assert "Ann" not in text(folder)


def test_a_fault_of_reading_cannot_be_allowed(tmp_path: Path) -> None:
    block = '::: {.gap allow="SK011" reason="x"}\nA <b>bold</b> word\n:::\n'
    outcome = run(dossier(tmp_path, block))
    assert len(places(outcome, "SK011")) == 2
    assert places(outcome, "SK026") == ["content/10.md:1:11 SK026"]


def test_an_allowance_for_another_submission_is_not_called_idle(tmp_path: Path) -> None:
    block = '::: {.gap allow="SK501" reason="x"}\nA\n:::\n'
    folder = dossier(tmp_path, block, settings=TWO)
    assert places(run(folder), "SK026") == ["content/10.md:1:11 SK026"]
    assert places(run(folder, ["one"]), "SK026") == []


def test_a_content_file_with_another_ending_is_named(tmp_path: Path) -> None:
    folder = dossier(tmp_path, {"10.md": "A\n", "20.MD": "B\n", "30.markdown": "C\n", "_x.MD": ""})
    assert places(run(folder), "SK001") == [
        "content/20.MD:1:1 SK001",
        "content/30.markdown:1:1 SK001",
    ]


def test_a_heading_over_collected_recommendations_is_kept_without_an_id(tmp_path: Path) -> None:
    folder = dossier(
        tmp_path,
        "# Asked {#recommendations}\n\n## Training of officials\n\n"
        '::: {.recommendation answers="*"}\nTrain them.\n:::\n',
        settings="title: A\nsubmitters: [{name: B}]\n"
        "submissions: {one: {layout: ecpat-upr, mechanism: upr/joint}}\n",
    )
    printed = text(folder)
    assert printed.index("## Training of officials") < printed.index("Train them.")


def test_recommendations_printed_where_they_were_written_are_not_missed_elsewhere(
    tmp_path: Path,
) -> None:
    folder = dossier(
        tmp_path,
        '# Law {#legal-framework}\n\n::: {.recommendation answers="*"}\nAct.\n:::\n',
        settings="title: A\nsubmitters: [{name: B}]\nsubmissions: {one: {layout: ecpat-upr, "
        "mechanism: upr/joint, options: {recommendations: inline}}}\n",
    )
    missing = [f.message for f in run(folder).findings if f.code == "SK203"]
    assert not any("recommendations" in message for message in missing)
