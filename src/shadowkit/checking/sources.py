"""Sources: cited and not registered, registered and not cited, incomplete, confidential, pointed
back at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from shadowkit.checking.patterns import lazily
from shadowkit.checking.prose import has_any, matches
from shadowkit.checking.registry import Fault, SubmissionContext, dossier_check, submission_check
from shadowkit.diagnostics import Severity, closest
from shadowkit.location import Location
from shadowkit.model.authored import ABlock, Dossier, inlines_of, walk
from shadowkit.model.inline import ACitation

_LISTED = 8
"""Above this many, unused sources are one finding: a whole library may have been dropped in."""


@submission_check("SK301", "source-missing", Severity.ERROR)
def source_missing(context: SubmissionContext) -> Iterable[Fault]:
    """A citation names a source that is not registered.

    The note would be empty.

    To mend: add the source to sources.yaml, or correct its id; the hint names the nearest.
    """
    for missing in context.document.unresolved:
        if missing.prefix == "source":
            near = closest(missing.id, context.dossier.sources)
            yield Fault(
                missing.location,
                f"the source `{missing.id}` is not registered",
                f"Did you mean `{near}`?" if near else "Add it to sources.yaml.",
            )
    named = [
        one for section in context.assembly.order for one in _named_by_blocks(section.blocks())
    ]
    about = context.filing.settings.about
    named += [(about, context.place("about"))] if about else []
    for id, place in named:
        if id not in context.dossier.sources:
            near = closest(id, context.dossier.sources)
            yield Fault(
                place,
                f"the source `{id}` is not registered",
                f"Did you mean `{near}`?" if near else "Add it to sources.yaml.",
            )


def _named_by_blocks(blocks: Iterable[ABlock]) -> Iterator[tuple[str, Location]]:
    """The sources that tables, figures and quotations name in `source=`."""
    for block in blocks:
        yield from block.attributes.words("source")
        yield from _named_by_blocks(node for node in block.nodes if isinstance(node, ABlock))


@dossier_check("SK302", "source-unused", Severity.INFO)
def source_unused(dossier: Dossier) -> Iterable[Fault]:
    """A registered source is cited nowhere.

    Nothing is wrong with that; it may be a citation that was forgotten.

    To mend: cite it, or remove it.
    """
    titles = [section.title for section in dossier.all_sections()]
    texts = [content for block in dossier.blocks() for content in inlines_of(block.nodes)]
    cited = {
        item.source
        for content in (*titles, *texts)
        for node in walk(content)
        if isinstance(node, ACitation)
        for item in node.items
    }
    cited |= {id for id, _place in _named_by_blocks(dossier.blocks())}
    cited |= {own.about for own in dossier.settings.submissions.values()}
    cited |= {entry.recommendation.source for entry in dossier.register}
    unused = [source for id, source in dossier.sources.items() if id not in cited]
    if len(unused) > _LISTED:
        names = ", ".join(source.id for source in unused[:_LISTED])
        yield Fault(
            unused[0].location,
            f"{len(unused)} sources are registered and cited nowhere: {names} ...",
        )
        return
    for source in unused:
        yield Fault(source.location, f"the source `{source.id}` is cited nowhere")


@submission_check("SK303", "source-incomplete", Severity.INFO)
def source_incomplete(context: SubmissionContext) -> Iterable[Fault]:
    """Cited sources are marked `status: incomplete`: what is not known of them is left out
    of the notes.

    To mend: find what is missing before filing, then remove the mark.
    """
    sources = context.dossier.sources
    names = [id for id in context.document.cited if id in sources and sources[id].incomplete]
    if names:
        shown = ", ".join(names[:_LISTED]) + (" ..." if len(names) > _LISTED else "")
        yield Fault(
            sources[names[0]].location,
            f"{len(names)} of the {len(context.document.cited)} sources cited "
            f"{'is' if len(names) == 1 else 'are'} marked incomplete: {shown}",
        )


@submission_check("SK304", "confidential-source", Severity.ERROR)
def confidential_source(context: SubmissionContext) -> Iterable[Fault]:
    """A confidential source is cited in a submission that becomes public.

    Its name is not printed; but the citation itself may lead to whoever gave the
    information.

    To mend: cite a source that may be known, or leave the citation out of this submission.
    """
    if not context.filing.public:
        return
    sources = context.dossier.sources
    kept = {id for id in context.document.cited if id in sources and sources[id].confidential}
    untaken = {block.key for block in context.assembly.untaken}
    for top in context.assembly.order:
        titles = [section.title for section in top.sections()]
        texts = [
            content
            for block in top.blocks()
            if block.key not in untaken
            for content in inlines_of(block.nodes)
        ]
        for content in (*titles, *texts):
            for node in walk(content):
                for item in node.items if isinstance(node, ACitation) else ():
                    if item.source in kept:
                        yield Fault(
                            item.location,
                            f"the source `{item.source}` is confidential, and the submission "
                            "becomes public",
                            'Cite one that may be known, or keep the block out with not="...".',
                        )


@submission_check("SK305", "source-unformatted", Severity.WARNING)
def source_unformatted(context: SubmissionContext) -> Iterable[Fault]:
    """The citation style could not format a source; its notes print author, title and date
    in a plain form instead.

    Often a date or a name in an unusual shape, or a fault of the .csl file.

    To mend: look at the source's note in `shadowkit text`, and correct the source.
    """
    for id in context.document.unformatted:
        source = context.dossier.sources.get(id)
        if source is not None:
            yield Fault(source.location, f"the source `{id}` is printed in a plain form")


_IN_BACK = (
    *("ibid", "idem", "supra", "infra", "id.", "above", "aforemention", "afore-mention", "note "),
    *(f"{work}{between}cit" for work in ("op", "loc") for between in (". ", ".", " ", "")),
)
_BACK = lazily(
    r"\b(?:ibid(?:em)?|idem|op\.? ?cit|loc\.? ?cit|supra|infra)\b\.?|"
    r"(?<![\w.])Id\.(?=[,;\s]|$)|"
    r"\b(?:above-?mentioned|afore-?mentioned|above-cited)\b|"
    r"\b(?:foot|end)?notes? \d+ (?:above|below)\b|\b(?:see|in) (?:foot|end)?note \d+\b",
    re.IGNORECASE,
)


@submission_check("SK310", "pointing-back", Severity.WARNING)
def pointing_back(context: SubmissionContext) -> Iterable[Fault]:
    """A note or the text points back by "ibid.", "op. cit.", "above-mentioned" or the number of
    a note.

    Blocks move, and submissions take different ones; then it points at something else, and
    nobody notices. Cited again, a source prints in its short form by itself. This is a guess
    from the words; quotations are left alone.

    To mend: cite the source again, `[@source, p. 3]`, refer by `@note:id`, or name the thing.
    """
    for one in context.prose:
        if not has_any(one.own.lower(), _IN_BACK):
            continue
        for match in matches(_BACK, one.own):
            yield Fault(
                one.place(*match.span()),
                f"“{match[0]}” points at another place, and blocks move",
                "Cite the source again, or name the thing; the short form prints by itself.",
            )
