"""Acronyms that nobody explains, those that look like another one with a slip in it, and those
written out twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from shadowkit.checking.patterns import lazily
from shadowkit.checking.prose import Passage, is_typed_reference, matches
from shadowkit.checking.registry import Fault, SubmissionContext, submission_check
from shadowkit.diagnostics import Severity
from shadowkit.location import Location

# Capitals with a small letter or two among them (CoE, NGOs); digits, hyphens and slashes beside
# them make a name or a symbol (436-FZ, A/HRC/24/14, COVID-19).
_ACRONYM = lazily(
    r"([A-Z](?<![\w/.&@’'-][A-Z])[a-z]?[A-Z]+(?:[a-z][A-Z]+)?)s?(?![\w/&@-]|\.\w|[’'][a-rt-z])"
)
_CAPITALS, _CAPITALS_BEFORE = lazily(r" [A-Z]{2,}\b"), lazily(r"\b[A-Z]{2,} $")
"""Several words in capitals beside one another are a cry or a title."""
_ROMAN = lazily(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_WELL_KNOWN = lazily(
    "UN|EU|UK|USA?|USSR|USD|EUR|GBP|CHF|AIDS|HIV|UNICEF|UNESCO|INTERPOL|EUROPOL|EUROJUST|ECPAT|"
    "TV|DVD|PDF|SMS|GPS|URL|PIN|AM|PM|OK|NOT|NO|NEVER|ALL|AND|OR|MUST|ONLY"
)
"""Better known by the short form than by the long one, or only a word in capitals."""
_LEAST = 5
"""Letters that an acronym needs before one like it looks like a slip: OPSC and OPAC both are."""


def _used(context: SubmissionContext) -> Iterator[tuple[str, Passage, int]]:
    """Every acronym in the submission's own running text, with its place; those that
    everybody knows, numbers such as IV and rows of words in capitals are left out."""
    for one in context.prose:
        if one.role not in ("paragraph", "item") or one.own.isupper():
            continue
        if not is_typed_reference(one):
            for match in matches(_ACRONYM, one.own):
                shouted = _CAPITALS.match(one.own, match.end()) or _CAPITALS_BEFORE.search(
                    one.own, max(0, match.start() - 20), match.start()
                )
                if not shouted and not _is_known(match[1]):
                    yield match[1], one, match.start(1)


@lru_cache(maxsize=2_000)
def _is_known(short: str) -> bool:
    """Whether everybody knows it, or it is a number."""
    return bool(_ROMAN.fullmatch(short) or _WELL_KNOWN.fullmatch(short))


def _known(context: SubmissionContext) -> set[str]:
    """The acronyms that the settings explain: with the submitters' own names."""
    settings = context.filing.settings
    bodies = (*settings.submitters, *settings.supporters)
    names = {body.acronym for body in bodies if not isinstance(body, str)}
    return {*settings.acronyms, *names}


_BEHIND = lazily(r"\(([A-Z][A-Za-z]*[A-Z])s?\)")
_BEFORE = lazily(r"\b([A-Z][A-Za-z]*[A-Z])s?\s+\((?=[A-Za-z]+\s)")


def _written_out(context: SubmissionContext) -> set[str]:
    """The acronyms that the text explains by hand: "long form (SHORT)", "SHORT (long form)"."""
    found: set[str] = set()
    for one in context.prose:
        if "(" in one.text:
            found.update(match[1] for match in matches(_BEHIND, one.text))
            found.update(match[1] for match in matches(_BEFORE, one.text))
    return found


@lru_cache(maxsize=32)
def _unexplained(context: SubmissionContext) -> tuple[tuple[str, Location, str], ...]:
    """Each acronym that nothing explains, once, with its first place and the explained one that
    may be meant, or ""."""
    explained = _known(context) | _written_out(context)
    first: dict[str, Location] = {}
    for short, one, at in _used(context):
        if short not in explained and short not in first:
            first[short] = one.place(at, at + len(short))
    return tuple((short, place, _meant(short, explained)) for short, place in first.items())


