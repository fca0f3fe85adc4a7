"""Each shipped layout offers the implementation table, and prints it where it is chosen."""

from __future__ import annotations

import pytest

from dossiers import shadowkit
from followups import LANGUAGES, PRINTED, documents, section_of, tables_of
from shadowkit.model.inline import plain
from shadowkit.reading import catalogue

NAME = "implementation-table"
ANNEXES = {
    "crc-alternative-report",
    "ecpat-upr",
    "loipr-input",
    "opsc-alternative-report",
    "upr-brief",
}
"""What is filed under a limit of words that annexes do not count against."""
LAYOUTS = catalogue.layout_names()


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_offers_the_table_and_does_not_impose_it(name: str) -> None:
    option = catalogue.shipped_layout(name).options[NAME]
    assert set(option.choices) == {"none", "table"}
    assert option.default == "none"


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_prints_the_table_in_each_language(name: str) -> None:
    titles = set()
    for language in LANGUAGES:
        section = section_of(documents(name)[language])
        assert section.heading is not None
        assert section.annex == (name in ANNEXES)
        titles.add(plain(section.heading.content))
        counts, each = tables_of(documents(name)[language])
        rows = [row for row in each.rows if row[0].span == 1]
        expected = 3 if name == "session-report" else PRINTED
        assert len(rows) == int(plain(counts.rows[-1][1].content)) == expected
    assert len(titles) == len(LANGUAGES)


@pytest.mark.parametrize("name", LAYOUTS)
def test_nothing_of_it_is_without_a_choice_and_it_is_the_last_but_notes(name: str) -> None:
    layout = catalogue.shipped_layout(name)
    section = layout.section(NAME)
    assert section is not None
    assert layout.lists(section, {}) == ()
    assert layout.lists(section, {NAME: "table"}) == (NAME,)
    behind = layout.sections[layout.sections.index(section) + 1 :]
    if name == "session-report":
        before = layout.sections[layout.sections.index(section) - 1]
        assert before.id == "committee-recommendations"
    else:
        assert all(query.generated == "notes" for one in behind for query in one.queries)


def test_the_command_says_what_the_section_takes() -> None:
    shown = shadowkit("layouts", "session-report").out
    assert (
        "a table of what became of earlier recommendations"
        " with body Committee on the Rights of the Child" in shown
    )
    assert "implementation-table: none | table" in shown
    assert '"implementation-table"' in shadowkit("layouts", "upr-brief", "--format", "json").out
