"""The bars of the implementation table: as long as their numbers say in Word, PDF and HTML, from
the right edge in right-to-left text, and seen without colours."""

from __future__ import annotations

import json
import subprocess
from io import BytesIO
from itertools import groupby
from pathlib import Path

import pytest
from PIL import Image
from test_docx_reading import Read, W, child, value

import followups
from browser import Browser
from htmlpages import DESKTOP, page, show
from shadowkit.reading.looks import contrast, shipped_look
from shadowkit.writing.docx import write
from shadowkit.writing.docx.tables import cell_margins
from shadowkit.writing.pdf import PdfRenderer

LOOKS = ("plain", "organisation")
SHARES = [2 / 8, 1 / 8, 1 / 8, 3 / 8, 1 / 8]
PAGES = {"en": "implementation table", "ar": "implementation table in Arabic"}
DPI = 60


@pytest.mark.parametrize("language", PAGES)
def test_in_word_a_bar_is_a_paragraph_with_a_ground_as_long_as_its_share(language: str) -> None:
    look = shipped_look("plain")
    read = Read(write(followups.documents()[language], look))
    bars = [
        node
        for node in read.body.iter(W + "p")
        if value(child(node, "pPr", "pStyle")) == "TableBar"
    ]
    _above, beside = cell_margins(look)
    shares = []
    for bar in bars:
        assert "".join(bar.itertext()) == ""
        cell = bar.getparent()
        indent = child(bar, "pPr", "ind")
        assert indent is not None
        # The leading side has none, so that the bar begins at it in Arabic too.
        assert value(indent, "left") == "0"
        width = int(value(child(cell, "tcPr", "tcW"), "w")) - 2 * beside
        shares.append(1 - int(value(indent, "right")) / width)
    assert shares == pytest.approx(SHARES, abs=0.02)
    [style] = [
        node
        for node in read.xml("word/styles.xml").iter(W + "style")
        if value(node, "styleId") == "TableBar"
    ]
    assert value(child(style, "pPr", "shd"), "fill") == look.colours.accent.strip("#").upper()


def _runs(picture: bytes, colour: str) -> list[tuple[int, int]]:
    """Where the bars begin and end, from above."""
    image = Image.open(BytesIO(picture)).convert("RGB")
    wanted = tuple(bytes.fromhex(colour.strip("#")))
    found: list[tuple[int, int]] = []
    last = -2
    for y in range(image.height):
        dots = [image.getpixel((x, y)) == wanted for x in range(image.width)]
        place = 0
        for same, run in groupby(dots):
            length = len(list(run))
            # Lines of the table run over its whole width, strokes of letters are short.
            if same and 8 < length < image.width / 3:
                found += [(place, place + length)] if y > last + 1 else []
                last = y
            place += length
    return found


@pytest.mark.parametrize("look", LOOKS)
def test_in_the_pdf_bars_begin_at_one_edge_and_are_as_long_as_their_shares(
    look: str, tmp_path: Path
) -> None:
    made = shipped_look(look)
    with PdfRenderer() as renderer:
        for language in PAGES:
            result = renderer.render(followups.documents()[language], made)
            assert result.findings == ()
            (tmp_path / "file.pdf").write_bytes(result.data)
            command = ["pdftoppm", "-r", str(DPI), "-f", "3", "-l", "3", "-png", "-singlefile"]
            subprocess.run([*command, tmp_path / "file.pdf", tmp_path / "page"], check=True)
            bars = _runs((tmp_path / "page.png").read_bytes(), made.colours.accent)
            assert len({edges[language == "ar"] for edges in bars}) == 1
            lengths = [end - start for start, end in bars]
            assert [length / lengths[0] for length in lengths] == pytest.approx(
                [share / SHARES[0] for share in SHARES], abs=0.15
            )


@pytest.mark.parametrize("language", PAGES)
def test_in_a_browser_bars_are_as_long_as_their_shares_without_colours_too(
    language: str, browser: Browser, tmp_path: Path
) -> None:
    measure = (
        "JSON.stringify([...document.querySelectorAll('.bar')].map(bar => {"
        "const [box, own] = [bar.getBoundingClientRect(), getComputedStyle(bar)];"
        "const cell = bar.parentElement, room = getComputedStyle(cell);"
        "const width = cell.clientWidth - parseFloat(room.paddingLeft)"
        " - parseFloat(room.paddingRight);"
        "return [box.width / width, box.height, own.borderTopColor, cell.textContent,"
        " bar.ariaHidden]}))"
    )
    for size in (DESKTOP, (390, 800)):
        browser.size(*size)
        show(browser, tmp_path, page(PAGES[language]))
        found = json.loads(browser.value(measure))
        assert [one[0] for one in found] == pytest.approx(SHARES, abs=0.01)
        assert all(one[1] > 5 for one in found)
        assert {one[3] for one in found} == {""}
        assert {one[4] for one in found} == {"true"}
    assert {one[2] for one in found} == {"rgb(31, 58, 95)"}
    features = [{"name": "forced-colors", "value": "active"}]
    browser.ask("Emulation.setEmulatedMedia", features=features)
    try:
        forced = json.loads(browser.value(measure))
        assert all(one[1] > 5 for one in forced)
        ground = browser.value("getComputedStyle(document.documentElement).backgroundColor")
        assert ground not in {one[2] for one in forced}
    finally:
        browser.ask("Emulation.setEmulatedMedia", features=[])


@pytest.mark.parametrize("look", LOOKS)
def test_a_bar_is_seen_on_the_page(look: str) -> None:
    assert contrast(shipped_look(look).colours.accent, "#ffffff") >= 3
