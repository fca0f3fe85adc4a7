"""Treaties: as of when their status is told, and whether their titles are right.

Both guess from the words, in English only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice, takewhile

from shadowkit.checking.patterns import lazily
from shadowkit.checking.prose import (
    NOTE,
    SMALL_WORDS,
    has_any,
    is_english,
    is_typed_reference,
    matches,
    sentences,
)
from shadowkit.checking.registry import Fault, SubmissionContext, submission_check
from shadowkit.diagnostics import Severity
from shadowkit.location import Location
from shadowkit.model.fields import in_language
from shadowkit.model.instruments import Instrument
from shadowkit.model.kinds import KINDS

# --- as of when ---------------------------------------------------------------------------

_ACTED = r"(?:signed|ratified|acceded|withdrawn|become\s+(?:a\s+)?(?:State\s+)?part(?:y|ies))\b"
_ACT = r"(?:sign|ratify|accede|withdraw|become\s+(?:a\s+)?(?:State\s+)?part(?:y|ies))\b"


@lru_cache(maxsize=1)
def _not_done() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!that )(?<!which )(?<!who )\b(?:has|have)(?:n['’]t|(?:\s+\w+){{0,3}}?\s+(?:not|never|"
        rf"neither))\s+(?:\w+\s+){{0,2}}?{_ACTED}|"
        rf"\b(?:has|have)\s+(?:yet|failed)\s+to\s+{_ACT}|\bnor\s+(?:has|have)\s+(?:\w+\s+){{1,4}}?{_ACTED}|"
        r"\b(?:is|are)(?:\s+still)?\s+not\s+(?:yet\s+|even\s+)?(?:(?:a\s+)?(?:State\s+)?"
        r"part(?:y|ies)\s+to|signed|ratified)\b",
        re.IGNORECASE,
    )


_IN_NOT_DONE = ("sign", "ratif", "acced", "withdr", "part")
_NEGATIONS = ("not", "n't", "n’t", "never", "neither", "nor", "yet", "failed")
"""A match has one of each."""
_TREATY = lazily(
    r"\b(?:conventions?|covenants?|protocols?|treat(?:y|ies)|reservations?)\b", re.IGNORECASE
)
_OF_TITLE = lazily(
    r"\b(?:Convention|Covenant|Protocol|Treaty)(?:,|\s+of|\s*\()\s*(?:No\.?\s*\d+,?\s*)?(?:19|20)\d\d"
)
_DATED = lazily(
    r"(?<![\w./-])(?:19|20)\d\d(?![\w/])|\bas (?:of|at)\b|\bto date\b|\bat the time\b",
    re.IGNORECASE,
)
_RESERVED = lazily(r"\b(?:reservation|declaration)s?\b", re.IGNORECASE)
_IF = lazily(r"\b(?:if|unless|until|whether|should)\b[^.;]*$", re.IGNORECASE)


@submission_check("SK315", "treaty-status-undated", Severity.WARNING)
def treaty_status_undated(context: SubmissionContext) -> Iterable[Fault]:
    """The text says that a treaty is not signed, ratified or acceded to, or a reservation not
    withdrawn, and not as of when.

    Such a sentence can be untrue on the day of the review, and copied into the next submission
    it often is. A year in the sentence will do, and so will "as of" or a note whose source has
    a date of its own or was accessed on a day; the date of a treaty says nothing of its status.
    This is a guess from the words, in English only; recommendations and quotations are left
    alone.

    To mend: "As of October 2017, the State has not ratified ...".
    """
    for number, one in enumerate(context.prose):
        asks = one.kind in KINDS and KINDS[one.kind].asks
        if asks or one.role not in ("paragraph", "item", "note") or is_typed_reference(one):
            continue
        if not has_any(one.own, _IN_NOT_DONE):
            continue
        if not has_any(one.own.lower(), _NEGATIONS):
            continue
        found = matches(_not_done(), one.own)
        for start, end in sentences(one.own) if found else ():
            match = next((m for m in found if start <= m.start() < end), None)
            if match is None or _IF.search(one.own, start, match.start()):
                continue
            said = one.own[start:end]
            if "withdr" in match[0] and not _RESERVED.search(said):
                continue
            if _names_treaty(context, said) and not (
                _DATED.search(_OF_TITLE.sub("", said)) or _noted(context, number, start, end)
            ):
                yield Fault(
                    one.place(*match.span()),
                    f"“{' '.join(match[0].split())}”: as of when?",
                    "Say “as of” with the month and year, or cite where the status was looked up.",
                )


def _names_treaty(context: SubmissionContext, said: str) -> bool:
    if _TREATY.search(said):
        return True
    names = "|".join(map(re.escape, context.filing.instruments().names))
    return re.search(rf"\b(?:{names})\b", said) is not None


_TREATIES = ("treaty", "legislation", "bill")


def _noted(context: SubmissionContext, number: int, start: int, end: int) -> bool:
    """Whether a note of a sentence has a date, or cites a source that has one."""
    one = context.prose[number]
    cited = dict(one.cited)
    if any(_cites_dated(context, ids) for at, ids in one.cited if start <= at < end):
        return True
    if all(one.own[at] != NOTE or at in cited for at in range(start, end)):
        return False
    following = takewhile(lambda after: after.role == "note", context.prose[number + 1 :])
    return any(
        _DATED.search(note.text) or any(_cites_dated(context, ids) for _at, ids in note.cited)
        for note in following
    )


def _cites_dated(context: SubmissionContext, ids: tuple[str, ...]) -> bool:
    """Whether a source has a date that says as of when its text is."""
    sources = (context.dossier.sources.get(id) for id in ids)
    return any(
        source.data.get("accessed")
        or (source.data.get("issued") and source.data.get("type") not in _TREATIES)
        for source in sources
        if source is not None
    )


# --- by which title -----------------------------------------------------------------------

_HEADS = ("Convention", "Covenant", "Protocol")
_HEAD = lazily(rf"\b(?:{'|'.join(_HEADS)})\b")
_TOKEN = lazily(r"\w+|&")
_LIGHT = ("forms",)
"""Words of titles that are left out as if they said nothing; so are those said before."""
_LIKE = 5
"""Letters by which two words are taken for forms of one."""


@submission_check("SK317", "treaty-misnamed", Severity.WARNING)
def treaty_misnamed(context: SubmissionContext) -> Iterable[Fault]:
    """The title of a treaty is given nearly as it is, and not quite: "Convention of the Rights of
    the Child", "Protection of Children from Sexual Exploitation and Sexual Abuse".

    Treaties are cited exactly, and committees notice. The titles are those of
    content/instruments.yaml. Compared are the words after "Convention", "Covenant" or
    "Protocol": all words of substance are there, or all but those that it repeats, and the
    rest differs. Short forms that stop earlier ("the Optional Protocol on the sale of children")
    are left alone, and so are capitals and commas, italics and quotations. Text and long forms of
    acronyms are read. This is a guess, in English only.

    To mend: write the title as the hint has it, or a short form that claims to be no title.
    """
    if not is_english(context.filing.labels.language):
        return
    for one in context.prose:
        if has_any(one.own, _HEADS) and not is_typed_reference(one):
            for start, end, instrument in _misnamed(context, one.own):
                yield _wrong(one.own[start:end], instrument, one.place(start, end))
    for short, acronym in context.filing.settings.acronyms.items():
        long, place = in_language(acronym.long, "en"), context.place("acronyms", short)
        for start, end, instrument in _misnamed(context, long):
            yield _wrong(long[start:end], instrument, place)


def _wrong(said: str, instrument: Instrument, place: Location) -> Fault:
    return Fault(
        place,
        f"“{' '.join(said.split())}” is not the title",
        f"It is the “{in_language(instrument.title, 'en')}”.",
        instrument.source.trusted(instrument.confidence, instrument.checked),
    )


def _misnamed(context: SubmissionContext, text: str) -> Iterator[tuple[int, int, Instrument]]:
    """Where a title stands that is nearly one of the list."""
    reached = 0
    for head in _HEAD.finditer(text):
        if head.start() < reached:
            continue
        # More words than the longest title has.
        found = islice(_TOKEN.finditer(text, head.start()), 40)
        tokens = [(_plain(token[0]), token.end()) for token in found]
        for instrument, title, substance in _titles(context):
            if end := _nearly(tokens, title, substance):
                yield head.start(), end, instrument
                reached = end
                break


@lru_cache(maxsize=8)
def _titles(
    context: SubmissionContext,
) -> tuple[tuple[Instrument, tuple[str, ...], tuple[str, ...]], ...]:
    """The words of each title from "Convention" on, and those of substance; of an optional
    protocol also without what it is a protocol to."""
    found = []
    for instrument in context.filing.instruments().instruments:
        title = in_language(instrument.title, "en")
        head = _HEAD.search(title)
        if head is None:
            continue
        whole = title[head.start() :]
        found.append((instrument, tuple(_words(whole))))
        to, _on, subject = whole.rpartition(" on ")
        if " to the " in to:
            found.append((instrument, tuple(_words(f"Protocol on {subject}"))))
    return tuple(
        (instrument, title, tuple(word for word in title if word not in SMALL_WORDS))
        for instrument, title in found
    )


def _words(text: str) -> list[str]:
    return [_plain(word) for word in _TOKEN.findall(text)]


def _plain(word: str) -> str:
    return "and" if word == "&" else word.lower()


def _nearly(
    tokens: list[tuple[str, int]], title: tuple[str, ...], substance: tuple[str, ...]
) -> int:
    """Where a title ends that begins with the first word of `tokens` and differs from `title` in
    small words, endings or words left out; 0 where it is the title, or none."""
    said: list[str] = []
    at = 0
    for word, end in tokens[: len(title) + 3]:
        said.append(word)
        if word in SMALL_WORDS:
            continue
        if not _alike(word, substance[at]):
            left_out = substance[at] in _LIGHT or substance[at] in substance[:at]
            if not left_out or not _alike(word, substance[at + 1]):
                return 0
            at += 1
        at += 1
        if at == len(substance):
            return 0 if len(substance) < 3 or tuple(said) == title else end
    return 0


def _alike(word: str, other: str) -> bool:
    """Whether two words begin alike: child, children."""
    short = min(len(word), len(other), _LIKE)
    return word[:short] == other[:short]
