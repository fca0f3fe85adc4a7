"""Earlier recommendations that are quoted with other words than they have."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from shadowkit.checking.gathered import called
from shadowkit.checking.patterns import lazily
from shadowkit.checking.prose import has_any, passage
from shadowkit.checking.registry import Fault, SubmissionContext, submission_check
from shadowkit.diagnostics import Severity
from shadowkit.location import Location
from shadowkit.model.authored import ABlock, AQuote, Node, inlines_of, walk
from shadowkit.model.inline import AInline, AReference, ASpan
from shadowkit.model.kinds import EarlierKeys, QuoteKeys
from shadowkit.model.register import Register, Registered

_LIKE = 0.85
"""Words that are less like those of a recommendation are not meant to be them."""
_SHARED = 0.6
"""So many of the words have to be the same before anything is compared."""
_COMPARED = 20
_FEWEST, _MOST = 6, 300
_LONGEST = 1000
"""Texts of more words are no recommendation, and would take long to compare."""
_QUOTED = lazily(r"“([^“”]*)”|«([^«»]*)»|„([^„“”]*)[“”]|(?<![\w\"])\"([^\"]*)\"(?!\w)")
_LETTER = lazily(r"\[(\w)\](?=\w)")
_LEFT_OUT = lazily(r"\[[^\[\]]*\]|…|\.\.\.|[\ufffc\ufffd]")
_WORD = lazily(r"[^\W_]+")


@submission_check("SK133", "quotation-altered", Severity.WARNING)
def quotation_altered(context: SubmissionContext) -> Iterable[Fault]:
    """An earlier recommendation is quoted with words that are nearly those of its `text` in
    recommendations.yaml, and not quite.

    What stands between quotation marks is what the body said, to the letter; a reader who finds
    another word there trusts no quotation any more. Looked at are quotations of six words or
    more: in blocks that name the entry (`ref=`, `@earlier:`, `follows=`), and in blocks of kind
    `quote` with its source. Words alone are compared, without capitals and punctuation; what
    stands in square brackets and what dots leave out is left alone, and so are quotations that
    are not like the text, for they may be of something else. This is a guess.

    Whether `text` still is what was imported cannot be seen here: import the same file again,
    and a remark (SK705) says what is not.

    To mend: quote the words as they are, mark what is left out by […], or correct `text`.
    """
    register = context.dossier.register
    if not any(entry.recommendation.text for entry in register):
        return
    untaken = {block.key for block in context.assembly.untaken}
    for section in context.assembly.order:
        for block in section.blocks():
            if block.key not in untaken:
                yield from _in_block(block, register)


def _in_block(block: ABlock, register: Register) -> Iterator[Fault]:
    found = list(_quotations(block.nodes, block))
    if not found:
        return
    named = {entry.id: entry for name in _names(block) if (entry := register.one(name))}
    for words, place, source in found:
        entries = list(named.values())
        if source:
            entries += [e for e in register if e.recommendation.source == source]
        yield from _altered(words, place, entries, register)


def _quotations(nodes: Iterable[Node], block: ABlock) -> Iterator[tuple[str, Location, str]]:
    """What is quoted in a block, with its place and, of quotations set apart, its source."""
    for node in nodes:
        if isinstance(node, ABlock):
            yield from _quotations(node.nodes, node)
        elif isinstance(block.keys, QuoteKeys) or isinstance(node, AQuote):
            source = block.keys.source if isinstance(block.keys, QuoteKeys) else ""
            for content in inlines_of((node,)):
                whole = passage(content)
                if whole:
                    yield whole.text, whole.place(0, len(whole.text)), source
        else:
            for content in inlines_of((node,)):
                yield from _in_marks(content)


def _in_marks(content: tuple[AInline, ...]) -> Iterator[tuple[str, Location, str]]:
    whole = passage(content)
    if whole and has_any(whole.text, '“«„"'):
        for match in _QUOTED.finditer(whole.text):
            start, end = match.span(match.lastindex or 0)
            yield whole.text[start:end], whole.place(start, end), ""


def _names(block: ABlock) -> Iterator[str]:
    """The words by which a block, or one in it, names earlier recommendations."""
    if isinstance(block.keys, EarlierKeys):
        yield block.keys.ref
    yield from (name for name, _place in block.attributes.words("follows"))
    for node in block.nodes:
        if isinstance(node, ABlock):
            yield from _names(node)
    for content in inlines_of(block.nodes, nested=False):
        for inline in walk(content):
            if isinstance(inline, AReference):
                yield from (one.id for one in inline.targets if one.prefix == "earlier")
            elif isinstance(inline, ASpan):
                yield from (name for name, _place in inline.attributes.words("follows"))


# --- words against words ----------------------------------------------------------------


def _altered(
    words: str, place: Location, entries: Collection[Registered], register: Register
) -> Iterator[Fault]:
    for part in _parts(words):
        if not _FEWEST <= len(part) <= _MOST:
            continue
        likeness, own, entry = max(
            ((*_nearest(part, text), one) for text, one in _candidates(part, entries)),
            key=lambda found: found[0],
            default=(0.0, (), None),
        )
        if entry is not None and likeness >= _LIKE and not _stands_in(part, register):
            yield Fault(
                place,
                f"the quotation is nearly the text of recommendation {called(entry)} "
                f"({entry.location.path}:{entry.location.line}), and not quite: "
                f"{_difference(part, own)}",
                "Quote the words as they are, or mark what is left out by […].",
            )
            return


def _parts(words: str) -> Iterator[tuple[str, ...]]:
    """The words of a quotation, in the parts that stand together in what is quoted."""
    whole = _LETTER.sub(r"\1", words)
    for part in _LEFT_OUT.split(whole):
        yield _words(part)


@lru_cache(maxsize=10_000)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))


def _texts(entry: Registered) -> Iterator[tuple[str, ...]]:
    text = entry.recommendation.text
    for one in (text,) if isinstance(text, str) else text.values():
        yield _words(one)


def _stands_in(part: tuple[str, ...], register: Register) -> bool:
    """Whether the words stand as they are in the text of any recommendation: it is quoted."""
    quoted = f" {' '.join(part)} "
    return any(quoted in f" {' '.join(text)} " for entry in register for text in _texts(entry))


def _candidates(
    part: tuple[str, ...], entries: Iterable[Registered]
) -> Iterator[tuple[tuple[str, ...], Registered]]:
    """The texts that share most words with some words, as one list may have thousands."""
    found = [
        (shared, text, entry)
        for entry in entries
        for text in _texts(entry)
        if len(text) <= _LONGEST
        and (shared := sum(map(set(text).__contains__, part))) >= _SHARED * len(part)
    ]
    found.sort(key=lambda one: -one[0])
    yield from ((text, entry) for _shared, text, entry in found[:_COMPARED])


def _nearest(part: tuple[str, ...], text: tuple[str, ...]) -> tuple[float, tuple[str, ...]]:
    """How like some words are to those of a text that are most like them, and these."""
    from difflib import SequenceMatcher  # hardly any dossier quotes what it was told

    # Around the longest stretch that both have: a small word is found far away as well.
    longest = SequenceMatcher(None, text, part, autojunk=False).find_longest_match()
    begin, slack = longest.a - longest.b, len(part) // 5
    near = text[max(begin - slack, 0) : begin + len(part) + slack]
    matching = SequenceMatcher(None, near, part, autojunk=False).get_matching_blocks()[:-1]
    first, last = matching[0], matching[-1]
    start = max(first.a - first.b, 0)
    own = near[start : last.a + last.size + len(part) - last.b - last.size]
    same = 0.0
    for kind, a, b, c, d in SequenceMatcher(None, own, part, autojunk=False).get_opcodes():
        here, there = " ".join(own[a:b]), " ".join(part[c:d])
        if kind == "equal":
            same += 2 * len(here)
        elif kind == "replace" and b - a == d - c == 1:
            same += SequenceMatcher(None, here, there).ratio() * (len(here) + len(there))
    return same / (len(" ".join(own)) + len(" ".join(part))), own


def _difference(part: tuple[str, ...], own: tuple[str, ...]) -> str:
    """The first words that differ."""
    from difflib import SequenceMatcher

    codes = SequenceMatcher(None, own, part, autojunk=False).get_opcodes()
    kind, a, b, c, d = next(code for code in codes if code[0] != "equal")
    theirs, here = " ".join(own[a:b]), " ".join(part[c:d])
    if kind == "delete":
        return f"“{theirs}” is left out"
    return f"“{here}” is put in" if kind == "insert" else f"“{here}” for “{theirs}”"
