"""Files of 5,000 recommendations for the bench, and what importing them is compared with: a
program that only opens the same file.

    python scripts/bench_imports.py FOLDER
"""

from __future__ import annotations

import csv
import random
import re
import sys
import zipfile
from pathlib import Path

COUNT = 5000
WORDS = re.findall(
    r"\w+",
    "every child who was harmed finds a service near home with trained staff that is paid for "
    "from a budget published each year and counted by region age and sex",
)
_UHRI = (
    "Text", "Countries Concerned", "Reccomending Body", "UPR Session", "Document Symbol",
    "UPR Reccomending States", "UPR Position", "Themes", "Affected Persons", "Sdgs",
    "Document Publication Date", "OHCHR Annotation Id",
)  # fmt: skip
_SETTINGS = "title: A test\nstate: KEN\nsubmissions:\n  report: {layout: upr-brief, language: en}\n"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPE = (
    '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.spreadsheetml.sharedStrings+xml"/>'
)
_SOURCE = ";\nSource of Position: A/HRC/43/15/Add.1 - Para.3"


def write(folder: Path) -> None:
    """A dossier with one list in three formats beside its content."""
    import openpyxl
    from docx import Document

    (folder / "content").mkdir(parents=True)
    (folder / "shadowkit.yaml").write_text(_SETTINGS, encoding="utf-8")
    (folder / "content" / "10.md").write_text("# Text\n\nThe State adopted a plan.\n")
    chance = random.Random(1)
    numbers = [f"{100 + number // 200}.{number % 200 + 1}" for number in range(COUNT)]
    texts = [f"Ensure that {' '.join(chance.choices(WORDS, k=30))}" for _ in numbers]

    book = openpyxl.Workbook()
    book.active.append(_UHRI)
    for number, text in zip(numbers, texts, strict=True):
        book.active.append((
            f"{number} {text} (France) (Uganda)", "- Kenya", "- UPR", "- 35", "A/HRC/43/15",
            "- France\n- Uganda", "- Supported", "- Right to health\n- Right to education",
            "- Children\n- Women & girls", "- 16.2 - End abuse\n- 5.2 - End violence", 43910,
            f"{number}-0000",
        ))  # fmt: skip
    book.save(folder / "list.xlsx")
    _share(folder / "list.xlsx")

    with (folder / "list.csv").open("w", newline="", encoding="mac_roman") as file:
        writer = csv.writer(file, lineterminator="\r")
        names = "To To-Rgrp To-Org Text From From-Rgrp From-Org Response Action Issue Session"
        writer.writerow(names.split())
        for text in texts:
            who = ("Kenya", "Africa", "AU", f"{text} vis-à-vis others", "France", "WEOG", "EU")
            writer.writerow((*who, "Accepted", 4, "Rights of the Child,Right to health", 21))

    document = Document()
    document.sections[0].header.paragraphs[0].text = "UPR of Kenya (3rd Cycle - 35th Session)"
    rows = [
        (f"{number} {text} (France) (Uganda){_SOURCE}", "Supported", "- Right to health", "")
        for number, text in zip(numbers, texts, strict=True)
    ]
    heads = ("Recommendation", "Position", "Full list of themes")
    heads += ("Assessment/comments on level of implementation",)
    table = document.add_table(rows=len(rows) + 1, cols=4)
    cells = table._cells
    for at, text in enumerate(text for row in (heads, *rows) for text in row):
        cells[at].paragraphs[0].text = text
    document.save(str(folder / "list.docx"))


def _share(path: Path) -> None:
    """Puts the texts of a sheet into a part of their own, each once, as Excel does and openpyxl
    does not: then a program opens the file in less time."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    texts: dict[str, int] = {}

    def shared(cell: re.Match[str]) -> str:
        number = texts.setdefault(cell[2], len(texts))
        return f'<c r="{cell[1]}" t="s"><v>{number}</v></c>'

    sheet = "xl/worksheets/sheet1.xml"
    cell = r'<c r="(\w+)" t="inlineStr"><is>(.*?)</is></c>'
    parts[sheet] = re.sub(cell, shared, parts[sheet], flags=re.DOTALL)
    inner = "".join(f"<si>{text}</si>" for text in texts)
    types = parts["[Content_Types].xml"]
    if "sharedStrings" not in types:
        parts["[Content_Types].xml"] = types.replace("</Types>", f"{_TYPE}</Types>")
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{_MAIN}">{inner}</sst>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
