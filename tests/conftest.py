"""What all tests share: the option that rewrites accepted output, the comparison, and how
properties are searched."""

from __future__ import annotations

import os
from collections.abc import Callable
from difflib import unified_diff
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# The same examples in every run; a long search is SHADOWKIT_EXAMPLES=2000 pytest tests/properties.
_EXAMPLES = os.environ.get("SHADOWKIT_EXAMPLES")
_COMMON = settings(deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)
settings.register_profile("repeatable", _COMMON, derandomize=True, database=None, max_examples=60)
settings.register_profile("search", _COMMON, max_examples=int(_EXAMPLES or 0) or 1)
settings.load_profile("search" if _EXAMPLES else "repeatable")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept",
        action="store_true",
        help="Write what the program makes now into the accepted files (expected.*); read the "
        "diff before you commit it.",
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compares a text with an accepted file, or rewrites the file where asked to.

    A text of nothing has no file: where one lies all the same, it is a difference too."""

    def compare(file: Path, text: str) -> None:
        accepted = file.read_text(encoding="utf-8") if file.is_file() else ""
        if text == accepted:
            return
        if request.config.getoption("--accept"):
            file.unlink(missing_ok=True)
            if text:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8", newline="\n")
            return
        lines = unified_diff(
            accepted.splitlines(), text.splitlines(), "accepted", "now", lineterm="", n=2
        )
        name = f"{file.parent.name}/{file.name}"
        pytest.fail(
            "\n".join([f"{name} differs; if it is right, pytest --accept", *lines]), pytrace=False
        )

    return compare
