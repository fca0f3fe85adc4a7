"""Inline tokens to authored inlines, every one with its place."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import field

from markdown_it.token import Token

from shadowkit.diagnostics import Rule, did_you_mean
from shadowkit.location import Location
from shadowkit.model.inline import (
    ABreak,
    AEmphasis,
    AInline,
    ALink,
    ANote,
    ASpan,
    AText,
    Attributes,
    EmphasisStyle,
)
from shadowkit.model.kinds import KINDS, NO_KEYS, Keys
from shadowkit.reading import faults
from shadowkit.reading.attributes import parse
from shadowkit.reading.citations import CitationReader
from shadowkit.reading.collector import Collector
from shadowkit.reading.files import first_forbidden, forbidden
from shadowkit.reading.markdown import MOST_NESTING, inline_tokens
from shadowkit.reading.places import FileContext, Placer
from shadowkit.reading.validation import keys_of
from shadowkit.records import dataclass

_STYLES: Mapping[str, EmphasisStyle] = {
    "em": "italic",
    "strong": "bold",
    "superscript": "superscript",
}
_BRACES_AT_END = re.compile(r"\{(?:[.#]|[A-Za-z][\w-]*=)[^{}]*\}\s*$")
_CITING = ("citation", "reference", "bare_citation")
_LINK_SCHEME = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)


@dataclass(slots=True)
class _Frame:
    """An inline that is open while its content is gathered; `flat` where it lies too deep
    and leaves its content to the one around it."""

    token: Token
    content: list[AInline] = field(default_factory=list)
    flat: bool = False


class InlineBuilder:
    """Builds the inlines of one run of text (a paragraph, a heading).

    `asks`: the text stands in a block that holds recommendations, where a span without a
    kind carries a recommendation's keys.  `in_note`: notes may not hold notes, and citations
    (`in_citation`) no citations.
    """

    def __init__(
        self,
        context: FileContext,
        placer: Placer,
        source: str,
        *,
        asks: bool,
        in_note: bool,
        in_citation: bool = False,
    ) -> None:
        self.context = context
        self.placer = placer
        self.source = source
        self.asks = asks
        self.in_note = in_note
        self.in_citation = in_citation
        self.frames: list[_Frame] = []
        self.result: list[AInline] = []

    def build(self, tokens: Sequence[Token]) -> tuple[AInline, ...]:
        citations = CitationReader(self)
        for token in tokens:
            reader, name = (
                (citations, token.type) if token.type in _CITING else (self, f"_{token.type}")
            )
            handler = getattr(reader, name, None)
            if handler is not None:
                handler(token)
            elif token.type.endswith("_open"):
                self._open(token)
            elif token.type.endswith("_close"):
                self._close()
        while self.frames:
            self._close()
        self._braces_at_end()
        return tuple(self.result)

    def words_of_citation(self, text: str, placer: Placer) -> tuple[AInline, ...]:
        """The inlines of words before or after the source of a citation."""
        builder = InlineBuilder(
            self.context, placer, text, asks=False, in_note=True, in_citation=True
        )
        return builder.build(inline_tokens(text))

    # --- text -------------------------------------------------------------------------

    def _text(self, token: Token) -> None:
        text = token.content
        place = self.at(token, len(text))
        if found := first_forbidden(text):  # written as `&#12;`; as such it stops the file
            self.fault(
                faults.NOT_IN_FORMAT,
                place,
                f"a control character (U+{ord(found[0]):04X}), which no document can print",
                "Leave it out.",
            )
            text = forbidden().sub("", text)
        # `&#10;` and `&#13;` are white space: a line of text has no line ends in it.
        text = text.replace("\r", " ").replace("\n", " ")
        if token.type == "text" and text.endswith("\\"):
            self._idle_backslash(self.at(token).shifted(len(token.content) - 1, 1))
        if text:
            self.add(AText(text, place))

    def _text_special(self, token: Token) -> None:
        marked = token.content[1:]
        if token.info == "escape" and marked and not marked.isalnum():
            self._idle_backslash(self.at(token, 2))
        self._text(token)

    def _idle_backslash(self, place: Location) -> None:
        self.fault(
            faults.NOT_IN_FORMAT,
            place,
            "this backslash is printed, and Pandoc leaves it out",
            "Leave it out, or write `\\\\` for the character itself.",
        )

    def _softbreak(self, token: Token) -> None:
        self.add(AText(" ", self.at(token)))

    def _hardbreak(self, token: Token) -> None:
        self.add(ABreak(self.at(token)))

    def _code_inline(self, token: Token) -> None:
        self.fault(
            faults.NOT_IN_FORMAT,
            self.at(token),
            "program code in backticks is not in the format",
            "Leave the backticks out, or write \\` for the character itself.",
        )
        self.add(AText(token.content, self.at(token)))

    def _too_deep(self, token: Token) -> None:
        self._fault_too_deep(token)
        self.add(AText(token.content, self.at(token, len(token.content))))

    def _fault_too_deep(self, token: Token) -> None:
        self.fault(
            faults.TOO_DEEP,
            self.at(token),
            "brackets or marks of emphasis are nested too deeply",
            "Take out those that were not meant; `\\[` and `\\*` are the characters themselves.",
        )

    def _html_inline(self, token: Token) -> None:
        if token.content.startswith("<!--"):
            return
        place = self.at(token, len(token.content))
        self.fault(
            faults.NOT_IN_FORMAT,
            place,
            f"raw HTML (`{token.content[:40]}`) is not in the format",
            "Use Markdown: *emphasis*, **strong**, ^superscript^; write \\< for the sign itself.",
        )
        self.add(AText(token.content, place))

    def _image_mark(self, token: Token) -> None:
        self.fault(
            faults.NOT_IN_FORMAT,
            self.at(token, token.meta["end"] - token.meta["pos"]),
            "a picture stands in a paragraph of its own, not within a text",
            'Give it a block of its own: `::: {.figure source="..."}`.',
        )
        self.add(AText(token.meta["alt"], self.at(token)))

    # --- notes, citations, references -------------------------------------------------

    def _note_use(self, token: Token) -> None:
        place = self.at(token, token.meta["end"] - token.meta["pos"])
        label = token.meta["label"]
        self.context.used_notes.add(label)
        if self.within("note_open") or self.in_note:
            self._note_in_note(place)
            return
        if label.startswith("?") and label not in self.context.notes:
            self.add(ANote((), place, label))
            return
        paragraphs = self.context.notes.get(label)
        if paragraphs is None:
            self.fault(
                faults.NOTE_LABEL,
                place,
                f"there is no note `[^{label}]:` in this file",
                did_you_mean(label, self.context.notes)
                or f"Write its text on a line of its own, `[^{label}]: text`.",
            )
            return
        self.add(ANote(paragraphs, place, label))

    def mark_before(self, token: Token) -> None:
        before = self.source[max(0, token.meta["pos"] - 2) : token.meta["pos"]]
        if before.endswith("!") and before != "\\!":
            self.fault(
                faults.NOT_IN_FORMAT,
                self.at(token).shifted(-1, 1),
                "an exclamation mark straight before a bracket reads as a picture",
                "Put a space between the two, or write `\\!`.",
            )

    def _note_in_note(self, place: Location) -> None:
        self.fault(
            faults.NOT_IN_FORMAT,
            place,
            "a note cannot hold another note",
            "Inside a note, write the words or a citation `[@source]` in line.",
        )

    # --- what holds content -----------------------------------------------------------

    def within(self, type: str) -> bool:
        return any(frame.token.type == type for frame in self.frames)

    def _open(self, token: Token) -> None:
        if len(self.frames) < MOST_NESTING:
            self.frames.append(_Frame(token))
            return
        if len(self.frames) == MOST_NESTING:
            self._fault_too_deep(token)
        self.frames.append(_Frame(token, self.frames[-1].content, flat=True))

    def _close(self) -> None:
        frame = self.frames.pop()
        if frame.flat:
            return
        content = tuple(frame.content)
        name = frame.token.type.removesuffix("_open")
        place = self.at(frame.token)
        if name in _STYLES:
            self.add(AEmphasis(_STYLES[name], content, place))
        elif name == "span":
            self._span(frame.token, content)
        elif name == "note":
            self._finish_note(frame.token, content)
        else:
            self._link(frame.token, content)

    def _finish_note(self, token: Token, content: tuple[AInline, ...]) -> None:
        place = self.at(token)
        if "glued" in token.meta:
            self.fault(
                faults.AFTER_CITATION,
                self.placer.place(token.meta["glued"], 1),
                "another `^` follows the note without a space between",
                "Put a space between two notes (it is not printed), or make one note of both.",
            )
        if self.in_note or self.within("note_open"):
            self._note_in_note(place)
            for node in content:
                self.add(node)
            return
        self.add(ANote((content,), place))

    def _link(self, token: Token, content: tuple[AInline, ...]) -> None:
        href = str(token.attrGet("href") or token.meta.get("href") or "")
        place = self.at(token)
        if self.within("link_open"):
            self.fault(faults.NOT_IN_FORMAT, place, "a link cannot hold another link")
            for node in content:
                self.add(node)
            return
        if token.meta.get("title"):
            self.fault(
                faults.NOT_IN_FORMAT,
                place,
                "the title of a link would not be printed anywhere",
                "Leave it out, or write it as text.",
            )
        end = token.meta.get("end") or self.source.index(">", token.meta["pos"]) + 1
        if parse(self.source, end, len(self.source), self.placer.place, Collector()) is not None:
            self.fault(
                faults.BAD_ATTRIBUTES,
                self.placer.place(end, self.source.index("}", end) + 1 - end),
                "a link has no attributes; these braces would be printed",
                "Leave them out, or put the link into a span: `[[text](https://...)]{...}`.",
            )
        if not _LINK_SCHEME.fullmatch(href):
            where = f"to `{href[:60]}`" if href else "nowhere"
            self.fault(
                faults.BAD_LINK,
                place,
                f"this link leads {where}; its text is kept, the link is not",
                "Give an address that begins with https://, http:// or mailto:.",
            )
            for node in content:
                self.add(node)
            return
        self.add(ALink(href, content, place))

    def _span(self, token: Token, content: tuple[AInline, ...]) -> None:
        self.mark_before(token)
        begin = token.meta["attributes"]
        parsed = parse(
            self.source, begin, len(self.source), self.placer.place, self.context.collector
        )
        attributes = parsed.attributes if parsed else Attributes()
        place = self.at(token, token.meta["end"] - token.meta["pos"])
        if parsed:
            for word, where in parsed.classes[1:]:
                self.fault(
                    faults.BAD_ATTRIBUTES,
                    where,
                    f"a second kind, `.{word}`; a span has one kind",
                    "Keep one of them.",
                )
        self._space_inside(content)
        if attributes.kind == "blank" and not content:
            return  # `[]{.blank}`: an empty value, which Pandoc needs some mark for
        keys: Keys = NO_KEYS
        kind = KINDS.get(attributes.kind)
        if attributes.kind and kind is None:
            self.fault(
                faults.UNKNOWN_KIND,
                attributes.kind_location or place,
                f"there is no kind `{attributes.kind[:60]}`",
                did_you_mean(attributes.kind, (k.name for k in KINDS.values() if k.span)),
            )
            attributes = Attributes("", attributes.id, (), None, attributes.id_location)
        elif kind is not None and not kind.span:
            self.fault(
                faults.BAD_ATTRIBUTES,
                attributes.kind_location or place,
                f"`{kind.name}` is a block, not a span within a sentence",
                f"Write it as a block of its own, `::: {{.{kind.name}}}`.",
            )
            attributes = Attributes("", attributes.id, (), None, attributes.id_location)
        else:
            default = KINDS["recommendation"] if self.asks else KINDS["paragraph"]
            model = (kind or default).keys
            what = f"a span of kind `{kind.name}`" if kind else "a span"
            keys = keys_of(attributes, model, what, self.context.collector, place)
        self.add(ASpan(attributes, content, place, keys))

    def _space_inside(self, content: tuple[AInline, ...]) -> None:
        """Reports white space at the ends of a span, which Pandoc leaves out."""
        for node, text in ((content[:1], str.lstrip), (content[-1:], str.rstrip)):
            first = node[0] if node else None
            if isinstance(first, AText) and text(first.text) != first.text:
                self.fault(
                    faults.NOT_IN_FORMAT,
                    first.location,
                    "a space just inside the brackets of a span, which Pandoc leaves out",
                    "Put the space outside the brackets.",
                )
                return

    # --- helpers ----------------------------------------------------------------------

    def add(self, node: AInline) -> None:
        (self.frames[-1].content if self.frames else self.result).append(node)

    def at(self, token: Token, length: int = 0) -> Location:
        return self.placer.place(token.meta.get("pos", 0), length)

    def fault(self, rule: Rule, place: Location, message: str, hint: str = "") -> None:
        self.context.collector.add(rule, place, message, hint)

    def _braces_at_end(self) -> None:
        """Attributes behind a paragraph or list item are plain text to every Markdown
        program; the author surely meant keys."""
        last = self.result[-1] if self.result else None
        if isinstance(last, AText) and (match := _BRACES_AT_END.search(last.text)):
            self.fault(
                faults.BAD_ATTRIBUTES,
                last.location.shifted(match.start(), len(match[0])),
                "braces at the end of a text are plain text and would be printed",
                "Put the keys into a span at the start, `[]{#id}Text`, or around the text, "
                "`[Text]{#id}`.",
            )
