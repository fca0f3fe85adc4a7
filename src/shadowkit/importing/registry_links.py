"""One more id among the evidence of an entry of recommendations.yaml, with all else in the text
left as it is."""

from __future__ import annotations

from typing import Any, Final

import yaml

from shadowkit.importing.registry_text import (
    RegistryShapeError,
    end_of,
    flow,
    hold,
    last_line,
    nodes_of,
    plain,
)

_ASSESSMENT: Final = "assessment"
_EVIDENCE: Final = "evidence"


class NoEntryError(Exception):
    """The registry has no entry with the id."""


def with_evidence(text: str, entry: str, evidence: str) -> str:
    """The registry with `evidence` at the end of the evidence of the entry with the id `entry`;
    the text itself where it is there already.  What comes of it is read again: it has to say what
    the text said, and that.  Raises `NoEntryError`, or `RegistryShapeError` where it cannot be put
    in safely."""
    expected, known = _expected(text, entry, evidence)
    if known:
        return text
    newline = "\r\n" if "\r\n" in text else "\n"
    at, added = _addition(text, _node(text, entry), flow(evidence, ""))
    result = text[:at] + added.replace("\n", newline) + text[at:]
    hold(result, expected)
    return result


def _expected(text: str, entry: str, evidence: str) -> tuple[list[dict[str, Any]], bool]:
    """What the registry has to say afterwards, and whether it does so already."""
    said: Any = plain(text)
    if not isinstance(said, list) or not all(isinstance(one, dict) for one in said):
        raise RegistryShapeError("it is no list of entries")
    entries = [dict(one) for one in said]
    found = next((one for one in entries if one.get("id") == entry), None)
    if found is None:
        raise NoEntryError
    assessment = found.get(_ASSESSMENT) or {}
    ids = (assessment.get(_EVIDENCE) or []) if isinstance(assessment, dict) else None
    if not isinstance(ids, list):
        raise RegistryShapeError("what stands there is no list")
    found[_ASSESSMENT] = {**assessment, _EVIDENCE: [*ids, evidence]}
    return entries, evidence in ids


def _node(text: str, entry: str) -> Any:
    return next(one for one in nodes_of(text).value if _value(one, "id").value == entry)


def _value(node: Any, key: str) -> Any:
    """The value of a key in a map; None where the map does not have it."""
    return next((value for name, value in node.value if name.value == key), None)


def _addition(text: str, entry: Any, evidence: str) -> tuple[int, str]:
    """Where in the text something is put in, and what."""
    assessment = _value(entry, _ASSESSMENT)
    if assessment is None:
        return _key(text, entry, f"{_ASSESSMENT}: {{{_EVIDENCE}: [{evidence}]}}")
    if isinstance(assessment, yaml.ScalarNode):
        return assessment.end_mark.index, f" {{{_EVIDENCE}: [{evidence}]}}"
    ids = _value(assessment, _EVIDENCE)
    if ids is None:
        return _key(text, assessment, f"{_EVIDENCE}: [{evidence}]")
    if isinstance(ids, yaml.ScalarNode):
        return ids.end_mark.index, f" [{evidence}]"
    return _item(text, ids, evidence)


def _key(text: str, node: Any, line: str) -> tuple[int, str]:
    """One more key at the end of a map."""
    if not node.flow_style:
        return last_line(text, end_of(node)), "\n" + " " * node.start_mark.column + line
    if not node.value:
        return node.start_mark.index + 1, line
    return _end_in_brackets(node.value[-1]), f", {line}"


def _item(text: str, node: Any, evidence: str) -> tuple[int, str]:
    """One more item at the end of a list."""
    if not node.flow_style:
        margin = " " * node.start_mark.column
        return last_line(text, end_of(node)), f"\n{margin}- {evidence}"
    if not node.value:
        return node.start_mark.index + 1, evidence
    return int(node.value[-1].end_mark.index), f", {evidence}"


def _end_in_brackets(pair: tuple[Any, Any]) -> int:
    """Where the last value in a map in braces ends."""
    key, value = pair
    return max(int(key.end_mark.index), int(value.end_mark.index))
