"""How often the checks that read words are right, measured on the five reference documents.

    sh scripts/precision.sh [FOLDER] [--accept]

Every finding of theirs on the documents is judged by hand in docs/precision.csv: true where
an editor would say the same, false where not.  This compares a run with that file, prints a table,
and ends with status 1 where the two differ or a finding is not judged; `--accept` writes the rows
of this run, with `?` where nobody has judged yet.  No text of the documents is kept anywhere.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from reference_documents import as_dossier, documents

from shadowkit.checking.registry import checks
from shadowkit.diagnostics import Finding, Severity
from shadowkit.pipeline import run

ROOT = Path(__file__).resolve().parent.parent
JUDGED = ROOT / "docs" / "precision.csv"
FOLDER = ROOT.parent / "shared" / "reference"
"""Where the documents lie unless it is said: beside the project."""
HEAD = ("check", "file", "line", "verdict")
VERDICTS = ("true", "false", "?")
ENOUGH = 0.8
GROUPS = ("SK3", "SK4", "SK5", "SK6")
GUESSES = re.compile(r"\b(?:a\s+guess|guesses?|in\s+(?:part|doubt))\b")


@dataclass(frozen=True, order=True)
class Place:
    """A finding as it is judged: of which check, in which document, at which of its lines."""

    check: str
    file: str
    line: int


def measured() -> frozenset[str]:
    """The codes of the checks that read words: those that guess, as their texts say, and all of
    sources, language and safeguarding."""
    known = {code: check.rule.doc for code, check in checks().items()}
    return frozenset(
        code for code, doc in known.items() if code[:3] in GROUPS or GUESSES.search(doc)
    )


def findings(folder: Path) -> Iterator[tuple[Place, Finding]]:
    """What these checks find in the documents in `folder`."""
    codes = measured()
    for number, path in documents(folder).items():
        dossier = as_dossier(number, path)
        with tempfile.TemporaryDirectory() as name:
            dossier.write(Path(name))
            found = run(Path(name), asked=codes).findings
        for one in found:
            if one.code.startswith("SK0") and one.severity is Severity.ERROR:
                raise SystemExit(f"document {number} is not read as it should be: {one}")
            if one.code in codes and one.location.path.startswith("content/"):
                yield Place(one.code, number, dossier.lines[one.location.line - 1]), one


def judged() -> dict[Place, list[str]]:
    """The verdicts of docs/precision.csv."""
    verdicts: dict[Place, list[str]] = defaultdict(list)
    with JUDGED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["verdict"] not in VERDICTS:
                raise SystemExit(f"{JUDGED.name}: `{row['verdict']}` is no verdict")
            verdicts[Place(row["check"], row["file"], int(row["line"]))].append(row["verdict"])
    return verdicts


def accept(found: Iterable[Place]) -> None:
    """Writes the rows of this run, keeping the verdicts that there are."""
    known = {place: list(verdicts) for place, verdicts in judged().items()}
    with JUDGED.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEAD)
        for place in sorted(found):
            left = known.get(place, [])
            verdict = left.pop(0) if left else "?"
            writer.writerow((place.check, place.file, place.line, verdict))


def table(verdicts: dict[Place, list[str]]) -> list[tuple[str, int, int]]:
    """For each check: its code, how many of its findings are true, how many there
    are."""
    true: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for place, given in verdicts.items():
        true[place.check] += given.count("true")
        total[place.check] += len(given)
    return [(code, true[code], total[code]) for code in sorted(measured())]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--accept", action="store_true", help="write the rows of this run")
    parser.add_argument("--show", metavar="CODE", help="print the findings of one check")
    given = parser.parse_args()
    if not documents(given.folder):
        print("The reference documents are not here; name their folder. Nothing was measured.")
        return 2
    found = list(findings(given.folder))
    if given.show:
        for place, one in found:
            if place.check.startswith(given.show):
                print(f"{place.file}:{place.line}: {one.code} {one.message}")
        return 0
    if given.accept:
        accept(place for place, _finding in found)
    verdicts = judged()
    print("| check | name | true | findings | precision |\n|---|---|---|---|---|")
    silent = []
    for code, true, total in table(verdicts):
        if total:
            name = checks()[code].rule.name
            print(f"| {code} | {name} | {true} | {total} | {true / total:.2f} |")
        else:
            silent.append(code)
    print(f"\nWithout a finding: {', '.join(silent)}.")
    status = 0
    now = Counter(place for place, _finding in found)
    then = Counter({place: len(given) for place, given in verdicts.items()})
    for place in sorted(set(now) | set(then)):
        if now[place] != then[place]:
            print(f"{place}: {now[place]} found, {then[place]} judged")
            status = 1
    waiting = sum(given.count("?") for given in verdicts.values())
    if waiting:
        print(f"{waiting} not judged")
    return 1 if waiting else status


if __name__ == "__main__":
    sys.exit(main())
