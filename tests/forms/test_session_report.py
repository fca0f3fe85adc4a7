"""The report on a session with the Committee on the Rights of the Child, as its Word file, its
PDF and its HTML have it (docs/forms.md)."""

from __future__ import annotations

import pytest
from lxml import etree
from test_docx_reading import Read, W, text

import followups
from produced import Produced, WordParagraph, produced
from shadowkit.reading.looks import shipped_look
from shadowkit.writing.docx import write

TITLES = [
    "Background information",
    "Reporting",
    "Public reports from children’s rights defenders",
    "State delegation",
    "Members of the Committee’s Task Force",
    "Description of the dialogue",
    "Recommendations of the Committee",
    "Sustainable Development Goals",
    "Next State report",
]
TOPICS = [
    "Data collection",
    "Strategy to implement",
    "Monitoring",
    "Diffusion and sensitization",
    "Enforcement of laws",
    "Reintegration of victims",
    "World Cup and sexual exploitation",
]
RECOMMENDED = {
    "opsc-co-data": "Data collection",
    "opsc-co-prevention": "Measures adopted to prevent offences prohibited under the Protocol",
    "opsc-co-travel": "Sexual exploitation of children",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Produced:
    return produced("session-report", tmp_path_factory.mktemp("made"))


@pytest.fixture(scope="module")
def tables(made: Produced) -> list[list[list[str]]]:
    """The tables of the Word file, of data and of keys alike, by rows."""
    read = Read(made.file("docx").read_bytes())
    return [_rows(one) for one in read.body.iter(W + "tbl")]


def _rows(table: etree._Element) -> list[list[str]]:
    return [
        [" ".join(text(p).strip() for p in cell.iter(W + "p")) for cell in row.findall(W + "tc")]
        for row in table.findall(W + "tr")
    ]


def beginning(tables: list[list[list[str]]], first: str) -> list[list[str]]:
    """The table whose first cell has these words."""
    (found,) = [rows for rows in tables if rows[0][0] == first]
    return found


def section(made: Produced, title: str) -> list[WordParagraph]:
    (found,) = [chapter for chapter in made.chapters() if chapter[0].text == title]
    return found[1:]


def links(made: Produced) -> dict[str, str]:
    """The links of the HTML that leave it, by their words."""
    found = made.html.xpath("//a[starts-with(@href, 'http')]")
    return {link.text_content(): link.get("href") for link in found}


# --- the head and the frame -----------------------------------------------------------


def test_the_title_stands_above_the_text_on_the_first_page(made: Produced) -> None:
    first = made.paragraphs[0]
    assert (first.style, first.text) == ("Title", "Country session: Russian Federation")
    assert not made.document.cover_page
    assert made.pdf.index("Background information") < made.pdf.index("Page 2 of")


def test_the_head_has_the_state_and_the_date_of_the_session(
    tables: list[list[list[str]]],
) -> None:
    assert tables[0] == [
        ["Country", "Russian Federation"],
        ["Date of session", "22 May 2018"],
        ["Committee", "Committee on the Rights of the Child"],
    ]


def test_its_sections_stand_in_the_order_of_the_form(made: Produced) -> None:
    assert [chapter[0].text for chapter in made.chapters()] == TITLES
    places = [made.pdf.find(title) for title in TITLES]
    assert -1 not in places
    assert places == sorted(places)


def test_the_background_has_two_links_and_a_file_without_one(made: Produced) -> None:
    items = section(made, "Background information")
    assert [(p.label, p.text.split(" of ")[0]) for p in items] == [
        ("•", "Press release"),
        ("•", "Webcast"),
        ("•", "Audio file"),
    ]
    found = links(made)
    assert found["Press release"].startswith("https://www.ohchr.org/en/press-releases/2018/05/")
    assert found["Webcast"] == "https://webtv.un.org"
    assert "Audio file" not in found


def test_no_link_leads_nowhere(made: Produced) -> None:
    assert "#" not in {link.get("href") for link in made.html.iter("a")}


# --- who reported what ----------------------------------------------------------------


def test_the_methodology_is_a_list_of_boxes(made: Produced) -> None:
    boxes = [p.text[0] for p in section(made, "Reporting") if p.text[0] in "☐☒"]
    assert boxes == ["☐", "☐", "☒"]
    assert "☒ Concluding observations with urgent measures" in made.pdf


def test_what_is_not_known_of_the_boxes_is_said(made: Produced) -> None:
    (ticked,) = [p for p in made.paragraphs if p.text.startswith("☒")]
    (note,) = [made.notes[number] for number in ticked.notes]
    assert "neither is ticked" in note


def test_the_common_core_document_has_its_dates_as_keys(tables: list[list[list[str]]]) -> None:
    assert beginning(tables, "Initial submission") == [
        ["Initial submission", "22 October 1992"],
        ["Updated document", "–"],
        ["Annexes", "–"],
    ]


def test_the_reports_stand_in_six_columns_under_three_headings(
    made: Produced, tables: list[list[list[str]]]
) -> None:
    assert beginning(tables, "CRC") == [
        ["CRC", "OPAC", "OPSC"],
        ["No. of report", "3rd", "No. of report", "–", "No. of report", "1st"],
        ["Due date", "2001", "Due date", "–", "Due date", "24 October 2015"],
        ["Submission", "15 November 2004", "Submission", "–", "Submission", "2 June 2016"],
    ]
    (table,) = made.html.xpath("//table[.//th[.='OPAC']]")
    assert table.xpath("./thead//th/@colspan") == ["2", "2", "2"]
    assert len(table.xpath("./tbody//th[@scope='row']")) == 9


def test_ordinal_numbers_have_raised_letters(made: Produced) -> None:
    raised = [sup.text for sup in made.html.xpath("//td/sup[not(@class)] | //dd//sup[not(@class)]")]
    assert raised == ["rd", "st", "nd"]


def test_the_written_replies_have_a_date_and_an_empty_one(tables: list[list[list[str]]]) -> None:
    assert beginning(tables, "Submission") == [["Submission", "9 November 2017"], ["Due date", ""]]


def test_public_reports_are_keys_with_a_value_none_and_an_empty_one(
    tables: list[list[list[str]]],
) -> None:
    assert beginning(tables, "NGOs") == [
        ["NGOs", "ECPAT"],
        ["NHRIs", "None"],
        ["Additional comments", ""],
    ]


def test_groups_of_keys_have_a_title(made: Produced) -> None:
    titles = {p.text for p in made.paragraphs if p.bold == (p.text,) and p.style == "BodyText"}
    assert titles == {"Common core document", "Written replies", "Alternative reports", "CRC"}


# --- who was there, and what was said -------------------------------------------------


def test_the_delegation_is_one_paragraph_with_its_head_and_its_offices(made: Produced) -> None:
    (paragraph,) = section(made, "State delegation")
    assert "Igor Zubov, Deputy Minister of Internal Affairs" in paragraph.text
    for office in ("Health", "Foreign Affairs", "Education and Science", "Prosecutor General"):
        assert office in paragraph.text


def test_the_task_force_is_a_table_of_two(tables: list[list[list[str]]]) -> None:
    assert beginning(tables, "Name") == [
        ["Name", "Country"],
        ["Hatem Kotrane", "Tunisia"],
        ["Clarence Nelson", "Samoa"],
    ]


def test_the_parts_of_the_dialogue_have_roman_numbers(made: Produced) -> None:
    parts = [(p.label, p.text) for p in section(made, TITLES[5]) if p.level == 2]
    assert parts == [
        ("i", "Character of the dialogue"),
        ("ii", "General assessment made by the Committee"),
        ("iii", "Main issues discussed"),
    ]
    assert all(not chapter[0].label for chapter in made.chapters())


def test_each_issue_is_a_bullet_that_begins_with_its_topic_in_bold(made: Produced) -> None:
    issues = [p for p in section(made, TITLES[5]) if p.label == "•"]
    assert [p.bold for p in issues] == [(f"{topic}:",) for topic in TOPICS]
    assert all(p.text.startswith(p.bold[0]) for p in issues)


def test_what_was_asked_and_what_was_answered_stand_in_one_bullet(made: Produced) -> None:
    issues = {p.bold[0]: p.text for p in section(made, TITLES[5]) if p.label == "•"}
    answered = [topic for topic, told in issues.items() if "the delegation " in told]
    assert answered == [
        "Data collection:",
        "Reintegration of victims:",
        "World Cup and sexual exploitation:",
    ]


# --- what follows ---------------------------------------------------------------------


def test_the_recommendations_are_those_of_the_register(made: Produced) -> None:
    printed = [p for p in section(made, "Recommendations of the Committee") if p.label == "•"]
    assert [p.bold for p in printed] == [(f"{label}:",) for label in RECOMMENDED.values()]
    for paragraph, (id, label) in zip(printed, RECOMMENDED.items(), strict=True):
        entry = made.register.by_id[id].recommendation
        assert not entry.text
        assert paragraph.text == f"{label}: {entry.summary}"
        (note,) = [made.notes[number] for number in paragraph.notes]
        assert note.startswith("Committee on the Rights of the Child, Concluding observations")


def test_urgent_measures_are_bold_and_the_observations_are_linked(made: Produced) -> None:
    lead = section(made, "Recommendations of the Committee")[0]
    assert lead.bold == ("urgent measures",)
    assert links(made)["concluding observations"] == "https://undocs.org/CRC/C/OPSC/RUS/CO/1"


def test_six_areas_of_which_three_are_told_are_a_note(made: Produced) -> None:
    lead = section(made, "Recommendations of the Committee")[0]
    (note,) = [made.notes[number] for number in lead.notes]
    assert "announces six such areas and sets out three" in note


def test_the_goals_are_a_heading_with_nothing_below(made: Produced) -> None:
    assert section(made, "Sustainable Development Goals") == []


def test_the_next_report_is_told_as_it_is_and_doubted_in_a_note(
    made: Produced, tables: list[list[list[str]]]
) -> None:
    assert beginning(tables, "No. of report") == [
        ["No. of report", "2nd"],
        ["Due date", "24 October 2026"],
    ]
    (due,) = [p for p in made.paragraphs if p.text == "24 October 2026"]
    (note,) = [made.notes[number] for number in due.notes]
    assert "table 1 has a third report" in note


def test_the_disclaimer_runs_in_at_the_end(made: Produced) -> None:
    last = made.paragraphs[-1]
    assert last.bold == ("Disclaimer:",)
    for language in ("Arabic", "Chinese", "French", "Russian", "Spanish"):
        assert language in last.text


def test_each_acronym_of_the_table_is_written_out_before_it(made: Produced) -> None:
    texts = [p.text for p in made.paragraphs]
    table = texts.index("OPAC")
    (before,) = [t for t in texts[:table] if "(CRC)" in t and "(OPAC)" in t and "(OPSC)" in t]
    assert texts.index(before) < table


# --- what is not in the model ---------------------------------------------------------


def test_a_follow_up_table_of_what_the_committee_said_may_stand_behind_it() -> None:
    made = followups.documents("session-report")["en"]
    read = Read(write(made, shipped_look("plain")))
    counts, each = [_rows(one) for one in read.body.iter(W + "tbl")][-2:]
    assert counts[-1][:2] == ["Total", "3"]
    remains = "What has been done and what remains"
    assert each[0] == ["Recommendation", "Status", remains, "Evidence"]
    assert each[1] == ["Committee on the Rights of the Child, CRC/C/OPSC/KEN/CO/1, 3 July 2018"]
    assert each[2][1:4] == [
        "Data collection: Set up a system that collects data on all offences of the Protocol.",
        "Not implemented",
        "No office keeps such figures.",
    ]
    assert [row[0].replace("\u00a0", " ") for row in each[2:]] == [
        "para. 12",
        "para. 16 (a)",
        "para. 30",
    ]
