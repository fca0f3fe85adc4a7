"""recommendations.yaml as a text: entries added to it, and lines added to entries, with all that
stands in it left as it is.

A library that reads YAML and writes it anew (ruamel.yaml) wraps long lines as it likes, and takes
twelve seconds for thousands of entries.  Here nothing is written anew: lines are put in where
PyYAML says that an entry ends.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import yaml

from shadowkit.records import dataclass

_WIDTH: Final = 98
_PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9À-ɏ/.()&'’“”–-]*(?: [A-Za-z0-9À-ɏ/.()&'’“”–-]+)*")
_AMBIGUOUS: Final = re.compile(r"yes|no|on|off|true|false|null|y|n", re.IGNORECASE)
_WHOLE: Final = re.compile(r"[1-9][0-9]{0,8}")
_DATE: Final = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
_BARE: Final = ("paragraph", "session", "cycle")
"""Keys whose numbers stand without quotation marks: no 140.10 is among them."""
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PlainLoader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class RegistryShapeError(Exception):
    """A registry in a form that nothing can be put into; the words say what to do."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """Where an entry's keys begin and where the last of its values ends."""

    indent: int
    end: int
    flow: bool
    empty: bool


class RegistryText:
    """The text of a registry, and where its entries stand in it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._newline = "\r\n" if "\r\n" in text else "\n"
        self._entries: list[_Entry] = []
        self._dash = 0
        self._added: list[str] = []
        self._filled: list[tuple[int, str]] = []
        self._replaces = False
        node = nodes_of(text)
        if node is None or (isinstance(node, yaml.ScalarNode) and not node.value):
            return
        if not isinstance(node, yaml.SequenceNode):
            raise RegistryShapeError("it is no list. Begin each entry with `- id: ...`")
        if node.flow_style:
            if node.value:
                raise RegistryShapeError(
                    "it is a list in brackets. Write each entry on lines of its own, `- id: ...`"
                )
            self._text = text[: node.start_mark.index] + text[node.end_mark.index :].lstrip("\n")
            return
        self._dash = node.start_mark.column
        for entry in node.value:
            self._entries.append(_entry(entry))

    def add(self, values: Mapping[str, Any]) -> None:
        """One more entry at the end."""
        indent = " " * self._dash
        lines = _mapping(values, self._dash + 2)
        self._added.append(
            f"{indent}- {lines[0].lstrip()}\n" + "".join(f"{x}\n" for x in lines[1:])
        )

    def fill(self, number: int, values: Mapping[str, Any]) -> None:
        """Keys that the entry with this number, from 0, does not have yet."""
        entry = self._entries[number]
        if entry.flow:
            inner = ", ".join(f"{key}: {flow(value, key)}" for key, value in values.items())
            self._filled.append((entry.end - 1, inner if entry.empty else f", {inner}"))
            return
        lines = "".join(f"\n{line}" for line in _mapping(values, entry.indent))
        self._filled.append((last_line(self._text, entry.end), lines))

    def result(self, most: int | None = None) -> str:
        """The whole text with what was added; of entries at its end at most so many."""
        text = self._text
        for at, lines in sorted(self._filled, reverse=True):
            text = text[:at] + lines.replace("\n", self._newline) + text[at:]
        added = self._added[:most]
        if added:
            if text and not text.endswith("\n"):
                text += self._newline
            if text.strip():
                text += self._newline
            text += "\n".join(added).replace("\n", self._newline)
        return text


def nodes_of(text: str) -> Any:
    """The nodes of a registry, with their places; None where it is empty."""
    return yaml.compose(text, Loader=_Loader) if text.strip() else None


def last_line(text: str, end: int) -> int:
    """Where the last line of a value ends: PyYAML's end of a block text lies behind the empty
    lines that follow it."""
    lines = text[:end].split("\n")
    if text[end : end + 1] not in ("", "\n", "\r") and lines[-1].strip():
        rest = text.find("\n", end)
        return len(text) if rest < 0 else rest - (text[rest - 1] == "\r")
    while lines and not lines[-1].strip():
        lines.pop()
    kept = "\n".join(lines)
    return len(kept) - kept.endswith("\r")


def _entry(node: Any) -> _Entry:
    if not isinstance(node, yaml.MappingNode):
        raise RegistryShapeError("one of its entries is no map. Begin each with `- id: ...`")
    end = node.end_mark.index if node.flow_style else end_of(node)
    return _Entry(node.start_mark.column, end, bool(node.flow_style), not node.value)


def end_of(node: Any) -> int:
    """Where the last value in a node ends.  An alias stands for a node elsewhere: there the key
    before it counts."""
    at = 0
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        inner = node.value[-1]
        if isinstance(inner, tuple):
            at = max(at, inner[0].end_mark.index)
            inner = inner[1]
        node = inner
    return max(at, int(node.end_mark.index))


# --- values -----------------------------------------------------------------------------


def _mapping(values: Mapping[str, Any], indent: int) -> list[str]:
    """Lines of `key: value` below each other."""
    margin = " " * indent
    lines: list[str] = []
    for key, value in values.items():
        if isinstance(value, str) and ("\n" in value or len(value) > _WIDTH - indent - len(key)):
            lines += [f"{margin}{key}: {'|-' if chr(10) in value else '>-'}"]
            lines += _block(value, indent + 2)
        elif isinstance(value, dict) and any(
            isinstance(inner, str) and len(inner) > _WIDTH // 2 for inner in value.values()
        ):
            lines += [f"{margin}{key}:", *_mapping(value, indent + 2)]
        else:
            lines.append(f"{margin}{key}: {flow(value, key)}")
    return lines


def _block(text: str, indent: int) -> Iterable[str]:
    """The lines of a block text; a long one without line breaks is folded between words."""
    margin = " " * indent
    if "\n" in text:
        return [f"{margin}{line}".rstrip() for line in text.split("\n")]
    lines: list[str] = []
    line = margin
    for word in text.split(" "):
        if len(line) + len(word) >= _WIDTH and line.strip():
            lines.append(line.rstrip())
            line = margin
        line += word + " "
    return [*lines, line.rstrip()]


def flow(value: Any, key: str) -> str:
    """A value in one line, quoted where other readers of YAML would take it for something else."""
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(flow(one, "") for one in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {flow(one, name)}" for name, one in value.items()) + "}"
    text = str(value)
    if isinstance(value, int) or (key in _BARE and _WHOLE.fullmatch(text)):
        return text
    if key == "date" and _DATE.fullmatch(text):
        return text
    if _PLAIN.fullmatch(text) and not _AMBIGUOUS.fullmatch(text):
        return text
    return json.dumps(text, ensure_ascii=False)


# --- reading again ----------------------------------------------------------------------


def plain(text: str) -> Sequence[Mapping[str, Any]]:
    """What a registry says, with all scalars as texts."""
    return yaml.load(text, Loader=_PlainLoader) or []


def hold(text: str, expected: Sequence[Mapping[str, Any]]) -> None:
    """Raises where the text does not say what it has to: then nothing may be written."""
    try:
        found = plain(text)
    except yaml.YAMLError:
        found = ()
    if not _says(found, expected):
        raise RegistryShapeError(
            "it is written in a way that nothing can be put into safely. Write each entry as "
            "lines of `key: value` below `- id: ...`, without brackets around it"
        )


def _says(found: Any, expected: Any) -> bool:
    """Whether what was read, all scalars as texts, is what it has to be."""
    if isinstance(expected, str):
        return bool(found == expected)
    if isinstance(expected, Mapping):
        return (
            isinstance(found, Mapping)
            and len(found) == len(expected)
            and all(key in found and _says(found[key], one) for key, one in expected.items())
        )
    if isinstance(expected, (list, tuple)):
        return (
            isinstance(found, list)
            and len(found) == len(expected)
            and all(map(_says, found, expected))
        )
    return bool(found == str(expected))
