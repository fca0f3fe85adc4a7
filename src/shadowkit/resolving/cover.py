"""The cover: the fields that the layout names, in its order."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from shadowkit.model.assembly import Filing
from shadowkit.model.document import CoverLine, CoverRole
from shadowkit.model.fields import LocalText, in_language
from shadowkit.model.inline import Link, Text
from shadowkit.model.settings import Submitter


def cover(filing: Filing) -> tuple[CoverLine, ...]:
    """The lines of the cover; a field without a value prints nothing."""
    lines: list[CoverLine] = []
    for field in filing.layout.cover:
        make = _FIELDS.get(field)
        lines.extend(make(filing) if make else _own(filing, field))
    return tuple(lines)


def _line(role: CoverRole, text: str) -> Iterator[CoverLine]:
    if text:
        yield CoverLine(role, (Text(text),))


def _text(filing: Filing, value: LocalText) -> str:
    return in_language(value, filing.labels.language)


def _series(filing: Filing) -> Iterator[CoverLine]:
    """What sort of document it is: in the submission's own words, else in its mechanism's."""
    own = filing.settings.cover.get("series", "")
    series = own or (filing.mechanism.series if filing.mechanism is not None else "")
    yield from _line("series", _text(filing, series))


def procedure(filing: Filing) -> str:
    """``Universal Periodic Review, session 30, cycle 3``"""
    if filing.mechanism is None:
        return ""
    words, settings = filing.labels.cover, filing.settings
    parts = [_text(filing, filing.mechanism.procedure)]
    if settings.session:
        parts.append(words.session.format(session=settings.session))
    if settings.cycle:
        parts.append(words.cycle.format(cycle=settings.cycle))
    return filing.labels.comma.join(parts)


def _procedure(filing: Filing) -> Iterator[CoverLine]:
    yield from _line("state", procedure(filing))


def _title(filing: Filing) -> Iterator[CoverLine]:
    yield from _line("title", _text(filing, filing.settings.title))


def _subtitle(filing: Filing) -> Iterator[CoverLine]:
    yield from _line("subtitle", _text(filing, filing.settings.subtitle))


def _state(filing: Filing) -> Iterator[CoverLine]:
    yield from _line("state", filing.state)


def _submitters(filing: Filing) -> Iterator[CoverLine]:
    if filing.settings.submitters:
        yield from _line("label", filing.labels.cover.submitted_by)
        for submitter in filing.settings.submitters:
            yield from _submitter(filing, submitter)


def _supporters(filing: Filing) -> Iterator[CoverLine]:
    if filing.settings.supporters:
        yield from _line("label", filing.labels.cover.supported_by)
        for supporter in filing.settings.supporters:
            if isinstance(supporter, str):
                yield from _line("submitter", supporter)
            else:
                yield from _submitter(filing, supporter)


def _submitter(filing: Filing, submitter: Submitter) -> Iterator[CoverLine]:
    words = filing.labels.cover
    name = _text(filing, submitter.name)
    if submitter.acronym:
        name = filing.labels.acronyms.definition.format(long=name, short=submitter.acronym)
    yield from _line("submitter", name)
    details = [_text(filing, submitter.about)]
    if submitter.established:
        date = filing.worded_date(submitter.established)
        details.append(words.established.format(date=date))
    if submitter.ecosoc:
        details.append(words.ecosoc)
    yield from _line("detail", filing.labels.space.join(filter(None, details)))
    before, _, after = words.contact.partition("{contact}")
    contacts = [
        Link(target, (Text(shown),))
        for target, shown in (
            (f"mailto:{submitter.email}", submitter.email),
            (submitter.url, submitter.url),
        )
        if shown
    ]
    if contacts:
        separator = Text(filing.labels.comma)
        inner = [contacts[0]] if len(contacts) == 1 else [contacts[0], separator, contacts[1]]
        yield CoverLine("detail", (Text(before), *inner, Text(after)))


def _period(filing: Filing) -> Iterator[CoverLine]:
    period = filing.settings.period
    if period is not None:
        labels = filing.labels
        start, end = filing.worded_date(period.from_), filing.worded_date(period.to)
        yield from _line("detail", labels.cover.period.format(**{"from": start, "to": end}))


def _date(filing: Filing) -> Iterator[CoverLine]:
    if filing.settings.date is not None:
        yield from _line("date", filing.worded_date(filing.settings.date))


def _updated(filing: Filing) -> Iterator[CoverLine]:
    if filing.settings.updated is not None:
        date = filing.worded_date(filing.settings.updated)
        yield from _line("date", filing.labels.cover.updated.format(date=date))


def _own(filing: Filing, field: str) -> Iterator[CoverLine]:
    role: CoverRole = "notice" if field == "notice" else "detail"
    yield from _line(role, _text(filing, filing.settings.cover.get(field, "")))


_FIELDS: dict[str, Callable[[Filing], Iterator[CoverLine]]] = {
    "series": _series,
    "procedure": _procedure,
    "title": _title,
    "subtitle": _subtitle,
    "state": _state,
    "submitters": _submitters,
    "supporters": _supporters,
    "period": _period,
    "date": _date,
    "updated": _updated,
}
