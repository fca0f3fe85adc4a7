"""How much of what one text says another says too: BM25 (Robertson and Spärck Jones), where a
rare word weighs more than a frequent one, and a long text is not preferred for its length."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from shadowkit.records import dataclass

_SATURATION: Final = 1.2
_LENGTH: Final = 0.75
"""The two constants of BM25, as in the literature."""
_WORD: Final = 1
"""What telling words have to count for together: pieces of a long form are not enough."""
_TELLING: Final = 0.3
"""A word is telling where no larger part of all texts has it."""
_FEW: Final = 2
"""Nor is a word too frequent that only so many texts have: one on either side."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What a document shares with a text: 1 where it has each of its words as often as a document
    of the usual length; and its telling words among them."""

    share: float
    telling: tuple[str, ...]


class Weights:
    """`texts` are those among which a word is rare or frequent, by the stems of each;
    `documents` those of them that are searched, with how often each has a stem."""

    def __init__(
        self, texts: Sequence[Iterable[str]], documents: Sequence[Mapping[str, float]]
    ) -> None:
        held = Counter(stem for text in texts for stem in set(text))
        count = len(texts)
        self.rarity: Mapping[str, float] = {
            stem: math.log(1 + (count - number + 0.5) / (number + 0.5))
            for stem, number in held.items()
        }
        most = max(_TELLING * count, _FEW)
        self._tells = frozenset(stem for stem, number in held.items() if number <= most)
        lengths = [sum(counts.values()) for counts in documents]
        average = sum(lengths) / max(len(documents), 1) or 1
        self._documents = documents
        self._weighed: dict[str, list[tuple[int, float]]] = defaultdict(list)
        """By stem, the numbers of the documents that have it, with what it weighs in each."""
        for number, counts in enumerate(documents):
            length = 1 - _LENGTH + _LENGTH * lengths[number] / average
            for stem, times in counts.items():
                weight = times * (_SATURATION + 1) / (times + _SATURATION * length)
                self._weighed[stem].append((number, self.rarity[stem] * weight))

    def covered(
        self, parts: Mapping[str, float], light: frozenset[str], least: float
    ) -> Mapping[int, Shared]:
        """How much of a text each document says that shares a telling word with it, and says at
        least so much, by number.  `parts` are the words of the text, with what each counts for;
        those that are `light` do not tell."""
        common = [0.0] * len(self._documents)
        whole = 0.0
        for stem, part in parts.items():
            whole += self.rarity[stem] * part
            for number, weight in self._weighed.get(stem, ()):  # the loop that takes time
                common[number] += weight * part
        telling = {one for one in parts if one in self._tells and one not in light}
        found: dict[int, Shared] = {}
        for number, share in enumerate(common):
            if share and share >= least * whole:
                held = self._documents[number]
                words = tuple(one for one in parts if one in telling and one in held)
                if sum(map(parts.__getitem__, words)) >= _WORD:
                    found[number] = Shared(share / whole, words)
        return found
