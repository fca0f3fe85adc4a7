"""``{.kind #id key=value key="two words"}``, with the place of every part."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from shadowkit.location import Location
from shadowkit.model.fields import ID_PATTERN
from shadowkit.model.inline import NO_ATTRIBUTES, Attribute, Attributes
from shadowkit.reading import faults
from shadowkit.reading.collector import Collector
from shadowkit.records import dataclass

Place: TypeAlias = Callable[[int, int], Location]
"""From an offset and a length in the text at hand to a place in the file."""

_SPACE = re.compile(r"\s*")
_CLASS = re.compile(r"\.([A-Za-z][\w-]*)")
_ID = re.compile(r"#([^\s{}\"'=]+)")
_PAIR = re.compile(r"([A-Za-z][\w-]*)=(?:\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'|([^\s{}\"']+))")


@dataclass(frozen=True, slots=True)
class Parsed:
    """Attributes and the offset after the closing brace.

    `classes` are all the words with a dot, each with its place; the first is the kind.
    """

    attributes: Attributes
    classes: tuple[tuple[str, Location], ...]
    end: int


def parse(text: str, start: int, stop: int, place: Place, collector: Collector) -> Parsed | None:
    """Reads attributes that begin with the brace at `start`; None where no attributes
    stand there (plain braces are text, as they are to Pandoc)."""
    if start >= stop or text[start] != "{":
        return None
    position = start + 1
    classes: list[tuple[str, Location]] = []
    ids: list[tuple[str, Location]] = []
    pairs: list[Attribute] = []
    while True:
        position = _end(_SPACE, text, position, stop)
        if position >= stop:
            return None
        if text[position] == "}":
            break
        if match := _CLASS.match(text, position, stop):
            classes.append((match[1], place(match.start(), len(match[0]))))
        elif match := _ID.match(text, position, stop):
            ids.append((match[1], place(match.start() + 1, len(match[1]))))
        elif match := _PAIR.match(text, position, stop):
            pairs.append(_pair(match, place))
        else:
            return None
        position = match.end()
    if not classes and not ids and not pairs and position > start + 1:
        return None
    attributes = _checked(classes, ids, pairs, collector)
    return Parsed(attributes, tuple(classes), position + 1)


def _end(pattern: re.Pattern[str], text: str, position: int, stop: int) -> int:
    match = pattern.match(text, position, stop)
    return match.end() if match else position


def _pair(match: re.Match[str], place: Place) -> Attribute:
    group = next(number for number in (2, 3, 4) if match[number] is not None)
    value = match[group]
    if group != 4:
        value = re.sub(r"\\(.)", r"\1", value)
    return Attribute(
        match[1],
        value,
        place(match.start(1), len(match[1])),
        place(match.start(group), len(match[group])),
    )


def _checked(
    classes: list[tuple[str, Location]],
    ids: list[tuple[str, Location]],
    pairs: list[Attribute],
    collector: Collector,
) -> Attributes:
    for id, location in ids[1:]:
        collector.add(
            faults.BAD_ATTRIBUTES,
            location,
            f"a second id, `#{id}`; one is enough",
            "Keep one of them.",
        )
    kept: list[Attribute] = []
    names: set[str] = set()
    for pair in pairs:
        if pair.value[:1].isspace():
            collector.add(
                faults.BAD_ATTRIBUTES,
                pair.value_location,
                f"the value of `{pair.name}` begins with a space, and Pandoc then reads no "
                "attributes in these braces",
                "Remove the space behind the quotation mark.",
            )
        if pair.name in names:
            collector.add(
                faults.REPEATED_KEY,
                pair.name_location,
                f"the key `{pair.name}` stands here a second time",
                "Remove one of the two, or join their values.",
            )
            continue
        names.add(pair.name)
        kept.append(pair)
    id, id_location = ids[0] if ids else ("", None)
    if id and id_location and not ID_PATTERN.fullmatch(id):
        shown = id if len(id) <= 60 else id[:57] + "..."
        collector.add(
            faults.BAD_ID,
            id_location,
            f"`{shown}` is not an id",
            "Use small letters a-z, digits and hyphens, begin with a letter, at most 60 "
            "characters.",
        )
    kind, kind_location = classes[0] if classes else ("", None)
    if not kept and not kind and not id:
        return NO_ATTRIBUTES
    return Attributes(kind, id, tuple(kept), kind_location, id_location)
