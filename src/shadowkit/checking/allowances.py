"""``allow="SK203" reason="..."``: findings an author has looked at and lets stand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TypeAlias

from shadowkit.checking import registry
from shadowkit.diagnostics import Finding, Severity, closest_code, rule
from shadowkit.location import Location
from shadowkit.model.authored import ABlock, AFigure, Dossier, Node, inlines_of, walk
from shadowkit.model.inline import AInline, ANote, ASpan
from shadowkit.records import dataclass

ALLOWANCE = rule(
    "SK026",
    "allowance-idle",
    Severity.WARNING,
    """
    `allow="SK..."` silences a finding; it needs a `reason="..."`, and there must be such a
    finding at that block.  To mend: give the reason, or remove the allowance.
    """,
)


_READING = "SK0"


@dataclass(frozen=True, slots=True)
class Allowed:
    """A finding that is let stand, and why."""

    finding: Finding
    reason: str


def after_allowances(
    dossier: Dossier,
    findings: list[Finding],
    *,
    complete: bool,
    off: Collection[str] = frozenset(),
) -> tuple[list[Finding], list[Allowed]]:
    """`findings` without those that a block or heading allows with a reason, and with a
    finding for each allowance that has no reason or nothing to allow; and those allowed.

    `complete`: all submissions were looked at, so that what allows nothing is idle, but for
    codes that are `off`: nobody looked for those.  Faults of reading cannot be allowed.
    """
    silenced: dict[Finding, str] = {}
    idle: list[Finding] = []
    for where, codes, reason, span in _allowances(dossier):
        for code in codes:
            matching = [f for f in findings if f.code == code and span.hold(f.location)]
            if code.startswith(_READING):
                message = f"{code} cannot be allowed: what cannot be read would be lost"
                idle.append(ALLOWANCE.at(where, message, hint="Mend what it says."))
            elif not reason:
                message = f"`allow` of {code} gives no reason"
                idle.append(ALLOWANCE.at(where, message, hint='Add reason="...".'))
            elif not matching and complete and code not in off:
                message = f"there is no {code} here to allow"
                idle.append(ALLOWANCE.at(where, message, hint=_hint(code)))
            else:
                silenced |= dict.fromkeys(matching, reason)
    kept = [finding for finding in findings if finding not in silenced]
    allowed = [Allowed(one, silenced[one]) for one in findings if one in silenced]
    return sorted([*kept, *idle], key=lambda finding: finding.sort_key), allowed


def _hint(code: str) -> str:
    rules = {known: check.rule for known, check in registry.checks().items()}
    near = "" if code in rules else closest_code(code, rules)
    return f"Did you mean `{near}`?" if near else "Remove it, or correct the code."


@dataclass(frozen=True, slots=True)
class _Lines:
    """What an allowance covers: lines of a file, one after the other, and those of notes that
    are defined elsewhere in it."""

    path: str
    first: int
    last: int
    notes: frozenset[int] = frozenset()

    def hold(self, place: Location) -> bool:
        within = self.first <= place.line <= self.last or place.line in self.notes
        return place.path == self.path and within


_Allowance: TypeAlias = tuple[Location, tuple[str, ...], str, _Lines]


def _allowances(dossier: Dossier) -> Iterator[_Allowance]:
    blocks = (inner for block in dossier.blocks() for inner in _with_nested(block))
    for block in blocks:
        for content in inlines_of(block.nodes, nested=False):
            yield from _of_spans(content)
        where = block.attributes.get("allow")
        if where is not None:
            texts = tuple(inlines_of(block.nodes))
            lines = _covered(block.location, texts, _pictures(block.nodes))
            yield where.name_location, block.keys.allow, block.keys.reason, lines
    for section in dossier.all_sections():
        where = section.attributes.get("allow")
        if where is not None:
            line = section.location.line
            lines = _Lines(section.location.path, line, line)
            yield where.name_location, section.keys.allow, section.keys.reason, lines


def _of_spans(content: tuple[AInline, ...]) -> Iterator[_Allowance]:
    """Those that spans have: for the lines of the span's own words."""
    for node in walk(content):
        where = node.attributes.get("allow") if isinstance(node, ASpan) else None
        if where is not None and isinstance(node, ASpan):
            lines = _covered(node.location, (node.content,))
            yield where.name_location, node.keys.allow, node.keys.reason, lines


def _with_nested(block: ABlock) -> Iterator[ABlock]:
    yield block
    for node in block.nodes:
        if isinstance(node, ABlock):
            yield from _with_nested(node)


def _covered(
    place: Location, texts: tuple[tuple[AInline, ...], ...], others: Iterable[int] = ()
) -> _Lines:
    """The lines from `place` to the end of the texts; a note defined elsewhere counts by
    itself, or the lines up to it would be covered too."""
    own = (node.location.line for content in texts for node in walk(content, notes=False))
    return _Lines(place.path, place.line, max([place.line, *own, *others]), _of_notes(texts))


def _of_notes(texts: tuple[tuple[AInline, ...], ...]) -> frozenset[int]:
    return frozenset(
        inner.location.line
        for content in texts
        for node in walk(content, notes=False)
        if isinstance(node, ANote)
        for paragraph in node.paragraphs
        for inner in walk(paragraph)
    )


def _pictures(nodes: tuple[Node, ...]) -> Iterator[int]:
    for node in nodes:
        if isinstance(node, AFigure):
            yield node.location.line
        elif isinstance(node, ABlock):
            yield from _pictures(node.nodes)
