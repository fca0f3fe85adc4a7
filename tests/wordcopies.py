"""Test copies of a produced Word file that hold words of its text alone, for LibreOffice to
count: without content controls, notes, header, footer and automatic numbers."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

from libreoffice import convert
from shadowkit.writing.docx.stylenames import CONTENTS_HEADING, COVER, contents_line

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARKS = ("FootnoteReference", "EndnoteReference")
_COUNT = re.compile(r'meta:word-count="(\d+)"')
_PARTS = {
    **{style: "front matter" for style, _name in COVER.values()},
    **dict.fromkeys((CONTENTS_HEADING, *map(contents_line, (1, 2, 3))), "contents"),
    **{f"Heading{level}": "headings" for level in (1, 2, 3)},
    **dict.fromkeys(("Caption", "TableText", "TableColumnHeading", "TableRowHeading"), "tables"),
    "NotesHeading": "notes",
    "FootnoteText": "notes",
    "EndnoteText": "notes",
}

Element = etree._Element
Keep = Callable[[Element], bool]


def part(paragraph: Element) -> str:
    """The part of the count that a paragraph belongs to, by its style."""
    return _PARTS.get(style(paragraph), "body")


def style(paragraph: Element) -> str:
    found = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return "" if found is None else str(found.get(f"{_W}val"))


def copy(data: bytes, keep: Keep) -> bytes:
    """The file with the words of those paragraphs alone that `keep` takes.

    The paragraphs of its notes stand at the end of its text, where `keep` can take them.
    """
    with ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    root = etree.fromstring(parts["word/document.xml"])
    body = root[0]
    _unwrap(root, "sdt", "sdtContent")
    for name in ("footnote", "endnote"):
        for note in etree.fromstring(parts[f"word/{name}s.xml"]):
            if note.get(f"{_W}type") is None:
                for paragraph in list(note):
                    body.insert(len(body) - 1, paragraph)
    _unwrap(root, "hyperlink")
    for run in list(root.iter(f"{_W}r")):
        mark = run.find(f"{_W}rPr/{_W}rStyle")
        field = run.find(f"{_W}fldChar"), run.find(f"{_W}instrText")
        # What stands between the ends of a field is its result, and stays.
        if (mark is not None and mark.get(f"{_W}val") in _MARKS) or field != (None, None):
            _drop(run)
    for paragraph in root.iter(f"{_W}p"):
        if part(paragraph) == "contents":
            _without_numbers(paragraph)
    for name in ("numPr", "headerReference", "footerReference"):
        for node in list(root.iter(f"{_W}{name}")):
            _drop(node)
    for paragraph in list(root.iter(f"{_W}p")):
        if not keep(paragraph):
            for run in list(paragraph.iter(f"{_W}r")):
                _drop(run)
    parts["word/document.xml"] = etree.tostring(root)
    styles = etree.fromstring(parts["word/styles.xml"])
    for node in list(styles.iter(f"{_W}numPr")):
        _drop(node)
    parts["word/styles.xml"] = etree.tostring(styles)
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, blob in parts.items():
            archive.writestr(name, blob)
    return out.getvalue()


def words(copies: list[bytes], folder: Path) -> list[int]:
    """How many words LibreOffice counts in each file."""
    made: list[Path] = []
    for start in range(0, len(copies), 100):  # it gives up on some hundreds at once
        paths = []
        for number, data in enumerate(copies[start : start + 100], start):
            paths.append(folder / f"{number}.docx")
            paths[-1].write_bytes(data)
        made += convert(paths, folder, "odt")
    return [_counted(path) for path in made]


def _counted(path: Path) -> int:
    with zipfile.ZipFile(path) as archive:
        found = _COUNT.search(archive.read("meta.xml").decode("utf-8"))
    assert found, path
    return int(found[1])


def _drop(node: Element) -> None:
    parent = node.getparent()
    assert parent is not None
    parent.remove(node)


def _without_numbers(paragraph: Element) -> None:
    """Takes the number of a heading, before the first tab of two, and its page, behind the last,
    out of a line of the contents: both are automatic."""
    runs = list(paragraph.iter(f"{_W}r"))
    tabs = [place for place, run in enumerate(runs) if run.find(f"{_W}tab") is not None]
    if tabs:
        first = tabs[0] + 1 if len(tabs) > 1 else 0
        for run in (*runs[:first], *runs[tabs[-1] :]):
            _drop(run)


def _unwrap(root: Element, name: str, inner: str = "") -> None:
    """Put what is in each element `name` (in its child `inner`) in its place."""
    for node in reversed(list(root.iter(f"{_W}{name}"))):
        parent = node.getparent()
        content = node.find(f"{_W}{inner}") if inner else node
        assert parent is not None and content is not None
        place = parent.index(node)
        children = list(content)
        parent.remove(node)
        for offset, child in enumerate(children):
            parent.insert(place + offset, child)
