"""HTML files as their readers have them: in a browser, by keyboard, on paper, and as axe-core
judges them.  One Chromium is started for all of it."""

from __future__ import annotations

import re
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from test_html_shapes import nested, row, t, table
from test_pdf_documents import document, mark, note, numbered, section, words_of

import samples
from browser import Browser, axe_source, chromium
from examples import resolved, submissions
from libreoffice import require
from shadowkit.building import look_of
from shadowkit.model.document import Document, Logo
from shadowkit.model.inline import Text
from shadowkit.pipeline import run
from shadowkit.reading.looks import shipped_look
from shadowkit.writing.html import write

LOOK = shipped_look("plain")
DESKTOP, TELEPHONE = (1280, 900), (390, 800)

REASONED = {
    # The arrow and the cross are signs, not letters; their colour is that of links.
    "color-contrast": r'class="close"|role="doc-backlink"',
    # A sign is no part of a name in words.
    "label-content-name-mismatch": r'class="close"|role="doc-backlink"',
    # axe-core knows no headings of groups of rows, and looks for cells below or beside them.
    "th-has-data-cells": r"<table",
}
"""What axe-core leaves to a person, and in which mark-up it was looked at and found right."""

KINDS = Path(__file__).resolve().parent.parent / "kinds"
MADE = (
    "every shape",
    "an organisation's look",
    "a draft",
    "notes at the end",
    "shapes within shapes",
    "every kind",
)
PAGES = (*(f"{example}/{name}" for example, name in submissions()), *MADE)


@cache
def page(name: str) -> bytes:
    """One file, by its name in `PAGES`."""
    if name == "every kind":
        one = run(KINDS).submissions[0]
        return write(one.document, look_of(one))
    if name in MADE:
        if name == "an organisation's look":
            logo = Logo(samples.png(60, 20), "Example Coalition")
            return write(replace(samples.document(), logo=logo), shipped_look("organisation"))
        placed = replace(samples.document(), note_placement="end")
        made = {"shapes within shapes": nested(), "notes at the end": placed}
        return write(made.get(name, samples.document()), LOOK, draft=name == "a draft")
    one = resolved(*name.split("/"))
    return write(one.document, look_of(one))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


def show(browser: Browser, folder: Path, data: bytes, fragment: str = "") -> None:
    (folder / "page.html").write_bytes(data)
    browser.open(folder / "page.html", fragment)


# --- as axe-core judges them ---------------------------------------------------------------


def unreasoned(browser: Browser, size: tuple[int, int]) -> list[str]:
    """What axe-core finds on the page, in a window of that size, and no reason is given for."""
    browser.size(*size)
    said = browser.axe()
    if size == TELEPHONE:
        # What a table has pushed out of sight has no colour there; the desktop shows it.
        said["incomplete"] = [d for d in said["incomplete"] if d["id"] != "color-contrast"]
    found = [(fault["id"], node["html"]) for fault in said["violations"] for node in fault["nodes"]]
    found += [
        (doubt["id"], node["html"])
        for doubt in said["incomplete"]
        for node in doubt["nodes"]
        if not re.search(REASONED.get(doubt["id"], "(?!)"), node["html"])
    ]
    return [f"{rule}: {html[:120]}" for rule, html in found]


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_fault(name: str, browser: Browser, tmp_path: Path) -> None:
    show(browser, tmp_path, page(name))
    for size in (DESKTOP, TELEPHONE):
        assert unreasoned(browser, size) == []


def test_axe_finds_no_fault_with_a_note_open(browser: Browser, tmp_path: Path) -> None:
    for name in ("russian-federation/upr-joint", "six-languages/alternative-report-ar"):
        (anchor, *_) = re.findall(rb'role="doc-noteref" href="(#\w+)"', page(name))
        for size in (DESKTOP, TELEPHONE):
            show(browser, tmp_path, page(name), anchor.decode())
            assert unreasoned(browser, size) == []


@pytest.mark.parametrize(
    ("there", "instead", "rule"),
    [
        (r'<html lang="en"', "<html", "html-has-lang"),
        (r'alt="A blue field"', "", "image-alt"),
        (r"<h2(.*?)</h2>", r"<h4\1</h4>", "heading-order"),
        (r"--text: #\w+", "--text: #bbbbbb", "color-contrast"),
        (r'<a role="doc-noteref"([^>]*)>1</a>', r'<a role="doc-noteref"\1></a>', "link-name"),
        (r'<ol class="notes">', '<ol class="notes"><p>No item.</p>', "list"),
        (r'<main id="text" tabindex="-1">', "<div>", "landmark-one-main"),
        (r'scope="col"', 'scope="column"', "scope-attr-valid"),
        (r"a\.ref { color: inherit;", "a.ref { text-decoration: none;", "link-in-text-block"),
    ],
)
def test_axe_finds_a_fault(
    there: str, instead: str, rule: str, browser: Browser, tmp_path: Path
) -> None:
    text, changed = re.subn(there, instead, page("every shape").decode("utf-8"), count=1)
    assert changed
    show(browser, tmp_path, text.encode("utf-8"))
    assert any(found.startswith(f"{rule}: ") for found in unreasoned(browser, DESKTOP))


