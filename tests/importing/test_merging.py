"""What an import does to a registry that is there: it adds, and changes nothing."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dossiers import shadowkit
from importfiles import FACTSHEET, LISTS, OBSERVATIONS, home, matrix, registry, uhri_xlsx, upr_info
from shadowkit.importing.found import Found, clean
from shadowkit.importing.merging import merge
from shadowkit.importing.registry_text import RegistryText
from shadowkit.model.register import Register

BY_HAND = """\
# What Kenya was told.  Keep this line.

- id: training      # our own name
  number: "142.1"
  body: Human Rights Council
  symbol: A/HRC/43/15
  position: noted   # the addendum says so
  summary: >-
    Have judges trained
    who hear children.
  assessment:
    status: partly
    comment: |
      Two judges were trained.
      # None in the north.
    evidence: [plan]

  # the next one is about money
- {id: hotline, number: "142.2", symbol: A/HRC/43/15, assessment: {status: "not"}}
- id: other-body
  body: Lanzarote Committee
  number: II-3
# the end
"""


def by_hand(tmp_path: Path, text: str = BY_HAND) -> Path:
    return home(tmp_path, recommendations_yaml=text.encode())


def test_entries_keep_every_line_and_get_what_they_lack(tmp_path: Path) -> None:
    root = by_hand(tmp_path)
    file = matrix(tmp_path / "list.docx")
    done = shadowkit("import", "recommendations", file, root)
    assert "recommendations.yaml: 1 new, 2 filled in, 0 as they were." in done.out
    text = (root / "recommendations.yaml").read_text(encoding="utf-8")
    sha = registry(root)[0]["origin"]["sha256"]
    quoted = f'"{sha}"' if sha[0].isdigit() else sha
    added = f"""\
  to: [KEN]
  by: [FRA, LTU]
  session: 35
  cycle: 3
  themes: [children-protection-against-exploitation]
  groups: [children]
  sdgs: ["16"]
  origin:
    file: list.docx
    sha256: {quoted}
    row: 3
