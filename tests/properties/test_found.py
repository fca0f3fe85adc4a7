"""What the properties have found, each case by itself, with the near case that was right."""

from __future__ import annotations

from pathlib import Path

import pytest

from dossiers import SOURCES, content, dossier, only, places, text
from shadowkit.model.authored import AFigure
from shadowkit.model.inline import AText, authored_text
from shadowkit.pipeline import run
from shadowkit.reading.looks import shipped_look
from shadowkit.writing import docx

PUBLIC = """\
title: A test
submissions:
  report: {layout: layout.yaml, public: true}
"""


def layout(sections: str, more: str = "") -> str:
    return f"id: own\ntitle: Own\n{more}sections:\n{sections}"


@pytest.mark.parametrize("character", ["\ufdd0", "\U0001fffe", "\x85"])
def test_what_no_page_may_hold_is_refused(tmp_path: Path, character: str) -> None:
    assert places(run(dossier(tmp_path, f"A{character}b.\n")), "SK001") == [
        "content/10.md:1:2 SK001"
    ]


def test_a_line_end_written_as_an_entity_is_white_space() -> None:
    (block,) = content("a&#10;b&#13;c\n").blocks()
    assert [authored_text(node.content) for node in block.nodes] == ["a b c"]  # type: ignore[union-attr]


def test_alternative_text_means_its_characters() -> None:
    (block,) = content("::: {.figure source=a}\n![\\*a\\*  &amp;&#12;b](x.png)\n:::\n").blocks()
    (figure,) = block.nodes
    assert isinstance(figure, AFigure)
    assert figure.alt == "*a* & b"


def test_brackets_in_the_value_of_a_key_pair_with_none() -> None:
    read = content('[a [b]{.gap #x label="[~"} c]{.gap #y}\n')
    assert read.faults() == []
    texts = [node.text for node in read.inlines() if isinstance(node, AText)]
    assert texts == ["a ", "b", " c"]


def test_an_authored_empty_section_prints_and_one_that_assembling_empties_does_not(
    tmp_path: Path,
) -> None:
    empty = "# Empty\n\n# Emptied\n\n::: {.gap not=report}\nA\n:::\n\n# Full\n\n## Below\n\nB\n"
    made = dossier(
        tmp_path, empty + "\n## Also empty\n", layout=layout("  - {id: text, takes: {rest: true}}")
    )
    headings = [line for line in text(made).splitlines() if line.startswith("#")]
    assert headings == ["# Empty", "# Full", "## Below", "## Also empty"]


def test_a_reference_to_a_section_without_a_heading_is_a_finding(tmp_path: Path) -> None:
    made = dossier(
        tmp_path,
        "# A {#a}\n\nSee @section:a and @section:b.\n\n# B {#b}\n\nC\n",
        layout=layout("  - {id: a, heading: none}\n  - {id: x, takes: {section: b}}\n"),
    )
    outcome = run(made)
    assert places(outcome, "SK106") == ["content/10.md:3:5 SK106"]
    docx.write(only(outcome), shipped_look("plain"))
    assert "See [section:a] and section “B”." in text(made)


def test_a_reference_to_a_heading_over_collected_recommendations_is_printed(
    tmp_path: Path,
) -> None:
    made = dossier(
        tmp_path,
        "# A\n\nSee @section:theme.\n\n## Theme {#theme}\n\n::: recommendation\nAct.\n:::\n",
        layout=layout(
            "  - {id: text, takes: {rest: true}}\n"
            "  - {id: all, title: All, takes: {generated: recommendations}}\n",
            "options: {recommendations: {choices: [collected], default: collected}}\n",
        ),
    )
    assert "See section “Theme”." in text(made)


def test_spans_in_headings_have_ids_like_others(tmp_path: Path) -> None:
    made = dossier(tmp_path, "# A [b]{.gap #c}^[[]{#n}d] {#s}\n\n@para:c, @note:n.\n\n[e]{#c}\n")
    outcome = run(made)
    assert places(outcome, "SK101") == []
    assert places(outcome, "SK106") == ["content/10.md:3:1 SK106"]
    assert places(outcome, "SK102") == ["content/10.md:5:6 SK102"]
    assert [evidence.id for evidence in only(outcome).evidence if evidence.kind == "gap"] == ["c"]


def test_what_is_confidential_in_a_heading_stops_a_public_submission(tmp_path: Path) -> None:
    secret = SOURCES.replace("id: report-a,", "id: report-a, confidential: true,")
    made = dossier(
        tmp_path,
        "# A [b]{confidential=true} c[@report-a] d[@report-b]\n\nE\n",
        settings=PUBLIC,
        sources=secret,
        layout=layout("  - {id: text, takes: {rest: true}}"),
    )
    outcome = run(made)
    assert places(outcome, "SK501") == ["content/10.md:1:5 SK501"]
    assert places(outcome, "SK304") == ["content/10.md:1:30 SK304"]
    assert places(outcome, "SK302") == []


def test_a_section_as_evidence_has_the_paragraphs_that_print_elsewhere(tmp_path: Path) -> None:
    made = dossier(
        tmp_path,
        "# A {#a}\n\nB\n\n::: gap\nC\n:::\n\n# D\n\n@para:a\n\nE\n",
        layout=layout(
            "  - {id: gaps, title: Gaps, takes: {kind: [gap]}}\n"
            "  - {id: text, takes: {rest: true}}\n"
        ),
    )
    assert "3. paras. 1 and 2" in text(made)
