"""What a PDF of ours promises to screen readers and archives, as a list of complaints.

The validators know the standards; this knows what we print: that every note stands behind its mark,
a paragraph is one whatever page it ends on, and a passage in another language says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, pairwise
from typing import Any, TypeAlias

import pikepdf

from pdfparts import nodes, paragraphs
from shadowkit.model.document import Block, Document, List
from shadowkit.model.inline import Span

Element: TypeAlias = Any
"""A pikepdf dictionary."""

_PARENTS = {
    "LI": {"L"},
    "LBody": {"LI"},
    "Lbl": {"LI", "Note"},
    "TOCI": {"TOC"},
    "Caption": {"Table"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TR": {"THead", "TBody"},
    "TH": {"TR"},
    "TD": {"TR"},
}
_KIDS = {"L": {"LI"}, "TOC": {"TOCI"}, "Table": {"Caption", "THead", "TBody"}, "TR": {"TH", "TD"}}
_OTHERS = {
    *("Document", "Part", "Sect", "Div", "BlockQuote", "P", "H1", "H2", "H3", "H4", "H5", "H6"),
    *("L", "TOC", "Table", "Figure", "Span", "Link", "Reference", "Note"),
}
_FONTS = ("PT-Serif", "PT-Sans", "Noto-Serif", "Amiri", "Shadowkit-Boxes")


def complaints(pdf: pikepdf.Pdf, made: Document) -> list[str]:
    """What is wrong with the PDF of a document, each with a word before it for the sort."""
    found = [*_catalogue(pdf, made), *_metadata(pdf, made), *_fonts(pdf), *_active(pdf)]
    if "/StructTreeRoot" not in pdf.Root:
        return [*found, "tree: there is no tree of the structure"]
    tree = pdf.Root.StructTreeRoot
    every = list(elements(pdf))
    found += chain(
        _nesting(every),
        _headings(every),
        _tables(every),
        _lists(every, made),
        _pictures(every),
        _notes(every, made),
        _paragraphs(every, made),
        _languages(every, made),
        _content(pdf, every, pikepdf.NumberTree(tree.ParentTree)),
        _links(pdf, every, pikepdf.NumberTree(tree.ParentTree)),
        _order(pdf),
    )
    return found


# --- the tree ---------------------------------------------------------------------------


def kids(element: Element) -> list[Any]:
    found = element.get("/K", [])
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def is_element(kid: Any) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and "/S" in kid


def kind(element: Element) -> str:
    return str(element.S)[1:]


def below(element: Element, *, but: str = "") -> Iterator[Element]:
    """An element and all in it in reading order, without elements of one kind."""
    if is_element(element) and kind(element) != but:
        yield element
        for kid in kids(element):
            yield from below(kid, but=but)


def elements(pdf: pikepdf.Pdf) -> Iterator[Element]:
    """All elements of the structure in reading order."""
    for top in kids(pdf.Root.StructTreeRoot):
        yield from below(top)


def of_kind(every: Iterable[Element], *names: str) -> list[Element]:
    return [element for element in every if kind(element) in names]


# --- the file ---------------------------------------------------------------------------


def _catalogue(pdf: pikepdf.Pdf, made: Document) -> Iterator[str]:
    root = pdf.Root
    if str(root.get("/Lang", "")) != made.language:
        yield f"language: the file's is not {made.language}"
    if not bool(root.get("/MarkInfo", {}).get("/Marked", False)):
        yield "marked: the file does not say that it is tagged"
    if bool(root.get("/MarkInfo", {}).get("/Suspects", False)):
        yield "marked: its tags are said to be suspect"
    if not bool(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)):
        yield "title: it is not displayed"
    if [str(intent.S) for intent in root.get("/OutputIntents", [])] != ["/GTS_PDFA1"]:
        yield "colours: no output intent"
    if "/ID" not in pdf.trailer:
        yield "identity: no /ID"
    if any(page.get("/Tabs") != "/S" for page in pdf.pages):
        yield "tabs: a page does not say that the structure is their order"


def _metadata(pdf: pikepdf.Pdf, made: Document) -> Iterator[str]:
    if str(pdf.docinfo.get("/Title", "")) != made.title:
        yield "title: the information about the file has another"
    if set(pdf.docinfo.keys()) - {*("/Title", "/Subject", "/CreationDate", "/ModDate")}:
        yield "trace: the information about the file says more than it should"
    with pdf.open_metadata() as metadata:
        if metadata.get("dc:title") != made.title:
            yield "title: the metadata have another"
        claims = ("pdfaid:part", "pdfaid:conformance", "{http://www.aiim.org/pdfua/ns/id/}part")
        if [metadata.get(name) for name in claims] != ["2", "A", "1"]:
            yield "claim: the metadata do not claim both standards"
        for name in ("pdf:Producer", "xmp:CreatorTool", "dc:creator"):
            if name in metadata:
                yield f"trace: the metadata have {name}"
    if b"WeasyPrint" in pdf.Root.Metadata.read_bytes():
        yield "trace: the metadata name the engine"


def _fonts(pdf: pikepdf.Pdf) -> Iterator[str]:
    fonts = [
        item
        for item in pdf.objects
        if isinstance(item, pikepdf.Dictionary)
        and item.get("/Type") == "/Font"
        and item.get("/Subtype") == "/Type0"
    ]
    if not fonts:
        yield "font: there is none"
    for font in fonts:
        name = str(font.BaseFont)
        if "/ToUnicode" not in font:
            yield f"font: {name} cannot be read back"
        if not {"/FontFile2", "/FontFile3"} & set(font.DescendantFonts[0].FontDescriptor.keys()):
            yield f"font: {name} is not in the file"
        if not re.match(rf"/[A-Z]{{6}}\+({'|'.join(_FONTS)})", name):
            yield f"font: {name} is none of ours, in part"


def _active(pdf: pikepdf.Pdf) -> Iterator[str]:
    names = pdf.Root.get("/Names", {})
    for where, key in (
        *((pdf.Root, key) for key in ("/OpenAction", "/AA", "/AcroForm", "/AF")),
        *((names, key) for key in ("/JavaScript", "/EmbeddedFiles")),
    ):
        if key in where:
            yield f"active: there is {key}"
    for page in pdf.pages:
        for annotation in page.get("/Annots", []):
            if (
                annotation.Subtype != "/Link"
                or annotation.get("/A", {}).get("/S", "/URI") != "/URI"
            ):
                yield "active: an annotation does more than lead somewhere"


# --- the elements -----------------------------------------------------------------------


def _nesting(every: list[Element]) -> Iterator[str]:
    for element in every:
        name = kind(element)
        if name not in _OTHERS and name not in _PARENTS:
            yield f"nesting: {name} is no kind of ours"
        found = [kind(kid) for kid in kids(element) if is_element(kid)]
        for kid in found:
            if name not in _PARENTS.get(kid, {name}):
                yield f"nesting: {kid} in {name}"
        if not set(found) <= _KIDS.get(name, set(found)):
            yield f"nesting: {name} holds {sorted(set(found))}"
        if name == "LI" and found not in (["Lbl", "LBody"], ["LBody"], ["Lbl"]):
            yield f"nesting: an item of {found}"
        if name == "Table" and (found.count("THead") > 1 or "TBody" not in found):
            yield f"nesting: a table of {found}"


def _headings(every: list[Element]) -> Iterator[str]:
    levels = [int(kind(element)[1:]) for element in every if re.fullmatch("H[1-6]", kind(element))]
    for before, level in pairwise([0, *levels]):
        if level > before + 1:
            yield f"headings: H{level} behind H{before}"


def _tables(every: list[Element]) -> Iterator[str]:
    for head in of_kind(every, "TH"):
        if head.get("/A", {}).get("/Scope") not in ("/Row", "/Column"):
            yield "table: a heading does not say what it heads"
    for table in of_kind(every, "Table"):
        rows = of_kind(below(table), "TR")
        widths = {sum(int(c.get("/A", {}).get("/ColSpan", 1)) for c in kids(row)) for row in rows}
        if len(widths) > 1:
            yield f"table: rows of {sorted(widths)} cells"


def _lists(every: list[Element], made: Document) -> Iterator[str]:
    expected = [shape for shape in nodes(made) if isinstance(shape, List) and shape.ordered]
    found = [
        element
        for element in of_kind(every, "L")
        if element.get("/A", {}).get("/ListNumbering") == "/Decimal"
    ]
    at_end = bool(made.notes) and made.note_placement == "end"
    if len(found) != len(expected) + at_end:
        yield f"list: {len(found)} say that they are numbered, of {len(expected) + at_end}"


def _pictures(every: list[Element]) -> Iterator[str]:
    for figure in of_kind(every, "Figure"):
        if not str(figure.get("/Alt", "")).strip():
            yield "picture: no words for it"
        if "/BBox" not in figure.get("/A", {}):
            yield "picture: no place"


def _notes(every: list[Element], made: Document) -> Iterator[str]:
    notes = of_kind(every, "Note")
    names = [str(element.get("/ID", "")) for element in notes]
    if names != [note.anchor for note in made.notes]:
        yield "note: not each is there once, in order, with its id"
    for element in every:
        for before, kid in pairwise([None, *(kid for kid in kids(element) if is_element(kid))]):
            if kind(kid) == "Note" and not _belongs(kid, before, element):
                yield "note: one does not stand behind its mark"


def _belongs(note: Element, before: Element | None, parent: Element) -> bool:
    """Whether a note is an item of a list, or stands behind the mark that leads to it."""
    if before is None:
        return kind(parent) == "LBody"
    # One mark has many links where the head of a table is printed again.
    targets = {
        str(kid.Obj.get("/Dest", ""))
        for link in of_kind(below(before), "Link")
        for kid in kids(link)
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"
    }
    return kind(before) == "Reference" and targets == {str(note.get("/ID", ""))}


def _paragraphs(every: list[Element], made: Document) -> Iterator[str]:
    expected, found = len(list(paragraphs(made))), len(of_kind(every, "P"))
    if expected != found:
        yield f"paragraph: {found} elements for {expected} paragraphs"


def _languages(every: list[Element], made: Document) -> Iterator[str]:
    found = Counter(str(element.Lang) for element in every if "/Lang" in element)
    named = (node for node in nodes(made) if isinstance(node, (Block, Span)) and node.language)
    expected = Counter(node.language for node in named)
    if found != expected:
        yield f"language: {dict(found)} for {dict(expected)}"


# --- what is on the pages ---------------------------------------------------------------


def marked_content(page: Any) -> tuple[list[int], int]:
    """The numbers of marked content on a page; how often text stands outside of any."""
    numbers: list[int] = []
    loose = 0
    depth: list[bool] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            depth.append(True)
            if name == "BDC" and "/MCID" in operands[1]:
                numbers.append(int(operands[1].MCID))
        elif name == "EMC":
            depth.pop()
        elif name in ("Tj", "TJ") and not depth:
            loose += 1
    return numbers, loose


def _contents(element: Element) -> Iterator[tuple[Any, int]]:
    """The page and number of each marked content that an element holds itself."""
    for kid in kids(element):
        if isinstance(kid, int):
            yield element.Pg.objgen, kid
        elif isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/MCR":
            yield kid.Pg.objgen, int(kid.MCID)


def _content(pdf: pikepdf.Pdf, every: list[Element], parents: pikepdf.NumberTree) -> Iterator[str]:
    claimed = [(place, element) for element in every for place in _contents(element)]
    owners = dict(claimed)
    if len(owners) != len(claimed):
        yield "content: some belongs to two elements"
    for page in pdf.pages:
        numbers, loose = marked_content(page)
        if loose:
            yield "content: text without a tag"
        known = {number for place, number in owners if place == page.objgen}
        if sorted(numbers) != sorted(known):
            yield "content: tags on the page and in the structure are not the same"
        row = list(parents.get(int(page.StructParents), []))
        ours = [owners.get((page.objgen, number)) for number in range(len(row))]
        if len(row) != len(numbers) or not all(map(_same, row, ours)):
            yield "content: the way back from the page leads elsewhere"


def _same(one: Any, other: Any) -> bool:
    return one is not None and other is not None and bool(one.objgen == other.objgen)


def _links(pdf: pikepdf.Pdf, every: list[Element], parents: pikepdf.NumberTree) -> Iterator[str]:
    holders = {
        kid.Obj.objgen: element
        for element in every
        for kid in kids(element)
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"
    }
    for page in pdf.pages:
        for annotation in page.get("/Annots", []):
            holder = holders.pop(annotation.objgen, None)
            if holder is None or kind(holder) != "Link":
                yield "link: not in the structure as such"
            elif not _same(parents.get(int(annotation.get("/StructParent", -1))), holder):
                yield "link: the way back to the structure leads elsewhere"
            words = str(annotation.get("/Contents", "")).strip()
            if not words or words.startswith("sk"):
                yield "link: no words that say where it leads"
            if not int(annotation.get("/F", 0)) & 4:
                yield "link: it is not printed"
    if holders:
        yield "link: the structure has one that no page has"


def _order(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Text is read as it is painted but for notes, which stand elsewhere, and for tables,
    whose rows may go on over a page; pictures are painted last."""
    pages = {page.objgen: number for number, page in enumerate(pdf.pages)}

    def read(element: Element) -> Iterator[tuple[int, int]]:
        for kid in kids(element):
            if is_element(kid):
                if kind(kid) not in ("Note", "Table", "Figure"):
                    yield from read(kid)
            else:
                holder = pikepdf.Dictionary(K=kid, Pg=element.get("/Pg"))
                yield from ((pages[page], number) for page, number in _contents(holder))

    places = list(chain.from_iterable(read(top) for top in kids(pdf.Root.StructTreeRoot)))
    if places != sorted(places):
        yield "order: text is read otherwise than it is painted"
