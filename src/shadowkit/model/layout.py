"""Layouts: the order and form of a submission's sections (dossier-format, 5)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

from pydantic import Field, field_validator, model_validator

from shadowkit.model.fields import Id, LocalText, Strict
from shadowkit.model.kinds import KINDS
from shadowkit.model.kinds import Form as FormName
from shadowkit.model.register import EarlierRecommendation

HeadingNumbers: TypeAlias = Literal["none", "decimal", "upper-roman", "lower-roman"]

OPTIONS: Mapping[str, tuple[str, ...]] = {
    "numbering": ("paragraphs", "none"),
    "notes": ("foot", "end"),
    "recommendations": ("inline", "collected", "both"),
    "references": ("theme", "item", "none"),
    "contents": ("none", "list"),
    "acronyms": ("none", "list"),
    "concordance": ("none", "table"),
}
"""The options a layout may offer, with all their values; the first is in force where a
layout does not offer the option."""

Generated: TypeAlias = Literal["", "recommendations", "acronyms", "concordance", "notes"]
"""What a section may print that nobody wrote as such; "notes": the section's title stands over
the notes at the end of the document."""


class Option(Strict):
    """A choice the layout leaves to the submission."""

    choices: tuple[str, ...]
    default: str

    @model_validator(mode="after")
    def _default_is_a_choice(self) -> Option:
        if self.default not in self.choices:
            raise ValueError(f"the default `{self.default}` is not among the choices")
        return self


class EarlierQuery(Strict):
    """Which earlier recommendations of the register a section prints: those that have every
    value named here."""

    body: str = ""
    source: str = ""
    symbol: str = ""
    session: str = ""
    cycle: str = ""
    themes: tuple[Id, ...] = ()

    def fits(self, entry: EarlierRecommendation) -> bool:
        """Whether an entry of the register is one of those asked for."""
        named = ("body", "source", "symbol", "session", "cycle")
        return all(getattr(self, name) in ("", getattr(entry, name)) for name in named) and set(
            self.themes
        ) <= set(entry.themes)


class Takes(Strict):
    """What a section takes: an authored section by id, blocks by kind, theme or tag, earlier
    recommendations of the register, every section not yet taken, or something generated.
    Exactly one of the five."""

    section: str = ""
    kind: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    earlier: EarlierQuery | None = None
    rest: bool = False
    generated: Generated = ""

    @field_validator("kind")
    @classmethod
    def _kinds(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for kind in value:
            if kind not in KINDS:
                raise ValueError(f"there is no kind `{kind}`")
        return value

    @model_validator(mode="after")
    def _one_thing(self) -> Takes:
        asked = (self.section, self.by_query, self.earlier, self.rest, self.generated)
        if sum(map(bool, asked)) != 1:
            raise ValueError(
                "name one thing: section, rest, earlier, generated, or kind/theme/tags"
            )
        return self

    @property
    def by_query(self) -> bool:
        """Whether it takes blocks by what they are, wherever they were written."""
        return bool(self.kind or self.theme or self.tags)


class Form(Strict):
    """How blocks of a kind print: always alike, or otherwise where one stands alone."""

    many: FormName
    one: FormName


class LayoutSection(Strict):
    """One section of a layout.

    `lead_in` words what a list of recommendations begins with; of several, the first that
    the keys of the list fill is used.  `label` stands before the first recommendations of a
    section that begin with nothing.  `place`: kinds that print at the section's end.
    `unnumbered`: its heading has no number.
    """

    id: Id
    title: LocalText = ""
    required: bool = False
    takes: tuple[Takes, ...] = ()
    forms: Mapping[str, Form] = {}
    lead_in: tuple[LocalText, ...] = Field(default=(), alias="lead-in")
    label: LocalText = ""
    heading: Literal["1", "2", "none", "run-in"] = "1"
    headings: tuple[HeadingNumbers, ...] = ()
    unnumbered: bool = False
    numbering: Literal["", "paragraphs", "none"] = ""
    references: Literal["", "theme", "item", "none"] = ""
    expects: bool = True
    budget: float = 0
    place: tuple[str, ...] = ()
    empty: LocalText = "skip"

    @field_validator("takes", mode="before")
    @classmethod
    def _one_or_more(cls, value: Any) -> Any:
        return (value,) if isinstance(value, Mapping) else value

    @field_validator("lead_in", mode="before")
    @classmethod
    def _one_lead_in(cls, value: Any) -> Any:
        return (value,) if isinstance(value, (str, Mapping)) else value

    @field_validator("headings", mode="before")
    @classmethod
    def _one_style(cls, value: Any) -> Any:
        return (value,) if isinstance(value, str) else value

    @field_validator("place")
    @classmethod
    def _known_kinds(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for kind in value:
            if kind not in KINDS:
                raise ValueError(f"there is no kind `{kind}`")
        return value

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


LABELS = ("run-in", *(kind for kind in KINDS), *(f"{kind}-after" for kind in KINDS))
"""What a layout may word: how `label` and `topic` run in, and for a kind what runs in before
it or stands after it, made from its keys."""


class Layout(Strict):
    """The form of a submission.

    `lead_in` serves the sections that have none of their own.  `cover` names the lines of
    the cover, `contents` how many levels of headings the contents
    list, `follows` how a recommendation says which earlier ones it follows.  `labels` are
    wordings made from keys, by name (see `LABELS`) and language; a wording with a key that
    a block does not have prints nothing.
    """

    id: Id
    title: LocalText
    options: Mapping[str, Option] = {}
    cover: tuple[str, ...] = ()
    contents: Literal[1, 2, 3] = 2
    follows: Literal["none", "note", "parenthesis"] = "none"
    headings: tuple[HeadingNumbers, ...] = ("none", "none", "none")
    date_format: LocalText = Field(default="", alias="date-format")
    labels: Mapping[str, LocalText] = {}
    lead_in: tuple[LocalText, ...] = Field(default=(), alias="lead-in")
    forms: Mapping[str, Form] = {}
    new: Starter = Starter()
    sections: tuple[LayoutSection, ...] = Field(min_length=1)

    @field_validator("lead_in", mode="before")
    @classmethod
    def _one_lead_in(cls, value: Any) -> Any:
        return (value,) if isinstance(value, (str, Mapping)) else value

    @field_validator("contents", mode="before")
    @classmethod
    def _depth(cls, value: Any) -> Any:
        return int(value) if value in ("1", "2", "3") else value

    @field_validator("labels")
    @classmethod
    def _known_labels(cls, value: Mapping[str, LocalText]) -> Mapping[str, LocalText]:
        for name in value:
            if name not in LABELS:
                raise ValueError(f"there is nothing called `{name}` to be worded")
        return value

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
        layout's default, else the first of `OPTIONS`."""
        offered = self.options.get(name)
        if offered is None:
            return OPTIONS[name][0]
        value = chosen.get(name, offered.default)
        return value if value in offered.choices else offered.default

    def section(self, id: str) -> LayoutSection | None:
        return next((section for section in self.sections if section.id == id), None)
