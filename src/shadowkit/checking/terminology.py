"""Terminology: terms to avoid in the submission's own words (content/terminology/en.yaml)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from shadowkit.checking.patterns import lazily
from shadowkit.checking.prose import (
    ADDRESS,
    Passage,
    is_english,
    is_typed_reference,
    matches,
    passage,
)
from shadowkit.checking.registry import Fault, SubmissionContext, submission_check
from shadowkit.diagnostics import Severity
from shadowkit.location import Location
from shadowkit.model.fields import in_language
from shadowkit.model.inline import AText
from shadowkit.model.kinds import KINDS
from shadowkit.model.terminology import Terminology, Usage

_SEVERITY = {"avoid": Severity.WARNING, "caution": Severity.INFO}
_SAID = {
    "avoid": "is a term to avoid in your own words",
    "caution": "is a term to use with caution",
}
_CONCERNING = lazily(r"\boffen[cs]es\s+concerning\s+$", re.IGNORECASE)
_ARTICLE = lazily(r"\s*\((?:art\.|articles?)\s", re.IGNORECASE)


@submission_check("SK413", "term-outdated", Severity.WARNING)
def term_outdated(context: SubmissionContext) -> Iterable[Fault]:
    """The submission uses a term in its own words that those who work on the subject have given
    up: "child pornography".

    The terms are those of content/terminology/en.yaml, each with its authority and with what to
    write in its place; one that is only criticised is a remark. Text, headings, notes, titles,
    themes and long forms of acronyms are read. Words of others keep their terms: titles in
    italics, quotations, titles of treaties and of your sources wherever they stand, offences as
    the law names them ("offences concerning child prostitution", or with the article in brackets
    behind), addresses on the internet, references typed out with an address and "accessed", and
    names in capitals ("the Disabled Persons Act"), and recommendations in a report that is
    `about:` somebody else's. English only; what is a title is in part a guess.

    To mend: write what the hint gives. Set the title of a law in italics, and the words of a
    law, or of anybody else, in quotation marks.
    """
    if not is_english(context.filing.labels.language):
        return
    terms = context.terminology()
    about = bool(context.filing.settings.about)
    for one in context.prose:
        if about and one.kind in KINDS and KINDS[one.kind].asks:
            continue
        for usage, start, end in _used(context, terms, one):
            yield _fault(terms, usage, one.text[start:end], one.place(start, end))
    for text, place in _settings(context):
        words = passage((AText(text, place),))
        for usage, start, end in _used(context, terms, words) if words else ():
            yield _fault(terms, usage, text[start:end], place)


def _settings(context: SubmissionContext) -> Iterator[tuple[str, Location]]:
    """What the settings give to be printed, each text with its place."""
    settings, language = context.filing.settings, context.filing.labels.language
    for key, value in (
        ("title", settings.title),
        ("short_title", settings.short_title),
        ("subtitle", settings.subtitle),
    ):
        yield in_language(value, language), context.place(key)
    for theme, name in settings.themes.items():
        yield in_language(name, language), context.place("themes", theme)
    for short, acronym in settings.acronyms.items():
        yield in_language(acronym.long, language), context.place("acronyms", short)


def _used(
    context: SubmissionContext, terms: Terminology, words: Passage
) -> Iterator[tuple[Usage, int, int]]:
    """The terms in the author's own words, without those in titles and addresses."""
    found = matches(terms.pattern, words.own) if terms.may_be_in(words.own) else ()
    if not found or is_typed_reference(words):
        return
    others = [
        match.span()
        for pattern in (ADDRESS, *_titles(context))
        for match in matches(pattern, words.text)
    ]
    for match in found:
        start, end = match.span()
        within = any(first <= start and end <= last for first, last in others)
        named = words.role != "heading" and " " in match[0] and match[0].istitle()
        if not within and not named and not _is_offence(words.text, start, end):
            yield terms.usage(match[0]), start, end


def _is_offence(text: str, start: int, end: int) -> bool:
    """Whether the law gives the name: "offences concerning child prostitution" is the title of an
    article, and "(Article 20)" behind a term says whose word it is."""
    before = _CONCERNING.search(text, max(0, start - 30), start)
    return bool(before or _ARTICLE.match(text, end))


@lru_cache(maxsize=32)
def _titles(context: SubmissionContext) -> tuple[re.Pattern[str], ...]:
    """Titles of treaties and of sources that hold a term."""
    terms = context.terminology().pattern
    patterns = []
    for instrument in context.filing.instruments().instruments:
        # A title is mostly shortened to its end: "Optional Protocol on the sale of children ...".
        subject = in_language(instrument.title, "en").rpartition(" on the ")[2]
        if terms.search(subject):
            patterns.append(re.compile(_words(subject), re.IGNORECASE))
    for source in context.dossier.sources.values():
        for key in ("title", "title-short", "container-title"):
            title = str(source.data.get(key, ""))
            # One that is nothing but the term cannot be told from the author's own words.
            if terms.search(title) and not terms.fullmatch(title):
                patterns.append(re.compile(_words(title)))
    return tuple(patterns)


def _words(title: str) -> str:
    """A pattern for the words of a title, whatever stands between them.  One that repeats another
    may be left out: "child prostitution and pornography"."""
    first, *others = re.findall(r"\w+", title)
    said = {first}
    pattern = rf"\b{first}\b"
    for word in others:
        pattern += rf"(?:\W+{word}\b)" + ("?" if word in said else "")
        said.add(word)
    return pattern


def _fault(terms: Terminology, usage: Usage, said: str, place: Location) -> Fault:
    source = terms.source_of(usage)
    instead = " or ".join(f"“{word}”" for word in usage.use)
    return Fault(
        place,
        f"“{' '.join(said.split())}” {_SAID[usage.level]}",
        f"Write {instead}; where it is part of a title or somebody else's words, set these in "
        "italics or quotation marks.",
        f"{source.authority}. {usage.note}".strip() if usage.note else source.authority,
        _SEVERITY[usage.level],
    )
