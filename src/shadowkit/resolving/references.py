"""The wording of references: single numbers, lists and ranges."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal

from shadowkit.model.inline import Inline, Reference, Text
from shadowkit.model.labels import Labels

_FEWEST_IN_RANGE = 3
"""Two numbers in a row are a list ("15 and 16"); three or more a range ("15–17")."""


def runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Sorted, doubled ones merged: ``(first, last)`` of each run that prints as one.

    >>> list(runs([20, 14, 16, 15, 16]))
    [(14, 16), (20, 20)]
    """
    ordered = sorted(set(numbers))
    start = 0
    while start < len(ordered):
        end = start
        while end + 1 < len(ordered) and ordered[end + 1] == ordered[end] + 1:
            end += 1
        if end - start + 1 >= _FEWEST_IN_RANGE:
            yield ordered[start], ordered[end]
        else:
            for number in ordered[start : end + 1]:
                yield number, number
        start = end + 1


def worded(
    numbers: Iterable[int],
    prefix: str,
    labels: Labels,
    anchors: Mapping[int, str] | Callable[[int], str],
    target: Literal["paragraph", "note", "table"],
) -> tuple[Inline, ...]:
    """``para. 14``, ``paras. 14, 16 and 20``, ``paras. 15–19``: text, and a reference for
    each printed number."""
    ranges = list(runs(numbers))
    pieces = _listed(ranges, labels, labels.list.last, anchors, target)
    count = sum(last - first + 1 for first, last in ranges)
    before, _, after = labels.references[prefix].of(count).partition("{n}")
    return tuple(_with_text(before, pieces, after))


def numbers_alone(
    numbers: Iterable[int], labels: Labels, anchors: Mapping[int, str]
) -> tuple[Inline, ...]:
    """``5, 7–9``: the numbers of paragraphs as they stand in a table."""
    return tuple(_listed(list(runs(numbers)), labels, labels.list.separator, anchors, "paragraph"))


def _listed(
    ranges: list[tuple[int, int]],
    labels: Labels,
    last_separator: str,
    anchors: Mapping[int, str] | Callable[[int], str],
    target: Literal["paragraph", "note", "table"],
) -> list[Inline]:
    anchor_of = anchors.get if isinstance(anchors, Mapping) else anchors

    def number(value: int) -> Reference:
        return Reference(anchor_of(value) or "", str(value), target)

    pieces: list[Inline] = []
    for position, (first, last) in enumerate(ranges):
        if position:
            end = position == len(ranges) - 1
            pieces.append(Text(last_separator if end else labels.list.separator))
        pieces.append(number(first))
        if last != first:
            pieces += [Text(labels.list.range), number(last)]
    return pieces


def _with_text(before: str, pieces: list[Inline], after: str) -> Iterator[Inline]:
    if before:
        yield Text(before)
    yield from pieces
    if after:
        yield Text(after)
