"""What a Word file needs so that it can be read without seeing it.

Each function yields the faults of a file's parsed parts, as text; `docx_lint.lint` asks them.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
_CORE, _MAIN, _STYLES = "docProps/core.xml", "word/document.xml", "word/styles.xml"
_SHOWN = ("t", "tab", "br", "sym", "drawing", "pict", "object", "fldChar", "footnoteReference")
_SHOWN += ("endnoteReference", "footnoteRef", "endnoteRef", "separator", "continuationSeparator")
_COLUMN_HEADING = "Table Column Heading"

Trees = dict[str, etree._Element]


def faults(trees: Trees) -> Iterator[str]:
    """All of this module, for all parts of the file."""
    styles = _Styles(trees[_STYLES])
    yield from _properties(trees)
    yield from _headings(trees[_MAIN], styles)
    for name in sorted(trees):
        if name.startswith("word/"):
            yield from _links(trees[name])
            yield from _tables(trees[name], styles)
            yield from _empty(trees[name], styles)


def _value(node: etree._Element | None, name: str = "val") -> str:
    return "" if node is None else str(node.get(f"{_W}{name}", ""))


class _Styles:
    """Names of styles, and what a paragraph has from its own."""

    def __init__(self, tree: etree._Element) -> None:
        self._by_id = {_value(style, "styleId"): style for style in tree.iter(f"{_W}style")}

    def name(self, paragraph: etree._Element) -> str:
        style = self._by_id.get(_value(paragraph.find(f"{_W}pPr/{_W}pStyle")))
        return "" if style is None else _value(style.find(f"{_W}name"))

    def property(self, paragraph: etree._Element, path: str) -> str:
        """A value of the paragraph, or of the nearest style that has it."""
        found = paragraph.find(f"{_W}pPr/{path}")
        id = _value(paragraph.find(f"{_W}pPr/{_W}pStyle"))
        while found is None and id in self._by_id:
            found = self._by_id[id].find(f"{_W}pPr/{path}")
            id = _value(self._by_id[id].find(f"{_W}basedOn"))
        return _value(found)


def _properties(trees: Trees) -> Iterator[str]:
    core = trees.get(_CORE)
    title = language = None
    if core is not None:
        title = core.findtext(f"{_DUBLIN_CORE}title")
        language = core.findtext(f"{_DUBLIN_CORE}language")
    if not (title or "").strip():
        yield "the file has no title"
    if not language:
        yield "the file has no language"
    default = trees[_STYLES].find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}lang")
    if default is None:
        yield "text has no language by default"
    elif language and language not in default.attrib.values():
        yield f"the file is in {language}, its text by default in none of it"


def _headings(main: etree._Element, styles: _Styles) -> Iterator[str]:
    last = 0
    for paragraph in main.iter(f"{_W}p"):
        level = styles.property(paragraph, f"{_W}outlineLvl")
        if level and level != "9":
            if int(level) > last:
                yield f"heading of level {int(level) + 1} under one of level {last}"
            last = int(level) + 1


def _links(tree: etree._Element) -> Iterator[str]:
    for link in tree.iter(f"{_W}hyperlink"):
        if not "".join(node.text or "" for node in link.iter(f"{_W}t")).strip():
            yield "link without words"


def _tables(tree: etree._Element, styles: _Styles) -> Iterator[str]:
    for table in tree.iter(f"{_W}tbl"):
        row = table.find(f"{_W}tr")
        if row is None:
            continue
        repeated = row.find(f"{_W}trPr/{_W}tblHeader") is not None
        shown = _value(table.find(f"{_W}tblPr/{_W}tblLook"), "firstRow") == "1"
        if repeated != shown:
            yield "table whose first row is a header for one of reader and look alone"
        names = [styles.name(p) for p in row.iter(f"{_W}p")]
        columns = len(table.findall(f"{_W}tblGrid/{_W}gridCol"))
        # A row of one cell may say what those below it have in common.
        heads = len(names) > 1 or columns == 1
        if heads and not repeated and set(names) == {_COLUMN_HEADING}:
            yield "table whose headings are not marked as a header row"


def _empty(tree: etree._Element, styles: _Styles) -> Iterator[str]:
    """Empty paragraphs where Word does not need one: alone in a cell, or behind a table where
    another table or the end comes next.  One with a number or a page break says something."""
    for paragraph in tree.iter(f"{_W}p"):
        if any(True for _ in paragraph.iter(*(f"{_W}{name}" for name in _SHOWN))):
            continue
        number = styles.property(paragraph, f"{_W}numPr/{_W}numId")
        if number not in ("", "0") or paragraph.find(f"{_W}pPr/{_W}pageBreakBefore") is not None:
            continue
        before, after = _beside(paragraph)
        if before in ("", "tbl") and after in ("", "tbl"):
            continue
        yield f"empty paragraph in the style {styles.name(paragraph)!r} after {before}"


def _beside(paragraph: etree._Element) -> tuple[str, str]:
    """What stands before and after a paragraph, content controls looked through; "": nothing."""
    found = []
    for backwards in (True, False):
        node = paragraph
        while True:
            beside = _inner(node.getprevious() if backwards else node.getnext(), backwards)
            if beside or node.getparent().tag not in (f"{_W}sdtContent", f"{_W}sdt"):  # type: ignore[union-attr]
                break
            node = node.getparent()  # type: ignore[assignment]
        found.append(beside)
    return found[0], found[1]


def _inner(node: etree._Element | None, backwards: bool) -> str:
    """Which of paragraph and table stands nearest, from a neighbour on."""
    while node is not None:
        if node.tag in (f"{_W}p", f"{_W}tbl"):
            return str(node.tag).removeprefix(_W)
        content = node.find(f"{_W}sdtContent")
        if content is not None and len(content):
            found = _inner(content[-1 if backwards else 0], backwards)
            if found:
                return found
        node = node.getprevious() if backwards else node.getnext()
    return ""
