"""Later citations that name the note of the first one, for styles that want it."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_docx_reading import Read, marked_notes, note_fields

from docx_lint import lint
from dossiers import dossier, only, shadowkit, text
from shadowkit.model.document import Document
from shadowkit.model.inline import Emphasis, Inlines, Reference, plain
from shadowkit.pipeline import run
from shadowkit.wordcount import COUNTS

# In the way of the common styles for lawyers: "Bureau (n 4) p. 3".
OWN = """\
<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="note" default-locale="en-GB">
  <info><title>A test</title><id>https://example.org/style</id></info>
  <citation><layout suffix="." delimiter="; ">
    <choose>
      <if position="subsequent">
        <group delimiter=" ">
          <names variable="author"><name form="short"/></names>
          LATER
          <text variable="locator"/>
        </group>
      </if>
      <else>
        <group delimiter=", ">
          <names variable="author"/>
          <text variable="title" font-style="italic"/>
          <text variable="locator"/>
        </group>
      </else>
    </choose>
  </layout></citation>
</style>
"""
LATER = """<group prefix="(" suffix=")" delimiter=" ">
  <text value="n"/><text variable="first-reference-note-number"/>
</group>"""
SOURCES = """\
- {id: one, type: report, title: First report, author: [{literal: Bureau}], issued: 2013}
- {id: two, type: report, title: Second report, author: [{literal: Bureau}], issued: 2014}
- {id: three, type: report, title: Third report, author: [{literal: Office}], issued: 2014}
"""
SETTINGS = """\
title: A test
citation_style: own.csl
submissions:
  report: {layout: layout.yaml}
"""
CONTENT = """\
A plan.^[A remark.] Another.[@one, p. 3]

A third.[@three; @two, p. 1] A fourth.[See @one, p. 5]

A fifth.[@two; @three, p. 2] A sixth.^[The Bureau said so in 2013 [@one] and later [@two, p. 9].]
"""


def made(
    folder: Path, content: str = CONTENT, later: str = LATER, settings: str = SETTINGS
) -> Document:
    own = OWN.replace("LATER", later)
    outcome = run(dossier(folder, content, settings=settings, sources=SOURCES, own_csl=own))
    assert not outcome.failed(), outcome.findings
    return only(outcome)


def notes(document: Document) -> list[str]:
    return [" ".join(map(plain, note.paragraphs)) for note in document.notes]


def references(inlines: Inlines) -> list[Reference]:
    found: list[Reference] = []
    for node in inlines:
        if isinstance(node, Reference):
            found.append(node)
        elif isinstance(node, Emphasis):
            found += references(node.content)
    return found


def test_a_later_note_names_the_number_of_the_first(tmp_path: Path) -> None:
    document = made(tmp_path)
    assert notes(document) == [
        "A remark.",
        "Bureau, First report, p. 3.",
        "Office, Third report; Bureau, Second report, p. 1.",
        "See Bureau (n 2) p. 5.",
        "Bureau (n 3); Office (n 3) p. 2.",
        "The Bureau said so in 2013 Bureau (n 2) and later Bureau (n 3) p. 9.",
    ]
    anchors = [note.anchor for note in document.notes]
    named = [one for note in document.notes for p in note.paragraphs for one in references(p)]
    assert [(one.text, one.target) for one in named] == [
        (number, "note") for number in ("2", "3", "3", "2", "3")
    ]
    assert all(anchors[int(one.text) - 1] == one.anchor for one in named)


def test_the_number_follows_when_paragraphs_change_places(tmp_path: Path) -> None:
    first, second, third = CONTENT.split("\n\n")
    document = made(tmp_path, "\n\n".join((third.strip(), first, second)) + "\n")
    assert notes(document) == [
        "Bureau, Second report; Office, Third report, p. 2.",
        "The Bureau said so in 2013 Bureau, First report and later Bureau (n 1) p. 9.",
        "A remark.",
        "Bureau (n 2) p. 3.",
        "Office (n 1); Bureau (n 1) p. 1.",
        "See Bureau (n 2) p. 5.",
    ]


def test_within_the_note_that_names_it_first_there_is_no_number(tmp_path: Path) -> None:
    document = made(tmp_path, "A plan.[@one, p. 3; @three; @one, p. 7] So.[@one, p. 9]\n")
    assert notes(document) == [
        "Bureau, First report, p. 3; Office, Third report; Bureau p. 7.",
        "Bureau (n 1) p. 9.",
    ]


@pytest.mark.parametrize(
    "later, printed",
    [
        (LATER, "Bureau (n 1) p. 9"),
        ('<number variable="first-reference-note-number" prefix="supra note "/>', "supra note 1"),
        (
            '<choose><if variable="first-reference-note-number"><text value="above"/>'
            '<text variable="first-reference-note-number" prefix=" n. " font-style="italic"/></if>'
            '<else><text value="WRONG"/></else></choose>',
            "Bureau above n. 1 p. 9",
        ),
        (
            '<choose><if is-numeric="first-reference-note-number">'
            '<text variable="first-reference-note-number" vertical-align="sup"/></if>'
            '<else><text value="WRONG"/></else></choose>',
            "Bureau 1 p. 9",
        ),
        (
            '<choose><if is-numeric="volume first-reference-note-number" match="any">'
            '<label variable="first-reference-note-number"/>'
            '<number variable="first-reference-note-number" form="ordinal"/></if></choose>',
            "Bureau 1 p. 9",
        ),
        ('<text variable="title"/>', "Bureau First report p. 9"),
    ],
    ids=["group", "number", "variable", "is-numeric", "label", "none"],
)
def test_styles_ask_for_it_in_many_ways(tmp_path: Path, later: str, printed: str) -> None:
    document = made(tmp_path, "A plan.[@one] So.[@one, p. 9]\n", later)
    assert printed in notes(document)[1]
    (paragraph,) = document.notes[1].paragraphs
    assert len(references(paragraph)) == ("title" not in later)


def test_two_sources_of_one_author_need_nothing_else_to_be_told(tmp_path: Path) -> None:
    content = "A.[@one] B.[@two] C.[@one] D.[@two]\n"
    assert notes(made(tmp_path / "a", content))[2:] == ["Bureau (n 1).", "Bureau (n 2)."]
    # Without the number both would be "Bureau", so they are in full.
    assert notes(made(tmp_path / "b", content, ""))[2:] == [
        "Bureau, First report.",
        "Bureau, Second report.",
    ]


BOTH = """\
id: both
title: Both
options:
  recommendations: {choices: [both], default: both}
