"""Exports of Zotero with Better BibTeX, as "Better CSL JSON" and "Better CSL YAML" write them.

The files in tests/zotero have the shape of such exports, with public documents as sources.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from dossiers import dossier, only
from shadowkit.model.inline import Emphasis, Inline, plain
from shadowkit.pipeline import run
from shadowkit.reading.dossier import read

EXPORTS = Path(__file__).resolve().parent.parent / "zotero"

CRC = "unitednationsConventionRightsChild1989"
COMMENT = "committeeontherightsofthechildGeneralComment252021"
HANDBOOK = "unicefHandbookOptionalProtocol2009"
LANZAROTE = "councilofeuropeConventionProtectionChildren2007"
GUIDELINES = "committeeontherightsofthechildGuidelinesImplementation2019"


def _exported(folder: Path, content: str) -> Path:
    return dossier(
        folder,
        content,
        sources=(EXPORTS / "better-csl.yaml").read_text("utf-8"),
        sources_json=(EXPORTS / "better-csl.json").read_bytes(),
    )


def _notes(folder: Path, content: str) -> list[tuple[Inline, ...]]:
    outcome = run(_exported(folder, content))
    assert [(f.code, f.message) for f in outcome.findings if f.code != "SK302"] == []
    return [note.paragraphs[0] for note in only(outcome).notes]


def test_exports_are_read_without_a_finding(tmp_path: Path) -> None:
    loaded = read(_exported(tmp_path, "The State adopted a plan.\n"))
    assert loaded.findings == ()
    assert loaded.dossier is not None
    assert list(loaded.dossier.sources) == [LANZAROTE, GUIDELINES, CRC, COMMENT, HANDBOOK]


@pytest.mark.parametrize(
    ("key", "note"),
    [
        (
            CRC,
            "Convention on the Rights of the Child, United Nations Treaty Series, A/RES/44/25, "
            "20 November 1989, art. 34, available at https://undocs.org/A/RES/44/25 (accessed on "
            "3 May 2024).",
        ),
        (
            COMMENT,
            "Committee on the Rights of the Child, General comment No. 25 (2021) on children’s "
            "rights in relation to the digital environment, CRC/C/GC/25 (Geneva, United Nations, "
            "2 March 2021), art. 34.",
        ),
        (
            HANDBOOK,
            "UNICEF Innocenti Research Centre, Handbook on the Optional Protocol on the sale of "
            "children, child prostitution and child pornography (Florence, UNICEF, 2009), art. 34. "
            "In English.",
        ),
        (
            LANZAROTE,
            "Council of Europe, Council of Europe Convention on the Protection of Children against "
            "Sexual Exploitation and Sexual Abuse, CETS No. 201, 25 October 2007, art. 34, "
            "available at https://www.coe.int/en/web/conventions/full-list?module=treaty-detail"
            "&treatynum=201 (accessed on 3 May 2024).",
        ),
        (
            GUIDELINES,
            "Committee on the Rights of the Child, Guidelines regarding the implementation of the "
            "Optional Protocol to the Convention on the Rights of the Child on the sale of "
            "children, child prostitution and child pornography, CRC/C/156 (10 September 2019), "
            "art. 34.",
        ),
    ],
)
def test_an_exported_source_is_cited_in_full(key: str, note: str, tmp_path: Path) -> None:
    [content] = _notes(tmp_path, f"The State adopted a plan.[@{key}, art. 34]\n")
    assert plain(content) == note


def test_short_titles_of_either_name_stand_in_later_notes(tmp_path: Path) -> None:
    cited = "".join(f"The State adopted a plan.[@{key}]\n\n" for key in (CRC, HANDBOOK) * 2)
    *_first, crc, handbook = map(plain, _notes(tmp_path, cited))
    assert crc == "CRC."
    assert handbook == "UNICEF Innocenti Research Centre, Handbook on the Optional Protocol."


def test_emphasis_in_titles_is_read_from_tags_and_from_markdown(tmp_path: Path) -> None:
    loaded = read(_exported(tmp_path, "The State adopted a plan.\n")).dossier
    assert loaded is not None
    title = str(loaded.sources[GUIDELINES].data["title-short"])
    assert title == "Guidelines regarding the implementation of the <i>Optional Protocol</i>"
    for key in (HANDBOOK, GUIDELINES):
        [content] = _notes(tmp_path, f"The State adopted a plan.[@{key}]\n")
        # Within a title in italics, emphasis is the same italics: no sign of it is printed.
        assert any(isinstance(node, Emphasis) for node in content)
        assert not {"*", "<", ">"} & set(plain(content))


# --- the field "Extra" -------------------------------------------------------------------


def _extra(folder: Path, extra: str, *, mark: str = "citation-key: a") -> dict[str, object]:
    lines = "".join(f"    {line}\n" for line in extra.split("\n"))
    folder.mkdir(exist_ok=True)
    loaded = read(
        dossier(folder, sources=f"- id: a\n  title: Example\n  {mark}\n  note: |-\n{lines}")
    )
    assert loaded.dossier is not None
    return dict(loaded.dossier.sources["a"].data)


def test_lines_of_extra_become_data_and_the_rest_is_a_remark(tmp_path: Path) -> None:
    data = _extra(
        tmp_path,
        "type: treaty\nSymbol: A/RES/44/25\nissued: 1989-11-20\ntex.ids: b\nPMID: 12\n"
        "{:authority: Council}\nIn French only\ntitle: Not this one",
    )
    assert (data["type"], data["symbol"], data["authority"]) == ("treaty", "A/RES/44/25", "Council")
    assert data["issued"] == {"date-parts": [[1989, 11, 20]]}
    assert (data["title"], data["note"]) == ("Example", "In French only title: Not this one")


def test_a_remark_written_by_hand_is_left_alone(tmp_path: Path) -> None:
    data = _extra(tmp_path, "Number: 3 of 7", mark="volume: 1")
    assert (data["note"], "number" in data) == ("Number: 3 of 7", False)


def test_a_source_marked_confidential_in_extra_is_confidential(tmp_path: Path) -> None:
    folder = dossier(
        tmp_path, sources="- {id: a, citation-key: a, title: T, note: 'confidential: true'}\n"
    )
    loaded = read(folder)
    assert loaded.findings == ()
    assert loaded.dossier is not None and loaded.dossier.sources["a"].confidential


@pytest.mark.parametrize(
    ("title", "read_as"),
    [
        ("The *UPR* and **children**", "The <i>UPR</i> and <b>children</b>"),
        ("The 2^nd^ cycle, H~2~O", "The 2<sup>nd</sup> cycle, H<sub>2</sub>O"),
        (r"A \*marked\* word", "A *marked* word"),
        ("2 * 3 * 4", "2 * 3 * 4"),
    ],
)
def test_markdown_is_read_in_titles_of_zotero_alone(
    title: str, read_as: str, tmp_path: Path
) -> None:
    for mark, expected in (("citation-key: a, ", read_as), ("", title)):
        loaded = read(dossier(tmp_path, sources=f"- {{id: a, {mark}title: '{title}'}}\n"))
        assert loaded.dossier is not None
        assert loaded.dossier.sources["a"].data["title"] == expected
