"""Every node knows where its author wrote it: line and column, counted in code points.

In the texts here ``§`` stands before each place that is expected, and is taken out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from textwrap import dedent

import pytest

from dossiers import Content, content, dossier
from shadowkit.location import Location
from shadowkit.model.authored import AItem, AList, AParagraph, AQuote, Node
from shadowkit.model.inline import (
    ABreak,
    ACitation,
    AEmphasis,
    ALink,
    ANote,
    AReference,
    ASpan,
    AText,
)
from shadowkit.reading.dossier import read

Where = Callable[[Content], Iterable[Location]]


def _unmarked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its marks, and the line and column each stood at."""
    marks: list[tuple[int, int]] = []
    lines = []
    for number, line in enumerate(dedent(text).split("\n"), 1):
        while "§" in line:
            marks.append((number, line.index("§") + 1))
            line = line.replace("§", "", 1)
        lines.append(line)
    return "\n".join(lines), marks


def _of(*kinds: type) -> Where:
    return lambda read: [node.location for node in read.inlines() if isinstance(node, kinds)]


def _cited(read: Content) -> Iterator[Location]:
    for node in read.inlines():
        if isinstance(node, ACitation):
            for item in node.items:
                yield item.location
                yield from (inline.location for inline in (*item.prefix, *item.suffix))


def _targets(read: Content) -> Iterator[Location]:
    for node in read.inlines():
        if isinstance(node, AReference):
            yield from (target.location for target in node.targets)


def _attributes(read: Content) -> Iterator[Location]:
    """Kind, id, keys and values in braces, everywhere."""
    found = [s.attributes for top in read.sections for s in top.sections()]
    found += [block.attributes for block in read.blocks()]
    found += [node.attributes for node in read.inlines() if isinstance(node, ASpan)]
    for attributes in found:
        for place in (attributes.kind_location, attributes.id_location):
            if place is not None:
                yield place
        for pair in attributes.pairs:
            yield pair.name_location
            yield from (place for _word, place in pair.words())


def _nodes(nodes: Iterable[Node], kind: type) -> Iterator[Location]:
    for node in nodes:
        if isinstance(node, kind):
            yield node.location
        if isinstance(node, AList):
            for item in node.items:
                if kind is AItem:
                    yield item.location
                yield from _nodes(item.nodes, kind)
        elif not isinstance(node, AParagraph):
            yield from _nodes(node.nodes, kind)


def _all(kind: type) -> Where:
    return lambda read: [p for block in read.blocks() for p in _nodes(block.nodes, kind)]


CASES: dict[str, tuple[Where, str]] = {
    "text, over several lines": (
        _of(AText),
        """\
        §The State adopted a plan,§
        §and later§
        §a law.

        §A second paragraph.
        """,
    ),
    "text behind other marks": (
        _of(AText),
        "§A *§plan*§ and **§law**§ 2^§nd^§ [§x](https://example.org)§ end§\\*§s and §&amp;§ on.\n",
    ),
    "text behind characters of every width": (
        _of(AEmphasis),
        "Ключ — план 計画 \N{GRINNING FACE} §*x* \N{COMBINING ACUTE ACCENT}§*y*\n",
    ),
    "text behind a tab and spaces": (_of(AText), "-\t§one\n\n   §two\n"),
    "hard line breaks": (_of(ABreak), "One§\\\ntwo  §\nthree\n"),
    "emphasis and links": (
        _of(AEmphasis, ALink),
        "A §*plan*, §**a §*new* law**, 2§^nd^ §[text](https://example.org) §<https://example.org>\n",
    ),
    "spans": (_of(ASpan), "A §[plan §[for all]{#all}]{.gap #plan} and\n§[law]{lang=fr}.\n"),
    "notes": (
        _of(ANote),
        "A plan§^[A note.] and a law.§[^law]§[^law]\n\n[^law]: Its text.\n",
    ),
    "the text of notes": (
        lambda read: [
            node.location
            for note in read.inlines()
            if isinstance(note, ANote)
            for paragraph in note.paragraphs
            for node in paragraph
        ],
        """\
        A plan^[§A note§
        §in two lines.] and a law.[^law]

        [^law]: §Its text§
            §goes on.

            §A second paragraph of §*it*§.
        """,
    ),
    "citations, their sources and words": (
        _cited,
        "A plan.[§see §@report-a, para. 3§, and more; §and §@report-b] "
        "Twice.[§@a, p. 2; §@b §in part]\n",
    ),
    "citations in notes": (_of(ACitation), "A plan.^[See §[@report-a, p. 3], §[@b].]\n"),
    "references": (
        _targets,
        "See §@para:one, [§@para:two; §@section:plan] and\n(§@note:x)§@rec:y.\n",
    ),
    "keys in a fence": (
        _attributes,
        '::: {§.gap #§no-law §instruments="§OPSC §2(c)" §only=§report}\nNone.\n:::\n',
    ),
    "keys in a fence with one word": (_attributes, "::: §gap\nNone.\n:::\n"),
    "keys of a heading": (
        _attributes,
        "##   Law {#§law §theme=§plans §not='§one  §two'} ##\n\nNone.\n",
    ),
    "keys of a heading with a kind": (_attributes, "# Law {#§law §.unnumbered}\n\nNone.\n"),
    "keys of a span": (
        _attributes,
        'A plan: [none]{§.gap #§no-plan §sdgs="§16.2\t§5.3"} and []{#§here}more.\n',
    ),
    "keys of a span in the second line": (
        _attributes,
        "A plan\nand [a\nlaw]{§.gap #§no-plan} and *[x]{#§here}*.\n",
    ),
    "items of lists": (
        _all(AItem),
        """\
        Three:

        §- one
        §- two
          §1. inner
          §2. inner

             more of it
        §- §- three

        """,
    ),
    "items of lists in quotations": (
        _all(AItem),
        """\
        > Three:
        >
        > §- one
        >   §- inner
        > §* two
        """,
    ),
    "paragraphs in quotations": (
        _of(AText),
        "> §A quoted line§\n> §and another§\n§lazy one\n>\n> > §inner\n",
    ),
    "quotations": (_all(AQuote), "§> One\n\nText\n\n§> Two\n"),
}


