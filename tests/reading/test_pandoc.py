"""Pandoc reads the same words as we do, in the dialect of the dossier format.

So nobody is locked in: what the two would read differently is a finding, never a silent
difference.  Compared are words, notes (in place) and the ids cited, in order.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from near_misses import NEAR_MISSES

from dossiers import Content, content
from shadowkit.model.authored import (
    ABlock,
    AFigure,
    AKeyValue,
    AList,
    AParagraph,
    AQuote,
    ASection,
    ATable,
    Node,
)
from shadowkit.model.inline import (
    ABreak,
    ACitation,
    AInline,
    ALink,
    ANote,
    AReference,
    ASpan,
    AText,
    authored_text,
)

DIALECT = (
    "markdown-smart-fancy_lists-startnum-example_lists-line_blocks-raw_tex-latex_macros"
    "-tex_math_dollars-subscript-strikeout-yaml_metadata_block-pandoc_title_block-grid_tables"
    "-multiline_tables-simple_tables"
)
ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (
    "examples/*",
    "tests/kinds",
    "tests/golden/*",
    "tests/faults/*/good",
    "tests/rules/*/good",
)

pytestmark = pytest.mark.skipif(not shutil.which("pandoc"), reason="pandoc is not installed")


# --- what we read ---------------------------------------------------------------------


def _ours(read: Content) -> Iterator[str]:
    for section in read.sections:
        yield from _section(section)


def _section(section: ASection) -> Iterator[str]:
    # The title of a fenced section is a key, which Pandoc does not print.
    if section.attributes.get("title") is None:
        yield "\n"
        yield from _inlines(section.title)
    for part in section.parts:
        yield from _section(part) if isinstance(part, ASection) else _nodes(part.nodes)


def _nodes(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        yield "\n"
        if isinstance(node, AParagraph):
            yield from _inlines(node.content)
        elif isinstance(node, AList):
            for item in node.items:
                yield from _nodes(item.nodes)
        elif isinstance(node, (AQuote, ABlock)):
            yield from _nodes(node.nodes)
        elif isinstance(node, ATable):
            for cell in (node.caption, *node.header, *(cell for row in node.rows for cell in row)):
                yield "\n"
                yield from _inlines(cell)
        elif isinstance(node, AKeyValue):
            for term, values in node.entries:
                for content in (term, *values):
                    yield "\n"
                    yield from _inlines(content)
        elif isinstance(node, AFigure):
            yield node.alt


def _inlines(content: Iterable[AInline]) -> Iterator[str]:
    for node in content:
        if isinstance(node, AText):
            yield node.text
        elif isinstance(node, ABreak):
            yield "\n"
        elif isinstance(node, ANote):
            if not node.paragraphs:  # a lost note, whose mark Pandoc keeps as it is written
                yield f"[^{node.label}]"
            for paragraph in node.paragraphs:
                yield " (note "
                yield from _inlines(paragraph)
                yield " ) "
        elif isinstance(node, ACitation):
            for item in node.items:
                before = authored_text(item.prefix)
                after = f"{item.locator} {authored_text(item.suffix)}"
                yield _cited(before, item.source, after)
        elif isinstance(node, AReference):
            for target in node.targets:
                yield _cited("", f"{target.prefix}:{target.id}", "")
        elif isinstance(node, (ALink, ASpan)) or hasattr(node, "content"):
            yield from _inlines(node.content)


def _cited(before: str, id: str, after: str) -> str:
    return f" ( {before} @{id} {re.sub('[ ,]+', ' ', after)} ) "


# --- what Pandoc reads ----------------------------------------------------------------


def _pandoc(text: str) -> Iterator[str]:
    done = subprocess.run(
        ["pandoc", "-f", DIALECT, "-t", "json"],
        input=text,
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=30,
    )
    yield from _value(json.loads(done.stdout)["blocks"])


def _value(value: Any) -> Iterator[str]:
    """The words below a piece of Pandoc's tree, attributes and addresses left out."""
    if isinstance(value, list):
        for inner in value:
            yield from _value(inner)
        return
    if not isinstance(value, dict) or "t" not in value:
        return
    kind, inner = value["t"], value.get("c")
    if kind == "Str":
        yield inner
    elif kind in ("Space", "SoftBreak", "LineBreak"):
        yield " "
    elif kind == "Cite":
        for cited in inner[0]:
            before, after = ("".join(_value(cited[f"citation{k}"])) for k in ("Prefix", "Suffix"))
            yield _cited(before, cited["citationId"], after)
    elif kind == "Note":
        for paragraph in inner:
            yield " (note "
            yield from _value(paragraph["c"])
            yield " ) "
    elif kind in ("Header", "Div", "Span", "Link"):
        yield "" if kind in ("Span", "Link") else "\n"
        yield from _value(inner[-1 if kind != "Link" else 1])
    elif kind == "OrderedList":
        yield from _value(inner[1])
    elif kind == "DefinitionList":
        for term, values in inner:
            yield "\n"
            yield from _value(term)
            yield from _value(values)
    else:
        yield "\n" if kind in ("Para", "Plain") else ""
        yield from _value(inner)


def _words(pieces: Iterable[str]) -> list[str]:
    return "".join(pieces).split()


# --- the comparison -------------------------------------------------------------------


def _files() -> list[Path]:
    return sorted(
        file
        for folder in FOLDERS
        for below in ("content", "annex")
        for file in ROOT.glob(f"{folder}/{below}/**/*.md")
    )


