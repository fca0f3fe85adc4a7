"""Recommendations: to whom, what, until when, and in which words.

These look at English words, guess where they have to, and are silent where they are in doubt.
What a report on somebody else's recommendations (`about:`) restates is left alone: its words
are not the author's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from math import ceil
from typing import TypeAlias

from shadowkit.checking.prose import Passage, content_words, is_english, passage
from shadowkit.checking.registry import Fault, SubmissionContext, submission_check
from shadowkit.diagnostics import Severity
from shadowkit.location import Location
from shadowkit.model.assembly import Placed
from shadowkit.model.authored import ABlock, AList, AParagraph, ASection
from shadowkit.model.fields import in_language
from shadowkit.model.inline import authored_text
from shadowkit.model.kinds import Keys, RecommendationKeys
from shadowkit.model.requests import (
    Request,
    asks_in_text,
    begins_with_words,
    is_request,
    requests_of,
)
from shadowkit.model.verbs import Verbs


@dataclass(frozen=True, slots=True)
class _Wish:
    """A recommendation with its words: those of its first paragraph, and the author's words
    before its list and the heading over it."""

    request: Request
    words: Passage
    lead_in: str
    heading: str

    @property
    def text(self) -> str:
        return self.words.own

    @property
    def location(self) -> Location:
        return self.words.place(0, len(self.words.text))

    @property
    def keys(self) -> RecommendationKeys:
        keys: Keys = self.request.keys
        return keys if isinstance(keys, RecommendationKeys) else RecommendationKeys()


_Worded: TypeAlias = tuple[_Wish, set[str]]
"""A recommendation with the words that say what it is about."""


@dataclass(frozen=True, slots=True)
class _Printed:
    """Recommendations that print as one list, in a section."""

    placed: Placed
    wishes: tuple[_Wish, ...]


def _lists(context: SubmissionContext) -> Iterator[_Printed]:
    """The submission's own recommendations, list by list, each once."""
    language = context.filing.labels.language
    if not is_english(language) or context.filing.settings.about:
        return
    seen: set[str] = set()
    for placed in (*context.assembly.placed, *context.assembly.annexes):
        title = authored_text(placed.heading.title) if placed.heading else ""
        title = title or in_language(placed.section.title, language)
        runs = list(_runs(placed.parts, title))
        for group in placed.groups:
            runs += _runs(group.blocks, f"{title} {authored_text(group.title)}")
        for heading, blocks in runs:
            new = [block for block in blocks if block.key not in seen]
            seen.update(block.key for block in new)
            wishes = tuple(wish for block in new for wish in _wishes(block, heading))
            if wishes:
                yield _Printed(placed, wishes)


def _runs(parts: Iterable[ABlock | ASection], heading: str) -> Iterator[tuple[str, list[ABlock]]]:
    """Blocks that print as one list, with the headings over them; a block that begins with words
    is a list of its own."""
    run: list[ABlock] = []
    for part in parts:
        if isinstance(part, ABlock) and is_request(part) and not begins_with_words(part):
            run.append(part)
            continue
        if isinstance(part, ASection):
            yield from _runs(part.parts, f"{heading} {authored_text(part.title)}")
        else:
            yield heading, [part]
    yield heading, run


def _wishes(block: ABlock, heading: str) -> Iterator[_Wish]:
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
            yield _Wish(request, words, lead_in, heading)


def _own(context: SubmissionContext) -> list[_Wish]:
    return [wish for printed in _lists(context) for wish in printed.wishes]


def _share(some: list[_Wish], asked: list[_Wish]) -> str:
    if len(asked) == 1:
        return "the one recommendation names"
    return f"{len(some)} of {len(asked)} recommendations name{'s' if len(some) == 1 else ''}"


# --- to whom, and until when ------------------------------------------------------------

