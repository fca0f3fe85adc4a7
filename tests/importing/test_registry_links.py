"""One more id among the evidence of an entry: nothing else in the file changes."""

from __future__ import annotations

import pytest
import yaml

from shadowkit.importing.registry_links import NoEntryError, with_evidence
from shadowkit.importing.registry_text import RegistryShapeError

AROUND = """\
# What the State was told.
- id: before
  assessment: {{status: "not", evidence: [other]}}

{entry}
# the next
- id: after   # the last
  assessment:
    status: partly
"""

SHAPES = {
    "without assessment": ("- id: x\n  number: '1'\n", "\n  assessment: {evidence: [new]}"),
    "nothing behind assessment": (
        "- id: x\n  assessment:   # to do\n  cycle: 3\n",
        " {evidence: [new]}",
    ),
    "a status in braces": ("- id: x\n  assessment: {status: x}\n", ", evidence: [new]"),
    "braces over two lines": (
        "- id: x\n  assessment: {status: x,   # so\n    by: team}  # theirs\n",
        ", evidence: [new]",
    ),
    "empty braces": ("- id: x\n  assessment: {}\n", "evidence: [new]"),
    "an empty list": ("- id: x\n  assessment: {status: x, evidence: []}\n", "new"),
    "no list": ("- id: x\n  assessment:\n    evidence:\n    status: x\n", " [new]"),
    "a list in brackets": ("- id: x\n  assessment:\n    evidence: [a, b]  # two\n", ", new"),
    "a list with a comma at its end": (
        "- id: x\n  assessment:\n    evidence: [\n      a,\n      b,\n    ]\n",
        ", new",
    ),
    "a list below each other": (
        "- id: x\n  assessment:\n    evidence:\n      - a\n      - b   # why\n\n    status: x\n",
        "\n      - new",
    ),
    "a list without an indent": (
        "- id: x\n  assessment:\n    evidence:\n    - a\n    date: 2017\n",
        "\n    - new",
    ),
    "keys below each other": (
        "- id: x\n  assessment:\n    comment: |\n      Two,\n\n      one empty.\n\n    by: team\n",
        "\n    evidence: [new]",
    ),
    "a text at the end": (
        "- id: x\n  assessment:\n    status: x\n    comment: >-\n      So it is.\n",
        "\n    evidence: [new]",
    ),
    "an entry in braces": ("- {id: x, number: '1'}\n", ", assessment: {evidence: [new]}"),
    "all in braces": ("- {id: x, assessment: {evidence: [a]}, cycle: 3}\n", ", new"),
    "letters of other scripts": (
        "- id: x\n  text: 儿童权利 الأطفال\n  assessment: {status: x}\n",
        ", evidence: [new]",
    ),
}


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("shape", SHAPES)
def test_only_what_is_added_differs(shape: str, newline: str) -> None:
    entry, added = SHAPES[shape]
    text = AROUND.format(entry=entry).replace("\n", newline)
    added = added.replace("\n", newline)
    result = with_evidence(text, "x", "new")
    at = next(
        (number for number, pair in enumerate(zip(text, result, strict=False)) if len({*pair}) > 1),
        len(text),
    )
    # What is put in may begin as what follows it does, so that the two first differ within it.
    cuts = [n for n in range(at + 1) if result[:n] + result[n + len(added) :] == text]
    assert any(result[n : n + len(added)] == added for n in cuts), result
    before, after = (yaml.load(one, Loader=yaml.BaseLoader) for one in (text, result))
    assert [one for one in after if one["id"] != "x"] == [one for one in before if one["id"] != "x"]
    mine = next(one for one in after if one["id"] == "x")
    assert mine["assessment"]["evidence"][-1] == "new"


def test_an_id_that_other_readers_take_for_a_truth_value_is_quoted() -> None:
    result = with_evidence("- id: x\n", "x", "yes")
    assert yaml.safe_load(result) == [{"id": "x", "assessment": {"evidence": ["yes"]}}]


def test_what_is_there_already_is_not_written_again() -> None:
    text = "- id: x\n  assessment: {evidence: [new]}\n"
    assert with_evidence(text, "x", "new") == text


@pytest.mark.parametrize(
    "text",
    [
        "- id: a\n  assessment: &same {status: x}\n- id: x\n  assessment: *same\n",
        "- id: x\n  assessment: {evidence: one}\n",
        "- id: x\n  assessment: none so far\n",
        "- id: x\n  assessment: {evidence: &list [a]}\n- {id: y, themes: *list}\n",
        "- id: x\n- y\n",
        "x: 1\n",
    ],
    ids=[
        "shared with another entry",
        "a word for a list",
        "a word",
        "a list used elsewhere",
        "no map",
        "no list",
    ],
)
def test_what_cannot_be_done_safely_is_not_done(text: str) -> None:
    with pytest.raises(RegistryShapeError):
        with_evidence(text, "x", "new")


def test_an_entry_that_is_gone_is_said_to_be() -> None:
    with pytest.raises(NoEntryError):
        with_evidence("- id: y\n", "x", "new")
