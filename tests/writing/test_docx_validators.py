"""Two validators of Word files have nothing to say, of any submission of any example."""

from __future__ import annotations

import pytest
from test_docx_documents import DOCUMENTS, PLAIN
from test_docx_lint import DOCUMENT, NOTES, RELATIONS, edited, put

from docx_lint import lint
from examples import submissions, word
from samples import document
from shadowkit.writing.docx import write
from validators import audit, sdk

BROKEN = {
    "properties in another order": (
        DOCUMENT,
        put(r'(<w:pStyle w:val="\w+"/>)(<w:keepNext/>)', r"\2\1"),
    ),
    "text outside of a run": (DOCUMENT, put("</w:p>", "<w:t>x</w:t></w:p>")),
    "an alignment that is none": (DOCUMENT, put('<w:jc w:val="center"/>', '<w:jc w:val="mid"/>')),
    "a note that is not there": (
        NOTES,
        put(r'<w:footnote w:id="2">.*?</w:footnote>', ""),
    ),
    "a link that is not there": (RELATIONS, put(r'<Relationship Id="link1"[^>]*>', "")),
}


@pytest.mark.parametrize(("example", "name"), submissions())
def test_a_submission_is_valid_and_passes_the_lint(example: str, name: str) -> None:
    data = word(example, name)
    assert audit(data) == []
    assert lint(data) == []


@pytest.fixture(scope="module")
def verdicts() -> dict[str, list[str]]:
    """What Microsoft's validator says of each submission and of each of the documents."""
    files = {f"{example}/{name}": word(example, name) for example, name in submissions()}
    for name, (make, draft) in DOCUMENTS.items():
        files[name] = write(make(), PLAIN, draft=draft)
    good = write(document(), PLAIN)
    for name, (part, edit) in BROKEN.items():
        files[name] = edited(good, part, edit)
    return sdk(files)


@pytest.mark.parametrize(
    "name", [*(f"{example}/{name}" for example, name in submissions()), *DOCUMENTS]
)
def test_the_open_xml_sdk_finds_nothing(verdicts: dict[str, list[str]], name: str) -> None:
    assert verdicts[name] == []


@pytest.mark.parametrize("name", BROKEN)
def test_the_open_xml_sdk_finds_what_is_broken(verdicts: dict[str, list[str]], name: str) -> None:
    assert verdicts[name]


@pytest.mark.parametrize("name", BROKEN)
def test_openxml_audit_finds_what_is_broken(name: str) -> None:
    assert audit(edited(write(document(), PLAIN), *BROKEN[name]))
