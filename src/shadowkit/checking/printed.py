"""All that a submission prints of its blocks, as safeguarding has to see it.

Where checks of words leave out what others wrote (`prose.py`), here nothing is left out:
quotations, other languages, alternative texts of pictures and titles of boxes harm as much.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from shadowkit.checking.prose import Passage, is_english, passage, with_notes
from shadowkit.location import Location
from shadowkit.model.assembly import Assembly
from shadowkit.model.authored import (
    ABlock,
    AFigure,
    AKeyValue,
    AList,
    AParagraph,
    AQuote,
    ASection,
    ATable,
    Node,
    walk,
)
from shadowkit.model.fields import LocalText, in_language
from shadowkit.model.followup import assessed
from shadowkit.model.inline import ACitation, AInline, ALink, AText
from shadowkit.model.settings import Submission, Submitter
from shadowkit.records import dataclass

if TYPE_CHECKING:
    from shadowkit.checking.registry import SubmissionContext

_PRINTED_KEYS = ("title", "label", "topic", "by", "place", "year")


@dataclass(frozen=True, slots=True)
class Printed:
    """One paragraph, cell, heading, title or alternative text.

    `passages` are its own words and then those of its notes.  `block` is the key of the
    outermost block around it ("" for a heading), `case` says whether a `case` is around it.
    `links` are the addresses it links to, `cited` its citations, each with its place.
    """

    passages: tuple[Passage, ...]
    block: str
    case: bool
    english: bool
    links: tuple[tuple[str, Location], ...] = ()
    cited: tuple[tuple[str, Location], ...] = ()
    picture: bool = False
    """Whether it stands for a picture, as its alternative text."""


def printed(assembly: Assembly, language: str) -> tuple[Printed, ...]:
    """What the submission prints, in authored order."""
    untaken = {block.key for block in assembly.untaken}
    english = is_english(language)
    return tuple(
        one for section in assembly.order for one in _of_section(section, untaken, english)
    )


def _of_section(section: ASection, untaken: set[str], english: bool) -> Iterator[Printed]:
    if any(block.key not in untaken for block in section.blocks()):
        yield from _of_inlines(section.title, "", False, english)
    for part in section.parts:
        if isinstance(part, ASection):
            yield from _of_section(part, untaken, english)
        elif part.key not in untaken:
            yield from _of_block(part, part.key, False, english)


def _of_block(block: ABlock, key: str, case: bool, english: bool) -> Iterator[Printed]:
    case = case or block.kind == "case"
    if block.keys.lang:
        english = is_english(block.keys.lang)
    for name in _PRINTED_KEYS:
        written = block.attributes.get(name)
        if written is not None:
            yield from _of_text(written.value, written.value_location, key, case, english)
    cited = tuple(block.attributes.words("source"))
    if cited:
        yield Printed((), key, case, english, cited=cited)
    yield from _of_nodes(block.nodes, key, case, english)


def _of_nodes(nodes: Iterable[Node], key: str, case: bool, english: bool) -> Iterator[Printed]:
    for node in nodes:
        if isinstance(node, AParagraph):
            yield from _of_inlines(node.content, key, case, english)
        elif isinstance(node, AList):
            for item in node.items:
                yield from _of_nodes(item.nodes, key, case, english)
        elif isinstance(node, AQuote):
            yield from _of_nodes(node.nodes, key, case, english)
        elif isinstance(node, ATable):
            yield from _of_inlines(node.caption, key, case, english)
            for row in (node.header, *node.rows):
                for cell in row:
                    yield from _of_inlines(cell, key, case, english)
        elif isinstance(node, AKeyValue):
            for term, values in node.entries:
                for cell in (term, *values):
                    yield from _of_inlines(cell, key, case, english)
        elif isinstance(node, AFigure):
            # Behind the "![" that a picture begins with.
            place = node.location.shifted(2)
            yield from _of_text(node.alt, place, key, case, english, picture=True)
        else:
            yield from _of_block(node, key, case, english)


def _of_text(
    text: str, place: Location, key: str, case: bool, english: bool, *, picture: bool = False
) -> Iterator[Printed]:
    words = passage((AText(text, place),))
    if words:
        yield Printed((words,), key, case, english, picture=picture)


def _of_inlines(
    content: tuple[AInline, ...], key: str, case: bool, english: bool
) -> Iterator[Printed]:
    passages = with_notes(content)
    if not passages:
        return
    links: list[tuple[str, Location]] = []
    cited: list[tuple[str, Location]] = []
    for node in walk(content):
        if isinstance(node, ALink):
            links.append((node.href, node.location))
        elif isinstance(node, ACitation):
            cited += [(item.source, item.location) for item in node.items]
    yield Printed(passages, key, case, english, tuple(links), tuple(cited))


def first_cited(texts: Iterable[Printed]) -> Iterator[tuple[str, Location]]:
    """Each source that is cited, with the place where it is cited first: there, and not in
    sources.yaml, a finding can be allowed."""
    seen: set[str] = set()
    for one in texts:
        for id, place in one.cited:
            if id not in seen:
                seen.add(id)
                yield id, place


_COMMENT = ("assessment", "comment")


def texts_without_blocks(context: SubmissionContext) -> Iterator[tuple[str, Location]]:
    """What the settings, and recommendations.yaml for the implementation table and for the
    matrices that `fill` makes, give to be printed as sentences, with its place: there no block
    can allow a finding."""
    language = context.filing.labels.language
    for keys, value in _settings_texts(context.filing.settings):
        yield in_language(value, language), context.place(*keys)
    for standing in context.standings:
        registered, entry = standing.registered, standing.registered.recommendation
        if entry.origin and entry.assessment.comment:
            yield in_language(entry.assessment.comment, language), registered.place(*_COMMENT)
    for placed in context.assembly.placed:
        if "implementation-table" not in placed.lists:
            continue
        for entry in assessed(context.dossier, context.filing, placed.section):
            place = context.dossier.register.by_id[entry.id].place
            said = "text" if in_language(entry.text, language) else "summary"
            yield in_language(getattr(entry, said), language), place(said)
            if not entry.origin:
                yield in_language(entry.assessment.comment, language), place(*_COMMENT)


def _settings_texts(settings: Submission) -> Iterator[tuple[tuple[str | int, ...], LocalText]]:
    """What the settings give to be printed as sentences, each by its path of keys."""
    yield ("title",), settings.title
    yield ("subtitle",), settings.subtitle
    yield ("short_title",), settings.short_title
    for theme, name in settings.themes.items():
        yield ("themes", theme), name
    for line, text in settings.cover.items():
        yield ("cover", line), text
    for key, several in (("submitters", settings.submitters), ("supporters", settings.supporters)):
        for number, one in enumerate(several):
            if isinstance(one, Submitter):
                yield (key, number, "about"), one.about
