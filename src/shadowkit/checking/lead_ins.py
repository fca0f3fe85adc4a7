"""Lead-ins of recommendations: do the items go on from the words made from their keys, and do
the author's own words ask as strongly as `urgency` says?

Both look at English words only, and say nothing where they are in doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import get_args

from shadowkit.checking.patterns import lazily
from shadowkit.checking.prose import is_english
from shadowkit.checking.registry import Fault, SubmissionContext, submission_check
from shadowkit.diagnostics import Severity
from shadowkit.location import Location
from shadowkit.model.assembly import Filing
from shadowkit.model.authored import ABlock, AList, AParagraph, ASection, walk
from shadowkit.model.fields import Urgency, in_language
from shadowkit.model.inline import AInline, AText, authored_text
from shadowkit.model.kinds import Keys, RecommendationKeys
from shadowkit.model.layout import LayoutSection
from shadowkit.model.requests import requests_of
from shadowkit.model.wordings import names_in

# --- items after a generated lead-in --------------------------------------------------

_DETERMINERS = (
    "a|an|the|this|that|these|those|there|it|its|they|their|we|our|he|she|his|her|all|every|"
    "each|some|any|many|most|such|who|which|what"
)
_PREPOSITIONS = (
    "during|following|according|including|pending|considering|regarding|concerning|"
    "notwithstanding|building|bearing|recalling"
)
_VERBS_IN_ING = "bring|cling|fling|ring|sing|sling|spring|sting|string|swing|wring"
_MODALS = "should|shall|must|ought|is|are|was|were|has|have|needs|will|can|cannot"
_NOT_A_VERB = lazily(
    rf"""
      (?:{_DETERMINERS})\b                                        # The State should ...
    | (?P<doubled>to\s+(?!(?:{_DETERMINERS}|end|date)\b)\w+)      # to ratify; not: to this end
    | (?!(?:{_PREPOSITIONS}|{_VERBS_IN_ING})\b)\w+ing\b           # Ratifying ...
    | \w+(?:tion|sion|ment|ance|ence|ity|ness|al|ure)s?\s+of\b    # Ratification of ...
    | [\w-]+\s+(?:{_MODALS})\b                                    # Parliament must ...
    """,
    re.IGNORECASE | re.VERBOSE,
)


@submission_check("SK607", "item-without-verb", Severity.WARNING)
def item_without_verb(context: SubmissionContext) -> Iterable[Fault]:
    """After a lead-in that the layout makes from `to` and `urgency`, an item does not begin
    with what is to be done: "The Committee requests the State to: Ratification of ...".

    The words of the lead-in go on with a verb: "ratify ...", or "to ratify ..." where they do
    not end in "to". This is a guess from the first
    words of the item, made in English only.

    To mend: begin the item with its verb; or write a lead-in of your own before the list.
    """
    if not is_english(context.filing.labels.language):
        return
    seen: set[Location] = set()
    for section, block in _placed(context):
        if block.kind != "recommendations" or not _begins_with_list(block):
            continue
        for request in requests_of(block):
            begins = next((text for text in request.content if authored_text(text).strip()), ())
            place = _first_words(begins, request.location)
            match = _NOT_A_VERB.match(re.sub(r"^[\W_]+", "", authored_text(begins)))
            if (
                match
                and place not in seen
                and is_english(request.keys.lang or block.keys.lang)
                and (lead_in := _made_lead_in(context.filing, section, request.keys))
                and not (match["doubled"] and not lead_in.rstrip(" :*").endswith(" to"))
            ):
                seen.add(place)
                yield Fault(
                    place,
                    f"this item begins with “{match[0]}”, but the words that the layout puts "
                    "before the list go on with a verb",
                    "Begin with what is to be done, as in “Ratify ...”, or write a lead-in of "
                    "your own before the list.",
                )


def _begins_with_list(block: ABlock) -> bool:
    return bool(block.nodes) and isinstance(block.nodes[0], AList)


def _made_lead_in(filing: Filing, section: LayoutSection, keys: Keys) -> str:
    """The layout's wording that the keys of an item fill; "" where there is none."""
    if not isinstance(keys, RecommendationKeys) or not (keys.to or keys.urgency):
        return ""
    given = {"to"} if keys.to or filing.settings.addressee else set()
    given |= {"urgency"} if keys.urgency else set()
    wordings = section.lead_in or filing.layout.lead_in
    texts = (in_language(wording, filing.labels.language) for wording in wordings)
    return next((text for text in texts if names_in(text) <= given), "")


