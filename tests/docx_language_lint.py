"""What languages and directions want of a Word file, which no validator looks at.

Each function yields the faults of parsed parts, as text; `docx_lint.lint` asks them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-[a-z0-9]{5,8})*")
_FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u052f]")
_CHINESE = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
# Marks of both scripts: without a hint Word takes them from the Latin font, narrow and low.
_EITHER = re.compile("[‘’“”…—–·]")

Trees = dict[str, etree._Element]


def faults(trees: Trees) -> Iterator[str]:
    """All of this module, for the parts in ``word/``."""
    yield from _tags(trees)
    directions = Directions(trees)
    for name in sorted(trees):
        for run in trees[name].iter(f"{_W}r"):
            yield from _run(run)
        for paragraph in trees[name].iter(f"{_W}p"):
            yield from _paragraph(paragraph, directions)
        for table in trees[name].iter(f"{_W}tbl"):
            yield from _table(table, directions)
    yield from _sections(trees, directions)


def _value(node: etree._Element | None, name: str = "val") -> str:
    return "" if node is None else str(node.get(f"{_W}{name}", ""))


def _on(node: etree._Element | None) -> bool | None:
    """Whether a property is on; None where nothing is said."""
    return None if node is None else _value(node) not in ("0", "false", "off")


class Directions:
    """The direction of paragraphs: their own, or that of their styles."""

    def __init__(self, trees: Trees) -> None:
        found = [s for tree in trees.values() for s in tree.iter(f"{_W}style")]
        self._styles = {_value(style, "styleId"): style for style in found}
        normal = (s for s in found if _value(s, "type") == "paragraph" and _value(s, "default"))
        self.normal = next((_value(style, "styleId") for style in normal), "")

    def of_style(self, id: str) -> bool:
        """Whether a style sets its text from right to left."""
        while id in self._styles:
            own = _on(self._styles[id].find(f"{_W}pPr/{_W}bidi"))
            if own is not None:
                return own
            id = _value(self._styles[id].find(f"{_W}basedOn"))
        return False

    def of(self, paragraph: etree._Element) -> bool:
        """Whether a paragraph runs from right to left."""
        own = _on(paragraph.find(f"{_W}pPr/{_W}bidi"))
        style = _value(paragraph.find(f"{_W}pPr/{_W}pStyle")) or self.normal
        return self.of_style(style) if own is None else own


def _words(node: etree._Element) -> str:
    return "".join(text.text or "" for text in node.iter(f"{_W}t"))


def _letters(node: etree._Element) -> int:
    return sum(map(str.isalpha, _words(node)))


def _tags(trees: Trees) -> Iterator[str]:
    for tree in trees.values():
        for node in tree.iter(f"{_W}lang", f"{_W}themeFontLang"):
            for value in node.attrib.values():
                if not _TAG.fullmatch(str(value)):
                    yield f"{str(value)!r} is no language"


def _run(run: etree._Element) -> Iterator[str]:
    text = _words(run)
    if text.isascii():
        if _on(run.find(f"{_W}rPr/{_W}rtl")) and _LATIN.search(text):
            yield f"run from right to left with Latin letters: {text[:40]!r}"
        return
    from_right = _on(run.find(f"{_W}rPr/{_W}rtl"))
    if from_right and _LATIN.search(text):
        yield f"run from right to left with Latin letters: {text[:40]!r}"
    if not from_right and _FROM_RIGHT.search(text):
        yield f"right-to-left letters in a run that is not: {text[:40]!r}"
    letters = sum(map(str.isalpha, text))
    hint = _value(run.find(f"{_W}rPr/{_W}rFonts"), "hint")
    if hint != "eastAsia" and _EITHER.search(text) and 2 * len(_CHINESE.findall(text)) > letters:
        yield f"Chinese run without a hint for its marks: {text[:40]!r}"


def _paragraph(paragraph: etree._Element, directions: Directions) -> Iterator[str]:
    """A paragraph that begins in a right-to-left language, and is mostly in it, is one of it."""
    if directions.of(paragraph):
        return
    spoken = [run for run in paragraph.iter(f"{_W}r") if _letters(run)]
    said = [run for run in spoken if _value(run.find(f"{_W}rPr/{_W}lang"), "bidi")]
    if said[:1] == spoken[:1] and 2 * sum(map(_letters, said)) > _letters(paragraph):
        yield f"right-to-left paragraph without its direction: {_words(paragraph)[:40]!r}"


def _table(table: etree._Element, directions: Directions) -> Iterator[str]:
    """The columns of a table run as the text in it."""
    first = next(table.iter(f"{_W}p"), None)
    visual = bool(_on(table.find(f"{_W}tblPr/{_W}bidiVisual")))
    if first is not None and visual != directions.of(first):
        yield f"table whose columns run {'against' if visual else 'not with'} its text"


def _sections(trees: Trees, directions: Directions) -> Iterator[str]:
    for tree in trees.values():
        for section in tree.iter(f"{_W}sectPr"):
            if bool(_on(section.find(f"{_W}bidi"))) != directions.of_style(directions.normal):
                yield "section that does not run as its text"
