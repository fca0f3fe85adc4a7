"""Strategies for texts: literal ones, and Markdown as somebody may have typed it."""

from __future__ import annotations

import re

from hypothesis import strategies as st

from shadowkit.reading.files import forbidden

_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
_PRINTABLE = st.characters(codec="utf-8").filter(lambda c: not forbidden().match(c))
# Single characters that mean something to a reader or writer, more often than chance has them.
_TRICKY = st.sampled_from(
    (
        *"\\`*_{}[]()#+-.!|<>&\"'@^~:;=$% \t\u00a0\u00ad\u2028\u2029",
        *"\u200b\u200f\u202e\u2060\ufeff\u0301",
        *("NGO", "الل", "שלום", "計画", "\U0001f600", "&amp;", "-->", "]]>", "1. ", "- ", "::: "),
    )
)
_CHARACTERS = _PRINTABLE.filter(lambda c: c not in "\n\r")

literals = (
    st.lists(st.one_of(_TRICKY, _CHARACTERS), min_size=1, max_size=12)
    .map("".join)
    .map(str.strip)
    .filter(bool)
)
"""Any text that fits in one line of a content file, without white space at its ends."""


def escaped(text: str) -> str:
    """Markdown that means the characters of `text` and nothing else."""
    return _PUNCTUATION.sub(lambda match: "\\" + match[0], text)


def quoted(text: str) -> str:
    """The value of a key within braces."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def yaml_quoted(text: str) -> str:
    """A YAML scalar that means the characters of `text` and nothing else."""
    plain = (c if c.isascii() and c.isalnum() else f"\\U{ord(c):08X}" for c in text)
    return '"' + "".join(plain) + '"'


_SYNTAX = st.sampled_from(
    [
        *("*a*", "**b**", "2^nd^", "[c](https://example.org)", "<https://example.org/d>"),
        *("^[a note]", "^[*n* [@source-a]]", "[@source-a, p. 3]", "[see @source-b]", "[^n]"),
        *("[e]{.gap}", "[f]{lang=ar}", "[]{#g}", "[h]{.blank}", "\\\n", "  \n", "\n"),
        *("&amp;", "&#10;", "&#13;", "&#9;", "&nbsp;", "&#x2028;", "&lt;b&gt;", "&#0;", "&#xD800;"),
        *("<!-- no -->", "<b>", "`code`", "![alt](fig.png)", "@para:x", "[@para:x]", "@bare"),
        *(
            "_",
            "*",
            "^",
            "[",
            "]",
            "(",
            ")",
            "{",
            "}",
            "{.x}",
            "\\",
            "\\*",
            "|",
            "~",
            "$",
            "![",
            "!",
        ),
    ]
)
_LINE_STARTS = st.sampled_from(
    [
        *(
            "",
            "",
            "",
            "- ",
            "1. ",
            "> ",
            "# ",
            "## ",
            "  ",
            "    ",
            ":   ",
            "::: ",
            "::: gap",
            ":::",
        ),
        *(
            "::: {.box}",
            "| a | b |\n|---|---|\n| ",
            "Table: ",
            "[^n]: ",
            "***",
            "---",
            "- [ ] ",
            "\t",
        ),
        *("```", "<!--", "[x]: ", "#. ", "1) ", "+ ", "====="),
    ]
)
_RUNS = st.lists(st.one_of(_SYNTAX, _TRICKY, _CHARACTERS, st.just(" ")), max_size=8).map("".join)

markdown = st.lists(
    st.tuples(_LINE_STARTS, _RUNS, st.sampled_from(["\n", "\n\n"])).map("".join),
    min_size=1,
    max_size=6,
).map("".join)
"""Markdown that reads to something, whatever that is."""