_ADDRESSED = re.compile(
    r"\b(?:States?|Government|Governments|authorit(?:y|ies)|Parliament|Minist(?:ry|ries|er)|"
    r"legislat(?:ure|ors?)|Committee|Council|Part(?:y|ies)|Commission|police|courts?|companies)\b"
)


@submission_check("SK121", "addressee-missing", Severity.INFO)
def addressee_missing(context: SubmissionContext) -> Iterable[Fault]:
    """Recommendations do not say to whom they are addressed.

    What nobody in particular is asked for, nobody in particular has to answer. It is enough
    that the heading over them names the addressee ("Recommendations to the Government"), the
    words before the list do, or the words that the layout makes from `to`. This is a guess
    from the words, in English only. All recommendations without an addressee are one finding;
    what is filed nowhere is left alone.

    To mend: write `to=` with a State's code or an id of `addressees:`, or name the addressee
    in the heading.
    """
    asked = _own(context) if context.filing.mechanism else []
    state = context.filing.state
    missing = [
        wish
        for wish in asked
        if not wish.keys.to
        and not any(
            _ADDRESSED.search(words) or (state and state in words)
            for words in (wish.heading, wish.lead_in, wish.text)
        )
    ]
    if missing:
        yield Fault(
            missing[0].location,
            f"{_share(missing, asked)} no addressee",
            "Write `to=`, or name the addressee in the heading over them.",
        )


_MEASURED = re.compile(
    r"\b(?:19|20)\d\d\b|\bwithin\s+(?:\w+\s+){1,2}(?:days?|weeks?|months?|years?)\b|"
    r"\bin the (?:next|coming)\s+(?:\w+\s+)?(?:months?|years?|cycle)\b|"
    r"\bby the (?:end|next|time)\b|\bbefore the\b|\bimmediate(?:ly)?\b|\bwithout \w* ?delay\b|"
    r"\bper ?cent\b|%|\bat least\b|\bannual(?:ly)?\b|\b(?:each|every) (?:\w+ )?years?\b",
    re.IGNORECASE,
)


@submission_check("SK116", "deadline-missing", Severity.INFO)
def deadline_missing(context: SubmissionContext) -> Iterable[Fault]:
    """Recommendations name neither a date nor anything by which one could see that they were
    carried out.

    At the next review nobody can say whether one was met. Many recommendations can do without;
    this only says how many have none, once, and leaves alone what is filed nowhere. It is a
    guess from the words, in English only.

    To mend: `due=2028`, or words such as "within two years", "at least ten per cent".
    """
    asked = _own(context) if context.filing.mechanism else []
    missing = [
        wish
        for wish in asked
        if not wish.keys.due and not _MEASURED.search(f"{wish.lead_in} {wish.text}")
    ]
    if missing:
        yield Fault(
            missing[0].location,
            f"{_share(missing, asked)} no deadline and no measure",
            "Where one fits, write `due=`, or say by what one will see that it is done.",
        )


# --- what -------------------------------------------------------------------------------

_SUBJECT = (
    r"[\W_]*(?:(?:The|All)\s+(?:[\w’'-]+\s+){1,8}?(?:should|must|shall|ought\s+to|needs?\s+to)\s+)?"
)
_DETERMINER = r"(?=\s+(?:the|a|an|its|their|all|every|each|any|this|that|these|those)\b)"
_SUBORDINATE = re.compile(
    r"\bto\s+(?!(?:the|a|an|its|their|all|every|each|any|this|that|these|those)\b)\w|"
    r"\b(?:that|which|who|whom|whose|how|whether|where|when|if|so|can|could|may|might|will|"
    r"would|shall|should|must|by\s+\w+ing)\b",
    re.IGNORECASE,
)


def _opening(verbs: Verbs, text: str) -> re.Match[str] | None:
    """The first words of a recommendation as far as its verb; None where that is not known."""
    subject = re.match(_SUBJECT, text)
    return verbs.opening.match(text, subject.end() if subject else 0)


