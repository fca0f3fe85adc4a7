"""`shadowkit count`"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any, Final, Literal

import click
from typing_extensions import TypedDict

from shadowkit.cli.bars import WIDTH, bar, cell, shown_width, wrapped
from shadowkit.cli.common import (
    dossier_argument,
    format_option,
    opened,
    output_options,
    show_errors,
    submission_option,
    wants_color,
)
from shadowkit.cli.failing import DataCommand
from shadowkit.model.assembly import Filing
from shadowkit.model.document import PARTS, BlockCounts, Counts, Document, SectionCounts
from shadowkit.model.readings import (
    SHOWN_COUNT,
    TEXT_PARTS,
    Reading,
    budget,
    readings,
    section_words,
    word_limit,
)
from shadowkit.wordcount import COUNTS

VERSION = 1


class HeldObject(TypedDict):
    """Whether there are more words than there may be, and how many are left, below zero where
    there are more; null where there is nothing to hold them against."""

    over: bool | None
    left: int | None


class ReadingObject(HeldObject):
    """The words of some parts of the document by one named count, against the limit."""

    name: str
    parts: list[str]
    count: str
    words: int
    limit: int | None


class LimitObject(TypedDict):
    """The mechanism's limit, and how far its source can be trusted."""

    words: int
    mechanism: str
    confidence: Literal["verified", "secondary", "unverified"]
    authority: str


class ShownObject(TypedDict):
    """Which words of a section are held against its budget."""

    count: str
    parts: list[str]
    words: int


class SectionObject(HeldObject):
    """A section, and the budget that the settings or the layout give it."""

    id: str
    title: str
    words: dict[str, dict[str, int]]
    held: ShownObject
    budget: int | None
    budget_source: Literal["settings", "layout"] | None


class BlockObject(TypedDict):
    """A block: its section, its place in the dossier, its first words, and how many words it has,
    those of its notes apart, by the count that sections are held against."""

    section: str
    path: str
    line: int
    text: str
    words: int
    notes: int


class CountedObject(TypedDict):
    """One submission.  `words` are those of each part, by each named count; `blocks` stand in the
    order in which they are printed."""

    submission: str
    title: str
    words: dict[str, dict[str, int]]
    limit: LimitObject | None
    readings: list[ReadingObject]
    sections: list[SectionObject]
    blocks: list[BlockObject]


class CountObject(TypedDict):
    """What `shadowkit count --format json` prints.  `fault` says why the command could not be
    carried out; it is null where it could."""

    version: int
    submissions: list[CountedObject]
    fault: str | None


def _as_json(counted: list[CountedObject], fault: str | None = None) -> str:
    data: CountObject = {"version": VERSION, "submissions": counted, "fault": fault}
    return json.dumps(data, ensure_ascii=False, indent=2)


@click.command("count", cls=DataCommand, failures={"json": partial(_as_json, [])})
@dossier_argument
@submission_option
@format_option("table", "json")
@output_options
def command(
    folder: Path | None, names: tuple[str, ...], format: str, quiet: bool, no_color: bool
) -> int:
    """Count words by section and part, and against the mechanism's limit under every
    plausible reading of what it counts.

    \b
    Example:  shadowkit count my-report
    """
    outcome = opened(folder, names)
    counted = [_counted(resolved.filing, resolved.document) for resolved in outcome.submissions]
    if format == "json":
        click.echo(_as_json(counted))
    else:
        color = wants_color(no_color, sys.stdout)
        for position, one in enumerate(counted):
            lines = _Table(color).lines(one)
            click.echo("\n" * bool(position) + "\n".join(lines), color=color)
    if not quiet:
        show_errors(outcome)
    return int(not outcome.submissions)


# --- what is counted --------------------------------------------------------------------


def _counted(filing: Filing, document: Document) -> CountedObject:
    mechanism = filing.mechanism
    rule = word_limit(filing)
    limit: LimitObject | None = None
    if mechanism and rule:
        limit = {
            "words": rule.value,
            "mechanism": mechanism.id,
            "confidence": rule.confidence.value,
            "authority": rule.authority,
        }
    most = rule.value if rule else None
    return {
        "submission": filing.name,
        "title": document.title,
        "words": _words(document.counts),
        "limit": limit,
        "readings": [_reading(r, most) for r in readings(mechanism, document.counts)],
        "sections": [_section(filing, counts) for counts in document.section_counts],
        "blocks": [_block(counts) for counts in document.block_counts],
    }


def _words(counts: Counts) -> dict[str, dict[str, int]]:
    return {name: {part: counts.total(name, (part,)) for part in PARTS} for name in COUNTS}


def _reading(reading: Reading, most: int | None) -> ReadingObject:
    return {
        "name": reading.name,
        "parts": list(reading.parts),
        "count": reading.count,
        "words": reading.words,
        "limit": most,
        **_held(reading.words, most),
    }


def _section(filing: Filing, counts: SectionCounts) -> SectionObject:
    given = budget(filing, counts.id)
    words = section_words(counts.counts)
    return {
        "id": counts.id,
        "title": counts.title,
        "words": _words(counts.counts),
        "held": {"count": SHOWN_COUNT, "parts": list(TEXT_PARTS), "words": words},
        "budget": given.words if given else None,
        "budget_source": given.source if given else None,
        **_held(words, given.words if given else None),
    }


def _block(counts: BlockCounts) -> BlockObject:
    return {
        "section": counts.section,
        "path": counts.location.path,
        "line": counts.location.line,
        "text": counts.beginning,
        "words": section_words(counts.counts),
        "notes": counts.counts.total(SHOWN_COUNT, ("notes",)),
    }


def _held(words: int, most: int | None) -> HeldObject:
    if most is None:
        return {"over": None, "left": None}
    return {"over": words > most, "left": most - words}


