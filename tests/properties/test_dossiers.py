"""Any dossier made of valid pieces builds, and its references print its numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from made import Made, dossiers
from outputs import Line, look, parsed, written

from docx_lint import lint
from shadowkit.diagnostics import Severity
from shadowkit.pipeline import Outcome, Resolved, run
from shadowkit.writing import docx, html
from shadowkit.writing.pdf.page import print_job

_REFERENCE = re.compile(r"⟦(\w+) ([^:⟧]*): (.*?)⟧", re.DOTALL)
_MARK = re.compile(r"⟪([^⟪⟫]*)⟫")
_ANSWERS = re.compile(r"⟨([^⟨⟩]*)⟩")
_TABLE = re.compile(r"Table (\d+)\. ⟪t:(\w+)⟫")
_PARENTHESES = re.compile(r" \((paras?\. [^()]*)\)")
_NUMBERS = re.compile(r"(\d+)(?:–(\d+))?")


def outcome_of(made: Made) -> Outcome:
    with TemporaryDirectory() as folder:
        return run(made.write(Path(folder)))


# --- it builds ------------------------------------------------------------------------


@given(dossiers())
def test_a_dossier_of_valid_pieces_builds(made: Made) -> None:
    outcome = outcome_of(made)
    # SK106 is a reference to what has no number here; the other test looks at these.
    errors = [f for f in outcome.findings if f.severity is Severity.ERROR and f.code != "SK106"]
    assert not errors, [f"{f.location} {f.code} {f.message}" for f in errors]
    assert outcome.submissions
    for resolved in outcome.submissions:
        faults = lint(docx.write(resolved.document, look()))
        # A layout may begin with headings of the second level.
        faults = [fault for fault in faults if not fault.startswith("heading of level")]
        assert not faults, faults
        parsed(html.write(resolved.document, look()))
        parsed(print_job(resolved.document, look(), draft=False).html)


# --- numbers --------------------------------------------------------------------------


@dataclass
class Numbers:
    """What is printed where: the numbers of each id, by the sort of reference."""

    para: dict[str, set[int]] = field(default_factory=dict)
    note: dict[str, set[int]] = field(default_factory=dict)
    table: dict[str, set[int]] = field(default_factory=dict)
    section: dict[str, str] = field(default_factory=dict)
    """How a reference to the section reads."""


@given(dossiers())
def test_references_print_the_numbers_of_what_they_refer_to(made: Made) -> None:
    for resolved in outcome_of(made).submissions:
        for name, lines in written(resolved.document).items():
            numbers = numbers_in(lines)
            where = f"{resolved.filing.name} {name}"
            for line in lines:
                for prefix, ids, shown in _REFERENCE.findall(line.text):
                    check_reference(prefix, ids.split(), shown, numbers, where)
            check_evidence(lines, numbers, resolved, where)


def check_reference(prefix: str, ids: list[str], shown: str, numbers: Numbers, where: str) -> None:
    said = f"{where}: @{prefix}:{' '.join(ids)} prints {shown!r}"
    kept = [id for id in ids if f"[{prefix}:{id}]" not in shown]
    if prefix == "section":
        for id in ids:
            assert (id in kept) == (id in numbers.section), said
            assert id not in kept or shown == f"section {numbers.section[id]}", said
        return
    printed = getattr(numbers, "para" if prefix == "rec" else prefix)
    for id in ids:
        assert bool(printed.get(id)) == (id in kept), f"{said}; {printed.get(id)}"
    expected = {number for id in kept for number in printed[id]}
    assert numbers_of(re.sub(r"\[[^\]]*\]", "", shown)) == expected, f"{said}, not {expected}"


def check_evidence(lines: list[Line], numbers: Numbers, resolved: Resolved, where: str) -> None:
    """The numbers behind themes and recommendations are those of what they answer."""
    heading = ""
    below: list[str] = []
    for line in [*lines, Line("⟪# end⟫")]:
        words = _REFERENCE.sub("", line.text)
        answered = [id for ids in _ANSWERS.findall(words) for id in ids.split()]
        if words.startswith("⟪# "):
            check_parentheses(heading, below, numbers, where)
            heading, below = words, []
        elif not line.note:
            below += answered
            if answered and resolved.filing.option("references") == "item":
                check_parentheses(words, answered, numbers, where)


def check_parentheses(text: str, ids: Iterable[str], numbers: Numbers, where: str) -> None:
    found = _PARENTHESES.findall(text)
    if found:
        expected = {n for id in ids if id != "*" for n in numbers.para.get(id, ())}
        assert numbers_of(found[-1]) == expected, f"{where}: {text!r}, not {expected}"


def numbers_in(lines: list[Line]) -> Numbers:
    """The printed numbers of all that is marked."""
    found = Numbers()
    block, current = "", None
    seen: set[str] = set()
    again = False
    unnumbered: dict[str, set[int]] = {}
    unmarked: set[int] = set()
    """Numbers of paragraphs without a mark: an earlier recommendation, whose block goes on."""
    for line in lines:
        words = _REFERENCE.sub("", line.text)
        marks = [mark.split() for mark in _MARK.findall(words)]
        if line.note:
            for mark in marks:
                # Where recommendations print twice, the first has the id.
                found.note.setdefault(mark[0], {int(line.number)})
            continue
        for number, id in _TABLE.findall(words):
            found.table.setdefault(id, {int(number)})
        if marks and marks[0][0] == "#":
            title = re.sub(r"\[\d+\]", "", line.text)
            quoted = f"“{_PARENTHESES.sub('', title)}”"
            found.section.setdefault(marks[0][1], line.number or quoted)
            continue
        if line.number.isdecimal() and not marks and "Adopt a plan." in words:
            unmarked.add(int(line.number))
        for mark in marks:
            if mark[0].startswith("t:"):
                continue
            top = next((name for name in mark if name.startswith("b")), repr(line))
            if top != block:
                block, current, again = top, None, top in seen
                seen.add(top)
            if line.number.isdecimal() and mark is marks[0]:
                current = int(line.number)
            if again:
                unmarked = set()
                continue
            for id in mark if unmarked else ():
                found.para.setdefault(id, set()).update(unmarked)
            current = current or max(unmarked, default=None)
            unmarked = set()
            for id in mark:
                if line.number.isdecimal():
                    found.para.setdefault(id, set()).add(int(line.number))
                elif current is not None:
                    unnumbered.setdefault(id, {current})
    return Numbers(unnumbered | found.para, found.note, found.table, found.section)


def numbers_of(text: str) -> set[int]:
    return {
        number
        for first, last in _NUMBERS.findall(text)
        for number in range(int(first), int(last or first) + 1)
    }
