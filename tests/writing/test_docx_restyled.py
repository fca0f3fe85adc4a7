"""A house style with other fonts and another look of numbers: the look changes, the text and its
structure do not, in every language."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_docx_reader import compare, results
from test_docx_reading import Read, W, child, value

from docx_lint import lint
from examples import resolved, submissions
from housestyles import colour, style, word_file
from shadowkit.building import look_of
from shadowkit.location import NOWHERE
from shadowkit.reading.collector import Collector
from shadowkit.reading.word_template import TemplateReader
from shadowkit.writing.docx import write

GEORGIA = '<w:rFonts w:ascii="Georgia" w:hAnsi="Georgia"/>'
NUMBERED = ("Numbered Paragraph", "List Number", "List Bullet", "heading 1")
SIX = [name for example, name in submissions() if example == "six-languages"]


@pytest.mark.parametrize("name", SIX)
def test_another_look_of_numbers_changes_no_number(name: str, tmp_path: Path) -> None:
    run = f'{GEORGIA}{colour("1F7A3D")}<w:sz w:val="26"/>'
    house = word_file(style("Normal", run=GEORGIA), *(style(one, run=run) for one in NUMBERED))
    (tmp_path / "house.docx").write_bytes(house)
    template = TemplateReader(tmp_path).read("house.docx", NOWHERE, Collector())
    one = resolved("six-languages", name)
    look = look_of(one)
    bare, dressed = write(one.document, look), write(one.document, look, template)

    results(compare(dressed, one.document, look))
    assert not lint(dressed)
    assert Read(dressed).text("word/numbering.xml") == Read(bare).text("word/numbering.xml")
    for data, ink in ((bare, ""), (dressed, "1F7A3D")):
        styles = {
            value(child(found, "name")): found
            for found in Read(data).xml("word/styles.xml").iter(W + "style")
        }
        # The number of a paragraph looks as its style says.
        numbered = styles["Numbered Paragraph"]
        assert value(child(numbered, "rPr", "color")) == ink
        assert value(child(numbered, "pPr", "numPr", "numId"))
