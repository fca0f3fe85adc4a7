"""CSL data to sources, with dates checked (dossier-format, 3): sources.yaml, sources.json, and
what `bibtex` makes of .bib files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from shadowkit.diagnostics import misspelt
from shadowkit.location import Location
from shadowkit.model.authored import Source
from shadowkit.model.dates import PartialDate, parse_date
from shadowkit.model.kinds import REFERENCE_PREFIXES
from shadowkit.reading import faults
from shadowkit.reading.collector import Collector
from shadowkit.reading.yaml import Loaded, Path
from shadowkit.reading.zotero import mended

KEY = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_]|[:.#$%&+?<>~/-](?=[A-Za-z0-9_]))*")
MOST_CHARACTERS = 200
_FIGURES = re.compile(r"[0-9]+")
_TIME_OF_DAY = re.compile(r"(?<=[0-9])[T ][0-9]{2}:[0-9]{2}.*")
DATES = ("issued", "accessed", "original-date", "submitted", "event-date", "available-date")
_PARTS = ("year", "month", "day")
SEASONS = ("13", "14", "15", "16", "21", "22", "23", "24")
_OPEN: tuple[list[str], ...] = (["0"], [""], [])
TEXTS = ("id", "type", "title", "title-short", "publisher", "URL", "symbol", "note", "status")
TRUTHS = ("confidential",)
NAMES = ("author", "editor", "interviewer", "recipient", "translator", "contributor")
_OWN = (*TEXTS, *TRUTHS, *DATES, *NAMES, "kind")
# Other variables of CSL 1.0.2 that are spelt much like one of ours.
_ALIKE = frozenset(("issue", "original-title"))


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
    for key, value in mended(entry, markdown=name.endswith((".yaml", ".yml"))).items():
        where = loaded.place((*path, key), place)
        if value is None:
            continue
        meant = misspelt(key, _OWN) if key not in _OWN and key not in _ALIKE else ""
        if meant:
            spot = loaded.key_places.get((*path, key), where)
            hint = f"Did you mean `{meant}`?"
            collector.add(faults.UNKNOWN_KEY, spot, f"a source has no key `{key[:60]}`", hint)
        elif key in DATES:
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
    ``date-parts``, ``{year, month, day}`` (two of them in a list are a span), ``{raw}`` and
    ``{literal}``."""
    try:
        if isinstance(value, str):
            return {"date-parts": [parse_date(_TIME_OF_DAY.sub("", value)).parts]}
        if isinstance(value, Mapping):
            value = [value]
        if isinstance(value, list) and len(value) <= 2:
            first, *more = value
            if not more and isinstance(first.get("literal"), str):
                return {"literal": first["literal"]}
            if not more and "raw" in first:
                return {"date-parts": [parse_date(str(first["raw"])).parts]}
            if "date-parts" in first or "year" in first:
                kept = {key: first[key] for key in ("season", "circa") if first.get(key)}
                return {**_parts_of([first, *more]), **kept}
    except ValueError as error:
        collector.add(faults.BAD_VALUE, place, str(error))
        return None
    except (TypeError, AttributeError):
        pass
    collector.add(
        faults.BAD_VALUE,
        place,
        "this is not a date",
        "Write 2013, 2013-05 or 2013-05-02, or `{literal: spring 2013}`.",
    )
    return None


def _parts_of(ends: list[Mapping[str, Any]]) -> dict[str, object]:
    """One date in ``date-parts``, or one map or two of year, month and day, as CSL wants it.

    Seasons may stand as months, 13 to 16 or 21 to 24, and the end 0 leaves a span open: so
    Zotero and BibLaTeX write them.
    """
    if "date-parts" in ends[0]:
        listed = ends[0]["date-parts"]
        if not isinstance(listed, list) or len(ends) > 1:
            raise TypeError
    else:
        listed = [_given(end) for end in ends]
    if not 1 <= len(listed) <= 2:
        raise TypeError
    if len(listed) == 2 and listed[1] in _OPEN:
        return {"literal": str(PartialDate(*_parts(listed[0]))) + "–"}
    seasons = [_season(part) for part in listed]
    parts = [
        _parts(part[:1] if season else part) for part, season in zip(listed, seasons, strict=True)
    ]
    return {"date-parts": parts, **({"season": seasons[0]} if seasons[0] else {})}


def _given(end: Mapping[str, Any]) -> list[Any]:
    """Year, month and day as far as they are given; a gap between them stays."""
    parts = [end.get(key) for key in _PARTS]
    while parts and parts[-1] in (None, ""):
        parts.pop()
    return parts


def _season(parts: Any) -> str:
    if isinstance(parts, list) and len(parts) == 2 and str(parts[1]) in SEASONS:
        return str(SEASONS.index(str(parts[1])) % 4 + 1)
    return ""


def _parts(parts: Any) -> list[int]:
    if not isinstance(parts, list) or not 1 <= len(parts) <= 3:
        raise TypeError
    if not all(isinstance(part, (str, int)) and _FIGURES.fullmatch(str(part)) for part in parts):
        raise TypeError
    return parse_date("-".join(str(part).zfill(2) for part in parts)).parts
