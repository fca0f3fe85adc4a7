"""Running text as paragraphs with their numbers, items and notes, from Word or from plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from typing import Final

from shadowkit.importing.found import clean
from shadowkit.importing.word import MARK, WordFile
from shadowkit.records import dataclass

_RAISED: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_TO_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_BRACED: Final = re.compile(r"\^\{([\d ,]+)\}")
_MARKS: Final = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_NOTE: Final = re.compile("([⁰¹²³⁴⁵⁶⁷⁸⁹]+) ?(.*)", re.S)
_MARKED: Final = re.compile(MARK.format("([^\ue001]*)"))
_ITEM: Final = re.compile(r"\s*([-–•*](?=\s)|\([a-z]{1,4}\)|[a-z]\)(?=\s))\s*(.*)", re.S)
_NUMBER: Final = re.compile(r"\s*(\d{1,3})\.\s*(?!\d)(\S.*)", re.S)
_HASHES: Final = re.compile(r"#{1,6} +")
_LINK: Final = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")
_ADDRESS: Final = re.compile(r"\s*<?https?://\S+>?\s*")
_HANGING: Final = re.compile(
    r"(?:a|an|and|as|at|by|for|from|in|into|of|on|or|that|the|their|this|to|which|with)"
)
"""Words that no paragraph ends with."""
_PAGE: Final = re.compile(r"\s*(?:[-–]?\s*\d{1,3}\s*[-–]?|GE\.\d{2}-\d{4,6}.*)\s*")
_SYMBOL: Final = re.compile(r"\s*[A-Z]{1,5}(?:/[A-Z0-9.-]+){2,}\s*")
"""What stands at the head and the foot of each page, in the midst of paragraphs."""
_STRONG: Final = re.compile(r"\*\*|__|</?[a-z]{1,3}>")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, item or heading.  `row` is its line, or its number in a Word file."""

    text: str
    row: int
    number: int = 0
    """The number before it, `12.`; 0 where it has none."""
    item: str = ""
    """The sign before it: `-`, `(a)`."""
    marks: tuple[str, ...] = ()
    """The notes that it refers to."""
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Prose:
    paragraphs: Sequence[Paragraph]
    notes: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    """The text of each note by its mark, and its row."""

    @property
    def text(self) -> str:
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


def from_word(word: WordFile) -> Prose:
    """The paragraphs of a Word file outside its tables."""
    found: list[Paragraph] = []
    for row, one in enumerate(word.paragraphs, 1):
        if one.text.strip():
            sign = one.number.strip()
            before = "- " if sign == "•" else f"{sign} " if sign else ""
            found.append(_paragraph(f"{before}{one.text.strip()}", row, one.heading))
    return Prose(found, {mark: (text, 0) for mark, text in word.notes.items()})


def from_text(text: str) -> Prose:
    """The paragraphs of plain text: parted by empty lines, items and numbers by their signs.
    Notes are lines that begin with a raised number, wherever the end of a page has put them."""
    found: list[Paragraph] = []
    notes: dict[str, tuple[str, int]] = {}
    in_note = False
    for row, block in _blocks(text):
        note = _NOTE.fullmatch(block)
        if in_note and _ADDRESS.fullmatch(block):
            continue  # of the note before it
        in_note = note is not None
        if note is not None:
            notes.setdefault(note[1].translate(_RAISED), (clean(note[2]), row))
            continue
        block = _MARKS.sub(lambda mark: MARK.format(mark[0].translate(_RAISED)), _raised(block))
        paragraph = _paragraph(block, row, False)
        if found and _goes_on(found[-1], paragraph):
            found[-1] = _joined(found[-1], paragraph)
        else:
            found.append(paragraph)
    return Prose(found, notes)


def _raised(text: str) -> str:
    """Marks that were left as `^{3 4}` when a PDF was read, as raised digits with spaces."""
    return _BRACED.sub(lambda found: found[1].translate(_TO_RAISED), text)


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """The blocks of plain text with the line that each begins in."""
    start, lines = 0, list[str]()
    seen: set[str] = set()
    for number, line in enumerate(text.split("\n"), 1):
        if _PAGE.fullmatch(line) or (_SYMBOL.fullmatch(line) and line.strip() in seen):
            continue
        seen.add(line.strip())
        begins = not line.strip() or _begins(line)
        if begins and lines:
            yield start, "\n".join(lines)
            lines = []
        if line.strip():
            start = start if lines else number
            lines.append(line)
    if lines:
        yield start, "\n".join(lines)


def _begins(line: str) -> bool:
    return bool(_ITEM.match(line) or _NUMBER.match(line) or _NOTE.match(line))


def _goes_on(before: Paragraph, after: Paragraph) -> bool:
    """Whether a page broke a paragraph in two: the first part is not ended, and the second begins
    within a sentence."""
    if after.item or after.number or before.heading or after.heading:
        return False
    if _HANGING.fullmatch(before.text.rpartition(" ")[2]):
        return True
    begins = after.text[:1].islower() and not after.text.startswith("to ")
    return begins and not before.text.endswith((".", ";", ":", "!", "?"))


def _joined(before: Paragraph, after: Paragraph) -> Paragraph:
    return Paragraph(
        f"{before.text} {after.text}",
        before.row,
        before.number,
        before.item,
        (*before.marks, *after.marks),
    )


def _paragraph(text: str, row: int, heading: bool) -> Paragraph:
    if _HASHES.match(text):
        text, heading = _HASHES.sub("", text, count=1), True
    number, item = 0, ""
    numbered = _NUMBER.fullmatch(text)
    listed = _ITEM.fullmatch(text)
    if numbered is not None:
        number, text = int(numbered[1]), numbered[2]
    elif listed is not None:
        item, text = listed[1], listed[2]
    marks = tuple(_MARKED.findall(text))
    text = _STRONG.sub("", _LINK.sub(r"\1", _MARKED.sub("", text)))
    return Paragraph(" ".join(clean(text).split()), row, number, item, marks, heading)
