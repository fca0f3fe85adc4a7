"""Paragraphs, lists, quotations, tables and pictures: tokens to authored nodes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from markdown_it.token import Token

from shadowkit.diagnostics import Rule
from shadowkit.location import Location
from shadowkit.model.authored import (
    AFigure,
    AItem,
    AKeyValue,
    AList,
    AParagraph,
    AQuote,
    ATable,
    Node,
)
from shadowkit.model.inline import AInline, AText
from shadowkit.reading import faults
from shadowkit.reading.images import ImageReader
from shadowkit.reading.inlines import InlineBuilder
from shadowkit.reading.places import FileContext, Placer
from shadowkit.reading.tables import caption_prefix, keyvalue_node, table_node

_COMMENTS = re.compile(r"\s*(?:<!--.*?-->\s*)+", re.DOTALL)
_ITEM_MARK = re.compile(r"(?:[-+*]|\d{1,9}[.)])$")
_DEFINITION = re.compile(r"[:~](?:[ \t]|$)")
LISTS = ("bullet_list_open", "ordered_list_open")
_BEGINS = {
    "heading_open": "a heading",
    "blockquote_open": "a quotation",
    "bullet_list_open": "a list",
    "ordered_list_open": "a list",
}
_TASK = {"[ ] ": "☐ ", "[x] ": "☒ ", "[X] ": "☒ "}


class NodeReader:
    """Reads what stands inside sections and blocks of one file.

    `asks` says whether the text stands in a block of recommendations; `fence` is told of a
    fence where none may stand.
    """

    def __init__(
        self,
        context: FileContext,
        images: ImageReader,
        asks: Callable[[], bool],
        fence: Callable[[Token], None],
    ) -> None:
        self.context = context
        self.images = images
        self.asks = asks
        self.fence = fence
        self.paragraph_ends: set[int] = set()
        """The lines (from 0) just below a paragraph, where Pandoc reads on."""

    def paragraph(self, inline: Token) -> AParagraph | AFigure | None:
        """A paragraph, the picture it consists of, or None where nothing is left of it."""
        if _is_picture(inline):
            return self._figure(inline)
        content = self.inlines(inline)
        first_line, end = inline.map or (0, -1)
        self.paragraph_ends.add(end)
        for row, line in enumerate(inline.content.split("\n")):
            if _DEFINITION.match(line.lstrip()):
                source = self.context.lines[first_line + row]
                line = line.lstrip()
                self.fault(
                    faults.NOT_IN_FORMAT,
                    Location(self.context.name, first_line + row + 1, len(source) - len(line) + 1),
                    "a line that begins with `:` or `~` gives the value of a term, and there is "
                    "no term above it or no value behind it",
                    "An empty value is `:   []{.blank}`; `\\:` is the character itself.",
                )
        if not content:
            return None
        if inline.content.startswith("#. "):
            self.fault(
                faults.NOT_IN_FORMAT,
                self.line(inline),
                "a numbered list is written `1.`, not `#.`",
                "Write the numbers.",
            )
        if re.match(r"\[[^\]^]+\]:\s", inline.content):
            self.fault(
                faults.NOT_IN_FORMAT,
                self.line(inline),
                "addresses of links collected in lines of their own are not in the format",
                "Write the address with the link: [text](https://...).",
            )
        first = content[0].location
        return AParagraph(content, first)

    def list(self, token: Token, inner: Sequence[Token]) -> AList:
        if token.type == "ordered_list_open" and token.markup == ")":
            self.fault(
                faults.NOT_IN_FORMAT,
                self.line(token),
                "a numbered list is written `1.`, not `1)`",
                "Markdown programs disagree about `1)`.",
            )
        items: list[AItem] = []
        position = 0
        while position < len(inner):
            end = matching(inner, position)
            item = inner[position]
            nodes = self.nodes(inner[position + 1 : end], in_item=True)
            if position + 1 == end:
                self.empty(self.line(item), "list item")
            items.append(AItem(_with_box(nodes), self._item_place(item, nodes)))
            position = end + 1
        start = token.attrGet("start")
        return AList(
            tuple(items),
            self.line(token),
            token.type == "ordered_list_open",
            int(start) if start is not None else 1,
        )

    def _item_place(self, item: Token, nodes: Sequence[Node]) -> Location:
        """The place of an item's mark, which may stand behind those of lists and quotations
        around it."""
        place = self.line(item)
        first = nodes[0].location if nodes else place
        if first.line == place.line:
            before = self.context.lines[place.line - 1][: first.column - 1].rstrip()
            if mark := _ITEM_MARK.search(before):
                return Location(self.context.name, place.line, mark.start() + 1)
        return place

    def nodes(self, tokens: Sequence[Token], *, in_item: bool) -> tuple[Node, ...]:
        """What stands inside a list item or a quotation."""
        nodes: list[Node] = []
        position = 0
        after_list = False
        while position < len(tokens):
            token = tokens[position]
            end = matching(tokens, position)
            inner = tokens[position + 1 : end]
            self.blank_before(token, in_item or after_list)
            after_list = token.type in LISTS
            if token.type == "paragraph_open":
                paragraph = self.paragraph(inner[0])
                if paragraph is not None:
                    nodes.append(paragraph)
            elif token.type in LISTS:
                nodes.append(self.list(token, inner))
            elif token.type == "blockquote_open":
                nodes.append(AQuote(self.nodes(inner, in_item=in_item), self.line(token)))
            elif token.type in ("table_open", "dl_open"):
                nodes.append(self.special(token, inner))
            elif token.type == "fence_line":
                self.fence(token)
            elif token.type == "heading_open":
                self.fault(
                    faults.NOT_IN_FORMAT,
                    self.line(token),
                    "a heading cannot stand inside a list or quotation",
                    "Begin the line with `#`, after a blank line.",
                )
            else:
                self.foreign(token)
            position = end + 1
        return tuple(nodes)

    def special(
        self, token: Token, inner: Sequence[Token], caption: tuple[AInline, ...] = ()
    ) -> ATable | AKeyValue:
        """A pipe table or a definition list."""
        place = self.line(token)

        def build(inline: Token, placer: Placer | None) -> tuple[AInline, ...]:
            return self.inlines(inline, placer=placer)

        if token.type == "table_open":
            return table_node(inner, build, self.context, place, caption)

        def misplaced(foreign: Token) -> None:
            self.fault(
                faults.NOT_IN_FORMAT,
                self.line(foreign, place),
                "a value holds words only, no lists or blocks",
                "Write several values on several lines that begin with `:`.",
            )

        return keyvalue_node(inner, build, place, misplaced)

    def caption(self, inline: Token) -> tuple[AInline, ...]:
        """The inlines of ``Table: caption`` without its first word."""
        content = self.inlines(inline)
        length = caption_prefix(inline.content)
        first = content[0]
        if not isinstance(first, AText):
            return content
        text = AText(first.text[length:], first.location.shifted(length))
        return (text, *content[1:]) if text.text else content[1:]

    def _figure(self, inline: Token) -> AFigure | None:
        mark = next(t for t in inline.children or () if t.type == "image_mark")
        place = self.line(inline)
        path, alt = mark.meta["path"], " ".join(mark.meta["alt"].split())
        if not alt:
            self.fault(
                faults.BAD_PICTURE,
                place,
                "the picture has no alternative text",
                "Say in the square brackets what it shows: ![two rising lines](figure.png).",
            )
        image = self.images.read(path, self.context.name, place)
        return AFigure(path, image, alt, place)

    def foreign(self, token: Token) -> None:
        """What the format does not have (or this version does not read)."""
        place = self.line(token)
        if token.type == "html_block":
            if _COMMENTS.fullmatch(token.content):
                return
            comment = token.content.lstrip().startswith("<!--")
            self.fault(
                faults.NOT_IN_FORMAT,
                place,
                "text beside a comment would be lost, or the comment is not closed"
                if comment
                else "raw HTML is not in the format",
                "Put a comment on lines of its own, `<!-- ... -->`."
                if comment
                else "Use Markdown instead; nothing of this block is printed.",
            )
        elif token.type == "code_block":
            self.fault(
                faults.NOT_IN_FORMAT,
                place,
                "text indented by four spaces reads as program code",
                "Remove the spaces at the beginning of the line.",
            )
        elif token.type == "fence":
            self.fault(
                faults.NOT_IN_FORMAT,
                place,
                "blocks of program code are not in the format",
                "Remove the lines of ``` around it.",
            )
        elif token.type == "hr":
            self.fault(
                faults.NOT_IN_FORMAT,
                place,
                "a rule of dashes or stars is not in the format",
                "Remove it; headings divide a submission.",
            )
        else:
            self.fault(faults.NOT_IN_FORMAT, place, "this is not in the format")

    def inlines(
        self, inline: Token, *, in_note: bool = False, placer: Placer | None = None
    ) -> tuple[AInline, ...]:
        """The inlines of a token, placed by `placer` where its own place is not known."""
        first = inline.map[0] if inline.map else 0
        placer = placer or Placer(self.context, first, inline.content)
        asks = self.asks()
        builder = InlineBuilder(self.context, placer, inline.content, asks=asks, in_note=in_note)
        return builder.build(inline.children or ())

    def blank_before(self, token: Token, lists_join: bool) -> None:
        """Reports what CommonMark begins straight after a line of text and Pandoc does not.
        `lists_join`: a list may stand there (after another list, and inside list items)."""
        what = _BEGINS.get(token.type)
        if what is None or not token.map or token.map[0] not in self.paragraph_ends:
            return
        if not (lists_join and token.type in LISTS):
            self.blank_line(self.line(token), what)

    def blank_line(self, place: Location, what: str) -> None:
        self.fault(
            faults.BLANK_LINE,
            place,
            f"{what} needs a blank line before it",
            "Put an empty line above it.",
        )

    def empty(self, place: Location, what: str) -> None:
        """Reports a mark with nothing behind it, which Pandoc often reads as text."""
        self.fault(
            faults.NOT_IN_FORMAT,
            place,
            f"this {what} is empty",
            "Write its words, or remove the mark.",
        )

    def line(self, token: Token, default: Location | None = None) -> Location:
        if not token.map:
            return default or Location(self.context.name)
        line = token.map[0]
        source = self.context.lines[line] if line < len(self.context.lines) else ""
        # A list in a quotation begins behind its marks.
        text = source.lstrip(" \t>") if token.type in LISTS else source.lstrip()
        return Location(self.context.name, line + 1, len(source) - len(text) + 1)

    def fault(self, rule: Rule, place: Location, message: str, hint: str = "") -> None:
        self.context.collector.add(rule, place, message, hint)


def _is_picture(inline: Token) -> bool:
    """Whether a paragraph is a picture and nothing else."""
    children = [t for t in inline.children or () if t.type != "text" or t.content.strip()]
    return len(children) == 1 and children[0].type == "image_mark"


def matching(tokens: Sequence[Token], position: int) -> int:
    """The index of the token that closes the one at `position`; itself if it opens none."""
    depth = 0
    for index in range(position, len(tokens)):
        depth += tokens[index].nesting
        if depth == 0:
            return index
    return len(tokens) - 1


def _with_box(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """`[ ]` and `[x]` at the start of an item become the sign that is printed."""
    if not nodes or not isinstance(nodes[0], AParagraph):
        return nodes
    first = nodes[0].content[0]
    if not isinstance(first, AText):
        return nodes
    box = _TASK.get(first.text[:4])
    if box is None:
        return nodes
    text = AText(box + first.text[4:], first.location)
    return (AParagraph((text, *nodes[0].content[1:]), nodes[0].location), *nodes[1:])