# --- the table --------------------------------------------------------------------------

_BAR: Final = 16
_FIGURE: Final = 8
_TITLE: Final = 32
_NAME: Final = 26
_COUNT: Final = 12
_PART: Final = 13
_HEAVIEST: Final = 5
_NEAR: Final = 0.9
"""From this share of a limit on, its bar is yellow."""


class _Table:
    def __init__(self, color: bool) -> None:
        self._color = color

    def lines(self, one: CountedObject) -> list[str]:
        """The lines of one submission, none wider than the terminal."""
        return [
            self._head(cell(f"{one['submission']}: {one['title']}", WIDTH).rstrip()),
            "",
            # The words of annexes stand among the parts: no budget is about them.
            *self._sections([s for s in one["sections"] if not _is_annex(s)]),
            *self._heaviest(one["blocks"]),
            *self._parts(one["words"]),
            *self._limit(one["limit"], one["readings"]),
        ]

    def _sections(self, sections: list[SectionObject]) -> Iterator[str]:
        if not sections:
            return
        budgeted = any(section["budget"] is not None for section in sections)
        head = _row("Section", "words", *["budget"] * budgeted)
        yield self._head(head)
        for section in sections:
            words, most = section["held"]["words"], section["budget"]
            title = section["title"] or section["id"]
            if most is None:
                yield _row(title, words)
            else:
                yield _row(title, words, most) + "  " + self._bar(words, most)
        total = sum(section["held"]["words"] for section in sections)
        budgets = [section["budget"] for section in sections if section["budget"] is not None]
        if len(budgets) == len(sections):
            most = sum(budgets)
            yield self._strong(_row("All sections", total, most)) + "  " + self._bar(total, most)
        else:
            yield self._strong(_row("All sections", total))
        parts = _listed(sections[0]["held"]["parts"])
        yield self._faint(f"  Words of {parts}, as {sections[0]['held']['count']} counts.")
        yield ""

    def _heaviest(self, blocks: list[BlockObject]) -> Iterator[str]:
        """The blocks with the most words, where shortening would gain most."""
        heavy = sorted(blocks, key=lambda block: block["words"] + block["notes"], reverse=True)
        heavy = [block for block in heavy if block["words"] and block["path"]][:_HEAVIEST]
        if len(blocks) <= _HEAVIEST or not heavy:
            return
        yield self._head(_row("Heaviest blocks", "words", "notes"))
        for block in heavy:
            place = f"{block['path']}:{block['line']}"
            if shown_width(place) > _TITLE:  # its end says more
                place = "…" + place[1 - _TITLE :]
            row = _row(place, block["words"], block["notes"])
            yield f"{row}  {cell(block['text'], WIDTH - shown_width(row) - 2)}".rstrip()
        yield ""

    def _parts(self, words: dict[str, dict[str, int]]) -> Iterator[str]:
        yield self._head(f"  {cell('Part', _TITLE)}" + "".join(f"{n:>{_PART}}" for n in words))
        for part in PARTS:
            figures = "".join(f"{parts[part]:>{_PART},}" for parts in words.values())
            yield f"  {cell(part, _TITLE)}{figures}"
        totals = "".join(f"{sum(parts.values()):>{_PART},}" for parts in words.values())
        yield self._strong(f"  {cell('All parts', _TITLE)}{totals}")
        yield ""

    def _limit(self, limit: LimitObject | None, found: list[ReadingObject]) -> Iterator[str]:
        if limit is None:
            yield "  No word limit is known for this submission."
            return
        yield self._head(f"  Limit of {limit['mechanism']}: {limit['words']:,} words")
        yield from map(self._faint, wrapped(limit["authority"], "  "))
        yield ""
        yield self._head(
            f"  {cell('Counted are', _NAME)}{cell('as in', _COUNT)}{'words':>{_FIGURE}}"
        )
        for name, same in groupby(found, key=lambda reading: reading["name"]):
            for place, reading in enumerate(same):
                words = reading["words"]
                yield (
                    f"  {cell('' if place else name, _NAME)}{cell(reading['count'], _COUNT)}"
                    f"{words:>{_FIGURE},}  {self._bar(words, limit['words'])}"
                )
        over = sum(bool(reading["over"]) for reading in found)
        yield ""
        if not over:
            yield self._styled("  Within the limit, however one counts.", fg="green")
        elif over == len(found):
            yield self._styled("  Over the limit, however one counts.", fg="red", bold=True)
        else:
            text = f"  Over the limit in {over} of {len(found)} readings."
            yield self._styled(text, fg="yellow", bold=True)

    def _bar(self, words: int, most: int) -> str:
        """The bar, and how many words are left or too many."""
        colour = "red" if words > most else "yellow" if words >= _NEAR * most else "green"
        drawn = self._styled(bar(words, most, _BAR), fg=colour)
        if words > most:
            return f"{drawn} {self._styled(f'{words - most:>6,} over', fg='red', bold=True)}"
        return f"{drawn} {most - words:>6,} left"

    def _styled(self, text: str, **how: Any) -> str:
        return click.style(text, **how) if self._color else text

    def _head(self, text: str) -> str:
        return self._styled(text, bold=True)

    _strong = _head

    def _faint(self, text: str) -> str:
        return self._styled(text, dim=True)


def _is_annex(section: SectionObject) -> bool:
    return bool(section["words"][SHOWN_COUNT]["annexes"])


def _row(title: str, *figures: int | str) -> str:
    shown = (f"{f:,}" if isinstance(f, int) else f for f in figures)
    return f"  {cell(title, _TITLE)}" + "".join(f"{figure:>{_FIGURE}}" for figure in shown)


def _listed(words: list[str]) -> str:
    return ", ".join(words[:-1]) + " and " + words[-1]
