"""What was read from a file into the registry that is there: new entries at its end, missing
keys into entries it has, and nothing changed that somebody wrote."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from shadowkit.diagnostics import Finding
from shadowkit.importing.faults import ENTRY_DIFFERS
from shadowkit.importing.found import Found, folded
from shadowkit.importing.registry_text import RegistryText, hold, plain
from shadowkit.model.fields import LocalText, in_language
from shadowkit.model.register import EarlierRecommendation, Register, Registered
from shadowkit.records import dataclass

_OURS: Final = ("id", "relation", "locator")
"""Keys that an import does not add to an entry that is there."""
_COMPARED: Final = (
    "number", "symbol", "paragraph", "text", "urgency", "by", "position", "session", "cycle",
)  # fmt: skip
"""Keys in which the file and the entry have to say the same.  Themes and groups are often chosen
by hand, and then fewer on purpose."""
_NOTHING: Final = EarlierRecommendation(id="nothing")
_FEW: Final = 10
"""So many of the entries that are added are read again.  What can go wrong is how they stand to
what is there; that any value is read back as it was written, a test holds."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The registry after an import, and how many entries are new, were filled in, or stayed."""

    text: str
    new: int
    filled: int
    same: int
    findings: tuple[Finding, ...]


def merge(register: Register, text: str, all_found: Iterable[Found]) -> Merged:
    """`register` is what `text` was read to, without faults."""
    registry = RegistryText(text)
    index = Index(register)
    taken = set(register.by_id)
    findings: list[Finding] = []
    expected = [dict(entry) for entry in plain(text)]
    filled = same = 0
    fresh: list[Mapping[str, Any]] = []
    for found in all_found:
        entry = index.find(found.values)
        if entry is None:
            id = _free(found, taken)
            taken.add(id)
            fresh.append(found.values | {"id": id})
            continue
        findings += _differences(entry, found.values)
        missing = _missing(entry, found.values)
        if missing:
            number = index.numbers[entry.id]
            registry.fill(number, missing)
            expected[number] |= missing
            filled += 1
        else:
            same += 1
    for values in fresh:
        registry.add(values)
    result = registry.result() if filled or fresh else text
    hold(registry.result(_FEW), [*expected, *fresh[:_FEW]])
    return Merged(result, len(fresh), filled, same, tuple(findings))


class Index:
    """Entries of the registry by what tells which recommendation they are."""

    def __init__(self, register: Register) -> None:
        self.numbers = {entry.id: number for number, entry in enumerate(register)}
        self._ids = register.by_id
        self._keys: dict[tuple[str, ...], Registered | None] = {}
        for entry in register:
            for key in _keys(entry.recommendation.model_dump()):
                # None where several have the key: then it tells nothing.
                self._keys[key] = None if key in self._keys else entry

    def find(self, values: Mapping[str, Any]) -> Registered | None:
        own = self._ids.get(values["id"])
        if own is not None and agree(own.recommendation, values):
            return own
        for key in _keys(values):
            entry = self._keys.get(key)
            if entry is not None and agree(entry.recommendation, values):
                return entry
        return None


def _keys(values: Mapping[str, Any]) -> Iterable[tuple[str, ...]]:
    body, symbol, number = (
        values.get("body", ""),
        values.get("symbol", ""),
        values.get("number", ""),
    )
    if number and symbol:
        yield ("symbol", symbol, number)
    if number and body and values.get("cycle"):
        yield ("cycle", body, values["cycle"], number)
    text = values.get("text", "")
    if isinstance(text, str) and text:
        yield ("text", body, folded(text))


def agree(entry: EarlierRecommendation, values: Mapping[str, Any]) -> bool:
    """Whether they can be the same: numbers, documents and cycles that both have are equal."""
    return all(
        not getattr(entry, key) or not values.get(key) or getattr(entry, key) == values[key]
        for key in ("number", "symbol", "cycle", "paragraph")
    )


def _free(found: Found, taken: set[str]) -> str:
    id = str(found.values["id"])
    number = 2
    while id in taken:
        id = f"{found.values['id'][:56]}-{number}"
        number += 1
    return id


def _missing(entry: Registered, values: Mapping[str, Any]) -> dict[str, Any]:
    """What the file has and the entry lacks: a key that stands there with nothing in it does not
    stand there twice.  Where somebody wrote a summary, the body's own words were left out on
    purpose."""
    skipped = (*_OURS, *(("text", "language") if entry.recommendation.summary else ()))
    return {
        key: value
        for key, value in values.items()
        if key not in skipped
        and (key,) not in entry.places
        and getattr(entry.recommendation, key) == getattr(_NOTHING, key)
    }


def _differences(entry: Registered, values: Mapping[str, Any]) -> Iterable[Finding]:
    for key in _COMPARED:
        ours, theirs = getattr(entry.recommendation, key), values.get(key)
        if not ours or not theirs or isinstance(ours, Mapping) or _same(ours, theirs):
            continue
        yield ENTRY_DIFFERS.at(
            entry.place(key),
            f"`{key}` of {entry.id} is {_shown(ours)}; the file says {_shown(theirs)}",
            hint="The entry is as it was. Write what is right.",
        )
    if ("assessment",) in entry.places:
        for key, theirs in values.get("assessment", {}).items():
            own = getattr(entry.recommendation.assessment, key)
            if not any(_same(one, theirs) for one in _all_languages(own)):
                yield ENTRY_DIFFERS.at(
                    entry.place("assessment", key),
                    f"`{key}` of {entry.id} is {_shown(in_language(own, 'en'))}; the file says "
                    f"{_shown(theirs)}",
                    hint="The entry is as it was. Write what is right.",
                )


def _all_languages(text: LocalText) -> Iterable[str]:
    return (text,) if isinstance(text, str) else text.values()


def _same(ours: Any, theirs: Any) -> bool:
    if isinstance(ours, str):
        return folded(ours) == folded(str(theirs))
    return set(ours) == set(theirs)


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) else ", ".join(value)
    return f"“{text[:57]}...”" if len(text) > 60 else f"“{text}”"
