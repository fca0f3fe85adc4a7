"""What a section of a layout takes, and the columns of the table it may have."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BeforeValidator, WithJsonSchema, model_validator

from shadowkit.diagnostics import closest
from shadowkit.model.fields import Id, LocalText, Strict, Truth
from shadowkit.model.kinds import KINDS
from shadowkit.model.register import EarlierRecommendation

GeneratedList: TypeAlias = Literal["acronyms", "concordance", "implementation-table"]
"""What is made from the text as a whole, and printed where the option of its name has it."""
Generated: TypeAlias = Literal["", "recommendations", GeneratedList, "notes"]
"""What a section may print that nobody wrote as such; "notes": the section's title stands over
the notes at the end of the document."""


def or_near(word: str, known: Iterable[str]) -> str:
    """The end of a message about a word that nobody knows: which one may be meant."""
    near = closest(word, known)
    return f"; did you mean `{near}`?" if near else ""


def _kind(value: Any) -> Any:
    if isinstance(value, str) and value not in KINDS:
        raise ValueError(f"there is no kind `{value}`{or_near(value, KINDS)}")
    return value


KindName: TypeAlias = Annotated[
    str, BeforeValidator(_kind), WithJsonSchema({"enum": sorted(KINDS)})
]


class EarlierQuery(Strict):
    """Which earlier recommendations of the register a section prints: those that have every
    value named here."""

    body: str = ""
    """Who recommended."""
    source: str = ""
    """The source they stand in."""
    symbol: str = ""
    """The symbol of the document they stand in."""
    session: str = ""
    """The session of the body."""
    cycle: str = ""
    """The cycle of review or the round of monitoring."""
    themes: tuple[Id, ...] = ()
    """Themes that they have."""

    def fits(self, entry: EarlierRecommendation) -> bool:
        """Whether an entry of the register is one of those asked for."""
        named = ("body", "source", "symbol", "session", "cycle")
        return all(getattr(self, name) in ("", getattr(entry, name)) for name in named) and set(
            self.themes
        ) <= set(entry.themes)


class Takes(Strict):
    """What a section takes: an authored section by id, blocks by kind, theme or tag, earlier
    recommendations of the register, every section not yet taken, or something generated.
    Exactly one of the five; but beside a generated `implementation-table`, `earlier` says
    which recommendations stand in it."""

    section: str = ""
    """The section with this id, whole."""
    kind: tuple[KindName, ...] = ()
    """Blocks of these kinds."""
    theme: tuple[str, ...] = ()
    """Blocks with one of these themes."""
    tags: tuple[str, ...] = ()
    """Blocks with one of these tags."""
    earlier: EarlierQuery | None = None
    """Earlier recommendations of the register that have all of these values."""
    rest: Truth = False
    """Every section that no other has taken."""
    generated: Generated = ""
    """What the program collects; `notes`: the title stands over the notes at the end."""

    @model_validator(mode="after")
    def _one_thing(self) -> Takes:
        earlier = self.earlier if self.generated != "implementation-table" else None
        asked = (self.section, self.by_query, earlier, self.rest, self.generated)
        if sum(map(bool, asked)) != 1:
            raise ValueError(
                "name one thing: section, rest, earlier, generated, or kind/theme/tags"
            )
        return self

    @property
    def by_query(self) -> bool:
        """Whether it takes blocks by what they are, wherever they were written."""
        return bool(self.kind or self.theme or self.tags)


def _column(value: Any) -> Any:
    if isinstance(value, str) and value not in COLUMNS:
        raise ValueError(f"there is no column `{value}`{or_near(value, COLUMNS)}")
    return value


ColumnName: TypeAlias = Annotated[
    Literal["recommendation", "status", "assessment", "evidence"], BeforeValidator(_column)
]
COLUMNS = ("recommendation", "status", "assessment", "evidence")
"""What the implementation table may say of each recommendation."""


class Column(Strict):
    """A column of the implementation table."""

    column: ColumnName
    """What stands in it."""
    title: LocalText = ""
    """Its heading, where not the usual one: by language."""
    theme: Truth = False
    """Whether the title of its theme stands in bold before a recommendation."""


def _titled(value: Any) -> Any:
    """``status`` stands for ``{column: status}``."""
    return {"column": value} if isinstance(value, str) else value


Columns: TypeAlias = tuple[
    Annotated[Column, BeforeValidator(_titled, json_schema_input_type=ColumnName | Column)], ...
]
