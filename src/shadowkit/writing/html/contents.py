"""The contents as mark-up: a list in a list for each level of headings."""

from __future__ import annotations

from html import escape

from shadowkit.model.document import Contents, ContentsEntry
from shadowkit.writing.html.inlines import InlinePrinter

CONTENTS_ID = "contents"


def contents(inlines: InlinePrinter, listed: Contents, *, printed: bool) -> str:
    """The contents with their heading.  `printed` gives each line a place where the style
    sheet puts dots and the number of the page."""
    pieces = [
        f'<nav class="toc" role="doc-toc" aria-labelledby="{CONTENTS_ID}">\n',
        f'<h2 id="{CONTENTS_ID}">{escape(listed.title)}</h2>\n',
    ]
    open_levels: list[int] = []
    for entry in listed.entries:
        while open_levels and open_levels[-1] > entry.level:
            pieces.append("</li>\n</ol>\n")
            open_levels.pop()
        if open_levels and open_levels[-1] == entry.level:
            pieces.append("</li>\n")
        else:
            pieces.append("<ol>\n")
            open_levels.append(entry.level)
        pieces.append(f"<li>{_line(inlines, entry, printed)}")
    pieces += ["</li>\n</ol>\n" for _level in open_levels]
    return "".join(pieces) + "</nav>\n"


def _line(inlines: InlinePrinter, entry: ContentsEntry, printed: bool) -> str:
    number = f'<span class="no">{escape(entry.number)} </span>' if entry.number else ""
    # Outside the link: a hanging number within it would cut it in two on the page.
    text = number + inlines.link_within(entry.anchor, inlines.paragraph(entry.content))
    page = f'<span class="page" data-at="#{escape(entry.anchor)}"></span>' if entry.anchor else ""
    return f"<p>{text}{page if printed else ''}</p>\n"
