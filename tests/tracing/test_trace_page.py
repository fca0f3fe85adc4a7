"""The page of a trace in a real browser, mostly by its keys."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from browser import Browser, chromium
from dossiers import shadowkit
from examples import EXAMPLES
from tracedossiers import traced_dossier

WIDTHS = ((1280, 900), (320, 640))
COUNT = "document.getElementById('count').textContent"
FOCUS = "document.activeElement"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = traced_dossier(tmp_path_factory.mktemp("small"))
    return page(folder, folder / "trace.html")


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("real") / "trace.html"
    return page(EXAMPLES / "russian-federation", file, "-s", "upr-joint")


def page(folder: Path, file: Path, *more: str) -> Path:
    ran = shadowkit("trace", folder, "-o", file, "-q", *more)
    assert (ran.out, ran.err, ran.code) == (f"wrote {file}\n", "", 0)
    return file


def opened(browser: Browser, file: Path, fragment: str = "") -> None:
    browser.size(*WIDTHS[0])
    browser.open(file, fragment)


def tab_to(browser: Browser, condition: str) -> None:
    """Goes on with Tab until what has the focus fulfils the condition."""
    for _ in range(200):
        browser.press("Tab")
        if browser.value(f"(e => {condition})({FOCUS})"):
            return
    raise AssertionError(f"Tab never leads to {condition}")


def shown(browser: Browser) -> list[str]:
    """The anchors of the entries that are shown."""
    return list(
        browser.value("[...document.querySelectorAll('.entry:not([hidden])')].map(e => e.id)")
    )


def names(browser: Browser) -> list[str]:
    """The names of the entries that are shown, of the first submission."""
    selector = "#s1 .entry:not([hidden]) .name"
    texts = browser.value(f"[...document.querySelectorAll('{selector}')].map(e => e.innerText)")
    return [text.split()[0] for text in texts]


def in_sight(browser: Browser) -> bool:
    """Whether what has the focus stands in the window."""
    return bool(
        browser.value(f"(r => r.top >= 0 && r.top < innerHeight)({FOCUS}.getBoundingClientRect())")
    )


def test_from_the_filter_to_a_recommendation_its_paragraph_and_back_by_keys(
    browser: Browser, real: Path
) -> None:
    opened(browser, real)
    everything = len(shown(browser))
    browser.press("Tab")
    assert browser.value(f"{FOCUS}.hash") == "#entries"
    tab_to(browser, "e.id === 'text'")
    browser.type("ratify CYBERCRIME")
    browser.until(f"!{COUNT}.startsWith('{everything} ')")
    found = shown(browser)
    assert 0 < len(found) < 10
    assert browser.value(COUNT) == f"{len(found)} of {everything} entries shown"
    tab_to(browser, "e.localName === 'summary'")
    assert browser.value(f"{FOCUS}.innerText").startswith("ratify-cybercrime-convention")
    browser.press("Enter")
    browser.until(f"{FOCUS}.parentElement.open")
    tab_to(browser, "e.localName === 'a'")
    assert browser.value(f"{FOCUS}.innerText") == "no-cybercrime-convention (para. 14)"
    browser.press("Enter")
    browser.until(f"{FOCUS}.matches('.entry')")
    assert "As of October 2017 the State has not ratified" in browser.value(f"{FOCUS}.innerText")
    assert in_sight(browser)
    tab_to(browser, "e.localName === 'a' && e.innerText === 'ratify-cybercrime-convention'")
    browser.press("Enter")
    browser.until(f"{FOCUS}.localName === 'summary'")
    assert browser.value(f"{FOCUS}.innerText").startswith("ratify-cybercrime-convention")
    assert in_sight(browser)
    assert browser.requests() == [real.as_uri()]
    assert browser.faults() == []


def test_what_a_link_leads_to_is_shown_though_it_was_closed_and_filtered_out(
    browser: Browser, small: Path
) -> None:
    opened(browser, small)
    tab_to(browser, "e.id === 'text'")
    browser.type("must-not-be-there")
    browser.until(f"{COUNT} === '0 of 25 entries shown'")
    assert browser.value("[...document.querySelectorAll('.none')].every(e => !e.hidden)")
    # From the list of holes, which is always there, to an earlier recommendation.
    tab_to(browser, "e.innerText === 'told-once (para. 12)'")
    browser.press("Enter")
    browser.until(f"{FOCUS}.localName === 'summary'")
    assert names(browser) == ["told-once"]
    assert browser.value(COUNT) == "1 of 25 entries shown"
    tab_to(browser, "e.localName === 'a'")
    assert browser.value(f"{FOCUS}.innerText") == "told-plan (rec. 140.11)"
    browser.press("Enter")
    browser.until(f"{FOCUS}.innerText.startsWith('told-plan')")
    assert browser.value(f"{FOCUS}.parentElement.open") and in_sight(browser)
    # The same link again: closed by hand meanwhile, it opens once more.
    browser.press("Enter")
    browser.until(f"!{FOCUS}.parentElement.open")
    browser.press("Tab", backwards=True)
    browser.press("Tab", backwards=True)
    assert browser.value(f"{FOCUS}.innerText") == "told-plan (rec. 140.11)"
    browser.press("Enter")
    browser.until(f"{FOCUS}.localName === 'summary' && {FOCUS}.parentElement.open")


def test_an_address_leads_to_its_entry(browser: Browser, small: Path) -> None:
    opened(browser, small, "#s1-t1")
    browser.until(f"{FOCUS}.localName === 'summary'")
    assert browser.value(f"{FOCUS}.innerText").startswith("told-law (rec. 140.10)")
    assert browser.value(f"{FOCUS}.parentElement.open")
    assert in_sight(browser)


def test_recommendations_lead_to_earlier_ones_and_sources_to_evidence_and_back(
    browser: Browser, small: Path
) -> None:
    opened(browser, small)
    links = browser.value(
        "(name => Object.fromEntries([...document.querySelectorAll('#s1 .entry')].map(e => ["
        "name(e), [...e.querySelectorAll('a')].map(a => name(document.querySelector(a.hash)))])))"
        "(e => e.querySelector('.name').textContent.split(' ')[0])"
    )
    assert links["adopt"] == ["no-law", "plan", "told-law"]
    assert links["told-law"] == ["report-b", "no-law", "adopt"]
    assert links["told-plan"] == ["plan"]
    assert links["told-once"] == ["told-plan"]
    assert links["no-law"] == ["report-a", "adopt", "told-law"]
    assert links["report-a"] == ["no-law", "nothing-asked"]
    # Evidence that is the very block named is not named twice.
    assert browser.value("document.getElementById('s1-r1').textContent").count("no-law") == 1


def test_entries_are_no_items_of_lists_to_a_browser(browser: Browser, small: Path) -> None:
    # Chromium numbers all items anew for each one that is hidden: thousands take a minute.
    opened(browser, small)
    styles = "[...document.querySelectorAll('.entry, .entry li')].map(e => getComputedStyle(e))"
    assert browser.value(f"[...new Set({styles}.map(s => s.display))]") == ["block"]
    assert browser.value(f"{styles}[0].contentVisibility") == "auto"


def test_the_filter_knows_submission_status_holes_and_what_is_suspect(
    browser: Browser, small: Path
) -> None:
    opened(browser, small)
    tab_to(browser, "e.id === 'submission'")
    browser.press("ArrowDown")
    browser.until(f"{COUNT} === '12 of 25 entries shown'")
    tab_to(browser, "e.id === 'status'")
    for _ in range(4):
        browser.press("ArrowDown")
    browser.until(f"{COUNT} === '1 of 25 entries shown'")
    assert names(browser) == ["told-law"]
    tab_to(browser, "e.innerText === 'Show all'")
    browser.press(" ")
    browser.until(f"{COUNT} === '25 of 25 entries shown'")
    browser.press("Tab", backwards=True)
    browser.press(" ")
    browser.until(f"{COUNT} === '2 of 25 entries shown'")
    assert names(browser) == ["adopt"]
    browser.press(" ")
    browser.until(f"{COUNT} === '25 of 25 entries shown'")
    browser.press("Tab", backwards=True)
    browser.press(" ")
    browser.until(f"{COUNT} !== '25 of 25 entries shown'")
    assert names(browser) == ["baseless", "plan", "nothing-asked", "told-plan", "told-once"]


def test_letters_are_found_whatever_their_case_and_marks(browser: Browser, small: Path) -> None:
    opened(browser, small)
    tab_to(browser, "e.id === 'text'")
    browser.type("اعتماد خُطّة")
    # What has the words, and what leads there.
    browser.until(f"{COUNT} === '3 of 25 entries shown'")
    told = "document.querySelector('#s2-t2 .text')"
    assert browser.value(
        f"[{told}.lang, {told}.textContent, getComputedStyle({told}).direction]"
    ) == [
        "ar",
        "اعتماد خطة.",
        "rtl",
    ]


def unreasoned(browser: Browser) -> list[str]:
    """What axe-core finds, and leaves to a person.  What a browser does not lay out before it is
    scrolled to has no colours, so all of it is laid out."""
    browser.value(
        "document.querySelectorAll('.entry, .holes').forEach("
        "e => e.style.contentVisibility = 'visible'); true"
    )
    said = browser.axe()
    faults = [*said["violations"], *said["incomplete"]]
    return [f"{fault['id']}: {node['html'][:100]}" for fault in faults for node in fault["nodes"]]


@pytest.mark.parametrize("state", ["closed", "open", "filtered"])
@pytest.mark.parametrize("size", WIDTHS)
def test_axe_finds_no_fault(
    size: tuple[int, int], state: str, browser: Browser, small: Path
) -> None:
    browser.size(*size)
    browser.open(small)
    if state == "open":
        browser.value("document.querySelectorAll('details').forEach(d => d.open = true); true")
    if state == "filtered":
        tab_to(browser, "e.id === 'text'")
        browser.type("report-a")
        browser.until(f"{COUNT} !== '25 of 25 entries shown'")
    assert unreasoned(browser) == []
    assert browser.value("document.documentElement.scrollWidth") <= size[0]


def test_axe_finds_no_fault_in_a_real_one(browser: Browser, real: Path) -> None:
    opened(browser, real)
    browser.value("document.querySelectorAll('details').forEach(d => d.open = true); true")
    assert unreasoned(browser) == []


def test_axe_finds_a_fault(browser: Browser, small: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.html"
    text = small.read_text("utf-8").replace('<label for="text">Text</label>', "")
    broken.write_text(text, "utf-8")
    opened(browser, broken)
    assert any(fault.startswith("label: ") for fault in unreasoned(browser))


def test_nothing_of_the_dossier_runs_and_no_other_script_does(
    browser: Browser, small: Path, tmp_path: Path
) -> None:
    opened(browser, small)
    assert '-1 <script>alert("x")</script> of a plan' in browser.value("document.body.textContent")
    assert browser.value("document.scripts.length") == 1
    assert browser.faults() == []
    other = tmp_path / "other.html"
    text = small.read_text("utf-8")
    other.write_text(text.replace('"use strict";', '"use strict"; window.ran = 1;'), "utf-8")
    opened(browser, other)
    assert browser.value("window.ran") is None
    assert browser.faults()


def test_without_its_script_the_page_says_all(browser: Browser, small: Path) -> None:
    browser.ask("Emulation.setScriptExecutionDisabled", value=True)
    try:
        opened(browser, small)
        assert browser.value("document.getElementById('filter').hidden")
        assert not browser.value("document.querySelectorAll('.entry[hidden]').length")
        assert browser.value("document.querySelectorAll('.entry').length") == 25
    finally:
        browser.ask("Emulation.setScriptExecutionDisabled", value=False)


def test_it_prints_what_is_closed_too(browser: Browser, small: Path, tmp_path: Path) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("not installed: pdftotext")
    opened(browser, small)
    (tmp_path / "page.pdf").write_bytes(browser.printed())
    done = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "page.pdf", "-"], capture_output=True, check=True
    )
    text = done.stdout.decode("utf-8")
    assert text.count("No bill is known.") == 2
    assert "entries shown" not in text


def test_the_page_says_what_it_shows_and_has_nothing_from_outside(small: Path) -> None:
    text = small.read_text("utf-8")
    assert "It is for those who work on it, and not to be filed." in text
    assert "Ask the team" not in text  # a `comment=` of a block
    assert text.count(">Confidential<") == 2
    assert re.findall(r'(?:src|href|action|url)\s*[=(]\s*["\']?(?!#)[^"\'\s]+', text) == []
    assert str(small.parent) not in text