def _first_words(content: tuple[AInline, ...], otherwise: Location) -> Location:
    found = (node for node in walk(content) if isinstance(node, AText) and node.text.strip())
    return next((node.location for node in found), otherwise)


# --- the author's own lead-in ---------------------------------------------------------

_OTHERWISE = lazily(
    r"\b(?:a|an|the|this|these|at|on|upon|by|of|its|their|our|his|her|any|each|no|"
    r"who|which|that|may|not|to|as|if)\s+$",
    re.IGNORECASE,
)
"""Words before one that looks like a verb and is a noun, or says what somebody else asks."""


def _asks(urgency: str) -> re.Pattern[str]:
    """How a lead-in says that it asks so: ``urges``, ``is urged to``, ``calls on``."""
    if urgency == "call":
        return re.compile(r"\bcall(?:s|ed|ing)?\s+(?:up)?on\b", re.IGNORECASE)
    stem = urgency.removesuffix("e")
    active = rf"\b{urgency}s?\b(?!\s+(?:of|by|from)\b)|\b{stem}ing\b"
    passive = rf"\b(?:is|are|be|was|were)\s+(?:\w+\s+)?{stem}ed\s+(?:to|that)\b"
    return re.compile(f"{passive}|{active}", re.IGNORECASE)


_ASKING = {urgency: _asks(urgency) for urgency in get_args(Urgency) if urgency}


@submission_check("SK608", "urgency-unlike-lead-in", Severity.WARNING)
def urgency_unlike_lead_in(context: SubmissionContext) -> Iterable[Fault]:
    """A lead-in in the author's own words asks otherwise than `urgency` says: "We invite the
    State to", with `urgency=urge`.

    Tables are made from the key, while readers see the words. English verbs are looked for;
    a lead-in without one of them is left alone, and so is one with several of which one fits.

    To mend: correct `urgency`, or the verb.
    """
    if not is_english(context.filing.labels.language):
        return
    seen: set[Location] = set()
    for _section, block in _placed(context):
        if block.kind != "recommendations" or not is_english(block.keys.lang):
            continue
        words = _lead_in(block)
        said = {urgency: found for urgency in _ASKING if (found := _said(urgency, words))}
        for request in requests_of(block):
            urgency = getattr(request.keys, "urgency", "")
            for _word, place in request.words("urgency"):
                if said and urgency not in said and place not in seen:
                    seen.add(place)
                    other, verb = next(iter(said.items()))
                    yield Fault(
                        place,
                        f"the urgency is `{urgency}`, but the lead-in says “{verb}”",
                        f"Write urgency={other}, or change the verb.",
                    )


def _lead_in(block: ABlock) -> str:
    """The author's words before the list; "" where there is no list."""
    if not any(isinstance(node, AList) for node in block.nodes):
        return ""
    before = takewhile(lambda node: not isinstance(node, AList), block.nodes)
    return " ".join(authored_text(n.content) for n in before if isinstance(n, AParagraph))


def _said(urgency: str, words: str) -> str:
    """The words that ask so; "" where there are none."""
    for match in _ASKING[urgency].finditer(words):
        if not _OTHERWISE.search(words[: match.start()]):
            return match[0]
    return ""


# --- both -----------------------------------------------------------------------------


def _placed(context: SubmissionContext) -> Iterator[tuple[LayoutSection, ABlock]]:
    """Every block that is printed, nested ones too, with the layout's section."""
    for placed in (*context.assembly.placed, *context.assembly.annexes):
        blocks = [block for group in placed.groups for block in group.blocks]
        for block in (*_blocks(placed.parts), *blocks):
            yield placed.section, block


def _blocks(parts: Iterable[object]) -> Iterator[ABlock]:
    for part in parts:
        if isinstance(part, ASection):
            yield from _blocks(part.parts)
        elif isinstance(part, ABlock):
            yield part
            yield from _blocks(part.nodes)
