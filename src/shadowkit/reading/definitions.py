"""``[^name]: text``: the notes that a file defines apart from their marks."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

from shadowkit.location import Location
from shadowkit.model.inline import AInline
from shadowkit.reading import faults
from shadowkit.reading.nodes import NodeReader
from shadowkit.reading.places import FileContext


class NoteDefinitions:
    """Reads the definitions of one file into its context."""

    def __init__(self, context: FileContext, nodes: NodeReader) -> None:
        self.context = context
        self.nodes = nodes
        self._places: dict[str, Location] = {}

    def read(self, tokens: Sequence[Token]) -> list[Token]:
        """Reads all `[^name]:` definitions, since they are used before they stand; the
        other tokens are returned."""
        rest: list[Token] = []
        position = 0
        text_end = -1
        while position < len(tokens):
            token = tokens[position]
            if token.type != "footnote_reference_open":
                rest.append(token)
                if token.type == "paragraph_open" and token.map:
                    text_end = token.map[1]
                position += 1
                continue
            depth, end = 1, position + 1
            while depth:
                depth += tokens[end].type == "footnote_reference_open"
                depth -= tokens[end].type == "footnote_reference_close"
                end += 1
            self._definition(token, tokens[position + 1 : end - 1], text_end)
            position = end
        return rest

    def _definition(self, token: Token, inner: Sequence[Token], text_end: int) -> None:
        label = str(token.meta["label"])
        line = inner[0].map[0] if inner and inner[0].map else 0
        place = Location(self.context.name, line + 1)
        if line == text_end:
            self.nodes.blank_line(place, "the text of a note")
        if label in self.context.notes:
            self.nodes.fault(
                faults.NOTE_LABEL,
                place,
                f"the note `[^{label}]` is defined a second time",
                "Give one of the two another name.",
            )
            return
        paragraphs: list[tuple[AInline, ...]] = []
        for part in inner:
            if part.type == "inline":
                paragraphs.append(self.nodes.inlines(part, in_note=True))
                self.nodes.paragraph_ends.add(part.map[1] if part.map else -1)
            elif part.type != "paragraph_open" and part.nesting >= 0:
                self.nodes.fault(
                    faults.NOT_IN_FORMAT,
                    self.nodes.line(part, place),
                    "a note holds paragraphs only, no lists or blocks",
                    "Write it as sentences.",
                )
        self.context.notes[label] = tuple(paragraphs)
        self._places[label] = place

    def report_unused(self) -> None:
        """A finding for each definition that nothing in the file uses."""
        for label in self.context.notes:
            if label not in self.context.used_notes:
                self.nodes.fault(
                    faults.NOTE_UNUSED,
                    self._places[label],
                    f"the note `[^{label}]` is never used in this file",
                    "Use it, or remove it.",
                )
