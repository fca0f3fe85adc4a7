"""Reads a produced Word file as Word would: texts, numbers, fields.

Independent of the writer, so that the tests compare two ways to the same result.  Named
like a test for the import path; it holds none.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from zipfile import ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Element = etree._Element


def value(node: Element | None, name: str = "val") -> str:
    return "" if node is None else str(node.get(W + name, ""))


def child(node: Element | None, *names: str) -> Element | None:
    for name in names:
        node = None if node is None else node.find(W + name)
    return node


@dataclass
class Read:
    """The parts of one file, parsed."""

    data: bytes

    def __post_init__(self) -> None:
        with ZipFile(io.BytesIO(self.data)) as archive:
            self.names = archive.namelist()
            self.infos = archive.infolist()
            self.blobs = {name: archive.read(name) for name in self.names}

    def xml(self, name: str) -> Element:
        return etree.fromstring(self.blobs[name])

    def text(self, name: str) -> str:
        return self.blobs[name].decode("utf-8")

    @property
    def body(self) -> Element:
        return self.xml("word/document.xml")


def style(paragraph: Element) -> str:
    return value(child(paragraph, "pPr", "pStyle"))


def text(paragraph: Element) -> str:
    """The words of a paragraph, without the commas between note marks."""
    pieces: list[str] = []
    for run in paragraph.iter(W + "r"):
        if value(child(run, "rPr", "rStyle")).endswith("Reference"):
            continue
        for node in run:
            if node.tag == W + "t":
                pieces.append(node.text or "")
            elif node.tag == W + "tab":
                pieces.append("\t")
            elif node.tag == W + "softHyphen":
                pieces.append("\u00ad")
            elif node.tag == W + "br" and not node.get(W + "type"):
                pieces.append("\n")
    return "".join(pieces)


def fields(root: Element) -> Iterator[tuple[str, str]]:
    """The instruction and the cached result of every field."""
    for paragraph in root.iter(W + "p"):
        state, instruction, result = "", "", ""
        for node in paragraph.iter(W + "fldChar", W + "instrText", W + "t"):
            if node.tag == W + "fldChar":
                state = value(node, "fldCharType")
                if state == "end":
                    yield instruction.strip(), result
                    instruction = result = ""
            elif node.tag == W + "instrText":
                instruction += node.text or ""
            elif state == "separate":
                result += node.text or ""


def note_fields(read: Read) -> list[tuple[str, str]]:
    """The bookmark and the cached text of each NOTEREF, those in notes behind the others."""
    found = []
    for part in ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml"):
        for node in read.xml(part).iter(W + "instrText"):
            words = (node.text or "").split()
            if words[0] == "NOTEREF":
                run_of = node.getparent()
                assert run_of is not None
                shown = [t.text or "" for one in run_of.itersiblings() for t in one.iter(W + "t")]
                found.append((words[1], shown[0]))
    return found


def marked_notes(read: Read) -> dict[str, int]:
    """By bookmark the number that Word gives to the note whose mark stands in it."""
    found: dict[str, int] = {}
    open_now: dict[str, str] = {}
    number = 0
    for node in read.body.iter():
        if node.tag == W + "bookmarkStart":
            open_now[value(node, "id")] = value(node, "name")
        elif node.tag == W + "bookmarkEnd":
            open_now.pop(value(node, "id"), None)
        elif node.tag in (W + "footnoteReference", W + "endnoteReference"):
            number += 1
            found.update(dict.fromkeys(open_now.values(), number))
    return found


_ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
_DIGITS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "lowerLetter": lambda n: chr(96 + n),
    "upperLetter": lambda n: chr(64 + n),
    "upperRoman": lambda n: _ROMAN[n - 1],
    "lowerRoman": lambda n: _ROMAN[n - 1].lower(),
}


class Numbers:
    """Word's numbering, from the definitions: the label of each paragraph ("": none)."""

    def __init__(self, read: Read) -> None:
        numbering = read.xml("word/numbering.xml")
        definitions = {value(a, "abstractNumId"): a for a in numbering.iter(W + "abstractNum")}
        self.nums = {value(n, "numId"): n for n in numbering.iter(W + "num")}
        self.levels: dict[tuple[str, int], Element] = {}
        for id, num in self.nums.items():
            for level in definitions[value(child(num, "abstractNumId"))].iter(W + "lvl"):
                self.levels[id, int(value(level, "ilvl"))] = level
        self.styles = {
            value(s, "styleId"): s for s in read.xml("word/styles.xml").iter(W + "style")
        }
        self.counters: dict[tuple[str, int], int] = {}

    def place(self, paragraph: Element) -> tuple[str, int] | None:
        found = child(paragraph, "pPr", "numPr")
        name = style(paragraph)
        while found is None and name:
            found = child(self.styles[name], "pPr", "numPr")
            name = value(child(self.styles[name], "basedOn"))
        id = value(child(found, "numId"))
        return (id, int(value(child(found, "ilvl")) or 0)) if id not in ("", "0") else None

    def _start(self, id: str, depth: int) -> int:
        for override in self.nums[id].iter(W + "lvlOverride"):
            if value(override, "ilvl") == str(depth):
                return int(value(child(override, "startOverride")))
        return int(value(child(self.levels[id, depth], "start")))

    def label(self, paragraph: Element) -> str:
        place = self.place(paragraph)
        if place is None:
            return ""
        id, depth = place
        level = self.levels[place]
        last = self.counters.get(place, self._start(id, depth) - 1)
        self.counters[place] = last + 1
        for deeper in range(depth + 1, 9):
            self.counters.pop((id, deeper), None)

        def printed(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            format = value(child(self.levels[id, at], "numFmt"))
            return _DIGITS[format](self.counters[id, at])

        return re.sub(r"%(\d)", printed, value(child(level, "lvlText")))


def labelled(read: Read) -> list[tuple[str, str, str]]:
    """Style, label and text of every paragraph of the main part."""
    numbers = Numbers(read)
    return [(style(p), numbers.label(p), text(p)) for p in read.body.iter(W + "p")]
