"""What the types and fields of BibTeX and BibLaTeX are in CSL."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from shadowkit.location import Location
from shadowkit.reading import faults
from shadowkit.reading.collector import Collector
from shadowkit.reading.latex import to_text, verbatim
from shadowkit.records import dataclass

_TYPES = {
    "article": "article-journal", "suppperiodical": "article-journal", "periodical": "periodical",
    "book": "book", "mvbook": "book", "collection": "book", "mvcollection": "book",
    "proceedings": "book", "mvproceedings": "book", "reference": "book", "mvreference": "book",
    "manual": "book", "inbook": "chapter", "bookinbook": "chapter", "suppbook": "chapter",
    "incollection": "chapter", "suppcollection": "chapter", "inreference": "entry-encyclopedia",
    "inproceedings": "paper-conference", "conference": "paper-conference", "booklet": "pamphlet",
    "mastersthesis": "thesis", "phdthesis": "thesis", "thesis": "thesis", "report": "report",
    "techreport": "report", "online": "webpage", "electronic": "webpage", "www": "webpage",
    "unpublished": "manuscript", "misc": "document", "legislation": "legislation",
    "legal": "legislation", "jurisdiction": "legal_case", "dataset": "dataset", "patent": "patent",
    "software": "software", "standard": "standard", "letter": "personal_communication",
    "review": "review", "movie": "motion_picture", "video": "motion_picture", "music": "song",
    "audio": "song", "image": "graphic", "artwork": "graphic", "treaty": "treaty",
}  # fmt: skip
_SUBTYPES = {"magazine": "article-magazine", "newspaper": "article-newspaper"}
_THESES = {"mastersthesis": "Master's thesis", "phdthesis": "PhD thesis"}
_GENRES = {
    "phdthesis": "PhD thesis", "mathesis": "Master's thesis", "bathesis": "Bachelor's thesis",
    "candthesis": "Candidate thesis", "techreport": "Technical report",
    "resreport": "Research report",
}  # fmt: skip
_NAMES = {
    "author": "author", "editor": "editor", "translator": "translator",
    "bookauthor": "container-author",
}  # fmt: skip
_TEXTS = {
    "shorttitle": "title-short", "edition": "edition", "volume": "volume", "pages": "page",
    "isbn": "ISBN", "issn": "ISSN", "langid": "language", "language": "language",
    "publisher": "publisher", "institution": "publisher", "school": "publisher",
    "organization": "publisher", "address": "publisher-place", "location": "publisher-place",
    "shortjournal": "container-title-short", "series": "collection-title", "version": "version",
    "volumes": "number-of-volumes", "pagetotal": "number-of-pages", "chapter": "chapter-number",
    "eventtitle": "event-title", "venue": "event-place", "type": "genre",
    # shadowkit's own, as in sources.yaml
    "symbol": "symbol", "status": "status", "kind": "kind",
}  # fmt: skip
_ADDRESSES = {"url": "URL", "doi": "DOI", "archived": "archived"}
_DATES = {"urldate": "accessed", "origdate": "original-date", "eventdate": "event-date"}
_TAKEN_ELSEWHERE = """
    title subtitle titleaddon booktitle booksubtitle maintitle mainsubtitle journaltitle
    journalsubtitle journal
    date year month day number issue howpublished note addendum confidential entrysubtype
    crossref xdata
"""
# Fields that say nothing a note would print: for searching, sorting, other programs, LaTeX.
_NEVER_PRINTED = """
    abstract annotation annote keywords keyword file groups owner timestamp creationdate
    modificationdate date-added date-modified bdsk-file-1 bdsk-url-1 bdsk-url-2 options ids label
    shorthand sortkey sorttitle sortname sortyear sortshorthand presort key hyphenation langidopts
    xref related relatedtype relatedstring relatedoptions entryset execute gender indextitle
    indexsorttitle library rights copyright urn pmid pmcid lccn oclc callnumber
    call-number shelfmark price mrnumber zblnumber eprinttype eprintclass archiveprefix
    primaryclass origlanguage editortype userbibtexkey ranking readstatus qualityassured priority
    citationkey citation-key comment review shortauthor shorteditor numpages lastpage
    bookpagination pagination
