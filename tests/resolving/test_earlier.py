"""Earlier recommendations: printed, followed, referred to; and the source a report is about."""

from __future__ import annotations

from pathlib import Path

import pytest

from dossiers import SOURCES, dossier, only, places, text
from shadowkit.pipeline import run

REGISTER = """\
- {id: first-two, number: V-2, source: report-a, body: Example Committee, urgency: invite,
   text: Consider a hotline., themes: [services]}
- {id: first-eleven, number: V-11, source: report-a, body: Example Committee,
   summary: Train judges.}
- {id: second-five, number: 140.5, symbol: A/HRC/99/1, body: Example Council, summary: Adopt a law.}
- {id: third-twelve, paragraph: 12, source: report-b, summary: Amend the code., language: fr}
- {id: third-fourteen, paragraph: 14, source: report-b, summary: Fund shelters.}
"""


def layout(follows: str, more: str = "", sections: str = "") -> str:
    rest = "  - {id: text, takes: {rest: true}, heading: none}\n"
    return (
        f"id: own\ntitle: Own\nfollows: {follows}\n"
        f"options: {{numbering: {{choices: [paragraphs, none], default: none}}}}\n{more}"
        f"sections:\n{sections}{rest}"
    )


def settings(more: str = "") -> str:
    return f"title: A test\nsubmissions:\n  report: {{layout: layout.yaml{more}}}\n"


def made(folder: Path, content: str, follows: str = "note", more: str = "", **others: str) -> Path:
    return dossier(
        folder,
        content,
        layout=others.get("layout", layout(follows)),
        settings=settings(more),
        sources=SOURCES,
        recommendations_yaml=REGISTER + others.get("register", ""),
    )


def body(folder: Path) -> list[str]:
    return [line for line in text(folder).partition("\nNotes\n")[0].split("\n")[1:] if line]


def notes(folder: Path) -> list[str]:
    lines = text(folder).partition("\nNotes\n\n")[2].split("\n")
    return [line.partition("] ")[2] for line in lines if line]


@pytest.mark.parametrize(
    ("follows", "note"),
    [
        ("first-two", "Recommendation V-2."),
        ("V-11 V-2", "Recommendations V-2, V-11."),
        ("second-five", "A/HRC/99/1, rec. 140.5."),
        ("third-twelve", "Example Office, Report B (2014), para. 12."),
        ("third-fourteen third-twelve", "Example Office, Report B (2014), paras. 14, 12."),
        ("V-2 second-five", "Recommendation V-2; A/HRC/99/1, rec. 140.5."),
    ],
)
def test_what_a_recommendation_follows_stands_in_a_note(
    tmp_path: Path, follows: str, note: str
) -> None:
    block = f'::: {{.recommendation answers="*" follows="{follows}"}}\nAct.\n:::\n'
    folder = made(tmp_path, block, more=", about: report-a")
    assert body(folder) == ["Act.[1]"]
    assert [line.replace("Example report B", "Report B") for line in notes(folder)] == [note]


def test_the_note_stands_behind_the_last_sub_item_and_the_authors_own_notes(tmp_path: Path) -> None:
    content = (
        '::: {.recommendations answers="*" follows=V-2}\n'
        "- Act:\n    - now^[Own.]\n    - and here;^[Own too.]\n"
        '- []{follows="V-11"}Act again.\n:::\n\nSee @note:last.^[[]{#last}The last.]\n'
    )
    folder = made(tmp_path, content, more=", about: report-a")
    assert [line.strip("- ") for line in body(folder)] == [
        "Act:",
        "now[1]",
        "and here;[2][3]",
        "Act again.[4]",
        "See note 5.[5]",
    ]
    assert notes(folder)[2:4] == ["Recommendation V-2.", "Recommendation V-11."]


def test_it_may_stand_in_parentheses_or_not_be_printed(tmp_path: Path) -> None:
    block = '::: {.recommendation answers="*" follows="V-2"}\nAct.\n:::\n'
    about = ", about: report-a"
    assert body(made(tmp_path / "a", block, "parenthesis", about)) == ["Act (Recommendation V-2)."]
    assert body(made(tmp_path / "b", block, "none", about)) == ["Act."]


