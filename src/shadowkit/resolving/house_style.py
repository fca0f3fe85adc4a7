"""What CSL cannot say of a language, for citations in the program's own style: dates as the
document prints them, figures with words on both sides, the language's marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import groupby

from shadowkit.model.dates import PartialDate
from shadowkit.model.labels import Labels
from shadowkit.resolving.csl_item import Piece, Source, date_ends, words

_HAN = "\u2e80-\u9fff\uff00-\uffef"
_FIGURE = re.compile(r"[0-9]+(?:[-–][0-9]+)?")


@cache
def _space_beside_han() -> re.Pattern[str]:
    # Compiling a range as large as this takes a millisecond, and few dossiers are in Chinese.
    return re.compile(f"(?<=[{_HAN}]) | (?=[{_HAN}])")


class HouseStyle:
    """The own style's sources and pieces in one language."""

    def __init__(self, labels: Labels) -> None:
        self._labels = labels
        self._words = labels.citation

    def worded(self, source: Source) -> Source:
        """The source with its dates and figures as text, so that the style prints them as
        they stand."""
        sent = dict(source)
        for name, value in source.items():
            wording = self._words.numbers.get(name)
            if wording and _FIGURE.fullmatch(number := words(value)):
                ends = re.split("[-–]", number)
                sent[name] = wording.format(n=self._labels.list.range.join(ends))
            elif isinstance(value, Mapping) and (date := self._date(value)):
                sent[name] = {**value, "literal": date, "date-parts": []}
        return sent

    def _date(self, value: Mapping[str, object]) -> str:
        ends = date_ends(value)
        if not ends or value.get("season") or not all(1000 <= end[0] <= 9999 for end in ends):
            return ""
        dates = [PartialDate(*end) for end in ends]
        if len(dates) == 2:
            return self._labels.worded_span(*dates)
        return self._labels.worded_date(dates[0])

    def marked(self, pieces: Iterable[Piece]) -> list[Piece]:
        """The pieces with the marks of the language, and its marks of titles."""
        marked = [self._mark(piece) for piece in pieces]
        if self._labels.direction == "rtl":
            marked = list(_turned(marked))
        return list(self._titled(marked)) if self._words.title else marked

    def _mark(self, piece: Piece) -> Piece:
        if piece.by != "style":
            return piece
        text = piece.text
        for mark, own in self._words.marks.items():
            text = text.replace(mark, own)
        if not self._labels.space:
            text = _space_beside_han().sub("", text)
        return Piece(text, piece.by, piece.styles)

    def _titled(self, pieces: list[Piece]) -> Iterator[Piece]:
        before, _, after = self._words.title.partition("{text}")
        for italic, run in groupby(pieces, key=lambda piece: "italic" in piece.styles):
            title = list(run)
            if not italic:
                yield from title
                continue
            has_marks = title[0].text.startswith(before)
            yield Piece("" if has_marks else before, "style")
            for piece in title:
                styles = tuple(style for style in piece.styles if style != "italic")
                yield Piece(piece.text, piece.by, styles)
            yield Piece("" if has_marks else after, "style")


def _turned(pieces: list[Piece]) -> Iterator[Piece]:
    """The pieces with a mark of direction where a figure follows foreign words, which would
    draw it away from the words behind it: "Treaty، 25 تشرين الأول"."""
    for before, piece, after in zip([None, *pieces], pieces, [*pieces[1:], None], strict=False):
        letters = [*filter(str.isalpha, before.text)] if before else []
        between = piece.by == "style" and not any(map(str.isalpha, piece.text))
        if between and letters and letters[-1].isascii() and after and after.text[:1].isdecimal():
            yield Piece(f"{piece.text}\u200f", piece.by, piece.styles)
        else:
            yield piece
