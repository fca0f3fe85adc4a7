"""A Word file as tables and paragraphs, with what python-docx leaves out: insertions that are
tracked, paragraphs inside content controls, notes, and the numbers that Word makes itself.

Read as a stream, so that a table of thousands of rows costs no more memory than one row.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import field
from io import BytesIO
from typing import Any, Final

from lxml import etree

from shadowkit.importing.numbering import Numbering
from shadowkit.importing.opening import UnusableFileError, part
from shadowkit.records import dataclass

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_STRICT: Final = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
MARK: Final = "\ue000{}\ue001"
"""A mark of a note inside a text, with the id of the note."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: the grid columns it covers, and whether it goes on one above it."""

    text: str
    span: int = 1
    continues: bool = False


@dataclass(frozen=True, slots=True)
class WordParagraph:
    """A paragraph outside tables."""

    text: str
    number: str = ""
    """What Word prints before it, such as `12.` or `(a)`; a dot for a bullet."""
    level: int = 0
    heading: bool = False


@dataclass(slots=True)
class WordFile:
    """What a Word file holds, in the order of its text."""

    tables: list[list[tuple[Cell, ...]]] = field(default_factory=list)
    paragraphs: list[WordParagraph] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    head: str = ""
    """The text of its headers and footers."""


def read_word(data: bytes, file: str) -> WordFile:
    """The tables, paragraphs, notes and headers of a Word file."""
    found = WordFile()
    with zipfile.ZipFile(BytesIO(data)) as archive:
        main = part(archive, "word/document.xml", file)
        if _STRICT in main[:5000]:
            raise UnusableFileError(
                f"{file} is a Strict Open XML Document. Save it as an ordinary Word document."
            )
        numbering = Numbering(
            part(archive, "word/numbering.xml", file), part(archive, "word/styles.xml", file)
        )
        for kind in ("footnotes", "endnotes"):
            notes = part(archive, f"word/{kind}.xml", file)
            if notes:
                found.notes |= _notes(notes, kind[0], file)
        heads = [
            _whole_text(part(archive, name, file), file)
            for name in sorted(archive.namelist())
            if name.startswith(("word/header", "word/footer")) and name.endswith(".xml")
        ]
        found.head = "\n".join(filter(None, heads))
    _read_body(main, numbering, found, file)
    return found


def _read_body(data: bytes, numbering: Numbering, found: WordFile, file: str) -> None:
    texts = _Texts(data)
    table: list[tuple[Cell, ...]] = []
    try:
        for _event, element in _stream(data, (f"{W}p", f"{W}tr", f"{W}tbl")):
            if element.tag == f"{W}p":
                if not _inside_row(element):
                    found.paragraphs.append(_paragraph(element, texts, numbering))
                    _forget(element)
            elif element.tag == f"{W}tr":
                if not _inside_row(element):
                    table.append(tuple(_cells(element, texts)))
                    _forget(element)
            elif not _inside_row(element):
                if table:
                    found.tables.append(table)
                table = []
                _forget(element)
    except etree.XMLSyntaxError:
        raise UnusableFileError(
            f"{file} is damaged: a part of it is not XML. Open it in Word, save it, and try again."
        ) from None


def _stream(data: bytes, tags: tuple[str, ...]) -> Iterator[Any]:
    return iter(
        etree.iterparse(
            BytesIO(data), events=("end",), tag=tags, resolve_entities=False, no_network=True
        )
    )


def _inside_row(element: Any) -> bool:
    return any(parent.tag == f"{W}tr" for parent in element.iterancestors())


def _forget(element: Any) -> None:
    """Frees what was read.  What stands before it in the tree goes too."""
    element.clear(keep_tail=False)
    while element.getprevious() is not None:
        del element.getparent()[0]


class _Texts:
    """The text of paragraphs."""

    _TAGS = tuple(
        W + name
        for name in (
            "t",
            "tab",
            "br",
            "cr",
            "noBreakHyphen",
            "footnoteReference",
            "endnoteReference",
        )
    )

    def __init__(self, data: bytes) -> None:
        # Both hold text that is printed elsewhere; most files have neither, and to look up from
        # each run takes long.
        self._twice = b"moveFrom" in data or b"Fallback" in data

    def of(self, element: Any) -> str:
        pieces: list[str] = []
        for node in element.iter(*self._TAGS):
            if self._twice and any(
                parent.tag in (_FALLBACK, f"{W}moveFrom") for parent in node.iterancestors()
            ):
                continue
            tag = node.tag[len(W) :]
            if tag == "t":
                pieces.append(node.text or "")
            elif tag == "tab":
                pieces.append("\t")
            elif tag in ("br", "cr"):
                pieces.append("\n")
            elif tag == "noBreakHyphen":
                pieces.append("-")
            else:
                pieces.append(MARK.format(f"{tag[0]}{node.get(f'{W}id', '')}"))
        return "".join(pieces)


def _cells(row: Any, texts: _Texts) -> Iterator[Cell]:
    for child in row:
        inner = [child] if child.tag == f"{W}tc" else []
        if child.tag == f"{W}sdt":
            inner = child.findall(f"{W}sdtContent/{W}tc")
        for cell in inner:
            span, merge = 1, None
            properties = cell.find(f"{W}tcPr")
            if properties is not None:
                wide = properties.find(f"{W}gridSpan")
                span = _whole(wide.get(f"{W}val")) if wide is not None else 1
                merge = properties.find(f"{W}vMerge")
            continues = merge is not None and merge.get(f"{W}val", "continue") == "continue"
            paragraphs = [texts.of(paragraph) for paragraph in cell.iter(f"{W}p")]
            yield Cell("\n".join(paragraphs), max(1, span), continues)


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 4 else 1


def _paragraph(element: Any, texts: _Texts, numbering: Numbering) -> WordParagraph:
    properties = element.find(f"{W}pPr")
    style, own, level = "", "", 0
    if properties is not None:
        named = properties.find(f"{W}pStyle")
        style = named.get(f"{W}val", "") if named is not None else ""
        listed = properties.find(f"{W}numPr")
        if listed is not None:
            number, depth = listed.find(f"{W}numId"), listed.find(f"{W}ilvl")
            own = number.get(f"{W}val", "") if number is not None else ""
            level = _whole(depth.get(f"{W}val")) if depth is not None else 0
            level = 0 if depth is not None and depth.get(f"{W}val") == "0" else level
    text = texts.of(element)
    printed, level = numbering.next(own, level, style) if text.strip() else ("", level)
    return WordParagraph(text, printed, level, numbering.is_heading(style))


def _notes(data: bytes, kind: str, file: str) -> dict[str, str]:
    tree, texts = _tree(data, file), _Texts(data)
    return {
        f"{kind}{note.get(f'{W}id', '')}": " ".join(
            texts.of(paragraph) for paragraph in note.iter(f"{W}p")
        ).strip()
        for note in tree
        if note.get(f"{W}type", "normal") == "normal"
    }


def _whole_text(data: bytes, file: str) -> str:
    if not data:
        return ""
    texts = _Texts(data)
    return "\n".join(texts.of(paragraph) for paragraph in _tree(data, file).iter(f"{W}p")).strip()


def _tree(data: bytes, file: str) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise UnusableFileError(
            f"{file} is damaged: a part of it is not XML. Open it in Word, save it, and try again."
        ) from None
