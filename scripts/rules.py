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


def page() -> str:
    """The whole page."""
    known = rules().values()
    groups = [(key, list(group)) for key, group in groupby(known, key=lambda rule: rule.code[:3])]
    head = [HEAD] if all(rule.default for rule in known) else [HEAD, OFF]
    lines = [*head, "| code | name | severity | |", "|---|---|---|---|"]
    lines += [row(rule) for _key, group in groups for rule in group]
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
