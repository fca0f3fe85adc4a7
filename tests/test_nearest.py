"""Did you mean: what is misspelled is answered with the nearest that there is, and with
nothing where nothing is near."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dossiers import LAYOUT, SOURCES, dossier, shadowkit
from shadowkit.cli import COMMANDS
from shadowkit.diagnostics import closest, closest_code, did_you_mean
from shadowkit.model.kinds import KINDS
from shadowkit.pipeline import rules
from shadowkit.reading import catalogue

# --- in commands ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line, near",
    [
        ("chek", "check"),
        ("bulid", "build"),
        ("--verison", "--version"),
        ("check --selct SK1", "--select"),
        ("check --save-baselin x", "--save-baseline"),
        ("build --drafft", "--draft"),
        ("new x --layuot y", "--layout"),
        ("check --format jsn", "json"),
        ("check --format sariff", "sarif"),
        ("count --format tabel", "table"),
        ("check --fail-level wraning", "warning"),
        ("check --select SK1O1", "SK101"),
        ("check --ignore sk-101", "SK101"),
        ("check --ignore gap-unanswerd", "SK105"),
        ("build -f dox", "docx"),
        ("explain SK1O1", "SK101"),
        ("explain 101", "SK101"),
        ("explain SKl05", "SK105"),
        ("explain SK1051", "SK105"),
        ("explain gap-unanswerd", "SK105"),
        ("explain Gap_Unanswered", "SK105"),
        ("schema recomendations", "recommendations"),
        ("schema basline", "baseline"),
        ("layouts ecpat-ur", "ecpat-upr"),
        ("layouts loipr", "loipr-input"),
        ("mechanisms upr-joint", "upr/joint"),
        ("mechanisms opsc", "opsc/alternative"),
        ("new x --layout upr-breif", "upr-brief"),
        ("new x --layout ecpat-upr --state KNE", "KEN"),
        ("text --submission reprot", "report"),
        ("check --submission Report", "report"),
        ("check --fmt json", ""),
        ("check --selfie", ""),
        ("check --format pdf", ""),
        ("check --select SK999", ""),
        ("explain SK999", ""),
        ("explain SK10", ""),
        ("explain banana", ""),
        ("build -f odt", ""),
        ("validate", ""),
        ("new x --layout ecpat-upr --state GER", ""),
        ("layouts banana", ""),
        ("mechanisms upr", ""),
        ("text -s annex", ""),
    ],
)
def test_what_is_mistyped_in_a_command(line: str, near: str, tmp_path: Path) -> None:
    ran = shadowkit(*line.split(), cwd=dossier(tmp_path))
    assert (ran.out, ran.code) == ("", 2)
    said = ran.err.replace("'", "`")
    assert (f"Did you mean `{near}`?" in said) if near else ("Did you mean" not in said)
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("code", sorted(rules()))
def test_a_rule_is_explained_by_code_and_name_in_any_case(code: str) -> None:
    rule = rules()[code]
    for word in (code.lower(), rule.name, rule.name.upper()):
        assert shadowkit("explain", word).out.startswith(f"{code} {rule.name} (")
    misspelt = rule.name[:3] + rule.name[4:]
    assert closest_code(misspelt, rules()) == code
    assert closest_code(code.replace("0", "O").replace("1", "I"), rules()) == code


# --- in a dossier -----------------------------------------------------------------------

SETTINGS = """\
    title: A test
    themes: {legislation: Laws, recovery: Recovery}
    addressees: {ministry: the Ministry}
    submissions:
      report: {layout: layout.yaml}
      overview: {layout: layout.yaml}
    """
REGISTER = """\
    - {id: crc-2014-12, body: CRC, number: "12", text: "Adopt a law."}
    """
OPTION = "options: {numberng: {choices: [none], default: none}}\n"
ANSWER = "::: {.gap #no-law}\nThere is no law.\n:::\n\n"


def own(**keys: str) -> str:
    """Settings with other words for one submission."""
    written = ", ".join(
        f"{key}: {value}" for key, value in ({"layout": "layout.yaml"} | keys).items()
    )
    return f"title: A test\nsubmissions:\n  report: {{{written}}}\n"


def ecpat(**keys: str) -> str:
    return own(layout="ecpat-upr", **keys)


def asked(keys: str) -> str:
    return f"::: {{.recommendation {keys}}}\nA\n:::\n"


@pytest.mark.parametrize(
    "what, near, files",
    [
        ("kind", "gap", {"content": "::: gpa\nA\n:::\n"}),
        ("kind", "recommendation", {"content": "::: {.recomendation #a}\nA\n:::\n"}),
        ("kind of a span", "gap", {"content": "A [b]{.gapp} c\n"}),
        ("key of a block", "answers", {"content": asked("answer=a")}),
        ("key of a setting", "title", {"settings": "titel: A\nsubmissions: {}\n"}),
        ("key of a submission", "language", {"settings": own(langauge="en")}),
        (
            "key of the register",
            "number",
            {"recommendations_yaml": REGISTER.replace("number", "nubmer")},
        ),
        ("value", "require", {"content": asked("urgency=requir")}),
        ("id", "no-law", {"content": ANSWER + "See @para:no-lwa.\n"}),
        (
            "answered id",
            "no-law",
            {"content": ANSWER + asked("answers=nolaw")},
        ),
        ("note", "plan", {"content": "A[^paln] b[^plan].\n\n[^plan]: A note.\n"}),
        ("source", "report-a", {"content": "A.[@reporta]\n", "sources": SOURCES}),
        ("source of `about`", "report-a", {"settings": own(about="raport-a"), "sources": SOURCES}),
        ("earlier recommendation", "crc-2014-12", {"content": "See @earlier:crc-2014-21.\n"}),
        ("theme", "legislation", {"content": "::: {.gap theme=legslation}\nA\n:::\n"}),
        ("addressee", "ministry", {"content": asked("to=minstry")}),
        ("State", "KEN", {"settings": own(state="KNE")}),
        ("submission", "overview", {"content": "::: {.gap only=overveiw}\nA\n:::\n"}),
        ("instrument", "OPSC", {"content": '::: {.gap instruments="OPCS 3"}\nA\n:::\n'}),
        ("code", "SK105", {"content": '::: {.gap allow=SK1O5 reason="A"}\nA\n:::\n'}),
        ("layout", "ecpat-upr", {"settings": own(layout="ecpat-urp")}),
        ("layout of one's own", "layout.yaml", {"settings": own(layout="layuot.yaml")}),
        ("mechanism", "upr/joint", {"settings": own(mechanism="upr/jiont")}),
        ("look", "plain", {"settings": own(look="plian")}),
        ("option", "numbering", {"settings": ecpat(options="{numberng: none}")}),
        (
            "choice",
            "paragraphs",
            {"settings": ecpat(options="{numbering: paragraph}")},
        ),
        ("line of the cover", "series", {"settings": ecpat(cover="{sereis: A}")}),
        ("section of a budget", "text", {"settings": own(budgets="{texxt: 5}")}),
        (
            "section",
            "prevention",
            {"settings": ecpat(), "content": "# A {#prevetion}\n\nA\n"},
        ),
        (
            "option of a layout",
            "numbering",
            {"layout": LAYOUT + OPTION},
        ),
        ("kind in a layout", "gap", {"layout": LAYOUT + "forms: {gpa: plain}\n"}),
        ("form in a layout", "bullet", {"layout": LAYOUT + "forms: {gap: bulet}\n"}),
        ("label in a layout", "gap-after", {"layout": LAYOUT + "labels: {gap-aftr: A}\n"}),
        (
            "entry of BibTeX",
            "law",
            {"a_bib": "@book{law, title={A}}\n@book{b, xdata={lwa}}\n"},
        ),
    ],
)
def test_what_is_misspelt_in_a_dossier(
    what: str, near: str, files: dict[str, Any], tmp_path: Path
) -> None:
    more = {"settings": SETTINGS, "recommendations_yaml": REGISTER} | files
    assert f"did you mean `{near}`?" in said(dossier(tmp_path, **more)), what


def said(folder: Path) -> str:
    data = json.loads(shadowkit("check", folder, "--format", "json").out)
    return "\n".join(f"{f['message']} {f['hint']}" for f in data["findings"]).replace("Did", "did")


@pytest.mark.parametrize(
    "files",
    [
        {"content": "::: banana\nA\n:::\n"},
        {"content": "::: {.gap nonsense=a}\nA\n:::\n"},
        {"content": "A [b]{.photo} c\n"},
        {"content": ANSWER + "See @para:shelters-in-the-north.\n"},
        {"content": ANSWER + "See @para:no.\n"},
        {"content": "A.[@ministry-2020]\n", "sources": SOURCES},
        {"content": "See @earlier:ab.\n"},
        {"content": "::: {.gap theme=housing}\nA\n:::\n"},
        {"content": asked("to=police")},
        {"content": asked("urgency=hope")},
        {"content": "::: {.gap only=annexes}\nA\n:::\n"},
        {"content": '::: {.gap instruments="Rome Statute 3"}\nA\n:::\n'},
        {"content": '::: {.gap allow=SK199 reason="A"}\nA\n:::\n'},
        {"settings": own(language="ja")},
        {"settings": own(state="GER")},
        {"settings": own(layout="newsletter")},
        {"settings": own(layout="newsletter.yaml")},
        {"settings": own(mechanism="hrc")},
        {"settings": own(look="blue")},
        {"settings": ecpat(options="{colour: red}")},
        {"settings": own(budgets="{annex: 5}")},
        {"layout": LAYOUT + "forms: {rant: plain}\n"},
    ],
)
def test_what_is_like_nothing_gets_no_silly_answer(files: dict[str, Any], tmp_path: Path) -> None:
    more = {"settings": SETTINGS, "recommendations_yaml": REGISTER} | files
    found = said(dossier(tmp_path, **more))
    assert found and "did you mean" not in found


# Other variables of CSL 1.0.2, and what Zotero writes beside them.
ALLOWED = """
    abstract annote archive archive_collection archive_location archive-place authority call-number
    chapter-number citation-key citation-label citation-number collection-number collection-title
    container-title container-title-short dimensions division DOI edition event event-title
    event-place first-reference-note-number genre ISBN ISSN issue journalAbbreviation jurisdiction
    keyword language license locator medium number number-of-pages number-of-volumes
    original-publisher original-publisher-place original-title page page-first part-number
    part-title PMCID PMID printing-number publisher-place references reviewed-genre reviewed-title
    scale section shortTitle source supplement-number version volume volume-title
    volume-title-short year-suffix chair collection-editor compiler composer container-author
    curator director editor-translator editorial-director executive-producer guest host
    illustrator narrator organizer original-author performer producer reviewed-author
    script-writer series-creator archived custom categories system_id
