"""sources.yaml and sources.json: dates in every form, ids, and where sources may stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from dossiers import dossier
from shadowkit.model.authored import Source
from shadowkit.reading.dossier import read


def _sources(tmp_path: Path, sources: str = "", **files: str) -> dict[str, Source]:
    loaded = read(dossier(tmp_path, sources=sources, **files))
    assert [(f.code, f.message) for f in loaded.findings] == []
    assert loaded.dossier is not None
    return dict(loaded.dossier.sources)


DATES = {
    "2013": {"date-parts": [[2013]]},
    "2013-05": {"date-parts": [[2013, 5]]},
    "2013-05-02": {"date-parts": [[2013, 5, 2]]},
    '"2013-5-2"': {"date-parts": [[2013, 5, 2]]},
    '"2013-05-02T10:30:00Z"': {"date-parts": [[2013, 5, 2]]},
    '"2013-05-02 10:30"': {"date-parts": [[2013, 5, 2]]},
    "{date-parts: [[2013, 5]]}": {"date-parts": [[2013, 5]]},
    '{date-parts: [["2013", "5", "2"]]}': {"date-parts": [[2013, 5, 2]]},
    "{date-parts: [[2013], [2014, 2]]}": {"date-parts": [[2013], [2014, 2]]},
    "{date-parts: [[2013]], season: 1, circa: true}": {
        "date-parts": [[2013]],
        "season": "1",
        "circa": True,
    },
    "{year: 2013, month: 5}": {"date-parts": [[2013, 5]]},
    "{date-parts: [[2013, 15]]}": {"date-parts": [[2013]], "season": "3"},
    "{date-parts: [[2013], [0]]}": {"literal": "2013–"},
    "[{year: 2013, month: 5, day: 2}, {year: 2014}]": {"date-parts": [[2013, 5, 2], [2014]]},
    "[{year: 2013, season: 2}]": {"date-parts": [[2013]], "season": "2"},
    "{year: 2013, circa: true}": {"date-parts": [[2013]], "circa": True},
    "{year: 2013, month: null}": {"date-parts": [[2013]]},
    "[{year: 2013}]": {"date-parts": [[2013]]},
    "{raw: 2013-05}": {"date-parts": [[2013, 5]]},
    "{literal: spring 2013}": {"literal": "spring 2013"},
}


@pytest.mark.parametrize("date", DATES)
def test_a_date_is_read_in_every_form(date: str, tmp_path: Path) -> None:
    source = _sources(tmp_path, f"- {{id: a, title: Example, issued: {date}}}\n")["a"]
    assert source.data["issued"] == DATES[date]


@pytest.mark.parametrize(
    "date",
    [
        "2013-13",
        "2013-02-30",
        "2013-05-021",
        "spring",
        "13",
        "[2013]",
        "[]",
        "{}",
        "[{year: 2013}, 2014]",
        "[{year: 2013}, {year: 2014}, {year: 2015}]",
        "{date-parts: [[2013, 17]]}",
        "{date-parts: [[0], [2013]]}",
        "{date-parts: []}",
        "{date-parts: [[]]}",
        "{date-parts: [2013, 5]}",
        "{date-parts: [[2013, 5, 2, 1]]}",
        "{date-parts: [[2013], [2014], [2015]]}",
        "{date-parts: 2013}",
        "{year: 2013, month: May}",
        "{literal: [spring]}",
        "true",
    ],
)
def test_what_is_no_date_is_a_fault_at_its_place(date: str, tmp_path: Path) -> None:
    loaded = read(dossier(tmp_path, sources=f"- {{id: a, title: Example, issued: {date}}}\n"))
    assert [f"{f.location} {f.code}" for f in loaded.findings] == ["sources.yaml:1:35 SK006"]
    assert loaded.dossier is not None
    assert "issued" not in loaded.dossier.sources["a"].data


def test_sources_stand_in_a_list_or_under_references(tmp_path: Path) -> None:
    listed = _sources(tmp_path / "a", "- {id: a, title: Example}\n")
    under = _sources(tmp_path / "b", "references:\n- {id: a, title: Example}\n")
    as_json = _sources(
        tmp_path / "c", sources_json='{"references": [{"id": "a", "title": "Example"}]}'
    )
    assert {s["a"].data["title"] for s in (listed, under, as_json)} == {"Example"}
    assert _sources(tmp_path / "d", "# none yet\n") == {}
    assert _sources(tmp_path / "e", "references:\n") == {}


def test_sources_of_several_files_are_one_register(tmp_path: Path) -> None:
    found = _sources(
        tmp_path,
        "- {id: a, title: Example A}\n",
        sources_json='[{"id": "b", "title": "Example B"}]',
    )
    assert list(found) == ["a", "b"]
    assert str(found["b"].location) == "sources.json:1:2"


@pytest.mark.parametrize("id", ["a", "Smith_2013", "smith2013:law", "a/b.c", "1999", "who-2013a"])
def test_an_id_may_be_any_key_that_pandoc_reads(id: str, tmp_path: Path) -> None:
    assert list(_sources(tmp_path, f'- {{id: "{id}", title: Example}}\n')) == [id]


def test_marks_and_values_are_kept(tmp_path: Path) -> None:
    source = _sources(
        tmp_path,
        "- {id: a, title: Example, status: incomplete, confidential: true, volume: 3, note: x}\n",
    )["a"]
    assert (source.incomplete, source.confidential) == (True, True)
    assert (source.data["volume"], source.data["note"]) == ("3", "x")
    assert source.data["type"] == "document"
    assert str(source.location) == "sources.yaml:1:3"