@pytest.mark.parametrize("name", CASES)
def test_the_place_of(name: str) -> None:
    where, marked = CASES[name]
    text, expected = _unmarked(marked)
    found = [(place.line, place.column) for place in where(content(text))]
    # Attributes are met as kind, id, keys; inlines in the order of the text.
    assert sorted(found) == sorted(expected)


def test_titles_are_placed_behind_their_marks() -> None:
    text, expected = _unmarked("#  §Law *§and*§ plans ##\n\n§Text\n\n### §Details {#details}\n")
    found = [n.location for n in content(text).inlines() if isinstance(n, AText)]
    assert sorted((place.line, place.column) for place in found) == expected


def test_a_place_has_an_end_where_it_is_known() -> None:
    reference = next(n for n in content("See @para:one.\n").inlines() if isinstance(n, AReference))
    place = reference.targets[0].location
    assert (place.column, place.end_line, place.end_column) == (5, 1, 14)


@pytest.mark.parametrize(
    "mark, end",
    [("", "\n"), ("\ufeff", "\n"), ("", "\r\n"), ("\ufeff", "\r\n"), ("", "\r")],
    ids=["plain", "byte-order mark", "CRLF", "byte-order mark and CRLF", "CR"],
)
def test_places_are_the_same_however_the_file_was_saved(
    mark: str, end: str, tmp_path: Path
) -> None:
    lines = ["Привет, @name.", "", "::: {.gapp #x}", "One.", ":::", "", "A plan @b.", ""]
    settings = ["title: A test", "submissions:", "  report: {layout: nothing}", ""]
    folder = dossier(
        tmp_path,
        (mark + end.join(lines)).encode(),
        settings=mark + end.join(settings),
    )
    findings = read(folder).findings
    assert [str(finding.location) for finding in findings] == [
        "content/10.md:1:9",
        "content/10.md:3:6",
        "content/10.md:7:8",
    ]
    loaded = read(folder).dossier
    assert loaded is not None
    assert str(loaded.place("submissions", "report", "layout")) == "shadowkit.yaml:3:20"


def test_places_in_settings_are_those_of_values_and_else_of_what_is_around(tmp_path: Path) -> None:
    loaded = read(
        dossier(
            tmp_path,
            settings="""\
            title: {en: "A test"}
            submitters:
              - name: Example Coalition
            submissions:
              report:
                layout: layout.yaml
                options: {notes: end}
            """,
        )
    ).dossier
    assert loaded is not None
    place = loaded.place
    assert str(place("title", "en")) == "shadowkit.yaml:1:13"
    assert str(place("submitters", 0, "name")) == "shadowkit.yaml:3:11"
    assert str(place("submissions", "report", "options", "notes")) == "shadowkit.yaml:7:22"
    assert str(place("submissions", "report", "date")) == "shadowkit.yaml:6:5"
    assert str(place("state")) == "shadowkit.yaml:1:1"
