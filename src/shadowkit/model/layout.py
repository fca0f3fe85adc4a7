"""Layouts: the order and form of a submission's sections (dossier-format, 5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    WithJsonSchema,
    field_validator,
    model_validator,
)

from shadowkit.model.fields import Id, LocalText, Number, Strict, Truth
from shadowkit.model.kinds import KINDS
from shadowkit.model.kinds import Form as FormName
from shadowkit.model.takes import Column, Columns, GeneratedList, KindName, Takes, or_near
from shadowkit.model.wordings import names_in

HeadingNumbers: TypeAlias = Literal["none", "decimal", "upper-roman", "lower-roman"]

OPTIONS: Mapping[str, tuple[str, ...]] = {
    "numbering": ("paragraphs", "none"),
    "notes": ("foot", "end"),
    "recommendations": ("inline", "collected", "both"),
    "references": ("theme", "item", "none"),
    "contents": ("none", "list"),
    "acronyms": ("none", "list"),
    "concordance": ("none", "table"),
    "implementation-table": ("none", "table"),
}
"""The options a layout may offer, with all their values; the first is in force where a
layout does not offer the option."""

LABELS = ("run-in", *(kind for kind in KINDS), *(f"{kind}-after" for kind in KINDS))
"""What a layout may word: how `label` and `topic` run in, and for a kind what runs in before
it or stands after it, made from its keys."""


def _label(value: Any) -> Any:
    if isinstance(value, str) and value not in LABELS:
        raise ValueError(f"there is nothing called `{value}` to be worded{or_near(value, LABELS)}")
    return value


LabelName: TypeAlias = Annotated[
    str, BeforeValidator(_label), WithJsonSchema({"enum": list(LABELS)})
]
_EARLIER = frozenset(("number", "paragraph", "locator", "body", "symbol", "urgency", "to"))


def _texts(value: LocalText) -> Iterable[str]:
    return (value,) if isinstance(value, str) else value.values()


def _made_from(value: LocalText, keys: Iterable[str], what: str) -> None:
    """Refuses a wording that names a key which there is not: it would never print."""
    known = set(keys)
    for text in _texts(value):
        for name in sorted(names_in(text) - known):
            raise ValueError(f"{what} is made from {', '.join(sorted(known))}, not from `{name}`")


def _keys_of(label: str) -> Iterable[str]:
    """The keys that a wording of `Layout.labels` may name."""
    if label == "run-in":
        return ("label",)
    kind = label.removesuffix("-after")
    own = {field.alias or name for name, field in KINDS[kind].keys.model_fields.items()}
    return own | _EARLIER if label == "earlier" else own


def _one_lead_in(value: Any) -> Any:
    return (value,) if isinstance(value, (str, Mapping)) else value


def _lead_ins(value: tuple[LocalText, ...]) -> tuple[LocalText, ...]:
    for wording in value:
        _made_from(wording, ("to", "urgency"), "a lead-in")
    return value


LeadIns: TypeAlias = Annotated[
    tuple[LocalText, ...],
    BeforeValidator(_one_lead_in, json_schema_input_type=LocalText | tuple[LocalText, ...]),
    AfterValidator(_lead_ins),
]


class Option(Strict):
    """A choice the layout leaves to the submission."""

    choices: tuple[str, ...]
    """What a submission may choose."""
    default: str
    """What holds where it chooses nothing."""

    @model_validator(mode="after")
    def _default_is_a_choice(self) -> Option:
        if self.default not in self.choices:
            raise ValueError(f"the default `{self.default}` is not among the choices")
        return self


def _offers() -> dict[str, Any]:
    """What a layout may say under `options`, as a JSON Schema."""
    offers = {
        name: {
            "type": "object",
            "properties": {
                "choices": {"type": "array", "items": {"enum": list(values)}},
                "default": {"enum": list(values)},
            },
            "required": ["choices", "default"],
            "additionalProperties": False,
        }
        for name, values in OPTIONS.items()
    }
    return {"type": "object", "properties": offers, "additionalProperties": False}


class Form(Strict):
    """How blocks of a kind print: always alike, or otherwise where one stands alone."""

    many: FormName
    """Where several stand together."""
    one: FormName
    """Where it stands alone."""


def _both(value: Any) -> Any:
    """``bullet`` stands for ``{many: bullet, one: bullet}``."""
    return {"many": value, "one": value} if isinstance(value, str) else value


KindForm: TypeAlias = Annotated[
    Form, BeforeValidator(_both, json_schema_input_type=FormName | Form)
]
"""A form in full, or in short as one word."""


class LayoutSection(Strict):
    """One section of a layout."""

    id: Id
    """By this id the section takes what was written under a heading with it."""
    title: LocalText = ""
    """Printed where the author's own heading does not: by language."""
    required: Truth = False
    """Whether its absence is reported."""
    takes: tuple[Takes, ...] = ()
    """What it takes; the section of its own id where nothing is said."""
    columns: Columns = ()
    """The columns of its implementation table, where not the usual ones. Without `evidence`,
    the references stand behind the assessment."""
    forms: Mapping[KindName, KindForm] = {}
    """How blocks print in it, where not as in the whole layout."""
    lead_in: LeadIns = Field(default=(), alias="lead-in")
    """What a list of recommendations begins with; of several, the first that the keys of the
    list fill."""
    label: LocalText = ""
    """What stands before its first recommendations where they begin with nothing."""
    heading: Literal["1", "2", "none", "run-in"] = "1"
    """The level of its heading."""
    headings: tuple[HeadingNumbers, ...] = ()
    """How its sub-headings are numbered, where not as in the whole layout."""
    annex: Truth = False
    """Whether it is an annex: it begins a page, its words count as those of annexes, and
    neither its heading nor its paragraphs have numbers."""
    unnumbered: Truth = False
    """Whether its heading has no number."""
    numbering: Literal["", "paragraphs", "none"] = ""
    """Whether its paragraphs are numbered, where not as in the whole layout."""
    references: Literal["", "theme", "item", "none"] = ""
    """Where collected recommendations refer to their evidence."""
    expects: Truth = True
    """Whether its gaps are to be answered by recommendations."""
    budget: Number = 0
    """Its share of the mechanism's word limit, from 0 to 1."""
    place: tuple[KindName, ...] = ()
    """Kinds that print at its end."""
    empty: LocalText = "skip"
    """Where there is nothing to print: skip, heading, or a text."""

    @field_validator("takes", mode="before", json_schema_input_type=Takes | tuple[Takes, ...])
    @classmethod
    def _one_or_more(cls, value: Any) -> Any:
        return (value,) if isinstance(value, Mapping) else value

    @field_validator(
        "headings",
        mode="before",
        json_schema_input_type=HeadingNumbers | tuple[HeadingNumbers, ...],
    )
    @classmethod
    def _one_style(cls, value: Any) -> Any:
        return (value,) if isinstance(value, str) else value

    @field_validator("columns")
    @classmethod
    def _row_heading(cls, value: tuple[Column, ...]) -> tuple[Column, ...]:
        names = [column.column for column in value]
        for name in names:
            if names.count(name) > 1:
                raise ValueError(f"`{name}` is twice among the columns")
        if value and "recommendation" not in names:
            raise ValueError("name `recommendation` among the columns: it says what a row is of")
        return value

    @property
    def queries(self) -> tuple[Takes, ...]:
        """What the section takes; the authored section of its own id where nothing is said."""
        return self.takes or (Takes(section=self.id),)

    @property
    def unwritten(self) -> bool:
        """Whether nothing goes in that an author writes."""
        return all(query.generated not in ("", "recommendations") for query in self.queries)


