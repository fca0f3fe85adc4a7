"""JSON Schemas of what users write, for their editors, made from what the reader reads with.

`cli.schema` prints them, and `starting` puts them into a new dossier: an editor finds them
there without any network.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable, Mapping
from functools import cache
from textwrap import dedent
from typing import Any

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from shadowkit.model.fields import Id
from shadowkit.model.layout import OPTIONS, Layout
from shadowkit.model.look import Look
from shadowkit.model.mechanism import Mechanism
from shadowkit.model.register import EarlierRecommendation
from shadowkit.model.reviews import Reviewed
from shadowkit.model.settings import FORMAT_VERSION, Settings
from shadowkit.reading import catalogue
from shadowkit.reading.looks import BASE
from shadowkit.reading.source_schema import sources_schema

DIALECT = "https://json-schema.org/draft/2020-12/schema"
"""The name of the dialect, as the dialect wants it; nothing is fetched from there."""

_VALIDATION = ("Annotated", "BeforeValidator", "WithJsonSchema")
_NUMERAL = re.compile(r"-?[0-9]+")
_DAY_PATTERN = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


def headed(name: str, version: int, title: str, schema: JsonSchemaValue) -> JsonSchemaValue:
    """A schema with what stands at the head of one: dialect, id and title."""
    return {
        "$schema": DIALECT,
        "$id": f"urn:shadowkit:schema:{name}:{version}",
        "title": title,
        **schema,
    }


def input_schema(name: str) -> JsonSchemaValue:
    """The schema of a file that users write; `name` is one of `INPUTS`."""
    return headed(name, FORMAT_VERSION, INPUTS[name], _MAKERS[name]())


def output_schema(name: str, version: int, title: str, shape: Any) -> JsonSchemaValue:
    """The schema of JSON that the program prints; `shape` is its TypedDict."""
    made = TypeAdapter(shape).json_schema(schema_generator=_OutputSchema, mode="serialization")
    made["properties"]["version"] = {"const": version}
    return headed(name, version, title, made)


INPUTS = {
    "shadowkit": "shadowkit.yaml: the settings of a dossier",
    "sources": "sources.yaml: the sources that a dossier cites",
    "recommendations": "recommendations.yaml: what the State was told before",
    "reviews": "reviews.yaml: what `shadowkit review` recorded",
    "layout": "A layout: the order and form of a submission's sections",
    "mechanism": "A mechanism: a body, a procedure and its filing rules",
    "look": "A look: fonts, sizes, spacing and colours of what is made",
}
"""The schemas of what users write, each with its title."""


class _Plain(GenerateJsonSchema):
    """Without the titles that pydantic makes of names: they say nothing."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        made = super().model_schema(schema)
        made.pop("title", None)
        return made

    def typed_dict_schema(self, schema: core_schema.TypedDictSchema) -> JsonSchemaValue:
        made = super().typed_dict_schema(schema)
        made.pop("title", None)
        return made


class _OutputSchema(_Plain):
    """What the program prints has the keys named, and no other."""

    def typed_dict_schema(self, schema: core_schema.TypedDictSchema) -> JsonSchemaValue:
        return {**super().typed_dict_schema(schema), "additionalProperties": False}


