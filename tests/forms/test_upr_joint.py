"""The joint UPR submission, as its Word file has it (docs/forms.md)."""

from __future__ import annotations

import re
import zipfile

import pytest

from produced import EXAMPLE, Produced, WordParagraph, produced
from shadowkit.model.evidence import unanswered
from shadowkit.pipeline import run

SECTIONS = {
    "Why this submission is made": (1, 2),
    "Methodology and scope": (3, 4),
    "Forms of sexual exploitation found in the country": (5, 11),
    "Legal framework": (12, 14),
    "Coordination": (15, 19),
    "Protection": (20, 22),
    "Recovery and reintegration": (23, 23),
    "Prevention": (24, 27),
    "Child and youth participation": (28, 28),
}
"""The sections of the model, each with its first and its last paragraph."""
ASKED = "Recommendations to the Government"
TOLD = "Implementation of earlier recommendations"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Produced:
    return produced("upr-joint", tmp_path_factory.mktemp("upr-joint"))


def _numbered(made: Produced) -> list[WordParagraph]:
    return [p for p in made.paragraphs if p.style == "NumberedParagraph"]


def _asked(made: Produced) -> list[WordParagraph]:
    """What stands below the heading of the recommendations."""
    texts = [p.text for p in made.paragraphs]
    return made.paragraphs[texts.index(ASKED) + 1 : texts.index(TOLD)]


def _bullets(made: Produced, number: int) -> list[WordParagraph]:
    """The bullets below the paragraph of that number."""
    start = next(n for n, p in enumerate(made.paragraphs) if p.label == f"{number}.")
    found: list[WordParagraph] = []
    for paragraph in made.paragraphs[start + 1 :]:
        if paragraph.label != "•":
            break
        found.append(paragraph)
    return found


def test_nine_sections_and_the_recommendations_stand_in_the_order_of_the_model(
    made: Produced,
) -> None:
    assert [p.text for p in made.paragraphs if p.level == 1] == [*SECTIONS, ASKED, TOLD]


def test_the_paragraphs_are_numbered_through_the_whole_as_in_the_model(made: Produced) -> None:
    found: dict[str, list[int]] = {}
    heading = ""
    for paragraph in made.paragraphs:
        heading = paragraph.text if paragraph.level == 1 else heading
        if paragraph.style == "NumberedParagraph":
            found.setdefault(heading, []).append(int(paragraph.label.rstrip(".")))
    assert {title: (n[0], n[-1]) for title, n in found.items()} == SECTIONS
    assert [n for numbers in found.values() for n in numbers] == list(range(1, 29))


def test_the_recommendations_have_no_numbers(made: Produced) -> None:
    assert _asked(made)
    assert not any(p.style == "NumberedParagraph" for p in _asked(made))


def test_four_laws_and_six_gaps_stand_as_bullets_below_their_paragraphs(made: Produced) -> None:
    assert len(_bullets(made, 13)) == 4
    assert len(_bullets(made, 14)) == 6


def test_both_lists_are_led_in_by_a_colon(made: Produced) -> None:
    leads = [p.text for p in _numbered(made) if p.label in ("13.", "14.")]
    assert [text[-1] for text in leads] == [":", ":"]


def test_a_bullet_may_hold_several_sentences(made: Produced) -> None:
    last = _bullets(made, 14)[-1]
    assert last.text.count(". ") >= 2


def test_each_theme_names_its_paragraphs(made: Produced) -> None:
    themes = [p.text for p in _asked(made) if p.level == 2]
    assert [re.findall(r" \((paras?\. [^()]+)\)$", text) for text in themes] == [
        ["para. 14"],
        ["paras. 15–19"],
        ["para. 21"],
        ["para. 23"],
        ["paras. 24–27"],
        ["para. 28"],
    ]


def test_titles_of_themes_are_not_those_of_the_sections(made: Produced) -> None:
    themes = [re.sub(r" \(paras?\. .*", "", p.text) for p in _asked(made) if p.level == 2]
    assert themes[0] == "Gaps in the legal framework against the sexual exploitation of children"
    assert themes[2] == "Training of professionals"
    assert not {themes[0], themes[2]} & SECTIONS.keys()


