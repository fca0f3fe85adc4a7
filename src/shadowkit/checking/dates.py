"""Dates that cannot be: days that no month has, sources read before they were there, and sources
younger than the submission."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from functools import lru_cache

from shadowkit.checking.patterns import lazily
from shadowkit.checking.prose import has_any, has_digit, matches
from shadowkit.checking.registry import Fault, SubmissionContext, dossier_check, submission_check
from shadowkit.diagnostics import Severity
from shadowkit.model.authored import Dossier, Source

# --- in the text ------------------------------------------------------------------------

_MONTHS = re.findall(
    r"\w+",
    "january february march april may june july august september october november december",
)
_SHORT_MONTHS = tuple(month[:3] for month in _MONTHS)
_IN_DIGITS = lazily(r"\d[./-]\d")


@lru_cache(maxsize=1)
def _day() -> re.Pattern[str]:
    """A day: 5 October (2017), October 5, 2017, 5.10.2017 or 2017-10-05.  The groups of each way
    end in its number."""
    short = "|".join(f"{month[:3]}(?:{month[3:]})?" for month in _MONTHS)
    month, day = rf"(?P<month_>{short}|sept)\b\.?", r"(?P<day_>\d{1,2})"
    year = r"(?P<year_>[12][09]\d\d)"
    ways = (
        rf"{day}(?:st|nd|rd|th)?\s+(?:of\s+)?{month}(?:,?\s+{year})?",
        rf"{month}\s+{day}(?:st|nd|rd|th)?,?\s+{year}",
        rf"(?P<one_>\d{{1,2}})[./](?P<other_>\d{{1,2}})[./]{year}",
        rf"{year}-(?P<month_>\d{{1,2}})-{day}",
    )
    named = (way.replace("_>", f"{number}>") for number, way in enumerate(ways))
    # The first letter is asked for before anything else: most letters begin no month.
    first = r"(?=[\dADFJMNOS])"
    return re.compile(rf"{first}(?<![\w.,/-])(?:{'|'.join(named)})(?![\w/-])", re.IGNORECASE)


_ACCESSED = ("ccessed", "etrieved", "isited")


@lru_cache(maxsize=1)
def _without_year() -> re.Pattern[str]:
    months, nth = "|".join(_MONTHS), r"\d{1,2}(?:st|nd|rd|th)?"
    return re.compile(
        rf"\b(?:accessed|retrieved|last visited)(?:\s+on)?:?\s+"
        rf"(?:{nth}\s+(?:{months})|(?:{months})\s+{nth})\b(?!\.?,?\s*\d)",
        re.IGNORECASE,
    )


@submission_check("SK414", "date-impossible", Severity.WARNING)
def date_impossible(context: SubmissionContext) -> Iterable[Fault]:
    """A date in the text or a note does not exist ("31 November 2017", "May 32 2011"), or says
    on which day of no year a page was accessed ("accessed on 26 May").

    Such dates are slips of the pen, and nobody can tell from them what was meant. Dates in digits
    are left alone where day and month may stand the other way round, and quotations always. That
    a year is missing is a guess from the words; English only.

    To mend: look the date up, and correct it.
    """
    for one in context.prose:
        if not has_digit(one.own):
            continue
        small = one.own.lower()
        may = has_any(small, _SHORT_MONTHS) or _IN_DIGITS.search(small)
        for match in matches(_day(), one.own) if may else ():
            if not _exists(match):
                yield Fault(
                    one.place(*match.span()),
                    f"“{' '.join(match[0].split())}” is no day of the calendar",
                    "Look the date up, and correct it.",
                )
        if has_any(one.own, _ACCESSED):
            for match in matches(_without_year(), one.own):
                yield Fault(
                    one.place(*match.span()),
                    f"“{' '.join(match[0].split())}” says no year",
                    "Add the year.",
                )


def _exists(match: re.Match[str]) -> bool:
    """Whether there is such a day, in one of the ways to read it."""
    found = {name.rstrip("0123"): value for name, value in match.groupdict().items() if value}
    if "one" in found:
        days = [(found["one"], found["other"]), (found["other"], found["one"])]
        return any(_is_day(int(found["year"]), int(month), int(day)) for day, month in days)
    month = found["month"].lower()
    number = int(month) if month.isdecimal() else [m[:3] for m in _MONTHS].index(month[:3]) + 1
    if "year" not in found:
        # "45 March" may be forty-five of something.
        return int(found["day"]) > 31 or _is_day(2000, number, int(found["day"]))
    return _is_day(int(found["year"]), number, int(found["day"]))


def _is_day(year: int, month: int, day: int) -> bool:
    with suppress(ValueError):
        return date(year, month, day) is not None
    return False


# --- of sources -------------------------------------------------------------------------


@dossier_check("SK318", "accessed-before-issued", Severity.WARNING)
def accessed_before_issued(dossier: Dossier) -> Iterable[Fault]:
    """A source is registered as accessed on a day before it was issued.

    One of the two dates is a slip, and a reader who follows the note looks for an edition that
    there is not. As much of the two dates is compared as both have: a year, a month or a day.

    To mend: correct `accessed:` or `issued:`.
    """
    for source in dossier.sources.values():
        accessed, issued = _first(source, "accessed"), _first(source, "issued")
        if accessed and issued and _before(accessed, issued):
            yield Fault(
                source.location,
                f"`{source.id}` was accessed on {_shown(accessed)}, before it was issued "
                f"({_shown(issued)})",
                "Correct `accessed:` or `issued:`.",
            )


@submission_check("SK319", "source-later", Severity.INFO)
def source_later(context: SubmissionContext) -> Iterable[Fault]:
    """A cited source was issued after the date of the submission.

    Either date is wrong, or words were taken over from a later submission of the dossier: it
    says what nobody could know then. Where `updated:` says when the submission was revised, that
    day counts; as much of the two dates is compared as both have.

    To mend: correct the date, or keep out with `not="submission"` what cites the source.
    """
    settings = context.filing.settings
    known = [day for day in (settings.date, settings.updated) if day is not None]
    if not known:
        return
    latest = max(tuple(day.parts) for day in known)
    for id in context.document.cited:
        source = context.dossier.sources.get(id)
        issued = _first(source, "issued") if source else ()
        if source and issued and _before(latest, issued):
            yield Fault(
                source.location,
                f"the source `{id}` is of {_shown(issued)}, and the submission of {_shown(latest)}",
                'Correct the date, or keep out with not="..." what cites it.',
            )


def _first(source: Source, key: str) -> tuple[int, ...]:
    """A date of an entry as far as it is known; of a span the beginning, () where there is none."""
    found = source.data.get(key)
    parts = found.get("date-parts") if isinstance(found, dict) else None
    return tuple(int(part) for part in parts[0]) if parts else ()


def _before(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Whether a date is before another one, as far as both are known."""
    known = min(len(one), len(other))
    return one[:known] < other[:known]


def _shown(day: tuple[int, ...]) -> str:
    return "-".join(f"{part:02}" for part in day)
