"""A submission's own recommendations in words: what is asked, and what stands over and before it.

What a report on somebody else's recommendations (`about:`) restates is left out: its words are
not the author's.  English only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import takewhile

from shadowkit.checking.prose import Passage, is_english, passage
from shadowkit.checking.registry import SubmissionContext
from shadowkit.location import Location
from shadowkit.model.authored import ABlock, AList, AParagraph, ASection
from shadowkit.model.fields import in_language
from shadowkit.model.inline import authored_text
from shadowkit.model.kinds import Keys, RecommendationKeys
from shadowkit.model.requests import Request, begins_with_words, is_request, requests_of
from shadowkit.records import dataclass


@dataclass(frozen=True, slots=True)
class Wish:
    """A recommendation with its words: those of its first paragraph, and the author's words
    before its list and the headings over it.  `chapter` is the place of the outermost of these
    headings, or of what stands in for one."""

    request: Request
    words: Passage
    lead_in: str
    heading: str
    chapter: tuple[int, Location | None]

    @property
    def text(self) -> str:
        """Its words, without those of others."""
        return self.words.own

    @property
    def location(self) -> Location:
        """Where its words begin."""
        return self.words.place(0, len(self.words.text))

    @property
    def keys(self) -> RecommendationKeys:
        """The keys in force for it."""
        keys: Keys = self.request.keys
        return keys if isinstance(keys, RecommendationKeys) else RecommendationKeys()


@lru_cache(maxsize=32)
def lists(context: SubmissionContext) -> tuple[tuple[Wish, ...], ...]:
    """The submission's own recommendations, each once, by the lists that they print in."""
    return tuple(_find_lists(context))


def _find_lists(context: SubmissionContext) -> Iterator[tuple[Wish, ...]]:
    language = context.filing.labels.language
    if not is_english(language) or context.filing.settings.about:
        return
    seen: set[str] = set()
    for number, placed in enumerate((*context.assembly.placed, *context.assembly.annexes)):
        title = authored_text(placed.heading.title) if placed.heading else ""
        title = title or in_language(placed.section.title, language)
        top = placed.heading.location if placed.heading else None
        runs = list(_runs(placed.parts, title, top))
        for group in placed.groups:
            runs += _runs(group.blocks, f"{title} {authored_text(group.title)}", top)
        for heading, chapter, blocks in runs:
            new = [block for block in blocks if block.key not in seen]
            seen.update(block.key for block in new)
            wishes = tuple(
                Wish(request, words, lead_in, heading, (number, chapter))
                for block in new
                for request, words, lead_in in _wishes(block)
            )
            if wishes:
                yield wishes


def _runs(
    parts: Iterable[ABlock | ASection], heading: str, top: Location | None
) -> Iterator[tuple[str, Location | None, list[ABlock]]]:
    """Blocks that print as one list, with the headings over them and the place of the outermost
    one; a block that begins with words is a list of its own."""
    run: list[ABlock] = []
    for part in parts:
        if isinstance(part, ABlock) and is_request(part) and not begins_with_words(part):
            run.append(part)
            continue
        if isinstance(part, ASection):
            named = f"{heading} {authored_text(part.title)}"
            yield from _runs(part.parts, named, top or part.location)
        else:
            yield heading, top, [part]
    yield heading, top, run


def _wishes(block: ABlock) -> Iterator[tuple[Request, Passage, str]]:
    """The recommendations of a block, each with its words and those before its list."""
    if not is_english(block.keys.lang):
        return
    before = takewhile(lambda node: not isinstance(node, AList), block.nodes)
    lead_in = ""
    if block.kind == "recommendations":
        lead_in = " ".join(authored_text(n.content) for n in before if isinstance(n, AParagraph))
    for request in requests_of(block):
        written = (passage(content, block.kind) for content in request.content)
        words = next((one for one in written if one is not None), None)
        # Without words of its own it is a place still to be filled in.
        if words is not None and words.own.strip() and is_english(request.keys.lang):
            yield request, words, lead_in


def own_wishes(context: SubmissionContext) -> list[Wish]:
    """The submission's own recommendations, in printed order."""
    return [wish for printed in lists(context) for wish in printed]
