"""Numbers in letters: of headings, and the marks of items in lists."""

from __future__ import annotations

_ROMAN = (
    *((100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def roman(number: int) -> str:
    """A number from 1 to 399 in small Roman numerals."""
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def letters(number: int) -> str:
    """a to z, then aa, bb and so on, as Word counts."""
    times, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * (times + 1)


def item_mark(number: int, depth: int) -> str:
    """The mark of an item of an ordered list that stands in `depth` other lists: 1., (a), (i)
    and again from the start, as in documents of the United Nations."""
    if depth % 3 == 0:
        return f"{number}."
    return f"({letters(number) if depth % 3 == 1 else roman(number)})"
