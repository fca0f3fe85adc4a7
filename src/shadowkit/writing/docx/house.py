"""House style: our styles in the looks of a user's own Word file.

Ours stay what they are in the document (names, numbering, levels of the outline); what can
be seen of them becomes the template's.  A style is dressed as a whole:
where the template's heading is not bold, ours is no longer bold either.  What the template
has no style for keeps our look on top of the template's Normal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TypeAlias

from lxml import etree

from shadowkit.model.look import Look
from shadowkit.model.template import Properties, TemplateStyle, WordTemplate, joined
from shadowkit.writing.docx.stylenames import BODY, EMPHASES, LIST_LEVELS, TABLE

Element: TypeAlias = etree._Element

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_RUN: Final = (
    *("rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "color", "spacing", "sz", "szCs"),
    *("u", "shd", "vertAlign", "lang"),
)
_LINES: Final = ("top", "left", "bottom", "right", "insideH", "insideV")
_ORDER: Final[dict[str, tuple[str, ...]]] = {
    "style": (
        *("name", "aliases", "basedOn", "next", "link", "uiPriority", "semiHidden"),
        *("unhideWhenUsed", "qFormat", "pPr", "rPr", "tblPr", "trPr", "tcPr", "tblStylePr"),
    ),
    "pPr": (
        *("keepNext", "keepLines", "widowControl", "numPr", "pBdr", "shd", "bidi", "spacing"),
        *("ind", "contextualSpacing", "jc", "outlineLvl"),
    ),
    "rPr": _RUN,
    "pBdr": _LINES,
    "tblBorders": _LINES,
    "tblPr": ("tblInd", "tblBorders", "tblCellMar"),
    "tcPr": ("shd", "vAlign"),
}
"""The children of an element in the order of the schema."""

_STRUCTURE: Final = ("keepNext", "keepLines", "widowControl", "numPr", "ind", "bidi", "outlineLvl")
"""Properties of ours that stay in a dressed paragraph style, unless the template says them."""

_INDENTED: Final = frozenset(
    (
        *("body text", "quote", "title", "subtitle", "caption", "header", "footer"),
        *("footnote text", "endnote text"),
    )
)
"""Styles that take the template's indents; those of headings and lists go with our numbers."""

_FLOWING: Final = ("body text", "quote", "list ", "numbered paragraph")
"""Beginnings of the names of running text, where our space stands before a paragraph."""


_EMPHASES: Final = frozenset(one.lower() for one in EMPHASES.values())


def look(base: Look, template: WordTemplate) -> Look:
    """The look with what the template says about the page, the type size and the fonts:
    what the writer measures with."""
    run = joined(template.defaults, template.normal.run)
    fonts = run["rFonts"]
    own = base.fonts.word
    word = own.model_copy(
        update={
            "latin": fonts.get("ascii", own.latin),
            "headings": fonts.get("ascii", own.headings),
            "arabic": fonts.get("cs", own.arabic),
            "chinese": fonts.get("eastAsia", own.chinese),
        }
    )
    return base.model_copy(
        update={
            "page": template.page or base.page,
            "fonts": base.fonts.model_copy(update={"word": word}),
            "body": base.body.model_copy(update={"size": int(run["sz"]["val"]) / 2}),
        }
    )


def dressed(part: bytes, template: WordTemplate) -> bytes:
    """The styles part `part`, one of ours, in the looks of `template`."""
    root = etree.fromstring(part)
    _Dresser(root, template).dress()
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


