"""Tables, and terms with their values, as mark-up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from shadowkit.model.document import Cell, KeyValue, Table
from shadowkit.model.inline import Inlines, Link, NoteMark, plain
from shadowkit.writing.html.inlines import InlinePrinter

SMALL = 12
"""Up to so many rows a table is kept on one page, where none of them is long."""
WIDE = 4
"""A table of so many columns has no room on a telephone."""
_SHORT = 250
_WORDS = re.compile(r"[\s\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]+")
"""Between words: white space, and Chinese, which breaks between any two of its characters."""
_ONE_WORD = re.compile(r"[\u3400-\u9fff]{1,4}")
"""So few characters of Chinese stand on one line, though they may be broken."""
_TIGHT = 85
"""About so many letters of the size of tables stand in a line of a page."""


def table(inlines: InlinePrinter, shape: Table) -> str:
    """A table with its caption above it and, where it has them, headings of columns and
    rows that say what they head."""
    names = " ".join(_names(shape))
    classes = f' class="{names}"' if names else ""
    pieces = [f"<table{classes}{inlines.id(shape.anchor)}>\n", _caption(inlines, shape)]
    if shape.header:
        row = _row(inlines, shape, shape.header, header=True)
        pieces.append(f"<thead>\n{row}</thead>\n")
    for group in _groups(shape):
        rows = "".join(_row(inlines, shape, row) for row in group)
        pieces.append(f"<tbody>\n{rows}</tbody>\n")
    return "".join(pieces) + "</table>\n"


def scrolled(shape: Table, text: str) -> str:
    """`text`, the table, in a box that a narrow screen can push to the side, by keyboard too;
    a table of few columns needs none."""
    if len(shape.alignments) < WIDE:
        return text
    named = f' aria-label="{escape(shape.label)}"' if shape.label else ""
    return f'<div class="scroll" role="group" tabindex="0"{named}>\n{text}</div>\n'


def _groups(shape: Table) -> list[list[tuple[Cell, ...]]]:
    """The rows, with a new group at each that says what those below it have in common: it
    heads the group that it stands in, and no more than that."""
    groups: list[list[tuple[Cell, ...]]] = []
    for row in shape.rows:
        if not groups or _heads_rows(shape, row):
            groups.append([])
        groups[-1].append(row)
    return groups


def _heads_rows(shape: Table, row: Sequence[Cell]) -> bool:
    return bool(row) and row[0].span == len(shape.alignments) > 1


def _names(shape: Table) -> list[str]:
    rows = (shape.header, *shape.rows)
    names = ["data"]
    if len(shape.rows) <= SMALL and not any(_keeps_apart(row) for row in rows):
        names.append("small")
    if _longest_words(rows, len(shape.alignments)) > _TIGHT:
        names.append("tight")
    return names


def _keeps_apart(row: Sequence[Cell]) -> bool:
    """Whether a row may part a table: a row with a note must, for the engine loses its hold
    of notes in what is moved to the next page, and a long one may fill a page by itself."""
    return any(
        _has_note(cell.content) or len(plain(cell.content)) > _SHORT * cell.span for cell in row
    )


def _has_note(content: Inlines) -> bool:
    return any(
        isinstance(node, NoteMark) or _has_note(getattr(node, "content", ())) for node in content
    )


def _longest_words(rows: Sequence[Sequence[Cell]], columns: int) -> int:
    """The letters of the longest words of all columns together: the least a line must hold
    if no word is to be broken."""
    longest = [3] * columns
    for row in rows:
        place = 0
        for cell in row:
            if cell.span == 1 and place < columns:
                # A link to a bare address may break anywhere.
                kept = (node for node in cell.content if not isinstance(node, Link))
                words = _WORDS.split(plain(kept))
                longest[place] = max([longest[place], *(len(word) + 2 for word in words)])
            place += cell.span
    return sum(longest)


def _caption(inlines: InlinePrinter, shape: Table) -> str:
    if not shape.label:
        return ""
    number = f'<span class="no">{escape(shape.label, quote=False)}'
    if not shape.caption:
        return f"<caption>{number}</span></caption>\n"
    number += escape(shape.joint, quote=False)
    return f"<caption>{number}</span>{inlines.paragraph(shape.caption)}</caption>\n"


def _row(inlines: InlinePrinter, shape: Table, row: Sequence[Cell], *, header: bool = False) -> str:
    cells: list[str] = []
    column = 1
    for cell in row:
        tag, attributes = "td", ""
        if header:
            tag, attributes = "th", ' scope="colgroup"' if cell.span > 1 else ' scope="col"'
        elif _heads_rows(shape, row):
            tag, attributes = "th", ' scope="rowgroup"'
        elif column in shape.header_columns:
            tag, attributes = "th", ' scope="row"'
        if header and not cell.content:
            # An empty corner heads nothing.
            tag, attributes = "td", ""
        if cell.span > 1:
            attributes += f' colspan="{cell.span}"'
        # A heading of several columns stands over their middle.
        place = column - 1
        alignment = shape.alignments[place] if place < len(shape.alignments) else ""
        alignment = "center" if header and cell.span > 1 else alignment
        if cell.bar is not None:
            attributes += ' class="bars"'
        elif alignment:
            attributes += f' class="at-{alignment}"'
        elif _ONE_WORD.fullmatch(plain(cell.content)):
            attributes += ' class="word"'
        cells.append(f"<{tag}{attributes}>{_content(inlines, cell)}</{tag}>")
        column += cell.span
    return f"<tr>{''.join(cells)}</tr>\n"


def _content(inlines: InlinePrinter, cell: Cell) -> str:
    if cell.bar is None:
        return inlines.paragraph(cell.content)
    return f'<span class="bar" aria-hidden="true" style="width: {cell.bar:.1%}"></span>'


def key_values(inlines: InlinePrinter, shape: KeyValue) -> str:
    """Terms with their values; several values of a term are paragraphs of one description."""
    groups: list[str] = []
    for term, values in shape.entries:
        texts = [inlines.paragraph(term), *(inlines.paragraph(value) for value in values)]
        value = "".join(texts[1:])
        if len(values) > 1:
            value = "".join(f"<p>{text}</p>" for text in texts[1:])
        groups.append(f"<div><dt>{texts[0]}</dt><dd>{value}</dd></div>\n")
    return f'<dl class="keys">\n{"".join(groups)}</dl>\n'
