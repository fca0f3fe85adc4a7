"""The words the program adds, by language: content/labels/<lang>.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from shadowkit.model.dates import PartialDate
from shadowkit.model.fields import Strict


class Numbered(Strict):
    """A wording for one number and for several; ``{n}`` stands for the number or list."""

    one: str
    many: str


class ListWords(Strict):
    separator: str
    last: str
    range: str


class DateWords(Strict):
    day: str
    month: str
    year: str


class CitationWords(Strict):
    """Between several sources of one note, and in place of a confidential one."""

    separator: str
    withheld: str
    archived: str


class AcronymWords(Strict):
    """How an acronym is introduced, what makes its long form plural, the articles that are
    not said twice, and those of them that change with the word that follows."""

    definition: str
    plural: str = ""
    articles: tuple[str, ...] = ()
    indefinite: tuple[str, ...] = ()


class EarlierWords(Strict):
    """How an earlier recommendation is named where it is printed (by the first wording that
    its keys fill), and in the note of a recommendation that follows it."""

    label: tuple[str, ...]
    follows: Numbered


class ConcordanceWords(Strict):
    """The headings of the concordance's columns."""

    article: str
    paragraphs: str


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


class Labels(Strict):
    language: str
    name: str
    direction: Literal["ltr", "rtl"]
    months: tuple[str, ...]
    date: DateWords
    references: Mapping[str, Numbered]
    list: ListWords
    table: str
    parentheses: str
    quotation: str
    run_in: str = Field(alias="run-in")
    citation: CitationWords
    acronyms: AcronymWords
    earlier: EarlierWords
    urgency: Mapping[str, str]
    lost_note: str = Field(alias="lost-note")
    contents: str
    concordance: ConcordanceWords
    cover: CoverWords
    pages: PageWords
    locators: Mapping[str, object] = {}

    def worded_date(self, date: PartialDate, day_form: str = "") -> str:
        """``5 October 2017``, ``October 2017`` or ``2017``; a day in `day_form` where one is
        given."""
        month = self.months[date.month - 1] if date.month else ""
        wording = self.date.month if month else self.date.year
        if date.day:
            wording = day_form or self.date.day
        return wording.format(day=date.day, month=month, year=date.year)
