"""What the drawn letters are read back as, where WeasyPrint 70 draws right and says wrong.

1. A space that stands alone between two inline elements is not drawn at all, so that the words
   beside it are one word to a reader.
2. Of several glyphs for one letter and its marks, or for an Arabic letter in two parts, one is
   said to be all of them: text that is read back has some letters twice.
3. The hyphen at the end of a line is a hyphen like any other: "exploit-" and "ation" are two
   words to a reader.  As a soft hyphen it says that the word goes on.

WeasyPrint keeps one text for each glyph of a font and takes the first it is given.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from shadowkit.writing.pdf.weasy_fixes import Hyphenated

# Neither Python nor a reader takes it for a space, and it has no glyph.
_NOTHING = "\u200b"
# Between two letters that are joined anyway it says nothing.
_JOINER = "\u200d"
_SEVERAL = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0590-\u08ff\u1ab0-\u1aff\u20d0-\u20ff\ufb1d-\ufeff]"
)
_LAST_GLYPH = re.compile(rb"([0-9a-f]{4})>(?:-?[\d.]+)?\] TJ$")
_DRAWN = re.compile(rb"<([0-9a-f]*)>|(-?[\d.]+)")
HYPHEN = "hyphen"
"""Beside a box, the key of its hyphen among the tags of a page."""
SOFT_HYPHEN = "\u00ad"
_EMPTY = 0x0FFFFFFF


def prepare(stream: Any, box: Any) -> None:
    """Before the text of a box is drawn: its spaces (1) and its letters (2)."""
    if box.text.isspace():
        box.text += _NOTHING
    elif _SEVERAL.search(box.text):
        _name_glyphs(stream, box)


def part_hyphen(stream: Any, box: Any) -> None:
    """When the text of a box is drawn: the hyphen that was put at its end, as content of its
    own, to which the structure can give another text (3).

    In the content itself a replacement would be seen by programs that know no structure, and
    join words at hyphens only.
    """
    drawn = stream.stream
    last = None
    if isinstance(box.text, Hyphenated) and drawn[-2:] == [b"ET", b"EMC"]:
        last = _LAST_GLYPH.search(drawn[-3])
    # Text in several fonts is drawn in several steps, whose widths would have to be added.
    if last is None or stream._tags is None or not drawn[-4].endswith((b" Tm", b" Tf")):
        return
    import pydyf

    drawn[-3] = drawn[-3][: last.start()] + b">] TJ"
    left = box.position_x + _width(stream, drawn[-3])
    number = len(stream._tags)
    stream._tags[box, HYPHEN] = {"tag": "Span", "mcid": number}
    stream.begin_marked_content("Span", pydyf.Dictionary({"MCID": number}))
    stream.begin_text()
    stream.set_text_matrix(1, 0, 0, -1, left, box.position_y + box.baseline)
    stream.show_text(f"<{last[1].decode()}>")
    stream.end_text()
    stream.end_marked_content()


def _width(stream: Any, drawn: bytes) -> float:
    """How far glyphs with the steps between them lead, in the units of the page."""
    name, size = stream._old_font
    font = next(font for font in stream._fonts.values() if font.hash == name)
    width = 0.0
    for glyphs, step in _DRAWN.findall(drawn):
        codes = (int(glyphs[place : place + 4], 16) for place in range(0, len(glyphs), 4))
        width += sum(font.widths[code] for code in codes) - float(step or 0)
    return width / 1000 * float(size)


def _name_glyphs(stream: Any, box: Any) -> None:
    """Say of each glyph of a cluster which of its letters and marks it stands for."""
    box.pango_layout.reactivate(box.style)
    for pango_font, text, glyphs in _clusters(box.pango_layout):
        if len(glyphs) > 1:
            names = stream.add_font(pango_font)[0].to_unicode
            for glyph, name in _shared(text, glyphs):
                names.setdefault(glyph, name)
    box.pango_layout.deactivate()


def _clusters(layout: Any) -> Iterator[tuple[Any, str, list[tuple[int, int]]]]:
    """Font, text and glyphs with their widths, in the order of writing, of what is drawn as
    one."""
    from weasyprint.text.ffi import ffi

    line, _ = layout.get_first_line()
    encoded = layout.text.encode()
    run = line.runs[0]
    while run != ffi.NULL:
        item, glyphs = run.data.item, run.data.glyphs
        run = run.next
        found: dict[int, list[tuple[int, int]]] = {}
        for place in range(glyphs.num_glyphs):
            cluster = found.setdefault(glyphs.log_clusters[place], [])
            one = glyphs.glyphs[place]
            if one.glyph < _EMPTY:
                cluster.append((one.glyph, one.geometry.width))
        for start, end in pairwise([*sorted(found), item.length]):
            text = encoded[item.offset + start : item.offset + end].decode()
            backwards = item.analysis.level % 2
            yield item.analysis.font, text, found[start][:: -1 if backwards else 1]


def _shared(text: str, glyphs: list[tuple[int, int]]) -> Iterator[tuple[int, str]]:
    """The text of a cluster shared among its glyphs: marks have no width."""
    marks = sorted((c for c in text if unicodedata.combining(c)), key=_order)
    wide = [glyph for glyph, width in glyphs if width]
    narrow = [glyph for glyph, width in glyphs if not width]
    kept = len(marks) - len(narrow) if len(marks) > len(narrow) else 0
    body = "".join(c for c in text if not unicodedata.combining(c)) + "".join(marks[:kept])
    for glyph in wide:
        yield glyph, body or _JOINER
        body = ""
    for place, glyph in enumerate(narrow):
        mark = marks[kept + place] if kept + place < len(marks) else ""
        yield glyph, body + mark or _JOINER
        body = ""


def _order(mark: str) -> int:
    """HarfBuzz draws marks in the order of Unicode, but a shadda before the vowels."""
    place = unicodedata.combining(mark)
    return 26 if place == 33 else place
