"""From what the printing process reports to findings at the author's places."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

from shadowkit.diagnostics import NOWHERE, Finding
from shadowkit.location import Location
from shadowkit.model.document import (
    Block,
    Box,
    Document,
    Figure,
    Heading,
    KeyValue,
    List,
    Quote,
    Section,
    Shape,
    Table,
)
from shadowkit.model.inline import Emphasis, Inlines, Link, Reference, Span, Text
from shadowkit.writing.html.anchors import key_value_inlines, shape_anchors, table_inlines
from shadowkit.writing.pdf import faults, fonts
from shadowkit.writing.pdf.characters import MissingCharacter, around
from shadowkit.writing.pdf.glyphs import is_chinese

_STOPPED = "the PDF was not finished: "


def findings_of(document: Document, report: dict[str, Any]) -> list[Finding]:
    """All findings of one report."""
    if report["status"] != "printed":
        return [_not_printed(report)]
    found = [
        faults.ENGINE_WARNING.at(NOWHERE, f"the PDF engine warns: {message}")
        for message in report["warnings"]
    ]
    found += _missing_letters(document, set(report["missing"]))
    found += [_misprinted(document, *fault) for fault in report["faults"]]
    return found


def _not_printed(report: dict[str, Any]) -> Finding:
    status, message = report["status"], report.get("message", "")
    if status == "library":
        command = faults.library_command()
        return faults.LIBRARY_MISSING.at(
            NOWHERE,
            f"the PDF engine could not be loaded: {_first_line(message)}",
            hint=f"Install the libraries it needs, as administrator: {command}",
        )
    if status == "fonts":
        return faults.LIBRARY_MISSING.at(
            NOWHERE,
            f"fonts of the PDF are not installed: {message}",
            hint=f"Install them: pip install {message}",
        )
    reasons = {
        "start": f"its process could not be started ({message})",
        "late": f"it took longer than {report.get('seconds', 0):g} seconds",
        "memory": "it needed more memory than it may have",
        "size": f"its {report.get('pieces', 0):,} paragraphs, items, cells and notes need more "
        "memory than it may have",
        "failed": f"the engine stopped ({message})",
        "died": _died(report.get("code", 0)),
    }
    hint = "The Word and HTML files do not need the PDF engine."
    if status in ("late", "memory", "size"):
        hint = (
            "Take out what was pasted in by mistake, or divide it into several submissions. " + hint
        )
    return faults.NOT_FINISHED.at(NOWHERE, _STOPPED + reasons[status], hint=hint)


def _died(code: int) -> str:
    if code < 0:
        return f"the engine was stopped by signal {-code}, often for want of memory"
    return f"the engine ended by itself with status {code}"


def _first_line(message: str) -> str:
    return message.strip().splitlines()[0] if message.strip() else "no reason given"


# --- characters without a letter ------------------------------------------------------


def _missing_letters(document: Document, missing: set[int]) -> Iterator[Finding]:
    """One finding per character and block or note."""
    if not missing:
        return
    left = set(missing)
    for location, text in _texts(document):
        for character in sorted({ord(char) for char in text} & missing):
            left.discard(character)
            yield _no_letter(character, location, *around(text, chr(character)))
    for character in sorted(left):
        yield _no_letter(character, NOWHERE)


def _no_letter(character: int, location: Location, before: str = "", behind: str = "") -> Finding:
    char = chr(character)
    name = unicodedata.name(char, "a character without a name")
    shown = f" “{char}”" if char.isprintable() else ""
    hint = "Write it in words or with a common character."
    if is_chinese(character):
        hint = f"Install the fonts for Chinese, Japanese and Korean: {fonts.CHINESE_PACKAGE}"
    elif unicodedata.category(char) == "Co":
        hint = "It means something in one font only; type it anew."
    rule = faults.NO_GLYPH
    return MissingCharacter(
        rule.code,
        rule.name,
        rule.severity,
        f"no font of the PDF has the character{shown} U+{character:04X} {name}",
        location,
        hint,
        character=char,
        before=before,
        behind=behind,
    )


def _texts(document: Document) -> Iterator[tuple[Location, str]]:
    """All printed texts with the nearest place in the author's files."""
    running = (document.title, document.short_title, document.wordings.draft)
    yield NOWHERE, "".join(running)
    for line in document.cover:
        yield NOWHERE, "".join(_words(line.content))
    if document.contents is not None:
        yield NOWHERE, document.contents.title
    for section in document.sections:
        yield from _section_texts(section)
    for note in document.notes:
        yield note.location, "".join("".join(_words(content)) for content in note.paragraphs)


