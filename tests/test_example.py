"""The example dossier, from its folder to the files that are filed: each of its submissions."""

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
import yaml
from lxml import etree, html

from docx_lint import lint
from libreoffice import convert, pdf_text, require
from shadowkit.diagnostics import Severity
from shadowkit.model.document import (
    Block,
    Box,
    Document,
    Figure,
    Heading,
    KeyValue,
    List,
    Paragraph,
    Quote,
    Section,
    Shape,
    Table,
)
from shadowkit.model.inline import Inlines, Text
from shadowkit.pipeline import Outcome, run
from shadowkit.writing.text import inline_text

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "russian-federation"
NAMES = tuple(yaml.safe_load((EXAMPLE / "shadowkit.yaml").read_text("utf-8"))["submissions"])
NAME = "upr-joint"
"""The submission that the example was first made for."""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
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
    return {one.filing.name: one.document for one in outcome.submissions}


@pytest.fixture(scope="module")
def document(documents: dict[str, Document]) -> Document:
    return documents[NAME]


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
        for part in document.sections[-1].parts
        if isinstance(part, Section) and part.heading is not None
    ]
    assert printed == [f"{titles[theme]} {numbers}" for theme, numbers in THEMES.items()]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_calls_itself_by_the_name_the_committee_avoids(
    built: tuple[Path, Path], name: str
) -> None:
    page = _file(built, name, "html").read_text(encoding="utf-8").lower()
    assert ("stakeholder submission" in page) or not name.startswith("upr-")
    assert "shadow report" not in page


# --- the same files everywhere --------------------------------------------------------


def _file(built: tuple[Path, Path], name: str, suffix: str) -> Path:
    """A file of a submission from the first build."""
    return built[0] / name / f"{name}.{suffix}"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("suffix", ["docx", "pdf", "html"])
def test_two_builds_give_the_same_bytes(built: tuple[Path, Path], name: str, suffix: str) -> None:
    one, other = ((folder / name / f"{name}.{suffix}").read_bytes() for folder in built)
    assert one == other


@pytest.mark.parametrize("name", NAMES)
def test_the_manifest_names_each_file_and_nothing_of_the_machine(
    built: tuple[Path, Path], outcome: Outcome, name: str
) -> None:
    one, other = ((folder / name / "manifest.json").read_text("utf-8") for folder in built)
    assert one == other
    manifest = json.loads(one)
    assert manifest["version"] == 1
    (filing,) = [r.filing for r in outcome.submissions if r.filing.name == name]
    assert manifest.get("mechanism", {}).get("id", "") == filing.settings.mechanism
    assert len(manifest["files"]) == 3
    for entry in manifest["files"]:
        data = (built[0] / name / entry["name"]).read_bytes()
        assert entry["sha256"] == hashlib.sha256(data).hexdigest()
    assert str(built[0]) not in one
    assert str(EXAMPLE) not in one


@pytest.mark.parametrize("name", NAMES)
def test_no_id_of_the_author_is_in_any_file(
    built: tuple[Path, Path], documents: dict[str, Document], name: str
) -> None:
    ids = {e.id for e in documents[name].evidence if "-" in e.id}
    assert len(ids) > 6
    page = _file(built, name, "html").read_text(encoding="utf-8")
    with zipfile.ZipFile(_file(built, name, "docx")) as archive:
        parts = [archive.read(name).decode("utf-8", "replace") for name in archive.namelist()]
    pdf = _file(built, name, "pdf").read_bytes().decode("latin-1")
    for id in ids:
        # An id that is also a word of the text ("travel-abroad" is not, "prostitution" is)
        # is looked for where ids would stand.
        for text in (page, *parts, pdf):
            assert f'"{id}"' not in text
            assert f"#{id}" not in text


# --- one text in every format ---------------------------------------------------------


def _shapes(shapes: tuple[Shape, ...]) -> Iterator[Inlines]:
    for shape in shapes:
        if isinstance(shape, (Paragraph, Heading)):
            yield shape.content
        elif isinstance(shape, List):
            for item in shape.items:
                yield from _shapes(item.shapes)
        elif isinstance(shape, Quote):
            yield from _shapes(shape.shapes)
        elif isinstance(shape, Table):
            if shape.label:
                yield (Text(f"{shape.label}. " if shape.caption else shape.label), *shape.caption)
            yield from (cell.content for row in (shape.header, *shape.rows) for cell in row)
        elif isinstance(shape, KeyValue):
            for term, values in shape.entries:
                yield from (term, *values)
        elif isinstance(shape, Box):
            yield shape.title
            yield from _shapes(shape.shapes)
        else:
            assert isinstance(shape, Figure)  # it has no words of its own


