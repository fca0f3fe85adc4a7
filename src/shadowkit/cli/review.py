"""`shadowkit review`"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from shadowkit.cli.common import (
    EnvironmentFault,
    dossier_argument,
    open_folder,
    output_options,
    show_findings,
)
from shadowkit.diagnostics import Severity, did_you_mean
from shadowkit.files import WriteError, write_whole
from shadowkit.location import Location
from shadowkit.model.links import Changes, Linked, as_they_stand, changes, linked
from shadowkit.model.reviews import Reviewed, as_file


@click.command("review")
@dossier_argument
@click.option(
    "-r",
    "--recommendation",
    "ids",
    multiple=True,
    metavar="ID",
    help="Only this recommendation; may be given several times.",
)
@output_options
def command(folder: Path | None, ids: tuple[str, ...], quiet: bool, no_color: bool) -> int:
    """Record that you have read recommendations beside their evidence, and that they follow
    from it.  When a recommendation or its evidence changes later, `shadowkit check` and
    `shadowkit trace` say so.

    \b
    Example:  shadowkit review my-report -r define-csam
    """
    from shadowkit.reading.dossier import read
    from shadowkit.reading.reviews import NAME

    root = open_folder(folder)
    reading = read(root)
    errors = [finding for finding in reading.findings if finding.severity is Severity.ERROR]
    if errors or reading.dossier is None:
        show_findings(errors, root, no_color=no_color)
        click.echo(_refused(any(one.location.path == NAME for one in errors), NAME), err=True)
        return 1
    dossier = reading.dossier
    links = linked(dossier)
    nameless = links.pop("", None)
    chosen = _chosen(links, ids)
    now = as_they_stand(dossier, chosen.values())
    before = {id: review.reviewed for id, review in dossier.reviews.items()}
    whole = [id for id, link in chosen.items() if not _broken(link, now[id])]
    after = {id: one for id, one in before.items() if ids or id in links}
    after |= {id: now[id] for id in whole}
    if after != before:
        try:
            write_whole(root / NAME, as_file(after).encode("utf-8"))
        except WriteError as error:
            raise EnvironmentFault(
                f"{root / NAME} cannot be written: {error.reason}. Nothing was recorded; see "
                "whether the disk is full and whether you may write there, then run it again."
            ) from None
    for line in _told(chosen, before, after):
        click.echo(line)
    for id in sorted(before.keys() - after.keys()):
        click.echo(f"{id}: no longer in the dossier, or names no evidence; removed")
    for id, link in chosen.items():
        for evidence, place in _broken(link, now[id]):
            click.echo(
                f"{place}: {id} is not recorded: nothing in the dossier has the id `{evidence}`",
                err=True,
            )
    if not quiet:
        if nameless is not None and not ids:
            click.echo(_without_id(nameless), err=True)
        click.echo(_summary(links, before, after), err=True)
    return int(len(whole) < len(chosen))


def _refused(own: bool, name: str) -> str:
    said = "Nothing was recorded: what cannot be read cannot be reviewed. Mend what is said above."
    if own:
        said += f" {name} may also be deleted; then all recommendations are reviewed anew."
    return said


def _chosen(links: Mapping[str, Linked], ids: tuple[str, ...]) -> dict[str, Linked]:
    for id in ids:
        if id not in links:
            hint = did_you_mean(id, links)
            said = f"There is no recommendation `{id}` that names evidence (`answers=`)."
            raise EnvironmentFault(f"{said} {hint}".strip())
    return {id: link for id, link in links.items() if not ids or id in ids}


def _broken(link: Linked, now: Reviewed) -> list[tuple[str, Location]]:
    """The ids it names that nothing has, each with its place."""
    return [(id, place) for id, place in link.answers.items() if id not in now.evidence]


def _told(
    chosen: Mapping[str, Linked], before: Mapping[str, Reviewed], after: Mapping[str, Reviewed]
) -> Iterator[str]:
    """A line for each recommendation that is recorded anew."""
    for id, link in chosen.items():
        now, then = after.get(id), before.get(id)
        if now is None or now == then:
            continue
        different = changes(link, now, then) if then else None
        own = " (changed)" if different and different.itself else ""
        evidence = [_marked(one, different) for one in link.answers]
        evidence += ["the document as a whole"] if link.everything else []
        dropped = ", ".join(different.dropped) if different else ""
        yield (
            f"{id}{own}: reviewed against {', '.join(evidence)}"
            f"{f'; no longer against {dropped}' if dropped else ''}"
        )


def _marked(evidence: str, different: Changes | None) -> str:
    if different and evidence in different.changed:
        return f"{evidence} (changed)"
    return f"{evidence} (new)" if different and evidence in different.added else evidence


def _without_id(nameless: Linked) -> str:
    count = len(nameless.requests)
    if count == 1:
        said = "A recommendation has no id and cannot be reviewed; it is at"
    else:
        said = f"{count} recommendations have no id and cannot be reviewed; the first is at"
    return f"{said} {nameless.location}. Give each a name of your own, as in {{#define-csam}}."


def _summary(
    links: Mapping[str, Linked], before: Mapping[str, Reviewed], after: Mapping[str, Reviewed]
) -> str:
    if not links and not before:
        return "Nothing to review: no recommendation with an id names evidence (`answers=`)."
    if after == before:
        return "Nothing new to record; reviews.yaml is as it was."
    anew = sum(1 for id, one in after.items() if before.get(id) != one)
    return f"Wrote reviews.yaml: {anew} of {len(links)} recommendations reviewed anew."
