"""The alternative report under the Optional Protocol on the sale of children, as its Word
file and its PDF have it (docs/forms.md)."""

from __future__ import annotations

import re

import pytest
from test_docx_reading import Read, W, text

from produced import EXAMPLE, Produced, WordParagraph, produced
from shadowkit.diagnostics import Severity
from shadowkit.pipeline import Outcome, run

PARTS = {
    "I": "Introduction",
    "II": "Objectives and methodology",
    "III": "General measures of implementation",
    "IV": "Prevention",
    "V": "Prohibition of the offences",
    "VI": "Sanctions",
    "VII": "Jurisdiction and extradition",
    "VIII": "The right of child victims to assistance and protection in legal proceedings",
    "IX": "Recovery and reintegration",
    "X": "Mutual legal assistance and international cooperation",
}
_FOLLOWS = r"(?: \(A/HRC/[\d/]+, rec\. [\d.]+(?:; A/HRC/[^()]+)?\))?"
_EVIDENCE = re.compile(rf" \((para\. \d+|paras\. [\d–, and]+\d)\){_FOLLOWS}[.;]$")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Produced:
    return produced("opsc", tmp_path_factory.mktemp("made"))


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return run(EXAMPLE, ["opsc"])


def part(made: Produced, number: str) -> list[WordParagraph]:
    (found,) = [chapter for chapter in made.chapters() if chapter[0].label == number]
    return found


def listed(made: Produced) -> list[WordParagraph]:
    """The list of recommendations at the end."""
    (found,) = [c for c in made.chapters() if c[0].text == "Recommendations to the Government"]
    return found


def words(paragraphs: list[WordParagraph]) -> str:
    return " ".join(p.text for p in paragraphs)


def headings(paragraphs: list[WordParagraph]) -> list[str]:
    return [p.text for p in paragraphs if p.level == 2]


def under(paragraphs: list[WordParagraph], heading: str) -> list[WordParagraph]:
    """What stands under a heading of the second level."""
    at = next(n for n, p in enumerate(paragraphs) if (p.level, p.text) == (2, heading))
    rest = paragraphs[at + 1 :]
    return rest[: next((n for n, p in enumerate(rest) if p.level), len(rest))]


def asked(paragraphs: list[WordParagraph]) -> list[str]:
    """The recommendations behind the label that stands over them."""
    labels = [n for n, p in enumerate(paragraphs) if p.text == "Recommendations:"]
    assert len(labels) == 1
    rest = paragraphs[labels[0] + 1 :]
    return [
        p.text for p in rest[: next((n for n, p in enumerate(rest) if p.label != "•"), len(rest))]
    ]


# --- the whole ------------------------------------------------------------------------


def test_it_has_no_errors_and_no_warnings(outcome: Outcome) -> None:
    assert [f for f in outcome.findings if f.severity is not Severity.INFO] == []


def test_its_parts_have_the_numbers_of_the_guidelines(made: Produced) -> None:
    numbered = {c[0].label: c[0].text for c in made.chapters() if c[0].label}
    assert numbered == PARTS
    for number, title in PARTS.items():
        assert f"{number} {title}" in made.pdf


def test_contents_and_concordance_are_asked_for(outcome: Outcome) -> None:
    (resolved,) = outcome.submissions
    assert resolved.filing.option("contents") == "list"
    assert resolved.filing.option("concordance") == "table"


def test_the_cover_names_the_treaty_and_calls_it_an_alternative_report(made: Produced) -> None:
    cover = [p.text for p in made.paragraphs[: made.paragraphs.index(made.chapters()[0][0])]]
    assert cover[0] == "Alternative report"
    assert cover[1].startswith("Committee on the Rights of the Child, Optional Protocol on")
    assert "October 2017" in cover


def test_paragraphs_are_numbered_through_all_parts(made: Produced) -> None:
    labels = [p.label for p in made.paragraphs if p.style == "NumberedParagraph"]
    assert labels == [f"{number}." for number in range(1, len(labels) + 1)]
    assert len(labels) > 40


def test_no_fact_in_it_is_younger_than_it_but_what_its_note_names(made: Produced) -> None:
    years = re.compile(r"\b(201[89]|202\d)\b")
    # The Decade of Childhood was declared in 2017; the Commonwealth's programme ends in 2018.
    known = re.compile(r"2018 to 2027|2014–2018|2017–2020")
    late = [p.text for p in made.paragraphs if years.search(known.sub("", p.text))]
    assert late == []
    notes = [note for note in made.notes.values() if years.search(known.sub("", note))]
    assert len(notes) == 1
    assert "Two things in it are younger than its date" in notes[0]
    assert "CRC/C/156" in notes[0]


# --- part by part ---------------------------------------------------------------------


def test_the_introduction_says_when_the_state_reported(made: Produced) -> None:
    first = part(made, "I")[1]
    assert "24 October 2015" in first.text
    assert "2 June 2016" in first.text
    assert any("2 June 2016" in made.notes[number] for number in first.notes)


def test_the_introduction_shows_what_exploitation_occurs(made: Produced) -> None:
    assert headings(part(made, "I")) == ["Forms of sexual exploitation found in the country"]
    forms = words(under(part(made, "I"), "Forms of sexual exploitation found in the country"))
    for form in ("prostitution", "OCSE", "CSAM", "trafficked", "SECTT"):
        assert form in forms


