"""Every YAML file of the repository: what the program takes, its schema takes; what the
program refuses for its shape, the schema refuses too."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from schemas.accepting import as_an_editor_reads, refusals, within_a_schema
from shadowkit import resources
from shadowkit.diagnostics import Finding
from shadowkit.pipeline import run
from shadowkit.reading import faults
from shadowkit.schemas import INPUTS, input_schema

ROOT = Path(__file__).resolve().parent.parent.parent
SHIPPED = {
    "layout": "templates/layouts",
    "mechanism": "content/mechanisms",
    "look": "style/looks",
}
DOSSIERS = sorted(
    path.parent
    for folder in ("examples", "tests/kinds", "tests/bad", "tests/rules")
    for path in (ROOT / folder).rglob("shadowkit.yaml")
)
NO_NOTATION = {rule.code for rule in (faults.BROKEN_YAML, faults.TOO_DEEP, faults.UNREADABLE)}
"""What keeps a file from being read at all; no editor gets as far as its schema."""


@cache
def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(input_schema(name))


def described(folder: Path) -> Iterator[tuple[str, Path]]:
    """The files of a dossier that a schema describes, each with the schema's name."""
    for path in sorted([*folder.glob("*.yaml"), *folder.glob("*.json")]):
        yield path.stem if path.stem in INPUTS else "mechanism", path


@cache
def said(folder: Path) -> tuple[Finding, ...]:
    return tuple(run(folder).findings)


def value(path: Path) -> Any:
    """What an editor reads; a `ValueError` where it is not of the notation at all."""
    text = path.read_text(encoding="utf-8")
    try:
        return json.loads(text) if path.suffix == ".json" else as_an_editor_reads(text)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ValueError(str(error)) from error


@pytest.mark.parametrize("folder", DOSSIERS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_program_and_schema_take_or_refuse_the_same_files(folder: Path) -> None:
    findings = said(folder)
    broken = {finding.location.path for finding in findings if finding.code in NO_NOTATION}
    for name, path in described(folder):
        if path.name in broken:
            continue
        refused = refusals(findings, path.name)
        wrong = [error.message for error in validator(name).iter_errors(value(path))]
        if wrong:
            assert refused, (path.name, wrong)
        else:
            assert within_a_schema(refused) == [], path.name


@pytest.mark.parametrize("name", SHIPPED)
def test_the_schema_takes_every_file_that_the_program_brings(name: str) -> None:
    files = sorted(resources.path(*SHIPPED[name].split("/")).rglob("*.yaml"))
    assert files
    for file in files:
        assert list(validator(name).iter_errors(value(file))) == [], file.name


def test_there_are_dossiers_of_each_sort() -> None:
    refused = [
        path
        for folder in DOSSIERS
        if folder.parent.name == "bad"
        for _name, path in described(folder)
        if refusals(said(folder), path.name)
    ]
    assert len(refused) > 8
    assert {path.stem for path in refused} >= {"shadowkit", "sources", "layout"}
