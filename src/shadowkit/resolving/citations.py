"""Printed citations: in full the first time, short after that, in the style's own form.

A source is formatted once per form (first or later, with or without a locator or the number of
the first note) however often it is cited, because citeproc-py takes a millisecond or two each time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path

from shadowkit.model.inline import Emphasis, Inline, Inlines, Link, Reference, Text, plain
from shadowkit.model.labels import Labels
from shadowkit.resolving.csl import FormatError, StyleError, is_our_own, load
from shadowkit.resolving.csl_item import Piece, Source, names, words
from shadowkit.resolving.house_style import HouseStyle

__all__ = ["Citations", "StyleError", "closed"]

_URL = re.compile(r"https?://[^\s<>\"“”«»]*[^\s<>\"“”«».,;:!?)\]}'’]", re.I)
_ENDS = (".", "!", "?", "…", "؟", "。", "！", "？")
_LEADING_URL = re.compile(r"https?://\S*$", re.I)


class Citations:
    """The citations of one submission, asked for in printed order.

    `sources` holds sources by id, as CSL items (dates as ``date-parts`` or ``literal``, names
    as lists) with shadowkit's own keys.  `failed` names those that citeproc-py could not
    format; they are printed in a plain form.  Raises `StyleError` for a style that cannot be
    used at all.
    """

    def __init__(
        self,
        sources: Mapping[str, Source],
        style: Path,
        labels: Labels,
    ) -> None:
        self.failed: set[str] = set()
        self._sources = sources
        self._labels = labels
        # A dossier without sources pays nothing for citeproc-py.
        self._style = load(style, labels.language) if sources else None
        self._house = HouseStyle(labels) if is_our_own(style) else None
        self._forms: dict[tuple[str, bool, bool, bool], tuple[Piece, ...]] = {}
        self._printed: dict[tuple[str, bool, str, Reference | None], Inlines] = {}
        # To tell ambiguous later notes: sources cited so far by author, and by later form.
        self._author = {key: repr(_authors(source)) for key, source in sources.items()}
        self._by_author: dict[str, list[str]] = {}
        self._by_form: dict[tuple[Piece, ...], set[str]] = {}

    def format(
        self, source: str, *, later: bool, locator: str = "", first: Reference | None = None
    ) -> Inlines:
        """The printed citation, without the full stop at the end of a note (see `closed`).

        `source` is one of those given at the beginning.  `locator` comes worded ("para. 14")
        and stands where the style puts locators, at the end where it puts none.  Where the
        short form of a later note would fit another source cited before it, it is in full.
        `first` is the number of the note that cited the source first; it stands in a later
        note where the style wants it, and tells the source from all others.
        """
        if not (self._style and self._style.names_notes):
            first = None
        if not later:
            self._by_author.setdefault(self._author[source], []).append(source)
            first = None
        elif not (first and self._names_note(source)) and self._is_ambiguous(source):
            later, first = False, None
        wanted = (source, later, locator, first)
        if wanted not in self._printed:
            pieces = _joined(
                Piece(locator, "author", piece.styles) if piece.by == "locator" else piece
                for piece in self._form(source, later, bool(locator), bool(first))
            )
            if not later:
                pieces = _joined([*pieces, *self._appendix(self._sources[source])])
            if self._house:
                pieces = self._house.marked(pieces)
            self._printed[wanted] = _inlines(pieces, first)
        return self._printed[wanted]

    def _names_note(self, key: str) -> bool:
        return any(piece.by == "note" for piece in self._form(key, True, False, True))

    def _is_ambiguous(self, key: str) -> bool:
        # Short forms rest on the author, so only sources of one author are compared.
        for rival in self._by_author.pop(self._author[key], ()):
            self._by_form.setdefault(self._form(rival, True, False), set()).add(rival)
        return bool(self._by_form.get(self._form(key, True, False), set()) - {key})

    def _form(self, key: str, later: bool, located: bool, noted: bool = False) -> tuple[Piece, ...]:
        form = (key, later, located, noted)
        if form not in self._forms:
            self._forms[form] = tuple(self._formatted(*form))
        return self._forms[form]

    def _formatted(self, key: str, later: bool, located: bool, noted: bool) -> list[Piece]:
        source = self._sources[key]
        pieces: list[Piece] = []
        try:
            if self._style:
                sent = self._house.worded(source) if self._house else source
                pieces = self._style.format(sent, later=later, located=located, noted=noted)
            if later and not _says_something(pieces):  # say "[1]" without the number
                return list(self._form(key, False, located))
        except FormatError:
            self.failed.add(key)
        if not _says_something(pieces):
            pieces = list(_plain(key, source, located))
        if located and all(piece.by != "locator" for piece in pieces):
            pieces = [*_joined(pieces), Piece(", ", "style"), Piece("", "locator")]
        return pieces

    def _appendix(self, source: Source) -> Iterator[Piece]:
        """What no style prints: where a copy is kept, and the author's remark, last."""
        if archived := words(source.get("archived")):
            before, _, after = self._labels.citation.archived.partition("{url}")
            yield Piece(f", {before}", "style")
            yield Piece(archived, "url")
            yield Piece(after, "style")
        if note := words(source.get("note")):
            # A remark that is a sentence follows as one; a phrase joins the citation.
            space = self._labels.space
            join = f"{self._labels.full_stop}{space}" if note[0].isupper() else ", "
            yield Piece(space if note[0] in "([（" else join, "style")
            yield Piece(note, "author")