def test_there_are_files_of_every_sort() -> None:
    assert all(list(ROOT.glob(f"{folder}/content/**/*.md")) for folder in FOLDERS)


@pytest.mark.parametrize("file", _files(), ids=lambda file: str(file.relative_to(ROOT)))
def test_pandoc_reads_the_words_of_a_content_file(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    found = content(text)
    assert _words(_ours(found)) == _words(_pandoc(text))


TEXTS = {
    "blocks in blocks": """\
        ::: gap
        A

        ::: {.development date=2013}
        B
        :::

        C
        :::
        D

        ::::: gap :::::
        E
        :::
        """,
    "lists": """\
        A:

        - b
          - c

            d
        - e
        lazy

        1. f
        2. g
           - h

        - [ ] i
        - [x] j

        - - k

        -\tl
        """,
    "quotations": """\
        > A
        lazy
        >
        > B
        >
        > > C
        >
        > - d
        >   - e

        - f

          > g
        """,
    "headings": """\
        # A *b* {#c}
        ## D ##

        E

        ### F^[g] {.unnumbered}

        H
        """,
    "notes": """\
        A^[b *c* [@d, p. 1]] e[^f]. ^[g] [^f]

        [^f]: h
            i

            j [@k]

        [^l2]: m

        n[^l2]
        """,
    "spans": """\
        [A]{.gap #b comment=d} []{#e}F [G [h]{.gap} i]{lang=fr}[@j]

        - []{#l}M
        - [N]{#o}[@p]
        """,
    "citations": """\
        A.[@b] C.[see @d, paras. 3 and 4, in part; also @e] F [@g; @h, art. 2 (c)] x@y.org
        \\@z [@Smith_2013:a.b/c, p. 3] [a [@b] c]
        """,
    "references": """\
        See @para:a, [@para:b; @section:c-d], (@rec:e)@note:f. *@para:g*; @para:h–@para:i
        """,
    "emphasis": """\
        *a* **b** ***c*** _d_ e_f_g 2^nd^ *h **i** j*k *l* \\*m* * n * o**p**q
        """,
    "links": """\
        [a](https://example.org) <https://example.org/b_c> <x@example.org> [d](e f) [g]()
        [h *i*](https://example.org/j_(k)) [l](#m)
        """,
    "signs": """\
        He said "a" -- b... (c) $d$ ~e~ \\f ~~g~~ | h < i k&amp;l &mdash; m\\_n "o\\
        p" q

        (a) r

        | s

        \\$5

        t\u00a0u\u2011v
        """,
    "comments": """\
        <!-- a -->

        B <!-- c --> d

        <!-- e

        f -->

        - g
        """,
    "scripts": "Ключ — план計画、한국어 العربية\u200f. \N{GRINNING FACE}\n",
}


@pytest.mark.parametrize("name", TEXTS)
def test_pandoc_reads_the_same_words(name: str) -> None:
    text = dedent(TEXTS[name])
    found = content(text)
    assert [fault for fault in found.faults() if not fault.endswith("SK024")] == []
    assert _words(_ours(found)) == _words(_pandoc(text))


@pytest.mark.parametrize("name", NEAR_MISSES)
def test_pandoc_reads_the_same_words_in_a_near_miss(name: str) -> None:
    assert _words(_ours(content(NEAR_MISSES[name]))) == _words(_pandoc(NEAR_MISSES[name]))


DIFFERENT = {
    "a heading without a blank line": "A\n# B\n",
    "a list without a blank line": "A\n- b\n",
    "a list in a quotation without a blank line": "> A\n> - b\n",
    "a list after a quotation without a blank line": "> A\n- b\n",
    "a quotation without a blank line": "A\n> B\n",
    "a heading after a list without a blank line": "- a\n# B\n",
    "the text of a note without a blank line": "A[^b]\n[^b]: C\n",
    "a heading after the text of a note": "A[^b]\n\n[^b]: C\n# D\n",
    "a fence without a blank line": "A\n::: gap\nB\n:::\n",
    "an indented fence": "A\n\n  ::: gap\n  B\n  :::\n",
    "two notes without a space": "A^[b]^[c]\n",
    "a superscript behind a note": "A^[b].2^nd^\n",
    "braces behind a link": "[a](https://example.org){.b}\n",
    "a value without words": "A\n\n:\n",
    "brackets with an address below": "[a]\n\n[a]: https://example.org\n",
    "a list with parentheses": "1) a\n",
    "a list with a hash": "#. a\n",
    "an empty item": "1. a\n- \n",
    "an empty heading": "a\n\n#\n",
    "an empty quotation": "a\n\n>\n",
    "a backslash before a space": "a\\ b\n",
    "a backslash before a sign of typography": "\\“a”\n",
    "a backslash at the end": "a\\\n",
    "braces behind an address": "<https://example.org>{.b}\n",
    "brackets behind a reference": "See @para:a [b]{.gap} and\n@para:c\n[@d].\n",
    "an exclamation mark before brackets": "A![b]{.gap}\n",
    "a note in a note": "A^[b ^[c]]\n",
    "a picture": "![a](b.png)\n",
    "HTML": "<b>a</b>\n",
}


@pytest.mark.parametrize("name", DIFFERENT)
def test_what_the_two_read_differently_is_a_finding(name: str) -> None:
    assert content(DIFFERENT[name]).findings
