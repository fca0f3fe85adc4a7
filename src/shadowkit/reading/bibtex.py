"""BibTeX and BibLaTeX files to CSL data with places, as if they were YAML (dossier-format, 3).

bibtexparser splits a file into entries and goes on after a broken one.  What the values mean
(strings, names of months, joining by ``#``, inheritance) is read here, because each of them
can be wrong at a place of its own.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from shadowkit.diagnostics import closest
from shadowkit.location import Location
from shadowkit.reading import faults
from shadowkit.reading.bibtex_fields import Field, csl_item
from shadowkit.reading.collector import Collector
from shadowkit.reading.yaml import Loaded
from shadowkit.records import dataclass

if TYPE_CHECKING:
    from bibtexparser.model import Block, ParsingFailedBlock

_MONTHS = "January February March April May June July August September October November December"
_ENTRY_LIKE = re.compile(r"^\s*(?:@\s*\w+|\w+\s*=\s*[{\"\d])", re.MULTILINE)
_BLANK = re.compile(r"\s*")
_WORD = re.compile(r"[^\s#{}\",=]+")
_QUOTED_END = re.compile(r"(?<!\\)[{}\"]")
_BRACE = re.compile(r"(?<!\\)[{}]")
_HINT = "Compare it with an entry that is read: commas between the fields, braces in pairs."
# What an entry takes over from the one it names in `crossref`, where that differs.
_INHERITED = {
    "title": "booktitle",
    "subtitle": "booksubtitle",
    "titleaddon": "booktitleaddon",
}
_PARTS = ("inbook", "incollection", "inproceedings", "conference", "inreference", "suppbook")
_MOST_PARENTS = 20
_LONGEST_JOINED = 20_000
_LONGEST_SEARCH = 2_000
"""In a longer line (a file without line breaks) places cannot be told apart with profit."""
_NOT_INHERITED = {"crossref", "xdata", "ids", "options", "shorttitle", "label", "xref"}


@dataclass(slots=True)
class _Entry:
    type: str
    key: str
    place: Location
    fields: dict[str, Field] = field(default_factory=dict)


def read_bibtex(text: str, name: str, collector: Collector) -> Loaded:
    """The entries of a .bib file as a list of CSL items; faults become findings.  Reads on
    after a broken entry."""
    return _Reader(text, name, collector).read()


class _Reader:
    def __init__(self, text: str, name: str, collector: Collector) -> None:
        self._text = text
        self._lines = text.split("\n")
        self._name = name
        self._collector = collector
        self._strings = {month[:3].lower(): month for month in _MONTHS.split()}

    def read(self) -> Loaded:
        entries = self._entries()
        by_key: dict[str, _Entry] = {}
        for entry in entries:
            by_key.setdefault(entry.key.lower(), entry)
        loaded = Loaded([])
        unknown: set[str] = set()
        for entry in entries:
            if entry.type == "xdata":
                continue
            if not entry.key:
                self._collector.add(
                    faults.MISSING_KEY,
                    entry.place,
                    "this entry has no key",
                    f"Write one, by which it is cited: `@{entry.type[:30]}{{key, ...`.",
                )
                continue
            fields = self._inherited(entry, by_key)
            item, places = csl_item(entry.type, fields, entry.place, self._collector, unknown)
            number = len(loaded.data)
            loaded.data.append({"id": entry.key, **item})
            loaded.places[number,] = loaded.places[number, "id"] = entry.place
            for key, place in places.items():
                loaded.places[number, key] = place
        return loaded

    # --- blocks -----------------------------------------------------------------------

    def _entries(self) -> list[_Entry]:
        from bibtexparser import model
        from bibtexparser.splitter import Splitter

        # The parser logs what it cannot read; here that is a finding.
        logging.getLogger("bibtexparser").setLevel(logging.CRITICAL + 1)
        entries: list[_Entry] = []
        failed = False
        for block in Splitter(self._text).split().blocks:
            found: Block | None = block
            if isinstance(block, model.ParsingFailedBlock):
                found = block.ignore_error_block  # repeated keys: whole, and checked below
                if found is None:
                    self._broken(block)
            if isinstance(found, model.String):
                self._string(found.key, found.value, self._place(found.start_line, "@string"))
            elif isinstance(found, model.ImplicitComment):
                if not failed:
                    self._outside(found.comment, found.start_line or 0)
            elif isinstance(found, model.Entry):
                place = self._place(found.start_line, "@" + found.entry_type)
                entry = _Entry(found.entry_type.lower(), found.key, place)
                for part in found.fields:
                    self._field(entry, part.key, str(part.value), part.start_line)
                entries.append(entry)
            failed = found is None
        return entries

    def _broken(self, block: ParsingFailedBlock) -> None:
        reason = str(getattr(block.error, "abort_reason", block.error))
        stopped = (block.start_line or 0) + (block.raw or "").rstrip("\n").count("\n") + 1
        if "end of file" in reason or "block start" in reason:
            what = "is not closed: a brace or a quotation mark is missing"
        elif "comma after entry key" in reason:
            what = "has no comma after its key"
        else:
            what = f"cannot be read beyond line {stopped}: a comma or a `=` is missing or too many"
        self._collector.add(
            faults.BROKEN_BIBTEX, self._place(block.start_line, "@"), f"this entry {what}", _HINT
        )

    def _outside(self, comment: str, line: int) -> None:
        match = _ENTRY_LIKE.search(comment)
        if match:
            line += comment[: match.start()].count("\n") + match[0].count("\n")
            self._collector.add(
                faults.BROKEN_BIBTEX,
                self._place(line, match[0].strip()),
                "this stands outside of all entries and is not read",
                "An entry begins with `@`, its type and a brace: `@report{key,`. Put `%` before "
                "a remark.",
            )

    def _place(self, line: int | None, word: str) -> Location:
        """The place of `word` in a line counted from 0, else of what stands first there."""
        number = min(line or 0, len(self._lines) - 1)
        here = self._lines[number][:_LONGEST_SEARCH].lower()
        word = word.lower()
        column = here.find(word)
        while column > 0 and (here[column - 1].isalnum() or here[column - 1] == "-"):
            column = here.find(word, column + 1)  # `title` within `booktitle`
        if column < 0:
            column = len(here) - len(here.lstrip())
        return Location(self._name, number + 1, column + 1)

    # --- values -----------------------------------------------------------------------

    def _string(self, key: str, raw: str, place: Location) -> None:
        value = self._value(raw, place)
        if value is not None:
            self._strings[key.lower()] = value

    def _field(self, entry: _Entry, name: str, raw: str, line: int) -> None:
        place = self._place(line, name[:60])
        key = name.lower()
        if not re.fullmatch(r"[^\s{}\"#%',()=]+", key):
            self._collector.add(
                faults.BROKEN_BIBTEX,
                place,
                f"`{name[:60]}` is not the name of a field",
                "Fields are written `name = {value},`; a comma may be missing before this one.",
            )
        elif key in entry.fields:
            self._collector.add(
                faults.REPEATED_KEY,
                place,
                f"the field `{name}` stands twice in this entry; the first is used",
                "Remove one, or join the two.",
            )
        else:
            value = self._value(raw, place)
            if value is not None and value.strip():
                entry.fields[key] = Field(value, place)

    def _value(self, raw: str, place: Location) -> str | None:
        """The parts of a value, ``{a} # "b" # jan``, joined; None after a finding."""
        parts: list[str] = []
        size = 0
        position = _blank_end(raw, 0)
        while (end := _part_end(raw, position)) is not None:
            part = raw[position:end]
            value = part[1:-1] if part[0] in '{"' else self._strings.get(part.lower())
            if value is None and part.isdecimal():
                value = part
            if value is None:
                self._broken_value(
                    place,
                    f"`{part[:60]}` stands here without braces, and no `@string` defines it",
                    "Put the value in braces: `{...}`.",
                )
                return None
            parts.append(value)
            size += len(value)
            if len(parts) > 1 and size > _LONGEST_JOINED:
                self._broken_value(
                    place,
                    "the parts joined here by `#` are longer than any value needs",
                    "Write the value itself, in braces.",
                )
                return None
            position = _blank_end(raw, end)
            if position == len(raw):
                return "".join(parts)
            if raw[position] != "#":
                break
            position = _blank_end(raw, position + 1)
        self._broken_value(
            place,
            "the value of this field cannot be read",
            "Put the whole value in one pair of braces, and a comma after it.",
        )
        return None

    def _broken_value(self, place: Location, message: str, hint: str) -> None:
        self._collector.add(faults.BROKEN_BIBTEX, place, message, hint)

    # --- inheritance ------------------------------------------------------------------

    def _inherited(self, entry: _Entry, by_key: Mapping[str, _Entry]) -> dict[str, Field]:
        """The fields of an entry with those of its `crossref` and `xdata`, near before far."""
        fields = dict(entry.fields)
        seen = {entry.key.lower()}
        waiting = [entry]
        while waiting and len(seen) <= _MOST_PARENTS:
            child = waiting.pop(0)
            for link in ("crossref", "xdata"):
                if link not in child.fields:
                    continue
                for key in child.fields[link].value.split(","):
                    parent = by_key.get(key.strip().lower())
                    if parent is None:
                        self._missing(key.strip(), link, child.fields[link].place, by_key)
                    elif parent.key.lower() not in seen:
                        seen.add(parent.key.lower())
                        waiting.append(parent)
                        for name, value in parent.fields.items():
                            if name in _NOT_INHERITED:
                                continue
                            if link == "crossref" and entry.type in _PARTS:
                                name = _INHERITED.get(name, name)
                            fields.setdefault(name, value)
        return fields

    def _missing(self, key: str, link: str, place: Location, by_key: Mapping[str, _Entry]) -> None:
        near = closest(key, (entry.key for entry in by_key.values()))
        self._collector.add(
            faults.BAD_VALUE,
            place,
            f"`{link}`: there is no entry `{key[:60]}` in this file",
            f"Did you mean `{near}`?"
            if near
            else "Correct the key, or write the fields into this entry itself.",
        )


def _blank_end(raw: str, start: int) -> int:
    match = _BLANK.match(raw, start)
    return match.end() if match else start


def _part_end(raw: str, start: int) -> int | None:
    """One past the end of the part of a value that begins at `start`; None if none does."""
    opener = raw[start : start + 1]
    if opener not in ('"', "{"):
        word = _WORD.match(raw, start)
        return word.end() if word else None
    depth = 0
    for sign in (_QUOTED_END if opener == '"' else _BRACE).finditer(raw, start + (opener == '"')):
        if sign[0] == "{":
            depth += 1
        elif sign[0] == "}":
            depth -= 1
        if depth == 0 and sign[0] != "{" and (opener == "{" or sign[0] == '"'):
            return sign.end()
    return None
