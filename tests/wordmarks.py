"""Word files made ready for a word processor that counts: each number that it has to count anew is
set to 999 and stands between marks of Latin letters, on a line of its own, where it comes out of a
PDF in any language.

A paragraph's own number is asked for by a reference of its own, put at its end; so nothing has to
be known of how a language writes a paragraph, or on which side its number stands.
"""

from __future__ import annotations

import copy
import io
import re
from typing import Literal
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree
from test_docx_reading import Element, Numbers, Read, W, child, style, value

_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
_REFERENCE, _OWN = ("xq", "x", "qx"), ("yq", "y", "qy")
_DIRECTIONS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def marked(data: bytes, *, longer: bool = False) -> bytes:
    """The file with marks; `longer` puts a numbered paragraph in front of the third one."""
    read = Read(data)
    labels = Numbers(read)
    out = io.BytesIO()
    count = 0
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name in (*_PARTS, *(name for name in read.names if name not in _PARTS)):
            blob = read.blobs[name]
            if name in _PARTS:
                tree = read.xml(name)
                numbered = [p for p in tree.iter(W + "p") if _counted(p, labels.label(p))]
                count = _mark_references(tree, count)
                for place, paragraph in enumerate(numbered):
                    _ask_own_number(paragraph, place)
                if longer and name == _PARTS[0]:
                    third = [p for p in numbered if style(p) == "NumberedParagraph"][2]
                    third.addprevious(_new_paragraph(third))
                blob = etree.tostring(tree)
            archive.writestr(name, blob)
    return out.getvalue()


def printed(text: str) -> tuple[list[str], list[str]]:
    """From the words of a PDF: what each reference prints, and the number of each paragraph and
    heading that has one."""
    words = re.sub(r"\s+", "", _DIRECTIONS.sub("", text))
    found = []
    for begin, middle, end in (_REFERENCE, _OWN):
        between = re.findall(rf"{begin}(\d+){middle}(.*?){end}", words)
        numbers = {int(place): result for place, result in between}
        assert sorted(numbers) == list(range(len(between))), sorted(numbers)
        found.append([numbers[place] for place in range(len(between))])
    return found[0], found[1]


def _counted(paragraph: Element, label: str) -> bool:
    return bool(label) and style(paragraph).startswith(("NumberedParagraph", "Heading"))


def _run(text: str, *, broken: Literal["", "before", "after"] = "") -> Element:
    run = etree.Element(W + "r")
    if broken == "before":
        etree.SubElement(run, W + "br")
    etree.SubElement(run, W + "t").text = text
    if broken == "after":
        etree.SubElement(run, W + "br")
    return run


def _mark_references(tree: Element, count: int) -> int:
    """Mark each REF and SEQ; the next number."""
    for start in list(tree.iter(W + "fldChar")):
        if value(start, "fldCharType") != "begin":
            continue
        begin = start.getparent()
        runs = [begin, *begin.itersiblings(W + "r")]  # type: ignore[union-attr]
        kinds = [value(child(run, "fldChar"), "fldCharType") for run in runs]
        if "end" not in kinds:  # the contents: it ends in another paragraph
            continue
        runs = runs[: kinds.index("end") + 1]
        instruction = "".join(node.text or "" for run in runs for node in run.iter(W + "instrText"))
        if instruction.split()[0] not in ("REF", "SEQ"):
            continue
        result = [node for run in runs for node in run.iter(W + "t")]
        for node in result:
            node.text = ""
        result[0].text = "999"
        first, last = runs[0], runs[-1]
        # Not within a bookmark of the number alone, whose text references print.
        if (before := first.getprevious()) is not None and before.tag == W + "bookmarkStart":
            first = before
        if (after := last.getnext()) is not None and after.tag == W + "bookmarkEnd":
            last = after
        first.addprevious(_run(f"{_REFERENCE[0]}{count}{_REFERENCE[1]}", broken="before"))
        last.addnext(_run(_REFERENCE[2], broken="after"))
        count += 1
    return count


def _ask_own_number(paragraph: Element, place: int) -> None:
    name = f"_own{place}"
    bookmark = etree.Element(W + "bookmarkStart", {W + "id": str(90000 + place), W + "name": name})
    properties = child(paragraph, "pPr")
    assert properties is not None
    properties.addnext(bookmark)
    paragraph.append(etree.Element(W + "bookmarkEnd", {W + "id": str(90000 + place)}))
    switch = "\\r" if style(paragraph) == "NumberedParagraph" else "\\n"
    paragraph.append(_run(f"{_OWN[0]}{place}{_OWN[1]}", broken="before"))
    for kind in ("begin", f" REF {name} {switch} \\h ", "separate", "999", "end"):
        run = etree.SubElement(paragraph, W + "r")
        if kind in ("begin", "separate", "end"):
            etree.SubElement(run, W + "fldChar", {W + "fldCharType": kind})
        else:
            text = "t" if kind == "999" else "instrText"
            etree.SubElement(run, W + text).text = kind
    paragraph.append(_run(_OWN[2]))


def _new_paragraph(like: Element) -> Element:
    new = etree.Element(W + "p")
    properties = child(like, "pPr")
    assert properties is not None
    new.append(copy.deepcopy(properties))
    new.append(_run("An officer wrote this."))
    return new
