"""The short submission to the Universal Periodic Review, as its Word file, its PDF and its
HTML have it (docs/forms.md)."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from produced import EXAMPLE, Produced, WordParagraph, produced
from shadowkit.diagnostics import Severity
from shadowkit.model.document import PARTS
from shadowkit.pipeline import run
from shadowkit.writing.text import write

SUMMARY = "Executive summary"
DEVELOPMENTS = "Positive developments"
GENERAL = "General recommendations"
THEMES = {
    "International legal standards": 3,
    "National policy": 3,
    "Obtaining complete information on the rights of the child": 3,
    "Developing effective prevention programmes": 3,
    "Developing targeted rehabilitation programmes": 5,
    "Implementing child-friendly procedures in justice": 4,
    "Stimulating social responsibility": 2,
}
"""The themed sections, each with the number of its recommendations."""
LABEL = "Recommendations:"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Produced:
    return produced("upr-brief", tmp_path_factory.mktemp("made"))


def section(made: Produced, title: str) -> list[WordParagraph]:
    """What stands under a heading."""
    (found,) = [chapter for chapter in made.chapters() if chapter[0].text == title]
    return found[1:]


def bullets(paragraphs: list[WordParagraph]) -> list[WordParagraph]:
    return [p for p in paragraphs if p.label == "•"]


def recommendations(made: Produced) -> list[str]:
    general = bullets(section(made, GENERAL))
    themed = [p for title in THEMES for p in bullets(section(made, title))]
    return [p.text for p in (*general, *themed)]


# --- the whole ------------------------------------------------------------------------


def test_its_sections_stand_in_the_order_of_the_form_on_one_level(made: Produced) -> None:
    headings = [(p.level, p.label, p.text) for p in made.paragraphs if p.level]
    titles = (SUMMARY, DEVELOPMENTS, GENERAL, *THEMES)
    assert headings == [(1, "", title) for title in titles]


def test_the_cover_says_what_the_model_leaves_out(made: Produced) -> None:
    cover = [p.text for p in made.paragraphs[: made.paragraphs.index(made.chapters()[0][0])]]
    assert cover[:3] == [
        "Stakeholder submission",
        "Universal Periodic Review, session 16, cycle 2",
        "Commercial sexual exploitation of children in the Russian Federation",
    ]
    assert "October 2012" in cover
    assert "Period covered: 2009 to October 2012" in cover


def test_one_organisation_submits_it(made: Produced) -> None:
    styles = [p for p in made.paragraphs if p.style == "CoverSubmitter"]
    assert [p.text for p in styles] == ["Example Foundation for Child Participation (EFCP)"]


def test_it_keeps_to_the_words_an_individual_submission_may_have() -> None:
    outcome = run(EXAMPLE, ["upr-brief"])
    assert [f.code for f in outcome.findings if f.severity is not Severity.INFO] == []
    counts = outcome.submissions[0].document.counts
    everything = counts.total("libreoffice", PARTS)
    assert 700 < everything < 2815


def test_the_pdf_has_every_section_in_order(made: Produced) -> None:
    places = [made.pdf.find(f" {title} ") for title in (SUMMARY, DEVELOPMENTS, GENERAL, *THEMES)]
    assert -1 not in places
    assert places == sorted(places)


# --- its parts ------------------------------------------------------------------------


def test_the_summary_is_one_paragraph(made: Produced) -> None:
    (paragraph,) = section(made, SUMMARY)
    assert paragraph.label == "1."


def test_each_positive_development_is_a_bullet_that_begins_with_its_date(made: Produced) -> None:
    found = section(made, DEVELOPMENTS)
    assert bullets(found) == found
    begins = ["In 2009,", "On 1 June 2012,", "On 26 September 2012,", "On 1 October 2012,"]
    assert [p.text.startswith(begin) for p, begin in zip(found, begins, strict=True)] == [True] * 4


def test_the_general_recommendations_come_before_the_themes_and_without_a_label(
    made: Produced,
) -> None:
    found = section(made, GENERAL)
    assert bullets(found) == found
    assert len(found) == 5


@pytest.mark.parametrize("title", THEMES)
def test_a_themed_section_tells_first_and_then_recommends(made: Produced, title: str) -> None:
    found = section(made, title)
    place = [p.text for p in found].index(LABEL)
    assert found[place].bold == (LABEL,)
    told, asked = found[:place], found[place + 1 :]
    assert told
    assert all(re.fullmatch(r"\d+\.", p.label) for p in told)
    assert bullets(asked) == asked
    assert len(asked) == THEMES[title]


def test_there_are_28_recommendations_and_each_prints_once(made: Produced) -> None:
    found = recommendations(made)
    assert len(found) == len(set(found)) == 28
    assert len(made.document.recommendations) == 28
    page, pdf = made.html.text_content(), "".join(made.pdf.split())
    for text in found:
        assert page.count(text) == 1, text
        assert "".join(text.split()) in pdf, text


def test_three_recommendations_name_the_government_and_what_it_must_do(made: Produced) -> None:
    named = [text for text in recommendations(made) if text.startswith("The Government must ")]
    assert len(named) == 3
    first = bullets(section(made, "International legal standards"))
    assert [p.text for p in first] == named


def test_the_others_begin_with_a_verb(made: Produced) -> None:
    verbs = {text.split()[0] for text in recommendations(made)} - {"The"}
    assert verbs == {
        *("Align", "Approach", "Carry", "Create", "Develop", "Draw", "Encourage", "Equip", "Fund"),
        *("Guarantee", "Introduce", "Make", "Monitor", "Permit", "Provide", "Reward", "Run", "See"),
        *("Set", "Train"),
    }


def test_each_recommendation_rests_on_evidence_though_none_is_named_in_print(
    made: Produced,
) -> None:
    assert all(asked.answers for asked in made.document.recommendations)
    assert not re.search(r"\(paras?\. ", " ".join(recommendations(made)))


def test_signatures_are_told_among_the_developments_and_again_under_standards(
    made: Produced,
) -> None:
    for title in (DEVELOPMENTS, "International legal standards"):
        told = " ".join(p.text for p in section(made, title))
        assert "signed" in told
        assert "OPSC" in told
        assert "Lanzarote Convention" in told


def test_nearly_equal_recommendations_stand_side_by_side(made: Produced) -> None:
    general = [p.text for p in section(made, GENERAL)]
    themed = [p.text for p in bullets(section(made, "Developing effective prevention programmes"))]
    assert any("prevention programmes" in text for text in general)
    assert any("prevention programmes" in text for text in themed)


# --- within the text ------------------------------------------------------------------


def test_a_quoted_phrase_and_a_span_of_years_keep_their_signs(made: Produced) -> None:
    whole = " ".join(p.text for p in made.paragraphs)
    assert "“best interest of the child”" in whole
    assert "National Children’s Strategy for 2012–2017" in whole


def test_each_acronym_is_written_out_at_its_first_use(made: Produced) -> None:
    running = " ".join(p.text for p in made.paragraphs if not p.style.startswith("Cover"))
    for written, short in (
        ("commercial sexual exploitation of children (CSEC)", "CSEC"),
        ("non-governmental organisations (NGOs)", "NGO"),
        ("child pornography (OPSC)", "OPSC"),
        ("Council of Europe (CoE)", "CoE"),
    ):
        assert running.count(written) == 1, short
        assert running.find(short) == running.find(written) + written.rfind(short)


def test_every_section_that_tells_facts_cites_its_source(made: Produced) -> None:
    for title in (SUMMARY, DEVELOPMENTS, *THEMES):
        numbers = [number for p in section(made, title) for number in p.notes]
        assert any("Stellit" in made.notes[number] for number in numbers), title


def test_paragraphs_can_go_without_numbers_as_in_the_model(tmp_path: Path) -> None:
    folder = tmp_path / "dossier"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("build"))
    settings = folder / "shadowkit.yaml"
    told = settings.read_text(encoding="utf-8")
    layout = "    layout: upr-brief\n"
    assert told.count(layout) == 1
    told = told.replace(layout, f"{layout}    options: {{numbering: none}}\n")
    settings.write_text(told, encoding="utf-8")
    outcome = run(folder, ["upr-brief"])
    assert not re.search(r"^\d+\. ", write(outcome.submissions[0].document), re.MULTILINE)
    assert [f.code for f in outcome.findings if f.severity is not Severity.INFO] == ["SK209"]
