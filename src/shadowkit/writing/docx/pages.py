"""On which pages the headings will stand, estimated.

Only a word processor knows, each of them a little otherwise, and none is asked: the same
document gives the same file on every machine.  So pages are filled here in a rough way, with
the lines that `filling` makes.  Word puts its own numbers in when somebody updates the
contents.  An error of a page is to be expected in a text of ten or more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from shadowkit.model.document import Document
from shadowkit.model.look import Look
from shadowkit.writing.docx.filling import Filler, Row
from shadowkit.writing.docx.where import text_area

_SEPARATOR: Final = 10.0
"""The line above the notes of a page with its white, in points."""
_BEGUN: Final = 12.0
"""So much of a note is on the page of its mark at least, in points; the rest may follow."""


def heading_pages(document: Document, look: Look) -> Mapping[str, int]:
    """The page of each heading, by its anchor; the cover counts."""
    _, height = text_area(look)
    pages = _Pages(height / 20)
    filler = Filler(document, look)
    if pages.fill(filler.cover()) and document.cover_page:
        pages.begin()
    if pages.fill(filler.contents()):
        pages.begin()
    pages.fill(filler.sections(document.sections))
    return pages.found


class _Pages:
    """Fills pages with rows."""

    def __init__(self, height: float) -> None:
        self.found: dict[str, int] = {}
        self._height = height
        self._page = 1
        self._used = self._notes = 0.0
        self._carried = 0.0
        """What is left of a note that went on to the next page."""

    def begin(self) -> None:
        """A new page."""
        self._page += 1
        self._used = 0.0
        self._notes = self._carried + _SEPARATOR if self._carried else 0.0
        self._carried = 0.0

    def fill(self, rows: Iterable[Row]) -> int:
        """Put rows on this page and the next ones; how many they were."""
        waiting: list[Row] = []
        count = 0
        for row in rows:
            count += 1
            waiting.append(row)
            if not row.keeps:
                self._together(waiting)
                waiting = []
        self._together(waiting)
        return count

    def _together(self, rows: list[Row]) -> None:
        if not rows:
            return
        if self._used and (rows[0].new_page or not self._fit(rows)):
            self.begin()
        for row in rows:
            if self._used and not self._fit([row]):
                self.begin()
            self._put(row)

    def _fit(self, rows: list[Row]) -> bool:
        text = sum(row.before + row.height for row in rows)
        notes = [note for row in rows for note in row.notes]
        # The last note may run on to the next page, if it begins on this one.
        begun = sum(notes[:-1]) + min(notes[-1], _BEGUN) if notes else 0.0
        if notes and not self._notes:
            begun += _SEPARATOR
        return self._used + text + self._notes + begun <= self._height

    def _put(self, row: Row) -> None:
        # White above the first line of a page is not printed.
        self._used += row.height + (row.before if self._used or self._page == 1 else 0.0)
        if row.notes and not self._notes:
            self._notes = _SEPARATOR
        room = max(0.0, self._height - self._used - self._notes)
        wanted = sum(row.notes)
        self._notes += min(wanted, room)
        self._carried += max(0.0, wanted - room)
        if row.heading:
            self.found.setdefault(row.heading, self._page)
