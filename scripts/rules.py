"""Prints docs/rules.md: every finding that the program can report, from the texts that
`shadowkit explain` prints.

    .venv/bin/python scripts/rules.py > docs/rules.md
"""

from __future__ import annotations

import sys
from itertools import groupby

from shadowkit.diagnostics import Rule
from shadowkit.pipeline import rules

GROUPS = {
    "SK0": "Reading",
    "SK1": "References, evidence and recommendations",
    "SK2": "Mechanism and layout",
    "SK3": "Sources and figures",
    "SK4": "Language",
    "SK5": "Safeguarding",
    "SK6": "Writing",
    "SK7": "Importing",
}

OFF = """\
A rule that is off is wrong too often for everybody; it is looked for where its whole code is asked
for, by `check --select`.
"""

HEAD = """\
# What `check` and `build` report

Made from the program's own texts by `scripts/rules.py`; do not edit it by hand.

An error stops `build` without `--draft`; a warning and a remark (info) do not. Some rules of a
mechanism weigh as much as their source can be trusted, and are lighter than the table says. Where
a rule guesses, its text says so. A finding that you have looked at and want to keep is allowed at
its block: `allow="SK105" reason="..."`.
"""


EDITORS = (
    ("A recommendation rests on nothing.", "SK104"),
    ("What a recommendation names as its evidence does not speak of what it asks.", "SK125"),
    ("A gap is named, and nothing is asked about it.", "SK105"),
    ("A section of evidence leads to no recommendation.", "SK119"),
    ("A reference is typed by hand, names a whole range, or leads nowhere.", "SK101 SK120 SK124"),
    ("Nobody in particular is asked.", "SK121 SK111"),
    ("One recommendation asks for two things.", "SK114"),
    ("The verb asks for little.", "SK115"),
    ("No date, and nothing by which one could see that it was done.", "SK116"),
    ("The recommendations of one list begin in different ways.", "SK117"),
    ("Two recommendations say the same.", "SK118"),
    ("The paragraphs have no numbers.", "SK209"),
    (
        "The front does not say who submits what on which State, when, and whether it is public.",
        "SK207 SK208 SK212 SK214 SK217",
    ),
    ("There are more words than the mechanism takes.", "SK202 SK215 SK201"),
    (
        "An acronym is not explained, explained twice, or misspelt.",
        "SK401 SK404 SK405 SK417",
    ),
    ("A term that the field has given up stands in the author's own words.", "SK413"),
    ("A figure has no source.", "SK306"),
    ("A share is of no year.", "SK307"),
    ("A number cannot be right as it is written.", "SK308"),
    ("A figure is older than the time that is reported on.", "SK309"),
    (
        "A mark has no note, or a note no mark. (Notes are numbered by the program: none can be "
        "out of order, or stand twice.)",
        "SK018 SK019 SK112 SK403",
    ),
    ("A note points back: ibid., op. cit., above-mentioned.", "SK310"),
    ("One source is registered twice.", "SK311 SK025"),
    (
        "An address is broken, says not when it was read, or a date cannot be.",
        "SK024 SK312 SK318 SK319 SK320 SK414",
    ),
    ("A document of the United Nations has no symbol, or a wrong one.", "SK313 SK314"),
    ("A treaty is misnamed, or its status is of no date.", "SK315 SK317"),
    (
        "A child, or somebody who told of one, could be found.",
        "SK501 SK502 SK503 SK504 SK505 SK506 SK507",
    ),
    ("The text says one thing, and what it counts or another wording another.", "SK126 SK216"),
    (
        "Quotation marks, brackets, spelling, dates and per cent are written in several ways.",
        "SK406 SK407 SK408 SK409 SK410 SK411 SK418",
    ),
    (
        "A heading is empty or lost, a theme is called otherwise than its section, or the words "
        "judge.",
        "SK211 SK412 SK415 SK416",
    ),
)
"""What a seasoned editor looks for, each with the codes that stand for it."""

EDITORS_HEAD = """
## What a seasoned editor looks for

Thirty questions to a draft, and the checks that ask them. Each check has two small dossiers in
`tests/rules`: one with the fault, and one that only looks like it; those of reading (SK0..) have
theirs in `tests/faults`.
"""


def page() -> str:
    """The whole page."""
    known = rules().values()
    groups = [(key, list(group)) for key, group in groupby(known, key=lambda rule: rule.code[:3])]
    head = [HEAD] if all(rule.default for rule in known) else [HEAD, OFF]
    lines = [*head, "| code | name | severity | |", "|---|---|---|---|"]
    lines += [row(rule) for _key, group in groups for rule in group]
    lines += [EDITORS_HEAD, "| | | checks |", "|---|---|---|"]
    for number, (asked, codes) in enumerate(EDITORS, 1):
        lines.append(f"| {number} | {asked} | {', '.join(codes.split())} |")
    for key, group in groups:
        lines += ["", f"## {GROUPS[key]}"]
        for rule in group:
            lines += ["", f"### {rule.code} {rule.name} ({rule.severity.value})", "", rule.doc]
            if not rule.default:
                lines += ["", f"Off unless asked for: `shadowkit check --select {rule.code}`."]
    return "\n".join(lines) + "\n"


def row(rule: Rule) -> str:
    """A rule's row in the table, with the first paragraph of its text."""
    what = " ".join(rule.doc.partition("\n\n")[0].split()).replace("|", "\\|")
    severity = rule.severity.value if rule.default else f"{rule.severity.value}, off"
    return f"| {rule.code} | {rule.name} | {severity} | {what} |"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    print(page(), end="")
