"""Earlier recommendations that go back to others: can that be?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from shadowkit.checking.gathered import called
from shadowkit.checking.registry import Fault, dossier_check
from shadowkit.diagnostics import Severity
from shadowkit.location import Location
from shadowkit.model.authored import Dossier
from shadowkit.model.followup import is_later, made_on

_KINDS = ("repeats", "sharpens", "replaces")


@dossier_check("SK134", "relation-backwards", Severity.WARNING)
def relation_backwards(dossier: Dossier) -> Iterable[Fault]:
    """An entry of recommendations.yaml goes back to itself or to one that was made later, or
    several go back to one another in a circle.

    `relation` is written at the later one: 160.3 `replaces` 140.5. The other way round, the one
    that holds is taken for the one that was given up. When they were made is known by `date`,
    else by the date of the source; as much of two dates is compared as both have.

    To mend: write the relation into the later of the two.
    """
    register = dossier.register
    links: dict[str, dict[str, Location]] = defaultdict(dict)
    for entry in register:
        made = made_on(entry.recommendation, dossier.sources)
        for kind in _KINDS:
            for number, id in enumerate(getattr(entry.recommendation.relation, kind)):
                place = entry.place("relation", kind, number)
                other = register.by_id.get(id)
                if other is None:
                    continue
                if id == entry.id:
                    yield Fault(place, f"`{id}` {kind} itself", "Remove it.")
                elif is_later(theirs := made_on(other.recommendation, dossier.sources), made):
                    yield Fault(
                        place,
                        f"{called(entry)} is of {made} and {kind} {called(other)}, which is of "
                        f"{theirs}",
                        "Write the relation into the later of the two.",
                    )
                else:
                    links[entry.id].setdefault(id, place)
    for circle in _circles(links):
        names = [called(register.by_id[id]) for id in circle]
        yield Fault(
            links[circle[0]][circle[1]],
            f"{', '.join(names[:-1])} and {names[-1]} go back to one another in a circle",
            "Write the relation into the later of the two.",
        )


def _circles(links: Mapping[str, Mapping[str, Location]]) -> Iterator[list[str]]:
    seen: set[str] = set()
    for start in links:
        # The entries on the way from the first to the last, each with those still to be tried.
        way = {start: iter(links[start])}
        while way:
            last = next(reversed(way))
            following = next(way[last], None)
            if following is None:
                del way[last]
            elif following in way:
                ids = list(way)
                yield ids[ids.index(following) :]
            elif following in links and following not in seen:
                way[following] = iter(links[following])
            seen.add(last)
