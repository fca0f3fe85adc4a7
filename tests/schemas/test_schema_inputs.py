"""The schemas of what users write take what the program takes, and refuse what it refuses."""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from schemas.accepting import ANNEX, refused, within_a_schema
from schemas.objects import changes, inner, paths, replaced, valid, whole
from shadowkit.schemas import INPUTS, input_schema

BRANCHES = range(2)
_MANY = 1_300


@cache
def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(input_schema(name))


def disagreement(name: str, data: Any, at: tuple[str | int, ...], folder: Path) -> str:
    """What program and schema say to `data`, changed at `at`, where they do not agree."""
    taken = validator(name).is_valid(data)
    said = refused(name, data, folder)
    if not within_a_schema(said) if taken else said or _only_quoted(name, data, at):
        return ""
    faults = [error.message for error in validator(name).iter_errors(data)]
    return f"{at}: {inner_or_gone(data, at)!r}: program: {said}; schema: {faults}"


def _only_quoted(name: str, data: Any, at: tuple[str | int, ...]) -> bool:
    """Whether the schema would take the value without its quotation marks.  The program reads
    characters and takes `"30"` for a number as well as `30`; an editor knows the difference,
    and the plain form is the one to propose."""
    plain = {"30": 30, "true": True}.get(inner_or_gone(data, at))
    return plain is not None and validator(name).is_valid(replaced(data, at, plain))


def inner_or_gone(data: Any, at: tuple[str | int, ...]) -> Any:
    try:
        value = inner(data, at)
    except (KeyError, IndexError):
        return "(gone)"
    return value if isinstance(value, str) else repr(value)


THINGS: tuple[Any, ...] = (
    {"section": "a"},
    [{"kind": ["gap"], "theme": ["a"], "tags": ["a"]}, {"rest": True}],
    {"earlier": {"body": "a", "source": "a", "symbol": "a", "session": "a", "themes": ["a"]}},
)
_thorough = settings(
    max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)


def sensible(data: Any) -> Any:
    """The object without what is refused for a reason that no schema can tell: otherwise it
    would be refused whatever is changed in it."""
    if not isinstance(data, dict):
        return data
    for submission in data.get("submissions", {}).values():
        if "annexes" in submission:
            submission["annexes"] = [ANNEX]
    if "sections" not in data:
        return data
    for section in data["sections"]:
        if isinstance(section.get("takes"), dict):
            section["takes"] = _one_thing(section["takes"])
        elif "takes" in section:
            section["takes"] = [_one_thing(one) for one in section["takes"]]
        if section.get("columns"):
            section["columns"] = _once([*section["columns"], "recommendation"])
    for option in data.get("options", {}).values():
        option["choices"] = [*option["choices"], option["default"]]
    return data


def _once(columns: list[Any]) -> list[Any]:
    """The columns, each of them once."""
    named = {one["column"] if isinstance(one, dict) else one: one for one in columns}
    return list(named.values())


def _one_thing(takes: Any) -> Any:
    """The last of the keys that say something: for a whole object, another than the first."""
    said = [key for key, value in takes.items() if value]
    return {said[-1]: takes[said[-1]]} if said else {"rest": True}


@cache
def objects(name: str) -> st.SearchStrategy[Any]:
    schema = input_schema(name)
    return valid(schema, schema).filter(validator(name).is_valid).map(sensible)


@pytest.mark.parametrize("name", INPUTS)
def test_a_schema_is_one_of_the_dialect_with_a_name_of_its_own(name: str) -> None:
    schema = input_schema(name)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"urn:shadowkit:schema:{name}:1"
    assert schema["title"] == INPUTS[name]


@pytest.mark.parametrize("name", [name for name in INPUTS if name != "look"])
def test_every_key_is_explained(name: str) -> None:
    schema = input_schema(name)
    objects = [schema, *schema["$defs"].values()]
    silent = [
        key
        for one in objects
        for key, value in one.get("properties", {}).items()
        if isinstance(value, dict) and "description" not in value and key != "references"
    ]
    assert silent == []


@pytest.mark.parametrize("name", INPUTS)
@_thorough
@given(chance=st.data())
def test_what_the_schema_takes_the_program_takes(
    name: str, chance: st.DataObject, tmp_path: Path
) -> None:
    data = chance.draw(objects(name))
    assert within_a_schema(refused(name, data, tmp_path)) == []


@pytest.mark.parametrize("name", INPUTS)
@_thorough
@given(chance=st.data())
def test_what_was_changed_in_one_place_both_take_or_both_refuse(
    name: str, chance: st.DataObject, tmp_path: Path
) -> None:
    data = chance.draw(objects(name))
    assume(not refused(name, data, tmp_path))
    at = chance.draw(st.sampled_from(list(paths(data))))
    place, changed = chance.draw(st.sampled_from(list(changes(data, at))))
    assert disagreement(name, changed, place, tmp_path) == ""


@pytest.mark.parametrize("branch", BRANCHES)
@pytest.mark.parametrize("name", INPUTS)
def test_every_key_with_every_wrong_value_both_take_or_both_refuse(
    name: str, branch: int, tmp_path: Path
) -> None:
    schema = input_schema(name)
    data = sensible(whole(schema, schema, branch))
    assert validator(name).is_valid(data)
    assert refused(name, data, tmp_path) == []
    if name == "layout":  # a section for each thing that one may take
        [section] = data["sections"]
        data["sections"] += [{**section, "takes": one} for one in THINGS]
        assert refused(name, data, tmp_path) == []
    every = [
        partial(disagreement, name, changed, place, tmp_path)
        for at in paths(data)
        for place, changed in changes(data, at)
    ]
    # Looks have thousands: of those, each branch tries a part of its own.
    step = 3 if len(every) > _MANY else 1
    assert {said() for said in every[branch::step]} - {""} == set()