class _InputSchema(_Plain):
    """What an editor's YAML makes of a file that shadowkit reads as its author's characters:
    `session: 30` is a number there, and a text here."""

    def normalize_name(self, name: str) -> str:
        """``MechanismRule_bool`` where pydantic spells out how the value is validated."""
        words = re.findall(r"\w+", name)
        return "_".join(word for word in words if word not in _VALIDATION)

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        made = super().str_schema(schema)
        if "pattern" not in made:
            return {**made, "type": ["string", "number"]}
        if re.search(made["pattern"], "7"):  # a font may be called so
            return {**made, "type": ["string", "integer"], "minimum": 0}
        return made

    def literal_schema(self, schema: core_schema.LiteralSchema) -> JsonSchemaValue:
        words = sorted(schema["expected"], key=lambda word: word == "")  # "" last
        figures = [int(one) for one in words if isinstance(one, str) and _NUMERAL.fullmatch(one)]
        return {"enum": [*words, *figures]}

    def date_schema(self, schema: core_schema.DateSchema) -> JsonSchemaValue:
        return {**super().date_schema(schema), "pattern": _DAY_PATTERN}

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        made: JsonSchemaValue = {"type": "object"}
        if "values_schema" in schema:
            made["additionalProperties"] = self.generate_inner(schema["values_schema"])
        if "keys_schema" in schema:
            keys = self.generate_inner(schema["keys_schema"])
            names = {rule: keys[rule] for rule in ("pattern", "enum") if rule in keys}
            if names:
                made["propertyNames"] = names
        return made

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        made = super().default_schema(schema)
        if not made.get("default"):
            made.pop("default", None)  # an empty one is as good as none
        return made

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        made = super().model_schema(schema)
        model: type[BaseModel] = schema["cls"]
        fields = model.model_fields
        written = {field.alias or name: name for name, field in fields.items()}
        about = _field_docs(model)
        for key, value in made.get("properties", {}).items():
            if about.get(written[key]):
                value["description"] = about[written[key]]
        return made


@cache
def _field_docs(model: type[BaseModel]) -> dict[str, str]:
    """The texts below the fields of a model.  pydantic can collect them too, but when the
    class is made: every command would pay for it."""
    found: dict[str, str] = {}
    for cls in reversed(model.__mro__):
        if cls.__module__.startswith("shadowkit.") and "[" not in cls.__name__:
            body = ast.parse(dedent(inspect.getsource(cls))).body[0]
            assert isinstance(body, ast.ClassDef)
            for field, text in zip(body.body, body.body[1:], strict=False):
                match field, text:
                    case (
                        ast.AnnAssign(target=ast.Name(id=name)),
                        ast.Expr(value=ast.Constant(value=str(words))),
                    ):
                        found[name] = " ".join(words.split())
    return found


def _made(model: type[BaseModel]) -> JsonSchemaValue:
    return model.model_json_schema(schema_generator=_InputSchema)


def _settings() -> JsonSchemaValue:
    """With names that an editor may propose; others are allowed where files of one's own are,
    or where only the layout can tell."""
    made = _made(Settings)
    own = made["$defs"]["Submission"]["properties"]
    known = {
        "layout": catalogue.layout_names(),
        "mechanism": catalogue.mechanism_names(),
        "language": catalogue.languages(),
    }
    for key, names in known.items():
        own[key]["examples"] = names
    own["options"]["properties"] = {
        name: {"type": ["string", "number"], "examples": list(values)}
        for name, values in OPTIONS.items()
    }
    for properties in (made["properties"], own):
        properties["look"]["examples"] = catalogue.look_names()
        properties["citation_style"]["examples"] = ["un"]
    return made


def _recommendations() -> JsonSchemaValue:
    entry = _made(EarlierRecommendation)
    shared = entry.pop("$defs")
    return {
        "type": ["array", "null"],
        "items": {"$ref": "#/$defs/EarlierRecommendation"},
        "$defs": {"EarlierRecommendation": entry, **shared},
    }


def _reviews() -> JsonSchemaValue:
    made = TypeAdapter(Mapping[Id, Reviewed]).json_schema(schema_generator=_InputSchema)
    return {**made, "type": ["object", "null"]}


def _look() -> JsonSchemaValue:
    """Whatever a look does not say is as in the one that it is based on."""
    made = _made(Look)
    for one in (made, *made["$defs"].values()):
        one.pop("required", None)
    made["properties"]["headings"].pop("minItems", None)
    base = {"enum": catalogue.look_names(), "description": "The look that this one changes."}
    made["properties"] = {BASE: base, **made["properties"]}
    return made


_MAKERS: dict[str, Callable[[], JsonSchemaValue]] = {
    "shadowkit": _settings,
    "sources": sources_schema,
    "recommendations": _recommendations,
    "reviews": _reviews,
    "layout": lambda: _made(Layout),
    "mechanism": lambda: _made(Mechanism),
    "look": _look,
}
