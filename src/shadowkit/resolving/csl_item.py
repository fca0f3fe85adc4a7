"""A registered source as citeproc-py takes it.

citeproc-py is given no text of the author's.  Each value is sent as one private-use character,
which the `values` of the item turn back into the text, so that nothing in it can be cased,
escaped, quoted anew or taken for markup.  Three things go as they are: dates, figures (styles
ask whether a value is a number) and, for styles that make initials of them, given names.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Any, Literal, TypeAlias

from shadowkit.model.inline import EmphasisStyle
from shadowkit.records import dataclass

Source: TypeAlias = Mapping[str, object]
By: TypeAlias = Literal["style", "author", "url", "locator", "note"]

LOCATOR = "\ue010"
"""The character that stands for the locator of a citation."""
NOTE = "\ue011"
"""The character that stands for the number of the note that cited the source first."""
NOTE_VARIABLE = "first-reference-note-number"
YEAR = "7654"
"""The figure that stands for the year of publication, see `Item.take_year`."""

_FIRST_VALUE = 0xF0000
_TYPES = """
    article article-journal article-magazine article-newspaper bill book broadcast chapter classic
    collection dataset document entry entry-dictionary entry-encyclopedia event figure graphic
    hearing interview legal_case legislation manuscript map motion_picture musical_score pamphlet
    paper-conference patent performance periodical personal_communication post post-weblog
    regulation report review review-book software song speech standard thesis treaty webpage
"""
_KNOWN_TYPES = frozenset(_TYPES.split())
# What shadowkit prints itself, and what has a meaning only inside citeproc-py.
_KEPT_BACK = """
    abstract annote citation_label citation_number first_reference_note_number keyword language
    locator note page_first references status year_suffix
"""
_NOT_SENT = frozenset(_KEPT_BACK.split())
_NAME_PARTS = ("family", "given", "suffix", "dropping-particle", "non-dropping-particle")
# The tags of the CSL data model; Zotero writes them into titles.
_TAG = re.compile(r"<(/?)(i|b|sup|sub|sc|span)(?: (?:class|style)=\"[\w:; -]*\")?>")
_TAG_STYLES: dict[str, EmphasisStyle] = {"i": "italic", "b": "bold", "sup": "superscript"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a printed citation: whose words they are, and how they are set."""

    text: str
    by: By
    styles: tuple[EmphasisStyle, ...] = ()


@dataclass(frozen=True, slots=True)
class Variables:
    """The variables citeproc-py knows, by what they hold."""

    all: Container[str]
    names: Container[str]
    dates: Container[str]
    numbers: Container[str]


