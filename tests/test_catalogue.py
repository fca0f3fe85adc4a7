"""`shadowkit mechanisms` and `layouts`: the data they show, and that it is whole."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from shadowkit import resources
from shadowkit.cli import group
from shadowkit.model.document import PARTS
from shadowkit.model.mechanism import Confidence
from shadowkit.reading import catalogue
from shadowkit.reading.collector import Collector
from shadowkit.reading.yaml import load_yaml


def shown(*arguments: str) -> str:
    result = CliRunner().invoke(group, list(arguments))
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.parametrize("name", catalogue.mechanism_names())
def test_a_mechanism_shows_each_rule_with_its_source_and_its_day(name: str) -> None:
    page = " ".join(shown("mechanisms", name).split())
    rules = catalogue.shipped_mechanism(name).rules
    for field in type(rules).model_fields:
        rule = getattr(rules, field)
        if rule is not None:
            assert rule.source.title in page
            assert rule.checked.isoformat() in page
            assert rule.confidence.value in page


@pytest.mark.parametrize("name", catalogue.mechanism_names())
def test_a_mechanism_shows_all_that_is_known_and_what_is_not(name: str) -> None:
    page = " ".join(shown("mechanisms", name).split())
    notes = catalogue.shipped_mechanism(name).notes
    assert all(note in page for note in notes)
    assert [note for note in notes if note.startswith("Not known: ")]


@pytest.mark.parametrize("arguments", [(), *((name,) for name in catalogue.mechanism_names())])
def test_mechanisms_are_shown_in_eighty_columns_but_for_addresses(
    arguments: tuple[str, ...],
) -> None:
    for line in shown("mechanisms", *arguments).splitlines():
        assert len(line) <= 80 or line.strip().startswith("https://")


def test_the_bodies_that_take_reports_are_there() -> None:
    assert set(catalogue.mechanism_names()) == {
        *("upr/individual", "upr/joint", "crc/loipr", "crc/alternative", "crc/children"),
        *("opsc/alternative", "opac/alternative", "lanzarote", "cedaw", "crpd", "ccpr"),
        *("cescr", "cat", "cerd", "cmw", "ced"),
    }


@pytest.mark.parametrize("name", catalogue.mechanism_names())
def test_a_mechanism_is_named_after_its_file(name: str) -> None:
    assert catalogue.shipped_mechanism(name).id == name


@pytest.mark.parametrize("name", catalogue.mechanism_names())
def test_a_verified_rule_says_where_it_was_read(name: str) -> None:
    rules = catalogue.shipped_mechanism(name).rules
    for field in type(rules).model_fields:
        rule = getattr(rules, field)
        if rule is not None and rule.confidence is Confidence.VERIFIED:
            assert rule.source.title
            assert rule.source.url.startswith("https://")


@pytest.mark.parametrize(("name", "words"), [("upr/individual", 2815), ("upr/joint", 5630)])
def test_the_limits_are_those_of_the_guidelines(name: str, words: int) -> None:
    rules = catalogue.shipped_mechanism(name).rules
    assert rules.words is not None
    assert rules.words.value == words
    assert rules.counting is not None
    assert all(set(reading.parts) <= set(PARTS) for reading in rules.counting.value)


@pytest.mark.parametrize("name", catalogue.layout_names())
def test_a_layout_shows_its_sections_and_options(name: str) -> None:
    layout = catalogue.shipped_layout(name)
    assert layout.id == name
    page = shown("layouts", name)
    for section in layout.sections:
        assert section.id in page
    for option in layout.options:
        assert f"{option}:" in page
    assert sum(section.budget for section in layout.sections) <= 1.0001


@pytest.mark.parametrize("command", ["mechanisms", "layouts"])
def test_they_are_listed_and_given_as_json(command: str) -> None:
    names = catalogue.mechanism_names() if command == "mechanisms" else catalogue.layout_names()
    listed = shown(command)
    assert all(name in listed for name in names)
    data = json.loads(shown(command, "--format", "json"))
    assert data["version"] == 1
    assert [one["id"] for one in data[command]] == names


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(("mechanisms", "upr/jiont"), "upr/joint"), (("layouts", "ecpat-urp"), "ecpat-upr")],
)
def test_a_name_that_is_not_there_gets_the_nearest_one(
    arguments: tuple[str, ...], words: str
) -> None:
    result = CliRunner().invoke(group, list(arguments))
    assert result.exit_code == 2
    assert f"Did you mean `{words}`?" in result.output


@pytest.mark.parametrize(
    "path",
    sorted(
        path.relative_to(resources.path()).as_posix()
        for folder in ("content", "templates", "style")
        for path in resources.path(folder).rglob("*.yaml")
    ),
)
def test_a_data_file_of_the_program_loses_nothing_when_it_is_read(path: str) -> None:
    collector = Collector()
    load_yaml(resources.path(path).read_text(encoding="utf-8"), path, collector)
    assert collector.findings == []
