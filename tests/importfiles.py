"""Files as they come from OHCHR, UPR Info, the index and committees, made here: their structure is
real, their words are our own."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import docx
import openpyxl
import yaml

from dossiers import dossier

FILES = Path(__file__).with_name("importing") / "files"

SETTINGS = """\
title: A test
state: KEN
submissions:
  report: {layout: layout.yaml}
"""

SOURCE = "\nSource of Position: A/HRC/43/15/Add.1 - Para.3"
_OLDER = (
    "Recommendation",
    "Position",
    "Full list of themes",
    "Assessment/comments on level of implementation",
)
HEADS = {
    2: _OLDER,
    3: _OLDER,
    4: (
        "Recommendation and recommending State",
        "Position of the State under review",
        "Human rights themes and groups of persons",
        "Relevant SDGs",
    ),
}
HEADERS = {
    2: "UPR of Kenya (2nd Cycle – 21st session)\nThematic list of recommendations",
    3: "UPR of Kenya (3rd Cycle - 35th Session)\nThematic list of recommendations",
    4: "UPR of Kenya (4th Cycle - 49th Session)\nThematic list of recommendations*",
}
LISTS: Mapping[int, Sequence[Sequence[str] | str]] = {
    2: (
        "Theme: A12 Acceptance of international norms",
        (
            "15.1 Join the protocol on complaints by children (Portugal, Slovakia); \n"
            "Source of position: A/HRC/28/15/Add.1 - Para. 3",
            "Supported",
            "A12 Acceptance of international norms\nF31 Children\nAffected persons:\n- children",
            "\n",
        ),
        "Theme: F31 Children",
        (
            "15.20 Open shelters for girls in each county (the former Yugoslav Republic of "
            "Macedonia, Venezuela (Bolivarian Republic of),Peru).\n"
            "Source of position: A/HRC/28/15/Add.1 - Para. 4",
            "Noted",
            "F31 Children\nAffected persons:\n- children\n- women",
            "\n",
        ),
    ),
    3: (
        "Theme: Children: protection against exploitation",
        (
            "142.1 Train judges who hear children (France) (Lithuania);" + SOURCE,
            "Supported",
            "- Children: protection against exploitation\nSDGs: \n- 16 - PEACE, JUSTICE AND STRONG "
            "INSTITUTIONS\nAffected persons: \n- Children",
            "",
        ),
        (
            "142.2 Pay for the hotline (Ukraine); Make the hotline free (Bosnia and Herzegovina);"
            + SOURCE,
            "Supported",
            "- Children: protection against exploitation\nSDGs: \n- 5 - GENDER EQUALITY\n- 16 - "
            "PEACE, JUSTICE AND STRONG INSTITUTIONS",
            "",
        ),
        "Theme: Right to health",
        (
            "142.3 Give each clinic a nurse for children (CRC art. 24) (Iran (Islamic Republic "
            "of));" + SOURCE,
            "Noted",
            "- Right to health",
            "",
        ),
    ),
    4: (
        "Theme: Right to education",
        (
            "150.7 Keep girls in school until they are sixteen (Türkiye) (Côte d’Ivoire);" + SOURCE,
            "Supported",
            "- Right to education\nGroups of Persons: \n- Women & girls\n- Public officials",
            "- 4 - QUALITY EDUCATION\n- 5 - GENDER EQUALITY",
        ),
        "Theme: Budget & resources (for human rights implementation)",
        (
            "150.8 Set money aside for shelters (Islamic Republic of Iran);" + SOURCE,
            "Noted",
            "- Budget & resources (for human rights implementation)",
            "- 1 - NO POVERTY",
        ),
    ),
}
"""Lists of the three generations; a text alone is a row that names a theme."""


def matrix(
    path: Path,
    generation: int = 3,
    rows: Sequence[Sequence[str] | str] | None = None,
    *,
    header: str | None = None,
    head: Sequence[str] | None = None,
) -> Path:
    """A thematic list of OHCHR."""
    document = docx.Document()
    shown = HEADERS[generation] if header is None else header
    document.sections[0].header.paragraphs[0].text = shown
    names = HEADS[generation] if head is None else head
    table = document.add_table(rows=0, cols=len(names))
    for row in (names, *(LISTS[generation] if rows is None else rows)):
        cells = table.add_row().cells
        if isinstance(row, str):
            cells[0].merge(cells[-1]).text = row
            continue
        for cell, text in zip(cells, row, strict=True):
            first, *others = text.split("\n")
            cell.text = first
            for other in others:
                cell.add_paragraph(other)
    document.save(str(path))
    return path


def _table(name: str) -> list[list[str]]:
    """The rows of a stored table; `\\n` is a line break in a cell."""
    lines = (FILES / name).read_text(encoding="utf-8").splitlines()
    return [[cell.strip().replace(" \\n ", "\n") for cell in line.split("|")] for line in lines]


UPR_INFO, *UPR_INFO_ROWS = _table("upr-info.txt")
UHRI, *UHRI_ROWS = _table("uhri.txt")
"""Names of the columns, and rows."""


def upr_info(
    rows: Sequence[Sequence[str]] = UPR_INFO_ROWS, encoding: str = "mac_roman", end: str = "\r"
) -> bytes:
    """An export of UPR Info, as it comes: Mac Roman, bare carriage returns."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=end).writerows((UPR_INFO, *rows))
    return text.getvalue().encode(encoding)


