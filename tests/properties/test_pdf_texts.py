"""Any text comes back from the PDF; a few examples, for each costs a second."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from outputs import look, printed
from test_texts import outcome_of, squeezed
from texts import escaped

from dossiers import only
from shadowkit.writing.pdf import PdfRenderer

pytestmark = pytest.mark.skipif(
    not shutil.which("pdftotext"), reason="pdftotext (package poppler-utils) is not installed"
)

# What the shipped fonts have and reads from left to right: pdftotext guesses at the rest.
_TEXTS = st.text("abcXYZéñßдЖя“”«»—–§&<>\"'*_[]{}\\#|1290.,;:!? ", min_size=1, max_size=60)


@pytest.fixture(scope="module")
def renderer() -> Iterator[PdfRenderer]:
    with PdfRenderer() as renderer:
        yield renderer


@settings(max_examples=5)
@given(_TEXTS.map(lambda text: " ".join(text.split())).filter(bool))
def test_a_literal_text_comes_back_from_the_pdf(renderer: PdfRenderer, text: str) -> None:
    t = escaped(text)
    table = f"| {t} |\n|---|\n| a |"
    content = f"# {t}\n\n{t}\n\n- {t}\n\n> {t}\n\nA note^[{t}]\n\n::: box\n{t}\n\n{table}\n:::\n"
    document = only(outcome_of(content))
    result = renderer.render(document, look())
    assert result.findings == ()
    done = subprocess.run(
        ["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"],
        input=result.data,
        capture_output=True,
        check=True,
        timeout=60,
    )
    shown = squeezed(done.stdout.decode("utf-8"))
    for line in printed(document):
        assert squeezed(line) in shown, line