"""
_KNOWN = frozenset((_NEVER_PRINTED + _TAKEN_ELSEWHERE).split()).union(
    _NAMES, _TEXTS, _ADDRESSES, _DATES
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:[T ]\d\d:\d\d.*)?")
_YEARS = re.compile(r"(\d{4})\s*(?:-+|[–/])\s*(\d{4})")
_EXTENDED = re.compile(r"\s*(family|given|prefix|suffix|useprefix)(?:-i)?\s*=")


@dataclass(frozen=True, slots=True)
class Field:
    """The value of a field, LaTeX in it as written, and where the field stands."""

    value: str
    place: Location


def csl_item(
    type: str,
    fields: Mapping[str, Field],
    place: Location,
    collector: Collector,
    reported: set[str],
) -> tuple[dict[str, object], dict[str, Location]]:
    """An entry as a CSL item and the places of its values.

    Dates are left to `sources`, which checks them.  What has no place in CSL and would print
    is reported once for each name; `reported` holds the names of this file so far.
    """
    item = _Item(fields, collector, reported)
    item.type(type, place)
    item.titles()
    for name, key in _NAMES.items():
        if name in fields:
            item.put(key, list(_names(item, name)), name)
    for name, key in _TEXTS.items():
        if name in fields:
            item.put(key, item.text(name), name)
    for name, key in _ADDRESSES.items():
        if name in fields:
            item.put(key, verbatim(fields[name].value), name)
    item.genre(type)
    item.dates()
    item.numbers()
    item.remarks()
    for name in fields:
        if name not in _KNOWN:
            item.unprinted(name)
    return item.data, item.places


class _Item:
    """A CSL item while it is made."""

    def __init__(
        self, fields: Mapping[str, Field], collector: Collector, reported: set[str]
    ) -> None:
        self.data: dict[str, object] = {}
        self.places: dict[str, Location] = {}
        self.fields = fields
        self._collector = collector
        self._reported = reported

    def put(self, key: str, value: object, name: str) -> None:
        """Takes the value of field `name`; where another field gave one, it is reported."""
        if not value:
            return
        if key not in self.data:
            self.data[key] = value
            self.places[key] = self.fields[name].place
        elif self.data[key] != value and key != "language":
            self.unprinted(name)

    def text(self, name: str) -> str:
        """A field as plain text, "" where it is not there."""
        return self.plain(self.fields[name].value, name) if name in self.fields else ""

    def plain(self, latex: str, name: str) -> str:
        text, unknown = to_text(latex)
        for command in unknown:
            self._report(
                "\\" + command,
                name,
                f"the LaTeX command `\\{command}` is not known; it is left out, what stands in "
                "its braces is kept",
                "Write the character itself; the file is UTF-8.",
            )
        return text

    def unprinted(self, name: str) -> None:
        self._report(
            name,
            name,
            f"the field `{name}` has no place in a note here and is not printed",
            "If readers need it, write it into `note`, which is printed last.",
        )

    def _report(self, once: str, name: str, message: str, hint: str) -> None:
        if once not in self._reported:
            self._reported.add(once)
            self._collector.add(faults.NOT_IN_CSL, self.fields[name].place, message, hint)

    # --- the parts of an item -----------------------------------------------------------

    def type(self, type: str, place: Location) -> None:
        """The type; one that nobody knows is taken for a document."""
        kind = _TYPES.get(type, "document")
        if type == "article":
            kind = _SUBTYPES.get(self.text("entrysubtype").lower(), kind)
        self.data["type"] = kind
        if type not in _TYPES and "@" + type not in self._reported:
            self._reported.add("@" + type)
            self._collector.add(
                faults.NOT_IN_CSL,
                place,
                f"entries of the type `@{type[:60]}` are printed like documents of no special type",
                "Use a type of BibTeX or BibLaTeX, such as @report, @book, @article or @online.",
            )

    def titles(self) -> None:
        for key, name, under in (
            ("title", "title", "subtitle"),
            ("container-title", "booktitle", "booksubtitle"),
            ("container-title", "journaltitle", "journalsubtitle"),
            ("container-title", "journal", ""),
            ("container-title", "maintitle", "mainsubtitle"),
        ):
            title, subtitle = self.text(name), self.text(under)
            if title and subtitle:
                title += (" " if title[-1] in "?!:." else ": ") + subtitle
            if title:
                self.put(key, title, name)
            elif subtitle:
                self.unprinted(under)
        if "titleaddon" in self.fields:
            # Zotero writes the name of the website here.
            if self.data["type"] == "webpage":
                self.put("container-title", self.text("titleaddon"), "titleaddon")
            else:
                self.unprinted("titleaddon")

    def genre(self, type: str) -> None:
        genre = self.data.get("genre")
        if isinstance(genre, str):
            self.data["genre"] = _GENRES.get(genre.lower(), genre)
        elif type in _THESES:
            self.data["genre"] = _THESES[type]

    def dates(self) -> None:
        for name, key in {"date": "issued", **_DATES}.items():
            if name in self.fields:
                self.put(key, _date(re.sub(r"[{}]", "", self.fields[name].value).strip()), name)
        if "year" in self.fields and "issued" not in self.data:
            year = self.text("year")
            if years := _YEARS.fullmatch(year):
                self.put("issued", {"date-parts": [[years[1]], [years[2]]]}, "year")
            elif not re.fullmatch(r"\d{4}", year):
                self.put("issued", {"literal": year}, "year")
            else:
                self.put("issued", self._day(year), "year")

    def _day(self, year: str) -> object:
        """The day or month in `year`, as far as `month` and `day` say."""
        month, day = self.text("month").replace("\u00a0", " "), self.text("day")
        named = [name[:3] for name in re.findall(r"[a-z]{3,}", month.lower())]
        known = [_MONTHS.index(name) + 1 for name in named if name in _MONTHS]
        if len(known) > 1:
            return {"literal": f"{month} {year}"}
        if known:
            in_month = re.search(r"\d+", month)
            month = str(known[0])
            day = day or (in_month[0] if in_month else "")
        # What is no month is refused with the date.
        return "-".join(part for part in (year, month, day) if part)

    def numbers(self) -> None:
        kind = str(self.data["type"])
        if "number" in self.fields:
            key = "number"
            if kind.startswith("article"):
                key = "issue"
            elif "series" in self.fields and kind in ("book", "chapter", "paper-conference"):
                key = "collection-number"
            self.put(key, self.text("number"), "number")
        if "issue" in self.fields:
            self.put("issue", self.text("issue"), "issue")

    def remarks(self) -> None:
        if "howpublished" in self.fields:
            value = self.fields["howpublished"].value
            if re.match(r"\s*(?:\\url\s*)?\{?https?:", value):
                self.put("URL", verbatim(value), "howpublished")
            else:
                self.put("publisher", self.text("howpublished"), "howpublished")
        notes = [text for name in ("note", "addendum") if (text := self.text(name))]
        if notes:
            self.put("note", ". ".join(notes), "note" if "note" in self.fields else "addendum")
        if "confidential" in self.fields:
            # `sources` refuses what is not a truth value.
            value = self.text("confidential")
            self.data["confidential"] = {"true": True, "false": False}.get(value, value)
            self.places["confidential"] = self.fields["confidential"].place


def _date(text: str) -> object:
    """A BibLaTeX date in one of the forms that `sources` reads; what is none goes on as it is
    and is refused there."""
    ends = [end.strip() for end in text.split("/")]
    parts: list[list[str]] = []
    circa = False
    for end in ends:
        circa = circa or end.endswith(("~", "%"))
        match = _ISO.fullmatch(end.rstrip("~?%"))
        if match:
            parts.append([part for part in match.groups() if part])
        elif parts and end in ("", ".."):
            parts.append(["0"])
        else:
            return text
    if len(parts) > 2:
        return text
    return {"date-parts": parts, **({"circa": True} if circa else {})}


def _names(item: _Item, field: str) -> Iterator[dict[str, str]]:
    """The names of a field, which ``and`` divides; braces around one keep it whole."""
    from bibtexparser.middlewares.names import (
        parse_single_name_into_parts,
        split_multiple_persons_names,
    )

    for name in split_multiple_persons_names(item.fields[field].value):
        if name.strip().lower() == "others":
            yield {"literal": "others"}
        elif _EXTENDED.match(name):
            yield _extended(item.plain(name, field))
        else:
            parts = parse_single_name_into_parts(name, strict=False)
            read = {
                "family": item.plain(" ".join(parts.last), field),
                "given": item.plain(" ".join(parts.first), field),
                "non-dropping-particle": item.plain(" ".join(parts.von), field),
                "suffix": item.plain(" ".join(parts.jr), field),
            }
            read = {part: text for part, text in read.items() if text}
            # Braces make one word of a name: an institution, as is a lone word.
            yield read if len(read) > 1 else {"literal": " ".join(read.values())}


def _extended(name: str) -> dict[str, str]:
    """``family=Smith, given=Jane``, as BibLaTeX writes names too."""
    keys = {"prefix": "non-dropping-particle"}
    parts = (part.partition("=") for part in name.split(","))
    read = {key.strip(): value.strip() for key, _, value in parts}
    kept = ("family", "given", "prefix", "suffix")
    return {keys.get(key, key): read[key] for key in kept if read.get(key)}