def uhri_xlsx(
    path: Path, rows: Sequence[Sequence[Any]] = UHRI_ROWS, head: Sequence[str] = UHRI
) -> Path:
    """An export of the index to Excel, with its own spelling of the columns."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (head, *rows):
        # Excel counts days; the export has these numbers.
        sheet.append([int(cell) if str(cell).isdecimal() else cell or None for cell in row])
    book.save(path)
    return path


def _lines(cell: str | None) -> list[str]:
    return cell.split("\n") if cell else []


def uhri_json() -> bytes:
    """The same records as the index's own JSON has them, and one that is an observation."""
    keys = [
        "Text",
        "Countries",
        "Body",
        "UprSession",
        "Symbol",
        "UprRecommendingCountry",
        "UprPositions",
        "Themes",
    ]
    keys += ["AffectedPersons", "Sdgs", "PublicationDate", "AnnotationId"]
    single = {"Text", "Body", "Symbol", "PublicationDate", "AnnotationId"}
    records = []
    for row in UHRI_ROWS:
        record: dict[str, Any] = dict(zip(keys, row, strict=True))
        for key in set(keys) - single:
            record[key] = [
                line.removeprefix("- ") for line in (record[key] or "").split("\n") if line
            ]
        days = {"43910": "2020-03-20", "42450": "2016-03-21", "39600": "2008-06-01"}
        record["PublicationDate"] = f"{days[row[10]]}T00:00:00"
        record |= {"AnnotationType": "- Recommendations", "UprCycle": None, "Regions": ["Africa"]}
        records.append(record)
    observed = {
        **records[1],
        "AnnotationType": "- Concerns/Observations",
        "Text": "11. The Committee notes a plan.",
    }
    return json.dumps([*records, observed]).encode()


OBSERVATIONS, FACTSHEET, SESSION = (
    (FILES / f"{name}.txt").read_text(encoding="utf-8")
    for name in ("observations", "factsheet", "session")
)


def word_of(path: Path, text: str) -> Path:
    """A text as a Word file: a paragraph for each block, items and numbers typed."""
    document = docx.Document()
    for block in text.split("\n\n"):
        document.add_paragraph(" ".join(block.split("\n")))
    document.save(str(path))
    return path


def numbered_word(path: Path, paragraphs: Sequence[str], head: str) -> Path:
    """A Word file whose paragraphs Word itself numbers."""
    document = docx.Document()
    document.add_paragraph(head)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph, style="List Number")
    document.save(str(path))
    return path


_NOTES = """<?xml version="1.0" encoding="UTF-8"?>
<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>{}</w:footnotes>"""


def factsheet_word(path: Path, paragraphs: Sequence[str], notes: Mapping[int, str]) -> Path:
    """A Word file with real footnotes; `[1]` in a paragraph is the mark of note 1, and one that
    begins with a dash is a bullet."""
    document = docx.Document()
    for paragraph in paragraphs:
        bullet = paragraph.startswith("- ")
        document.add_paragraph(
            paragraph.removeprefix("- "), style="List Bullet" if bullet else None
        )
    document.save(str(path))
    made = "".join(
        f'<w:footnote w:id="{id}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>'
        for id, text in notes.items()
    )

    def marked(body: str) -> str:
        for id in notes:
            body = body.replace(
                f"[{id}]", f'</w:t><w:footnoteReference w:id="{id}"/><w:t xml:space="preserve">'
            )
        return body

    return repacked(
        path, {"word/document.xml": marked}, {"word/footnotes.xml": _NOTES.format(made)}
    )


def repacked(
    path: Path, changed: Mapping[str, Any], added: Mapping[str, str] | None = None
) -> Path:
    """A packed file with parts changed by functions of their text, and parts added."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, change in changed.items():
        parts[name] = change(parts[name].decode()).encode()
    for name, text in (added or {}).items():
        parts[name] = text.encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def home(folder: Path, **files: str | bytes) -> Path:
    """A small dossier on Kenya."""
    return dossier(folder / "dossier", settings=SETTINGS, **files)


def registry(folder: Path) -> list[dict[str, Any]]:
    """The entries of a dossier's registry, all values as texts."""
    text = (folder / "recommendations.yaml").read_text(encoding="utf-8")
    return list(yaml.load(text, yaml.BaseLoader) or [])
