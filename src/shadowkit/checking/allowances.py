"""``allow="SK203" reason="..."``: findings an author has looked at and lets stand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from shadowkit.checking import registry
from shadowkit.diagnostics import Finding, Severity, closest_code, rule
from shadowkit.location import Location
from shadowkit.model.authored import ABlock, ASection, Dossier, Node, inlines_of, walk
from shadowkit.model.inline import AInline, ASpan

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


def after_allowances(
    dossier: Dossier,
    findings: list[Finding],
    *,
    complete: bool,
    off: Collection[str] = frozenset(),
) -> list[Finding]:
    """`findings` without those that a block or heading allows with a reason, and with a
    finding for each allowance that has no reason or nothing to allow.

    `complete`: all submissions were looked at, so that what allows nothing is idle, but for
    codes that are `off`: nobody looked for those.  Faults of reading cannot be allowed.
    """
    silenced: set[Finding] = set()
    idle: list[Finding] = []
    for where, codes, reason, allowed in _allowances(dossier):
        for code in codes:
            matching = [f for f in findings if f.code == code and _within(f.location, allowed)]
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
                silenced.update(matching)
    kept = [finding for finding in findings if finding not in silenced]
    return sorted([*kept, *idle], key=lambda finding: finding.sort_key)


def _hint(code: str) -> str:
    rules = {known: check.rule for known, check in registry.checks().items()}
    near = "" if code in rules else closest_code(code, rules)
    return f"Did you mean `{near}`?" if near else "Remove it, or correct the code."


def _within(place: Location, span: tuple[str, int, int]) -> bool:
    path, first, last = span
    return place.path == path and first <= place.line <= last


def _allowances(
    dossier: Dossier,
) -> Iterator[tuple[Location, tuple[str, ...], str, tuple[str, int, int]]]:
    blocks = (inner for block in dossier.blocks() for inner in _with_nested(block))
    holders: Iterable[ABlock | ASection] = (*blocks, *dossier.all_sections())
    for holder in holders:
        first = holder.location.line
        if isinstance(holder, ABlock):
            last = max([first, *_lines(holder.nodes)])
            for content in inlines_of(holder.nodes, nested=False):
                yield from _of_spans(content)
        else:
            last = first
        where = holder.attributes.get("allow")
        if where is not None:
            span = (holder.location.path, first, last)
            yield where.name_location, holder.keys.allow, holder.keys.reason, span


def _of_spans(
    content: tuple[AInline, ...],
) -> Iterator[tuple[Location, tuple[str, ...], str, tuple[str, int, int]]]:
    """Those that spans have: for the lines of the span's own words."""
    for node in walk(content):
        where = node.attributes.get("allow") if isinstance(node, ASpan) else None
        if where is not None and isinstance(node, ASpan):
            first = node.location.line
            last = max([first, *(inner.location.line for inner in walk(node.content))])
            span = (node.location.path, first, last)
            yield where.name_location, node.keys.allow, node.keys.reason, span


def _with_nested(block: ABlock) -> Iterator[ABlock]:
    yield block
    for node in block.nodes:
        if isinstance(node, ABlock):
            yield from _with_nested(node)


def _lines(nodes: tuple[Node, ...]) -> Iterator[int]:
    """The lines that the text of a block stands in; a note defined elsewhere is not of them."""
    for content in inlines_of(nodes):
        yield from (node.location.line for node in walk(content, notes=False))
