"""The XML of one style, and of the properties that most styles have.

The space between two paragraphs is written before the second one: so it depends on what
follows (a list item moves close, a paragraph after a list does not), and an item that an
officer adds needs no other style than the one before it.
"""

from __future__ import annotations

from typing import Final, Literal

from shadowkit.model.look import Align, ColourName, CoverLook, HeadingLook, Look
from shadowkit.writing.docx.markup import half_points, hexadecimal, twentieths

CUSTOM: Final = ' w:customStyle="1"'
"""The attribute of a style that is not one of Word's own."""

_BUILT_IN: Final = frozenset(
    ("Emphasis", "Strong", "Hyperlink", "footnote reference", "endnote reference")
)

# Line spacing "auto" multiplies the font's own line, which in a Times-like face is 1.15
# times its size; the look gives the multiple of the size.
NATURAL_LINE: Final = 1.15
"""The line height, as the look gives it, of Word's single spacing."""


def style(
    id: str,
    name: str,
    *,
    kind: str = "paragraph",
    based_on: str = "",
    next: str = "",
    paragraph: str = "",
    run: str = "",
    table: str = "",
    attributes: str = "",
    quick: bool = True,
) -> str:
    """One style; `quick` puts it into Word's gallery, `table` is what tables alone have."""
    return "".join(
        (
            f'<w:style w:type="{kind}"{attributes} w:styleId="{id}"><w:name w:val="{name}"/>',
            f'<w:basedOn w:val="{based_on}"/>' if based_on else "",
            f'<w:next w:val="{next}"/>' if next else "",
            "<w:qFormat/>" if quick else "",
            f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "",
            f"<w:rPr>{run}</w:rPr>" if run else "",
            table,
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
        line = f' w:line="{round(240 * line_height / NATURAL_LINE)}" w:lineRule="auto"'
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


def colour(look: Look, name: ColourName) -> str:
    """The colour of a run."""
    value: str = getattr(look.colours, name)
    return f'<w:color w:val="{hexadecimal(value)}"/>'


def lettering(
    look: Look,
    size: float = 0,
    *,
    bold: bool = False,
    italic: bool = False,
    ink: ColourName = "text",
    heading: bool = False,
) -> str:
    """The properties of a style's text that are not its parent's; `heading` takes the font of
    headings."""
    fonts = look.fonts.word
    face = fonts.headings if heading and fonts.headings != fonts.latin else ""
    # Each property has a twin for right-to-left text, which Word keeps apart.
    return "".join(
        (
            f'<w:rFonts w:ascii="{face}" w:hAnsi="{face}"/>' if face else "",
            "<w:b/><w:bCs/>" if bold else "",
            "<w:i/><w:iCs/>" if italic else "",
            colour(look, ink) if ink != "text" else "",
            f'<w:sz w:val="{half_points(size)}"/>' if size else "",
            f'<w:szCs w:val="{half_points(size)}"/>' if size else "",
        )
    )


def titling(look: Look, part: HeadingLook | CoverLook) -> str:
    """The text of a heading or of a line of the cover."""
    return lettering(
        look, part.size, bold=part.bold, italic=part.italic, ink=part.colour, heading=True
    )


def line(
    look: Look,
    side: str,
    *,
    space: int = 0,
    weight: int = 4,
    ink: Literal["rule", "accent"] = "rule",
) -> str:
    """A line in a colour of the look; `weight` is in eighths of a point."""
    shade = hexadecimal(look.colours.accent if ink == "accent" else look.colours.rule)
    return f'<w:{side} w:val="single" w:sz="{weight}" w:space="{space}" w:color="{shade}"/>'


def ruled(look: Look, part: HeadingLook | CoverLook, space: int) -> str:
    """The line above or below a heading or a line of the cover, `space` points from it."""
    if part.rule == "none":
        return ""
    side = "top" if part.rule == "above" else "bottom"
    weight = max(2, round(part.rule_width * 8))
    return bordered(line(look, side, space=space, weight=weight, ink=part.rule_colour))


def bordered(lines: str) -> str:
    """The lines at the sides of a paragraph."""
    return f"<w:pBdr>{lines}</w:pBdr>"
