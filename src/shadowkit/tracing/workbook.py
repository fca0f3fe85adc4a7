"""A trace as an Excel file: one sheet for each side of the links."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from shadowkit.records import dataclass
from shadowkit.tracing.backwards import resting_on, speaking_of
from shadowkit.tracing.objects import (
    EvidenceReference,
    RecommendationObject,
    TracedObject,
    TraceObject,
)
from shadowkit.tracing.wording import HOLES, ranges, yes

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.styles import Alignment

Line: TypeAlias = Sequence[str]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet: its columns after that of the submission, each with its width in letters, and
    what makes the lines of a submission."""

    title: str
    columns: Mapping[str, int]
    lines: Any


_LONGEST: Final = 32_767  # what a cell of Excel holds
_RIGHT_TO_LEFT: Final = 2
# What openpyxl says of itself and of the time is replaced.
_NOTHING_ABOUT: Final = {
    "docProps/core.xml": '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/'
    '2006/metadata/core-properties"/>',
    "docProps/app.xml": '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    'extended-properties"/>',
}
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)


def written(trace: TraceObject, statuses: Mapping[str, str]) -> bytes:
    """The file: the same trace gives the same bytes."""
    from openpyxl import Workbook

    book = Workbook()
    for empty in book.worksheets:
        book.remove(empty)
    submissions = trace["submissions"]
    for sheet in _sheets(statuses):
        _write(book, sheet, submissions)
    packed = io.BytesIO()
    book.save(packed)
    return _without_traces(packed.getvalue())


def _write(book: Workbook, sheet: _Sheet, submissions: Sequence[TracedObject]) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    page = book.create_sheet(sheet.title)
    columns = {"Submission": 16, **sheet.columns}
    for number, width in enumerate(columns.values(), 1):
        page.column_dimensions[get_column_letter(number)].width = width
    page.freeze_panes = "A2"
    page.sheet_view.rightToLeft = bool(submissions) and all(
        one["direction"] == "rtl" for one in submissions
    )
    for number, name in enumerate(columns, 1):
        page.cell(1, number, name).font = Font(bold=True)
    count = 1
    for one in submissions:
        order = _RIGHT_TO_LEFT if one["direction"] == "rtl" else 0
        alignment = Alignment(wrap_text=True, vertical="top", readingOrder=order)
        for line in sheet.lines(one):
            count += 1
            for number, value in enumerate((one["submission"], *line), 1):
                _fill(page.cell(count, number), value, alignment)
    page.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{count}"


def _fill(cell: Cell, value: str, alignment: Alignment) -> None:
    cell.value = value if len(value) <= _LONGEST else f"{value[: _LONGEST - 1]}…"
    # A text, whatever it begins with: texts come from downloaded files too.
    cell.data_type = "s"
    cell.alignment = alignment
    if value.startswith(("=", "+", "-", "@")):
        cell.quotePrefix = True  # and it stays one when somebody edits the cell


