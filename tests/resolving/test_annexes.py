"""Annexes: files of the dossier that print behind all else, and count apart."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

from dossiers import dossier, only, places, text
from shadowkit.pipeline import run
from shadowkit.reading.looks import shipped_look
from shadowkit.writing import docx, html

SETTINGS = """\
title: A test
submissions:
  long: {layout: layout.yaml, annexes: [annex/table.md]}
  brief: {layout: layout.yaml}
"""
ANNEX = """\
# Annex: cases by year {#cases}

See @para:plan.^[Counted by hand.]

| Year | Cases |
|------|-------|
| 2013 | 540   |

Table: Cases by year
"""


def made(folder: Path) -> Path:
    content = "The plan is old; see @section:cases.\n\n::: {.gap #plan not=brief}\nNo plan.\n:::\n"
    dossier(folder, content.replace("see @section", "[see @section:cases]{not=brief}; @section")
            .replace("; @section:cases.", "."), settings=SETTINGS)  # fmt: skip
    (folder / "annex").mkdir()
    (folder / "annex" / "table.md").write_text(ANNEX, encoding="utf-8")
    return folder


def test_an_annex_prints_behind_all_else_in_the_submission_that_names_it(tmp_path: Path) -> None:
    folder = made(tmp_path)
    printed = text(folder, "long")
    assert "1. The plan is old; see section “Annex: cases by year”." in printed
    behind = printed.partition("# Annex: cases by year\n")[2]
    assert behind.lstrip().startswith("See para. 2.[1]")
    assert "Table 1. Cases by year" in behind
    assert "Annex" not in text(folder, "brief")
    assert places(run(folder), "SK101") + places(run(folder), "SK106") == []


def test_its_words_count_as_those_of_an_annex(tmp_path: Path) -> None:
    counts = only(run(made(tmp_path), ["long"])).counts.words["whitespace"]
    # Heading 4, paragraph 3, note 3, caption 5, cells 4.
    assert counts["annexes"] == 4 + 3 + 3 + 5 + 4
    assert "tables" not in counts
    assert "notes" not in counts


def test_it_begins_a_page_in_word_and_in_the_pdf(tmp_path: Path) -> None:
    document, look = only(run(made(tmp_path), ["long"])), shipped_look("plain")
    with zipfile.ZipFile(BytesIO(docx.write(document, look))) as file:
        body = file.read("word/document.xml").decode()
    paragraphs = body.split("<w:p>")
    (first,) = [paragraph for paragraph in paragraphs if "<w:pageBreakBefore/>" in paragraph]
    assert 'w:val="Heading1"' in first
    assert "Annex: cases by year" in first
    assert '<section class="annex"' in html.write(document, look).decode()


def test_what_is_wrong_with_an_annex_is_found_in_its_own_file(tmp_path: Path) -> None:
    folder = made(tmp_path)
    (folder / "annex" / "table.md").write_text("# A {#a}\n\n@para:nothing\n", encoding="utf-8")
    assert "annex/table.md:3:1 SK101" in places(run(folder, ["long"]))
