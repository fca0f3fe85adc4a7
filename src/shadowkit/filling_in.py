"""OHCHR's matrices filled in: the assessments of the registry in the lists that an import kept,
with all else in them as it was."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final, Literal

from shadowkit.diagnostics import Finding
from shadowkit.files import WriteError, write_whole
from shadowkit.importing.assessments import AssessmentWords, lines_of
from shadowkit.importing.differing import differs_only_in
from shadowkit.importing.entries import Wanted, entries
from shadowkit.importing.faults import CELL_NOT_FILLED, CELL_TAKEN
from shadowkit.importing.found import Found, Reading
from shadowkit.importing.known import Known
from shadowkit.importing.merging import Index, agree
from shadowkit.importing.ohchr_lists import rows_of
from shadowkit.importing.opening import UnknownKindError, UnusableFileError, load
from shadowkit.importing.recommendations import read_file
from shadowkit.importing.tables import Row
from shadowkit.importing.word import read_word
from shadowkit.location import Location
from shadowkit.model.authored import Dossier
from shadowkit.model.fields import in_language
from shadowkit.model.followup import standings
from shadowkit.model.inline import plain
from shadowkit.model.labels import Labels
from shadowkit.model.register import Registered, Status
from shadowkit.pipeline import Resolved
from shadowkit.reading import catalogue
from shadowkit.reading.files import inside
from shadowkit.reading.register import NAME
from shadowkit.records import dataclass
from shadowkit.resolving.references import worded
from shadowkit.taking_in import KEPT, Refused, all_known, is_kept_name
from shadowkit.writing.matrix import CannotFillError, Kept, Place, fill

FOLDER: Final = "matrices"
"""The folder below the one that files are made in."""
_SAID: Final[Mapping[Kept, str]] = {
    "missing": "the row has no cell of its own there",
    "merged": "the cell goes over several rows",
    "not-plain": "the cell holds more than text: a content control, a tracked change, a table, a "
    "picture or a note",
}


_NO_LIST: Final = (
    "it is no list of OHCHR's. Put the list there that entries of recommendations.yaml name as "
    "their `origin`, or remove that key from them."
)


class _NotFilled(Exception):  # noqa: N818
    """A file that is left out; the words say why, and what to do."""


@dataclass(frozen=True, slots=True)
class FilledIn:
    """What was written, in words what became of each file, what is wrong with some of them, and
    whether a file that was made could not be written."""

    written: tuple[Path, ...]
    told: tuple[str, ...]
    wrong: tuple[str, ...]
    findings: tuple[Finding, ...]
    unwritable: bool


def fill_in(root: Path, dossier: Dossier, target: Path, resolved: Resolved | None) -> FilledIn:
    """Fills in every list that is kept, and writes it into the folder `target` under its own
    name.  `resolved` is the submission whose paragraphs are named.  Raises `Refused`."""
    folder = root / KEPT
    if target.resolve() == folder.resolve():
        raise Refused(f"{target} is where the originals are kept. Choose another folder with -o.")
    matrices = _Matrices(root, dossier, resolved)
    written: list[Path] = []
    told: list[str] = []
    wrong: list[str] = []
    findings: list[Finding] = []
    unwritable = False
    for name in matrices.names():
        try:
            made, said, found = matrices.filled(name)
            findings += found
            told.append(said)
            if made:
                write_whole(target / name, made)
                written.append(target / name)
        except (_NotFilled, UnusableFileError) as error:
            wrong.append(f"{KEPT}/{name}: {error}")
        except WriteError as error:
            wrong.append(str(error))
            unwritable = True
    if not told and not wrong:
        raise Refused(
            f"No list of OHCHR's is kept in {KEPT}/, so there is nothing to fill in. Import one "
            "first: shadowkit import recommendations FILE"
        )
    return FilledIn(tuple(written), tuple(told), tuple(wrong), tuple(findings), unwritable)


class _Matrices:
    """The lists that are kept, and what the registry says of their rows."""

    def __init__(self, root: Path, dossier: Dossier, resolved: Resolved | None) -> None:
        self._folder = root / KEPT
        self._dossier = dossier
        self._known: Known = all_known()
        self._index = Index(dossier.register)
        self._words: AssessmentWords = self._known.assessed()
        self._numbers = _numbers(dossier, resolved) if resolved else {}
        self._from: dict[str, list[Registered]] = {}
        """Entries by the file that they were imported from, where that is one that is kept."""
        self._rows: dict[tuple[str, int | None], list[Registered]] = {}
        bodies = {"", *(kind.body for kind in self._known.imports.kinds if kind.keep)}
        for entry in dossier.register:
            origin = entry.recommendation.origin
            if origin and entry.recommendation.body in bodies and is_kept_name(origin.file):
                self._from.setdefault(origin.file, []).append(entry)
                self._rows.setdefault((origin.file, origin.row), []).append(entry)

    def names(self) -> Sequence[str]:
        """The files that entries were imported from, and others that lie beside them."""
        there = self._folder.glob("*") if self._folder.is_dir() else ()
        kept = {path.name for path in there if is_kept_name(path.name) and path.name[0] not in ".~"}
        return sorted({*self._from, *(name for name in kept if self._is_list(name))})

    def _is_list(self, name: str) -> bool:
        """Whether a file that no entry names is a list all the same: the entries were there before
        it was imported, or are gone."""
        if name in self._from:
            return False
        try:
            self._read(load(self._folder / name), name)
        except (_NotFilled, UnusableFileError):
            return False
        return True

    def _read(self, data: bytes, name: str) -> Reading:
        try:
            reading = read_file(data, name, self._known)
        except UnknownKindError:
            raise _NotFilled(_NO_LIST) from None
        if not reading.kind.keep:
            raise _NotFilled(_NO_LIST)
        return reading

    def filled(self, name: str) -> tuple[bytes, str, list[Finding]]:
        """The file filled in, what is said of it, and what was found; b"" where it is not one to
        be filled in."""
        data = self._original(name)
        reading = self._read(data, name)
        if reading.blank is None:
            return b"", _without_column(name), []
        table, column = reading.blank
        before = read_word(data, name)
        rows = rows_of(before.tables[table])
        texts: dict[Place, list[str]] = {}
        findings: list[Finding] = []
        assessed = unassessed = strange = places = 0
        for found in entries(reading, Wanted(), self._dossier.settings.state):
            entry = self._entry(found, name)
            if entry is None:
                strange += 1
                continue
            lines = self._lines(entry, found)
            if not lines:
                unassessed += 1
                continue
            assessed += 1
            for number in (found.row, *found.joined):
                row = rows[number - 1]
                there = lines_of(row.cells[column]) if column < len(row.cells) else []
                if column not in row.merged and there == lines:
                    places += 1
                elif column in row.merged or self._may_go(there, entry, found):
                    texts[number - 1, column] = lines
                else:
                    findings.append(_taken(name, number, column, there, entry))
        try:
            made, left = fill(data, table, texts)
        except CannotFillError as error:
            raise _NotFilled(_by_hand(str(error))) from None
        for place in left:
            findings.append(_not_filled(name, place, left[place], rows))
        texts = {place: lines for place, lines in texts.items() if place not in left}
        if texts and not differs_only_in(before, read_word(made, name), table, texts):
            raise _NotFilled(_by_hand("its table is not made as others are"))
        if not assessed + unassessed and name not in self._from:
            return b"", f"{name}: none of its recommendations is in {NAME}; not written.", []
        said = (
            f"{name}: {_count(assessed)} assessed, {_count(places + len(texts), 'cell')} filled in"
        )
        said += f"; {unassessed} not assessed yet" * bool(unassessed)
        said += f"; {strange} not in {NAME}" * bool(strange)
        return made, f"{said}.", findings

    def _original(self, name: str) -> bytes:
        """The file as it was imported."""
        path = self._folder / name
        if not path.is_file() or inside(self._folder, name) is None:
            raise _NotFilled(
                f"the file is missing, from which {_count(len(self._from[name]))} came. Import it "
                f"again, then it is kept there: shadowkit import recommendations {name}"
            )
        data = load(path)
        digests = {
            entry.recommendation.origin.sha256
            for entry in self._from.get(name, ())
            if entry.recommendation.origin
        }
        if digests and hashlib.sha256(data).hexdigest() not in digests and "" not in digests:
            raise _NotFilled(
                "the file is another one than that which was imported; it was changed, or put in "
                "its place. Remove it from there, and import the original again: shadowkit import "
                f"recommendations {name}"
            )
        return data

    def _entry(self, found: Found, name: str) -> Registered | None:
        """The entry of a recommendation: the one that was imported from one of its rows, else the
        one that an import would take for the same."""
        own = [
            entry
            for row in (found.row, *found.joined)
            for entry in self._rows.get((name, row), ())
            if agree(entry.recommendation, found.values)
        ]
        return own[0] if len(own) == 1 else self._index.find(found.values)

    def _lines(self, entry: Registered, found: Found) -> list[str]:
        """What the cell of a recommendation has to say."""
        labels = _labels(found)
        status, comment = _assessed(entry, found)
        lines = [labels.implementation.statuses[status]] if status else []
        lines += lines_of(comment)
        numbers = self._numbers.get(entry.id, ())
        return [*lines, evidence_line(numbers, labels)] if lines and numbers else lines

    def _may_go(self, there: Sequence[str], entry: Registered, found: Found) -> bool:
        """Whether what a cell says is lost nowhere when the entry's assessment takes its place."""
        status, comment = _assessed(entry, found)
        own = {"status": status, "comment": "\n".join(lines_of(comment))}
        said = self._words.read("\n".join(there))
        return all(own[key] == value for key, value in said.items())


