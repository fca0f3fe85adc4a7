"""The structure of the PDF, for screen readers: our own tags in place of WeasyPrint's.

WeasyPrint 70 tags a foot note as loose text at the end of its page, a paragraph that a
page break cuts as two, and forgets languages.  Here the tags follow the mark-up: one
element of the structure for one element of the page, whatever pages it is printed on, and
every note right behind the mark that points at it.

All private names of WeasyPrint that this package leans on stand in this module, in
`weasy_fixes`, `weasy_letters` and `account`; `install` looks whether they are there and refuses any
other version.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from shadowkit.writing.pdf import weasy_letters
from shadowkit.writing.pdf.structure import Node, write_structure
from shadowkit.writing.pdf.weasy_fixes import mend, mend_lines

VERSION = "70"

_KINDS = {
    "main": "Part",
    "header": "Div",
    "div": "Div",
    "section": "Sect",
    "nav": "Sect",
    "aside": "Sect",
    "blockquote": "BlockQuote",
    "p": "P",
    "h1": "H1",
    "h2": "H2",
    "h3": "H3",
    "h4": "H4",
    "ul": "L",
    "ol": "L",
    "li": "LI",
    "li::before": "Lbl",
    "a": "Link",
    "table": "Table",
    "caption": "Caption",
    "thead": "THead",
    "tbody": "TBody",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "img": "Figure",
    "dl": "L",
    "dt": "Lbl",
    "dd": "LBody",
}
_IN_CONTENTS = {"ol": "TOC", "li": "TOCI"}
_CLASSES = {"mark": "Reference", "fn": "Note", "np": "P", "back": "Lbl"}


class WrongEngineError(Exception):
    """Another WeasyPrint than the one these tags were written for."""


def install() -> Tagger:
    """Put our tags in the place of WeasyPrint's, for all PDFs this process writes."""
    import weasyprint
    from weasyprint import pdf
    from weasyprint.draw import text
    from weasyprint.layout import LayoutContext, block, inline
    from weasyprint.pdf.stream import Stream

    if weasyprint.__version__.split(".")[0] != VERSION:
        raise WrongEngineError(
            f"WeasyPrint {VERSION}.* is needed, {weasyprint.__version__} is installed"
        )
    parameters = list(inspect.signature(getattr(pdf, "add_tags", install)).parameters)
    if parameters != ["pdf", "document", "pdf_version", "page_streams"]:
        raise WrongEngineError("WeasyPrint's function `add_tags` has changed")
    if list(inspect.signature(getattr(Stream, "marked", install)).parameters) != [
        *("self", "box", "tag")
    ]:
        raise WrongEngineError("WeasyPrint's method `Stream.marked` has changed")
    if not mend(LayoutContext, block._linebox_layout):
        raise WrongEngineError("WeasyPrint's function `_linebox_layout` has changed")
    drawn = getattr(text, "draw_first_line", install)
    if list(inspect.signature(drawn).parameters)[:2] != ["stream", "textbox"]:
        raise WrongEngineError("WeasyPrint's function `draw_first_line` has changed")
    if not mend_lines(inline):
        raise WrongEngineError("WeasyPrint's function `split_first_line` has changed")
    tagger = Tagger(Stream.marked)

    def marked(self: Any, box: Any, tag: str) -> AbstractContextManager[None]:
        return tagger.marked(self, box, tag)

    pdf.add_tags = tagger.add_tags
    Stream.marked = marked
    return tagger


class Tagger:
    """Replaces two functions of WeasyPrint; `prepare` comes before each PDF is written."""

    def __init__(self, original_marked: Any) -> None:
        self._original_marked = original_marked
        self._artifacts: set[Any] = set()

    def prepare(self, document: Any, root: Any) -> None:
        """Find what is no content: running heads and feet, repeated table heads, and dots
        that lead to the number of a page.

        `root` is the tree of the mark-up.
        """
        from weasyprint.formatting_structure import boxes

        self._artifacts = set()
        heads: set[Any] = set()

        def walk(box: Any, aside: bool) -> None:
            box = getattr(box, "_box", box)
            if isinstance(box, boxes.TextBox):
                if aside:
                    self._artifacts.add(box)
                return
            if box.element_tag == "thead":
                aside = aside or box.element in heads
                heads.add(box.element)
            if box.is_leader:
                aside = True  # the dots between a heading and its page
            if box.element_tag == "img" and not box.element.get("alt"):
                self._artifacts.add(box)  # it only adorns the page
            for child in box.children:
                walk(child, aside)

        special = any(next(root.iter(tag), None) is not None for tag in ("thead", "img", "nav"))
        for page in document.pages:
            for child in page._page_box.children:
                if isinstance(child, boxes.MarginBox):
                    walk(child, True)
                elif special:
                    walk(child, False)

    @contextmanager
    def marked(self, stream: Any, box: Any, tag: str) -> Iterator[None]:
        """Stands in for ``Stream.marked``: what is no content is marked as such, and what is
        drawn shall be read back as it was written."""
        artifact = box in self._artifacts
        context = self._artifact(stream) if artifact else self._original_marked(stream, box, tag)
        is_text = tag == "Span"
        if is_text:
            weasy_letters.prepare(stream, box)
        with context:
            yield
        if is_text and not artifact:
            weasy_letters.part_hyphen(stream, box)

    @contextmanager
    def _artifact(self, stream: Any) -> Iterator[None]:
        import pydyf

        if stream._tags is None:
            yield
            return
        kind = pydyf.Dictionary({"Type": "/Pagination"})
        stream.begin_marked_content("Artifact", kind)
        yield
        stream.end_marked_content()

    def add_tags(self, pdf: Any, document: Any, pdf_version: Any, page_streams: Any) -> None:
        """Stands in for ``weasyprint.pdf.add_tags``."""
        tree = _Tree()
        for number, (page, stream) in enumerate(zip(document.pages, page_streams, strict=True)):
            tree.read_page(page._page_box, number, stream._tags)
        write_structure(pdf, tree.root, len(document.pages))


