"""The files that earlier recommendations come in: content/imports.yaml."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from shadowkit.model.fields import State, Truth, Urgency, Whole
from shadowkit.model.reference import Row, Table

_LONG = 5
"""A number of so many digits is that of no session."""


class ImportKind(Row):
    """A kind of file.  What is ordered in columns is known by their names, what is running
    text by the signs in it."""

    id: str
    title: str
    holds: Literal["word-table", "rows", "records", "prose"]
    """A table of a Word file, rows of a sheet or of CSV, objects of JSON, or running text."""
    body: str = ""
    """Who recommended, where the file is about one body only."""
    prefix: str = ""
    """How the ids begin; where there is none, they begin with the symbol of the document."""
    keep: Truth = False
    """Whether the file is kept in the dossier, to be filled in later."""
    columns: Mapping[str, tuple[str, ...]] = {}
    """Of each thing that is read, the names that its column has."""
    ignored: tuple[str, ...] = ()
    """Columns that are known and not read."""
    required: tuple[str, ...] = ()
    """The columns by which the kind is known."""
    signs: tuple[str, ...] = ()
    """Regular expressions that all have to be found."""


class PositionWords(Row):
    """The words for what the State said to a recommendation."""

    position: Literal["supported", "noted", "none"]
    words: tuple[str, ...]


class BodyWords(Row):
    """What a body is called in tables."""

    name: str
    words: tuple[str, ...]
    prefix: str = ""


class AskingVerbs(Row):
    """The verbs by which a body asks with one urgency; "" where ours has no word for it."""

    urgency: Urgency
    verbs: tuple[str, ...]


class CycleSessions(Row):
    """The first and the last session of a cycle of the Universal Periodic Review."""

    cycle: Whole
    sessions: tuple[Whole, Whole]


class OtherName(Row):
    """A name of a State that the list of States does not have."""

    name: str
    code: State


class Imports(Table):
    """All that is known of files to import."""

    kinds: tuple[ImportKind, ...]
    positions: tuple[PositionWords, ...]
    bodies: tuple[BodyWords, ...]
    asking: tuple[AskingVerbs, ...]
    cycles: tuple[CycleSessions, ...]
    states: tuple[OtherName, ...]

    @property
    def rows(self) -> Iterable[Row]:
        return (
            *self.kinds,
            *self.positions,
            *self.bodies,
            *self.asking,
            *self.cycles,
            *self.states,
        )

    def position(self, words: str) -> str:
        """What the State said, by a word for it; "" for an unknown word."""
        known = {word.casefold(): one.position for one in self.positions for word in one.words}
        return known.get(words.strip().casefold(), "")

    def body(self, words: str) -> BodyWords | None:
        """The body that a table calls so."""
        folded = words.strip().casefold()
        return next((b for b in self.bodies if folded in map(str.casefold, b.words)), None)

    def cycle(self, session: str) -> str:
        """The cycle that a session of the Universal Periodic Review is in; "" for any other."""
        for one in self.cycles if len(session) < _LONG else ():
            if session.isdecimal() and one.sessions[0] <= int(session) <= one.sessions[1]:
                return str(one.cycle)
        return ""
