"""The words the program adds, by language: content/labels/<lang>.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from shadowkit.model.dates import PartialDate
from shadowkit.model.fields import Strict, Truth
from shadowkit.model.register import Position, Status


class Numbered(Strict):
    """A wording for one number and for several, and where the language has one for exactly
    two; ``{n}`` stands for the number or list."""

    one: str
    two: str = ""
    many: str

    def of(self, count: int) -> str:
        """The wording for so many numbers."""
        if count == 1:
            return self.one
        return self.two or self.many if count == 2 else self.many


class ListWords(Strict):
    separator: str
    last: str
    or_: str = Field(alias="or")
    range: str


class DateWords(Strict):
    """`first` is the first day of a month, where it is no plain figure; `days` stands between
    two days of one month and `span` between two dates, where a citation style has no way to
    print them in this language."""

    day: str
    month: str
    year: str
    first: str = "1"
    days: str = ""
    span: str = ""


class TableWords(Strict):
    """The label of a table, and what stands between it and the caption."""

    label: str
    before_caption: str = Field(alias="before-caption")


class CitationWords(Strict):
    """Between several sources of one note, in place of a confidential one, where a copy is
    kept.  And what CSL has no means for, in our own style: the language's marks, by those of
    the style; a figure with its words around it, by CSL variable; what titles stand in where
    they do not stand in italics."""

    separator: str
    withheld: str
    archived: str
    marks: Mapping[str, str] = {}
    numbers: Mapping[str, str] = {}
    title: str = ""


class AcronymWords(Strict):
    """How an acronym is introduced, what makes its long form plural, the articles that are
    not said twice, and those of them that change with the word that follows: by its first
    letter, where `vowels` says which, else by its sound.  `attached` are words that are
    written together with the one that follows."""

    definition: str
    plural: str = ""
    articles: tuple[str, ...] = ()
    indefinite: tuple[str, ...] = ()
    vowels: str = ""
    attached: tuple[str, ...] = ()


class EarlierWords(Strict):
    """How an earlier recommendation is named where it is printed (by the first wording that
    its keys fill), and in the note of a recommendation that follows it."""

    label: tuple[str, ...]
    follows: Numbered


class ConcordanceWords(Strict):
    """The headings of the concordance's columns."""

    article: str
    paragraphs: str


class ImplementationWords(Strict):
    """What became of earlier recommendations: the headings of a table of them and of the
    counts, what the State under review said, and what became of them."""

    recommendation: str
    status: str
    assessment: str
    evidence: str
    number: str
    share: str
    total: str
    statuses: Mapping[Literal[Status, "unassessed"], str]
    positions: Mapping[Position, str]


class CoverWords(Strict):
    submitted_by: str = Field(alias="submitted-by")
    supported_by: str = Field(alias="supported-by")
    established: str
    contact: str
    period: str
    updated: str
    session: str
    cycle: str
    ecosoc: str


class PageWords(Strict):
    page: str
    draft: str
    notes: str
    back: str
    skip: str
    close: str


class Labels(Strict):
    language: str
    name: str
    direction: Literal["ltr", "rtl"]
    italics: Truth
    """Whether its script has italics, for headings, quotations and lines of the cover."""
    months: tuple[str, ...]
    months_alone: tuple[str, ...] = Field((), alias="months-alone")
    """The months without a day, where they are other words then."""
    date: DateWords
    references: Mapping[str, Numbered]
    titled_section: str = Field(alias="titled-section")
    """A reference to a section without a number, by its title in quotation marks."""
    list: ListWords
    comma: str
    """Between the parts of one line."""
    full_stop: str = Field(alias="full-stop")
    space: str
    """Between two sentences, and between a lead-in and its sentence."""
    table: TableWords
    parentheses: str
    quotation: str
    run_in: str = Field(alias="run-in")
    citation: CitationWords
    acronyms: AcronymWords
    contractions: Mapping[str, str] = {}
    """What becomes of a preposition and the article after it: "de el " is "del "."""
    earlier: EarlierWords
    urgency: Mapping[str, str]
    lost_note: str = Field(alias="lost-note")
    contents: str
    concordance: ConcordanceWords
    implementation: ImplementationWords
    cover: CoverWords
    pages: PageWords
    locators: Mapping[str, object] = {}

    def space_after(self, text: str) -> str:
        """What stands between an author's words and what is printed behind them: in a
        language without spaces, a space behind Latin letters alone."""
        last = text[-1:]
        return " " if last.isascii() and last.isalnum() else self.space

    def worded_date(self, date: PartialDate, day_form: str = "") -> str:
        """``5 October 2017``, ``October 2017`` or ``2017``; a day in `day_form` where one is
        given."""
        months = self.months if date.day else self.months_alone or self.months
        month = months[date.month - 1] if date.month else ""
        wording = self.date.month if month else self.date.year
        if date.day:
            wording = day_form or self.date.day
        day = self.date.first if date.day == 1 else date.day
        return wording.format(day=day, month=month, year=date.year)

    def worded_span(self, start: PartialDate, end: PartialDate) -> str:
        """``2 a 7 de mayo de 2015``; "" where the language leaves that to the style."""
        words = self.date
        if not words.span or not (start.month and end.month):
            return ""
        if start.day and end.day and (start.year, start.month) == (end.year, end.month):
            days = f"{start.day}{words.days}{end.day}"
            month = self.months[end.month - 1]
            return words.day.format(day=days, month=month, year=end.year)
        return f"{self.worded_date(start)}{words.span}{self.worded_date(end)}"
