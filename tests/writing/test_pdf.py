"""The PDF as a whole: made, complete, the same every time."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from test_pdf_documents import bag, document, long_document, numbered, pdf_text, section, words_of

import samples
from shadowkit.model.document import CoverLine, Document, Wordings
from shadowkit.model.inline import Text
from shadowkit.reading.looks import shipped_look
from shadowkit.writing.pdf import PdfRenderer, PdfResult, write

LOOK = shipped_look("plain")


@pytest.fixture(scope="module")
def renderer() -> Iterator[PdfRenderer]:
    with PdfRenderer() as renderer:
        yield renderer


def clean(result: PdfResult) -> bytes:
    assert result.findings == ()
    return result.data


# --- the file ---------------------------------------------------------------------------


def test_sample_is_printed_whole(renderer: PdfRenderer, tmp_path: Path) -> None:
    result = renderer.render(samples.document(), LOOK)
    pages = pdf_text(clean(result), tmp_path)
    assert result.pages == len(pages) == 3
    assert bag(words_of(samples.document())) <= bag(" ".join(pages).split())
    assert "Sexual exploitation of children" in pages[0]
    assert "Page 1 of 3" not in pages[0]
    assert "Page 2 of 3" in pages[1]


def test_write_makes_one_pdf() -> None:
    assert clean(write(samples.document(), LOOK)).startswith(b"%PDF-1.7")


def test_running_lines_stand_on_every_page_but_the_cover(
    renderer: PdfRenderer, tmp_path: Path
) -> None:
    result = renderer.render(long_document(12), LOOK)
    pages = pdf_text(clean(result), tmp_path)
    for number, page in enumerate(pages[1:], 2):
        assert page.startswith("A made-up submission")
        assert f"Page {number} of {len(pages)}" in page


def test_long_running_title_is_cut_and_stays_on_one_line(
    renderer: PdfRenderer, tmp_path: Path
) -> None:
    title = "A very long title that nobody thought of shortening " * 5
    made = replace(long_document(3), short_title=title.strip())
    page = pdf_text(clean(renderer.render(made, LOOK)), tmp_path)[1]
    first, second = page.splitlines()[:2]
    assert first.endswith("…")
    assert "title" not in second


def test_draft_marks_every_page(renderer: PdfRenderer, tmp_path: Path) -> None:
    made = replace(long_document(12), wordings=Wordings(draft="ENTWURF"))
    pages = pdf_text(clean(renderer.render(made, LOOK, draft=True)), tmp_path)
    assert len(pages) > 3
    assert all(page.count("ENTWURF") == 1 for page in pages)
    final = pdf_text(clean(renderer.render(made, LOOK)), tmp_path)
    assert not any("ENTWURF" in page for page in final)


def test_document_without_a_cover(renderer: PdfRenderer, tmp_path: Path) -> None:
    made = replace(samples.document(), cover=())
    result = renderer.render(made, LOOK)
    first, *_ = pdf_text(clean(result), tmp_path)
    assert made.title in first.replace("\n", " ")
    assert f"Page 1 of {result.pages}" in first


def test_end_notes(renderer: PdfRenderer, tmp_path: Path) -> None:
    made = replace(long_document(12), note_placement="end")
    pages = pdf_text(clean(renderer.render(made, LOOK)), tmp_path)
    assert bag(words_of(made)) <= bag(" ".join(pages).split())
    assert "\nNotes\n" in "".join(pages[-3:])


def test_right_to_left(renderer: PdfRenderer) -> None:
    text = "توصي اللجنة بأن تعتمد الدولة الطرف تشريعات (المادة 34) وفقاً للبروتوكول CRC/C/156."
    made = document([section("الإطار", numbered(1, [Text(text)]), numbered(12, [Text(text)]))])
    made = replace(made, language="ar", direction="rtl", short_title="العنوان")
    clean(renderer.render(made, LOOK, draft=True))


def test_hostile_words_are_only_words(renderer: PdfRenderer, tmp_path: Path) -> None:
    evil = '"}</style><img src="file:///etc/passwd">@import url(x);{page}\\'
    made = replace(
        samples.document(),
        title=evil,
        short_title=evil,
        subject=evil,
        wordings=Wordings(page=evil + "{pages}", draft=evil, notes=evil, back=evil),
        cover=(CoverLine("title", (Text(evil),)),),
    )
    pages = pdf_text(clean(renderer.render(made, LOOK, draft=True)), tmp_path)
    assert evil.replace(" ", "") in "".join(pages[0].split())


# --- the same bytes ---------------------------------------------------------------------


def test_same_bytes_whatever_was_printed_before(renderer: PdfRenderer) -> None:
    first = renderer.render(samples.document(), LOOK).data
    renderer.render(long_document(6), LOOK)
    assert renderer.render(samples.document(), LOOK).data == first


def test_same_bytes_in_other_surroundings(renderer: PdfRenderer, tmp_path: Path) -> None:
    script = (
        "import hashlib, samples\n"
        "from shadowkit.reading.looks import shipped_look\n"
        "from shadowkit.writing.pdf import write\n"
        "data = write(samples.document(), shipped_look('plain')).data\n"
        "print(hashlib.sha256(data).hexdigest())\n"
    )
    surroundings = {
        "PYTHONHASHSEED": "7",
        "TZ": "Asia/Tokyo",
        "LANG": "ar_EG.UTF-8",
        "LC_ALL": "tr_TR.UTF-8",
        "FONTCONFIG_FILE": "/nowhere",
        "PYTHONPATH": os.pathsep.join(
            [str(Path(samples.__file__).parent), os.environ.get("PYTHONPATH", "")]
        ).rstrip(os.pathsep),
    }
    (tmp_path / "logging.py").write_text("raise SystemExit('a file of the dossier was run')\n")
    done = subprocess.run(
        [sys.executable, "-P", "-c", script],
        env={**os.environ, **surroundings},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    here = hashlib.sha256(renderer.render(samples.document(), LOOK).data).hexdigest()
    assert done.stdout.strip() == here


@pytest.mark.parametrize("date", ["2026", "2026-11", ""])
def test_no_date_unless_the_day_is_known(renderer: PdfRenderer, date: str) -> None:
    data = clean(renderer.render(replace(samples.document(), date=date), LOOK))
    with pikepdf.open(BytesIO(data)) as pdf:
        assert "/CreationDate" not in pdf.docinfo
        assert b"CreateDate" not in pdf.Root.Metadata.read_bytes()


def test_date_of_the_submission_is_the_date_of_the_file(renderer: PdfRenderer) -> None:
    data = clean(renderer.render(samples.document(), LOOK))
    with pikepdf.open(BytesIO(data)) as pdf:
        assert pdf.docinfo["/CreationDate"] == "D:20171005"
        assert b"<xmp:CreateDate>2017-10-05</xmp:CreateDate>" in pdf.Root.Metadata.read_bytes()


# --- what is loaded when ----------------------------------------------------------------


def loaded(statement: str) -> set[str]:
    script = f"{statement}\nimport sys\nprint(*sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return {name.split(".")[0] for name in done.stdout.split()}


def test_the_program_itself_never_loads_the_engine() -> None:
    assert not loaded("import shadowkit.writing.pdf") & {"weasyprint", "jinja2", "pydantic"}
    assert not loaded("import shadowkit.writing.pdf.renderer") & {"weasyprint", "jinja2"}


def test_the_printing_process_loads_no_models() -> None:
    names = loaded("from shadowkit.writing.pdf.engine import Engine; Engine()")
    assert "weasyprint" in names
    assert not names & {"pydantic", "jinja2", "yaml", "docx"}


def long_cover(count: int) -> Document:
    lines = tuple(CoverLine("detail", (Text(f"Line {n}."),)) for n in range(count))
    return replace(samples.document(), cover=lines)


def test_cover_of_two_pages_has_no_running_lines(renderer: PdfRenderer, tmp_path: Path) -> None:
    pages = pdf_text(clean(renderer.render(long_cover(60), LOOK)), tmp_path)
    assert not any("Page" in page for page in pages[:2])
    assert f"Page 3 of {len(pages)}" in pages[2]