def test_the_methodology_says_which_facts_are_old(made: Produced) -> None:
    assert "as of 2012" in words(part(made, "II"))
    parts = [words(part(made, number)) for number in ("V", "VI", "VII", "VIII", "X")]
    assert all("s of 2012" in one for one in parts)


def test_general_measures_part_law_data_and_coordination(made: Produced) -> None:
    assert headings(part(made, "III")) == ["Legal framework", "Data collection", "Coordination"]


def test_the_gaps_of_the_law_are_bullets_of_one_paragraph(made: Produced) -> None:
    law = under(part(made, "III"), "Legal framework")
    at = next(n for n, p in enumerate(law) if p.text.startswith("Gaps remain"))
    assert [p.label for p in law[at + 1 :]] == ["•"] * 6


def test_data_collection_ends_with_its_recommendations(made: Produced) -> None:
    assert len(asked(under(part(made, "III"), "Data collection"))) == 2
    assert any("Allocate funds" in one for one in asked(part(made, "III")))


def test_policy_and_coordination_stand_together(made: Produced) -> None:
    coordination = words(under(part(made, "III"), "Coordination"))
    assert "National Children’s Strategy" in coordination
    assert "Commission on Minors’ Affairs" in coordination


def test_prevention_covers_tourism_the_internet_and_awareness(made: Produced) -> None:
    prevention = words(part(made, "IV"))
    for subject in ("SECTT", "Safe Internet League", "campaigns, education"):
        assert subject in prevention
    assert headings(part(made, "IV")) == ["Child and youth participation"]


def test_prohibition_names_the_acts_that_the_law_leaves_out(made: Produced) -> None:
    prohibition = part(made, "V")
    assert "obtains a child" in words(prohibition)
    assert "legal persons" in words(prohibition)
    assert len(asked(prohibition)) == 2


def test_sanctions_stand_in_a_table_with_a_caption(made: Produced) -> None:
    read = Read(made.file("docx").read_bytes())
    (table,) = [
        table for table in read.body.iter(W + "tbl") if "Offence" in text(next(table.iter(W + "p")))
    ]
    rows = [[text(cell) for cell in row.iter(W + "p")] for row in table.iter(W + "tr")]
    assert [row[1] for row in rows] == [
        "Deprivation of liberty",
        "3 to 15 years, depending on the circumstances",
        "up to 8 years",
        "up to 10 years",
        "up to 10 years",
    ]
    assert "Sentences for offences under the OPSC, as of 2012" in made.pdf
    assert "shown in table 1" in words(part(made, "VI"))


def test_jurisdiction_tells_of_extradition_and_of_enforcement(made: Produced) -> None:
    jurisdiction = words(part(made, "VII"))
    assert "extradited" in jurisdiction
    assert "weak enforcement" in jurisdiction


def test_a_part_points_to_the_evidence_of_another(made: Produced) -> None:
    (abroad,) = [p.label for p in part(made, "I") if p.text.startswith("Fewer Russians travel")]
    assert f"(see para. {abroad.rstrip('.')})" in words(part(made, "VII"))


def test_legal_proceedings_cover_units_procedures_training_and_helplines(made: Produced) -> None:
    proceedings = part(made, "VIII")
    for subject in ("specialised units", "child-friendly methods", "juvenile justice"):
        assert subject in words(proceedings)
    protection = words(under(proceedings, "Protection"))
    assert "child helpline" in protection
    assert "systematic training" in protection


def test_recovery_keeps_the_heading_that_the_author_gave_it(made: Produced) -> None:
    recovery = part(made, "IX")
    assert recovery[0].text == "Recovery and reintegration"
    assert "residential institution" in words(recovery)


def test_cooperation_names_its_partners(made: Produced) -> None:
    cooperation = words(part(made, "X"))
    for partner in ("G8", "United States", "Baltic Sea States", "Nordic Council of Ministers"):
        assert partner in cooperation


# --- recommendations ------------------------------------------------------------------


def test_recommendations_stand_in_their_part_and_again_in_one_list(made: Produced) -> None:
    in_parts = [one for n in ("III", "V", "VI", "VII", "VIII", "X") for one in asked(part(made, n))]
    assert len(in_parts) == 11
    collected = [p.text for p in listed(made) if p.label == "•"]
    # An acronym is written out at its first use, which is in the part.
    short = [re.sub(r"non-governmental organisations \((NGOs)\)", r"\1", one) for one in in_parts]
    assert [one for one in collected if one in short] == sorted(short, key=collected.index)
    assert set(short) < set(collected)


def test_each_recommendation_names_the_paragraphs_it_rests_on(made: Produced) -> None:
    recommendations = [p.text for p in listed(made) if p.label == "•"]
    assert len(recommendations) == 20
    assert [one for one in recommendations if not _EVIDENCE.search(one)] == []


def test_collected_recommendations_are_grouped_by_theme(made: Produced, outcome: Outcome) -> None:
    titles = list(outcome.submissions[0].filing.settings.themes.values())
    assert headings(listed(made)) == titles
    assert len(titles) == 12


def test_every_gap_is_answered(outcome: Outcome) -> None:
    assert [f for f in outcome.findings if f.code == "SK105"] == []
    gaps = [e for e in outcome.submissions[0].document.evidence if e.kind == "gap"]
    assert len(gaps) >= 16
