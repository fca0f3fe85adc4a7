"""Any text comes back the same from every output: nothing of the author's is changed or lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from outputs import contents, contents_of, printed, with_marks, written
from texts import escaped, literals, markdown, quoted, yaml_quoted

from dossiers import SOURCES, dossier, only
from samples import png
from shadowkit.model.authored import (
    ABlock,
    AFigure,
    AList,
    AQuote,
    ASection,
    Node,
    inlines_of,
    walk,
)
from shadowkit.model.document import Document
from shadowkit.model.inline import (
    ACitation,
    AInline,
    ANote,
    AReference,
    Emphasis,
    Inline,
    Inlines,
    Link,
    Reference,
    Span,
    authored_text,
    plain,
)
from shadowkit.pipeline import Outcome, run
from shadowkit.writing import text as plain_text

LAYOUT = """\
id: plain
title: Plain
cover: [title]
sections:
  - {id: text, takes: {rest: true}}
"""
PICTURE = png(4, 4).data


def outcome_of(content: str, settings: str = "title: A test\n") -> Outcome:
    """What comes of a dossier with one content file."""
    with TemporaryDirectory() as folder:
        made = dossier(
            Path(folder),
            content.encode("utf-8"),  # as bytes: `dossier` would take indents away
            settings=settings + "submissions:\n  report: {layout: layout.yaml}\n",
            layout=LAYOUT,
            sources=SOURCES.replace("report-a", "source-a").replace("report-b", "source-b"),
            fig_png=PICTURE,
        )
        return run(made)


# --- literal texts --------------------------------------------------------------------


def places(text: str) -> tuple[str, list[str]]:
    """A content file with a text in every place where one may stand, and the lines that
    have to be printed, in order."""
    t, v = escaped(text), quoted(text)
    # White space beside a mark of emphasis would undo it.
    e, shown = f"x{t}x", f"x{text}x"
    content = f"""\
# {t}

{t}

x^[{t}] [{t}]{{lang=ar}} **{e}** *{e}* [{t}](https://example.org)

{t}\\
{t}

- {t}

  {t}

1. {t}

> {t}

::: {{.box title={v}}}
{t}
:::

::: {{.gap label={v}}}
{t}
:::

::: {{.exchange topic={v}}}
{t}
:::

::: {{.quote source=source-a}}
{t}
:::

| {t} | b |
|---|---|
| c | {t} |

Table: {t}

{t}
:   {t}
:   {t}

::: {{.figure source=source-a}}
![{t}](../fig.png)
:::
"""
    lines = [
        *(text, text, f"x {text} {shown} {shown} {text}", f"{text}\n{text}"),
        *(text, text, text, text, text, text, f"{text}: {text}", f"{text}: {text}", text),
        *(f"Table 1. {text}", text, "b", "c", text, text, text, text),
        *(" ".join(text.split()), text),
    ]
    return content, lines


@given(literals)
def test_a_literal_text_comes_back_from_every_place_and_every_writer(text: str) -> None:
    content, expected = places(text)
    outcome = outcome_of(content, f"title: {yaml_quoted(text)}\n")
    assert [str(f) for f in outcome.findings if f.severity.value == "error"] == []
    document = only(outcome)
    assert document.title == text
    assert printed(document) == expected
    in_all_writers(document)


def in_all_writers(document: Document) -> None:
    """Word and HTML print the lines of the document and no others; plain text, where one line
    may hold two cells, prints them in order."""
    expected = printed(document)
    for name in ("html", "docx"):
        lines = written(document)[name]
        assert [line.text for line in lines if line.text] == expected, name
    output, position = plain_text.write(document), 0
    for content in contents(document):
        words = with_marks(content)
        found = output.find(words, position)
        assert found >= 0, words
        position = found + len(words)


# --- Markdown as typed ----------------------------------------------------------------


@given(markdown)
def test_what_reading_gives_as_words_is_what_every_writer_prints(content: str) -> None:
    outcome = outcome_of(content)
    if not outcome.submissions:
        return
    document = only(outcome)
    assert outcome.dossier is not None
    body, notes = words_read(outcome.dossier.sections)
    assert words_resolved(document) == "".join(body)
    assert len(document.notes) == len(notes)
    for note, words in zip(document.notes, notes, strict=True):
        if words is not None:
            assert squeezed("".join(plain(p) for p in note.paragraphs)) == words
    in_all_writers(document)


def squeezed(text: str) -> str:
    """The text without white space, which between two notes is not printed."""
    return "".join(text.split())


def words_read(sections: tuple[ASection, ...]) -> tuple[list[str], list[str | None]]:
    """The words read, in order, and those of each note (None: the style words a citation)."""
    body: list[str] = []
    notes: list[str | None] = []
    for content in (inlines for section in sections for inlines in _contents(section)):
        if isinstance(content, str):
            body.append(squeezed(content))
            continue
        body.append(squeezed(authored_text(content)))
        for node in walk(content, notes=False):
            if isinstance(node, ACitation):
                notes.append(None)
            elif isinstance(node, ANote):
                inner = [part for paragraph in node.paragraphs for part in walk(paragraph)]
                worded = any(isinstance(part, (ACitation, AReference)) for part in inner)
                words = "".join(map(authored_text, node.paragraphs))
                notes.append(None if worded else squeezed(words))
    return body, notes


def _contents(section: ASection) -> Iterator[tuple[AInline, ...] | str]:
    yield section.title
    for part in section.parts:
        yield from _contents(part) if isinstance(part, ASection) else _inner(part.nodes)


def _inner(nodes: tuple[Node, ...]) -> Iterator[tuple[AInline, ...] | str]:
    for node in nodes:
        if isinstance(node, AFigure):
            yield node.alt
        elif isinstance(node, (ABlock, AQuote)):
            yield from _inner(node.nodes)
        elif isinstance(node, AList):
            for item in node.items:
                yield from _inner(item.nodes)
        else:
            yield from inlines_of((node,))


def words_resolved(document: Document) -> str:
    """The words of the document's body, without references and the labels of tables."""
    body = [line for section in document.sections for line in contents_of(section)]
    return "".join(squeezed(plain(_without_references(line))) for line in body)


def _without_references(inlines: Inlines) -> Iterator[Inline]:
    for node in inlines:
        if isinstance(node, (Emphasis, Link, Span)):
            yield Span(tuple(_without_references(node.content)))
        elif not isinstance(node, Reference):
            yield node
