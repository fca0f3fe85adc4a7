"""Recommendations: to whom, what, until when, and in which words.

These look at English words, guess where they have to, and are silent where they are in doubt.
Which recommendations are meant, `wishes` says.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from math import ceil
from typing import TypeAlias

from shadowkit.checking.patterns import lazily
from shadowkit.checking.prose import content_words
from shadowkit.checking.registry import Fault, SubmissionContext, submission_check
from shadowkit.checking.wishes import Wish, lists, own_wishes
from shadowkit.diagnostics import Severity
from shadowkit.location import Location
from shadowkit.model.requests import asks_in_text
from shadowkit.model.verbs import Verb, Verbs


def _share(some: list[Wish], asked: list[Wish]) -> str:
    if len(asked) == 1:
        return "the one recommendation names"
    return f"{len(some)} of {len(asked)} recommendations name{'s' if len(some) == 1 else ''}"


# --- to whom, and until when ------------------------------------------------------------

_ADDRESSED = lazily(
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
    asked = own_wishes(context) if context.filing.mechanism else []
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


_MEASURED = lazily(
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
    asked = own_wishes(context) if context.filing.mechanism else []
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
_DETERMINER = lazily(r"\s+(?:the|a|an|its|their|all|every|each|any|this|that|these|those)\b")
_PRONOUN = lazily(r"\s+(?:it|them)\b")
_TO_AND_HOW = lazily(r"(?:to\s+)?(?:\w+ly\s+)?", re.IGNORECASE)
_AND = lazily(r"\s+and\s+(?:also\s+)?", re.IGNORECASE)
_APART = lazily(r"[.;]\s+(?:and\s+)?", re.IGNORECASE)
_OR_AND = lazily(r"\s*(?:,|,?\s+and|,?\s+or)\s+")
_SUBORDINATE = lazily(
    r"\bto\s+(?!(?:the|a|an|its|their|all|every|each|any|this|that|these|those)\b)\w|"
    r"\b(?:that|which|who|whom|whose|how|whether|where|when|if|so|can|could|may|might|will|"
    r"would|shall|should|must|by\s+\w+ing)\b",
    re.IGNORECASE,
)


def _opening(verbs: Verbs, text: str) -> Verb | None:
    """The verb that a recommendation begins with; None where that is not known."""
    subject = re.match(_SUBJECT, text)
    return _verb(verbs, text, subject.end() if subject else 0)


def _verb(verbs: Verbs, text: str, position: int) -> Verb | None:
    """The verb at a position: "to systematically train"."""
    before = _TO_AND_HOW.match(text, position)
    return verbs.at(text, before.end()) if before else None


def _second_act(verbs: Verbs, text: str, opening: Verb) -> Verb | None:
    """The verb by which a recommendation begins to ask for something else."""
    for match in _AND.finditer(text, opening.end):
        between = text[opening.end : match.start()]
        # What stands in a subordinate clause or an infinitive goes on with that; and "Adopt and
        # apply a law" is one act.
        if _SUBORDINATE.search(between):
            break
        verb = _verb(verbs, text, match.end())
        if verb and len(between.split()) > 1 and _is_act(verb, text):
            return verb
    found = (_verb(verbs, text, match.end()) for match in _APART.finditer(text, opening.end))
    return next((verb for verb in found if verb and _is_act(verb, text)), None)


def _is_act(verb: Verb, text: str) -> bool:
    """Whether it has an object of its own, and is no noun in a list."""
    if verb.noun:
        return _DETERMINER.match(text, verb.end) is not None
    return _PRONOUN.match(text, verb.end) is None


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
    for wish in own_wishes(context):
        opening = _opening(context.verbs, wish.text)
        second = _second_act(context.verbs, wish.text, opening) if opening else None
        if opening and second:
            yield Fault(
                wish.words.place(second.start, second.end),
                f"this recommendation asks to {opening.name} something and to {second.name} "
                "something",
                "Make two recommendations of it.",
            )


_SPECIFIC = lazily(r"\b(?:by|through)\s+\w+ing\b")


@submission_check("SK115", "vague-verb", Severity.WARNING)
def vague_verb(context: SubmissionContext) -> Iterable[Fault]:
    """A recommendation begins with a verb that asks for little: to consider, to continue, to
    ensure.

    UPR Info sorts recommendations by how much they ask for, from 1 to 5; only those of
    category 5 ask for something of which one can later say whether it was done. A verb of
    category 4 is a remark, one below it a warning. As there, the second of two verbs counts,
    and "by amending ..." makes a general verb specific. Verbs that UPR Info does not print are
    left alone. It is a guess: whether the verb does justice to the whole is for you to judge.

    To mend: say what is to be done (adopt, amend, establish, ratify), or add how it is to be
    done.
    """
    for wish in own_wishes(context):
        verb = _opening(context.verbs, wish.text)
        while verb:
            last = verb
            both = _OR_AND.match(wish.text, verb.end)
            verb = _verb(context.verbs, wish.text, both.end()) if both else None
            if verb is None:
                yield from _judged(context.verbs, wish, last)


def _judged(verbs: Verbs, wish: Wish, verb: Verb) -> Iterator[Fault]:
    category = verbs.category(verb.name)
    if category is None or category.rank > 4 or _SPECIFIC.search(wish.text, verb.end):
        return
    said = wish.text[verb.start : verb.end]
    meaning = category.meaning[:1].lower() + category.meaning[1:].rstrip(".")
    yield Fault(
        wish.words.place(verb.start, verb.end),
        f"“{said}” is of category {category.rank} of 5: {meaning}",
        "Say what is to be done, or add how: “by amending ...”.",
        verbs.authority(category),
        Severity.INFO if category.rank == 4 else Severity.WARNING,
    )


# --- in which words ---------------------------------------------------------------------

_MODAL = lazily(
    r"[\W_]*(?:The|All)\s+(?:[\w’'-]+\s+){1,8}?(?:should|must|shall|ought\s+to|needs?\s+to)\s"
)
_TO = lazily(r"[\W_]*to\s+(?!(?:the|a|an|this|that|these|those|end|date)\b)\w", re.IGNORECASE)
_GERUND = lazily(r"[\W_]*(?:\w+ly\s+)?(?P<stem>\w+?)ing\b", re.IGNORECASE)


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
    if any(verbs.at(verb, 0) for verb in known):
        return "Ratifying"
    return ""


@submission_check("SK117", "verb-forms-mixed", Severity.WARNING)
def verb_forms_mixed(context: SubmissionContext) -> Iterable[Fault]:
    """The recommendations of one list begin in different ways: "to ratify ..." beside
    "Create ...".

    Only one of the two goes on from the words before the list. Lists in one chapter with no words
    before them count as one. This is a guess from the first words, in English only;
    recommendations within running text are left alone.

    To mend: begin all of them alike, best with the verb itself.
    """
    alike: dict[object, list[Wish]] = {}
    for number, printed in enumerate(lists(context)):
        for wish in printed:
            if not asks_in_text(wish.request.block):
                alike.setdefault(number if wish.lead_in else wish.chapter, []).append(wish)
    for listed in alike.values():
        forms = [(form, w) for w in listed if (form := _form(context.verbs, w.text))]
        if not forms:
            continue
        usual = Counter(form for form, _wish in forms).most_common(1)[0][0]
        for form, wish in [pair for pair in forms if pair[0] != usual][:1]:
            yield Fault(
                wish.location,
                f"this recommendation begins as in “{form} ...”, others as in “{usual} ...”",
                "Begin all of them alike.",
            )


_Worded: TypeAlias = tuple[Wish, set[str]]
"""A recommendation with the words that say what it is about."""


def _pairs(context: SubmissionContext) -> Iterator[tuple[_Worded, _Worded]]:
    """The pairs of recommendations that may be alike.

    Two sets of words of which so large a share is common have a word in common among the
    rarest of each, so that of many recommendations only few have to be compared.
    """
    asked = [(wish, set(content_words(wish.text))) for wish in own_wishes(context)]
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
    words of the two are compared, without the small ones and in any order; this is a guess. Two
    that only begin alike ("Develop prevention programmes", "Develop special prevention
    programmes for parents") are a remark.

    To mend: make one of them, with the evidence of both; or say what is different.
    """
    found: set[Location] = set()
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
        found.add(other.location)
        yield _alike("says nearly the same as", one, other, Severity.WARNING)
    for one, other in _beginning_alike(context):
        if other.location not in found:
            yield _alike("begins like", one, other, Severity.INFO)


