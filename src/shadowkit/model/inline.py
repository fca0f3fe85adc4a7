"""Inlines: as the author wrote them, and as they are printed.

The authored ones carry a `Location`; the printed ones do not (the block around them does),
and hold nothing that still has to be looked up or counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias

from shadowkit.location import Location
from shadowkit.model.kinds import NO_KEYS, Keys
from shadowkit.records import dataclass

EmphasisStyle: TypeAlias = Literal["italic", "bold", "superscript"]


# --- authored -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AText:
    """Characters, exactly as written."""

    text: str
    location: Location


@dataclass(frozen=True, slots=True)
class ABreak:
    """A hard line break."""

    location: Location


@dataclass(frozen=True, slots=True)
class AEmphasis:
    style: EmphasisStyle
    content: tuple[AInline, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class ALink:
    href: str
    content: tuple[AInline, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class ASpan:
    """``[text]{...}``: evidence smaller than a paragraph (`attributes.kind`), text in
    another language, or a place with an id."""

    attributes: Attributes
    content: tuple[AInline, ...]
    location: Location
    keys: Keys = NO_KEYS


@dataclass(frozen=True, slots=True)
class ANote:
    """A note: ``^[...]`` or a use of ``[^name]``; one tuple of inlines a paragraph.  Without
    paragraphs it is a note whose text is lost, ``[^?5]``."""

    paragraphs: tuple[tuple[AInline, ...], ...]
    location: Location
    label: str = ""


@dataclass(frozen=True, slots=True)
class CitedSource:
    """One source within a citation: words before it, the locator, words after it."""

    source: str
    prefix: tuple[AInline, ...]
    locator: str
    suffix: tuple[AInline, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class ACitation:
    """``[see @source, para. 14; @other]``: one note; inside a note it prints in line."""

    items: tuple[CitedSource, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class Target:
    """What a reference points at: ``para``, ``rec``, ``section``, ``note`` ... and an id."""

    prefix: str
    id: str
    location: Location


@dataclass(frozen=True, slots=True)
class AReference:
    """``@para:id`` or ``[@para:a; @para:b]``."""

    targets: tuple[Target, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class ABacking:
    """What is printed behind a recommendation, made from its keys: the numbers of the
    evidence it `answers`, or the earlier recommendations it `follows`.  Put in by resolving,
    never by an author."""

    key: Literal["answers", "follows"]
    names: tuple[tuple[str, Location], ...]
    location: Location


AInline: TypeAlias = (
    AText | ABreak | AEmphasis | ALink | ASpan | ANote | ACitation | AReference | ABacking
)


@dataclass(frozen=True, slots=True)
class Attribute:
    """One ``key=value`` as written, with the places of both."""

    name: str
    value: str
    name_location: Location
    value_location: Location

    def words(self) -> Iterator[tuple[str, Location]]:
        """The ids in the value, which are separated by spaces, each with its place."""
        position = 0
        for word in self.value.split():
            position = self.value.index(word, position)
            yield word, self.value_location.shifted(position, len(word))
            position += len(word)


@dataclass(frozen=True, slots=True)
class Attributes:
    """What stands in braces: ``{.kind #id key=value}``, read but not yet validated."""

    kind: str = ""
    id: str = ""
    pairs: tuple[Attribute, ...] = ()
    kind_location: Location | None = None
    id_location: Location | None = None

    def get(self, name: str) -> Attribute | None:
        for pair in self.pairs:
            if pair.name == name:
                return pair
        return None

    def value(self, name: str) -> str:
        """The value of a key as written; "" where it is not given."""
        pair = self.get(name)
        return pair.value if pair else ""

    def words(self, name: str) -> tuple[tuple[str, Location], ...]:
        """The ids of a key with their places; () where it is not given."""
        pair = self.get(name)
        return tuple(pair.words()) if pair else ()


NO_ATTRIBUTES = Attributes()


# --- printed --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    text: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    pass


@dataclass(frozen=True, slots=True)
class Emphasis:
    style: EmphasisStyle
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A link out of the document: http, https or mailto."""

    href: str
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The mark of note `number`, which stands at that place in `Document.notes`."""

    number: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Reference:
    """One printed number that points at an anchor of this document.

    "paras. 15–19" is the text "paras. ", a reference "15", the text "–", a reference "19".
    `target` says what is numbered.  An unresolved reference has no anchor and prints `text`.
    """

    anchor: str
    text: str
    target: Literal["paragraph", "heading", "note", "table"]


@dataclass(frozen=True, slots=True)
class Span:
    """Text with an anchor (evidence a reference may point at) or in another language."""

    content: tuple[Inline, ...]
    anchor: str = ""
    language: str = ""


Inline: TypeAlias = Text | LineBreak | Emphasis | Link | NoteMark | Reference | Span
Inlines: TypeAlias = tuple[Inline, ...]


def plain(inlines: Iterable[Inline]) -> str:
    """The words of printed inlines, without note marks; a line break is a line feed."""
    pieces: list[str] = []
    for node in inlines:
        if isinstance(node, (Text, Reference)):
            pieces.append(node.text)
        elif isinstance(node, (Emphasis, Link, Span)):
            pieces.append(plain(node.content))
        elif isinstance(node, LineBreak):
            pieces.append("\n")
    return "".join(pieces)


def authored_text(inlines: Iterable[AInline]) -> str:
    """The words of authored inlines, without notes, citations and references."""
    pieces: list[str] = []
    for node in inlines:
        if isinstance(node, AText):
            pieces.append(node.text)
        elif isinstance(node, (AEmphasis, ALink, ASpan)):
            pieces.append(authored_text(node.content))
        elif isinstance(node, ABreak):
            pieces.append(" ")
    return "".join(pieces)
