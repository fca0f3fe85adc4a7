"""Reference data: whole, each row with its source, and said in the words of those it is from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import pytest
from pydantic import ValidationError

from dossiers import dossier, shadowkit
from shadowkit import resources
from shadowkit.model.mechanism import Confidence
from shadowkit.model.reference import Row, Table
from shadowkit.model.states import States
from shadowkit.model.vocabulary import Term
from shadowkit.pipeline import run
from shadowkit.reading import catalogue

LANGUAGES = {"en", "fr", "es", "ru", "zh", "ar"}

TABLES: Mapping[str, Callable[[], Table]] = {
    "imports": catalogue.imports,
    "states": catalogue.states,
    "treaty-titles": catalogue.treaty_titles,
    "typography": catalogue.typography,
    "vocabulary/document-symbols": catalogue.document_symbols,
    "vocabulary/upr-info-categories": catalogue.action_categories,
    **{f"vocabulary/{n}": partial(catalogue.vocabulary, n) for n in catalogue.vocabulary_names()},
    **{
        f"terminology/{n}": partial(catalogue.terminology, n)
        for n in catalogue.terminology_languages()
    },
}


def _all_terms(name: str) -> list[Term]:
    return [row for row in catalogue.vocabulary(name).rows if isinstance(row, Term)]


# --- every table --------------------------------------------------------------------------


def test_every_file_of_reference_data_is_read() -> None:
    elsewhere = ("instruments", "labels/", "matching", "mechanisms/", "verbs/")
    names = [name for name in resources.names("content") if not name.startswith(elsewhere)]
    assert sorted(TABLES) == names


@pytest.mark.parametrize("name", TABLES)
def test_every_row_has_a_source_its_confidence_and_its_day(name: str) -> None:
    table = TABLES[name]()
    rows = list(table.rows)
    assert len(rows) > 2
    for row in rows:
        source = table.source_of(row)
        assert source.title
        assert source.checked.year >= 2026
        if source.confidence is Confidence.VERIFIED:
            assert source.url.startswith("https://") or source.dated
        if source.confidence is Confidence.UNVERIFIED:
            assert source.note


def _table(rows: str, sources: str) -> States:
    known = {"title": "A list", "confidence": "secondary", "checked": "2026-11-22"}
    names = {"en": "Name"}
    return States.model_validate(
        {
            "sources": dict.fromkeys(sources.split(), known),
            "states": {
                f"AA{n}": {"source": source, "short": names, "formal": names}
                for n, source in enumerate(rows.split())
            },
        }
    )


@pytest.mark.parametrize(("rows", "sources"), [("a b", "a"), ("a", "a b")])
def test_a_row_without_a_source_and_a_source_without_a_row_are_refused(
    rows: str, sources: str
) -> None:
    with pytest.raises(ValidationError, match="`b`"):
        _table(rows, sources)
    assert list(_table("a b", "a b").rows)


def test_a_row_that_names_no_source_is_refused() -> None:
    with pytest.raises(ValidationError, match="source"):
        Row.model_validate({})


@pytest.mark.parametrize("name", catalogue.vocabulary_names())
def test_the_terms_of_a_vocabulary_have_ids_of_their_own(name: str) -> None:
    vocabulary = catalogue.vocabulary(name)
    assert vocabulary.id == name
    counted = Counter(term.id for term in _all_terms(name))
    assert [id for id, times in counted.items() if times > 1] == []
    if vocabulary.instrument:
        assert vocabulary.instrument in catalogue.instruments().names


# --- States -------------------------------------------------------------------------------


def test_the_members_of_the_united_nations_are_all_there_in_six_languages() -> None:
    states = catalogue.states().states
    assert sum(state.member for state in states.values()) == 193
    assert {"CIV", "TUR", "RUS", "SSD"} <= states.keys()
    for code, state in states.items():
        assert re.fullmatch("[A-Z]{3}", code)
        for names in (state.short, state.formal):
            assert set(names) == LANGUAGES
            for name in names.values():
                assert name == name.strip() != ""
                assert "*" not in name
                assert "(the)" not in name


def test_a_state_is_named_in_short_in_full_and_in_a_sentence() -> None:
    known = catalogue.states().states
    assert known["NLD"].short["es"] == "Países Bajos"
    assert known["NOR"].formal["en"] == "the Kingdom of Norway"
    assert known["RUS"].in_sentence("en") == "the Russian Federation"
    assert known["SVN"].in_sentence("fr") == "la République de Slovénie"
    assert known["NLD"].in_sentence("es") == "el Reino de los Países Bajos"
    assert known["SVN"].in_sentence("ru") == known["SVN"].short["ru"] == "Словения"
    assert known["KEN"].in_sentence("en") == "Kenya"
    assert known["KEN"].in_sentence("de") == ""


def test_a_state_read_alone_is_that_of_the_list() -> None:
    known = catalogue.states().states
    assert list(catalogue.state_codes()) == list(known)
    assert {code: catalogue.state(code) for code in known} == known
    assert catalogue.state("XXX") is None


STATE = "title: A test\nstate: {}\nsubmissions:\n  report: {{layout: layout.yaml}}\n"


def test_a_code_that_no_state_has_is_an_error_with_the_nearest_one(tmp_path: Path) -> None:
    found = run(dossier(tmp_path, settings=STATE.format("FRX"))).findings
    [fault] = [finding for finding in found if "FRX" in finding.message]
    assert (fault.location.line, fault.location.column) == (2, 8)
    assert "Did you mean `FRA`?" in fault.hint


@pytest.mark.parametrize("state", ["KEN", '""', "KEM\nstate_name: Kemland"])
def test_a_code_that_is_known_or_explained_is_none(tmp_path: Path, state: str) -> None:
    assert not run(dossier(tmp_path, settings=STATE.format(state))).findings


@pytest.mark.parametrize(
    ("to", "hint"),
    [("ken", "`KEN`"), ("KENY", "`KEN`"), ("al-parties", "`all-parties`")],
)
def test_an_addressee_that_nobody_is_gets_the_nearest_one(
    tmp_path: Path, to: str, hint: str
) -> None:
    settings = STATE.format("KEN") + "addressees: {all-parties: all Parties}\n"
    content = f'::: {{.recommendations to={to} answers="*"}}\n- Adopt a law.\n:::\n'
    found = run(dossier(tmp_path, content, settings=settings)).findings
    assert [f.hint for f in found if f.code == "SK111"] == [f"Did you mean {hint}?"]


# --- vocabularies -------------------------------------------------------------------------


def test_the_clusters_cover_the_articles_that_states_report_on() -> None:
    clusters = catalogue.vocabulary("crc-clusters").terms
    assert [one.number for one in clusters] == [str(number) for number in range(1, 12)]
    whole = {int(re.match(r"\d+", a)[0]) for one in clusters for a in one.articles}  # type: ignore[index]
    assert whole == {*range(1, 43), 44} - {41}
    within = {one.id: {part.id for part in one.parts} for one in clusters}
    assert "sexual-exploitation-violence" in within["violence"]


def test_the_parts_of_the_guidelines_are_numbered_through() -> None:
    parts = catalogue.vocabulary("opsc-parts").terms
    assert [one.number for one in parts] == [
        *("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
    ]


def test_every_category_of_action_has_verbs_and_no_verb_stands_in_two() -> None:
    actions = catalogue.action_categories()
    assert [one.rank for one in actions.categories] == [1, 2, 3, 4, 5]
    verbs = [verb for one in actions.categories for verb in one.verbs]
    assert len(verbs) == len(set(verbs))
    assert actions.rank("Ratify") == 5
    assert actions.rank("take steps") == 4
    assert actions.rank("improve") is None  # no example of any category: not to be guessed


def test_the_issues_are_fifty_four_and_topics_take_those() -> None:
    issues = catalogue.issue_tags()
    known = {term.id for term in issues.terms}
    assert len(known) == 54
    assert {tag for one in issues.tagging for tag in one.tags} <= known
    assert catalogue.vocabulary("upr-info-issues") == issues


def test_every_example_of_a_document_symbol_has_one_form_and_is_read_so() -> None:
    symbols = catalogue.document_symbols()
    for form in symbols.symbols:
        assert form.examples
        for example in form.examples:
            having = [one.id for one in symbols.symbols if re.fullmatch(one.pattern, example)]
            assert having == [form.id], example


@pytest.mark.parametrize(
    ("symbol", "form", "says"),
    [
        ("CRC/C/OPSC/RUS/CO/1", "treaty-body-observations",
         {"body": "CRC", "protocol": "OPSC", "state": "RUS", "number": "1"}),
        ("A/HRC/WG.6/30/RUS/3", "upr-documents",
         {"session": "30", "state": "RUS", "number": "3"}),
        ("CCPR/C/RUS/CO/8", "treaty-body-observations",
         {"body": "CCPR", "state": "RUS", "number": "8"}),
    ],
)  # fmt: skip
def test_a_symbol_says_its_body_and_state(symbol: str, form: str, says: dict[str, str]) -> None:
    found = catalogue.document_symbols().read(symbol)
    assert found is not None
    assert (found[0].id, found[1]) == (form, says)


@pytest.mark.parametrize(
    "symbol", ["CRC/C/OPSC/rus/CO/1", "A/HRC/WG.6/30/RUS/4", "CRC/RUS/CO/1", "CRC/C/RUS/QPR/6-7"]
)
def test_a_symbol_of_no_known_form_is_unknown(symbol: str) -> None:
    assert catalogue.document_symbols().read(symbol) is None


# --- terminology --------------------------------------------------------------------------


def test_no_term_to_use_holds_one_to_avoid() -> None:
    usages = catalogue.terminology("en").terms
    avoided = [term for usage in usages for term in usage.avoid]
    assert len(avoided) == len(set(avoided))
    for usage in usages:
        assert usage.use
        for word in usage.use:
            assert not [term for term in avoided if term in word]


def test_terms_may_stand_in_titles_and_in_the_words_of_others() -> None:
    assert {one.where for one in catalogue.terminology("en").exemptions} == {
        "title", "quotation",
        "offence", "source", "address",
    }  # fmt: skip


# --- a limit of its own for joint submissions ---------------------------------------------

JOINT = """\
    id: own
    title: Own
    series: Submission
    procedure: A procedure
    rules:
      words: {value: 5, source: {title: For one}, confidence: verified, checked: 2026-11-22}
      words-joint: {value: 9, source: {title: For several}, confidence: verified, \
checked: 2026-11-22}
    """


@pytest.mark.parametrize(
    ("submitters", "limit"),
    [
        ("{name: One}", 5),
        ("{name: One, kind: ngo}", 5),
        ("{name: One}, {name: Two}", 9),
        ("{name: All, kind: coalition}", 9),
        ("{name: All, kind: network}", 9),
    ],
)
def test_the_limit_is_that_of_joint_submissions_where_several_submit(
    tmp_path: Path, submitters: str, limit: int
) -> None:
    settings = (
        f"title: A test\nsubmitters: [{submitters}]\n"
        "submissions:\n  report: {layout: layout.yaml, mechanism: mechanism.yaml}\n"
    )
    for words in (limit, limit + 1):
        folder = tmp_path / str(words)
        text = "word " * words + "\n"
        made = dossier(folder, text, settings=settings, mechanism_yaml=JOINT)
        over = [f.message for f in run(made).findings if f.code == "SK202"]
        assert bool(over) == (words > limit)
        assert all(f"takes {limit}:" in message for message in over)
        assert f"{limit} words" in shadowkit("count", made).out
