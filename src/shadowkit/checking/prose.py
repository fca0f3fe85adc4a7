"""The words of a submission as the checks of words see them: paragraph by paragraph, without
notes, each character with its place in the author's files.

Titles of works (italics), quotations and text in another language are other people's words,
and what stands in square brackets is still to be written; `Passage.own` has spaces in their
place. Quotations set apart are no passages at all.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import field
from functools import lru_cache
from typing import Literal, TypeAlias

from shadowkit.checking.patterns import lazily
from shadowkit.location import Location
from shadowkit.model.assembly import Assembly
from shadowkit.model.authored import (
    ABlock,
    AKeyValue,
    AList,
    AParagraph,
    ASection,
    ATable,
    Node,
)
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
)
from shadowkit.records import dataclass

NOTE = "\ufffc"
"""Stands in a passage where a note or a citation is."""
REFERENCE = "\ufffd"
"""Stands in a passage where a reference to a paragraph, a table ... is."""

Role: TypeAlias = Literal["paragraph", "item", "cell", "heading", "note"]


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, list item, cell, heading or paragraph of a note.

    `kind` is that of the block around it ("" for a heading).  `led_by` is True for a list
    item whose list follows a paragraph with a note.  `cited` gives the sources of each
    citation by its place in `text`.
    """

    text: str
    own: str
    role: Role
    kind: str
    pieces: tuple[tuple[int, Location], ...]
    cited: tuple[tuple[int, tuple[str, ...]], ...] = ()
    led_by_note: bool = False

    def place(self, start: int, end: int) -> Location:
        """The place of ``text[start:end]``, cut off where a piece of the text ends."""
        number = bisect_right(self.pieces, start, key=lambda piece: piece[0]) - 1
        offset, location = self.pieces[max(number, 0)]
        following = self.pieces[number + 1][0] if number + 1 < len(self.pieces) else end
        return location.shifted(start - offset, max(min(end, following) - start, 1))


def passages(assembly: Assembly, language: str) -> tuple[Passage, ...]:
    """The English passages that a submission in `language` prints, in authored order."""
    if not is_english(language):
        return ()
    untaken = {block.key for block in assembly.untaken}
    return tuple(one for section in assembly.order for one in _of_section(section, untaken))


def passage(content: tuple[AInline, ...], kind: str = "") -> Passage | None:
    """The passage that the inlines of one paragraph make; None where they are empty."""
    return next(_passage(content, "paragraph", kind), None)


def with_notes(content: tuple[AInline, ...], kind: str = "") -> tuple[Passage, ...]:
    """The passage that the inlines of one paragraph make, and those of its notes."""
    return tuple(_passage(content, "paragraph", kind))


@lru_cache(maxsize=20_000)
def matches(pattern: re.Pattern[str], text: str) -> tuple[re.Match[str], ...]:
    """All matches of a pattern; submissions of one dossier have much of their text in common, and
    each text is searched once."""
    return tuple(pattern.finditer(text))


ADDRESS = lazily(r"(?:\w+://|www\.|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/)\S*", re.IGNORECASE)
"""An address on the internet."""
_CITED = lazily(r"\b(?:accessed|available|retrieved|visited)\b", re.IGNORECASE)


def is_typed_reference(one: Passage) -> bool:
    """Whether it looks like a reference to a source typed out by hand: a note or item of a list
    with an address, and when it was opened."""
    if one.role not in ("note", "item") or "/" not in one.text:
        return False
    return bool(_CITED.search(one.text) and ADDRESS.search(one.text))


def has_any(text: str, words: Iterable[str]) -> bool:
    """Whether one of the words is somewhere in a text: what checks ask before they search."""
    return any(map(text.__contains__, words))


_DIGIT = lazily(r"\d")


def has_digit(text: str) -> bool:
    """Whether there is a digit in a text: most checks of numbers and days ask this first."""
    return _DIGIT.search(text) is not None


SMALL_WORDS = frozenset(
    re.findall(
        r"\w+",
        "a an the and or of in on to for by with from against at as its their his her it they that "
        "this these those all any such other is are be been into within no not",
    )
)
"""Words that say nothing of what a text is about."""


def content_words(text: str) -> list[str]:
    """The words of a text without the small ones, in small letters and without a final s."""
    words = (word.lower() for word in re.findall(r"\w+", text))
    return [word.removesuffix("s") for word in words if word not in SMALL_WORDS]


def is_english(language: str) -> bool:
    """Whether it is English; a block that names no language is in the submission's."""
    return language.partition("-")[0] in ("", "en")


def _of_section(section: ASection, untaken: set[str]) -> Iterator[Passage]:
    if any(block.key not in untaken for block in section.blocks()):
        yield from _passage(section.title, "heading", "")
    for part in section.parts:
        if isinstance(part, ASection):
            yield from _of_section(part, untaken)
        elif part.key not in untaken:
            yield from _of_block(part)


def _of_block(block: ABlock) -> Iterator[Passage]:
    if block.kind != "quote" and is_english(block.keys.lang):
        yield from _of_nodes(block.nodes, "paragraph", block.kind, False)


