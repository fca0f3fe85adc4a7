"""What no validator sees in a Word file: names, pairs and targets that Word itself needs.

`lint` returns one line for each fault.  Validators of the schema let all of these pass, and
Word either repairs the file with a message or prints "Error! Reference source not found."
With it go the lints of languages and of accessibility.
"""

from __future__ import annotations

import io
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

from lxml import etree

import docx_access_lint
import docx_language_lint

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_TYPES = "[Content_Types].xml"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_BOOKMARK = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,39}")
_REFERENCE = re.compile(r"\s*(REF|PAGEREF|NOTEREF)\s+(\S+)")
_STYLED = ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link", "styleLink")
_LEFTOVERS = ("docProps/thumbnail.jpeg", "word/stylesWithEffects.xml", "docProps/custom.xml")
_ABSOLUTE = re.compile(rb"[\"'>](?:file:|/(?:home|Users|tmp|root|work|var)/|[A-Za-z]:\\)")
_PERSONAL = re.compile(
    rb"<(dc:creator|cp:lastModifiedBy|dc:description|Manager|Company|Template|HyperlinkBase)>"
    rb"[^<]"
)


def lint(file: Path | str | bytes) -> list[str]:
    """The faults of a Word file, as text; [] where there is none."""
    data = file if isinstance(file, bytes) else Path(file).read_bytes()
    with ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    trees = {
        name: etree.fromstring(blob)
        for name, blob in parts.items()
        if name.endswith((".xml", ".rels"))
    }
    words = {name: tree for name, tree in trees.items() if name.startswith("word/")}
    return [
        *_bookmarks(words),
        *_fields(words),
        *_controls(words),
        *_styles(words),
        *_numbers(words),
        *_notes(words),
        *_results(words),
        *_tables(words),
        *_pictures(words),
        *_relations(parts, trees),
        *_traces(parts, words),
        *docx_language_lint.faults(words),
        *docx_access_lint.faults(trees),
    ]


def _value(node: etree._Element, name: str = "val") -> str:
    return str(node.get(f"{_W}{name}", ""))


def _all(trees: dict[str, etree._Element], tag: str) -> Iterator[etree._Element]:
    for tree in trees.values():
        yield from tree.iter(f"{_W}{tag}")


