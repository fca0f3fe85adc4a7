"""reviews.yaml: what `shadowkit review` recorded, with the places of its ids."""

from __future__ import annotations

from shadowkit.location import Location
from shadowkit.model.fields import ID_PATTERN
from shadowkit.model.reviews import Review, Reviewed
from shadowkit.reading import faults
from shadowkit.reading.collector import Collector
from shadowkit.reading.validation import validate
from shadowkit.reading.yaml import Loaded

NAME = "reviews.yaml"
_HINT = f"Take back what was changed in {NAME}, or delete the file and run `shadowkit review`."


def read_reviews(loaded: Loaded, collector: Collector) -> dict[str, Review]:
    """The reviews in `loaded`, by the id of the recommendation; what is wrong with one does
    not stop the others."""
    if loaded.data is None:
        return {}
    if not isinstance(loaded.data, dict):
        collector.add(
            faults.BAD_VALUE,
            loaded.place((), Location(NAME)),
            "reviews are a map: the ids of recommendations, each with its fingerprints below",
            _HINT,
        )
        return {}
    found: dict[str, Review] = {}
    for id in loaded.data:
        place = loaded.key_places.get((id,), Location(NAME))
        if not ID_PATTERN.fullmatch(id):
            collector.add(faults.BAD_VALUE, place, f"`{id[:80]}` is no id", _HINT)
            continue
        reviewed = validate(Reviewed, loaded, (id,), NAME, collector)
        if reviewed is not None:
            places = {
                evidence: loaded.key_places.get((id, "evidence", evidence), place)
                for evidence in reviewed.evidence
            }
            found[id] = Review(reviewed, place, places)
    return found
