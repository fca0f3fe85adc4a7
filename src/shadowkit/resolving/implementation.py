"""The implementation table: what became of earlier recommendations, and what shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from shadowkit.model.assembly import Filing
from shadowkit.model.authored import Dossier
from shadowkit.model.document import Alignment, Cell, Table, anchor
from shadowkit.model.fields import LocalText, in_language, only_in_language
from shadowkit.model.followup import assessed, made_on
from shadowkit.model.inline import Emphasis, Inline, Inlines, Span, Text
from shadowkit.model.layout import LayoutSection
from shadowkit.model.locators import word
from shadowkit.model.register import EarlierRecommendation
from shadowkit.model.takes import Column
from shadowkit.resolving.planned import Entry
from shadowkit.resolving.references import worded
from shadowkit.resolving.referring import Referring
from shadowkit.resolving.seams import append_text, before_full_stop, capital

_COLUMNS = (
    Column(column="recommendation"),
    Column(column="status"),
    Column(column="assessment"),
)
_WHOLE = 15
"""Up to so many letters the place of a recommendation stands on one line: "para. 16 (a)"."""
_RIGHT_TO_LEFT = "\u200f"
"""Without this mark the day behind a Latin symbol would be set as a part of it."""
_Key: TypeAlias = tuple[str, str, str]


class Implementation:
    """Makes the tables of one submission.  `named` are the sources that they name."""

    def __init__(self, filing: Filing, dossier: Dossier, referring: Referring) -> None:
        self.named: dict[str, None] = {}
        self._filing = filing
        self._labels = filing.labels
        self._words = filing.labels.implementation
        self._dossier = dossier
        self._referring = referring
        self._plan = referring.plan
        self._sections = {found.id: found for found in self._plan.found if found.id}

    def tables(self, section: LayoutSection, name: str) -> tuple[Table, Table]:
        """How many recommendations have which status, and what is said of each; `name` is
        the anchor of the latter."""
        entries = assessed(self._dossier, self._filing, section)
        columns = section.columns or _COLUMNS
        return self._counts(entries, anchor(f"{name}\0counts")), self._each(entries, columns, name)

    # --- counts -----------------------------------------------------------------------

    def _counts(self, entries: Iterable[EarlierRecommendation], name: str) -> Table:
        """The statuses that there are, with the share of each in all as a bar."""
        words = self._words
        counts = Counter(entry.assessment.status for entry in entries)
        total = counts.total()
        rows = [
            (_cell(text), _cell(str(counts[status])), Cell((), bar=counts[status] / total))
            for status, text in words.statuses.items()
            if status != "unassessed" and counts[status]
        ]
        sum_ = Cell((Emphasis("bold", (Text(str(total)),)),))
        rows.append((_cell(words.total), sum_, Cell(())))
        header = (_cell(words.status), _cell(words.number), _cell(words.share))
        end: Alignment = "right" if self._labels.direction == "ltr" else "left"
        return Table(header, tuple(rows), ("", end, ""), name, (1,))

    # --- what is said of each ---------------------------------------------------------

    def _each(
        self, entries: tuple[EarlierRecommendation, ...], columns: tuple[Column, ...], name: str
    ) -> Table:
        """A row for each recommendation, under one for the document that it stands in.  What
        it is referred to by has a column of its own below the heading of its text."""
        # One column more than are named: the first of two below "recommendation".
        width = len(columns) + 1
        place = next(n for n, one in enumerate(columns, 1) if one.column == "recommendation")
        header = tuple(
            Cell((Text(self._heading(column)),), 2 if column.column == "recommendation" else 1)
            for column in columns
        )
        by_document: dict[_Key, list[EarlierRecommendation]] = {}
        for entry in entries:
            by_document.setdefault((entry.body, entry.source, entry.symbol), []).append(entry)
        rows: list[tuple[Cell, ...]] = []
        for members in by_document.values():
            if title := self._document(members):
                rows.append((Cell(title, width),))
            rows += [tuple(self._row(entry, columns)) for entry in members]
        start: Alignment = ""
        # A row is named by its number, not by a whole text.
        names = (place,) if any(map(self._number, entries)) else ()
        return Table(header, tuple(rows), (start,) * width, name, names)

    def _heading(self, column: Column) -> str:
        usual: str = getattr(self._words, column.column)
        return in_language(column.title, self._labels.language) or usual

    def _row(self, entry: EarlierRecommendation, columns: tuple[Column, ...]) -> Iterator[Cell]:
        apart = any(column.column == "evidence" for column in columns)
        for column in columns:
            if column.column == "recommendation":
                yield from self._recommendation(entry, column)
            elif column.column == "status":
                status = entry.assessment.status
                yield _cell(self._words.statuses[status] if status else "")
            elif column.column == "assessment":
                yield Cell(self._assessment(entry, () if apart else self._evidence(entry)))
            else:
                yield Cell(capital(self._evidence(entry)))

    def _document(self, members: list[EarlierRecommendation]) -> Inlines:
        """``Committee on the Rights of the Child, CRC/C/OPSC/RUS/CO/1, 3 July 2018``; of a
        confidential source, in a public submission, the body alone."""
        entry, labels = members[0], self._labels
        source = self._dossier.sources.get(entry.source)
        if source is not None and source.confidential and self._filing.public:
            return (Text(entry.body or labels.citation.withheld),)
        data = source.data if source else {}
        symbol = entry.symbol or str(data.get("symbol") or "")
        title = str(data.get("title-short") or data.get("title") or "")
        language = str(data.get("language") or "") if not symbol else ""
        dates = {str(made_on(one, self._dossier.sources) or "") for one in members}
        made = made_on(entry, self._dossier.sources) if len(dates) == 1 else None
        when = self._filing.worded_date(made) if made else ""
        if not when and entry.cycle:
            when = labels.cover.cycle.format(cycle=entry.cycle)
        if source is not None and (symbol or title):
            self.named[entry.source] = None
        if not (entry.body or symbol or title):
            return ()
        parts = [
            _marked(entry.body, ""),
            _marked(symbol or title, language if language != labels.language else ""),
            _marked(when, ""),
        ]
        mark = _RIGHT_TO_LEFT if labels.direction == "rtl" else ""
        return _joined(filter(None, parts), f"{labels.comma}{mark}")

    def _number(self, entry: EarlierRecommendation) -> str:
        """Its number, else its place in the document: ``para. 12``; "" where it has neither."""
        place = entry.locator or (f"para. {entry.paragraph}" if entry.paragraph else "")
        number = entry.number or word(place, self._labels.language)
        return number.replace(" ", "\u00a0") if len(number) <= _WHOLE else number

    def _recommendation(self, entry: EarlierRecommendation, column: Column) -> tuple[Cell, ...]:
        labels = self._labels
        number = self._number(entry)
        words = _in(entry.text, entry.language, labels.language) or _in(
            entry.summary, entry.language, labels.language
        )
        states = labels.list.separator.join(map(self._filing.state_name, entry.by))
        position = self._words.positions[entry.position] if entry.position else ""
        position = position[:1].lower() + position[1:]
        said = labels.citation.separator.join(filter(None, (states, position)))
        words = self._with(words, (Text(said),) if said else ())
        if column.theme:
            words = (*self._theme(entry), *words)
        return (_cell(number), Cell(words)) if number else (Cell(words, 2),)

    def _theme(self, entry: EarlierRecommendation) -> Inlines:
        """The title of its first theme that has one, as words that run in."""
        titles = self._filing.settings.themes
        known = (in_language(titles.get(theme), self._labels.language) for theme in entry.themes)
        title = next(filter(None, known), "")
        if not title:
            return ()
        run_in = self._labels.run_in.format(label=title)
        return (Emphasis("bold", (Text(run_in),)), Text(self._labels.space))

    def _assessment(self, entry: EarlierRecommendation, evidence: Inlines) -> Inlines:
        """The author's comment, and behind it what shows it."""
        comment = _in(entry.assessment.comment, "", self._labels.language)
        if not comment:
            return capital(evidence)
        return self._with(comment, evidence)

    def _with(self, content: Inlines, added: Inlines) -> Inlines:
        """The text with something in parentheses: inside its full stop, but behind words of
        another language."""
        if not added:
            return content
        before, _, after = self._labels.parentheses.partition("{text}")
        added = (Text(before), *added, Text(after))
        other = bool(content) and isinstance(content[-1], Span)
        return (*content, *added) if other else before_full_stop(content, added)

    # --- evidence ---------------------------------------------------------------------

    def _evidence(self, entry: EarlierRecommendation) -> Inlines:
        """References to what shows it, as far as it is printed: by paragraph, and by section
        where paragraphs have no numbers."""
        numbers: list[int] = []
        sections: dict[str, Inlines] = {}
        for id in entry.assessment.evidence:
            found = self._plan.index.get(id)
            if found is None:
                continue
            numbers += found.numbers
            around = None if found.numbers else self._section_of(id, found)
            if around is not None:
                sections[around.anchor] = tuple(self._referring.section(around))
        parts = list(sections.values())
        if numbers:
            anchors = self._plan.anchors
            parts.insert(0, worded(numbers, "para", self._labels, anchors, "paragraph"))
        return _joined(parts, self._labels.list.separator)

    def _section_of(self, id: str, entry: Entry) -> Entry | None:
        """The nearest section with a printed heading."""
        found = self._sections.get(id)
        around = (*found.parents, found.section) if found else ()
        candidates = (entry, *(self._plan.index.get(name) for name in around))
        return next(
            (
                one
                for one in candidates
                if one and one.kind == "section" and one.anchor and (one.heading or one.title)
            ),
            None,
        )


def _cell(text: str) -> Cell:
    return Cell((Text(text),) if text else ())


def _marked(text: str, language: str) -> Inlines:
    content: Inlines = (Text(text),) if text else ()
    return (Span(content, language=language),) if content and language else content


def _in(text: LocalText, own: str, language: str) -> Inlines:
    """The text in `language`, else in another and marked as such; `own` is the language of a
    text that has no others."""
    if isinstance(text, str):
        words = " ".join(text.split())
        return _marked(words, own if own.partition("-")[0] != language else "")
    if words := only_in_language(text, language):
        return _marked(" ".join(words.split()), "")
    other = "en" if "en" in text else next(iter(text), "")
    return _marked(" ".join(text.get(other, "").split()), other)


def _joined(parts: Iterable[Inlines], separator: str) -> Inlines:
    joined: list[Inline] = []
    for part in parts:
        append_text(joined, separator if joined else "")
        for node in part:
            if isinstance(node, Text):
                append_text(joined, node.text)
            else:
                joined.append(node)
    return tuple(joined)
