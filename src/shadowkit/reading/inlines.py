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
from shadowkit.reading.files import FORBIDDEN
from shadowkit.reading.inline_rules import CITATION_KEY, REFERENCE
from shadowkit.reading.markdown import MOST_NESTING, inline_tokens
from shadowkit.reading.validation import keys_of

Paragraphs = tuple[tuple[AInline, ...], ...]

_STYLES: Mapping[str, EmphasisStyle] = {
    "em": "italic",
    "strong": "bold",
    "superscript": "superscript",
}
_BRACES_AT_END = re.compile(r"\{(?:[.#]|[A-Za-z][\w-]*=)[^{}]*\}\s*$")
_NEXT_BRACKET = re.compile(r"\s?\[(?!\^)")
_BRACKETS = re.compile(r"\\.|[\[\]]", re.DOTALL)
_NOT_REFERRED_TO = ("earlier",)
_IDLE_IN_SPANS = ("theme", "tags", "only", "not", "label", "status", "allow", "reason")
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
        text = token.content
        place = self._at(token, len(text))
        if found := FORBIDDEN.search(text):  # written as `&#12;`; as such it stops the file
            self._fault(
                faults.NOT_IN_FORMAT,
                place,
                f"a control character (U+{ord(found[0]):04X}), which no document can print",
                "Leave it out.",
            )
            text = FORBIDDEN.sub("", text)
        if token.type == "text" and text.endswith("\\"):
            self._idle_backslash(self._at(token).shifted(len(token.content) - 1, 1))
        if text:
            self._add(AText(text, place))

    def _text_special(self, token: Token) -> None:
        marked = token.content[1:]
        if token.info == "escape" and marked and not marked.isalnum():
            self._idle_backslash(self._at(token, 2))
        self._text(token)

    def _idle_backslash(self, place: Location) -> None:
        self._fault(
            faults.NOT_IN_FORMAT,
            place,
            "this backslash is printed, and Pandoc leaves it out",
            "Leave it out, or write `\\\\` for the character itself.",
        )

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

    def _too_deep(self, token: Token) -> None:
        self._fault_too_deep(token)
        self._add(AText(token.content, self._at(token, len(token.content))))

    def _fault_too_deep(self, token: Token) -> None:
        self._fault(
            faults.TOO_DEEP,
            self._at(token),
            "brackets or marks of emphasis are nested too deeply",
            "Take out those that were not meant; `\\[` and `\\*` are the characters themselves.",
        )

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
            faults.NOT_IN_FORMAT,
            self._at(token, token.meta["end"] - token.meta["pos"]),
            "a picture stands in a paragraph of its own, not within a text",
            'Give it a block of its own: `::: {.figure source="..."}`.',
        )
        self._add(AText(token.meta["alt"], self._at(token)))

    # --- notes, citations, references -------------------------------------------------

    def _note_use(self, token: Token) -> None:
        place = self._at(token, token.meta["end"] - token.meta["pos"])
        label = token.meta["label"]
        if label.startswith("?"):
            self._fault(
                faults.NOT_READ_YET,
                place,
                "marked gaps (`[^?5]`) are not read by this version yet",
                "Until then, leave the mark out.",
            )
            return
        self.context.used_notes.add(label)
        if self._within("note_open") or self.in_note:
            self._note_in_note(place)
            return
        paragraphs = self.context.notes.get(label)
        if paragraphs is None:
            self._fault(
                faults.NOTE_LABEL,
                place,
                f"there is no note `[^{label}]:` in this file",
                did_you_mean(label, self.context.notes)
                or f"Write its text on a line of its own, `[^{label}]: text`.",
            )
            return
        self._add(ANote(paragraphs, place, label))

    def _mark_before(self, token: Token) -> None:
        before = self.source[max(0, token.meta["pos"] - 2) : token.meta["pos"]]
        if before.endswith("!") and before != "\\!":
            self._fault(
                faults.NOT_IN_FORMAT,
                self._at(token).shifted(-1, 1),
                "an exclamation mark straight before a bracket reads as a picture",
                "Put a space between the two, or write `\\!`.",
            )

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
        self._mark_before(token)
        if meta["following"] in ("[", "("):
            self._fault(
                faults.AFTER_CITATION,
                self.placer.place(meta["end"], 1),
                f"`{meta['following']}` follows straight after a citation",
                "Put a space between the two, or several sources into one citation: `[@a; @b]`.",
            )
        if self.in_citation:
            self._fault(
                faults.BAD_CITATION,
                place,
                "a citation stands inside the words of another",
                "Put several sources side by side: `[see @a, para. 3; @b]`.",
            )
            self._add(AText(self.source[meta["pos"] : meta["end"]], place))
            return
        parts = _split(meta["inner"])
        references = [REFERENCE.fullmatch(text.strip()) for text, _start in parts]
        if all(references):
            targets = tuple(
                self._target(match, meta["inner_pos"] + start + text.index("@"))
                for match, (text, start) in zip(references, parts, strict=True)
                if match
            )
            self._refer(targets, place)
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
        if text[: match.start()].endswith("-"):
            self._fault(
                faults.BAD_CITATION,
                self.placer.place(base + match.start() - 1, len(match[0]) + 1),
                f"`-{match[0]}` asks for a citation without its author; there is no such form",
                f"Write `[{match[0]}]`.",
            )
            return None
        before, after = text[: match.start()].lstrip(), text[match.end() :].rstrip()
        rest = after[1:] if after.startswith(",") else after
        locator, suffix = split_locator(rest.strip())
        suffix = suffix.lstrip()
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
        builder = InlineBuilder(
            self.context, shifted, text, asks=False, in_note=True, in_citation=True
        )
        return builder.build(inline_tokens(text))

    def _reference(self, token: Token) -> None:
        meta = token.meta
        place = self._at(token, meta["end"] - meta["pos"])
        bracket = _bracket_behind(self.source, meta["end"])
        if bracket is not None:
            self._fault(
                faults.AFTER_CITATION,
                self.placer.place(bracket, 1),
                "`[` follows a reference, and Pandoc reads the two as one",
                f"Write the reference in brackets, `[@{meta['prefix']}:{meta['id']}]`.",
            )
        self._refer((Target(meta["prefix"], meta["id"], place),), place)

    def _refer(self, targets: tuple[Target, ...], place: Location) -> None:
        read = tuple(target for target in targets if target.prefix not in _NOT_REFERRED_TO)
        for target in targets:
            if target not in read:
                self._fault(
                    faults.NOT_READ_YET,
                    target.location,
                    f"references with `@{target.prefix}:` are not read by this version yet",
                    "Until then, say in words what is meant.",
                )
        if read:
            self._add(AReference(read, place))

    def _target(self, match: re.Match[str], start: int) -> Target:
        return Target(match[1], match[2], self.placer.place(start, len(match[0])))

    def _bare_citation(self, token: Token) -> None:
        meta = token.meta
        text = self.source[meta["pos"] : meta["end"]]
        place = self._at(token, len(text))
        if self.in_citation:
            self._fault(
                faults.BAD_CITATION,
                place,
                f"`{text[:60]}` stands among the words of another source",
                "Put a semicolon between two sources: `[@a; @b]`.",
            )
            self._add(AText(text, place))
            return
        self._fault(
            faults.BARE_CITATION,
            place,
            f"`{text[:60]}` stands without brackets",
            f"Write `[{text[:60]}]` to cite a source, or \\{text[:60]} for the characters.",
        )
        self._add(AText(text, place))

    # --- what holds content -----------------------------------------------------------

    def _within(self, type: str) -> bool:
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
        if "glued" in token.meta:
            self._fault(
                faults.AFTER_CITATION,
                self.placer.place(token.meta["glued"], 1),
                "another `^` follows the note without a space between",
                "Put a space between two notes (it is not printed), or make one note of both.",
            )
        if self.in_note or self._within("note_open"):
            self._note_in_note(place)
            for node in content:
                self._add(node)
            return
        self._add(ANote((content,), place))

    def _link(self, token: Token, content: tuple[AInline, ...]) -> None:
        href = str(token.attrGet("href") or token.meta.get("href") or "")
        place = self._at(token)
        if self._within("link_open"):
            self._fault(faults.NOT_IN_FORMAT, place, "a link cannot hold another link")
            for node in content:
                self._add(node)
            return
        if token.meta.get("title"):
            self._fault(
                faults.NOT_IN_FORMAT,
                place,
                "the title of a link would not be printed anywhere",
                "Leave it out, or write it as text.",
            )
        end = token.meta.get("end") or self.source.index(">", token.meta["pos"]) + 1
        if parse(self.source, end, len(self.source), self.placer.place, Collector()) is not None:
            self._fault(
                faults.BAD_ATTRIBUTES,
                self.placer.place(end, self.source.index("}", end) + 1 - end),
                "a link has no attributes; these braces would be printed",
                "Leave them out, or put the link into a span: `[[text](https://...)]{...}`.",
            )
        if not _LINK_SCHEME.fullmatch(href):
            where = f"to `{href[:60]}`" if href else "nowhere"
            self._fault(
                faults.BAD_LINK,
                place,
                f"this link leads {where}; its text is kept, the link is not",
                "Give an address that begins with https://, http:// or mailto:.",
            )
            for node in content:
                self._add(node)
            return
        self._add(ALink(href, content, place))

    def _span(self, token: Token, content: tuple[AInline, ...]) -> None:
        self._mark_before(token)
        begin = token.meta["attributes"]
        parsed = parse(
            self.source, begin, len(self.source), self.placer.place, self.context.collector
        )
        attributes = parsed.attributes if parsed else Attributes()
        place = self._at(token, token.meta["end"] - token.meta["pos"])
        if parsed:
            for word, where in parsed.classes[1:]:
                self._fault(
                    faults.BAD_ATTRIBUTES,
                    where,
                    f"a second kind, `.{word}`; a span has one kind",
                    "Keep one of them.",
                )
        if attributes.kind == "blank" and not content:
            return  # `[]{.blank}`: an empty value, which Pandoc needs some mark for
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
                "Until then, leave the brackets and braces out.",
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
            keys = keys_of(attributes, model, what, self.context.collector, place)
            for pair in attributes.pairs:
                if pair.name in _IDLE_IN_SPANS:
                    self._fault(
                        faults.NOT_READ_YET,
                        pair.name_location,
                        f"`{pair.name}` has no effect on a span in this version yet",
                        "Write it on the block around it, or make the span a block of its own.",
                    )
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


def _bracket_behind(source: str, position: int) -> int | None:
    """The offset of a bracket that Pandoc takes for the words of the reference before it:
    not of a note, and not of a link."""
    match = _NEXT_BRACKET.match(source, position)
    if match is None:
        return None
    depth = 0
    for mark in _BRACKETS.finditer(source, match.end() - 1):
        depth += (mark[0] == "[") - (mark[0] == "]")
        if depth == 0:
            return None if source.startswith("(", mark.end()) else match.end() - 1
    return None


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
