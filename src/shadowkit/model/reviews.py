"""reviews.yaml: how recommendations and their evidence read when somebody last saw that the
one follows from the other (dossier-format, 4)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Annotated, Any, Final, TypeAlias

from pydantic import BeforeValidator, Field, WithJsonSchema

from shadowkit.location import Location
from shadowkit.model.fields import Id, Strict
from shadowkit.records import dataclass

_FINGERPRINT = re.compile(r"[0-9a-f]{16}")


def _fingerprint(value: Any) -> Any:
    if isinstance(value, str) and not _FINGERPRINT.fullmatch(value):
        raise ValueError(
            f"`{value[:40]}` is no fingerprint, which has 16 of the signs 0-9 and a-f; delete "
            "this entry and run `shadowkit review`"
        )
    return value


Fingerprint: TypeAlias = Annotated[
    str,
    BeforeValidator(_fingerprint),
    WithJsonSchema({"type": "string", "pattern": f"^{_FINGERPRINT.pattern}$"}),
]
"""The beginning of the hash of what an author wrote."""


class Reviewed(Strict):
    """One recommendation as it was reviewed."""

    recommendation: Fingerprint
    """The fingerprint of its own words."""
    evidence: Mapping[Id, Fingerprint] = Field(default_factory=dict)
    """The fingerprint of each block, span or section that it rests on, by its id."""


@dataclass(frozen=True, slots=True)
class Review:
    """What reviews.yaml says of one recommendation, with the places of the ids there."""

    reviewed: Reviewed
    location: Location
    places: Mapping[str, Location] = field(default_factory=dict)

    def place(self, evidence: str) -> Location:
        """Where the file names that evidence."""
        return self.places.get(evidence, self.location)


_HEADER: Final = """\
# Written by `shadowkit review`, never by hand. These are fingerprints of recommendations and of
# the evidence they rest on, as both read when somebody last saw that the one follows from the
# other. `shadowkit check` says what has changed since. Keep this file with the dossier.
"""
_NO_TEXTS: Final = frozenset(["yes", "no", "on", "off", "true", "false", "null", "y", "n"])
"""Ids that programs take for something else than a text where they stand bare."""


def as_file(reviews: Mapping[str, Reviewed]) -> str:
    """The text of reviews.yaml: the same for the same reviews."""
    return "\n".join((_HEADER, *_lines(reviews))) + "\n" * bool(reviews)


def _lines(reviews: Mapping[str, Reviewed]) -> Iterator[str]:
    # A fingerprint may look like a number; in quotation marks it is a text to every program.
    for id, reviewed in sorted(reviews.items()):
        yield f"{_key(id)}:"
        yield f'  recommendation: "{reviewed.recommendation}"'
        if reviewed.evidence:
            yield "  evidence:"
        for evidence, fingerprint in sorted(reviewed.evidence.items()):
            yield f'    {_key(evidence)}: "{fingerprint}"'


def _key(id: str) -> str:
    return f'"{id}"' if id in _NO_TEXTS else id
