"""Findings on entries of recommendations.yaml.  One list that is imported may have hundreds, and
the same fault in each: then one finding names the first of them and how many there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from shadowkit.checking.registry import Fault
from shadowkit.model.register import Registered

_EACH = 5
"""So many faults of one wording stand each at its own place."""
_NAMED = 3


def gathered(faults: Iterable[tuple[Registered, Fault]]) -> Iterator[Fault]:
    """The faults; where more than a few entries have one of the same wording, one for them all
    at the place of the first."""
    alike: dict[str, list[tuple[Registered, Fault]]] = {}
    for entry, fault in faults:
        alike.setdefault(fault.message, []).append((entry, fault))
    for found in alike.values():
        if len(found) <= _EACH:
            yield from (fault for _entry, fault in found)
        else:
            others = [entry for entry, _fault in found[1:]]
            first = found[0][1]
            yield replace(first, message=f"{first.message}; likewise {listed(others)}")


def listed(entries: Sequence[Registered]) -> str:
    """The first entries, each with its place, and how many more there are."""
    names = [f"{called(one)} ({one.location.path}:{one.location.line})" for one in entries[:_NAMED]]
    more = len(entries) - len(names)
    return ", ".join(names) + (f" and {more} more" if more else "")


def called(entry: Registered) -> str:
    """What an entry is called to its author: its number, else its id."""
    return entry.recommendation.number or entry.id
