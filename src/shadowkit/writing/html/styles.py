"""Style sheets from a look.

The sheets in style/ name every size, space and colour as a custom property; the values
come from the look.  On a screen the properties are kept.  For the PDF they are written in,
because WeasyPrint resolves a property again for every element.
"""

from __future__ import annotations

import re
from functools import cache

from shadowkit import resources
from shadowkit.model.look import CoverLook, HeadingLook, Look

_HEIGHTS = {"A4": 297.0, "Letter": 279.4}
_BESIDE = 1.6
"""The white beside the text of a cell, as a multiple of that above and below it."""
_PROPERTY = re.compile(r"var\((--[a-z0-9-]+)\)")
_CSS_MARK = re.compile(r"[^0-9A-Za-z \u00a0-\u2027\u202f-\U0010ffff]")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def css_string(text: str) -> str:
    """A CSS string: every ASCII mark and control character is escaped, so that no text can
    end the string, the rule or the style element."""
    return '"' + _CSS_MARK.sub(lambda match: f"\\{ord(match[0]):x} ", text) + '"'


def properties(look: Look) -> dict[str, str]:
    """The custom properties of a look by name."""
    fonts = look.fonts.pdf
    others = (fonts.fallback, fonts.arabic, fonts.chinese)
    word = look.fonts.word
    kind = "sans-serif" if fonts.headings != fonts.latin else "Charter, Georgia"
    values = {
        "--font": _families(fonts.latin, *others),
        "--heading-font": _families(fonts.headings, fonts.latin, *others),
        "--screen-font": f'"{fonts.latin}", Charter, Georgia, "{word.latin}", serif',
        "--screen-heading-font": f'"{fonts.headings}", "{word.headings}", {kind}, serif',
        "--body-size": _points(look.body.size),
        "--body-line": f"{look.body.line_height:g}",
        "--body-after": _points(look.body.space_after),
        "--align": look.body.align,
        "--hyphens": "auto" if look.body.align == "justify" else "manual",
        "--number-indent": _millimetres(look.paragraphs.number_indent),
        "--list-indent": _millimetres(look.lists.indent),
        "--list-after": _points(look.lists.space_after),
        "--quote-size": _points(look.quote.size),
        "--quote-style": "italic" if look.quote.italic else "normal",
        "--quote-indent": _millimetres(look.quote.indent),
        "--note-size": _points(look.notes.size),
        "--note-line": f"{look.notes.line_height:g}",
        "--note-after": _points(look.notes.space_after),
        "--note-indent": _millimetres(look.notes.indent),
        "--table-size": _points(look.table.size),
        "--table-line": f"{look.table.line_height:g}",
        "--table-padding": _millimetres(look.table.padding),
        "--table-beside": _millimetres(round(look.table.padding * _BESIDE, 2)),
        "--table-shade": look.table.header_shade,
        "--box-padding": _millimetres(look.box.padding),
        "--box-shade": look.box.shade,
        "--figure-height": _millimetres(_figure_height(look)),
        "--logo-height": _millimetres(look.logo.height),
        "--logo-after": _points(look.logo.space_after),
        "--logo-align": look.logo.align,
        "--running-size": _points(look.running.size),
        "--draft-size": _points(look.running.draft_size),
    }
    for name, colour in look.colours:
        values[f"--{name}"] = colour
    for level, bullet in enumerate(look.lists.bullets, 1):
        values[f"--bullet-{level}"] = css_string(bullet)
    return values


def _families(*names: str) -> str:
    return ", ".join(f'"{name}"' for name in dict.fromkeys(names))


def file_properties(look: Look) -> dict[str, str]:
    """The custom properties for a browser, which has the fonts of its machine: where ours are
    not among them, those of Word are."""
    ours, word = look.fonts.pdf, look.fonts.word
    # Chinese fonts come last, for they have wide quotation marks.
    others = (ours.fallback, word.latin, ours.arabic, word.arabic, ours.chinese, word.chinese)
    return properties(look) | {
        "--font": f"{_families(ours.latin, *others)}, serif",
        "--heading-font": f"{_families(ours.headings, word.headings, ours.latin, *others)}, serif",
    }


