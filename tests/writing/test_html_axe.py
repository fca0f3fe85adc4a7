"""HTML files as axe-core judges them in a browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from browser import Browser, axe_source
from htmlpages import DESKTOP, KINDS, PAGES, TELEPHONE, page, show

REASONED = {
    # The arrow and the cross are signs, not letters; their colour is that of links.
    "color-contrast": r'class="close"|role="doc-backlink"',
    # A sign is no part of a name in words.
    "label-content-name-mismatch": r'class="close"|role="doc-backlink"',
    # axe-core knows no headings of groups of rows, and looks for cells below or beside them.
    "th-has-data-cells": r"<table",
}
"""What axe-core leaves to a person, and in which mark-up it was looked at and found right."""


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


def test_axe_is_of_the_version_that_is_installed_by_the_script() -> None:
    script = (KINDS.parent.parent / "scripts/test.sh").read_text(encoding="utf-8")
    (version,) = re.findall(r"axe_version=(\S+)", script)
    assert axe_source().startswith(f"/*! axe v{version}\n")
