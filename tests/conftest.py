"""What all tests share: the option that rewrites accepted output, the comparison, and how
properties are searched."""

from __future__ import annotations

import os
from collections.abc import Callable
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
        "--update-golden",
        action="store_true",
        help="Write what the program says now into the expected.txt files; read the diff.",
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compares a text with an accepted file, or rewrites the file where asked to."""

    def compare(file: Path, text: str) -> None:
        if request.config.getoption("--update-golden"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
        assert file.is_file(), f"there is no {file.name}: pytest --update-golden, and read it"
        assert text == file.read_text(encoding="utf-8")

    return compare
