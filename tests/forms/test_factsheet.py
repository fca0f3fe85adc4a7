"""The factsheet on one Party to the Lanzarote Convention, as its Word file, its PDF and its
HTML have it (docs/forms.md)."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from produced import EXAMPLE, Produced, WordParagraph, produced
from shadowkit.pipeline import run

CHAPTERS = {
    "I": "Introduction",
    "II": "Legal frameworks",
    "III": "Investigations and prosecution",
    "IV": "Jurisdiction rules",
    "V": "International cooperation",
    "VI": "Assistance to victims",
    "VII": "Civil society involvement and cooperation",
    "VIII": "Promoting awareness of the risks of sexual exploitation and sexual abuse faced by "
    "children generating and/or sharing sexual images and/or videos of themselves",
    "IX": "Education for children",
    "X": "Higher education curriculum and continuous training",
    "XI": "Research",
}
# As counted in the reference document, by chapter: notes that name recommendations, notes that
# name paragraphs, and how often the Committee invites, requests, requires.
RECOMMENDATION_NOTES = [0, 12, 15, 2, 11, 2, 4, 9, 5, 1, 4]
PARAGRAPH_NOTES = [0, 12, 11, 6, 3, 1, 0, 1, 4, 2, 7]
VERBS = [
    *((0, 0, 0), (3, 2, 1), (3, 1, 1), (1, 1, 0), (2, 1, 0)),
    *((1, 0, 0) for _chapter in range(6)),
]
_VERBS = ("invites", "requests", "requires")
_RECOMMENDATION = re.compile(r"Recommendations? (.+)\.")
_PARAGRAPH = re.compile(r"(Para\. \d+|Paras\. \d+(, \d+)+)\.")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Produced:
    return produced("factsheet", tmp_path_factory.mktemp("made"))


def notes_of(made: Produced, chapter: list[WordParagraph]) -> list[str]:
    return [made.notes[number] for paragraph in chapter for number in paragraph.notes]


def starting(made: Produced, words: str) -> WordParagraph:
    (found,) = [p for p in made.paragraphs if p.text.startswith(words)]
    return found


def notes_behind(made: Produced, words: str) -> list[str]:
    """The texts of the notes of the paragraph that begins with the words."""
    return [made.notes[number] for number in starting(made, words).notes]


def headings(chapter: list[WordParagraph]) -> list[tuple[int, str]]:
    return [(p.level, p.text) for p in chapter if p.level]


def recommendations(made: Produced) -> list[list[str]]:
    """The numbers in each note that names recommendations, in printed order."""
    matches = (_RECOMMENDATION.fullmatch(note) for note in made.notes.values())
    return [match[1].split(", ") for match in matches if match]


# --- the whole ------------------------------------------------------------------------


def test_nothing_is_found_in_its_text_and_in_the_register() -> None:
    own = re.compile(r"content/factsheet/|recommendations\.yaml")
    found = [f for f in run(EXAMPLE, ["factsheet"]).findings if own.match(f.location.path)]
    assert found == []


def test_the_cover_names_the_series_the_report_and_the_last_update(made: Produced) -> None:
    cover = [p.text for p in made.paragraphs[: made.paragraphs.index(made.chapters()[0][0])]]
    assert cover[0] == "Factsheet"
    assert "Russian Federation" in cover
    assert "Last updated: 25 May 2023" in cover
    assert any("addressing the challenges raised by child self-generated" in c for c in cover)


def test_the_contents_name_each_chapter_with_its_page(made: Produced) -> None:
    lines = [p.text.split("\t") for p in made.paragraphs if p.style == "TOC1"]
    assert {number: title for number, title, _page in lines} == CHAPTERS
    pages = [int(page) for _number, _title, page in lines]
    assert pages == sorted(pages) and pages[0] == 3
    assert re.search(r"VII Civil society involvement and cooperation (\. ?){10,}\d+ ", made.pdf)


def test_eleven_chapters_have_roman_numbers(made: Produced) -> None:
    found = {chapter[0].label: chapter[0].text for chapter in made.chapters()}
    assert found == CHAPTERS
    for number, title in CHAPTERS.items():
        assert f"{number} {title}" in made.pdf


def test_each_chapter_begins_with_a_framing_paragraph(made: Produced) -> None:
    for chapter in made.chapters()[1:]:
        assert chapter[1].style == "BodyText", chapter[0].text
        assert chapter[2].level == 2 or chapter[2].style == "BodyText"
        assert chapter[1].notes


def test_the_introduction_explains_three_verbs_in_bold(made: Produced) -> None:
    introduction = made.chapters()[0]
    bullets = [p for p in introduction if p.label == "•"]
    assert len(bullets) == 7  # what the Convention is for, and the verbs
    assert [p.bold for p in bullets if p.bold] == [("“Require”",), ("“Request”",), ("“Invite”",)]


def test_the_introduction_ends_with_the_key_findings_on_all_parties(made: Produced) -> None:
    introduction = made.chapters()[0]
    assert headings(introduction)[1:] == [
        (2, "Key findings of the implementation report as to all Parties")
    ]
    at = next(n for n, p in enumerate(introduction) if p.level == 2)
    assert [p.style for p in introduction[at + 1 :]] == ["BodyText"] * 3


# --- observations and recommendations -------------------------------------------------


def test_chapters_part_what_is_specific_from_what_is_generic(made: Produced) -> None:
    for chapter in made.chapters()[1:]:
        titles = [title for level, title in headings(chapter) if level == 2]
        specific = [t for t in titles if t.endswith("specific to the Russian Federation")]
        generic = [t for t in titles if t.startswith("Generic recommendations")]
        assert titles == [*specific, *generic]
        wanted = {"IV": (1, 0), "VII": (0, 1)}.get(chapter[0].label, (1, 1))
        assert (len(specific), len(generic)) == wanted, chapter[0].text


def test_headings_of_a_third_level_part_a_group(made: Produced) -> None:
    third = [[t for level, t in headings(c) if level == 3] for c in made.chapters()]
    assert [len(titles) for titles in third] == [0, 6, 2, 5, 0, 0, 0, 0, 0, 0, 0]
    assert third[2] == [
        "On the specialisation and training of authorities",
        "On measures to ensure the effective investigation and prosecution",
    ]


def test_two_nearly_equal_headings_may_follow_each_other(made: Produced) -> None:
    alike = [t for _l, t in headings(made.chapters()[1]) if "“offering or making available”" in t]
    assert len(alike) == 2
    first, second = (title.lower() for title in alike)
    assert first[:70] == second[:70] and first != second


def test_observations_are_paragraphs_without_numbers(made: Produced) -> None:
    observed = starting(made, "Whoever merely possesses")
    assert (observed.style, observed.label) == ("BodyText", "")
    assert notes_behind(made, "Whoever merely possesses") == ["Para. 53."]


def test_an_observation_may_be_a_list_with_a_note_at_each_item(made: Produced) -> None:
    chapter = made.chapters()[2]
    at = next(n for n, p in enumerate(chapter) if p.text.startswith("In part, what"))
    items = chapter[at + 1 : at + 9]
    assert [p.label for p in items] == ["•"] * 8
    assert all(_PARAGRAPH.fullmatch(made.notes[n]) for p in items for n in p.notes)
    assert all(p.notes for p in items)


def test_a_group_begins_with_its_verb_in_bold_and_its_addressee(made: Produced) -> None:
    chapter = made.chapters()[1]
    lead_in = next(p for p in chapter if p.text == "The Committee invites the Russian Federation:")
    assert lead_in.bold == ("invites",)
    following = chapter[chapter.index(lead_in) + 1 :][:3]
    assert [(p.label, p.text[:3]) for p in following] == [("•", "to ")] * 3


@pytest.mark.parametrize("number", range(len(CHAPTERS)))
def test_each_chapter_invites_requests_and_requires_as_often_as_its_model(
    made: Produced, number: int
) -> None:
    found = Counter(word for p in made.chapters()[number] for word in p.bold)
    assert tuple(found[verb] for verb in _VERBS) == VERBS[number]


def test_the_addressee_may_be_the_state_all_parties_or_a_condition(made: Produced) -> None:
    text = " ".join(p.text for p in made.paragraphs)
    for addressed in (
        "invites the Russian Federation:",
        "invites all Parties, including the Russian Federation:",
        "requests Parties that do not yet do so, including the Russian Federation:",
        "requests those Parties that do not yet do so to ",
    ):
        assert addressed in text


def test_a_single_recommendation_carries_its_lead_in_in_the_bullet(made: Produced) -> None:
    alone = starting(made, "For this reason, the Committee requires")
    assert (alone.label, alone.bold) == ("•", ("requires",))
    assert alone.text.endswith(" to make sure that:")


def test_every_recommendation_of_a_list_has_its_bullet(made: Produced) -> None:
    asked = [p for p in made.paragraphs if p.text.startswith("to ") and not p.box]
    assert len(asked) == 65 - 8  # the others carry their lead-in
    assert {p.label for p in asked} == {"•"}


def test_the_note_of_a_recommendation_stands_behind_its_last_nested_bullet(
    made: Produced,
) -> None:
    chapter = made.chapters()[1]
    at = next(n for n, p in enumerate(chapter) if p.text.startswith("to deal with the case"))
    assert [p.label for p in chapter[at : at + 3]] == ["•", "–", "–"]
    assert [len(p.notes) for p in chapter[at : at + 3]] == [0, 0, 1]
    assert made.notes[chapter[at + 2].notes[0]] == "Recommendation II-11."


def test_chapters_may_have_observations_only_or_generic_recommendations_only(
    made: Produced,
) -> None:
    _, _, _, jurisdiction, _, _, civil_society, *_ = made.chapters()
    parts = "\n".join(f"{'#' * p.level} {p.label} {p.text}" for p in jurisdiction).split("\n### ")
    assert [" • " in part for part in parts[1:]] == [False, True, False, False, True]
    assert not any(_PARAGRAPH.fullmatch(note) for note in notes_of(made, civil_society))


# --- notes ----------------------------------------------------------------------------


@pytest.mark.parametrize("number", range(len(CHAPTERS)))
def test_each_chapter_has_the_notes_of_its_model(made: Produced, number: int) -> None:
    notes = notes_of(made, made.chapters()[number])
    named = [note for note in notes if _RECOMMENDATION.fullmatch(note)]
    placed = [note for note in notes if _PARAGRAPH.fullmatch(note)]
    assert (len(named), len(placed)) == (RECOMMENDATION_NOTES[number], PARAGRAPH_NOTES[number])


def test_the_report_that_it_is_about_is_cited_by_paragraph_alone(made: Produced) -> None:
    notes = list(made.notes.values())
    for note in ("Para. 57.", "Para. 399.", "Paras. 54, 55.", "Paras. 156, 157, 167."):
        assert note in notes
        assert note in made.pdf
    full = [note for note in notes if "Implementation report: The protection" in note]
    assert len(full) == 1


def test_one_note_may_name_several_recommendations(made: Produced) -> None:
    several = [numbers for numbers in recommendations(made) if len(numbers) > 1]
    assert several == [
        ["III-3", "III-7"],
        ["III-25", "III-29"],
        ["V-6", "V-11"],
        ["V-4", "V-7", "V-12", "V-15"],
        ["V-8", "V-13"],
        ["V-14", "V-16"],
        ["VII-6", "VII-7"],
    ]
    assert "Recommendations V-4, V-7, V-12, V-15." in made.pdf


def test_one_number_stands_in_the_singular(made: Produced) -> None:
    notes = list(made.notes.values())
    assert "Recommendation X-3." in notes
    for note in notes:
        match = _RECOMMENDATION.fullmatch(note)
        assert not match or note.startswith("Recommendations") == ("," in match[1])


def test_every_recommendation_of_the_register_is_printed_once(made: Produced) -> None:
    printed = [number for numbers in recommendations(made) for number in numbers]
    registered = [
        entry.recommendation.number
        for entry in made.register
        if entry.recommendation.body == "Lanzarote Committee"
    ]
    assert len(printed) == 74
    assert sorted(printed) == sorted(registered)
    assert not {"III-1", "III-2", "III-6", "V-17", "V-18"} & set(printed)  # to other States


def test_a_note_of_ones_own_stands_before_that_of_the_recommendation(made: Produced) -> None:
    notes = notes_behind(made, "to define child sexual abuse material (CSAM)")
    assert len(notes) == 3
    assert "pp. 38–40" in notes[1]
    assert notes[2] == "Recommendation II-3."


def test_two_notes_at_one_place_are_parted_by_a_comma(made: Produced) -> None:
    first, second = starting(made, "to see that judges can be trained").notes
    assert second == first + 1
    assert f"{first},{second}" in made.pdf


def test_a_note_that_is_said_more_than_once_is_written_once(made: Produced) -> None:
    repeated = Counter(
        note
        for note in made.notes.values()
        if not _RECOMMENDATION.fullmatch(note)
        and not _PARAGRAPH.fullmatch(note)
        and not note.startswith("Lanzarote Committee, Factsheet")
    )
    assert sorted(n for n in repeated.values() if n > 1) == [2, 2, 3]
    folder = EXAMPLE / "content" / "factsheet"
    written = "".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.md")))
    assert written.count("A wider programme may include this training.") == 1


def test_notes_may_be_plain_text(made: Produced) -> None:
    assert "A wider programme may include this training." in made.notes.values()


def test_notes_lead_to_the_addresses_of_their_sources(made: Produced) -> None:
    links = {link.get("href") for link in made.html.iter("a")}
    addresses = {
        "https://www.inhope.org/",
        "https://ecpat.org/",
        "https://www.ersj.eu/journal/1244",
        "http://www.school7.pervouralsk.ru/parents/kids_safe_internet.pdf",
    }
    assert addresses <= links


def test_every_mark_has_a_note_and_every_note_a_mark(made: Produced) -> None:
    marks = [number for paragraph in made.paragraphs for number in paragraph.notes]
    assert marks == list(range(1, len(made.document.notes) + 1))
    assert all(made.notes[number] for number in marks)


def test_no_link_leads_nowhere(made: Produced) -> None:
    targets = {node.get("id") for node in made.html.iter() if node.get("id")}
    for link in made.html.iter("a"):
        href = link.get("href")
        assert href and href != "#"
        assert not href.startswith("#") or href[1:] in targets


# --- boxes and words ------------------------------------------------------------------


def test_promising_practices_stand_in_a_box_at_the_end_of_their_chapter(made: Produced) -> None:
    boxed = {c[0].label: [p.text for p in c if p.box] for c in made.chapters()}
    assert [label for label, texts in boxed.items() if texts] == ["V", "IX", "X", "XI"]
    for chapter in made.chapters():
        flags = [p.box for p in chapter]
        assert flags == sorted(flags), chapter[0].text
        if any(flags):
            title = chapter[flags.index(True)]
            assert (title.style, title.text[:18]) == ("BoxTitle", "Promising practice")


def test_a_box_may_hold_a_list(made: Produced) -> None:
    box = [p for p in made.chapters()[9] if p.box]
    assert [p.label for p in box] == ["", "", "•", "•", "•", "", ""]
    (shown,) = [a for a in made.html.iter("aside") if "study guide" in a.text_content()]
    assert len(shown.findall(".//li")) == 3


def test_each_acronym_has_one_spelling_and_is_written_out_once(made: Produced) -> None:
    text = " ".join(p.text for chapter in made.chapters() for p in chapter if not p.level)
    assert text.count("child self-generated sexual images and/or videos (CSGSIV)") == 1
    assert text.count("child self-generated") == 1
    assert "CSISIV" not in text


# --- the register ---------------------------------------------------------------------


def test_the_register_has_a_summary_of_our_own_and_no_official_text(made: Produced) -> None:
    for registered in made.register:
        entry = registered.recommendation
        assert entry.summary and not entry.text, entry.id
        assert entry.language == "en" and entry.to and entry.source, entry.id
        assert entry.assessment.status, entry.id


def test_no_block_is_later_than_what_the_committees_told_the_state(made: Produced) -> None:
    """So that nothing can be said of what became of it."""
    for registered in made.register:
        entry = registered.recommendation
        if entry.body != "Human Rights Council":
            assert entry.assessment.status == "cannot-assess", entry.id
            assert not entry.assessment.evidence, entry.id


def test_each_is_printed_with_the_verb_that_the_register_has(made: Produced) -> None:
    printed: dict[str, str] = {}
    verb = ""
    for paragraph in made.paragraphs:
        verb = next((word for word in paragraph.bold if word in _VERBS), verb)
        for number in paragraph.notes:
            match = _RECOMMENDATION.fullmatch(made.notes[number])
            printed |= dict.fromkeys(match[1].split(", ") if match else (), verb)
    registered = {e.recommendation.number: e.recommendation.urgency for e in made.register}
    assert printed == {number: f"{registered[number]}s" for number in printed}
    assert set(printed.values()) == set(_VERBS)


def test_the_three_that_the_committee_on_the_rights_of_the_child_made_are_there(
    made: Produced,
) -> None:
    entries = [e.recommendation for e in made.register]
    found = [e for e in entries if e.symbol == "CRC/C/OPSC/RUS/CO/1"]
    assert [(e.body, e.urgency, str(e.date)) for e in found] == [
        ("Committee on the Rights of the Child", "urge", "2018")
    ] * 3
