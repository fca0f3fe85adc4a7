"""Words that the printed forms of a trace have in common."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from shadowkit.tracing.objects import EarlierObject, Hole

HOLES: Final[Mapping[Hole, str]] = {
    "recommendation-without-evidence": "Recommendation without evidence",
    "gap-without-recommendation": "Gap without a recommendation",
    "evidence-without-source": "Evidence without a source",
    "earlier-without-answer": "Earlier recommendation without an answer",
    "assessment-without-evidence": "Assessment without evidence",
}


def ranges(numbers: Sequence[int]) -> str:
    """``15–19``, or ``3, 7`` where the numbers do not follow each other."""
    if len(numbers) > 1 and list(numbers) == list(range(numbers[0], numbers[-1] + 1)):
        return f"{numbers[0]}–{numbers[-1]}"
    return ", ".join(map(str, numbers))


def paragraphs(numbers: Sequence[int]) -> str:
    """``para. 15`` or ``paras. 15–19``; "" for what stands in no numbered paragraph."""
    if not numbers:
        return ""
    return f"{'para.' if len(numbers) == 1 else 'paras.'} {ranges(numbers)}"


def known_as(earlier: EarlierObject) -> str:
    """What an earlier recommendation is called: its number, else its paragraph, else its id."""
    if earlier["number"]:
        return earlier["number"]
    return f"para. {earlier['paragraph']}" if earlier["paragraph"] else earlier["id"]


def in_document(earlier: EarlierObject) -> str:
    """``rec. 140.30, para. 12``: never a number alone, of which Excel would make 140.3."""
    named = (("rec.", earlier["number"]), ("para.", earlier["paragraph"]))
    return ", ".join(f"{word} {number}" for word, number in named if number)


def counted(all: Iterable[EarlierObject], statuses: Mapping[str, str]) -> str:
    """``implemented 3, partly implemented 5``, in the order of `statuses`."""
    found = [one["status"] for one in all]
    counts = {words.lower(): found.count(status) for status, words in statuses.items()}
    return ", ".join(f"{words} {count}" for words, count in counts.items() if count)


def yes(true: bool) -> str:
    """What stands in a column of yes and nothing."""
    return "yes" if true else ""
