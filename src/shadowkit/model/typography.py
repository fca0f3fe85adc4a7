"""Typography by language, as far as a source says it: content/typography.yaml."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from shadowkit.model.reference import Row, Table


class NoteMarks(Row):
    """Where the marks of notes stand in one language."""

    language: str
    name: str
    """The language's name."""
    place: Literal["after", "before"]
    """After the punctuation or before it."""
    sentence: str
    """A sentence with a mark where it belongs."""
    quotation: str
    """A quotation with a mark where it belongs."""


class Typography(Table):
    """What is known of each language."""

    marks: tuple[NoteMarks, ...]

    @property
    def rows(self) -> Iterable[NoteMarks]:
        return self.marks

    def marks_in(self, language: str) -> NoteMarks | None:
        """The rule of a language; None where no source says one."""
        own = language.partition("-")[0]
        return next((rule for rule in self.marks if rule.language == own), None)
