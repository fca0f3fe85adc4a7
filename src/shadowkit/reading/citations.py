"""Citations and references: their tokens to authored inlines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.token import Token

from shadowkit.model.inline import ACitation, AInline, AReference, AText, CitedSource, Target
from shadowkit.model.locators import split_locator
from shadowkit.reading import faults
from shadowkit.reading.inline_rules import CITATION_KEY, REFERENCE
from shadowkit.reading.places import Shifted

if TYPE_CHECKING:
    from shadowkit.reading.inlines import InlineBuilder

_NEXT_BRACKET = re.compile(r"\s?\[(?!\^)")
_BRACKETS = re.compile(r"\\.|[\[\]]", re.DOTALL)


class CitationReader:
    """Reads the citations and references of one run of text for its builder; each public
    method takes the token of its name."""

    def __init__(self, builder: InlineBuilder) -> None:
        self.builder = builder

    def citation(self, token: Token) -> None:
        meta = token.meta
        place = self.builder.at(token, meta["end"] - meta["pos"])
        self.builder.mark_before(token)
        if meta["following"] in ("[", "("):
            self.builder.fault(
                faults.AFTER_CITATION,
                self.builder.placer.place(meta["end"], 1),
                f"`{meta['following']}` follows straight after a citation",
                "Put a space between the two, or several sources into one citation: `[@a; @b]`.",
            )
        if self.builder.in_citation:
            self.builder.fault(
                faults.BAD_CITATION,
                place,
                "a citation stands inside the words of another",
                "Put several sources side by side: `[see @a, para. 3; @b]`.",
            )
            self.builder.add(AText(self.builder.source[meta["pos"] : meta["end"]], place))
            return
        parts = _split(meta["inner"])
        references = [REFERENCE.fullmatch(text.strip()) for text, _start in parts]
        if all(references):
            targets = tuple(
                self._target(match, meta["inner_pos"] + start + text.index("@"))
                for match, (text, start) in zip(references, parts, strict=True)
                if match
            )
            self.builder.add(AReference(targets, place))
            return
        items: list[CitedSource] = []
        for text, start in parts:
            item = self._cited(text, meta["inner_pos"] + start)
            if item is not None:
                items.append(item)
        if items:
            self.builder.add(ACitation(tuple(items), place))

    def _cited(self, text: str, base: int) -> CitedSource | None:
        reference = REFERENCE.search(text)
        match = CITATION_KEY.search(text)
        if reference is not None:
            self.builder.fault(
                faults.BAD_CITATION,
                self.builder.placer.place(base + reference.start(), len(reference[0])),
                "a reference stands among sources",
                "Give it a bracket of its own, or write it without one: @para:id.",
            )
            return None
        if match is None:
            lead = len(text) - len(text.lstrip())
            self.builder.fault(
                faults.BAD_CITATION,
                self.builder.placer.place(base + lead, len(text.strip())),
                "this part of the citation names no source",
                "Each part between semicolons is `[words] @source[, para. 3]`.",
            )
            return None
        if text[: match.start()].endswith("-"):
            self.builder.fault(
                faults.BAD_CITATION,
                self.builder.placer.place(base + match.start() - 1, len(match[0]) + 1),
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
            self.builder.placer.place(base + match.start(), len(match[0])),
        )

    def _inner(self, text: str, base: int) -> tuple[AInline, ...]:
        """The inlines of a piece of a citation (its words before or after the source)."""
        if not text:
            return ()
        shifted = Shifted(self.builder.placer, base)
        return self.builder.words_of_citation(text, shifted)

    def reference(self, token: Token) -> None:
        meta = token.meta
        place = self.builder.at(token, meta["end"] - meta["pos"])
        bracket = _bracket_behind(self.builder.source, meta["end"])
        if bracket is not None:
            self.builder.fault(
                faults.AFTER_CITATION,
                self.builder.placer.place(bracket, 1),
                "`[` follows a reference, and Pandoc reads the two as one",
                f"Write the reference in brackets, `[@{meta['prefix']}:{meta['id']}]`.",
            )
        target = Target(meta["prefix"], meta["id"], place)
        self.builder.add(AReference((target,), place))

    def _target(self, match: re.Match[str], start: int) -> Target:
        return Target(match[1], match[2], self.builder.placer.place(start, len(match[0])))

    def bare_citation(self, token: Token) -> None:
        meta = token.meta
        text = self.builder.source[meta["pos"] : meta["end"]]
        place = self.builder.at(token, len(text))
        if self.builder.in_citation:
            self.builder.fault(
                faults.BAD_CITATION,
                place,
                f"`{text[:60]}` stands among the words of another source",
                "Put a semicolon between two sources: `[@a; @b]`.",
            )
            self.builder.add(AText(text, place))
            return
        message = f"`{text[:60]}` stands without brackets"
        hint = f"Write `[{text[:60]}]` to cite a source, or \\{text[:60]} for the characters."
        if meta.get("glued"):
            message += " straight behind a letter, where it is no reference"
            hint = f"Write `[{text[:60]}]`, or put a space before it."
        self.builder.fault(faults.BARE_CITATION, place, message, hint)
        self.builder.add(AText(text, place))


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
