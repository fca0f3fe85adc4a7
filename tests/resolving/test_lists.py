"""What is made from the whole text: contents, acronyms, the concordance."""

from __future__ import annotations

from pathlib import Path

import pytest

from dossiers import LAYOUT, dossier, only, text
from shadowkit.model.document import Document, KeyValue, Table
from shadowkit.model.inline import Reference, Span, Text, plain
from shadowkit.pipeline import run

LISTS = """\
id: plain
title: Plain
options:
  contents: {choices: [none, list], default: list}
  numbering: {choices: [paragraphs, none], default: paragraphs}
headings: [decimal, none, none]
sections:
  - {id: acronyms, title: {en: Acronyms}, takes: {generated: acronyms}}
  - {id: articles, title: {en: Articles}, takes: {generated: concordance}}
  - {id: text, takes: {rest: true}, heading: none}
"""
SETTINGS = """\
title: A test
acronyms: {NGO: {long: the non-governmental organisation}, UN: United Nations}
submissions:
  report: {layout: layout.yaml}
"""


def made(folder: Path, content: str, layout: str = LISTS, settings: str = SETTINGS) -> Document:
    return only(run(dossier(folder, content, layout=layout, settings=settings)))


def listed(document: Document) -> list[tuple[int, str, str]]:
    assert document.contents is not None
    return [(e.level, e.number, plain(e.content)) for e in document.contents.entries]


def shape(document: Document, id: str) -> object:
    [section] = [section for section in document.sections if section.id == id]
    [block] = section.blocks()
    [found] = block.shapes
    return found


EVIDENCE = '# A {#a}\n\n::: {.gap instruments="OPSC 2(c)"}\nAn NGO says so.\n:::\n'


def test_the_contents_have_the_printed_headings_with_their_numbers(tmp_path: Path) -> None:
    document = made(tmp_path, EVIDENCE + "\n## B\n\nOne.\n\n### C\n\nTwo.\n\n# D\n\nThree.\n")
    assert listed(document) == [
        (1, "1", "Acronyms"),
        (1, "2", "Articles"),
        (1, "3", "A"),
        (2, "", "B"),
        (1, "4", "D"),
    ]


@pytest.mark.parametrize(("depth", "number"), [(1, 2), (2, 3), (3, 4)])
def test_the_contents_are_as_deep_as_the_layout_says(
    tmp_path: Path, depth: int, number: int
) -> None:
    layout = LISTS.replace("sections:", f"contents: {depth}\nsections:")
    document = made(
        tmp_path, "# A\n\nOne.\n\n## B\n\nTwo.\n\n### C\n\nThree.\n\n# D\n\nx\n", layout
    )
    assert len(listed(document)) == number


def test_each_entry_of_the_contents_leads_to_its_heading(tmp_path: Path) -> None:
    document = made(tmp_path, EVIDENCE)
    headings = [section.heading for section in document.sections if section.heading]
    headings += [
        part.heading
        for section in document.sections
        for part in section.parts
        if not hasattr(part, "shapes") and part.heading  # type: ignore[union-attr]
    ]
    assert document.contents is not None
    assert [e.anchor for e in document.contents.entries] == [h.anchor for h in headings]


def test_notes_and_links_of_a_heading_are_not_in_the_contents(tmp_path: Path) -> None:
    heading = "# The [law](https://example.org) of *2024*, see @para:a^[A note.] {#law}\n\n"
    document = made(tmp_path, heading + "::: {.gap #a}\nNone.\n:::\n")
    assert listed(document)[-1] == (1, "1", "The law of 2024, see para. 1")
    assert len(document.notes) == 1


def test_a_text_without_headings_has_no_contents(tmp_path: Path) -> None:
    assert made(tmp_path, "Words.\n").contents is None


def test_a_layout_that_does_not_offer_contents_has_none(tmp_path: Path) -> None:
    assert made(tmp_path, "# A\n\nWords.\n", LAYOUT).contents is None


def test_words_of_the_contents_are_counted_apart(tmp_path: Path) -> None:
    with_contents = made(tmp_path / "a", "# Two words\n\nThree words here.\n")
    without = made(
        tmp_path / "b",
        "# Two words\n\nThree words here.\n",
        LISTS.replace("default: list", "default: none"),
    )
    for count, parts in with_contents.counts.words.items():
        assert parts == {**without.counts.words[count], "contents": 3}


# --- acronyms -------------------------------------------------------------------------


def test_acronyms_are_listed_that_are_printed_anywhere_and_no_others(tmp_path: Path) -> None:
    document = made(tmp_path, "# A\n\nWords.^[By an NGO.]\n")
    assert shape(document, "acronyms") == KeyValue(
        (((Text("NGO"),), ((Text("non-governmental organisation"),),)),)
    )


def test_an_acronym_within_a_word_or_an_address_is_not_used(tmp_path: Path) -> None:
    document = made(tmp_path, "# A\n\nUNICEF, [there](https://e.org/UN), https://e.org/UN/x\n")
    assert [section.id for section in document.sections] == ["text"]


def test_a_list_of_nothing_is_left_out_and_takes_no_number(tmp_path: Path) -> None:
    document = made(tmp_path, "# A\n\nWords.\n")
    assert listed(document) == [(1, "1", "A")]


