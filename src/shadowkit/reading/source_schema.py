"""The JSON Schema of sources.yaml and sources.json, from the tables by which they are read."""

from __future__ import annotations

from typing import Any

from shadowkit.model.kinds import REFERENCE_PREFIXES
from shadowkit.reading.sources import DATES, KEY, MOST_CHARACTERS, NAMES, SEASONS, TEXTS, TRUTHS

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
_SEASON: dict[str, Any] = {"enum": [*SEASONS, *map(int, SEASONS)]}


def _exactly(*places: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "array",
        "minItems": len(places),
        "maxItems": len(places),
        "prefixItems": list(places),
    }


_PLAIN_PARTS: list[dict[str, Any]] = [
    _exactly(_YEAR),
    _exactly(_YEAR, _MONTH),
    _exactly(_YEAR, _MONTH, _DAY),
]
_PARTS = {"anyOf": [*_PLAIN_PARTS, _exactly(_YEAR, _SEASON)]}
_OPEN_PARTS: dict[str, Any] = {"enum": [[0], ["0"], [""], []]}
_LISTED = {
    "anyOf": [
        _exactly(_PARTS),
        _exactly(_PARTS, _PARTS),
        _exactly({"anyOf": _PLAIN_PARTS}, _OPEN_PARTS),
    ]
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
    no_parts = {"date-parts": False}
    neither = {"raw": False, **no_parts}
    written = {"anyOf": [{"type": "string", "pattern": rf"{_WRITTEN}\s*$"}, _YEAR]}
    one = {
        "type": "object",
        "anyOf": [
            {"properties": {"literal": _TEXT}, "required": ["literal"]},
            {"properties": {"raw": written}, "required": ["raw"]},
            {"properties": {"raw": False, "date-parts": _LISTED}, "required": ["date-parts"]},
            *_maps(neither, _MONTH),
            *_maps(neither, _SEASON),
        ],
    }
    no_season = {"type": "object", "anyOf": _maps(no_parts, _MONTH)}
    first = {"type": "object", "anyOf": [*_maps(no_parts, _MONTH), *_maps(no_parts, _SEASON)]}
    last = {"type": "object", "anyOf": [*_maps({}, _MONTH), *_maps({}, _SEASON)]}
    no_end = {"year": {"enum": [None, "", 0, "0"]}, "month": _NOTHING, "day": _NOTHING}
    return {
        "description": "A year, a month or a day: 2013, 2013-05, 2013-05-02. Or `{literal: ...}`.",
        "anyOf": [
            {"type": "string", "pattern": rf"{_WRITTEN}(\s*|[T ][0-9]{{2}}:[0-9]{{2}}.*)$"},
            {"type": "integer", "minimum": 1000, "maximum": 9999},
            one,
            _exactly(one),
            _exactly(first, last),
            _exactly(no_season, {"type": "object", "properties": no_end}),
        ],
    }


def _maps(others: dict[str, Any], month: dict[str, Any]) -> list[dict[str, Any]]:
    """Maps of a year alone, or with a month or season; a day wants a month."""
    days = {"anyOf": [_DAY, _NOTHING]} if month is _MONTH else _NOTHING
    return [
        {
            "properties": {**others, "year": _YEAR, "month": _NOTHING, "day": _NOTHING},
            "required": ["year"],
        },
        {
            "properties": {**others, "year": _YEAR, "month": month, "day": days},
            "required": ["year", "month"],
        },
    ]
