"""Inline rules of the dossier format: notes, citations, references, spans, links and
superscript, each token with the offset it begins at.

Brackets are matched once for each run of text, in one pass, so that a line of brackets
costs no more than its length.
"""

from __future__ import annotations

import re
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import unescapeAll
from markdown_it.rules_inline import StateInline

from shadowkit.model.kinds import REFERENCE_PREFIXES
from shadowkit.reading.markdown import MOST_NESTING

# As Pandoc reads keys: punctuation only between letters and digits.
_KEY = r"[A-Za-z0-9_](?:[A-Za-z0-9_]|[:.#$%&+?<>~/-](?=[A-Za-z0-9_]))*"
REFERENCE = re.compile(rf"@({'|'.join(REFERENCE_PREFIXES)}):({_KEY})")
CITATION_KEY = re.compile(rf"(?<!\w)@({_KEY})")
# A closing bracket goes with the attributes behind it: brackets in their values pair with none.
_VALUES = r"""(?:"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+')"""
_ATTRIBUTES = rf"\{{[^{{}}\[\]\"']*+(?:{_VALUES}[^{{}}\[\]\"']*+)++\}}"
_BRACKET_OR_AT = re.compile(rf"\\.|\[|\](?:{_ATTRIBUTES})?|@", re.DOTALL)
_NOTE_USE = re.compile(r"\[\^([^\]\s]+)\]")
_ADDRESS = re.compile(r"\(([^()\"\n]*)\)")


def install(md: MarkdownIt) -> None:
    """Adds the rules to a parser, before those of markdown-it that begin alike."""
    ruler = md.inline.ruler
    ruler.before("emphasis", "inline_note", _inline_note)
    ruler.before("emphasis", "superscript", _superscript)
    ruler.before("emphasis", "bracket", _bracket)
    ruler.before("emphasis", "at_sign", _at_sign)
    ruler.before("emphasis", "image_mark", _image)


def _brackets(state: StateInline) -> dict[int, int]:
    """Each opening bracket's offset to that of its closing one."""
    return _matched(state)[0]


def _cites(state: StateInline, start: int) -> bool:
    """Whether the bracket at `start` is a citation or a list of references: it holds an
    ``@name`` that no bracket inside encloses."""
    return start in _matched(state)[1]


def _matched(state: StateInline) -> tuple[dict[int, int], set[int]]:
    """The pairs of brackets, and the opening ones that hold an ``@name``: one pass."""
    found: tuple[dict[int, int], set[int]] | None = getattr(state, "_brackets_matched", None)
    if found is None:
        pairs: dict[int, int] = {}
        citing: set[int] = set()
        stack: list[int] = []
        source = state.src
        for match in _BRACKET_OR_AT.finditer(source):
            at = match.start()
            if match[0] == "[":
                stack.append(at)
            elif match[0][0] == "]" and stack:
                pairs[stack.pop()] = at
            elif match[0] == "@" and stack and _begins_name(source, at):
                citing.add(stack[-1])
        found = pairs, citing
        state._brackets_matched = found  # type: ignore[attr-defined]
    return found


def _begins_name(source: str, at: int) -> bool:
    before, after = source[at - 1], source[at + 1 : at + 2]
    named = after.isascii() and (after.isalnum() or after == "_")
    return before == "[" or (named and (before.isspace() or before in ";(]-"))


def _inside(state: StateInline, start: int, end: int) -> None:
    """Reads the text from `start` to `end` with all inline rules."""
    depth = state.env["depth"] = state.env.get("depth", 0) + 1
    old_max = state.posMax
    state.pos, state.posMax = start, end
    if depth >= MOST_NESTING:
        token = state.push("too_deep", "", 0)
        token.content = state.src[start:end]
    else:
        state.md.inline.tokenize(state)
    state.env["depth"] = depth - 1
    state.pos, state.posMax = end, old_max


def _wrapped(state: StateInline, name: str, start: int, end: int, after: int) -> Any:
    """Pushes ``name_open``, the inside and ``name_close``; goes on at `after`."""
    opening = state.push(name + "_open", "", 1)
    _inside(state, start, end)
    state.push(name + "_close", "", -1)
    state.pos = after
    return opening


def _inline_note(state: StateInline, silent: bool) -> bool:
    """``^[own words]``"""
    if not state.src.startswith("^[", state.pos):
        return False
    close = _brackets(state).get(state.pos + 1)
    if close is None or close >= state.posMax:
        return False
    if silent:
        state.pos = close + 1
        return True
    glued = _next_caret(state, close + 1)
    opening = _wrapped(state, "note", state.pos + 2, close, close + 1)
    if glued is not None:
        opening.meta["glued"] = glued
    return True


def _next_caret(state: StateInline, position: int) -> int | None:
    """The offset of a `^` that follows without white space: Pandoc then reads all between
    the two as superscript, and the note is lost."""
    source, brackets = state.src, _brackets(state)
    while position < state.posMax and not source[position].isspace():
        if source[position] == "^":
            return position
        escaped = source[position] == "\\"
        position = brackets.get(position, position + escaped) + 1
    return None


