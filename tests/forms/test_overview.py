"""The country overview, as its Word file, its PDF and its HTML have it (docs/forms.md)."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from produced import EXAMPLE, Produced, WordParagraph, produced
from shadowkit.diagnostics import Severity
from shadowkit.pipeline import Outcome, run

SECTIONS = [
    "Introduction",
    "National plan of action (NPA)",
    "Coordination",
    "Prevention",
    "Protection",
    "Child and youth participation",
    "Priority actions required",
]
THEMES = [
    "National plan of action",
    "Coordination and cooperation",
    "Prevention",
    "Protection",
    "Training of professionals",
    "Support services",
    "Child participation",
]
_ACCESSED = re.compile(r"available at (\S+) \(accessed on (\d{1,2}) (\w+) (\d{4})\)")


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return run(EXAMPLE, ["overview"])


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Produced:
    return produced("overview", tmp_path_factory.mktemp("made"))


def section(made: Produced, title: str) -> list[WordParagraph]:
    """What stands under a heading of the first level, up to the heading of the notes."""
    (found,) = [chapter for chapter in made.chapters() if chapter[0].text == title]
    return [p for p in found[1:] if p.style != "NotesHeading"]


def words(paragraphs: list[WordParagraph]) -> str:
    return " ".join(p.text for p in paragraphs)


def actions(made: Produced) -> dict[str, list[WordParagraph]]:
    """The paragraphs of the priority actions by theme."""
    found: dict[str, list[WordParagraph]] = {}
    for paragraph in section(made, "Priority actions required"):
        if paragraph.level:
            found[paragraph.text] = []
        else:
            found[list(found)[-1]].append(paragraph)
    return found


def italics(made: Produced) -> list[str]:
    """What stands in italics in the text, without the notes."""
    return [em.text_content() for em in made.html.xpath("//p//em[not(ancestor::*[@role])]")]


# --- the whole ------------------------------------------------------------------------


def test_nothing_is_found_but_what_is_told_for_information(outcome: Outcome) -> None:
    assert [f for f in outcome.findings if f.severity is not Severity.INFO] == []


def test_its_sections_stand_in_the_order_of_the_form(made: Produced) -> None:
    assert [chapter[0].text for chapter in made.chapters()] == SECTIONS
    place = 0
    for title in (*SECTIONS, "Endnotes"):
        place = made.pdf.find(f" {title} ", place)
        assert place > 0, title


def test_a_line_before_the_first_heading_points_to_the_full_report(made: Produced) -> None:
    address = "http://www.ecpat.net/EI/Pdf/A4A_II/A4A_V2_CIS_RUSSIA.pdf"
    place = made.paragraphs.index(made.chapters()[0][0])
    pointer = made.paragraphs[place - 1]
    assert (pointer.level, pointer.text.endswith(f"{address}.")) == (0, True)
    assert address in [link.get("href") for link in made.html.iter("a")]


def test_a_heading_may_have_its_acronym_and_the_text_still_writes_it_out(made: Produced) -> None:
    assert "on an NPA (national plan of action) against" in section(made, SECTIONS[1])[0].text
    assert words(made.paragraphs).count("(national plan of action)") == 1


def test_prevention_has_its_heading_back(made: Produced) -> None:
    assert any("World Vision" in p.text for p in section(made, "Prevention"))
    assert not any("World Vision" in p.text for p in section(made, "Coordination"))


def test_no_paragraph_has_a_number(made: Produced) -> None:
    assert {p.label for chapter in made.chapters() for p in chapter} == {"", "•"}


# --- within the text ------------------------------------------------------------------


def test_the_manifestations_stand_in_bold_in_the_introduction(made: Produced) -> None:
    assert [term for p in section(made, "Introduction") for term in p.bold] == [
        "exploitation in prostitution",
        "trafficking of children for sexual purposes",
        "child sexual abuse material (CSAM)",
        "Sexual exploitation of children in travel and tourism (SECTT)",
    ]


def test_the_key_terms_of_protection_stand_in_bold(made: Produced) -> None:
    assert [term for p in section(made, "Protection") for term in p.bold] == [
        "child protection unit",
        "training of law enforcement personnel",
        "exploitation of children in prostitution",
        "SECTT",
    ]


def test_titles_of_laws_stand_in_italics(made: Produced) -> None:
    assert Counter(italics(made)) >= Counter(["Criminal Code"] * 3 + ["OPSC"])


def test_a_mark_may_stand_inside_a_quotation_and_after_one(made: Produced) -> None:
    text = made.html.text_content()
    assert re.search(r"“prostitution\d+” is", text)
    assert re.search(r"“has not reached the age of fourteen years”,\d+ or", text)


def test_a_dollar_sign_is_printed_without_its_escape(made: Produced) -> None:
    assert "gross national income of $9,900 for" in section(made, "Introduction")[0].text
    assert "$9,900" in made.pdf
    assert "\\" not in made.pdf


def test_every_sentence_is_whole(made: Produced) -> None:
    for title in SECTIONS:
        for paragraph in section(made, title):
            assert paragraph.level or paragraph.text[-1] in ".:", paragraph.text
            assert paragraph.text[0].isupper(), paragraph.text


def test_old_facts_say_of_when_they_are(made: Produced) -> None:
    for title in SECTIONS:
        assert "2012" in words(section(made, title)), title


def test_the_words_of_the_guidelines_stand_for_the_older_ones(made: Produced) -> None:
    text = words(made.paragraphs)
    title = "on the sale of children, child prostitution and child pornography"
    for term in ("child prostitution", "child pornography", "child sex tourism", "CSEC"):
        quoted = text.count(f"“{term}”") + (text.count(title) if term in title else 0)
        assert text.count(term) == quoted, term


# --- priority actions -----------------------------------------------------------------


def test_priority_actions_stand_under_their_themes_in_its_own_order(made: Produced) -> None:
    assert list(actions(made)) == THEMES


def test_priority_actions_are_running_paragraphs_without_bullets_or_references(
    made: Produced,
) -> None:
    for theme, paragraphs in actions(made).items():
        assert {(p.style, p.label) for p in paragraphs} == {("BodyText", "")}, theme
    assert not re.search(r"\bparas?\.", words(section(made, "Priority actions required")))
    longest = max(paragraphs[0].text.count(". ") for paragraphs in actions(made).values())
    assert longest >= 3


def test_there_are_as_many_actions_as_in_the_model_and_each_is_known(made: Produced) -> None:
    own = [r for r in made.document.recommendations if r.id]
    assert len(own) >= 25
    assert all(r.answers for r in own)
    asked = words([p for paragraphs in actions(made).values() for p in paragraphs])
    verbs = Counter(re.findall(r"\b(must|should|needs?|ought)\b", asked))
    assert verbs["must"] >= 5 and verbs["should"] >= 6 and verbs["need"] >= 5


def test_what_was_done_since_is_not_asked_again(made: Produced) -> None:
    protection = words(actions(made)["Protection"])
    assert (
        "That the OPSC be ratified was the first demand of 2012, and was met in 2013." in protection
    )
    assert "OPSC must be ratified" not in protection


def test_the_items_of_a_list_shared_with_another_submission_run_on(made: Produced) -> None:
    (shared,) = [p for p in actions(made)["Protection"] if p.text.startswith("Ratify")]
    assert shared.text.count("Ratify") == 2
    assert "Amend national law" in shared.text


# --- endnotes -------------------------------------------------------------------------


def test_the_notes_are_endnotes_and_each_has_one_mark(made: Produced) -> None:
    assert made.document.note_placement == "end"
    marks = [number for paragraph in made.paragraphs for number in paragraph.notes]
    assert marks == list(range(1, len(made.document.notes) + 1))
    assert len(marks) >= 51
    assert list(made.notes) == marks and all(made.notes.values())


def test_the_heading_of_the_endnotes_comes_last_and_the_notes_behind_it(made: Produced) -> None:
    last = made.paragraphs[-1]
    assert (last.style, last.text) == ("NotesHeading", "Endnotes")
    for text in (made.pdf, made.html.text_content()):
        assert text.rindex("Endnotes") < text.index("World Bank, Russian Federation Data")


def test_an_endnote_has_author_title_date_address_and_day_of_access(made: Produced) -> None:
    assert (
        "Peter Roudik, Children's Rights: Russian Federation (2007), available at "
        "http://www.loc.gov/law/help/child-rights/russia.php (accessed on 4 July 2011)."
    ) in made.notes.values()
    assert sum(bool(_ACCESSED.search(note)) for note in made.notes.values()) >= 15


def test_no_day_of_access_is_one_that_cannot_be(made: Produced) -> None:
    found = [match for note in made.notes.values() for match in _ACCESSED.findall(note)]
    assert {year for _url, _day, _month, year in found} == {"2011", "2012"}
    assert all(1 <= int(day) <= 31 for _url, day, _month, _year in found)


def test_no_address_is_broken_by_a_space(made: Produced) -> None:
    for note in made.notes.values():
        if "available at" in note:
            address = note.split("available at ")[1].split()[0].rstrip(".")
            assert address in [link.get("href") for link in made.html.iter("a")], address


def test_articles_of_laws_are_cited_without_an_address(made: Produced) -> None:
    notes = list(made.notes.values())
    for place in ("242.1", "242.1.2(a)", "242.1.2(b)", "242.1.2(d)", "13(2)"):
        assert f"Criminal Code, art. {place}." in notes


def test_a_source_in_russian_says_so(made: Produced) -> None:
    found = [note for note in made.notes.values() if "[In Russian]" in note]
    assert len(found) == 2
    assert all(note.endswith("[In Russian].") for note in found)


def test_a_page_is_given_where_the_model_gives_one(made: Produced) -> None:
    notes = "\n".join(made.notes.values())
    for page in ("p. 3", "p. 5", "p. 10", "p. 11", "p. 40"):
        assert re.search(rf"{re.escape(page)}\b", notes), page


def test_one_note_may_name_several_sources(made: Produced) -> None:
    (note,) = [n for n in made.notes.values() if "The Voice of Russia" in n]
    assert "ECPAT International, Global monitoring." in note
    assert "Itar-Tass" in note
    joint = "ECPAT International, Global monitoring; Stellit and ECPAT International, Joint"
    assert any(note.startswith(joint) for note in made.notes.values())


def test_a_source_is_cited_in_full_once_and_briefly_after_that(made: Produced) -> None:
    notes = list(made.notes.values())
    report = [n for n in notes if n.startswith("United States Department of State, Trafficking")]
    assert sum("Trafficking in Persons Report 2010" in n for n in report) >= 4
    assert sum("available at" in n for n in report) == 2  # of 2010, and of 2011
    addresses = [url for note in notes for url, *_date in _ACCESSED.findall(note)]
    assert len(addresses) == len(set(addresses))


def test_one_law_has_one_year(made: Produced) -> None:
    years = {y for n in made.notes.values() for y in re.findall(r"Criminal Code.*?, (\d{4})", n)}
    assert years == {"1996"}


def test_the_spelling_is_british_but_in_titles(made: Produced) -> None:
    text = words(made.paragraphs)
    assert "organised" in text and "recognise" in text
    found = re.findall(r"\b\w*(?:organiz|criminaliz|recogniz|traumatiz)\w*", text)
    assert found == []
