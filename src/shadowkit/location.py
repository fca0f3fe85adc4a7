"""Where something stands in the author's files."""

from __future__ import annotations

from shadowkit.records import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file of the dossier.

    ``path`` is relative to the dossier and written with ``/`` on every system.
    Lines and columns count from 1, columns in code points.  ``end_line`` and
    ``end_column`` (one past the last character) are 0 where the end is not known.
    """

    path: str
    line: int = 1
    column: int = 1
    end_line: int = 0
    end_column: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"

    def shifted(self, columns: int, length: int = 0) -> Location:
        """The place `columns` to the right on the same line, `length` code points wide."""
        start = self.column + columns
        if length:
            return Location(self.path, self.line, start, self.line, start + length)
        return Location(self.path, self.line, start)


NOWHERE = Location("", 0, 0)
"""For findings about the dossier as a whole, and for nodes the program made itself."""
