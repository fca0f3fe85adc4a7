"""A made-up dossier with twelve earlier recommendations of three documents, all of them assessed
or not, and a submission with an implementation table in each of six languages."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from dossiers import dossier
from shadowkit.model.document import Document, Section, Table
from shadowkit.pipeline import run

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")

_SETTINGS = """\
title: {en: Children in an example State, ar: "الأطفال في دولة نموذجية", zh: "某国儿童状况"}
state: KEN
submitters: [{name: Example Coalition, role: lead}]
themes:
  data:
    en: Data collection
    fr: Collecte de données
    es: Reunión de datos
    ru: Сбор данных
    ar: جمع البيانات
    zh: 数据收集
look: LOOK
submissions:
"""

_SOURCES = """\
- {id: observations, type: report, title: Concluding observations on the report of the State, \
symbol: CRC/C/OPSC/KEN/CO/1, issued: 2018-07-03, language: en}
- {id: working-group, type: report, title: Report of the Working Group, symbol: A/HRC/44/9, \
issued: 2020-03-20}
- {id: monitoring, type: report, title: Monitoring report of an example council, title-short: \
Monitoring report, issued: 2021, language: en}
"""

_CONTENT = """\
# Legal framework {#legal-framework}

::: {.development #offences}
The State added the offences of the Protocol to its penal code.
:::

::: {.gap #sale}
The law knows the sale of children only where a price was paid.
:::

::: {.gap #extradition}
Whoever offends abroad can be tried only after a complaint.
:::

# Protection {#protection}

::: {.gap #figures}
No office counts the children who were heard in court, or says how they were heard.
:::

# Recommendations {#recommendations}

::: {.recommendation #ask answers="sale extradition figures" follows=co-sale}
Bring the definition of the sale of children into line with the Protocol.
:::
"""

_REGISTER = """\
- id: co-data
  body: Committee on the Rights of the Child
  source: observations
  symbol: CRC/C/OPSC/KEN/CO/1
  paragraph: 12
  themes: [data]
  text:
    en: Set up a system that collects data on all offences of the Protocol.
    fr: Mettre en place un système de collecte de données sur toutes les infractions.
    es: Establecer un sistema de reunión de datos sobre todos los delitos del Protocolo.
    ru: Создать систему сбора данных обо всех преступлениях, охватываемых Протоколом.
    ar: وضع نظام لجمع البيانات عن جميع الجرائم المشمولة بالبروتوكول.
    zh: 建立数据收集系统，涵盖《议定书》所列一切罪行。
  to: [KEN]
  assessment:
    status: not
    comment:
      en: No office keeps such figures.
      fr: Aucun service ne tient de telles statistiques.
      es: Ninguna oficina lleva esas cifras.
      ru: Таких данных не ведёт ни одно ведомство.
      ar: لا يحتفظ أي مكتب بهذه الأرقام.
      zh: 没有任何机构掌握这类数据。
    evidence: [figures]
- id: co-sale
  body: Committee on the Rights of the Child
  source: observations
  symbol: CRC/C/OPSC/KEN/CO/1
  paragraph: 16 (a)
  text:
    en: Define the sale of children as the Protocol does, and punish each of its forms.
    fr: Définir la vente d’enfants comme le fait le Protocole et en réprimer toutes les formes.
    es: Definir la venta de niños como lo hace el Protocolo y castigar todas sus formas.
    ru: Определить торговлю детьми так, как это делает Протокол, и карать за каждый её вид.
    ar: تعريف بيع الأطفال كما ورد في البروتوكول والمعاقبة على جميع أشكاله.
    zh: 按照《议定书》界定买卖儿童，并惩治其一切形式。
  to: [KEN]
  assessment:
    status: partly
    comment:
      en: The offences are in the penal code, the definition is too narrow.
      fr: Les infractions figurent dans le code pénal, la définition est trop étroite.
      es: Los delitos figuran en el código penal; la definición es demasiado estrecha.
      ru: Преступления внесены в уголовный кодекс, но определение слишком узкое.
      ar: أُدرجت الجرائم في قانون العقوبات، لكن التعريف ضيق جداً.
      zh: 刑法典已列入这些罪行，但定义过窄。
    evidence: [offences, sale, nowhere-printed]
- id: co-courts
  body: Committee on the Rights of the Child
  source: observations
  symbol: CRC/C/OPSC/KEN/CO/1
  paragraph: 30
  summary: Hear children in court with the care that they need.
  language: en
  to: [KEN]
  assessment:
    status: cannot-assess
    comment: Nobody publishes how children are heard.
    evidence: [protection]
- id: co-told
  body: Committee on the Rights of the Child
  source: observations
  symbol: CRC/C/OPSC/KEN/CO/1
  paragraph: 33
  summary: Make the Protocol known.
  language: en
  to: [KEN]
- id: upr-ratify
  number: "142.1"
  body: Human Rights Council
  source: working-group
  symbol: A/HRC/44/9
  text: Ratify the third Optional Protocol.
  language: en
  to: [KEN]
  by: [NOR, SVN]
  position: noted
  cycle: 3
  assessment: {status: not, comment: No steps are known.}
- id: upr-police
  number: "142.17"
  body: Human Rights Council
  source: working-group
  symbol: A/HRC/44/9
  text: Train the police.
  language: en
  to: [KEN]
  by: [FRA]
  position: supported
  cycle: 3
  assessment: {status: in-progress, comment: A course was announced., evidence: [offences]}
- id: upr-abroad
  number: "142.20"
  body: Human Rights Council
  source: working-group
  symbol: A/HRC/44/9
  text: Try those who offend abroad, whether or not anybody complains.
  language: en
  to: [KEN]
  by: [CHN]
  position: supported
  cycle: 3
  assessment: {status: not, evidence: [extradition]}
- id: upr-code
  number: "142.21"
  body: Human Rights Council
  source: working-group
  symbol: A/HRC/44/9
  text: Add the offences of the Protocol to the penal code.
  language: en
  to: [KEN]
  by: [EGY]
  cycle: 3
  assessment: {status: implemented, evidence: [offences]}
- id: upr-other-state
  number: "142.30"
  body: Human Rights Council
  source: working-group
  symbol: A/HRC/44/9
  text: Another State shall do this.
  to: [SVN]
  assessment: {status: implemented}
- id: council-old
  number: II-1
  body: Example Council
  source: monitoring
  text: Think about a hotline.
  language: en
  date: 2021
  assessment: {status: not, comment: This one was replaced.}
- id: council-new
  number: II-2
  body: Example Council
  source: monitoring
  text: Open a hotline.
  language: en
  date: 2021
  relation: {replaces: [council-old]}
  assessment: {status: implemented, comment: It was opened in 2022.}
- id: council-late
  number: III-1
  body: Example Council
  source: monitoring
  text: This was said after the submission.
  language: en
  date: 2026-05
  assessment: {status: not}
"""
"""Of these twelve eight are told to the State before the date, have a status, and are not
replaced: co-data, co-sale, co-courts, upr-ratify, upr-police, upr-abroad, upr-code, council-new."""

PRINTED = 8


def with_table(
    folder: Path,
    layout: str = "ecpat-upr",
    *,
    look: str = "plain",
    languages: tuple[str, ...] = LANGUAGES,
    more: str = "",
    sources: str = _SOURCES,
    register: str = _REGISTER,
    content: str = _CONTENT,
    **files: str,
) -> Path:
    """The dossier, with a submission for each language under the language's name; `more` are
    other keys of each."""
    submissions = "".join(
        f"  {language}: {{layout: {layout}, language: {language}, date: 2025-03-01, "
        f"options: {{implementation-table: table}}{more}}}\n"
        for language in languages
    )
    return dossier(
        folder,
        content,
        settings=_SETTINGS.replace("LOOK", look) + submissions,
        sources=sources,
        recommendations_yaml=register,
        **files,
    )


@cache
def documents(layout: str = "ecpat-upr", look: str = "plain") -> Mapping[str, Document]:
    """The documents of the dossier by language, resolved once."""
    with tempfile.TemporaryDirectory() as folder:
        outcome = run(with_table(Path(folder), layout, look=look))
    return {one.filing.name: one.document for one in outcome.submissions}


def section_of(document: Document) -> Section:
    """The section of the table."""
    [found] = [one for one in document.sections if one.id == "implementation-table"]
    return found


def tables_of(document: Document) -> tuple[Table, Table]:
    """The counts, and what is said of each."""
    [block] = section_of(document).blocks()
    counts, each = block.shapes
    assert isinstance(counts, Table)
    assert isinstance(each, Table)
    return counts, each
