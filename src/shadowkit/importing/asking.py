"""Where a body asks, and how strongly: "The Committee further recommends that ..."."""

from __future__ import annotations

import re
from typing import Final

from shadowkit.model.imports import Imports

_BODY: Final = r"\b(?:Committee|It|it)(?:,[^.;:]{1,300},)?"
_BETWEEN: Final = (
    r"(?:\s+(?:also|further|furthermore|moreover|therefore|strongly|again|thus|and)){0,3}"
)


class Asking:
    """Finds the verb by which a body asks."""

    def __init__(self, imports: Imports) -> None:
        self._urgencies = {verb: one.urgency for one in imports.asking for verb in one.verbs}
        longest_first = sorted(self._urgencies, key=len, reverse=True)
        verbs = "|".join(map(re.escape, longest_first))
        self._pattern = re.compile(rf"{_BODY}{_BETWEEN},?\s+(?:\w+ly\s+)?(?P<verb>{verbs})\b")

    def urgency(self, text: str) -> str | None:
        """How strongly the first request of a text asks, "" where ours has no word for it; None
        where it asks for nothing."""
        found = self._pattern.search(text)
        return None if found is None else self._urgencies[found["verb"]]
