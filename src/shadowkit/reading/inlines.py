"""Inline tokens to authored inlines, every one with its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from shadowkit.diagnostics import Rule, did_you_mean
from shadowkit.location import Location
from shadowkit.model.inline import (
    ABreak,
    ACitation,
    AEmphasis,
    AInline,
    ALink,
    ANote,
    AReference,
    ASpan,
    AText,
    Attributes,
    CitedSource,
    EmphasisStyle,
    Target,
)
from shadowkit.model.kinds import KINDS, NO_KEYS, Keys
from shadowkit.model.locators import split_locator
from shadowkit.reading import faults
from shadowkit.reading.attributes import parse
from shadowkit.reading.collector import Collector
from shadowkit.reading.inline_rules import CITATION_KEY, REFERENCE
from shadowkit.reading.markdown import inline_tokens
from shadowkit.reading.validation import keys_of

Paragraphs = tuple[tuple[AInline, ...], ...]

_STYLES: Mapping[str, EmphasisStyle] = {
    "em": "italic",
    "strong": "bold",
    "superscript": "superscript",
}
_BRACES_AT_END = re.compile(r"\{[.#][^{}]*\}\s*$")
_LINK_SCHEME = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)


@dataclass
class FileContext:
    """What the inlines of one file share: its lines, its note definitions, findings."""

    name: str
    lines: Sequence[str]
    collector: Collector
    notes: dict[str, Paragraphs] = field(default_factory=dict)
    used_notes: set[str] = field(default_factory=set)


class Placer:
    """From an offset in the content of a paragraph to the place in the file.

    The content of a token is its source lines without what stands before them (indents,
    quotation marks of lists), so each content line is the tail of its source line.
    """

    def __init__(self, context: FileContext, first_line: int, content: str) -> None:
        self.name = context.name
        self.first_line = first_line
        self.starts = [0]
        self.columns: list[int] = []
        lines = content.split("\n")
        last = len(lines) - 1
        for number, line in enumerate(lines):
            row = first_line + number
            source = context.lines[row] if row < len(context.lines) else line
            length = len(source.rstrip()) if number == last else len(source)
            self.columns.append(max(0, length - len(line)))
            self.starts.append(self.starts[-1] + len(line) + 1)

    def place(self, offset: int, length: int = 0) -> Location:
        row = min(bisect_right(self.starts, offset) - 1, len(self.columns) - 1)
        line = self.first_line + row + 1
        column = self.columns[row] + offset - self.starts[row] + 1
        if length:
            return Location(self.name, line, column, line, column + length)
        return Location(self.name, line, column)


@dataclass
class _Frame:
    """An inline that is open while its content is gathered."""

    token: Token
    content: list[AInline] = field(default_factory=list)


class InlineBuilder:
    """Builds the inlines of one run of text (a paragraph, a heading).

    `asks`: the text stands in a block that holds recommendations, where a span without a
    kind carries a recommendation's keys.  `in_note`: notes may not hold notes.
    """

    def __init__(
        self, context: FileContext, placer: Placer, source: str, *, asks: bool, in_note: bool
    ) -> None:
        self.context = context
        self.placer = placer
        self.source = source
        self.asks = asks
        self.in_note = in_note
        self.frames: list[_Frame] = []
        self.result: list[AInline] = []

    def build(self, tokens: Sequence[Token]) -> tuple[AInline, ...]:
        for token in tokens:
            handler = getattr(self, "_" + token.type, None)
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

    # --- text -------------------------------------------------------------------------

    def _text(self, token: Token) -> None:
        if token.content:
            self._add(AText(token.content, self._at(token, len(token.content))))

    _text_special = _text

    def _softbreak(self, token: Token) -> None:
        self._add(AText(" ", self._at(token)))

    def _hardbreak(self, token: Token) -> None:
        self._add(ABreak(self._at(token)))

    def _code_inline(self, token: Token) -> None:
        self._fault(
            faults.NOT_IN_FORMAT,
            self._at(token),
            "program code in backticks is not in the format",
            "Leave the backticks out, or write \\` for the character itself.",
        )
        self._add(AText(token.content, self._at(token)))

    def _html_inline(self, token: Token) -> None:
        if token.content.startswith("<!--"):
            return
        place = self._at(token, len(token.content))
        self._fault(
            faults.NOT_IN_FORMAT,
            place,
            f"raw HTML (`{token.content[:40]}`) is not in the format",
            "Use Markdown: *emphasis*, **strong**, ^superscript^; write \\< for the sign itself.",
        )
        self._add(AText(token.content, place))

    def _image_mark(self, token: Token) -> None:
        self._fault(
            faults.NOT_READ_YET, self._at(token), "pictures are not read by this version yet"
        )
        self._add(AText(token.meta["alt"], self._at(token)))

    # --- notes, citations, references -------------------------------------------------

    def _note_use(self, token: Token) -> None:
        place = self._at(token, token.meta["end"] - token.meta["pos"])
        label = token.meta["label"]
        if label.startswith("?"):
            self._fault(
                faults.NOT_READ_YET, place, "marked gaps (`[^?5]`) are not read by this version yet"
            )
            return
        if self.in_note:
            self._note_in_note(place)
            return
        self.context.used_notes.add(label)
        paragraphs = self.context.notes.get(label)
        if paragraphs is None:
            self._fault(
                faults.NOTE_LABEL,
                place,
                f"there is no note `[^{label}]:` in this file",
                did_you_mean(label, self.context.notes),
            )
            return
        self._add(ANote(paragraphs, place, label))

    def _note_in_note(self, place: Location) -> None:
        self._fault(
            faults.NOT_IN_FORMAT,
            place,
            "a note cannot hold another note",
            "Inside a note, write the words or a citation `[@source]` in line.",
        )

    def _citation(self, token: Token) -> None:
        meta = token.meta
        place = self._at(token, meta["end"] - meta["pos"])
        if meta["following"] in ("[", "("):
            self._fault(
                faults.AFTER_CITATION,
                self.placer.place(meta["end"], 1),
                f"`{meta['following']}` follows straight after a citation",
                "Put a space between the two, or several sources into one citation: `[@a; @b]`.",
            )
        parts = _split(meta["inner"])
        references = [REFERENCE.fullmatch(text.strip()) for text, _start in parts]
        if all(references):
            targets = tuple(
                self._target(match, meta["inner_pos"] + start + text.index("@"))
                for match, (text, start) in zip(references, parts, strict=True)
                if match
            )
            self._add(AReference(targets, place))
            return
        items: list[CitedSource] = []
        for text, start in parts:
            item = self._cited(text, meta["inner_pos"] + start)
            if item is not None:
                items.append(item)
        if items:
            self._add(ACitation(tuple(items), place))

    def _cited(self, text: str, base: int) -> CitedSource | None:
        reference = REFERENCE.search(text)
        match = CITATION_KEY.search(text)
        if reference is not None:
            self._fault(
                faults.BAD_CITATION,
                self.placer.place(base + reference.start(), len(reference[0])),
                "a reference stands among sources",
                "Give it a bracket of its own, or write it without one: @para:id.",
            )
            return None
        if match is None:
            lead = len(text) - len(text.lstrip())
            self._fault(
                faults.BAD_CITATION,
                self.placer.place(base + lead, len(text.strip())),
                "this part of the citation names no source",
                "Each part between semicolons is `[words] @source[, para. 3]`.",
            )
            return None
        before, after = text[: match.start()].lstrip(), text[match.end() :].rstrip()
        rest = after[1:] if after.startswith(",") else after
        locator, suffix = split_locator(rest.strip())
        suffix_start = base + match.end() + (after.rindex(suffix) if suffix else 0)
        if suffix and not locator and after.startswith(","):
            suffix = ", " + suffix
        prefix_start = base + text.index(before) if before else base
        return CitedSource(
            match[1],
            self._inner(before.rstrip(), prefix_start),
            locator,
            self._inner(suffix, suffix_start),
            self.placer.place(base + match.start(), len(match[0])),
        )

    def _inner(self, text: str, base: int) -> tuple[AInline, ...]:
        """The inlines of a piece of a citation (its words before or after the source)."""
        if not text:
            return ()
        shifted = _Shifted(self.placer, base)
        builder = InlineBuilder(self.context, shifted, text, asks=False, in_note=True)
        return builder.build(inline_tokens(text))

    def _reference(self, token: Token) -> None:
        meta = token.meta
        place = self._at(token, meta["end"] - meta["pos"])
        self._add(AReference((Target(meta["prefix"], meta["id"], place),), place))

    def _target(self, match: re.Match[str], start: int) -> Target:
        return Target(match[1], match[2], self.placer.place(start, len(match[0])))

    def _bare_citation(self, token: Token) -> None:
        meta = token.meta
        text = self.source[meta["pos"] : meta["end"]]
        place = self._at(token, len(text))
        self._fault(
            faults.BARE_CITATION,
            place,
            f"`{text[:60]}` stands without brackets",
            f"Write `[{text[:60]}]` to cite a source, or \\{text[:60]} for the characters.",
        )
        self._add(AText(text, place))

    # --- what holds content -----------------------------------------------------------

    def _open(self, token: Token) -> None:
        self.frames.append(_Frame(token))

    def _close(self) -> None:
        frame = self.frames.pop()
        content = tuple(frame.content)
        name = frame.token.type.removesuffix("_open")
        place = self._at(frame.token)
        if name in _STYLES:
            self._add(AEmphasis(_STYLES[name], content, place))
        elif name == "span":
            self._span(frame.token, content)
        elif name == "note":
            self._finish_note(frame.token, content)
        else:
            self._link(frame.token, content)

    def _finish_note(self, token: Token, content: tuple[AInline, ...]) -> None:
        place = self._at(token)
        if self.in_note or any(frame.token.type == "note_open" for frame in self.frames):
            self._note_in_note(place)
            for node in content:
                self._add(node)
            return
        self._add(ANote((content,), place))

    def _link(self, token: Token, content: tuple[AInline, ...]) -> None:
        href = str(token.attrGet("href") or token.meta.get("href") or "")
        place = self._at(token)
        if token.meta.get("title"):
            self._fault(
                faults.NOT_IN_FORMAT,
                place,
                "the title of a link would not be printed anywhere",
                "Leave it out, or write it as text.",
            )
        if not _LINK_SCHEME.fullmatch(href):
            shown = href[:60] or "nothing"
            self._fault(
                faults.BAD_LINK,
                place,
                f"this link leads to `{shown}`; its text is kept, the link is not",
                "Give an address that begins with https://, http:// or mailto:.",
            )
            for node in content:
                self._add(node)
            return
        self._add(ALink(href, content, place))

    def _span(self, token: Token, content: tuple[AInline, ...]) -> None:
        begin = token.meta["attributes"]
        parsed = parse(
            self.source, begin, len(self.source), self.placer.place, self.context.collector
        )
        attributes = parsed.attributes if parsed else Attributes()
        place = self._at(token, token.meta["end"] - token.meta["pos"])
        if parsed:
            for word, where in parsed.classes[1:]:
                self._fault(
                    faults.BAD_ATTRIBUTES, where, f"a second kind, `.{word}`; a span has one kind"
                )
        keys: Keys = NO_KEYS
        kind = KINDS.get(attributes.kind)
        if attributes.kind and kind is None:
            self._fault(
                faults.UNKNOWN_KIND,
                attributes.kind_location or place,
                f"there is no kind `{attributes.kind[:60]}`",
                did_you_mean(attributes.kind, (k.name for k in KINDS.values() if k.span)),
            )
            attributes = Attributes("", attributes.id, (), None, attributes.id_location)
        elif kind is not None and kind.keys is None:
            self._fault(
                faults.NOT_READ_YET,
                attributes.kind_location or place,
                f"the kind `{kind.name}` is not read by this version yet",
            )
            attributes = Attributes("", attributes.id, (), None, attributes.id_location)
        elif kind is not None and not kind.span:
            self._fault(
                faults.BAD_ATTRIBUTES,
                attributes.kind_location or place,
                f"`{kind.name}` is a block, not a span within a sentence",
                f"Write it as a block of its own, `::: {{.{kind.name}}}`.",
            )
            attributes = Attributes("", attributes.id, (), None, attributes.id_location)
        else:
            default = KINDS["recommendation"] if self.asks else KINDS["paragraph"]
            model = (kind or default).keys or Keys
            what = f"a span of kind `{kind.name}`" if kind else "a span"
            keys = keys_of(attributes, model, what, self.context.collector)
        self._add(ASpan(attributes, content, place, keys))

    # --- helpers ----------------------------------------------------------------------

    def _add(self, node: AInline) -> None:
        (self.frames[-1].content if self.frames else self.result).append(node)

    def _at(self, token: Token, length: int = 0) -> Location:
        return self.placer.place(token.meta.get("pos", 0), length)

    def _fault(self, rule: Rule, place: Location, message: str, hint: str = "") -> None:
        self.context.collector.add(rule, place, message, hint)

    def _braces_at_end(self) -> None:
        """Attributes behind a paragraph or list item are plain text to every Markdown
        program; the author surely meant keys."""
        last = self.result[-1] if self.result else None
        if isinstance(last, AText) and (match := _BRACES_AT_END.search(last.text)):
            self._fault(
                faults.BAD_ATTRIBUTES,
                last.location.shifted(match.start(), len(match[0])),
                "braces at the end of a text are plain text and would be printed",
                "Put the keys into a span at the start, `[]{#id}Text`, or around the text, "
                "`[Text]{#id}`.",
            )


class _Shifted(Placer):
    """A placer for a piece of text that begins at `base` of another one's."""

    def __init__(self, placer: Placer, base: int) -> None:
        self._placer, self._base = placer, base

    def place(self, offset: int, length: int = 0) -> Location:
        return self._placer.place(self._base + offset, length)


def _split(inner: str) -> list[tuple[str, int]]:
    """The parts of a citation between semicolons outside brackets, with their offsets."""
    parts: list[tuple[str, int]] = []
    depth, start = 0, 0
    for position, character in enumerate(inner):
        if character == "[":
            depth += 1
        elif character == "]":
            depth -= 1
        elif character == ";" and depth == 0:
            parts.append((inner[start:position], start))
            start = position + 1
    parts.append((inner[start:], start))
    return parts
