"""The concordance: which paragraphs are about which article of which instrument."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from shadowkit.model.assembly import Filing
from shadowkit.model.document import Cell, Table
from shadowkit.model.fields import in_language
from shadowkit.model.inline import Emphasis, Inlines, Span, Text
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
            key = (len(known.names), article)
            titles[key], article = (Text(article),), ""
        else:
            key = (known.names.index(instrument.short), "")
            titles[key] = _titled(instrument, filing)
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


def _titled(instrument: Instrument, filing: Filing) -> Inlines:
    """``Optional Protocol ... (OPSC)``; in English, and marked as such, where the title in the
    submission's language is not known."""
    language, worded = filing.labels.language, filing.labels.acronyms.definition
    english = in_language(instrument.title, "en")
    own = english if language == "en" else filing.treaty_titles().of(instrument, language)
    if own:
        return (Text(worded.format(long=own, short=instrument.short)),)
    before, _, after = worded.format(long="\0", short=instrument.short).partition("\0")
    pieces = (Text(before), Span((Text(english),), language="en"), Text(after))
    return tuple(piece for piece in pieces if piece != Text(""))
