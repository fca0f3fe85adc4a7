"""Locators: what is recognised, what is left to the author, and how each is printed."""

from __future__ import annotations

import pytest
import yaml

from shadowkit import resources
from shadowkit.model.locators import Locator, Place, parse, split_locator, word


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("para. 14", "para. 14"),
        ("paras. 2, 3 and 5", "paras. 2, 3 and 5"),
        ("paras. 15–19", "paras. 15–19"),
        ("paras. 15 - 19", "paras. 15 - 19"),
        ("p. 3", "p. 3"),
        ("p.3", "p. 3"),
        ("pp. 3-5", "pp. 3-5"),
        ("pp. xi–xii", "pp. xi–xii"),
        ("art. 20", "art. 20"),
        ("art 20", "art. 20"),
        ("art. 25(2)", "art. 25(2)"),
        ("art. 14 bis", "art. 14 bis"),
        ("arts. 2 and 3 (c)", "arts. 2 and 3 (c)"),
        ("articles 242.1 and 242.2", "arts. 242.1 and 242.2"),
        ("sec. 2", "sec. 2"),
        ("ch. IV", "ch. IV"),
        ("Chapter IV", "ch. IV"),
        ("rec. 5", "rec. 5"),
        ("recs. V-6, V-11", "recs. V-6, V-11"),
        ("recommendation II-3", "rec. II-3"),
        ("recs. 126.34, 126.35 and 127", "recs. 126.34, 126.35 and 127"),
        ("annex II", "annex II"),
        ("annexes I and II", "annexes I and II"),
        ("paragraph 14", "para. 14"),
        ("Paras. 145, 146", "paras. 145, 146"),
        ("para. 102, 103", "para. 102, 103"),  # the author's singular
        ("para. 14 ff.", "para. 14 ff."),
        ("art. 34 (1) (c), para. 2", "art. 34 (1) (c), para. 2"),
        ("article 34, paragraph 2", "art. 34, para. 2"),
        ("§ 14", "§ 14"),  # a section in some laws, a paragraph in others
        # Other languages
        ("párr. 3", "para. 3"),
        ("párrs. 4 y 5", "paras. 4 and 5"),
        ("págs. 3-5", "pp. 3-5"),
        ("artículo 20", "art. 20"),
        ("par. 2", "para. 2"),
        ("par. 2 et 3", "paras. 2 and 3"),
        ("articles 2 et 3", "arts. 2 and 3"),
        ("chap. IV", "ch. IV"),
        ("п. 3", "para. 3"),
        ("пп. 2 и 3", "paras. 2 and 3"),
        ("ст. 242.1", "art. 242.1"),
        ("с. 5", "p. 5"),
        ("с. 5–7", "pp. 5–7"),
        ("الفقرة 14", "para. 14"),
        ("المادة 3", "art. 3"),
    ],
)
def test_is_read_whole_and_printed_in_the_language_of_the_document(
    written: str, printed: str
) -> None:
    assert split_locator(written) == (written, "")
    assert word(written, "en") == printed


@pytest.mark.parametrize(
    ("text", "locator", "rest"),
    [
        ("para. 14, emphasis added", "para. 14", ", emphasis added"),
        ("para. 14 (emphasis added)", "para. 14", " (emphasis added)"),
        ("paras. 2, 3 above", "paras. 2, 3", " above"),
        ("para. 14, 2013 edition", "para. 14", ", 2013 edition"),
        ("p. 3 of the annex", "p. 3", " of the annex"),
        ("p. 3 and passim", "p. 3", " and passim"),
        ("p. 40.", "p. 40", "."),
        ("arts. 34 (1), 35, para. 2, in Russian", "arts. 34 (1), 35, para. 2", ", in Russian"),
        ("  para. 14", "para. 14", ""),
        ("and passim", "", "and passim"),
        ("see para. 14", "", "see para. 14"),
        ("Russia, p. 3", "", "Russia, p. 3"),
        ("page one", "", "page one"),
        ("parties to the treaty", "", "parties to the treaty"),
        ("p.", "", "p."),
        ("14", "", "14"),
        ("", "", ""),
    ],
)
def test_split(text: str, locator: str, rest: str) -> None:
    assert split_locator(text) == (locator, rest)


