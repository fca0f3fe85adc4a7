"""From what a file has to entries of the registry: their ids, what was left out on purpose, and
those that a file has more than once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any, Final

from pydantic import ValidationError

from shadowkit.importing.faults import NUMBER_TWICE, ROW_UNREAD
from shadowkit.importing.found import Found, Reading, folded, slug
from shadowkit.model.register import EarlierRecommendation
from shadowkit.records import dataclass

ORDER: Final = tuple(EarlierRecommendation.model_fields)
_TOGETHER: Final = ("by", "themes", "groups", "sdgs")
"""Of what a file has twice these are joined."""
_WORDS: Final = 32
_DIGITS: Final = 6


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of a file is wanted: only what is addressed to these States and on these themes;
    all where there are none."""

    state: str = ""
    themes: tuple[str, ...] = ()


def entries(reading: Reading, wanted: Wanted, home: str) -> list[Found]:
    """The recommendations that are wanted, each once and with its id.  `home` is the State of
    the dossier: in the ids of recommendations to others stands their code."""
    once = _once(reading)
    several = _in_one_paragraph(once)
    kept: list[Found] = []
    taken: dict[str, Found] = {}
    for found in once:
        id = _id(found, reading, home, several)
        if id in taken:
            id = f"{id[: 59 - _DIGITS]}-{_hash(found)}"
        taken[id] = found
        if not _is_wanted(found, reading, wanted):
            reading.unwanted |= {found.row, *found.joined}
            continue
        values = {"id": id} | {key: value for key, value in found.values.items() if value}
        found.values = {key: values[key] for key in ORDER if key in values}
        try:
            EarlierRecommendation.model_validate(found.values)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"]))
            reading.add(ROW_UNREAD, found.row, 1, f"`{where}`: {first['msg'][:120]}")
            continue
        kept.append(found)
    return kept


def theme_titles(found: Iterable[Found]) -> list[str]:
    """All themes and groups of persons that a file names."""
    return sorted({title for one in found for title in one.topics})


def is_on(found: Found, theme: str) -> bool:
    """Whether it is on a theme, or about a group of persons, that is called so or has the word
    in its name."""
    word = f" {folded(theme)} "
    ids = {*found.values.get("themes", ()), *found.values.get("groups", ())}
    return theme in ids or any(word in f" {folded(title)} " for title in found.topics)


def _is_wanted(found: Found, reading: Reading, wanted: Wanted) -> bool:
    state = found.state or reading.state
    if wanted.state and state and wanted.state not in state.split():
        reading.left_out["to other States"] += 1
        return False
    if wanted.themes and not any(is_on(found, theme) for theme in wanted.themes):
        reading.left_out["on other themes"] += 1
        return False
    return True


def _once(reading: Reading) -> list[Found]:
    """Each recommendation once: lists by theme repeat it under each theme, and UPR Info has a
    row for each State that joined in it."""
    first: dict[tuple[str, ...], Found] = {}
    for found in reading.found:
        key = _key(found)
        before = first.setdefault(key, found)
        if before is found:
            continue
        if folded(before.values.get("text", "")) != folded(found.values.get("text", "")):
            reading.add(
                NUMBER_TWICE,
                found.row,
                1,
                f"row {found.row}: {found.values.get('number') or 'a recommendation'} stands in "
                f"row {before.row} already, with other words",
                "Look up which are right.",
            )
        assessed = found.values.get("assessment")
        if assessed and before.values.setdefault("assessment", assessed) != assessed:
            reading.add(
                NUMBER_TWICE,
                found.row,
                1,
                f"row {found.row}: {found.values.get('number') or 'a recommendation'} is assessed "
                f"in row {before.row} already, with other words",
                "The first words were taken. Look up which are right.",
            )
        before.joined.append(found.row)
        for name in _TOGETHER:
            joined = (*before.values.get(name, ()), *found.values.get(name, ()))
            before.values[name] = tuple(dict.fromkeys(joined))
        before.topics = tuple(dict.fromkeys((*before.topics, *found.topics)))
    return list(first.values())


def _key(found: Found) -> tuple[str, ...]:
    values = found.values
    where = (found.state, values.get("symbol", ""), values.get("cycle", ""))
    if values.get("number"):
        return (*where, "number", values["number"])
    if found.tag:
        return (*where, "tag", found.tag)
    words = folded(values.get("text", "")) or str(found.row)
    # The same words of several States are one recommendation, unless one was supported and the
    # other was not.
    said = (values.get("position", ""), values.get("session", ""), values.get("paragraph", ""))
    return (*where, "text", *said, words)


def _in_one_paragraph(all_found: Iterable[Found]) -> set[tuple[str, str]]:
    """Paragraphs, by symbol and number, that several recommendations stand in."""
    seen: set[tuple[str, str]] = set()
    several: set[tuple[str, str]] = set()
    for found in all_found:
        place = (found.values.get("symbol", ""), found.values.get("paragraph", ""))
        if place[1]:
            (several if place in seen else seen).add(place)
    return several


def _id(found: Found, reading: Reading, home: str, several: set[tuple[str, str]]) -> str:
    values: Mapping[str, Any] = found.values
    number, paragraph = values.get("number", ""), values.get("paragraph", "")
    state = (found.state or reading.state).split()
    prefix = found.prefix or reading.kind.prefix
    # A symbol names the State already.
    parts = [prefix or slug(values.get("symbol", "").replace("/", " "), 40) or "recommendation"]
    if prefix and home and state and home not in state:
        parts.append(state[0].lower())
    if values.get("session"):
        parts.append(values.get("cycle", "") if number else f"s{values['session']}")
    if number:
        parts.append(_plain(number))
    elif paragraph:
        parts.append(_plain(paragraph))
        if (values.get("symbol", ""), paragraph) in several:
            parts.append(_hash(found))
    else:
        label = values.get("locator") or values.get("text", "")
        parts += [slug(label, _WORDS), *([] if values.get("locator") else [_hash(found)])]
    return "-".join(filter(None, parts))[:60].rstrip("-")


def _plain(number: str) -> str:
    return folded(number).replace(" ", "-")


def _hash(found: Found) -> str:
    words = found.tag or folded(found.values.get("text", ""))
    return hashlib.sha256(words.encode()).hexdigest()[:_DIGITS]
