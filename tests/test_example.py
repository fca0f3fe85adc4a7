"""The example dossier, from its folder to the files that are filed: what holds for each of its
submissions, and what the joint submission to the UPR has beside that."""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from outputs import contents, docx_lines, html_lines, printed
from test_docx_reading import Read, W, style, text

from libreoffice import require
from shadowkit.diagnostics import Severity
from shadowkit.model.document import Document, Paragraph, Section, Table
from shadowkit.model.inline import Inlines
from shadowkit.pipeline import Outcome, run
from shadowkit.writing.docx.stylenames import COVER
from shadowkit.writing.text import inline_text

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "russian-federation"
NAMES = tuple(run(EXAMPLE, ["upr-joint"]).dossier.settings.submissions)  # type: ignore[union-attr]
JOINT = "upr-joint"
THEMES = {
    "legislation": "(para. 14)",
    "coordination": "(paras. 15–19)",
    "training": "(para. 21)",
    "recovery": "(para. 23)",
    "prevention": "(paras. 24–27)",
    "participation": "(para. 28)",
}


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return run(EXAMPLE)


@pytest.fixture(scope="module")
def documents(outcome: Outcome) -> dict[str, Document]:
    return {resolved.filing.name: resolved.document for resolved in outcome.submissions}


@pytest.fixture(scope="module")
def document(documents: dict[str, Document]) -> Document:
    """The joint submission."""
    return documents[JOINT]


def _build(target: Path, cwd: Path, **environment: str) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "shadowkit",
            "build",
            str(EXAMPLE),
            "-o",
            str(target),
            "-f",
            "docx,pdf,html",
            "-q",
        ],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The example built twice, three seconds apart, in surroundings that differ."""
    first, second = (tmp_path_factory.mktemp(name) for name in ("first", "second"))
    _build(first, first, PYTHONHASHSEED="1", TZ="UTC", LANG="C.UTF-8")
    time.sleep(3)
    _build(second, EXAMPLE, PYTHONHASHSEED="77", TZ="Asia/Tokyo", LANG="de_DE.UTF-8")
    return first, second


def _files(built: tuple[Path, Path], name: str, suffix: str) -> tuple[Path, Path]:
    """A file of a submission from both builds."""
    first, second = (folder / name / f"{name}.{suffix}" for folder in built)
    return first, second


def _file(built: tuple[Path, Path], name: str, suffix: str) -> Path:
    return _files(built, name, suffix)[0]


# --- what the example is --------------------------------------------------------------


def test_it_has_no_errors_and_no_warnings(outcome: Outcome) -> None:
    assert [f for f in outcome.findings if f.severity is not Severity.INFO] == []


def test_it_has_the_paragraphs_notes_and_gaps_of_its_model(document: Document) -> None:
    numbers = [p.number for p in _paragraphs(document) if p.number is not None]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) >= 28
    assert len(document.notes) >= 39
    gaps = [e for e in document.evidence if e.kind == "gap" and e.numbers == (14,)]
    assert len(gaps) == 6


def test_every_theme_names_the_paragraphs_its_recommendations_rest_on(
    outcome: Outcome, document: Document
) -> None:
    titles = outcome.submissions[0].filing.settings.themes
    assert list(titles) == list(THEMES)
    printed = [
        inline_text(part.heading.content)
        for section in document.sections
        if section.id == "recommendations"
        for part in section.parts
        if isinstance(part, Section) and part.heading is not None
    ]
    assert printed == [f"{titles[theme]} {numbers}" for theme, numbers in THEMES.items()]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_calls_itself_by_the_name_the_committee_avoids(
    built: tuple[Path, Path], name: str
) -> None:
    page = _file(built, name, "html").read_text(encoding="utf-8").lower()
    assert "shadow report" not in page
    assert name != JOINT or "stakeholder submission" in page


# --- the same files everywhere --------------------------------------------------------


@pytest.mark.parametrize("suffix", ["docx", "pdf", "html"])
@pytest.mark.parametrize("name", NAMES)
def test_two_builds_give_the_same_bytes(built: tuple[Path, Path], name: str, suffix: str) -> None:
    one, other = (path.read_bytes() for path in _files(built, name, suffix))
    assert one == other


@pytest.mark.parametrize("name", NAMES)
def test_the_manifest_names_each_file_and_nothing_of_the_machine(
    built: tuple[Path, Path], name: str
) -> None:
    one, other = ((folder / name / "manifest.json").read_text(encoding="utf-8") for folder in built)
    assert one == other
    manifest = json.loads(one)
    assert manifest["version"] == 1
    assert len(manifest["files"]) == 3
    for entry in manifest["files"]:
        data = (built[0] / name / entry["name"]).read_bytes()
        assert entry["sha256"] == hashlib.sha256(data).hexdigest()
    assert str(built[0]) not in one
    assert str(EXAMPLE) not in one


def test_the_manifest_names_the_mechanism(built: tuple[Path, Path]) -> None:
    manifest = json.loads((built[0] / JOINT / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["mechanism"]["id"] == "upr/joint"


@pytest.mark.parametrize("name", NAMES)
def test_no_id_of_the_author_is_in_any_file(
    built: tuple[Path, Path], documents: dict[str, Document], name: str
) -> None:
    ids = {e.id for e in documents[name].evidence if "-" in e.id}
    page = _file(built, name, "html").read_text(encoding="utf-8")
    with zipfile.ZipFile(_file(built, name, "docx")) as archive:
        parts = [archive.read(part).decode("utf-8", "replace") for part in archive.namelist()]
    pdf = _file(built, name, "pdf").read_bytes().decode("latin-1")
    for id in ids:
        # An id that is also a word of the text ("travel-abroad" is not, "prostitution" is)
        # is looked for where ids would stand.
        for whole in (page, *parts, pdf):
            assert f'"{id}"' not in whole
            assert f"#{id}" not in whole


# --- one text in every format ---------------------------------------------------------


def _paragraphs(document: Document) -> Iterator[Paragraph]:
    for block in document.blocks():
        for shape in block.shapes:
            if isinstance(shape, Paragraph):
                yield shape


def _cover(document: Document) -> list[str]:
    return [inline_text(line.content) for line in document.cover]


@pytest.mark.parametrize("name", NAMES)
def test_word_and_html_have_the_lines_of_the_resolved_document_and_no_others(
    built: tuple[Path, Path], documents: dict[str, Document], name: str
) -> None:
    expected = printed(documents[name])
    not_its_own = ("", documents[name].wordings.notes)  # the title over endnotes
    for suffix, lines_of in (("docx", docx_lines), ("html", html_lines)):
        lines = lines_of(_file(built, name, suffix).read_bytes())
        assert [line.text for line in lines if line.text not in not_its_own] == expected, suffix


@pytest.mark.parametrize("name", NAMES)
def test_word_and_html_have_the_cover_of_the_resolved_document(
    built: tuple[Path, Path], documents: dict[str, Document], name: str
) -> None:
    read = Read(_file(built, name, "docx").read_bytes())
    styles = {style for style, _name in COVER.values()}
    words = [text(p) for p in read.body.iter(W + "p") if style(p) in styles]
    assert words == _cover(documents[name])
    page = _squeezed(html.fromstring(_file(built, name, "html").read_bytes()).text_content())
    for line in _cover(documents[name]):
        assert _squeezed(line) in page


def _squeezed(text: str) -> str:
    """Characters alone: no white space, and no hyphens, which line ends add."""
    return re.sub(r"[\s\u00ad‐-]+", "", text)


@pytest.mark.parametrize("name", NAMES)
def test_the_pdf_has_every_line_and_each_footnote_on_the_page_of_its_mark(
    built: tuple[Path, Path], documents: dict[str, Document], name: str
) -> None:
    require("pdftotext")
    document = documents[name]
    pages = _pages(_file(built, name, "pdf"))
    whole = "".join(pages)
    for line in [*_cover(document), *printed(document)]:
        assert _squeezed(line)[:25] in whole, line
    for paragraph in _paragraphs(document):
        _whole_on_pages(_marked(paragraph.content), pages)
    if document.note_placement == "foot":
        for note in document.notes:
            words = "".join(_squeezed(inline_text(paragraph)) for paragraph in note.paragraphs)
            here = [page for page in pages if f"{note.number}{words}" in page]
            assert any(_mark_on(page, document, note.number) for page in here), note.number


def _pages(path: Path) -> list[str]:
    done = subprocess.run(
        ["pdftotext", "-raw", str(path), "-"], check=True, capture_output=True, timeout=60
    )
    return [_squeezed(page) for page in done.stdout.decode("utf-8").split("\f")]


def _marked(content: Inlines) -> str:
    """A paragraph as the page has it: marks as digits, a comma between two."""
    text = re.sub(r"\]\[", ",", inline_text(content))
    return _squeezed(re.sub(r"\[(\d+(?:,\d+)*)\]", r"\1", text))


def _mark_on(page: str, document: Document, number: int) -> bool:
    """Whether the words before a note's mark stand on the page."""
    for content in contents(document):
        words = inline_text(content)
        at = words.find(f"[{number}]")
        if at >= 0:
            before = _squeezed(re.sub(r"\[\d+\]", "", words[max(0, at - 20) : at]))[-8:]
            return before in page
    return False


