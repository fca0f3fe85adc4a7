"""What prints of keys: lead-ins, labels, run-ins; themes of items; what a span may say."""

from __future__ import annotations

from pathlib import Path

import pytest

from dossiers import dossier, places, text
from shadowkit.pipeline import run

SETTINGS = """\
title: A test
state: RUS
addressee: {name: the Government of the Russian Federation, short: the Government}
addressees: {all-parties: "all Parties, including the Russian Federation"}
themes: {law: Law, services: Services}
submissions:
  report: {layout: layout.yaml}
  other: {layout: layout.yaml}
"""


def layout(section: str = "", more: str = "") -> str:
    return (
        "id: own\ntitle: Own\n"
        "options: {numbering: {choices: [none], default: none}}\n"
        "forms: {recommendations: bullet, recommendation: bullet}\n"
        f"{more}sections:\n  - {{id: text, takes: {{rest: true}}, heading: none{section}}}\n"
    )


def body(folder: Path, content: str, own: str = "", name: str = "report") -> list[str]:
    dossier(folder, content, settings=SETTINGS, layout=own or layout())
    return [line.strip() for line in text(folder, name).split("\n")[1:] if line]


CONTRACTED = {
    ("fr", "Il **{urgency}** {to}", "to=state urgency=recommend"): "Il recommande au Gouvernement",
    ("fr", "{urgency} {to}", "to=SVN urgency=recommend"): "Recommande à la République de Slovénie",
    ("fr", "de {to}", "to=parties"): "Des Parties",
    ("fr", "de {to}", "to=law"): "De l’État",
    ("es", "{urgency} {to}", "to=state urgency=invite"): "Invita al Gobierno",
    ("es", "invita {to}", "to=state"): "Invita el Gobierno",
    ("es", "{urgency} {to}", 'to="state RUS" urgency=urge'): (
        "Insta al Gobierno y la Federación de Rusia"
    ),
    ("ru", "{urgency} {to}", "to=state urgency=urge"): "Настоятельно призывает Правительство",
    ("ar", "{urgency} {to}", 'to="state parties" urgency=urge'): "تحث الحكومة والأطراف",
    ("zh", "{urgency}{to}", 'to="state parties" urgency=urge'): "敦促政府和缔约方",
}


@pytest.mark.parametrize("case", CONTRACTED)
def test_an_addressee_stands_behind_its_preposition(
    tmp_path: Path, case: tuple[str, str, str]
) -> None:
    language, wording, keys = case
    names = {
        "fr": ("le Gouvernement", "les Parties", "l’État"),
        "es": ("el Gobierno", "las Partes", "el Estado"),
        "ru": ("Правительство", "стороны", "государство"),
        "ar": ("الحكومة", "الأطراف", "الدولة"),
        "zh": ("政府", "缔约方", "国家"),
    }[language]
    settings = (
        f"title: A test\n"
        f"addressees: {{state: {names[0]}, parties: {names[1]}, law: {names[2]}}}\n"
        f"submissions:\n  report: {{layout: layout.yaml, language: {language}}}\n"
    )
    content = f'::: {{.recommendations answers="*" {keys}}}\n- …\n:::\n'
    own = layout(f', lead-in: [{{{language}: "{wording}"}}]')
    dossier(tmp_path, content, settings=settings, layout=own)
    assert CONTRACTED[case] in text(tmp_path).split("\n")


LEAD_INS = ', lead-in: [{en: "The Committee **{urgency}** {to} to:"}, {en: "{to} should:"}]'


@pytest.mark.parametrize(
    ("keys", "lead_in"),
    [
        ("to=RUS urgency=request", "The Committee requests the Russian Federation to:"),
        (
            'to="RUS NOR" urgency=require',
            "The Committee requires the Russian Federation and Norway to:",
        ),
        ("urgency=invite", "The Committee invites the Government to:"),
        ("to=all-parties", "All Parties, including the Russian Federation should:"),
        ("", None),
    ],
)
def test_a_list_begins_with_words_made_from_its_keys(
    tmp_path: Path, keys: str, lead_in: str | None
) -> None:
    content = f'::: {{.recommendations answers="*" {keys}}}\n- adopt a law;\n- apply it.\n:::\n'
    printed = body(tmp_path, content, layout(LEAD_INS))
    assert printed == [*([lead_in] if lead_in else []), "- adopt a law;", "- apply it."]


def test_the_authors_own_words_stand_in_place_of_generated_ones(tmp_path: Path) -> None:
    content = '::: {.recommendations answers="*" to=RUS urgency=urge}\nWe urge:\n\n- adopt.\n:::\n'
    assert body(tmp_path, content, layout(LEAD_INS)) == ["We urge:", "- adopt."]


def test_items_that_address_others_have_words_of_their_own(tmp_path: Path) -> None:
    content = (
        '::: {.recommendations answers="*" urgency=invite}\n'
        "- []{to=NOR}one;\n- []{to=NOR}two.\n- []{to=RUS urgency=require}three.\n:::\n"
    )
    assert body(tmp_path, content, layout(LEAD_INS)) == [
        "The Committee invites Norway to:",
        "- one;",
        "- two.",
        "The Committee requires the Russian Federation to:",
        "- three.",
    ]


