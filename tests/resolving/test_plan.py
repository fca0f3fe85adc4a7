"""Numbering: every number of the document, decided once, in printed order."""

from __future__ import annotations

from pathlib import Path

import pytest

from dossiers import dossier, only, places, text
from shadowkit.model.document import Box, Document, Paragraph, Table
from shadowkit.pipeline import run
from shadowkit.resolving.plan import heading_number

NUMBERING = """\
id: own
title: Own
options:
  numbering: {choices: [paragraphs, none], default: paragraphs}
"""
TEXT = "sections:\n  - {id: text, takes: {rest: true}, heading: none}\n"


def lines(folder: Path) -> list[str]:
    return [line for line in text(folder).split("\n") if line]


def document(folder: Path) -> Document:
    return only(run(folder))


def numbers(document: Document, id: str) -> tuple[int, ...]:
    """The paragraph numbers of a piece of evidence."""
    return next(evidence.numbers for evidence in document.evidence if evidence.id == id)


# --- paragraphs -----------------------------------------------------------------------


def test_paragraphs_are_numbered_through_the_whole_document(tmp_path: Path) -> None:
    folder = dossier(tmp_path, "A\n\n# B\n\nC\n\n::: gap\nD\n\nE\n:::\n\n## F\n\nG\n")
    assert lines(folder) == ["1. A", "# B", "2. C", "3. D", "4. E", "## F", "5. G"]


def test_a_list_belongs_to_its_paragraph_and_has_no_numbers(tmp_path: Path) -> None:
    content = "A:\n\n- b\n\n  c\n  - d\n\nE\n\n::: gap\n- f\n\nG:\n\n3. h\n4. i\n:::\n"
    assert lines(dossier(tmp_path, content)) == [
        "1. A:",
        "    - b",
        "      c",
        "          - d",
        "2. E",
        "    - f",
        "3. G:",
        "    3. h",
        "    4. i",
    ]


def test_quotations_have_no_numbers(tmp_path: Path) -> None:
    assert lines(dossier(tmp_path, "A\n\n> B\n>\n> C\n\nD\n")) == [
        "1. A",
        "    > B",
        "    > C",
        "2. D",
    ]


def test_nested_blocks_take_numbers_of_their_own_where_their_kind_is_numbered(
    tmp_path: Path,
) -> None:
    content = """\
        ::: {.gap #outer}
        A

        ::: {.development #inner}
        B
        :::

        C
        :::

        D
        """
    folder = dossier(tmp_path, content)
    assert lines(folder) == ["1. A", "2. B", "3. C", "4. D"]
    found = document(folder)
    assert numbers(found, "outer") == (1, 2, 3)
    assert numbers(found, "inner") == (2,)
    plain = NUMBERING + "forms: {development: plain}\n" + TEXT
    folder = dossier(tmp_path, content, layout=plain)
    assert lines(folder) == ["1. A", "B", "2. C", "3. D"]
    found = document(folder)
    assert numbers(found, "outer") == (1, 2)
    assert numbers(found, "inner") == (1,)


def test_a_span_has_the_number_of_the_paragraph_it_stands_in(tmp_path: Path) -> None:
    content = """\
        [A]{.gap #first} and [b]{.gap #second}:

        - [c]{.gap #in-list}
        - *[d]{.gap #in-emphasis}*

        > [e]{.gap #in-quotation-alone}

        ::: {.gap #block}
        F [g]{.development #inner}

        > [e]{.gap #in-quotation}

        H [i [j]{.gap #deep}]{.gap #outer}
        :::
        """
    found = document(dossier(tmp_path, content))
    assert {e.id: e.numbers for e in found.evidence if e.id} == {
        "first": (1,),
        "second": (1,),
        "in-list": (1,),
        "in-emphasis": (1,),
        "in-quotation-alone": (),
        "block": (2, 3),
        "inner": (2,),
        "in-quotation": (2,),
        "outer": (3,),
        "deep": (3,),
    }
    assert next(e.parents for e in found.evidence if e.id == "deep") == ("outer", "block", "front")


def test_evidence_before_any_number_has_none(tmp_path: Path) -> None:
    assert numbers(document(dossier(tmp_path, "- [a]{.gap #a}\n\nB\n")), "a") == ()


def test_without_numbering_nothing_has_a_number(tmp_path: Path) -> None:
    settings = (
        "title: A test\nsubmissions:\n  report: {layout: layout.yaml, options: {numbering: none}}\n"
    )
    folder = dossier(tmp_path, "A [b]{.gap #b}\n", settings=settings, layout=NUMBERING + TEXT)
    assert lines(folder) == ["A b"]
    assert numbers(document(folder), "b") == ()


def test_a_section_of_the_layout_may_be_left_out_of_the_numbering(tmp_path: Path) -> None:
    own = """\
        id: own
        title: Own
        sections:
          - {id: a, title: A, numbering: none}
          - {id: b, title: B}
        """
    folder = dossier(tmp_path, "# A {#a}\n\nC\n\n# B {#b}\n\nD\n", layout=own)
    assert lines(folder) == ["# A", "C", "# B", "1. D"]


