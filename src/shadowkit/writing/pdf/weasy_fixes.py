"""Faults of WeasyPrint 70 that lose notes or break lines badly, mended from outside.

1. When a line does not fit on a page, ``_linebox_layout`` sometimes makes room by moving
   notes of earlier lines to the next page.  It then keeps the line but forgets the line's
   own notes: they are printed nowhere.  And the notes it moved are no longer on the pages
   of their marks.  Within columns it never does so.
2. Notes carried over from the page before are all put on the next page, even where they
   are higher than that page: they run over its upper edge.
3. Whether notes are too high is asked by comparing two sums of the same floats, so that
   the answer may be "yes" for a single short note, and every page gets but one.
4. For each note that is added to a page, all its notes are laid out again, only to learn
   their height: a page with many notes takes seconds.
5. Whether a hyphen at the end of a line is the author's is nowhere kept.
6. Where the text before an italic word, a link or a mark fits on the line but the space
   at its end does not, the line is broken behind its *first* word.

The function with faults 2 to 4 is replaced.  Its replacement relies on our style sheet:
notes have margins below only, so that the height of several is the sum of their heights.
"""

from __future__ import annotations

import inspect
import sys
from math import inf
from typing import Any

# Room that notes leave to the text, in pixels: some four lines.  With less, a single line
# of text would be printed over them.
_ROOM = 90


class Hyphenated(str):
    """The text of a line that ends in a hyphen because a word is cut there.

    Boxes take it over as their text, and keep it when they are laid out again.
    """

    __slots__ = ()


def mend(layout_context: Any, linebox_layout: Any) -> bool:
    """Mend the class ``LayoutContext``; False where its code is not what it was."""
    if "in_column" not in linebox_layout.__code__.co_names:
        return False
    update = getattr(layout_context, "_update_footnote_area", None)
    if update is None or update.__code__.co_varnames[:1] != ("self",):
        return False
    _keep_notes_with_lines(layout_context, linebox_layout.__name__)
    layout_context._update_footnote_area = _update_footnote_area
    return True


def mend_lines(inline: Any) -> bool:
    """Mend faults 5 and 6 in the module that lays lines out; False where it is not what it was."""
    split = getattr(inline, "split_first_line", None)
    if split is None or list(inspect.signature(split).parameters) != [
        *("text", "style", "context", "max_width", "justification_spacing"),
        *("is_line_start", "minimum"),
    ]:
        return False

    def split_first_line(
        text: str,
        style: Any,
        context: Any,
        max_width: Any,
        justification_spacing: Any,
        is_line_start: bool = True,
        minimum: bool = False,
    ) -> Any:
        others = (justification_spacing, is_line_start, minimum)
        result = split(text, style, context, max_width, *others)
        layout, length = result[:2]
        ends = layout.text.endswith(style["hyphenate_character"])
        # A hyphen that was put there does not count among the letters of the text.
        if ends and length < len(layout.text.encode()):
            layout.text = Hyphenated(layout.text)
        words = text.rstrip(" ")
        broken, spaced = result[2] is not None, words != text
        if not (broken and spaced and style["white_space"] == "normal"):
            return result
        # No letter is narrower than a quarter of its height: longer texts cannot fit.
        if len(words) * style["font_size"] > 4 * max_width:
            return result
        _, _, rest, width, _, _ = split(words, style, context, max_width, *others)
        if rest is None and width <= max_width:
            return split(text, style, context, None, *others)
        return result

    inline.split_first_line = split_first_line
    return True


def _keep_notes_with_lines(layout_context: Any, name: str) -> None:
    def get(self: Any) -> bool:
        # Asked for by that one function it means "notes may not be moved away".
        return bool(self._in_column) or sys._getframe(1).f_code.co_name == name

    def put(self: Any, value: bool) -> None:
        self._in_column = value

    layout_context.in_column = property(get, put)


def _update_footnote_area(self: Any) -> bool:
    """Make room for the notes of the page; whether they leave too little for text."""
    area = self.current_footnote_area
    if area.height != "auto":
        self.page_bottom += area.margin_height()
    area.children = self.current_page_footnotes
    area.height = "auto"
    if not area.children:
        return False
    area.height = sum(_height(self, note) for note in area.children)
    self.page_bottom -= area.margin_height()
    return bool(self.page_bottom - area.page.content_box_y() < _ROOM)


def _height(context: Any, note: Any) -> float:
    """The height of one note, laid out once in a document."""
    heights: dict[Any, float] = context.__dict__.setdefault("shadowkit_heights", {})
    if note not in heights:
        from weasyprint.formatting_structure import build
        from weasyprint.layout.block import block_level_layout

        area = context.current_footnote_area
        alone = area.copy_with_children([note])
        alone = build.create_anonymous_boxes(alone.deepcopy())
        alone = block_level_layout(context, alone, -inf, None, area.page)[0]
        heights[note] = alone.height
    return heights[note]