class _Tree:
    """Builds the structure from the boxes of all pages."""

    def __init__(self) -> None:
        from weasyprint.formatting_structure import boxes

        self._text, self._replaced = boxes.TextBox, boxes.ReplacedBox
        self._margin = boxes.MarginBox
        self.root = Node("Document")
        self._nodes: dict[tuple[Any, str], Node] = {}
        self._marks: dict[str, Node] = {}
        self._notes: dict[str, Node] = {}
        self._height = 0.0

    def read_page(self, page: Any, number: int, tags: dict[Any, Any]) -> None:
        self._height = page.margin_height()
        for child in page.children:
            if not isinstance(child, self._margin):
                self._walk(child, self.root, number, tags)
        if tags:
            from weasyprint import LOGGER

            # Cannot happen as far as we know; in the log it becomes a finding.
            LOGGER.error("text on page %d has no place in the structure", number + 1)

    def _walk(self, box: Any, parent: Node, page: int, tags: dict[Any, Any]) -> None:
        if isinstance(box, self._text):
            entry = tags.pop(box, None)
            if entry is not None:
                parent.kids.append((page, entry["mcid"]))
            hyphen = tags.pop((box, weasy_letters.HYPHEN), None)
            if hyphen is not None:
                soft = parent.added(Node("Span", actual=weasy_letters.SOFT_HYPHEN))
                soft.kids.append((page, hyphen["mcid"]))
            return
        box = getattr(box, "_box", box)
        node = self._node(box, parent)
        if box.link_annotation is not None:
            node.kids.append((page, box.link_annotation))
            _describe(box.link_annotation, node)
        if isinstance(box, self._replaced) and box in tags:
            node.kids.append((page, tags.pop(box)["mcid"]))
            node.box = self._place(box)
        for child in box.children:
            self._walk(child, node, page, tags)

    def _node(self, box: Any, parent: Node) -> Node:
        """The node that a box's content goes to: its element's own, or `parent` where the
        element means nothing by itself."""
        element, tag = box.element, box.element_tag
        if element is None or (parent.element is element and parent.tag == tag):
            return parent
        known = self._nodes.get((element, tag))
        if known is not None:
            return known
        node = self._made(element, tag, parent)
        self._nodes[element, tag] = node
        return node

    def _made(self, element: Any, tag: str, parent: Node) -> Node:
        kind = _KINDS.get(tag, "")
        language = "" if "::" in tag else element.get("lang", "")
        for name in element.get("class", "").split() if tag in ("span", "sup") else ():
            kind = _CLASSES.get(name, kind)
        if kind == "Note":
            return self._note(element, parent)
        if kind == "Reference" and not element.get("id"):
            kind = ""  # the comma between two marks
        if kind == "Link" and element.get("class") == "ref":
            parent = parent.added(Node("Reference"))
        if kind == "Lbl" and parent.kind == "LBody" and parent.parent is not None:
            # The mark of an item stands beside its body, not in it.
            item = parent.parent
            return item.added(Node(kind, element, tag), before=parent)
        if tag == "div" and parent.kind == "L":
            kind = "LI"  # a term with its values
        if tag in _IN_CONTENTS and parent.within("nav"):
            kind = _IN_CONTENTS[tag]
        if kind == "THead" and parent.element.find("tbody") is None:
            kind = "TBody"  # headings of columns without a row: no head can stand alone
        if not kind and language and tag not in ("html", "body"):
            kind = "Span"
        if not kind:
            return parent
        node = parent.added(Node(kind, element, tag, language))
        if kind in ("TH", "TD"):
            node.span = int(element.get("colspan", 1))
        if kind == "Reference":
            self._marks[element.get("id")] = node
        elif kind == "TH":
            node.scope = "Row" if element.get("scope") == "row" else "Column"
        elif kind == "L" and tag == "ol":
            node.numbering = "Decimal"
        elif kind == "Figure":
            node.alt = element.get("alt", "")
        elif kind == "LI" and tag == "li":
            node = node.added(Node("LBody", element, tag))
            if element.get("id") and "notes" in _list_classes(parent):
                node = node.added(Node("Note", element, tag, id=element.get("id")))
        return node

    def _place(self, box: Any) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of a picture in points from the page's lower left."""
        left, top = box.content_box_x(), box.content_box_y()
        edges = (left, self._height - top - box.height, left + box.width, self._height - top)
        a, b, c, d = (round(edge * 0.75, 2) for edge in edges)
        return a, b, c, d

    def _note(self, element: Any, parent: Node) -> Node:
        """The one node of a note and all its pieces, behind the mark that points at it."""
        name = element.get("id") or element.get("data-of", "")
        if name in self._notes:
            return self._notes[name]
        note = Node("Note", element, "span", element.get("lang", ""), id=name)
        mark = self._marks.get(name + "r")
        if mark is not None and mark.parent is not None:
            mark.parent.added(note, after=mark)
        else:
            parent.added(note)
        self._notes[name] = note
        return note


def _list_classes(node: Node) -> str:
    return str(node.element.get("class", "")) if node.element is not None else ""


def _describe(annotation: Any, node: Node | None) -> None:
    """Say what a link within the document leads to; its target's id tells a reader nothing.

    A link out of it keeps its address.
    """
    import pydyf

    while node is not None and node.kind != "Link":
        node = node.parent
    if node is not None and "A" not in annotation:
        label = node.element.get("aria-label") or "".join(node.element.itertext()).strip()
        annotation["Contents"] = pydyf.String(label)
