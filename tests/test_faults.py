"""What the format forbids, each in a folder of its own: the fault, and the near miss.

``tests/faults/<fault>/bad`` is a dossier with the fault (what it lacks comes from
``tests/golden/shared``), ``good`` one that only looks like it; ``expected.txt`` is what was
accepted for ``bad``: every error and warning, with its help.  Rules of `check` have their own
folders in tests/rules; dossiers with much that is wrong are in tests/bad.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cases import FAULTS, TESTS, laid_out, names
from shadowkit.cli.findings import concise
from shadowkit.diagnostics import Severity
from shadowkit.pipeline import run

NAMED = {
    "an opening fence has a blank line before it": "faults/fence-without-a-blank-line",
    "a list has a blank line before it": "faults/list-without-a-blank-line",
    "a block is closed": "faults/fence-unclosed",
    "a closing fence closes something": "faults/fence-stray",
    "a kind is one of the format's": "faults/kind-unknown",
    "a span has a kind that spans may have": "faults/kind-in-a-span",
    "a block has one kind": "faults/second-kind-in-braces",
    "a key is one of the format's": "faults/key-unknown",
    "a key is one of its kind's": "faults/key-of-another-kind",
    "the keys that a kind needs are there": "faults/key-missing",
    "a key is given once": "faults/key-twice",
    "a value is among the choices": "faults/choice-unknown",
    "truth values are true and false": "faults/truth-in-braces",
    "dates are in the calendar": "faults/date-in-braces",
    "an empty value is a blank span": "faults/bare-colon-as-empty-value",
    "a table, terms or a figure hold one": "faults/block-holds-another-thing",
    "header columns are numbers": "faults/header-columns-by-name",
    "a picture has words": "faults/picture-without-words",
    "a picture has a source": "faults/picture-without-a-source",
    "a picture lies in the dossier": "faults/picture-outside-the-dossier",
    "a short wording stands in its block": "faults/short-outside-a-block",
    "headings stand outside blocks": "faults/heading-in-a-block",
    "headings have three levels": "faults/heading-of-level-4",
    "keys of an item stand at its start": "faults/braces-at-the-end-of-an-item",
    "an id has its letters and length": "faults/id-malformed",
    "an id is unique in a submission": "rules/SK102",
    "a reference leads somewhere": "rules/SK101",
    "a reference leads to what it says": "faults/reference-of-another-sort",
    "a reference leads to what is printed": "rules/SK106",
    "an earlier recommendation that is named is there": "rules/SK109",
    "what the register names is there": "rules/SK110",
    "an addressee is named in the settings": "rules/SK111",
    "a note has its text": "rules/SK112",
    "items after a made lead-in begin with a verb": "rules/SK607",
    "a lead-in asks as strongly as urgency says": "rules/SK608",
    "marks of notes stand where the language has them": "rules/SK403",
    "a span names submissions and themes that are there": "faults/span-for-an-unknown-submission",
    "no bracket follows a citation": "faults/bracket-after-a-citation",
    "a space parts two notes": "faults/note-straight-after-a-note",
    "a citation has brackets": "faults/citation-without-brackets",
    "sources and references do not mix": "faults/citation-with-a-reference",
    "a note by name has its text, once, and a use": "faults/note-without-a-text",
    "a note holds no note": "faults/note-in-a-note",
    "a source that is cited is registered": "rules/SK301",
    "a link leads somewhere": "faults/link-to-a-hash",
    "nothing else is in the format": "faults/not-in-the-format",
    "only and not name submissions": "rules/SK108",
    "a draft does not go into a submission": "rules/SK213",
    "the confidential does not become public": "rules/SK501",
    "a confidential source is not cited in public": "rules/SK304",
    "an allowance has a reason and a use": "faults/allowance-without-a-reason",
    "faults of reading cannot be allowed": "faults/allowance-of-a-fault-of-reading",
    "an acronym is not explained by hand": "rules/SK401",
    "a section of the author's is printed": "rules/SK204",
    "a block of the author's is printed": "rules/SK205",
    "a heading has something under it": "rules/SK211",
    "a theme is registered": "rules/SK107",
    "a recommendation names its evidence": "rules/SK104",
    "a section keeps to its budget": "rules/SK201",
    "YAML: a key is given once": "faults/yaml-key-twice",
    "YAML: no words or times that programs read differently": "faults/yaml-words-read-differently",
    "YAML: aliases have bounds": "faults/yaml-aliases-without-end",
    "settings: a key is one of the format's": "faults/yaml-key-unknown",
    "settings: submissions are there": "faults/settings-without-submissions",
    "settings: dates are in the calendar": "faults/settings-date-not-in-the-calendar",
    "settings: names are those of something": "faults/settings-name-near-another",
    "settings: options are the layout's": "faults/option-that-the-layout-has-not",
    "settings: the format is one we know": "faults/format-of-a-later-version",
    "sources: dates are in the calendar": "faults/source-date-not-in-the-calendar",
    "sources: no id reads as a reference": "faults/source-id-that-is-a-reference",
    "sources: an id is given once": "faults/source-twice",
    "sources: a testimony names nobody": "faults/testimony-with-a-name",
    "sources: what is incomplete is said": "rules/SK303",
    "register: an id is given once": "faults/earlier-twice",
    "register: values and keys are the format's": "faults/earlier-with-wrong-values",
    "settings: an annex is a content file of the dossier": "faults/annex-not-there",
    "settings: the source a submission is about is there": "faults/about-no-source",
    "layouts: values and keys are the format's": "faults/layout-with-wrong-values",
    "files: a content file ends in .md": "faults/file-that-is-not-read",
}
"""What the format asks for, and the folder with the dossier that does otherwise."""


def _said(folder: Path) -> list[str]:
    return [
        concise(finding) + (f"\n  = help: {finding.hint}" if finding.hint else "")
        for finding in run(folder).findings
        if finding.severity is not Severity.INFO
    ]


@pytest.mark.parametrize("name", names(FAULTS))
def test_a_fault_is_found_where_it_is(
    name: str, tmp_path: Path, golden: Callable[[Path, str], None]
) -> None:
    said = _said(laid_out(FAULTS / name / "bad", tmp_path))
    assert said
    golden(FAULTS / name / "expected.txt", "\n".join(said) + "\n")


@pytest.mark.parametrize("name", names(FAULTS))
def test_a_near_miss_is_left_alone(name: str, tmp_path: Path) -> None:
    assert _said(laid_out(FAULTS / name / "good", tmp_path)) == []


def test_what_the_format_asks_for_has_a_fault_and_a_near_miss() -> None:
    for folder in NAMED.values():
        assert (TESTS / folder / "bad").is_dir() and (TESTS / folder / "good").is_dir(), folder


def test_every_fault_is_one_that_the_format_names() -> None:
    """To mend: say in `NAMED` what the format asks for."""
    assert sorted(f"faults/{name}" for name in names(FAULTS)) == sorted(
        folder for folder in NAMED.values() if folder.startswith("faults/")
    )