def test_kinds_print_in_the_form_that_the_layout_gives_them(tmp_path: Path) -> None:
    own = """\
        id: own
        title: Own
        forms:
          development: bullet
          recommendation: {many: bullet, one: plain}
          recommendations: {many: numbered, one: plain}
        sections:
          - {id: a, title: A, forms: {gap: plain}}
          - {id: b, title: B}
        """
    content = """\
        # A {#a}

        ::: gap
        One.
        :::

        ::: development
        Two.

        - three
        :::

        # B {#b}

        ::: gap
        Four.
        :::

        ::: {.recommendation answers="*"}
        Five.
        :::

        ::: {.recommendations answers="*"}
        The State should:

        - six;
        - seven.
        :::

        ::: {.recommendations answers="*"}
        - Eight.
        :::
        """
    assert lines(dossier(tmp_path, content, layout=own)) == [
        "# A",
        "One.",
        "    - Two.",
        "          - three",
        "# B",
        "1. Four.",
        "Five.",
        "2. The State should:",
        "3. six;",
        "4. seven.",
        "Eight.",
    ]


def test_what_is_printed_twice_has_two_numbers_and_one_anchor(tmp_path: Path) -> None:
    own = """\
        id: own
        title: Own
        options:
          recommendations: {choices: [both], default: both}
        sections:
          - {id: text, takes: {rest: true}, heading: none}
          - {id: recs, takes: {generated: recommendations}}
        """
    content = '::: {.recommendation #a answers="*"}\nAdopt it.\n\nFund it.\n:::\n\nSee @rec:a.\n'
    folder = dossier(tmp_path, content, layout=own)
    assert lines(folder) == [
        "1. Adopt it.",
        "2. Fund it.",
        "3. See recommendations 1 and 2.",
        "4. Adopt it.",
        "5. Fund it.",
    ]
    shapes = [shape for block in document(folder).blocks() for shape in block.shapes]
    named = [shape.anchor for shape in shapes if isinstance(shape, Paragraph)]
    assert all(named[:3]) and named[3:] == ["", ""]


def test_a_label_is_a_bold_run_in(tmp_path: Path) -> None:
    assert lines(dossier(tmp_path, '::: {.gap label="The law"}\nNone.\n:::\n')) == [
        "1. The law: None."
    ]


# --- headings -------------------------------------------------------------------------


def test_headings_are_numbered_by_level_as_the_layout_says(tmp_path: Path) -> None:
    own = """\
        id: own
        title: Own
        headings: [upper-roman, decimal, lower-roman]
        sections:
          - {id: text, takes: {rest: true}, heading: none}
        """
    titles = ("# A", "## B", "### C", "### D", "## E", "# F {.unnumbered}", "# G", "## H")
    content = "".join(f"{title}\n\nx\n\n" for title in titles)
    folder = dossier(tmp_path, content, layout=own)
    assert [line for line in lines(folder) if line.startswith("#")] == [
        "# I A",
        "## 1.1 B",
        "### i C",
        "### ii D",
        "## 1.2 E",
        "# F",
        "# II G",
        "## 2.1 H",
    ]


@pytest.mark.parametrize(
    "style, counters, printed",
    [
        ("decimal", [2, 1], "2.1"),
        ("upper-roman", [4], "IV"),
        ("lower-roman", [1, 29], "xxix"),
        ("upper-roman", [49], "XLIX"),
        ("none", [3], ""),
    ],
)
def test_a_heading_number_is_written(style: str, counters: list[int], printed: str) -> None:
    assert heading_number(style, counters) == printed


def test_a_section_of_the_layout_without_words_has_no_heading(tmp_path: Path) -> None:
    folder = dossier(tmp_path, "A\n", layout="id: own\ntitle: Own\nsections:\n  - {id: front}\n")
    assert lines(folder) == ["1. A"]


def test_ids_of_the_layout_and_of_blocks_do_not_meet(tmp_path: Path) -> None:
    folder = dossier(tmp_path, "::: {.gap #text}\nA\n:::\n\nSee @para:text.\n")
    assert lines(folder) == ["1. A", "2. See para. 1."]


def test_a_block_that_holds_a_table_keeps_its_number_and_a_nested_table_has_its_own(
    tmp_path: Path,
) -> None:
    table = "| a | b |\n|---|---|\n| c | d |\n\nTable: {}\n"
    folder = dossier(
        tmp_path,
        "::: {.gap #lack}\nThe State lacks this.\n\n" + table.format("One") + ":::\n\n"
        '::: {.box}\n\n::: {.table #inner source=s header-columns="2"}\n\n'
        + table.format("Two")
        + ":::\n:::\n\nSee @para:lack, @table:lack and @table:inner.\n",
        sources="- {id: s, title: Example}\n",
    )
    outcome = run(folder)
    assert places(outcome, "SK106") == places(outcome, "SK101") == []
    assert "See para. 1, table 1 and table 2." in text(folder)
    box = next(s for b in only(outcome).blocks() for s in b.shapes if isinstance(s, Box))
    assert isinstance(box.shapes[0], Table)
    assert box.shapes[0].header_columns == (2,)
