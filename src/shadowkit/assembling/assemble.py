"""Choosing a submission's blocks and placing them in the sections of its layout.

A block is taken once: by the first section that asks for it by id (the authored section it
stands in), then by kind, theme or tag, then by `rest`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field, replace

from shadowkit.assembling.choosing import chosen
from shadowkit.location import Location
from shadowkit.model.assembly import Assembly, Filing, Group, Placed
from shadowkit.model.authored import ABlock, ASection, Dossier
from shadowkit.model.inline import Attribute, Attributes
from shadowkit.model.kinds import EarlierKeys
from shadowkit.model.layout import LayoutSection
from shadowkit.model.register import Register, Registered
from shadowkit.model.requests import by_themes, is_request
from shadowkit.model.takes import EarlierQuery, Takes
from shadowkit.records import dataclass


def assemble(dossier: Dossier, filing: Filing) -> Assembly:
    """The blocks of `dossier` that `filing` prints, in its layout's order."""
    sections = tuple(chosen(dossier.sections, filing))
    annexes = tuple(
        section
        for name in filing.settings.annexes
        for section in chosen(dossier.annexes.get(name, ()), filing)
    )
    empty = frozenset(s.location for s in dossier.all_sections() if not s.parts)
    return _Assembler(filing, dossier.register, sections, empty, annexes).run()


# --- placing --------------------------------------------------------------------------