def _second_act(verbs: Verbs, text: str, opening: re.Match[str]) -> re.Match[str] | None:
    """Where a recommendation begins to ask for something else."""
    sure, unsure = verbs.alternatives(nouns=False), verbs.alternatives(nouns=True)
    verb = rf"(?P<verb>(?:{sure})\b(?!\s+(?:it|them)\b)|(?:{unsure})\b{_DETERMINER})"
    apart = re.compile(rf"[.;]\s+(?:and\s+)?(?:to\s+)?(?:\w+ly\s+)?{verb}", re.IGNORECASE)
    joined = re.compile(rf"\s+and\s+(?:to\s+)?(?:also\s+|\w+ly\s+)?{verb}", re.IGNORECASE)
    for match in joined.finditer(text, opening.end()):
        between = text[opening.end() : match.start()]
        # "Adopt and apply a law" is one act, and what stands in a subordinate clause or an
        # infinitive goes on with that.
        if _SUBORDINATE.search(between):
            break
        if len(between.split()) > 1:
            return match
    return apart.search(text, opening.end())


@submission_check("SK114", "several-acts", Severity.WARNING)
def several_acts(context: SubmissionContext) -> Iterable[Fault]:
    """One recommendation asks for two things: "Create a working group, and incorporate its
    strategy in the national plan".

    A State can accept one half and not the other, and then nobody knows what it accepted;
    nor can the two be followed up apart. This is a guess from English verbs that the program
    knows; two verbs with one object ("Adopt and apply a law", "Sign the treaty and
    ratify it") count as one act.

    To mend: make two recommendations of it.
    """
    for wish in _own(context):
        opening = _opening(context.verbs, wish.text)
        second = _second_act(context.verbs, wish.text, opening) if opening else None
        if opening and second:
            yield Fault(
                wish.words.place(*second.span("verb")),
                f"this recommendation asks to {opening['verb'].lower()} something and to "
                f"{second['verb'].lower()} something",
                "Make two recommendations of it.",
            )


_SPECIFIC = re.compile(r"\b(?:by|through)\s+\w+ing\b")


@submission_check("SK115", "vague-verb", Severity.WARNING)
def vague_verb(context: SubmissionContext) -> Iterable[Fault]:
    """A recommendation begins with a verb that asks for little: to consider, to continue, to
    ensure.

    UPR Info sorts recommendations by how much they ask for, from 1 to 5; only those of
    category 5 ask for something of which one can later say whether it was done. A verb of
    category 4 is a remark, one below it a warning. As there, the second of two verbs counts,
    and "by amending ..." makes a general verb specific. Verbs that UPR Info does not print are
    left alone; whether the verb does justice to the whole is for you to judge.

    To mend: say what is to be done (adopt, amend, establish, ratify), or add how it is to be
    done.
    """
    for wish in _own(context):
        match = _opening(context.verbs, wish.text)
        while match:
            last = match
            both = re.compile(r"\s*(?:,|,?\s+and|,?\s+or)\s+").match(wish.text, match.end())
            match = context.verbs.opening.match(wish.text, both.end()) if both else None
            if match is None:
                yield from _judged(context.verbs, wish, last)


def _judged(verbs: Verbs, wish: _Wish, opening: re.Match[str]) -> Iterator[Fault]:
    rank = verbs.rank(re.sub(r"\s+", " ", opening["verb"]))
    if rank is None or rank.rank > 4 or _SPECIFIC.search(wish.text, opening.end()):
        return
    yield Fault(
        wish.words.place(*opening.span("verb")),
        f"“{opening['verb']}” asks {rank.asks}: category {rank.rank} of 5",
        "Say what is to be done, or add how: “by amending ...”.",
        verbs.authority,
        Severity.INFO if rank.rank == 4 else Severity.WARNING,
    )


# --- in which words ---------------------------------------------------------------------

