"""Words: acronyms, words that were only to hold a place, words doubled."""

from __future__ import annotations

from collections.abc import Iterable

from shadowkit.checking.patterns import lazily
from shadowkit.checking.prose import matches
from shadowkit.checking.registry import Fault, SubmissionContext, submission_check
from shadowkit.diagnostics import Severity
from shadowkit.model.authored import inlines_of, walk
from shadowkit.model.inline import AText


@submission_check("SK401", "acronym-defined-by-hand", Severity.WARNING)
def acronym_defined_by_hand(context: SubmissionContext) -> Iterable[Fault]:
    """A registered acronym is written out by hand: "long form (SHORT)".

    Blocks move between submissions, so the program writes the long form at the first use in
    each. A definition by hand stands in the wrong place, or twice.

    To mend: write the short form alone.
    """
    shorts = {f"({short})": short for short in context.filing.settings.acronyms}
    if not shorts:
        return
    for section in context.assembly.order:
        for block in section.blocks():
            for content in inlines_of(block.nodes):
                for node in walk(content, notes=False):
                    if not isinstance(node, AText) or "(" not in node.text:
                        continue
                    for shown, short in shorts.items():
                        at = node.text.find(shown)
                        if at >= 0:
                            yield Fault(
                                node.location.shifted(at, len(shown)),
                                f"`{short}` is written out by hand",
                                f"Write {short} alone; its long form comes from `acronyms:`.",
                            )


_PLACEHOLDER = lazily(r"\[[A-Z][^\[\] ]*(?: +[^\[\] ]+){2,} *\]")
_STILL_OPEN = "this looks like a place that is still to be filled in"
_CLOSE_IT = "Write what belongs there, or leave the brackets out."


@submission_check("SK402", "placeholder-left", Severity.WARNING)
def placeholder_left(context: SubmissionContext) -> Iterable[Fault]:
    """Words in square brackets look like a place that was to be filled in: "[Write this
    section here.]".

    `shadowkit new` writes such words, and drafts are full of them; filed, they cannot be
    taken back. This is a guess from the form of the words.

    To mend: write what belongs there, or leave the brackets out.
    """
    for section in context.assembly.order:
        for block in section.blocks():
            for content in inlines_of(block.nodes):
                for node in walk(content):
                    if isinstance(node, AText) and (match := _PLACEHOLDER.search(node.text)):
                        place = node.location.shifted(match.start(), len(match[0]))
                        yield Fault(place, _STILL_OPEN, _CLOSE_IT)
    for number, submitter in enumerate(context.filing.settings.submitters):
        for key, text in (("name", submitter.name), ("about", submitter.about)):
            if isinstance(text, str) and _PLACEHOLDER.search(text):
                yield Fault(
                    context.place("submitters", number, key),
                    _STILL_OPEN,
                    _CLOSE_IT,
                )


# A word and the spaces behind it are taken whole (`++`), and only the comparing looks away from
# capitals: half of the time goes into trying shorter ones otherwise.
_DOUBLED = lazily(r"(?<![\w’'/-])([^\W\d_]++)\s++((?i:\1))(?![\w’'/-])")
_MAY_DOUBLE = ("had", "that", "her", "very", "many", "much", "so", "do", "no", "long", "far")


@submission_check("SK418", "word-doubled", Severity.WARNING)
def word_doubled(context: SubmissionContext) -> Iterable[Fault]:
    """A word stands twice: "the the law", often over the end of a line.

    The eye reads over it, and a spelling checker may too. What can be meant is left alone, such as
    "had had", "that that", "very very" and names (Baden Baden); so are quotations and titles in
    italics. English only.

    To mend: take one of them out.
    """
    for one in context.prose:
        for match in matches(_DOUBLED, one.text):
            word, again = match[1], match[2]
            name = word[0].isupper() and again[0].isupper()
            as_acronym = word.isupper() != again.isupper() and len(word) > 1
            quoted = one.own[match.start() : match.end()] != match[0]
            if not (word.lower() in _MAY_DOUBLE or name or as_acronym or quoted):
                yield Fault(
                    one.place(*match.span(2)),
                    f"“{word} {again}”: the word stands twice",
                    "Take one of them out.",
                )
