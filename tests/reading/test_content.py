"""Content files to sections and blocks: what opens what, and what is handed down."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dossiers import content, dossier
from shadowkit.model.authored import (
    ABlock,
    AList,
    AParagraph,
    AQuote,
    ASection,
    Node,
    inlines_of,
)
from shadowkit.model.inline import (
    ABreak,
    AEmphasis,
    ALink,
    ANote,
    ASpan,
    AText,
    authored_text,
)
from shadowkit.reading.dossier import read


def _words(nodes: Sequence[Node]) -> str:
    return " | ".join(authored_text(paragraph) for paragraph in inlines_of(tuple(nodes)))


def _tree(sections: Sequence[ASection | ABlock]) -> list[object]:
    """Sections as ``[title, ...]``, blocks as ``kind: words``."""
    return [
        [authored_text(part.title) or part.id, *_tree(part.parts)]
        if isinstance(part, ASection)
        else f"{part.kind}: {_words(part.nodes)}"
        for part in sections
    ]


# --- sections -------------------------------------------------------------------------


def test_headings_open_sections_and_close_those_of_their_level() -> None:
    found = content(
        "# One\n\nA\n\n## Inner\n\nB\n\n### Deep\n\nC\n\n## Second\n\nD\n\n# Two\n\nE\n"
    )
    assert found.faults() == []
    assert _tree(found.sections) == [
        [
            "One",
            "paragraph: A",
            ["Inner", "paragraph: B", ["Deep", "paragraph: C"]],
            ["Second", "paragraph: D"],
        ],
        ["Two", "paragraph: E"],
    ]


def test_what_stands_before_the_first_heading_is_the_section_front() -> None:
    found = content("A\n\nB\n\n# One\n\nC\n")
    assert [section.id for section in found.sections] == ["front", ""]
    assert _tree(found.sections)[0] == ["front", "paragraph: A", "paragraph: B"]
    assert found.sections[0].title == ()
    assert str(found.sections[0].location) == "1.md:1:1"


def test_a_section_goes_on_in_the_next_file_until_a_heading_of_its_level() -> None:
    found = content("# One\n\nA\n", "B\n\n## Inner\n\nC\n", "D\n\n# Two\n\nE\n")
    assert _tree(found.sections) == [
        ["One", "paragraph: A", "paragraph: B", ["Inner", "paragraph: C", "paragraph: D"]],
        ["Two", "paragraph: E"],
    ]


def test_a_block_does_not_go_on_in_the_next_file() -> None:
    found = content("::: gap\nA\n", "B\n")
    assert found.faults() == ["1:1 SK009"]
    assert _tree(found.sections) == [["front", "gap: A", "paragraph: B"]]


def test_files_are_read_in_the_order_of_their_paths(tmp_path: Path) -> None:
    names = ["20.md", "10.md", "15-more/b.md", "15-more/a.md", "15-more.md", "5.md"]
    unread = ["_note.md", "README.md", "README-first.md", ".hidden.md", "_old/a.md", "a.txt"]
    folder = dossier(tmp_path, {name: f"{name}\n" for name in names + unread})
    loaded = read(folder).dossier
    assert loaded is not None
    assert loaded.files == (
        "content/10.md",
        "content/15-more.md",
        "content/15-more/a.md",
        "content/15-more/b.md",
        "content/20.md",
        "content/5.md",
    )
    assert [_words(block.nodes) for block in loaded.blocks()] == [
        file.removeprefix("content/") for file in loaded.files
    ]


def test_a_fenced_section_stands_one_level_below_the_heading_above_it() -> None:
    found = content(
        """\
        # One

        ::: {.section #inner title="In a fence"}
        A

        ### Deep

        B
        :::

        C
        """
    )
    assert found.faults() == []
    assert _tree(found.sections) == [
        ["One", ["In a fence", "paragraph: A", ["Deep", "paragraph: B"]], "paragraph: C"]
    ]
    assert found.section("inner").level == 2


def test_a_heading_keeps_its_emphasis_and_loses_its_braces() -> None:
    title = content("# The *law* {#law}\n\nNone.\n").section("law").title
    assert [type(node) for node in title] == [AText, AEmphasis]
    assert authored_text(title) == "The law"


def test_braces_that_are_no_attributes_stay_in_the_title() -> None:
    found = content("# Title {as it is}\n\nNone.\n")
    assert found.faults() == []
    assert authored_text(found.sections[0].title) == "Title {as it is}"


# --- blocks ---------------------------------------------------------------------------


def test_a_paragraph_outside_a_fence_is_a_block_of_its_own() -> None:
    found = content("A\n\nB\n\n::: gap\nC\n\nD\n:::\n")
    assert _tree(found.sections) == [
        ["front", "paragraph: A", "paragraph: B", "gap: C | D"],
    ]


def test_a_list_joins_the_paragraph_before_it() -> None:
    found = content(
        "# One\n\n- alone\n\nA:\n\n- b\n- c\n\n1. d\n\n::: gap\nE:\n\n- f\n:::\n\n- g\n"
    )
    assert _tree(found.sections)[0] == [
        "One",
        "paragraph: alone",
        "paragraph: A: | b | c | d",
        "gap: E: | f",
        "paragraph: g",
    ]


def test_a_bare_fence_closes_the_innermost_block() -> None:
    found = content("::: gap\nA\n\n::: development\nB\n:::\n\nC\n:::\n\nD\n")
    assert found.faults() == []
    outer, after = found.blocks()
    assert [type(node) for node in outer.nodes] == [AParagraph, ABlock, AParagraph]
    assert _words(after.nodes) == "D"


def test_a_fence_takes_one_word_or_attributes_and_any_number_of_colons() -> None:
    found = content("::: gap\nA\n:::\n\n::::: {.gap #b} :::::\nB\n::::::\n\n::: two words\nC\n")
    assert found.faults() == []
    assert [block.kind for block in found.blocks()] == ["gap", "gap", "paragraph"]
    assert _words(found.blocks()[2].nodes) == "::: two words C"


def test_a_block_without_an_id_has_a_key_from_its_file_and_place() -> None:
    found = content("A\n\nB\n", "C\n")
    assert [block.key for block in found.blocks()] == ["1.md#1", "1.md#2", "2.md#1"]


def test_a_block_of_an_unknown_kind_keeps_its_text_and_its_id() -> None:
    found = content("::: {.gapp #one}\nA\n:::\n")
    assert found.faults() == ["1:6 SK008"]
    assert [(b.kind, b.id, _words(b.nodes)) for b in found.blocks()] == [("paragraph", "one", "A")]


def test_a_short_wording_is_a_block_inside_its_block() -> None:
    found = content("::: gap\nLong words.\n\n::: short\nShort.\n:::\n:::\n")
    assert found.faults() == []
    inner = found.blocks()[0].nodes[1]
    assert isinstance(inner, ABlock) and inner.kind == "short"


def test_task_boxes_become_the_sign_that_is_printed() -> None:
    found = content("- [ ] open\n- [x] done\n- [X] done too\n- [y] text\n")
    assert _words(found.blocks()[0].nodes) == "☐ open | ☒ done | ☒ done too | [y] text"


def test_lists_know_their_order_and_start() -> None:
    block = content("3. a\n4. b\n").blocks()[0]
    assert isinstance(block.nodes[0], AList)
    assert (block.nodes[0].ordered, block.nodes[0].start) == (True, 3)


def test_quotations_hold_paragraphs_and_lists() -> None:
    found = content("> One\n>\n> - two\n")
    assert found.faults() == []
    quote = found.blocks()[0].nodes[0]
    assert isinstance(quote, AQuote)
    assert [type(node) for node in quote.nodes] == [AParagraph, AList]


def test_comments_are_never_text() -> None:
    found = content("<!-- one\n\nover lines -->\n\nA <!-- two --> b\n\n<!-- a --> <!-- b -->\n")
    assert found.faults() == []
    assert [_words(block.nodes).split() for block in found.blocks()] == [["A", "b"]]


def test_the_characters_of_the_author_are_never_changed() -> None:
    text = 'He said "no" -- it\'s 5 - 6... (c) 1/2 “so” – \u00a0x\u2011y \u202f%'
    found = content(text + "\n")
    assert _words(found.blocks()[0].nodes) == text


def test_hard_line_breaks_and_links_are_read() -> None:
    kinds = [type(n) for n in content("a\\\nb <https://example.org>\n").inlines()]
    assert kinds == [AText, ABreak, AText, ALink, AText]


# --- what is handed down --------------------------------------------------------------


def test_headings_hand_their_keys_down_to_blocks_and_headings_below() -> None:
    found = content(
        """\
        # One {theme=law tags="a b" lang=fr confidential=true status=draft}

        A

        ## Two {theme=plans}

        ::: {.gap lang=en}
        B

        ::: {.development confidential=false}
        C
        :::
        :::
        """
    )
    first, second = found.blocks()
    assert (first.keys.theme, first.keys.tags, first.keys.lang) == ("law", ("a", "b"), "fr")
    assert first.keys.confidential
    assert first.keys.status == ""
    assert (second.keys.theme, second.keys.tags, second.keys.lang) == ("plans", ("a", "b"), "en")
    inner = second.nodes[1]
    assert isinstance(inner, ABlock)
    assert (inner.keys.theme, inner.keys.lang, inner.keys.confidential) == ("plans", "en", False)


def test_only_and_not_stay_with_the_heading_that_has_them() -> None:
    found = content("# One {only=report}\n\nA\n")
    assert found.sections[0].keys.only == ("report",)
    assert found.blocks()[0].keys.only == ()


def test_keys_are_read_as_what_they_are() -> None:
    block = content(
        """\
        ::: {.recommendation to="a b" answers="x  y" due=2028-05 sdgs=16.2 priority=1 \
instruments="OPSC 2(c); ETS 185 ;" urgency=urge comment='a "b" c' label="it\\"s"}
        Do.
        :::
        """
    ).blocks()[0]
    keys = block.keys.model_dump()
    assert keys["to"] == ("a", "b")
    assert keys["answers"] == ("x", "y")
    assert str(block.keys.due) == "2028-05"  # type: ignore[attr-defined]
    assert keys["instruments"] == ("OPSC 2(c)", "ETS 185")
    assert (keys["urgency"], keys["priority"]) == ("urge", "1")
    assert keys["comment"] == 'a "b" c'
    assert keys["label"] == 'it"s'


def test_a_wrong_key_does_not_take_the_others_with_it() -> None:
    block = content("::: {.gap #a theme=law sdg=1 confidential=maybe}\nA\n:::\n").blocks()[0]
    assert (block.id, block.keys.theme, block.keys.confidential) == ("a", "law", False)


def test_a_span_in_a_list_of_recommendations_takes_their_keys() -> None:
    found = content("::: recommendations\n- []{#a due=2028}Do.\n:::\n\n[b]{#b due=2028}\n")
    assert found.faults() == ["5:8 SK005"]
    span = next(node for node in found.inlines() if isinstance(node, ASpan))
    assert str(span.keys.due) == "2028"  # type: ignore[attr-defined]


# --- notes ----------------------------------------------------------------------------


def test_each_use_of_a_label_is_a_note_with_all_its_paragraphs() -> None:
    found = content("A[^x] b[^x].\n\n[^x]: One.\n\n    Two.\n")
    assert found.faults() == []
    notes = [node for node in found.inlines() if isinstance(node, ANote)]
    assert [[authored_text(p) for p in note.paragraphs] for note in notes] == [["One.", "Two."]] * 2
    assert [note.location.column for note in notes] == [2, 8]


def test_labels_belong_to_their_file() -> None:
    found = content("A[^x]\n\n[^x]: One.\n", "B[^x]\n\n[^x]: Two.\n", "C[^x]\n")
    assert found.faults() == ["1:2 SK018"]
    notes = [node for node in found.inlines() if isinstance(node, ANote)]
    assert [authored_text(note.paragraphs[0]) for note in notes] == ["One.", "Two."]


def test_a_definition_may_stand_before_its_use_and_inside_a_block() -> None:
    found = content("[^x]: One.\n\n::: gap\nA[^x][^y]\n\n[^y]: Two.\n:::\n")
    assert found.faults() == []
    notes = [node for node in found.inlines() if isinstance(node, ANote)]
    assert [authored_text(note.paragraphs[0]) for note in notes] == ["One.", "Two."]
