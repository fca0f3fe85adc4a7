"""Words: so far, acronyms."""

from __future__ import annotations

from collections.abc import Iterable

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
