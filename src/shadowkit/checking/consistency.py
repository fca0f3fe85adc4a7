"""The same evidence in several wordings: do they give the same figures and sources?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from shadowkit.checking.patterns import lazily
from shadowkit.checking.registry import Fault, dossier_check
from shadowkit.diagnostics import Severity
from shadowkit.location import Location
from shadowkit.model.authored import ABlock, Dossier, Node, inlines_of, walk
from shadowkit.model.inline import ACitation, AInline, ANote, AText
from shadowkit.records import dataclass

# A figure with its groups of thousands and its decimals; letters and digits that touch it
# make it a name (A/HRC/24/14, 242.1 is a figure, COVID-19 is none), but not Chinese ones.
_FIGURE = lazily(
    r"(?<![/.,-])(?<![^\W\u2e80-\u9fff])\d+(?:[\u00a0\u202f, ]\d{3}(?!\d))*(?:[.,]\d+)?"
    r"(?![^\W\u2e80-\u9fff])(?!/)"
)
_GROUPS = lazily(r"[\u00a0\u202f, ](?=\d{3}(?!\d))")


@dataclass(frozen=True, slots=True)
class _Said:
    """The figures and sources of one wording, each with its place.  A document of the United
    Nations is one source in all its languages, each of which may be registered."""

    figures: dict[str, Location]
    sources: dict[str, tuple[str, Location]]
    """By document symbol, else by id: the id and the place."""


@dossier_check("SK216", "wordings-disagree", Severity.WARNING)
def wordings_disagree(dossier: Dossier) -> Iterable[Fault]:
    """Two wordings of one block give different figures, or cite different sources.

    A block may have a short wording (`::: short`), and blocks of several submissions may
    share an id. Whoever reads two submissions of one organisation side by side sees at once
    where they disagree. A shorter wording may leave figures out; it may not give others.
    In a translation a document may be cited by its title in that language: the symbol says
    that it is the same. This is a guess from the digits in the text.

    To mend: correct the figure that is wrong, or give the figure or source in both.
    """
    seen: dict[str, ABlock] = {}
    documents = {id: str(source.data.get("symbol") or id) for id, source in dossier.sources.items()}
    for block in _all(dossier.blocks()):
        short = next((n for n in block.nodes if isinstance(n, ABlock) and n.kind == "short"), None)
        if short is not None:
            whole = tuple(node for node in block.nodes if node is not short)
            yield from _differing(
                _said(short.nodes, documents), _said(whole, documents), "the full wording"
            )
        first = seen.setdefault(block.id, block) if block.id else block
        if first is not block:
            one, other = _said(block.nodes, documents), _said(first.nodes, documents)
            where = f"the other block `{block.id}` ({first.location.path}:{first.location.line})"
            if len(other.figures) < len(one.figures):
                one, other = other, one
                where = (
                    f"the other block `{block.id}` ({block.location.path}:{block.location.line})"
                )
            yield from _differing(one, other, where)


def _differing(shorter: _Said, longer: _Said, where: str) -> Iterator[Fault]:
    for figure, place in shorter.figures.items():
        if figure not in longer.figures:
            yield Fault(
                place,
                f"the figure {figure} is not in {where}",
                "Look which one is right, and give the same in both.",
            )
    for document, (source, place) in shorter.sources.items():
        if document not in longer.sources:
            yield Fault(
                place,
                f"the source `{source}` is not cited in {where}",
                "Cite the same source in both.",
            )


def _all(blocks: Iterable[ABlock]) -> Iterator[ABlock]:
    for block in blocks:
        yield block
        yield from _all(node for node in block.nodes if isinstance(node, ABlock))


def _said(nodes: tuple[Node, ...], documents: Mapping[str, str]) -> _Said:
    figures: dict[str, Location] = {}
    sources: dict[str, tuple[str, Location]] = {}
    for content in inlines_of(nodes):
        for node in _running(content):
            if isinstance(node, AText):
                for match in _FIGURE.finditer(node.text):
                    place = node.location.shifted(match.start(), len(match[0]))
                    figures.setdefault(_plain(match[0]), place)
        for node in walk(content):
            if isinstance(node, ACitation):
                for item in node.items:
                    document = documents.get(item.source, item.source)
                    sources.setdefault(document, (item.source, item.location))
    return _Said(figures, sources)


def _running(content: tuple[AInline, ...]) -> Iterator[AInline]:
    """The text itself: figures in notes are pages and paragraphs of sources."""
    return (node for node in walk(content, notes=False) if not isinstance(node, ANote))


def _plain(figure: str) -> str:
    """``1,234.5`` and ``1 234,5`` alike as ``1234.5``."""
    return _GROUPS.sub("", figure).replace(",", ".")
