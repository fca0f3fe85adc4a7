"""The implementation table: which earlier recommendations stand in it, and what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from dossiers import dossier, only
from followups import LANGUAGES, PRINTED, documents, section_of, tables_of, with_table
from shadowkit.model.document import Document, Heading, Paragraph, Table
from shadowkit.model.inline import Emphasis, Inlines, Reference, Span, Text, plain
from shadowkit.pipeline import run

LAYOUT = """\
id: plain
title: Plain
options:
  numbering: {choices: [paragraphs, none], default: paragraphs}
sections:
  - {id: text, takes: {rest: true}, heading: none}
  - id: told
    title: {en: What became of it}
    takes: {generated: implementation-table}
"""
SETTINGS = """\
title: A test
state: KEN
submissions:
  report: {layout: layout.yaml, date: 2025-03-01}
"""
CONTENT = "# Law {#law}\n\n::: {.gap #gap}\nA gap.\n:::\n\n::: {.gap #other}\nAnother.\n:::\n"


def told(document: Document) -> list[tuple[str, ...]]:
    """The rows of the second table, "" where there is none."""
    for section in document.sections:
        if section.id == "told":
            [block] = section.blocks()
            table = block.shapes[1]
            assert isinstance(table, Table)
            return [tuple(plain(cell.content) for cell in row) for row in table.rows]
    return []


def made(
    folder: Path,
    register: str,
    *,
    layout: str = LAYOUT,
    settings: str = SETTINGS,
    sources: str = "",
    content: str = CONTENT,
) -> Document:
    files = {"settings": settings, "layout": layout, "sources": sources}
    return only(run(dossier(folder, content, recommendations_yaml=register, **files)))


def entry(id: str, more: str = "", status: str = "not", evidence: str = "") -> str:
    assessment = f"{{status: {status}, evidence: [{evidence}]}}" if status else "{}"
    return f'- {{id: {id}, number: "{id}", text: Text {id}., {more} assessment: {assessment}}}\n'


# --- counts ---------------------------------------------------------------------------


def test_counts_say_how_many_have_each_status_with_the_share_as_a_bar() -> None:
    counts, _each = tables_of(documents()["en"])
    rows = [(plain(a.content), plain(b.content), c.bar) for a, b, c in counts.rows]
    assert rows == [
        ("Implemented", "2", 2 / PRINTED),
        ("Partly implemented", "1", 1 / PRINTED),
        ("Being implemented", "1", 1 / PRINTED),
        ("Not implemented", "3", 3 / PRINTED),
        ("Cannot be assessed", "1", 1 / PRINTED),
        ("Total", "8", None),
    ]
    assert counts.header_columns == (1,)


def test_a_status_that_none_has_is_left_out(tmp_path: Path) -> None:
    document = made(tmp_path, entry("a"))
    counts = next(document.sections[1].blocks()).shapes[0]
    assert isinstance(counts, Table)
    assert [plain(row[0].content) for row in counts.rows] == ["Not implemented", "Total"]


# --- which ----------------------------------------------------------------------------


def test_the_recommendations_of_a_document_stand_under_it_in_the_order_of_the_register() -> None:
    _counts, each = tables_of(documents()["en"])
    assert [plain(row[0].content).replace("\u00a0", " ") for row in each.rows] == [
        "Committee on the Rights of the Child, CRC/C/OPSC/KEN/CO/1, 3 July 2018",
        *("para. 12", "para. 16 (a)", "para. 30"),
        "Human Rights Council, A/HRC/44/9, 20 March 2020",
        *("142.1", "142.17", "142.20", "142.21"),
        "Example Council, Monitoring report, 2021",
        "II-2",
    ]
    assert [row[0].span for row in each.rows] == [4, 1, 1, 1, 4, 1, 1, 1, 1, 4, 1]


@pytest.mark.parametrize(
    ("register", "numbers"),
    [
        (entry("a", status="") + entry("b"), ["b"]),
        (entry("a", "to: [NOR],") + entry("b", "to: [KEN, NOR],"), ["b"]),
        (entry("a", "date: 2026,") + entry("b", "date: 2025-03,"), ["b"]),
        (entry("a") + entry("b", "relation: {replaces: [a]},"), ["b"]),
        # What stands in its place must stand in the table.
        (entry("a") + entry("b", "relation: {replaces: [a]},", status=""), ["a"]),
        (entry("a") + entry("b", "relation: {replaces: [a]}, date: 2026,"), ["a"]),
        (entry("a", "relation: {replaces: [a]},"), ["a"]),
        (entry("a", "relation: {replaces: [b]},") + entry("b", "relation: {replaces: [c]},")
         + entry("c"), ["a"]),
    ],
)  # fmt: skip
def test_in_the_table_stands_what_was_told_the_state_by_then_and_has_a_status(
    tmp_path: Path, register: str, numbers: list[str]
) -> None:
    assert [row[0] for row in told(made(tmp_path, register))] == numbers


def test_a_section_may_ask_for_some_of_them(tmp_path: Path) -> None:
    register = entry("a", "body: A, themes: [law],") + entry("b", "body: B,")
    layout = LAYOUT.replace("table}", "table, earlier: {body: A}}")
    assert [row[0] for row in told(made(tmp_path, register, layout=layout))] == ["A", "a"]
    for_themes = LAYOUT.replace("table}", "table, earlier: {themes: [law]}}")
    document = made(tmp_path / "b", register, layout=for_themes)
    assert [row[0] for row in told(document)] == ["A", "a"]


def test_several_tables_are_each_of_what_their_section_asks_for(tmp_path: Path) -> None:
    layout = LAYOUT.replace("table}", "table, earlier: {body: A}}") + (
        "  - {id: nobody, title: {en: Nobody}, takes: {generated: implementation-table, "
        "earlier: {body: Nobody}}}\n"
    )
    document = made(tmp_path, entry("a", "body: A,"), layout=layout)
    assert [section.id for section in document.sections] == ["text", "told"]


def test_without_any_neither_the_table_nor_its_heading_is_printed(tmp_path: Path) -> None:
    document = made(tmp_path, entry("a", status=""))
    assert [section.id for section in document.sections] == ["text"]


# --- what it says ---------------------------------------------------------------------


def words(row: tuple[object, ...]) -> list[str]:
    return [plain(cell.content) for cell in row]  # type: ignore[attr-defined]


def test_a_row_says_who_recommended_what_and_what_came_of_it() -> None:
    _counts, each = tables_of(documents()["en"])
    assert words(each.header) == ["Recommendation", "Status", "Assessment"]
    assert words(each.rows[2])[1:] == [
        "Define the sale of children as the Protocol does, and punish each of its forms.",
        "Partly implemented",
        "The offences are in the penal code, the definition is too narrow (paras. 1 and 2).",
    ]
    assert words(each.rows[5])[1:] == [
        "Ratify the third Optional Protocol (Norway, Slovenia; noted).",
        "Not implemented",
        "No steps are known.",
    ]
    # Without a comment the evidence stands alone.
    assert words(each.rows[7])[1:] == [
        "Try those who offend abroad, whether or not anybody complains (China; supported).",
        "Not implemented",
        "Para. 3",
    ]


@pytest.mark.parametrize(
    ("language", "status", "states", "evidence"),
    [
        ("fr", "Appliquée en partie", "(Norvège, Slovénie\u00a0; notée)", "(par. 1 et 2)"),
        ("es", "Aplicada en parte", "(Noruega, Eslovenia; tomada nota)", "(párrs. 1 y 2)"),
        ("ru", "Выполнена частично", "(Норвегия, Словения; принята к сведению)", "(пп. 1 и 2)"),
        ("ar", "نُفِّذت جزئياً", "(النرويج وسلوفينيا؛ أُحيط بها علماً)", "(الفقرتان 1 و2)"),
        ("zh", "部分落实", "（挪威、斯洛文尼亚；注意到）", "（第1和2段）"),
    ],
)
def test_the_table_is_in_the_language_of_the_submission(
    language: str, status: str, states: str, evidence: str
) -> None:
    _counts, each = tables_of(documents()[language])
    assert words(each.rows[2])[2] == status
    assert states in words(each.rows[5])[1]
    assert evidence in words(each.rows[2])[3]


def test_what_is_not_there_in_the_language_is_marked_as_of_another() -> None:
    for language in LANGUAGES:
        _counts, each = tables_of(documents()[language])
        [first] = each.rows[1][1].content
        assert isinstance(first, Text)  # in all six
        [second, *rest] = each.rows[5][1].content
        if language == "en":
            assert isinstance(second, Text)
        else:
            assert second == Span((Text("Ratify the third Optional Protocol."),), language="en")
            assert isinstance(rest[0], Text)  # the States stand outside


def test_in_arabic_a_day_behind_a_symbol_is_no_part_of_it() -> None:
    _counts, each = tables_of(documents()["ar"])
    title = words(each.rows[0])[0]
    assert title.endswith("CRC/C/OPSC/KEN/CO/1، \u200f3 تموز/يوليه 2018")


def references(content: Inlines) -> list[Reference]:
    return [node for node in content if isinstance(node, Reference)]


def test_references_to_evidence_lead_to_it() -> None:
    document = documents()["en"]
    anchors = {
        shape.anchor: str(shape.number)
        for block in document.blocks()
        for shape in block.shapes
        if isinstance(shape, Paragraph) and shape.number
    }
    _counts, each = tables_of(document)
    found = references(each.rows[2][3].content)
    assert [reference.text for reference in found] == ["1", "2"]
    assert [anchors[reference.anchor] for reference in found] == ["1", "2"]


def test_where_paragraphs_have_no_numbers_sections_are_named(tmp_path: Path) -> None:
    layout = LAYOUT.replace("default: paragraphs", "default: none")
    register = entry("a", evidence="gap, other") + entry("b", evidence="law")
    document = made(tmp_path, register, layout=layout)
    assert [row[3] for row in told(document)] == ["Section “Law”"] * 2
    [heading] = [
        part.heading
        for section in document.sections
        for part in section.parts
        if isinstance(getattr(part, "heading", None), Heading)
    ]
    [block] = document.sections[1].blocks()
    table = block.shapes[1]
    assert isinstance(table, Table)
    [reference] = references(table.rows[0][3].content)
    assert heading is not None
    assert reference.anchor == heading.anchor


def test_evidence_that_is_not_printed_is_passed_over_and_no_id_is_ever_printed(
    tmp_path: Path,
) -> None:
    content = CONTENT + "\n::: {.gap #kept-back only=other}\nKept.\n:::\n"
    register = entry("a", evidence="gap, kept-back, no-such-block") + entry(
        "b", evidence="kept-back"
    )
    document = made(tmp_path, register, content=content)
    assert [row[3] for row in told(document)] == ["Para. 1", ""]


@pytest.mark.parametrize("named", [True, False])
def test_a_row_is_named_by_a_number_and_where_none_has_one_by_nothing(
    tmp_path: Path, named: bool
) -> None:
    register = "- {id: secret-name, text: Do it., assessment: {status: not}}\n"
    other = "- {id: other, number: II, text: Do that., assessment: {status: not}}\n"
    document = made(tmp_path, register + other * named)
    assert told(document)[0] == ("Do it.", "Not implemented", "")
    [block] = document.sections[1].blocks()
    table = block.shapes[1]
    assert isinstance(table, Table)
    assert table.rows[0][0].span == 2
    assert table.header_columns == ((1,) if named else ())


def test_a_summary_stands_where_the_text_is_left_out(tmp_path: Path) -> None:
    register = "- {id: a, number: I, summary: In our words., assessment: {status: not}}\n"
    assert told(made(tmp_path, register))[0][1] == "In our words."


def test_a_confidential_source_is_not_named_in_a_public_submission(tmp_path: Path) -> None:
    sources = (
        "- {id: kept, type: report, title: A secret title, symbol: S/1, issued: 2020, "
        "confidential: true}\n"
    )
    register = entry("a", "body: A body, source: kept, symbol: S/1,") + entry("b", "source: kept,")
    public = SETTINGS.replace("2025-03-01", "2025-03-01, public: true")
    rows = told(made(tmp_path / "a", register, sources=sources, settings=public))
    assert [row[0] for row in rows] == ["A body", "a", "A confidential source", "b"]
    document = made(tmp_path / "b", register, sources=sources)
    assert [row[0] for row in told(document)] == ["A body, S/1, 2020", "a", "S/1, 2020", "b"]


def test_a_source_that_the_table_names_counts_as_cited(tmp_path: Path) -> None:
    document = documents()["en"]
    assert {"observations", "working-group", "monitoring"} <= set(document.cited)
    kept = "- {id: kept, type: report, title: T, issued: 2020, confidential: true}\n"
    public = SETTINGS.replace("2025-03-01", "2025-03-01, public: true")
    secret = made(tmp_path, entry("a", "source: kept,"), sources=kept, settings=public)
    assert secret.cited == ()


# --- its columns, and where it stands -------------------------------------------------


def test_columns_are_data_of_the_section(tmp_path: Path) -> None:
    layout = LAYOUT + (
        "    columns: [status, {column: recommendation, title: {en: Told}}, assessment, evidence]\n"
    )
    document = made(tmp_path, entry("a", evidence="gap"), layout=layout)
    assert told(document) == [("Not implemented", "a", "Text a.", "", "Para. 1")]
    [block] = document.sections[1].blocks()
    table = block.shapes[1]
    assert isinstance(table, Table)
    assert words(table.header) == ["Status", "Told", "Assessment", "Evidence"]
    assert table.header_columns == (2,)


def test_the_theme_of_a_recommendation_may_run_in(tmp_path: Path) -> None:
    settings = SETTINGS.replace("state: KEN", "state: KEN\nthemes: {law: {en: The law}}")
    layout = LAYOUT + "    columns: [{column: recommendation, theme: true}, status]\n"
    register = entry("a", "themes: [data, law],") + entry("b", "themes: [data],")
    document = made(tmp_path, register, layout=layout, settings=settings)
    [block] = document.sections[1].blocks()
    table = block.shapes[1]
    assert isinstance(table, Table)
    assert table.rows[0][1].content == (
        Emphasis("bold", (Text("The law:"),)),
        Text(" "),
        Text("Text a."),
    )
    assert words(table.rows[1])[1] == "Text b."


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ("[recommendation, statos]", "there is no column `statos`; did you mean `status`?"),
        ("[status]", "name `recommendation` among the columns"),
        ("[recommendation, status, status]", "`status` is twice among the columns"),
    ],
)
def test_wrong_columns_are_refused(tmp_path: Path, columns: str, said: str) -> None:
    layout = f"{LAYOUT}    columns: {columns}\n"
    found = run(dossier(tmp_path, CONTENT, layout=layout, settings=SETTINGS)).findings
    assert [finding for finding in found if said in finding.message]


def test_only_beside_such_a_table_a_section_takes_earlier_ones_too(tmp_path: Path) -> None:
    layout = LAYOUT.replace("implementation-table}", "recommendations, earlier: {body: A}}")
    found = run(dossier(tmp_path, CONTENT, layout=layout, settings=SETTINGS)).findings
    assert any("name one thing" in finding.message for finding in found)


def test_as_an_annex_it_begins_a_page_has_no_number_and_counts_as_one(tmp_path: Path) -> None:
    layout = LAYOUT.replace("sections:", "headings: [decimal, none, none]\nsections:")
    plain_ = made(tmp_path / "a", entry("a"), layout=layout)
    annexed = made(tmp_path / "b", entry("a"), layout=layout + "    annex: true\n")
    headings = [one.sections[1].heading for one in (plain_, annexed)]
    assert [heading.number for heading in headings if heading] == ["2", ""]
    assert [one.sections[1].annex for one in (plain_, annexed)] == [False, True]
    before, after = (one.counts.words["word"] for one in (plain_, annexed))
    assert before["tables"] > 0
    assert "tables" not in after
    assert after["annexes"] == before["tables"] + len(["What", "became", "of", "it"])


def test_what_an_author_writes_into_an_annex_of_the_layout_has_no_numbers(tmp_path: Path) -> None:
    layout = LAYOUT + "  - {id: more, title: {en: More}, annex: true}\n"
    document = made(tmp_path, "", layout=layout, content=f"{CONTENT}\n# More {{#more}}\n\nWords.\n")
    [block] = document.sections[-1].blocks()
    [paragraph] = block.shapes
    assert isinstance(paragraph, Paragraph)
    assert (plain(paragraph.content), paragraph.number) == ("Words.", None)


def test_a_bar_counts_nothing() -> None:
    document = documents()["en"]
    counts, _each = tables_of(document)
    printed = [" ".join(words(row)) for row in (counts.header, *counts.rows)]
    assert len(" ".join(printed).split()) == 5 + 2 + 3 + 3 + 3 + 4 + 2
    assert section_of(document).annex


def test_two_submissions_differ_only_by_the_option(tmp_path: Path) -> None:
    folder = with_table(tmp_path, languages=("en",))
    settings = folder / "shadowkit.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace(": table}", ": none}"), encoding="utf-8")
    without, with_it = only(run(folder)), documents()["en"]
    assert without.sections == tuple(s for s in with_it.sections if s.id != "implementation-table")
