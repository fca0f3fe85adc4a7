"""The five reference documents as dossiers, for measuring how often a check is right.

They are real filings and reports, taken out of PDFs; their text is no part of this project.
`scripts/precision.yaml` says which of their lines are what.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

FORMS = Path(__file__).with_name("precision.yaml")

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_NUMBERED = re.compile(r"(\d{1,3})\. +(.*)")
_ITEM = re.compile(r"[-•*] +(.*)")
_NOTE = re.compile(rf"([{_RAISED}]+) ?(.*)")
_LAYOUT = """\
id: plain
title: Plain
sections:
  - {id: text, takes: {rest: true}, heading: none}
"""
_SOURCES = "- {id: implementation-report, type: report, title: Implementation report}\n"


@dataclass
class Block:
    """A heading, paragraph, item or note, with the lines that it was made of.  `number` is the
    level of a heading, and the number of a paragraph or a note that has one."""

    role: str
    kind: str
    lines: list[tuple[int, str]]
    number: int = 0


@dataclass
class Dossier:
    """A dossier's files by name, and the line of the document for each line of its content."""

    files: dict[str, str]
    lines: list[int] = field(default_factory=list)

    def write(self, folder: Path) -> None:
        for name, text in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")


def documents(folder: Path) -> dict[str, Path]:
    """The documents in `folder` by their numbers, 000 to 004; those that are there."""
    return {path.name[:3]: path for path in sorted(folder.glob("00[0-4]_*.txt"))}


def as_dossier(number: str, path: Path) -> Dossier:
    """The document as a dossier of one submission."""
    form = yaml.safe_load(FORMS.read_text(encoding="utf-8"))[number]
    text = path.read_text(encoding="utf-8").split("\n")
    blocks = list(_blocks(text, form))
    content, lines = _content(blocks, form)
    submission = {"layout": "layout.yaml", "language": "en", "public": True, **form["settings"]}
    settings = {
        "title": "A reference document",
        "state": "RUS",
        "submitters": [{"name": "Example coalition"}],
        "submissions": {"report": submission},
    }
    files = {
        "content/10.md": content,
        "layout.yaml": _LAYOUT,
        "sources.yaml": _SOURCES,
        "shadowkit.yaml": yaml.safe_dump(settings, allow_unicode=True),
    }
    return Dossier(files, lines)


# --- reading ------------------------------------------------------------------------------


def _blocks(text: Sequence[str], form: dict[str, Any]) -> Iterator[Block]:
    left_out, continued = set(form.get("left-out", ())), set(form.get("continued", ()))
    kinds = dict(_kinds(form))
    body: Block | None = None
    open_line = False
    pending: list[Block] = []
    for number, raw in enumerate(text, 1):
        line = raw.strip()
        if not line or number in left_out:
            if form["paragraphs"] != "blank-with-space" or raw:
                open_line = False
            continue
        if number in continued and body is not None:
            target = pending[-1] if pending and pending[-1].role == "note" else body
            target = body if line[0].islower() and not line.startswith("http") else target
            target.lines.append((number, line))
            continue
        block = _block(number, raw, line, kinds, form)
        if open_line and block.role == "paragraph" and body is not None:
            body.lines.append((number, line))
            continue
        open_line = form["paragraphs"] != "line" and block.role != "heading"
        if block.role == "note":
            pending.append(block)
            continue
        if body is not None:
            yield body
        body = block
    if body is not None:
        yield body
    yield from pending


def _kinds(form: dict[str, Any]) -> Iterator[tuple[int, str]]:
    for kind in ("development", "recommendation"):
        for first, last in form.get(f"{kind}s", ()):
            for number in range(first, last + 1):
                yield number, kind


def _block(number: int, raw: str, line: str, kinds: dict[int, str], form: dict[str, Any]) -> Block:
    kind = kinds.get(number, "")
    for level, name in enumerate(("headings", "sub-headings"), 1):
        if number in form.get(name, ()):
            return Block("heading", "", [(number, line)], level)
    if found := _NOTE.fullmatch(line):
        return Block("note", "", [(number, found[2])], _plain_number(found[1]))
    if found := _ITEM.fullmatch(line):
        return Block("item", kind, [(number, found[1])])
    if form["paragraphs"] != "line" and raw.startswith(" "):
        return Block("item", kind, [(number, line)])
    if found := _NUMBERED.fullmatch(line):
        return Block("paragraph", kind, [(number, found[2])], int(found[1]))
    return Block("paragraph", kind, [(number, line)])