_MODAL = re.compile(
    r"[\W_]*(?:The|All)\s+(?:[\w’'-]+\s+){1,8}?(?:should|must|shall|ought\s+to|needs?\s+to)\s"
)
_TO = re.compile(r"[\W_]*to\s+(?!(?:the|a|an|this|that|these|those|end|date)\b)\w", re.IGNORECASE)
_GERUND = re.compile(r"[\W_]*(?:\w+ly\s+)?(?P<stem>\w+?)ing\b", re.IGNORECASE)


def _form(verbs: Verbs, text: str) -> str:
    """How a recommendation begins, as an example of it; "" where that is not known."""
    if _MODAL.match(text):
        return "The State should ratify"
    if _TO.match(text):
        return "to ratify"
    if _opening(verbs, text):
        return "Ratify"
    gerund = _GERUND.match(text)
    known = (gerund["stem"], f"{gerund['stem']}e", gerund["stem"][:-1]) if gerund else ()
    if any(verbs.opening.fullmatch(verb) for verb in known):
        return "Ratifying"
    return ""


@submission_check("SK117", "verb-forms-mixed", Severity.WARNING)
def verb_forms_mixed(context: SubmissionContext) -> Iterable[Fault]:
    """The recommendations of one list begin in different ways: "to ratify ..." beside
    "Create ...".

    Only one of the two goes on from the words before the list. This is a guess from the first
    words, in English only; recommendations within running text are left alone.

    To mend: begin all of them alike, best with the verb itself.
    """
    for printed in _lists(context):
        listed = [wish for wish in printed.wishes if not asks_in_text(wish.request.block)]
        forms = [(form, w) for w in listed if (form := _form(context.verbs, w.text))]
        if not forms:
            continue
        usual = Counter(form for form, _wish in forms).most_common(1)[0][0]
        form, wish = next((pair for pair in forms if pair[0] != usual), ("", None))
        if wish is not None:
            yield Fault(
                wish.location,
                f"this recommendation begins as in “{form} ...”, others of the list as in "
                f"“{usual} ...”",
                "Begin all of them alike.",
            )


def _pairs(context: SubmissionContext) -> Iterator[tuple[_Worded, _Worded]]:
    """The pairs of recommendations that may be alike.

    Two sets of words of which so large a share is common have a word in common among the
    rarest of each, so that of many recommendations only few have to be compared.
    """
    asked = [(wish, content_words(wish.text)) for wish in _own(context)]
    frequency = Counter(word for _wish, words in asked for word in words)
    having: dict[str, list[int]] = {}
    for number, (_wish, words) in enumerate(asked):
        rarest = sorted(words, key=lambda word: (frequency[word], word))
        rarest = rarest[: len(words) - ceil(_ALIKE * len(words)) + 1]
        for near in sorted({near for word in rarest for near in having.get(word, ())}):
            yield asked[near], asked[number]
        for word in rarest:
            having.setdefault(word, []).append(number)


_TREATY_VERBS = ("ratify", "accede", "sign", "withdraw")
_ALIKE, _SAME = 0.6, 0.9


@submission_check("SK118", "recommendations-alike", Severity.WARNING)
def recommendations_alike(context: SubmissionContext) -> Iterable[Fault]:
    """Two recommendations say nearly the same.

    They take each other's words, and a reader looks for a difference that is not there. The
    words of the two are compared, without the small ones and in any order; this is a guess.

    To mend: make one of them, with the evidence of both; or say what is different.
    """
    for (one, words), (other, others) in _pairs(context):
        shared = len(words & others)
        if shared < 4 or shared < _ALIKE * len(words | others):
            continue
        # Treaties have much of their names in common.
        about_treaties = words & others & set(_TREATY_VERBS)
        if about_treaties and shared < _SAME * len(words | others):
            continue
        if one.keys.instruments != other.keys.instruments:
            continue
        place = one.location
        yield Fault(
            other.location,
            f"this says nearly the same as the recommendation at {place.path}:{place.line}",
            "Make one of the two, or say what is different.",
        )
