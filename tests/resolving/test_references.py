"""References: single numbers, lists and ranges, what they point at, and what they cannot."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dossiers import dossier, only, places, text
from shadowkit.model.document import Document, anchor
from shadowkit.model.inline import Reference
from shadowkit.pipeline import run
from shadowkit.reading.catalogue import labels
from shadowkit.resolving.references import runs, worded

SIX = "".join(f"::: {{.gap #g{n}}}\nGap {n}.\n:::\n\n" for n in range(1, 7))


def last(tmp_path: Path, content: str, **files: str) -> str:
    """The last line of the printed text."""
    return text(dossier(tmp_path, content, **files)).rstrip("\n").split("\n")[-1]


def references(document: Document) -> list[Reference]:
    return list(_references(document.sections))


def _references(value: object) -> Iterator[Reference]:
    if isinstance(value, Reference):
        yield value
    elif isinstance(value, tuple):
        for inner in value:
            yield from _references(inner)
    else:
        for name in ("heading", "parts", "shapes", "items", "content"):
            yield from _references(getattr(value, name, ()) or ())


# --- runs of numbers ------------------------------------------------------------------


@pytest.mark.parametrize(
    "numbers, expected",
    [
        ([], []),
        ([5], [(5, 5)]),
        ([5, 5, 5], [(5, 5)]),
        ([15, 16], [(15, 15), (16, 16)]),
        ([17, 15, 16], [(15, 17)]),
        ([1, 2, 3, 5, 7, 8, 10, 11, 12, 13], [(1, 3), (5, 5), (7, 7), (8, 8), (10, 13)]),
    ],
)
def test_three_numbers_in_a_row_are_a_range(
    numbers: list[int], expected: list[tuple[int, int]]
) -> None:
    assert list(runs(numbers)) == expected


def test_each_printed_number_is_a_reference_of_its_own() -> None:
    pieces = worded(
        [14, 15, 16, 20], "para", labels("en"), {14: "a", 16: "b", 20: "c"}, "paragraph"
    )
    assert [piece for piece in pieces if isinstance(piece, Reference)] == [
        Reference("a", "14", "paragraph"),
        Reference("b", "16", "paragraph"),
        Reference("c", "20", "paragraph"),
    ]
    assert "".join(piece.text for piece in pieces) == "paras. 14–16 and 20"  # type: ignore[union-attr]


# --- what is printed ------------------------------------------------------------------

PRINTED = {
    "@para:g1": "para. 1",
    "[@para:g1]": "para. 1",
    "[@para:g1; @para:g2]": "paras. 1 and 2",
    "[@para:g1; @para:g2; @para:g3]": "paras. 1–3",
    "[@para:g5; @para:g1; @para:g3]": "paras. 1, 3 and 5",
    "[@para:g6; @para:g2; @para:g1; @para:g3; @para:g2]": "paras. 1–3 and 6",
    "[@para:g2; @para:g2]": "para. 2",
    "@para:g1 and @para:g2": "para. 1 and para. 2",
}


@pytest.mark.parametrize("written", PRINTED)
def test_references_are_sorted_merged_and_worded(written: str, tmp_path: Path) -> None:
    assert last(tmp_path, f"{SIX}See {written}.\n") == f"7. See {PRINTED[written]}."


def test_a_reference_may_point_forward(tmp_path: Path) -> None:
    content = "See @para:later and @section:last.\n\n# One\n\n[A]{#later}\n\n# Last {#last}\n\nB\n"
    assert "1. See para. 2 and section “Last”." in text(dossier(tmp_path, content))


def test_a_reference_to_a_block_of_several_paragraphs_names_all(tmp_path: Path) -> None:
    content = "::: {.gap #two}\nA\n\nB\n:::\n\nSee @para:two.\n"
    assert last(tmp_path, content) == "3. See paras. 1 and 2."


def test_a_reference_to_a_section_by_paragraphs_names_all_of_them(tmp_path: Path) -> None:
    content = "# A {#a}\n\nB\n\n## C\n\nD\n\nE\n\n# F\n\nSee @para:a.\n"
    assert last(tmp_path, content) == "4. See paras. 1–3."


def test_references_of_several_sorts_are_grouped_in_one_list(tmp_path: Path) -> None:
    content = f"# One {{#one}}\n\n{SIX}A note.^[[]{{#note}}Its words.]\n\n"
    written = "[@para:g3; @section:one; @para:g1; @note:note]"
    printed = text(dossier(tmp_path, f"{content}See {written}.\n"))
    assert "8. See paras. 1 and 3, section “One” and note 1." in printed


def test_a_note_is_referred_to_by_its_number(tmp_path: Path) -> None:
    content = "A^[First.] b^[[]{#second}Second.] [c^[[]{#third}Third.]]{.gap}.\n\n"
    printed = text(dossier(tmp_path, content + "See @note:third, [@note:third; @note:second].\n"))
    assert "2. See note 3, notes 2 and 3." in printed
    found = references(only(run(tmp_path)))
    assert found[0] == Reference(anchor("third"), "3", "note")


def test_a_numbered_section_is_referred_to_by_its_number(tmp_path: Path) -> None:
    own = """\
        id: own
        title: Own
        headings: [decimal, decimal]
        sections:
          - {id: text, takes: {rest: true}, heading: none}
        """
    content = "# A\n\n## B {#b}\n\nC\n\n# D {.unnumbered #d}\n\nSee @section:b and @section:d.\n"
    assert last(tmp_path, content, layout=own) == "2. See section 1.1 and section “D”."


def test_a_recommendation_with_a_number_is_referred_to_by_it(tmp_path: Path) -> None:
    content = """\
        ::: {.recommendation #one answers="*"}
        Adopt a law.
        :::

        ::: {.recommendations answers="*"}
        - []{#two}Adopt a plan.
        - [Fund it.]{#three}
        :::

        See @rec:one, [@rec:two; @rec:three].
        """
    assert last(tmp_path, content) == "4. See recommendation 1, recommendations 2 and 3."


def test_references_in_notes_and_headings_are_resolved_too(tmp_path: Path) -> None:
    content = "# A, see @para:b\n\n[B]{#b}^[See @para:b.]\n"
    assert (
        text(dossier(tmp_path, content))
        == "\n# A, see para. 1\n\n1. B[1]\n\nNotes\n\n[1] See para. 1.\n"
    )


def test_a_reference_leads_to_the_anchor_of_its_paragraph(tmp_path: Path) -> None:
    content = "::: {.gap #two}\nA\n\nB [c]{.gap #span}\n:::\n\nSee @para:two and @para:span.\n"
    document = only(run(dossier(tmp_path, content)))
    paragraphs = [shape for block in document.blocks() for shape in block.shapes]
    by_number = {str(p.number): p.anchor for p in paragraphs}  # type: ignore[union-attr]
    found = references(document)
    assert [reference.text for reference in found] == ["1", "2", "2"]
    assert all(by_number[reference.text] == reference.anchor for reference in found)
    assert by_number["1"] == anchor("two")


# --- what cannot be resolved ----------------------------------------------------------


def test_what_cannot_be_resolved_stays_in_the_text(tmp_path: Path) -> None:
    content = "- [a]{#unnumbered}\n\n::: {.gap #absent not=report}\nB\n:::\n\n"
    written = "@para:missing, @para:absent, @para:unnumbered, @section:absent, @note:missing"
    folder = dossier(tmp_path, f"{content}See {written}.\n")
    assert last(tmp_path, f"{content}See {written}.\n") == (
        "1. See [para:missing], [para:absent], [para:unnumbered], [section:absent], [note:missing]."
    )
    document = only(run(folder))
    assert [(u.id, u.reason) for u in document.unresolved] == [
        ("missing", "missing"),
        ("absent", "absent"),
        ("unnumbered", "unnumbered"),
        ("absent", "absent"),
        ("missing", "missing"),
    ]
    assert {reference.anchor for reference in references(document)} == {""}
    assert [place.split()[1] for place in places(run(folder), "SK106")] == ["SK106"] * 3


def test_a_list_keeps_what_can_be_resolved(tmp_path: Path) -> None:
    assert last(tmp_path, f"{SIX}See [@para:g1; @para:gone; @para:g3].\n") == (
        "7. See [para:gone] and paras. 1 and 3."
    )


@pytest.mark.parametrize("written", ["@section:g1", "@rec:g1", "@note:g1", "@para:note"])
def test_an_id_of_another_sort_is_a_finding(written: str, tmp_path: Path) -> None:
    folder = dossier(tmp_path, f"{SIX}A^[[]{{#note}}Note.] {written}.\n")
    (finding,) = [f for f in run(folder).findings if f.code == "SK101"]
    assert "is not what" in finding.message


def test_a_reference_is_resolved_in_the_submission_that_prints_it(tmp_path: Path) -> None:
    settings = """\
        title: A test
        submissions:
          report: {layout: layout.yaml}
          second: {layout: layout.yaml}
        """
    content = """\
        ::: {.paragraph only=second}
        More.
        :::

        ::: {.gap #gap only=second}
        One wording.
        :::

        ::: {.gap #gap not=second}
        Another wording.
        :::

        See @para:gap.
        """
    folder = dossier(tmp_path, content, settings=settings)
    assert text(folder, "report").endswith("1. Another wording.\n\n2. See para. 1.\n")
    assert text(folder, "second").endswith("2. One wording.\n\n3. See para. 2.\n")
