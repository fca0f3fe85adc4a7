"""Files that cannot be filled in or written: one message each, all others written, none by half."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
import yaml

from dossiers import shadowkit
from importfiles import home, matrix, registry, repacked
from matrices import MAIN, assessed, filled, kept, last_cells, made, parts


def two(folder: Path) -> Path:
    """A dossier with two lists, of different reviews."""
    root = home(folder)
    for generation in (2, 3):
        file = matrix(folder / f"list-{generation}.docx", generation)
        assert shadowkit("import", "recommendations", file, root).code == 0
    assessed(root)
    return root


def _another_docx(path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Minutes")
    document.save(str(path))


def _encrypted(path: Path) -> None:
    name = "EncryptedPackage".encode("utf-16-le")
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + name)


def _bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/image1.png", bytes(300_000_000))


def _large(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(120_000_000)


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _outside(path: Path) -> None:
    other = path.parents[2] / "elsewhere.docx"
    path.rename(other)
    path.symlink_to(other)


ANOTHER = "the file is another one than that which was imported"
BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (Path.unlink, "the file is missing, from which 3 recommendations came"),
    "another Word file": (_another_docx, ANOTHER),
    "changed": (lambda path: matrix(path, 3, []), ANOTHER),
    "a password": (_encrypted, ANOTHER),
    "a zip bomb": (_bomb, ANOTHER),
    "cut off": (lambda path: path.write_bytes(path.read_bytes()[:2000]), ANOTHER),
    "empty": (lambda path: path.write_bytes(b""), "list-3.docx is empty"),
    "120 MB": (_large, "has 120 MB, more than 50 MB"),
    "a folder": (_folder, "the file is missing"),
    "a link out of the dossier": (_outside, "the file is missing"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_no_longer_what_was_imported_is_one_message(
    tmp_path: Path, name: str
) -> None:
    damage, words = BAD[name]
    root = two(tmp_path)
    damage(root / "imports" / "list-3.docx")
    done = filled(root)
    assert done.code == 1
    assert done.err.startswith(
        f"imports/list-3.docx: {words}" if words[:4] == "the " else "imports"
    )
    assert words in done.err
    assert done.err.count("\n") == 1
    assert [path.name for path in made(root, "").iterdir()] == ["list-2.docx"]
    assert last_cells(made(root, "list-2.docx"))[2] == "Implemented\nOne line."


@pytest.mark.parametrize("name", ["list.docx", "the same under another name.docx"])
def test_the_original_imported_again_is_kept_again(tmp_path: Path, name: str) -> None:
    root = kept(tmp_path)
    original = (root / "imports" / "list.docx").read_bytes()
    (root / "imports" / "list.docx").unlink()
    (tmp_path / name).write_bytes(original)
    done = shadowkit("import", "recommendations", tmp_path / name, root)
    assert "The file was missing; it is kept as imports/list.docx again." in done.out
    assert (root / "imports" / "list.docx").read_bytes() == original
    assert filled(root).code == 0


@pytest.mark.parametrize("declared", [False, True], ids=["not named", "named"])
@pytest.mark.parametrize("name", ["another Word file", "a password", "cut off"])
def test_a_bad_file_without_a_fingerprint_is_one_message_too(
    tmp_path: Path, name: str, declared: bool
) -> None:
    """No fingerprint says that it is another one; where no entry names it, it is passed over."""
    root = two(tmp_path)
    BAD[name][0](root / "imports" / "list-3.docx")
    entries = registry(root)
    for entry in entries:
        del entry["origin"]["sha256"]
        if not declared:
            del entry["origin"]
    (root / "recommendations.yaml").write_text(yaml.safe_dump(entries), encoding="utf-8")
    done = filled(root)
    assert (done.code, done.err.count("\n")) == (int(declared), int(declared))
    assert [path.name for path in made(root, "").iterdir()] == ["list-2.docx"]


def test_other_files_beside_the_lists_are_passed_over(tmp_path: Path) -> None:
    root = kept(tmp_path)
    for name in ("notes.docx", "~$list.docx", ".hidden.docx", "letter.txt"):
        (root / "imports" / name).write_bytes(b"PK\x03\x04")
    done = filled(root)
    assert (done.err, done.code) == ("", 0)
    assert [path.name for path in made(root, "").iterdir()] == ["list.docx"]


def test_an_origin_that_names_a_path_is_not_followed(tmp_path: Path) -> None:
    root = kept(tmp_path)
    text = (root / "recommendations.yaml").read_text(encoding="utf-8")
    (root / "imports" / "list.docx").unlink()
    (root / "recommendations.yaml").write_text(text.replace("list.docx", "../../list.docx"))
    done = filled(root)
    assert (done.code, done.err.startswith("No list of OHCHR's is kept in imports/")) == (2, True)


def test_the_fourth_cycle_has_no_column_and_is_told_what_serves_instead(tmp_path: Path) -> None:
    root = kept(tmp_path, generation=4)
    done = filled(root)
    assert (done.code, done.err) == (1, "")
    assert "no column for assessments" in done.out
    assert "`options: {implementation-table: table}`" in done.out
    assert not (root / "build").exists()
    file = matrix(tmp_path / "third.docx", 3)
    shadowkit("import", "recommendations", file, root)
    assert filled(root).code == 0
    assert [path.name for path in made(root, "").iterdir()] == ["third.docx"]


def test_without_a_list_it_is_said_how_to_get_one(tmp_path: Path) -> None:
    done = filled(home(tmp_path))
    assert done.code == 2
    assert done.err.endswith("Import one first: shadowkit import recommendations FILE\n")


def test_a_registry_with_errors_is_not_used(tmp_path: Path) -> None:
    root = kept(tmp_path)
    with (root / "recommendations.yaml").open("a", encoding="utf-8") as file:
        file.write("- id: x\n  nubmer: 1\n")
    done = filled(root)
    assert done.code == 1
    assert done.err.endswith("Nothing was filled in. Mend what is said above, and run it again.\n")
    assert not (root / "build").exists()


def test_an_unknown_submission_is_said(tmp_path: Path) -> None:
    done = filled(kept(tmp_path), "-s", "reprot")
    assert (done.code, done.err) == (
        2,
        "There is no submission `reprot` here. Did you mean `report`?\n",
    )


def test_the_originals_are_never_written_over(tmp_path: Path) -> None:
    root = kept(tmp_path)
    before = (root / "imports" / "list.docx").read_bytes()
    (root / "again").symlink_to(root / "imports")
    for folder in ("imports", "again", "build/../imports"):
        done = filled(root, "-o", root / folder)
        assert (done.code, "is where the originals are kept" in done.err) == (2, True)
    assert (root / "imports" / "list.docx").read_bytes() == before


def test_a_target_that_cannot_be_written_is_one_message_and_the_others_are(
    tmp_path: Path,
) -> None:
    root = two(tmp_path)
    (root / "build" / "matrices" / "list-2.docx" / "inside").mkdir(parents=True)
    done = filled(root)
    assert done.code == 2
    assert done.err.count("\n") == 1
    assert "list-2.docx cannot be written: a file stands where a folder is needed" in done.err
    assert last_cells(made(root, "list-3.docx"))[2].startswith("Being implemented")
    assert sorted(path.name for path in made(root, "").iterdir()) == ["list-2.docx", "list-3.docx"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="as root all can be written")
def test_a_folder_that_cannot_be_written_to_is_one_message(tmp_path: Path) -> None:
    root = kept(tmp_path)
    (root / "build").mkdir(mode=0o500)
    try:
        done = filled(root)
    finally:
        (root / "build").chmod(0o700)
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert list((root / "build").iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="limits the size of files as POSIX does")
def test_no_room_is_one_message_and_the_old_file_stays(tmp_path: Path) -> None:
    import resource

    root = kept(tmp_path)
    made(root).parent.mkdir(parents=True)
    made(root).write_bytes(b"old")
    done = subprocess.run(
        [sys.executable, "-B", "-m", "shadowkit", "fill", str(root)],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (8_000, 8_000)),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert "cannot be written: file too large" in done.stderr
    assert [(path.name, path.read_bytes()) for path in made(root, "").iterdir()] == [
        ("list.docx", b"old")
    ]


# --- packed files of every make ---------------------------------------------------------


class _Pipe(io.RawIOBase):
    """A file that is written from beginning to end, as to a pipe: sizes stand behind the parts."""

    def __init__(self) -> None:
        self.bytes = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        self.bytes += bytes(data)  # type: ignore[call-overload]
        return len(data)  # type: ignore[arg-type]


def _packed(path: Path, method: int = zipfile.ZIP_DEFLATED, *, large: bool = False) -> None:
    with zipfile.ZipFile(path) as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", method) as archive:
        archive.comment = b"a comment"
        for name, data in inside.items():
            part = zipfile.ZipInfo(name, (2017, 10, 5, 12, 0, 2))
            part.compress_type, part.external_attr = method, 0o100640 << 16
            part.extra = b"\xfe\xca\x02\x00ab"
            part.comment = b"of " + name.encode()
            with archive.open(part, "w", force_zip64=large) as opened:
                opened.write(data)
        archive.writestr("word/", b"")
    path.write_bytes(pipe.bytes)


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
def test_all_that_is_said_of_other_parts_stays(tmp_path: Path, method: int) -> None:
    root, file = home(tmp_path), matrix(tmp_path / "list.docx")
    _packed(file, method)
    shadowkit("import", "recommendations", file, root)
    assessed(root)
    assert filled(root).err == ""
    assert [(*one[:3], one[-1]) for one in parts(made(root))] == [
        (*one[:3], one[-1]) for one in parts(file)
    ]
    with zipfile.ZipFile(file) as before, zipfile.ZipFile(made(root)) as after:
        assert after.comment == before.comment
        for one, other in zip(before.infolist(), after.infolist(), strict=True):
            said = ("filename", "date_time", "compress_type", "external_attr", "extra", "comment")
            assert [getattr(one, name) for name in said] == [getattr(other, name) for name in said]
            assert (before.read(one) == after.read(other)) == (one.filename != MAIN)
        flags = {part.filename: part.flag_bits & 8 for part in after.infolist()}
    assert flags.pop(MAIN) == 0, "its sizes stand before it"
    assert set(flags.values()) == {8}, "those of the others behind them, as they did"


def test_a_file_that_is_packed_for_gigabytes_is_refused(tmp_path: Path) -> None:
    root, file = home(tmp_path), matrix(tmp_path / "list.docx")
    _packed(file, large=True)
    shadowkit("import", "recommendations", file, root)
    assessed(root)
    done = filled(root)
    assert done.code == 1
    assert done.err.startswith("imports/list.docx: nothing can be put into the file safely: it is ")
    assert not (root / "build").exists()


def test_a_part_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    root = kept(tmp_path, {})
    file = repacked(tmp_path / "list.docx", {})
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(file, "a") as archive:
        archive.writestr("word/styles.xml", b"")
    (root / "imports" / "list.docx").unlink()
    (root / "recommendations.yaml").unlink()
    shadowkit("import", "recommendations", file, root)
    assessed(root)
    assert "it is packed in another way" in filled(root).err
