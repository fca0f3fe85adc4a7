"""Concluding observations, factsheets and session reports, from Word and from plain text."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from dossiers import shadowkit
from importfiles import (
    FACTSHEET,
    OBSERVATIONS,
    SESSION,
    factsheet_word,
    home,
    numbered_word,
    registry,
    word_of,
)


def written(folder: Path, name: str, text: str) -> Path:
    if name.endswith(".docx"):
        return word_of(folder / name, text)
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


@pytest.mark.parametrize("name", ["observations.txt", "observations.docx"])
def test_numbered_paragraphs_in_which_the_committee_asks_are_taken(
    tmp_path: Path, name: str
) -> None:
    root = home(tmp_path)
    done = shadowkit("import", "recommendations", written(tmp_path, name, OBSERVATIONS), root)
    assert (done.err, done.code) == ("", 0)
    assert done.out.startswith(
        f"{name}: concluding observations: CRC/C/OPSC/KEN/CO/1.\n"
        "3 recommendations; 2 paragraphs that ask for nothing left out.\n"
    )
    entries = registry(root)
    assert [(e["id"], e["paragraph"], e.get("urgency", "")) for e in entries] == [
        ("crc-c-opsc-ken-co-1-3", "3", "urge"),
        ("crc-c-opsc-ken-co-1-4", "4", "recommend"),
        ("crc-c-opsc-ken-co-1-5", "5", ""),
    ]
    assert entries[0]["text"] == (
        "The Committee urges the State party to:\n"
        "(a) Count the offences under the Protocol in one way;\n"
        "(b) Publish the figures each year."
    )
    assert entries[0]["body"] == "Committee on the Rights of the Child"
    assert [entry["themes"] for entry in entries] == [
        ["data-collection"],
        ["prevention-of-sale-and-sexual-exploitation"],
        ["prevention-of-sale-and-sexual-exploitation"],
    ]
    assert {tuple(entry["to"]) for entry in entries} == {("KEN",)}


def test_what_stands_at_the_head_and_foot_of_pages_is_no_part_of_paragraphs(
    tmp_path: Path,
) -> None:
    root = home(tmp_path)
    text = OBSERVATIONS.replace(
        "the State party to:\n", "the State party\nGE.18-01234\n\n12\n\nto:\n"
    )
    assert shadowkit("import", "recommendations", written(tmp_path, "o.txt", text), root).code == 0
    assert registry(root)[0]["text"].startswith(
        "The Committee urges the State party to:\n(a) Count"
    )


def test_the_symbol_may_stand_in_a_masthead(tmp_path: Path) -> None:
    root = home(tmp_path)
    file = word_of(tmp_path / "o.docx", OBSERVATIONS.replace("CRC/C/OPSC/KEN/CO/1", ""))
    document = Document(str(file))
    document.add_table(rows=1, cols=2).rows[0].cells[1].text = "CRC/C/OPSC/KEN/CO/1"
    document.save(str(file))
    done = shadowkit("import", "recommendations", file, root)
    assert (done.err, registry(root)[0]["symbol"]) == ("", "CRC/C/OPSC/KEN/CO/1")


def test_numbers_that_word_makes_itself_are_counted(tmp_path: Path) -> None:
    root = home(tmp_path)
    file = numbered_word(
        tmp_path / "observations.docx",
        ["The Committee notes a plan.", "The Committee urges the State party to fund it."],
        "CRC/C/OPSC/KEN/CO/1 Concluding observations on the report of Kenya",
    )
    assert shadowkit("import", "recommendations", file, root).code == 0
    assert [entry["id"] for entry in registry(root)] == ["crc-c-opsc-ken-co-1-2"]


def test_a_number_that_is_missing_is_a_finding(tmp_path: Path) -> None:
    root = home(tmp_path)
    text = OBSERVATIONS.replace("4. While", "9. While").replace("5. The", "10. The")
    done = shadowkit("import", "recommendations", written(tmp_path, "o.txt", text), root)
    assert "SK701 row-unread: paragraph 9 follows paragraph 3" in done.err
    assert (done.code, len(registry(root))) == (1, 3)


def test_a_figure_at_the_beginning_of_a_line_is_no_number_of_a_paragraph(tmp_path: Path) -> None:
    root = home(tmp_path)
    text = OBSERVATIONS.replace("count differently", "count\n12.5 per cent of cases")
    done = shadowkit("import", "recommendations", written(tmp_path, "o.txt", text), root)
    assert (done.err, len(registry(root))) == ("", 3)


def test_the_committee_on_economic_rights_has_symbols_of_its_own(tmp_path: Path) -> None:
    root = home(tmp_path)
    text = OBSERVATIONS.replace("CRC/C/OPSC/KEN/CO/1", "E/C.12/KEN/CO/3")
    done = shadowkit("import", "recommendations", written(tmp_path, "o.txt", text), root)
    entry = registry(root)[0]
    assert (done.err, entry["id"], entry["to"]) == ("", "e-c-12-ken-co-3-3", ["KEN"])
    assert entry["body"] == "Committee on Economic, Social and Cultural Rights"


def test_observations_without_a_symbol_say_so(tmp_path: Path) -> None:
    root = home(tmp_path)
    text = OBSERVATIONS.replace("CRC/C/OPSC/KEN/CO/1", "")
    done = shadowkit("import", "recommendations", written(tmp_path, "o.txt", text), root)
    assert "SK706 origin-at-odds: the symbol of the document" in done.err


def test_observations_on_another_state_are_refused(tmp_path: Path) -> None:
    root = home(tmp_path)
    text = OBSERVATIONS.replace("OPSC/KEN", "OPSC/UGA")
    done = shadowkit("import", "recommendations", written(tmp_path, "o.txt", text), root)
    assert (done.code, (root / "recommendations.yaml").exists()) == (2, False)
    assert "o.txt is about Uganda, and the dossier about Kenya" in done.err


def test_notes_of_a_factsheet_give_numbers_to_its_items(tmp_path: Path) -> None:
    root = home(tmp_path)
    done = shadowkit("import", "recommendations", written(tmp_path, "f.txt", FACTSHEET), root)
    assert (done.err, done.code) == ("", 0)
    assert done.out.splitlines()[0] == (
        "f.txt: Lanzarote Committee, factsheet: KEN, monitoring round 2."
    )
    entries = registry(root)
    assert [(e["id"], e["number"], e["urgency"]) for e in entries] == [
        ("lanzarote-ii-3", "II-3", "invite"),
        ("lanzarote-ii-6", "II-6", "invite"),
        ("lanzarote-ii-7", "II-7", "invite"),
        ("lanzarote-ii-11", "II-11", "require"),
        ("lanzarote-iii-14", "III-14", "request"),
    ]
    assert [entry["text"] for entry in entries] == [
        "to say in law what such material is.",
        "- to name the people who may look at it, and\n- to train them,\n- to pay them.",
        "- to name the people who may look at it, and\n- to train them,\n- to pay them.",
        "Therefore, the Committee requires Kenya to join the two offices into one without delay.",
        "to give investigators time for each case.",
    ]
    assert [entry["themes"] for entry in entries][3:] == [
        ["legal-frameworks"],
        ["investigations-and-prosecution"],
    ]
    assert all((entry["cycle"], entry["to"]) == ("2", ["KEN"]) for entry in entries)


def test_a_factsheet_in_word_has_real_footnotes(tmp_path: Path) -> None:
    root = home(tmp_path)
    file = factsheet_word(
        tmp_path / "f.docx",
        [
            "FACTSHEET – KENYA",
            "Lanzarote Committee, second monitoring round",
            "II. Legal frameworks",
            "The Committee invites Kenya:",
            "- to say in law what such material is.[1]",
            "- to name who may look at it.[2]",
        ],
        {1: "Recommendation II-3.", 2: "Recommendation II-6."},
    )
    done = shadowkit("import", "recommendations", file, root)
    assert (done.err, done.code) == ("", 0)
    assert [(e["id"], e["text"]) for e in registry(root)] == [
        ("lanzarote-ii-3", "to say in law what such material is."),
        ("lanzarote-ii-6", "to name who may look at it."),
    ]


def test_a_number_in_a_note_without_its_mark_is_a_finding(tmp_path: Path) -> None:
    root = home(tmp_path)
    text = FACTSHEET.replace("each case.⁶", "each case.")
    done = shadowkit("import", "recommendations", written(tmp_path, "f.txt", text), root)
    assert done.code == 1
    assert "SK701 row-unread: note 6 names Recommendation III-14, and no mark 6 stands" in done.err
    assert len(registry(root)) == 4


def test_a_session_report_names_recommendations_by_their_labels(tmp_path: Path) -> None:
    root = home(tmp_path)
    done = shadowkit("import", "recommendations", written(tmp_path, "s.txt", SESSION), root)
    assert (done.err, done.code) == ("", 0)
    first, second = registry(root)
    assert (first["id"], first["locator"], first["urgency"], first["date"]) == (
        "crc-2018-counting-cases",
        "Counting cases",
        "urge",
        "2018-05-22",
    )
    assert first["text"] == "The Committee urges the State party to: Count them; Publish the count."
    assert (second["id"], second["urgency"]) == ("crc-2018-children-who-travel", "recommend")


def test_a_chapter_is_a_theme_to_choose_by(tmp_path: Path) -> None:
    root = home(tmp_path)
    file = written(tmp_path, "f.txt", FACTSHEET)
    assert shadowkit("import", "recommendations", file, root, "--theme", "prosecution").code == 0
    assert [entry["number"] for entry in registry(root)] == ["III-14"]