@dataclass(slots=True)
class _Assembler:
    filing: Filing
    register: Register
    sections: tuple[ASection, ...]
    empty: frozenset[Location]
    """The places of the sections under whose headings nothing was written: they print, with
    a finding, and those that assembling empties do not."""
    annexes: tuple[ASection, ...] = ()
    taken: set[str] = field(default_factory=set)
    """Keys of the blocks already taken."""
    requests: list[ABlock] = field(default_factory=list)

    def run(self) -> Assembly:
        layout = self.filing.layout
        collected = self.filing.option("recommendations")
        self.requests = [b for b in self._all_blocks() if is_request(b)]
        if collected != "inline":
            self.taken.update(self._collected_only(collected == "both"))
        parts: dict[tuple[str, int], tuple[ABlock | ASection, ...]] = {}
        for rank in (_by_id, _by_query, _by_register, _by_rest):
            for section in layout.sections:
                for number, query in enumerate(section.queries):
                    if rank(query):
                        parts[section.id, number] = tuple(self._take(query))
        placed = tuple(
            self._placed(section, parts) for section in layout.sections if self._wanted(section)
        )
        return Assembly(
            self.filing,
            placed,
            untaken=tuple(b for b in self._all_blocks() if b.key not in self.taken),
            unknown=tuple(s for s in self.sections if self._unknown(s)),
            paths=dict(_paths((*self.sections, *self.annexes), ())),
            order=(*self.sections, *self.annexes),
            annexes=tuple(self._annex(section, n) for n, section in enumerate(self.annexes)),
            empty=self.empty,
        )

    def _collected_only(self, both: bool) -> Iterator[str]:
        """The recommendations that print where they are collected and nowhere else: all of
        them; with `both`, those written in the very section that collects them."""
        collecting = {
            query.section
            for section in self.filing.layout.sections
            if any(query.generated == "recommendations" for query in section.queries)
            for query in section.queries
            if query.section
        }
        for section in self._all_sections():
            if not both or section.id in collecting:
                yield from (block.key for block in section.blocks() if is_request(block))

    def _all_blocks(self) -> Iterator[ABlock]:
        for section in self.sections:
            yield from section.blocks()

    def _all_sections(self) -> Iterator[ASection]:
        for section in self.sections:
            yield from section.sections()

    def _take(self, query: Takes) -> Iterator[ABlock | ASection]:
        if query.section:
            for section in self._all_sections():
                if section.id == query.section and (rest := self._rest_of(section)).parts:
                    yield rest
        elif query.rest:
            for section in self.sections:
                rest = self._rest_of(section)
                if rest.parts or self._left_empty(section):
                    yield rest
        elif query.earlier:
            yield from self._earlier(query.earlier)
        elif not query.generated:
            for block in self._all_blocks():
                if block.key not in self.taken and _matches(query, block):
                    self.taken.add(block.key)
                    yield block

    def _earlier(self, query: EarlierQuery) -> Iterator[ABlock]:
        """The earlier recommendations asked for: with the author's block where there is
        one, which may hold an assessment; without those printed elsewhere."""
        written: dict[str, ABlock] = {}
        for block in self._all_blocks():
            if isinstance(block.keys, EarlierKeys) and (named := self.register.one(block.keys.ref)):
                written.setdefault(named.id, block)
        for entry in self.register:
            own = written.get(entry.id)
            if not query.fits(entry.recommendation) or (own and own.key in self.taken):
                continue
            block = own or _block_of(entry)
            self.taken.add(block.key)
            yield block

    def _rest_of(self, section: ASection) -> ASection:
        """The section without the blocks already taken and the sub-sections that leaves
        empty (those that the author left empty stay); what is in it is now taken."""
        parts: list[ABlock | ASection] = []
        for part in section.parts:
            if isinstance(part, ASection):
                inner = self._rest_of(part)
                if inner.parts or self._left_empty(inner):
                    parts.append(inner)
            elif part.key not in self.taken:
                self.taken.add(part.key)
                parts.append(part)
        return replace(section, parts=tuple(parts))

    def _left_empty(self, section: ASection) -> bool:
        """Whether the author wrote nothing under the heading, and no section of the layout
        asks for it by its id."""
        return section.location in self.empty and section.id not in self._named()

    def _placed(
        self,
        section: LayoutSection,
        parts: dict[tuple[str, int], tuple[ABlock | ASection, ...]],
    ) -> Placed:
        found = [
            part
            for number, query in enumerate(section.queries)
            for part in parts.get((section.id, number), ())
            if query.section and isinstance(part, ASection)
        ]
        taken: list[ABlock | ASection] = []
        merged: list[str] = []
        groups: tuple[Group, ...] = ()
        for number, query in enumerate(section.queries):
            for part in parts.get((section.id, number), ()):
                if part in found and isinstance(part, ASection):
                    # One of several keeps its heading, unless it is the layout's own section.
                    if len(found) > 1 and part.title and part.id != section.id:
                        taken.append(part)
                    else:
                        taken.extend(part.parts)
                        merged.append(part.id)
                else:
                    taken.append(part)
            if query.generated == "recommendations":
                groups = self._groups()
        heading = self._heading(section)
        authored_empty = heading is not None and heading.location in self.empty
        parts_ = _at_end(section, taken)
        lists = self.filing.layout.lists(section, self.filing.settings.options)
        return Placed(section, heading, parts_, groups, lists, authored_empty, tuple(merged))

    def _wanted(self, section: LayoutSection) -> bool:
        """Whether anything may go into the section: nothing does where it is for a list that
        the submission is not to have."""
        lists = self.filing.layout.lists(section, self.filing.settings.options)
        return bool(lists) or not section.unwritten

    def _annex(self, section: ASection, number: int) -> Placed:
        """An annex prints after all else, its paragraphs without numbers."""
        layout = LayoutSection(
            id=f"annex-{number + 1}",
            heading="1" if section.title else "none",
            numbering="none",
            expects=False,
        )
        heading = section if section.title else None
        left_empty = section.location in self.empty
        return Placed(layout, heading, self._rest_of(section).parts, authored_empty=left_empty)

    def _heading(self, section: LayoutSection) -> ASection | None:
        """The author's heading, where the layout section takes one authored section whole,
        or beside others the one of its own id."""
        by_id = [query.section for query in section.queries if query.section]
        others = [query for query in section.queries if query.by_query or query.rest]
        if others or not by_id or (len(by_id) > 1 and section.id not in by_id):
            return None
        id = by_id[0] if len(by_id) == 1 else section.id
        return next((s for s in self._all_sections() if s.id == id and s.title), None)

    def _unknown(self, section: ASection) -> bool:
        blocks = list(section.blocks())
        named = section.id in self._named()
        return not named and not any(block.key in self.taken for block in blocks)

    def _named(self) -> set[str]:
        """The ids of the authored sections that the layout names."""
        queries = (q for section in self.filing.layout.sections for q in section.queries)
        return {query.section for query in queries if query.section}

    # --- collected recommendations ----------------------------------------------------

    def _groups(self) -> tuple[Group, ...]:
        """All recommendations by theme: those without one first (after a theme they would
        seem to belong to it), then in the order of the dossier's themes, then other themes
        as they come."""
        if self.filing.option("recommendations") == "inline":
            return ()
        titles = dict(self._theme_headings())
        by_theme: dict[str, list[ABlock]] = {}
        for block in self.requests:
            own = titles.get(block.key)
            for theme, part in by_themes(block):
                theme = theme or (f"heading {own.location}" if own else "")
                by_theme.setdefault(theme, []).append(part)
        known = list(self.filing.settings.themes)
        order = sorted(
            by_theme,
            key=lambda theme: (
                theme != "",
                known.index(theme) if theme in known else len(known),
            ),
        )
        groups: list[Group] = []
        for theme in order:
            blocks = tuple(by_theme[theme])
            heading = next((titles[b.key] for b in blocks if b.key in titles), None)
            name = "" if theme.startswith("heading ") else theme
            title, id = (heading.title, heading.id) if heading else ((), "")
            groups.append(Group(name, title, blocks, id))
        return tuple(groups)

    def _theme_headings(self) -> Iterator[tuple[str, ASection]]:
        """Headings over recommendations of one theme alone, by the keys of the blocks under
        them.  (One over several themes would stand over each of them again.)"""
        tops = self._named()
        for section in self._all_sections():
            blocks = list(section.blocks())
            alone = blocks and all(is_request(block) for block in blocks)
            themes = {theme for block in blocks for theme, _part in by_themes(block)}
            if alone and len(themes) == 1 and section.id not in tops and section.title:
                for part in section.parts:
                    if isinstance(part, ABlock):
                        yield part.key, section


