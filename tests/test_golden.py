"""What the format has, each in a folder of its own: from a few lines to text, Word and HTML.

``tests/golden/<case>`` is a dossier (what it lacks comes from ``shared``) and what was accepted
for it.  To add a case: a folder with a ``content/10.md``; then ``pytest --accept``, and read
what came: does it say what docs/format.md says?
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from cases import GOLDEN, laid_out, names
from shadowkit.building import look_of
from shadowkit.cli.findings import concise
from shadowkit.diagnostics import Severity
from shadowkit.pipeline import Outcome, Resolved, run
from shadowkit.writing import docx, html
from shadowkit.writing.text import write as write_text
from wordparts import word_parts


def _text(resolved: Resolved) -> str:
    return write_text(resolved.document)


def _body(resolved: Resolved) -> str:
    page = html.write(resolved.document, look_of(resolved)).decode("utf-8")
    body = page.partition("<body>\n")[2].partition("</body>")[0]
    return re.sub(r"(?<=;base64,)[\w+/=]+", "...", body)


def _word(resolved: Resolved) -> str:
    look = look_of(resolved)
    return word_parts(docx.write(resolved.document, look, resolved.template))


def _of_all(outcome: Outcome, form: Callable[[Resolved], str]) -> str:
    """One submission as it is, several each under its name."""
    if len(outcome.submissions) == 1:
        return form(outcome.submissions[0])
    return "\n".join(f"=== {r.filing.name} ===\n{form(r)}" for r in outcome.submissions)


@pytest.mark.parametrize("name", names(GOLDEN))
def test_what_the_format_has_prints_as_accepted(
    name: str, tmp_path: Path, golden: Callable[[Path, str], None]
) -> None:
    outcome = run(laid_out(GOLDEN / name, tmp_path))
    assert outcome.submissions
    assert not outcome.failed(), [concise(f) for f in outcome.findings]
    warnings = [concise(f) for f in outcome.findings if f.severity is Severity.WARNING]
    golden(GOLDEN / name / "expected.warnings.txt", "".join(f"{line}\n" for line in warnings))
    golden(GOLDEN / name / "expected.txt", _of_all(outcome, _text))
    golden(GOLDEN / name / "expected.html", _of_all(outcome, _body))
    golden(GOLDEN / name / "expected.docx.xml", _of_all(outcome, _word))
