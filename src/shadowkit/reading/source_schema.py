"""The JSON Schema of sources.yaml and sources.json, from the tables by which they are read."""

from __future__ import annotations

from typing import Any

from shadowkit.model.kinds import REFERENCE_PREFIXES
from shadowkit.reading.sources import DATES, KEY, MOST_CHARACTERS, NAMES, TEXTS, TRUTHS

_TEXT: dict[str, Any] = {"type": ["string", "number"]}
_NOTHING: dict[str, Any] = {"enum": [None, ""]}
_YEAR: dict[str, Any] = {
    "anyOf": [
        {"type": "integer", "minimum": 1000, "maximum": 9999},
        {"type": "string", "pattern": "^[0-9]{4}$"},
    ]
}
_MONTH: dict[str, Any] = {
    "anyOf": [
        {"type": "integer", "minimum": 1, "maximum": 12},
        {"type": "string", "pattern": "^(0?[1-9]|1[0-2])$"},
    ]
}
_DAY: dict[str, Any] = {
    "anyOf": [
        {"type": "integer", "minimum": 1, "maximum": 31},
        {"type": "string", "pattern": "^(0?[1-9]|[12][0-9]|3[01])$"},
    ]
}
_WRITTEN = r"^\s*[0-9]{4}(-(0?[1-9]|1[0-2])(-(0?[1-9]|[12][0-9]|3[01]))?)?"
_PARTS = {
    "type": "array",
    "minItems": 1,
    "maxItems": 3,
    "prefixItems": [_YEAR, _MONTH, _DAY],
}

_ABOUT = {
    "id": "By this id the source is cited: [@id].",
    "type": "What it is, as CSL names it.",
    "title": "Its title, as it stands on it.",
    "title-short": "Printed from the second citation on.",
    "publisher": "Who published it.",
    "URL": "Where it can be read.",
    "symbol": "The symbol of a document of the United Nations.",
    "note": "Printed last.",
    "status": "`incomplete` as long as something is missing.",
    "confidential": "Whether it may not be named in a public submission.",
    "issued": "When it came out.",
    "accessed": "When you read it there.",
    "original-date": "When it first came out.",
    "submitted": "When it was handed in.",
    "event-date": "When what it tells of took place.",
    "available-date": "From when on it could be had.",
    "author": "Who wrote it: `{family: ..., given: ...}` or `{literal: ...}` for a body.",
    "editor": "Who edited it, as in `author`.",
    "translator": "Who translated it, as in `author`.",
    "contributor": "Who else had a part in it, as in `author`.",
    "interviewer": "Who asked, as in `author`.",
    "recipient": "To whom it was sent, as in `author`.",
}
_EXAMPLES = {
    "type": ["report", "treaty", "legislation", "webpage", "book", "article-journal"],
    "status": ["incomplete"],
}


def sources_schema() -> dict[str, Any]:
    """What `read_sources` takes.  Other CSL variables are allowed, whatever they hold."""
    entries = {"type": ["array", "null"], "items": {"$ref": "#/$defs/Source"}}
    return {
        "anyOf": [
            entries,
            {"type": "object", "properties": {"references": entries}, "required": ["references"]},
        ],
        "$defs": {"Source": _source(), "Date": _date()},
    }


def _source() -> dict[str, Any]:
    properties: dict[str, dict[str, Any]] = {}
    for key in TEXTS:
        properties[key] = {"type": ["string", "number", "null"]}
    for key in TRUTHS:
        properties[key] = {"type": ["boolean", "null"]}
    for key in DATES:
        properties[key] = {"anyOf": [{"$ref": "#/$defs/Date"}, {"type": "null"}]}
    for key in NAMES:
        properties[key] = {}
    prefixes = "|".join(REFERENCE_PREFIXES)
    properties["id"] = {
        "type": ["string", "number"],
        "pattern": f"^(?!({prefixes}):){KEY.pattern}$",
        "maxLength": MOST_CHARACTERS,
        "minimum": 0,
    }
    for key, schema in properties.items():
        schema["description"] = _ABOUT[key]
        if key in _EXAMPLES:
            schema["examples"] = _EXAMPLES[key]
    properties["kind"] = {
        "description": "`testimony` for what a person told; it names nobody.",
        "examples": ["testimony"],
    }
    return {
        "description": "One source, in the data model of CSL.",
        "type": "object",
        "properties": properties,
        "required": ["id"],
        "if": {"properties": {"kind": {"const": "testimony"}}, "required": ["kind"]},
        "then": {"properties": {key: {"type": "null"} for key in NAMES}},
    }


def _date() -> dict[str, Any]:
    """The forms of a date in the order in which the reader looks for them."""
    no_raw = {"raw": False}
    no_parts = {**no_raw, "date-parts": False}
    in_a_map = {
        "type": "object",
        "anyOf": [
            {"properties": {"literal": _TEXT}, "required": ["literal"]},
            {
                "properties": {
                    "raw": {"anyOf": [{"type": "string", "pattern": rf"{_WRITTEN}\s*$"}, _YEAR]}
                },
                "required": ["raw"],
            },
            {
                "properties": {
                    **no_raw,
                    "date-parts": {
                        "type": "array",
                        "minItems": 1,
                        "maxItems": 2,
                        "items": _PARTS,
                    },
                },
                "required": ["date-parts"],
            },
            {
                "properties": {**no_parts, "year": _YEAR, "month": _NOTHING, "day": _NOTHING},
                "required": ["year"],
            },
            {
                "properties": {
                    **no_parts,
                    "year": _YEAR,
                    "month": _MONTH,
                    "day": {"anyOf": [_DAY, _NOTHING]},
                },
                "required": ["year", "month"],
            },
        ],
    }
    return {
        "description": "A year, a month or a day: 2013, 2013-05, 2013-05-02. Or `{literal: ...}`.",
        "anyOf": [
            {
                "type": "string",
                "pattern": rf"{_WRITTEN}(\s*|[T ][0-9]{{2}}:[0-9]{{2}}.*)$",
            },
            {"type": "integer", "minimum": 1000, "maximum": 9999},
            in_a_map,
            {"type": "array", "minItems": 1, "maxItems": 1, "items": in_a_map},
        ],
    }
