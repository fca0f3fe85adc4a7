"""Layouts: the order and form of a submission's sections (dossier-format, 5)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

from pydantic import Field, field_validator, model_validator

from shadowkit.model.fields import Id, LocalText, Strict
from shadowkit.model.kinds import KINDS
from shadowkit.model.kinds import Form as FormName

HeadingNumbers: TypeAlias = Literal["none", "decimal", "upper-roman", "lower-roman"]

OPTIONS: Mapping[str, tuple[str, ...]] = {
    "numbering": ("paragraphs", "none"),
    "notes": ("foot", "end"),
    "recommendations": ("inline", "collected", "both"),
    "references": ("theme", "item", "none"),
}
"""The options a layout may offer, with all their values."""


class Option(Strict):
    """A choice the layout leaves to the submission."""

    choices: tuple[str, ...]
    default: str

    @model_validator(mode="after")
    def _default_is_a_choice(self) -> Option:
        if self.default not in self.choices:
            raise ValueError(f"the default `{self.default}` is not among the choices")
        return self


class Takes(Strict):
    """What a section takes: an authored section by id, blocks by kind, theme or tag, every
    section not yet taken, or something generated.  Exactly one of the four."""

    section: str = ""
    kind: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    rest: bool = False
    generated: Literal["", "recommendations"] = ""

    @field_validator("kind")
    @classmethod
    def _kinds(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for kind in value:
            if kind not in KINDS:
                raise ValueError(f"there is no kind `{kind}`")
        return value

    @model_validator(mode="after")
    def _one_thing(self) -> Takes:
        query = bool(self.kind or self.theme or self.tags)
        if sum((bool(self.section), query, self.rest, bool(self.generated))) != 1:
            raise ValueError("name one thing: section, rest, generated, or kind/theme/tags")
        return self


class Form(Strict):
    """How blocks of a kind print: always alike, or otherwise where one stands alone."""

    many: FormName
    one: FormName


class LayoutSection(Strict):
    id: Id
    title: LocalText = ""
    required: bool = False
    takes: tuple[Takes, ...] = ()
    forms: Mapping[str, Form] = {}
    heading: Literal["1", "2", "none"] = "1"
    numbering: Literal["", "paragraphs", "none"] = ""
    references: Literal["", "theme", "item", "none"] = ""
    expects: bool = True
    budget: float = 0
    empty: LocalText = "skip"

    @field_validator("takes", mode="before")
    @classmethod
    def _one_or_more(cls, value: Any) -> Any:
        return (value,) if isinstance(value, Mapping) else value

    @field_validator("forms", mode="before")
    @classmethod
    def _short_form(cls, value: Any) -> Any:
        return _forms(value)

    @property
    def queries(self) -> tuple[Takes, ...]:
        """What the section takes; the authored section of its own id where nothing is said."""
        return self.takes or (Takes(section=self.id),)


def _forms(value: Any) -> Any:
    if not isinstance(value, Mapping):
        return value
    for kind in value:
        if kind not in KINDS:
            raise ValueError(f"there is no kind `{kind}`")
    return {
        kind: {"many": form, "one": form} if isinstance(form, str) else form
        for kind, form in value.items()
    }


class Starter(Strict):
    """What `shadowkit new` writes for the layout; ``{state}`` in the title is the State."""

    mechanism: str = ""
    title: LocalText = "[Title]"


class Layout(Strict):
    id: Id
    title: LocalText
    options: Mapping[str, Option] = {}
    cover: tuple[str, ...] = ()
    headings: tuple[HeadingNumbers, ...] = ("none", "none", "none")
    forms: Mapping[str, Form] = {}
    new: Starter = Starter()
    sections: tuple[LayoutSection, ...] = Field(min_length=1)

    @field_validator("forms", mode="before")
    @classmethod
    def _short_form(cls, value: Any) -> Any:
        return _forms(value)

    @field_validator("options")
    @classmethod
    def _known_options(cls, value: Mapping[str, Option]) -> Mapping[str, Option]:
        for name, option in value.items():
            if name not in OPTIONS:
                raise ValueError(f"there is no option `{name}`")
            for choice in option.choices:
                if choice not in OPTIONS[name]:
                    raise ValueError(f"the option `{name}` has no choice `{choice}`")
        return value

    def option(self, name: str, chosen: Mapping[str, str]) -> str:
        """The value in force: the submission's where the layout offers it, else the
        layout's default, else the first there is."""
        offered = self.options.get(name)
        if offered is None:
            return OPTIONS[name][0]
        value = chosen.get(name, offered.default)
        return value if value in offered.choices else offered.default

    def section(self, id: str) -> LayoutSection | None:
        return next((section for section in self.sections if section.id == id), None)