def test_one_recommendation_is_a_paragraph_and_several_are_bullets(made: Produced) -> None:
    labels: list[list[str]] = []
    for paragraph in _asked(made):
        if paragraph.level == 2:
            labels.append([])
        else:
            labels[-1].append(paragraph.label)
    assert labels == [["•"] * 3, ["•"] * 2, [""], [""], [""], [""]]


def test_every_recommendation_begins_with_its_verb(made: Produced) -> None:
    asked = [p.text for p in _asked(made) if not p.level]
    assert [text.split()[0] for text in asked] == [
        *("Ratify", "Ratify", "Amend", "Create", "Incorporate"),
        *("Train", "Provide", "Incorporate", "Support"),
    ]


def test_six_gaps_of_one_paragraph_have_three_recommendations(made: Produced) -> None:
    gaps = {e.id for e in made.document.evidence if e.kind == "gap" and e.numbers == (14,)}
    answering = [a for a in made.document.recommendations if gaps & {x.id for x in a.answers}]
    assert len(gaps) == 6
    assert [len(gaps & {x.id for x in asked.answers}) for asked in answering] == [1, 1, 4]


def test_paragraphs_that_nothing_answers_are_context_and_no_gaps(made: Produced) -> None:
    answered = {n for a in made.document.recommendations for x in a.answers for n in x.numbers}
    assert set(range(1, 29)) - answered == {*range(1, 14), 20, 22}
    [submission] = run(EXAMPLE, ["upr-joint"]).submissions
    assert list(unanswered(submission.document, submission.filing.layout)) == []


def test_every_mark_has_its_note_and_every_note_its_text(made: Produced) -> None:
    marks = [n for p in made.paragraphs for n in p.notes]
    assert sorted(marks) == sorted(made.notes) == list(range(1, len(made.notes) + 1))
    assert len(made.notes) >= 39
    assert all(re.search(r"\w", text) for text in made.notes.values())


def test_several_marks_may_stand_at_one_place(made: Produced) -> None:
    with zipfile.ZipFile(made.file("docx")) as file:
        xml = file.read("word/document.xml").decode()
    plain = re.sub(r"<w:bookmark(?:Start|End) [^>]*>", "", xml)
    raised = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
    comma = f'{raised}<w:t xml:space="preserve">, </w:t></w:r>'
    assert re.search(rf'<w:footnoteReference w:id="\d+"/></w:r>{comma}{raised}<w:foot', plain)


def test_statistics_laws_and_articles_carry_over(made: Produced) -> None:
    text = " ".join(p.text for p in made.paragraphs)
    for told in (
        *("49th place", "143 million", "60,162", "155 mobile phones", "71 per cent", "24 per cent"),
        *("12-fold", "540 criminal cases", "31 million", "USD 8 billion", "354 girls", "216 boys"),
        *("45,000", "No. 124-FZ", "No. 436-FZ", "242.1"),
    ):
        assert told in text, told


def test_a_figure_that_lost_its_unit_is_told_in_a_note_and_not_given(made: Produced) -> None:
    assert "31,6" not in " ".join(p.text for p in made.paragraphs)
    assert any("31,6" in note for note in made.notes.values())


def test_acronyms_are_written_out_once_at_their_first_use(made: Produced) -> None:
    text = " ".join(p.text for p in made.paragraphs if not p.level)
    for short in ("SEC", "OPSC", "CoE", "OCSE", "CSAM", "SECTT", "NGO", "INHOPE"):
        assert text.count(f"({short})") + text.count(f"({short}s)") <= 1, short
        assert re.search(rf"\b{short}", text), short


def test_older_terms_stand_in_quotation_marks_or_titles_only(made: Produced) -> None:
    for paragraph in made.paragraphs:
        for term in ("child pornography", "child prostitution"):
            for found in re.finditer(term, paragraph.text):
                before = paragraph.text[max(0, found.start() - 120) : found.start()]
                assert before.endswith("“") or "Optional Protocol" in before, paragraph.text
