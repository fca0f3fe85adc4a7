"""Files that cannot be imported: one clear message, exit status 2, nothing written.

Merged cells, and columns that are missing beside others, are findings: `test_ohchr_lists`."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest

from dossiers import shadowkit
from importfiles import home, matrix, registry, repacked, uhri_xlsx, upr_info

LARGE = 60_000_000


def _another_docx(folder: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("Minutes of a meeting")
    row = document.add_table(rows=1, cols=2).rows[0]
    row.cells[0].text, row.cells[1].text = "Who", "What"
    document.save(str(folder / "minutes.docx"))
    return folder / "minutes.docx"


def _another_sheet(folder: Path) -> Path:
    book = openpyxl.Workbook()
    book.active.append(["Name", "Amount"])
    book.save(folder / "budget.xlsx")
    return folder / "budget.xlsx"


def _text_column_missing(folder: Path) -> Path:
    return matrix(
        folder / "list.docx", 3, [("Supported", "x")], head=("Position", "Full list of themes")
    )


def _encrypted(folder: Path) -> Path:
    path = folder / "secret.docx"
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    )
    return path


def _old_word(folder: Path) -> Path:
    (folder / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    return folder / "old.doc"


def _large(folder: Path) -> Path:
    with (folder / "large.csv").open("wb") as file:
        file.truncate(LARGE * 2)
    return folder / "large.csv"


def _bomb(folder: Path) -> Path:
    path = matrix(folder / "bomb.docx")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/image1.png", bytes(300_000_000))
    return path


def _entities(folder: Path) -> Path:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    return repacked(
        matrix(folder / "entities.docx"),
        {"word/document.xml": lambda text: text.replace("<w:document", f"{bomb}<w:document", 1)},
    )


def _entities_in_a_sheet(folder: Path) -> Path:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>'
    return repacked(
        uhri_xlsx(folder / "entities.xlsx"), {"xl/workbook.xml": lambda text: bomb + text}
    )


def _packed_with_a_password(folder: Path) -> Path:
    path = matrix(folder / "locked.docx")
    data = bytearray(path.read_bytes())
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(sign) + at] |= 1
    path.write_bytes(data)
    return path


def _lying_about_its_size(folder: Path) -> Path:
    path = repacked(
        matrix(folder / "lies.docx"),
        {"word/document.xml": lambda text: text + " " * 9_000_000},
    )
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        size = archive.getinfo("word/document.xml").file_size.to_bytes(4, "little")
    assert data.count(size) == 2
    path.write_bytes(bytes(data).replace(size, (4000).to_bytes(4, "little")))
    return path


def _macros(folder: Path) -> Path:
    path = uhri_xlsx(folder / "macros.xlsm")
    return repacked(path, {}, {"xl/vbaProject.bin": "macro"})


def _cut(make: Callable[[Path], Path]) -> Callable[[Path], Path]:
    def cut(folder: Path) -> Path:
        path = make(folder / "cut")
        path.write_bytes(path.read_bytes()[:2000])
        return path

    return cut


def _broken_xml(folder: Path) -> Path:
    return repacked(
        matrix(folder / "broken.docx"), {"word/document.xml": lambda text: text[: len(text) // 2]}
    )


def _broken_sheet(folder: Path) -> Path:
    return repacked(
        uhri_xlsx(folder / "broken.xlsx"),
        {"xl/worksheets/sheet1.xml": lambda text: text[: len(text) // 2]},
    )


def _written(name: str, data: bytes) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        (folder / name).write_bytes(data)
        return folder / name

    return write


def _zip() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("letter.txt", "Hello")
    return packed.getvalue()


BAD: dict[str, tuple[Callable[[Path], Path], str]] = {
    "another Word file": (_another_docx, "This file has the columns Who, What."),
    "another sheet": (_another_sheet, "This file has the columns Name, Amount."),
    "a list without recommendations": (_text_column_missing, "the columns Position, Full list"),
    "a password": (_encrypted, "secret.docx is protected by a password"),
    "a password of a packed file": (
        _packed_with_a_password,
        "locked.docx is protected by a password",
    ),
    "an old Word file": (_old_word, "Word or Excel file of the old kind"),
    "120 MB": (_large, "large.csv has 120 MB, more than 50 MB"),
    "a zip bomb": (_bomb, "would unpack to more than 250 MB"),
    "a zip bomb that says it is small": (_lying_about_its_size, "lies.docx is damaged"),
    "entities": (_entities, "has a document type in it"),
    "entities in a sheet": (_entities_in_a_sheet, "has a document type in it"),
    "macros": (_macros, "macros.xlsm holds macros"),
    "a file cut off": (_cut(lambda f: (f.mkdir(), matrix(f / "list.docx"))[1]), "is damaged"),
    "broken XML": (_broken_xml, "broken.docx is damaged: a part of it is not XML"),
    "a broken sheet": (_broken_sheet, "broken.xlsx is damaged"),
    "a PDF": (_written("a.pdf", b"%PDF-1.7 ..."), "a.pdf is a PDF file. Read are Word files"),
    "another zip": (_written("a.zip", _zip()), "a.zip is a packed file, but no Word or Excel"),
    "UTF-16 without its mark": (
        _written("a.csv", upr_info(encoding="utf-16-le")),
        "a.csv is no text, and nothing that is known",
    ),
    "Cyrillic of DOS": (
        _written("a.csv", ("Куда,Текст\n" + "Принять закон,Да\n" * 50).encode("cp866")),
        "a.csv is in an encoding that is not known",
    ),
    "another CSV": (_written("a.csv", b"name,amount\nx,1\n"), "the columns name, amount."),
    "broken JSON": (_written("a.json", b'[{"Text": "x"'), "a.json is no valid JSON"),
    "deep JSON": (_written("a.json", b"[" * 100_000), "a.json is no valid JSON"),
    "another JSON": (_written("a.json", b'{"name": [1, 2]}'), "of a kind that is known"),
    "an empty file": (_written("a.csv", b"\n\n"), "a.csv is empty."),
    "a letter": (_written("a.txt", b"Dear colleagues,\n\nthank you.\n"), "of a kind that is known"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_cannot_be_imported_is_one_message(tmp_path: Path, name: str) -> None:
    make, words = BAD[name]
    root = home(tmp_path)
    before = sorted(root.rglob("*"))
    done = shadowkit("import", "recommendations", make(tmp_path), root)
    assert (done.out, done.code) == ("", 2), done
    assert words in done.err
    assert done.err.endswith("Nothing was imported.\n")
    assert sorted(root.rglob("*")) == before


@pytest.mark.skipif(sys.platform == "win32", reason="limits the size of files as POSIX does")
@pytest.mark.parametrize("make", [matrix, uhri_xlsx], ids=["a list that is kept", "an export"])
def test_without_room_the_registry_stays_as_it_was(
    tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    import resource

    root = home(tmp_path, recommendations_yaml="- id: mine\n")
    before = sorted(root.rglob("*"))
    file = make(tmp_path / ("list.docx" if make is matrix else "export.xlsx"))
    done = subprocess.run(
        [
            sys.executable,
            "-B",
            "-m",
            "shadowkit",
            "import",
            "recommendations",
            str(file),
            str(root),
        ],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500)),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert "file too large. Nothing was imported" in done.stderr
    assert [path for path in sorted(root.rglob("*")) if path.name != "imports"] == before
    assert (root / "recommendations.yaml").read_text(encoding="utf-8") == "- id: mine\n"


def test_no_file_and_a_folder_are_said(tmp_path: Path) -> None:
    root = home(tmp_path)
    done = shadowkit("import", "recommendations", tmp_path / "none.docx", root)
    assert (done.code, done.err.startswith("There is no file ")) == (2, True)
    done = shadowkit("import", "recommendations", tmp_path, root)
    assert (done.code, "is a folder. Name a file." in done.err) == (2, True)


def test_a_state_that_there_is_not_is_said_with_the_nearest(tmp_path: Path) -> None:
    root = home(tmp_path)
    file = matrix(tmp_path / "list.docx")
    done = shadowkit("import", "recommendations", file, root, "--state", "KNE")
    assert (done.code, done.err) == (2, "There is no State KNE. Did you mean KEN?\n")


@pytest.mark.parametrize("size", ["A1", "A1:XFD1048576"])
def test_a_sheet_that_states_another_size_is_read_whole(tmp_path: Path, size: str) -> None:
    root = home(tmp_path)
    file = repacked(
        uhri_xlsx(tmp_path / "export.xlsx"),
        {
            "xl/worksheets/sheet1.xml": lambda text: text.replace(
                '<dimension ref="A1:L5"', f'<dimension ref="{size}"'
            )
        },
    )
    assert shadowkit("import", "recommendations", file, root).code == 0
    assert len(registry(root)) == 3
