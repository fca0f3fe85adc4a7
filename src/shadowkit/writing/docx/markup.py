"""XML text, units and the few fragments that every part needs."""

from __future__ import annotations

import re
from typing import Final

DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"

NAMESPACES: Final = f'xmlns:w="{_W}" xmlns:r="{_R}"'
MAIN_NAMESPACES: Final = f'{NAMESPACES} xmlns:mc="{_MC}" xmlns:w15="{_W15}" mc:Ignorable="w15"'
"""Those of the main part, which alone marks its content controls as hidden."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MARKUP = re.compile('[&<>"]')
_SPECIAL = re.compile("[\t\n\r\u00ad]")


def escape(text: str) -> str:
    """`text` as XML character data or as an attribute's value.

    A character that XML cannot hold is an error here: leaving it out would change what
    the author wrote, and the reader refuses it with its place.
    """
    bad = _FORBIDDEN.search(text)
    if bad:
        raise ValueError(f"U+{ord(bad[0]):04X} cannot stand in a Word file: {text[:60]!r}")
    if _MARKUP.search(text):
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        text = text.replace('"', "&quot;")
    return text


def characters(text: str) -> str:
    """`text` as the content of a run.

    Word wants elements for a tab and a soft hyphen.  A line feed is white space, as in
    HTML; a break that the author asked for is an inline of its own.
    """
    if not _SPECIAL.search(text):
        return f'<w:t xml:space="preserve">{escape(text)}</w:t>'
    pieces: list[str] = []
    for piece in re.split("([\t\u00ad])", re.sub("[\n\r]", " ", text)):
        if piece == "\t":
            pieces.append("<w:tab/>")
        elif piece == "\u00ad":
            pieces.append("<w:softHyphen/>")
        elif piece:
            pieces.append(f'<w:t xml:space="preserve">{escape(piece)}</w:t>')
    return "".join(pieces)


def twips(millimetres: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(millimetres * 1440 / 25.4)


def half_points(points: float) -> int:
    """A type size as Word counts it."""
    return round(points * 2)


def twentieths(points: float) -> int:
    """A space between paragraphs as Word counts it."""
    return round(points * 20)


def hexadecimal(colour: str) -> str:
    """A colour of the look as Word writes it."""
    return colour[1:].upper()


def field(properties: str, instruction: str, result: str) -> str:
    """A complex field with its result.  Word keeps the result until it updates the field,
    so it has to be right; nothing asks Word to update on opening."""
    run = f"<w:r>{properties}"
    return (
        f'{run}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'{run}<w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'{run}<w:fldChar w:fldCharType="separate"/></w:r>'
        f"{run}{characters(result)}</w:r>"
        f'{run}<w:fldChar w:fldCharType="end"/></w:r>'
    )
