"""The contents: a field that Word updates, with what it will print already in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from shadowkit.model.document import Contents, ContentsEntry
from shadowkit.model.inline import Text
from shadowkit.model.look import Look
from shadowkit.writing.docx.inlines import Runs
from shadowkit.writing.docx.markup import field, twips
from shadowkit.writing.docx.plan import Plan
from shadowkit.writing.docx.stylenames import BODY, CONTENTS_HEADING, contents_line
from shadowkit.writing.docx.styleparts import spaced, style, titling
from shadowkit.writing.docx.where import text_area

_TAB = "<w:r><w:tab/></w:r>"


def paragraphs_of(
    listed: Contents, runs: Runs, plan: Plan, pages: Mapping[str, int]
) -> Iterator[tuple[str, str]]:
    """The style and the runs of each paragraph: the heading, then a line for each entry with
    the number of its page.

    The field begins in the first line and ends in the last.  It lists headings by their
    styles, so that after an update the same ones stand in it.
    """
    yield CONTENTS_HEADING, runs((Text(listed.title),), style=CONTENTS_HEADING)
    instruction = f'TOC \\o "1-{listed.depth}" \\h \\z'
    begun = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    before = _char("begin") + begun + _char("separate")
    last = len(listed.entries) - 1
    for place, entry in enumerate(listed.entries):
        line = _line(entry, runs, plan, pages)
        yield contents_line(entry.level), before + line + (_char("end") if place == last else "")
        before = ""


def _char(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _line(entry: ContentsEntry, runs: Runs, plan: Plan, pages: Mapping[str, int]) -> str:
    words = runs(entry.content)
    if entry.number:
        words = runs((Text(entry.number),)) + _TAB + words
    if entry.anchor not in plan.targets:
        return words
    name = runs.bookmarks.name(entry.anchor)
    page = field("", f"PAGEREF {name} \\h", str(pages[entry.anchor]))
    return f'<w:hyperlink w:anchor="{name}" w:history="1">{words}{_TAB}{page}</w:hyperlink>'


def styles(look: Look, numbered: tuple[bool, bool, bool]) -> str:
    """The styles of the heading and of the lines by level; `numbered` says at which levels
    headings have numbers, for which the lines have a tab stop."""
    width, _ = text_area(look)
    one = look.headings[0]
    title = style(  # of its own: a heading would be listed
        CONTENTS_HEADING,
        "TOC Heading",
        based_on="Normal",
        next=BODY,
        paragraph=f"<w:keepNext/>{spaced(0, look.body.space_after)}",
        run=titling(look, one),
        quick=False,
    )
    lines = (
        style(
            contents_line(level),
            f"toc {level}",
            based_on="Normal",
            next="Normal",
            paragraph=_line_style(look, level, width, has_numbers),
            quick=False,
        )
        for level, has_numbers in enumerate(numbered, 1)
    )
    return title + "".join(lines)


def _line_style(look: Look, level: int, width: int, has_numbers: bool) -> str:
    left = twips(look.lists.indent * (level - 1))
    hanging = twips(look.paragraphs.number_indent) if has_numbers else 0
    start = left + hanging
    # No indent at the right, though long headings would break earlier: LibreOffice does not
    # print the number of the page where a tab puts it beyond that.
    stop = f'<w:tab w:val="left" w:pos="{start}"/>' if has_numbers else ""
    return "".join(
        (
            f'<w:tabs>{stop}<w:tab w:val="right" w:leader="dot" w:pos="{width}"/></w:tabs>',
            spaced(look.lists.space_after, 0),
            f'<w:ind w:left="{start}"',
            f' w:hanging="{hanging}"/>' if hanging else "/>",
        )
    )
