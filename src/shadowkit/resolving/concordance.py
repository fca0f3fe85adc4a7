"""The concordance: which paragraphs are about which article of which instrument."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from shadowkit.model.assembly import Filing
from shadowkit.model.document import Cell, Table
from shadowkit.model.fields import in_language
from shadowkit.model.inline import Emphasis, Inlines, Text
from shadowkit.model.instruments import Instrument, article_order
from shadowkit.resolving.planned import Concern
from shadowkit.resolving.references import numbers_alone


def concordance(
    concerns: Iterable[Concern], filing: Filing, anchors: Mapping[int, str], anchor: str
) -> Table:
    """A table with a row for each article, under a row for its instrument.

    The instruments stand in the order of their list, and behind them, as they come, what is
    not on it, under the author's own words.  The paragraphs about an instrument as a whole
    stand in its own row.
    """
    known = filing.instruments()
    found: dict[tuple[int, str], dict[str, set[int]]] = {}
    titles: dict[tuple[int, str], Inlines] = {}
    for concern in concerns:
        instrument, article = known.find(concern.words)
        if instrument is None:
            key, title, article = (len(known.names), article), article, ""
        else:
            key = (known.names.index(instrument.short), "")
            title = _titled(instrument, filing)
        titles[key] = (Text(title),)
        found.setdefault(key, {}).setdefault(article, set()).update(concern.numbers)
    rows: list[tuple[Cell, ...]] = []
    for key in sorted(found, key=lambda key: key[0]):
        articles = found[key]
        for article in sorted(articles, key=article_order):
            numbers = Cell(numbers_alone(articles[article], filing.labels, anchors))
            if not article:
                rows.append((Cell((Emphasis("bold", titles[key]),)), numbers))
                continue
            if "" not in articles and article == min(articles, key=article_order):
                rows.append((Cell(titles[key], span=2),))
            rows.append((Cell((Text(article),)), numbers))
    words = filing.labels.concordance
    header = (Cell((Text(words.article),)), Cell((Text(words.paragraphs),)))
    return Table(header, tuple(rows), ("", ""), anchor)


def _titled(instrument: Instrument, filing: Filing) -> str:
    """``Optional Protocol ... (OPSC)``"""
    title = in_language(instrument.title, filing.labels.language)
    return filing.labels.acronyms.definition.format(long=title, short=instrument.short)
