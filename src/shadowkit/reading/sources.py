"""sources.yaml and sources.json: CSL data, with dates checked (dossier-format, 3)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from shadowkit.location import Location
from shadowkit.model.authored import Source
from shadowkit.model.dates import parse_date
from shadowkit.model.kinds import REFERENCE_PREFIXES
from shadowkit.reading import faults
from shadowkit.reading.collector import Collector
from shadowkit.reading.yaml import Loaded, Path

KEY = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_]|[:.#$%&+?<>~/-](?=[A-Za-z0-9_]))*")
MOST_CHARACTERS = 200
_FIGURES = re.compile(r"[0-9]+")
_TIME_OF_DAY = re.compile(r"(?<=[0-9])[T ][0-9]{2}:[0-9]{2}.*")
DATES = ("issued", "accessed", "original-date", "submitted", "event-date", "available-date")
TEXTS = ("id", "type", "title", "title-short", "publisher", "URL", "symbol", "note", "status")
TRUTHS = ("confidential",)
NAMES = ("author", "editor", "interviewer", "recipient", "translator", "contributor")


def read_sources(loaded: Loaded, name: str, collector: Collector) -> list[Source]:
    """The sources of one file; what is wrong with one of them does not stop the others."""
    base: Path = ()
    entries = loaded.data
    if isinstance(entries, dict):
        if "references" not in entries:
            collector.add(
                faults.BAD_VALUE,
                Location(name),
                "sources stand in a list, or in a list under `references:`",
                "Begin each source with `- id: ...`.",
            )
            return []
        entries, base = entries["references"], ("references",)
    if entries is None:
        return []
    if not isinstance(entries, list):
        collector.add(
            faults.BAD_VALUE,
            loaded.place(base, Location(name)),
            "sources stand in a list",
            "Begin each source with `- id: ...`.",
        )
        return []
    found: list[Source] = []
    for number, entry in enumerate(entries):
        source = _source(entry, loaded, (*base, number), name, collector)
        if source is not None:
            found.append(source)
    return found


def _source(
    entry: Any, loaded: Loaded, path: Path, name: str, collector: Collector
) -> Source | None:
    place = loaded.place(path, Location(name))
    if not isinstance(entry, dict):
        collector.add(faults.BAD_VALUE, place, "each source is a map: `- id: ...`, `title: ...`")
        return None
    id = entry.get("id")
    if not isinstance(id, str) or not id:
        collector.add(
            faults.MISSING_KEY,
            place,
            "the key `id` is missing here",
            "Give the source an id, by which it is cited.",
        )
        return None
    if not _check_id(id, loaded.place((*path, "id"), place), collector):
        return None
    data: dict[str, object] = {}
    for key, value in entry.items():
        where = loaded.place((*path, key), place)
        if value is None:
            continue
        if key in DATES:
            date = _date(value, where, collector)
            if date is not None:
                data[key] = date
        elif key in TEXTS and not isinstance(value, str):
            collector.add(faults.BAD_VALUE, where, f"`{key}`: one text belongs here")
        elif key in TRUTHS and not isinstance(value, bool):
            collector.add(faults.BAD_VALUE, where, f"`{key}`: write true or false")
        else:
            data[key] = value
    if data.get("kind") == "testimony":
        _take_out_names(data, loaded, path, place, collector)
    if "type" not in data:
        data["type"] = "document"
    return Source(
        id,
        data,
        place,
        incomplete=data.get("status") == "incomplete",
        confidential=data.get("confidential") is True,
    )


def _take_out_names(
    data: dict[str, object], loaded: Loaded, path: Path, place: Location, collector: Collector
) -> None:
    """A testimony has no person's name, in no file that is made and whatever was written."""
    for key in NAMES:
        if data.pop(key, None) is not None:
            collector.add(
                faults.BAD_VALUE,
                loaded.place((*path, key), place),
                f"`{key}`: a testimony names nobody; this is not printed",
                "Remove the name from the file: whoever gets the file can read it.",
            )


def _check_id(id: str, place: Location, collector: Collector) -> bool:
    prefix = id.partition(":")[0]
    if ":" in id and prefix in REFERENCE_PREFIXES:
        collector.add(
            faults.BAD_ID,
            place,
            f"the id of a source cannot begin with `{prefix}:`",
            "Give it another id; this one reads as a reference.",
        )
        return False
    if not KEY.fullmatch(id) or len(id) > MOST_CHARACTERS:
        collector.add(
            faults.BAD_ID,
            place,
            f"`{id[:60]}` cannot be cited",
            "Use letters, digits and hyphens, without spaces.",
        )
        return False
    return True


def _date(value: Any, place: Location, collector: Collector) -> dict[str, object] | None:
    """A CSL date as ``date-parts`` or ``literal``; None after a finding.  Accepts ISO text,
    ``date-parts``, ``{year, month, day}``, ``{raw}`` and ``{literal}``."""
    try:
        if isinstance(value, str):
            return {"date-parts": [parse_date(_TIME_OF_DAY.sub("", value)).parts]}
        if isinstance(value, list) and len(value) == 1:
            value = value[0]
        if isinstance(value, Mapping):
            if isinstance(value.get("literal"), str):
                return {"literal": value["literal"]}
            if "raw" in value:
                return {"date-parts": [parse_date(str(value["raw"])).parts]}
            if "date-parts" in value:
                parts = value["date-parts"]
                if isinstance(parts, list) and 1 <= len(parts) <= 2:
                    kept = {key: value[key] for key in ("season", "circa") if key in value}
                    return {"date-parts": [_parts(part) for part in parts], **kept}
            elif "year" in value:
                parts = [value.get(key) for key in ("year", "month", "day")]
                while parts and parts[-1] in (None, ""):
                    parts.pop()
                return {"date-parts": [_parts(parts)]}
    except ValueError as error:
        collector.add(faults.BAD_VALUE, place, str(error))
        return None
    except TypeError:
        pass
    collector.add(
        faults.BAD_VALUE,
        place,
        "this is not a date",
        "Write 2013, 2013-05 or 2013-05-02, or `{literal: spring 2013}`.",
    )
    return None


def _parts(parts: Any) -> list[int]:
    if not isinstance(parts, list) or not 1 <= len(parts) <= 3:
        raise TypeError
    if not all(isinstance(part, str) and _FIGURES.fullmatch(part) for part in parts):
        raise TypeError
    return parse_date("-".join(part.zfill(2) for part in parts)).parts
