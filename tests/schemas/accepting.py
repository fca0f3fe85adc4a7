"""What the program itself says to a file that a schema describes, and to that file as an
editor reads it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import yaml

from shadowkit.diagnostics import Finding
from shadowkit.location import Location
from shadowkit.reading import catalogue, faults
from shadowkit.reading.collector import Collector
from shadowkit.reading.dossier import read
from shadowkit.reading.looks import own_look

SHAPE = {
    rule.code
    for rule in (
        faults.UNKNOWN_KEY,
        faults.BAD_VALUE,
        faults.MISSING_KEY,
        faults.BAD_ID,
        faults.NEWER_FORMAT,
        faults.AMBIGUOUS_WORD,
    )
}
"""The findings that a schema can tell too."""

BEYOND_A_SCHEMA = {
    r"that month has no day": "a schema knows no calendar",
    r"there is no such day": "a schema knows no calendar",
    r"is not among the choices": "one key against another: an option's default and its choices",
    r"among the columns": "one of a list against the others: columns",
    r"name one thing: section, rest": "one key against others: what a section takes",
    r"there is no file|lies outside|is written like content|among the content": "asks the folder",
    r"the layout \S+ has|in the layout": "only the layout named knows its options",
    r"a control character": "a schema looks at types, not at what can be printed",
    r"say after `alternative:`": "a schema does not compare two keys",
    r"there is no (layout|mechanism|look|language|citation style) ": "files of one's own exist",
}
"""Why the program may refuse what the schema takes, by its message."""


def refusals(findings: Iterable[Finding], name: str) -> list[str]:
    """What is wrong with the shape of the file."""
    return [
        f"{finding.location}: {finding.message}"
        for finding in findings
        if finding.code in SHAPE and finding.location.path == name
    ]


def within_a_schema(messages: Iterable[str]) -> list[str]:
    """The refusals that a schema ought to know too."""
    return [m for m in messages if not any(re.search(one, m) for one in BEYOND_A_SCHEMA)]


ANNEX = "annex.md"
"""A file that is there."""


def _read(name: str) -> Callable[[Path, str], list[str]]:
    def accept(folder: Path, text: str) -> list[str]:
        files = {"shadowkit.yaml": "submissions: {a: {layout: ecpat-upr}}\n", ANNEX: "", name: text}
        for file, content in files.items():
            (folder / file).write_text(content, encoding="utf-8")
        return refusals(read(folder).findings, name)

    return accept


def _catalogued(load: Callable[..., Any]) -> Callable[[Path, str], list[str]]:
    def accept(folder: Path, text: str) -> list[str]:
        (folder / "own.yaml").write_text(text, encoding="utf-8")
        collector = Collector()
        load(folder, "own.yaml", Location("shadowkit.yaml"), collector)
        return refusals(collector.findings, "own.yaml")

    return accept


_READERS: dict[str, Callable[[Path, str], list[str]]] = {
    "shadowkit": _read("shadowkit.yaml"),
    "sources": _read("sources.yaml"),
    "recommendations": _read("recommendations.yaml"),
    "reviews": _read("reviews.yaml"),
    "layout": _catalogued(catalogue.layout),
    "mechanism": _catalogued(catalogue.mechanism),
    "look": _catalogued(own_look),
}


def refused(name: str, data: Any, folder: Path) -> list[str]:
    """Why the program refuses `data` in a file of the schema `name`; [] where it takes it."""
    # JSON's notation is YAML's too, and keeps every type as it is.
    return _READERS[name](folder, json.dumps(data, ensure_ascii=False))


class EditorLoader(yaml.SafeLoader):
    """YAML 1.2 with its core schema, as editors read it: a date is a text, `no` is a text."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012


for _tag, _pattern, _first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    EditorLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(rf"^(?:{_pattern})$"), _first
    )


def as_an_editor_reads(text: str) -> Any:
    """The value of a YAML text; decimal numbers and truth values are such."""
    return yaml.load(text, EditorLoader)