class _Dresser:
    def __init__(self, root: Element, template: WordTemplate) -> None:
        self._root = root
        self._template = template
        self._styles = {str(one.get(f"{_W}styleId")): one for one in root.iter(f"{_W}style")}
        self._body = self._body_look()
        self._moved = int(self._body.paragraph.get("spacing", {}).get("after", 0))
        """The space after the template's body text, which we write before it."""

    def dress(self) -> None:
        self._defaults()
        self._normal()
        characters = {name: _run_of(one) for name, one in self._named("character")}
        for style in self._styles.values():
            name = _name(style)
            kind = style.get(f"{_W}type")
            if kind == "paragraph":
                self._paragraph(style, name)
            elif kind == "table":
                self._table(style, name)
            elif kind == "character":
                self._character(style, name, characters)
        self._steady_first_lines()

    def _named(self, kind: str) -> Iterator[tuple[str, Element]]:
        for style in self._styles.values():
            if style.get(f"{_W}type") == kind:
                yield _name(style), style

    # --- text -------------------------------------------------------------------------

    def _defaults(self) -> None:
        run = self._root.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr")
        assert run is not None, "our own styles part has defaults"
        _put(run, joined(_properties(run, ("rFonts",)), self._template.defaults))

    def _normal(self) -> None:
        style = self._styles["Normal"]
        look = self._template.normal
        # An indent would move what stands on Normal: tables, boxes, the words of a heading.
        _clear(_child(style, "pPr"), _STRUCTURE)
        _put(
            _child(style, "pPr"),
            {name: value for name, value in look.paragraph.items() if name != "ind"},
        )
        _clear(_child(style, "rPr"), ())
        _put(_child(style, "rPr"), look.run)

    def _body_look(self) -> TemplateStyle:
        """What running text looks like: as Body Text, which few templates have, else as
        Normal.  Where nothing there parts one paragraph from the next, our space does."""
        own = self._template.styles.get(("paragraph", "body text"), TemplateStyle())
        paragraph = joined(self._inherited(), own.paragraph)
        spaces = paragraph.get("spacing", {})
        parted = (spaces.get("before"), spaces.get("after"), _first_line(paragraph))
        if not any(int(one or 0) for one in parted):
            space = self._styles[BODY].find(f"{_W}pPr/{_W}spacing")
            ours = "0" if space is None else str(space.get(f"{_W}before"))
            paragraph["spacing"] = {**spaces, "before": "0", "after": ours}
        return TemplateStyle(paragraph, own.run)

    def _inherited(self) -> dict[str, Mapping[str, str]]:
        """What a dressed style has from the template's Normal and says itself: its spaces,
        which we change, and its indents, which our Normal has not."""
        normal = self._template.normal.paragraph
        return {name: normal[name] for name in ("spacing", "ind") if name in normal}

    def _look(self, name: str) -> TemplateStyle | None:
        if name == "body text":
            return self._body
        for other in _partners(name):
            found = self._template.styles.get(("paragraph", other))
            if found is not None:
                return TemplateStyle(joined(self._inherited(), found.paragraph), found.run)
        return None

    def _paragraph(self, style: Element, name: str) -> None:
        look = self._look(name)
        if look is None or name == "normal":
            return
        paragraph = dict(look.paragraph)
        spaces = dict(paragraph.get("spacing", {}))
        before, after = int(spaces.get("before", 0)), int(spaces.get("after", 0))
        if name.startswith(_FLOWING):
            before, after = before + after, 0
        elif name.startswith("heading "):
            # What follows brings as much along as was taken from the end of body text.
            after = max(0, after - self._moved)
        paragraph["spacing"] = {**spaces, "before": str(before), "after": str(after)}
        taken = name in _INDENTED
        if not taken:
            paragraph.pop("ind", None)
        based_on = style.find(f"{_W}basedOn")
        if based_on is not None:
            based_on.set(f"{_W}val", "Normal")
        properties = _child(style, "pPr")
        _clear(properties, [one for one in _STRUCTURE if one != "ind" or not taken])
        _put(properties, paragraph)
        run = _child(style, "rPr")
        _clear(run, ())
        _put(run, look.run)
        _drop_empty(style)

    def _steady_first_lines(self) -> None:
        """Keep a first-line indent of body text to body text itself."""
        if not int(_first_line(self._body.paragraph)):
            return
        for style in self._styles.values():
            based_on = style.find(f"{_W}basedOn")
            properties = _child(style, "pPr")
            numbered = properties.find(f"{_W}numPr") is not None
            if based_on is not None and based_on.get(f"{_W}val") == BODY and not numbered:
                own = _properties(properties, ("ind",))
                _put(properties, joined(own, {"ind": {"firstLine": "0"}}))
            _drop_empty(style)

    # --- characters and tables --------------------------------------------------------

    def _character(
        self, style: Element, name: str, ours: Mapping[str, dict[str, Mapping[str, str]]]
    ) -> None:
        """A character style; one for several emphases gets what each of them has."""
        words = [one for one in name.split() if one in _EMPHASES] or [name]
        template = {one: self._template.styles.get(("character", one)) for one in words}
        if not any(look and look.run for look in template.values()):
            return
        run: dict[str, Mapping[str, str]] = {}
        for one, look in template.items():
            run = joined(run, look.run if look and look.run else ours.get(one, {}))
        properties = _child(style, "rPr")
        _clear(properties, ("vertAlign",))
        _put(properties, run)

    def _table(self, style: Element, name: str) -> None:
        found = self._template.styles.get(("table", name))
        if found is None and style.get(f"{_W}styleId") == TABLE:
            found = self._template.styles.get(("table", "table grid"))
        if found is None:
            return
        lines = {key: value for key, value in found.table.items() if "/" in key}
        if lines:
            properties = _child(style, "tblPr")
            _clear(properties, ("tblInd", "tblCellMar"))
            _put(properties, lines)
        if "shd" in found.table:
            _put(_child(style, "tcPr"), {"shd": found.table["shd"]})
        shade = style.find(f"{_W}tblStylePr/{_W}tcPr")
        if shade is not None and found.heading_row:
            _put(shade, found.heading_row)