def _superscript(state: StateInline, silent: bool) -> bool:
    """``2^nd^``: no white space inside, as in Pandoc."""
    start = state.pos
    if state.src[start] != "^":
        return False
    match = re.compile(r"\^((?:\\.|[^\s^\\])+)\^").match(state.src, start, state.posMax)
    if not match or match[1].startswith("["):
        return False
    if silent:
        state.pos = match.end()
        return True
    _wrapped(state, "superscript", match.start(1), match.end(1), match.end())
    return True


def _bracket(state: StateInline, silent: bool) -> bool:
    """``[``: a use of a note, a citation, references, a span, a link, or a plain bracket."""
    source, start = state.src, state.pos
    if source[start] != "[":
        return False
    close = _brackets(state).get(start)
    if close is None or close >= state.posMax:
        return False
    inner = source[start + 1 : close]
    following = source[close + 1 : close + 2] if close + 1 < state.posMax else ""
    if inner.startswith("^"):
        match = _NOTE_USE.match(source, start, state.posMax)
        if match is None:
            return False
        return _atom(state, silent, "note_use", match.end(), {"label": match[1]})
    if following != "{" and _cites(state, start):
        meta = {"inner": inner, "inner_pos": start + 1, "following": following}
        return _atom(state, silent, "citation", close + 1, meta)
    if following == "{":
        brace = source.find("}", close, state.posMax)
        if brace != -1:
            return _span(state, silent, start, close)
    if following == "(":
        return _link(state, silent, start, close)
    return False


def _atom(state: StateInline, silent: bool, name: str, after: int, meta: dict[str, Any]) -> bool:
    if not silent:
        token = state.push(name, "", 0)
        token.meta.update(meta, end=after)
    state.pos = after
    return True


def _span(state: StateInline, silent: bool, start: int, close: int) -> bool:
    from shadowkit.location import NOWHERE
    from shadowkit.reading.attributes import parse
    from shadowkit.reading.collector import Collector

    parsed = parse(
        state.src, close + 1, state.posMax, lambda _offset, _length: NOWHERE, Collector()
    )
    if parsed is None:
        return False
    if silent:
        state.pos = parsed.end
        return True
    opening = _wrapped(state, "span", start + 1, close, parsed.end)
    opening.meta.update(attributes=close + 1, end=parsed.end)
    return True


def _link(state: StateInline, silent: bool, start: int, close: int) -> bool:
    """``[text](address "title")``; the title is not printed anywhere, so it is noted."""
    found = _address(state, close + 1)
    if found is None:
        return False
    href, title, end = found
    if silent:
        state.pos = end
        return True
    opening = _wrapped(state, "link", start + 1, close, end)
    opening.meta.update(href=href, title=title, end=end)
    return True


def _address(state: StateInline, start: int) -> tuple[str, str, int] | None:
    """Address, title and end of what stands in the parentheses at `start`."""
    helpers, source = state.md.helpers, state.src
    position = _skip_space(source, start + 1, state.posMax)
    target = helpers.parseLinkDestination(source, position, state.posMax)
    if target.ok:
        position = _skip_space(source, target.pos, state.posMax)
        title = ""
        if position < state.posMax and source[position] in "\"'(":
            parsed = helpers.parseLinkTitle(source, position, state.posMax)
            if parsed.ok:
                title = parsed.str
                position = _skip_space(source, parsed.pos, state.posMax)
        if position < state.posMax and source[position] == ")":
            return unescapeAll(target.str), title, position + 1
    # Nothing, or an address with spaces: a link to Pandoc, though not to CommonMark.
    match = _ADDRESS.match(source, start, state.posMax)
    return (match[1].strip(), "", match.end()) if match else None


def _skip_space(source: str, position: int, stop: int) -> int:
    while position < stop and source[position] in " \t\n":
        position += 1
    return position


def _at_sign(state: StateInline, silent: bool) -> bool:
    """``@para:id``; another ``@name`` that Pandoc would read as a citation is noted, and a
    reference that is none because a letter stands before it, as in Chinese."""
    source, start = state.src, state.pos
    if source[start] != "@":
        return False
    match = REFERENCE.match(source, start, state.posMax)
    if start and (source[start - 1].isalnum() or source[start - 1] == "_"):
        if not match:
            return False
        return _atom(state, silent, "bare_citation", match.end(), {"glued": True})
    if match:
        meta = {"prefix": match[1], "id": match[2]}
        return _atom(state, silent, "reference", match.end(), meta)
    match = CITATION_KEY.match(source, start, state.posMax)
    if match:
        return _atom(state, silent, "bare_citation", match.end(), {"key": match[1]})
    return False


def _image(state: StateInline, silent: bool) -> bool:
    """``![alt](file)``: noted; figures are blocks of their own."""
    source, start = state.src, state.pos
    if not source.startswith("![", start):
        return False
    close = _brackets(state).get(start + 1)
    if close is None or source[close + 1 : close + 2] != "(":
        return False
    end = source.find(")", close, state.posMax)
    if end == -1:
        return False
    target = state.md.helpers.parseLinkDestination(source, close + 2, end)
    meta = {"alt": unescapeAll(source[start + 2 : close]), "path": unescapeAll(target.str)}
    return _atom(state, silent, "image_mark", end + 1, meta)
