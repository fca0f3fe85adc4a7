"""Citations and references as the author wrote them: words, source, locator, words."""

from __future__ import annotations

import pytest

from dossiers import content
from shadowkit.model.inline import (
    ACitation,
    AEmphasis,
    AReference,
    ASpan,
    authored_text,
)

CITED = {
    "[@a]": [("", "a", "", "")],
    "[see @a, para. 14]": [("see", "a", "para. 14", "")],
    "[@a, p. 3; @b, art. 2]": [("", "a", "p. 3", ""), ("", "b", "art. 2", "")],
    "[see also @a, paras. 3 and 5–7, emphasis added]": [
        ("see also", "a", "paras. 3 and 5–7", ", emphasis added")
    ],
    "[@a in part]": [("", "a", "", "in part")],
    "[@a, in part]": [("", "a", "", ", in part")],
    "[@a para. 3]": [("", "a", "para. 3", "")],
    "[@a; see @b; and @c, p. 1]": [
        ("", "a", "", ""),
        ("see", "b", "", ""),
        ("and", "c", "p. 1", ""),
    ],
    "[@Smith_2013:a.b/c, art. 2 (c)]": [("", "Smith_2013:a.b/c", "art. 2 (c)", "")],
    "[(see @a, p. 1)]": [("(see", "a", "p. 1", ")")],
    "[@a, p. 3 [in Russian]; @b]": [("", "a", "p. 3", "[in Russian]"), ("", "b", "", "")],
    "[@a.]": [("", "a", "", ".")],
    "[@a;\n@b]": [("", "a", "", ""), ("", "b", "", "")],
    "[write to x@y.org, @a]": [("write to x@y.org,", "a", "", "")],
    "[@a, annex II; @b, art. 34, para. 2]": [
        ("", "a", "annex II", ""),
        ("", "b", "art. 34, para. 2", ""),
    ],
}


@pytest.mark.parametrize("text", CITED)
def test_a_citation_has_words_sources_and_locators(text: str) -> None:
    found = content(f"A plan.{text}\n")
    assert found.faults() == []
    (citation,) = [node for node in found.inlines() if isinstance(node, ACitation)]
    assert [
        (authored_text(i.prefix), i.source, i.locator, authored_text(i.suffix))
        for i in citation.items
    ] == CITED[text]


def test_the_words_of_a_citation_keep_their_emphasis() -> None:
    (citation,) = [
        node
        for node in content("A.[*see* @a, *in part*]\n").inlines()
        if isinstance(node, ACitation)
    ]
    assert isinstance(citation.items[0].prefix[0], AEmphasis)
    assert isinstance(citation.items[0].suffix[-1], AEmphasis)


REFERRED = {
    "@para:one": [[("para", "one")]],
    "[@para:one]": [[("para", "one")]],
    "[@para:one; @para:two;@section:three]": [
        [("para", "one"), ("para", "two"), ("section", "three")]
    ],
    "(@rec:one-2), @note:x.": [[("rec", "one-2")], [("note", "x")]],
    "@para:one–@para:two": [[("para", "one")], [("para", "two")]],
    "*@para:one*": [[("para", "one")]],
}


@pytest.mark.parametrize("text", REFERRED)
def test_references_name_what_they_point_at(text: str) -> None:
    found = content(f"See {text}\n")
    assert found.faults() == []
    references = [node for node in found.inlines() if isinstance(node, AReference)]
    assert [[(t.prefix, t.id) for t in node.targets] for node in references] == REFERRED[text]


def test_references_of_every_sort_may_stand_in_one_bracket() -> None:
    found = content("See [@para:one; @earlier:II-3].\n")
    assert found.faults() == []
    (reference,) = [node for node in found.inlines() if isinstance(node, AReference)]
    assert [(target.prefix, target.id) for target in reference.targets] == [
        ("para", "one"),
        ("earlier", "II-3"),
    ]


def test_a_citation_inside_a_span_or_emphasis_stays_there() -> None:
    found = content("[A plan.[@a]]{.gap} *b[@c]*\n")
    assert found.faults() == []
    span = next(node for node in found.inlines() if isinstance(node, ASpan))
    emphasis = next(node for node in found.inlines() if isinstance(node, AEmphasis))
    assert isinstance(span.content[-1], ACitation)
    assert isinstance(emphasis.content[-1], ACitation)


def test_what_is_no_source_is_left_out_and_the_others_are_kept() -> None:
    found = content("A.[@a; and others; -@b; @c and @d]\n")
    assert found.faults() == ["1:8 SK023", "1:20 SK023", "1:32 SK023"]
    (citation,) = [node for node in found.inlines() if isinstance(node, ACitation)]
    assert [item.source for item in citation.items] == ["a", "c"]
