"""A new dossier: its files, made from the layout's sections and the starter's texts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from shadowkit import resources
from shadowkit.model.fields import in_language
from shadowkit.model.layout import Layout, LayoutSection
from shadowkit.reading import catalogue
from shadowkit.schemas import INPUTS, input_schema

if TYPE_CHECKING:
    import jinja2

LANGUAGE = "en"
SCHEMAS = ".schema"
"""Where editors find, beside the files and without any network, what may stand in them: in
those of the starter, whose first lines lead there, and in those that authors add.  shadowkit
itself reads nothing in this folder."""


def new_files(layout: Layout, state: str) -> dict[str, str]:
    """The files of a new dossier by their path in it."""
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(resources.path("templates", "starters", "dossier")),
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
        autoescape=False,  # Markdown and YAML, not HTML
        # "{#id}" is Markdown here, so the template's own signs are others.
        variable_start_string="<<",
        variable_end_string=">>",
        block_start_string="<%",
        block_end_string="%>",
        comment_start_string="<#",
        comment_end_string="#>",
    )
    environment.filters["quoted"] = _quoted
    named = catalogue.state(state)
    where = (named.in_sentence(LANGUAGE) if named else state) or "[State]"
    title = in_language(layout.new.title, LANGUAGE).format(state=where)
    mechanism = layout.new.mechanism
    name = mechanism.replace("/", "-") if mechanism else layout.id
    contents = dict(_contents(layout, environment, state))
    told = "first-recommendation" in "".join(contents.values())
    files = {
        "shadowkit.yaml": environment.get_template("shadowkit.yaml.j2").render(
            title=title, state=state, layout=layout, mechanism=mechanism, name=name
        ),
        "sources.yaml": environment.get_template("sources.yaml.j2").render(layout=layout),
    }
    if told:
        files["recommendations.yaml"] = environment.get_template("recommendations.yaml.j2").render()
    for schema_name in INPUTS:
        schema = json.dumps(input_schema(schema_name), ensure_ascii=False, indent=1)
        files[f"{SCHEMAS}/{schema_name}.json"] = schema + "\n"
    return files | contents


def _contents(
    layout: Layout, environment: jinja2.Environment, state: str
) -> Iterator[tuple[str, str]]:
    """A file for each section that an author writes, in the layout's order."""
    width = len(str(len(layout.sections) * 10))
    for number, section in enumerate(layout.sections, 1):
        template = _template(layout, section)
        if template:
            text = environment.get_template(f"content/{template}.md.j2").render(
                section=section,
                title=in_language(section.title, LANGUAGE),
                state=state,
                numbered=layout.option("numbering", {}) == "paragraphs",
            )
            yield f"content/{number * 10:0{width}d}-{section.id}.md", text


def _template(layout: Layout, section: LayoutSection) -> str:
    """Which starter text a section gets: each teaches another part of the format.  "" for a
    section that is made from what stands elsewhere."""
    if section.id in layout.new.texts:
        return layout.new.texts[section.id]
    written = [query for query in section.queries if query.section == section.id]
    if any(query.generated == "recommendations" for query in section.queries):
        return "recommendations"
    if not written:
        return ""
    if section is next((s for s in layout.sections if s.expects and s.queries), None):
        collected = any(
            query.generated == "recommendations" for s in layout.sections for query in s.queries
        )
        return "evidence" if collected else "evidence-asked"
    return "first" if section is layout.sections[0] else "section"


def _quoted(text: str) -> str:
    """A YAML string in double quotation marks."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def target_fault(folder: Path) -> str:
    """Why no dossier can be made in `folder`, or ""."""
    if folder.exists() and not folder.is_dir():
        return f"{folder} is a file. Choose another name for the folder."
    if folder.is_dir() and any(folder.iterdir()):
        return (
            f"{folder} is not empty, and nothing in it is changed. Choose another name, or "
            "empty the folder first."
        )
    return ""