"""


@pytest.mark.parametrize(
    "key, near",
    [
        ("titel", "title"),
        ("Title", "title"),
        ("url", "URL"),
        ("authors", "author"),
        ("kinds", "kind"),
        ("confidental", "confidential"),
        ("acessed", "accessed"),
    ],
)
def test_a_misspelt_key_of_a_source_is_not_lost_in_silence(
    key: str, near: str, tmp_path: Path
) -> None:
    folder = dossier(tmp_path, sources=f"- {{id: a, {key}: b}}\n")
    ran = shadowkit("check", folder, "--format", "concise", "--select", "SK0")
    assert ran.out == (f"sources.yaml:1:11: error SK005 key-unknown: a source has no key `{key}`\n")
    assert f"did you mean `{near}`?" in said(folder)


@pytest.mark.parametrize("key", ALLOWED.split())
def test_a_variable_of_csl_is_no_misspelling(key: str, tmp_path: Path) -> None:
    folder = dossier(tmp_path, sources=f"- {{id: a, {key}: b}}\n")
    assert shadowkit("check", folder, "--select", "SK005").out == ""


# --- the measure ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "word, choices, near",
    [
        ("plan", ("plan-b", "plans"), "plans"),
        ("PLAN", ("Plan", "plans"), "Plan"),
        ("joint", ("upr/joint", "upr/individual"), "upr/joint"),
        ("upr", ("upr/joint", "upr/individual"), ""),
        ("KNE", ("KEN", "KNA", "NER"), "KEN"),
        ("KXN", ("KEN", "KAN"), ""),
        ("plane", ("plain",), "plain"),
        ("state", ("date",), ""),
        ("place", ("plans",), ""),
        ("recoverry-gpa", ("recovery-gap", "recovery-plan"), "recovery-gap"),
        ("no-law-on-possession", ("no-law-on-grooming", "no-law-on-trafficking"), ""),
        ("second", ("report", "overview"), ""),
        ("es", ("en", "fr"), ""),
        ("", ("a", "report"), ""),
        ("report", (), ""),
        ("étude", ("etude",), "etude"),
        ("a" * 3000, ("b" * 3000, "report"), ""),
    ],
)
def test_the_nearest(word: str, choices: tuple[str, ...], near: str) -> None:
    assert closest(word, choices) == near
    assert closest(word, reversed(choices)) == near


def test_few_choices_are_listed_where_none_is_near() -> None:
    assert did_you_mean("second", ["report", "overview"]) == "Use one of: overview, report."
    assert did_you_mean("second", map(str, range(1000, 1100))) == ""


@pytest.mark.parametrize(
    "known",
    [tuple(COMMANDS), tuple(KINDS), tuple(catalogue.layout_names())],
    ids=["commands", "kinds", "layouts"],
)
def test_one_slip_in_a_longer_word_is_always_understood(known: tuple[str, ...]) -> None:
    for word in known:
        for i in range(1, len(word) - 1) if len(word) > 5 else ():
            for slip in (
                word[:i] + word[i + 1 :],
                word[:i] + "x" + word[i:],
                word[:i] + word[i + 1] + word[i] + word[i + 2 :],
            ):
                assert closest(slip, known) == word, slip
