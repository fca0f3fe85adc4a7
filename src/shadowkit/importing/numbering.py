"""The numbers that Word prints before paragraphs.  They stand in no text: Word counts them."""

from __future__ import annotations

import re
from typing import Any, Final

from lxml import etree

from shadowkit.records import dataclass

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVEL: Final = re.compile(r"%([1-9])")
_BULLET: Final = "•"
_MOST_STYLES: Final = 20
"""A chain of styles longer than this goes in a circle."""


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str


class Numbering:
    """Counts as Word does, over the paragraphs in their order."""

    def __init__(self, numbering: bytes, styles: bytes) -> None:
        self._lists: dict[str, str] = {}
        self._levels: dict[tuple[str, int], _Level] = {}
        self._restarts: dict[tuple[str, int], int] = {}
        self._counts: dict[tuple[str, int], int] = {}
        self._styles: dict[str, tuple[str, str, int]] = {}
        self._headings: set[str] = set()
        if numbering:
            self._read(_tree(numbering))
        if styles:
            self._read_styles(_tree(styles))

    def is_heading(self, style: str) -> bool:
        for _ in range(_MOST_STYLES):
            if style in self._headings:
                return True
            style = self._styles.get(style, ("", "", 0))[0]
        return False

    def next(self, number: str, level: int, style: str) -> tuple[str, int]:
        """What stands before the next paragraph, and its level.  `number` and `level` are its
        own; where it has none, those of its style count."""
        for _ in range(_MOST_STYLES):
            if number:
                break
            parent, number, level = self._styles.get(style, ("", "", 0))
            if not number and not parent:
                return "", 0
            style = parent
        kind = self._lists.get(number)
        here = self._levels.get((kind or "", level))
        if kind is None or here is None or number == "0":
            return "", level
        if here.form == "bullet":
            return _BULLET, level
        start = self._restarts.pop((number, level), None)
        if start is not None:
            self._counts[kind, level] = start - 1
        self._counts[kind, level] = self._counts.get((kind, level), here.start - 1) + 1
        for deeper in range(level + 1, 9):
            self._counts.pop((kind, deeper), None)
        return _LEVEL.sub(lambda found: self._worded(kind, int(found[1]) - 1), here.text), level

    def _worded(self, kind: str, level: int) -> str:
        one = self._levels.get((kind, level), _Level(1, "decimal", ""))
        return _worded(self._counts.get((kind, level), one.start), one.form)

    def _read(self, tree: Any) -> None:
        for kind in tree.findall(f"{W}abstractNum"):
            for level in kind.findall(f"{W}lvl"):
                where = (kind.get(f"{W}abstractNumId", ""), _number(level.get(f"{W}ilvl"), 0))
                self._levels[where] = _Level(
                    _number(_value(level, "start"), 1),
                    _value(level, "numFmt") or "decimal",
                    _value(level, "lvlText"),
                )
        for one in tree.findall(f"{W}num"):
            name = one.get(f"{W}numId", "")
            self._lists[name] = _value(one, "abstractNumId")
            for changed in one.findall(f"{W}lvlOverride"):
                start = _value(changed, "startOverride")
                if start:
                    self._restarts[name, _number(changed.get(f"{W}ilvl"), 0)] = _number(start, 1)

    def _read_styles(self, tree: Any) -> None:
        for style in tree.findall(f"{W}style"):
            name = style.get(f"{W}styleId", "")
            title = _value(style, "name").lower()
            if title.startswith(("heading", "title")) or re.match(r"_ ?h_", title):
                self._headings.add(name)
            listed = style.find(f"{W}pPr/{W}numPr")
            number = _value(listed, "numId") if listed is not None else ""
            level = _number(_value(listed, "ilvl"), 0) if listed is not None else 0
            self._styles[name] = (_value(style, "basedOn"), number, level)


def _value(element: Any, child: str) -> str:
    found = element.find(f"{W}{child}")
    return found.get(f"{W}val", "") if found is not None else ""


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 6 else otherwise


def _worded(number: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        letters = "abcdefghijklmnopqrstuvwxyz"[(number - 1) % 26] * ((number - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman"):
        roman = _roman(number)
        return roman if form == "upperRoman" else roman.lower()
    return str(number)


def _roman(number: int) -> str:
    made = ""
    for value, sign in (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
        (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ):  # fmt: skip
        made += sign * (number // value)
        number %= value
    return made


def _tree(data: bytes) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    tree = etree.fromstring(data, parser)
    return tree if tree is not None else etree.Element("empty")