def _without_traces(packed: bytes) -> bytes:
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(packed)) as archive,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as clean,
    ):
        for name in archive.namelist():
            data = archive.read(name)
            if name in _NOTHING_ABOUT:
                data = _NOTHING_ABOUT[name].encode()
            info = zipfile.ZipInfo(name, _NO_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0  # and on every system the same
            clean.writestr(info, data)
    return made.getvalue()


# --- the sheets ---------------------------------------------------------------------------


def _sheets(statuses: Mapping[str, str]) -> Iterator[_Sheet]:
    yield _Sheet(
        "Recommendations",
        {
            "Recommendation": 24, "Text": 60, "Theme": 16, "Follows": 20, "Evidence": 24,
            "Kind": 14, "Paragraphs": 14, "Evidence text": 60, "Sources": 30, "Suspect": 10,
            "Confidential": 12, "Place": 30,
        },
        lambda one: (line for asked in one["recommendations"] for line in _links(asked)),
    )  # fmt: skip
    yield _Sheet(
        "Evidence",
        {
            "Evidence": 24, "Kind": 14, "Paragraphs": 14, "Section": 20, "Text": 60,
            "Sources": 30, "Recommendations": 30, "Earlier recommendations": 30,
            "Confidential": 12, "Place": 30,
        },
        _evidence,
    )  # fmt: skip
    yield _Sheet(
        "Earlier recommendations",
        {
            "Id": 20, "Number": 12, "Body": 24, "Symbol": 20, "Paragraph": 12, "Session": 10,
            "Cycle": 8, "Date": 12, "By": 16, "Themes": 20, "Position": 12, "Status": 22,
            "Text": 60, "Assessment": 40, "Evidence": 30, "Paragraphs": 14,
            "Evidence not in this submission": 24, "Named in": 24, "Followed by": 24,
            "Replaced by": 20, "Answered": 10, "Place": 30,
        },
        lambda one: _earlier(one, statuses),
    )  # fmt: skip
    yield _Sheet("Holes", {"Hole": 36, "Id": 24, "Text": 60, "Place": 30}, _holes)
    yield _Sheet(
        "Sources",
        {
            "Source": 24, "Title": 60, "Evidence": 40, "Paragraphs": 20, "Confidential": 12,
            "Place": 30,
        },
        _sources,
    )  # fmt: skip


def _links(asked: RecommendationObject) -> Iterator[Line]:
    head = (asked["id"], asked["text"], asked["theme"], ", ".join(asked["follows"]))
    secret = asked["confidential"]
    if not asked["answers"]:
        whole = "the document as a whole" if asked["everything"] else ""
        yield (*head, whole, "", "", "", "", "", yes(secret), asked["place"])
    for answer in asked["answers"]:
        suspect = yes(answer["suspect"])
        if not answer["evidence"]:
            found = answer["state"] == "found"
            where = ranges(answer["paragraphs"]) if found else "not in this submission"
            nothing = ("", where, "", "", suspect, yes(secret), asked["place"])
            yield (*head, answer["id"], *nothing)
        for one in answer["evidence"]:
            yield (
                *head,
                one["id"] or one["place"],
                one["kind"],
                ranges(one["paragraphs"]),
                one["text"],
                ", ".join(one["sources"]),
                suspect,
                yes(secret or one["confidential"]),
                asked["place"],
            )


def _evidence(one: TracedObject) -> Iterator[Line]:
    recommendations, earlier = resting_on(one), speaking_of(one)
    for evidence in one["evidence"]:
        key = evidence["key"]
        yield (
            evidence["id"],
            evidence["kind"],
            ranges(evidence["paragraphs"]),
            evidence["section"],
            evidence["text"],
            ", ".join(evidence["sources"]),
            ", ".join(asked["id"] or asked["place"] for asked in recommendations.get(key, ())),
            ", ".join(told["id"] for told in earlier.get(key, ())),
            yes(evidence["confidential"]),
            evidence["place"],
        )


def _earlier(one: TracedObject, statuses: Mapping[str, str]) -> Iterator[Line]:
    for told in one["earlier"]:
        yield (
            told["id"],
            told["number"],
            told["body"],
            told["symbol"],
            told["paragraph"],
            told["session"],
            told["cycle"],
            told["date"],
            ", ".join(told["by"]),
            ", ".join(told["themes"]),
            told["position"],
            statuses[told["status"]],
            told["text"],
            told["comment"],
            _names(told["evidence"]),
            ranges([number for shown in told["evidence"] for number in shown["paragraphs"]]),
            ", ".join(told["not_printed"]),
            _names(told["told"]),
            ", ".join(asked["id"] or asked["place"] for asked in told["followed_by"]),
            ", ".join(told["replaced_by"]),
            "yes" if told["answered"] else "no",
            told["place"],
        )


def _names(evidence: Iterable[EvidenceReference]) -> str:
    return ", ".join(one["id"] or one["place"] for one in evidence)


def _holes(one: TracedObject) -> Iterator[Line]:
    for hole in one["holes"]:
        yield HOLES[hole["hole"]], hole["id"], hole["text"], hole["place"]


def _sources(one: TracedObject) -> Iterator[Line]:
    by_key = {evidence["key"]: evidence for evidence in one["evidence"]}
    for source in one["sources"]:
        citing = [by_key[key] for key in source["evidence"]]
        yield (
            source["id"],
            source["title"],
            ", ".join(evidence["id"] or evidence["place"] for evidence in citing),
            ranges(sorted({n for evidence in citing for n in evidence["paragraphs"]})),
            yes(source["confidential"]),
            source["place"],
        )
