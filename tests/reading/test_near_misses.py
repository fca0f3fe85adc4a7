"""What only looks like a fault of reading is left alone, for every code."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from near_misses import NEAR_MISSES

from dossiers import SETTINGS, content, dossier
from housestyles import word_file
from shadowkit.pipeline import run
from shadowkit.reading.faults import RULES

DOSSIERS: dict[str, dict[str, Any]] = {
    "SK001 a byte-order mark, CRLF, tabs and signs of every plane": {
        "content": "\ufeffA\r\n\r\n- b\tc \N{GRINNING FACE} \u200f\u00ad\ufffd\r\n".encode(),
    },
    "SK001 a folder without an ending, and other files": {
        "content": {"10.md": "A\n", "notes/a.txt": "B\n", "notes/b.docx": b"PK\x03\x04"},
    },
    "SK002 signs that need no quotation marks": {
        "settings": SETTINGS + "short_title: A:b, c - d? #e\n",
    },
    "SK002 a document that begins with its mark": {"settings": f"---\n{SETTINGS}"},
    "SK003 the same key in two maps": {
        "settings": SETTINGS + "themes: {title: A}\nacronyms: {title: {long: B}}\n",
    },
    "SK004 words in quotation marks": {
        "settings": SETTINGS + 'short_title: {en: "Yes", "no": \'12:30\'}\n',
    },
    "SK006 values at the edge": {
        "settings": SETTINGS
        + "state: XXX\nstate_name: Nowhere\nperiod: {from: 2016-02-29, to: 2017-12}\n",
        "content": '::: {.recommendation due=2028 answers="*" confidential=false}\nA\n:::\n',
    },
    "SK007 only what is required": {"settings": "submissions:\n  report: {layout: layout.yaml}\n"},
    "SK020 the format there is": {"settings": f"format: 1\n{SETTINGS}"},
    "SK021 one file deep in a folder": {"content": {"a/b/c.md": "A\n"}},
    "SK027 signs that make no picture": {"content": "A!\n\n! [b] and !\n"},
    "SK028 ids and numbers that differ": {
        "recommendations_yaml": "- {id: a, number: II-3}\n- {id: b, number: II-3}\n",
    },
    "SK025 ids that differ in their letters": {
        "sources": "- {id: a, title: Example A}\n- {id: A, title: Example B}\n",
    },
    "SK029 BibTeX in the forms that it has": {
        "sources_bib": "% a remark, a = b\n@Comment{c}\n@string(d = {e})\n"
        '@book(a, title = "f {"} g" # d, year = 2013, note = {h @ i, = "},)\n@misc{j}\n',
    },
    "SK030 fields that nobody prints, and the same publisher twice": {
        "sources_bib": "@report{a, title = {\\'A}, keywords = {b}, publisher = {c},\n"
        "institution = {c}, abstract = {\\d}}\n",
    },
    "SK031 a template with another ending": {
        "settings": "word_template: house.dotx\n" + SETTINGS,
        "house_dotx": word_file(template=True),
    },
    "SK033 a grey that can just be read": {
        "settings": "look: look.yaml\n" + SETTINGS,
        "look_yaml": 'colours: {muted: "#767676"}\n',
    },
}


def test_every_fault_of_reading_has_a_near_miss() -> None:
    near = {name[:5] for name in (*NEAR_MISSES, *DOSSIERS)}
    assert sorted(rule.code for rule in RULES) == sorted(near)


@pytest.mark.parametrize("name", NEAR_MISSES)
def test_content_is_left_alone(name: str) -> None:
    assert content(NEAR_MISSES[name]).faults() == []


@pytest.mark.parametrize("name", DOSSIERS)
def test_a_dossier_is_left_alone(name: str, tmp_path: Path) -> None:
    files = dict(DOSSIERS[name])
    outcome = run(dossier(tmp_path, files.pop("content", "A\n"), **files))
    assert [f.message for f in outcome.findings if f.code.startswith("SK0")] == []
    assert outcome.submissions
