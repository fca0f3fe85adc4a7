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


UPR_INFO = [
    "To",
    "To-Rgrp",
    "To-Org",
    "Text",
    "From",
    "From-Rgrp",
    "From-Org",
    "Response",
    "Action",
    "Issue",
    "Session",
]
UPR_INFO_ROWS: Sequence[Sequence[str]] = (
    (
        "Kenya",
        "Africa",
        "AU, Commonwealth",
        "Open “safe houses”, and keep them open vis-à-vis cuts ",
        "Turkey",
        "WEOG",
        "OIC",
        "Accepted",
        "5",
        "Rights of the Child,Women's rights",
        "21",
    ),
    (
        "Kenya",
        "Africa",
        "AU, Commonwealth",
        "Open “safe houses”, and keep them open vis-à-vis cuts ",
        "Trinidad & Tobago",
        "GRULAC",
        "",
        "Accepted",
        "5",
        "Rights of the Child,Women's rights",
        "21",
    ),
    (
        "Kenya",
        "Africa",
        "AU, Commonwealth",
        'Look at the law n° 7, called "the old law"',
        "United States",
        "WEOG",
        "",
        "Noted",
        "3",
        "Justice",
        "21",
    ),
    (
        "Cape Verde",
        "Africa",
        "AU, OIF",
        "Add judges",
        "France",
        "WEOG",
        "EU",
        "Accepted",
        "5",
        "Justice",
        "16",
    ),
    (
        "Kenya",
        "Africa",
        "AU",
        "Has pledged to report each year",
        "Kenya",
        "Africa",
        "AU",
        "Voluntary Pledge",
        "5",
        "Treaty bodies",
        "21",
    ),
)


def upr_info(
    rows: Sequence[Sequence[str]] = UPR_INFO_ROWS, encoding: str = "mac_roman", end: str = "\r"
) -> bytes:
    """An export of UPR Info, as it comes: Mac Roman, bare carriage returns."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=end).writerows((UPR_INFO, *rows))
    return text.getvalue().encode(encoding)


UHRI = (
    "Text",
    "Countries Concerned",
    "Reccomending Body",
    "UPR Session",
    "Document Symbol",
    "UPR Reccomending States",
    "UPR Position",
    "Themes",
    "Affected Persons",
    "Sdgs",
    "Document Publication Date",
    "OHCHR Annotation Id",
)
UHRI_ROWS: Sequence[Sequence[Any]] = (
    (
        "142.1 Train judges who hear children (France) (Lithuania);",
        "- Kenya",
        "- UPR",
        "- 35th Session",
        "A/HRC/43/15",
        "- France\n- Lithuania",
        "- Supported",
        "- Children: protection against exploitation",
        "- Children",
        "- 16.2 - Protect children\n- 16.3 - Promote the rule of law",
        43910,
        "aaaaaaaa-0001",
    ),
    (
        "12. The Committee recommends that the State party count the children in its homes.",
        "- Kenya",
        "- CRC",
        None,
        "CRC/C/KEN/CO/3-5",
        None,
        None,
        "- Data collection & research",
        "- Children",
        "- 17.18 - Data",
        42450,
        "aaaaaaaa-0002",
    ),
    (
        "Street children 13.The Committee urges the State party to end round-ups.",
        "- Kenya",
        "- CRC",
        None,
        "CRC/C/KEN/CO/3-5",
        None,
        None,
        "- Children: juvenile justice\n- Liberty & security of the person",
        "- Children\n- Youth & juveniles",
        None,
        42450,
        "aaaaaaaa-0003",
    ),
    (
        "14. The Committee recommends (a) a law",
        "- Uganda",
        "- CRC-OP-SC",
        None,
        "CRC/C/OPSC/UGA/CO/1",
        None,
        None,
        "- Legal & institutional reform",
        None,
        None,
        39600,
        "aaaaaaaa-0004",
    ),
)


def uhri_xlsx(
    path: Path, rows: Sequence[Sequence[Any]] = UHRI_ROWS, head: Sequence[str] = UHRI
) -> Path:
    """An export of the index to Excel, with its own spelling of the columns."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (head, *rows):
        sheet.append(list(row))
    book.save(path)
    return path


def _lines(cell: str | None) -> list[str]:
    return cell.split("\n") if cell else []


def uhri_json() -> bytes:
    """The same records as the index's own JSON has them, and one that is an observation."""
    keys = (
        "Text",
        "Countries",
        "Body",
        "UprSession",
        "Symbol",
        "UprRecommendingCountry",
        "UprPositions",
        "Themes",
        "AffectedPersons",
        "Sdgs",
        "PublicationDate",
        "AnnotationId",
    )
    lists = (
        "Countries",
        "UprRecommendingCountry",
        "UprPositions",
        "Themes",
        "AffectedPersons",
        "Sdgs",
        "UprSession",
    )
    records = []
    for row in UHRI_ROWS:
        record: dict[str, Any] = dict(zip(keys, row, strict=True))
        for key in lists:
            record[key] = [
                line.removeprefix("- ") for line in (record[key] or "").split("\n") if line
            ]
        days = {43910: "2020-03-20", 42450: "2016-03-21", 39600: "2008-06-01"}
        record["PublicationDate"] = f"{days[row[10]]}T00:00:00"
        record |= {"AnnotationType": "- Recommendations", "UprCycle": None, "Regions": ["Africa"]}
        records.append(record)
    observed = {
        **records[1],
        "AnnotationType": "- Concerns/Observations",
        "Text": "11. The Committee notes a plan.",
    }
    return json.dumps([*records, observed]).encode()


OBSERVATIONS = """\
United Nations

CRC/C/OPSC/KEN/CO/1

Concluding observations on the report submitted by Kenya

I. Introduction

1. The Committee considered the report at its 2000th meeting, and
adopted the present concluding observations.

II. Data

Data collection

2. The Committee notes that counties count differently.

3. The Committee urges the State party to:

(a) Count the offences under the Protocol in one way;

(b) Publish the figures each year.

Prevention of sale and sexual exploitation

4. While welcoming the new office, the Committee, recalling its general comment, further recommends
that the State party give it staff of its own.

5. The Committee encourages the State party to talk to children about it.
"""

FACTSHEET = """\
FACTSHEET – KENYA

Lanzarote Committee Implementation Report of the second monitoring round

I.	Introduction	3

II. Legal frameworks

Observations and recommendations specific to Kenya

The Committee observes that a bill lies with parliament.¹

The Committee **invites** Kenya:

- to say in law what such material is.^{2 3}
- to name the people who may look at it, and
 - to train them,
 - to pay them.⁴

The Committee also observes that two offices count the cases.

- Therefore, the Committee **requires** Kenya to join the two

¹ Para. 53.

² On the term see the [guidelines](#).

³ Recommendation II-3.

⁴ Recommendations II-6 and II-7.

offices into one without delay.⁵

III. Investigations and prosecution

The Committee **requests** Parties that are not already doing so, including Kenya:

to give investigators time for each case.⁶

⁵ Recommendation II-11.

⁶ Recommendation III-14.
"""

SESSION = """\
Country session: Kenya
Date of session: 22nd May 2018

Reporting

Recommendations of the Committee

In its [Concluding Observations](#), the Committee drew attention to the following areas:

Counting cases: The Committee urges the State party to: Count them; Publish the count.

Children who travel: It furthermore recommends that the State party look after those who travel

Sustainable Development Goals
"""


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