def _alike(how: str, one: Wish, other: Wish, severity: Severity) -> Fault:
    place = one.location
    return Fault(
        other.location,
        f"this {how} the recommendation at {place.path}:{place.line}",
        "Make one of the two, or say what is different.",
        severity=severity,
    )


def _beginning_alike(context: SubmissionContext) -> Iterator[tuple[Wish, Wish]]:
    """Each recommendation whose act and object stand at the beginning of an earlier one too, in
    one of the two with a word in between."""
    whole: dict[tuple[str, ...], Wish] = {}
    shortened: dict[tuple[str, ...], Wish] = {}
    for wish in own_wishes(context):
        opening = _opening(context.verbs, wish.text)
        if opening is None or opening.name in _TREATY_VERBS:
            continue
        act, *words = content_words(wish.text[opening.start :])[:4]
        if len(words) < 2:
            continue
        key = (act, *words[:2])
        shorter = [(act, words[0], words[2]), (act, *words[1:])] if len(words) == 3 else []
        near = whole.get(key) or shortened.get(key)
        near = near or next((whole[one] for one in shorter if one in whole), None)
        if near is not None and near.keys.instruments == wish.keys.instruments:
            yield near, wish
        whole.setdefault(key, wish)
        for one in shorter:
            shortened.setdefault(one, wish)
