"""The theme and the table of fonts: what Word's pickers offer, made from the look.

No style refers to the theme; Word and the validators expect it, and an officer who reaches
for a colour finds those of the document.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from shadowkit.model.look import Look
from shadowkit.writing.docx.markup import DECLARATION, NAMESPACES, escape

_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_FILL: Final = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE: Final = f'<a:ln w="6350">{_FILL}</a:ln>'
_EFFECT: Final = "<a:effectStyle><a:effectLst/></a:effectStyle>"
_FORMATS: Final = (
    '<a:fmtScheme name="shadowkit">'
    f"<a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>{_LINE * 3}</a:lnStyleLst>"
    f"<a:effectStyleLst>{_EFFECT * 3}</a:effectStyleLst>"
    f"<a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme>"
)


def theme(look: Look, others: Mapping[str, str]) -> bytes:
    """The theme part: the look's colours and its fonts for Word; `others` are colours of a
    template, in place of those of the look."""
    colours, fonts = look.colours, look.fonts.word
    by_place = {
        "dk1": colours.text,
        "lt1": "#FFFFFF",
        "dk2": colours.accent,
        "lt2": colours.rule,
        "accent1": colours.accent,
        "accent2": colours.link,
        "accent3": colours.muted,
        "accent4": colours.rule,
        "accent5": colours.draft,
        "accent6": colours.text,
        "hlink": colours.link,
        "folHlink": colours.link,
    }
    scheme = "".join(
        f'<a:{place}><a:srgbClr val="{others.get(place, colour[1:].upper())}"/></a:{place}>'
        for place, colour in by_place.items()
    )
    major, minor = (
        f'<a:latin typeface="{escape(latin)}"/><a:ea typeface="{escape(fonts.chinese)}"/>'
        f'<a:cs typeface="{escape(fonts.arabic)}"/>'
        for latin in (fonts.headings, fonts.latin)
    )
    text = (
        f'{DECLARATION}<a:theme xmlns:a="{_DRAWING}" name="shadowkit"><a:themeElements>'
        f'<a:clrScheme name="shadowkit">{scheme}</a:clrScheme><a:fontScheme name="shadowkit">'
        f"<a:majorFont>{major}</a:majorFont><a:minorFont>{minor}</a:minorFont></a:fontScheme>"
        f"{_FORMATS}</a:themeElements></a:theme>"
    )
    return text.encode("utf-8")


def fonts(look: Look) -> bytes:
    """The table of fonts: those that the styles name."""
    word = look.fonts.word
    names = dict.fromkeys((word.latin, word.headings, word.arabic, word.chinese))
    entries = "".join(f'<w:font w:name="{escape(name)}"/>' for name in names)
    return f"{DECLARATION}<w:fonts {NAMESPACES}>{entries}</w:fonts>".encode()
