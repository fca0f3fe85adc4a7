"""What `trace` finds, and the forms that it writes for people and programs."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from dossiers import LAYOUT, Ran, dossier, shadowkit
from shadowkit.tracing.rows import COLUMNS
from shadowkit.tracing.separated import guarded
from tracedossiers import traced_dossier
from validators import audit


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return traced_dossier(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="module")
def found(small: Path) -> dict[str, Any]:
    """What is traced of the English submission."""
    ran = shadowkit("trace", small, "-s", "report", "--format", "json", "-q")
    [one] = json.loads(ran.out)["submissions"]
    return dict(one)


# --- what is found ------------------------------------------------------------------------


def test_earlier_recommendations_have_what_the_submission_says_of_them(
    found: dict[str, Any],
) -> None:
    law, plan, once = found["earlier"]  # and neither a later one nor one to another State
    assert (law["id"], law["status"], law["comment"]) == ("told-law", "not", "No bill is known.")
    evidence = {"id": "no-law", "key": "no-law", "paragraphs": [1], "place": "content/10.md:3:1"}
    assert law["evidence"] == [evidence]
    assert law["not_printed"] == ["elsewhere"]
    assert law["followed_by"] == [{"id": "adopt", "place": "content/10.md:19:1"}]
    assert [one["id"] for one in plan["told"]] == ["plan"]
    assert (once["replaced_by"], once["status"]) == (["told-plan"], "unassessed")
    assert [one["answered"] for one in found["earlier"]] == [True, True, False]
    assert found["recommendations"][0]["follows"] == ["told-law"]


def test_texts_of_earlier_recommendations_are_in_the_language_of_the_submission(
    small: Path,
) -> None:
    data = json.loads(shadowkit("trace", small, "--format", "json", "-q").out)
    texts = [
        [(one["text"], one["language"]) for one in submission["earlier"]][1]
        for submission in data["submissions"]
    ]
    assert texts == [("Adopt a plan.", "en"), ("اعتماد خطة.", "ar")]
    assert [one["direction"] for one in data["submissions"]] == ["ltr", "rtl"]


def test_all_that_is_missing_is_a_hole(found: dict[str, Any]) -> None:
    assert [(one["hole"], one["id"]) for one in found["holes"]] == [
        ("recommendation-without-evidence", "baseless"),
        ("gap-without-recommendation", "nothing-asked"),
        ("evidence-without-source", "plan"),
        ("earlier-without-answer", "told-once"),
        ("assessment-without-evidence", "told-plan"),
    ]


def test_sources_lead_back_to_the_evidence_that_cites_them(found: dict[str, Any]) -> None:
    cited = {one["id"]: one["evidence"] for one in found["sources"]}
    assert cited == {"report-a": ["no-law", "nothing-asked"], "report-b": ["secret"]}


def test_evidence_has_its_words_as_they_are_printed(tmp_path: Path) -> None:
    content = """\
        ::: {.gap #law}
        No law, [no plan]{.gap #plan} (see @para:list).^[A note.]
        :::

        ::: {.development #list}
        There are

        - two *things*,
        - and one more.

        | a | b |
        |---|---|
        | c |   |
        :::
        """
    ran = shadowkit("trace", dossier(tmp_path, content), "--format", "json", "-q")
    [one] = json.loads(ran.out)["submissions"]
    assert {e["id"]: e["printed"] for e in one["evidence"]} == {
        "law": "No law, no plan (see para. 2).",
        "plan": "no plan",
        "list": "There are\ntwo things,\nand one more.\na\nb\nc",
    }
    assert one["evidence"][0]["text"] == "No law, no plan (see )."


def test_what_is_confidential_is_so_with_all_that_stands_in_it(tmp_path: Path) -> None:
    content = """\
        # Law {#law confidential=true}

        ::: {.gap #around}
        [No law.]{.gap #inner} Nor
        :::

        # Plan {#plan}

        [No plan.]{.gap #span confidential=true} And more.

        ::: {.recommendations #many confidential=true}
        - Adopt a law.
        :::
        """
    ran = shadowkit("trace", dossier(tmp_path, content), "--format", "json", "-q")
    [one] = json.loads(ran.out)["submissions"]
    secret = {e["id"]: e["confidential"] for e in one["evidence"]}
    assert secret == {"around": True, "inner": True, "": False, "span": True}
    assert [asked["confidential"] for asked in one["recommendations"]] == [True]


# --- text ---------------------------------------------------------------------------------


def test_the_table_counts_what_became_of_earlier_recommendations(small: Path) -> None:
    lines = shadowkit("trace", small, "-s", "report", "-q").out.splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("  Earlier"))
    assert lines[start:] == [
        "  Earlier recommendations: 3; implemented 1, not implemented 1, not yet assessed 1; "
        "without an answer 1",
        "    140.10, Human Rights Council: not implemented",
        "      evidence: no-law (para. 1)",
        "      evidence that is not in this submission: elsewhere",
        "      followed by: adopt",
        "    140.11: implemented",
        "      named in: plan (para. 2)",
        "    Without an answer:",
        '      para. 12: -1 <script>alert("x")</script> of a plan',
    ]


def test_the_table_names_twenty_that_have_no_answer(tmp_path: Path) -> None:
    entries = "".join(f"- {{id: told-{n}, text: Do more.}}\n" for n in range(23))
    ran = shadowkit("trace", dossier(tmp_path, recommendations_yaml=entries), "-q")
    lines = ran.out.splitlines()
    assert lines[-2:] == ["      told-19: Do more.", "      and 3 more: use --format csv"]


# --- CSV ----------------------------------------------------------------------------------


def read(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.fixture(scope="module")
def table(small: Path) -> list[dict[str, str]]:
    file = small / "trace.csv"
    assert shadowkit("trace", small, "-o", file, "-q") == Ran(f"wrote {file}\n", "", 0)
    data = file.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf") and b"\r\n" in data
    printed = shadowkit("trace", small, "--format", "csv", "-q")
    assert printed.out.encode("utf-8") == data
    return read(data)


def test_csv_is_one_table_to_filter(table: list[dict[str, str]]) -> None:
    mine = [row for row in table if row["submission"] == "report"]
    assert {row["what"] for row in mine} == {
        "link", "recommendation", "earlier recommendation", "source", "hole"
    }  # fmt: skip
    links = [
        (row["recommendation"], row["evidence"], row["paragraphs"], row["sources"], row["suspect"])
        for row in mine
        if row["what"] in ("link", "recommendation")
    ]
    assert links == [
        ("adopt", "no-law", "1", "report-a", "yes"),
        ("adopt", "plan", "2", "", ""),
        ("everywhere", "secret", "3", "report-b", ""),
        ("baseless", "", "", "", ""),
    ]
    holes = [row["hole"] for row in mine if row["what"] == "hole"]
    assert len(holes) == 5 and "Gap without a recommendation" in holes
    [law] = [r for r in mine if (r["what"], r["earlier"]) == ("earlier recommendation", "told-law")]
    assert (law["in document"], law["status"], law["answered"], law["evidence"]) == (
        # Of 140.10 alone Excel would make 140.1.
        "rec. 140.10", "Not implemented", "yes", "no-law, elsewhere",
    )  # fmt: skip


def test_no_cell_of_the_csv_is_a_formula(table: list[dict[str, str]]) -> None:
    cells = [cell for row in table for cell in row.values()]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)
    assert "'=cmd|' /C calc'!A0: adopt a law." in cells
    assert '\'-1 <script>alert("x")</script> of a plan' in cells


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "＝"])
def test_a_cell_that_a_program_would_work_out_is_guarded(first: str) -> None:
    assert guarded(f"{first}1") == f"'{first}1"
    # Where a semicolon separates lists, Excel begins a cell behind it.
    assert guarded(f"a;{first}1") == f"a;'{first}1"
    assert guarded(f"a {first}1; b") == f"a {first}1; b"


# --- Excel --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def excel(small: Path) -> bytes:
    file = small / "trace.XLSX"
    assert shadowkit("trace", small, "-o", file, "-q") == Ran(f"wrote {file}\n", "", 0)
    return file.read_bytes()


@pytest.fixture(scope="module")
def book(excel: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(excel))


def lines(book: Workbook, sheet: str) -> list[dict[str, Any]]:
    head, *others = book[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, head), line, strict=True)) for line in others]


def test_excel_has_a_sheet_for_each_side(book: Workbook) -> None:
    names = ["Recommendations", "Evidence", "Earlier recommendations", "Holes", "Sources"]
    assert book.sheetnames == names
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert not sheet.sheet_view.rightToLeft
        assert all(sheet.column_dimensions[cell.column_letter].width >= 8 for cell in sheet[1])
    mine = [line for line in lines(book, "Evidence") if line["Submission"] == "report"]
    assert [(one["Evidence"], one["Recommendations"]) for one in mine] == [
        ("no-law", "adopt"), ("plan", "adopt"), ("secret", "everywhere"), ("nothing-asked", None),
    ]  # fmt: skip
    [law, plan, _once, *arabic] = lines(book, "Earlier recommendations")
    assert (law["Number"], law["Followed by"], plan["Named in"]) == ("140.10", "adopt", "plan")
    assert arabic[1]["Text"] == "اعتماد خطة."
    assert len(lines(book, "Holes")) == 12
    assert {one["Source"] for one in lines(book, "Sources")} == {"report-a", "report-b"}


def test_all_cells_are_texts_whatever_they_begin_with(book: Workbook) -> None:
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}
    formulas = [cell for cell in cells if str(cell.value).startswith(("=", "-"))]
    assert len(formulas) > 3 and all(cell.quotePrefix for cell in formulas)
    wrapped = [cell for cell in cells if cell.row > 1]
    assert all(cell.alignment.wrap_text for cell in wrapped)
    assert {cell.alignment.readingOrder for cell in wrapped} == {0, 2}


def test_sheets_of_arabic_alone_begin_on_the_right(small: Path, tmp_path: Path) -> None:
    assert shadowkit("trace", small, "-s", "arabic", "-o", tmp_path / "a.xlsx", "-q").code == 0
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert all(sheet.sheet_view.rightToLeft for sheet in book)


def test_the_excel_file_is_valid_and_says_nothing_of_who_made_it_when(
    excel: bytes, small: Path, tmp_path: Path
) -> None:
    # openpyxl writes texts into their cells and the colour of its own font early; Excel reads both.
    known = ("inline-string cell(s)", "/fonts[1]/font[1]: Unexpected element 'color'")
    faults = [fault for fault in audit(excel, ".xlsx") if not any(one in fault for one in known)]
    assert faults == []
    assert shadowkit("trace", small, "-o", tmp_path / "again.xlsx", "-q").code == 0
    assert (tmp_path / "again.xlsx").read_bytes() == excel
    with zipfile.ZipFile(io.BytesIO(excel)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        parts = b"".join(archive.read(name) for name in archive.namelist())
    for word in (b"openpyxl", b"Microsoft Excel", b"creator", b"dcterms", b"AppVersion"):
        assert word not in parts


def test_a_text_that_excel_cannot_hold_is_cut(tmp_path: Path) -> None:
    long = "x" * 40_000
    register = f'- {{id: told, text: "{long}"}}\n'
    dossier(tmp_path, recommendations_yaml=register)
    ran = shadowkit("trace", tmp_path, "-o", tmp_path / "a.xlsx", "-q")
    assert ran.code == 0, ran.err
    [told] = lines(openpyxl.load_workbook(tmp_path / "a.xlsx"), "Earlier recommendations")
    assert len(told["Text"]) == 32_767
    assert told["Text"].endswith("x…")


# --- files and formats --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("--format", "xlsx"),
            "An Excel file cannot be printed here: add `-o trace.xlsx`.\n",
        ),
        (
            ("--format", "csv", "-o", "trace.xlsx"),
            "trace.xlsx is to be xlsx by its ending, and csv by --format. Leave out --format, or "
            "name the file trace.csv.\n",
        ),
        (
            ("-o", "trace.pdf"),
            "trace.pdf does not end in one of .txt, .json, .csv, .xlsx, .html, which say what to "
            "write. Name it trace.html, for example.\n",
        ),
        (
            ("--format", "csv", "-o", "trace"),
            "trace does not end in one of .txt, .json, .csv, .xlsx, .html, which say what to "
            "write. Name it trace.csv, for example.\n",
        ),
    ],
)
def test_what_cannot_be_written_so_is_said(
    arguments: tuple[str, ...], said: str, small: Path, tmp_path: Path
) -> None:
    assert shadowkit("trace", small, *arguments, cwd=tmp_path) == Ran("", said, 2)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("option", ["--suggest", "--accept"])
def test_proposals_are_not_written_to_a_file(option: str, small: Path, tmp_path: Path) -> None:
    ran = shadowkit("trace", small, option, "-o", "trace.csv", cwd=tmp_path)
    assert (ran.out, ran.code) == ("", 2)
    assert ran.err.endswith("Error: --suggest and --accept write no file: leave -o out\n")


@pytest.mark.parametrize("format", ["table", "json", "csv", "html"])
def test_what_is_printed_is_what_is_written(format: str, small: Path, tmp_path: Path) -> None:
    file = tmp_path / f"trace.{format.replace('table', 'txt')}"
    assert shadowkit("trace", small, "-o", file, "-q").code == 0
    printed = shadowkit("trace", small, "--format", format, "-q").out
    assert file.read_bytes() == printed.encode("utf-8")


def test_a_file_that_cannot_be_written_stays_as_it_was(small: Path, tmp_path: Path) -> None:
    (tmp_path / "trace.csv").mkdir()
    ran = shadowkit("trace", small, "-o", tmp_path / "trace.csv", "-q")
    assert (ran.out, ran.code) == ("", 2)
    assert "trace.csv cannot be written" in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["trace.csv"]


def test_of_a_dossier_that_cannot_be_read_nothing_is_written(tmp_path: Path) -> None:
    dossier(tmp_path, settings="a: b: c\n")
    ran = shadowkit("trace", tmp_path, "-o", tmp_path / "trace.html")
    assert ran.code == 1 and "SK" in ran.err
    assert not (tmp_path / "trace.html").exists()
    ran = shadowkit("trace", tmp_path, "--format", "csv", "-q")
    assert ran.code == 1
    assert ran.out.count("\n") == 1
    assert ran.out.lstrip("\ufeff").count('","') == len(COLUMNS) - 1


@pytest.mark.parametrize("form", ["xlsx", "html", "csv", "json", "txt"])
def test_a_dossier_with_nothing_to_trace_gives_every_form(form: str, tmp_path: Path) -> None:
    dossier(tmp_path, "# A heading\n", layout=LAYOUT)
    ran = shadowkit("trace", tmp_path, "-o", tmp_path / f"trace.{form}", "-q")
    assert (ran.out, ran.code) == (f"wrote {tmp_path / f'trace.{form}'}\n", 0)


@pytest.mark.parametrize("format", ["table", "json", "csv"])
def test_what_other_forms_need_is_not_imported(format: str, small: Path) -> None:
    code = (
        "import sys\n"
        "from shadowkit.cli import main\n"
        "try:\n"
        f"    main(['trace', {str(small)!r}, '-q', '--format', {format!r}])\n"
        "except SystemExit as exit:\n"
        "    assert not exit.code, exit.code\n"
        "heavy = {'docx', 'weasyprint', 'openpyxl', 'jinja2'}\n"
        "print(*sorted({m.split('.')[0] for m in sys.modules} & heavy), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr.split() == []
