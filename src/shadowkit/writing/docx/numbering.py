"""The numbering definitions: paragraphs, lists and headings.

Numbered paragraphs are ONE list through the whole document, carried by their style, so
that an inserted paragraph renumbers all that follow and headings interrupt nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from shadowkit.model.look import Look
from shadowkit.writing.docx.headings import LEVELS, HeadingPlan, Level, Place
from shadowkit.writing.docx.markup import DECLARATION, NAMESPACES, escape, twips
from shadowkit.writing.docx.stylenames import LIST_LEVELS, NUMBERED, heading, in_list

_PARAGRAPHS: Final = 1
# Lists stand at the margin, or at the text of the numbered paragraph they belong to.
_BULLETS: Final = {False: 2, True: 3}
_ORDERED: Final = {False: 4, True: 5}
_FIRST_HEADINGS: Final = 6

_DEPTHS: Final = 9
_ORDERED_LEVELS: Final = (("decimal", "%{}."), ("lowerLetter", "(%{})"), ("lowerRoman", "(%{})"))

PARAGRAPH_PROPERTY: Final = f'<w:numPr><w:numId w:val="{_PARAGRAPHS}"/></w:numPr>'
"""What the style of numbered paragraphs says."""


def bullets(in_paragraph: bool) -> int:
    """The list of all bullets at the margin, or under numbered paragraphs."""
    return _BULLETS[in_paragraph]


def ordered(in_paragraph: bool) -> int:
    """The list behind the styles of ordered lists.  The lists of the document have each
    its own, see `Numbering.ordered_list`."""
    return _ORDERED[in_paragraph]


def style_property(number: int, depth: int) -> str:
    """A place in a list, as paragraphs and styles give it."""
    level = f'<w:ilvl w:val="{depth}"/>' if depth else ""
    return f'<w:numPr>{level}<w:numId w:val="{number}"/></w:numPr>'


class Numbering:
    """All lists of one document; ordered ones are added while the body is written."""

    def __init__(
        self, look: Look, headings: HeadingPlan, paragraphs: bool, *, rtl: bool = False
    ) -> None:
        self.paragraphs = paragraphs
        """Whether the document has numbered paragraphs."""
        self._look = look
        self._headings = headings
        # A number may be wider than any indent: "VIII".  From right to left LibreOffice prints
        # no space behind it, so there it is followed by the next of the narrow tab stops.
        self._behind_headings = "tab" if rtl else "space"
        self._next = _FIRST_HEADINGS + len(headings.lists)
        self._ordered: list[str] = []

    def heading_property(self, level: int) -> str:
        """What the style of a heading level says, where all its headings are in one list."""
        index = self._headings.carried.get(level)
        return "" if index is None else style_property(_FIRST_HEADINGS + index, level - 1)

    def heading(self, place: Place | None) -> str:
        """What a heading itself says, where the style does not."""
        if place is None or place.level in self._headings.carried:
            return ""
        return style_property(_FIRST_HEADINGS + place.list, place.level - 1)

    def ordered_list(self, depth: int, in_paragraph: bool, start: int) -> int:
        """A new ordered list at a depth, counting from `start`."""
        number = self._next
        self._next += 1
        self._ordered.append(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{_ORDERED[in_paragraph]}"/>'
            f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{start}"/>'
            "</w:lvlOverride></w:num>"
        )
        return number

    def part(self) -> bytes:
        """The numbering part."""
        lists = range(_PARAGRAPHS, _FIRST_HEADINGS + len(self._headings.lists))
        text = "".join(
            (
                DECLARATION,
                f"<w:numbering {NAMESPACES}>",
                *self._definitions(),
                *(f'<w:num w:numId="{id}"><w:abstractNumId w:val="{id}"/></w:num>' for id in lists),
                *self._ordered,
                "</w:numbering>",
            )
        )
        return text.encode("utf-8")

    def _definitions(self) -> Iterator[str]:
        indent = twips(self._look.paragraphs.number_indent)
        yield _definition(
            _PARAGRAPHS, [_level(0, "decimal", "%1.", indent, indent, style=NUMBERED)]
        )
        step = twips(self._look.lists.indent)
        marks = self._look.lists.bullets
        for inside in (False, True):
            base = indent if inside else 0

            def style(kind: str, depth: int, inside: bool = inside) -> str:
                return in_list(kind, depth, inside) if depth < LIST_LEVELS else ""

            yield _definition(
                _BULLETS[inside],
                [
                    _level(
                        depth,
                        "bullet",
                        marks[depth % len(marks)],
                        base + step * (depth + 1),
                        step,
                        style=style("Bullet", depth),
                    )
                    for depth in range(_DEPTHS)
                ],
            )
            yield _definition(
                _ORDERED[inside],
                [
                    _level(
                        depth,
                        _ORDERED_LEVELS[depth % 3][0],
                        _ORDERED_LEVELS[depth % 3][1].format(depth + 1),
                        base + step * (depth + 1),
                        step,
                        style=style("Number", depth),
                    )
                    for depth in range(_DEPTHS)
                ],
            )
        for index, one in enumerate(self._headings.lists):
            yield _definition(
                _FIRST_HEADINGS + index,
                [
                    _level(
                        level - 1,
                        (known := one.levels.get(level, Level("none", "", 1))).format,
                        known.text,
                        0,
                        0,
                        style=heading(level) if self._headings.carried.get(level) == index else "",
                        start=known.start,
                        suffix=self._behind_headings,
                    )
                    for level in range(1, LEVELS + 1)
                ],
            )


def _level(
    depth: int,
    format: str,
    text: str,
    left: int,
    hanging: int,
    *,
    style: str,
    start: int = 1,
    suffix: str = "tab",
) -> str:
    linked = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{format}"/>{linked}'
        f'<w:suff w:val="{suffix}"/><w:lvlText w:val="{escape(text)}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
    )


def _definition(id: int, levels: list[str]) -> str:
    kind = "singleLevel" if len(levels) == 1 else "multilevel"
    # Word merges definitions with equal nsid when text is pasted; each has its own.
    return (
        f'<w:abstractNum w:abstractNumId="{id}"><w:nsid w:val="{0x5B000000 + id:08X}"/>'
        f'<w:multiLevelType w:val="{kind}"/><w:tmpl w:val="{0x5B100000 + id:08X}"/>'
        f"{''.join(levels)}</w:abstractNum>"
    )
