"""docs/format.md as data: its tables, and its examples of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "docs" / "format.md"

_CODE = re.compile(r"`([^`]+)`")
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```\n", re.MULTILINE | re.DOTALL)
_NOT_YET = "not yet"


@dataclass(frozen=True)
class Row:
    """One row of a table: its cells, the last of which says how things stand today."""

    cells: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """What the row is about: what stands as code in its first cell."""
        return tuple(_CODE.findall(self.cells[0]))

    @property
    def waits(self) -> bool:
        """Whether the page says that the program does not do this yet."""
        return self.cells[-1] == _NOT_YET


@dataclass(frozen=True)
class Table:
    """A table, the title of its section and the word above its first column."""

    section: str
    head: str
    rows: tuple[Row, ...]

    def names(self) -> set[str]:
        return {name for row in self.rows for name in row.names}

    def working(self) -> set[str]:
        """What the page says the program does, or at least reads."""
        return {name for row in self.rows if not row.waits for name in row.names}


@cache
def tables() -> tuple[Table, ...]:
    """All tables of the page, in its order."""
    found: list[Table] = []
    section = ""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    fenced = False
    for number, line in enumerate(lines):
        fenced ^= line.startswith("```")
        if line.startswith("#") and not fenced:
            section = line.lstrip("# ").replace("`", "")
        elif line.startswith("|---") and not fenced:
            head = _cells(lines[number - 1])[0]
            rows = tuple(Row(_cells(row)) for row in _while_rows(lines[number + 1 :]))
            found.append(Table(section, head, rows))
    return tuple(found)


def table(section: str, head: str = "", number: int = 0) -> Table:
    """The table of a section (by the beginning of its title); `head` and `number` tell several
    apart."""
    fit = [t for t in tables() if t.section.startswith(section) and head in ("", t.head)]
    return fit[number]


@cache
def examples() -> tuple[tuple[str, str], ...]:
    """Content of the page with the text that it says is printed of it."""
    shown = list(_BLOCK.finditer(PAGE.read_text(encoding="utf-8")))
    return tuple(
        (content[2], printed[2])
        for content, printed in pairwise(shown)
        if (content[1], printed[1]) == ("markdown", "text") and content.end() == printed.start()
    )


@cache
def files() -> tuple[str, ...]:
    """The files in YAML that the page shows: settings, a look, sources, a register, a layout."""
    shown = _BLOCK.finditer(PAGE.read_text(encoding="utf-8"))
    return tuple(block[2] for block in shown if block[1] == "yaml")


def _while_rows(lines: list[str]) -> Iterator[str]:
    for line in lines:
        if not line.startswith("|"):
            return
        yield line


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip().replace("\\*", "*") for cell in line.strip("|").split(" | "))
