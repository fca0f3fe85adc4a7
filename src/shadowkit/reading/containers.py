"""What is open while content files are read: sections, fenced blocks, and paragraphs that a
list may still join."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from shadowkit.location import Location
from shadowkit.model.authored import ABlock, ASection, Node
from shadowkit.model.inline import NO_ATTRIBUTES, AInline, Attributes
from shadowkit.model.kinds import NO_KEYS, Keys


@dataclass
class OpenSection:
    """A section that is open; `level` 0 is the dossier itself."""

    level: int
    attributes: Attributes = NO_ATTRIBUTES
    keys: Keys = NO_KEYS
    title: tuple[AInline, ...] = ()
    location: Location = field(default_factory=lambda: Location(""))
    parts: list[ABlock | ASection | OpenParagraph] = field(default_factory=list)
    fence: Location | None = None

    def closed(self) -> ASection:
        parts = tuple(p.closed() if isinstance(p, OpenParagraph) else p for p in self.parts)
        return ASection(
            self.attributes.id,
            self.level,
            self.title,
            parts,
            self.location,
            self.attributes,
            self.keys,
        )


@dataclass
class OpenParagraph:
    """A paragraph outside any fence, which lists that follow it may still join."""

    nodes: list[Node]
    location: Location
    key: str
    keys: Keys

    def closed(self) -> ABlock:
        return ABlock(
            "paragraph", tuple(self.nodes), self.location, self.key, NO_ATTRIBUTES, self.keys
        )


@dataclass
class OpenBlock:
    """A fenced block that is open."""

    kind: str
    attributes: Attributes
    keys: Keys
    location: Location
    key: str
    fence: Location
    nodes: list[Node] = field(default_factory=list)

    def closed(self) -> ABlock:
        return ABlock(
            self.kind, tuple(self.nodes), self.location, self.key, self.attributes, self.keys
        )


Container: TypeAlias = OpenSection | OpenBlock
