"""Safeguarding reads what the implementation table and filled matrices print, and only that."""

from __future__ import annotations

from pathlib import Path

from dossiers import dossier
from shadowkit.diagnostics import Severity
from shadowkit.pipeline import run

LAYOUT = """\
id: plain
title: Plain
options:
  implementation-table: {choices: [none, table], default: none}
sections:
  - {id: text, takes: {rest: true}, heading: none}
  - {id: told, title: {en: Told}, takes: {generated: implementation-table}}
"""
REGISTER = """\
- id: one
  number: "1"
  summary: Help the child.
  assessment:
    status: not
    comment: Write to maria.petrova@mail.ru about it.
- id: two
  number: "2"
  summary: Ask ivan.petrov@mail.ru, whom nobody assessed.
"""


def test_an_address_in_a_comment_is_found_where_the_table_prints_it(tmp_path: Path) -> None:
    settings = (
        "title: A test\nsubmissions:\n"
        "  with: {layout: layout.yaml, options: {implementation-table: table}}\n"
        "  without: {layout: layout.yaml}\n"
    )
    folder = dossier(tmp_path, layout=LAYOUT, settings=settings, recommendations_yaml=REGISTER)
    found = [finding for finding in run(folder).findings if finding.code == "SK504"]
    [finding] = found
    assert finding.severity is Severity.WARNING
    assert (finding.location.path, finding.location.line) == ("recommendations.yaml", 6)


def test_a_comment_that_fill_puts_into_a_matrix_is_read_without_a_table_too(tmp_path: Path) -> None:
    origin = "  origin: {file: matrix.docx, row: 3}\n"
    written = REGISTER.replace("  assessment:\n", f"{origin}  assessment:\n")
    settings = "title: A test\nsubmissions:\n  without: {layout: layout.yaml}\n"
    folder = dossier(tmp_path, layout=LAYOUT, settings=settings, recommendations_yaml=written)
    [finding] = [finding for finding in run(folder).findings if finding.code == "SK504"]
    assert (finding.location.path, finding.location.line) == ("recommendations.yaml", 7)
