"""The styles and the theme of a Word file, taken down to what can be seen.

A list of what is taken, not of what is left out: whatever Word or another program put there
besides (numbering, revision marks, hidden text, extensions) finds no way through.  A value
that the standard does not allow counts as not said.
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from typing import Final, TypeAlias

from lxml import etree

from shadowkit.model.template import Properties, StyleKind, TemplateStyle, joined
from shadowkit.records import dataclass

Element: TypeAlias = etree._Element

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

_HEX = re.compile(r"[0-9A-Fa-f]{6}")
_LINES: Final = frozenset(
    (
        *("nil", "none", "single", "thick", "double", "triple", "dotted", "dashed"),
        *("dashSmallGap", "dotDash", "dotDotDash", "thinThickSmallGap", "thickThinSmallGap"),
        "wave",
    )
)
_UNDERLINES: Final = frozenset(
    ("none", "single", "words", "double", "thick", "dotted", "dash", "dotDash", "wave")
)
_ALIGNMENTS: Final = {
    "left": "left",
    "start": "left",
    "center": "center",
    "right": "right",
    "end": "right",
    "both": "both",
}
_SIDES: Final = {"start": "left", "end": "right"}
_FONT_PLACES: Final = {
    "ascii": "asciiTheme",
    "hAnsi": "hAnsiTheme",
    "eastAsia": "eastAsiaTheme",
    "cs": "cstheme",
}
_COLOUR_PLACES: Final = {
    "dark1": "dk1",
    "text1": "dk1",
    "light1": "lt1",
    "background1": "lt1",
    "dark2": "dk2",
    "text2": "dk2",
    "light2": "lt2",
    "background2": "lt2",
    **{f"accent{number}": f"accent{number}" for number in range(1, 7)},
    "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
}
_TWINS: Final = {"b": "bCs", "i": "iCs", "sz": "szCs"}
"""Properties that Word keeps apart for right-to-left text, where few templates say them."""
_LONGEST_NAME: Final = 64


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by place (``accent1``), fonts by the names that styles call them by."""

    colours: Mapping[str, str] = field(default_factory=dict)
    fonts: Mapping[str, str] = field(default_factory=dict)


def read_theme(root: Element) -> Theme:
    """The colours and fonts of a theme part."""
    colours: dict[str, str] = {}
    for place in root.iterfind(f"{_A}themeElements/{_A}clrScheme/*"):
        for colour in place:
            value = colour.get("lastClr") or colour.get("val") or ""
            if _HEX.fullmatch(value):
                colours[etree.QName(place).localname] = value.upper()
    fonts: dict[str, str] = {}
    for kind in ("major", "minor"):
        scheme = root.find(f"{_A}themeElements/{_A}fontScheme/{_A}{kind}Font")
        if scheme is None:
            continue
        scripts = {one.get("script"): one.get("typeface", "") for one in scheme.iter(f"{_A}font")}
        faces = {
            tag: one.get("typeface", "")
            for tag in ("latin", "ea", "cs")
            if (one := scheme.find(f"{_A}{tag}")) is not None
        }
        fonts[f"{kind}Ascii"] = fonts[f"{kind}HAnsi"] = faces.get("latin", "")
        fonts[f"{kind}EastAsia"] = faces.get("ea") or scripts.get("Hans", "")
        fonts[f"{kind}Bidi"] = faces.get("cs") or scripts.get("Arab", "")
    return Theme(colours, {name: face for name, face in fonts.items() if face})


