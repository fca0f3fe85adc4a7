"""Acronyms: written out at their first use in running text, wherever that comes to stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from dossiers import dossier, places, text
from shadowkit.pipeline import run

SETTINGS = """\
title: A test
acronyms:
  NGO: {long: non-governmental organisation, plural: non-governmental organisations}
  OPSC: {long: the Optional Protocol, plural: Optional Protocols}
  SEC: sexual exploitation of children
  SECTT: sexual exploitation of children in travel and tourism
  NAP: national action plan
submissions:
  report: {layout: layout.yaml}
"""

CASES = {
    # first use, later uses
    "Reports on SEC and SEC.": "Reports on sexual exploitation of children (SEC) and SEC.",
    "On SECTT and SEC.": (
        "On sexual exploitation of children in travel and tourism (SECTT) and sexual exploitation "
        "of children (SEC)."
    ),
    "For NGO use; NGOs.": "For non-governmental organisation (NGO) use; NGOs.",
    # the plural
    "All NGOs agree; the NGO.": "All non-governmental organisations (NGOs) agree; the NGO.",
    "Two NAPs.": "Two national action plans (NAPs).",
    # articles
    "Under the OPSC.": "Under the Optional Protocol (OPSC).",
    "Under OPSC.": "Under the Optional Protocol (OPSC).",
    "The OPSC.": "The Optional Protocol (OPSC).",
    "All the OPSCs.": "All the Optional Protocols (OPSCs).",
    "An NGO and the NGO.": "An NGO (non-governmental organisation) and the NGO.",
    # the beginning of a sentence
    "SEC is rising.": "Sexual exploitation of children (SEC) is rising.",
    "OPSC applies.": "The Optional Protocol (OPSC) applies.",
    "So it is. SEC is rising.": "So it is. Sexual exploitation of children (SEC) is rising.",
    "So it is.[@a] SEC is rising.": "So it is.[1] Sexual exploitation of children (SEC) is rising.",
    "See @para:x SEC.": "See para. 1 sexual exploitation of children (SEC).",
    "@para:x SEC.": "para. 1 sexual exploitation of children (SEC).",
    "*Title*, NGO.": "Title, non-governmental organisation (NGO).",
    "[Titre]{lang=fr} NGO.": "Titre non-governmental organisation (NGO).",
    # not a use
    "SECURE, xNGO and SEC.": "SECURE, xNGO and sexual exploitation of children (SEC).",
    "*The SEC study* on SEC.": "The SEC study on sexual exploitation of children (SEC).",
    "[SEC]{lang=fr} on SEC.": "SEC on sexual exploitation of children (SEC).",
    "“On SEC” and SEC.": "“On SEC” and sexual exploitation of children (SEC).",
    '"On SEC" and SEC.': '"On SEC" and sexual exploitation of children (SEC).',
    "«SEC “SEC” SEC» SEC.": "«SEC “SEC” SEC» sexual exploitation of children (SEC).",
    "https://example.org/SEC/x on SEC.": (
        "https://example.org/SEC/x on sexual exploitation of children (SEC)."
    ),
    "<https://example.org/SEC> on SEC.": (
        "https://example.org/SEC on sexual exploitation of children (SEC)."
    ),
    "SEC@example.org on SEC.": "SEC@example.org on sexual exploitation of children (SEC).",
    # by hand
    "A plan (NAP) and NAP.": "A plan (NAP) and NAP.",
    "A plan (the NAP of 2013).": "A plan (the national action plan (NAP) of 2013).",
    # marks of emphasis, spans and links are running text
    "**SEC** and [SEC]{.gap}.": "Sexual exploitation of children (SEC) and SEC.",
    "On [SEC]{.gap #g}, SEC.": "On sexual exploitation of children (SEC), SEC.",
    "On [SEC](https://example.org).": "On sexual exploitation of children (SEC).",
}


@pytest.mark.parametrize("written", CASES)
def test_an_acronym_is_printed(written: str, tmp_path: Path) -> None:
    mark = "[]{#x}" if "@para:x" in written else ""
    folder = dossier(tmp_path, f"{mark}{written}\n", settings=SETTINGS)
    assert text(folder).split("\n")[1].removeprefix("1. ") == CASES[written]


def test_headings_quotations_and_notes_keep_the_short_form(tmp_path: Path) -> None:
    content = """\
        # On SEC

        A note.^[On SEC.]

        > On SEC.

        ::: gap
        > On SEC.

        On SEC.

        - On SEC.
        :::
        """
    printed = text(dossier(tmp_path, content, settings=SETTINGS))
    assert [line for line in printed.split("\n") if "(SEC)" in line] == [
        "2. On sexual exploitation of children (SEC)."
    ]


def test_the_first_use_is_the_first_printed_in_each_submission(tmp_path: Path) -> None:
    settings = SETTINGS.replace(
        "  report: {layout: layout.yaml}", "  a: {layout: layout.yaml}\n  b: {layout: layout.yaml}"
    )
    content = "::: {.paragraph only=a}\nOne SEC.\n:::\n\nTwo SEC.\n"
    folder = dossier(tmp_path, content, settings=settings)
    assert "One sexual exploitation of children (SEC)." in text(folder, "a")
    assert "Two SEC." in text(folder, "a")
    assert "Two sexual exploitation of children (SEC)." in text(folder, "b")


def test_a_long_form_is_taken_in_the_language_of_the_submission(tmp_path: Path) -> None:
    settings = """\
        title: A test
        acronyms:
          NAP: {long: {fr: plan national, en: national action plan}}
        submissions:
          report: {layout: layout.yaml, language: en-GB, acronyms: {CSO: civil society}}
        """
    printed = text(dossier(tmp_path, "The NAP and CSO.\n", settings=settings))
    assert "The national action plan (NAP) and civil society (CSO)." in printed


def test_a_definition_by_hand_is_a_finding_and_not_defined_again(tmp_path: Path) -> None:
    folder = dossier(tmp_path, "A national plan (NAP). The NAP.\n", settings=SETTINGS)
    assert places(run(folder)) == ["content/10.md:1:17 SK401"]
    assert "A national plan (NAP). The NAP." in text(folder)


LANGUAGES = {
    "fr": {
        "HCR": "le Haut-Commissariat",
        "ONG": "organisation non gouvernementale",
        "OIM": "l’Organisation internationale",
        "OHCDH": "le Haut-Commissariat aux droits de l’homme",
        "ONU": "les Nations Unies",
    },
    "es": {
        "ACNUDH": "el Alto Comisionado",
        "ONG": "organización no gubernamental",
        "ONU": "las Naciones Unidas",
    },
    "ru": {"НПО": "неправительственная организация", "ООН": "Организация Объединенных Наций"},
    "ar": {"NGO": "منظمة غير حكومية", "اليونيسف": "منظمة الأمم المتحدة للطفولة"},
    "zh": {"NGO": "非政府组织", "儿基会": "联合国儿童基金会"},
}
CASES_IN_LANGUAGES = {
    ("fr", "Le HCR et le HCR."): "Le Haut-Commissariat (HCR) et le HCR.",
    ("fr", "Avis du HCR."): "Avis du Haut-Commissariat (HCR).",
    ("fr", "HCR."): "Le Haut-Commissariat (HCR).",
    ("fr", "Selon l’OIM."): "Selon l’Organisation internationale (OIM).",
    ("fr", "Selon l'OIM."): "Selon l'Organisation internationale (OIM).",
    ("fr", "Une ONG."): "Une organisation non gouvernementale (ONG).",
    ("fr", "Avis d’ONG."): "Avis d’organisation non gouvernementale (ONG).",
    ("fr", "Selon l’OHCDH."): "Selon l’OHCDH (Haut-Commissariat aux droits de l’homme).",
    ("fr", "Selon l’ONU."): "Selon l’ONU (Nations Unies).",
    ("es", "El ACNUDH."): "El Alto Comisionado (ACNUDH).",
    ("es", "Informe del ACNUDH."): "Informe del Alto Comisionado (ACNUDH).",
    ("es", "Una ONG."): "Una organización no gubernamental (ONG).",
    ("es", "Según la ONU."): "Según la ONU (Naciones Unidas).",
    ("es", "¿ONG?"): "¿Organización no gubernamental (ONG)?",
    ("ru", "НПО и НПО."): "Неправительственная организация (НПО) и НПО.",
    ("ru", "Она – НПО."): "Она – неправительственная организация (НПО).",
    ("ar", "تقول NGO."): "تقول منظمة غير حكومية (NGO).",
    ("ar", "الحكومة وNGO معا."): "الحكومة ومنظمة غير حكومية (NGO) معا.",
    ("ar", "واليونيسف."): "ومنظمة الأمم المتحدة للطفولة (اليونيسف).",
    ("ar", "حوNGO."): "حوNGO.",
    ("zh", "据NGO和NGO称。"): "据非政府组织（NGO）和NGO称。",
    ("zh", "据儿基会称。"): "据联合国儿童基金会（儿基会）称。",
    ("zh", "《NGO手册》和NGO。"): "《NGO手册》和非政府组织（NGO）。",
    ("zh", "计划（NGO）和NGO。"): "计划（NGO）和NGO。",
    ("zh", "xNGO。"): "xNGO。",
}


@pytest.mark.parametrize("case", CASES_IN_LANGUAGES)
def test_an_acronym_in_other_languages(case: tuple[str, str], tmp_path: Path) -> None:
    language, written = case
    long = "".join(f'  {short}: "{words}"\n' for short, words in LANGUAGES[language].items())
    settings = (
        f"title: A test\nacronyms:\n{long}"
        f"submissions:\n  report: {{layout: layout.yaml, language: {language}}}\n"
    )
    folder = dossier(tmp_path, f"{written}\n", settings=settings)
    assert text(folder).split("\n")[1].removeprefix("1. ") == CASES_IN_LANGUAGES[case]
