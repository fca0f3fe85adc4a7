"""A Word file read again after cells of it were filled in: the proof that nothing else changed.

What puts the texts in knows nothing of this reader, so that neither can share the other's error.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from shadowkit.importing.assessments import lines_of
from shadowkit.importing.ohchr_lists import rows_of
from shadowkit.importing.tables import Row
from shadowkit.importing.word import WordFile

Texts = Mapping[tuple[int, int], Sequence[str]]


def differs_only_in(before: WordFile, after: WordFile, table: int, texts: Texts) -> bool:
    """Whether the cells of a table that texts were put in, by row and column from 0, say these now,
    and all else says what it said."""
    if [len(rows) for rows in before.tables] != [len(rows) for rows in after.tables]:
        return False
    if any(
        getattr(before, name) != getattr(after, name) for name in ("paragraphs", "notes", "head")
    ):
        return False
    for number, (old, new) in enumerate(zip(before.tables, after.tables, strict=True)):
        wanted = texts if number == table else {}
        if not all(map(_row_holds, rows_of(old), rows_of(new), _by_row(len(old), wanted))):
            return False
    return True


def _by_row(count: int, texts: Texts) -> Iterable[Mapping[int, Sequence[str]]]:
    rows: list[dict[int, Sequence[str]]] = [{} for _ in range(count)]
    for (row, column), lines in texts.items():
        rows[row][column] = lines
    return rows


def _row_holds(old: Row, new: Row, wanted: Mapping[int, Sequence[str]]) -> bool:
    if (old.merged, old.wide, len(old.cells)) != (new.merged, new.wide, len(new.cells)):
        return False
    pairs = enumerate(zip(old.cells, new.cells, strict=True))
    return all(
        lines_of(theirs) == wanted[at] if at in wanted else theirs == ours
        for at, (ours, theirs) in pairs
    )
