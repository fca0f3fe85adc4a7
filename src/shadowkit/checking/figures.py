"""Figures in the text: where they come from, of when they are, and whether they can be right.

All of these guess from the words, in English only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from shadowkit.checking.patterns import lazily
from shadowkit.checking.prose import (
    NOTE,
    Passage,
    has_digit,
    is_typed_reference,
    matches,
    sentences,
)
from shadowkit.checking.registry import Fault, SubmissionContext, submission_check
from shadowkit.diagnostics import Severity

_EVIDENCE = ("paragraph", "development", "gap", "observation", "practice")
"""Kinds whose figures are facts; those of recommendations are aims."""

# A digit comes first in these, and what may not stand before it is looked at behind it: so the
# search can leap from digit to digit.
_FREE = r"(?<![\w./,-]\d)"
_REST = r"\d*(?:[,\u00a0\u202f ]\d{3}(?!\d))*(?:\.\d+)?"
_NUMBER = r"\d+(?:[,\u00a0\u202f ]\d{3}(?!\d))*(?:\.\d+)?"
_SHARE = rf"{_NUMBER}\s?(?:%|per ?cent\b)"
_COUNTED = (
    r"children|girls|boys|adolescents|students|pupils|women|men|people|persons|victims|survivors|"
    r"offenders|perpetrators|suspects|inhabitants|refugees|migrants|families|households|"
    r"cases|offences|offenses|crimes|incidents|complaints|reports|investigations|prosecutions|"
    r"convictions|websites|images|videos|specialists|professionals|officers|teachers|schools|"
    r"shelters|arrivals|visitors|phones"
)
_is_share = lazily(_SHARE).fullmatch
_STATISTIC = lazily(
    rf"\d{_FREE}(?:"
    rf"{_REST}\s?(?:%|per ?cent\b)|"
    rf"{_REST}\s+(?:million|billion)\b|"
    r"\d*-fold\b|"
    r"\d{0,2}(?:[,\u00a0\u202f ]\d{3})+(?![\d\w,])|"
    rf"(?!(?<=1)9\d\d\s|(?<=2)0\d\d\s){_REST}\s+(?:[a-zA-Z]+\s+)?(?:{_COUNTED})\b)"
)
_NAMED = lazily(
    r"\b(?:arts?\.?|articles?|paras?\.?|paragraphs?|rules?|laws?|nos?\.|resolutions?|sections?|"
    r"chapters?|ages?|aged|under|over the age of|nearly|ECPAT)\s*$",
    re.IGNORECASE,
)
"""Words before a number that is none of a statistic: of an article, of an age."""
_AGE = lazily(r"\b(?:aged?|under|ages?)\b[^.;]{0,20}$", re.IGNORECASE)
_YEAR = lazily(r"(?<![\w./-])(?:19|20)\d\d(?![\w/])(?!-\w)")
_MONTHS = "January|February|March|April|June|July|August|September|October|November|December"
_WHEN = lazily(
    rf"(?:19|20)\d\d|\b(?:{_MONTHS})\b|"
    r"\b(?:this|that|last|same|previous|preceding|next|following|current|every|each|a|per|"
    r"decade|twelve|ten|two|three|four|five|\d+) (?:school |calendar |financial )?years?\b|"
    r"\b(?:at present|currently|now|today|to date|up to now|so far|annually|yearly)\b",
    re.IGNORECASE,
)


def _statistics(text: str) -> Iterator[re.Match[str]]:
    """The statistics in a passage: shares, amounts, and counts of people and cases."""
    for match in matches(_STATISTIC, text):
        before = text[max(0, match.start() - 30) : match.start()]
        if not _NAMED.search(before) and not _AGE.search(before):
            yield match


def _by_sentence(one: Passage) -> Iterator[tuple[int, int, list[re.Match[str]]]]:
    """The sentences of a passage that has statistics, each with those in it."""
    statistics = list(_statistics(one.own))
    if statistics:
        for start, end in sentences(one.text):
            yield start, end, [match for match in statistics if start <= match.start() < end]


def _facts(context: SubmissionContext) -> Iterator[Passage]:
    for one in context.prose:
        told = one.kind in _EVIDENCE and one.role in ("paragraph", "item")
        if told and not is_typed_reference(one):
            yield one


@submission_check("SK306", "figure-without-source", Severity.WARNING)
def figure_without_source(context: SubmissionContext) -> Iterable[Fault]:
    """A paragraph gives a share, an amount or a count of people or cases, and has no note.

    The first question to any figure is where it comes from; one's own data need a note as
    well, which says who counted, when and how. For items of a list, a note in the paragraph
    before the list will do. Each paragraph is named once. This is a guess from the digits.

    To mend: cite the source, or say in a note how you counted: `^[Own data, 2023.]`.
    """
    for one in _facts(context):
        if NOTE in one.text or one.led_by_note:
            continue
        found = next(_statistics(one.own), None)
        if found:
            yield Fault(
                one.place(*found.span()),
                f"“{found[0]}” has no source: there is no note in its paragraph",
                "Cite the source, or say in a note who counted, and when.",
            )


@submission_check("SK307", "figure-undated", Severity.WARNING)
def figure_undated(context: SubmissionContext) -> Iterable[Fault]:
    """A share (71 per cent) stands in a sentence that says nothing of when, and neither does
    the sentence before it.

    Without its year a share can be neither compared nor checked, and it grows old unseen.
    Counts are left alone, and the year of the source is not taken for that of the figure.
    This is a guess from the words.

    To mend: say of which year it is, best also of which place.
    """
    for one in _facts(context):
        before = 0
        for start, end, statistics in _by_sentence(one):
            found = next((match for match in statistics if _is_share(match[0])), None)
            if found and not _WHEN.search(one.text, before, end):
                yield Fault(
                    one.place(*found.span()),
                    f"“{found[0]}”: of which year is this?",
                    "Say of which year it is, and of which place.",
                )
            before = start


_DECIMAL_COMMA = lazily(rf"\d{_FREE}\d{{0,2}},\d{{1,2}}(?![\d\w]|,\d)")
_BAD_GROUPS = lazily(
    rf"\d{_FREE}(?:\d{{0,2}}(?:,\d{{3}})*,\d{{4,}}|\d{{3,}}(?:,\d{{3}})+)(?![\d\w]|,\d)"
)
_FULL_STOPS = lazily(rf"\d{_FREE}\d{{0,2}}(?:\.\d{{3}}){{2,}}(?![\d\w]|\.\d)")
_PART_OF = lazily(rf"(?P<part>\d{_FREE}\d{{2,}}(?:\.\d+)?)\s?(?:%|per ?cent)\s+of\b")
_ODD = lazily(r",(?<=\d,)\d|\.(?<=\d\.)\d{3}\.\d|%\s+of\b|cent\s+of\b")
"""What one of the four has to hold: most passages have nothing of it.  A sign comes first in each,
so that the search can leap from sign to sign."""
_LISTED = lazily(
    r"\b(?:arts?\.?|articles?|paras?\.?|paragraphs?|rules?|laws?|nos?\.?|notes?|pp?\.|pages?|"
    r"sections?|chapters?|principles?|recommendations?)[\s\u00a0][\d,\s.and–-]*$",
    re.IGNORECASE,
)
_COMPARED = lazily(
    r"\b(?:increase|rise|rose|risen|grew|grown|growth|compared|level|average|minimum|line|"
    r"income|wages?|salary|salaries|capacity|target|plan|budget|value|price|GDP)\b",
    re.IGNORECASE,
)


@submission_check("SK308", "figure-malformed", Severity.WARNING)
def figure_malformed(context: SubmissionContext) -> Iterable[Fault]:
    """A number is not written as numbers are in English, or cannot be right: "31,6", "12,0000",
    "140 per cent of the children".

    A comma groups thousands in English, by three digits, and a full stop separates decimals; a
    number carried over from another language mostly lost a zero or a word. Figures above 100
    per cent are left alone where the sentence compares. This is a guess.

    To mend: look at the source, and write 31.6, 31,600, or 31.6 million.
    """
    for one in context.prose:
        if one.role == "cell" or not has_digit(one.own) or not _ODD.search(one.own):
            continue
        for pattern, what in (
            (_DECIMAL_COMMA, "a comma groups thousands in English, by three digits"),
            (_BAD_GROUPS, "thousands are grouped by three digits"),
            (_FULL_STOPS, "thousands are grouped by commas in English"),
        ):
            for match in matches(pattern, one.own):
                if not _LISTED.search(one.own, max(0, match.start() - 60), match.start()):
                    yield Fault(
                        one.place(*match.span()),
                        f"“{match[0]}” is not a number in English: {what}",
                        "Look at the source: is a zero or a word missing?",
                    )
        for part in matches(_PART_OF, one.own):
            start, end = next(s for s in sentences(one.own) if s[1] > part.start())
            if float(part["part"]) > 100 and not _COMPARED.search(one.own, start, end):
                yield Fault(
                    one.place(*part.span()),
                    f"“{part[0]}”: a part is never more than the whole",
                    "Say what it is compared with, or correct the figure.",
                )


@submission_check("SK309", "figure-outdated", Severity.INFO)
def figure_outdated(context: SubmissionContext) -> Iterable[Fault]:
    """The only year that a sentence with a figure names is before the `period:` that the
    submission reports on; or it names none, and all the sources it cites are older.

    The body had those figures at the last review. Some are needed to compare with, so that
    this is no more than a remark. It is a guess from the words; notes are left alone, and so
    are treaties and laws.

    To mend: give a figure of the period, or say what it is compared with.
    """
    period = context.filing.settings.period
    if period is None:
        return
    first = period.from_.year
    for one in _facts(context):
        for start, end, statistics in _by_sentence(one):
            found = statistics[0] if statistics else None
            if found is None or _SINCE.search(one.text, start, end):
                continue
            years = [int(match[0]) for match in _YEAR.finditer(one.text, start, end)]
            what = f"“{found[0]}” is" if years else f"the source of “{found[0]}” is"
            years = years or _years_of_sources(context, one, start, end)
            if years and max(years) < first:
                yield Fault(
                    one.place(*found.span()),
                    f"{what} of {max(years)}, and the submission reports on the time since {first}",
                    "Give a later figure, or say what this one is compared with.",
                )


_SINCE = lazily(r"\b(?:since|from)\b[^.;]{0,30}\b(?:19|20)\d\d\b", re.IGNORECASE)
_BINDING = ("treaty", "legislation", "bill", "legal_case", "regulation")


def _years_of_sources(context: SubmissionContext, one: Passage, start: int, end: int) -> list[int]:
    """The years of the sources that a sentence cites; [] where one has no year."""
    years: list[int] = []
    for at, ids in one.cited:
        for id in ids if start <= at < end else ():
            source = context.dossier.sources.get(id)
            if source is None or source.data.get("type") in _BINDING:
                continue
            issued = source.data.get("issued")
            parts = issued.get("date-parts") if isinstance(issued, dict) else None
            if not parts or not parts[0]:
                return []
            years.append(int(parts[0][0]))
    return years