def _whole_on_pages(text: str, pages: list[str]) -> None:
    """The text stands on one page, or its beginning ends one and its rest is on the next."""
    if any(text in page for page in pages):
        return
    for page, following in itertools.pairwise(pages):
        length = next((n for n in range(len(text), 10, -1) if text[:n] in page), 0)
        if length and text[length:] in following:
            return
    raise AssertionError(f"not whole on any pages: {text[:80]}")


# --- what the State was told before -----------------------------------------------------


def test_each_of_a_hundred_earlier_recommendations_has_a_status(outcome: Outcome) -> None:
    assert outcome.dossier is not None
    told = [entry.recommendation for entry in outcome.dossier.register]
    assert len(told) == 24 + 3 + 74
    assert all(one.assessment.status for one in told)
    shown = [one for one in told if one.assessment.status != "cannot-assess"]
    assert len(shown) == 15
    assert all(one.assessment.evidence and one.assessment.comment for one in shown)


@pytest.mark.parametrize("name", [JOINT, "opsc"])
def test_an_implementation_table_has_what_was_told_before_the_submission(
    built: tuple[Path, Path], documents: dict[str, Document], name: str
) -> None:
    section = documents[name].sections[-1]
    assert section.annex
    counts, table = (shape for block in section.blocks() for shape in block.shapes)
    assert isinstance(counts, Table) and isinstance(table, Table)
    numbers = [inline_text(row[1].content) for row in counts.rows]
    assert numbers == ["2", "11", "2", "9", "24"]
    rows = [inline_text(row[0].content) for row in table.rows if row[0].span == 1]
    assert len(rows) == 24 and rows[0] == "85.3" and rows[-1] == "140.205"
    page = _file(built, name, "html").read_text(encoding="utf-8")
    assert "A/HRC/24/14, July 2013" in page.replace("\u00a0", " ").replace("\u2060", "")
