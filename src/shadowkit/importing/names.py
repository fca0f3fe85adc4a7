"""States by the names that documents, UPR Info and the index write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from shadowkit.importing.found import folded
from shadowkit.model.imports import Imports
from shadowkit.model.states import States

_PARENTHESIS: Final = re.compile(r"[()]")
_COMMA: Final = re.compile(r"\s*[,;\n]\s*")
_AND: Final = re.compile(r",?\s+(?:and|et|y)\s+")


class StateNames:
    """The codes of States by their names, in all languages that the list has."""

    def __init__(self, states: States, imports: Imports) -> None:
        self._codes: dict[str, str] = {}
        for code, state in states.states.items():
            self._codes[code.casefold()] = code
            for name in (*state.short.values(), *state.formal.values()):
                self._codes.setdefault(_plain(name), code)
        for other in imports.states:
            self._codes.setdefault(_plain(other.name), other.code)
        self._asked: dict[str, str] = {}

    def code(self, name: str) -> str:
        """The code of the State with that name; "" where there is none."""
        if name not in self._asked:
            self._asked[name] = self._codes.get(_plain(name), "")
        return self._asked[name]

    def listed(self, text: str) -> tuple[list[str], list[str]]:
        """The codes of the States that a list of names has, and the names that none has."""
        codes: list[str] = []
        unknown: list[str] = []
        for name in self._names(text):
            code = self.code(name)
            if not code:
                unknown.append(name)
            elif code not in codes:
                codes.append(code)
        return codes, unknown

    def _names(self, text: str) -> Iterator[str]:
        # Names have commas and "and" in them: the longest that is known counts.
        if self.code(text):
            yield text
            return
        for part in _COMMA.split(text.strip()):
            if not part:
                continue
            if self.code(part) or not _AND.search(part):
                yield part
            else:
                yield from (name for name in _AND.split(part) if name)


def _plain(name: str) -> str:
    words = folded(name)
    return words.removeprefix("the ")


def groups(text: str) -> Iterator[tuple[int, int]]:
    """Where the outermost parentheses of a text begin and end, those that are closed."""
    depth = start = 0
    for found in _PARENTHESIS.finditer(text):
        if found[0] == "(":
            start = start if depth else found.start()
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                yield start, found.end()
