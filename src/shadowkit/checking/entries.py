"""Entries of sources.yaml and recommendations.yaml: repeated, undated, or at odds with
themselves."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from shadowkit.checking.gathered import Wrong, gathered, listed
from shadowkit.checking.patterns import lazily
from shadowkit.checking.registry import Fault, SubmissionContext, dossier_check, submission_check
from shadowkit.diagnostics import Severity
from shadowkit.model.authored import Dossier, Source
from shadowkit.model.fields import in_language
from shadowkit.model.followup import is_addressed_to
from shadowkit.model.register import EarlierRecommendation, Registered

# --- registered twice -------------------------------------------------------------------


@dossier_check("SK311", "source-registered-twice", Severity.INFO)
def source_registered_twice(dossier: Dossier) -> Iterable[Fault]:
    """Two registered sources look like the same document: they have the same symbol, or the
    same title, author and year, or the same title and address.

    Cited under both ids, it prints in full twice. Editions of different years, documents in
    different languages and parts of one website with titles of their own are left alone.

    To mend: keep one of the two, and cite that everywhere.
    """
    seen: dict[tuple[str, ...], Source] = {}
    for source in dossier.sources.values():
        first = next((seen[key] for key in _likenesses(source) if key in seen), None)
        if first is not None:
            yield Fault(
                source.location,
                f"the source `{source.id}` looks like `{first.id}` "
                f"({first.location.path}:{first.location.line})",
                "Keep one of the two, and cite that everywhere.",
            )
        for key in _likenesses(source):
            seen.setdefault(key, source)


def _likenesses(source: Source) -> Iterator[tuple[str, ...]]:
    data = source.data
    language = _plain(data.get("language"))
    title = _plain(data.get("title"))
    if symbol := _plain(data.get("symbol")):
        yield ("symbol", symbol, language)
    if title:
        part = _plain(data.get("container-title"))
        if year := _year(data):
            yield ("year", title, part, _plain(_names(data)), str(year), language)
        if address := _address(data):
            yield ("address", title, address, language)


def _plain(value: object) -> str:
    """Letters and digits alone, so that dashes and capitals make no difference."""
    return re.sub(r"[\W_]+", " ", value).strip().casefold() if isinstance(value, str) else ""


def _names(data: Mapping[str, object]) -> str:
    names = data.get("author")
    if not isinstance(names, list):
        return ""
    return " ".join(
        str(name.get("literal") or name.get("family") or "")
        for name in names
        if isinstance(name, Mapping)
    )


def _year(data: Mapping[str, object]) -> int | None:
    issued = data.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, Mapping) else None
    return int(parts[0][0]) if parts and parts[0] else None


def _address(data: Mapping[str, object]) -> str:
    address = data.get("URL")
    if not isinstance(address, str):
        return ""
    return re.sub(r"^https?://(?:www\.)?|#.*$|/+$", "", address.strip()).casefold()


# --- one source -------------------------------------------------------------------------

_PAGES = ("webpage", "post", "post-weblog")


@dossier_check("SK312", "access-date-missing", Severity.WARNING)
def access_date_missing(dossier: Dossier) -> Iterable[Fault]:
    """A web page is registered with its address, and nothing says when it was read.

    Pages change and vanish; the date says what could be seen then. Only pages as such
    (`type: webpage`, `post`) are meant: a report that also lies on the web has its own date. A
    page with `archived:` needs none, and one marked `status: incomplete` is named by SK303.

    To mend: `accessed: 2024-03-05`, or the address of a copy under `archived:`.
    """
    for source in dossier.sources.values():
        data = source.data
        if data.get("type") not in _PAGES or not data.get("URL") or source.incomplete:
            continue
        if not data.get("accessed") and not data.get("archived"):
            yield Fault(
                source.location,
                f"nothing says when the web page `{source.id}` was read",
                "Write `accessed:` with the day, or `archived:` with the address of a copy.",
            )


_BODIES = {
    "CRC": "Committee on the Rights of the Child",
    "CCPR": "Human Rights Committee",
    "CEDAW": "Committee on the Elimination of Discrimination against Women",
    "CERD": "Committee on the Elimination of Racial Discrimination",
    "CRPD": "Committee on the Rights of Persons with Disabilities",
    "CAT": "Committee against Torture",
    "CMW": "Committee on Migrant Workers",
    "CED": "Committee on Enforced Disappearances",
    "E/C.12": "Committee on Economic, Social and Cultural Rights",
    "A/HRC": "Human Rights Council",
}
"""How the symbols of a body's documents begin."""
_OF_STATE = lazily(
    r"(?:CRC|CCPR|CEDAW|CERD|CRPD|CAT|CMW|CED|E)/C(?:\.12)?/(?:OPSC/|OPAC/)?(?P<a>[A-Z]{3})/|"
    r"A/HRC/WG\.6/(?P<session>\d+)/(?P<b>[A-Z]{3})/"
)
"""Symbols that name a State; `E/C.12/KEN/CO/2`, `A/HRC/WG.6/30/RUS/1`.  The latter, of the
Universal Periodic Review, name its session too."""