def test_what_is_no_locator_prints_as_written() -> None:
    assert parse("the map inside the cover") is None
    assert parse("para. 14, emphasis added") is None
    assert word("the map inside the cover", "en") == "the map inside the cover"


def test_parts() -> None:
    assert parse("arts. 2 and 3, para. 1") == Locator(
        (Place("article", True, "2 and 3"), Place("paragraph", False, "1", ", "))
    )


@pytest.mark.parametrize(
    ("written", "fr", "es", "ru", "ar", "zh"),
    [
        ("para. 14", "par. 14", "párr. 14", "п. 14", "الفقرة 14", "第14段"),
        ("paras. 2 and 3", "par. 2 et 3", "párrs. 2 y 3", "пп. 2 и 3", "الفقرتان 2 و3", "第2和3段"),
        (
            "paras. 2, 3 or 5",
            "par. 2, 3 ou 5",
            "párrs. 2, 3 o 5",
            "пп. 2, 3 или 5",
            "الفقرات 2 و3 أو 5",
            "第2、3或5段",
        ),
        ("pp. 3–5", "p. 3–5", "págs. 3–5", "с. 3–5", "الصفحات 3–5", "第3–5页"),
        ("párrs. 3 a 5", "par. 3 à 5", "párrs. 3 a 5", "пп. 3–5", "الفقرات 3–5", "第3至5段"),
        (
            "art. 34, para. 2",
            "art. 34, par. 2",
            "art. 34, párr. 2",
            "ст. 34, п. 2",
            "المادة 34، الفقرة 2",
            "第34条，第2段",
        ),
        (
            "第34条第2款",  # 款 is a paragraph of an article, and stays one in Chinese
            "art. 34, par. 2",
            "art. 34, párr. 2",
            "ст. 34, п. 2",
            "المادة 34، الفقرة 2",
            "第34条第2款",
        ),
        ("arts. 2 & 3", "art. 2 & 3", "arts. 2 & 3", "ст. 2 & 3", "المادتان 2 & 3", "第2 & 3条"),
    ],
)
def test_prints_in_six_languages(written: str, fr: str, es: str, ru: str, ar: str, zh: str) -> None:
    assert [word(written, name) for name in ("fr", "es", "ru", "ar", "zh")] == [fr, es, ru, ar, zh]


@pytest.mark.parametrize(
    ("written", "language"),
    [
        ("párrs. 15 a 19, 21 y 23", "es"),
        ("art. 2 et 3", "fr"),
        ("par. 15 à 19", "fr"),
        ("пп. 2, 3 и 5", "ru"),
        ("الفقرتان 15 و16", "ar"),
        ("الفقرات 15، 16 أو 17", "ar"),
        ("第15、17和20段", "zh"),
        ("第15-19段", "zh"),
        ("建议5", "zh"),
    ],
)
def test_what_is_right_in_its_language_stays(written: str, language: str) -> None:
    assert split_locator(written) == (written, "")
    assert word(written, language) == written


@pytest.mark.parametrize("language", resources.names("content/labels"))
def test_every_form_in_the_data_is_read(language: str) -> None:
    labels = yaml.safe_load(resources.text("content", "labels", f"{language}.yaml"))
    for kind, entry in labels.get("locators", {}).items():
        assert set(entry) <= {"singular", "dual", "plural", "forms", "plural-forms", "as"}
        forms = (*entry.get("forms", ()), *entry.get("plural-forms", ()))
        for form in (entry["singular"], entry["plural"], *forms):
            read = parse(form.format(n=3) if "{n}" in form else f"{form} 3")
            assert read is not None and read.places[0].kind == kind, form