def _contents(part: Section | Block) -> Iterator[Inlines]:
    if isinstance(part, Block):
        yield from _shapes(part.shapes)
        return
    if part.heading is not None:
        yield part.heading.content
    for inner in part.parts:
        yield from _contents(inner)


def _paragraphs(document: Document) -> Iterator[Paragraph]:
    for block in document.blocks():
        for shape in block.shapes:
            if isinstance(shape, Paragraph):
                yield shape


def _resolved_texts(document: Document) -> list[str]:
    """Each printed paragraph that has words, without note marks, in order: cover, then
    sections."""
    contents = [line.content for line in document.cover]
    for section in document.sections:
        contents += list(_contents(section))
    texts = (_unmarked(inline_text(content)) for content in contents)
    return [text for text in texts if text]


def _unmarked(text: str) -> str:
    return " ".join(re.sub(r"\[\d+\]", "", text).split())


def _word_texts(path: Path, part: str) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read(part))
    texts = []
    for paragraph in root.iter(f"{W}p"):
        runs = []
        for piece in paragraph.iter(f"{W}r"):
            styles = piece.findall(f"{W}rPr/{W}rStyle")
            if any("reference" in (s.get(f"{W}val") or "").lower() for s in styles):
                continue  # note marks, and the comma between two of them
            runs.append("".join(t.text or "" for t in piece.iter(f"{W}t")))
        texts.append(" ".join("".join(runs).split()))
    return [text for text in texts if text]


@pytest.mark.parametrize("name", NAMES)
def test_word_has_the_text_of_the_resolved_document(
    built: tuple[Path, Path], documents: dict[str, Document], name: str
) -> None:
    path, document = _file(built, name, "docx"), documents[name]
    texts = _resolved_texts(document)
    if document.note_placement == "end":
        texts.append(document.wordings.notes)
    assert _word_texts(path, "word/document.xml") == texts
    notes = [" ".join(inline_text(p).split()) for note in document.notes for p in note.paragraphs]
    assert _word_texts(path, f"word/{document.note_placement}notes.xml") == notes


@pytest.mark.parametrize("name", NAMES)
def test_html_has_the_text_of_the_resolved_document(
    built: tuple[Path, Path], documents: dict[str, Document], name: str
) -> None:
    document = documents[name]
    root = html.fromstring(_file(built, name, "html").read_bytes())
    for mark in root.xpath("//sup[@class='mark'] | //style | //title"):
        mark.drop_tree()
    page = _squeezed(root.text_content())
    position = 0
    for text in _resolved_texts(document):
        found = page.find(_squeezed(text), position)
        assert found >= 0, text
        position = found
    for note in document.notes:
        for paragraph in note.paragraphs:
            assert page.count(_squeezed(inline_text(paragraph))) >= 1


def _squeezed(text: str) -> str:
    """Characters alone: no white space, and no hyphens, which line ends add."""
    return re.sub(r"[\s\u00ad‐-]+", "", text)


@pytest.mark.parametrize("name", NAMES)
def test_the_pdf_has_every_paragraph_and_each_note_on_the_page_of_its_mark(
    built: tuple[Path, Path], documents: dict[str, Document], name: str
) -> None:
    require("pdftotext")
    document = documents[name]
    pages = _pages(_file(built, name, "pdf"))
    assert len(pages) > 4
    whole = "".join(pages)
    for text in _resolved_texts(document):
        first = _squeezed(text)[:25]
        assert first in whole, text
    for note in document.notes:
        text = "".join(_squeezed(inline_text(paragraph)) for paragraph in note.paragraphs)
        # Digits of another number may stand before it: "15" holds the note "5" as well.
        here = [page for page in pages if f"{note.number}{text}" in page]
        assert here, note.number
        if document.note_placement == "foot":
            marked = [page for page in here if _marks_on(page, document, note.number)]
            assert len(marked) == 1, note.number
    for content in (p.content for p in _paragraphs(document)):
        _whole_on_pages(_marked(content), pages)


def _pages(path: Path) -> list[str]:
    done = subprocess.run(
        ["pdftotext", "-raw", str(path), "-"], check=True, capture_output=True, timeout=60
    )
    return [_squeezed(page) for page in done.stdout.decode("utf-8").split("\f")]


def _marked(content: Inlines) -> str:
    """A paragraph as the page has it: marks as digits, a comma between two."""
    text = re.sub(r"\]\[", ",", inline_text(content))
    return _squeezed(re.sub(r"\[(\d+(?:,\d+)*)\]", r"\1", text))