def evidence_line(numbers: Sequence[int], labels: Labels) -> str:
    """Where a submission has the evidence: "Evidence: paras. 14–16."."""
    label = labels.run_in.format(label=labels.implementation.evidence)
    paragraphs = plain(worded(numbers, "para", labels, {}, "paragraph"))
    return f"{label}{labels.space}{paragraphs}{labels.full_stop}"


def _numbers(dossier: Dossier, resolved: Resolved) -> Mapping[str, Sequence[int]]:
    """The printed numbers of what assessments rest on, by the id of the entry."""
    return {
        one.id: [number for evidence in one.evidence for number in evidence.numbers]
        for one in standings(resolved.document, resolved.filing, dossier)
    }


def _labels(found: Found) -> Labels:
    """The words of the language that a list is in."""
    return _labels_of(str(found.values.get("language", "")).partition("-")[0])


@cache
def _labels_of(language: str) -> Labels:
    return catalogue.labels(language if language in catalogue.languages() else "en")


def _assessed(entry: Registered, found: Found) -> tuple[Status | Literal[""], str]:
    assessment = entry.recommendation.assessment
    return assessment.status, in_language(assessment.comment, _labels(found).language)


# --- words ------------------------------------------------------------------------------


def _without_column(name: str) -> str:
    return (
        f"{name}: it has no column for assessments, as lists of the fourth cycle have none, and is "
        "left as it is. Instead, a submission can print what became of the recommendations: write "
        "`options: {implementation-table: table}` into its settings in shadowkit.yaml."
    )


def _by_hand(reason: str) -> str:
    return (
        f"nothing can be put into the file safely: {reason}. Open it in Word, save a copy as "
        "“Word document (.docx)”, and import that; or fill it in by hand."
    )


def _taken(name: str, row: int, column: int, there: Sequence[str], entry: Registered) -> Finding:
    said = " ".join(there)
    said = f"{said[:57]}..." if len(said) > 60 else said
    return CELL_TAKEN.at(
        Location(f"{KEPT}/{name}", row, column + 1),
        f"row {row}: the cell says “{said}”, which is not the assessment of {entry.id}",
        hint="The cell was left as it is. Mend it in the file that was made, or write its words "
        "into the entry.",
    )


def _not_filled(name: str, place: Place, why: Kept, rows: Sequence[Row]) -> Finding:
    row, column = place
    return CELL_NOT_FILLED.at(
        Location(f"{KEPT}/{name}", row + 1, column + 1),
        f"row {rows[row].number}: the assessment was not filled in, because {_SAID[why]}",
        hint="Write it into the cell by hand, in the file that was made.",
    )


def _count(number: int, what: str = "recommendation") -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
