"""The small example: issues for a list prior to reporting, as its Word file and its PDF have
them (docs/forms.md)."""

from __future__ import annotations

import re

import pytest

from produced import EXAMPLES, Produced, WordParagraph, produced
from shadowkit.diagnostics import Severity
from shadowkit.pipeline import Outcome, run

SLOVENIA = EXAMPLES / "slovenia"
CLUSTERS = {
    "1": "Introduction",
    "2": "General measures of implementation",
    "3": "Violence against children",
    "4": "Special protection measures",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Produced:
    return produced("loipr", tmp_path_factory.mktemp("made"), SLOVENIA)


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return run(SLOVENIA)


def issues(made: Produced) -> list[list[WordParagraph]]:
    """The paragraphs under each heading of the second level."""
    found: list[list[WordParagraph]] = []
    for paragraph in (p for chapter in made.chapters()[1:] for p in chapter if p.level != 1):
        if paragraph.level == 2:
            found.append([])
        found[-1].append(paragraph)
    return found


def bullets(issue: list[WordParagraph], *, behind: str) -> list[WordParagraph]:
    """The bullets between the paragraph that begins with the words and the next one."""
    at = next(n for n, p in enumerate(issue) if p.text.startswith(behind))
    rest = issue[at + 1 :]
    numbered = (n for n, p in enumerate(rest) if p.style == "NumberedParagraph")
    return [p for p in rest[: next(numbered, len(rest))] if p.label == "•"]


def test_nothing_is_found_in_it_but_sources_known_to_be_incomplete(outcome: Outcome) -> None:
    assert {(f.code, f.severity) for f in outcome.findings} == {("SK303", Severity.INFO)}


def test_it_goes_to_another_body_about_another_state(outcome: Outcome, made: Produced) -> None:
    filing = outcome.submissions[0].filing
    assert (filing.mechanism and filing.mechanism.id, filing.layout.id) == (
        "crc/loipr",
        "loipr-input",
    )
    assert "Input to the list of issues prior to reporting" in made.pdf
    assert "Russia" not in made.pdf


def test_it_has_six_to_ten_numbered_paragraphs(made: Produced) -> None:
    labels = [p.label for p in made.paragraphs if p.style == "NumberedParagraph"]
    assert labels == [f"{number}." for number in range(1, 11)]


def test_its_issues_stand_under_the_clusters_with_decimal_numbers(made: Produced) -> None:
    assert {c[0].label: c[0].text for c in made.chapters()} == CLUSTERS
    assert [issue[0].label for issue in issues(made)] == ["2.1", "3.1", "4.1", "4.2"]


def test_each_issue_has_its_context_and_the_reason_why_it_belongs_in_the_list(
    made: Produced,
) -> None:
    for issue in issues(made):
        numbered = [p.bold[0] for p in issue if p.style == "NumberedParagraph"]
        assert numbered == ["Context:", "Why it belongs in the list:"]


def test_each_issue_ends_with_questions_and_has_no_recommendations(
    made: Produced, outcome: Outcome
) -> None:
    for issue in issues(made):
        questions = bullets(issue, behind="Proposed questions:")
        assert questions
        assert all(question.text.endswith("?") for question in questions)
        assert issue[-1] == questions[-1]
    assert outcome.submissions[0].document.recommendations == ()


def test_what_the_state_was_told_stands_between_context_and_reason(made: Produced) -> None:
    for issue in issues(made):
        told = bullets(issue, behind="Context:")
        assert told
        for one in told:
            assert re.match(r"Recommendation 1(15|40)\.\d+:$", one.bold[0])
            assert [made.notes[n].rsplit(" ", 1)[1] for n in one.notes] == [
                f"{one.bold[0][15:-1]}."
            ]


def test_each_earlier_recommendation_has_its_symbol_state_and_position(made: Produced) -> None:
    entries = [entry.recommendation for entry in made.register]
    assert len(entries) == 12
    for entry in entries:
        assert entry.symbol == {"2": "A/HRC/28/15", "4": "A/HRC/59/15"}[entry.cycle]
        assert entry.number.partition(".")[0] == {"2": "115", "4": "140"}[entry.cycle]
        assert len(entry.by) == 1
        assert entry.position in ("supported", "noted")
        assert entry.summary and not entry.text


def test_each_earlier_recommendation_is_printed_or_referred_to(made: Produced) -> None:
    for entry in made.register:
        assert entry.recommendation.number in made.pdf


def test_documents_are_cited_by_their_symbols(made: Produced) -> None:
    notes = " ".join(made.notes.values())
    for symbol in (
        "A/HRC/WG.6/48/SVN/1",
        "A/HRC/WG.6/48/SVN/2",
        "A/HRC/WG.6/48/SVN/3",
        "A/HRC/28/15",
        "A/HRC/59/15",
    ):
        assert f"({symbol})" in notes
