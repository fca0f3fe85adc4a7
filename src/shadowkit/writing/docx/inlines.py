"""Inlines as runs: emphasis, links, note marks, references and languages."""

from __future__ import annotations

import re
from collections.abc import Set
from typing import Final
from urllib.parse import quote

from shadowkit.model.inline import (
    Emphasis,
    Inlines,
    LineBreak,
    Link,
    NoteMark,
    Reference,
    Span,
    Text,
    plain,
)
from shadowkit.writing.addresses import safe_href
from shadowkit.writing.directions import segments
from shadowkit.writing.docx.languages import is_east_asian, is_rtl, run_language
from shadowkit.writing.docx.markup import characters, field
from shadowkit.writing.docx.plan import Plan
from shadowkit.writing.docx.stylenames import (
    BOLD,
    ITALIC,
    LINK,
    SUPERSCRIPT,
    UNRESOLVED,
    NoteStyles,
    emphasis,
)

_FLAGS: Final = {"bold": BOLD, "italic": ITALIC, "superscript": SUPERSCRIPT}
# A heading's own number alone (\\n): with \\r Word may put the number of the chapter before it.
_INSTRUCTIONS: Final = {
    "paragraph": "REF {} \\r \\h",
    "heading": "REF {} \\n \\h",
    "note": "NOTEREF {} \\h",
    "table": "REF {} \\h",
}
_BARE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")


def target_url(href: str) -> str:
    """`href` as the target of a relationship.  Word calls a file broken over one space in
    an address, so what no address may hold is percent-encoded; the text stays as it is."""
    return quote(_BARE_PERCENT.sub("%25", href), safe="%/:=&?~#+!$,;'@()*._-")


class Links:
    """The links out of one part, each address once."""

    def __init__(self) -> None:
        self.ids: dict[str, str] = {}

    def id(self, href: str) -> str:
        """The relationship's id for an address."""
        return self.ids.setdefault(target_url(href), f"link{len(self.ids) + 1}")