"""
    assert text.startswith(
        BY_HAND.partition("\n  # the next one")[0] + added + "\n  # the next one is about money\n"
    )
    assert [line for line in BY_HAND.splitlines() if line not in text.splitlines()] == [
        '- {id: hotline, number: "142.2", symbol: A/HRC/43/15, assessment: {status: "not"}}'
    ]
    training, hotline, other, new = registry(root)
    assert training["assessment"] == {
        "status": "partly",
        "comment": "Two judges were trained.\n# None in the north.\n",
        "evidence": ["plan"],
    }
    assert "text" not in training, "a summary stands in place of the body's own words"
    assert hotline["assessment"] == {"status": "not"}
    assert hotline["text"].startswith("Pay for the hotline (Ukraine);")
    assert other == {"id": "other-body", "body": "Lanzarote Committee", "number": "II-3"}
    assert new["id"] == "upr-3-142-3"


def test_what_the_entry_says_otherwise_stays_and_is_a_remark(tmp_path: Path) -> None:
    root = by_hand(tmp_path)
    done = shadowkit("import", "recommendations", matrix(tmp_path / "list.docx"), root)
    assert done.code == 0
    assert done.err.splitlines()[0] == (
        "recommendations.yaml:7:13: info SK705 entry-differs: `position` of training is “noted”; "
        "the file says “supported”"
    )
    assert registry(root)[0]["position"] == "noted"


@pytest.mark.parametrize("kind", ["list", "upr-info", "uhri", "observations", "factsheet"])
def test_a_second_import_changes_no_byte_and_keeps_no_second_file(
    tmp_path: Path, kind: str
) -> None:
    root = by_hand(tmp_path)
    file = tmp_path / "file.txt"
    if kind == "list":
        file = matrix(tmp_path / "list.docx")
    elif kind == "uhri":
        file = uhri_xlsx(tmp_path / "export.xlsx")
    elif kind == "upr-info":
        file.write_bytes(upr_info())
    else:
        file.write_text(FACTSHEET if kind == "factsheet" else OBSERVATIONS, encoding="utf-8")
    assert shadowkit("import", "recommendations", file, root).code == 0
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    done = shadowkit("import", "recommendations", file, root)
    assert "recommendations.yaml is as it was: it has all of them already." in done.out
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_a_matrix_filled_in_by_hand_changes_no_assessment(tmp_path: Path) -> None:
    root = home(tmp_path)
    shadowkit("import", "recommendations", matrix(tmp_path / "list.docx"), root)
    before = (root / "recommendations.yaml").read_bytes()
    before = before.replace(b"\n  origin:", b"\n  assessment: {status: partly}\n  origin:")
    (root / "recommendations.yaml").write_bytes(before)
    rows = [row if isinstance(row, str) else (*row[:3], "Filled in.") for row in LISTS[3]]
    filled = matrix(tmp_path / "filled.docx", 3, rows)
    done = shadowkit("import", "recommendations", filled, root)
    assert "recommendations.yaml is as it was" in done.out
    assert (root / "recommendations.yaml").read_bytes() == before
    assert [path.name for path in (root / "imports").iterdir()] == ["list.docx"]


def test_the_same_recommendation_from_another_export_fills_in_the_first(tmp_path: Path) -> None:
    root = home(tmp_path)
    shadowkit("import", "recommendations", matrix(tmp_path / "list.docx"), root)
    done = shadowkit("import", "recommendations", uhri_xlsx(tmp_path / "export.xlsx"), root)
    assert "recommendations.yaml: 2 new, 1 filled in, 0 as they were." in done.out
    assert done.err == ""
    entry = registry(root)[0]
    assert (entry["id"], entry["date"], entry["sdgs"]) == ("upr-3-142-1", "2020-03-20", ["16"])


def test_windows_line_ends_and_a_byte_order_mark_stay(tmp_path: Path) -> None:
    root = by_hand(tmp_path)
    path = root / "recommendations.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + BY_HAND.replace("\n", "\r\n").encode())
    assert shadowkit("import", "recommendations", matrix(tmp_path / "list.docx"), root).code == 0
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf# What Kenya was told.")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert len(registry_of(data)) == 4
    assert shadowkit("check", root).code == 1  # its evidence is in no block, and that is all
    assert "SK0" not in shadowkit("check", root).out


def registry_of(data: bytes) -> list[Any]:
    return list(yaml.load(data.decode("utf-8-sig"), yaml.BaseLoader))


def test_a_source_with_the_symbol_is_named(tmp_path: Path) -> None:
    root = home(tmp_path)
    (root / "sources.yaml").write_text(
        "- {id: wg-report, type: report, title: Report, symbol: A/HRC/43/15}\n", encoding="utf-8"
    )
    shadowkit("import", "recommendations", matrix(tmp_path / "list.docx"), root)
    assert {entry["source"] for entry in registry(root)} == {"wg-report"}


def test_two_sources_with_the_symbol_name_none(tmp_path: Path) -> None:
    root = home(tmp_path)
    (root / "sources.yaml").write_text(
        "- {id: report-en, title: Report, symbol: A/HRC/43/15}\n"
        "- {id: report-fr, title: Rapport, symbol: A/HRC/43/15}\n",
        encoding="utf-8",
    )
    shadowkit("import", "recommendations", matrix(tmp_path / "list.docx"), root)
    assert not any("source" in entry for entry in registry(root))


@pytest.mark.parametrize(
    "text",
    [
        "- id: a\n  number: 142.1\n  nubmer: x\n",
        "- id: a\n- id: a\n",
        "- id: [\n",
        "id: a\n",
    ],
)
def test_a_registry_that_cannot_be_read_is_left_alone(tmp_path: Path, text: str) -> None:
    root = by_hand(tmp_path, text)
    done = shadowkit("import", "recommendations", matrix(tmp_path / "list.docx"), root)
    assert done.code == 1
    assert "recommendations.yaml:" in done.err
    assert done.err.endswith("Nothing was imported. Mend what is said above, and run it again.\n")
    assert (root / "recommendations.yaml").read_text(encoding="utf-8") == text
    assert not (root / "imports").exists()


def test_a_registry_in_brackets_is_left_alone_with_a_hint(tmp_path: Path) -> None:
    text = "[{id: a, number: II-3}]\n"
    root = by_hand(tmp_path, text)
    done = shadowkit("import", "recommendations", matrix(tmp_path / "list.docx"), root)
    assert done.code == 2
    assert "it is a list in brackets" in done.err
    assert (root / "recommendations.yaml").read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    "entry",
    [
        '{id: a, number: "142.1", symbol: A/HRC/43/15,}',
        'id: a\n  number: "142.1"\n  symbol: A/HRC/43/15\n  summary: |+\n    Kept.\n\n',
    ],
)
def test_nothing_is_written_that_does_not_say_what_it_has_to(tmp_path: Path, entry: str) -> None:
    text = f"- {entry}\n- id: b\n"
    root = by_hand(tmp_path, text)
    done = shadowkit("import", "recommendations", matrix(tmp_path / "list.docx"), root)
    assert done.code == 2
    assert "it is written in a way that nothing can be put into safely" in done.err
    assert (root / "recommendations.yaml").read_text(encoding="utf-8") == text
    assert not (root / "imports").exists()


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "[]\n", "---\n"])
def test_an_empty_registry_is_one(tmp_path: Path, text: str) -> None:
    root = by_hand(tmp_path, text)
    assert shadowkit("import", "recommendations", matrix(tmp_path / "list.docx"), root).code == 0
    assert len(registry(root)) == 3


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="as root all can be written")
def test_a_registry_that_cannot_be_written_is_said_and_stays(tmp_path: Path) -> None:
    root = by_hand(tmp_path)
    root.chmod(0o500)
    try:
        done = shadowkit("import", "recommendations", uhri_xlsx(tmp_path / "e.xlsx"), root)
    finally:
        root.chmod(0o700)
    assert done.code == 2
    assert (root / "recommendations.yaml").read_text(encoding="utf-8") == BY_HAND


def test_where_the_original_cannot_be_kept_nothing_is_imported(tmp_path: Path) -> None:
    root = by_hand(tmp_path)
    (root / "imports").write_text("a file, where a folder is needed", encoding="utf-8")
    done = shadowkit("import", "recommendations", matrix(tmp_path / "list.docx"), root)
    assert done.code == 2
    assert "Nothing was imported" in done.err
    assert (root / "recommendations.yaml").read_text(encoding="utf-8") == BY_HAND


WORDS = st.text(
    st.one_of(st.characters(codec="utf-8"), st.sampled_from(" \n:#'\"-|>&*!%@`{}[],\\")),
    max_size=160,
).map(clean)


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=4))
def test_any_text_is_read_back_as_it_was_written(texts: list[tuple[str, str]]) -> None:
    text = RegistryText("- id: first\n  text: |\n    Kept.\n\n# the end")
    entries = [{"id": f"e-{n}", "text": a, "by": (b,)} for n, (a, b) in enumerate(texts)]
    for entry in entries:
        text.add(entry)
    text.fill(0, {"body": texts[0][0], "assessment": {"comment": texts[0][1]}})
    first, *others = yaml.load(text.result(), yaml.BaseLoader)
    assert (first["body"], first["text"]) == (texts[0][0], "Kept.\n")
    assert first["assessment"]["comment"] == texts[0][1]
    assert [(one["text"], one["by"][0]) for one in others] == texts


def test_aliases_and_anchors_are_left_where_they_are() -> None:
    text = "- id: a\n  themes: &all [x, y]\n- id: b\n  themes: *all # both\n- id: c\n"
    made = RegistryText(text)
    for number in range(3):
        made.fill(number, {"cycle": "3"})
    assert made.result() == (
        "- id: a\n  themes: &all [x, y]\n  cycle: 3\n- id: b\n  themes: *all # both\n  cycle: 3\n"
        "- id: c\n  cycle: 3\n"
    )


@pytest.mark.parametrize(
    "before, after",
    [
        (
            "- id: a\n  text: |\n    Kept.\n\n# c\n",
            "- id: a\n  text: |\n    Kept.\n  cycle: 3\n\n# c\n",
        ),
        ("- id: a # c\n\n\n", "- id: a # c\n  cycle: 3\n\n\n"),
        ("- id: a", "- id: a\n  cycle: 3"),
        ("-   id: a\n    l:\n    - x\n", "-   id: a\n    l:\n    - x\n    cycle: 3\n"),
        ("- id: a\n  l: [x,\n    y]   # c\n", "- id: a\n  l: [x,\n    y]   # c\n  cycle: 3\n"),
        ("- {id: a} # c\n", "- {id: a, cycle: 3} # c\n"),
    ],
)
def test_keys_are_put_where_the_entry_ends(before: str, after: str) -> None:
    text = RegistryText(before)
    text.fill(0, {"cycle": "3"})
    assert text.result() == after


def test_a_number_that_is_taken_by_another_document_gets_an_id_of_its_own(tmp_path: Path) -> None:
    root = by_hand(tmp_path, "- id: upr-3-142-1\n  number: '9.9'\n  symbol: A/HRC/1/1\n")
    shadowkit("import", "recommendations", matrix(tmp_path / "list.docx"), root)
    assert [entry["id"] for entry in registry(root)][:2] == ["upr-3-142-1", "upr-3-142-1-2"]
    again = shadowkit("import", "recommendations", tmp_path / "list.docx", root)
    assert "recommendations.yaml is as it was" in again.out


def test_merging_without_a_registry_makes_one() -> None:
    found = Found({"id": "a", "text": "Do it."}, 1)
    assert merge(Register(), "", [found]).text == "- id: a\n  text: Do it.\n"
