"""Proposals: what an earlier recommendation may have to be linked to, and why.

Wording decides; what else is shared (instruments, goals, themes) adds to it, and the less the more
others share it too.  A proposal that is wrong costs more than one that is missing: somebody has to
read both texts.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, partial
from typing import Final

from shadowkit.model.authored import Dossier
from shadowkit.model.fields import in_language
from shadowkit.model.followup import is_later, made_on, open_to
from shadowkit.model.instruments import Instruments, article_order
from shadowkit.model.matching import Matching
from shadowkit.model.register import EarlierRecommendation, Registered
from shadowkit.records import dataclass
from shadowkit.suggesting.candidates import Candidate, Submission, candidates
from shadowkit.suggesting.weights import Shared, Weights
from shadowkit.suggesting.words import Stem, Words

MOST: Final = 3
"""So many proposals for one earlier recommendation."""
_ENOUGH: Final = 0.35
"""What wording has to reach, where 1 is: the block says all that was recommended."""
_ALONE: Final = 0.5
"""What a proposal has to reach in all where one telling word is shared and no more."""
_NEAR: Final = 0.85
"""So near it has to come to the best that the recommendation is matched with, be those two linked
or not.  So one of ours has to come to the best that it is matched with itself: what says another
one much better follows that."""
_PLACED: Final = 0.9
"""What one of our recommendations has to reach that follows others already: its author knew."""
_OWN: Final = 0.5
"""Words that count for less are of the long form of an acronym."""
_HEADING: Final = 0.5
"""What a word of the heading counts for, beside one of the text under it."""
_ARTICLE: Final = 0.3
_INSTRUMENT: Final = 0.15
_GOAL: Final = 0.15
_THEME: Final = 0.15
"""What each adds at most: where no other block has it."""
_NUMBER: Final = re.compile(r"\d+\w*")


@dataclass(frozen=True, slots=True)
class Reasons:
    """What the two share."""

    words: tuple[str, ...]
    """The telling words, the rarest first, as the recommendation has them."""
    themes: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    sdgs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A link that may be missing."""

    entry: Registered
    candidate: Candidate
    score: float
    reasons: Reasons


def proposals(
    dossier: Dossier, submissions: Sequence[Submission], matching: Matching
) -> tuple[Proposal, ...]:
    """At most `MOST` for each earlier recommendation that a submission may speak of, the best
    first; first of all those of which the best is best."""
    if not submissions:
        return ()
    search = _Search(dossier, submissions, matching)
    found = [chosen for entry in dossier.register if (chosen := search.of(entry))]
    found.sort(key=lambda chosen: -chosen[0].score)
    return tuple(proposal for chosen in found for proposal in chosen)


class _Search:
    def __init__(
        self, dossier: Dossier, submissions: Sequence[Submission], matching: Matching
    ) -> None:
        self._dossier = dossier
        self._candidates = candidates(dossier, submissions)
        self._around = {one.id: one.around for one in self._candidates if one.id}
        self._open: dict[str, set[str]] = defaultdict(set)
        for submission in submissions:
            for entry in open_to(dossier, submission.filing):
                self._open[entry.id].add(submission.filing.name)
        language = submissions[0].document.language
        filing = submissions[0].filing
        instruments = filing.instruments()
        words = Words(matching, instruments, filing.treaty_titles(), _acronyms(submissions))
        documents = [_held(candidate, words) for candidate in self._candidates]
        self._said = {
            id: _said(dossier.register.by_id[id].recommendation, language, words)
            for id in self._open
        }
        self._weights = Weights([*documents, *self._said.values()], documents)
        self._common = _Common(self._candidates, instruments)
        self._shared = {id: self._sharing(dossier.register.by_id[id]) for id in self._said}
        self._best: dict[int, float] = defaultdict(float)
        for found in self._shared.values():
            for number, shared in found.items():
                self._best[number] = max(self._best[number], shared.share)

    def _sharing(self, entry: Registered) -> dict[int, Shared]:
        """What shares something with an entry, by number: what a submission prints that may speak
        of it, and is not older."""
        said = self._said[entry.id]
        found = self._weights.covered(
            {stem: one.part for stem, one in said.items()},
            frozenset(stem for stem, one in said.items() if one.light),
            _ENOUGH,
        )
        made = made_on(entry.recommendation, self._dossier.sources)
        return {
            number: shared
            for number, shared in found.items()
            if not self._open[entry.id].isdisjoint(self._candidates[number].submissions)
            and not is_later(made, self._candidates[number].date)
        }

    def of(self, entry: Registered) -> list[Proposal]:
        """The proposals for one entry, the best first."""
        all_shared = self._shared.get(entry.id, {})
        least = self._marks(entry, all_shared)
        found: list[Proposal] = []
        for number, shared in all_shared.items():
            candidate = self._candidates[number]
            if shared.share < least[candidate.asks] or self._are_linked(entry, candidate):
                continue
            if candidate.asks and shared.share < _NEAR * self._best[number]:
                continue
            words, named = self._worded(entry.id, shared.telling)
            if len(named) == len(shared.telling):
                continue
            more, reasons = self._common.of(entry.recommendation, candidate, words, named)
            score = shared.share + more
            alone = self._counted(entry.id, shared.telling) <= 1
            if score < (_PLACED if candidate.placed else _ALONE if alone else _ENOUGH):
                continue
            found.append(Proposal(entry, candidate, score, reasons))
        found.sort(key=lambda one: (-one.score, one.candidate.location))
        return _chosen(found)

    def _marks(self, entry: Registered, all_shared: Mapping[int, Shared]) -> dict[bool, float]:
        """How much of the entry evidence has to say, and how much one of our recommendations
        (True): nearly as much as the best, and no less than what is linked already."""
        best = max((shared.share for shared in all_shared.values()), default=0.0)
        least = {True: _NEAR * best, False: _NEAR * best}
        for number, shared in all_shared.items():
            candidate = self._candidates[number]
            if self._are_linked(entry, candidate):
                least[candidate.asks] = max(least[candidate.asks], shared.share)
        return least

    def _counted(self, id: str, telling: Iterable[str]) -> float:
        """For how many words the telling ones count."""
        return sum(self._said[id][stem].part for stem in telling)

    def _worded(self, id: str, telling: Iterable[str]) -> tuple[tuple[str, ...], frozenset[str]]:
        """The telling words that stand for themselves, the rarest first; and the instruments
        among them."""
        said = self._said[id]
        own = [stem for stem in telling if said[stem].part >= _OWN]
        own.sort(key=lambda stem: (-self._weights.rarity[stem], stem))
        words = tuple(said[stem].word for stem in own if not said[stem].instrument)
        return words, frozenset(filter(None, (said[stem].instrument for stem in own)))

    def _are_linked(self, entry: Registered, candidate: Candidate) -> bool:
        """Whether they are linked, or what stands in the candidate or around it is."""
        evidence = entry.recommendation.assessment.evidence
        return (
            entry.id in candidate.linked
            or not set(evidence).isdisjoint((candidate.id, *candidate.around))
            or any(candidate.id in self._around.get(one, ()) for one in evidence)
        )


