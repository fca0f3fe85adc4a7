"""Safeguarding: a child that a reader could recognise."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import groupby

from shadowkit.checking import children
from shadowkit.checking.patterns import lazily
from shadowkit.checking.printed import Printed, first_cited, texts_without_blocks
from shadowkit.checking.prose import Passage, passage
from shadowkit.checking.registry import Fault, SubmissionContext, submission_check
from shadowkit.checking.safeguarding import authority, weight
from shadowkit.diagnostics import Severity
from shadowkit.location import Location
from shadowkit.model.inline import AText

_NEWS = ("article-newspaper", "article-magazine", "broadcast", "post", "post-weblog")
_OFFICIAL = lazily(
    r"^https?://(?:[\w-]+\.)*(?:un\.org|ohchr\.org|unicef\.org|coe\.int|europa\.eu|gov|gov\.[a-z]{2}|"
    r"refworld\.org|upr-info\.org)(?:[/:?#]|$)",
    re.IGNORECASE,
)
_ADDRESS = lazily(r"https?://[^\s<>]+", re.IGNORECASE)


@submission_check("SK502", "child-identifiable", Severity.ERROR)
def child_identifiable(context: SubmissionContext) -> Iterable[Fault]:
    """The age of one child stands beside details that together say who it is: a place, a day,
    an origin, a school or home, a link to coverage, a news item that is cited.

    Whoever lives there knows the child, and so do those who harmed it; what is filed with the
    State under review cannot be taken back. Two of place, day and origin are found, and one is
    enough of: a village or street, a school or home, a link or a news item in the same
    paragraph. Sentences next to each other are read together, a whole `case` as one. Titles of
    cited sources and all that is printed are read, quotations too. English only. This is a guess,
    and still an error: laws, age ranges and groups ("girls aged 14 to 17") are left alone, and a
    child told of in other words is missed. Where `public: false` holds, and for what
    stands in the settings, it is a warning.

    To mend: leave out what narrows it down: "a child" for the age, "a town" for its name, the
    year for the day, no link. If nobody can be known by it, say why with
    `allow="SK502" reason="..."`.
    """
    states = _states(context)
    for (_block, case), paragraphs in groupby(_english(context), key=_case):
        group = list(paragraphs)
        found = [
            (one, words, match)
            for one in group
            for words in one.passages
            for match in children.ages(words.text, whenever=case)
        ]
        for one, words, match in found:
            around = children.sentence_around(words.text, match.start(), 1)
            text = _joined(group) if case else words.text[slice(*around)]
            covered = any(_covered(context, other) for other in (group if case else [one]))
            place = words.place(*match.span())
            yield from _fault(context, place, _details(context, text, covered, states))
    for words, place, news in _titles(context):
        for _match in children.ages(words.text, whenever=True):
            yield from _fault(context, place, _details(context, words.text, news, states), True)
            break
    for words, place in _settings(context):
        for match in children.ages(words.text):
            text = words.text[slice(*children.sentence_around(words.text, match.start(), 1))]
            yield from _fault(context, place, _details(context, text, False, states), False, True)


def _details(
    context: SubmissionContext, text: str, covered: bool, states: Callable[[], frozenset[str]]
) -> dict[str, bool]:
    found = children.details(text, context.filing.state, states)
    return found | {"a link to coverage or a news item": True} if covered else found


def _fault(
    context: SubmissionContext,
    place: Location,
    details: dict[str, bool],
    cited: bool = False,
    settings: bool = False,
) -> Iterator[Fault]:
    if len(details) < 2 and not any(details.values()):
        return
    where = "in the title of a cited source, " if cited else ""
    yield Fault(
        place,
        f"{where}the age of a child stands beside {_listed(list(details))}: "
        "together they can say who the child is",
        "Cite another source, or leave the headline out of its title."
        if cited
        else 'Leave out what narrows it down; or allow="SK502" with the reason why nobody can '
        "be known by it.",
        authority=authority(context),
        severity=weight(context, settings=settings),
    )


@submission_check("SK503", "child-named", Severity.ERROR)
def child_named(context: SubmissionContext) -> Iterable[Fault]:
    """A child seems to be called by its name or its initials: "a girl named ...", "..., aged 14",
    "the boy, A.B., who was 12".

    A name is all it takes. The message does not repeat it, for messages are kept in logs. All
    that is printed is read, quotations and the titles of cited sources too, in English only.
    Where a paragraph or its block says that the name was changed ("not her real name"),
    nothing is found: a pseudonym that says so harms nobody. Judges, officials and
    titles of court cases are left alone, for no age stands with them. This is a guess, and still
    an error, because the harm cannot be undone. Where `public: false` holds, and for what stands
    in the settings, it is a warning.

    To mend: "a girl"; or a pseudonym, with a note that says that names were changed. If it is
    no child's name, say so with `allow="SK503" reason="..."`.
    """
    states = _states(context)
    for _block, paragraphs in groupby(_english(context), key=lambda one: one.block):
        group = list(paragraphs)
        found = [
            words.place(*span)
            for one in group
            for words in one.passages
            for span in children.named(words.text, states)
        ]
        if found and not children.names_changed(_joined(group)):
            yield from (_name(context, place) for place in found)
    for words, place, _news in _titles(context):
        if any(children.named(words.text, states)):
            yield _name(context, place, " in the title of a cited source")
    for words, place in _settings(context):
        if any(children.named(words.text, states)) and not children.names_changed(words.text):
            yield _name(context, place, settings=True)


def _name(
    context: SubmissionContext, place: Location, where: str = "", settings: bool = False
) -> Fault:
    return Fault(
        place,
        f"a child seems to be called by name or initials{where}",
        'Write "a girl", "a boy"; or a pseudonym, and in a note that names were changed.',
        authority=authority(context),
        severity=weight(context, settings=settings),
    )


# --- what is read -----------------------------------------------------------------------


def _case(one: Printed) -> tuple[str, bool]:
    """What is read as one: the paragraphs of a case."""
    return one.block, one.case


def _english(context: SubmissionContext) -> Iterator[Printed]:
    return (one for one in context.printed if one.english)


def _joined(group: Iterable[Printed]) -> str:
    return "\n".join(words.text for one in group for words in one.passages)


def _states(context: SubmissionContext) -> Callable[[], frozenset[str]]:
    """The names of all States, read where a text has something that may be one."""
    states = context.filing.states

    @cache
    def names() -> frozenset[str]:
        rows = map(states.named, states.codes())
        return frozenset(row.short.get("en", "") for row in rows if row)

    return names


def _covered(context: SubmissionContext, one: Printed) -> bool:
    """Whether a paragraph leads to what others wrote of it: by a link, or a cited news item."""
    links = [href for href, _place in one.links]
    links += [found for words in one.passages for found in _ADDRESS.findall(words.text)]
    if any(href.startswith("http") and not _OFFICIAL.match(href) for href in links):
        return True
    sources = context.dossier.sources
    return any(id in sources and sources[id].data.get("type") in _NEWS for id, _ in one.cited)


def _titles(context: SubmissionContext) -> Iterator[tuple[Passage, Location, bool]]:
    """The titles of cited sources, each where it is cited first, for it can be allowed there;
    and whether it is a news item."""
    for id, place in first_cited(context.printed):
        source = context.dossier.sources.get(id)
        if source is not None:
            title = source.data.get("title")
            words = passage((AText(title, place),)) if isinstance(title, str) else None
            if words:
                yield words, place, source.data.get("type") in _NEWS


def _settings(context: SubmissionContext) -> Iterator[tuple[Passage, Location]]:
    """What is printed as sentences from other files than those of the content."""
    for value, place in texts_without_blocks(context):
        words = passage((AText(value, place),))
        if words:
            yield words, place


def _listed(words: list[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last
