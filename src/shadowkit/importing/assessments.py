"""What stands in an assessment cell of a matrix: how far a recommendation was implemented, in the
words by which this program writes it in any of its languages, and a comment below."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from shadowkit.importing.found import folded, without_forbidden
from shadowkit.model.labels import Labels

_SPACES: Final = re.compile(r"[ \t\f\v]+")


def lines_of(text: str) -> list[str]:
    """The lines of a text as a cell holds them: white space at their ends and empty lines at
    both ends left out, no two empty lines in a row.  Nothing else of somebody's words."""
    lines: list[str] = []
    for line in without_forbidden(text).split("\n"):
        line = _SPACES.sub(" ", line).strip()
        if line or (lines and lines[-1]):
            lines.append(line)
    return lines[:-1] if lines and not lines[-1] else lines


class AssessmentWords:
    """Knows the words for statuses and for evidence in the languages of `all_labels`."""

    def __init__(self, all_labels: Iterable[Labels]) -> None:
        self._statuses: dict[str, str] = {}
        evidence: list[str] = []
        for labels in all_labels:
            for status, words in labels.implementation.statuses.items():
                if status != "unassessed":
                    self._statuses.setdefault(folded(words), status)
            evidence.append(_evidence(labels))
        self._evidence = re.compile("|".join(evidence))

    def read(self, cell: str) -> Mapping[str, str]:
        """The keys of an assessment that a cell has.  A line that names paragraphs of a
        submission, as this program writes it, is left out: they are none of its blocks."""
        lines = lines_of(cell)
        status = self._statuses.get(folded(lines[0]), "") if lines else ""
        if status:
            del lines[0]
        if lines and self._evidence.fullmatch(lines[-1]):
            del lines[-1]
        found = {"status": status, "comment": "\n".join(lines_of("\n".join(lines)))}
        return {key: value for key, value in found.items() if value}


def _evidence(labels: Labels) -> str:
    """What the line that names evidence looks like in a language, as a regular expression."""
    between = (labels.list.separator, labels.list.last, labels.list.range)
    numbers = rf"\d+(?:(?:{'|'.join(map(re.escape, between))})\d+)*"
    words = labels.references["para"]
    forms = {words.one, words.two or words.many, words.many}
    worded = "|".join(numbers.join(map(re.escape, form.split("{n}"))) for form in sorted(forms))
    label = labels.run_in.format(label=labels.implementation.evidence)
    stop = re.escape(labels.full_stop)
    return rf"{re.escape(label)}\s*(?:{worded})(?:{stop})?"
