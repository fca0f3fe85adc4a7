"""YAML and JSON with places.

Read from PyYAML's events, not through its constructors: every value keeps its place, words
that YAML programs disagree about are findings, nothing in a file can build an object or
grow without bound.  Scalars stay the author's characters (the models make numbers and dates
of them); only ``true``, ``false`` and null are turned into values.
"""

from __future__ import annotations

import re
from dataclasses import field
from typing import Any, TypeAlias

import yaml as pyyaml

from shadowkit.location import Location
from shadowkit.reading import faults
from shadowkit.reading.collector import Collector
from shadowkit.reading.files import first_forbidden, forbidden
from shadowkit.records import dataclass

Path: TypeAlias = tuple[str | int, ...]

_MOST_DEPTH = 40
_TOO_DEEP = "the file is nested too deeply"
_TOO_DEEP_HINT = "Look for brackets or indents that were not meant."
_MOST_NODES = 300_000
_AMBIGUOUS = {"yes", "no", "on", "off", "true", "false"}
_LONGEST_AMBIGUOUS = max(map(len, _AMBIGUOUS))
_SEXAGESIMAL = re.compile(r"[-+]?\d+(?::[0-5]?\d)+(?:\.\d*)?")
_NULL = ("", "~", "null", "Null", "NULL")
_STANDARD_TAGS = (
    "tag:yaml.org,2002:str",
    "tag:yaml.org,2002:int",
    "tag:yaml.org,2002:float",
    "tag:yaml.org,2002:map",
    "tag:yaml.org,2002:seq",
)
_PlainLoader: Any = getattr(pyyaml, "CBaseLoader", pyyaml.BaseLoader)
_Loader: Any = getattr(pyyaml, "CSafeLoader", pyyaml.SafeLoader)


