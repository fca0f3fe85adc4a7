"""What LibreOffice makes of every submission of every example, in whatever language it is: the
numbers that it counts by itself, and what it keeps of a file that is saved in it.

LibreOffice counts numbers of paragraphs, REF and SEQ anew, but no NOTEREF and no contents: of
these `test_docx_reader` sees that they are right in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest
from test_docx_documents import DOCUMENTS, PLAIN
from test_docx_reading import Element, Read, W, child, value

from examples import resolved, submissions, word
from libreoffice import convert, pdf_text, require
from shadowkit.building import look_of
from shadowkit.model.document import Document
from shadowkit.writing.docx import write
from wordexpected import Expected
from wordmarks import marked, printed
from wordreader import WordReader
from wordshapes import Frame, Line, Shape

pytestmark = pytest.mark.libreoffice

PARAGRAPHS, TEXT = "REF \\r \\h", "REF \\h"
"""Word's instructions for references to numbered paragraphs, and to text."""


@dataclass(frozen=True)
class Filed:
    """One file with the document that it was made of."""

    document: Document
    data: bytes
    bullets: tuple[str, ...]

    def references(self) -> list[tuple[str, str]]:
        """Of each number that LibreOffice counts, the instruction and the model's text."""
        reader = WordReader(self.data)
        reader.text()
        counted = [(field, text) for _, field, text in reader.pointers]
        return [one for one in counted if one[0] not in ("REF link", "NOTEREF \\h")]

    def numbered(self) -> list[tuple[str, str]]:
        """The kind and the number of each numbered paragraph and heading of the model."""
        parts = Expected(self.document, frozenset(), self.bullets).text().parts
        lines = (line for part in parts for line in _lines(part.shapes))
        return [(line.kind, line.number.rstrip(".")) for line in lines]


def _lines(shapes: tuple[Shape, ...]) -> Iterator[Line]:
    for shape in shapes:
        if isinstance(shape, Frame):
            yield from _lines(shape.shapes)
        elif isinstance(shape, Line) and shape.number and shape.kind not in ("item", "continued"):
            yield shape


def _all() -> dict[str, Filed]:
    files = {}
    for example, name in submissions():
        one = resolved(example, name)
        bullets = tuple(look_of(one).lists.bullets)
        files[f"{example}-{name}"] = Filed(one.document, word(example, name), bullets)
    for name, (make, draft) in DOCUMENTS.items():
        document = make()
        data = write(document, PLAIN, draft=draft)
        files[name.replace(" ", "-")] = Filed(document, data, tuple(PLAIN.lists.bullets))
    return files


NAMES = [f"{example}-{name}" for example, name in submissions()]
NAMES += [name.replace(" ", "-") for name in DOCUMENTS]


@pytest.fixture(scope="module")
def filed() -> dict[str, Filed]:
    return _all()


@pytest.fixture(scope="module")
def counted(
    filed: dict[str, Filed], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[list[str], list[str]]]:
    """What LibreOffice prints for references and for numbers; ``name+`` is the file with a
    paragraph put in front of the third."""
    require("soffice", "pdftotext")
    folder = tmp_path_factory.mktemp("counted")
    for name, one in filed.items():
        (folder / f"{name}.docx").write_bytes(marked(one.data))
        if _paragraphs(one) >= 3:
            (folder / f"{name}+.docx").write_bytes(marked(one.data, longer=True))
    made = convert(sorted(folder.glob("*.docx")), folder)
    return {path.stem: printed(pdf_text(path)) for path in made}


def _paragraphs(one: Filed) -> int:
    return sum(kind == "numbered" for kind, _ in one.numbered())


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("name", NAMES)
def test_libreoffice_counts_as_we_do(
    counted: Mapping[str, tuple[list[str], list[str]]], filed: dict[str, Filed], name: str
) -> None:
    references, numbers = counted[name]
    assert references == [_squeezed(text) for _, text in filed[name].references()]
    assert numbers == [number for _, number in filed[name].numbered()]


@pytest.mark.parametrize("name", NAMES)
def test_a_new_paragraph_moves_all_that_follow(
    counted: Mapping[str, tuple[list[str], list[str]]], filed: dict[str, Filed], name: str
) -> None:
    if _paragraphs(filed[name]) < 3:
        assert f"{name}+" not in counted
        return

    def moved(kind: str, text: str) -> str:
        return str(int(text) + (int(text) > 2)) if kind in ("numbered", PARAGRAPHS) else text

    references, numbers = counted[f"{name}+"]
    assert references == [_squeezed(moved(*one)) for one in filed[name].references()]
    assert numbers == [moved(*one) for one in filed[name].numbered()]


# --- saved in LibreOffice -------------------------------------------------------------


@pytest.fixture(scope="module")
def saved(filed: dict[str, Filed], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Read]:
    """Each file as LibreOffice saves it again."""
    require("soffice")
    folder, again = tmp_path_factory.mktemp("filed"), tmp_path_factory.mktemp("again")
    for name, one in filed.items():
        (folder / f"{name}.docx").write_bytes(one.data)
    made = convert(sorted(folder.glob("*.docx")), again, "docx")
    return {path.stem: Read(path.read_bytes()) for path in made}


def _said(tree: Element) -> str:
    """All words of a part but those of fields, which LibreOffice counts anew; without spaces."""
    signs = {"noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
    pieces: list[str] = []
    depth = 0
    for node in tree.iter():
        name = str(node.tag).removeprefix(W)
        if name == "fldChar":
            depth += {"begin": 1, "end": -1}.get(value(node, "fldCharType"), 0)
        elif not depth and (name in signs or name == "t"):
            pieces.append(signs.get(name) or node.text or "")
    return _squeezed("".join(pieces))


def _names(read: Read) -> set[str]:
    return {value(node, "name") for node in read.body.iter(W + "bookmarkStart")}


def _tags(read: Read) -> set[str]:
    return {value(child(node, "tag")) for node in read.body.iter(W + "sdtPr")} - {""}


@pytest.mark.parametrize("name", NAMES)
def test_what_libreoffice_saves_keeps_words_notes_and_blocks(
    saved: dict[str, Read], filed: dict[str, Filed], name: str
) -> None:
    before, after = Read(filed[name].data), saved[name]
    assert _said(after.body) == _said(before.body)
    assert _names(after) >= _names(before)
    # Up to version 7 at least LibreOffice drops the tags of content controls.
    assert _tags(after) in (_tags(before), set())
    for kind in ("footnote", "endnote"):
        part, mark = f"word/{kind}s.xml", f"{W}{kind}Reference"
        assert len(list(after.body.iter(mark))) == len(list(before.body.iter(mark)))
        notes = [_said(one.xml(part)) if part in one.blobs else "" for one in (before, after)]
        assert notes[0] == notes[1]
