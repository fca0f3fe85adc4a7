"""Factsheets of the Lanzarote Committee: items below "The Committee invites ...", whose notes say
which recommendations of the report they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from shadowkit.importing.asking import Asking
from shadowkit.importing.faults import ROW_UNREAD
from shadowkit.importing.found import Found, Reading
from shadowkit.importing.known import Known
from shadowkit.importing.prose import Paragraph, Prose
from shadowkit.model.imports import ImportKind

_NAMED: Final = re.compile(r"\bRecommendations?\b[^.]*")
_NUMBER: Final = re.compile(r"\b[IVXL]+-\d{1,3}\b")
_CHAPTER: Final = re.compile(r"([IVXL]+)\.\s+([A-Z][^.…]{3,90})")
_STATE: Final = re.compile(r"FACTSHEET\s*[-–—:]\s*(.+)", re.I)
_ROUND: Final = re.compile(r"\b(first|second|third|fourth) monitoring round\b", re.I)
_ROUNDS: Final = {"first": "1", "second": "2", "third": "3", "fourth": "4"}


def read_factsheet(prose: Prose, kind: ImportKind, head: str, file: str, known: Known) -> Reading:
    """The recommendations that notes of the factsheet name."""
    reading = Reading(kind, file)
    whole = f"{head}\n{prose.text}"
    state = _state(whole, known)
    round_ = _ROUND.search(whole)
    cycle = _ROUNDS[round_[1].lower()] if round_ else ""
    reading.state = state
    reading.about = ", ".join(
        filter(None, (state, f"monitoring round {cycle}" if cycle else "round not said"))
    )
    named = {mark: _numbers(text) for mark, (text, _row) in prose.notes.items()}
    seen: set[str] = set()
    for chapter, urgency, numbers, paragraphs in _groups(prose, named, known):
        for number in numbers:
            seen.add(number)
            values = {
                "number": number,
                "body": kind.body,
                "text": "\n".join(_shown(one, len(paragraphs)) for one in paragraphs),
                "language": "en",
                "urgency": urgency,
                "to": (state,) if state else (),
                "cycle": cycle,
                "themes": known.ids([chapter] if chapter else []),
            }
            found = Found(values, paragraphs[0].row, (chapter,) if chapter else ())
            reading.found.append(found)
    for mark, numbers in named.items():
        for number in numbers:
            if number not in seen:
                shown = mark.lstrip("fe")
                reading.add(
                    ROW_UNREAD,
                    prose.notes[mark][1] or 1,
                    1,
                    f"note {shown} names Recommendation {number}, and no mark {shown} stands in a "
                    "text that asks for something",
                    "Look for the mark in the text, and write the entry by hand.",
                )
    return reading


def _groups(
    prose: Prose, named: dict[str, list[str]], known: Known
) -> Iterator[tuple[str, str, list[str], list[Paragraph]]]:
    """Each text that notes give numbers to, with its chapter and urgency."""
    asking = Asking(known.imports)
    chapter = ""
    urgency, asks, since = "", False, list[Paragraph]()
    for paragraph in prose.paragraphs:
        titled = _CHAPTER.fullmatch(paragraph.text)
        if titled is not None and not paragraph.marks:
            chapter, asks, since = titled[2].strip(), False, []
            continue
        own = asking.urgency(paragraph.text)
        if own is not None:
            urgency, asks, since = own, True, []
            lead_in = paragraph.text.endswith(":") and not paragraph.item
            if lead_in and not paragraph.marks:
                continue
        elif not asks:
            continue
        elif not paragraph.item and not paragraph.text[:1].islower():
            asks, since = False, []
            continue
        since.append(paragraph)
        numbers = [number for mark in paragraph.marks for number in named.get(mark, ())]
        if numbers:
            yield chapter, urgency, numbers, since
            since = []


def _numbers(note: str) -> list[str]:
    return [number for part in _NAMED.findall(note) for number in _NUMBER.findall(part)]


def _state(text: str, known: Known) -> str:
    found = _STATE.search(text)
    return known.states.code(found[1].strip()) if found else ""


def _shown(paragraph: Paragraph, several: int) -> str:
    return f"{paragraph.item} {paragraph.text}".strip() if several > 1 else paragraph.text
