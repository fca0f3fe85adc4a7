"""What an import, and filling in what was imported, have to say about a file: SK7xx.  The line of a
place is the row of the file, or its paragraph; the column is the cell."""

from __future__ import annotations

from typing import Final

from shadowkit.diagnostics import Severity, rule

ROW_UNREAD: Final = rule(
    "SK701",
    "row-unread",
    Severity.ERROR,
    """
    A row of a file that is imported, or a recommendation that its text names, could not be
    read, and is not in the registry.

    All else was imported. What is missing would be missing from every table and count.

    To mend: look at that row of the file and mend it, and import the file anew; nothing is
    imported twice. Or write the entry into recommendations.yaml by hand.
    """,
)
CELL_UNREAD: Final = rule(
    "SK702",
    "cell-unread",
    Severity.WARNING,
    """
    A cell of a file that is imported is not understood: a position or a State that is not
    known, a goal without a number.

    The recommendation was imported without what the cell says.

    To mend: add it to the entry in recommendations.yaml by hand.
    """,
)
CELLS_MERGED: Final = rule(
    "SK703",
    "cells-merged",
    Severity.WARNING,
    """
    Cells of a table that is imported are merged, and it is not certain what they belong to.

    A cell that goes down over several rows was taken for each of them. Where cells beside
    each other are merged, what stands in them was taken for the first column.

    To mend: compare the entry in recommendations.yaml with the file.
    """,
)
COLUMN_MISSING: Final = rule(
    "SK704",
    "column-missing",
    Severity.WARNING,
    """
    A file that is imported lacks a column that others of its kind have, or has one that is
    not known.

    The rest was imported.

    To mend: see whether the file is whole. A column that was renamed may be given its own
    name again, and the file imported anew: what is missing is filled in.
    """,
)
ENTRY_DIFFERS: Final = rule(
    "SK705",
    "entry-differs",
    Severity.INFO,
    """
    An entry of recommendations.yaml says something else than the file that is imported.

    An import adds what is missing and changes nothing that is there, for that may be
    yours. So the entry is as it was.

    To mend: nothing, where the entry is right. Else write into it what the file says, or
    remove that line of the entry and import the file anew.
    """,
)
AT_ODDS: Final = rule(
    "SK706",
    "origin-at-odds",
    Severity.WARNING,
    """
    What a file that is imported says of itself does not fit together: the symbol is that of
    a document on another State, or the cycle is not that of the session.

    Files under a wrong name are about. What was imported may be about another State.

    To mend: look at the document itself, by its symbol on undocs.org, and remove what does
    not belong to the dossier.
    """,
)
NUMBER_TWICE: Final = rule(
    "SK707",
    "number-twice",
    Severity.WARNING,
    """
    A file that is imported has a recommendation twice, by its number, with different words.

    Lists by theme repeat a recommendation under each of its themes; then it is taken once,
    with all its themes. Here the words differ, and the first ones were taken.

    To mend: look which words are right in the document itself.
    """,
)
LETTERS_DOUBTFUL: Final = rule(
    "SK708",
    "letters-doubtful",
    Severity.WARNING,
    """
    The letters of a text that is imported look wrong: the file was saved in another encoding
    than it seems, or lost some of its letters before.

    Files of CSV do not say how their letters are encoded. It is guessed, and the guess is
    said.

    To mend: open the file in the program that it comes from, save it as UTF-8, remove the
    entries, and import it anew. Or mend the words by hand.
    """,
)
CELL_TAKEN: Final = rule(
    "SK709",
    "cell-taken",
    Severity.WARNING,
    """
    A cell of a matrix that is filled in holds something else than the entry's assessment.

    Somebody wrote it there by hand. It was left as it is, so the file does not say what
    recommendations.yaml says.

    To mend: where the cell is right, write its words into `assessment` of the entry. Else mend
    the cell in the file that was made.
    """,
)
CELL_NOT_FILLED: Final = rule(
    "SK710",
    "cell-not-filled",
    Severity.ERROR,
    """
    A cell of a matrix could not be filled in without changing something else: it goes over
    several rows, or holds a content control, a tracked change, a table, a picture or a note.

    All other cells were filled in. The assessment is missing in the file that was made.

    To mend: write the assessment into that cell by hand, in the file that was made.
    """,
)

RULES: Final = (
    ROW_UNREAD,
    CELL_UNREAD,
    CELLS_MERGED,
    COLUMN_MISSING,
    ENTRY_DIFFERS,
    AT_ODDS,
    NUMBER_TWICE,
    LETTERS_DOUBTFUL,
    CELL_TAKEN,
    CELL_NOT_FILLED,
)