def file_style(look: Look) -> str:
    """The sheet of the HTML file: for a screen, and for a browser's printer that of the PDF
    with what a browser needs beside it."""
    named = sorted(file_properties(look).items())
    values = "".join(f"{name}: {value};\n" for name, value in named)
    return (
        f":root {{\n{values}}}\n"
        f"@media screen {{\n{_sheet('screen.css')}{role_rules(look)}}}\n"
        f"@media print {{\n{print_style(look)}{_sheet('browser.css')}}}\n"
    )


def print_style(look: Look) -> str:
    """The sheet of the PDF and of a browser's printer, without the rules for the pages."""
    return _sheet("print.css") + role_rules(look) + _hanging_widths(look)


def _hanging_widths(look: Look) -> str:
    """Fixed widths for what hangs at the margin, where they surely suffice: a box whose
    width has to be found out costs as much as the line beside it."""
    hanging = (
        ("p.numbered > .no", look.paragraphs.number_indent, look.body.size, "9999."),
        ("ul > li::before", look.lists.indent, look.body.size, "M"),
        (".back", look.notes.indent, look.notes.size * 0.75, "999"),
    )
    return "".join(
        f"{selector} {{ width: {_millimetres(indent)}; }}\n"
        for selector, indent, size, widest in hanging
        # 0.6 em is more than a digit is wide in any serif face; a point is 0.353 mm.
        if len(widest) * 0.6 * size * 0.353 < indent
    )


def resolved(css: str, look: Look) -> str:
    """`css` with each custom property replaced by its value."""
    values = properties(look)
    return _PROPERTY.sub(lambda match: values[match[1]], css)


def role_rules(look: Look) -> str:
    """Rules for headings and cover lines, whose looks are lists in the file."""
    rules = [
        f"h{level} {{ {_heading(look, heading)} }}"
        for level, heading in enumerate(look.headings, 2)
    ]
    rules += [
        f".{role} {{ {_cover_line(look, line)} }}" for role, line in look.cover.roles().items()
    ]
    return "\n".join(rules) + "\n"


@cache
def _sheet(name: str) -> str:
    # The comments are for those who edit the sheet, not for those who receive the file.
    css = _COMMENT.sub("", resources.text("style", name))
    return "\n".join(line.strip() for line in css.splitlines() if line.strip()) + "\n"


def _heading(look: Look, heading: HeadingLook) -> str:
    return (
        _letters(look, heading)
        + f" margin-block: {_points(heading.space_before)} {_points(heading.space_after)};"
        + _rule(look, heading, 0.2)
    )


def _cover_line(look: Look, line: CoverLook) -> str:
    return (
        _letters(look, line)
        + f" text-align: {line.align};"
        + f" margin-block: {_points(line.space_before)} {_points(line.space_after)};"
        + _rule(look, line, 0.6)
    )


def _rule(look: Look, part: HeadingLook | CoverLook, white: float) -> str:
    """The line above or below, with `white` times the type size between it and the words."""
    if part.rule == "none":
        return ""
    side = "start" if part.rule == "above" else "end"
    colour = look.colours.accent if part.rule_colour == "accent" else look.colours.rule
    return (
        f" border-block-{side}: {_points(part.rule_width)} solid {colour};"
        f" padding-block-{side}: {_points(round(part.size * white, 2))};"
    )


def _letters(look: Look, part: HeadingLook | CoverLook) -> str:
    colours = {
        "text": look.colours.text,
        "accent": look.colours.accent,
        "muted": look.colours.muted,
    }
    weight = "bold" if part.bold else "normal"
    style = "italic" if part.italic else "normal"
    return (
        f"font-size: {_points(part.size)}; font-weight: {weight}; font-style: {style};"
        f" color: {colours[part.colour]};"
    )


def _figure_height(look: Look) -> float:
    """The most a picture may be high: it leaves room for a heading and some notes."""
    margins = look.page.margins
    return round((_HEIGHTS[look.page.size] - margins.top - margins.bottom) * 0.75)


def _points(value: float) -> str:
    return f"{value:g}pt"


def _millimetres(value: float) -> str:
    return f"{value:g}mm"
