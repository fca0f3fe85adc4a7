"""The contents in HTML, PDF and Word: links, tags, and the numbers of pages."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from test_docx_documents import PLAIN
from test_docx_reading import Read

from docx_lint import lint
from libreoffice import require
from pdfstructure import elements, kids, kind
from samples import document as sample
from samples import t
from shadowkit.location import NOWHERE
from shadowkit.model.document import (
    Block,
    Contents,
    ContentsEntry,
    Document,
    Heading,
    Paragraph,
    Section,
)
from shadowkit.model.inline import plain
from shadowkit.pipeline import run
from shadowkit.writing import docx, html
from shadowkit.writing.docx.lettering import lines_of
from shadowkit.writing.docx.pages import heading_pages
from shadowkit.writing.pdf import PdfRenderer, PdfResult
from wordpages import heading_pages as true_pages

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "russian-federation"
LAYOUT = EXAMPLE.parents[1] / "templates" / "layouts" / "ecpat-upr.yaml"


def _with_lists(folder: Path) -> Path:
    """A copy of the example in a layout that has all three lists."""
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("build"))
    layout = LAYOUT.read_text(encoding="utf-8")
    offered = "".join(
        f"  {name}: {{choices: [{value}, none], default: {value}}}\n"
        for name, value in (("contents", "list"), ("acronyms", "list"), ("concordance", "table"))
    )
    layout = layout.replace("options:\n", f"options:\n{offered}").replace(
        "sections:\n",
        "sections:\n"
        "  - {id: acronyms, title: {en: Acronyms}, takes: {generated: acronyms}}\n"
        "  - {id: articles, title: {en: Articles}, takes: {generated: concordance}}\n",
    )
    (folder / "house.yaml").write_text(layout, encoding="utf-8")
    settings = folder / "shadowkit.yaml"
    text = settings.read_text(encoding="utf-8").replace("layout: ecpat-upr", "layout: house.yaml")
    settings.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Document:
    outcome = run(_with_lists(tmp_path_factory.mktemp("example") / "dossier"), ("upr-joint",))
    assert not outcome.failed()
    return outcome.submissions[0].document


@pytest.fixture(scope="module")
def printed(example: Document) -> Iterator[PdfResult]:
    with PdfRenderer() as renderer:
        yield renderer.render(example, PLAIN)


def listed(document: Document) -> Contents:
    assert document.contents is not None
    return document.contents


# --- HTML -------------------------------------------------------------------------------


def test_each_line_of_the_page_leads_to_its_heading(example: Document) -> None:
    page = html.write(example, PLAIN).decode("utf-8")
    nav = page[page.index('<nav class="toc" role="doc-toc"') : page.index("</nav>")]
    targets = re.findall(r'<a class="ref" href="#(\w+)">', nav)
    assert targets == [entry.anchor for entry in listed(example).entries]
    for target in targets:
        assert re.search(rf'<h[2-4] id="{target}"', page)
    assert page.index("</header>") < page.index("<nav") < page.index("<main")


def test_headings_below_others_are_lists_in_lists() -> None:
    levels = (1, 3, 2, 2, 1)
    entries = tuple(ContentsEntry(level, "", t(f"L{level}"), "") for level in levels)
    page = html.write(replace(sample(), contents=Contents("Contents", 3, entries)), PLAIN)
    nav = re.search(rb"<nav.*</nav>", page, re.DOTALL)
    assert nav
    shape = re.findall(rb"</?ol>|L\d", nav[0])
    assert b" ".join(shape) == b"<ol> L1 <ol> L3 </ol> <ol> L2 L2 </ol> L1 </ol>"


# --- PDF --------------------------------------------------------------------------------


def test_the_contents_are_on_a_page_of_their_own_behind_the_cover(printed: PdfResult) -> None:
    assert printed.findings == ()
    with pikepdf.open(BytesIO(printed.data)) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root[0].children] or [
            item.title for item in outline.root
        ]
        assert "Contents" not in titles
        assert "Acronyms" in titles


def test_the_contents_are_tagged_as_such_with_one_link_a_line(
    printed: PdfResult, example: Document
) -> None:
    with pikepdf.open(BytesIO(printed.data)) as pdf:
        items = [element for element in elements(pdf) if kind(element) == "TOCI"]
        assert len(items) == len(listed(example).entries)
        for item in items:
            line = kids(item)[0]
            assert kind(line) == "P"
            reference, *number = kids(line)
            assert kind(reference) == "Reference"
            assert [kind(kid) for kid in kids(reference)] == ["Link"]
            assert len(number) == 1  # the number of the page; the dots are no content
        tables = [element for element in elements(pdf) if kind(element) == "TOC"]
        assert {kind(kid) for table in tables for kid in kids(table)} == {"TOCI"}


def test_the_numbers_of_pages_are_those_of_the_pages(printed: PdfResult, tmp_path: Path) -> None:
    require("pdftotext")
    from libreoffice import pdf_text

    (tmp_path / "a.pdf").write_bytes(printed.data)
    pages = pdf_text(tmp_path / "a.pdf").split("\f")
    lines = re.findall(r"^ *(\S.*?\S)(?: \.)+ +(\d+)$", pages[1], re.MULTILINE)
    assert len(lines) > 10
    for title, number in lines:
        words = title.split()[0]
        assert words in pages[int(number) - 1], title


# --- Word -------------------------------------------------------------------------------


def test_the_contents_are_a_field_in_a_control_that_word_can_update(example: Document) -> None:
    data = docx.write(example, PLAIN)
    assert lint(data) == []
    text = Read(data).text("word/document.xml")
    control = next(c for c in text.split("<w:sdt>") if "Table of Contents" in c)
    assert "<w:docPartUnique/>" in control
    assert "w15:appearance" not in control
    assert 'TOC \\o "1-2" \\h \\z' in control
    assert control.count("PAGEREF") == len(listed(example).entries)
    assert "w:dirty" not in text
    assert "updateFields" not in Read(data).text("word/settings.xml")


def test_the_text_begins_on_a_new_page_behind_the_contents(example: Document) -> None:
    text = Read(docx.write(example, PLAIN)).text("word/document.xml")
    annexes = sum(section.annex for section in example.sections)
    assert text.count("<w:pageBreakBefore/>") == 1 + annexes
    assert 'w:val="Heading1"/><w:pageBreakBefore/>' in text


def test_entries_without_a_heading_to_lead_to_have_no_link_and_no_page() -> None:
    entries = (ContentsEntry(1, "I", t("Nowhere"), ""),)
    data = docx.write(replace(sample(), contents=Contents("Contents", 1, entries)), PLAIN)
    assert lint(data) == []
    text = Read(data).text("word/document.xml")
    assert "PAGEREF" not in text
    assert "Nowhere" in text


def test_pages_are_estimated_from_the_document_alone(example: Document) -> None:
    assert heading_pages(example, PLAIN) == heading_pages(example, PLAIN)
    cover_gone = replace(example, cover=())
    first = listed(example).entries[0].anchor
    assert heading_pages(example, PLAIN)[first] - heading_pages(cover_gone, PLAIN)[first] == 1


def test_a_line_of_letters_breaks_where_it_is_full() -> None:
    words = t("word " * 30)  # 722 + 500 + 333 + 500 and a blank of 250, in thousandths
    assert len(lines_of(words, 20 * 10 * 4.5, 10)) == 15
    assert len(lines_of(words, 20 * 10 * 35, 10)) == 2
    assert lines_of((), 1000, 10) == [()]


SENTENCES = {
    "ru": "Государство приняло план, но не выделило средств на его выполнение. ",
    "ar": "اعتمدت الدولة خطة، ولكنها لم تخصص أموالا لتنفيذها. ",
    "zh": "该国通过了一项计划，但没有为执行计划拨款。",
}


def _long(language: str, *, cover_page: bool = True) -> Document:
    """A report of some twenty pages with contents in one language."""
    sentence = SENTENCES[language]
    sections = []
    for number in range(1, 31):
        heading = Heading(1, t(sentence), f"sk{number:012}", "")
        blocks = (
            Block(
                f"sk{number:06}{place:06}",
                (Paragraph(t(sentence * (3 + (number * place) % 7)), "", None),),
                NOWHERE,
            )
            for place in range(1, 5)
        )
        sections.append(Section("", heading, tuple(blocks), NOWHERE))
    entries = (
        ContentsEntry(1, "", one.heading.content, one.heading.anchor)
        for one in sections
        if one.heading
    )
    return replace(
        sample(),
        language=language,
        direction="rtl" if language == "ar" else "ltr",
        sections=tuple(sections),
        notes=(),
        contents=Contents(sentence, 1, tuple(entries)),
        cover_page=cover_page,
    )


@pytest.mark.libreoffice
@pytest.mark.parametrize("language", SENTENCES)
def test_a_long_report_in_another_script_is_estimated_as_well(
    language: str, tmp_path: Path
) -> None:
    require("soffice")
    for cover_page in (True, False):
        document = _long(language, cover_page=cover_page)
        (tmp_path / "a.docx").write_bytes(docx.write(document, PLAIN))
        found = [page for _title, page in true_pages(tmp_path / "a.docx", tmp_path)]
        estimated = list(heading_pages(document, PLAIN).values())
        assert len(found) == len(estimated) == 30
        assert found[-1] > 10
        assert estimated[0] == found[0]
        assert all(abs(one - two) <= 1 for one, two in zip(estimated, found, strict=True))


def test_below_a_cover_without_a_page_of_its_own_the_contents_begin_on_the_first() -> None:
    long = _long("ru")
    short = replace(long, contents=replace(listed(long), entries=listed(long).entries[:3]))
    first = "sk000000000001"
    assert heading_pages(short, PLAIN)[first] == 3
    assert heading_pages(replace(short, cover_page=False), PLAIN)[first] == 2


def test_lines_of_chinese_are_higher() -> None:
    chinese = _long("zh")
    as_latin = replace(chinese, language="en")
    last = "sk000000000030"
    assert heading_pages(chinese, PLAIN)[last] > heading_pages(as_latin, PLAIN)[last] + 1


@pytest.mark.libreoffice
def test_no_heading_is_more_than_a_page_from_where_libreoffice_puts_it(
    example: Document, tmp_path: Path
) -> None:
    require("soffice")
    for document in (example, replace(example, note_placement="end")):
        (tmp_path / "a.docx").write_bytes(docx.write(document, PLAIN))
        found = true_pages(tmp_path / "a.docx", tmp_path)
        estimated = heading_pages(document, PLAIN)
        entries = listed(document).entries
        assert len(found) >= len(entries) > 10
        for entry, (title, page) in zip(entries, found, strict=False):
            assert plain(entry.content) == title
            assert abs(estimated[entry.anchor] - page) <= 1, title
