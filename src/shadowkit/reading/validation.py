"""From pydantic's errors to findings with the author's places and plain words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar, get_origin

from pydantic import BaseModel, ValidationError

from shadowkit.diagnostics import closest, did_you_mean
from shadowkit.location import Location
from shadowkit.model.inline import Attributes
from shadowkit.model.kinds import Keys
from shadowkit.reading import faults
from shadowkit.reading.collector import Collector
from shadowkit.reading.yaml import Loaded, Path

_AMBIGUOUS = faults.AMBIGUOUS_WORD.code
Model = TypeVar("Model", bound=BaseModel)

_LIMITS = {
    "less_than_equal": "more than may stand here:",
    "greater_than_equal": "less than may stand here:",
}
"""What pydantic calls a number beyond its limit, with what we say before the limit."""


def names_of(model: type[BaseModel]) -> list[str]:
    """The keys of a model as a user writes them."""
    return [field.alias or name for name, field in model.model_fields.items()]


def _inner_model(model: type[BaseModel], path: Iterable[str | int]) -> type[BaseModel] | None:
    """The model that the map at `path` is read with, for "did you mean"."""
    current: type[BaseModel] | None = model
    contained = False
    for step in path:
        if contained:  # the key or index of a container; its model is already at hand
            contained = False
            continue
        fields = current.model_fields if current else {}
        field = next((f for n, f in fields.items() if step in (n, f.alias)), None)
        if field is None:
            return None
        current, contained = _model_within(field.annotation)
    return current


def _model_within(annotation: Any) -> tuple[type[BaseModel] | None, bool]:
    """The model that an annotation holds, and whether as the values of a map or list."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation, False
    container = get_origin(annotation) in (tuple, Mapping)
    for argument in getattr(annotation, "__args__", ()):
        found, contained = _model_within(argument)
        if found is not None:
            return found, contained or container
    return None, False


def _nearest(error: Mapping[str, Any]) -> str:
    """The nearest of the words that may stand there, as a hint; "" where there is none."""
    value = error.get("input")
    if error["type"] != "literal_error" or not isinstance(value, str):
        return ""
    near = closest(value, re.findall("'([^']*)'", str(error["ctx"]["expected"])))
    return f"Did you mean `{near}`?" if near else ""


def _words(error: Mapping[str, Any]) -> str:
    kind, context = error["type"], error.get("ctx", {})
    value = error.get("input")
    shown = f"`{value}`" if isinstance(value, str) and len(value) <= 60 else "this"
    if kind == "value_error":
        return str(context.get("error", error["msg"]))
    if kind == "literal_error":
        expected = str(context["expected"]).removeprefix("'', ")
        return f"{shown} is not one of {expected}"
    if kind.startswith(("int_", "float_")):
        return f"{shown} is not a number"
    if kind in _LIMITS:
        return f"`{value:g}` is {_LIMITS[kind]} {next(iter(context.values())):g}"
    if kind == "string_type":
        if value is None:
            return "there is no value here; write one, or remove the key"
        if isinstance(value, (list, dict)):
            return f"one text belongs here, not a {'list' if isinstance(value, list) else 'map'}"
        return "one text belongs here; put it in quotation marks"
    if kind == "too_short":
        return "at least one entry belongs here"
    if kind.startswith(("tuple_", "list_")):
        return "a list belongs here (each entry on a line of its own, after `- `)"
    if kind.startswith(("mapping", "dict", "model_", "is_instance")):
        return "a map belongs here (lines of `key: value`)"
    return str(error["msg"])


def validate(
    model: type[Model], loaded: Loaded, at: Path, name: str, collector: Collector
) -> Model | None:
    """`loaded`'s value at the path `at` as a `model`, or None after findings."""
    data: Any = loaded.data
    for step in at:
        data = data[step]
    try:
        return model.model_validate(data)
    except ValidationError as error:
        _report(model, error, loaded, at, name, collector)
        return None


def _report(
    model: type[BaseModel],
    error: ValidationError,
    loaded: Loaded,
    at: Path,
    name: str,
    collector: Collector,
) -> None:
    seen: set[tuple[Location, str]] = set()
    errors = error.errors(include_url=False)
    # What is ambiguous is reported; that it is then no truth value is the same fault.
    seen.update((f.location, "bad") for f in collector.findings if f.code == _AMBIGUOUS)
    for item in errors:
        if item["type"] == "too_short" and any(_is_below(other, item) for other in errors):
            continue  # the list is short only of what is wrong in it
        steps = _real_path(item["loc"], loaded, at)
        place = loaded.place(steps, Location(name))
        if item["type"] == "extra_forbidden":
            place = loaded.key_places.get(steps, place)
            inner = _inner_model(model, steps[len(at) : -1])
            known = names_of(inner) if inner else ()
            collector.add(
                faults.UNKNOWN_KEY,
                place,
                f"there is no key `{steps[-1]}` here",
                did_you_mean(str(steps[-1]), known),
            )
        elif item["type"] == "missing":
            missing = item["loc"][-1]
            within = loaded.key_places.get(steps, place)
            collector.add(faults.MISSING_KEY, within, f"the key `{missing}` is missing here")
        elif (place, "bad") not in seen:
            # A union reports once for each of its branches; one fault is one finding.
            seen.add((place, "bad"))
            label = f"`{steps[-1]}`: " if steps and isinstance(steps[-1], str) else ""
            if item["loc"][-1:] == ("[key]",):
                place, label = loaded.key_places.get(steps, place), ""
            collector.add(faults.BAD_VALUE, place, label + _words(item), _nearest(item))


def _is_below(inner: Mapping[str, Any], outer: Mapping[str, Any]) -> bool:
    place = outer["loc"]
    return len(inner["loc"]) > len(place) and inner["loc"][: len(place)] == place


def _real_path(location: tuple[str | int, ...], loaded: Loaded, at: Path) -> Path:
    """pydantic's path without the steps it adds for branches of unions and for keys."""
    path: Path = at
    for step in location:
        longer = (*path, step)
        if longer in loaded.places or longer in loaded.key_places:
            path = longer
    return path


def keys_of(
    attributes: Attributes,
    model: type[Keys],
    what: str,
    collector: Collector,
    place: Location,
) -> Keys:
    """The keys of a block, span or heading at `place`, validated; what is wrong becomes
    findings and is left out, so that the rest can still be read."""
    values: dict[str, str] = {}
    known = names_of(model)
    for name in model.required:
        if not attributes.value(name):
            collector.add(
                faults.MISSING_KEY,
                place,
                f"{what} needs the key `{name}`",
                f'Add {name}="..." in its braces.',
            )
    for pair in attributes.pairs:
        if pair.name in known:
            values[pair.name] = pair.value
        else:
            collector.add(
                faults.UNKNOWN_KEY,
                pair.name_location,
                f"{what} has no key `{pair.name[:60]}`",
                did_you_mean(pair.name, known),
            )
    try:
        return model.model_validate(values)
    except ValidationError as error:
        for item in error.errors(include_url=False):
            pair_name = str(item["loc"][0])
            wrong = attributes.get(pair_name)
            if wrong is not None:
                said = f"`{pair_name}`: {_words(item)}"
                collector.add(faults.BAD_VALUE, wrong.value_location, said, _nearest(item))
            values.pop(pair_name, None)
        return model.model_validate(values)
