"""Recommendations that were reviewed against their evidence: has either changed since?"""

from __future__ import annotations

from collections.abc import Iterable

from shadowkit.checking.registry import Fault, dossier_check
from shadowkit.diagnostics import Severity
from shadowkit.location import Location
from shadowkit.model.authored import Dossier


@dossier_check("SK122", "evidence-changed", Severity.WARNING)
def evidence_changed(dossier: Dossier) -> Iterable[Fault]:
    """A recommendation was reviewed against its evidence, and one of the two has changed since.

    Somebody read that the recommendation follows from that paragraph, and `shadowkit review`
    recorded it in reviews.yaml. Now the words, the notes or the sources of the recommendation or
    of the paragraph are others, or the recommendation names a paragraph more. Perhaps it
    still follows; nobody has looked. White space, quotation marks and dashes, bold and
    italics make no difference, nor does the file that a text stands in.

    To mend: read both, correct what no longer fits, and run `shadowkit review -r` with the id of
    the recommendation.
    """
    if not dossier.reviews:
        return
    from shadowkit.model.links import changes_since_review  # few dossiers have reviews

    changed: dict[tuple[Location, str], list[str]] = {}
    added: dict[tuple[Location, str], list[str]] = {}
    for id, (link, changes) in changes_since_review(dossier).items():
        if changes.itself:
            yield Fault(
                link.location,
                f"the recommendation `{id}` has changed since it was reviewed",
                f"Read it again beside its evidence; if it still follows, run {_again([id])}.",
            )
        for found, which in ((changed, changes.changed), (added, changes.added)):
            for evidence in which:
                found.setdefault((link.answers[evidence], evidence), []).append(id)
    for (place, evidence), ids in changed.items():
        yield Fault(
            place,
            f"{_named(ids)} reviewed against `{evidence}`, which has changed since",
            f"Read both again; if the one still follows from the other, run {_again(ids)}.",
        )
    for (place, evidence), ids in added.items():
        yield Fault(
            place,
            f"{_named(ids)} reviewed before `{evidence}` was added to the evidence",
            f"Read both; if the one follows from the other, run {_again(ids)}.",
        )


def _named(ids: list[str]) -> str:
    """The recommendations that name evidence at one place: the items of a list, mostly one."""
    if len(ids) == 1:
        return f"the recommendation `{ids[0]}` was"
    return f"the recommendations `{'`, `'.join(ids[:-1])}` and `{ids[-1]}` were"


def _again(ids: list[str]) -> str:
    return f"`shadowkit review {' '.join(f'-r {id}' for id in ids)}`"


@dossier_check("SK123", "review-idle", Severity.INFO)
def review_idle(dossier: Dossier) -> Iterable[Fault]:
    """reviews.yaml names a recommendation that the dossier no longer has, or evidence that a
    recommendation no longer names.

    Often an id was changed: then nobody has reviewed what has the new one. Where a
    recommendation lost a part of its evidence, see whether the rest still bears it.

    To mend: read what is left, and run `shadowkit review`, which brings the file up to date.
    """
    if not dossier.reviews:
        return
    from shadowkit.model.links import linked

    links = linked(dossier)
    for id, review in dossier.reviews.items():
        if id not in links:
            yield Fault(
                review.location,
                f"no recommendation `{id}` that names evidence is in the dossier any more",
                "Run `shadowkit review`, which removes it here and records one that has a new id.",
            )
            continue
        for evidence in review.reviewed.evidence:
            if evidence not in links[id].answers:
                yield Fault(
                    review.place(evidence),
                    f"the recommendation `{id}` no longer names `{evidence}` as its evidence",
                    f"See whether the rest still bears it, then run `shadowkit review -r {id}`.",
                )
