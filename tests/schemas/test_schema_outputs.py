"""All JSON that the program prints is as its schema says; `schema` itself."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from dossiers import dossier, shadowkit
from shadowkit.cli.schema import OUTPUTS, schema
from shadowkit.schemas import INPUTS

ROOT = Path(__file__).resolve().parent.parent.parent
DOSSIERS = (
    ROOT / "examples" / "russian-federation",
    ROOT / "tests" / "kinds",
    ROOT / "tests" / "bad" / "key-unknown",
    ROOT / "tests" / "bad" / "value-wrong",
    ROOT / "tests" / "bad" / "no-settings",
)
COMMANDS = {"findings": "check", "count": "count", "trace": "trace"}


@cache
def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(schema(name))


def faults(name: str, data: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in validator(name).iter_errors(data)]


@pytest.mark.parametrize("folder", DOSSIERS, ids=lambda path: path.name)
@pytest.mark.parametrize("name", COMMANDS)
def test_what_is_said_of_a_dossier_is_as_its_schema_says(name: str, folder: Path) -> None:
    ran = shadowkit(COMMANDS[name], folder / "shadowkit.yaml", "--format", "json", "--quiet")
    if not (folder / "shadowkit.yaml").exists():
        assert ran.code == 2
    assert faults(name, json.loads(ran.out)) == []


@pytest.mark.parametrize("name", ["mechanisms", "layouts"])
def test_what_is_shown_of_the_catalogues_is_as_its_schema_says(name: str) -> None:
    assert faults(name, json.loads(shadowkit(name, "--format", "json").out)) == []


@pytest.mark.parametrize("layout", ["layout: ecpat-upr", "mechanism: upr/joint, layout: ecpat-upr"])
def test_a_manifest_is_as_its_schema_says(tmp_path: Path, layout: str) -> None:
    dossier(tmp_path, settings=f"title: A test\nsubmissions:\n  report: {{{layout}}}\n")
    ran = shadowkit("build", tmp_path, "-f", "docx", "--draft")
    assert ran.code == 0, ran.err
    made = tmp_path / "build" / "report" / "manifest.json"
    assert faults("manifest", json.loads(made.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("name", OUTPUTS)
def test_a_key_more_a_key_less_and_another_version_are_none_of_it(name: str) -> None:
    made = schema(name)
    Draft202012Validator.check_schema(made)
    [*_, last] = made["required"]
    assert faults(name, {"version": 1, "more": 1})
    assert any("'more' was unexpected" in fault for fault in faults(name, {"more": 1}))
    assert any(f"'{last}' is a required" in fault for fault in faults(name, {"version": 1}))
    assert any(fault.startswith("$.version") for fault in faults(name, {"version": 2}))


def test_every_command_that_prints_json_has_a_schema() -> None:
    named = " ".join(OUTPUTS.values())
    for path in sorted((ROOT / "src" / "shadowkit" / "cli").glob("*.py")):
        if 'format_option("' in path.read_text(encoding="utf-8"):
            assert f"`shadowkit {path.stem} --format json`" in named, path.stem


# --- the command ----------------------------------------------------------------------------


def test_without_a_name_the_schemas_are_listed() -> None:
    listed = shadowkit("schema").out.splitlines()
    assert [line.split()[0] for line in listed] == [*INPUTS, *OUTPUTS]


@pytest.mark.parametrize("name", [*INPUTS, *OUTPUTS])
def test_a_schema_is_printed_whole(name: str) -> None:
    ran = shadowkit("schema", name)
    assert ran.code == 0
    printed = json.loads(ran.out)
    assert printed == schema(name)
    assert printed["$id"].startswith(f"urn:shadowkit:schema:{name}:")
    assert printed["title"]


def test_a_name_that_is_not_there_gets_the_nearest_one() -> None:
    ran = shadowkit("schema", "recomendations")
    assert ran.code == 2
    assert ran.err == "There is no schema `recomendations`. Did you mean `recommendations`?\n"


# --- in a new dossier -----------------------------------------------------------------------


@pytest.mark.parametrize("name", ["shadowkit", "sources"])
def test_the_first_line_of_a_new_file_leads_to_its_schema(tmp_path: Path, name: str) -> None:
    shadowkit("new", tmp_path / "made", "--layout", "ecpat-upr", "--state", "KEN")
    first = (tmp_path / "made" / f"{name}.yaml").read_text(encoding="utf-8").split("\n")[0]
    assert first.startswith("# yaml-language-server: $schema=")
    found = tmp_path / "made" / first.partition("=")[2]
    assert json.loads(found.read_text(encoding="utf-8")) == schema(name)


def test_the_schemas_of_files_that_authors_may_add_lie_there_too(tmp_path: Path) -> None:
    shadowkit("new", tmp_path / "made", "--layout", "ecpat-upr")
    lying = {
        file.stem: json.loads(file.read_text(encoding="utf-8"))
        for file in (tmp_path / "made" / ".schema").iterdir()
    }
    assert lying == {name: schema(name) for name in INPUTS}


def test_what_lies_there_is_not_read(tmp_path: Path) -> None:
    shadowkit("new", tmp_path / "made", "--layout", "ecpat-upr")
    before = shadowkit("check", tmp_path / "made", "--format", "json").out
    for file in (tmp_path / "made" / ".schema").iterdir():
        file.write_text("{", encoding="utf-8")
    assert shadowkit("check", tmp_path / "made", "--format", "json").out == before