def test_the_first_use_in_the_text_is_still_written_out(tmp_path: Path) -> None:
    printed = text(dossier(tmp_path, EVIDENCE, layout=LISTS, settings=SETTINGS))
    assert "1. An NGO (non-governmental organisation) says so." in printed
    assert "\nNGO: non-governmental organisation\n" in printed


def test_an_option_leaves_the_section_of_a_list_out(tmp_path: Path) -> None:
    layout = LISTS.replace(
        "options:", "options:\n  acronyms: {choices: [none, list], default: none}"
    )
    document = made(tmp_path, EVIDENCE, layout)
    assert [section.id for section in document.sections] == ["articles", "text"]


# --- the concordance ------------------------------------------------------------------


def rows(document: Document) -> list[tuple[str, ...]]:
    table = shape(document, "articles")
    assert isinstance(table, Table)
    return [tuple(plain(cell.content) for cell in row) for row in table.rows]


def test_articles_stand_in_their_natural_order_with_their_paragraphs(tmp_path: Path) -> None:
    blocks = (
        "CRC 10",
        "CRC 2(c)",
        "CRC 2; CRC 10",
        "CRC 10",
        "CRC 9; CRC 10",
        "CRC 10 bis",
        "CRC 10",
    )
    content = "".join(f'::: {{.gap instruments="{words}"}}\nA.\n:::\n\n' for words in blocks)
    assert rows(made(tmp_path, content))[1:] == [
        ("2", "3"),
        ("2(c)", "2"),
        ("9", "5"),
        ("10", "1, 3–5, 7"),
        ("10 bis", "6"),
    ]


@pytest.mark.parametrize(
    ("language", "words", "title"),
    [
        ("fr", "CRC 2", "Convention relative aux droits de l’enfant"),
        ("zh", "CRC 2", "儿童权利公约"),
        ("en", "ILO C138 2", "Minimum Age Convention, 1973"),
    ],
)
def test_treaties_have_their_titles_in_the_language_of_the_submission(
    tmp_path: Path, language: str, words: str, title: str
) -> None:
    settings = SETTINGS.replace("layout.yaml}", f"layout.yaml, language: {language}}}")
    content = f'::: {{.gap instruments="{words}"}}\nA.\n:::\n'
    table = shape(made(tmp_path, content, settings=settings), "articles")
    assert isinstance(table, Table)
    [piece] = table.rows[0][0].content
    assert isinstance(piece, Text)
    assert piece.text.startswith(title)


def test_a_title_not_known_in_the_language_is_english_and_marked_as_such(tmp_path: Path) -> None:
    settings = SETTINGS.replace("layout.yaml}", "layout.yaml, language: fr}")
    content = '::: {.gap instruments="ILO C138 2"}\nA.\n:::\n'
    table = shape(made(tmp_path, content, settings=settings), "articles")
    assert isinstance(table, Table)
    [title, short] = table.rows[0][0].content
    assert title == Span((Text("Minimum Age Convention, 1973"),), language="en")
    assert plain((short,)) == " (ILO C138)"


def test_every_number_of_the_concordance_leads_to_its_paragraph(tmp_path: Path) -> None:
    document = made(tmp_path, EVIDENCE)
    table = shape(document, "articles")
    assert isinstance(table, Table)
    [number] = table.rows[-1][1].content
    anchors = [s.anchor for b in document.blocks() for s in b.shapes if hasattr(s, "number")]
    assert isinstance(number, Reference)
    assert number.text == "1"
    assert number.anchor in anchors


def test_spans_and_recommendations_count_but_not_where_they_have_no_number(tmp_path: Path) -> None:
    content = """\
    # A {#a}

    Text with [a gap]{.gap instruments="CRC 1"} in it.

    ::: {.recommendations answers=a instruments="CRC 2"}
    - One.
    - []{instruments="CRC 3"}Two.
    :::

    ::: {.recommendation answers=a instruments="CRC 4"}
    Three.
    :::

    """
    found = rows(made(tmp_path, content))
    assert found[1:] == [("1", "1"), ("2", "2"), ("3", "3"), ("4", "4")]
    unnumbered = LISTS.replace("default: paragraphs", "default: none")
    document = made(tmp_path / "b", content, unnumbered)
    assert "articles" not in [section.id for section in document.sections]


def test_an_unknown_instrument_stands_behind_the_others_in_its_own_words(tmp_path: Path) -> None:
    content = '::: {.gap instruments="Own Treaty  5; OPSC 3; CRC"}\nA.\n:::\n'
    titles = [row[0] for row in rows(made(tmp_path, content))]
    assert [title.rpartition("(")[2] for title in titles] == ["CRC)", "OPSC)", "3", "Own Treaty 5"]


def test_recommendations_printed_twice_are_one_paragraph_of_the_concordance(tmp_path: Path) -> None:
    layout = (
        LISTS.replace(
            "options:", "options:\n  recommendations: {choices: [both, inline], default: both}"
        )
        + "  - {id: asks, title: {en: Asks}, takes: {generated: recommendations}}\n"
    )
    content = '::: {.recommendation #r answers="*" instruments="CRC 4"}\nAsk.\n:::\n'
    assert rows(made(tmp_path, content, layout))[1:] == [("4", "1")]
