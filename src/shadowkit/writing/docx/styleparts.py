"""The XML of one style, and of the properties that most styles have.

The space between two paragraphs is written before the second one: so it depends on what
follows (a list item moves close, a paragraph after a list does not), and an item that an
officer adds needs no other style than the one before it.
"""

from __future__ import annotations

from typing import Final

from shadowkit.model.look import Align
from shadowkit.writing.docx.markup import twentieths

CUSTOM: Final = ' w:customStyle="1"'
"""The attribute of a style that is not one of Word's own."""

_BUILT_IN: Final = frozenset(
    ("Emphasis", "Strong", "Hyperlink", "footnote reference", "endnote reference")
)

# Line spacing "auto" multiplies the font's own line, which in a Times-like face is 1.15
# times its size; the look gives the multiple of the size.
_NATURAL_LINE: Final = 1.15


def style(
    id: str,
    name: str,
    *,
    kind: str = "paragraph",
    based_on: str = "",
    next: str = "",
    paragraph: str = "",
    run: str = "",
    attributes: str = "",
    quick: bool = True,
) -> str:
    """One style; `quick` puts it into Word's gallery."""
    return "".join(
        (
            f'<w:style w:type="{kind}"{attributes} w:styleId="{id}"><w:name w:val="{name}"/>',
            f'<w:basedOn w:val="{based_on}"/>' if based_on else "",
            f'<w:next w:val="{next}"/>' if next else "",
            "<w:qFormat/>" if quick else "",
            f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "",
            f"<w:rPr>{run}</w:rPr>" if run else "",
            "</w:style>",
        )
    )


def character(id: str, name: str, run: str) -> str:
    """One character style."""
    return style(
        id,
        name,
        kind="character",
        based_on="DefaultParagraphFont",
        run=run,
        attributes="" if name in _BUILT_IN else CUSTOM,
        quick=False,
    )


def spaced(before: float, after: float, line_height: float = 0) -> str:
    """The space around a paragraph, and between its lines if that is not the parent's."""
    line = ""
    if line_height:
        line = f' w:line="{round(240 * line_height / _NATURAL_LINE)}" w:lineRule="auto"'
    return f'<w:spacing w:before="{twentieths(before)}" w:after="{twentieths(after)}"{line}/>'


def indented(left: int, right: int = 0) -> str:
    """The indents of a paragraph; left is its leading side."""
    right_ = f' w:right="{right}"' if right else ""
    return f'<w:ind w:left="{left}"{right_}/>'


def aligned(align: Align) -> str:
    """How the lines of a paragraph stand."""
    # "left" is the leading edge in Word: the right one in a right-to-left paragraph.
    value = {"start": "left", "center": "center", "end": "right", "justify": "both"}[align]
    return f'<w:jc w:val="{value}"/>'
