"""Faults of WeasyPrint 70 that lose notes, mended from outside.

1. When a line does not fit on a page, ``_linebox_layout`` sometimes makes room by moving
   notes of earlier lines to the next page.  It then keeps the line but forgets the line's
   own notes: they are printed nowhere.  And the notes it moved are no longer on the pages
   of their marks.  Within columns it never does so.
2. Notes carried over from the page before are all put on the next page, even where they
   are higher than that page: they run over its upper edge.
3. Whether the notes are too high is asked by comparing two sums of the same floats, so
   that the answer may be "yes" for a single short note, and every page gets but one.
"""

from __future__ import annotations

import sys
from typing import Any

# Room that notes leave to the text, in pixels: some four lines.  With less, a single line
# of text would be printed over them.
_ROOM = 90


def mend(layout_context: Any, linebox_layout: Any) -> bool:
    """Mend the class ``LayoutContext``; False where its code is not what it was."""
    if "in_column" not in linebox_layout.__code__.co_names:
        return False
    update = getattr(layout_context, "_update_footnote_area", None)
    if update is None:
        return False
    _keep_notes_with_lines(layout_context, linebox_layout.__name__)
    layout_context._update_footnote_area = _measured(update)
    return True


def _keep_notes_with_lines(layout_context: Any, name: str) -> None:
    def get(self: Any) -> bool:
        # Asked for by that one function it means "notes may not be moved away".
        return bool(self._in_column) or sys._getframe(1).f_code.co_name == name

    def put(self: Any, value: bool) -> None:
        self._in_column = value

    layout_context.in_column = property(get, put)


def _measured(update: Any) -> Any:
    def update_footnote_area(self: Any) -> bool:
        """Lay out the notes of the page; whether they leave too little room for text."""
        update(self)
        top: float = self.current_footnote_area.page.content_box_y()
        return bool(self.current_page_footnotes) and self.page_bottom - top < _ROOM

    return update_footnote_area
