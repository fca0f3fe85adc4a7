"""docs/forms.md against the tests that it names."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
FORMS = ROOT / "docs" / "forms.md"
_TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def _tests(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = (node.name for node in tree.body if isinstance(node, ast.FunctionDef))
    return {name for name in functions if name.startswith("test_")}


def test_every_test_that_the_page_names_exists() -> None:
    named = _TEST.findall(FORMS.read_text(encoding="utf-8"))
    assert named
    missing = [
        f"{path}::{name}"
        for path, name in named
        if not (ROOT / path).is_file() or name not in _tests(ROOT / path)
    ]
    assert missing == []


def test_every_row_of_a_form_names_a_test() -> None:
    rows = [
        line
        for line in FORMS.read_text(encoding="utf-8").splitlines()
        if line.startswith("| ") and not line.startswith("| in the model")
    ]
    assert rows
    assert [row for row in rows if not _TEST.search(row)] == []


def test_every_test_of_a_form_is_named_on_the_page() -> None:
    page = FORMS.read_text(encoding="utf-8")
    own = Path(__file__)
    for path in sorted(own.parent.glob("test_*.py")):
        if path != own:
            unnamed = [name for name in _tests(path) if f"{path.name}::{name}`" not in page]
            assert unnamed == [], path.name
