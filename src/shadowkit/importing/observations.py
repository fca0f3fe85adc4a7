"""Concluding observations: numbered paragraphs, of which those are taken in which the body asks."""

from __future__ import annotations

import re
from typing import Final

from shadowkit.importing.asking import Asking
from shadowkit.importing.faults import AT_ODDS, ROW_UNREAD
from shadowkit.importing.found import Found, Reading
from shadowkit.importing.known import Known
from shadowkit.importing.prose import Paragraph, Prose
from shadowkit.model.imports import ImportKind

_SYMBOL: Final = re.compile(r"\b(?:[A-Z]{2,5}/C|E/C\.12)/[A-Z0-9./-]*CO/\d+(?:-\d+)?\b")
_LONGEST_HEADING: Final = 120
_STATE: Final = re.compile(r"/([A-Z]{3})/CO/")


def read_observations(
    prose: Prose, kind: ImportKind, head: str, file: str, known: Known
) -> Reading:
    """The paragraphs in which the body asks, each with its items."""
    reading = Reading(kind, file)
    symbol = _symbol(f"{head}\n{prose.text[:6000]}")
    # Of a body that the list of symbols has no observations of, the State stands in the same place.
    named = _STATE.search(symbol)
    state = named[1] if named else ""
    body = known.imports.body("CESCR" if symbol.startswith("E/C.12") else symbol.split("/")[0])
    reading.state = state
    reading.about = symbol or "without a symbol of the United Nations"
    if not symbol:
        reading.add(
            AT_ODDS,
            1,
            1,
            "the symbol of the document, such as CRC/C/OPSC/AUS/CO/1, is not in its text",
            "Add `symbol` and `body` to the entries by hand.",
        )
    asking = Asking(known.imports)
    last = 0
    for heading, paragraphs in _numbered(prose):
        first = paragraphs[0]
        if last and first.number != last + 1:
            reading.add(
                ROW_UNREAD,
                first.row,
                1,
                f"paragraph {first.number} follows paragraph {last}; what is between "
                "them, if there is something, was not found",
                "Look whether a recommendation is missing.",
            )
        last = first.number
        text = "\n".join(_shown(one) for one in paragraphs)
        urgency = asking.urgency(text)
        if urgency is None:
            reading.left_out["paragraphs that ask for nothing"] += 1
            continue
        values = {
            "body": body.name if body else "",
            "symbol": symbol,
            "paragraph": str(first.number),
            "text": text,
            "language": "en",
            "urgency": urgency,
            "to": (state,) if state else (),
            "themes": known.ids([heading] if heading else []),
        }
        reading.found.append(Found(values, first.row, (heading,) if heading else ()))
    return reading


def _symbol(text: str) -> str:
    found = _SYMBOL.search(text)
    return found[0] if found else ""


def _numbered(prose: Prose) -> list[tuple[str, list[Paragraph]]]:
    """Each numbered paragraph with what belongs to it, and the heading that it stands under."""
    found: list[tuple[str, list[Paragraph]]] = []
    heading, open_ = "", False
    for paragraph in prose.paragraphs:
        if paragraph.number:
            found.append((heading, [paragraph]))
            open_ = True
        elif paragraph.item:
            if open_:
                found[-1][1].append(paragraph)
        elif paragraph.heading or _is_heading(paragraph.text):
            heading, open_ = paragraph.text, False
        elif open_:
            found[-1][1].append(paragraph)
    return found


def _is_heading(text: str) -> bool:
    return len(text) <= _LONGEST_HEADING and (text[-1:].isalnum() or text.endswith(")"))


def _shown(paragraph: Paragraph) -> str:
    return f"{paragraph.item} {paragraph.text}".strip()
