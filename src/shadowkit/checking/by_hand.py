"""References to the submission's own paragraphs, sections and tables that are typed as numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from shadowkit.checking.patterns import lazily
from shadowkit.checking.prose import NOTE, Passage, has_any, has_digit, is_typed_reference, matches
from shadowkit.checking.registry import Fault, SubmissionContext, submission_check
from shadowkit.diagnostics import Severity

_KEYS = {"pa": "para", "po": "para", "se": "section", "ch": "section", "ta": "table", "re": "rec"}
"""The reference to write, by how the word begins."""
_MOVES = {"para": "paragraphs", "section": "sections", "table": "tables", "rec": "recommendations"}


@submission_check("SK124", "reference-by-hand", Severity.WARNING)
def reference_by_hand(context: SubmissionContext) -> Iterable[Fault]:
    """A paragraph, section, table or recommendation of this submission is referred to by a number
    that was typed: "see para. 14 above", "Coordination (paras. 15 - 19)", "Table 2 shows".

    Blocks move, and submissions take different ones; then the number is wrong, and nobody
    notices. "Point 12" does not even say of which document. What another document counts is left
    alone: "para. 14 of the concluding observations", a symbol or an article before the number,
    quotations, and, unless "above" or "below" stands there, notes and sentences that name such a
    document or carry a note. This is a guess from the words, in English only.

    To mend: give the paragraph an id, and write `[@para:id]`; `[@section:id]` for a section,
    `[@table:id]` for a table. Name the document where it is another one.
    """
    about = bool(context.filing.settings.about)
    for one in context.prose:
        if not has_digit(one.own) or not has_any(one.own.lower(), _COUNTED):
            continue
        if is_typed_reference(one):
            continue
        for match in () if one.kind == "earlier" else _typed(one, about):
            key = _KEYS[match["word"][:2].lower()]
            yield Fault(
                one.place(*match.span()),
                f"“{match[0]}” is typed, and the numbers of {_MOVES[key]} move",
                f"Give it an id, and write `[@{key}:id]`; or name the document that it is of.",
            )


_COUNTED = ("para", "section", "chapter", "table", "recommendation", "point")


@lru_cache(maxsize=1)
def _number() -> re.Pattern[str]:
    word = r"paras?\.?|paragraphs?|sections?|chapters?|tables?|recommendations?|points?"
    numbers = r"\d{1,3}(?:\s*(?:[-–,]|and|to|&)\s*\d{1,3})*"
    return re.compile(
        rf"\b(?P<word>{word})\s*(?P<number>{numbers})(?![\w/%]|[.,]\d|\s?\(\w)"
        r"(?P<self>,?\s+(?:above|below|(?:of|in)\s+(?:this|the\s+present|our)\s+"
        r"(?:\w+\s+)?(?:report|submission|document|text|paper))\b)?",
        re.IGNORECASE,
    )


_POINTING = lazily(
    r"\b(?:see|see\s+also|cf\.|(?:described|discussed|explained|shown|set\s+out|mentioned|stated|"
    r"noted|outlined|presented|detailed|addressed|listed)\s+(?:in|under|at|by))\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_ABOVE = lazily(r"\b(?:the\s+)?above\s+$", re.IGNORECASE)
_WITHIN = lazily(r"\b(?:in|under|at|from|with)\s+$", re.IGNORECASE)
_OTHERS = lazily(
    r"\s*(?:,\s*)?(?:of|in|to|under|from|on)\s+(?!particular\b)\w|,\s*(?:art|para|sub)",
    re.IGNORECASE,
)
"""What follows a number of another document: "para. 14 of the law"."""
_SYMBOL = lazily(r"/[A-Z\d]+,?\s*$")
_CITED = lazily(r"(?:[\w)][,:]|\d)\s*$")
"""What stands before one: "CRC/C/RUS/CO/3, para. 14", "Yearbook 2015, table 2"."""
_DOCUMENT = lazily(
    rf"{NOTE}|\b[A-Z]+/[A-Z\d]+/|"
    r"\b(?<!this )(?<!present )(?<!our )(?:reports?|observations?|comments?|resolutions?|"
    r"conventions?|covenants?|protocols?|opinions?|guidelines?|judge?ments?|decisions?|replies|"
    r"questionnaires?|list of issues|matrix|declarations?|working group)\b",
    re.IGNORECASE,
)
_LAW = lazily(
    r"\b(?:laws?|acts?|codes?|articles?|arts?\.|constitution|decrees?|regulations?|statutes?|"
    r"orders?|rules?|directives?|bills?|plans?|agreements?|treat(?:y|ies)|polic(?:y|ies)|strategy)\b",
    re.IGNORECASE,
)


_SENTENCE = lazily(r"[.;?!]\s+(?=[A-Z])")


def _typed(one: Passage, about: bool) -> Iterator[re.Match[str]]:
    """The numbers that seem to be of this submission."""
    text = one.own
    for match in matches(_number(), text):
        before, after = text[: match.start()], text[match.end() :]
        above = match["self"] or _ABOVE.search(before[-20:])
        if _OTHERS.match(after) or _SYMBOL.search(before[-20:]):
            continue
        if above or (one.role != "note" and not about and _is_own(match, before, after)):
            yield match


def _is_own(match: re.Match[str], before: str, after: str) -> bool:
    """Whether a number without "above" or "below" is one of this submission."""
    word = match["word"].lower()
    *_earlier, last, sentence = ["", *_SENTENCE.split(before)]
    sentence += " " + _SENTENCE.split(after)[0]
    if _DOCUMENT.search(sentence) or _CITED.search(before[-5:]):
        return False
    if _POINTING.search(before[-25:]):
        return True
    # Laws have numbered paragraphs too, and the sentence before may name one.
    if word.startswith("recommendation") or _LAW.search(f"{last} {sentence}"):
        return False
    alone = bool(re.search(r"\(\s*$", before)) and bool(re.match(r"\s*\)", after))
    if word.startswith("point"):
        # "At one point 12 children" is none.
        return alone or bool(_WITHIN.search(before[-8:])) or (match["word"][0] == "P" and not alone)
    if word.startswith("table"):
        caption = not before.strip() and bool(re.match(r"\s*(?:[.:–-]|$)", after))
        return not caption
    if word.startswith("para"):
        return alone or bool(_WITHIN.search(before[-8:]))
    return alone
