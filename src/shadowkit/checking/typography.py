"""One hand in one document: quotation marks, spelling, dates, per cent.

What an author wrote is printed as written; these say where a submission is written in two ways.
Where two ways are mixed, the rarer one is named, once, at its first place; of two that are as
frequent, the one that comes later.  English only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from shadowkit.checking.patterns import lazily
from shadowkit.checking.prose import Passage, has_any, matches
from shadowkit.checking.registry import Fault, SubmissionContext, submission_check
from shadowkit.diagnostics import Severity
from shadowkit.location import Location

_Use: TypeAlias = tuple[str, Passage, int, int]
"""A way of writing something, with the passage and where in it."""


def _mixed(uses: Iterable[_Use]) -> tuple[str, str, Location, str] | None:
    """The rarer way, with its first words and their place, and the usual way."""
    found = list(uses)
    ways = Counter(use[0] for use in found)
    if len(ways) < 2:
        return None
    usual, rare = ways.most_common()[0][0], ways.most_common()[-1][0]
    way, one, start, end = next(use for use in found if use[0] == rare)
    return way, one.text[start:end], one.place(start, end), usual


def _uses(
    passages: Iterable[Passage],
    pattern: re.Pattern[str],
    way: Callable[[re.Match[str]], str],
    *,
    own: bool = True,
    marks: tuple[str, ...] = ("",),
) -> Iterator[_Use]:
    """Each match of the pattern that is written in a way ("": in none); only texts that hold one
    of `marks` are searched."""
    for one in passages:
        text = one.own if own else one.text
        for match in matches(pattern, text) if has_any(text, marks) else ():
            if name := way(match):
                yield name, one, *match.span()


# --- quotation marks --------------------------------------------------------------------

_DOUBLE = lazily(r"[\"“”](?<!\d\")")
_APOSTROPHE = lazily(r"['’](?<=\w.)(?=\w)")


@submission_check("SK406", "quotation-marks-mixed", Severity.WARNING)
def quotation_marks_mixed(context: SubmissionContext) -> Iterable[Fault]:
    """Straight and curly quotation marks, or straight and curly apostrophes, are mixed.

    It shows where text was pasted. The program changes no character of yours. Inches (5") are
    left alone. English only.

    To mend: search for the one and write the other: “ ” for ", ’ for '.
    """
    for pattern, marks, what in (
        (_DOUBLE, ('"', "“", "”"), "quotation marks"),
        (_APOSTROPHE, ("'", "’"), "apostrophes"),
    ):
        mixed = _mixed(
            _uses(
                context.prose,
                pattern,
                lambda match: "straight" if match[0] in "\"'" else "curly",
                own=False,
                marks=marks,
            )
        )
        if mixed:
            way, _words, place, usual = mixed
            yield Fault(
                place,
                f"{way} {what} stand beside {usual} ones",
                f"Write {usual} ones throughout.",
            )


_OPENED = {"“": "”", "«": "»", "(": ")"}


@submission_check("SK407", "mark-unbalanced", Severity.WARNING)
def mark_unbalanced(context: SubmissionContext) -> Iterable[Fault]:
    """A quotation mark or a bracket is opened and not closed in its paragraph, or closed and not
    opened.

    Where a quotation goes on in the next paragraph, that begins with a mark of its own, and the
    first one stays open; this is left alone, and so are "a)" and "1)". Of each paragraph the
    first one is named. English only.

    To mend: add the mark that is missing.
    """
    for number, one in enumerate(context.prose):
        at = next(_unbalanced(one.text), None)
        mark = one.text[at] if at is not None else ""
        if at is not None and not (mark == "“" and _goes_on(context.prose[number + 1 :])):
            state = "opened and not closed" if mark in _OPENED else "closed and not opened"
            if mark == '"':
                state = "without a second one"
            yield Fault(one.place(at, at + 1), f"`{mark}` is {state}", "Add the other one.")


def _goes_on(following: Iterable[Passage]) -> bool:
    """Whether the next paragraph begins with a quotation mark."""
    after = next((one for one in following if one.role != "note"), None)
    return after is not None and after.text.lstrip().startswith("“")


_COUNTING = lazily(r"(?:^|[\s(])(?:\d{1,3}|[a-z]|[ivx]+)$")


_MARKS = lazily(r"[“”«»()\"](?<!\d\")")


def _unbalanced(text: str) -> Iterator[int]:
    """Where marks stand that have no other half."""
    opened: list[int] = []
    straight: list[int] = []
    for match in matches(_MARKS, text):
        at, mark = match.start(), match[0]
        if mark == '"':
            straight.append(at)
        elif mark in _OPENED:
            opened.append(at)
        elif opened and _OPENED[text[opened[-1]]] == mark:
            opened.pop()
        elif mark != ")" or not _COUNTING.search(text, max(0, at - 8), at):
            yield at
    yield from opened
    if len(straight) % 2:
        yield straight[-1]


# --- spelling ---------------------------------------------------------------------------

_ISE = lazily(r"i(?<=[a-z]{3}i)([sz])(?:e[ds]?|ers?|ing|ations?|able)\b")
_STEM = lazily(r"(?<![A-Za-z’'-])[a-z]+$")
_ALWAYS = lazily(
    r"(?:adv|appra?|advert|bru|chast|chem|circumc|compr|comprom|conc|crossw|clockw|cru|dem|desp|"
    r"dev|disgu|enterpr|exc|exerc|expert|(?:dis)?(?:en)?franch|imprec|improv|inc|lia|likew|mala|"
    r"merchand|otherw|parad|pra|pract|prec|prem|prom|repr|rev|superv|surm|surpr|telev|treat|"
    r"unadv|unprom|upr)is|(?:assi|caps|downs|overs|res|unders)iz"
)
"""Words whose ending is the same in all spellings: advise, exercise, supervise; capsize, resize."""

_PAIRS = (
    ("behaviour", "behavior"), ("colour", "color"), ("favour", "favor"), ("honour", "honor"),
    ("labour", "labor"), ("neighbour", "neighbor"), ("harbour", "harbor"), ("centre", "center"),
    ("defence", "defense"), ("offence", "offense"), ("paediatric", "pediatric"),
    ("counsellor", "counselor"), ("counselling", "counseling"), ("travelling", "traveling"),
    ("travelled", "traveled"), ("fulfil", "fulfill"), ("enrolment", "enrollment"),
)  # fmt: skip
_WAYS = {british: "British" for british, _ in _PAIRS} | {
    american: "American" for _, american in _PAIRS
}
_PAIRED = lazily(rf"({'|'.join(sorted(_WAYS, key=len, reverse=True))})(?:s|ed|ing|able|al)?\b")


@submission_check("SK408", "spelling-mixed", Severity.WARNING)
def spelling_mixed(context: SubmissionContext) -> Iterable[Fault]:
    """One submission is spelt in two ways: "criminalise" and "organize", "behaviour" and "center".

    Either will do, and "organize" goes with "behaviour" too, as at the United Nations; but not
    both of one kind. Names (the World Health Organization), titles in italics and quotations
    are left alone. Words are looked for by their endings and in a short list; this is a guess.

    To mend: choose one, and search for the other.
    """
    pairs = _uses(context.prose, _PAIRED, lambda match: _WAYS[match[1]], marks=tuple(_WAYS))
    for uses in (_endings(context.prose), pairs):
        mixed = _mixed(uses)
        if mixed:
            name, words, place, usual = mixed
            yield Fault(
                place,
                f"“{words}” is spelt with {name}"
                if name.startswith("-")
                else f"“{words}” is {name} spelling",
                f"The rest is in {usual}: choose one."
                if name.startswith("-")
                else f"The rest is in {usual} spelling: choose one.",
            )


def _endings(passages: Iterable[Passage]) -> Iterator[_Use]:
    """The words that end in -ise or -ize where both are spellings of English."""
    for one in passages:
        for match in matches(_ISE, one.own):
            stem = _STEM.search(one.own, max(0, match.start() - 30), match.start())
            if stem and not _ALWAYS.fullmatch(f"{stem[0]}i{match[1]}"):
                yield f"-i{match[1]}e", one, stem.start(), match.end()


_ITS = lazily(
    r"[Ii]t(?<!\w..)(?:['’]s\b|"
    r"s(?= (?:an?(?! priori\b)|the|not|been|important|necessary|clear|possible)\b))"
)


@submission_check("SK411", "its-confused", Severity.WARNING)
def its_confused(context: SubmissionContext) -> Iterable[Fault]:
    """Of "it's" (it is) and "its" (of it), one seems to stand for the other.

    Where "it is" is meant, submissions write it in full, so that "it's" is named wherever it
    stands, quotations apart. "Its" is named before words such as "the" and "not". This is a
    guess from the next word, in English only.

    To mend: "its" for what belongs to it, "it is" for the rest.
    """
    for one in context.prose:
        for match in matches(_ITS, one.own):
            yield Fault(
                one.place(*match.span()),
                f"“{match[0]}” is probably not what is meant",
                "Write “its” for what belongs to it, else “it is” or “it has”.",
            )


# --- dates and per cent -----------------------------------------------------------------

_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_FIRST = "ADFJMNOS"
"""The first letters of months; asked for before anything else, for most letters are none."""
_SHORT = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
_DAY = lazily(
    rf"(?=[\d{_FIRST}])\b"
    rf"(?:(?P<day>\d{{1,2}} (?:{_MONTH}))|(?P<ordinal>\d{{1,2}}(?:st|nd|rd|th) (?:of )?"
    rf"(?:{_MONTH}))|(?P<month>(?:{_MONTH}) \d{{1,2}}(?:st|nd|rd|th)?,?)|"
    rf"(?P<short>\d{{1,2}} (?:{_SHORT})\.?)) (?:19|20)\d\d\b|"
    r"(?=\d)(?<![\w/.-])(?P<digits>\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d)(?![\w/-])"
)
_YEAR = lazily(r"[12][09]\d\d")
_EXAMPLES = {
    "day": "5 October 2017",
    "ordinal": "5th October 2017",
    "month": "October 5, 2017",
    "short": "5 Oct 2017",
    "digits": "5/10/2017",
}


@submission_check("SK409", "date-styles-mixed", Severity.WARNING)
def date_styles_mixed(context: SubmissionContext) -> Iterable[Fault]:
    """Days are written in different ways: "5 October 2017" beside "22nd May 2018" or "May 22,
    2018".

    Dates that the program prints are all written alike, "5 October 2017"; a date in digits is
    read differently in different countries. Quotations, titles in italics and tables are left
    alone. English only.

    To mend: write all of them as "5 October 2017".
    """
    texts = [p for p in context.prose if p.role != "cell" and _YEAR.search(p.own)]
    mixed = _mixed(_uses(texts, _DAY, lambda match: match.lastgroup or ""))
    if mixed:
        way, words, place, usual = mixed
        yield Fault(
            place,
            f"“{words}” is written as “{_EXAMPLES[way]}”, other days as “{_EXAMPLES[usual]}”",
            "Write all of them alike, best as “5 October 2017”.",
        )


_PER_CENT = lazily(r"(?<=\d)\s?%|(?<=[\dA-Za-z])\s(?:per cent|percent)\b")


@submission_check("SK410", "per-cent-mixed", Severity.WARNING)
def per_cent_mixed(context: SubmissionContext) -> Iterable[Fault]:
    """Running text mixes "per cent", "percent" and "%".

    United Nations documents write "per cent" in text and "%" in tables; tables are left alone,
    and so are quotations. English only.

    To mend: choose one; "per cent" is the safe choice.
    """
    texts = [p for p in context.prose if p.role != "cell" and ("%" in p.own or "cent" in p.own)]
    mixed = _mixed(_uses(texts, _PER_CENT, lambda match: match[0].strip()))
    if mixed:
        way, _words, place, usual = mixed
        yield Fault(place, f"“{way}” stands beside “{usual}”", "Choose one: “per cent” is safe.")
