"""shadowkit.yaml: what holds for a submission, and YAML as it is read here."""

from __future__ import annotations

from pathlib import Path

import pytest

from dossiers import dossier, places
from shadowkit.model.dates import PartialDate
from shadowkit.model.settings import Submission
from shadowkit.pipeline import run
from shadowkit.reading.collector import Collector
from shadowkit.reading.dossier import find_dossier, read
from shadowkit.reading.yaml import Loaded, load_json, load_yaml


def _submission(tmp_path: Path, settings: str, name: str = "report") -> Submission:
    loaded = read(dossier(tmp_path, settings=settings))
    assert [f.message for f in loaded.findings] == []
    assert loaded.dossier is not None
    return loaded.dossier.settings.submission(name)


def _loaded(text: str) -> tuple[Loaded | None, list[str]]:
    collector = Collector()
    loaded = load_yaml(text, "x.yaml", collector)
    return loaded, [f"{f.location.line}:{f.location.column} {f.code}" for f in collector.findings]


def test_a_submission_takes_the_keys_of_the_dossier_it_does_not_give_itself(tmp_path: Path) -> None:
    settings = """\
        title: A test
        state: KEN
        period: {from: 2013-05, to: 2017}
        submitters: [{name: Example Coalition}]
        submissions:
          report: {layout: layout.yaml, title: Another, period: {from: 2019, to: 2020}}
          second: {layout: layout.yaml, submitters: []}
        """
    report = _submission(tmp_path, settings)
    assert (report.title, report.state, report.citation_style) == ("Another", "KEN", "un")
    assert report.period is not None and report.period.from_ == PartialDate(2019)
    assert [s.name for s in report.submitters] == ["Example Coalition"]
    second = _submission(tmp_path, settings, "second")
    assert (second.title, second.submitters) == ("A test", ())
    assert second.period is not None and second.period.from_ == PartialDate(2013, 5)


def test_themes_acronyms_and_addressees_are_merged_by_key(tmp_path: Path) -> None:
    report = _submission(
        tmp_path,
        """\
        themes: {law: Laws, plans: Plans}
        acronyms: {NAP: national action plan, CSO: civil society organisation}
        addressees: {all: All Parties}
        submissions:
          report:
            layout: layout.yaml
            themes: {plans: Planning, data: Data}
            acronyms: {NAP: {long: the national plan, plural: plans}}
            addressees: {state: the State}
        """,
    )
    assert dict(report.themes) == {"law": "Laws", "plans": "Planning", "data": "Data"}
    assert {short: acronym.long for short, acronym in report.acronyms.items()} == {
        "NAP": "the national plan",
        "CSO": "civil society organisation",
    }
    assert dict(report.addressees) == {"all": "All Parties", "state": "the State"}


def test_truth_values_numbers_and_dates_are_read_as_such(tmp_path: Path) -> None:
    report = _submission(
        tmp_path,
        """\
        submissions:
          report:
            layout: layout.yaml
            public: false
            session: 30
            cycle: "3"
            date: 2017-10-05
            budgets: {text: 400}
        """,
    )
    assert report.public is False
    assert (report.session, report.cycle) == ("30", "3")
    assert report.date == PartialDate(2017, 10, 5)
    assert dict(report.budgets) == {"text": 400}


def test_words_that_programs_read_differently_may_stand_in_quotation_marks(tmp_path: Path) -> None:
    report = _submission(
        tmp_path,
        """\
        title: {en: "Yes", "no": 'On'}
        submissions:
          report: {layout: layout.yaml, session: "12:30", cycle: None, subtitle: "true"}
        """,
    )
    assert report.title == {"en": "Yes", "no": "On"}
    assert (report.session, report.cycle, report.subtitle) == ("12:30", "None", "true")


@pytest.mark.parametrize("word", ["yes", "No", "ON", "off", "True", "FALSE", "12:30", "-1:30.5"])
def test_a_bare_word_that_programs_read_differently_is_a_fault(word: str) -> None:
    assert _loaded(f"a: {word}\n")[1] == ["1:4 SK004"]


@pytest.mark.parametrize("word", ["true", "false", "null", "~", "none", "12", "1.5", "2017-10-05"])
def test_a_bare_word_that_programs_agree_on_is_none(word: str) -> None:
    assert _loaded(f"a: {word}\n")[1] == []


def test_of_a_repeated_key_the_first_value_is_kept() -> None:
    loaded, faults = _loaded("a: 1\na: {b: 2}\nc: 3\n")
    assert faults == ["2:1 SK003"]
    assert loaded is not None and loaded.data == {"a": "1", "c": "3"}


def test_scalars_stay_the_authors_characters() -> None:
    loaded, faults = _loaded("a: 007\nb: 1e3\nc: 0x10\nd: 1_000\ne: None\nf: |\n  x\n  y\n")
    assert faults == []
    assert loaded is not None
    assert loaded.data == {
        "a": "007",
        "b": "1e3",
        "c": "0x10",
        "d": "1_000",
        "e": "None",
        "f": "x\ny\n",
    }


def test_aliases_are_read_and_tags_are_refused() -> None:
    loaded, faults = _loaded("a: &x [1, 2]\nb: *x\n")
    assert faults == []
    assert loaded is not None and loaded.data["b"] == ["1", "2"]
    for text in ("a: !!python/object:os.system x\n", "a: *nothing\n", "? [a]\n: b\n"):
        assert _loaded(text)[1][0].endswith("SK002")


def test_a_file_within_the_bounds_is_no_fault() -> None:
    nested = "a: " + "[" * 30 + "]" * 30 + "\n"
    repeated = "a: {b: 1}\nc: {b: 1}\n"
    assert _loaded(nested)[1] == _loaded(repeated)[1] == []


def test_json_has_places_and_keeps_its_characters() -> None:
    collector = Collector()
    loaded = load_json(
        '[\n\t{"id": "a", "issued": 2013, "b": 1.50, "c": true}\n]', "x.json", collector
    )
    assert collector.findings == []
    assert loaded is not None
    assert loaded.data == [{"id": "a", "issued": "2013", "b": "1.50", "c": True}]
    assert str(loaded.place((0, "issued"), loaded.places[()])) == "x.json:2:24"


def test_the_settings_in_force_are_those_of_the_right_format(tmp_path: Path) -> None:
    for version in ("1", '"1"'):
        settings = f"format: {version}\nsubmissions:\n  report: {{layout: layout.yaml}}\n"
        assert _submission(tmp_path, settings).layout == "layout.yaml"


def test_one_fault_in_the_settings_does_not_hide_those_in_content(tmp_path: Path) -> None:
    outcome = run(
        dossier(tmp_path, "See @name.\n", settings="titel: x\nsubmissions: [a]\n", sources="a: b\n")
    )
    assert places(outcome) == [
        "content/10.md:1:5 SK022",
        "shadowkit.yaml:1:1 SK005",
        "shadowkit.yaml:2:14 SK006",
        "sources.yaml:1:1 SK006",
    ]


def test_only_the_submissions_are_required(tmp_path: Path) -> None:
    assert _submission(tmp_path, "submissions:\n  report: {layout: layout.yaml}\n").title == ""


def test_a_dossier_is_found_from_a_folder_inside_it(tmp_path: Path) -> None:
    folder = dossier(tmp_path / "dossier")
    (folder / "content" / "deep").mkdir()
    assert find_dossier(folder / "content" / "deep") == folder.resolve()
    assert find_dossier(tmp_path) is None
