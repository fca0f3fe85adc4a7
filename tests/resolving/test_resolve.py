"""The resolved document: notes, citations, cover, counts, evidence and what is asked."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from dossiers import SOURCES, dossier, only, text
from shadowkit.model.document import Block, Document, List, Paragraph, anchor
from shadowkit.model.inline import NoteMark, Reference, Span, plain
from shadowkit.pipeline import run


def document(folder: Path) -> Document:
    return only(run(folder))


def notes(folder: Path) -> list[str]:
    """The notes as they are printed, one line each."""
    lines = text(folder).partition("\nNotes\n\n")[2].rstrip("\n").split("\n")
    return [line for line in lines if line]


# --- notes ----------------------------------------------------------------------------


def test_notes_are_numbered_in_the_order_they_are_printed_in(tmp_path: Path) -> None:
    own = "id: own\ntitle: Own\nsections:\n  - {id: b, title: B}\n  - {id: a, title: A}\n"
    content = "# A {#a}\n\nOne.^[First written.]\n\n# B {#b}\n\nTwo.^[Second written.]\n"
    folder = dossier(tmp_path, content, layout=own)
    assert notes(folder) == ["[1] Second written.", "[2] First written."]
    assert [str(note.location) for note in document(folder).notes] == [
        "content/10.md:7:5",
        "content/10.md:3:5",
    ]


def test_notes_stand_in_headings_lists_spans_and_quotations_too(tmp_path: Path) -> None:
    content = (
        "# A^[1]\n\nB *c^[2]* [d^[3]]{.gap}:\n\n- e^[4]\n\n> f^[5]\n\n[g^[6]](https://e.org)\n"
    )
    folder = dossier(tmp_path, content)
    assert notes(folder) == [f"[{n}] {n}" for n in range(1, 7)]
    assert "# A[1]" in text(folder)
    assert "B c[2] d[3]:" in text(folder)


def test_white_space_between_two_notes_is_dropped(tmp_path: Path) -> None:
    folder = dossier(tmp_path, "A^[one]\n[@report-a] ^[two], b. ^[three]\n", sources=SOURCES)
    assert "1. A[1][2][3], b. [4]\n" in text(folder)


def test_a_note_used_twice_is_printed_twice(tmp_path: Path) -> None:
    folder = dossier(tmp_path, "A[^x] b[^x].\n\n[^x]: []{#id}One.\n\n    Two.\n")
    assert notes(folder) == ["[1] One.", "    Two.", "[2] One.", "    Two."]
    first, second = document(folder).notes
    assert first.anchor != second.anchor
    assert (first.anchor, len(first.paragraphs)) == (anchor("id"), 2)


def test_a_mark_leads_to_the_anchor_of_its_note(tmp_path: Path) -> None:
    found = document(dossier(tmp_path, "A^[one] [b]{#b}\n"))
    (block,) = found.blocks()
    paragraph = block.shapes[0]
    assert isinstance(paragraph, Paragraph)
    mark = next(node for node in paragraph.content if isinstance(node, NoteMark))
    assert (mark.number, mark.anchor) == (1, found.notes[0].anchor)


# --- citations ------------------------------------------------------------------------


def test_a_source_is_cited_in_full_first_and_shortly_after_that(tmp_path: Path) -> None:
    content = "A.[@report-a, para. 3] B.[@report-b] C.[@report-a, para. 4] D.[see @report-a]\n"
    folder = dossier(tmp_path, content, sources=SOURCES)
    first, _other, later, last = notes(folder)
    assert first == "[1] Example Bureau, Example report A (2013), para. 3."
    assert later == "[3] Example Bureau, Report A, para. 4."
    assert last == "[4] see Example Bureau, Report A."
    assert document(folder).cited == ("report-a", "report-b")


def test_the_first_citation_is_the_first_that_is_printed(tmp_path: Path) -> None:
    own = "id: own\ntitle: Own\nsections:\n  - {id: b, title: B}\n  - {id: a, title: A}\n"
    content = "# A {#a}\n\nOne.[@report-a]\n\n# B {#b}\n\nTwo.[@report-a]\n"
    assert notes(dossier(tmp_path, content, layout=own, sources=SOURCES)) == [
        "[1] Example Bureau, Example report A (2013).",
        "[2] Example Bureau, Report A.",
    ]


def test_several_sources_stand_in_one_note(tmp_path: Path) -> None:
    content = "A.[see @report-a, p. 1; @report-b, in part; and @report-a, p. 2 [in Russian]]\n"
    assert notes(dossier(tmp_path, content, sources=SOURCES)) == [
        "[1] see Example Bureau, Example report A (2013), p. 1; Example Office, Example report B "
        "(2014), in part; and Example Bureau, Report A, p. 2 [in Russian]."
    ]


def test_a_citation_in_a_note_is_printed_in_line_and_counts_as_the_first(tmp_path: Path) -> None:
    content = "A.^[More in [@report-a, p. 1].] B.[@report-a]\n"
    assert notes(dossier(tmp_path, content, sources=SOURCES)) == [
        "[1] More in Example Bureau, Example report A (2013), p. 1.",
        "[2] Example Bureau, Report A.",
    ]


def test_what_is_not_registered_is_printed_as_its_id(tmp_path: Path) -> None:
    folder = dossier(tmp_path, "A.[@report-c, p. 1; @report-a]\n", sources=SOURCES)
    (note,) = notes(folder)
    assert note.startswith("[1] [report-c]")
    assert "Example report A" in note


def test_a_confidential_source_is_named_where_nothing_is_public_and_nowhere_else(
    tmp_path: Path,
) -> None:
    settings = """\
        title: A test
        submissions:
          closed: {layout: layout.yaml, public: false}
          open: {layout: layout.yaml, public: true}
        """
    sources = "- {id: secret, title: Example statement, confidential: true}\n"
    folder = dossier(tmp_path, "A.[@secret, p. 1]\n", settings=settings, sources=sources)
    assert "Example statement" in text(folder, "closed")
    assert "Example statement" not in text(folder, "open")
    assert "A confidential source" in text(folder, "open")


# --- the cover ------------------------------------------------------------------------

COVER = """\
    title: {en: A test, fr: Un essai}
    short_title: Test
    state: KEN
    submitters:
      - name: Example Coalition
        acronym: EC
        about: An invented coalition.
        established: 1998
        ecosoc: true
        url: https://example.org
        email: office@example.org
      - name: {en: Example Network}
    supporters: [Example Friends, {name: Example Union}]
    period: {from: 2013-05, to: 2017-10-02}
    submissions:
      report:
        layout: layout.yaml
        mechanism: upr/joint
        session: 30
        cycle: 3
        subtitle: Part one
        date: 2017-10-05
        language: en-GB
        cover: {notice: An example., place: Nairobi}
    """
FIELDS = (
    "series, procedure, title, subtitle, state, submitters, supporters, period, date, notice, place"
)


def test_the_cover_has_the_fields_of_the_layout_in_its_order(tmp_path: Path) -> None:
    own = f"id: own\ntitle: Own\ncover: [{FIELDS}]\nsections:\n  - {{id: front}}\n"
    found = document(dossier(tmp_path, "A\n", settings=COVER, layout=own))
    assert [(line.role, plain(line.content)) for line in found.cover] == [
        ("series", "Joint stakeholder submission"),
        ("state", "Universal Periodic Review, session 30, cycle 3"),
        ("title", "A test"),
        ("subtitle", "Part one"),
        ("state", "Kenya"),
        ("label", "Submitted by"),
        ("submitter", "Example Coalition (EC)"),
        (
            "detail",
            "An invented coalition. Established in 1998. "
            "In consultative status with the Economic and Social Council.",
        ),
        ("detail", "Contact: office@example.org, https://example.org"),
        ("submitter", "Example Network"),
        ("label", "Supported by"),
        ("submitter", "Example Friends"),
        ("submitter", "Example Union"),
        ("detail", "Period covered: May 2013 to 2 October 2017"),
        ("date", "5 October 2017"),
        ("notice", "An example."),
        ("detail", "Nairobi"),
    ]
    assert (found.title, found.short_title, found.date) == ("A test", "Test", "2017-10-05")
    assert (found.language, found.direction) == ("en-GB", "ltr")
    assert found.subject == "Universal Periodic Review, session 30, cycle 3"


@pytest.mark.parametrize("mechanism", ["", "        mechanism: upr/joint\n"])
def test_the_submission_may_say_itself_what_sort_of_document_it_is(
    tmp_path: Path, mechanism: str
) -> None:
    own = "id: own\ntitle: Own\ncover: [series]\nsections:\n  - {id: front}\n"
    settings = COVER.replace("        mechanism: upr/joint\n", mechanism)
    settings = settings.replace("cover: {", "cover: {series: Factsheet, ")
    found = document(dossier(tmp_path, "A\n", settings=settings, layout=own))
    assert [(line.role, plain(line.content)) for line in found.cover] == [("series", "Factsheet")]


def test_a_field_without_a_value_prints_nothing(tmp_path: Path) -> None:
    own = f"id: own\ntitle: Own\ncover: [{FIELDS}]\nsections:\n  - {{id: front}}\n"
    found = document(dossier(tmp_path, "A\n", layout=own))
    assert [plain(line.content) for line in found.cover] == ["A test"]


# --- counts ---------------------------------------------------------------------------


def test_words_are_counted_by_part_and_section(tmp_path: Path) -> None:
    own = """\
        id: own
        title: Own
        cover: [title]
        sections:
          - {id: a}
          - {id: b, title: Title of section}
        """
    content = """\
        # One two {#a}

        Three four^[Five six seven.] see @para:last.

        - eight

        > nine – ten

        # Eleven {#b}

        [Twelve]{#last}.^[One.] ^[Two.]
        """
    found = document(dossier(tmp_path, content, layout=own))
    assert dict(found.counts.words["whitespace"]) == {
        "front matter": 2,
        "headings": 3,
        "body": 10,
        "notes": 5,
    }
    # The dash is a word between white space and none to LibreOffice.
    assert found.counts.total("libreoffice", ("headings", "body")) == 12
    sections = {counts.id: counts for counts in found.section_counts}
    assert {id: counts.title for id, counts in sections.items()} == {"a": "One two", "b": "Eleven"}
    assert sections["a"].counts.total("whitespace", ("notes",)) == 3
    assert sections["b"].counts.total("whitespace", ("headings", "body", "notes")) == 4


def test_numbers_marks_and_what_is_left_out_are_not_counted(tmp_path: Path) -> None:
    content = "One[^n]two.\n\n::: {.gap not=report}\nThree four.\n:::\n\n[^n]: Five.\n"
    words = document(dossier(tmp_path, content)).counts.words["whitespace"]
    assert dict(words) == {"body": 1, "notes": 1}


# --- evidence and what is asked -------------------------------------------------------


def test_what_is_asked_knows_its_evidence_and_its_state(tmp_path: Path) -> None:
    content = """\
        # Law {#law theme=law}

        ::: {.gap #no-law}
        No *law*[@report-a] at all:

        - [none]{.gap #none}[@report-b]
        :::

        ::: {.paragraph #absent not=report}
        More.
        :::

        ::: {.recommendations answers="no-law absent" due=2028}
        - []{#adopt answers="law gone"}Adopt one.
        - Fund it.
        :::

        ::: {.recommendation #all answers="*"}
        Report.
        :::
        """
    found = document(dossier(tmp_path, content, sources=SOURCES))
    asked = [
        (a.id, a.text, a.theme, a.everything, [(x.id, x.state, x.numbers) for x in a.answers])
        for a in found.recommendations
    ]
    assert asked == [
        (
            "adopt",
            "Adopt one.",
            "law",
            False,
            [("law", "found", (1, 2, 3, 4)), ("gone", "missing", ())],
        ),
        (
            "",
            "Fund it.",
            "law",
            False,
            [("no-law", "found", (1,)), ("absent", "absent", ())],
        ),
        ("all", "Report.", "law", True, []),
    ]
    evidence = {e.id: e for e in found.evidence if e.id}
    assert evidence["no-law"].text == "No law at all: none"
    assert evidence["no-law"].sources == ("report-a", "report-b")
    assert evidence["none"].sources == ("report-b",)
    assert evidence["none"].parents == ("no-law", "law")
    assert evidence["no-law"].anchor == anchor("no-law")


def test_a_recommendation_may_be_a_span_in_running_text(tmp_path: Path) -> None:
    content = """\
        [No law.]{.gap #no-law}

        ::: {.recommendations form=paragraph answers=no-law}
        The State should [adopt a law]{.recommendation #one} and
        [fund it]{.recommendation #two answers="*"}.
        :::

        It should also [report]{.recommendation #three answers=no-law}.
        """
    found = document(dossier(tmp_path, content))
    assert [(a.id, a.text, len(a.answers), a.everything) for a in found.recommendations] == [
        ("one", "adopt a law", 1, False),
        ("two", "fund it", 0, True),
        ("three", "report", 1, False),
    ]


# --- what is printed of spans, languages and ids --------------------------------------


def test_text_in_another_language_says_so(tmp_path: Path) -> None:
    content = "A [plan]{lang=fr} b.\n\n::: {.gap lang=ru}\nC\n:::\n"
    found = document(dossier(tmp_path, content))
    first, second = found.blocks()
    paragraph = first.shapes[0]
    assert isinstance(paragraph, Paragraph)
    spans = [node for node in paragraph.content if isinstance(node, Span)]
    assert [(span.language, plain(span.content)) for span in spans] == [("fr", "plan")]
    assert (first.language, second.language) == ("", "ru")


def test_an_id_is_printed_as_an_anchor_and_never_as_itself(tmp_path: Path) -> None:
    content = "# A {#sensitive-name}\n\n::: {.gap #other-name}\n[B]{#third-name}\n:::\n"
    found = document(dossier(tmp_path, content))
    ids = ("sensitive-name", "other-name", "third-name")
    assert not any(id in text(tmp_path) for id in ids)
    assert all(anchor(id) in repr(found.sections) for id in ids)


def test_lists_keep_their_order_start_and_depth(tmp_path: Path) -> None:
    (block,) = document(dossier(tmp_path, "A:\n\n4. b\n   - c\n5. d\n")).blocks()
    listed = block.shapes[1]
    assert isinstance(listed, List)
    assert (listed.ordered, listed.start, len(listed.items)) == (True, 4, 2)
    assert isinstance(listed.items[0].shapes[1], List)


def test_the_same_dossier_gives_the_same_document(tmp_path: Path) -> None:
    content = "# A {#a}\n\nB^[c] [@report-a] see @section:a\n"
    first = document(dossier(tmp_path / "one", content, sources=SOURCES))
    second = document(dossier(tmp_path / "two", content, sources=SOURCES))
    assert first == second


# --- what holds whatever is written ---------------------------------------------------

PIECES = (
    *("\n\n", "\n\n", "word ", "NAP ", "*", "**x** ", "^[a [@report-a, p. 1]] ", "^[[]{#n}b] "),
    *("[^x] ", "[@report-b; @gone] ", "[c]{.gap #g} ", "[d]{#d} ", "[@para:g; @para:d] ", "\n- "),
    *("@note:n ", "@section:s ", "@rec:r ", "\n\n> ", "\n\n# H^[c] {#s}\n\n", "\n\n## I\n\n"),
    *("\n\n::: gap\n", '\n\n::: {.recommendation #r answers="g d s *"}\n', "\n:::\n", "\n:::\n"),
    *("\n\n::: {.recommendations theme=t answers=g}\n", "\n- []{#i}e ", "[f](https://e.org) "),
)
FORMS = """\
id: own
title: Own
forms: {{recommendation: {form}}}
options:
  recommendations: {{choices: [inline, collected, both], default: {printed}}}
  references: {{choices: [item, theme], default: {references}}}
sections:
  - {{id: text, takes: {{rest: true}}, heading: none}}
  - {{id: r, title: Asked, takes: {{generated: recommendations}}}}
"""


@pytest.mark.parametrize("seed", range(12))
def test_numbers_marks_and_anchors_fit_whatever_is_written(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    for number in range(12):
        content = "".join(chance.choices(PIECES, k=25)) + "\n\n[^x]: []{#n2}g\n"
        own = FORMS.format(
            form=chance.choice(("numbered", "bullet")),
            printed=chance.choice(("inline", "collected", "both")),
            references=chance.choice(("item", "theme")),
        )
        folder = dossier(tmp_path / str(number), content, layout=own, sources=SOURCES)
        outcome = run(folder)
        if not any(finding.code == "SK102" for finding in outcome.findings):
            _fits(only(outcome))


def _fits(document: Document) -> None:
    nodes = [*_below(document.sections), *_below(document.notes)]
    numbers = [n.number for n in nodes if isinstance(n, Paragraph) and n.number is not None]
    assert numbers == list(range(1, len(numbers) + 1))
    marks = [(node.number, node.anchor) for node in nodes if isinstance(node, NoteMark)]
    assert marks == [(note.number, note.anchor) for note in document.notes]
    assert [number for number, _anchor in marks] == list(range(1, len(marks) + 1))
    anchors: list[str] = []
    block = ""
    for node in nodes:
        own = getattr(node, "anchor", "")
        block = own if isinstance(node, Block) else block
        # A block shares its anchor with its first numbered paragraph.
        shared = isinstance(node, Paragraph) and own == block
        if own and not shared and not isinstance(node, (NoteMark, Reference)):
            anchors.append(own)
    assert len(anchors) == len(set(anchors))
    for node in nodes:
        if isinstance(node, Reference) and node.anchor:
            assert node.anchor in anchors


def _below(value: object) -> Iterator[object]:
    """Every node of the document, outer before inner, in printed order."""
    if isinstance(value, tuple):
        for inner in value:
            yield from _below(inner)
    elif dataclasses.is_dataclass(value):
        yield value
        for name in ("heading", "parts", "shapes", "items", "content", "paragraphs"):
            yield from _below(getattr(value, name, None))