def _repeated(values: list[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


def _bookmarks(trees: dict[str, etree._Element]) -> Iterator[str]:
    starts = list(_all(trees, "bookmarkStart"))
    names = [_value(node, "name") for node in starts]
    for name in _repeated(names):
        yield f"bookmark name {name} twice"
    for name in names:
        if not _BOOKMARK.fullmatch(name):
            yield f"bookmark name {name!r} is too long or has forbidden characters"
    opened = [_value(node, "id") for node in starts]
    closed = [_value(node, "id") for node in _all(trees, "bookmarkEnd")]
    for id in _repeated(opened):
        yield f"bookmark id {id} twice"
    for id in sorted(set(opened) ^ set(closed)):
        yield f"bookmark {id} is not both opened and closed"
    for start in starts:
        ends = start.getparent().iter(f"{_W}bookmarkEnd")  # type: ignore[union-attr]
        if _value(start, "id") in closed and _value(start, "id") not in map(_id, ends):
            yield f"bookmark {_value(start, 'name')} leaves its paragraph"


def _id(node: etree._Element) -> str:
    return _value(node, "id")


def _fields(trees: dict[str, etree._Element]) -> Iterator[str]:
    names = {_value(node, "name") for node in _all(trees, "bookmarkStart")}
    for node in _all(trees, "instrText"):
        found = _REFERENCE.match(node.text or "")
        if found and found[2] not in names:
            yield f"{found[1]} to absent bookmark {found[2]}"
    for node in _all(trees, "hyperlink"):
        if node.get(f"{_W}anchor") and _value(node, "anchor") not in names:
            yield f"link to absent bookmark {_value(node, 'anchor')}"
    for tree in trees.values():
        yield from _nesting(tree)
    for node in _all(trees, "fldChar"):
        if node.get(f"{_W}dirty"):
            yield "dirty field"
    if any(True for _ in _all(trees, "updateFields")):
        yield "updateFields"


@dataclass
class _Field:
    """A field that is open: its paragraph, its instruction, and whether its result began."""

    paragraph: etree._Element
    instruction: str = ""
    separated: bool = False

    @property
    def expected(self) -> str:
        return "end" if self.separated else "separate"

    @property
    def lists(self) -> bool:
        """Whether it is a contents, which alone runs over paragraphs and holds fields."""
        return self.instruction.split()[:1] == ["TOC"]


def _nesting(tree: etree._Element) -> Iterator[str]:
    opened: list[_Field] = []
    for node in tree.iter(f"{_W}fldChar", f"{_W}instrText"):
        inner = opened[-1] if opened else None
        if node.tag == f"{_W}instrText":
            if inner:
                inner.instruction += node.text or ""
            continue
        kind, around = _value(node, "fldCharType"), next(node.iterancestors(f"{_W}p"))
        if inner and around is not inner.paragraph and not inner.lists:
            yield "field without end"
            return
        nests = inner is None or (inner.separated and inner.lists)
        if kind != (inner.expected if inner else "begin") and not (kind == "begin" and nests):
            yield f"field {kind} where {inner.expected if inner else 'begin'} is expected"
            return
        if kind == "begin":
            opened.append(_Field(around))
        elif inner and kind == "separate":
            inner.separated = True
        elif inner:
            opened.pop()
    if opened:
        yield "field without end"


def _controls(trees: dict[str, etree._Element]) -> Iterator[str]:
    properties = list(_all(trees, "sdtPr"))
    for id in _repeated([_value(id) for node in properties for id in node.iter(f"{_W}id")]):
        yield f"content control id {id} twice"
    tags = [_value(tag) for node in properties for tag in node.iter(f"{_W}tag")]
    for tag in _repeated(tags):
        yield f"content control tag {tag} twice"
    for tag in tags:
        if not 0 < len(tag) <= 64:
            yield f"content control tag {tag!r} has {len(tag)} characters"


def _styles(trees: dict[str, etree._Element]) -> Iterator[str]:
    defined = [_value(node, "styleId") for node in _all(trees, "style")]
    for id in _repeated(defined):
        yield f"style {id} twice"
    used = {_value(node) for tag in _STYLED for node in _all(trees, tag)}
    for id in sorted(used - set(defined)):
        yield f"style {id} is used but not defined"


def _numbers(trees: dict[str, etree._Element]) -> Iterator[str]:
    defined = [_value(node, "numId") for node in _all(trees, "num")]
    used = {_value(node) for node in _all(trees, "numId")}
    for id in _repeated(defined):
        yield f"list {id} twice"
    for id in sorted(used - {"0"} - set(defined)):
        yield f"list {id} is used but not defined"
    abstract = {_value(node, "abstractNumId") for node in _all(trees, "abstractNum")}
    for id in sorted({_value(node) for node in _all(trees, "abstractNumId")} - abstract):
        yield f"list definition {id} is used but not defined"


def _notes(trees: dict[str, etree._Element]) -> Iterator[str]:
    for kind in ("footnote", "endnote"):
        notes = [note for note in _all(trees, kind) if note.getparent().tag == f"{_W}{kind}s"]  # type: ignore[union-attr]
        ids = [_id(note) for note in notes if not note.get(f"{_W}type")]
        marks = [_id(node) for node in _all(trees, f"{kind}Reference")]
        expected = [str(n) for n in range(1, len(ids) + 1)]
        if ids != expected:
            yield f"{kind}s are not numbered 1 to {len(ids)} in order"
        if marks != expected:
            yield f"{kind} marks are not 1 to {len(ids)}, each once, in order"
        separators = sorted(_value(note, "type") for note in notes if note.get(f"{_W}type"))
        if f"word/{kind}s.xml" in trees and separators != ["continuationSeparator", "separator"]:
            yield f"{kind} separators are {separators}"


def _results(trees: dict[str, etree._Element]) -> Iterator[str]:
    """What stands in fields: Word counts captions anew, and prints the text of a bookmark."""
    marked: dict[str, str] = {}
    found: list[tuple[str, str]] = []
    for paragraph in _all(trees, "p"):
        opened: dict[str, str] = {}
        field: list[str] | None = None
        instruction, inside = "", False
        for node in paragraph.iter():
            tag = str(node.tag).removeprefix(_W)
            if tag == "bookmarkStart":
                opened[_id(node)] = _value(node, "name")
                marked[_value(node, "name")] = ""
            elif tag == "bookmarkEnd":
                opened.pop(_id(node), None)
            elif tag == "instrText":
                instruction = (node.text or "").strip()
            elif tag == "fldChar":
                kind = _value(node, "fldCharType")
                inside = kind == "separate"
                if inside:
                    field = []
                elif kind == "end" and field is not None:
                    found.append((instruction, "".join(field)))
            elif tag == "t":
                for name in opened.values():
                    marked[name] += node.text or ""
                if inside and field is not None:
                    field.append(node.text or "")
    counted: Counter[str] = Counter()
    for instruction, result in found:
        words = instruction.split()
        if words[0] == "SEQ":
            counted[words[1]] += 1
            if result != str(counted[words[1]]):
                yield f"caption {counted[words[1]]} of {words[1]} has the number {result}"
        elif words[0] == "REF" and words[2:] == ["\\h"] and result != marked.get(words[1]):
            yield f"REF to {words[1]} holds {result!r}, the bookmark {marked.get(words[1])!r}"


def _tables(trees: dict[str, etree._Element]) -> Iterator[str]:
    for table in _all(trees, "tbl"):
        grid = [int(_value(node, "w")) for node in table.findall(f"{_W}tblGrid/{_W}gridCol")]
        width = table.find(f"{_W}tblPr/{_W}tblW")
        if width is None or int(_value(width, "w")) != sum(grid):
            yield f"table of the grid {grid} is not as wide as its grid"
        rows = table.findall(f"{_W}tr")
        if not rows:
            yield "table without rows"
        headed = True
        for row in rows:
            column = 0
            for cell in row.findall(f"{_W}tc"):
                spanned = cell.find(f"{_W}tcPr/{_W}gridSpan")
                span = 1 if spanned is None else int(_value(spanned))
                own = cell.find(f"{_W}tcPr/{_W}tcW")
                if own is None or int(_value(own, "w")) != sum(grid[column : column + span]):
                    yield f"cell at column {column + 1} is not as wide as its columns"
                column += span
                if not len(cell) or cell[-1].tag != f"{_W}p":
                    yield "cell that does not end with a paragraph"
            if column != len(grid):
                yield f"row of {column} columns in a grid of {len(grid)}"
            header = row.find(f"{_W}trPr/{_W}tblHeader") is not None
            if header and not headed:
                yield "header row below other rows"
            headed = headed and header
    for container in (*_all(trees, "body"), *_all(trees, "tc")):
        flow = [str(node.tag).removeprefix(_W) for node in _flow(container)]
        if any(pair == ("tbl", "tbl") for pair in pairwise(flow)):
            yield "tables with no paragraph between them"
        if [tag for tag in flow if tag in ("p", "tbl")][-1:] == ["tbl"]:
            yield "table with no paragraph after it"


def _flow(container: etree._Element) -> Iterator[etree._Element]:
    """What follows each other in a body or cell, content controls looked through."""
    for node in container:
        if node.tag == f"{_W}sdt":
            for content in node.findall(f"{_W}sdtContent"):
                yield from _flow(content)
        else:
            yield node


def _pictures(trees: dict[str, etree._Element]) -> Iterator[str]:
    drawings = [node for tree in trees.values() for node in tree.iter(_DRAWING)]
    for id in _repeated([node.get("id", "") for node in drawings]):
        yield f"picture id {id} twice"
    for node in drawings:
        if not node.get("descr"):
            yield f"picture {node.get('id')} is not described"
        if not re.fullmatch(r"Picture \d+", node.get("name", "")):
            yield f"picture {node.get('id')} is named {node.get('name')!r}"


def _relations(parts: dict[str, bytes], trees: dict[str, etree._Element]) -> Iterator[str]:
    targets: set[str] = set()
    for name, tree in trees.items():
        if not name.endswith(".rels"):
            continue
        place = PurePosixPath(name)
        base = place.parent.parent
        source = str(base / place.stem)
        ids = {relation.get("Id"): relation for relation in tree.iter(_RELATION)}
        for relation in ids.values():
            target = relation.get("Target", "")
            if relation.get("TargetMode") == "External":
                if re.search(r"[\s<>\"{}|\\^`]", target):
                    yield f"address {target!r} holds what no address may"
                continue
            targets.add(str(base / target).lstrip("/"))
            if str(base / target).lstrip("/") not in parts:
                yield f"relationship of {source or 'the package'} to absent {target}"
        if source in trees:
            used = {
                str(value)
                for node in trees[source].iter()
                for key, value in node.attrib.items()
                if str(key).startswith(_R)
            }
            for id in sorted(used - set(ids)):
                yield f"{source} uses relationship {id}, which is not defined"
    types = {str(node.get("Extension") or node.get("PartName")) for node in trees[_TYPES]}
    for name in sorted(set(parts) - {_TYPES}):
        if not name.endswith(".rels") and name not in targets:
            yield f"{name} is related to nothing"
        if name.rpartition(".")[2] not in types - {"xml"} and f"/{name}" not in types:
            yield f"{name} has no content type"


def _traces(parts: dict[str, bytes], words: dict[str, etree._Element]) -> Iterator[str]:
    for name in _LEFTOVERS:
        if name in parts:
            yield f"left over from a template: {name}"
    for name, blob in sorted(parts.items()):
        for found in _PERSONAL.finditer(blob):
            yield f"{name} says {str(found[1], 'ascii')}"
        if _ABSOLUTE.search(blob):
            yield f"{name} holds an absolute path"
    for name, tree in words.items():
        if any("rsid" in str(key) for node in tree.iter() for key in node.attrib):
            yield f"{name} holds rsids"
        if next(tree.iter(f"{_W}rsids"), None) is not None:
            yield f"{name} holds rsids"


if __name__ == "__main__":
    faults = [f"{name}: {fault}" for name in sys.argv[1:] for fault in lint(name)]
    print("\n".join(faults) or "no faults")
    sys.exit(bool(faults))
