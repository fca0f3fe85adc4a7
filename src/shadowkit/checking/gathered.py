"""Findings on entries of recommendations.yaml.  One list that is imported may have hundreds, and
the same fault in each: then one finding names the first of them and how many there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from shadowkit.checking.registry import Fault
from shadowkit.model.register import Registered
from shadowkit.records import dataclass

_EACH = 5
"""So many faults of one wording stand each at its own place."""
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with an entry, and the keys to the value that it is about."""

    entry: Registered
    path: tuple[str | int, ...]
    message: str


def gathered(found: Iterable[Wrong], hint: str) -> Iterator[Fault]:
    """A fault for each; where more than a few entries have one of the same wording, one for them
    all at the place of the first."""
    alike: dict[str, list[Wrong]] = {}
    for one in found:
        alike.setdefault(one.message, []).append(one)
    for message, all_of_them in alike.items():
        each = len(all_of_them) <= _EACH
        others = "" if each else f"; likewise {listed([one.entry for one in all_of_them[1:]])}"
        for one in all_of_them if each else all_of_them[:1]:
            yield Fault(one.entry.place(*one.path), message + others, hint)


def listed(entries: Sequence[Registered]) -> str:
    """The first entries, each with its place, and how many more there are."""
    names = [f"{called(one)} ({one.location.path}:{one.location.line})" for one in entries[:_NAMED]]
    more = len(entries) - len(names)
    return ", ".join(names) + (f" and {more} more" if more else "")


def called(entry: Registered) -> str:
    """What an entry is called to its author: its number, else its id."""
    return entry.recommendation.number or entry.id