def _marks_on(page: str, document: Document, number: int) -> bool:
    """Whether the words before the mark of a note stand on the page."""
    for content in [p.content for p in document_texts(document)]:
        text = inline_text(content)
        at = text.find(f"[{number}]")
        if at >= 0:
            before = _squeezed(re.sub(r"\[\d+\]", "", text[max(0, at - 20) : at]))[-8:]
            return before in page
    return False


def document_texts(document: Document) -> Iterator[Paragraph]:
    for section in document.sections:
        for content in _contents(section):
            yield Paragraph(content)


def _whole_on_pages(text: str, pages: list[str]) -> None:
    """The text stands on one page, or its beginning ends one and its rest is on the next."""
    if any(text in page for page in pages):
        return
    for page, following in itertools.pairwise(pages):
        length = next((n for n in range(len(text), 10, -1) if text[:n] in page), 0)
        if length and text[length:] in following:
            return
    raise AssertionError(f"not whole on any pages: {text[:80]}")


# --- what validators and word processors say ------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_the_word_file_is_valid_and_passes_the_lint(built: tuple[Path, Path], name: str) -> None:
    from openxml_audit import OpenXmlValidator

    path = _file(built, name, "docx")
    result = OpenXmlValidator().validate(str(path))
    assert [str(error) for error in result.errors] == []
    assert lint(path) == []


@pytest.fixture(scope="module")
def opened(built: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The text LibreOffice prints of each Word file with poisoned caches, by the name of the
    submission; and, as "longer", of the first with a paragraph put in front of the third."""
    require("soffice", "pdftotext")
    folder = tmp_path_factory.mktemp("opened")
    paths = [folder / f"{name}.docx" for name in NAMES]
    for path in paths:
        _edit(_file(built, path.stem, "docx"), path, _poison)
    paths.append(folder / "longer.docx")
    _edit(_file(built, NAME, "docx"), paths[-1], lambda xml: _with_paragraph(_poison(xml)))
    return {path.stem: _joined(pdf_text(path)) for path in convert(paths, folder)}


def _edit(source: Path, target: Path, change: object) -> None:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name in ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml"):
                data = change(data.decode("utf-8")).encode("utf-8")  # type: ignore[operator]
            new.writestr(name, data)


_CACHED = re.compile(
    r"( REF _\S+ [^<]*</w:instrText></w:r><w:r>(?:<w:rPr>.*?</w:rPr>)?<w:fldChar "
    r'w:fldCharType="separate"/></w:r><w:r>(?:<w:rPr>.*?</w:rPr>)?<w:t[^>]*>)[^<]*(</w:t>)'
)


def _poison(xml: str) -> str:
    """Every cached number of a REF field is 999."""
    changed, number = _CACHED.subn(r"\g<1>999\g<2>", xml)
    assert number == xml.count(" REF _")
    return changed


def _with_paragraph(xml: str) -> str:
    """A numbered paragraph before the third one."""
    if "<w:body>" not in xml:
        return xml
    style = re.search(r'<w:pStyle w:val="([^"]*Numbered[^"]*)"/>', xml)
    assert style is not None
    starts = [m.start() for m in re.finditer(r"<w:sdt>(?:(?!</w:sdt>).)*?" + style[0], xml)]
    new = f"<w:p><w:pPr>{style[0]}</w:pPr><w:r><w:t>Put in by hand.</w:t></w:r></w:p>"
    return xml[: starts[2]] + new + xml[starts[2] :]


def _joined(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", NAMES)
def test_libreoffice_numbers_paragraphs_and_references_as_we_do(
    opened: dict[str, str], documents: dict[str, Document], name: str
) -> None:
    page, document = opened[name], documents[name]
    assert "999" not in page
    for paragraph in _paragraphs(document):
        if paragraph.number is not None:
            words = _unmarked(inline_text(paragraph.content)).split()[:3]
            assert f"{paragraph.number}. {' '.join(words)}" in page
    references = re.findall(r"paras?\. [\d–, and]*\d", " ".join(_resolved_texts(document)))
    for reference in references:
        assert reference in page
    if name == NAME:
        assert len(references) >= 8
        assert all(numbers in page for numbers in THEMES.values())


@pytest.mark.libreoffice
def test_a_paragraph_put_in_by_hand_renumbers_all_that_follow(opened: dict[str, str]) -> None:
    page = opened["longer"]
    assert "3. Put in by hand." in page
    for theme, numbers in THEMES.items():
        moved = re.sub(r"\d+", lambda match: str(int(match[0]) + 1), numbers)
        assert moved in page, theme
