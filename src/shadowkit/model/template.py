"""The looks of a user's own Word file, as `word_template` names one (dossier-format, 2).

Only looks: what a Word file says besides (text, numbering, settings, people) is not read.
Everything here has been checked, and can be written into a file as it stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal, TypeAlias

from shadowkit.model.look import Page
from shadowkit.records import dataclass

Properties: TypeAlias = Mapping[str, Mapping[str, str]]
"""Properties by Word's name for them, each with its attributes: ``{"sz": {"val": "21"}}``.
The lines around a paragraph or table are ``pBdr/top``, ``tblBorders/insideH`` and so on."""

StyleKind: TypeAlias = Literal["paragraph", "character", "table"]

_BY_ATTRIBUTE = ("rFonts", "spacing", "ind")
_FIRST_LINE = ("firstLine", "hanging")


def joined(under: Properties, over: Properties) -> dict[str, Mapping[str, str]]:
    """Properties with others laid over them.

    Most replace one another whole; fonts, spaces and indents do so value by value.
    """
    result = dict(under)
    for name, attributes in over.items():
        known = dict(result.get(name, {})) if name in _BY_ATTRIBUTE else {}
        if any(one in attributes for one in _FIRST_LINE):  # one of the two takes the other's place
            known = {key: value for key, value in known.items() if key not in _FIRST_LINE}
        result[name] = {**known, **attributes}
    return result


@dataclass(frozen=True, slots=True)
class TemplateStyle:
    """The look of one style: all that it and the styles it is based on say, without what
    they take from `WordTemplate.normal`.  `table` and `heading_row` are those of tables."""

    paragraph: Properties = field(default_factory=dict)
    run: Properties = field(default_factory=dict)
    table: Properties = field(default_factory=dict)
    heading_row: Properties = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WordTemplate:
    """What a Word file gives to the files that are made after it."""

    defaults: Properties
    """What text looks like before any style; it has a size and a font for Latin letters."""
    normal: TemplateStyle
    styles: Mapping[tuple[StyleKind, str], TemplateStyle]
    """By kind and by name in small letters.  Word's own styles have English names in every
    language version of Word."""
    colours: Mapping[str, str]
    """The colours of the theme by their places in it, as six hexadecimal digits."""
    page: Page | None
    """Sheet and margins, where the whole file has one that a look can say."""
