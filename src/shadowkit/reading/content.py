"""Content files to sections and blocks.

Headings open sections, fences open blocks, everything else becomes part of the innermost
one.  The files of a dossier are one text in path order: a section goes on in the next file
until a heading of its level or above.  Nothing is dropped: what the format does not have is
a finding, and its text is kept where it can be.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from markdown_it.token import Token

from shadowkit.diagnostics import Rule, did_you_mean
from shadowkit.location import Location
from shadowkit.model.authored import (
    ABlock,
    AItem,
    AList,
    AParagraph,
    AQuote,
    ASection,
    Node,
)
from shadowkit.model.inline import NO_ATTRIBUTES, AInline, AText, Attributes
from shadowkit.model.kinds import KINDS, NO_KEYS, Keys
from shadowkit.reading import faults
from shadowkit.reading.attributes import Parsed, parse
from shadowkit.reading.collector import Collector
from shadowkit.reading.inlines import FileContext, InlineBuilder, Placer
from shadowkit.reading.markdown import MOST_NESTING, inline_tokens, tokens_of
from shadowkit.reading.validation import keys_of

FRONT = "front"
_LOWEST_HEADING = 3
_HANDED_DOWN = ("theme", "tags", "lang", "confidential")
_COMMENTS = re.compile(r"\s*(?:<!--.*?-->\s*)+", re.DOTALL)
_HEADING_MARK = re.compile(r"[ ]*#+[ \t]*")
_BRACES_AT_END = re.compile(r"\{[^{}]*\}$")
_ITEM_MARK = re.compile(r"(?:[-+*]|\d{1,9}[.)])$")
_DEFINITION = re.compile(r"[:~](?:[ \t]|$)")
_LISTS = ("bullet_list_open", "ordered_list_open")
_BEGINS = {
    "heading_open": "a heading",
    "blockquote_open": "a quotation",
    "bullet_list_open": "a list",
    "ordered_list_open": "a list",
}
_TASK = {"[ ] ": "☐ ", "[x] ": "☒ ", "[X] ": "☒ "}


@dataclass
class _Section:
    """A section that is open; `level` 0 is the dossier itself."""

    level: int
    attributes: Attributes = NO_ATTRIBUTES
    keys: Keys = NO_KEYS
    title: tuple[AInline, ...] = ()
    location: Location = field(default_factory=lambda: Location(""))
    parts: list[ABlock | ASection | _Loose] = field(default_factory=list)
    fence: Location | None = None

    def closed(self) -> ASection:
        parts = tuple(p.closed() if isinstance(p, _Loose) else p for p in self.parts)
        return ASection(
            self.attributes.id,
            self.level,
            self.title,
            parts,
            self.location,
            self.attributes,
            self.keys,
        )


@dataclass
class _Loose:
    """A paragraph outside any fence, which lists that follow it may still join."""

    nodes: list[Node]
    location: Location
    key: str
    keys: Keys

    def closed(self) -> ABlock:
        return ABlock(
            "paragraph", tuple(self.nodes), self.location, self.key, NO_ATTRIBUTES, self.keys
        )


@dataclass
class _Block:
    """A fenced block that is open."""

    kind: str
    attributes: Attributes
    keys: Keys
    location: Location
    key: str
    fence: Location
    nodes: list[Node] = field(default_factory=list)

    def closed(self) -> ABlock:
        return ABlock(
            self.kind, tuple(self.nodes), self.location, self.key, self.attributes, self.keys
        )


_Container: TypeAlias = _Section | _Block


class ContentReader:
    """Reads content files one after the other; `sections` is what they hold."""

    def __init__(self, collector: Collector) -> None:
        self.collector = collector
        self._stack: list[_Container] = [_Section(0)]

    def sections(self) -> tuple[ASection, ...]:
        """The top-level sections of all files read; what stands before the first heading
        is the section `front`."""
        while len(self._stack) > 1:
            self._close()
        root = self._stack[0]
        assert isinstance(root, _Section)
        front = [p for p in root.parts if not isinstance(p, ASection)]
        sections = [p for p in root.parts if isinstance(p, ASection)]
        if front:
            opened = _Section(1, Attributes(id=FRONT), parts=list(front))
            opened.location = front[0].location
            sections.insert(0, opened.closed())
        return tuple(sections)

    def read(self, name: str, text: str) -> None:
        """Reads one file's text; `name` is its path in the dossier."""
        _FileReader(self, name, text).read()

    # --- the stack of what is open ----------------------------------------------------

    @property
    def _top(self) -> _Container:
        return self._stack[-1]

    def _close(self) -> None:
        done = self._stack.pop()
        outer = self._top
        if len(self._stack) > MOST_NESTING:
            # Reported where it was opened; kept flat, so that no later stage goes deeper.
            if isinstance(done, _Section) and isinstance(outer, _Section):
                outer.parts.extend(done.parts)
                return
            if isinstance(done, _Block) and isinstance(outer, _Block):
                outer.nodes.extend(done.nodes)
                return
        if isinstance(done, _Section):
            assert isinstance(outer, _Section)
            outer.parts.append(done.closed())
        elif isinstance(outer, _Section):
            outer.parts.append(done.closed())
        else:
            outer.nodes.append(done.closed())