def test_in_parentheses_a_document_is_named_by_its_symbol(tmp_path: Path) -> None:
    entry = '- {{id: {}, number: "{}", source: report-b, symbol: A/HRC/99/2, summary: Sign.}}\n'
    more = entry.format("fourth-one", "140.1") + entry.format("fourth-two", "140.2")
    follows = "fourth-one fourth-two second-five third-twelve"
    block = f'::: {{.recommendation answers="*" follows="{follows}"}}\nAct.\n:::\n'
    assert body(made(tmp_path / "a", block, "parenthesis", register=more)) == [
        "Act (A/HRC/99/2, recs. 140.1, 140.2; A/HRC/99/1, rec. 140.5; "
        "Example Office, Example report B (2014), para. 12)."
    ]
    assert notes(made(tmp_path / "b", block, register=more)) == [
        "Example Office, Example report B (2014), rec. 140.1; rec. 140.2; para. 12; "
        "A/HRC/99/1, rec. 140.5."
    ]


def test_spans_of_running_text_have_it_behind_their_own_words(tmp_path: Path) -> None:
    content = (
        '::: {.recommendations form=paragraph answers="*"}\n'
        "The State must [act]{.recommendation follows=V-2} and "
        "[act *again*]{.recommendation follows=V-11}.\n:::\n"
    )
    folder = made(tmp_path, content, more=", about: report-a")
    assert body(folder) == ["The State must act[1] and act again[2]."]


def test_references_name_numbers_in_their_natural_order(tmp_path: Path) -> None:
    content = (
        "See [@earlier:V-11; @earlier:first-two], @earlier:second-five, @earlier:third-twelve.\n"
    )
    assert body(made(tmp_path, content)) == [
        "See recommendations V-2 and V-11, recommendation 140.5, Report B, para. 12."
    ]


def test_an_earlier_recommendation_prints_its_text_and_the_authors_assessment(
    tmp_path: Path,
) -> None:
    content = (
        "::: {.earlier ref=V-2}\nThere is still no hotline.\n:::\n\n"
        "::: {.earlier ref=third-twelve}\n:::\n"
    )
    folder = made(tmp_path, content)
    assert body(folder) == [
        "Recommendation V-2: Consider a hotline.[1]",
        "There is still no hotline.",
        "Paragraph 12: Amend the code.[2]",
    ]
    assert notes(folder)[0].endswith("rec. V-2.")
    assert notes(folder)[1].endswith("para. 12.")


def test_a_layout_may_print_what_the_register_has(tmp_path: Path) -> None:
    sections = (
        "  - {id: told, title: Told, takes: {earlier: {body: Example Committee}}}\n"
        "  - {id: also, title: Also, takes: {earlier: {source: report-b}}}\n"
    )
    own = layout("none", "labels: {earlier: {en: '{number}.'}}\n", sections)
    content = "# Here {#here}\n\n::: {.earlier ref=V-11}\nNone were trained.\n:::\n"
    assert body(made(tmp_path, content, layout=own)) == [
        "# Told",
        "V-2. Consider a hotline.[1]",
        "V-11. Train judges.[2]",
        "None were trained.",
        "# Also",
        "Amend the code.[3]",
        "Fund shelters.[4]",
    ]


def test_the_source_a_report_is_about_prints_as_its_locator_alone(tmp_path: Path) -> None:
    content = (
        "A[@report-a, para. 53] b[@report-a, paras. 54, 55] c[see @report-a, para. 5] "
        "d[@report-a] e[@report-a, para. 6; @report-b, p. 2] f^[Both [@report-a, para. 7].]\n"
    )
    found = notes(made(tmp_path, content, more=", about: report-a"))
    assert found[:3] == ["Para. 53.", "Paras. 54, 55.", "see para. 5."]
    assert found[3] == "Example Bureau, Example report A (2013)."
    assert found[4].startswith("Para. 6; Example Office")
    assert found[5] == "Both para. 7."


def test_a_note_whose_text_is_lost_is_a_marked_gap_and_an_error(tmp_path: Path) -> None:
    folder = made(tmp_path, "Old.[^?5] Older.[^?5]\n")
    assert notes(folder) == ["[The text of note 5 is missing.]"] * 2
    assert places(run(folder), "SK112") == ["content/10.md:1:5 SK112", "content/10.md:1:17 SK112"]


def test_numbers_of_notes_are_the_same_with_generated_ones(tmp_path: Path) -> None:
    content = (
        '::: {.recommendations answers="*"}\n- []{follows=V-2}Act.\n- Act.^[[]{#own}Own.]\n:::\n\n'
        "::: {.earlier ref=V-11}\n:::\n\nSee [@note:own; @note:end].^[[]{#end}End.]\n"
    )
    folder = made(tmp_path, content)
    assert body(folder)[-1] == "See notes 2 and 4.[4]"
    assert [note.number for note in only(run(folder)).notes] == [1, 2, 3, 4]
