"""Small changes to rows of inlines, and questions about them: what printing does at the seams."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from shadowkit.model.authored import ABlock
from shadowkit.model.inline import (
    ACitation,
    AInline,
    ANote,
    ASpan,
    AText,
    Inline,
    Inlines,
    Span,
    Text,
    plain,
)
from shadowkit.model.requests import requests_of

_FULL_STOPS = (".", "。")


def capital(content: Inlines) -> Inlines:
    """The text with its first letter as a capital."""
    first = content[0] if content else None
    if isinstance(first, Text):
        return (Text(first.text[:1].upper() + first.text[1:]), *content[1:])
    return content


def answered(blocks: Iterable[ABlock]) -> Iterator[str]:
    """The ids that the recommendations of blocks answer."""
    for block in blocks:
        for request in requests_of(block):
            yield from getattr(request.keys, "answers", ())


def before_full_stop(content: Inlines, added: Inlines) -> Inlines:
    """`content` with `added` at its end, inside the full stop it may end with."""
    last = content[-1] if content else None
    if added and isinstance(last, Text) and last.text.endswith(_FULL_STOPS):
        return (*content[:-1], Text(last.text[:-1]), *added, Text(last.text[-1]))
    if added and isinstance(last, Span) and plain(last.content).endswith(_FULL_STOPS):
        # The whole text is a span: the evidence stands inside it too.
        return (*content[:-1], replace(last, content=before_full_stop(last.content, added)))
    return (*content, *added)


def append_text(result: list[Inline], text: str) -> None:
    """Adds text, joined to text just before it: one run where the author wrote one."""
    if not text:
        return
    if result and isinstance(last := result[-1], Text):
        result[-1] = Text(last.text + text)
    else:
        result.append(Text(text))


def _is_note(node: AInline | None) -> bool:
    return isinstance(node, (ANote, ACitation))


def between_notes(nodes: list[AInline], position: int) -> bool:
    """White space between two notes is dropped; the writer prints a comma there."""
    node = nodes[position]
    return (
        isinstance(node, AText)
        and not node.text.strip()
        and 0 < position < len(nodes) - 1
        and _is_note(nodes[position - 1])
        and _is_note(nodes[position + 1])
    )


def note_id(node: ANote) -> str:
    """The id that a note carries in a span of its text, or ""."""
    first = node.paragraphs[0] if node.paragraphs else ()
    for inline in first:
        if isinstance(inline, ASpan) and inline.attributes.id:
            return inline.attributes.id
    return ""