def _said(entry: EarlierRecommendation, language: str, words: Words) -> dict[str, Stem]:
    """The stems of a recommendation and of its summary, each once.  Where it names no language,
    it is taken for one in that of the submissions."""
    language = entry.language or language
    text = " ".join(in_language(said, language) for said in (entry.text, entry.summary))
    found: dict[str, Stem] = {}
    for one in words.of(text, language):
        if one.stem not in found or found[one.stem].part < one.part:
            found[one.stem] = one
    return found


def _held(candidate: Candidate, words: Words) -> dict[str, float]:
    """How often a candidate has each stem, its heading included."""
    found: dict[str, float] = defaultdict(float)
    for text, times in ((candidate.text, 1.0), (candidate.heading, _HEADING)):
        for one in words.of(text, candidate.language):
            found[one.stem] += times
    return found


def _acronyms(submissions: Iterable[Submission]) -> dict[str, str]:
    return {
        short: in_language(acronym.long, submission.document.language)
        for submission in submissions
        for short, acronym in submission.filing.settings.acronyms.items()
    }


def _chosen(found: Iterable[Proposal]) -> list[Proposal]:
    """The best, and of a block and what stands in it the better."""
    chosen: list[Proposal] = []
    for one in found:
        if len(chosen) < MOST and not any(
            other.candidate.id in one.candidate.around or one.candidate.id in other.candidate.around
            for other in chosen
        ):
            chosen.append(one)
    return chosen


class _Common:
    """What a recommendation and a candidate share besides words, and what that adds."""

    def __init__(self, candidates: Sequence[Candidate], instruments: Instruments) -> None:
        self._find: Callable[[str], tuple[str, str]] = cache(partial(_parsed, instruments))
        self._count = len(candidates)
        self._having = Counter(
            value for one in candidates for value in {*self._titles(one.instruments), *_values(one)}
        )

    def of(
        self,
        entry: EarlierRecommendation,
        candidate: Candidate,
        words: tuple[str, ...],
        named: frozenset[str],
    ) -> tuple[float, Reasons]:
        themes = tuple(theme for theme in entry.themes if theme == candidate.theme)
        sdgs = tuple(one for one in entry.sdgs if _goals((one,)) & _goals(candidate.sdgs))
        instruments = self._titles(entry.instruments) & self._titles(candidate.instruments)
        articles = self._articles(entry.instruments) & self._articles(candidate.instruments)
        more = sum(
            (
                max((_ARTICLE * self._rare(short) for short, _article in articles), default=0.0)
                or max((_INSTRUMENT * self._rare(short) for short in instruments), default=0.0),
                max((_GOAL * self._rare(goal) for goal in _goals(sdgs)), default=0.0),
                max((_THEME * self._rare(theme) for theme in themes), default=0.0),
            )
        )
        shown = tuple(
            f"{short} {article}"
            for short, article in sorted(articles, key=lambda one: (one[0], article_order(one[1])))
        ) + tuple(sorted((instruments | named) - {short for short, _article in articles}))
        return more, Reasons(words, themes, shown, sdgs)

    def _rare(self, value: str) -> float:
        """1 where hardly any candidate has it, 0 where all have."""
        return 1 - self._having[value] / self._count

    def _titles(self, written: Iterable[str]) -> set[str]:
        return {self._find(one)[0] for one in written}

    def _articles(self, written: Iterable[str]) -> set[tuple[str, str]]:
        return {(short, article) for short, article in map(self._find, written) if article}


def _parsed(instruments: Instruments, words: str) -> tuple[str, str]:
    """The short name of an instrument and the number of the article: OPSC and 9 of OPSC 9(3).  One
    that is not on the list is known by the words."""
    instrument, rest = instruments.find(words)
    number = _NUMBER.match(rest)
    return (instrument.short if instrument else rest), number[0] if number and instrument else ""


def _values(candidate: Candidate) -> set[str]:
    return _goals(candidate.sdgs) | ({candidate.theme} if candidate.theme else set())


def _goals(written: Iterable[str]) -> set[str]:
    """Goals, of targets too: 5 of 5.2."""
    return {f"goal {one.partition('.')[0]}" for one in written}
