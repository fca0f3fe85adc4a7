"""How often the checks of words are right, on the reference documents: docs/precision.csv.

The documents are no part of the project; what needs them is skipped where they are not.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

import precision  # noqa: E402
from reference_documents import FORMS, as_dossier, documents  # noqa: E402

from shadowkit.checking import registry  # noqa: E402

needs_documents = pytest.mark.skipif(
    len(documents(precision.FOLDER)) < 5, reason="the five reference documents are not here"
)


def test_every_finding_is_judged_and_no_text_is_kept() -> None:
    with precision.JUDGED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert tuple(rows[0]) == precision.HEAD
    for check, document, line, verdict in rows[1:]:
        assert check in precision.measured()
        assert document in yaml.safe_load(FORMS.read_text(encoding="utf-8"))
        assert line.isdecimal()
        assert verdict in ("true", "false")


def test_a_check_that_is_often_wrong_is_off_unless_it_is_asked_for() -> None:
    checks = registry.checks()
    for code, true, total in precision.table(precision.judged()):
        often_right = not total or true / total >= precision.ENOUGH
        assert often_right or not checks[code].rule.default, code


def test_the_table_of_measurements_is_what_was_judged() -> None:
    page = (ROOT / "docs" / "measurements.md").read_text(encoding="utf-8")
    for code, true, total in precision.table(precision.judged()):
        if total:
            name = registry.checks()[code].rule.name
            assert f"| {code} | {name} | {true} | {total} | {true / total:.2f} |" in page


@needs_documents
def test_a_run_finds_what_was_judged() -> None:
    found = Counter(place for place, _finding in precision.findings(precision.FOLDER))
    judged = Counter({place: len(given) for place, given in precision.judged().items()})
    assert found == judged


@needs_documents
def test_no_line_of_a_document_is_lost() -> None:
    for number, path in documents(precision.FOLDER).items():
        form = yaml.safe_load(FORMS.read_text(encoding="utf-8"))[number]
        dossier = as_dossier(number, path)
        content = dossier.files["content/10.md"].split("\n")
        text: dict[int, str] = {}
        for line, written in zip(dossier.lines, content, strict=False):
            text[line] = text.get(line, "") + written
        for line, raw in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            if raw.strip() and line not in form.get("left-out", ()):
                words = set(re.findall(r"[a-zA-Z]{4,}", raw))
                assert words <= set(re.findall(r"[a-zA-Z]{4,}", text[line])), (number, line)


OFFICIAL = re.compile(
    r"“[^”]*”|\"[^\"]*\"|‘[^’]*’|\*[^*]+\*|"
    r"[Ss]ale of [Cc]hildren,? [Cc]hild [Pp]rostitution,? and (?:[Cc]hild )?[Pp]ornography|"
    r"offences concerning child (?:prostitution|pornography)",
)
"""Quotations, titles in italics, and the titles of treaties and articles that hold a term."""


@needs_documents
def test_no_term_is_found_in_an_official_title_or_a_quotation() -> None:
    texts = {
        number: path.read_text(encoding="utf-8").split("\n")
        for number, path in documents(precision.FOLDER).items()
    }
    said = re.compile("“([^”]*)”")
    same = Counter((place, one.message) for place, one in precision.findings(precision.FOLDER))
    found = 0
    for place, finding in precision.findings(precision.FOLDER):
        term = said.match(finding.message)
        if place.check != "SK413" or term is None:
            continue
        line = texts[place.file][place.line - 1].replace("**", "")
        others = len(re.findall(term[1], OFFICIAL.sub("", line)))
        alike = same[place, finding.message]
        found += 1
        assert others >= alike, (place, term[1])
    assert found > 10
