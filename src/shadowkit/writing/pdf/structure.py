"""A tree of tags and how it is written into a PDF."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeAlias

Content: TypeAlias = "tuple[int, int | dict[Any, Any]]"
"""A page and what is on it: the number of marked content, or a link's annotation."""

_PLACES = frozenset({"TH", "TD"})
"""Without an empty cell those behind it would stand under the wrong heading."""


@dataclass(slots=True, eq=False)
class Node:
    """One element of the structure; `element` and `tag` say what of the page it is for."""

    kind: str
    element: Any = None
    tag: str = ""
    language: str = ""
    numbering: str = ""
    """How the items of a list are numbered."""
    id: str = ""
    scope: str = ""
    span: int = 1
    alt: str = ""
    actual: str = ""
    """What is to be read in place of what is printed."""
    box: tuple[float, float, float, float] | None = None
    """Where a picture stands on its page: left, bottom, right and top in points."""
    parent: Node | None = None
    kids: list[Node | Content] = field(default_factory=list)

    def added(self, kid: Node, *, before: Node | None = None, after: Node | None = None) -> Node:
        """`kid`, now the last kid of this node or the neighbour of one that it has."""
        kid.parent = self
        if before is not None:
            self.kids.insert(self.kids.index(before), kid)
        elif after is not None:
            self.kids.insert(self.kids.index(after) + 1, kid)
        else:
            self.kids.append(kid)
        return kid

    def within(self, tag: str) -> bool:
        """Whether this is, or stands in, what an element of that name is printed as."""
        node: Node | None = self
        while node is not None and node.tag != tag:
            node = node.parent
        return node is not None

    @property
    def empty(self) -> bool:
        """Whether nothing at all is printed for this node, and it holds no other's place."""
        return self.kind not in _PLACES and all(
            isinstance(kid, Node) and kid.empty for kid in self.kids
        )


def write_structure(pdf: Any, root: Node, page_count: int) -> None:
    """Write the tree, and the table by which a reader gets from a page to the tree."""
    import pydyf

    writer = _Writer(pdf, page_count)
    structure = pydyf.Dictionary({"Type": "/StructTreeRoot"})
    pdf.add_object(structure)
    structure["K"] = pydyf.Array([writer.write(root, structure.reference)])
    numbers = pydyf.Array()
    for page, owners in enumerate(writer.owners):
        row = (owners.get(place, b"null") for place in range(max(owners, default=-1) + 1))
        numbers += [page, pydyf.Array(row)]
    for place, (annotation, owner) in enumerate(writer.annotations, page_count):
        annotation["StructParent"] = place
        numbers += [place, owner]
    parents = pydyf.Dictionary({"Nums": numbers})
    pdf.add_object(parents)
    structure["ParentTree"] = parents.reference
    structure["ParentTreeNextKey"] = page_count + len(writer.annotations)
    if writer.ids:
        names = pydyf.Array()
        for name, reference in sorted(writer.ids.items()):
            names += [pydyf.String(name), reference]
        structure["IDTree"] = pydyf.Dictionary({"Names": names})
    pdf.catalog["StructTreeRoot"] = structure.reference
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})


class _Writer:
    def __init__(self, pdf: Any, page_count: int) -> None:
        self._pdf = pdf
        self._pages = pdf.page_references
        self.owners: list[dict[int, bytes]] = [{} for _ in range(page_count)]
        self.annotations: list[tuple[dict[Any, Any], bytes]] = []
        self.ids: dict[str, bytes] = {}

    def write(self, node: Node, parent: bytes) -> bytes:
        """Write a node and all below it; its reference."""
        import pydyf

        element = pydyf.Dictionary({"S": "/" + node.kind, "P": parent})
        self._pdf.add_object(element)
        reference: bytes = element.reference
        if node.language:
            element["Lang"] = pydyf.String(node.language)
        if node.id:
            element["ID"] = pydyf.String(node.id)
            self.ids[node.id] = reference
        if node.alt:
            element["Alt"] = pydyf.String(node.alt)
        if node.actual:
            element["ActualText"] = pydyf.String(node.actual)
        if node.scope or node.span > 1:
            cell = element["A"] = pydyf.Dictionary({"O": "/Table"})
            if node.scope:
                cell["Scope"] = "/" + node.scope
            if node.span > 1:
                cell["ColSpan"] = node.span
        elif node.numbering:
            numbering = {"O": "/List", "ListNumbering": "/" + node.numbering}
            element["A"] = pydyf.Dictionary(numbering)
        elif node.box:
            element["A"] = pydyf.Dictionary({"O": "/Layout", "BBox": pydyf.Array(node.box)})
        kids = pydyf.Array()
        own_page: int | None = None
        for kid in node.kids:
            if isinstance(kid, Node):
                if not kid.empty:
                    kids.append(self.write(kid, reference))
                continue
            page, content = kid
            if own_page is None:
                own_page = page
                element["Pg"] = self._pages[page]
            kids.append(self._content(page, content, own_page, reference))
        element["K"] = kids
        return reference

    def _content(
        self, page: int, content: int | dict[Any, Any], own_page: int, owner: bytes
    ) -> object:
        import pydyf

        if isinstance(content, int):
            self.owners[page][content] = owner
            if page == own_page:
                return content
            return pydyf.Dictionary({"Type": "/MCR", "Pg": self._pages[page], "MCID": content})
        self.annotations.append((content, owner))
        target = content.reference  # type: ignore[attr-defined]  # a pydyf object
        return pydyf.Dictionary({"Type": "/OBJR", "Obj": target, "Pg": self._pages[page]})
