"""Files as they were published, where they lie beside the checkout: every recommendation in them
is imported.  None of their words are part of this project."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docx import Document

from dossiers import dossier, shadowkit
from importfiles import registry
from matrices import assessed, cells_of, document, made, other_cells, parts, told
from validators import audit

SHARED = Path(__file__).resolve().parents[3] / "shared"
ROMAN = re.compile(r"\b[IVX]+-\d+\b")


def there(folder: str, pattern: str) -> Path:
    found = sorted((SHARED / folder).glob(pattern))
    if not found:
        pytest.skip(f"{folder}/{pattern} does not lie beside the checkout, in a folder `shared`")
    return found[0]


def imported(tmp_path: Path, file: Path, state: str) -> tuple[str, list[dict[str, object]]]:
    settings = f"title: A test\nstate: {state}\nsubmissions:\n  report: {{layout: layout.yaml}}\n"
    root = dossier(tmp_path, settings=settings)
    done = shadowkit("import", "recommendations", file, root)
    assert done.code == 0, done.err
    entries = registry(root)
    again = shadowkit("import", "recommendations", file, root)
    assert "recommendations.yaml is as it was" in again.out
    return done.err, entries


@pytest.mark.parametrize("cycle, count", [("c2", 163), ("c4", 254)])
def test_lists_of_ohchr(tmp_path: Path, cycle: str, count: int) -> None:
    file = there("data", f"ohchr-thematic-list-slovenia-{cycle}.docx")
    said, entries = imported(tmp_path, file, "SVN")
    assert (said, len(entries)) == ("", count)
    rows = {row.cells[0].text.split(" ")[0] for row in Document(str(file)).tables[0].rows}
    assert {entry["number"] for entry in entries} == {one for one in rows if one[:1].isdigit()}
    assert all(entry.get("by") and entry.get("position") for entry in entries)


def test_a_list_of_ohchr_is_filled_in_and_read_again(tmp_path: Path) -> None:
    file = there("data", "ohchr-thematic-list-slovenia-c2.docx")
    imported(tmp_path / "one", file, "SVN")
    root = tmp_path / "one"
    assessed(root)
    done = shadowkit("fill", root)
    assert "163 recommendations assessed, 163 cells filled in.\n" in done.out
    filled = made(root, file.name)
    assert parts(filled) == parts(file)
    # Four cells in the first row; a row that names a theme is one, the others have four.
    differ = other_cells(document(file), document(filled))
    cells = cells_of(document(file))
    assert len(differ) == 163
    assert all(re.search(rb">\s*\d+\.\d+ ", cells[place - 3]) for place in differ)
    assert len(audit(filled.read_bytes())) <= len(audit(file.read_bytes()))
    imported(tmp_path / "two", filled, "SVN")
    assert told(tmp_path / "two") == told(root)
    again = shadowkit("import", "recommendations", filled, root)
    assert "recommendations.yaml is as it was" in again.out


def test_a_list_of_the_fourth_cycle_is_not_filled_in(tmp_path: Path) -> None:
    file = there("data", "ohchr-thematic-list-slovenia-c4.docx")
    imported(tmp_path, file, "SVN")
    assessed(tmp_path)
    done = shadowkit("fill", tmp_path)
    assert (done.code, "no column for assessments" in done.out) == (1, True)
    assert not (tmp_path / "build").exists()


def test_upr_info(tmp_path: Path) -> None:
    said, entries = imported(tmp_path, there("data", "upr-info-export-raw*.csv"), "CUB")
    assert (said, len(entries)) == ("", 2)
    assert all("\ufffd" not in str(entry["text"]) for entry in entries)


def test_numbers_and_goals(tmp_path: Path) -> None:
    said, entries = imported(tmp_path, there("data", "uhri-json-spain*.json"), "ESP")
    assert (said, len(entries)) == ("", 5)


def test_the_session_report(tmp_path: Path) -> None:
    _said, entries = imported(tmp_path, there("reference", "003_*.txt"), "RUS")
    assert [entry["urgency"] for entry in entries] == ["urge"] * 3


def test_the_factsheet(tmp_path: Path) -> None:
    file = there("reference", "004_*.txt")
    said, entries = imported(tmp_path, file, "RUS")
    numbers = {entry["number"] for entry in entries}
    assert (said, len(entries)) == ("", 74)
    assert numbers == set(ROMAN.findall(file.read_text(encoding="utf-8")))
    urgencies = [entry["urgency"] for entry in entries]
    assert {one: urgencies.count(one) for one in set(urgencies)} == {
        "invite": 65,
        "request": 7,
        "require": 2,
    }
