"""The words of a submission as checks of words see them."""

from __future__ import annotations

from pathlib import Path

import pytest

from dossiers import SETTINGS, SOURCES, dossier
from shadowkit.checking.prose import NOTE, REFERENCE, Passage, passages, sentences
from shadowkit.pipeline import run


def prose(folder: Path, content: str, **files: str) -> tuple[Passage, ...]:
    """The passages of the one submission of a dossier with this content."""
    outcome = run(dossier(folder, content, sources=SOURCES, **files))
    [resolved] = outcome.submissions
    return passages(resolved.assembly, resolved.filing.labels.language)


def test_a_passage_is_a_paragraph_without_its_notes_which_follow_it(tmp_path: Path) -> None:
    found = prose(
        tmp_path, "The law is *old*.[@report-a] It has gaps.^[Two, in fact.] See @para:x.\n"
    )
    assert [(one.role, one.text) for one in found] == [
        ("paragraph", f"The law is old.{NOTE} It has gaps.{NOTE} See {REFERENCE}."),
        ("note", "Two, in fact."),
    ]
    assert [ids for _at, ids in found[0].cited] == [("report-a",)]


def test_every_character_has_the_place_it_was_written_at(tmp_path: Path) -> None:
    [one] = prose(tmp_path, "The law\nis **very** old indeed.\n")
    start = one.text.index("old")
    place = one.place(start, start + 3)
    assert (place.line, place.column, place.end_column) == (2, 13, 16)


def test_a_place_ends_where_its_piece_of_text_ends(tmp_path: Path) -> None:
    [one] = prose(tmp_path, "The law\nis old.\n")
    place = one.place(4, 10)
    assert (place.line, place.column, place.end_column) == (1, 5, 8)


@pytest.mark.parametrize(
    "written",
    [
        "*The Old Law*",
        "“the old law”",
        '"the old law"',
        "‘the old law’",
        "«the old law»",
        "[la loi]{lang=fr}",
        "[Write this section here.]",
    ],
)
def test_the_words_of_others_are_blank_in_ones_own(tmp_path: Path, written: str) -> None:
    [one] = prose(tmp_path, f"It is called {written} here.\n")
    assert one.own.split() == ["It", "is", "called", "here."]
    assert len(one.own) == len(one.text)


@pytest.mark.parametrize("written", ["the child’s law", "the children’s laws", "5\" and 6'"])
def test_apostrophes_are_no_quotations(tmp_path: Path, written: str) -> None:
    [one] = prose(tmp_path, f"It is called {written} here.\n")
    assert one.own == one.text


def test_a_number_of_a_note_pasted_in_after_a_quotation_does_not_open_it(tmp_path: Path) -> None:
    [one] = prose(tmp_path, "It is called ‘the old law’27 here.\n")
    assert one.own.split() == ["It", "is", "called", "27", "here."]


def test_quotations_set_apart_and_blocks_in_another_language_are_left_out(tmp_path: Path) -> None:
    content = """\
        ::: {.quote source="report-a"}
        We saw nothing.
        :::

        ::: {.paragraph lang=fr}
        La loi est ancienne.
        :::

        > Others say so.

        The law is old.
        """
    assert [one.text for one in prose(tmp_path, content)] == ["The law is old."]


def test_an_item_knows_of_a_note_before_its_list(tmp_path: Path) -> None:
    found = prose(tmp_path, "It counts:[@report-a]\n\n- one\n\nIt counts:\n\n- two\n")
    assert {one.text: one.led_by_note for one in found if one.role == "item"} == {
        "one": True,
        "two": False,
    }


def test_what_a_submission_does_not_print_is_left_out(tmp_path: Path) -> None:
    content = """\
        ::: {.paragraph only=other}
        Not here.
        :::

        Here.
        """
    settings = SETTINGS + "  other: {layout: layout.yaml}\n"
    outcome = run(dossier(tmp_path, content, settings=settings), ("report",))
    assert [one.text for one in passages(outcome.submissions[0].assembly, "en")] == ["Here."]


def test_sentences_end_at_full_stops_that_are_none_of_an_abbreviation() -> None:
    text = f"See Law No. 124 of St. Petersburg.{NOTE} It is old! “Is it?” So they ask. 5 do"
    assert [text[start:end].strip() for start, end in sentences(text)] == [
        f"See Law No. 124 of St. Petersburg.{NOTE}",
        "It is old!",
        "“Is it?”",
        "So they ask.",
        "5 do",
    ]
