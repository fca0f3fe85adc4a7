"""recommendations.yaml: earlier recommendations, each with the places of its values."""

from __future__ import annotations

from shadowkit.location import Location
from shadowkit.model.register import EarlierRecommendation, Register, Registered
from shadowkit.reading import faults
from shadowkit.reading.collector import Collector
from shadowkit.reading.validation import validate
from shadowkit.reading.yaml import Loaded

NAME = "recommendations.yaml"


def read_register(loaded: Loaded, collector: Collector) -> Register:
    """The register in `loaded`; what is wrong with one entry does not stop the others."""
    if loaded.data is None:
        return Register()
    if not isinstance(loaded.data, list):
        collector.add(
            faults.BAD_VALUE,
            loaded.place((), Location(NAME)),
            "earlier recommendations stand in a list",
            "Begin each with `- id: ...`.",
        )
        return Register()
    found: dict[str, Registered] = {}
    below = _by_entry(loaded)
    for number in range(len(loaded.data)):
        entry = validate(EarlierRecommendation, loaded, (number,), NAME, collector)
        if entry is None:
            continue
        place = loaded.place((number,), Location(NAME))
        first = found.get(entry.id)
        if first is not None:
            collector.add(
                faults.EARLIER_TWICE,
                loaded.place((number, "id"), place),
                f"the earlier recommendation `{entry.id}` stands here a second time; the first "
                f"is in line {first.location.line}",
                "Remove one of the two, or give it an id of its own.",
            )
            continue
        found[entry.id] = Registered(entry, place, below.get(number, {}))
    return Register(found.values())


def _by_entry(loaded: Loaded) -> dict[str | int, dict[tuple[str | int, ...], Location]]:
    """The places of the values of each entry, by its number."""
    found: dict[str | int, dict[tuple[str | int, ...], Location]] = {}
    for path, place in loaded.places.items():
        if path:
            found.setdefault(path[0], {})[path[1:]] = place
    return found
