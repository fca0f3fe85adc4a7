"""What a rule of a mechanism weighs: only one with a verified source gives an error."""

from __future__ import annotations

from pathlib import Path

import pytest

from dossiers import dossier
from shadowkit.diagnostics import Finding, Severity
from shadowkit.model.mechanism import Confidence, Rules
from shadowkit.pipeline import run

VALUES = {
    "words": "5",
    "words-joint": "5",
    "words-thematic": "4",
    "public": "true",
    "public-stated": "true",
    "submitters-named": "true",
    "paragraph-numbers": "true",
    "languages": "[fr]",
    "cover": "[state, date, session, contact]",
    "counting": "[{name: text, parts: [headings, body, tables]}]",
}
SETTINGS = """\
title: A test
submissions:
  confidential:
    {mechanism: mechanism.yaml, layout: layout.yaml, public: false, options: {numbering: none}}
  unstated: {mechanism: mechanism.yaml, layout: layout.yaml}
  joint:
    mechanism: mechanism.yaml
    layout: layout.yaml
    public: true
    submitters: [{name: One}, {name: Another}]
"""
LAYOUT = """\
id: plain
title: Plain
options:
  numbering: {choices: [paragraphs, none], default: paragraphs}
sections:
  - {id: text, takes: {rest: true}, heading: none}
"""
BREACHES = ("SK202", "SK207", "SK208", "SK209", "SK210", "SK214", "SK217")
"""The checks that hold a submission against a mechanism's rules."""


def test_every_rule_is_tried() -> None:
    named = {field.alias or name for name, field in Rules.model_fields.items()}
    # Nothing is held against this one: it is the authority of findings that are errors anyway.
    assert named - {"cases-safe"} == VALUES.keys()


def breaches(folder: Path, confidence: str) -> list[Finding]:
    """What is found where all rules of the mechanism are broken, and are as sure as that."""
    rules = "\n".join(
        f"  {name}: {{value: {value}, source: {{title: Some rules, url: 'https://example.org'}}, "
        f"confidence: {confidence}, checked: 2026-01-02}}"
        for name, value in VALUES.items()
    )
    mechanism = f"id: own\ntitle: Own\nseries: A series\nprocedure: Own\nrules:\n{rules}\n"
    text = "# Law {#law}\n\nThese are more words than the five which the rules take.\n"
    made = dossier(folder, text, settings=SETTINGS, layout=LAYOUT, mechanism_yaml=mechanism)
    return [one for one in run(made).findings if "Some rules" in one.authority]


@pytest.mark.parametrize("confidence", [one.value for one in Confidence])
def test_a_rule_weighs_as_much_as_its_source_can_be_trusted(
    confidence: str, tmp_path: Path
) -> None:
    found = breaches(tmp_path / "dossier", confidence)
    assert {one.code for one in found} >= set(BREACHES)
    severest = min((one.severity for one in found), key=lambda severity: severity.rank)
    assert severest is Confidence(confidence).severity
    if confidence != "verified":
        assert all(one.severity is not Severity.ERROR for one in found)
