"""What a Word file says, as lines that a person can read and a diff can show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

_WIDTH = 100
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_EVERYWHERE = {
    *("sdtPr", "sectPr", "bookmarkEnd", "pStyle", "tblGrid", "tblLayout", "tblLook", "tcW"),
    *("footnoteRef", "endnoteRef", "effectExtent", "cNvGraphicFramePr", "nvPicPr", "spPr"),
}
"""What every file has, or what an attribute says in its place."""


def word_parts(data: bytes) -> str:
    """The blocks of the body, the notes, where there is a cover the running header, and the
    addresses of links in the body.

    The elements are Word's own, without their namespaces; a control carries its tag, a
    paragraph its style.  Left out is what every file has.
    """
    with ZipFile(BytesIO(data)) as archive:
        body, footnotes, endnotes, header, relations = (
            etree.fromstring(archive.read(f"word/{name}"))
            for name in (
                *("document.xml", "footnotes.xml", "endnotes.xml", "header.xml"),
                "_rels/document.xml.rels",
            )
        )
    parts: list[tuple[str, Iterable[etree._Element]]] = [("body", body[0])]
    for name, notes in (("footnotes", footnotes), ("endnotes", endnotes)):
        parts.append((name, [note for note in notes if note.get(f"{_W}type") is None]))
    links = [link for link in relations if link.get("TargetMode") == "External"]
    galleries = [gallery.get(f"{_W}val") for gallery in body.iter(f"{_W}docPartGallery")]
    if "Cover Pages" in galleries:
        parts.append(("header", header))
    parts.append(("links", links))
    lines: list[str] = []
    for name, elements in parts:
        shown = [line for element in elements for line in _shown(element)]
        if shown:
            lines += [f"<{name}>", *shown, f"</{name}>"]
    return "\n".join(lines) + "\n"


def _shown(element: etree._Element) -> Iterator[str]:
    for plain in _plain(element):
        yield from _lines(plain, 1)


def _plain(element: etree._Element) -> Iterator[etree._Element]:
    """The element without namespaces, or what remains of it: nothing, or its children."""
    name = etree.QName(element).localname
    if name in _EVERYWHERE:
        return
    if name in ("pPr", "tblPr", "sdtContent"):
        for child in element:
            yield from _plain(child)
        return
    plain = etree.Element("control" if name == "sdt" else name)
    plain.text = element.text
    for key, value in element.attrib.items():
        if name not in ("bookmarkStart", "control") or not str(key).endswith("}id"):
            plain.set(etree.QName(key).localname, value)
    for key in ("space", "Type", "TargetMode"):
        plain.attrib.pop(key, None)
    tag = element.find(f"{_W}sdtPr/{_W}tag")
    style = element.find(f"{_W}pPr/{_W}pStyle")
    for key, found in (("tag", tag), ("style", style)):
        if found is not None:
            plain.set(key, found.get(f"{_W}val", ""))
    for child in element:
        plain.extend(_plain(child))
    if name == "r" and not [child for child in plain if child.tag != "rPr"]:
        return  # the mark at the beginning of a note
    yield plain


def _lines(element: etree._Element, depth: int) -> Iterator[str]:
    """An element in one line if it fits, else its children below it."""
    indent = "  " * depth
    whole = etree.tostring(element, encoding="unicode")
    if len(indent) + len(whole) <= _WIDTH or not len(element):
        yield indent + whole
        return
    yield indent + whole[: whole.index(">") + 1]
    for child in element:
        yield from _lines(child, depth + 1)
    yield f"{indent}</{element.tag}>"