class Starter(Strict):
    """What `shadowkit new` writes for the layout; ``{state}`` in the title is the State."""

    mechanism: str = ""
    """Where the new submission is filed."""
    title: LocalText = "[Title]"
    """Its title; {state} is the State."""
    about: str = ""
    """The id of the source that the document is about."""
    texts: Mapping[Id, str] = {}
    """The starter text of a section, by the section's id, where it is not the usual one."""


class Layout(Strict):
    """The form of a submission."""

    id: Id
    """Its name."""
    title: LocalText
    """What it is, by language."""
    options: Annotated[Mapping[str, Option], WithJsonSchema(_offers())] = {}
    """Choices that it leaves to a submission."""
    cover: tuple[str, ...] = ()
    """The lines of the cover, in order."""
    cover_page: Truth = Field(default=True, alias="cover-page")
    """Whether those lines have a page of their own; without, the text begins below them."""
    contents: Literal[1, 2, 3] = 2
    """How many levels of headings the contents list."""
    follows: Literal["none", "note", "parenthesis"] = "none"
    """How a recommendation says which earlier ones it follows."""
    headings: tuple[HeadingNumbers, ...] = ("none", "none", "none")
    """How headings are numbered, by level."""
    date_format: LocalText = Field(default="", alias="date-format")
    """How a day is worded, with {day}, {month} and {year}, where not as the language has it."""
    labels: Mapping[LabelName, LocalText] = {}
    """Wordings made from keys: how labels run in (run-in), and by kind what runs in before a
    block or stands after it. One with a key that a block does not have prints nothing."""
    lead_in: LeadIns = Field(default=(), alias="lead-in")
    """What a list of recommendations begins with, in sections that have none of their own."""
    forms: Mapping[KindName, KindForm] = {}
    """How blocks print, by kind."""
    new: Starter = Starter()
    """What `shadowkit new` writes for it."""
    sections: tuple[LayoutSection, ...] = Field(min_length=1)
    """The sections, in the order of printing."""

    @field_validator("labels")
    @classmethod
    def _label_keys(cls, value: Mapping[str, LocalText]) -> Mapping[str, LocalText]:
        for name, wording in value.items():
            _made_from(wording, _keys_of(name), f"the wording `{name}`")
        return value

    @field_validator("contents", mode="before")
    @classmethod
    def _depth(cls, value: Any) -> Any:
        if isinstance(value, bool):  # to Python, true is 1
            raise ValueError("write 1, 2 or 3")
        return int(value) if value in ("1", "2", "3") else value

    @field_validator("options")
    @classmethod
    def _known_options(cls, value: Mapping[str, Option]) -> Mapping[str, Option]:
        for name, option in value.items():
            if name not in OPTIONS:
                raise ValueError(f"there is no option `{name}`{or_near(name, OPTIONS)}")
            for choice in option.choices:
                if choice not in OPTIONS[name]:
                    near = or_near(choice, OPTIONS[name])
                    raise ValueError(f"the option `{name}` has no choice `{choice}`{near}")
        return value

    def option(self, name: str, chosen: Mapping[str, str]) -> str:
        """The value in force: the submission's where the layout offers it, else the
        layout's default, else the first of `OPTIONS`."""
        offered = self.options.get(name)
        if offered is None:
            return OPTIONS[name][0]
        value = chosen.get(name, offered.default)
        return value if value in offered.choices else offered.default

    def lists(self, section: LayoutSection, chosen: Mapping[str, str]) -> tuple[GeneratedList, ...]:
        """What is made from the whole text for this section: where the layout leaves the
        choice, only what was chosen."""
        asked = dict.fromkeys(query.generated for query in section.queries)
        return tuple(
            name
            for name in asked
            if name in ("acronyms", "concordance", "implementation-table")
            and (name not in self.options or self.option(name, chosen) != OPTIONS[name][0])
        )

    def section(self, id: str) -> LayoutSection | None:
        return next((section for section in self.sections if section.id == id), None)
