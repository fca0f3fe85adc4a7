"""Printed inlines as mark-up.

Text is escaped here and nowhere else.  Two flavours differ in their notes only: on a
screen a mark links to a list of notes at the end; in print with `foot` notes the note
itself follows its mark, and the style sheet floats it to the foot of the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import escape

from shadowkit.model.document import Note
from shadowkit.model.inline import (
    Emphasis,
    Inline,
    Inlines,
    LineBreak,
    Link,
    NoteMark,
    Reference,
    Span,
    Text,
    plain,
)
from shadowkit.writing.html.words import printed

# WeasyPrint takes the place between a hanging number and its text, or between a full stop
# and the mark of a note, for a place where a line may end.  A word joiner forbids that.
JOINER = "\u2060"

# Without this variation selector, telephones show a coloured picture.
TEXT_NOT_PICTURE = "\ufe0e"

EMPHASIS_TAGS = {"italic": "em", "bold": "strong", "superscript": "sup"}

_OUTWARD = re.compile(r"(?:https?://|mailto:)[^\s<>\"\\\x00-\x1f]+", re.IGNORECASE)
_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


def safe_href(href: str) -> str:
    """`href` where it leads out by http, https or mail; "" for every other scheme.

    A ``javascript:`` or ``file:`` link would travel into the PDF as an action.
    """
    return href if _OUTWARD.fullmatch(href) else ""


def direction_of(language: str) -> str:
    """ "rtl" or "ltr" for a BCP 47 tag."""
    tag = language.lower()
    if "-arab" in tag or "-hebr" in tag:
        return "rtl"
    return "rtl" if tag.split("-")[0] in _RIGHT_TO_LEFT else "ltr"


def mark_id(anchor: str) -> str:
    """The id of a note's first mark, which the note links back to."""
    return anchor + "r"


def place_id(anchor: str) -> str:
    """The id of the place before a note's first mark, to which closing the note leads.

    It stands still on the screen wherever the text is, so that the text stays where it is.
    """
    return anchor + "p"


