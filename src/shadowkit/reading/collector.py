"""Where the reading of a dossier puts what it finds."""

from __future__ import annotations

from shadowkit.diagnostics import Finding, Rule
from shadowkit.location import Location

_MOST_PER_RULE_AND_FILE = 50


class Collector:
    """Takes findings while files are read.

    A file that is wrong from end to end (a spreadsheet pasted in) would give thousands of
    the same finding: after fifty in one file one more says that there are others.
    """

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self._seen: dict[tuple[str, str], int] = {}

    def add(self, rule: Rule, location: Location, message: str, hint: str = "") -> None:
        key = (rule.code, location.path)
        seen = self._seen[key] = self._seen.get(key, 0) + 1
        if seen <= _MOST_PER_RULE_AND_FILE:
            self.findings.append(rule.at(location, message, hint=hint))
        elif seen == _MOST_PER_RULE_AND_FILE + 1:
            self.findings.append(
                rule.at(
                    location,
                    "there are more findings of this kind below; only the first "
                    f"{_MOST_PER_RULE_AND_FILE} are shown",
                )
            )
