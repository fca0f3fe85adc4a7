"""The styles of tables, boxes and pictures.

A table style draws the lines and shades and gives the white in the cells; the text in them
comes from paragraph styles, because Word and LibreOffice disagree about the text that a
table style sets.
"""

from __future__ import annotations

from shadowkit.model.look import Look
from shadowkit.writing.docx.markup import hexadecimal, twentieths
from shadowkit.writing.docx.stylenames import (
    BODY,
    BOX_FRAME,
    BOX_TITLE,
    CAPTION,
    COLUMN_HEADING,
    FIGURE,
    KEY,
    KEY_VALUES,
    ROW_HEADING,
    TABLE,
    TABLE_BAR,
    TABLE_GAP,
    TABLE_TEXT,
    VALUE,
)
from shadowkit.writing.docx.styleparts import (
    CUSTOM,
    NATURAL_LINE,
    indented,
    lettering,
    line,
    spaced,
    style,
)
from shadowkit.writing.docx.tables import box_margin, cell_margins, key_gap


def styles(look: Look) -> str:
    """All styles of shapes other than text."""
    return "".join((_tables(look), _texts(look), _keys(look), _box(look), _figure(look)))


def _table(id: str, name: str, borders: str, margins: tuple[int, int, int], more: str) -> str:
    """A table style; `margins` are those of a cell: above, beside and below the text.

    Those at the two sides are equal: in right-to-left tables LibreOffice takes each for the
    other.
    """
    above, beside, below = margins
    sides = {"top": above, "left": beside, "bottom": below, "right": beside}
    white = "".join(f'<w:{side} w:w="{margin}" w:type="dxa"/>' for side, margin in sides.items())
    borders_ = f"<w:tblBorders>{borders}</w:tblBorders>" if borders else ""
    return style(
        id,
        name,
        kind="table",
        based_on="TableNormal",
        table=f"<w:tblPr>{borders_}<w:tblCellMar>{white}</w:tblCellMar></w:tblPr>{more}",
        attributes=CUSTOM,
        quick=False,
    )


def _shaded(colour: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{hexadecimal(colour)}"/>'


def _tables(look: Look) -> str:
    above, beside = cell_margins(look)
    lines = "".join(line(look, side) for side in ("top", "bottom", "insideH"))
    header = (
        f'<w:tblStylePr w:type="firstRow"><w:tcPr>{_shaded(look.table.header_shade)}'
        '<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>'
    )
    return _table(TABLE, "Data Table", lines, (above, beside, above), header)


def _texts(look: Look) -> str:
    table = look.table
    bold = lettering(look, bold=True, heading=True)
    gap = max(0, twentieths(look.body.space_after) - 20)
    bar = twentieths(table.size * 0.8)
    return "".join(
        (
            style(
                CAPTION,
                "caption",
                based_on="Normal",
                next=BODY,
                paragraph=(f"<w:keepNext/><w:keepLines/>{spaced(look.body.space_after * 1.5, 4)}"),
                run=lettering(look, table.size, bold=True, heading=True),
            ),
            style(
                TABLE_TEXT,
                "Table Text",
                based_on="Normal",
                paragraph=spaced(0, 0, table.line_height),
                run=lettering(look, table.size),
                attributes=CUSTOM,
            ),
            # The header row stays with the first row of data.
            style(
                COLUMN_HEADING,
                "Table Column Heading",
                based_on=TABLE_TEXT,
                paragraph="<w:keepNext/>",
                run=bold,
                attributes=CUSTOM,
            ),
            style(
                ROW_HEADING,
                "Table Row Heading",
                based_on=TABLE_TEXT,
                run=bold,
                attributes=CUSTOM,
            ),
            # A paragraph with a ground and no text, as long as what is left between its indents.
            style(
                TABLE_BAR,
                "Table Bar",
                based_on=TABLE_TEXT,
                paragraph=(
                    f'{_shaded(look.colours.accent)}<w:spacing w:before="{bar // 4}" w:after="0"'
                    f' w:line="{bar}" w:lineRule="exact"/>'
                ),
                attributes=CUSTOM,
                quick=False,
            ),
            # Word runs tables together that no paragraph parts, and gives a table no space
            # of its own: where no other paragraph does, this one of a point's height does.
            style(
                TABLE_GAP,
                "Table Gap",
                based_on="Normal",
                paragraph=(
                    f'<w:spacing w:before="{gap}" w:after="0" w:line="20" w:lineRule="exact"/>'
                ),
                run='<w:sz w:val="2"/><w:szCs w:val="2"/>',
                attributes=CUSTOM,
                quick=False,
            ),
        )
    )


def _keys(look: Look) -> str:
    space = spaced(look.lists.space_after, 0)
    # No white in the cells: the keys stand in line with the text around.
    return "".join(
        (
            _table(KEY_VALUES, "Keys and Values", "", (0, 0, 0), ""),
            style(
                KEY,
                "Key",
                based_on="Normal",
                paragraph=space,
                run=lettering(look, bold=True, heading=True),
                attributes=CUSTOM,
            ),
            style(
                VALUE,
                "Value",
                based_on="Normal",
                paragraph=space + indented(key_gap(look)),
                attributes=CUSTOM,
            ),
        )
    )


def _box(look: Look) -> str:
    margin = box_margin(look)
    # The first paragraph of a box brings its space along, as every paragraph does.
    above = max(0, margin - twentieths(look.body.space_after))
    lines = "".join(line(look, side) for side in ("top", "left", "bottom", "right"))
    return _table(
        BOX_FRAME,
        "Box",
        lines,
        (above, margin, margin),
        f"<w:tcPr>{_shaded(look.box.shade)}</w:tcPr>",
    ) + style(
        BOX_TITLE,
        "Box Title",
        based_on=BODY,
        next=BODY,
        paragraph="<w:keepNext/><w:keepLines/>",
        run=lettering(look, bold=True, ink="accent", heading=True),
        attributes=CUSTOM,
    )


def _figure(look: Look) -> str:
    # With more than a single line Word would leave that part of the picture's height white.
    return style(
        FIGURE,
        "Figure",
        based_on=BODY,
        paragraph=spaced(look.body.space_after, 0, NATURAL_LINE),
        attributes=CUSTOM,
    )