def _plain_number(raised: str) -> int:
    return int("".join(str(_RAISED.index(digit)) for digit in raised))


# --- writing ------------------------------------------------------------------------------


class _Content:
    def __init__(self) -> None:
        self.lines: list[tuple[int, str]] = []

    def add(self, number: int, text: str) -> None:
        self.lines.append((number, text))

    def blank(self) -> None:
        self.add(0, "")


def _content(blocks: Sequence[Block], form: dict[str, Any]) -> tuple[str, list[int]]:
    marks = _Marks(form["marks"], {block.number for block in blocks if block.role == "note"})
    out = _Content()
    answers = form.get("answers", {})
    numbered = False
    for position, block in enumerate(blocks):
        before = blocks[position - 1] if position else None
        after = blocks[position + 1] if position + 1 < len(blocks) else None
        same = before is not None and (before.role, before.kind) == (block.role, block.kind)
        goes_on = after is not None and (after.role, after.kind) == (block.role, block.kind)
        first = block.lines[0][0]
        if block.kind and not same:
            name = "recommendations" if block.kind == "recommendation" else block.kind
            named = " ".join(f"p{number}" for number in answers.get(first, ()))
            keys = f' answers="{named}"' if named else ""
            out.add(first, f"::: {{.{name}{keys}}}")
            out.blank()
        elif block.number and block.role == "paragraph":
            out.add(first, f"::: {{.paragraph #p{block.number}}}")
            out.blank()
            numbered = True
        _write(out, block, marks)
        if not (same and block.role == "item") or not goes_on:
            out.blank()
        # The items below a numbered paragraph are its own.
        has_items = after is not None and after.role == "item" and not after.kind
        if (block.kind and not goes_on) or (numbered and not has_items):
            out.add(0, ":::")
            out.blank()
            numbered = False
    text = "\n".join(line for _number, line in out.lines) + "\n"
    return text, [number for number, _line in out.lines]


def _write(out: _Content, block: Block, marks: _Marks) -> None:
    leads = {"heading": "#" * block.number + " ", "item": "- ", "note": f"[^{block.number}]: "}
    lead = leads.get(block.role, "")
    if block.kind == "recommendation" and block.role == "paragraph":
        lead = "- "
    indent = " " * (len(lead) if lead == "- " else 4 if block.role == "note" else 0)
    for place, (number, line) in enumerate(block.lines):
        out.add(number, (indent if place else lead) + marks.set(_safe(line), block.role))


def _safe(line: str) -> str:
    """The line, without what the format does not have and what would begin something else."""
    line = re.sub(r"</?u>", "", line)
    line = re.sub(r"<(https?:[^>]*)>", r"\1", line)
    line = re.sub(r"(?<!\\)([@^~<`])", r"\\\1", line)
    line = re.sub(r"^([-+#>])", r"\\\1", line)
    return re.sub(r"^(\d+)([.)])", r"\1\\\2", line)


class _Marks:
    """Sets the marks of notes: `[^3]` where the text of the note is there, `[^?3]` where it is
    lost."""

    def __init__(self, how: str, notes: set[int]) -> None:
        self._how = how
        self._notes = notes
        self._next = 1

    def set(self, line: str, role: str) -> str:
        if role == "note" or self._how == "none":
            return line
        if self._how == "raised":
            return re.sub(rf"[{_RAISED}]+", self._raised, line)
        return self._plain(line)

    def _raised(self, found: re.Match[str]) -> str:
        return self._mark(_plain_number(found[0]))

    def _mark(self, number: int) -> str:
        return f"[^{number}]" if number in self._notes else f"[^?{number}]"

    def _plain(self, line: str) -> str:
        """Marks in their order, each glued to a word or a mark of punctuation."""
        while found := re.search(rf"(?<=[^\W\d]|[.,)’”\]])[ ,]?{self._next}(?=[\s,]|$)", line):
            line = line[: found.start()] + self._mark(self._next) + line[found.end() :]
            self._next += 1
        return line
