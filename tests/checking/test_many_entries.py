"""A register as an import fills it, with hundreds of entries: a few findings, each of which says
how many it is about."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from dossiers import dossier
from shadowkit.pipeline import run

MANY = 600
QUOTED = """\
::: {.quote source=review}
Consider opening a large shelter for the children of region 7 (Norway).
:::
"""
SOURCES = "- {id: review, type: report, title: Report, symbol: A/HRC/24/14, issued: 2016}\n"
ENTRY = """\
- id: upr-{n}
  number: "140.{n}"
  body: Human Rights Council
  source: review
  symbol: A/HRC/WG.6/24/CHL/1
  text: Consider opening a shelter for the children of region {n} (Norway).
  to: [{state}]
  position: supported
  session: 30
  cycle: 2
  date: 2018
  themes: [shelters]
  assessment: {{status: partly, date: 2017}}
"""
SETTINGS = """\
title: A test
state: CHL
themes: {shelters: Shelters}
submissions:
  report: {layout: layout.yaml, mechanism: upr/individual, date: 2020}
  other: {layout: layout.yaml, mechanism: upr/joint, date: 2024}
"""


def found(folder: Path, state: str) -> dict[str, list[str]]:
    register = "".join(ENTRY.format(n=n, state=state) for n in range(1, MANY + 1))
    dossier(folder, QUOTED, settings=SETTINGS, sources=SOURCES, recommendations_yaml=register)
    messages: dict[str, list[str]] = {}
    for one in run(folder).findings:
        messages.setdefault(one.code, []).append(f"{one.location.line}: {one.message}")
    return messages


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    return found(tmp_path_factory.mktemp("own"), "CHL")


def test_a_fault_of_all_entries_is_one_finding(own: dict[str, list[str]]) -> None:
    codes = ("SK128", "SK129", "SK131", "SK137", "SK313")
    assert {code: len(own[code]) for code in codes} == dict(Counter(codes)) | {
        "SK128": 2,  # one for each submission
        "SK131": 2,  # its cycle, and the symbol of its source
    }


def test_it_names_the_first_ones_with_their_lines_and_says_how_many_there_are(
    own: dict[str, list[str]],
) -> None:
    assert own["SK129"] == [
        "13: the assessment says `partly`, and names no evidence; likewise "
        "140.2 (recommendations.yaml:14), 140.3 (recommendations.yaml:27), "
        "140.4 (recommendations.yaml:40) and 596 more"
    ]
    assert own["SK128"][0].endswith(
        "nothing is said of 600 of the 600 earlier recommendations on the themes of the "
        "submission: 140.1 (recommendations.yaml:1), 140.2 (recommendations.yaml:14), "
        "140.3 (recommendations.yaml:27) and 597 more"
    )


def test_the_one_that_is_quoted_is_found_among_all(own: dict[str, list[str]]) -> None:
    [message] = own["SK133"]
    assert "of recommendation 140.7 (" in message
    assert message.endswith("and not quite: “large” is put in")


def test_entries_of_another_state_are_one_finding_and_passed_over_by_nobody(tmp_path: Path) -> None:
    other = found(tmp_path, "KEN")
    [message] = other["SK132"]
    assert message.startswith("7: 600 entries are addressed to other States than CHL: 140.1 (")
    assert "SK128" not in other


def test_five_faults_of_one_wording_stand_each_at_its_place(tmp_path: Path) -> None:
    entries = (f"- {{id: e{n}, assessment: {{status: not}}}}\n" for n in range(5))
    made = dossier(tmp_path, recommendations_yaml="".join(entries))
    places = [one.location.line for one in run(made).findings if one.code == "SK129"]
    assert places == [1, 2, 3, 4, 5]


def test_a_session_with_more_digits_than_a_number_may_have_is_no_session(tmp_path: Path) -> None:
    digits = "3" * 5000
    entry = f"- {{id: one, body: Human Rights Council, session: '{digits}', cycle: '{digits}'}}\n"
    assert run(dossier(tmp_path, recommendations_yaml=entry)).findings == []
