"""The account after printing: is everything on the pages that was to be printed?

WeasyPrint draws text that does not fit beyond the edge of the page, where nobody sees it,
and says nothing.  So the boxes of the finished pages are held against the mark-up: every
element with an id, every piece of every note, every character, once and on its page.

One tolerance is right.  With ``footnote-policy: line`` a note begins on the page of its
mark.  Where the notes before it fill that page, it may begin on the page where they end or
on the next; further pieces of a long note may follow on later pages.  A note of a table
may instead belong to the page where its table ends, whose place ``data-at`` names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

# Half a pixel: positions are sums of floats, and a line may stick out by its leading.
_TOLERANCE = 0.5

_MEASURED = 1_000

# Not part of the text as such: blanks, and the hyphens a line may end in.
_UNCOUNTED = str.maketrans("", "", " \t\n\r\f\u00a0\u00ad\u200b\u2060-\u2010\u2011")


@dataclass(slots=True)
class Account:
    """What the pages hold.  Elements are known by identity, as weasyprint knows them."""

    pages_of: dict[Any, list[int]] = field(default_factory=lambda: defaultdict(list))
    characters: dict[Any, int] = field(default_factory=lambda: defaultdict(int))
    outside: list[Any] = field(default_factory=list)
    """The elements of boxes that stick out of their page or lie on the notes."""
    wide: list[Any] = field(default_factory=list)
    """The elements of texts that stick out of their column of a table."""


def faults(document: Any, root: Any, expected: Iterable[str]) -> list[list[Any]]:
    """What is missing or misplaced, as ``[fault, id, page]``.

    `document` is weasyprint's laid out document, `root` the tree of the mark-up and
    `expected` the ids that must be on the pages.  The faults are "missing" (an id), "text"
    (characters were lost or doubled), "page" (a note not on the page of its mark), "order"
    (the pieces of a note), "outside" (of the page, or on the notes) and "wide" (for a column).
    """
    owners = _owners(root)
    pages = _Pages(owners)
    for number, page in enumerate(document.pages, 1):
        pages.read(number, page._page_box)
    found = _compared(owners, pages.account)
    known = {element.get("id") for element in pages.account.pages_of}
    known.update(fault[1] for fault in found)
    return found + [["missing", name, 0] for name in expected if name not in known]


def _is_owner(element: Any) -> bool:
    # The body stands for all that has no id of its own, such as the lines of the cover.
    return "id" in element.attrib or "data-of" in element.attrib or element.tag == "body"


def _name(element: Any) -> str:
    return str(element.get("id") or element.get("data-of", ""))


def _owners(root: Any) -> dict[Any, int]:
    """Elements with an id, pieces of notes and the body, each with the number of its own
    characters: those in it, but not those in further owners in it."""
    found: dict[Any, int] = {}

    def walk(element: Any, owner: Any) -> None:
        if not isinstance(element.tag, str):
            return
        if _is_owner(element):
            owner = element
            found[owner] = 0
        if owner is not None and element.text:
            found[owner] += len(element.text.translate(_UNCOUNTED))
        for child in element:
            walk(child, owner)
            if owner is not None and child.tail:
                found[owner] += len(child.tail.translate(_UNCOUNTED))

    walk(root, None)
    return found


class _Pages:
    """Walks the boxes of the pages."""

    def __init__(self, owners: dict[Any, int]) -> None:
        from weasyprint.formatting_structure import boxes

        self._owners = owners
        self._text, self._line = boxes.TextBox, boxes.LineBox
        self._picture = boxes.ReplacedBox
        self._heads: set[Any] = set()
        self._width = 0.0
        self._margin, self._notes = boxes.MarginBox, boxes.FootnoteAreaBox
        self._cell = boxes.TableCellBox
        self._column: tuple[float, float] | None = None
        self.account = Account()

    def read(self, number: int, page: Any) -> None:
        self._width = page.margin_width()
        top = page.content_box_y() - _TOLERANCE
        bottom = page.content_box_y() + page.height + _TOLERANCE
        areas = [child for child in page.children if isinstance(child, self._notes)]
        for area in areas:
            self._walk(area, None, number, (top, bottom))
            # Text above the notes must end where they begin.
            bottom = min(bottom, area.border_box_y() + _TOLERANCE)
        for child in page.children:
            if not isinstance(child, (self._margin, self._notes)):
                self._walk(child, None, number, (top, bottom))

    def _walk(self, box: Any, owner: Any, page: int, room: tuple[float, float]) -> None:
        if isinstance(box, self._text):
            self._see(box, owner, page)
            if owner is not None:
                self.account.characters[owner] += len(box.text.translate(_UNCOUNTED))
            return
        box = getattr(box, "_box", box)
        element = box.element
        if element is not None and "::" in box.element_tag:
            return
        if box.element_tag == "thead":
            # The head of a table stands on every page of it; the first one counts.
            if element in self._heads:
                return
            self._heads.add(element)
        if element in self._owners:
            owner = element
            pages = self.account.pages_of[element]
            if not pages or pages[-1] != page:
                pages.append(page)
        if isinstance(box, (self._line, self._picture)) and not (
            room[0] <= box.position_y and box.position_y + box.height <= room[1]
        ):
            self.account.outside.append((owner, page))
        around = self._column
        if isinstance(box, self._cell):
            left = box.position_x - _TOLERANCE
            self._column = (left, left + box.border_width() + 2 * _TOLERANCE)
        for child in box.children:
            self._walk(child, owner, page, room)
        self._column = around

    def _see(self, box: Any, owner: Any, page: int) -> None:
        """Whether a text is within its page and its column."""
        # Of hundreds of thousands of letters in a line the engine takes the width for nothing.
        immeasurable = not box.width and len(box.text) > _MEASURED
        if box.text and (immeasurable or not 0 <= box.position_x <= self._width - box.width):
            self.account.outside.append((owner, page))
        elif self._column is not None and not (
            self._column[0] <= box.position_x and box.position_x + box.width <= self._column[1]
        ):
            self.account.wide.append((owner, page))


def _compared(owners: dict[Any, int], account: Account) -> list[list[Any]]:
    found: list[list[Any]] = []
    first_page: dict[str, int] = {}
    last_piece: dict[str, int] = {}
    places: dict[str, str] = {}
    for element, characters in owners.items():
        name = _name(element)
        pages = account.pages_of.get(element)
        if not pages:
            if characters:
                found.append(["missing", name, 0])
            continue
        if account.characters[element] != characters:
            found.append(["text", name, pages[0]])
        if element.get("id"):
            first_page.setdefault(name, pages[0])
        # The pieces of a note stand in the mark-up in their order.
        if pages[0] < last_piece.get(name, 0):
            found.append(["order", name, pages[0]])
        if "fn" in element.get("class", "").split():
            last_piece[name] = pages[-1]
            if "data-at" in element.attrib:
                places[name] = element.get("data-at")
    before = 0
    for name, last in last_piece.items():
        mark, note = first_page.get(places.get(name, name + "r")), first_page.get(name)
        carried_over = before in (note, (note or 0) - 1) and before >= (mark or 0)
        if mark is not None and note != mark and not (carried_over and mark < (note or 0)):
            found.append(["page", name, note or 0])
        before = last
    for owner, page in account.outside:
        found.append(["outside", _name(owner) if owner is not None else "", page])
    for owner, page in dict.fromkeys(account.wide):
        found.append(["wide", _name(owner) if owner is not None else "", page])
    return found
