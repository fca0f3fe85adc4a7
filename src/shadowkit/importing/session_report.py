"""Reports of Child Rights Connect on a session: recommendations without numbers, each behind a
label: "Data collection: The Committee urges the State party to ..."."""

from __future__ import annotations

import re
from typing import Final

from shadowkit.importing.asking import Asking
from shadowkit.importing.faults import ROW_UNREAD
from shadowkit.importing.found import Found, Reading, slug
from shadowkit.importing.known import Known
from shadowkit.importing.prose import Prose
from shadowkit.model.imports import ImportKind

_SECTION: Final = "recommendations of the committee"
_LABEL: Final = re.compile(r"(?P<label>[A-Z][^:.]{2,100}):\s+(?P<rest>.+)", re.S)
_STATE: Final = re.compile(r"Country session:\s*([^\n]+?)\s*(?:Date of session|\n|$)")
_DATE: Final = re.compile(r"Date of session:\s*(\d{1,2})\s*\w{0,2}\s+([A-Z][a-z]+)\s+(\d{4})")
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def read_session_report(prose: Prose, kind: ImportKind, file: str, known: Known) -> Reading:
    """The recommendations below the heading of that name."""
    reading = Reading(kind, file)
    named = _STATE.search(prose.text)
    state = known.states.code(named[1]) if named else ""
    date = _date(prose.text)
    reading.state = state
    reading.about = ", ".join(filter(None, (state, date)))
    asking = Asking(known.imports)
    prefix = f"{kind.prefix}-{date[:4]}" if date else kind.prefix
    inside = False
    for paragraph in prose.paragraphs:
        if paragraph.text.casefold() == _SECTION:
            inside = True
            continue
        labelled = _LABEL.fullmatch(paragraph.text)
        urgency = asking.urgency(paragraph.text)
        if not inside or labelled is None or urgency is None:
            if inside and urgency is not None:
                reading.add(
                    ROW_UNREAD,
                    paragraph.row,
                    1,
                    f"line {paragraph.row}: “{paragraph.text[:60]}” asks, and has no label",
                    "Write the entry by hand.",
                )
            continue
        label = labelled["label"]
        values = {
            "body": kind.body,
            "locator": label,
            "text": labelled["rest"],
            "language": "en",
            "urgency": urgency,
            "to": (state,) if state else (),
            "date": date,
            "themes": known.ids([label]),
        }
        reading.found.append(Found(values, paragraph.row, (label,), tag=slug(label), prefix=prefix))
    return reading


def _date(text: str) -> str:
    found = _DATE.search(text)
    if found is None or found[2] not in _MONTHS:
        return ""
    return f"{found[3]}-{_MONTHS.index(found[2]) + 1:02}-{int(found[1]):02}"
