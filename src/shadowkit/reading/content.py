"""Content files to sections and blocks.

Headings open sections, fences open blocks, everything else becomes part of the innermost
one.  The files of a dossier are one text in path order: a section goes on in the next file
until a heading of its level or above.  Nothing is dropped: what the format does not have is
a finding, and its text is kept where it can be.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from markdown_it.token import Token

from shadowkit.diagnostics import did_you_mean
from shadowkit.location import Location
from shadowkit.model.authored import ABlock, AFigure, AKeyValue, AQuote, ASection, ATable
from shadowkit.model.inline import NO_ATTRIBUTES, AText, Attributes
from shadowkit.model.kinds import KINDS, NO_KEYS, Keys
from shadowkit.reading import faults
from shadowkit.reading.collector import Collector
from shadowkit.reading.containers import Container, OpenBlock, Opened, OpenParagraph, OpenSection
from shadowkit.reading.definitions import NoteDefinitions
from shadowkit.reading.heads import fence_attributes, heading_title
from shadowkit.reading.images import ImageReader
from shadowkit.reading.markdown import tokens_of
from shadowkit.reading.nodes import LISTS, NodeReader, matching
from shadowkit.reading.places import FileContext
from shadowkit.reading.tables import captions_of
from shadowkit.reading.validation import keys_of

_HOLDS: dict[str, tuple[type, str]] = {
    "table": (ATable, "A table has a line of dashes and pipes below its first line: |---|---|"),
    "keyvalue": (AKeyValue, "A term stands on a line, its value on the next, after `:   `."),
    "figure": (AFigure, "A picture is written ![what it shows](file.png), alone in its lines."),
}
_SPECIAL = {"table_open": "table", "dl_open": "keyvalue"}
_LOWEST_HEADING = 3
MOST_LETTERS = 2_000
# Thai and the scripts behind it put no spaces between words, nor does Chinese.
_LONG_WORD = re.compile(f"[!-\u0dff]{{{MOST_LETTERS + 1},}}")


class ContentReader:
    """Reads content files one after the other; `sections` is what they hold."""

    def __init__(self, folder: Path, collector: Collector) -> None:
        self.collector = collector
        self.images = ImageReader(folder, collector)
        self.opened = Opened()

    def sections(self) -> tuple[ASection, ...]:
        """The top-level sections of all files read; what stands before the first heading
        is the section `front`."""
        return self.opened.sections()

    def read(self, name: str, text: str) -> None:
        """Reads one file's text; `name` is its path in the dossier."""
        _FileReader(self, name, text).read()