class InlinePrinter:
    """Turns inlines into mark-up and remembers which ids and notes it has printed.

    `anchors` are the ids that the document will print, so that no link leads nowhere.
    `joiner` stands before each mark, and `float_note` is called at the first mark of each
    note where notes follow their marks.  With `opening`, notes open beside their marks.
    """

    def __init__(
        self,
        language: str,
        anchors: frozenset[str],
        notes: tuple[Note, ...],
        *,
        joiner: str = "",
        float_note: Callable[[Note], str] | None = None,
        opening: bool = False,
    ) -> None:
        self.used: set[str] = set()
        self.unlinked: list[Reference] = []
        self._anchors = anchors
        self._notes = {note.anchor: note for note in notes}
        self._joiner = joiner
        self._float_note = float_note
        self._opening = opening
        self._direction = direction_of(language)
        self._rtl = self._direction == "rtl"
        self._after_mark = False
        self._in_link = False
        self._waiting: list[str] = []

    def id(self, anchor: str) -> str:
        """An id attribute; "" where there is no anchor or it was printed before."""
        if not anchor or anchor in self.used:
            return ""
        self.used.add(anchor)
        return f' id="{escape(anchor)}"'

    def back_link(self, anchor: str, label: str) -> str:
        """The number of a printed note; it leads back to the note's first mark."""
        number = self._notes[anchor].number
        return f'<span class="back">{self._back(anchor, label, str(number))} </span>'

    def is_marked(self, anchor: str) -> bool:
        """Whether a mark of the note has been printed."""
        return mark_id(anchor) in self.used

    def ways_back(self, anchor: str, back: str, close: str) -> str:
        """The links behind a note on a screen: one closes the note where it was opened, the
        other leads to its mark."""
        # Only an open note can be closed, and what shows that is the style sheet: without
        # one the link has no words.
        closing = (
            f'<a class="close" href="#{escape(place_id(anchor))}" aria-label="{escape(close)}"></a>'
        )
        # It points to where lines begin.
        arrow = "↪" if self._direction == "rtl" else "↩"
        return f" {closing}{self._back(anchor, back, arrow + TEXT_NOT_PICTURE)}"

    def _back(self, anchor: str, label: str, text: str) -> str:
        target = mark_id(anchor)
        # A foot note is printed within its mark's own sentence: the mark's id is known.
        if target not in self.used:
            return text
        return (
            f'<a role="doc-backlink" href="#{escape(target)}" aria-label="{escape(label)}">'
            f"{text}</a>"
        )

    def link_within(self, anchor: str, text: str) -> str:
        """`text`, which is mark-up, as a link to an anchor, if the document prints that."""
        if anchor not in self._anchors:
            return text
        return f'<a class="ref" href="#{escape(anchor)}">{text}</a>'

    def language(self, language: str) -> str:
        """Attributes for text in `language`; "" where none is named."""
        if not language:
            return ""
        direction = direction_of(language)
        turned = f' dir="{direction}"' if direction != self._direction else ""
        return f' lang="{escape(language)}"{turned}'

    def paragraph(self, content: Inlines) -> str:
        """The inlines of one paragraph, heading or line."""
        self._after_mark = False
        return self._inlines(content)

    def _inlines(self, content: Iterable[Inline]) -> str:
        pieces: list[str] = []
        for node in content:
            if isinstance(node, Text):
                if node.text:
                    pieces.append(self._text(node.text))
                    self._after_mark = False
            elif isinstance(node, NoteMark):
                pieces.append(self._mark(node))
            elif isinstance(node, Reference):
                pieces.append(self._reference(node))
                self._after_mark = False
            elif isinstance(node, Emphasis):
                tag = EMPHASIS_TAGS[node.style]
                pieces.append(f"<{tag}>{self._inlines(node.content)}</{tag}>")
            elif isinstance(node, Link):
                pieces.append(self._link(node))
            elif isinstance(node, Span):
                pieces.append(self._span(node))
            elif isinstance(node, LineBreak):
                pieces.append("<br>")
                self._after_mark = False
        return "".join(pieces)

    def _text(self, text: str) -> str:
        return printed(text, self._rtl) if self._joiner else escape(text, quote=False)

    def _link(self, node: Link) -> str:
        href = safe_href(node.href)
        if not href or self._in_link:
            return self._inlines(node.content)
        self._in_link = True
        content = self._inlines(node.content)
        self._in_link = False
        # A bare address may break anywhere; a phrase breaks at its spaces like all text.
        shown = plain(node.content).strip()
        bare = ' class="url"' if shown and href.endswith(shown) and " " not in shown else ""
        # Notes marked within the link stand behind it: they have links of their own.
        notes = "".join(self._waiting)
        self._waiting.clear()
        return f'<a{bare} href="{escape(href)}">{content}</a>{notes}'

    def _span(self, node: Span) -> str:
        attributes = self.id(node.anchor) + self.language(node.language)
        content = self._inlines(node.content)
        return f"<span{attributes}>{content}</span>" if attributes else content

    def _reference(self, node: Reference) -> str:
        text = escape(node.text, quote=False)
        if not node.anchor:
            return f"<mark>{text}</mark>"
        if node.anchor not in self._anchors:
            self.unlinked.append(node)
            return f"<mark>{text}</mark>"
        if self._in_link:
            return text
        return self.link_within(node.anchor, text)

    def _mark(self, node: NoteMark) -> str:
        comma = '<sup class="mark">,</sup>' if self._after_mark else ""
        number = str(node.number)
        if not self._in_link and node.anchor in self._anchors:
            number = f'<a role="doc-noteref" href="#{escape(node.anchor)}">{number}</a>'
        first = self.id(mark_id(node.anchor))
        attributes = f' class="mark"{first}'
        if self._opening and first:
            number = f'<span class="place"{self.id(place_id(node.anchor))}></span>{number}'
        mark = f"{comma}{self._joiner}<sup{attributes}>{number}</sup>"
        note = self._notes.get(node.anchor)
        if self._float_note is not None and note is not None and note.anchor not in self.used:
            in_link, self._in_link = self._in_link, False
            text = self._float_note(note)
            self._in_link = in_link
            if in_link:
                self._waiting.append(text)
            else:
                mark += text
        self._after_mark = True
        return mark
