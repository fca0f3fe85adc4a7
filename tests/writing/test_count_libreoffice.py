"""The count `libreoffice` against LibreOffice's own, to the word, part by part."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import yaml

from dossiers import dossier, only, shadowkit
from libreoffice import require
from shadowkit.building import build
from shadowkit.model.document import PARTS, Document, Paragraph
from shadowkit.model.inline import plain
from shadowkit.pipeline import run
from shadowkit.wordcount import libreoffice
from wordcopies import Element, Keep, copy, part, style, words

pytestmark = [pytest.mark.libreoffice, pytest.mark.slow]

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDERS = (
    *(settings.parent for settings in sorted(ROOT.glob("examples/*/shadowkit.yaml"))),
    ROOT / "tests/kinds",
)
SUBMISSIONS = [
    (folder, name)
    for folder in FOLDERS
    for name in yaml.safe_load((folder / "shadowkit.yaml").read_text("utf-8"))["submissions"]
]

STRINGS = """\
The State's self-reported state-of-the-art and/or A/HRC/44/22, art. 2 (c); 1,234.56 % of 5 m²
2013–2023, it — and—it –and it – and – (— and —) –
Nearly ½ of 3¾ and CO₂ and x² and x²y and ①② and ⅔rds and №5 and Ⅳ
NBSP\u00a0here narrow\u202fthin\u2009figure\u2007em\u2003ideographic\u3000end
soft\u00adhyphen zero\u200bwidth joi\u200dner word\u2060joiner mark\u200eleft \u200b alone
hyphen\u2010and\u2011non-breaking \u2012 figure\u2012dash
bar\u2015bar minus\u2212sign -edge edge- - -- a--b --c
… ... a…b “quoted” ‘single’ it’s «guillemets» • § 5 §5 & / \\ (1) [2] *3* _4_ €5 5€
🙂 a🙂b 👩‍👩‍👧 🇰🇪 ✓ → ⟶ a→b ©2020 ™
关切，并要求。 关切 并要求 中文A中文 （中文） “中文” 在2023年 CRC第5号 —— 中—文 《公约》第12条
日本語のテスト カタカナー ｶﾀｶﾅ ＡＢＣ１２３ 々 〇 ㈱ ヽ㍿
한국어 테스트 아동의 권리, 2023년 A한국 ㄱㄴ
حقوق الطفل في روسيا، 2023 (CCPR/C/RUS/CO/8) العَرَبِيَّة
สิทธิเด็ก ในประเทศไทย 2566 ๒๕๖๖ ก็ น้ำ
ສິດທິ ເດັກ ໑໒
Права ребёнка в России – по-русски, № 5 Україна’s
बाल अधिकार हिन्दी ১½ தமிழ் മലയാളം မြန်မာ ខ្មែរ བོད་ཡིག ꆈꌠ
"""
PIECES = (
    *("word", "2023", "État", "дети", "حق", "儿童", "아동", "こども", "เด็ก", "ນ້ຳ", "½", "²", "①"),
    *("-", "–", "—", "/", "’", "“", "”", ",", ".", "…", "·", "°", "%", "&", "(", ")", "、", "。"),
    *(" ", " ", " ", "\u00a0", "\u202f", "\u2009", "\u3000", "\u200b", "\u200d", "\u2060"),
    *("\u2010", "\u2011", "\u2012", "\u2212", "🙂", "👍🏽", "́", "\u00ad"),
)


def generated(number: int) -> list[str]:
    chance = random.Random(20261121)
    return ["a" + "".join(chance.choices(PIECES, k=chance.randint(2, 20))) for _ in range(number)]


def built(folder: Path, name: str, target: Path) -> bytes:
    outcome = run(folder, [name])
    (made,) = build(outcome, ["docx"], target, draft=False, renderer=None)
    return next(path for path in made.files if path.suffix == ".docx").read_bytes()


def in_part(wanted: str, sections: int) -> Keep:
    """Takes what belongs to a part; what stands below the heading of an annex, behind those of
    the sections, is of none but "annexes"."""
    seen = 0

    def keep(paragraph: Element) -> bool:
        nonlocal seen
        seen += style(paragraph) == "Heading1"
        own = part(paragraph)
        return ("annexes" if sections and seen > sections and own != "notes" else own) == wanted

    return keep


def in_section(number: int) -> Keep:
    """Takes the text below the heading of that number, from 1."""
    seen = 0

    def keep(paragraph: Element) -> bool:
        nonlocal seen
        seen += style(paragraph) == "Heading1"
        return seen == number and part(paragraph) != "notes"

    return keep


def counts(folder: Path, name: str) -> tuple[dict[str, dict[str, int]], int]:
    """The words by part, "" being all but the notes, and those of the sections' text; and how many
    of the sections, the last, are annexes."""
    counted = shadowkit("count", folder, "-s", name, "--format", "json", "-q").out
    (one,) = json.loads(counted)["submissions"]
    by_part = one["words"]["libreoffice"]
    sections = {
        section["title"]: sum(
            number for part_, number in section["words"]["libreoffice"].items() if part_ != "notes"
        )
        for section in one["sections"]
    }
    whole = {"": sum(by_part.values()) - by_part["notes"]}
    annexes = sum(section["words"]["libreoffice"]["annexes"] > 0 for section in one["sections"])
    return {"parts": by_part | whole, "sections": sections}, annexes


@dataclass
class Counted:
    """A submission's words as the program counts them, and copies of its file with some words
    alone; `found` is what LibreOffice counts in each."""

    expected: dict[str, dict[str, int]]
    copies: list[bytes]
    found: list[int] = field(default_factory=list)


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[Path, str], Counted]:
    """All submissions, with one start of LibreOffice for a hundred copies."""
    require("soffice")
    target = tmp_path_factory.mktemp("counted")
    made: dict[tuple[Path, str], Counted] = {}
    for folder, name in SUBMISSIONS:
        data = built(folder, name, target)
        expected, annexes = counts(folder, name)
        if "" in expected["sections"]:  # one without a heading: nothing says where it ends
            expected["sections"] = {}
        sections = len(expected["sections"])
        keeps: list[Keep] = [
            *(in_part(name, sections - annexes) for name in PARTS),
            lambda paragraph: part(paragraph) != "notes",
            *(in_section(number) for number in range(1, sections + 1)),
        ]
        made[folder, name] = Counted(expected, [copy(data, keep) for keep in keeps])
    found = iter(words([one for held in made.values() for one in held.copies], target))
    for held in made.values():
        held.found = [next(found) for _copy in held.copies]
    return made


@pytest.mark.parametrize(("folder", "name"), SUBMISSIONS, ids=lambda part: Path(part).name)
def test_each_part_and_section_has_libreoffices_words(
    folder: Path, name: str, counted: dict[tuple[Path, str], Counted]
) -> None:
    expected, found = counted[folder, name].expected, counted[folder, name].found
    names = [*PARTS, ""]
    assert dict(zip(names, found, strict=False)) == expected["parts"]
    sections = expected["sections"]
    assert dict(zip(sections, found[len(names) :], strict=True)) == sections
    assert expected["parts"]["body"] > 50


def paragraphs(document: Document) -> list[str]:
    return [
        plain(shape.content)
        for block in document.blocks()
        for shape in block.shapes
        if isinstance(shape, Paragraph)
    ]


def test_every_string_has_libreoffices_words(tmp_path: Path) -> None:
    require("soffice")
    strings = [*STRINGS.splitlines(), *generated(30)]
    escaped = ["".join(f"\\{c}" if c in "\\`*_[]<>@^#-+.&~" else c for c in s) for s in strings]
    folder = dossier(tmp_path / "dossier", "\n\n".join(escaped) + "\n")
    texts = paragraphs(only(run(folder)))
    assert len(texts) == len(strings)
    data = built(folder, "report", tmp_path)

    def keep(number: int) -> Keep:
        places = iter(range(len(texts)))
        return lambda paragraph: part(paragraph) == "body" and next(places, None) == number

    found = words([copy(data, keep(number)) for number in range(len(texts))], tmp_path)
    wrong = [
        (text, libreoffice(text), number)
        for text, number in zip(texts, found, strict=True)
        if libreoffice(text) != number
    ]
    assert wrong == []