class _FileReader:
    def __init__(self, reader: ContentReader, name: str, text: str) -> None:
        self.opened = reader.opened
        self.collector = reader.collector
        self.name = name
        self.text = text
        self.context = FileContext(name, text.split("\n"), reader.collector)
        self.blocks = 0
        self.nodes = NodeReader(self.context, reader.images, self.opened.asks, self._fence)
        self.definitions = NoteDefinitions(self.context, self.nodes)

    def read(self) -> None:
        tokens, env = tokens_of(self.text)
        for line, column in env.get("too_deep", ()):
            self.nodes.fault(
                faults.TOO_DEEP,
                Location(self.name, line + 1, column + 1),
                "lists and quotations are nested too deeply; what lies deeper is not read",
                "Take out the marks at the beginning of the line that were not meant.",
            )
        self._long_words()
        rest = self.definitions.read(tokens)
        self._walk(rest)
        while self.opened.in_fence:
            fence = self.opened.top.fence
            if fence is None:  # a heading inside a fenced section
                self.opened.close()
                continue
            self.nodes.fault(
                faults.UNCLOSED_FENCE,
                fence,
                "this block is opened here and never closed",
                "Put a line with `:::` alone after its last line.",
            )
            self.opened.close()
        self.definitions.report_unused()

    def _long_words(self) -> None:
        for number, line in enumerate(self.context.lines, 1):
            if len(line) > MOST_LETTERS and (found := _LONG_WORD.search(line)):
                start, end = found.span()
                self.nodes.fault(
                    faults.TOO_LARGE,
                    Location(self.name, number, start + 1, number, end + 1),
                    f"a word of {end - start:,} letters without a space",
                    "Take it out: it may be a picture or a file that was pasted in as text.",
                )

    # --- blocks -----------------------------------------------------------------------

    def _walk(self, tokens: Sequence[Token]) -> None:
        position = 0
        after_list = False
        captions = captions_of(tokens)
        captioning = set(captions.values())
        while position < len(tokens):
            token = tokens[position]
            end = matching(tokens, position)
            inner = tokens[position + 1 : end]
            self.nodes.blank_before(token, after_list)
            after_list = token.type in LISTS
            if token.type == "fence_line":
                self._fence(token)
            elif token.type == "heading_open":
                self._heading(token, inner[0])
            elif position + 1 in captioning:
                pass  # the caption of the table beside it, which reads it
            elif token.type == "paragraph_open":
                self._paragraph(inner[0])
            elif token.type in _SPECIAL:
                caption = captions.get(position)
                words = self.nodes.caption(tokens[caption]) if caption is not None else ()
                self._special(token, self.nodes.special(token, inner, words))
            elif token.type in LISTS:
                self._list(token, inner)
            elif token.type == "blockquote_open":
                self._quote(token, inner)
            else:
                self.nodes.foreign(token)
            position = end + 1

    def _fence(self, token: Token) -> None:
        line = token.map[0] if token.map else 0
        place = Location(self.name, line + 1, token.meta["column"] + 1)
        start = Location(self.name, line + 1, 1)
        if token.meta["nested"] or token.meta["indented"]:
            source = self.context.lines[line]
            self.nodes.fault(
                faults.STRAY_FENCE,
                Location(self.name, line + 1, source.index(":::") + 1),
                "this fence is indented, or inside a list or quotation",
                "Blocks hold lists, lists hold no blocks: begin the line with `:::`, or remove it.",
            )
            if token.meta["nested"]:
                return
        if not token.content:
            if self.opened.top.fence is None:
                self._close_sections_in_fence(start)
                return
            self._holds_what_it_says(self.opened.top)
            self.opened.close()
            return
        if token.meta["after_text"]:
            self.nodes.fault(
                faults.BLANK_LINE,
                start,
                "a fence that opens a block needs a blank line before it",
                "Put an empty line above it.",
            )
        self._open_fence(token, line, place, start)

    def _holds_what_it_says(self, block: Container) -> None:
        """A block of kind `table`, `keyvalue` or `figure` holds one."""
        wanted = _HOLDS.get(block.kind) if isinstance(block, OpenBlock) else None
        if wanted is None or not isinstance(block, OpenBlock):
            return
        node_type, hint = wanted
        if not any(isinstance(node, node_type) for node in block.nodes):
            self.nodes.fault(
                faults.NOT_IN_FORMAT,
                block.location,
                f"this block is a `{block.kind}` and holds none",
                hint,
            )

    def _close_sections_in_fence(self, start: Location) -> None:
        """A closing fence ends a fenced section together with the headings inside it."""
        if self.opened.in_fence:
            while self.opened.top.fence is None:
                self.opened.close()
            self.opened.close()
            return
        self.nodes.fault(
            faults.STRAY_FENCE,
            start,
            "`:::` closes a block, but none is open",
            "Remove the line, or see whether the block above is closed twice.",
        )

    def _open_fence(self, token: Token, line: int, place: Location, start: Location) -> None:
        attributes, classes = fence_attributes(token, line, self.context)
        for word, where in classes[1:]:
            self.nodes.fault(
                faults.BAD_ATTRIBUTES,
                where,
                f"a second kind, `.{word}`; a block has one kind",
                "Keep one of them, or write a block inside the other.",
            )
        if self.opened.full:
            self.nodes.fault(
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
            self.nodes.fault(
                faults.UNKNOWN_KIND,
                kind_place,
                f"there is no kind `{name[:60]}`",
                did_you_mean(name, KINDS),
            )
        keys: Keys = NO_KEYS
        if kind is None:
            name = "paragraph"
            attributes = Attributes("", attributes.id, (), None, attributes.id_location)
        else:
            keys = keys_of(
                attributes, kind.keys, f"a block of kind `{name}`", self.collector, kind_place
            )
        keys = self.opened.inherited(keys)
        if name == "section":
            self._open_section(attributes, keys, start)
            return
        self.opened.open(OpenBlock(name, attributes, keys, start, self._key(), start))

    def _short(self, place: Location) -> str:
        """The kind of a block written as `short`; another one where none may stand."""
        top = self.opened.top
        if not isinstance(top, OpenBlock):
            self.nodes.fault(
                faults.NOT_IN_FORMAT,
                place,
                "`short` is the short wording of a block, and stands inside that block",
                "Put it before the `:::` that closes the block.",
            )
            return "paragraph"
        if any(isinstance(node, ABlock) and node.kind == "short" for node in top.nodes):
            self.nodes.fault(
                faults.NOT_IN_FORMAT,
                place,
                "a second `short` in one block; one is enough",
                "Join the two.",
            )
        return "short"

    def _open_section(self, attributes: Attributes, keys: Keys, start: Location) -> None:
        outer = self.opened.top
        title = getattr(keys, "title", "")
        where = attributes.get("title")
        if isinstance(outer, OpenBlock):
            self.nodes.fault(
                faults.NOT_IN_FORMAT,
                start,
                "a section cannot stand inside another block",
                "Close the block with `:::` first.",
            )
            self.opened.open(OpenBlock("paragraph", NO_ATTRIBUTES, keys, start, self._key(), start))
            return
        content = (AText(title, where.value_location),) if title and where else ()
        self.opened.open(
            OpenSection(outer.level + 1, attributes, keys, content, start, fence=start)
        )

    def _heading(self, token: Token, inline: Token) -> None:
        line = token.map[0] if token.map else 0
        start = Location(self.name, line + 1)
        if token.markup in ("=", "-"):
            self.nodes.fault(
                faults.NOT_IN_FORMAT,
                start,
                "a line underlined with dashes or equal signs reads as a heading",
                "Write headings as `# Title`; put a blank line before a line of dashes.",
            )
        level = int(token.tag[1:])
        if level > _LOWEST_HEADING:
            self.nodes.fault(
                faults.NOT_IN_FORMAT,
                start,
                f"headings have levels 1 to {_LOWEST_HEADING}; this one has {level}",
                "Use fewer `#`, or begin the paragraph with **bold words**.",
            )
            level = _LOWEST_HEADING
        if self.opened.in_block:
            self.nodes.fault(
                faults.NOT_IN_FORMAT,
                start,
                "a heading cannot stand inside a block",
                'Close the block with `:::` first; `::: {.section title="..."}` holds a section.',
            )
            return
        attributes, title = heading_title(inline, line, self.context)
        if not title:
            self.nodes.empty(start, "heading")
        keys = keys_of(attributes, Keys, "a heading", self.collector, start)
        self.opened.close_to(level)
        self.opened.open(OpenSection(level, attributes, self.opened.inherited(keys), title, start))

    # --- paragraphs, lists, quotations ------------------------------------------------

    def _paragraph(self, inline: Token) -> None:
        node = self.nodes.paragraph(inline)
        if node is None:
            return
        if isinstance(node, AFigure):
            self._loose_figure(inline, node)
            return
        top = self.opened.top
        if isinstance(top, OpenBlock):
            top.nodes.append(node)
        else:
            top.parts.append(
                OpenParagraph([node], node.location, self._key(), self.opened.inherited(NO_KEYS))
            )

    def _loose_figure(self, inline: Token, node: AFigure) -> None:
        if not isinstance(self.opened.top, OpenBlock):
            self.nodes.fault(
                faults.MISSING_KEY,
                node.location,
                "a picture needs its source",
                'Put it into a block: `::: {.figure source="..."}`.',
            )
        self._special(inline, node)

    def _special(self, token: Token, node: ATable | AKeyValue | AFigure) -> None:
        """A table, definition list or picture: part of its block, else a block of its own."""
        top = self.opened.top
        if isinstance(top, OpenBlock):
            top.nodes.append(node)
            return
        kind = _SPECIAL.get(token.type, "figure")
        keys = self.opened.inherited(NO_KEYS)
        top.parts.append(ABlock(kind, (node,), node.location, self._key(), NO_ATTRIBUTES, keys))

    def _list(self, token: Token, inner: Sequence[Token]) -> None:
        node = self.nodes.list(token, inner)
        top = self.opened.top
        if isinstance(top, OpenBlock):
            top.nodes.append(node)
        elif top.parts and isinstance(last := top.parts[-1], OpenParagraph):
            last.nodes.append(node)
        else:
            top.parts.append(
                OpenParagraph([node], node.location, self._key(), self.opened.inherited(NO_KEYS))
            )

    def _quote(self, token: Token, inner: Sequence[Token]) -> None:
        if not inner:
            self.nodes.empty(self.nodes.line(token), "quotation")
        node = AQuote(self.nodes.nodes(inner, in_item=False), self.nodes.line(token))
        top = self.opened.top
        if isinstance(top, OpenBlock):
            top.nodes.append(node)
        else:
            top.parts.append(
                ABlock(
                    "paragraph",
                    (node,),
                    node.location,
                    self._key(),
                    NO_ATTRIBUTES,
                    self.opened.inherited(NO_KEYS),
                )
            )

    # --- helpers ----------------------------------------------------------------------

    def _key(self) -> str:
        self.blocks += 1
        return f"{self.name}#{self.blocks}"