class Bookmarks:
    """Hidden bookmarks: an anchor's first place gets one, a second place none."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._taken: set[str] = set()

    @staticmethod
    def name(anchor: str) -> str:
        """The name of an anchor's bookmark; the underscore hides it in Word's list."""
        return f"_{anchor}"

    def around(self, anchor: str, content: str) -> str:
        """`content` within the bookmark of `anchor`, if there is to be one."""
        if not anchor or anchor in self._taken:
            return content
        self._taken.add(anchor)
        id = len(self._taken)
        return (
            f'<w:bookmarkStart w:id="{id}" w:name="{self.name(anchor)}"/>{content}'
            f'<w:bookmarkEnd w:id="{id}"/>'
        )


class Runs:
    """Turns inlines into the runs of one part."""

    def __init__(
        self,
        bookmarks: Bookmarks,
        links: Links,
        *,
        language: str,
        rtl: bool,
        bold: Set[str],
        notes: NoteStyles | None = None,
        note_element: str = "",
    ) -> None:
        """`language` and `rtl` are the document's; `bold` are the ids of the paragraph styles
        that are.  `notes` and `note_element` say how a mark is written; None where no note can
        stand, which is in notes themselves."""
        self.bookmarks = bookmarks
        self.links = links
        self.marks = 0
        """How many note marks have been written."""
        self._rtl = rtl
        # In Chinese the marks that both scripts use, quotation marks first, are Chinese.
        self._asian = run_language(language, False)[0] if is_east_asian(language) else ""
        self._notes = notes
        self._note_element = note_element
        self._after_mark = False
        self._bold_styles = bold
        self._bold = False
        self._properties: dict[tuple[int, str, bool], str] = {}

    def __call__(self, inlines: Inlines, language: str = "", *, style: str = "") -> str:
        """The runs of one paragraph in `language` ("": the document's).

        `style` is the paragraph's, if it may be bold: there a bold character style would
        switch Word's bold off again.
        """
        out: list[str] = []
        self._after_mark = False
        self._bold = style in self._bold_styles
        self._emit(inlines, 0, language, is_rtl(language) if language else self._rtl, out)
        return "".join(out)

    def _emit(self, inlines: Inlines, flags: int, language: str, rtl: bool, out: list[str]) -> None:
        for node in inlines:
            match node:
                case Text(text):
                    if not text:
                        continue
                    self._text(text, flags, language, rtl, out)
                case NoteMark():
                    self._mark(node, rtl, out)
                    continue
                case Reference():
                    self._reference(node, flags, language, rtl, out)
                case Emphasis(style, content):
                    flag = _FLAGS[style]
                    plain_here = flag == BOLD and self._bold
                    self._emit(content, flags if plain_here else flags | flag, language, rtl, out)
                    continue
                case Link():
                    self._link(node, flags, language, rtl, out)
                    continue
                case Span():
                    self._span(node, flags, language, rtl, out)
                    continue
                case LineBreak():
                    out.append("<w:r><w:br/></w:r>")
            self._after_mark = False

    def properties(self, flags: int, language: str, rtl: bool) -> str:
        """The properties of a run, "" where it has none of its own."""
        key = (flags, language, rtl)
        known = self._properties.get(key)
        if known is None:
            style = f'<w:rStyle w:val="{emphasis(flags)}"/>' if flags else ""
            head, tail = run_language(language, rtl)
            inner = f"{style}{head if language or rtl else self._asian}{tail}"
            known = self._properties[key] = f"<w:rPr>{inner}</w:rPr>" if inner else ""
        return known

    def _text(self, text: str, flags: int, language: str, rtl: bool, out: list[str]) -> None:
        for piece, direction in segments(text, rtl):
            properties = self.properties(flags, language, direction)
            out.append(f"<w:r>{properties}{characters(piece)}</w:r>")

    def _mark(self, node: NoteMark, rtl: bool, out: list[str]) -> None:
        if self._notes is None:
            raise ValueError(f"the mark of note {node.number} stands in a note")
        self.marks += 1
        if node.number != self.marks:
            # Word numbers notes by the places of their marks.
            raise ValueError(f"note {node.number} is the {self.marks}. marked in the text")
        direction = "<w:rtl/>" if rtl else ""
        properties = f'<w:rPr><w:rStyle w:val="{self._notes.mark}"/>{direction}</w:rPr>'
        if self._after_mark:
            out.append(f'<w:r>{properties}<w:t xml:space="preserve">, </w:t></w:r>')
        run = f'<w:r>{properties}<w:{self._note_element} w:id="{node.number}"/></w:r>'
        out.append(self.bookmarks.around(node.anchor, run))
        self._after_mark = True

    def _reference(
        self, node: Reference, flags: int, language: str, rtl: bool, out: list[str]
    ) -> None:
        if not node.anchor:
            self._text(node.text, UNRESOLVED, language, rtl, out)
            return
        target = self.bookmarks.plan.targets.get(node.anchor)
        if target is None:
            raise ValueError(f"{node.text!r} refers to {node.anchor}, which is not printed")
        name = self.bookmarks.name(node.anchor)
        # "II.1" is Latin in Arabic too; a text of both scripts keeps the direction around it.
        pieces = segments(node.text, rtl)
        properties = self.properties(flags, language, pieces[0][1] if len(pieces) == 1 else rtl)
        # A field only where Word's own result would be the same text.
        if target.number == node.text:
            out.append(field(properties, _INSTRUCTIONS[target.kind].format(name), node.text))
        elif target.text == node.text:
            out.append(field(properties, f"REF {name} \\h", node.text))
        else:
            out.append(f'<w:hyperlink w:anchor="{name}" w:history="1">')
            self._text(node.text, flags, language, rtl, out)
            out.append("</w:hyperlink>")

    def _link(self, node: Link, flags: int, language: str, rtl: bool, out: list[str]) -> None:
        if flags & LINK or not plain(node.content).strip() or not safe_href(node.href):
            # Of a link without words a reader of the screen would hear the address alone.
            self._emit(node.content, flags, language, rtl, out)
            return
        out.append(f'<w:hyperlink r:id="{self.links.id(node.href)}" w:history="1">')
        self._emit(node.content, flags | LINK, language, rtl, out)
        out.append("</w:hyperlink>")

    def _span(self, node: Span, flags: int, language: str, rtl: bool, out: list[str]) -> None:
        inner: list[str] = []
        if node.language:
            language, rtl = node.language, is_rtl(node.language)
        self._emit(node.content, flags, language, rtl, inner)
        if node.anchor and self.bookmarks.plan.owns(node.anchor):
            out.append(self.bookmarks.around(node.anchor, "".join(inner)))
        else:
            out += inner
