"""Which characters no font can print, told before anything is printed."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

from shadowkit.writing.pdf import fonts

# Characters that are never drawn: joiners, marks of direction, variation selectors ...
_UNSEEN = frozenset(
    [
        *(0x09, 0x0A, 0x0C, 0x0D, 0xAD, 0x34F, 0x61C, 0xFEFF),
        *range(0x180B, 0x180F),
        *range(0x200B, 0x2010),
        *range(0x2028, 0x202F),
        *range(0x2060, 0x2070),
        *range(0xFE00, 0xFE10),
    ]
)
_CHINESE_BLOCKS = (
    (0x2E80, 0x303F),
    (0x3040, 0x30FF),
    (0x3100, 0x31FF),
    (0x3200, 0x9FFF),
    (0xAC00, 0xD7AF),
    (0xF900, 0xFAFF),
    (0xFE30, 0xFE4F),
    (0xFF00, 0xFFEF),
    (0x20000, 0x323AF),
)


def shipped() -> frozenset[int]:
    """The characters that the fonts which come with the program have letters for."""
    files = [
        file
        for folder in fonts.shipped_folders()
        for file in sorted(folder.glob("*.ttf"))
        # What bold and italic lack, the upright of the family or another family has.
        if "Bold" not in file.stem and "Italic" not in file.stem
    ]
    return frozenset().union(*(characters(file) for file in files))


@cache
def characters(file: Path) -> frozenset[int]:
    """The characters that a font file has letters for."""
    from fontTools.ttLib import TTFont

    number = 0 if file.suffix.lower() in (".ttc", ".otc") else -1
    with TTFont(file, lazy=True, fontNumber=number) as font:
        return frozenset(font.getBestCmap() or ())


def is_chinese(character: int) -> bool:
    """Whether a character is Chinese, Japanese or Korean or their punctuation."""
    return any(first <= character <= last for first, last in _CHINESE_BLOCKS)


def unprintable(text: str, known: frozenset[int]) -> set[int]:
    """The characters of `text` that have no letter in `known` and need one.

    Control characters and private ones count: no reader could say what they mean, and
    PDF/A forbids them.
    """
    missing = {ord(char) for char in set(text)} - known - _UNSEEN
    private = {ord(char) for char in set(text) if unicodedata.category(char) == "Co"}
    return missing | private
