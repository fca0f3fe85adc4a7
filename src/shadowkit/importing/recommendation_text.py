"""The text of a recommendation of the Universal Periodic Review, as lists and the index have it:
`140.7 Ratify ... (Maldives) (Portugal); Source of Position: A/HRC/59/15/Add.1 - Para. 3`."""

from __future__ import annotations

import re
from typing import Final

from shadowkit.importing.found import clean
from shadowkit.importing.names import StateNames, groups
from shadowkit.records import dataclass

_NUMBER: Final = re.compile(r"\s*(\d{1,3}\.\d{1,3})\.?(?=[\s\D])\s*")
_POSITION: Final = re.compile(r"\n?\s*\bSource of position\s*:?\s*(?P<rest>.*)$", re.I | re.S)
_SYMBOL: Final = re.compile(r"\b(A/HRC/\d{1,3}/\d{1,3})(?:/Add\.\d+)?")
_PARTS: Final = re.compile(r"[\s;.]+$")


@dataclass(frozen=True, slots=True)
class RecommendationText:
    number: str
    text: str
    by: tuple[str, ...]
    unknown: tuple[str, ...]
    """Names in the parentheses of the recommending States that no State has."""
    symbol: str
    """The report that it stands in."""


def taken_apart(cell: str, states: StateNames) -> RecommendationText:
    """The number, the words, who recommended it, and the document."""
    text = clean(cell)
    symbol = ""
    position = _POSITION.search(text)
    if position is not None:
        found = _SYMBOL.search(position["rest"])
        symbol = found[1] if found else ""
        text = text[: position.start()]
    number = _NUMBER.match(text)
    text = " ".join(text[number.end() if number else 0 :].split())
    text = _PARTS.sub("", text)
    while text.endswith(")") and text.count(")") > text.count("("):
        text = _PARTS.sub("", text[:-1])
    text, by, unknown = _recommending(text, states)
    return RecommendationText(number[1] if number else "", text, by, unknown, symbol)


def _recommending(text: str, states: StateNames) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The text without the States at its end, their codes, and what is no State among them.

    Where several were joined under one number, "... (Ukraine); ... (Slovakia)", the text keeps
    its parentheses: they say who asked for what.
    """
    codes: list[str] = []
    unknown: list[str] = []
    end, joined = len(text), ""
    for start, stop in reversed(list(groups(text))):
        named, others = states.listed(text[start + 1 : stop - 1])
        if not named:
            continue
        if not text[stop:end].strip():
            end = len(text[:start].rstrip(" ;,")) if not joined else start
            unknown = others + unknown
        elif text[stop:].lstrip().startswith(";") and not others:
            joined, end = text, start
        else:
            continue
        codes = named + [code for code in codes if code not in named]
    return joined or text[:end], tuple(codes), tuple(unknown)
