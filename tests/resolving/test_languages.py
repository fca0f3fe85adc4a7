"""What the program prints of its own in each language: held word for word, and the dates of
the labels held to CLDR, as Babel has it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from babel.dates import format_date, get_month_names
from docx import Document
from docx.oxml.ns import qn

from dossiers import dossier, shadowkit, text
from shadowkit import resources
from shadowkit.model.dates import PartialDate
from shadowkit.reading.catalogue import labels, languages
from shadowkit.resolving.cover import procedure

ACCEPTED = Path(__file__).parents[1] / "languages"
UNITED_NATIONS = ("ar", "en", "es", "fr", "ru", "zh")

# --- the label files ----------------------------------------------------------------------

OPTIONAL = {
    *("months-alone", "contractions", "date.first", "date.days", "date.span"),
    *("citation.marks", "citation.numbers", "citation.title", "locators.clause"),
    *("acronyms.plural", "acronyms.articles", "acronyms.indefinite"),
    *("acronyms.vowels", "acronyms.attached"),
}
"""What a language has where it needs it."""
OWN_WORDS = re.compile(
    r"(references\.\w+|earlier\.follows)\.two|locators\.\w+\.(dual|forms|plural-forms|as)"
)


def written(language: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(resources.text("content", "labels", f"{language}.yaml"))
    return found


def leaves(data: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in data.items():
        here = f"{path}.{key}".lstrip(".")
        if here in OPTIONAL or OWN_WORDS.fullmatch(here):
            continue
        if isinstance(value, dict):
            yield from leaves(value, here)
        else:
            yield here, value


def names(wording: Any) -> list[str]:
    """The names in braces; a language may put them in another order."""
    return sorted(re.findall(r"\{[a-z]+\}", str(wording)))


def test_there_are_labels_for_the_six_languages() -> None:
    assert tuple(languages()) == UNITED_NATIONS


@pytest.mark.parametrize("language", UNITED_NATIONS)
def test_a_language_has_the_keys_and_placeholders_of_english(language: str) -> None:
    english, own = dict(leaves(written("en"))), dict(leaves(written(language)))
    assert list(own) == list(english)
    assert written(language)["language"] == language
    for key, value in own.items():
        if not key.startswith("locators."):  # Chinese puts words on both sides of a number
            assert names(value) == names(english[key]), key
    two = [
        wording["two"] for wording in written(language)["references"].values() if "two" in wording
    ]
    assert all(names(wording) == ["{n}"] for wording in two)
    assert len(own["months"]) == 12


@pytest.mark.parametrize(("language", "letters"), [("ru", "а-яё"), ("ar", "ء-ي"), ("zh", "一-鿿")])
def test_a_language_is_written_in_its_own_letters(language: str, letters: str) -> None:
    for key, value in leaves(written(language)):
        if key not in ("language", "direction") and isinstance(value, str):
            words = "".join(filter(str.isalpha, re.sub(r"\{\w+\}", "", value)))
            assert re.fullmatch(f"[{letters}]*", words, re.IGNORECASE), (key, value)


# --- dates --------------------------------------------------------------------------------


def dates(language: str) -> Iterator[tuple[str, str, datetime.date]]:
    """Each day of a year as the labels word it: with and without its day."""
    for month in range(1, 13):
        for day in (1, 2, 15, 28):
            own = labels(language)
            yield (
                own.worded_date(PartialDate(2017, month, day)),
                own.worded_date(PartialDate(2017, month)),
                datetime.date(2017, month, day),
            )


@pytest.mark.parametrize(("language", "locale"), [("en", "en_GB"), ("es", "es"), ("zh", "zh_CN")])
def test_dates_are_those_of_cldr(language: str, locale: str) -> None:
    months = {"en": "MMMM y", "es": "MMMM 'de' y", "zh": "y年M月"}[language]
    for day, month, date in dates(language):
        assert day == format_date(date, "long", locale=locale)
        assert month == format_date(date, months, locale=locale)


def test_french_dates_are_those_of_cldr_but_for_the_first_of_a_month() -> None:
    for day, month, date in dates("fr"):
        cldr = format_date(date, "long", locale="fr")
        assert day == (cldr.replace("1 ", "1er ", 1) if date.day == 1 else cldr)
        assert month == format_date(date, "MMMM y", locale="fr")


def test_russian_dates_are_those_of_cldr_with_the_year_in_full() -> None:
    # CLDR abbreviates: "5 октября 2017 г."; documents of the United Nations have "года".
    for day, month, date in dates("ru"):
        assert day == format_date(date, "long", locale="ru").replace("\u202fг.", " года")
        assert month == format_date(date, "LLLL y", locale="ru") + " года"
    assert labels("ru").worded_date(PartialDate(2017)) == "2017 год"


def test_arabic_months_have_both_names() -> None:
    """CLDR has one name of a month in a country; documents of the United Nations have that of
    the Levant and that of Egypt, with older spellings of two of those."""
    levant = get_month_names("wide", context="format", locale="ar_SY")
    egypt = get_month_names("wide", context="format", locale="ar_EG")
    united_nations = {"يونيو": "يونيه", "يوليو": "يوليه"}
    for day, month, date in dates("ar"):
        names = f"{levant[date.month]}/{united_nations.get(egypt[date.month], egypt[date.month])}"
        assert month == f"{names} 2017"
        assert day == f"{date.day} {names} 2017"  # European digits


@pytest.mark.parametrize(
    ("language", "in_a_month", "over_a_month"),
    [
        ("en", "", ""),
        ("fr", "", ""),
        ("es", "2 a 7 de mayo de 2015", "2 de mayo de 2015 a 1 de junio de 2015"),
        ("ru", "2–7 мая 2015 года", "2 мая 2015 года – 1 июня 2015 года"),
        ("ar", "2–7 أيار/مايو 2015", "2 أيار/مايو 2015 – 1 حزيران/يونيه 2015"),
        ("zh", "2015年5月2日至7日", "2015年5月2日至2015年6月1日"),
    ],
)
def test_spans_of_time(language: str, in_a_month: str, over_a_month: str) -> None:
    span, start = labels(language).worded_span, PartialDate(2015, 5, 2)
    assert span(start, PartialDate(2015, 5, 7)) == in_a_month
    assert span(start, PartialDate(2015, 6, 1)) == over_a_month
    assert span(PartialDate(2015), PartialDate(2016)) == ""  # the style's own: 2015–2016


# --- what a dossier prints ----------------------------------------------------------------

CONTENT = """\
::: {{.paragraph #first label="{label}"}}
{text}[@about, para. 53] [@treaty, arts. 2 and 3; @secret]
:::

[{text}]{{#second}} [@treaty, p. 5]

::: {{.gap #third}}
{text}^[[]{{#note}}{text}]
:::

[{text}]{{#fourth}} ({before}[@para:first])

[{text}]{{#fifth}} ({before}[@para:first; @para:second])

[{text}]{{#sixth}} ({before}[@para:first; @para:second; @para:third; @para:fifth])

({before}[@para:first; @para:third; @para:sixth]; @note:note; @table:money; @section:untitled)

({before}[@earlier:V-6]) ({before}[@earlier:V-6; @earlier:V-7]) {acronym}

::: {{.table #money}}
| 1 | 2 |
|---|---|
| 3 | 4 |

Table: {text}
:::

::: {{.recommendations answers="first second third fifth"}}
- {text}
- []{{follows="V-6 V-7"}}{text}
:::

# {title} {{#untitled}}

{text}
"""
SETTINGS = """\
title: {title}
addressees: {{state: {title}}}
acronyms: {{{short}: {long}}}
state: SVN
submissions:
  report:
    layout: layout.yaml
    language: {language}
    date: 2026-10-01
    updated: 2026-11-05
    period: {{from: 2015, to: 2017-05}}
    public: true
    about: about
    submitters:
      - name: {long}
        acronym: {short}
        about: {text}
        established: 1990-10-05
        ecosoc: true
        email: a@example.org
        url: https://example.org
"""
LAYOUT = """\
id: own
title: Own
follows: note
cover: [state, title, submitters, period, date, updated]
options:
  numbering: {choices: [paragraphs], default: paragraphs}
  contents: {choices: [list], default: list}
  references: {choices: [item], default: item}
contents: 1
forms: {recommendations: bullet, recommendation: bullet}
sections:
  - {id: text, takes: {rest: true}, heading: none}
"""
SOURCES = """\
- {id: about, type: report, title: About}
- {id: treaty, type: treaty, title: Treaty, issued: 2007-10-25, accessed: 2017-10-01,
   URL: "https://example.org/t", archived: "https://example.org/copy"}
- {id: secret, type: interview, title: Talk, confidential: true}
"""
REGISTER = """\
- {id: six, number: V-6, source: about, summary: Act.}
- {id: seven, number: V-7, source: about, summary: Act again.}
"""

WORDS = {
    "en": ("Data", "A sentence.", "Title", "see ", "The NGO.", "NGO", "the organisation"),
    "fr": ("Données", "Une phrase.", "Titre", "voir ", "L’ONG.", "ONG", "l’organisation"),
    "es": ("Datos", "Una frase.", "Título", "véanse ", "La ONG.", "ONG", "la organización"),
    "ru": ("Данные", "Предложение.", "Название", "", "НПО.", "НПО", "организация"),
    "ar": ("البيانات", "جملة.", "العنوان", "", "وتقول NGO.", "NGO", "منظمة"),
    "zh": ("数据", "一句话。", "标题", "见", "据NGO称。", "NGO", "组织"),
}
NAMES = ("label", "text", "title", "before", "acronym", "short", "long")


@pytest.mark.parametrize("language", UNITED_NATIONS)
def test_a_dossier_prints_as_accepted(
    language: str, tmp_path: Path, golden: Callable[[Path, str], None]
) -> None:
    """Numbers of paragraphs (one, two, a range, a list), notes, tables, sections and earlier
    recommendations; the cover and its dates; citations, first and later; an acronym."""
    words = dict(zip(NAMES, WORDS[language], strict=True))
    folder = dossier(
        tmp_path,
        CONTENT.format(**words),
        settings=SETTINGS.format(language=language, **words),
        layout=LAYOUT,
        sources=SOURCES,
        recommendations_yaml=REGISTER,
    )
    golden(ACCEPTED / language / "expected.txt", text(folder))


@pytest.mark.parametrize(
    ("language", "caption"), [("fr", "Tableau 1. Une phrase."), ("zh", "表1：一句话。")]
)
def test_the_caption_of_a_table_in_every_format(
    language: str, caption: str, tmp_path: Path
) -> None:
    words = dict(zip(NAMES, WORDS[language], strict=True))
    content = CONTENT[CONTENT.index("::: {{.table") : CONTENT.index("::: {{.rec")]
    dossier(
        tmp_path,
        content.format(**words),
        settings=SETTINGS.format(language=language, **words).replace("    about: about\n", ""),
        layout=LAYOUT,
    )
    built = shadowkit("build", tmp_path, "-f", "html,docx", "-o", tmp_path / "out")
    assert built.code == 0, built.err
    page = next((tmp_path / "out").rglob("*.html")).read_text(encoding="utf-8")
    assert caption in re.sub("<[^>]+>", "", page)
    file = next((tmp_path / "out").rglob("*.docx"))
    letters = Document(str(file)).element.body.iter(qn("w:t"))
    assert caption in "".join(letter.text for letter in letters)


CHINESE = """\
# 甲 {#run}

一句话。[见 @treaty, 第5段 真的？] [see @treaty] 一句[话。]{.gap label=标签}[@web]

# 乙 {#asks}

::: recommendations
- 一。
- []{follows="twelve thirteen fourteen"}二。
:::

# 丙 {#rest}

::: {.earlier ref=twelve label=标签}
:::

[@earlier:twelve; @earlier:thirteen]
"""
CHINESE_LAYOUT = """\
id: own
title: Own
follows: note
forms: {recommendations: running}
options: {numbering: {choices: [none], default: none}}
sections:
  - {id: run, heading: run-in}
  - {id: asks, heading: none}
  - {id: rest, heading: none}
"""
CHINESE_REGISTER = """\
- {id: twelve, paragraph: 12, symbol: A/HRC/1/1, text: 通过法律。}
- {id: thirteen, paragraph: 13, symbol: A/HRC/1/1, text: 通过法律。}
- {id: fourteen, paragraph: 14, source: treaty, text: 通过法律。}
"""


def test_chinese_has_marks_of_its_own_and_no_spaces(tmp_path: Path) -> None:
    folder = dossier(
        tmp_path,
        CHINESE,
        settings="title: A\nsubmissions:\n  report: {layout: layout.yaml, language: zh}\n",
        layout=CHINESE_LAYOUT,
        sources=SOURCES + "- {id: web, type: webpage, title: 何故？}\n",
        recommendations_yaml=CHINESE_REGISTER,
    )
    lines = [line for line in text(folder).split("\n") if line]
    assert lines == [
        "甲：一句话。[1][2] 一句标签：话。[3]",
        "一。二。[4]",
        "标签：通过法律。[5]",
        "A/HRC/1/1，第12段和A/HRC/1/1，第13段",
        "注释",
        "[1] 见Treaty，2007年10月25日，第5段，可查阅：https://example.org/t（查阅日期：2017年10月1日），"
        "存档于https://example.org/copy真的？",
        "[2] see Treaty。",
        "[3] 何故？",
        "[4] A/HRC/1/1，第12段；A/HRC/1/1，第13段；Treaty，第14段。",
        "[5] A/HRC/1/1，第12段。",
    ]


@pytest.mark.parametrize(
    ("language", "printed"),
    [
        ("en", "Review, session 40, cycle 4"),
        ("fr", "Review, 40e session, 4e cycle"),
        ("es", "Review, 40º período de sesiones, ciclo 4"),
        ("ru", "Review, 40-я сессия, 4-й цикл"),
        ("ar", "Review، الدورة 40، الجولة 4"),
        ("zh", "Review，第40届会议，第4轮"),
    ],
)
def test_the_session_on_the_cover(language: str, printed: str) -> None:
    filing = SimpleNamespace(
        mechanism=SimpleNamespace(procedure="Review"),
        settings=SimpleNamespace(session="40", cycle="4"),
        labels=labels(language),
    )
    assert procedure(filing) == printed  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wordings", "date", "label"),
    [
        ("{en: X}", "1er octobre 2026", "Données\u00a0:"),  # a form of English is none of French
        ("{en: X, fr: Y}", "Y", "Y"),
        ("Z", "Z", "Z"),  # a form for every language
    ],
)
def test_forms_that_a_layout_has_for_a_language(
    wordings: str, date: str, label: str, tmp_path: Path
) -> None:
    words = dict(zip(NAMES, WORDS["fr"], strict=True))
    layout = LAYOUT.replace(
        "cover:", f"date-format: {wordings}\nlabels: {{run-in: {wordings}}}\ncover:"
    )
    folder = dossier(
        tmp_path,
        CONTENT.format(**words),
        settings=SETTINGS.format(language="fr", **words),
        layout=layout,
        sources=SOURCES,
        recommendations_yaml=REGISTER,
    )
    lines = text(folder).split("\n")
    assert date in lines
    assert f"1. {label} Une phrase.[1][2]" in lines
