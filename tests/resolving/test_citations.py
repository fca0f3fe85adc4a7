"""Citations as they are printed: the shipped style, the author's characters, other styles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain, combinations
from pathlib import Path

import pytest
from lxml import etree

from shadowkit import resources
from shadowkit.model.inline import Emphasis, Inlines, Link, Text, plain
from shadowkit.model.locators import word
from shadowkit.reading.catalogue import labels
from shadowkit.resolving.citations import Citations, closed

STYLE = resources.path("style", "citations.csl")
Source = Mapping[str, object]


def on(*parts: int) -> dict[str, object]:
    return {"date-parts": [list(parts)]}


def shown(inlines: Inlines) -> str:
    """Inlines as text: ``*italic*``, ``<link>``."""
    marks = {"italic": "*", "bold": "**", "superscript": "^"}
    pieces = []
    for node in inlines:
        if isinstance(node, Emphasis):
            pieces.append(marks[node.style] + shown(node.content) + marks[node.style])
        elif isinstance(node, Link):
            assert plain(node.content) == node.href
            pieces.append(f"<{node.href}>")
        else:
            assert isinstance(node, Text)
            pieces.append(node.text)
    return "".join(pieces)


def cite(source: Source, *, later: bool = False, locator: str = "", language: str = "en") -> str:
    citations = Citations({"it": source}, STYLE, labels(language))
    return shown(citations.format("it", later=later, locator=locator))


TREATY = {
    "type": "treaty",
    "title": "Council of Europe Convention on the Protection of Children",
    "title-short": "Lanzarote Convention",
    "container-title": "Council of Europe Treaty Series",
    "number": "201",
    "issued": on(2007, 10, 25),
}
LAW = {
    "type": "legislation",
    "title": "Federal Law on the protection of children from harmful information",
    "number": "436-FZ",
    "issued": on(2010, 12, 29),
}
UN = {
    "type": "report",
    "author": [{"literal": "Committee on the Rights of the Child"}],
    "title": "Concluding observations on the combined fourth and fifth periodic reports",
    "symbol": "CRC/C/RUS/CO/4-5",
    "issued": on(2014, 2, 25),
}
NGO = {
    "type": "report",
    "author": [
        {"literal": "ECPAT International"},
        {"literal": "The Body Shop"},
        {"family": "Petrova", "given": "Anna N."},
    ],
    "title": "Global monitoring report: status of action",
    "title-short": "Global monitoring report",
    "publisher": "ECPAT International",
    "publisher-place": "Bangkok",
    "issued": on(2012, 3),
}
ARTICLE = {
    "type": "article-journal",
    "author": [{"family": "Turkulets", "given": "V. A."}],
    "title": "Sexting against minors",
    "container-title": "Legal Research",
    "issue": "5",
    "page": "1-11",
    "issued": on(2020, 5),
    "DOI": "10.25136/2409",
}
PAGE = {
    "type": "webpage",
    "author": [{"literal": "The Code"}],
    "title": "Code members",
    "URL": "https://thecode.org/members?a=1&b=2",
    "accessed": on(2017, 10, 5),
}
CASE = {
    "type": "legal_case",
    "authority": "European Court of Human Rights",
    "title": "X v. Russia",
    "number": "application No. 123/05",
    "issued": on(2011, 1, 7),
}

GOLDEN: list[tuple[Source, str, str, str]] = [
    # source, locator, first, later
    (
        TREATY,
        "art. 20",
        "Council of Europe Convention on the Protection of Children, "
        "*Council of Europe Treaty Series*, No. 201, 25 October 2007, art. 20",
        "Lanzarote Convention, art. 20",
    ),
    (
        LAW,
        "art. 5",
        "Federal Law on the protection of children from harmful information, 436-FZ, "
        "29 December 2010, art. 5",
        "Federal Law on the protection of children from harmful information, art. 5",
    ),
    (
        UN,
        "para. 14",
        "Committee on the Rights of the Child, Concluding observations on the combined fourth "
        "and fifth periodic reports (CRC/C/RUS/CO/4-5), para. 14",
        "Committee on the Rights of the Child, Concluding observations on the combined fourth "
        "and fifth periodic reports, para. 14",
    ),
    ({"symbol": "A/HRC/24/14"}, "para. 2", "A/HRC/24/14, para. 2", "A/HRC/24/14, para. 2"),
    (
        NGO,
        "p. 10",
        "ECPAT International, The Body Shop and Anna N. Petrova, "
        "*Global monitoring report: status of action* (Bangkok, March 2012), p. 10",
        "ECPAT International, The Body Shop and Petrova, *Global monitoring report*, p. 10",
    ),
    (
        {**NGO, "author": [{"family": "Petrova", "given": "Anna"}] * 4, "publisher": "ECPAT"},
        "",
        "Anna Petrova and others, *Global monitoring report: status of action* "
        "(Bangkok, ECPAT, March 2012)",
        "Petrova and others, *Global monitoring report*",
    ),
    (
        ARTICLE,
        "",
        "V. A. Turkulets, “Sexting against minors”, *Legal Research*, No. 5 (May 2020), "
        "pp. 1–11, available at <https://doi.org/10.25136/2409>",
        "Turkulets, “Sexting against minors”",
    ),
    (
        ARTICLE,
        "p. 3",
        "V. A. Turkulets, “Sexting against minors”, *Legal Research*, No. 5 (May 2020), "
        "p. 3, available at <https://doi.org/10.25136/2409>",
        "Turkulets, “Sexting against minors”, p. 3",
    ),
    (
        {**PAGE, "archived": "https://web.archive.org/web/2017/x", "note": "in Russian"},
        "sec. 2",
        "The Code, Code members, sec. 2, available at <https://thecode.org/members?a=1&b=2> "
        "(accessed on 5 October 2017), archived at <https://web.archive.org/web/2017/x>, "
        "in Russian",
        "The Code, Code members, sec. 2",
    ),
    (
        CASE,
        "para. 8",
        "European Court of Human Rights, *X v. Russia*, application No. 123/05, "
        "7 January 2011, para. 8",
        "*X v. Russia*, para. 8",
    ),
    ({"title": "Only a title"}, "", "*Only a title*", "*Only a title*"),
    ({**PAGE, "URL": ""}, "", "The Code, Code members", "The Code, Code members"),
    ({"type": "book", "status": "incomplete"}, "p. 3", "it, p. 3", "it, p. 3"),
    (
        {"type": "interview", "title": "Testimony", "kind": "testimony", "note": "On file."},
        "",
        "Testimony. On file.",
        "Testimony",
    ),
]


@pytest.mark.parametrize(("source", "locator", "first", "later"), GOLDEN)
def test_the_shipped_style(source: Source, locator: str, first: str, later: str) -> None:
    assert cite(source, locator=locator) == first
    assert cite(source, locator=locator, later=True) == later


def test_the_shipped_style_is_valid_csl() -> None:
    import citeproc

    schema = etree.RelaxNG(etree.parse(citeproc.SCHEMA_PATH))
    schema.assertValid(etree.parse(STYLE))


@pytest.mark.parametrize(
    ("language", "printed"),
    [
        ("fr", "disponible à l’adresse <https://e.org> (consulté le 5 octobre 2017)"),
        ("es", "disponible en <https://e.org> (consultado el 5 de octubre de 2017)"),
        ("ru", "доступно по адресу <https://e.org> (дата обращения: 5 октября 2017 года)"),
        (
            "ar",
            "متاح على الرابط <https://e.org> (تم الاطلاع عليه في 5 تشرين الأول/أكتوبر 2017)",
        ),
        ("zh", "可查阅：<https://e.org>（查阅日期：2017年10月5日）"),
    ],
)
def test_words_of_the_style_follow_the_language(language: str, printed: str) -> None:
    page = {"type": "webpage", "URL": "https://e.org", "accessed": on(2017, 10, 5)}
    assert cite(page, language=language) == printed


def test_two_sources_that_a_short_note_cannot_tell_apart_print_in_full() -> None:
    report = {"type": "report", "title": "Annual report"}
    sources = {
        str(year): {**report, "publisher": "State", "issued": on(year)} for year in (2010, 2011)
    }
    citations = Citations(sources, STYLE, labels("en"))
    citations.format("2010", later=False)
    assert shown(citations.format("2010", later=True)) == "*Annual report*"
    citations.format("2011", later=False)
    assert shown(citations.format("2010", later=True)) == "*Annual report* (State, 2010)"
    assert shown(citations.format("2011", later=True)) == "*Annual report* (State, 2011)"


def test_one_full_stop() -> None:
    for source, end in (
        ({"title": "What now?"}, "*What now?*"),
        ({"type": "webpage", "title": "Smith Inc."}, "Smith Inc."),
        (LAW, "29 December 2010."),
    ):
        inlines = Citations({"it": source}, STYLE, labels("en")).format("it", later=False)
        assert shown(closed(inlines, ".")).endswith(end)
    citations = Citations({"it": LAW}, STYLE, labels("en"))
    located = citations.format("it", later=True, locator="p. 3 ff.")
    assert shown(closed(located, ".")).endswith("p. 3 ff.")


FIELDS: dict[str, object] = {
    "author": [{"literal": "Who"}],
    "title": "What",
    "container-title": "Where",
    "publisher": "By",
    "volume": "3",
    "issued": on(2017, 5),
    "URL": "https://e.org",
    "accessed": on(2017, 10, 5),
}
NEVER = (", ,", "()", " ,", "..", ",,", "  ", "( ", " )", ",.", "“”", "**", "n.d.", "ibid")


def subsets(names: Iterable[str]) -> Iterable[tuple[str, ...]]:
    listed = tuple(names)
    return chain.from_iterable(combinations(listed, size) for size in range(len(listed) + 1))


@pytest.mark.parametrize(
    "kind", ["report", "un", "treaty", "article-journal", "chapter", "webpage"]
)
def test_no_missing_field_leaves_punctuation_behind(kind: str) -> None:
    base = {"type": "report", "symbol": "A/1"} if kind == "un" else {"type": kind}
    sources = {
        "+".join(names) or "none": {**base, **{name: FIELDS[name] for name in names}}
        for names in subsets(FIELDS)
    }
    for key, source in sources.items():
        citations = Citations({"it": source}, STYLE, labels("en"))
        for later in (False, True):
            for locator in ("", "p. 1"):
                printed = shown(citations.format("it", later=later, locator=locator))
                assert not [bad for bad in NEVER if bad in printed], (key, printed)
                assert printed[:1] not in " ,.;:)" and printed[-1:] not in " ,.;:(", (key, printed)
                assert locator in printed, (key, printed)


IN_LANGUAGES: Mapping[str, tuple[str, ...]] = {
    "fr": (
        "Ann Lee et Bob Ray, *Law*, 2e éd., vol. 3, nº 4 (OUP, mai 2017), par. 2 et 3",
        "Lee et Ray, *Law*, p. 12",
        "Code, nº 63, sect. 5, 1er mai 2010",
        "Ann Lee et autres, «\u00a0Harm\u00a0», *Law*, vol. 3, nº 2 (2\u20137 mai 2015), "
        "p. 10\u201320",
    ),
    "es": (
        "Ann Lee y Bob Ray, *Law*, 2ª ed., vol. 3, núm. 4 (OUP, mayo de 2017), párrs. 2 y 3",
        "Lee y Ray, *Law*, pág. 12",
        "Code, núm. 63, secc. 5, 1 de mayo de 2010",
        "Ann Lee y otros, «Harm», *Law*, vol. 3, núm. 2 (2 a 7 de mayo de 2015), págs. 10–20",
    ),
    "ru": (
        "Ann Lee и Bob Ray, *Law*, 2-е изд., т. 3, № 4 (OUP, май 2017 года), пп. 2 и 3",
        "Lee и Ray, *Law*, с. 12",
        "Code, № 63, разд. 5, 1 мая 2010 года",
        "Ann Lee и др., «Harm», *Law*, т. 3, № 2 (2–7 мая 2015 года), с. 10–20",
    ),
    "ar": (
        "Ann Lee وBob Ray، *Law*، الطبعة 2، المجلد 3، رقم 4 (OUP، أيار/مايو 2017)، الفقرتان 2 و3",
        "Lee وRay، *Law*، الصفحة 12",
        "Code، رقم 63، الفرع 5، 1 أيار/مايو 2010",
        "Ann Lee وآخرون، “Harm”، *Law*، المجلد 3، العدد 2 (2–7 أيار/مايو 2015)، الصفحات 10–20",
    ),
    "zh": (
        "Ann Lee和Bob Ray，《Law》，第2版，第3卷，第4号（OUP，2017年5月），第2和3段",
        "Lee和Ray，《Law》，第12页",
        "Code，第63号，第5节，2010年5月1日",
        "Ann Lee等，《Harm》，《Law》，第3卷，第2期（2015年5月2日至7日），第10至20页",
    ),
}


@pytest.mark.parametrize("language", IN_LANGUAGES)
def test_the_shipped_style_in_other_languages(language: str) -> None:
    lee, ray = {"family": "Lee", "given": "Ann"}, {"family": "Ray", "given": "Bob"}
    book = {
        "type": "book",
        "title": "Law",
        "author": [lee, ray],
        "edition": "2",
        "volume": "3",
        "number": "4",
        "publisher": "OUP",
        "issued": on(2017, 5),
    }
    law = {
        "type": "legislation",
        "title": "Code",
        "number": "63",
        "section": "5",
        "issued": on(2010, 5, 1),
    }
    article = {
        "type": "article-journal",
        "title": "Harm",
        "author": [lee] * 4,
        "container-title": "Law",
        "volume": "3",
        "issue": "2",
        "page": "10-20",
        "issued": {"date-parts": [[2015, 5, 2], [2015, 5, 7]]},
    }
    assert (
        cite(book, locator=word("paras. 2 and 3", language), language=language),
        cite(book, locator=word("p. 12", language), later=True, language=language),
        cite(law, language=language),
        cite(article, language=language),
    ) == IN_LANGUAGES[language]


def test_a_style_of_ones_own_keeps_its_marks(tmp_path: Path) -> None:
    own = tmp_path / "own.csl"
    own.write_bytes(STYLE.read_bytes())
    page = {"type": "webpage", "title": "甲", "URL": "https://e.org", "issued": on(2017, 10, 5)}
    ours = Citations({"it": page}, STYLE, labels("zh")).format("it", later=False)
    theirs = Citations({"it": page}, own, labels("zh")).format("it", later=False)
    assert shown(ours) == "甲，2017年10月5日，可查阅：<https://e.org>"
    assert shown(theirs) == "甲, 2017年10月5日, 可查阅： <https://e.org>"


def test_chinese_titles_and_names() -> None:
    book = {
        "type": "book",
        "title": "《儿童》研究",
        "author": [{"family": "王", "given": "小明"}],
        "issued": on(2017),
        "archived": "https://e.org/copy",
        "note": "Remark",
    }
    assert cite(book, language="zh") == (
        "王小明，《儿童》研究（2017年），存档于<https://e.org/copy>。Remark"
    )