def _section_texts(section: Section) -> Iterator[tuple[Location, str]]:
    if section.heading:
        yield section.location, "".join(_words(section.heading.content))
    for part in section.parts:
        if isinstance(part, Block):
            yield part.location, "".join(_shape_words(part.shapes))
        else:
            yield from _section_texts(part)


def _shape_words(shapes: tuple[Shape, ...]) -> Iterator[str]:
    for shape in shapes:
        if isinstance(shape, List):
            for item in shape.items:
                yield from _shape_words(item.shapes)
        elif isinstance(shape, Quote):
            yield from _shape_words(shape.shapes)
        elif isinstance(shape, Box):
            yield from _words(shape.title)
            yield from _shape_words(shape.shapes)
        elif isinstance(shape, Table):
            yield shape.label
            for content in table_inlines(shape):
                yield from _words(content)
        elif isinstance(shape, KeyValue):
            for content in key_value_inlines(shape):
                yield from _words(content)
        elif isinstance(shape, Figure):
            continue  # what it shows is no text; `alt` is read aloud, not printed
        else:
            if isinstance(shape, Heading):
                yield shape.number
            yield from _words(shape.content)


def _words(content: Inlines) -> Iterator[str]:
    for node in content:
        if isinstance(node, (Text, Reference)):
            yield node.text
        elif isinstance(node, (Emphasis, Link, Span)):
            yield from _words(node.content)


# --- text that is not where it belongs ------------------------------------------------


def _misprinted(document: Document, fault: str, anchor: str, page: int) -> Finding:
    what, location = _place(document, anchor)
    messages = {
        "missing": f"{what} is not on any page of the PDF",
        "text": f"{what} is not printed whole (page {page})",
        "page": f"{what} is printed on page {page}, away from its mark",
        "order": f"the parts of {what} are printed in the wrong order (page {page})",
        "outside": f"{what} runs off its page (page {page})",
        "wide": f"{what} has text that is wider than its column (page {page})",
    }
    hint = "Shorten it, or write `notes: end` among the options of the submission."
    if fault == "wide":
        hint = "Give the table fewer columns, or divide it."
    return faults.NOT_PRINTED.at(
        location,
        messages[fault],
        hint=hint,
    )


def _place(document: Document, anchor: str) -> tuple[str, Location]:
    for note in document.notes:
        if anchor in (note.anchor, note.anchor + "r"):
            return f"note {note.number}", note.location
    for block in document.blocks():
        if block.anchor == anchor:
            return "this block", block.location
        if anchor.startswith(block.anchor + "-"):
            return "the title of a box in this block", block.location
    for block in document.blocks():
        if any(anchor == inner for inner in _inner_anchors(block.shapes)):
            return "part of this block", block.location
    for section in _all_sections(document.sections):
        if section.heading and section.heading.anchor == anchor:
            return "this heading", section.location
    return "part of the document", NOWHERE


def _all_sections(parts: tuple[Block | Section, ...]) -> Iterator[Section]:
    for part in parts:
        if isinstance(part, Section):
            yield part
            yield from _all_sections(part.parts)


def _inner_anchors(shapes: tuple[Shape, ...]) -> Iterator[str]:
    for shape in shapes:
        yield from shape_anchors(shape)
