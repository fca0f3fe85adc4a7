"""A dossier with a block of every kind, through every stage and into every format."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from docx_lint import lint
from shadowkit.diagnostics import Severity
from shadowkit.model.authored import ABlock, Node
from shadowkit.model.document import Box, Figure, KeyValue, Quote, Table
from shadowkit.model.kinds import KINDS
from shadowkit.pipeline import Outcome, run
from shadowkit.writing.text import write

DOSSIER = Path(__file__).resolve().parent / "kinds"
ELSEWHERE = {"short", "section", "development", "recommendation", "recommendations", "earlier"}
"""Kinds with tests of their own, and the one that is not read yet."""


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return run(DOSSIER)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("kinds")
    done = subprocess.run(
        [
            *(sys.executable, "-m", "shadowkit", "build", str(DOSSIER)),
            *("-q", "-o", str(target), "-f", "docx,pdf,html"),
        ],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return target / "kinds"


def _kinds(nodes: tuple[Node, ...]) -> set[str]:
    inner = [node for node in nodes if isinstance(node, ABlock)]
    return {node.kind for node in inner}.union(*(_kinds(node.nodes) for node in inner))


def test_every_kind_is_in_the_dossier_and_none_is_a_fault(outcome: Outcome) -> None:
    assert outcome.dossier is not None
    used = _kinds(tuple(outcome.dossier.blocks()))
    assert used == set(KINDS) - ELSEWHERE
    assert [f for f in outcome.findings if f.severity is Severity.ERROR] == []


def test_each_prints_in_its_form(outcome: Outcome, golden: Callable[[Path, str], None]) -> None:
    golden(DOSSIER / "expected.txt", write(outcome.submissions[0].document))


def test_each_shape_is_in_the_document(outcome: Outcome) -> None:
    shapes = {
        type(shape) for block in outcome.submissions[0].document.blocks() for shape in block.shapes
    }
    assert {Box, Figure, KeyValue, Quote, Table} <= shapes


def test_a_table_is_counted_as_a_table_and_its_picture_not_at_all(outcome: Outcome) -> None:
    words = outcome.submissions[0].document.counts.words["word"]
    # "Table 1. Plans by year", Year, Plans, 2013, 1, adopted, 2014, 2, under way; a, b, 1, 2
    assert words["tables"] == 5 + 2 + 3 + 4 + 4


def test_the_word_file_is_valid_and_tells_nothing_of_the_picture(built: Path) -> None:
    path = built / "kinds.docx"
    assert [str(e) for e in OpenXmlValidator().validate(str(path)).errors] == []
    assert lint(path) == []
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        body = archive.read("word/document.xml").decode("utf-8")
    assert [name for name in names if name.startswith("word/media/")] == ["word/media/image1.png"]
    assert "fig.png" not in body
    assert 'descr="A blue square"' in body


def test_html_and_pdf_have_the_table_the_terms_and_the_picture(built: Path) -> None:
    page = (built / "kinds.html").read_text(encoding="utf-8")
    for mark in ("<table", "<caption", "<dl", "<figure", 'alt="A blue square"', "<aside"):
        assert mark in page
    assert "fig.png" not in page
    assert (built / "kinds.pdf").read_bytes().startswith(b"%PDF-")