sections:
  - {id: text, takes: {rest: true}, heading: none}
  - {id: all, title: {en: All}, takes: {generated: recommendations}}
"""


def test_a_note_that_is_printed_twice_is_named_by_its_first_number(tmp_path: Path) -> None:
    content = (
        "A plan.[@three]\n\n::: {.recommendations}\n"
        "- Adopt a law.^[As in [@one].[]{#law-note}]\n- Adopt a plan.[@one, p. 2]\n:::\n"
    )
    own = OWN.replace("LATER", LATER)
    folder = dossier(
        tmp_path, content, sources=SOURCES, layout=BOTH, settings=SETTINGS, own_csl=own
    )
    assert notes(only(run(folder))) == [
        "Office, Third report.",
        "As in Bureau, First report.",
        "Bureau (n 2) p. 2.",
        "As in Bureau (n 2).",
        "Bureau (n 2) p. 2.",
    ]
    assert shadowkit("build", tmp_path, "-f", "docx").code == 0
    read = Read((tmp_path / "build" / "report" / "report.docx").read_bytes())
    fields, marked = note_fields(read), marked_notes(read)
    assert [(marked[name], shown) for name, shown in fields] == [(2, "2")] * 3


REGISTER = """\
- {id: past-five, number: 5, paragraph: 5, source: one, summary: Train judges.}
- {id: past-six, number: 6, paragraph: 6, source: three, summary: Pay judges.}
"""


@pytest.mark.parametrize(
    "follows, printed",
    [
        (
            "note",
            [
                "Office, Third report.",
                "Bureau, First report, rec. 5.",
                "Office (n 1) rec. 6.",
                "Bureau (n 2); Office (n 1) p. 2.",
            ],
        ),
        # In the text the source has no note; what is named there first has no number later.
        ("parenthesis", ["Office, Third report.", "Bureau; Office (n 1) p. 2."]),
    ],
)
def test_what_a_recommendation_follows_counts_as_a_citation_where_it_is_a_note(
    tmp_path: Path, follows: str, printed: list[str]
) -> None:
    content = """\
        A plan.[@three]

        ::: {.recommendation answers="*" follows="past-five"}
        Train judges.
        :::

        ::: {.recommendation answers="*" follows="past-six"}
        Pay judges.
        :::

        A plan.[@one; @three, p. 2]
    """
    layout = f"id: own\ntitle: Own\nfollows: {follows}\nsections:\n"
    folder = dossier(
        tmp_path,
        content,
        layout=layout + "  - {id: text, takes: {rest: true}, heading: none}\n",
        settings=SETTINGS,
        sources=SOURCES,
        own_csl=OWN.replace("LATER", LATER),
        recommendations_yaml=REGISTER,
    )
    document = only(run(folder))
    assert notes(document) == printed
    if follows != "note":
        assert "Pay judges (Office (n 1) rec. 6)." in text(folder)


# --- in the files ---------------------------------------------------------------------


def test_word_has_a_field_with_the_number_and_the_page_a_link(tmp_path: Path) -> None:
    content = CONTENT.replace("A third.", "A third, see @note:remark.").replace(
        "^[A remark.]", "^[A remark. []{#remark}]"
    )
    document = made(tmp_path, content)
    done = shadowkit("build", tmp_path, "-f", "docx,html")
    assert done.code == 0, done.err
    data = (tmp_path / "build" / "report" / "report.docx").read_bytes()
    assert lint(data) == []
    read = Read(data)
    fields = note_fields(read)
    assert [shown for _name, shown in fields] == ["1", "2", "3", "3", "2", "3"]
    marked = marked_notes(read)
    assert [marked[name] for name, _shown in fields] == [int(shown) for _name, shown in fields]

    page = (tmp_path / "build" / "report" / "report.html").read_text(encoding="utf-8")
    anchor = document.notes[1].anchor
    assert page.count(f'href="#{anchor}">2</a>') >= 2


def test_the_numbers_are_words_that_are_counted(tmp_path: Path) -> None:
    content = "A.[@one] B.[@one]\n"
    with_number = made(tmp_path / "a", content).counts
    without = made(tmp_path / "b", content, '<text value="(n 1)"/>').counts
    assert with_number == without
    assert set(with_number.words) == set(COUNTS)
