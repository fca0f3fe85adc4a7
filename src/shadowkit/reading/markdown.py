"""The Markdown of content files: markdown-it-py with the rules of the dossier format.

What this adds to markdown-it: places on every token, fences that nest as Pandoc's do,
notes, citations, references, spans and superscript with places, and a bound on nesting
that reports instead of dropping.  What comes out is a list of tokens; `content` makes
blocks of them.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote.index import footnote_def

MOST_NESTING = 40
"""Levels of quotations, lists and blocks in one another; a list and its item are one each."""

_FENCE = re.compile(r"( *)(:{3,})[ \t]*(.*?)[ \t]*$")


class _PlacedState(StateInline):
    """An inline state whose tokens carry the offset they begin at, in ``meta["pos"]``."""

    _pending_start = 0

    @property
    def pending(self) -> str:
        text: str = StateInline.pending.fget(self)  # type: ignore[attr-defined]
        return text

    @pending.setter
    def pending(self, value: str) -> None:
        if value and not self._pending and not self._pending_buffer:
            self._pending_start = self.pos
        StateInline.pending.fset(self, value)  # type: ignore[attr-defined]

    def append_pending(self, text: str) -> None:
        if not self._pending_buffer and not self._pending:
            self._pending_start = self.pos
        self._pending_buffer.append(text)

    def pushPending(self) -> Token:  # noqa: N802 (markdown-it's own name)
        start = self._pending_start
        token = super().pushPending()
        token.meta = {"pos": start}
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        token.meta = {"pos": self.pos}
        return token


class _PlacedInline(ParserInline):
    """markdown-it's inline parser over the state above."""

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        state = _PlacedState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def tokens_of(text: str) -> tuple[list[Token], dict[str, Any]]:
    """The tokens of a content file, and what the rules noted on the way: ``too_deep``
    (line and column of each such place, from 0)."""
    env: dict[str, Any] = {}
    return _parser().parse(text, env), env


def inline_tokens(text: str) -> list[Token]:
    """The inline tokens of a text that stands by itself, such as a heading's."""
    parser = _parser()
    return parser.inline.parse(text, parser, {}, [])


@cache
def _parser() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"maxNesting": MOST_NESTING * 3})
    md.inline = _PlacedInline()
    md.enable("table")
    md.use(deflist_plugin)
    # Reference links (`[a]: address`) are not in the format: their line stays text, with a finding.
    md.disable(["text_join", "image", "link", "linkify", "strikethrough", "reference"], True)
    # markdown-it builds its inline parser from a preset by names; ours starts with all.
    # Without `fragments_join`, which would give joined text the place of its last piece.
    md.inline.ruler2.enableOnly(["balance_pairs", "emphasis"])
    block_ends: RuleOptionsType = {"alt": ["paragraph", "blockquote", "list"]}
    md.block.ruler.before("table", "nesting_bound", _nesting_bound)
    md.block.ruler.before("table", "fence_line", _fence_line, block_ends)
    md.block.ruler.before("reference", "footnote_def", footnote_def, {"alt": ["paragraph"]})
    from shadowkit.reading import inline_rules

    inline_rules.install(md)
    return md


# --- block rules ----------------------------------------------------------------------


def _nesting_bound(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Beyond the bound markdown-it would skip the rest; we note the place and stop."""
    if silent or state.level < MOST_NESTING:
        return False
    first = state.bMarks[start] + state.tShift[start]
    state.env.setdefault("too_deep", []).append((start, first - _line_start(state, first)))
    state.line = end
    return True


def _fence_line(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A line of three or more colons: opens a block (with attributes or one word) or
    closes the innermost one.  One flat token a line; `content` does the nesting, so that
    depth costs nothing and a missing fence loses nothing."""
    if state.is_code_block(start):
        return False
    begin, stop = state.bMarks[start], state.eMarks[start]
    first = begin + state.tShift[start]
    if not state.src.startswith(":::", first):
        return False
    match = _FENCE.match(state.src[first:stop])
    if not match:
        return False
    rest = match[3]
    bare = not rest.strip(":").strip()
    if not bare and not rest.startswith("{") and len(rest.rstrip(":").split()) != 1:
        return False  # ":::" and then a sentence: text, as it is to Pandoc
    if silent:
        return True
    token = state.push("fence_line", "", 0)
    token.map = [start, start + 1]
    token.content = "" if bare else rest
    token.meta = {
        "column": first - _line_start(state, first) + match.start(3),
        "indented": first > _line_start(state, first),
        "nested": state.level > 0,
        "after_text": start > 0
        and not state.isEmpty(start - 1)
        and not _is_fence(state, start - 1),
    }
    state.line = start + 1
    return True


def _is_fence(state: StateBlock, line: int) -> bool:
    """Whether a fence stands in the line; straight after one, a block may begin."""
    return state.src.startswith(":::", state.bMarks[line] + state.tShift[line])


def _line_start(state: StateBlock, position: int) -> int:
    return state.src.rfind("\n", 0, position) + 1