def _by_id(query: Takes) -> bool:
    return bool(query.section)


def _by_query(query: Takes) -> bool:
    return query.by_query


def _by_register(query: Takes) -> bool:
    return query.earlier is not None and not query.generated


def _by_rest(query: Takes) -> bool:
    return query.rest


def _matches(query: Takes, block: ABlock) -> bool:
    return (
        (not query.kind or block.kind in query.kind)
        and (not query.theme or block.keys.theme in query.theme)
        and (not query.tags or any(tag in query.tags for tag in block.keys.tags))
    )


def _block_of(entry: Registered) -> ABlock:
    """The block that prints an earlier recommendation which the author wrote none for."""
    pairs = (Attribute("ref", entry.id, entry.location, entry.location),)
    attributes = Attributes("earlier", "", pairs)
    return ABlock(
        "earlier",
        (),
        entry.location,
        f"earlier {entry.id}",
        attributes,
        EarlierKeys(ref=entry.id),
    )


def _at_end(
    section: LayoutSection, parts: list[ABlock | ASection]
) -> tuple[ABlock | ASection, ...]:
    """The parts, with the blocks that the layout wants at the section's end taken there."""
    late: list[ABlock] = []

    def early(parts: Iterable[ABlock | ASection]) -> Iterator[ABlock | ASection]:
        for part in parts:
            if isinstance(part, ASection):
                yield replace(part, parts=tuple(early(part.parts)))
            elif part.kind in section.place:
                late.append(part)
            else:
                yield part

    return (*early(parts), *late) if section.place else tuple(parts)


def _paths(
    sections: Iterable[ASection], above: tuple[str, ...]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for section in sections:
        path = (*above, section.id) if section.id else above
        for part in section.parts:
            if isinstance(part, ABlock):
                yield part.key, path
            else:
                yield from _paths((part,), path)
