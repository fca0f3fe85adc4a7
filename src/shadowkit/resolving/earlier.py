"""How earlier recommendations are named in running text and in the notes of what follows
them: "recommendations V-6 and V-11", "Recommendations V-6, V-11.", "A/HRC/24/14, para. 140.7".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from shadowkit.model.inline import Inline, Text
from shadowkit.model.labels import Labels, Numbered
from shadowkit.model.locators import word
from shadowkit.model.register import EarlierRecommendation, cited_place

Cite = Callable[[str, str], Iterable[Inline]]
"""Prints a source with a worded locator."""


def referred(
    entries: Iterable[EarlierRecommendation], labels: Labels, title: Callable[[str], str]
) -> str:
    """What a reference in running text prints: ``recommendations V-6 and V-11``.  `title`
    gives the short title of a source by its id."""
    found = tuple(entries)
    numbers = sorted({e.number for e in found if e.number}, key=_natural)
    names = [_worded(numbers, labels.references["earlier"], labels, labels.list.last)]
    names += [described(entry, labels, title(entry.source)) for entry in found if not entry.number]
    return labels.list.last.join(filter(None, names))


def followed(
    entries: Iterable[EarlierRecommendation], about: str, labels: Labels, cite: Cite, short: bool
) -> Iterator[Inline]:
    """What the note of a recommendation that follows earlier ones says, without its full
    stop.  Those of the document that the submission is `about`, and those without any
    source, by number alone; others behind their source, or where it is to be `short`, as in
    the running text, behind the symbol of their document where it has one."""
    found = tuple(entries)
    own = [e for e in found if e.number and (e.source == about if e.source else not e.symbol)]
    numbers = sorted({entry.number for entry in own}, key=_natural)
    text = _worded(numbers, labels.earlier.follows, labels, labels.list.separator)
    if text:
        yield Text(text)
    separated = bool(text)
    for source, members in _by_source((entry for entry in found if entry not in own), short):
        if separated:
            yield Text(labels.citation.separator)
        separated = True
        places = [cited_place(entry) for entry in members]
        located = word(_joined([place for place in places if place]), labels.language)
        if short and members[0].symbol:
            yield Text(labels.comma.join(filter(None, (members[0].symbol, located))))
        elif source:
            yield from cite(source, located)
        else:
            yield Text(
                labels.citation.separator.join(described(entry, labels) for entry in members)
            )


def _by_source(
    entries: Iterable[EarlierRecommendation], by_symbol: bool
) -> Iterator[tuple[str, list[EarlierRecommendation]]]:
    grouped: dict[tuple[str, str], list[EarlierRecommendation]] = {}
    for entry in entries:
        symbol = entry.symbol if by_symbol or not entry.source else ""
        grouped.setdefault((entry.source, symbol), []).append(entry)
    for (source, _symbol), members in grouped.items():
        yield source, members


def described(entry: EarlierRecommendation, labels: Labels, title: str = "") -> str:
    """An earlier recommendation without a number: ``CRC/C/RUS/CO/4-5, para. 12``."""
    place = word(cited_place(entry), labels.language)
    parts = [part for part in (entry.symbol or entry.body or title, place) if part]
    return labels.comma.join(parts) or entry.id


def _worded(numbers: list[str], wording: Numbered, labels: Labels, last: str) -> str:
    if not numbers:
        return ""
    text = numbers[0]
    if len(numbers) > 1:
        text = labels.list.separator.join(numbers[:-1]) + last + numbers[-1]
    return wording.of(len(numbers)).format(n=text)


def _joined(places: list[str]) -> str:
    """``paras. 12, 14`` for "para. 12" and "para. 14"; others one after the other."""
    for one, many in (("para. ", "paras. "), ("rec. ", "recs. ")):
        if len(places) > 1 and all(place.startswith(one) for place in places):
            return many + ", ".join(place.removeprefix(one) for place in places)
    return "; ".join(places)


def _natural(number: str) -> list[tuple[int, str]]:
    """Sorts V-6 before V-11."""
    return [
        (int(part), "") if part.isdecimal() else (0, part) for part in re.split(r"(\d+)", number)
    ]
