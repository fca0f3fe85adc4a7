"""Notes: what ties them to their marks on a screen, and how long ones are cut for the PDF.

WeasyPrint never breaks a note over two pages: what does not fit is drawn nowhere.  A long
note is therefore printed as several notes in a row, of which only the first has a number.
Each piece starts a new line, so the cuts fall where a reader expects one: at the end of a
paragraph or of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from shadowkit.model.document import Document, Note
from shadowkit.model.inline import Inline, Inlines, Text, plain
from shadowkit.writing.html.inlines import mark_id

WHOLE = 100
"""Up to so many words a note is one piece."""
PIECE = 60
"""About so many words go into one piece of a longer note."""
TOO_LONG = 1200
"""Beyond so many words a foot note fills more than a page, and is a fault of its own."""

# A sentence ends at a mark that follows a longer lower-case word, so that "para. 5" and
# "Art. 2" do not count; Chinese and Japanese marks need no space after them.
_SENTENCE_END = re.compile(
    r"(?:(?<=[^\W\d_A-Z]{4}[.!?…;])|(?<=[)”’»\"][.!?…;])|(?<=\d{4}[.;])|(?<=[.!?…][”’»\"]))\s+"
    r"|(?<=[。！？；])"
    r"|(?<=[.؟!؛])\s+(?=[\u0600-\u06ff])"
)
_WORD = re.compile(r"[\u2e80-\u9fff]|[^\s\u2e80-\u9fff]+\s*|\s+")
_WIDE = re.compile(r"[\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff]")


def note_rules(document: Document) -> str:
    """What ties each note to its mark, for browsers that can set one box beside another."""
    return "".join(
        f"#{mark_id(note.anchor)} {{ anchor-name: --{note.anchor}; }}\n"
        f"#{note.anchor} > .note {{ position-anchor: --{note.anchor}; }}\n"
        for note in document.notes
    )


def length(content: Inlines) -> float:
    """About how many words of room inlines take; a wide character counts as two sevenths."""
    text = plain(content)
    wide = len(_WIDE.findall(text))
    return len(_WIDE.sub("", text).split()) + wide * 2 / 7


def note_length(note: Note) -> float:
    """About how many words of room a note takes."""
    return sum(length(paragraph) for paragraph in note.paragraphs)


def pieces_of(note: Note) -> list[list[Inlines]]:
    """The note in pieces that a page can hold, each a list of paragraphs."""
    if note_length(note) <= WHOLE:
        return [list(note.paragraphs)]
    return [[piece] for paragraph in note.paragraphs for piece in _cut(paragraph)]


def _cut(paragraph: Inlines) -> Iterator[Inlines]:
    """A paragraph in pieces of about `PIECE` words, no shorter than a few words."""
    if length(paragraph) <= WHOLE:
        yield paragraph
        return
    piece: list[Inline] = []
    size = 0.0
    left = length(paragraph)
    for part, ends in _parts(paragraph):
        part_size = length((part,))
        piece.append(part)
        size += part_size
        left -= part_size
        # A last piece of a few words would look like a slip; it stays with the one before.
        if size >= PIECE and left > PIECE / 3 and (ends or size >= WHOLE):
            yield tuple(piece)
            piece, size = [], 0.0
    if piece:
        yield tuple(piece)


def _parts(paragraph: Inlines) -> Iterator[tuple[Inline, bool]]:
    """The inlines with texts cut behind each sentence, and whether a sentence ends there.

    Only texts at the top level are cut, for emphasis and links are short.
    """
    for node in paragraph:
        if not isinstance(node, Text):
            yield node, False
            continue
        places = [match.end() for match in _SENTENCE_END.finditer(node.text)]
        for start, end in pairwise([0, *places, len(node.text)]):
            sentence = node.text[start:end]
            if length((Text(sentence),)) <= WHOLE:
                yield Text(sentence), end in places
            else:
                yield from ((Text(word), False) for word in _WORD.findall(sentence))
