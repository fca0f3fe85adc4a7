"""Sources in .bib files: what BibTeX and BibLaTeX say, as notes print it, and what goes wrong."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossiers import dossier, only
from shadowkit.model.inline import plain
from shadowkit.pipeline import run
from shadowkit.reading.bibtex import read_bibtex
from shadowkit.reading.collector import Collector
from shadowkit.reading.dossier import read
from shadowkit.reading.latex import to_text
from shadowkit.reading.sources import read_sources

STATE = "The State adopted a plan.\n"


def _data(bib: str) -> dict[str, object]:
    """The CSL data of the one entry, which gives no finding."""
    collector = Collector()
    [source] = read_sources(read_bibtex(bib, "a.bib", collector), "a.bib", collector)
    assert collector.findings == []
    return dict(source.data)


def _faults(bib: str) -> list[str]:
    collector = Collector()
    read_sources(read_bibtex(bib, "a.bib", collector), "a.bib", collector)
    return [f"{f.location.line}:{f.location.column} {f.code}" for f in collector.findings]


def _note(folder: Path, bib: str) -> str:
    outcome = run(dossier(folder, "The State adopted a plan.[@a]\n", sources_bib=bib))
    assert [(f.code, f.message) for f in outcome.findings if f.code != "SK302"] == []
    return plain(only(outcome).notes[-1].paragraphs[0])


# --- whole entries ----------------------------------------------------------------------

NOTES = {
    "@legislation{a, title = {{Convention on the Rights of the Child}}, symbol = {A/RES/44/25}, "
    "date = {1989-11-20}}": "Convention on the Rights of the Child, A/RES/44/25, 20 November 1989.",
    "@techreport{a, author = {{Committee on the Rights of the Child}}, title = {General comment "
    "No. 25 (2021)}, number = {CRC/C/GC/25}, institution = {United Nations}, year = 2021, "
    "month = mar}": "Committee on the Rights of the Child, General comment No. 25 (2021), "
    "CRC/C/GC/25 (United Nations, March 2021).",
    "@article{a, author = {Doe, Jane and Roe, Richard}, title = {On courts}, journal = {Example "
    "Journal}, volume = 3, number = 2, pages = {12--15}, year = 2013, doi = {10.1000/a_b}}": "Jane "
    "Doe and Richard Roe, “On courts”, Example Journal, vol. 3, No. 2 (2013), pp. 12–15, available "
    "at https://doi.org/10.1000/a_b.",
    "@book{a, editor = {Doe, Jane}, title = {Courts}, subtitle = {A guide}, edition = 2, series = "
    "{Guides}, number = 4, address = {Geneva}, publisher = {Example Press}, date = {2016/2017}}": ""
    "Jane Doe, ed., Courts: A guide, 2nd ed., Guides, No. 4 (Geneva, Example Press, 2016–2017).",
    "@incollection{a, author = {Doe, Jane}, title = {One court}, crossref = {b}, pages = {1-3}}\n"
    "@book{b, title = {Courts}, publisher = {Example Press}, year = 2013}": "Jane Doe, “One "
    "court”, in Courts (Example Press, 2013), pp. 1–3.",
    "@phdthesis{a, author = {Doe, Jane}, title = {Courts}, school = {Example University}, "
    "year = 2013}": "Jane Doe, Courts, PhD thesis (Example University, 2013).",
    "@online{a, title = {Courts}, titleaddon = {Example site}, url = {https://example.org/a%20b~c},"
    " urldate = {2024-05-03}}": "Courts, Example site, available at https://example.org/a%20b~c "
    "(accessed on 3 May 2024).",
    "@jurisdiction{a, title = {A v. B}, institution = {Example Court}, number = {12/13}, date = "
    "{2013-05-02}}": "A v. B, 12/13, 2 May 2013.",
    "@misc{a, title = {Courts}, howpublished = {\\url{https://example.org}}, year = 2013, note = "
    "{In Russian}}": "Courts (2013), available at https://example.org. In Russian.",
    "@article{a, title = {Courts}, entrysubtype = {newspaper}, journaltitle = {Example Daily}, "
    "date = {2013-05-02}}": "“Courts”, Example Daily, 2 May 2013.",
}


@pytest.mark.parametrize("bib", NOTES)
def test_an_entry_is_printed_as_a_note(bib: str, tmp_path: Path) -> None:
    assert _note(tmp_path, bib) == NOTES[bib]


def test_entries_and_sources_in_yaml_are_one_register(tmp_path: Path) -> None:
    folder = dossier(
        tmp_path,
        STATE,
        sources="- {id: a, title: Example A}\n",
        one_bib="@misc{b, title = {Example B}}",
        two_bib="%\n  @MISC(c, TITLE = {Example C})",
        _kept_bib="@misc{a, title = {kept out by its name}}",
    )
    loaded = read(folder)
    assert loaded.findings == ()
    assert loaded.dossier is not None
    places = {id: str(source.location) for id, source in loaded.dossier.sources.items()}
    assert places == {"a": "sources.yaml:1:3", "b": "one.bib:1:1", "c": "two.bib:2:3"}


def test_the_same_key_in_two_files_is_a_finding_in_the_second(tmp_path: Path) -> None:
    bib = "@misc{a, title = {B}}\n@misc{b, title = {B}}\n@book{b, title = {C}}\n"
    loaded = read(dossier(tmp_path, sources="- {id: a, title: A}\n", more_bib=bib))
    assert [f"{f.location} {f.code}" for f in loaded.findings] == [
        "more.bib:1:1 SK025",
        "more.bib:3:1 SK025",
    ]


def test_a_dossier_without_bib_files_does_not_load_their_parser(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from shadowkit.reading.dossier import read;"
        "read(Path(sys.argv[1])); print(*{'bibtexparser', 'pylatexenc'} & set(sys.modules))"
    )
    for files, parsers in (({}, 0), ({"a_bib": "@misc{a, title = {A}}"}, 2)):
        folder = dossier(tmp_path / str(parsers), sources="- {id: b, title: B}\n", **files)
        done = subprocess.run(
            [sys.executable, "-c", code, folder], capture_output=True, text=True, check=True
        )
        assert len(done.stdout.split()) == parsers


# --- values -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"{\'e} \'e \'{e} \'{\i} \'\i", "é é é í í"),
        (r"stra{\ss}e, M{\"u}ller, \v{C}apek, \c c, {\L}\'od\'z", "straße, Müller, Čapek, ç, Łódź"),
        (r"\'A\`E\^o\~n\=a\.z\u{g}\H{o}\k{a}\r{a}", "ÁÈôñāżğőąå"),
        (
            r"A \& B, 50\%, 50%, \$5, US$ 5 and $6, \#1, a\_b, {A} & {B}",
            "A & B, 50%, 50%, $5, US$ 5 and $6, #1, a_b, A & B",
        ),
        ("1--2 --- ``a'' `b' it's", "1–2 — “a” ‘b’ it’s".replace("it’s", "it's")),
        ("No.~5", "No.\u00a05"),
        ("The {UPR} in   {G}eneva\n and {{Rome}}", "The UPR in Geneva and Rome"),
        (
            r"\emph{a} {\em b} \textbf{c} \textsc{d} {\it e}",
            "<i>a</i> <i>b</i> <b>c</b> d <i>e</i>",
        ),
        (
            r"2\textsuperscript{nd}, 2$^{nd}$, $H_2$",
            "2<sup>nd</sup>, 2<sup>nd</sup>, H<sub>2</sub>",
        ),
        (r"$\alpha$ \textgreater{} \S 5 \euro{} \~{} \^{}", "α > §5 € ~ ^"),
        (r"\enquote{a} \LaTeX\ b", "“a” LaTeX b"),
        ("Международный \\& العربية 儿童", "Международный & العربية 儿童"),
        ("} stray {", "stray"),
        ("a\\", "a\\"),
    ],
)
def test_latex_is_read_as_the_text_it_prints(latex: str, text: str) -> None:
    assert to_text(latex) == (text, ())


def test_an_unknown_command_is_named_and_its_text_kept() -> None:
    assert to_text(r"a \foo{b} \bar c \today") == ("a b c", ("foo", "bar", "today"))


@pytest.mark.parametrize(
    ("name", "csl"),
    [
        ("Doe, Jane Mary", [{"family": "Doe", "given": "Jane Mary"}]),
        ("Jane Mary Doe", [{"family": "Doe", "given": "Jane Mary"}]),
        (
            "van der Berg, Anna and Anna van der Berg",
            [{"family": "Berg", "given": "Anna", "non-dropping-particle": "van der"}] * 2,
        ),
        ("Doe, Jr., John", [{"family": "Doe", "given": "John", "suffix": "Jr."}]),
        ("{Ministry of Health and Sport}", [{"literal": "Ministry of Health and Sport"}]),
        ("UNICEF and others", [{"literal": "UNICEF"}, {"literal": "others"}]),
        ("{A} and {B}", [{"literal": "A"}, {"literal": "B"}]),
        ("{A} {B}", [{"family": "B", "given": "A"}]),
        (r"Garc{\'\i}a, Mar{\'\i}a", [{"family": "García", "given": "María"}]),
        (
            "family=Berg, given=Anna, prefix=van, useprefix=true",
            [{"family": "Berg", "given": "Anna", "non-dropping-particle": "van"}],
        ),
    ],
)
def test_names_are_read_in_every_form(name: str, csl: list[dict[str, str]]) -> None:
    assert _data(f"@misc{{a, author = {{{name}}}, title = {{A}}}}")["author"] == csl


DATES = {
    "date = {2013}": {"date-parts": [[2013]]},
    "date = {2013-05-02}": {"date-parts": [[2013, 5, 2]]},
    "date = {2013-05-02T10:30:00}": {"date-parts": [[2013, 5, 2]]},
    "date = {2013-05/2014-02}": {"date-parts": [[2013, 5], [2014, 2]]},
    "date = {2013/}": {"literal": "2013–"},
    "date = {2013/..}": {"literal": "2013–"},
    "date = {2013~}": {"date-parts": [[2013]], "circa": True},
    "date = {2013-23}": {"date-parts": [[2013]], "season": "3"},
    "year = 2013": {"date-parts": [[2013]]},
    "year = {2013}, month = may": {"date-parts": [[2013, 5]]},
    "year = {2013}, month = {5}, day = 2": {"date-parts": [[2013, 5, 2]]},
    'year = "2013", month = "2~" # may': {"date-parts": [[2013, 5, 2]]},
    "year = {2013}, month = {September}": {"date-parts": [[2013, 9]]},
    "year = {2013}, month = jul # {/} # aug": {"literal": "July/August 2013"},
    "year = {2013--2014}": {"date-parts": [[2013], [2014]]},
    "year = {forthcoming}": {"literal": "forthcoming"},
}


@pytest.mark.parametrize("date", DATES)
def test_a_date_is_read_in_every_form(date: str) -> None:
    assert _data(f"@misc{{a, title = {{A}}, {date}}}")["issued"] == DATES[date]


def test_strings_are_put_in_and_parts_joined() -> None:
    data = _data(
        '@string{un = {United} # " " # {Nations}}\n@STRING(GA = "General {A}ssembly")\n'
        "@preamble{{x}} @comment{@misc{b, title = {B}}}\n% a remark\n"
        '@misc{a, title = un # ", " # ga # {: } # 5, publisher = UN}'
    )
    assert data["title"] == "United Nations, General Assembly: 5"
    assert data["publisher"] == "United Nations"


def test_shadowkits_own_fields_are_read(tmp_path: Path) -> None:
    bib = "@misc{a, title = {A}, status = {incomplete}, confidential = {true}, archived = {b}}"
    source = read(dossier(tmp_path, sources_bib=bib)).dossier.sources["a"]  # type: ignore[union-attr]
    assert (source.incomplete, source.confidential, source.data["archived"]) == (True, True, "b")


def test_a_testimony_names_nobody(tmp_path: Path) -> None:
    bib = "@misc{a, title = {A},\n author = {Name},\n kind = {testimony}}"
    loaded = read(dossier(tmp_path, sources_bib=bib))
    assert [f"{f.location} {f.code}" for f in loaded.findings] == ["sources.bib:2:2 SK006"]
    assert loaded.dossier is not None and "author" not in loaded.dossier.sources["a"].data


def test_what_no_note_prints_is_passed_over_without_a_word() -> None:
    assert "keywords" not in _data(
        "@misc{a, title = {A}, keywords = {b}, abstract = {100% \\foo $}, file = {c.pdf:pdf}, "
        "langid = {english}, timestamp = {2020}, pmid = {1}}"
    )


# --- faults -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bib", "faults"),
    [
        ("@misc{a,\n  title = {A},\n  date = {2013-02-30}}", ["3:3 SK006"]),
        ("@misc{a, title = {A}, date = {May 2013}}", ["1:23 SK006"]),
        ("@misc{a, title = {A}, urldate = {03.05.2024}}", ["1:23 SK006"]),
        ("@misc{a, title = {A}, year = 2013, month = {Sommer}}", ["1:23 SK006"]),
        ("@misc{a, title = {A}, confidential = {perhaps}}", ["1:23 SK006"]),
        ("@misc{a, title = {A}, crossref = {b}}", ["1:23 SK006"]),
        ("@misc{a, title = {A}, Title = {B}}", ["1:10 SK003"]),
        ("@misc{a b, title = {A}}", ["1:1 SK015"]),
        ("@misc{rec:a, title = {A}}", ["1:1 SK015"]),
        ("@misc{, title = {A}}", ["1:1 SK007"]),
        ("@misc{a, title = {A}, month = mai, year = 2013}", ["1:23 SK029"]),
        ("@misc{a, title = {A} year = 2013}", ["1:10 SK029"]),
        ("@misc{a, booktitle = A B, title = {A}}", ["1:10 SK029"]),
        ("@misc{a, title = {A},, year = 2013}", ["1:1 SK029"]),
        ("@misc{a, title = {A\n@misc{b, title = {B}}", ["1:1 SK029"]),
        ("@misc{b, title = {B}}\n@misc{a, title = {A}", ["2:1 SK029"]),
        ("@misc{b, title = {B}}\nmisc{a,\n title = {A}}", ["3:2 SK029"]),
        ("@misc{b, title = {B}}\n@misc a, title = A", ["2:1 SK029"]),
        ("@misc{a, title = {A}, sizes = {b}}\n@misc{b, sizes = {c}}", ["1:23 SK030"]),
        ("@misc{a, title = {A \\foo{b}}}", ["1:10 SK030"]),
        ("@misc{a, title = {A}, institution = {B}, publisher = {C}}", ["1:23 SK030"]),
        ("@thing{a, title = {A}}\n@thing{b, title = {B}}", ["1:1 SK030"]),
        ("@misc{a, title = {A}}\nan ordinary remark; @ home, a = b", []),
        ("@misc{a, title = {A}, publisher = {B}, institution = {B}, year = 2013,}", []),
    ],
)
def test_a_fault_is_a_finding_at_its_place(bib: str, faults: list[str]) -> None:
    assert _faults(bib) == faults


def test_the_entries_around_a_broken_one_are_read(tmp_path: Path) -> None:
    bib = "@misc{a, title = {A}}\n@misc{b, title = {B}\n@misc{c, title = {C}}\n"
    loaded = read(dossier(tmp_path, sources_bib=bib))
    assert loaded.dossier is not None
    assert list(loaded.dossier.sources) == ["a", "c"]


BOMBS = {
    "braces": "@misc{a, title = {" + "{" * 200_000 + "}" * 200_000 + "}}",
    "braces that never close": "@misc{a, title = {" + "{" * 500_000,
    "strings that double": '@string{s0 = "ab"}\n'
    + "".join(f"@string{{s{n + 1} = s{n} # s{n}}}\n" for n in range(60))
    + "@misc{a, title = s60}",
    "entries that inherit in a circle": "@misc{a, title = {A}, crossref = {b}}\n"
    "@misc{b, crossref = {c}}\n@misc{c, crossref = {a}}",
    "20,000 fields": "@misc{a, " + ", ".join(f"f{n} = {{x}}" for n in range(20_000)) + "}",
    "20,000 names": "@misc{a, author = {" + " and ".join(["A B"] * 20_000) + "}}",
    "accents over accents": "@misc{a, title = {" + "\\'" * 200_000 + "}}",
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_file_made_to_be_slow_or_deep_is_read(name: str) -> None:
    _faults(BOMBS[name])


_SNIPPETS = st.sampled_from(
    ("@misc{a,", "@string{s =", "title = ", "author = ", "date = ", "year", "crossref = {a}")
) | st.sampled_from(
    ("{", "}", '"', ",", "=", "#", "\n", "\\", "\\'", "$", "%", "~", " and ", "s", ")")
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(_SNIPPETS, st.text(max_size=5)), max_size=40).map("".join))
def test_any_text_is_read_without_a_fault_of_the_program(bib: str) -> None:
    _faults(bib)