def test_a_label_stands_before_the_first_recommendations_of_each_section(tmp_path: Path) -> None:
    content = (
        '# A\n\nText.\n\n::: {.recommendations answers="*"}\n- one\n:::\n\n'
        '::: {.recommendation answers="*"}\ntwo\n:::\n\n'
        '# B\n\n::: {.recommendations answers="*"}\nWe ask:\n\n- three\n:::\n\n'
        '# C\n\n::: {.recommendation answers="*"}\nfour\n:::\n'
    )
    own = layout(", label: {en: 'Recommendations:'}")
    assert body(tmp_path, content, own) == [
        "# A", "Text.", "Recommendations:", "- one", "- two",
        "# B", "We ask:", "- three",
        "# C", "Recommendations:", "- four",
    ]  # fmt: skip


def test_kinds_are_worded_by_the_layout_from_their_keys(tmp_path: Path) -> None:
    more = (
        "forms: {recommendations: bullet, practice: run-in}\n"
        "labels:\n  run-in: {en: '{label} –'}\n  observation: {en: '{by} ({stance})'}\n"
        "  practice-after: {en: '{by}, {place}'}\n"
    )
    own = layout(more=more).replace(
        "forms: {recommendations: bullet, recommendation: bullet}\n", ""
    )
    content = (
        '::: {.observation by="The Committee" stance=notes}\nA.\n:::\n\n'
        '::: {.observation by="The Committee"}\nB.\n:::\n\n'
        '::: {.gap label="Data"}\nC.\n:::\n\n'
        '::: {.practice title="A hotline" by=NGO place=Here}\nD.\n:::\n\n'
        "::: {.practice by=NGO}\nE.\n:::\n"
    )
    assert body(tmp_path, content, own) == [
        "The Committee (notes) A.", "B.", "Data – C.", "A hotline – D.", "NGO, Here", "E.",
    ]  # fmt: skip


def test_a_section_may_run_into_its_first_paragraph(tmp_path: Path) -> None:
    sections = (
        "id: own\ntitle: Own\noptions: {numbering: {choices: [none], default: none}}\nsections:\n"
        "  - {id: a, title: First, heading: run-in}\n"
        "  - {id: b, title: Second, heading: run-in}\n"
    )
    content = "# {#a}\n\nOne.\n\nTwo.\n\n# Own words {#b}\n\n- three\n"
    content = content.replace("# {#a}", "# First {#a}")
    assert body(tmp_path, content, sections) == ["First: One.", "Two.", "- Own words: three"]


def test_collected_items_print_under_their_own_themes(tmp_path: Path) -> None:
    own = (
        "id: own\ntitle: Own\n"
        "options:\n  numbering: {choices: [none], default: none}\n"
        "  recommendations: {choices: [collected], default: collected}\n"
        "forms: {recommendations: bullet}\nsections:\n"
        "  - {id: asked, title: Asked, takes: {generated: recommendations}}\n"
    )
    content = (
        '::: {.recommendations answers="*" theme=services}\n'
        "- []{theme=law}one\n- two\n- []{theme=law}three\n:::\n"
    )
    assert body(tmp_path, content, own) == [
        "# Asked", "## Law", "- one", "- three", "## Services", "- two",
    ]  # fmt: skip


def test_a_span_may_stand_in_some_submissions_only(tmp_path: Path) -> None:
    content = (
        "The law [of 2013]{only=other} is old [and short]{not=other}."
        "^[Own. [More.]{only=other}]\n\n"
        "- [One.]{only=other}\n- []{only=report}Two.\n- Three [x]{only=other}.\n"
    )
    assert body(tmp_path, content) == [
        "The law is old and short.[1]", "- Two.", "- Three.", "Notes", "[1] Own.",
    ]  # fmt: skip
    assert body(tmp_path, content, name="other") == [
        "The law of 2013 is old.[1]", "- One.", "- Three x.", "Notes", "[1] Own. More.",
    ]  # fmt: skip


def test_a_span_may_have_a_label_a_status_and_an_allowance(tmp_path: Path) -> None:
    content = (
        "First [there is no law.]{.gap label=Law status=draft}\n"
        'Then [there is none.]{.gap allow=SK105 reason="Answered elsewhere."}\n'
    )
    assert body(tmp_path, content) == ["First Law: there is no law. Then there is none."]
    found = run(tmp_path, ["report"])
    assert places(found, "SK213") == ["content/10.md:1:48 SK213"]
    assert places(found, "SK105") == ["content/10.md:1:7 SK105"]


def test_a_fenced_section_numbers_the_headings_in_it(tmp_path: Path) -> None:
    content = (
        '::: {.section title="Dialogue" numbering=lower-roman}\n\n## Character\n\nOpen.\n\n'
        "## Issues\n\nMany.\n\n:::\n\n# After\n\n## Plain\n\nText.\n"
    )
    assert body(tmp_path, content) == [
        "# Dialogue", "## i Character", "Open.", "## ii Issues", "Many.",
        "# After", "## Plain", "Text.",
    ]  # fmt: skip


def test_a_label_on_a_heading_stands_before_it_and_its_status_counts(tmp_path: Path) -> None:
    assert body(tmp_path, "# Law {label=Chapter status=draft}\n\nText.\n") == [
        "# Chapter: Law", "Text.",
    ]  # fmt: skip
    assert places(run(tmp_path, ["report"]), "SK213") == ["content/10.md:1:29 SK213"]