@dataclass(slots=True)
class Loaded:
    """The plain value (dicts, lists, strings, booleans, None) and where its parts stand.

    `places` has each value's place by its path of keys; `key_places` each key's.
    """

    data: Any = None
    places: dict[Path, Location] = field(default_factory=dict)
    key_places: dict[Path, Location] = field(default_factory=dict)

    def place(self, path: Path, default: Location) -> Location:
        """The place of the value at `path`, or of the nearest one around it."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.places:
                return self.places[path[:length]]
        return default


@dataclass(slots=True)
class _Open:
    """A mapping or sequence whose end has not come yet."""

    value: Any
    path: Path
    anchor: str | None
    key: str | None = None
    skip: bool = False
    size: int = 1


class _StopReadingError(Exception):
    """Reading cannot go on; the finding is already added."""


def load_yaml(text: str, name: str, collector: Collector) -> Loaded | None:
    """The content of a YAML text, or None after a finding that stops the reading."""
    reader = _Reader(name, collector)
    try:
        reader.read(text)
    except pyyaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Location(name, mark.line + 1, mark.column + 1) if mark else Location(name)
        collector.add(
            faults.BROKEN_YAML,
            place,
            f"this is not valid YAML: {error.problem or error.context or 'cannot be read'}",
            _hint(text, place),
        )
        return None
    except (pyyaml.YAMLError, ValueError) as error:
        collector.add(
            faults.BROKEN_YAML, Location(name), f"this is not valid YAML: {str(error)[:120]}"
        )
        return None
    except _StopReadingError:
        return None
    return reader.loaded


def load_values(text: str) -> Any:
    """The values of a YAML text of the program's own, without places; all scalars are texts.

    Raises ValueError where it is broken.
    """
    try:
        return pyyaml.load(text, Loader=_PlainLoader)
    except pyyaml.YAMLError as error:
        raise ValueError(str(error)) from None


def load_json(text: str, name: str, collector: Collector) -> Loaded | None:
    """The content of a JSON text; its numbers stay the author's characters.  Places come
    from reading the same text as YAML, where that can be done."""
    import json

    try:
        data = json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except json.JSONDecodeError as error:
        collector.add(
            faults.BROKEN_YAML,
            Location(name, error.lineno, error.colno),
            "this is not valid JSON from here on",  # Python words it anew in each version
            "Look here and at what stands before: a comma too many or too few, a quotation mark.",
        )
        return None
    except RecursionError:
        collector.add(faults.TOO_DEEP, Location(name), _TOO_DEEP, _TOO_DEEP_HINT)
        return None
    quiet = Collector()
    placed = load_yaml(text.replace("\t", " "), name, quiet) or Loaded()
    for finding in quiet.findings:
        if finding.code == faults.REPEATED_KEY.code:
            collector.findings.append(finding)
        elif finding.code == faults.TOO_DEEP.code:
            collector.findings.append(finding)
            return None
    placed.data = _printable_below(data, (), placed, Location(name), collector)
    return placed


def printable(text: str, place: Location, collector: Collector) -> str:
    """`text` without the control characters that escapes (`"\\u0007"`) can bring in, each
    text with one being a finding: no document can print them."""
    if text.isprintable():
        return text
    found = first_forbidden(text)
    if found is None:
        return text
    collector.add(
        faults.BAD_VALUE,
        place,
        f"a control character (U+{ord(found[0]):04X}), which no document can print",
        "Leave it out.",
    )
    return forbidden().sub("", text)


def _printable_below(
    data: Any, path: Path, loaded: Loaded, default: Location, collector: Collector
) -> Any:
    if isinstance(data, str):
        return printable(data, loaded.place(path, default), collector)
    if isinstance(data, list):
        return [
            _printable_below(value, (*path, number), loaded, default, collector)
            for number, value in enumerate(data)
        ]
    if isinstance(data, dict):
        return {
            printable(key, loaded.place((*path, key), default), collector): _printable_below(
                value, (*path, key), loaded, default, collector
            )
            for key, value in data.items()
        }
    return data


def _hint(text: str, place: Location) -> str:
    lines = text.split("\n")
    line = lines[place.line - 1] if 0 < place.line <= len(lines) else ""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return "Indent with spaces; YAML does not take tabs."
    if line.count(": ") > 1 and '"' not in line:
        return "A text that holds a colon and a space goes in quotation marks."
    return "Look at this line and the one before it: colons, quotation marks, indenting."


class _Reader:
    def __init__(self, name: str, collector: Collector) -> None:
        self.name = name
        self.collector = collector
        self.loaded = Loaded()
        self.stack: list[_Open] = []
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.nodes = 0
        self.documents = 0
        self.at = Location(name)
        """The place of what was read last."""

    def read(self, text: str) -> None:
        for event in pyyaml.parse(text, Loader=_Loader):
            if isinstance(event, pyyaml.ScalarEvent):  # the most frequent one
                self._scalar(event)
            elif isinstance(event, (pyyaml.MappingStartEvent, pyyaml.SequenceStartEvent)):
                self._open(event)
            elif isinstance(event, (pyyaml.MappingEndEvent, pyyaml.SequenceEndEvent)):
                self._close()
            elif isinstance(event, pyyaml.AliasEvent):
                self._alias(event)
            elif isinstance(event, pyyaml.DocumentStartEvent):
                self.documents += 1
                if self.documents > 1:
                    self._fault(
                        event,
                        "the file holds more than one YAML document (`---`)",
                        "Remove the line `---` and what does not belong to this file.",
                    )
                    raise _StopReadingError

    # --- events -----------------------------------------------------------------------

    def _scalar(self, event: Any) -> None:
        place = self._place(event)
        parent = self.stack[-1] if self.stack else None
        value: Any = printable(event.value, place, self.collector)
        bare = event.style in (None, "") and event.tag is None
        if parent is not None and isinstance(parent.value, dict) and parent.key is None:
            if bare:
                self._plain(value, place)
            self._take_key(parent, value, place)
            return
        self._tag(event)
        if bare:
            value = self._plain(value, place)
        self._store(value, place, event.anchor, 1)

    def _plain(self, word: str, place: Location) -> Any:
        if word in _NULL:
            return None
        if word in ("true", "false"):
            return word == "true"
        # Long texts are most of a registry, and are asked no more than their length.
        if len(word) <= _LONGEST_AMBIGUOUS and word.lower() in _AMBIGUOUS:
            self.collector.add(
                faults.AMBIGUOUS_WORD,
                place,
                f"`{word}` is read in different ways by different programs",
                f'Write true or false, or "{word}" in quotation marks if the word is meant.',
            )
        elif ":" in word and _SEXAGESIMAL.fullmatch(word):
            self.collector.add(
                faults.AMBIGUOUS_WORD,
                place,
                f"`{word}` is read as a number by some programs",
                f'Write "{word}" in quotation marks.',
            )
        return word

    def _open(self, event: Any) -> None:
        place = self._place(event)
        if len(self.stack) >= _MOST_DEPTH:
            self.collector.add(faults.TOO_DEEP, place, _TOO_DEEP, _TOO_DEEP_HINT)
            raise _StopReadingError
        self._tag(event)
        parent = self.stack[-1] if self.stack else None
        if parent is not None and isinstance(parent.value, dict) and parent.key is None:
            self._fault(event, "a list or map cannot be a key")
            raise _StopReadingError
        value: Any = {} if isinstance(event, pyyaml.MappingStartEvent) else []
        path = self._path()
        self.loaded.places.setdefault(path, place)
        self.stack.append(_Open(value, path, event.anchor))

    def _close(self) -> None:
        done = self.stack.pop()
        self._put(done.value, done.size)
        if done.anchor:
            self.anchors[done.anchor] = (done.value, done.size)

    def _alias(self, event: Any) -> None:
        place = self._place(event)
        parent = self.stack[-1] if self.stack else None
        if parent is not None and isinstance(parent.value, dict) and parent.key is None:
            self._fault(event, "an alias cannot be a key")
            raise _StopReadingError
        if event.anchor not in self.anchors:
            self._fault(event, f"the alias `*{event.anchor}` stands for nothing that is complete")
            raise _StopReadingError
        value, size = self.anchors[event.anchor]
        # Values that are written out grow no faster than the file, which is limited by its bytes.
        self.nodes += size
        if self.nodes > _MOST_NODES:
            self.collector.add(
                faults.TOO_DEEP,
                place,
                "the file grows too large through its aliases",
                "Write out what `*` stands for, once.",
            )
            raise _StopReadingError
        self._store(value, place, None, size)

    # --- helpers ----------------------------------------------------------------------

    def _store(self, value: Any, place: Location, anchor: str | None, size: int) -> None:
        self.loaded.places.setdefault(self._path(), place)
        if anchor:
            self.anchors[anchor] = (value, size)
        self._put(value, size)

    def _put(self, value: Any, size: int) -> None:
        if not self.stack:
            self.loaded.data = value
            return
        parent = self.stack[-1]
        parent.size += size
        if isinstance(parent.value, list):
            parent.value.append(value)
            return
        if not parent.skip:
            parent.value[parent.key] = value
        parent.key, parent.skip = None, False

    def _take_key(self, parent: _Open, key: str, place: Location) -> None:
        parent.key = key
        path = (*parent.path, key)
        if key in parent.value:
            first = self.loaded.key_places.get(path)
            self.collector.add(
                faults.REPEATED_KEY,
                place,
                f"the key `{key}` stands here a second time"
                + (f"; the first is in line {first.line}" if first else ""),
                "Remove one of the two, or join their values.",
            )
            parent.skip = True
            return
        self.loaded.key_places[path] = place

    def _path(self) -> Path:
        if not self.stack:
            return ()
        parent = self.stack[-1]
        step = parent.key if isinstance(parent.value, dict) else len(parent.value)
        return (*parent.path, step) if step is not None else parent.path

    def _tag(self, event: Any) -> None:
        if event.tag is not None and event.tag not in _STANDARD_TAGS and event.tag != "!":
            self._fault(event, f"the tag `{event.tag}` is not allowed here")

    def _fault(self, event: Any, message: str, hint: str = "") -> None:
        self.collector.add(faults.BROKEN_YAML, self._place(event), message, hint)

    def _place(self, event: Any) -> Location:
        start, end = event.start_mark, event.end_mark
        same = start.line == end.line
        self.at = Location(
            self.name,
            start.line + 1,
            start.column + 1,
            end.line + 1 if same else 0,
            end.column + 1 if same else 0,
        )
        return self.at