@submission_check("SK313", "symbol-contradicts", Severity.WARNING)
def symbol_contradicts(context: SubmissionContext) -> Iterable[Fault]:
    """The symbol of a United Nations document says that it is another body's, on another State
    or of another session than the rest of its entry does.

    Symbols are copied with a slip of the eye, and a wrong one leads the secretariat to another
    document. Files under the name of another State are about, too. The body is told by the
    beginning (CRC/, CCPR/, A/HRC/), the State by its three letters, the session of the
    Universal Periodic Review by the number before them (A/HRC/WG.6/30/RUS/1); entries that name
    none of them are left alone. Reports such as A/HRC/24/14 have the number of another session,
    that of the Council.

    To mend: look the symbol up, and correct it or the entry.
    """
    for source in context.dossier.sources.values():
        symbol = source.data.get("symbol")
        if isinstance(symbol, str):
            title = str(source.data.get("title") or "")
            named = f"{_names(source.data)} {source.data.get('publisher') or ''} {title}"
            faults = [_other_body(symbol, named), _other_state(symbol, title, context)]
            for message in filter(None, faults):
                yield Fault(source.location, message, _LOOK_UP)
    unlike = (
        Wrong(entry, ("symbol",), message)
        for entry in context.dossier.register
        if entry.recommendation.symbol
        for message in _symbol_unlike(entry.recommendation)
    )
    yield from gathered(unlike, _LOOK_UP)


def _symbol_unlike(entry: EarlierRecommendation) -> Iterator[str]:
    if message := _other_body(entry.symbol, entry.body):
        yield message
    found = _OF_STATE.match(entry.symbol)
    code = _state_of(entry.symbol)
    states = entry.states
    if code and states and code not in states:
        yield f"the symbol {entry.symbol} is of a document on {code}, and `to` names " + (
            ", ".join(states)
        )
    session = found["session"] if found else None
    if session and entry.session.isdecimal() and session.lstrip("0") != entry.session.lstrip("0"):
        yield f"the symbol {entry.symbol} is of session {session}, and `session` is {entry.session}"


_LOOK_UP = "Look the symbol up, and correct what is wrong."


@lru_cache(maxsize=1000)
def _other_body(symbol: str, named: str) -> str:
    """What to say where the symbol begins as that of one body, and another is named."""
    own = next((body for begin, body in _BODIES.items() if symbol.startswith(f"{begin}/")), "")
    others = [body for body in _BODIES.values() if body.lower() in named.lower()]
    if own and others and own not in others:
        return f"the symbol {symbol} is of the {own}, and the entry names the {others[0]}"
    return ""


def _other_state(symbol: str, title: str, context: SubmissionContext) -> str:
    """What to say where the symbol names another State than the one that the title and the
    settings name."""
    code, settings = _state_of(symbol), context.filing.settings
    if not code or not settings.state or code == settings.state:
        return ""
    language = context.filing.labels.language
    names = {context.filing.state, in_language(settings.state_name, language)}
    names.add(context.filing.state_name(settings.state))
    theirs = context.filing.state_name(code)
    if any(name and name in title for name in names) and theirs not in title:
        return f"the symbol {symbol} is of a document on {code}, and the title names " + next(
            name for name in names if name and name in title
        )
    return ""


def _state_of(symbol: str) -> str:
    found = _OF_STATE.match(symbol)
    return (found["a"] or found["b"]) if found else ""


# --- entries of recommendations.yaml ----------------------------------------------------

_REVIEW = ("human rights council", "universal periodic review")


@submission_check("SK131", "entry-at-odds", Severity.WARNING)
def entry_at_odds(context: SubmissionContext) -> Iterable[Fault]:
    """An entry of recommendations.yaml does not fit together: its session is one of another cycle
    of the Universal Periodic Review; it has a position of the State, which States take in that
    review alone, and is of a committee; its source has another symbol than itself.

    By these a reader looks for the recommendation, and layouts pick by them. Of symbols, one
    with an addition is the same (A/HRC/24/14 and A/HRC/24/14/Add.1). Which sessions are in
    which cycle stands, with its source, in content/imports.yaml. Whether a text still is what
    was imported, an import of the same file again says (SK705).

    To mend: look the recommendation up, and correct what is wrong.
    """
    cycle_of = lru_cache(lambda session: context.imports().cycle(session))
    wrong = (
        Wrong(entry, (key,), message)
        for entry in context.dossier.register
        for key, message in _at_odds(entry.recommendation, context.dossier, cycle_of)
    )
    yield from gathered(wrong, "Look it up, and correct what is wrong.")