def _of_nodes(nodes: Iterable[Node], role: Role, kind: str, led_by_note: bool) -> Iterator[Passage]:
    noted = led_by_note
    for node in nodes:
        if isinstance(node, AParagraph):
            found = list(_passage(node.content, role, kind, led_by_note))
            noted = led_by_note or any(NOTE in one.text for one in found)
            yield from found
        elif isinstance(node, AList):
            for item in node.items:
                yield from _of_nodes(item.nodes, "item", kind, noted)
        elif isinstance(node, ATable):
            cells = [node.caption, *node.header, *(cell for row in node.rows for cell in row)]
            for cell in cells:
                yield from _passage(cell, "cell", kind)
        elif isinstance(node, AKeyValue):
            for term, values in node.entries:
                for cell in (term, *values):
                    yield from _passage(cell, "cell", kind)
        elif isinstance(node, ABlock):
            yield from _of_block(node)


# --- one paragraph --------------------------------------------------------------------

_QUOTED = lazily(
    r"\[[^\[\]]*\]|“[^“”]*”|«[^«»]*»|„[^„“”]*[“”]|(?<![\w\"])\"[^\"]*\"(?!\w)|(?<!\w)‘[^‘’]{1,80}’(?![^\W\d])"
)
_WORDS = lazily(rf"[^{NOTE}]")


@dataclass(slots=True)
class _Flattening:
    text: list[str] = field(default_factory=list)
    length: int = 0
    pieces: list[tuple[int, Location]] = field(default_factory=list)
    cited: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    others: list[tuple[int, int]] = field(default_factory=list)
    notes: list[ANote] = field(default_factory=list)

    def add(self, text: str, location: Location) -> None:
        self.pieces.append((self.length, location))
        self.text.append(text)
        self.length += len(text)

    def read(self, content: tuple[AInline, ...]) -> None:
        for node in content:
            if isinstance(node, AText):
                self.add(node.text, node.location)
            elif isinstance(node, (AEmphasis, ALink, ASpan)):
                start = self.length
                self.read(node.content)
                if _is_of_others(node):
                    self.others.append((start, self.length))
            elif isinstance(node, ABreak):
                self.add(" ", node.location)
            elif isinstance(node, ANote):
                self.add(NOTE, node.location)
                self.notes.append(node)
            elif isinstance(node, ACitation):
                self.cited.append((self.length, tuple(item.source for item in node.items)))
                self.add(NOTE, node.location)
            elif isinstance(node, AReference):
                self.add(REFERENCE, node.location)


@dataclass(frozen=True, slots=True)
class _Flat:
    """What the inlines of one paragraph make as a string (see `Passage`)."""

    text: str
    own: str
    pieces: tuple[tuple[int, Location], ...]
    cited: tuple[tuple[int, tuple[str, ...]], ...]
    notes: tuple[ANote, ...]


class _Content:
    """The inlines of a paragraph, told apart by where they lie and not by what they say, which
    would take longer than to read them."""

    __slots__ = ("inlines",)

    def __init__(self, inlines: tuple[AInline, ...]) -> None:
        self.inlines = inlines

    def __hash__(self) -> int:
        return id(self.inlines)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Content) and self.inlines is other.inlines


@lru_cache(maxsize=20_000)
def _flat(content: _Content) -> _Flat:
    # Several submissions, and safeguarding beside the checks of words, read the same paragraphs.
    made = _Flattening()
    made.read(content.inlines)
    text = "".join(made.text)
    own = _own(text, made.others)
    return _Flat(text, own, tuple(made.pieces), tuple(made.cited), tuple(made.notes))


def _is_of_others(node: AEmphasis | ALink | ASpan) -> bool:
    if isinstance(node, ASpan):
        return not is_english(node.keys.lang)
    return isinstance(node, AEmphasis) and node.style == "italic"


def _passage(
    content: tuple[AInline, ...], role: Role, kind: str, led_by_note: bool = False
) -> Iterator[Passage]:
    """The passage that `content` makes, and those of its notes after it."""
    flat = _flat(_Content(content))
    if flat.text.strip():
        yield Passage(flat.text, flat.own, role, kind, flat.pieces, flat.cited, led_by_note)
    for note in flat.notes:
        for paragraph in note.paragraphs:
            yield from _passage(paragraph, "note", kind)


def _own(text: str, others: list[tuple[int, int]]) -> str:
    if others:
        characters = list(text)
        for start, end in others:
            characters[start:end] = _WORDS.sub(" ", text[start:end])
        text = "".join(characters)
    if not has_any(text, '[“«„‘"'):
        return text
    return _QUOTED.sub(lambda match: _WORDS.sub(" ", match[0]), text)


# --- sentences ------------------------------------------------------------------------

_END = lazily(rf"[.!?][”’\")]*{NOTE}*\s+(?=[{NOTE}“‘\"(]*[A-Z0-9])|[.!?][”’\")]*{NOTE}+(?=[A-Z])")
_ABBREVIATED = lazily(
    r"\b(?:No|Nos|St|Dr|Mr|Mrs|Ms|art|arts|Art|Arts|para|paras|p|pp|ch|sec|vol|ed|cf|"
    r"e\.g|i\.e|vs|approx|ca|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|[A-Z])$"
)


@lru_cache(maxsize=2_000)
def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Where each sentence of a passage begins and ends; a guess, made at full stops."""
    return tuple(_sentences(text))


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _END.finditer(text):
        before = max(start, match.start() - 8)
        if text[match.start()] == "." and _ABBREVIATED.search(text, before, match.start()):
            continue
        yield start, match.end()
        start = match.end()
    if start < len(text):
        yield start, len(text)
