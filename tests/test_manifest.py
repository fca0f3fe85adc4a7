"""manifest.json: which kind of sameness is promised of each file, and that it holds."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile, ZipInfo

import pytest

from dossiers import SOURCES, dossier, shadowkit
from samples import png
from shadowkit.manifest import content_sha256


def files(folder: Path, formats: str) -> dict[str, dict[str, Any]]:
    """What the manifest says of each file of the one submission, by the file's ending."""
    done = shadowkit("build", folder, "-f", formats)
    assert done.code == 0, done.err
    manifest = json.loads((folder / "build" / "report" / "manifest.json").read_bytes())
    return {one["name"].rpartition(".")[2]: one for one in manifest["files"]}


@pytest.fixture
def word(tmp_path: Path) -> bytes:
    """A Word file of many alike lines, on which ways of compressing differ."""
    content = "\n\n".join(f"The State adopted plan {n} of {n * n % 97}." for n in range(200))
    files(dossier(tmp_path, content + "\n"), "docx")
    return (tmp_path / "build" / "report" / "report.docx").read_bytes()


def repacked(data: bytes, kind: int, level: int | None = None, **parts: bytes) -> bytes:
    """The file with its parts compressed otherwise, some of them others."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as before, ZipFile(out, "w") as after:
        for name in before.namelist():
            info = ZipInfo(name)
            info.compress_type = kind
            part = parts.get(name.rpartition("/")[2].partition(".")[0], before.read(name))
            after.writestr(info, part, compresslevel=level)
    return out.getvalue()


@pytest.mark.parametrize(
    "kind, level", [(ZIP_STORED, None), (ZIP_DEFLATED, 1), (ZIP_DEFLATED, 9), (ZIP_LZMA, None)]
)
def test_the_hash_of_the_content_is_the_same_however_it_is_compressed(
    word: bytes, kind: int, level: int | None
) -> None:
    other = repacked(word, kind, level)
    assert other != word
    assert content_sha256(other) == content_sha256(word)


def test_the_hash_is_another_for_another_content(word: bytes) -> None:
    with ZipFile(io.BytesIO(word)) as archive:
        text = archive.read("word/document.xml")
    one_letter = repacked(word, ZIP_DEFLATED, document=text.replace(b"plan 7 ", b"plan 8 "))
    assert content_sha256(one_letter) != content_sha256(word)


def test_what_moves_from_one_part_to_the_next_makes_another_hash() -> None:
    def packed(*parts: tuple[str, bytes]) -> str:
        out = io.BytesIO()
        with ZipFile(out, "w") as archive:
            for name, data in parts:
                archive.writestr(name, data)
        return content_sha256(out.getvalue())

    ways = (
        packed(("a", b"bc"), ("d", b"e")),
        packed(("ab", b"c"), ("d", b"e")),
        packed(("a", b"bcd"), ("e", b"")),
        packed(("d", b"e"), ("a", b"bc")),
        packed(("a", b"bc")),
    )
    assert len(set(ways)) == len(ways)


def test_each_file_says_how_far_it_is_the_same(tmp_path: Path) -> None:
    made = files(dossier(tmp_path), "docx,pdf,html")
    assert {ending: one["same_bytes"] for ending, one in made.items()} == {
        "docx": "one-machine",
        "pdf": "one-machine",
        "html": "every-machine",
    }
    assert {ending for ending, one in made.items() if "content_sha256" in one} == {"docx"}
    data = (tmp_path / "build" / "report" / "report.docx").read_bytes()
    assert made["docx"]["content_sha256"] == content_sha256(data)


def test_a_page_with_a_picture_is_the_same_on_one_machine_only(tmp_path: Path) -> None:
    figure = "::: {.figure #field source=report-a}\n![A field](p.png)\n:::\n"
    made = files(dossier(tmp_path, figure, sources=SOURCES, p_png=png(4, 4).data), "html")
    assert made["html"]["same_bytes"] == "one-machine"
