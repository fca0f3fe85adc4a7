"""Each fault put into a good PDF is noticed by a tool of the suite, and the table says by which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO

import pikepdf
import pytest

import samples
from pdfdamage import damaged, saved
from pdfstructure import complaints
from pdfvalidators import outloud, qpdf, vera
from shadowkit.reading.looks import shipped_look
from shadowkit.writing.pdf import write

NOTICED = {
    "no language": "ua outloud ours",
    "no title": "ua outloud ours",
    "title not displayed": "ua outloud ours",
    "not marked as tagged": "ua a outloud ours",
    "tags said to be suspect": "ua outloud ours",
    "no claim of PDF/UA": "ua outloud ours",
    "no claim of PDF/A": "a ours",
    "claim of PDF/UA not explained": "a",
    "no output intent": "a ours",
    "an author named": "ours",
    "JavaScript on opening": "a ours",
    "a file attached": "a outloud ours",
    "no order of the tabs": "ua outloud ours",
    "font not embedded": "ua a outloud ours",
    "font that cannot be read back": "ua a outloud ours",
    "colour of another device": "a",
    "text without a tag": "ua outloud ours",
    "text made an artifact": "ours",
    "no structure": "ua a outloud ours",
    "kind that is none": "ua a outloud ours",
    "number of marked content that is not there": "ours",
    "content of two elements": "outloud ours",
    "no way back from a page": "ua ours",
    "ways back from a page exchanged": "ours",
    "heading skipped": "ua outloud ours",
    "paragraph in two": "ours",
    "paragraphs exchanged": "ours",
    "passage without its language": "ours",
    "language that is none": "ua a ours",
    "picture without words": "ua outloud ours",
    "picture with empty words": "outloud ours",
    "picture to be smoothed": "a",
    "picture without a place": "ours",
    "item outside of a list": "ua outloud ours",
    "numbered list that does not say so": "ours",
    "heading of a column without scope": "ua outloud ours",
    "row without a cell": "ua outloud ours",
    "two heads of a table": "ua outloud ours",
    "no headings in a table": "outloud",
    "note without id": "ua outloud ours",
    "two notes with one id": "ua outloud ours",
    "note not beside its mark": "ours",
    "notes exchanged": "ours",
    "link without words": "ua outloud ours",
    "link outside of the structure": "outloud ours",
    "link that is not printed": "a outloud ours",
    "link that opens a program": "a ours",
    "file cut off": "ua a outloud qpdf ours",
    "wrong place of the table of objects": "ua a qpdf",
    "page spoiled": "outloud qpdf ours",
    "encrypted": "a",
}
"""The tools that notice each fault: veraPDF of each of the two standards, outloud, qpdf, and
`ours`, the complaints of pdfstructure.py."""


@cache
def files() -> dict[str, bytes]:
    """The file without a fault, and with each."""
    result = write(samples.document(), shipped_look("plain"))
    assert result.findings == ()
    with pikepdf.open(BytesIO(result.data)) as pdf:
        return {"good": saved(pdf), **damaged(result.data)}


def _vera(files: Mapping[str, bytes]) -> dict[str, set[str]]:
    found = vera(files)
    assert all(verdict.failed == () for verdict in found["good"].values())
    return {
        tool: {name for name, verdicts in found.items() if verdicts[profile].failed}
        for tool, profile in (("ua", "PDFUA-1"), ("a", "PDFA-2A"))
    }


def _outloud(files: Mapping[str, bytes]) -> dict[str, set[str]]:
    """outloud has something to say of the good file; a fault is noticed where it says more."""
    rules = {name: Counter(r.rule for r in remarks) for name, remarks in outloud(files).items()}
    return {"outloud": {name for name, said in rules.items() if said - rules["good"]}}


def _qpdf(files: Mapping[str, bytes]) -> dict[str, set[str]]:
    return {"qpdf": {name for name, said in qpdf(files).items() if said}}


def _ours(files: Mapping[str, bytes]) -> dict[str, set[str]]:
    return {"ours": {name for name, data in files.items() if _complained(data)}}


def _complained(data: bytes) -> bool:
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            return bool(complaints(pdf, samples.document()))
    except pikepdf.PdfError:
        return True


@pytest.mark.parametrize("ask", [_vera, _outloud, _qpdf, _ours])
def test_a_tool_notices_the_faults_that_the_table_says(
    ask: Callable[[Mapping[str, bytes]], dict[str, set[str]]],
) -> None:
    for tool, noticed in ask(files()).items():
        assert noticed == {name for name, tools in NOTICED.items() if tool in tools.split()}


def test_every_fault_is_noticed_by_a_tool() -> None:
    assert [*files()] == ["good", *NOTICED]
    assert [name for name, tools in NOTICED.items() if not tools] == []
