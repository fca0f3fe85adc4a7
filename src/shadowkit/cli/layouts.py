"""`shadowkit layouts`"""

from __future__ import annotations

from functools import partial
from typing import Any

import click
from typing_extensions import TypedDict

from shadowkit.cli.common import CATALOGUE_LANGUAGE, catalogue_json, format_option, show_catalogue
from shadowkit.cli.failing import DataCommand
from shadowkit.model.fields import in_language
from shadowkit.model.layout import Layout, LayoutSection
from shadowkit.model.takes import EarlierQuery, Takes


class OptionObject(TypedDict):
    """A choice that the layout leaves to a submission."""

    choices: list[str]
    default: str


class SectionObject(TypedDict):
    """A section.  `takes` says in words what it takes, `expects` whether its gaps are to be
    answered, `budget` its share of the word limit (0 where it has none)."""

    id: str
    title: str
    required: bool
    takes: list[str]
    expects: bool
    budget: float


class LayoutObject(TypedDict):
    """A layout with its options by name and its sections in order."""

    id: str
    title: str
    options: dict[str, OptionObject]
    cover: list[str]
    sections: list[SectionObject]


class LayoutsObject(TypedDict):
    """What `shadowkit layouts --format json` prints.  `fault` says why the command could not be
    carried out; it is null where it could."""

    version: int
    layouts: list[LayoutObject]
    fault: str | None


@click.command("layouts", cls=DataCommand, failures={"json": partial(catalogue_json, "layout", [])})
@click.argument("name", required=False)
@format_option("table", "json")
def command(name: str | None, format: str) -> None:
    """Show a layout: its sections with their ids, what each takes, options and budgets.
    Without a name, list all layouts.

    \b
    Example:  shadowkit layouts ecpat-upr
    """
    from shadowkit.reading import catalogue

    show_catalogue(
        "layout",
        name,
        catalogue.layout_names(),
        catalogue.shipped_layout,
        _object,
        _table,
        as_json=format == "json",
    )


def _object(layout: Layout) -> LayoutObject:
    return {
        "id": layout.id,
        "title": in_language(layout.title, CATALOGUE_LANGUAGE),
        "options": {
            name: {"choices": list(option.choices), "default": option.default}
            for name, option in layout.options.items()
        },
        "cover": list(layout.cover),
        "sections": [
            {
                "id": section.id,
                "title": in_language(section.title, CATALOGUE_LANGUAGE),
                "required": section.required,
                "takes": [_takes(query) for query in section.queries],
                "expects": section.expects,
                "budget": section.budget,
            }
            for section in layout.sections
        ],
    }


def _table(layout: Layout) -> str:
    lines = [f"{layout.id}: {in_language(layout.title, CATALOGUE_LANGUAGE)}", "", "  Sections"]
    width = max(len(section.id) for section in layout.sections)
    for section in layout.sections:
        lines.append(f"    {section.id:<{width}}  {in_language(section.title, CATALOGUE_LANGUAGE)}")
        lines.append(f"    {'':<{width}}  {_details(section)}")
    lines += ["", "  Options (the first is the default)"]
    for name, option in layout.options.items():
        others = [choice for choice in option.choices if choice != option.default]
        lines.append(f"    {name}: " + " | ".join([option.default, *others]))
    lines += ["", "  Cover: " + ", ".join(layout.cover)]
    return "\n".join(lines) + "\n"


def _details(section: LayoutSection) -> str:
    parts = ["takes " + "; ".join(_takes(query) for query in section.queries)]
    if section.required:
        parts.append("required")
    if not section.expects:
        parts.append("its gaps need no recommendation")
    if section.budget:
        parts.append(f"{section.budget:.0%} of the word limit")
    return ", ".join(parts)


_GENERATED = {
    "recommendations": "all recommendations, collected",
    "acronyms": "a list of the acronyms used",
    "concordance": "a table of treaty articles and paragraphs",
    "implementation-table": "a table of what became of earlier recommendations",
    "notes": "the notes, where they stand at the end",
}


def _listed(value: Any) -> str:
    return " or ".join(value) if isinstance(value, (tuple, list)) else str(value)


def _asked(query: EarlierQuery | None) -> str:
    asked = query.model_dump(exclude_defaults=True) if query else {}
    named = " and ".join(f"{key} {_listed(value)}" for key, value in asked.items())
    return f" with {named}" if named else ""


def _takes(query: Takes) -> str:
    if query.section:
        return f"the section #{query.section}"
    if query.rest:
        return "every section not yet taken"
    if query.generated:
        return _GENERATED[query.generated] + _asked(query.earlier)
    if query.earlier:
        return "earlier recommendations" + _asked(query.earlier)
    wanted = (("kind", query.kind), ("theme", query.theme), ("tag", query.tags))
    return "blocks with " + " and ".join(
        f"{name} {' or '.join(values)}" for name, values in wanted if values
    )
