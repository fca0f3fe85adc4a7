"""HTML files as they are read in a browser: by keyboard, on a telephone, without a style sheet,
and without a word to anybody else."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from test_pdf_documents import document, mark, note, numbered, section

import samples
from browser import Browser, chromium
from htmlpages import DESKTOP, LOOK, PAGES, TELEPHONE, page, show, words_of_notes
from shadowkit.model.inline import Text
from shadowkit.writing.html import write

# --- by keyboard -----------------------------------------------------------------------------

FOCUS = "document.activeElement"
OPEN = "document.querySelector('.notes > li:target > .note')"


@pytest.mark.parametrize("size", [DESKTOP, TELEPHONE])
@pytest.mark.parametrize("language", ["en", "ar", "zh"])
@pytest.mark.parametrize("older", [False, True])
def test_a_note_opens_in_place_and_closes_by_keyboard(
    language: str, size: tuple[int, int], older: bool, browser: Browser, tmp_path: Path
) -> None:
    browser.size(*size)
    data = page(f"six-languages/alternative-report-{language}")
    if older:
        # A browser that does not know how to set one box beside another.
        data = data.replace(b"anchor(", b"unknown(")
    show(browser, tmp_path, data)
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
    assert line["bottom"] < box["top"]
    if older:
        assert box["bottom"] == size[1]
    else:
        assert box["top"] - line["bottom"] < 20
        assert box["left"] <= line["left"] <= box["right"]
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
