"""What is open while content files are read: sections, fenced blocks, and paragraphs that a
list may still join."""

from __future__ import annotations

from dataclasses import field
from typing import TypeAlias

from shadowkit.location import Location
from shadowkit.model.authored import ABlock, ASection, Node
from shadowkit.model.inline import NO_ATTRIBUTES, AInline, Attributes
from shadowkit.model.kinds import KINDS, NO_KEYS, Keys
from shadowkit.reading.markdown import MOST_NESTING
from shadowkit.records import dataclass

FRONT = "front"
_HANDED_DOWN = ("theme", "tags", "lang", "confidential")


@dataclass(slots=True)
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


@dataclass(slots=True)
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


@dataclass(slots=True)
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


class Opened:
    """The sections and blocks that are open, from the dossier itself to the innermost."""

    def __init__(self) -> None:
        self._stack: list[Container] = [OpenSection(0)]

    @property
    def top(self) -> Container:
        return self._stack[-1]

    @property
    def in_fence(self) -> bool:
        return any(container.fence is not None for container in self._stack)

    @property
    def in_block(self) -> bool:
        return any(isinstance(container, OpenBlock) for container in self._stack)

    @property
    def full(self) -> bool:
        """Whether what is opened next lies too deep for the first time."""
        return len(self._stack) == MOST_NESTING + 1

    def asks(self) -> bool:
        """Whether the text stands in a block of recommendations."""
        return any(
            isinstance(container, OpenBlock) and KINDS[container.kind].asks
            for container in self._stack
        )

    def inherited(self, keys: Keys) -> Keys:
        """`keys` with what the headings and blocks around hand down where it is silent."""
        outer = self.top.keys
        if outer is NO_KEYS:
            return keys
        handed = {
            name: getattr(outer, name)
            for name in _HANDED_DOWN
            if getattr(outer, name) and name not in keys.model_fields_set
        }
        return keys.model_copy(update=handed) if handed else keys

    def open(self, container: Container) -> None:
        self._stack.append(container)

    def close(self) -> None:
        """Ends the innermost; it becomes part of the one around it."""
        done = self._stack.pop()
        outer = self.top
        if len(self._stack) > MOST_NESTING:
            # Reported where it was opened; kept flat, so that no later stage goes deeper.
            if isinstance(done, OpenSection) and isinstance(outer, OpenSection):
                outer.parts.extend(done.parts)
                return
            if isinstance(done, OpenBlock) and isinstance(outer, OpenBlock):
                outer.nodes.extend(done.nodes)
                return
        if isinstance(done, OpenSection):
            assert isinstance(outer, OpenSection)
            outer.parts.append(done.closed())
        elif isinstance(outer, OpenSection):
            outer.parts.append(done.closed())
        else:
            outer.nodes.append(done.closed())

    def close_to(self, level: int) -> None:
        """Ends the sections that a heading of this level ends; fenced ones stay open."""
        while True:
            top = self.top
            if not isinstance(top, OpenSection) or top.level < level or top.fence is not None:
                return
            if top.level == 0:
                return
            self.close()

    def sections(self) -> tuple[ASection, ...]:
        """Ends all, and gives the top-level sections; what stands before the first heading
        is the section `front`."""
        while len(self._stack) > 1:
            self.close()
        root = self._stack[0]
        assert isinstance(root, OpenSection)
        front = [p for p in root.parts if not isinstance(p, ASection)]
        sections = [p for p in root.parts if isinstance(p, ASection)]
        if front:
            opened = OpenSection(1, Attributes(id=FRONT), parts=list(front))
            opened.location = front[0].location
            sections.insert(0, opened.closed())
        return tuple(sections)
