"""References in the text: ``@para:id`` and its kin to worded numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from shadowkit.model.authored import Dossier
from shadowkit.model.document import Unresolved
from shadowkit.model.inline import AReference, Inline, Reference, Target, Text
from shadowkit.model.labels import Labels
from shadowkit.model.register import EarlierRecommendation
from shadowkit.resolving.earlier import referred
from shadowkit.resolving.planned import Entry, Plan, sections_of
from shadowkit.resolving.references import worded


class Referring:
    """Words the references of one submission; `unresolved` grows as it goes.

    `elsewhere` has every id of the dossier.
    """

    def __init__(
        self,
        plan: Plan,
        labels: Labels,
        dossier: Dossier,
        elsewhere: Mapping[str, str],
    ) -> None:
        self.plan = plan
        self.labels = labels
        self.register = dossier.register
        self.sources = dossier.sources
        self.elsewhere = elsewhere
        self.unresolved: list[Unresolved] = []
        self._note_anchors = {e.note: e.anchor for e in plan.index.values() if e.note}

    def reference(self, node: AReference) -> Iterator[Inline]:
        """One reference or a list of them, as printed."""
        groups: list[list[Inline]] = []
        by_prefix: dict[str, list[Target]] = {}
        for target in node.targets:
            by_prefix.setdefault(target.prefix, []).append(target)
        for prefix, targets in by_prefix.items():
            if prefix == "section":
                targets = self._sections_in_order(targets)
            groups.extend(
                self._earlier(targets) if prefix == "earlier" else self._group(prefix, targets)
            )
        for position, group in enumerate(groups):
            if position:
                end = position == len(groups) - 1
                yield Text(self.labels.list.last if end else self.labels.list.separator)
            yield from group

    def _group(self, prefix: str, targets: list[Target]) -> Iterator[list[Inline]]:
        numbers: list[int] = []
        tables: dict[int, str] = {}
        for target in targets:
            entry = self._entry(target)
            if entry is None:
                yield [Reference("", f"[{target.prefix}:{target.id}]", "paragraph")]
            elif prefix == "section":
                yield self.section(entry)
            elif prefix == "note":
                numbers.append(entry.note)
            elif prefix == "table":
                numbers.append(entry.table)
                tables[entry.table] = entry.table_anchor
            else:
                numbers.extend(entry.numbers)
        if numbers and prefix == "note":
            yield list(worded(numbers, prefix, self.labels, self._note_anchors, "note"))
        elif numbers and prefix == "table":
            yield list(worded(numbers, prefix, self.labels, tables, "table"))
        elif numbers:
            yield list(worded(numbers, prefix, self.labels, self.plan.anchors, "paragraph"))

    def _sections_in_order(self, targets: list[Target]) -> list[Target]:
        """The sections as they are printed, each once; what names nothing comes last."""
        order = {s.anchor: place for place, s in enumerate(sections_of(self.plan.sections))}

        def place(target: Target) -> int:
            entry = self.plan.index.get(target.id)
            return order.get(entry.anchor, len(order)) if entry else len(order)

        return sorted({target.id: target for target in targets}.values(), key=place)

    def section(self, entry: Entry) -> list[Inline]:
        """A reference to a section, by its number or its title."""
        wording, text = self.labels.references["section"].one, entry.heading
        if not text:
            wording = self.labels.titled_section
            text = self.labels.quotation.format(text=entry.title)
        before, _, after = wording.partition("{n}")
        return [Text(before), Reference(entry.anchor, text, "heading"), Text(after)]

    def _earlier(self, targets: list[Target]) -> Iterator[list[Inline]]:
        found: list[EarlierRecommendation] = []
        for target in targets:
            named = self.register.named(target.id)
            if len(named) == 1:
                found.append(named[0].recommendation)
                continue
            choices = tuple(entry.id for entry in named)
            reason: Literal["missing", "ambiguous"] = "ambiguous" if named else "missing"
            self.unresolved.append(
                Unresolved("earlier", target.id, target.location, reason, choices)
            )
            yield [Reference("", f"[earlier:{target.id}]", "paragraph")]
        if found:
            yield [Text(referred(found, self.labels, self._title))]

    def _title(self, id: str) -> str:
        source = self.sources.get(id)
        data = source.data if source else {}
        return str(data.get("title-short") or data.get("title") or "")

    def _entry(self, target: Target) -> Entry | None:
        """What the target names, or None after noting why it names nothing printable."""
        entry = self.plan.index.get(target.id)
        fits = _FITS.get(target.prefix)
        if entry is not None and fits is not None and fits(entry):
            if target.prefix in ("para", "rec") and not entry.numbers:
                self._note_unresolved(target, "unnumbered")
                return None
            if target.prefix == "section" and not entry.heading and not entry.title:
                self._note_unresolved(target, "unnumbered")  # printed without its heading
                return None
            return entry
        if entry is None and target.id in self.elsewhere:
            self._note_unresolved(target, "absent")
        else:
            self._note_unresolved(target, "missing")
        return None

    def _note_unresolved(
        self, target: Target, reason: Literal["missing", "absent", "unnumbered"]
    ) -> None:
        self.unresolved.append(Unresolved(target.prefix, target.id, target.location, reason))


_FITS: Mapping[str, Callable[[Entry], bool]] = {
    "para": lambda entry: not entry.note,
    "rec": lambda entry: entry.kind in ("recommendation", "recommendations", "span"),
    "section": lambda entry: entry.kind == "section",
    "note": lambda entry: bool(entry.note),
    "table": lambda entry: bool(entry.table),
}
"""Whether what an id names is of the sort that a prefix asks for."""
