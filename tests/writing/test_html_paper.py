"""HTML files as a browser prints them: like the PDF, as far as a browser can."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from test_html_shapes import row, t, table
from test_pdf_documents import document, numbered, section

from browser import Browser
from examples import resolved
from htmlpages import DESKTOP, LOOK, page, show, words_of_notes
from libreoffice import require
from shadowkit.building import look_of
from shadowkit.writing.html import write

OPEN = "document.querySelector('.notes > li:target > .note')"


def pages_of(data: bytes, folder: Path) -> list[str]:
    """The text of each page of a PDF."""
    require("pdftotext")
    (folder / "printed.pdf").write_bytes(data)
    done = subprocess.run(
        ["pdftotext", "-layout", folder / "printed.pdf", "-"],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return done.stdout.split("\f")[:-1]


def test_paper_has_cover_running_lines_and_notes(browser: Browser, tmp_path: Path) -> None:
    made = resolved("russian-federation", "factsheet").document
    show(browser, tmp_path, page("russian-federation/factsheet"))
    pages = pages_of(browser.printed(), tmp_path)
    assert made.title.split(":")[0] in pages[0] and "Page 1" not in pages[0]
    assert pages[1].split()[-4:] == ["Page", "2", "of", str(len(pages))]
    assert all(made.short_title in text for text in pages[1:])
    assert made.contents is not None and made.contents.title in pages[1]
    assert made.contents.entries[-1].number in pages[1]
    assert "Introduction" in pages[2]
    words = "".join("".join(pages).split())
    assert [one for one in words_of_notes(made)[:20] if one not in words] == []


def test_the_head_of_a_table_is_on_each_of_its_pages(browser: Browser, tmp_path: Path) -> None:
    rows = tuple(row(f"Row {number}", "Words.") for number in range(90))
    long = document([section("One", numbered(1, t("Text."), table(*rows, header=row("Top", "B"))))])
    show(browser, tmp_path, write(long, LOOK))
    pages = pages_of(browser.printed(), tmp_path)
    assert len(pages) > 2
    heads = [text.split().count("Top") for text in pages if "Row" in text]
    assert heads == [1] * len(heads)


def test_paper_has_the_sheet_and_the_letters_of_the_look(browser: Browser, tmp_path: Path) -> None:
    require("pdfinfo")
    show(browser, tmp_path, page("russian-federation/upr-joint"))
    browser.ask("Emulation.setEmulatedMedia", media="print")
    style = "getComputedStyle(document.querySelector('{}')).{}"
    try:
        for selector, size in (("main p", 12), ("h2", 16), (".notes > li", 9.5), ("h1", 28)):
            shown = browser.value(style.format(selector, "fontSize"))
            assert float(shown.removesuffix("px")) == pytest.approx(size * 4 / 3, abs=0.01)
        assert browser.value(style.format("h2", "color")) == "rgb(31, 58, 95)"
        assert browser.value(style.format("main p", "fontFamily")).startswith('"PT Serif"')
    finally:
        browser.ask("Emulation.setEmulatedMedia", media="")
    (tmp_path / "printed.pdf").write_bytes(browser.printed())
    said = subprocess.run(["pdfinfo", tmp_path / "printed.pdf"], capture_output=True, check=True)
    assert b"(A4)" in said.stdout


def test_paper_shows_that_a_draft_is_one_on_every_page(browser: Browser, tmp_path: Path) -> None:
    one = resolved("russian-federation", "upr-brief")
    data = write(one.document, look_of(one), draft=True)
    show(browser, tmp_path, data)
    pages = pages_of(browser.printed(), tmp_path)
    assert len(pages) > 2
    assert all("Draft" in text.split("\n")[0] for text in pages)
    # Behind the text it stands for browsers that print nothing in the margins of pages.
    # (Turned back, for letters in a slope are no word to pdftotext.)
    data = data.replace(b"@top-right", b"@top-none").replace(b"rotate(-45deg)", b"none")
    show(browser, tmp_path, data)
    pages = pages_of(browser.printed(), tmp_path)
    assert not any("Draft" in text.split("\n")[0] for text in pages)
    assert all("Draft" in text for text in pages)


def test_a_note_left_open_is_printed_in_its_place(browser: Browser, tmp_path: Path) -> None:
    name = "russian-federation/upr-joint"
    browser.size(*DESKTOP)
    show(browser, tmp_path, page(name))
    assert browser.value(OPEN) is None
    closed = pages_of(browser.printed(), tmp_path)
    anchor = re.findall(rb'role="doc-noteref" href="(#\w+)"', page(name))[4]
    show(browser, tmp_path, page(name), anchor.decode())
    assert browser.value(OPEN) is not None
    assert pages_of(browser.printed(), tmp_path) == closed


@pytest.mark.parametrize("name", ["overview", "session-report", "factsheet", "opsc"])
def test_numbers_of_notes_stand_on_the_pages_of_their_notes(
    name: str, browser: Browser, tmp_path: Path
) -> None:
    show(browser, tmp_path, page(f"russian-federation/{name}"))
    pages = pages_of(browser.printed(), tmp_path)
    assert [text[-200:] for text in pages if re.search(r"\n\s*\d+\s*\n\s*Page", text)] == []