def words(value: object) -> str:
    """A registered value as text, its line breaks as spaces; "" for what is no text."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    return re.sub(r"[ \t]*[\r\n]\s*", " ", str(value).strip(" \t\r\n"))


def _begins_in_han(text: str) -> bool:
    return "\u2e80" <= text[:1] <= "\u9fff"


def names(value: object) -> list[dict[str, str]]:
    """The names in a registered value: a family name and its parts, or one ``literal``."""
    found = []
    for name in value if isinstance(value, (list, tuple)) else [value]:
        parts = name if isinstance(name, Mapping) else {"literal": name}
        literal = words(parts.get("literal"))
        kept = {part: text for part in _NAME_PARTS if (text := words(parts.get(part)))}
        if literal or "family" not in kept:
            kept = {"literal": literal or " ".join(kept.values())}
        if any(kept.values()):
            found.append(kept)
    return found


class Item:
    """The fields of one source for citeproc-py, and what the characters in them stand for."""

    def __init__(
        self, source: Source, variables: Variables, *, initials: bool, noted: bool
    ) -> None:
        self._initials = initials
        self._values: list[Piece] = []
        kind = words(source.get("type")).lower()
        self.fields: dict[str, object] = {
            "id": "source",
            "type": kind if kind in _KNOWN_TYPES else "document",
        }
        publishes_itself = {"literal": words(source.get("publisher"))} in names(
            source.get("author")
        )
        for name, value in source.items():
            variable = name.replace("-", "_")
            if variable not in variables.all or variable in _NOT_SENT:
                continue
            if variable == "publisher" and publishes_itself:
                continue  # named once
            taken: object
            if variable in variables.names:
                taken = [self._name(each) for each in names(value)]
            elif variable in variables.dates:
                taken = self._date(value if isinstance(value, Mapping) else {"literal": value})
            else:
                taken = self._text(variable, words(value), variable in variables.numbers)
            if taken:
                self.fields[name] = taken
        if noted:
            self.fields[NOTE_VARIABLE] = NOTE
        if symbol := words(source.get("symbol")):
            self.fields["number"] = self._value(symbol)
            if self.fields["type"] in ("document", "report"):
                self.fields["keyword"] = self._value(symbol)  # see style/citations.csl

    def take_year(self) -> str:
        """The year of publication, in whose place `YEAR` stands from now on; "" where it
        stays: spans of time, years before 1000, a figure in the source that is that one."""
        issued: Any = self.fields.get("issued")
        ends: list[list[int]] = issued.get("date-parts", []) if isinstance(issued, dict) else []
        if len(ends) != 1 or not 1000 <= ends[0][0] <= 9999 or YEAR in repr(self.fields):
            return ""
        self.fields["issued"] = {**issued, "date-parts": [[int(YEAR), *ends[0][1:]]]}
        return str(ends[0][0])

    def piece(self, character: str) -> Piece | None:
        """What a character in citeproc-py's answer stands for, if it stands for anything."""
        if character == LOCATOR:
            return Piece("", "locator")
        if character == NOTE:
            return Piece("", "note")
        place = ord(character) - _FIRST_VALUE if len(character) == 1 else -1
        return self._values[place] if 0 <= place < len(self._values) else None

    def _value(self, text: str, by: By = "author") -> str:
        self._values.append(Piece(text, by))
        return chr(_FIRST_VALUE + len(self._values) - 1)

    def _text(self, variable: str, text: str, is_number: bool) -> str:
        if variable == "DOI":
            text = re.sub(r"^https?://(dx\.)?doi\.org/", "", text, flags=re.I)
        figures = is_number and re.fullmatch(r"[0-9]+", text)
        pages = variable == "page" and re.fullmatch(r"[A-Z]?[0-9]+([-–][A-Z]?[0-9]+)?", text)
        if not text or figures or pages:
            return text
        return self._value(text, "url" if variable in ("URL", "DOI") else "author")

    def _name(self, name: dict[str, str]) -> dict[str, str]:
        if all(map(_begins_in_han, (name.get("family", ""), name.get("given", "")))):
            name = {"literal": name["family"] + name["given"]}  # as Chinese names are written
        sent = {}
        for part, text in name.items():
            plain = part == "given" and re.fullmatch(r"[^\W\d_][\w .’'-]*", text)
            sent[part] = text if plain and self._initials else self._value(text)
        return sent

    def _date(self, date: Mapping[str, object]) -> dict[str, object] | None:
        ends = [_date_parts(end) for end in _sequence(date.get("date-parts"))][:2]
        circa = {"circa": 1} if date.get("circa") else {}
        if not ends or not ends[0] or not ends[0][0]:
            literal = words(date.get("literal")) or words(date.get("raw"))
            return {"literal": self._value(literal), **circa} if literal else None
        if len(ends) == 2 and ends[1] != [0]:
            # citeproc-py loses a range whose ends are not equally exact.
            exact = min(map(len, ends))
            ends = [end[:exact] for end in ends]
            ends = ends[:1] if not exact or ends[0] == ends[1] else ends
        season = words(date.get("season"))
        if len(ends[0]) == 1 and season in ("1", "2", "3", "4"):
            return {"date-parts": ends, "season": season, **circa}
        return {"date-parts": ends, **circa}


def without_ranges(source: Source) -> Source:
    """The source with each span of time as what its ends share ("2–5 May" as "May"), or its
    beginning: in some styles citeproc-py fails at spans within a year."""
    cut = dict(source)
    for name, value in source.items():
        ends = _sequence(value.get("date-parts")) if isinstance(value, Mapping) else ()
        if len(ends) > 1:
            first, last = _date_parts(ends[0]), _date_parts(ends[1])
            shared = [
                one
                for one, _ in takewhile(
                    lambda ends: ends[0] == ends[1], zip(first, last, strict=False)
                )
            ]
            cut[name] = {"date-parts": [shared or first[:1]]}
    return cut


def tagged(value: Piece) -> Iterator[Piece]:
    """A value with the tags of the CSL data model read; as it is where they do not match."""
    pieces: list[Piece] = []
    opened: list[str] = []
    end = 0
    for tag in _TAG.finditer(value.text):
        styles = tuple(_TAG_STYLES[name] for name in opened if name in _TAG_STYLES)
        pieces.append(replace(value, text=value.text[end : tag.start()], styles=styles))
        end = tag.end()
        if not tag[1]:
            opened.append(tag[2])
        elif not opened or opened.pop() != tag[2]:
            return iter((value,))
    if opened or not pieces:
        return iter((value,))
    pieces.append(replace(value, text=value.text[end:]))
    return (piece for piece in pieces if piece.text)


def date_ends(date: Mapping[str, object]) -> list[list[int]]:
    """The date, or the two ends of a span, as numbers; [] for a date in words."""
    ends = [_date_parts(end) for end in _sequence(date.get("date-parts"))][:2]
    return ends if all(ends) else []


def _sequence(value: object) -> Sequence[object]:
    return value if isinstance(value, (list, tuple)) else ()


def _date_parts(end: object) -> list[int]:
    """Year, month and day, as far as they are numbers that can be."""
    numbers: list[int] = []
    for part, most in zip(_sequence(end), (9999, 12, 31), strict=False):
        text = words(part)
        if not re.fullmatch(r"-?[0-9]{1,4}", text) or int(text) > most:
            break
        if numbers and int(text) < 1:
            break
        numbers.append(int(text))
    return numbers