def closed(inlines: Inlines, full_stop: str) -> Inlines:
    """A note's inlines with a full stop, unless they end in one (an abbreviation, a remark)."""
    return inlines if plain(inlines).endswith(_ENDS) else (*inlines, Text(full_stop))


def _authors(source: Source) -> list[dict[str, str]]:
    return names(source.get("author")) or names(source.get("editor"))


def _plain(key: str, source: Source, located: bool) -> Iterator[Piece]:
    """A citation for what a style leaves empty or citeproc-py stumbles over."""
    parts = [
        Piece(name.get("literal") or f"{name.get('given', '')} {name['family']}".strip(), "author")
        for name in _authors(source)
    ]
    parts += [Piece(words(source.get(name)), "author") for name in ("title", "symbol", "number")]
    parts += [Piece("", "locator")] if located else []
    parts += [Piece(words(source.get("URL")), "url")]
    parts = [part for part in parts if part.text or part.by == "locator"]
    if not _says_something(parts):
        parts.insert(0, Piece(key, "author"))
    for number, part in enumerate(parts):
        yield from (Piece(", ", "style"), part) if number else (part,)


def _says_something(pieces: Iterable[Piece]) -> bool:
    return any(
        piece.by in ("author", "url", "note") or any(map(str.isalnum, piece.text))
        for piece in pieces
    )


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces without punctuation that the style adds to punctuation already there.

    Only the style's own is ever dropped: after "Inc." its full stop, at the ends anything
    that joins nothing.
    """
    kept: list[Piece] = []
    for piece in pieces:
        text, last = piece.text, kept[-1].text[-1:] if kept else ""
        if piece.by == "style":
            if not kept:
                text = text.lstrip(" .,;:")
            elif (text[:1] == last and last in ".,;:!?") or (text[:1] == "." and last in "!?…"):
                text = text[1:]
        if text or piece.by == "note":
            kept.append(Piece(text, piece.by, piece.styles))
    while kept and kept[-1].by == "style":
        piece = kept.pop()
        text = piece.text.rstrip(" ,;:")
        if not re.search(r"[^\W\d]\.$", text):  # "et al." keeps its own
            text = text.rstrip(" .,;:")
        if text:
            kept.append(Piece(text, piece.by, piece.styles))
            break
    return kept


def _inlines(pieces: list[Piece], first: Reference | None = None, depth: int = 0) -> Inlines:
    """Pieces as printed inlines: emphasis from `depth` of their styles on, URLs as links,
    `first` where the number of the first note stands."""
    found: list[Inline] = []
    for style, run in groupby(pieces, key=lambda piece: piece.styles[depth : depth + 1]):
        if style:
            found.append(Emphasis(style[0], _inlines(list(run), first, depth + 1)))
        else:
            found += _texts(run, first)
    return tuple(found)


def _texts(pieces: Iterable[Piece], first: Reference | None) -> Iterator[Inline]:
    """Plain pieces as text, links and the number of a note; neighbouring text is one."""
    text = ""
    for piece in pieces:
        if piece.by == "note" and first:
            if text:
                yield Text(text)
            yield first
            text = ""
            continue
        # A DOI comes as the style's "https://doi.org/" and the author's "10.1000/1".
        start = _LEADING_URL.search(text) if piece.by == "url" else None
        lead = start[0] if start else ""
        whole = lead + piece.text
        if piece.by == "url" and re.fullmatch(r"https?://\S+", whole, re.I):
            links = [(0, len(whole))]
        elif piece.by == "style":
            links = []
        else:
            links = [match.span() for match in _URL.finditer(whole)]
        text, end = text.removesuffix(lead), 0
        for start_of, end_of in links:
            text += whole[end:start_of]
            if text:
                yield Text(text)
            url = whole[start_of:end_of]
            yield Link(url, (Text(url),))
            text, end = "", end_of
        text += whole[end:]
    if text:
        yield Text(text)
