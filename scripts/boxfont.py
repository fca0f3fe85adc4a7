"""Makes style/fonts/boxes.ttf: the boxes of lists to be ticked, ☐ ☑ ☒.

None of the font packages that print the PDF has them.  Run it after a change here:

    .venv/bin/python scripts/boxfont.py
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

TARGET = Path(__file__).resolve().parent.parent / "style" / "fonts" / "boxes.ttf"
FAMILY = "Shadowkit Boxes"
UNITS, ADVANCE, ASCENT, DESCENT = 1000, 860, 800, -200
LOW, HIGH, LINE = -40, 700, 56
"""The lower and upper edge of a box, and how thick its lines are."""
LEFT = (ADVANCE - (HIGH - LOW)) // 2
RIGHT = ADVANCE - LEFT

Point = tuple[int, int]


def _contour(pen: TTGlyphPen, points: list[Point]) -> None:
    pen.moveTo(points[0])
    for point in points[1:]:
        pen.lineTo(point)
    pen.closePath()


def _frame(pen: TTGlyphPen) -> None:
    _contour(pen, [(LEFT, LOW), (LEFT, HIGH), (RIGHT, HIGH), (RIGHT, LOW)])
    left, low, right, high = LEFT + LINE, LOW + LINE, RIGHT - LINE, HIGH - LINE
    _contour(pen, [(left, low), (right, low), (right, high), (left, high)])


def _cross(pen: TTGlyphPen) -> None:
    left, low, right, high = LEFT + 140, LOW + 140, RIGHT - 140, HIGH - 140
    half = 38
    _contour(
        pen,
        [
            *((left - half, low + half), (right - half, high + half)),
            *((right + half, high - half), (left + half, low - half)),
        ],
    )
    _contour(
        pen,
        [
            *((left - half, high - half), (left + half, high + half)),
            *((right + half, low + half), (right - half, low - half)),
        ],
    )


def _tick(pen: TTGlyphPen) -> None:
    _contour(
        pen,
        [(200, 310), (258, 368), (368, 250), (620, 560), (684, 512), (372, 130)],
    )


def _glyph(*parts: object) -> object:
    pen = TTGlyphPen(None)
    for part in parts:
        part(pen)  # type: ignore[operator]
    return pen.glyph()


def build() -> FontBuilder:
    """The font, the same whenever it is made."""
    builder = FontBuilder(UNITS, isTTF=True)
    names = {0x2610: "box", 0x2611: "boxtick", 0x2612: "boxcross"}
    order = [".notdef", *names.values()]
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(names)
    builder.setupGlyf(
        {
            ".notdef": _glyph(_frame),
            "box": _glyph(_frame),
            "boxtick": _glyph(_frame, _tick),
            "boxcross": _glyph(_frame, _cross),
        }
    )
    builder.setupHorizontalMetrics(dict.fromkeys(order, (ADVANCE, LEFT)))
    builder.setupHorizontalHeader(ascent=ASCENT, descent=DESCENT)
    builder.setupNameTable(
        {"familyName": FAMILY, "styleName": "Regular", "psName": FAMILY.replace(" ", "")}
    )
    builder.setupOS2(sTypoAscender=ASCENT, sTypoDescender=DESCENT, usWinAscent=ASCENT, fsType=0)
    builder.setupPost()
    builder.updateHead(created=0, modified=0)
    builder.font.recalcTimestamp = False
    return builder


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    target.parent.mkdir(parents=True, exist_ok=True)
    build().save(target)
