"""Exports of UPR Info and of the Universal Human Rights Index."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from dossiers import dossier, shadowkit
from importfiles import (
    UHRI,
    UHRI_ROWS,
    UPR_INFO_ROWS,
    home,
    registry,
    uhri_json,
    uhri_xlsx,
    upr_info,
)


def test_upr_info_is_read_in_mac_roman_with_bare_carriage_returns(tmp_path: Path) -> None:
    root = home(tmp_path)
    file = tmp_path / "export.csv"
    file.write_bytes(upr_info())
    assert b"\n" not in file.read_bytes()
    done = shadowkit("import", "recommendations", file, root)
    assert (done.err, done.code) == ("", 0)
    assert done.out == (
        "export.csv: UPR Info export: 5 rows, in the encoding Mac Roman.\n"
        "3 recommendations; 1 to other States left out.\n"
        "recommendations.yaml: 3 new, 0 filled in, 0 as they were.\n"
    )
    first, second, pledge = registry(root)
    assert first["text"] == "Open “safe houses”, and keep them open vis-à-vis cuts"
    assert (first["by"], first["session"], first["cycle"]) == (["TUR", "TTO"], "21", "2")
    assert first["themes"] == ["rights-of-the-child", "womens-rights"]
    assert second["text"] == 'Look at the law n° 7, called "the old law"'
    assert (second["by"], second["position"]) == (["USA"], "noted")
    assert (pledge["by"], pledge["position"]) == (["KEN"], "none")
    assert not (root / "imports").exists()


@pytest.mark.parametrize(
    "encoding, end, name",
    [
        ("utf-8", "\n", "UTF-8"),
        ("utf-8-sig", "\r\n", "UTF-8"),
        ("utf-16", "\n", "UTF-16"),
        ("cp1252", "\r\n", "Windows (Western European)"),
        ("mac_roman", "\n", "Mac Roman"),
    ],
)
def test_other_encodings_give_the_same_entries_and_are_named(
    tmp_path: Path, encoding: str, end: str, name: str
) -> None:
    file = tmp_path / "export.csv"
    entries = []
    for folder, data in (("a", upr_info()), ("b", upr_info(encoding=encoding, end=end))):
        root = home(tmp_path / folder)
        file.write_bytes(data)
        done = shadowkit("import", "recommendations", file, root)
        assert done.err == ""
        entries.append([{**e, "origin": e["origin"]["row"]} for e in registry(root)])
    assert f"in the encoding {name}." in done.out
    assert entries[0] == entries[1]


def test_bare_carriage_returns_speak_for_mac_roman(tmp_path: Path) -> None:
    root = home(tmp_path)
    rows = [[*UPR_INFO_ROWS[3]], [*UPR_INFO_ROWS[2]]]
    rows[0][3] = rows[1][3] = "Pay for the niños"
    file = tmp_path / "export.csv"
    file.write_bytes(upr_info(rows))
    done = shadowkit("import", "recommendations", file, root)
    assert "in the encoding Mac Roman." in done.out
    assert registry(root)[0]["text"] == "Pay for the niños"


def test_letters_that_look_wrong_are_findings(tmp_path: Path) -> None:
    root = home(tmp_path)
    file = tmp_path / "export.csv"
    twice = upr_info(encoding="utf-8").decode("cp1252", errors="ignore")
    file.write_bytes(twice.encode("utf-8"))
    done = shadowkit("import", "recommendations", file, root)
    assert "export.csv:2:4: warning SK708 letters-doubtful: line 2, column “Text”" in done.err
    lost = [list(row) for row in UPR_INFO_ROWS]
    lost[2][3] = lost[2][3].replace("°", "\ufffd")
    file.write_bytes(upr_info(lost, "utf-8"))
    done = shadowkit("import", "recommendations", file, root)
    assert "export.csv:4:4: warning SK708 letters-doubtful" in done.err


def test_rows_of_csv_that_break_off_are_findings_and_the_others_are_read(tmp_path: Path) -> None:
    root = home(tmp_path)
    file = tmp_path / "export.csv"
    data = upr_info(end="\n") + b"Kenya,Africa,AU,One cell too few,France,WEOG,EU,Noted,4,Justice\n"
    file.write_bytes(data + b'Kenya,Africa,AU,"Never closed,France\n')
    done = shadowkit("import", "recommendations", file, root)
    assert done.code == 1
    assert "export.csv:7:1: error SK701 row-unread: line 7: the row has 10 cells" in done.err
    assert "export.csv:8:1: error SK701 row-unread: line 8: the row has 4 cells" in done.err
    assert len(registry(root)) == 3


def test_the_same_words_with_another_position_are_another_recommendation(tmp_path: Path) -> None:
    root = home(tmp_path)
    rows = [[*row] for row in UPR_INFO_ROWS[:2]]
    rows[1][7] = "Noted"
    file = tmp_path / "export.csv"
    file.write_bytes(upr_info(rows))
    assert shadowkit("import", "recommendations", file, root).err == ""
    found = [(entry["by"], entry["position"]) for entry in registry(root)]
    assert found == [(["TUR"], "supported"), (["TTO"], "noted")]
    assert "is as it was" in shadowkit("import", "recommendations", file, root).out


def test_a_state_that_is_not_known_is_a_finding(tmp_path: Path) -> None:
    root = home(tmp_path)
    rows = [list(UPR_INFO_ROWS[0])]
    rows[0][4] = "Ruritania"
    file = tmp_path / "export.csv"
    file.write_bytes(upr_info(rows))
    done = shadowkit("import", "recommendations", file, root)
    assert "export.csv:2:5: warning SK702 cell-unread: line 2, column “From”: no State" in done.err
    assert "by" not in registry(root)[0]


def test_nothing_is_said_of_rows_to_other_states(tmp_path: Path) -> None:
    root = home(tmp_path)
    rows = [[*UPR_INFO_ROWS[3]] for _ in range(60)] + [[*UPR_INFO_ROWS[0]]]
    for row in rows:
        row[4] = "Ruritania"
    file = tmp_path / "export.csv"
    file.write_bytes(upr_info(rows))
    done = shadowkit("import", "recommendations", file, root)
    assert done.err.count("SK702") == 1
    assert done.err.startswith("export.csv:62:5: ")


def test_of_many_findings_the_first_are_shown_and_the_others_counted(tmp_path: Path) -> None:
    root = home(tmp_path)
    rows = [[*UPR_INFO_ROWS[0]] for _ in range(75)]
    for number, row in enumerate(rows):
        row[3], row[7] = f"Do thing {number}", "Perhaps"
    file = tmp_path / "export.csv"
    file.write_bytes(upr_info(rows))
    done = shadowkit("import", "recommendations", file, root)
    assert done.err.count("SK702") == 51
    assert "export.csv:76:8: warning SK702 cell-unread: 25 more findings of this kind" in done.err
    assert len(registry(root)) == 75


def test_all_states_can_be_asked_for(tmp_path: Path) -> None:
    root = home(tmp_path)
    file = tmp_path / "export.csv"
    file.write_bytes(upr_info())
    assert shadowkit("import", "recommendations", file, root, "--state", "all").code == 0
    assert len(registry(root)) == 4
    assert sum(entry["id"].startswith("upr-cpv-s16-") for entry in registry(root)) == 1


def test_the_index_in_excel_is_read_with_its_misspelt_columns(tmp_path: Path) -> None:
    root = home(tmp_path)
    file = uhri_xlsx(tmp_path / "export.xlsx")
    assert "Reccomending Body" in UHRI
    done = shadowkit("import", "recommendations", file, root)
    assert (done.err, done.code) == ("", 0)
    assert done.out.splitlines()[:2] == [
        "export.xlsx: Universal Human Rights Index, export: 4 records.",
        "3 recommendations; 1 to other States left out.",
    ]
    review, counted, street = registry(root)
    for entry in (review, counted, street):
        del entry["origin"]
    assert review == {
        "id": "upr-3-142-1",
        "number": "142.1",
        "body": "Human Rights Council",
        "symbol": "A/HRC/43/15",
        "text": "Train judges who hear children",
        "language": "en",
        "to": ["KEN"],
        "by": ["FRA", "LTU"],
        "position": "supported",
        "session": "35",
        "cycle": "3",
        "date": "2020-03-20",
        "themes": ["children-protection-against-exploitation"],
        "groups": ["children"],
        "sdgs": ["16.2", "16.3"],
    }
    assert counted == {
        "id": "crc-c-ken-co-3-5-12",
        "body": "Committee on the Rights of the Child",
        "symbol": "CRC/C/KEN/CO/3-5",
        "paragraph": "12",
        "text": "The Committee recommends that the State party count the children in its homes.",
        "language": "en",
        "to": ["KEN"],
        "date": "2016-03-21",
        "themes": ["data-collection-and-research"],
        "groups": ["children"],
        "sdgs": ["17.18"],
    }
    assert (street["id"], street["paragraph"]) == ("crc-c-ken-co-3-5-13", "13")
    assert street["text"].startswith("Street children 13.The Committee urges")


def test_json_of_the_index_gives_the_same_and_leaves_observations_out(tmp_path: Path) -> None:
    excel, file = home(tmp_path / "a"), tmp_path / "export.json"
    shadowkit("import", "recommendations", uhri_xlsx(tmp_path / "export.xlsx"), excel)
    root = home(tmp_path / "b")
    file.write_bytes(uhri_json())
    done = shadowkit("import", "recommendations", file, root)
    assert (done.err, done.code) == ("", 0)
    assert "1 of the type “Concerns/Observations” left out" in done.out

    def without_origin(folder: Path) -> list[dict[str, object]]:
        return [{k: v for k, v in one.items() if k != "origin"} for one in registry(folder)]

    assert without_origin(root) == without_origin(excel)


def test_several_recommendations_of_one_paragraph_are_told_apart(tmp_path: Path) -> None:
    root = home(tmp_path)
    other = list(UHRI_ROWS[1])
    other[0], other[11] = "12. The Committee recommends that it pay for this.", "aaaaaaaa-0009"
    file = uhri_xlsx(tmp_path / "export.xlsx", [UHRI_ROWS[1], other])
    assert shadowkit("import", "recommendations", file, root).err == ""
    ids = [entry["id"] for entry in registry(root)]
    assert len(set(ids)) == 2
    assert all(id.startswith("crc-c-ken-co-3-5-12-") for id in ids)
    again = shadowkit("import", "recommendations", file, root)
    assert "recommendations.yaml is as it was" in again.out


def test_a_symbol_that_is_another_states_is_a_finding(tmp_path: Path) -> None:
    root = home(tmp_path)
    row = list(UHRI_ROWS[1])
    row[4] = "CRC/C/UGA/CO/3"
    done = shadowkit("import", "recommendations", uhri_xlsx(tmp_path / "e.xlsx", [row]), root)
    assert (
        "e.xlsx:2:5: warning SK706 origin-at-odds: row 2: CRC/C/UGA/CO/3 is a document on UGA, the "
        "row is on KEN" in done.err
    )


def test_merged_cells_of_a_sheet_are_findings(tmp_path: Path) -> None:
    root = home(tmp_path)
    file = uhri_xlsx(tmp_path / "export.xlsx")
    book = openpyxl.load_workbook(file)
    book.active.merge_cells("B2:B4")
    book.active.merge_cells("A3:A4")
    book.save(file)
    done = shadowkit("import", "recommendations", file, root)
    assert "export.xlsx:3:2: warning SK703 cells-merged: row 3, column “Countries" in done.err
    assert "export.xlsx:4:1: error SK701 row-unread: row 4: there is no text of its own" in done.err
    assert [entry["id"] for entry in registry(root)] == ["upr-3-142-1", "crc-c-ken-co-3-5-12"]


def test_a_column_that_is_missing_is_a_finding(tmp_path: Path) -> None:
    root = home(tmp_path)
    file = uhri_xlsx(
        tmp_path / "e.xlsx", [row[:7] + row[8:] for row in UHRI_ROWS], UHRI[:7] + UHRI[8:]
    )
    done = shadowkit("import", "recommendations", file, root)
    assert "SK704 column-missing: there is no column “Themes”" in done.err
    assert len(registry(root)) == 3


def test_numbers_and_goals_alone_fill_in_what_is_there(tmp_path: Path) -> None:
    root = home(tmp_path)
    shadowkit("import", "recommendations", uhri_xlsx(tmp_path / "e.xlsx", [UHRI_ROWS[1]]), root)
    (root / "recommendations.yaml").write_text(
        '- id: mine\n  number: "142.1"\n  symbol: A/HRC/43/15\n', encoding="utf-8"
    )
    records = [{"number": "142.1", "annotation_id": "x", "goals": [16], "targets": ["16.2"]}]
    file = tmp_path / "goals.json"
    file.write_text(json.dumps({"symbol": "A/HRC/43/15", "records": records}), encoding="utf-8")
    done = shadowkit("import", "recommendations", file, root)
    assert (done.err, done.code) == ("", 0)
    (entry,) = registry(root)
    assert (entry["id"], entry["sdgs"]) == ("mine", ["16", "16.2"])


def test_a_text_in_another_language_is_not_called_english(tmp_path: Path) -> None:
    root = home(tmp_path)
    row = list(UHRI_ROWS[0])
    row[0] = "142.1 Adoptar una ley sobre la infancia (Francia);"
    assert (
        shadowkit("import", "recommendations", uhri_xlsx(tmp_path / "e.xlsx", [row]), root).err
        == ""
    )
    (entry,) = registry(root)
    assert (entry["text"], "language" in entry) == ("Adoptar una ley sobre la infancia", False)


def test_a_dossier_without_a_state_is_asked_for_one(tmp_path: Path) -> None:
    root = dossier(tmp_path / "dossier")
    file = tmp_path / "export.csv"
    file.write_bytes(upr_info())
    done = shadowkit("import", "recommendations", file, root)
    assert (done.code, (root / "recommendations.yaml").exists()) == (2, False)
    assert done.err.startswith("export.csv is about 2 States, and the dossier names none.")
    assert shadowkit("import", "recommendations", file, root, "--state", "CPV").code == 0
    assert len(registry(root)) == 1
