"""Objects made from a JSON Schema, and changed in one place: what the tests in both
directions hold against the program.  Knows the keywords that our schemas use, no others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any, TypeAlias

from hypothesis import strategies as st

Schema: TypeAlias = dict[str, Any]
Path: TypeAlias = tuple[str | int, ...]

# What a YAML file in JSON's notation brings unchanged through any reader.
_ALPHABET = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 -_.:;,/#%@()éñжش中"
_SAMPLES = ("a", "KEN", "en", "2013-05", "2026-11-21", "#112233", "II-3", "5", "Noto Serif")
_SAMPLES += ("0123456789abcdef", "https://example.org", "office@example.org")
_KNOWN = {
    *("$ref", "$defs", "$schema", "$id", "title", "description", "default", "examples", "format"),
    *("anyOf", "enum", "const", "type", "pattern", "minimum", "maximum", "maxLength", "if", "then"),
    *("properties", "required", "additionalProperties", "propertyNames", "minProperties"),
    *("items", "prefixItems", "minItems", "maxItems"),
}


def valid(schema: Schema, root: Schema) -> st.SearchStrategy[Any]:
    """Objects that the schema takes, mostly: `if` and names of keys are left to a filter."""
    schema = _followed(schema, root)
    if "anyOf" in schema:
        rest = {key: value for key, value in schema.items() if key != "anyOf"}
        return st.one_of([valid(_joined(rest, one), root) for one in schema["anyOf"]])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    types = schema.get("type", ["string", "integer", "boolean"])
    if isinstance(types, list):
        return st.one_of([valid({**schema, "type": one}, root) for one in types])
    return _OF_TYPE[types](schema, root)


def _followed(schema: Schema, root: Schema) -> Schema:
    assert set(schema) <= _KNOWN, set(schema) - _KNOWN
    while "$ref" in schema:
        schema = root["$defs"][schema["$ref"].removeprefix("#/$defs/")]
    return schema


def _joined(one: Schema, other: Schema) -> Schema:
    return {**one, **other}


def _string(schema: Schema, root: Schema) -> st.SearchStrategy[str]:
    if "pattern" in schema:
        # Python's `$` stands before a last line break too; a schema's does not.
        pattern = re.sub(r"\$$", r"\\Z", schema["pattern"])
        whole = st.from_regex(re.compile(pattern, re.ASCII), alphabet=_ALPHABET)
        return whole.filter(lambda text: len(text) <= schema.get("maxLength", 200))
    return st.text(_ALPHABET, max_size=8)


def _integer(schema: Schema, root: Schema) -> st.SearchStrategy[int]:
    return st.integers(schema.get("minimum", -9999), schema.get("maximum", 9999))


def _number(schema: Schema, root: Schema) -> st.SearchStrategy[float]:
    least, most = schema.get("minimum", -99), schema.get("maximum", 9999)
    return st.integers(int(least), int(most)) | st.floats(least, most).map(lambda x: round(x, 3))


def _object(schema: Schema, root: Schema) -> st.SearchStrategy[dict[str, Any]]:
    named = {k: valid(v, root) for k, v in schema.get("properties", {}).items() if v is not False}
    required = {key: named.pop(key) for key in schema.get("required", ())}
    others = schema.get("additionalProperties")
    known = st.fixed_dictionaries(required, optional=named)
    if not isinstance(others, dict):
        return known
    names = valid({"type": "string", **schema.get("propertyNames", {})}, root)
    more = st.dictionaries(names, valid(others, root), max_size=2)
    return st.builds(lambda first, second: {**second, **first}, known, more)


def _array(schema: Schema, root: Schema) -> st.SearchStrategy[list[Any]]:
    least = schema.get("minItems", 0)
    if "prefixItems" in schema:
        places = [valid(one, root) for one in schema["prefixItems"]]
        lengths = range(least, len(places) + 1)
        return st.one_of([st.tuples(*places[:n]).map(list) for n in lengths])
    most = schema.get("maxItems", least + 2)
    return st.lists(valid(schema.get("items", {}), root), min_size=least, max_size=most)


_OF_TYPE: dict[str, Any] = {
    "string": _string,
    "integer": _integer,
    "number": _number,
    "boolean": lambda schema, root: st.booleans(),
    "null": lambda schema, root: st.none(),
    "object": _object,
    "array": _array,
}


def whole(schema: Schema, root: Schema, branch: int = 0) -> Any:
    """One object with every key that the schema names, each with a value that it takes.
    `branch` chooses among alternatives, as far as there are so many."""
    schema = _followed(schema, root)
    if "anyOf" in schema:
        rest = {key: value for key, value in schema.items() if key != "anyOf"}
        chosen = schema["anyOf"][branch % len(schema["anyOf"])]
        return whole(_joined(rest, chosen), root, branch)
    if "enum" in schema:
        return schema["enum"][branch % len(schema["enum"])]
    types = schema.get("type", "string")
    name = types[0] if isinstance(types, list) else types
    if name == "object":
        named = schema.get("properties", {}).items()
        made = {k: whole(v, root, branch) for k, v in named if v is not False}
        if isinstance(schema.get("additionalProperties"), dict):
            key = whole({"type": "string", **schema.get("propertyNames", {})}, root)
            made.setdefault(key, whole(schema["additionalProperties"], root, branch))
        return made
    if name == "array":
        places = schema.get("prefixItems") or [schema.get("items", {})]
        return [whole(one, root, branch) for one in places]
    if name == "string":
        return next(text for text in _SAMPLES if re.search(schema.get("pattern", ""), text))
    if name in ("integer", "number"):
        return max(1, schema.get("minimum", 1))
    return True if name == "boolean" else None


# --- changes ------------------------------------------------------------------------------

WRONG: tuple[Any, ...] = (["a"], {"a": "b"}, None, True, 7, 1.5, "?", "", "30", "true")
"""Values of every type, to stand where they may not belong."""


def paths(data: Any, at: Path = ()) -> Iterator[Path]:
    """Where something stands in `data`, the whole first."""
    yield at
    if isinstance(data, dict):
        for key, value in data.items():
            yield from paths(value, (*at, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from paths(value, (*at, number))


def replaced(data: Any, at: Path, value: Any) -> Any:
    """A copy of `data` with another value at `at`."""
    if not at:
        return deepcopy(value)
    made = deepcopy(data)
    inner(made, at[:-1])[at[-1]] = deepcopy(value)
    return made


def inner(data: Any, at: Path) -> Any:
    for step in at:
        data = data[step]
    return data


def changes(data: Any, at: Path) -> Iterator[tuple[Path, Any]]:
    """`data` with what stands at `at` wrong in every way: of another type, gone, or with a key
    more; each with the place of the change."""
    for value in WRONG:
        yield at, replaced(data, at, value)
    if at and isinstance(at[-1], str):
        made = deepcopy(data)
        del inner(made, at[:-1])[at[-1]]
        yield at, made
    if isinstance(inner(data, at), dict):
        yield (*at, "unknown_key"), replaced(data, (*at, "unknown_key"), "x")
        yield (*at, "Unknown"), replaced(data, (*at, "Unknown"), "x")
