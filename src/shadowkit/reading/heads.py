"""The heads of sections and blocks: attributes of fences, attributes and titles of headings."""

from __future__ import annotations

import re

from markdown_it.token import Token

from shadowkit.location import Location
from shadowkit.model.inline import NO_ATTRIBUTES, AInline, Attributes
from shadowkit.reading import faults
from shadowkit.reading.attributes import Parsed, parse
from shadowkit.reading.inlines import InlineBuilder
from shadowkit.reading.markdown import inline_tokens
from shadowkit.reading.places import FileContext, HeadingPlacer

_HEADING_MARK = re.compile(r"[ ]*#+[ \t]*")
_BRACES_AT_END = re.compile(r"\{[^{}]*\}$")


def fence_attributes(
    token: Token, line: int, context: FileContext
) -> tuple[Attributes, tuple[tuple[str, Location], ...]]:
    """The attributes of an opening fence, with all its classes; one word is its kind."""
    source = context.lines[line]

    def place(offset: int, length: int) -> Location:
        return Location(context.name, line + 1, offset + 1, line + 1, offset + 1 + length)

    column = token.meta["column"]
    if not token.content.startswith("{"):
        word = token.content.rstrip(":").strip()
        where = place(column, len(word))
        return Attributes(word, "", (), where), ((word, where),)
    parsed: Parsed | None = parse(source, column, len(source), place, context.collector)
    if parsed is None or source[parsed.end :].strip(" \t:"):
        context.collector.add(
            faults.BAD_ATTRIBUTES,
            place(column, len(token.content)),
            "these attributes cannot be read",
            'They are written {.kind #id key=value key="two words"}.',
        )
        return NO_ATTRIBUTES, ()
    return parsed.attributes, parsed.classes


def heading_title(
    inline: Token, line: int, context: FileContext
) -> tuple[Attributes, tuple[AInline, ...]]:
    """The attributes at the end of a heading, and its title without them."""
    source = context.lines[line]
    content = inline.content
    mark = _HEADING_MARK.match(source)
    column = mark.end() if mark else 0
    attributes = NO_ATTRIBUTES
    braces = _BRACES_AT_END.search(content)
    if braces and not content[: braces.start()].endswith("]"):  # else they are a span's

        def place(offset: int, length: int) -> Location:
            first = column + offset + 1
            return Location(context.name, line + 1, first, line + 1, first + length)

        parsed = parse(content, braces.start(), len(content), place, context.collector)
        if parsed is not None:
            content = content[: braces.start()].rstrip()
            attributes = parsed.attributes
            for word, where in parsed.classes:
                if word != "unnumbered":
                    context.collector.add(
                        faults.UNKNOWN_KIND,
                        where,
                        f"a heading takes no `.{word}`",
                        "Only .unnumbered; kinds are for blocks and spans.",
                    )
    placer = HeadingPlacer(context, line, column)
    builder = InlineBuilder(context, placer, content, asks=False, in_note=False)
    return attributes, builder.build(inline_tokens(content))
