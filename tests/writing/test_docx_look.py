"""The Word writer: pages, languages and the look."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from test_docx_documents import PLAIN, arabic, chapters, one, read
from test_docx_reading import Read, W, child, fields, text, value

from docx_lint import lint
from examples import EXAMPLES
from samples import document, png, t
from shadowkit.building import build
from shadowkit.model.document import Block, Document, Heading, Logo, Paragraph, Section, anchor
from shadowkit.model.inline import Reference, Span, Text
from shadowkit.model.look import Look
from shadowkit.pipeline import run
from shadowkit.reading.looks import shipped_look
from shadowkit.writing.directions import segments
from shadowkit.writing.docx import write

# --- the frame ------------------------------------------------------------------------


def test_the_cover_is_the_first_page_and_counts() -> None:
    found = read(document())
    (section,) = list(found.body.iter(W + "sectPr"))
    assert child(section, "titlePg") is not None
    assert child(section, "pgNumType") is None
    assert {value(n, "type") for n in section.iter(W + "headerReference")} == {"default"}
    breaks = [
        p for p in found.body.iter(W + "p") if p.find(f".//{W}br[@{W}type='page']") is not None
    ]
    assert [text(p) for p in breaks] == ["This is an example."]
    footer = found.xml("word/footer.xml")
    assert [field[0] for field in fields(footer)] == ["PAGE", "NUMPAGES"]
    assert text(footer[0]) == "Page 1 of 1"


def test_a_draft_says_so_on_every_page() -> None:
    for draft in (True, False):
        found = read(document(), draft=draft)
        headers = [name for name in found.names if name.startswith("word/header")]
        marked = [name for name in headers if "Draft" in found.text(name)]
        assert marked == (["word/header-first.xml", "word/header.xml"] if draft else [])


# --- languages ------------------------------------------------------------------------


def test_languages_are_said_where_they_are_not_the_documents() -> None:
    found = read(document())
    assert 'w:lang w:val="en-GB"' in found.text("word/styles.xml")
    russian = next(r for r in found.body.iter(W + "r") if "Комитет" in "".join(r.itertext()))
    assert value(child(russian, "rPr", "lang")) == "ru-RU"
    arab = next(r for r in found.body.iter(W + "r") if "اللجنة" in "".join(r.itertext()))
    assert child(arab, "rPr", "rtl") is not None
    assert value(child(arab, "rPr", "lang"), "bidi") == "ar-SA"


def test_a_block_in_another_script_has_its_own_direction_and_fonts() -> None:
    found = read(chapters())
    paragraphs = {text(p): p for p in found.body.iter(W + "p")}
    chinese = paragraphs["委员会关切地注意到，“定义”仍不完整。"]
    assert value(next(chinese.iter(W + "rFonts")), "hint") == "eastAsia"
    assert value(next(chinese.iter(W + "lang")), "eastAsia") == "zh-CN"
    assert (
        child(paragraphs["توصي اللجنة الدولة الطرف (CCPR/C/RUS/CO/8)."], "pPr", "bidi") is not None
    )


def test_a_chinese_document_has_chinese_marks_and_latin_words() -> None:
    source = one(
        Paragraph((Text("“定义” (CRC)"), Span(t("“in English”"), language="en"))), language="zh"
    )
    found = read(source)
    styles = found.text("word/styles.xml")
    assert '<w:lang w:val="en-GB" w:eastAsia="zh-CN" w:bidi="ar-SA"/>' in styles
    *_, chinese, english = found.body.iter(W + "r")
    assert value(child(chinese, "rPr", "rFonts"), "hint") == "eastAsia"
    assert child(english, "rPr", "rFonts") is None
    assert value(child(english, "rPr", "lang")) == "en-GB"


def test_arabic_that_nobody_marked_still_runs_from_right_to_left() -> None:
    found = read(one(Paragraph(t("the body (اللجنة) said"))))
    *_, arab, _ = found.body.iter(W + "r")
    assert child(arab, "rPr", "rtl") is not None
    assert child(arab, "rPr", "lang") is None


def test_a_document_from_right_to_left() -> None:
    found = read(arabic())
    (section,) = list(found.body.iter(W + "sectPr"))
    assert child(section, "bidi") is not None
    assert "<w:bidi/>" in found.text("word/styles.xml")
    english = next(p for p in found.body.iter(W + "p") if "English" in text(p))
    assert value(child(english, "pPr", "bidi")) == "0"
    for piece in found.body.iter(W + "r"):
        words = "".join(node.text or "" for node in piece.iter(W + "t"))
        rtl = child(piece, "rPr", "rtl") is not None
        if re.search("[A-Za-z]", words):
            assert not rtl, words
        elif re.search("[\u0600-\u06ff]", words):
            assert rtl, words


@pytest.mark.parametrize(
    ("words", "rtl", "expected"),
    [
        ("plain", False, ["<plain"]),
        ("", False, ["<"]),
        ("the body (اللجنة المعنية) said", False, ["<the body (", ">اللجنة المعنية", "<) said"]),
        ("اللجنة (CCPR/C/RUS/CO/8).", True, [">اللجنة (", "<CCPR/C/RUS/CO/8", ">)."]),
        ("ثم OPSC (CRC) و", True, [">ثم ", "<OPSC (CRC)", "> و"]),
        ("انظر https://e.org/a?b=1.", True, [">انظر ", "<https://e.org/a?b=1", ">."]),
        ("عام 2017–2018", True, [">عام 2017–2018"]),
    ],
)
def test_text_is_cut_into_one_direction_a_run(words: str, rtl: bool, expected: list[str]) -> None:
    assert [("<", ">")[right] + piece for piece, right in segments(words, rtl)] == expected


# --- the look -------------------------------------------------------------------------

FOR_THE_PDF_ALONE = {"fonts.pdf", "notes.indent"}


def _leaves(node: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if isinstance(node, dict):
        for key, inner in node.items():
            yield from _leaves(inner, (*path, key))
    elif isinstance(node, (list, tuple)):
        for place, inner in enumerate(node):
            yield from _leaves(inner, (*path, place))
    else:
        yield path


def _other(old: object) -> Iterator[object]:
    if isinstance(old, bool):
        yield not old
    elif isinstance(old, float):
        yield old + 20  # more than the space that follows a heading anyhow
        yield old + 0.5  # a line height
    else:
        yield from (
            "#123456",
            "Other Font",
            "PT Sans",
            "Noto Serif",
            "Letter",
            "center",
            "accent",
            "muted",
            "above",
            "below",
            "‣",
        )


def test_every_field_of_the_look_is_used() -> None:
    ruled = PLAIN.model_dump(mode="json", by_alias=True)
    for part in (*ruled["headings"], *ruled["cover"].values()):
        part["rule"] = "above"
    before_look = Look.model_validate(ruled)
    source = replace(document(), logo=Logo(png(40, 20), "A logo"))
    before = write(source, before_look)
    unused = set()
    for path in _leaves(ruled):
        if path[0] == "logo" and path[1] in ("file", "alternative"):
            continue  # what the document has as its logo
        changed = before_look.model_dump(mode="json", by_alias=True)
        node = changed
        for key in path[:-1]:
            node = node[key]
        old = node[path[-1]]
        for new in _other(old):
            node[path[-1]] = new
            try:
                look = Look.model_validate(changed)
            except ValueError:
                continue
            if new != old:
                break
        else:
            raise AssertionError(f"no other value for {path}")
        if write(source, look) == before:
            unused.add(".".join(map(str, path[:2])))
    assert unused == FOR_THE_PDF_ALONE, unused


def test_an_unknown_look_is_named_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="plain"):
        shipped_look("no-such-look")


def test_scripts_without_italics_are_not_slanted(tmp_path: Path) -> None:
    slanted = {}
    for language in ("en", "ar", "zh"):
        outcome = run(EXAMPLES / "six-languages", [f"alternative-report-{language}"])
        (built,) = build(outcome, ["docx"], tmp_path, draft=False, renderer=None)
        styles = Read(built.files[0].read_bytes()).xml("word/styles.xml")
        slanted[language] = {
            value(one, "styleId")
            for one in styles.iter(W + "style")
            if one.find(f"{W}rPr/{W}i") is not None and value(one, "type") == "paragraph"
        }
    assert slanted["en"] and slanted["ar"] == slanted["zh"] == set()


def test_a_heading_from_right_to_left_is_parted_from_its_number() -> None:
    def suffixes(document: Document) -> set[str]:
        numbering = Read(write(document, PLAIN)).xml("word/numbering.xml")
        return {
            value(child(level, "suff"))
            for level in numbering.iter(W + "lvl")
            if value(child(level, "pStyle")).startswith("Heading")
        }

    assert suffixes(chapters()) == {"space"}
    assert suffixes(replace(chapters(), language="ar", direction="rtl")) == {"tab"}


def test_a_roman_number_in_arabic_text_is_latin() -> None:
    chapter = Reference(anchor("frameworks"), "II", "heading")
    heading = Heading(1, t("الأطر"), anchor("frameworks"), "II")
    asked = Paragraph((Text("انظر الفصل "), chapter), anchor("p"), 1)
    section = Section("one", heading, (Block(anchor("p"), (asked,)),))
    made = replace(document(), language="ar", direction="rtl", sections=(section,), notes=())
    assert not lint(write(made, PLAIN))
