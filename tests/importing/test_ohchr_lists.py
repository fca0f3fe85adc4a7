"""OHCHR's lists and matrices of recommendations, in the three generations of their columns."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from docx import Document

from dossiers import shadowkit
from importfiles import LISTS, home, matrix, registry, repacked


def imported(tmp_path: Path, file: Path, *options: str) -> list[dict[str, object]]:
    root = tmp_path / "dossier"
    if not root.exists():
        home(tmp_path)
    done = shadowkit("import", "recommendations", file, root, *options)
    assert (done.err, done.code) == ("", 0), done.err
    return registry(root)


@pytest.mark.parametrize("generation", [2, 3, 4])
def test_each_row_with_a_number_becomes_one_entry(tmp_path: Path, generation: int) -> None:
    entries = imported(tmp_path, matrix(tmp_path / "list.docx", generation))
    rows = [row for row in LISTS[generation] if not isinstance(row, str)]
    assert [entry["number"] for entry in entries] == [row[0].split()[0] for row in rows]


def test_the_second_cycle_has_lists_of_states_and_codes_of_themes(tmp_path: Path) -> None:
    first, second = imported(tmp_path, matrix(tmp_path / "list.docx", 2))
    assert first == {
        "id": "upr-2-15-1",
        "number": "15.1",
        "body": "Human Rights Council",
        "symbol": "A/HRC/28/15",
        "text": "Join the protocol on complaints by children",
        "language": "en",
        "to": ["KEN"],
        "by": ["PRT", "SVK"],
        "position": "supported",
        "session": "21",
        "cycle": "2",
        "themes": ["a12-acceptance-of-international-norms", "f31-children"],
        "groups": ["children"],
        "origin": {"file": "list.docx", "sha256": first["origin"]["sha256"], "row": "3"},  # type: ignore[index]
    }
    assert (second["by"], second["position"]) == (["MKD", "VEN", "PER"], "noted")
    assert second["text"] == "Open shelters for girls in each county"


def test_the_third_cycle_has_goals_among_the_themes_and_joined_recommendations(
    tmp_path: Path,
) -> None:
    first, joined, last = imported(tmp_path, matrix(tmp_path / "list.docx", 3))
    assert (first["by"], first["sdgs"], first["groups"]) == (["FRA", "LTU"], ["16"], ["children"])
    assert first["themes"] == ["children-protection-against-exploitation"]
    assert joined["by"] == ["UKR", "BIH"]
    assert joined["text"] == (
        "Pay for the hotline (Ukraine); Make the hotline free (Bosnia and Herzegovina)"
    )
    assert (last["by"], last["text"]) == (
        ["IRN"],
        "Give each clinic a nurse for children (CRC art. 24)",
    )


def test_the_fourth_cycle_has_a_column_for_goals_and_none_to_fill_in(tmp_path: Path) -> None:
    home(tmp_path)
    file = matrix(tmp_path / "list.docx", 4)
    done = shadowkit("import", "recommendations", file, tmp_path / "dossier")
    first, second = registry(tmp_path / "dossier")
    assert (first["by"], first["sdgs"]) == (["TUR", "CIV"], ["4", "5"])
    assert first["groups"] == ["women-and-girls", "public-officials"]
    assert (second["by"], second["themes"]) == (["IRN"], ["budget-and-resources"])
    assert done.out == (
        "list.docx: OHCHR thematic list of recommendations: Kenya, cycle 4, session 49.\n"
        "2 recommendations.\n"
        "recommendations.yaml: 2 new, 0 filled in, 0 as they were.\n"
        "The file is kept as imports/list.docx.\n"
        "It has no column for assessments; it cannot be filled in and sent back.\n"
    )


def test_a_list_that_repeats_a_recommendation_by_theme_gives_it_once(tmp_path: Path) -> None:
    row = LISTS[3][1]
    rows = [*LISTS[3], "Theme: Liberty & security of the person", row]
    entries = imported(tmp_path, matrix(tmp_path / "list.docx", 3, rows))
    assert [entry["number"] for entry in entries] == ["142.1", "142.2", "142.3"]
    assert entries[0]["themes"] == [
        "children-protection-against-exploitation",
        "liberty-and-security-of-the-person",
    ]


def test_a_theme_may_stand_in_a_row_whose_cells_are_not_merged(tmp_path: Path) -> None:
    rows = [("Theme: Right to health", "", "", ""), ("142.1 Train (France);", "Noted", "", "")]
    (entry,) = imported(tmp_path, matrix(tmp_path / "list.docx", 3, rows))
    assert entry["themes"] == ["right-to-health"]


def test_the_original_is_kept_byte_for_byte_and_the_origin_names_its_row(tmp_path: Path) -> None:
    file = matrix(tmp_path / "list.docx")
    entries = imported(tmp_path, file)
    kept = tmp_path / "dossier" / "imports" / "list.docx"
    assert kept.read_bytes() == file.read_bytes()
    table = Document(str(kept)).tables[0]
    for entry in entries:
        row = table.rows[int(entry["origin"]["row"]) - 1]  # type: ignore[index]
        assert row.cells[0].text.startswith(str(entry["number"]))


def test_another_file_of_the_same_name_is_kept_beside_the_first(tmp_path: Path) -> None:
    imported(tmp_path, matrix(tmp_path / "list.docx", 3))
    imported(tmp_path, matrix(tmp_path / "list.docx", 4))
    kept = sorted(path.name for path in (tmp_path / "dossier" / "imports").iterdir())
    assert kept == ["list-2.docx", "list.docx"]
    origins = {entry["origin"]["file"] for entry in registry(tmp_path / "dossier")}
    assert origins == {*kept}


def test_what_somebody_wrote_into_the_blank_column_is_a_comment(tmp_path: Path) -> None:
    text, position, themes, _ = LISTS[3][1]
    rows = [(text, position, themes, "Two judges were trained.\nNone in the north.")]
    (entry,) = imported(tmp_path, matrix(tmp_path / "list.docx", 3, rows))
    assert entry["assessment"] == {"comment": "Two judges were trained.\nNone in the north."}


@pytest.mark.parametrize(
    "text, kept, by",
    [
        ("142.1. Train judges (Slovenia). );", "Train judges", ["SVN"]),
        ("142.1 Train judges (2020-2024) (Kenya and Uganda)", "Train judges (2020-2024)", None),
        ("142.1 Train (Trinidad and Tobago, Chile and Peru);", "Train", ["TTO", "CHL", "PER"]),
        ("142.1 Train (Netherlands (Kingdom of the)).", "Train", ["NLD"]),
        ("142.1 Train (Ruritania).", "Train (Ruritania)", []),
    ],
)
def test_recommending_states_are_taken_off_the_end(
    tmp_path: Path, text: str, kept: str, by: list[str] | None
) -> None:
    root = home(tmp_path)
    file = matrix(tmp_path / "list.docx", 3, [(text, "Noted", "- Right to health", "")])
    shadowkit("import", "recommendations", file, root)
    (entry,) = registry(root)
    assert entry["text"] == kept
    assert entry.get("by", []) == (["KEN", "UGA"] if by is None else by)


def test_tracked_changes_and_content_controls_are_read_as_they_print(tmp_path: Path) -> None:
    file = matrix(tmp_path / "list.docx")

    def changed(text: str) -> str:
        run = "<w:r><w:t>142.1 Train judges who hear children (France) (Lithuania);</w:t></w:r>"
        assert run in text
        tracked = (
            "<w:r><w:t>142.1 Train </w:t></w:r>"
            '<w:del w:id="1" w:author="x"><w:r><w:delText>all </w:delText></w:r></w:del>'
            '<w:ins w:id="2" w:author="x"><w:r><w:t>judges</w:t></w:r></w:ins>'
            "<w:r><w:t> who hear children (France) (Lithuania);</w:t></w:r>"
        )
        text = text.replace(run, tracked.replace("<w:t>", '<w:t xml:space="preserve">'))
        start = text.rindex("<w:tr>")
        end = text.index("</w:tr>", start) + len("</w:tr>")
        row = f"<w:sdt><w:sdtContent>{text[start:end]}</w:sdtContent></w:sdt>"
        return text[:start] + row + text[end:]

    entries = imported(tmp_path, repacked(file, {"word/document.xml": changed}))
    assert entries[0]["text"] == "Train judges who hear children"
    assert [entry["number"] for entry in entries] == ["142.1", "142.2", "142.3"]


def test_a_theme_or_a_group_chooses(tmp_path: Path) -> None:
    file = matrix(tmp_path / "list.docx")
    assert [e["number"] for e in imported(tmp_path, file, "--theme", "health")] == ["142.3"]
    by_group = imported(tmp_path, file, "--theme", "children")
    assert [e["number"] for e in by_group] == ["142.3", "142.1", "142.2"]


def test_a_theme_that_the_file_does_not_have_is_said_with_those_it_has(tmp_path: Path) -> None:
    root = home(tmp_path)
    file = matrix(tmp_path / "list.docx")
    done = shadowkit("import", "recommendations", file, root, "--theme", "helth")
    assert done.code == 2
    assert done.err.startswith("No recommendation of list.docx is on “helth”.")
    assert "- Right to health\n" in done.err
    assert not (root / "recommendations.yaml").exists()
    assert not (root / "imports").exists()


def test_a_file_on_another_state_is_refused_unless_it_is_asked_for(tmp_path: Path) -> None:
    root = home(tmp_path)
    file = matrix(tmp_path / "list.docx", header="UPR of Uganda (3rd Cycle - 35th Session)")
    done = shadowkit("import", "recommendations", file, root)
    assert done.code == 2
    assert done.err == (
        "list.docx is about Uganda, and the dossier about Kenya. Nothing was imported. To import "
        "it all the same: --state UGA\n"
    )
    assert not (root / "recommendations.yaml").exists()
    assert shadowkit("import", "recommendations", file, root, "--state", "uga").code == 0
    assert [entry["id"] for entry in registry(root)][:1] == ["upr-uga-3-142-1"]


def test_a_session_that_is_none_of_its_cycle_is_a_finding(tmp_path: Path) -> None:
    root = home(tmp_path)
    file = matrix(tmp_path / "list.docx", header="UPR of Kenya (4th Cycle - 35th Session)")
    done = shadowkit("import", "recommendations", file, root)
    assert "SK706 origin-at-odds: session 35 is one of cycle 3" in done.err


def test_cells_that_are_not_understood_are_findings_with_row_and_column(tmp_path: Path) -> None:
    root = home(tmp_path)
    rows = [
        (
            "142.1 Train judges (France, Ruritania);",
            "Perhaps",
            "- Right to health",
            "",
        ),
        ("Train more judges (France);", "Supported", "- Right to health", ""),
        ("142.3 Give each clinic a nurse;", "Supported", "- Right to health\nSDGs:\n- peace", ""),
    ]
    done = shadowkit("import", "recommendations", matrix(tmp_path / "list.docx", 3, rows), root)
    assert [line for line in done.err.splitlines() if not line.startswith("  = ")] == [
        "list.docx:2:1: warning SK702 cell-unread: row 2, column “Recommendation”: no State is "
        "called “Ruritania”",
        "list.docx:2:2: warning SK702 cell-unread: row 2, column “Position”: “Perhaps” is no "
        "position that is known",
        "list.docx:3:1: error SK701 row-unread: row 3, column “Recommendation”: “Train more judges "
        "(France);” has no number at its beginning, such as 140.7",
        "list.docx:4:1: warning SK702 cell-unread: row 4, column “Recommendation”: no recommending "
        "State is named at the end, “...Give each clinic a nurse”",
        "list.docx:4:3: warning SK702 cell-unread: row 4: “peace” has no number of a goal",
        "1 error, 4 warnings.",
    ]
    assert done.code == 1
    assert [entry["number"] for entry in registry(root)] == ["142.1", "142.3"]


def test_merged_cells_are_findings_and_a_merged_recommendation_is_no_second_one(
    tmp_path: Path,
) -> None:
    root = home(tmp_path)
    file = matrix(tmp_path / "list.docx")
    document = Document(str(file))
    rows = document.tables[0].rows
    rows[2].cells[1].merge(rows[3].cells[1]).text = "Supported"
    document.save(str(file))
    done = shadowkit("import", "recommendations", file, root)
    assert "list.docx:4:2: warning SK703 cells-merged: row 4, column “Position”" in done.err
    assert [entry["position"] for entry in registry(root)] == ["supported", "supported", "noted"]
    rows[2].cells[0].merge(rows[3].cells[0])
    document.save(str(file))
    (root / "recommendations.yaml").unlink()
    done = shadowkit("import", "recommendations", file, root)
    assert done.code == 1
    assert "list.docx:4:1: error SK701 row-unread: row 4, column “Recommendation”" in done.err
    assert len(registry(root)) == 2


def test_a_column_that_is_missing_and_one_that_is_not_known_are_findings(tmp_path: Path) -> None:
    root = home(tmp_path)
    rows = [("142.1 Train judges (France);", "Supported", "urgent")]
    head = ("Recommendation", "Position", "Remarks")
    file = matrix(tmp_path / "list.docx", 3, rows, head=head)
    done = shadowkit("import", "recommendations", file, root)
    assert "SK704 column-missing: there is no column “Full list of themes”" in done.err
    assert "SK704 column-missing: the column “Remarks” is not known" in done.err
    assert (done.code, len(registry(root))) == (0, 1)


def test_the_registry_is_checked_and_traced_as_if_written_by_hand(tmp_path: Path) -> None:
    root = home(tmp_path)
    (root / "content" / "10.md").write_text(
        "::: {.gap #no-training}\nNobody trains judges.\n:::\n\n"
        "::: {.recommendation #train answers=no-training follows=142.1}\nTrain judges.\n:::\n",
        encoding="utf-8",
    )
    imported(tmp_path, matrix(tmp_path / "list.docx"))
    checked = json.loads(shadowkit("check", root, "--format", "json").out)
    assert [f for f in checked["findings"] if f["severity"] == "error"] == []
    assert shadowkit("trace", root).code == 0
    text = (root / "content" / "10.md").read_text(encoding="utf-8")
    (root / "content" / "10.md").write_text(text.replace("142.1", "142.9"), encoding="utf-8")
    assert "SK109 earlier-unknown" in shadowkit("check", root).out