class StyleReader:
    """Reads the styles part of a Word file."""

    def __init__(self, root: Element, theme: Theme) -> None:
        self._theme = theme
        self._root = root
        self._by_id = {(_kind(one), _get(one, "styleId")): one for one in root.iter(f"{W}style")}
        self._normal = next(
            (one for one in self._by_id.values() if _is_normal(one)), etree.Element(f"{W}style")
        )

    def defaults(self) -> dict[str, Mapping[str, str]]:
        """What text looks like before any style.  Where the file does not say it, Word takes
        Times New Roman in 10 points."""
        plain = {
            "rFonts": {"ascii": "Times New Roman", "hAnsi": "Times New Roman"},
            "sz": {"val": "20"},
            "szCs": {"val": "20"},
        }
        return joined(plain, self._run(self._root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")))

    def normal(self) -> TemplateStyle:
        """The style that all others stand on, with the defaults of paragraphs."""
        defaults = self._paragraph(self._root.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr"))
        own = self._look([self._normal])
        return TemplateStyle(joined(defaults, own.paragraph), own.run)

    def styles(self) -> dict[tuple[StyleKind, str], TemplateStyle]:
        """All other styles, by kind and name; the first of a name counts."""
        found: dict[tuple[StyleKind, str], TemplateStyle] = {}
        for (kind, _), style in self._by_id.items():
            named = style.find(f"{W}name")
            # Old versions of Word wrote further names of a style behind commas.
            name = _get(named, "val").partition(",")[0].strip().lower()
            if kind and name and style is not self._normal and (kind, name) not in found:
                found[kind, name] = self._flat(style)
        return found

    def _flat(self, style: Element) -> TemplateStyle:
        """A style with all that it is based on, as far as Normal."""
        chain: list[Element] = []
        following: Element | None = style
        while following is not None and following is not self._normal and following not in chain:
            chain.append(following)
            based_on = following.find(f"{W}basedOn")
            following = self._by_id.get((_kind(style), _get(based_on, "val")))
        look = self._look(chain[::-1])
        if _kind(style) == "paragraph" and following is not self._normal:
            # Based on nothing: Normal, which all ours are based on, must not show through.
            return TemplateStyle(look.paragraph, joined(self.defaults(), look.run))
        return look

    def _look(self, chain: list[Element]) -> TemplateStyle:
        paragraph: Properties = {}
        run: Properties = {}
        table: Properties = {}
        heading_row: Properties = {}
        for style in chain:
            paragraph = joined(paragraph, self._paragraph(style.find(f"{W}pPr")))
            run = joined(run, self._run(style.find(f"{W}rPr")))
            table = joined(table, self._lines(style.find(f"{W}tblPr/{W}tblBorders")))
            table = joined(table, self._shade(style.find(f"{W}tcPr/{W}shd")))
            for part in style.iterfind(f"{W}tblStylePr"):
                if _get(part, "type") == "firstRow":
                    shade = self._shade(part.find(f"{W}tcPr/{W}shd"))
                    heading_row = joined(heading_row, shade)
        return TemplateStyle(paragraph, run, table, heading_row)

    # --- properties -------------------------------------------------------------------

    def _run(self, properties: Element | None) -> dict[str, Mapping[str, str]]:
        if properties is None:
            return {}
        found: dict[str, Mapping[str, str]] = {}
        for name in ("b", "bCs", "i", "iCs", "caps", "smallCaps"):
            found |= _toggle(properties, name)
        for name, least, most in (("spacing", -400, 400), ("sz", 2, 400), ("szCs", 2, 400)):
            found |= _number(properties, name, least, most)
        fonts = properties.find(f"{W}rFonts")
        if fonts is not None and (named := dict(self._fonts(fonts))):
            found["rFonts"] = named
        colour = properties.find(f"{W}color")
        if colour is not None and (value := self._colour(colour, "val")):
            found["color"] = {"val": value}
        underline = _get(properties.find(f"{W}u"), "val")
        if underline in _UNDERLINES:
            found["u"] = {"val": underline}
        found |= self._shade(properties.find(f"{W}shd"))
        for name, twin in _TWINS.items():
            if name in found:
                found.setdefault(twin, found[name])
        return found

    def _paragraph(self, properties: Element | None) -> dict[str, Mapping[str, str]]:
        if properties is None:
            return {}
        found: dict[str, Mapping[str, str]] = {}
        for name in ("keepNext", "keepLines", "widowControl", "contextualSpacing"):
            found |= _toggle(properties, name)
        found |= self._lines(properties.find(f"{W}pBdr"))
        found |= self._shade(properties.find(f"{W}shd"))
        if spaces := _spaces(properties.find(f"{W}spacing")):
            found["spacing"] = spaces
        if indents := _indents(properties.find(f"{W}ind")):
            found["ind"] = indents
        alignment = _ALIGNMENTS.get(_get(properties.find(f"{W}jc"), "val"))
        if alignment:
            found["jc"] = {"val": alignment}
        return found

    def _fonts(self, fonts: Element) -> Iterator[tuple[str, str]]:
        for place, by_theme in _FONT_PLACES.items():
            # Where both are said, Word goes by the theme.
            name = self._theme.fonts.get(_get(fonts, by_theme)) or _get(fonts, place)
            if name and len(name) <= _LONGEST_NAME:
                yield place, name

    def _colour(self, node: Element, attribute: str = "color") -> str:
        """A colour as six digits or ``auto``; "" where there is none that can be read."""
        by_theme, tone = ("themeFill",) * 2 if attribute == "fill" else ("themeColor", "theme")
        base = self._theme.colours.get(_COLOUR_PLACES.get(_get(node, by_theme), ""))
        if base is not None:  # where both are said, Word goes by the theme
            return _toned(base, _get(node, f"{tone}Tint"), _get(node, f"{tone}Shade"))
        value = _get(node, attribute)
        return value.upper() if _HEX.fullmatch(value) else "auto" * (value == "auto")

    def _shade(self, node: Element | None) -> dict[str, Mapping[str, str]]:
        fill = "" if node is None else self._colour(node, "fill")
        return {"shd": {"val": "clear", "color": "auto", "fill": fill}} if fill else {}

    def _lines(self, borders: Element | None) -> dict[str, Mapping[str, str]]:
        found: dict[str, Mapping[str, str]] = {}
        if borders is None:
            return found
        box = etree.QName(borders).localname
        for side in ("top", "left", "start", "bottom", "right", "end", "insideH", "insideV"):
            node = borders.find(f"{W}{side}")
            kind = _get(node, "val")
            if node is None or kind not in _LINES:
                continue
            line = {"val": kind}
            if (weight := _whole(_get(node, "sz"), 0, 96)) is not None:
                line["sz"] = weight
            line["space"] = _whole(_get(node, "space"), 0, 31) or "0"
            line["color"] = self._colour(node) or "auto"
            found[f"{box}/{_SIDES.get(side, side)}"] = line
        return found


# --- values ---------------------------------------------------------------------------


def _get(node: Element | None, name: str) -> str:
    return "" if node is None else str(node.get(W + name, ""))


def _kind(style: Element) -> StyleKind | None:
    kinds: dict[str, StyleKind] = {
        "paragraph": "paragraph",
        "character": "character",
        "table": "table",
    }
    return kinds.get(str(style.get(f"{W}type", "paragraph")))


def _is_normal(style: Element) -> bool:
    return _kind(style) == "paragraph" and _on(_get(style, "default") or "0")


def _on(value: str) -> bool:
    return value in ("", "1", "true", "on")


def _toggle(properties: Element, name: str) -> dict[str, Mapping[str, str]]:
    node = properties.find(W + name)
    return {} if node is None else {name: {"val": "1" if _on(_get(node, "val")) else "0"}}


def _whole(text: str, least: int, most: int) -> str | None:
    """A whole number within bounds, as Word writes it."""
    if not re.fullmatch(r"-?[0-9]{1,6}", text) or not least <= int(text) <= most:
        return None
    return str(int(text))


def _number(properties: Element, name: str, least: int, most: int) -> dict[str, Mapping[str, str]]:
    value = _whole(_get(properties.find(W + name), "val"), least, most)
    return {} if value is None else {name: {"val": value}}


def _spaces(node: Element | None) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, most in (("before", 4000), ("after", 4000), ("line", 4000)):
        value = _whole(_get(node, name), 1 if name == "line" else 0, most)
        if value is not None:
            found[name] = value
    if "line" in found:
        rule = _get(node, "lineRule")
        found["lineRule"] = rule if rule in ("exact", "atLeast") else "auto"
    return found


def _indents(node: Element | None) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, other in (("left", "start"), ("right", "end")):
        value = _whole(_get(node, name) or _get(node, other), -4000, 6000)
        if value is not None:
            found[name] = value
    first = _whole(_get(node, "firstLine"), 0, 4000)
    hanging = _whole(_get(node, "hanging"), 0, 4000)
    if hanging is not None:
        found["hanging"] = hanging
    elif first is not None:
        found["firstLine"] = first
    return found


def _toned(colour: str, tint: str, shade: str) -> str:
    """A colour of the theme made lighter or darker, as Word does: in its lightness alone."""
    parts: list[float] = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    hue, light, strength = colorsys.rgb_to_hls(*parts)
    change: Callable[[float, float], float]
    for text, change in (
        (shade, lambda old, part: old * part),
        (tint, lambda old, part: old * part + 1 - part),
    ):
        if re.fullmatch("[0-9A-Fa-f]{2}", text):
            light = change(light, int(text, 16) / 255)
    return "".join(f"{round(part * 255):02X}" for part in colorsys.hls_to_rgb(hue, light, strength))