class _FileReader:
    def __init__(self, reader: ContentReader, name: str, text: str) -> None:
        self.reader = reader
        self.collector = reader.collector
        self.name = name
        self.text = text
        self.context = FileContext(name, text.split("\n"), reader.collector)
        self.blocks = 0
        self.paragraph_ends: set[int] = set()
        """The lines (from 0) just below a paragraph, where Pandoc reads on."""

    def read(self) -> None:
        tokens, env = tokens_of(self.text)
        for line, column in env.get("too_deep", ()):
            self._fault(
                faults.TOO_DEEP,
                Location(self.name, line + 1, column + 1),
                "lists and quotations are nested too deeply; what lies deeper is not read",
                "Take out the marks at the beginning of the line that were not meant.",
            )
        rest = self._definitions(tokens)
        self._walk(rest)
        while any(container.fence is not None for container in self.reader._stack):
            fence = self.reader._top.fence
            if fence is None:  # a heading inside a fenced section
                self.reader._close()
                continue
            self._fault(
                faults.UNCLOSED_FENCE,
                fence,
                "this block is opened here and never closed",
                "Put a line with `:::` alone after its last line.",
            )
            self.reader._close()
        for label in self.context.notes:
            if label not in self.context.used_notes:
                self._fault(
                    faults.NOTE_UNUSED,
                    self.note_places[label],
                    f"the note `[^{label}]` is never used in this file",
                    "Use it, or remove it.",
                )

    # --- note definitions -------------------------------------------------------------

    def _definitions(self, tokens: Sequence[Token]) -> list[Token]:
        """Reads all `[^name]:` definitions, since they are used before they stand; the
        other tokens are returned."""
        rest: list[Token] = []
        self.note_places: dict[str, Location] = {}
        position = 0
        text_end = -1
        while position < len(tokens):
            token = tokens[position]
            if token.type != "footnote_reference_open":
                rest.append(token)
                if token.type == "paragraph_open" and token.map:
                    text_end = token.map[1]
                position += 1
                continue
            depth, end = 1, position + 1
            while depth:
                depth += tokens[end].type == "footnote_reference_open"
                depth -= tokens[end].type == "footnote_reference_close"
                end += 1
            self._definition(token, tokens[position + 1 : end - 1], text_end)
            position = end
        return rest

    def _definition(self, token: Token, inner: Sequence[Token], text_end: int) -> None:
        label = str(token.meta["label"])
        line = inner[0].map[0] if inner and inner[0].map else 0
        place = Location(self.name, line + 1)
        if line == text_end:
            self._blank_line(place, "the text of a note")
        if label in self.context.notes:
            self._fault(
                faults.NOTE_LABEL,
                place,
                f"the note `[^{label}]` is defined a second time",
                "Give one of the two another name.",
            )
            return
        paragraphs: list[tuple[AInline, ...]] = []
        for part in inner:
            if part.type == "inline":
                paragraphs.append(self._inlines(part, in_note=True))
                self.paragraph_ends.add(part.map[1] if part.map else -1)
            elif part.type != "paragraph_open" and part.nesting >= 0:
                self._fault(
                    faults.NOT_IN_FORMAT,
                    self._line(part, place),
                    "a note holds paragraphs only, no lists or blocks",
                    "Write it as sentences.",
                )
        self.context.notes[label] = tuple(paragraphs)
        self.note_places[label] = place

    # --- blocks -----------------------------------------------------------------------

    def _walk(self, tokens: Sequence[Token]) -> None:
        position = 0
        after_list = False
        while position < len(tokens):
            token = tokens[position]
            end = _matching(tokens, position)
            inner = tokens[position + 1 : end]
            self._blank_before(token, after_list)
            after_list = token.type in _LISTS
            if token.type == "fence_line":
                self._fence(token)
            elif token.type == "heading_open":
                self._heading(token, inner[0])
            elif token.type == "paragraph_open":
                self._paragraph(inner[0])
            elif token.type in _LISTS:
                self._list(token, inner)
            elif token.type == "blockquote_open":
                self._quote(token, inner)
            else:
                self._foreign(token)
            position = end + 1

    def _blank_before(self, token: Token, lists_join: bool) -> None:
        """Reports what CommonMark begins straight after a line of text and Pandoc does not.
        `lists_join`: a list may stand there (after another list, and inside list items)."""
        what = _BEGINS.get(token.type)
        if what is None or not token.map or token.map[0] not in self.paragraph_ends:
            return
        if not (lists_join and token.type in _LISTS):
            self._blank_line(self._line(token), what)

    def _empty(self, place: Location, what: str) -> None:
        """Reports a mark with nothing behind it, which Pandoc often reads as text."""
        self._fault(
            faults.NOT_IN_FORMAT,
            place,
            f"this {what} is empty",
            "Write its words, or remove the mark.",
        )

    def _blank_line(self, place: Location, what: str) -> None:
        self._fault(
            faults.BLANK_LINE,
            place,
            f"{what} needs a blank line before it",
            "Put an empty line above it.",
        )

    def _fence(self, token: Token) -> None:
        line = token.map[0] if token.map else 0
        place = Location(self.name, line + 1, token.meta["column"] + 1)
        start = Location(self.name, line + 1, 1)
        if token.meta["nested"] or token.meta["indented"]:
            source = self.context.lines[line]
            self._fault(
                faults.STRAY_FENCE,
                Location(self.name, line + 1, source.index(":::") + 1),
                "this fence is indented, or inside a list or quotation",
                "Blocks hold lists, lists hold no blocks: begin the line with `:::`, or remove it.",
            )
            if token.meta["nested"]:
                return
        if not token.content:
            if self.reader._top.fence is None:
                self._close_sections_in_fence(start)
                return
            self.reader._close()
            return
        if token.meta["after_text"]:
            self._fault(
                faults.BLANK_LINE,
                start,
                "a fence that opens a block needs a blank line before it",
                "Put an empty line above it.",
            )
        self._open_fence(token, line, place, start)

    def _close_sections_in_fence(self, start: Location) -> None:
        """A closing fence ends a fenced section together with the headings inside it."""
        stack = self.reader._stack
        if any(container.fence is not None for container in stack):
            while self.reader._top.fence is None:
                self.reader._close()
            self.reader._close()
            return
        self._fault(
            faults.STRAY_FENCE,
            start,
            "`:::` closes a block, but none is open",
            "Remove the line, or see whether the block above is closed twice.",
        )

    def _open_fence(self, token: Token, line: int, place: Location, start: Location) -> None:
        source = self.context.lines[line]
        attributes, classes = self._fence_attributes(token, line, source)
        for word, where in classes[1:]:
            self._fault(
                faults.BAD_ATTRIBUTES,
                where,
                f"a second kind, `.{word}`; a block has one kind",
                "Keep one of them, or write a block inside the other.",
            )
        if len(self.reader._stack) == MOST_NESTING + 1:
            self._fault(
                faults.TOO_DEEP,
                start,
                "blocks are nested too deeply; those inside this one are read as one text",
                "Close each block with a line `:::` before the next one begins.",
            )
        name = attributes.kind or "paragraph"
        kind = KINDS.get(name)
        kind_place = attributes.kind_location or place
        if name == "short":
            name = self._short(kind_place)
        if kind is None:
            self._fault(
                faults.UNKNOWN_KIND,
                kind_place,
                f"there is no kind `{name[:60]}`",
                did_you_mean(name, KINDS),
            )
        elif kind.keys is None:
            self._fault(
                faults.NOT_READ_YET,
                kind_place,
                f"the kind `{name}` is not read by this version yet",
                "Until then, write it as plain paragraphs and lists.",
            )
        keys: Keys = NO_KEYS
        if kind is None or kind.keys is None:
            name = "paragraph"
            attributes = Attributes("", attributes.id, (), None, attributes.id_location)
        else:
            keys = keys_of(attributes, kind.keys, f"a block of kind `{name}`", self.collector)
        keys = self._inherited(keys)
        if name == "section":
            self._open_section(attributes, keys, start)
            return
        self.reader._stack.append(_Block(name, attributes, keys, start, self._key(), start))

    def _short(self, place: Location) -> str:
        """The kind of a block written as `short`; another one where none may stand."""
        top = self.reader._top
        if not isinstance(top, _Block):
            self._fault(
                faults.NOT_IN_FORMAT,
                place,
                "`short` is the short wording of a block, and stands inside that block",
                "Put it before the `:::` that closes the block.",
            )
            return "paragraph"
        if any(isinstance(node, ABlock) and node.kind == "short" for node in top.nodes):
            self._fault(
                faults.NOT_IN_FORMAT,
                place,
                "a second `short` in one block; one is enough",
                "Join the two.",
            )
        return "short"

    def _fence_attributes(
        self, token: Token, line: int, source: str
    ) -> tuple[Attributes, tuple[tuple[str, Location], ...]]:
        def place(offset: int, length: int) -> Location:
            return Location(self.name, line + 1, offset + 1, line + 1, offset + 1 + length)

        column = token.meta["column"]
        if not token.content.startswith("{"):
            word = token.content.rstrip(":").strip()
            where = place(column, len(word))
            return Attributes(word, "", (), where), ((word, where),)
        parsed: Parsed | None = parse(source, column, len(source), place, self.collector)
        if parsed is None or source[parsed.end :].strip(" \t:"):
            self._fault(
                faults.BAD_ATTRIBUTES,
                place(column, len(token.content)),
                "these attributes cannot be read",
                'They are written {.kind #id key=value key="two words"}.',
            )
            return NO_ATTRIBUTES, ()
        return parsed.attributes, parsed.classes

    def _open_section(self, attributes: Attributes, keys: Keys, start: Location) -> None:
        outer = self.reader._top
        title = getattr(keys, "title", "")
        where = attributes.get("title")
        if isinstance(outer, _Block):
            self._fault(
                faults.NOT_IN_FORMAT,
                start,
                "a section cannot stand inside another block",
                "Close the block with `:::` first.",
            )
            self.reader._stack.append(
                _Block("paragraph", NO_ATTRIBUTES, keys, start, self._key(), start)
            )
            return
        content = (AText(title, where.value_location),) if title and where else ()
        self.reader._stack.append(
            _Section(outer.level + 1, attributes, keys, content, start, fence=start)
        )

    def _heading(self, token: Token, inline: Token) -> None:
        line = token.map[0] if token.map else 0
        start = Location(self.name, line + 1)
        if token.markup in ("=", "-"):
            self._fault(
                faults.NOT_IN_FORMAT,
                start,
                "a line underlined with dashes or equal signs reads as a heading",
                "Write headings as `# Title`; put a blank line before a line of dashes.",
            )
        level = int(token.tag[1:])
        if level > _LOWEST_HEADING:
            self._fault(
                faults.NOT_IN_FORMAT,
                start,
                f"headings have levels 1 to {_LOWEST_HEADING}; this one has {level}",
                "Use fewer `#`, or begin the paragraph with **bold words**.",
            )
            level = _LOWEST_HEADING
        if any(isinstance(container, _Block) for container in self.reader._stack):
            self._fault(
                faults.NOT_IN_FORMAT,
                start,
                "a heading cannot stand inside a block",
                'Close the block with `:::` first; `::: {.section title="..."}` holds a section.',
            )
            return
        attributes, title = self._title(inline, line)
        if not title:
            self._empty(start, "heading")
        keys = keys_of(attributes, Keys, "a heading", self.collector)
        self._close_to(level)
        self.reader._stack.append(_Section(level, attributes, self._inherited(keys), title, start))

    def _close_to(self, level: int) -> None:
        """Ends the sections that a heading of this level ends; fenced ones stay open."""
        while True:
            top = self.reader._top
            if not isinstance(top, _Section) or top.level < level or top.fence is not None:
                return
            if top.level == 0:
                return
            self.reader._close()

    def _title(self, inline: Token, line: int) -> tuple[Attributes, tuple[AInline, ...]]:
        source = self.context.lines[line]
        content = inline.content
        mark = _HEADING_MARK.match(source)
        column = mark.end() if mark else 0
        attributes = NO_ATTRIBUTES
        braces = _BRACES_AT_END.search(content)
        if braces and not content[: braces.start()].endswith("]"):  # else they are a span's

            def place(offset: int, length: int) -> Location:
                first = column + offset + 1
                return Location(self.name, line + 1, first, line + 1, first + length)

            parsed = parse(content, braces.start(), len(content), place, self.collector)
            if parsed is not None:
                content = content[: braces.start()].rstrip()
                attributes = parsed.attributes
                for word, where in parsed.classes:
                    if word != "unnumbered":
                        self._fault(
                            faults.UNKNOWN_KIND,
                            where,
                            f"a heading takes no `.{word}`",
                            "Only .unnumbered; kinds are for blocks and spans.",
                        )
        placer = _HeadingPlacer(self.context, line, column)
        builder = InlineBuilder(self.context, placer, content, asks=False, in_note=False)
        return attributes, builder.build(inline_tokens(content))

    # --- paragraphs, lists, quotations ------------------------------------------------

    def _paragraph(self, inline: Token) -> None:
        node = self._paragraph_node(inline)
        if node is None:
            return
        top = self.reader._top
        if isinstance(top, _Block):
            top.nodes.append(node)
        else:
            top.parts.append(_Loose([node], node.location, self._key(), self._inherited(NO_KEYS)))

    def _paragraph_node(self, inline: Token) -> AParagraph | None:
        content = self._inlines(inline)
        first_line, end = inline.map or (0, -1)
        self.paragraph_ends.add(end)
        for row, line in enumerate(inline.content.split("\n")):
            if _DEFINITION.match(line.lstrip()):
                source = self.context.lines[first_line + row]
                line = line.lstrip()
                self._fault(
                    faults.NOT_READ_YET,
                    Location(self.name, first_line + row + 1, len(source) - len(line) + 1),
                    "a line that begins with `:` or `~` defines a term; definition lists are "
                    "not read by this version yet",
                    "Until then, write `**Term:** text`; `\\:` is the character itself.",
                )
        if not content:
            return None
        if inline.content.startswith("#. "):
            self._fault(
                faults.NOT_IN_FORMAT,
                self._line(inline),
                "a numbered list is written `1.`, not `#.`",
                "Write the numbers.",
            )
        if re.match(r"\[[^\]^]+\]:\s", inline.content):
            self._fault(
                faults.NOT_IN_FORMAT,
                self._line(inline),
                "addresses of links collected in lines of their own are not in the format",
                "Write the address with the link: [text](https://...).",
            )
        first = content[0].location
        return AParagraph(content, first)

    def _list(self, token: Token, inner: Sequence[Token]) -> None:
        node = self._list_node(token, inner)
        top = self.reader._top
        if isinstance(top, _Block):
            top.nodes.append(node)
        elif top.parts and isinstance(last := top.parts[-1], _Loose):
            last.nodes.append(node)
        else:
            top.parts.append(_Loose([node], node.location, self._key(), self._inherited(NO_KEYS)))

    def _list_node(self, token: Token, inner: Sequence[Token]) -> AList:
        if token.type == "ordered_list_open" and token.markup == ")":
            self._fault(
                faults.NOT_IN_FORMAT,
                self._line(token),
                "a numbered list is written `1.`, not `1)`",
                "Markdown programs disagree about `1)`.",
            )
        items: list[AItem] = []
        position = 0
        while position < len(inner):
            end = _matching(inner, position)
            item = inner[position]
            nodes = self._nodes(inner[position + 1 : end], in_item=True)
            if position + 1 == end:
                self._empty(self._line(item), "list item")
            items.append(AItem(_with_box(nodes), self._item_place(item, nodes)))
            position = end + 1
        start = token.attrGet("start")
        return AList(
            tuple(items),
            self._line(token),
            token.type == "ordered_list_open",
            int(start) if start is not None else 1,
        )

    def _item_place(self, item: Token, nodes: Sequence[Node]) -> Location:
        """The place of an item's mark, which may stand behind those of lists and quotations
        around it."""
        place = self._line(item)
        first = nodes[0].location if nodes else place
        if first.line == place.line:
            before = self.context.lines[place.line - 1][: first.column - 1].rstrip()
            if mark := _ITEM_MARK.search(before):
                return Location(self.name, place.line, mark.start() + 1)
        return place

    def _quote(self, token: Token, inner: Sequence[Token]) -> None:
        if not inner:
            self._empty(self._line(token), "quotation")
        node = AQuote(self._nodes(inner, in_item=False), self._line(token))
        top = self.reader._top
        if isinstance(top, _Block):
            top.nodes.append(node)
        else:
            top.parts.append(
                ABlock(
                    "paragraph",
                    (node,),
                    node.location,
                    self._key(),
                    NO_ATTRIBUTES,
                    self._inherited(NO_KEYS),
                )
            )

    def _nodes(self, tokens: Sequence[Token], *, in_item: bool) -> tuple[Node, ...]:
        """What stands inside a list item or a quotation."""
        nodes: list[Node] = []
        position = 0
        after_list = False
        while position < len(tokens):
            token = tokens[position]
            end = _matching(tokens, position)
            inner = tokens[position + 1 : end]
            self._blank_before(token, in_item or after_list)
            after_list = token.type in _LISTS
            if token.type == "paragraph_open":
                paragraph = self._paragraph_node(inner[0])
                if paragraph is not None:
                    nodes.append(paragraph)
            elif token.type in _LISTS:
                nodes.append(self._list_node(token, inner))
            elif token.type == "blockquote_open":
                nodes.append(AQuote(self._nodes(inner, in_item=in_item), self._line(token)))
            elif token.type == "fence_line":
                self._fence(token)
            elif token.type == "heading_open":
                self._fault(
                    faults.NOT_IN_FORMAT,
                    self._line(token),
                    "a heading cannot stand inside a list or quotation",
                    "Begin the line with `#`, after a blank line.",
                )
            else:
                self._foreign(token)
            position = end + 1
        return tuple(nodes)

    def _foreign(self, token: Token) -> None:
        """What the format does not have (or this version does not read)."""
        place = self._line(token)
        if token.type == "html_block":
            if _COMMENTS.fullmatch(token.content):
                return
            comment = token.content.lstrip().startswith("<!--")
            self._fault(
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
            self._fault(
                faults.NOT_IN_FORMAT,
                place,
                "text indented by four spaces reads as program code",
                "Remove the spaces at the beginning of the line.",
            )
        elif token.type == "fence":
            self._fault(
                faults.NOT_IN_FORMAT,
                place,
                "blocks of program code are not in the format",
                "Remove the lines of ``` around it.",
            )
        elif token.type == "hr":
            self._fault(
                faults.NOT_IN_FORMAT,
                place,
                "a rule of dashes or stars is not in the format",
                "Remove it; headings divide a submission.",
            )
        elif token.type == "table_open":
            self._fault(
                faults.NOT_READ_YET,
                place,
                "tables are not read by this version yet",
                "Until then, write the figures in a list.",
            )
        else:
            self._fault(faults.NOT_IN_FORMAT, place, "this is not in the format")

    # --- helpers ----------------------------------------------------------------------

    def _inlines(self, inline: Token, *, in_note: bool = False) -> tuple[AInline, ...]:
        first = inline.map[0] if inline.map else 0
        placer = Placer(self.context, first, inline.content)
        asks = any(
            isinstance(container, _Block) and KINDS[container.kind].asks
            for container in self.reader._stack
        )
        builder = InlineBuilder(self.context, placer, inline.content, asks=asks, in_note=in_note)
        return builder.build(inline.children or ())

    def _inherited(self, keys: Keys) -> Keys:
        """`keys` with what the headings and blocks around hand down where it is silent."""
        outer = self.reader._top.keys
        if outer is NO_KEYS:
            return keys
        handed = {
            name: getattr(outer, name)
            for name in _HANDED_DOWN
            if getattr(outer, name) and name not in keys.model_fields_set
        }
        return keys.model_copy(update=handed) if handed else keys

    def _key(self) -> str:
        self.blocks += 1
        return f"{self.name}#{self.blocks}"

    def _line(self, token: Token, default: Location | None = None) -> Location:
        if not token.map:
            return default or Location(self.name)
        line = token.map[0]
        source = self.context.lines[line] if line < len(self.context.lines) else ""
        # A list in a quotation begins behind its marks.
        text = source.lstrip(" \t>") if token.type in _LISTS else source.lstrip()
        return Location(self.name, line + 1, len(source) - len(text) + 1)

    def _fault(self, rule: Rule, place: Location, message: str, hint: str = "") -> None:
        self.collector.add(rule, place, message, hint)


class _HeadingPlacer(Placer):
    """A heading's content begins after its marks, and ends before closing ones."""

    def __init__(self, context: FileContext, line: int, column: int) -> None:
        self.name, self.first_line = context.name, line
        self.starts, self.columns = [0], [column]


def _matching(tokens: Sequence[Token], position: int) -> int:
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
