"""The evidence graph of a resolved document, asked in one direction: what is unanswered?"""

from __future__ import annotations

from collections.abc import Iterator

from shadowkit.model.document import Document, Evidence
from shadowkit.model.layout import Layout


def unanswered(document: Document, layout: Layout) -> Iterator[Evidence]:
    """The gaps that no recommendation answers, in printed order.

    A gap is answered where a recommendation names it, or a block or section around it, or
    all the gaps it holds.  Sections that expect no answer are left out.
    """
    named = {answer.id for asked in document.recommendations for answer in asked.answers}
    silent = {section.id for section in layout.sections if not section.expects}
    gaps = [e for e in document.evidence if e.kind == "gap" and e.section not in silent]
    inner: dict[str, list[Evidence]] = {}
    for gap in gaps:
        for parent in gap.parents:
            inner.setdefault(parent, []).append(gap)

    # A gap's own gaps are met after it, so that from the last to the first all are known.
    known: dict[str, bool] = {}
    for gap in reversed(gaps):
        held = inner.get(gap.key, ())
        known[gap.key] = (
            gap.key in named
            or not named.isdisjoint(gap.parents)
            or (bool(held) and all(known.get(one.key, False) for one in held))
        )

    return (gap for gap in gaps if not known[gap.key])