# --- nothing is fetched ----------------------------------------------------------------------


@contextmanager
def listener() -> Iterator[tuple[int, list[bytes]]]:
    """A port of this machine, and the first bytes of all that came to it."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    connection.settimeout(5)
                    heard.append(connection.recv(200))

        threading.Thread(target=listen, daemon=True).start()
        yield server.getsockname()[1], heard
        server.shutdown(socket.SHUT_RDWR)


def test_a_page_makes_no_request(tmp_path: Path) -> None:
    hosts = {host for name in PAGES for host in re.findall(rb"//([\w.-]+\.\w+)", page(name))}
    assert b"example.org" in hosts
    with (
        listener() as (port, heard),
        chromium(f"--proxy-server=http://127.0.0.1:{port}") as asked,
    ):

        def asked_for(names: set[bytes]) -> list[bytes]:
            # Chromium asks of itself for things of its maker, which no page names.
            return [line for line in heard if any(name in line for name in names)]

        for name in PAGES:
            show(asked, tmp_path, page(name))
            assert asked.requests() == [(tmp_path / "page.html").resolve().as_uri()]
        text = page("every shape").decode("utf-8")
        picture = '<img alt="" src="http://of-the-page.invalid/1.png"></body>'
        # Whatever is in the text, what the head says keeps a page from asking ...
        show(asked, tmp_path, text.replace("</body>", picture).encode("utf-8"))
        assert asked_for({*hosts, b"of-the-page"}) == []
        # ... and without that the request would be heard.
        open_page = text.replace("Content-Security-Policy", "x").replace("</body>", picture)
        show(asked, tmp_path, open_page.encode("utf-8"))
        assert asked_for({b"of-the-page"})


# --- by keyboard -----------------------------------------------------------------------------

FOCUS = "document.activeElement"
OPEN = "document.querySelector('.notes > li:target > .note')"


@pytest.mark.parametrize("size", [DESKTOP, TELEPHONE])
@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_a_note_opens_in_place_and_closes_by_keyboard(
    language: str, size: tuple[int, int], browser: Browser, tmp_path: Path
) -> None:
    browser.size(*size)
    show(browser, tmp_path, page(f"six-languages/alternative-report-{language}"))
    mark = "document.querySelectorAll('[role=doc-noteref]')[6]"
    browser.value(f"{mark}.scrollIntoView({{block: 'center'}}); {mark}.focus()")
    before = browser.value("scrollY")
    assert before > 0 and browser.value(OPEN) is None
    text = browser.value(f"document.querySelector({mark}.hash).innerText")

    browser.press("Enter")
    assert browser.value("scrollY") == before
    words = browser.value(f"{OPEN}.innerText")
    assert words.split()[:4] == text.split()[:4]
    box = browser.value(f"{OPEN}.getBoundingClientRect().toJSON()")
    assert box["left"] >= 0 and box["top"] >= 0
    assert box["right"] <= size[0] and box["bottom"] <= size[1]
    line = browser.value(f"{mark}.getBoundingClientRect().toJSON()")
    if size == DESKTOP:
        # Beside its mark, which stays in sight.
        assert 0 <= box["top"] - line["bottom"] < 20
        assert box["left"] <= line["left"] <= box["right"]
    else:
        assert box["bottom"] == size[1] and line["bottom"] < box["top"]
    # What is read aloud is in the note, in its own direction.
    assert browser.value(f"{FOCUS} === {OPEN}.parentNode")
    direction = "rtl" if language == "ar" else "ltr"
    assert browser.value(f"getComputedStyle({OPEN}).direction") == direction

    for _ in range(9):
        browser.press("Tab")
        if browser.value(f"{FOCUS}.className") == "close":
            break
    assert browser.value(f"getComputedStyle({FOCUS}).outlineStyle") == "solid"
    browser.press("Enter")
    assert browser.value(OPEN) is None and browser.value("scrollY") == before
    browser.press("Tab")
    assert browser.value(f"{FOCUS} === {mark}") and browser.value("scrollY") == before


def test_a_note_that_is_linked_to_from_afar_is_in_sight(browser: Browser, tmp_path: Path) -> None:
    browser.size(*DESKTOP)
    anchor = re.findall(rb'role="doc-noteref" href="(#\w+)"', page("russian-federation/opsc"))[-1]
    show(browser, tmp_path, page("russian-federation/opsc"), anchor.decode())
    box = browser.value(f"{OPEN}.getBoundingClientRect().toJSON()")
    assert 0 < box["top"] < box["bottom"] <= DESKTOP[1]
    # From there the arrow leads to the mark.
    browser.value(f"{OPEN}.querySelector('[role=doc-backlink]').click()")
    mark = f"document.querySelector('a[href=\"{anchor.decode()}\"]').getBoundingClientRect().top"
    assert browser.value(OPEN) is None and 0 < browser.value(mark) < DESKTOP[1]


def test_all_links_are_reached_in_their_order_and_show_it(browser: Browser, tmp_path: Path) -> None:
    browser.size(*DESKTOP)
    show(browser, tmp_path, page("a draft"))
    browser.value(
        "reached = [...document.querySelectorAll('a, [tabindex=\"0\"]')]"
        ".filter((node) => node.className != 'close'); true"
    )
    many = browser.value("reached.length")
    order, shown = [], []
    for _ in range(many):
        browser.press("Tab")
        order.append(browser.value(f"reached.indexOf({FOCUS})"))
        shown.append(browser.value(f"getComputedStyle({FOCUS}).outlineStyle"))
        if len(order) == 1:
            # The way past cover and contents can be seen once it is reached.
            assert browser.value(f"{FOCUS}.getBoundingClientRect().top") >= 0
    assert order == list(range(many))
    assert set(shown) == {"solid"}


def test_the_first_link_skips_to_the_text(browser: Browser, tmp_path: Path) -> None:
    show(browser, tmp_path, page("russian-federation/factsheet"))
    assert browser.value("document.querySelector('.skip').getBoundingClientRect().bottom") < 0
    browser.press("Tab")
    browser.press("Enter")
    assert browser.value(f"{FOCUS}.tagName") == "MAIN"
    assert browser.value("document.querySelector('main').getBoundingClientRect().top") < 100


@pytest.mark.parametrize("name", PAGES)
def test_a_telephone_shows_the_whole_width(name: str, browser: Browser, tmp_path: Path) -> None:
    browser.size(*TELEPHONE)
    show(browser, tmp_path, page(name))
    assert browser.value("document.documentElement.scrollWidth") == TELEPHONE[0]


def test_without_a_style_sheet_all_is_there(browser: Browser, tmp_path: Path) -> None:
    bare = re.sub(rb"<style>.*?</style>", b"", page("every shape"), flags=re.DOTALL)
    show(browser, tmp_path, bare)
    assert browser.value("[...document.querySelectorAll('.notes > li')].every(n => n.offsetHeight)")
    shown = "".join(browser.value("document.body.innerText").split())
    assert [shown.count(words) for words in words_of_notes(samples.document())] == [1] * 8


def words_of_notes(made: Document) -> list[str]:
    """The words of each note, without the spaces between them."""
    return ["".join(words_of(replace(made, sections=(), notes=(one,)))) for one in made.notes]


# --- on paper --------------------------------------------------------------------------------


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
    assert [text.split().count("Top") for text in pages if "Row" in text] == [1] * (
        len([text for text in pages if "Row" in text])
    )


def test_a_mark_begins_no_line(browser: Browser, tmp_path: Path) -> None:
    """Behind Chinese punctuation a line may end, but not before the mark that follows."""
    content = [part for number in range(1, 60) for part in (Text("委" * number + "。"), mark(1))]
    made = document([section("One", numbered(1, content))], [note(1, "Note.")])
    marks = (
        "[...document.querySelectorAll('.mark')].filter(n => n.getBoundingClientRect().left"
        " < document.querySelector('p.numbered').getBoundingClientRect().left + 60).length"
    )
    for data, count in ((write(made, LOOK), 0), (write(made, LOOK).replace(rb"\2060", b""), 1)):
        browser.size(*DESKTOP)
        show(browser, tmp_path, data)
        assert min(browser.value(marks), 1) == count


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


def test_axe_is_of_the_version_that_is_installed_by_the_script() -> None:
    script = (KINDS.parent.parent / "scripts/test.sh").read_text(encoding="utf-8")
    (version,) = re.findall(r"axe_version=(\S+)", script)
    assert axe_source().startswith(f"/*! axe v{version}\n")
