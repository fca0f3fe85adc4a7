"""The pages of the PDF and of a browser's printer: sheet, margins and running lines."""

from __future__ import annotations

import re

from shadowkit.model.document import Document
from shadowkit.model.look import Look
from shadowkit.writing.html.styles import css_string

_WIDTHS = {"A4": 210.0, "Letter": 215.9}
_NARROW = frozenset("fijlrtI.,;:!'’()[]|- ")
_PLACE = re.compile(r"(\{pages?\})")


def page_rules(document: Document, look: Look, fonts: str, *, draft: bool) -> str:
    """Sheet, margins and running lines in one of `fonts`, for `document` or a draft of it."""
    margins = look.page.margins
    side = f"font-size: {look.running.size:g}pt; line-height: 1.2; color: {look.colours.muted};"
    sheet = f"{margins.top:g}mm {margins.right:g}mm {margins.bottom:g}mm {margins.left:g}mm"
    head = f"vertical-align: top; padding-top: {look.page.header:g}mm; {side}"
    foot = f"vertical-align: bottom; padding-bottom: {look.page.footer:g}mm; {side}"
    rtl = document.direction == "rtl"
    left, right = ("right", "left") if rtl else ("left", "right")
    title_side, title_width, mark = "center", "100%", ""
    if draft:
        # At the end of the line stands the mark of a draft; the title gives way to it.
        title_side, title_width = left, "78%"
        mark = f"""@top-{right} {{ content: {css_string(document.wordings.draft)}; width: 22%;
text-align: {right}; {head} font-size: {look.running.draft_size:g}pt; font-weight: bold;
color: {look.colours.draft}; }}
"""
    share = 0.76 if draft else 1.0
    room = (_WIDTHS[look.page.size] - margins.left - margins.right) * share / 0.3528
    title = one_line(document.short_title, room / look.running.size)
    return f"""
@page {{
size: {look.page.size}; margin: {sheet}; font-family: {fonts};
@top-{title_side} {{ content: {css_string(title)}; width: {title_width};
white-space: nowrap; overflow: hidden;
text-align: {_physical(look.running.header_align, rtl)}; {head} }}
@bottom-center {{ content: {_page_content(document.wordings.page)}; width: 100%;
text-align: {_physical(look.running.footer_align, rtl)}; {foot} }}
{mark}}}
@page cover {{
@top-{title_side} {{ content: none; }}
@bottom-center {{ content: none; }}
}}
"""


def one_line(text: str, room: float) -> str:
    """`text`, cut behind a word where it is wider than `room` ems.

    WeasyPrint cuts margin boxes without a sign.  The widths are rough and rather too large.
    """
    left = room
    for place, char in enumerate(text):
        left -= _width(char)
        if left < 0:
            shorter = text[:place]
            return (shorter.rsplit(" ", 1)[0] or shorter).rstrip(" ,;:–") + "…"
    return text


def _width(char: str) -> float:
    if ord(char) >= 0x2E80:
        return 1.0
    if char in _NARROW:
        return 0.35
    return 0.72 if char.isupper() else 0.56


def _physical(align: str, rtl: bool) -> str:
    """Margin boxes know no direction of their own."""
    sides = {"start": "left", "end": "right"}
    if rtl:
        sides = {"start": "right", "end": "left"}
    return sides.get(align, align)


def _page_content(wording: str) -> str:
    """ "Page {page} of {pages}" as the value of a CSS content property."""
    counters = {"{page}": "counter(page)", "{pages}": "counter(pages)"}
    parts = (part for part in _PLACE.split(wording) if part)
    return " ".join(counters.get(part) or css_string(part) for part in parts) or '""'
