"""HTML files for the tests in a browser: of every example, of every kind of block and shape."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from test_html_shapes import nested
from test_pdf_documents import words_of

import followups
import samples
from browser import Browser
from examples import resolved, submissions
from shadowkit.building import look_of
from shadowkit.model.document import Document, Logo
from shadowkit.pipeline import run
from shadowkit.reading.looks import shipped_look
from shadowkit.writing.html import write

LOOK = shipped_look("plain")
DESKTOP, TELEPHONE = (1280, 900), (390, 800)

KINDS = Path(__file__).resolve().parent / "kinds"
MADE = (
    "every shape",
    "an organisation's look",
    "a draft",
    "notes at the end",
    "shapes within shapes",
    "every kind",
    "implementation table",
    "implementation table in Arabic",
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
        made = {
            "shapes within shapes": nested(),
            "notes at the end": placed,
            "implementation table": followups.documents()["en"],
            "implementation table in Arabic": followups.documents()["ar"],
        }
        return write(made.get(name, samples.document()), LOOK, draft=name == "a draft")
    one = resolved(*name.split("/"))
    return write(one.document, look_of(one))


def show(browser: Browser, folder: Path, data: bytes, fragment: str = "") -> None:
    """Opens the file in the browser, by way of a folder."""
    (folder / "page.html").write_bytes(data)
    browser.open(folder / "page.html", fragment)


def words_of_notes(made: Document) -> list[str]:
    """The words of each note, without the spaces between them."""
    return ["".join(words_of(replace(made, sections=(), notes=(one,)))) for one in made.notes]
