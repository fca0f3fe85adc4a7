"""How produced files look: the one place for fonts, sizes, spacing, colours and margins.

A look is read from ``style/looks/<name>.yaml`` or from a file of the dossier
(`shadowkit.reading.looks`).  The Word styles and the custom properties of the PDF's CSS are
both made from it.  Keys are hyphenated in the file; lengths are millimetres and sizes are
points, so that neither writer has to guess a unit.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, Self, TypeAlias, TypeVar, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from shadowkit.model.document import CoverRole
from shadowkit.model.fields import Truth, as_number

Points: TypeAlias = Annotated[float, Field(ge=0, le=200), BeforeValidator(as_number)]
Millimetres: TypeAlias = Annotated[float, Field(ge=0, le=100), BeforeValidator(as_number)]
Size: TypeAlias = Annotated[float, Field(ge=5, le=72), BeforeValidator(as_number)]
"""A type size in points."""
LineHeight: TypeAlias = Annotated[float, Field(ge=1, le=3), BeforeValidator(as_number)]
"""A multiple of the type size."""
RuleWidth: TypeAlias = Annotated[float, Field(ge=0, le=12), BeforeValidator(as_number)]
"""In points; Word knows no thicker line."""
LogoHeight: TypeAlias = Annotated[float, Field(ge=4, le=60), BeforeValidator(as_number)]
"""In millimetres."""


def _as_colour(value: Any) -> Any:
    if isinstance(value, str) and not _COLOUR.fullmatch(value):
        raise ValueError(
            f"`{value[:40]}` is no colour; write # and six of 0-9 and a-f, in quotation marks:"
            ' "#1f3a5f"'
        )
    return value


def _as_font(value: Any) -> Any:
    if isinstance(value, str) and not _FONT.fullmatch(value):
        raise ValueError(f"`{value[:40]}` is no name of a font: letters, digits, blanks, hyphens")
    return value


_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_FONT = re.compile(r"[A-Za-z0-9][A-Za-z0-9 -]*")
Colour: TypeAlias = Annotated[
    str, Field(pattern=f"^{_COLOUR.pattern}$"), BeforeValidator(_as_colour)
]
FontName: TypeAlias = Annotated[str, Field(pattern=f"^{_FONT.pattern}$"), BeforeValidator(_as_font)]
PdfFont: TypeAlias = Literal["PT Serif", "PT Sans", "Noto Serif", "Amiri", "Noto Serif CJK SC"]
"""The fonts that every PDF may use (`shadowkit.writing.pdf.fonts`); there are no others."""
ColourName: TypeAlias = Literal["text", "accent", "muted"]
Align: TypeAlias = Literal["start", "center", "end", "justify"]
"""Start is the left in a left-to-right document and the right in a right-to-left one."""


class _Part(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=lambda name: name.replace("_", "-")
    )


class Margins(_Part):
    """The white around the text, in millimetres."""

    top: Millimetres
    bottom: Millimetres
    left: Millimetres
    right: Millimetres


class Page(_Part):
    """The sheet; `header` and `footer` are the distances of the running lines from its edge."""

    size: Literal["A4", "Letter"]
    margins: Margins
    header: Millimetres
    footer: Millimetres


class WordFonts(_Part):
    """Fonts that Word users have; they are named in the file, not embedded.  `headings` is
    for the Latin, Cyrillic and Greek letters of headings, covers and table heads."""

    latin: FontName
    headings: FontName
    arabic: FontName
    chinese: FontName


class PdfFonts(_Part):
    """Fonts embedded in the PDF; `fallback` has the letters that the others lack."""

    latin: PdfFont
    headings: PdfFont
    fallback: PdfFont
    arabic: PdfFont
    chinese: PdfFont


class Fonts(_Part):
    word: WordFonts
    pdf: PdfFonts


class Colours(_Part):
    """`rule` colours lines, `muted` the running header and footer, `draft` the draft mark."""

    text: Colour
    accent: Colour
    muted: Colour
    rule: Colour
    draft: Colour
    link: Colour


class Body(_Part):
    """Running text.  `line_height` is a multiple of the type size, as in CSS; `space_after`
    is the space between two paragraphs."""

    size: Size
    line_height: LineHeight
    space_after: Points
    align: Align


class _Ruled(_Part):
    """`rule` draws a line above or below, `rule_width` points thick."""

    rule: Literal["none", "above", "below"] = "none"
    rule_width: RuleWidth = 0.75
    rule_colour: Literal["rule", "accent"] = "rule"


class HeadingLook(_Ruled):
    """One level of headings."""

    size: Size
    bold: Truth
    italic: Truth
    colour: ColourName
    space_before: Points
    space_after: Points


class Lists(_Part):
    """`indent` is the step from one level to the next: the mark stands at its start, the
    text at its end.  `bullets` are the marks by level."""

    indent: Millimetres
    space_after: Points
    bullets: tuple[str, str, str]


class Paragraphs(_Part):
    """Numbered paragraphs: the number at the margin, the text at `number_indent`."""

    number_indent: Millimetres


class QuoteLook(_Part):
    """A quotation set apart, indented on both sides."""

    size: Size
    italic: Truth
    indent: Millimetres


class TableLook(_Part):
    """Tables of data, with lines between their rows in the colour of rules.  `padding` is the
    white above and below the text of a cell; beside it there is a little more."""

    size: Size
    line_height: LineHeight
    padding: Millimetres
    header_shade: Colour


class BoxLook(_Part):
    """Text set apart in a frame in the colour of rules; `padding` is the white within it."""

    padding: Millimetres
    shade: Colour


class Notes(_Part):
    """Footnotes and endnotes.  `indent` is for the PDF alone, where the mark hangs at the
    margin: in Word a note begins as one does that an officer adds."""

    size: Size
    line_height: LineHeight
    space_after: Points
    indent: Millimetres


class Running(_Part):
    """The running header and footer, and the draft mark above them."""

    size: Size
    header_align: Align
    footer_align: Align
    draft_size: Size


class CoverLook(_Ruled):
    """One role of cover line."""

    size: Size
    bold: Truth
    italic: Truth
    colour: ColourName
    align: Align
    space_before: Points
    space_after: Points


class Cover(_Part):
    """The roles of `CoverLine`, each with its look."""

    series: CoverLook
    title: CoverLook
    subtitle: CoverLook
    state: CoverLook
    label: CoverLook
    submitter: CoverLook
    detail: CoverLook
    date: CoverLook
    notice: CoverLook

    def roles(self) -> dict[CoverRole, CoverLook]:
        """All roles, in the order of the fields."""
        return {role: getattr(self, role) for role in get_args(CoverRole)}


class LogoLook(_Part):
    """The mark of the organisation above the lines of the cover: `file` in the dossier, a PNG
    or JPEG, `height` millimetres high; `alternative` is read aloud in its place.  Looks that
    come with the program have none."""

    file: str
    alternative: str
    height: LogoHeight
    align: Literal["start", "center", "end"]
    space_after: Points

    @model_validator(mode="after")
    def _read_aloud(self) -> Self:
        if self.file and not self.alternative.strip():
            raise ValueError(
                "say after `alternative:` what the logo shows, as the organisation's name; it is"
                " read aloud to those who do not see it"
            )
        return self


_Slanted = TypeVar("_Slanted", HeadingLook, QuoteLook, CoverLook)


def _upright(part: _Slanted) -> _Slanted:
    return part.model_copy(update={"italic": False})


class Look(_Part):
    """Everything a writer asks before it puts anything on a page."""

    page: Page
    fonts: Fonts
    colours: Colours
    body: Body
    headings: tuple[HeadingLook, HeadingLook, HeadingLook]
    paragraphs: Paragraphs
    lists: Lists
    quote: QuoteLook
    table: TableLook
    box: BoxLook
    notes: Notes
    running: Running
    cover: Cover
    logo: LogoLook

    def upright(self) -> Look:
        """The look without italics, for languages whose script has none: a Chinese heading
        that is slanted is only distorted."""
        roles = self.cover.roles().items()
        return self.model_copy(
            update={
                "headings": tuple(map(_upright, self.headings)),
                "quote": _upright(self.quote),
                "cover": self.cover.model_copy(update={role: _upright(one) for role, one in roles}),
            }
        )
