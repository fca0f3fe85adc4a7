"""Choosing a submission's blocks and placing them in the sections of its layout.

A block is taken once: by the first section that asks for it by id (the authored section it
stands in), then by kind, theme or tag, then by `rest`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from shadowkit.location import Location
from shadowkit.model.assembly import Assembly, Filing, Group, Placed
from shadowkit.model.authored import ABlock, ASection, Dossier
from shadowkit.model.kinds import Keys
from shadowkit.model.layout import LayoutSection, Takes
from shadowkit.model.requests import is_request


def assemble(dossier: Dossier, filing: Filing) -> Assembly:
    """The blocks of `dossier` that `filing` prints, in its layout's order."""
    chosen = tuple(_chosen(dossier.sections, filing))
    empty = {section.location for section in dossier.all_sections() if not section.parts}
    return _Assembler(filing, chosen, empty).run()


# --- choosing -------------------------------------------------------------------------


def shown(keys: Keys, submission: str) -> bool:
    """Whether `only` and `not` let a block or section into the submission."""
    return (not keys.only or submission in keys.only) and submission not in keys.not_


def _chosen(sections: Iterable[ASection], filing: Filing) -> Iterator[ASection]:
    for section in sections:
        if shown(section.keys, filing.name):
            yield replace(section, parts=tuple(_parts(section, filing)))


def _parts(section: ASection, filing: Filing) -> Iterator[ABlock | ASection]:
    for part in section.parts:
        if isinstance(part, ASection):
            yield from _chosen((part,), filing)
        elif shown(part.keys, filing.name):
            yield _variant(part, filing)


def _variant(block: ABlock, filing: Filing) -> ABlock:
    """The block with its short wording where the submission is short and there is one;
    nested blocks that the submission does not show are left out."""
    nested = [node for node in block.nodes if isinstance(node, ABlock)]
    if not nested:
        return block
    short = next((node for node in nested if node.kind == "short"), None)
    if short is not None and filing.settings.variant == "short":
        return replace(block, nodes=short.nodes)
    nodes = tuple(
        _variant(node, filing) if isinstance(node, ABlock) else node
        for node in block.nodes
        if not isinstance(node, ABlock) or (node.kind != "short" and shown(node.keys, filing.name))
    )
    return replace(block, nodes=nodes)


# --- placing --------------------------------------------------------------------------


@dataclass
class _Assembler:
    filing: Filing
    sections: tuple[ASection, ...]
    empty: set[Location]
    """The places of the sections under whose headings nothing was written: they print, with
    a finding, and those that assembling empties do not."""
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
        for rank in (_by_id, _by_query, _by_rest):
            for section in layout.sections:
                for number, query in enumerate(section.queries):
                    if rank(query):
                        parts[section.id, number] = tuple(self._take(query))
        placed = tuple(self._placed(section, parts) for section in layout.sections)
        return Assembly(
            self.filing,
            placed,
            untaken=tuple(b for b in self._all_blocks() if b.key not in self.taken),
            unknown=tuple(s for s in self.sections if self._unknown(s)),
            paths=dict(_paths(self.sections, ())),
            order=self.sections,
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
                if section.id == query.section:
                    yield from self._rest_of(section).parts
        elif query.rest:
            named = self._named()
            for section in self.sections:
                rest = self._rest_of(section)
                if rest.parts or (section.location in self.empty and section.id not in named):
                    yield rest
        elif not query.generated:
            for block in self._all_blocks():
                if block.key not in self.taken and _matches(query, block):
                    self.taken.add(block.key)
                    yield block

    def _rest_of(self, section: ASection) -> ASection:
        """The section without the blocks already taken and the sub-sections that leaves
        empty; what is in it is now taken."""
        parts: list[ABlock | ASection] = []
        for part in section.parts:
            if isinstance(part, ASection):
                inner = self._rest_of(part)
                if inner.parts or inner.location in self.empty:
                    parts.append(inner)
            elif part.key not in self.taken:
                self.taken.add(part.key)
                parts.append(part)
        return replace(section, parts=tuple(parts))

    def _placed(
        self,
        section: LayoutSection,
        parts: dict[tuple[str, int], tuple[ABlock | ASection, ...]],
    ) -> Placed:
        taken: list[ABlock | ASection] = []
        groups: tuple[Group, ...] = ()
        for number, query in enumerate(section.queries):
            taken.extend(parts.get((section.id, number), ()))
            if query.generated == "recommendations":
                groups = self._groups()
        heading = self._heading(section)
        authored_empty = heading is not None and heading.location in self.empty
        return Placed(section, heading, tuple(taken), groups, authored_empty)

    def _heading(self, section: LayoutSection) -> ASection | None:
        """The author's heading, where the layout section takes one authored section whole."""
        by_id = [query.section for query in section.queries if query.section]
        others = [query for query in section.queries if not query.section and not query.generated]
        if len(by_id) != 1 or others:
            return None
        return next((s for s in self._all_sections() if s.id == by_id[0] and s.title), None)

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
            theme = block.keys.theme or (f"heading {own.location}" if own else "")
            by_theme.setdefault(theme, []).append(block)
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
        """Headings over recommendations alone, by the keys of the blocks under them."""
        tops = self._named()
        for section in self._all_sections():
            blocks = list(section.blocks())
            alone = blocks and all(is_request(block) for block in blocks)
            if alone and section.id not in tops and section.title:
                for part in section.parts:
                    if isinstance(part, ABlock):
                        yield part.key, section


def _by_id(query: Takes) -> bool:
    return bool(query.section)


def _by_query(query: Takes) -> bool:
    return bool(query.kind or query.theme or query.tags)


def _by_rest(query: Takes) -> bool:
    return query.rest


def _matches(query: Takes, block: ABlock) -> bool:
    return (
        (not query.kind or block.kind in query.kind)
        and (not query.theme or block.keys.theme in query.theme)
        and (not query.tags or any(tag in query.tags for tag in block.keys.tags))
    )


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