def _partners(name: str) -> Iterator[str]:
    """The names in a template that can dress our style `name`, the nearest first."""
    yield name
    plain = name.replace(" in paragraph", "")
    if plain != name and plain.startswith("list "):
        yield plain
    for level in range(LIST_LEVELS, 1, -1):
        if plain.endswith(f" {level}") and plain.startswith("list "):
            plain = plain.removesuffix(f" {level}")
            yield plain
    if plain in ("list bullet", "list number"):
        yield "list paragraph"  # what Word's own buttons for lists set


# --- markup ---------------------------------------------------------------------------


def _name(style: Element) -> str:
    named = style.find(f"{_W}name")
    return "" if named is None else str(named.get(f"{_W}val")).lower()


def _first_line(paragraph: Properties) -> str:
    """How far the first line stands apart from the others, to whichever side."""
    indents = paragraph.get("ind", {})
    return indents.get("firstLine") or indents.get("hanging") or "0"


def _tag(element: Element) -> str:
    return etree.QName(element).localname


def _properties(parent: Element, names: Iterable[str]) -> dict[str, Mapping[str, str]]:
    return {
        _tag(one): {etree.QName(key).localname: str(value) for key, value in one.attrib.items()}
        for one in parent
        if _tag(one) in names
    }


def _run_of(style: Element) -> dict[str, Mapping[str, str]]:
    run = style.find(f"{_W}rPr")
    return {} if run is None else _properties(run, _RUN)


def _child(parent: Element, name: str) -> Element:
    """The child of that name, made in its place where there is none."""
    known = parent.find(_W + name)
    if known is not None:
        return known
    order = _ORDER[_tag(parent)]
    before = order[: order.index(name)]
    made = etree.Element(_W + name)
    parent.insert(sum(_tag(one) in before for one in parent), made)
    return made


def _put(parent: Element, properties: Properties) -> None:
    """Write properties into their element, each in its place and in place of one of its name."""
    for name, attributes in properties.items():
        outer, _, inner = name.partition("/")
        node = _child(parent, outer)
        if inner:
            node = _child(node, inner)
        node.attrib.clear()
        for key, value in attributes.items():
            node.set(_W + key, value)


def _clear(parent: Element, kept: Iterable[str]) -> None:
    for one in list(parent):
        if _tag(one) not in kept:
            parent.remove(one)


def _drop_empty(style: Element) -> None:
    for one in list(style):
        if _tag(one) in ("pPr", "rPr") and not len(one):
            style.remove(one)