def _at_odds(
    entry: EarlierRecommendation, dossier: Dossier, cycle_of: Callable[[str], str]
) -> Iterator[tuple[str, str]]:
    body = entry.body.lower()
    reviewed = any(name in body for name in _REVIEW) or entry.symbol.startswith("A/HRC/WG.6/")
    if reviewed and entry.session and entry.cycle.isdecimal():
        cycle = cycle_of(entry.session)
        if cycle and cycle != entry.cycle.lstrip("0"):
            yield (
                "cycle",
                f"session {entry.session} of the Universal Periodic Review is one of cycle "
                f"{cycle}, and `cycle` is {entry.cycle}",
            )
    if entry.position in ("supported", "noted") and not reviewed:
        committee = next((name for name in _COMMITTEES if name.lower() in body), "")
        if committee:
            yield (
                "position",
                f"`position` is {entry.position}, and the {committee} asks States for none",
            )
    source = dossier.sources.get(entry.source)
    theirs = source.data.get("symbol") if source else None
    if entry.symbol and isinstance(theirs, str) and theirs:
        one, other = ("".join(symbol.split()).upper() for symbol in (entry.symbol, theirs))
        if not (f"{one}/".startswith(f"{other}/") or f"{other}/".startswith(f"{one}/")):
            yield (
                "symbol",
                f"the symbol is {entry.symbol}, and that of its source `{entry.source}` is "
                f"{theirs}",
            )


_COMMITTEES = (*(name for name in _BODIES.values() if "Committee" in name), "Lanzarote Committee")


@dossier_check("SK132", "entry-of-another-state", Severity.INFO)
def entry_of_another_state(dossier: Dossier) -> Iterable[Fault]:
    """Entries of recommendations.yaml are addressed to other States than those that the dossier
    is on.

    Lists under the name of another State are about; and what is addressed to another State is
    in no table and no count. All of them are one remark. Where `to` has words too, such as
    `all-parties`, and where the settings name no State, nothing is said.

    To mend: remove them, or correct `to`. Nothing, where they were imported to compare
    (`--state all`).
    """
    settings = dossier.settings
    states = {settings.submission(name).state for name in settings.submissions}
    others: list[Registered] = [
        entry
        for entry in dossier.register
        if not any(is_addressed_to(entry.recommendation, state) for state in states)
    ]
    if others:
        word = "entry is" if len(others) == 1 else "entries are"
        yield Fault(
            others[0].place("to"),
            f"{len(others)} {word} addressed to other States than {', '.join(sorted(states))}: "
            f"{listed(others)}",
            "Remove them, or correct `to`.",
        )


# --- without a symbol -------------------------------------------------------------------

_ISSUING = (
    *_BODIES.values(),
    "Committee on the Protection of the Rights of All Migrant Workers",
    "General Assembly",
    "Security Council",
    "Economic and Social Council",
    "Working Group on the Universal Periodic Review",
    "Special Rapporteur",
    "Special Representative of the Secretary-General",
)
_OFFICIAL = lazily(
    r"\b(?:concluding (?:observations|comments)|general (?:comment|recommendation) no|"
    r"list of issues|resolution|report of the (?:working group|special|committee|independent|"
    r"secretary-general)|(?:initial|periodic|combined|second|third|fourth|fifth|sixth|seventh) "
    r"(?:\S+ ){0,6}reports?)\b",
    re.IGNORECASE,
)
_OF_OTHERS = lazily(
    r"\b(?:alternative|shadow|parallel|stakeholders?|submission|contribution|NGOs?|ngos|joint "
    r"report|analysis|guide|handbook|comments on|briefing)\b",
    re.IGNORECASE,
)
_NO_DOCUMENTS = ("webpage", "post", "post-weblog", "article-journal", "article-newspaper", "book")


@submission_check("SK314", "symbol-missing", Severity.WARNING)
def symbol_missing(context: SubmissionContext) -> Iterable[Fault]:
    """A cited source looks like an official document of the United Nations (concluding
    observations, a general comment, a resolution, a State's report), and has no symbol.

    By its symbol, such as CRC/C/156, everybody finds the document in every language; by its
    title hardly anybody does. The body is looked for among author, publisher and title, and
    the kind of document in the title; this is a guess. Web pages, articles and books are left
    alone, and so are reports of others to a body, and sources marked `status: incomplete`, which
    SK303 names.

    To mend: look the document up on undocs.org, and write `symbol:`.
    """
    for id in context.document.cited:
        source = context.dossier.sources.get(id)
        if source is None or source.incomplete or source.data.get("type") in _NO_DOCUMENTS:
            continue
        data = source.data
        title = str(data.get("title") or "")
        named = f"{_names(data)} {data.get('publisher') or ''} {title}".lower()
        body = next((body for body in _ISSUING if body.lower() in named), "")
        kind = _OFFICIAL.search(title)
        if data.get("symbol") or data.get("number") or not body or not kind:
            continue
        if not _OF_OTHERS.search(title):
            yield Fault(
                source.location,
                f"`{id}` looks like a document of the {body} (“{kind[0]}”), and has no symbol",
                "Look it up on undocs.org, and write `symbol:`.",
            )