@submission_check("SK404", "acronym-unexplained", Severity.WARNING)
def acronym_unexplained(context: SubmissionContext) -> Iterable[Fault]:
    """The text uses an acronym that nothing explains: it is not under `acronyms:`, is no
    submitter's, and is not written out in the text.

    Readers outside the field do not know it. Titles in italics, quotations, headings, tables
    and notes are left alone, and so are a few that everybody knows, lines all in capitals, and
    references typed out with an address and "accessed". Each acronym is named once.
    This is a guess from the capitals, in English only.

    To mend: add it to `acronyms:`; the long form is then printed at its first use.
    """
    for short, place, meant in _unexplained(context):
        if not meant:
            yield Fault(
                place,
                f"nothing explains `{short}`",
                f"Add `{short}:` with its long form to `acronyms:`.",
            )


@submission_check("SK405", "acronym-misspelt", Severity.WARNING)
def acronym_misspelt(context: SubmissionContext) -> Iterable[Fault]:
    """An acronym that nothing explains differs by one letter from one that is explained:
    CSISIV beside CSGSIV.

    It is probably a slip, and no long form is printed for it. Acronyms of fewer than five
    letters are left alone: too many of them are like one another. This is a guess.

    To mend: correct it; or add it to `acronyms:`, if it is one of its own.
    """
    for short, place, meant in _unexplained(context):
        if meant:
            yield Fault(
                place,
                f"`{short}` is not registered; `{meant}` is",
                f"Did you mean `{meant}`?",
            )


_IN_BRACKETS = lazily(r"\([A-Z][A-Za-z]*[A-Z]s?\)")
_DEFINED = lazily(
    r"(?<![^\W\d_])(?P<one>[^\W\d_]++)[\s/-]++(?P<other>[^\W\d_]++)\s++"
    r"\((?P<short>[A-Z][A-Za-z]*[A-Z])s?\)"
)


@submission_check("SK417", "acronym-defined-twice", Severity.WARNING)
def acronym_defined_twice(context: SubmissionContext) -> Iterable[Fault]:
    """An acronym is written out by hand in two places, with the same words before its brackets:
    "National Plan of Action (NPA)".

    The second time a reader wonders whether it is another plan, and once blocks move, the first
    may come second. Acronyms of `acronyms:` are named by SK401, so that they are left alone
    here, and so are headings, tables and notes. Each is named once. English only.

    To mend: add it to `acronyms:` and write the short form alone; the long form is then printed
    at its first use.
    """
    known = _known(context)
    first: dict[tuple[str, ...], Location] = {}
    named: set[str] = set()
    for one in context.prose:
        if one.role not in ("paragraph", "item") or not _IN_BRACKETS.search(one.own):
            continue
        for match in matches(_DEFINED, one.own):
            short = match["short"]
            # Their first letters will do: technology, technologies.
            key = (short, match["one"][:6].lower(), match["other"][:6].lower())
            place = one.place(match.start("short"), match.end("short"))
            before = first.setdefault(key, place)
            if before is not place and short not in known and short not in named:
                named.add(short)
                yield Fault(
                    place,
                    f"`{short}` is written out again, as at {before.path}:{before.line}",
                    f"Add `{short}:` with its long form to `acronyms:`, and write {short} alone.",
                )


def _meant(short: str, explained: set[str]) -> str:
    """The acronym that differs by one letter, or "" where there is none."""
    if len(short) < _LEAST:
        return ""
    return next((one for one in sorted(explained) if _one_letter_apart(short, one)), "")


def _one_letter_apart(one: str, other: str) -> bool:
    if one == other or min(len(one), len(other)) < _LEAST:
        return False
    if len(one) == len(other):
        apart = [n for n in range(len(one)) if one[n] != other[n]]
        return len(apart) == 1 or (len(apart) == 2 and Counter(one) == Counter(other))
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return any(longer[:n] + longer[n + 1 :] == shorter for n in range(len(longer)))
