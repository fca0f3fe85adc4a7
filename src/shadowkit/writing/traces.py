"""The proof that a Word file holds nothing of its author's machine: the file is read again.

The writer takes care of that too.  This module shares nothing with it, so that a fault there,
or something of a user's template that slips through, is found here and not by a reader.  What
may be in the file is listed rather than what may not, wherever such a list is short.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from io import BytesIO
from typing import Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from shadowkit.diagnostics import NOWHERE, Finding, Severity, rule

TRACE_LEFT = rule(
    "SK609",
    "trace-in-word-file",
    Severity.ERROR,
    """
    The Word file holds something of the computer or the person that made it, or of the
    template: a name, a company, the path of a file, a date that is not the submission's,
    data in a picture about where and when it was taken. So it was not written.

    Every Word file is read again before it is put in its place, because what is filed is
    passed on, and nobody looks into the properties of a file. An older file is left as it was.

    Nothing in a dossier should bring this about. To mend: where the submission has a
    `word_template:`, build without it; for a picture, save it anew in a picture program.
    Then report it as a fault of shadowkit, with the message.
    """,
)

_TYPES: Final = "[Content_Types].xml"
_PART: Final = (
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(?:app|core)\.xml"
    r"|word/(?:document|endnotes|fontTable|footnotes|numbering|settings|styles|theme"
    r"|(?:header|footer)(?:-\w+)?)\.xml|word/_rels/(?:document|endnotes|footnotes)\.xml\.rels"
    r"|word/media/image\d+\.(?:png|jpeg)"
)
_SAID: Final = {
    "docProps/core.xml": {b"coreProperties", b"title", b"subject", b"language"},
    "docProps/app.xml": {b"Properties", b"DocSecurity"},
}
"""What a file may say of itself, by part; the dates are looked at apart."""
_DATES: Final = (b"created", b"modified")

# Each is looked for where its first word is in the part at all, which costs next to nothing.
# Text cannot look like any of them: in it `<` and `"` are written otherwise.  Nor can what an
# author says of a picture (`descr`), which may begin with anything.
_MARKS: Final = (
    (b"rsid", rb'<(?:\w+:)?rsid|\s(?:\w+:)?rsid\w*="', "marks of editing sessions (rsid)"),
    (b"author=", rb'\s(?:\w+:)?author="', "an author"),
    (b"initials=", rb'\s(?:\w+:)?initials="', "an author's initials"),
    (b"userId=", rb'\s(?:\w+:)?userId="', "a user's name"),
    (b":date=", rb'\s\w+:date="', "the date of a change"),
    (b":instr=", rb'\s\w+:instr="', "a field that the program does not make"),
    (b"docId", rb"<(?:\w+:)?docId\b", "a number that Word gave the file"),
    (b"docVar", rb"<(?:\w+:)?docVars?\b", "variables of a document"),
    (b"attachedTemplate", rb"<(?:\w+:)?attachedTemplate\b", "the name of a template"),
    (b"mailMerge", rb"<(?:\w+:)?mailMerge\b", "the source of a mail merge"),
    (b"attachedSchema", rb"<(?:\w+:)?attachedSchema\b", "the name of a schema"),
    (b"saveThroughXslt", rb"<(?:\w+:)?saveThroughXslt\b", "the path of a style sheet"),
    (b"printerSettings", rb"<(?:\w+:)?printerSettings\b", "settings of a printer"),
    (b"<!--", rb"<!--", "a comment in its XML"),
    (b"file:", rb'(?<! descr)="file:', "an absolute path"),
    (b":\\", rb'(?<! descr)="[A-Za-z]:\\', "an absolute path"),
    (b'"\\\\', rb'(?<! descr)="\\\\', "an absolute path"),
    (b'="/', rb'(?<! descr)="/\w', "an absolute path"),
)
_FIELD: Final = rb"<w:instrText[^<>]*>\s*(\w*)([^<]*)"
_FIELDS: Final = {b"NOTEREF", b"NUMPAGES", b"PAGE", b"PAGEREF", b"REF", b"SEQ", b"TOC"}
"""Fields that print numbers and headings; others print names, paths, dates."""

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_PNG_CHUNKS: Final = (
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT"),
    *(b"bKGD", b"pHYs"),
)
_JFIF: Final = 14
"""The length of a JFIF segment's data without a small picture."""
_ADOBE: Final = 12


def findings(name: str, data: bytes, date: str) -> list[Finding]:
    """A finding for each thing left in the Word file `name`, whose submission is of `date`
    (as ISO has it, or "" or part of it)."""
    return [
        TRACE_LEFT.at(
            NOWHERE,
            f"{name} is not clean: {left}",
            hint="Build without `word_template:` or that picture; report it as a fault.",
        )
        for left in dict.fromkeys(traces(data, date))
    ]


def traces(data: bytes, date: str) -> Iterator[str]:
    """What is left in a Word file, in words."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            yield from _container(archive, len(data))
            for info in archive.infolist():
                yield from _in_part(info.filename, archive.read(info), date)
    except (BadZipFile, NotImplementedError) as error:
        yield f"it cannot be read again ({error})"


def _container(archive: ZipFile, size: int) -> Iterator[str]:
    names = archive.namelist()
    for name in names:
        if not re.fullmatch(_PART, name):
            yield f"there is a part {name[:80]}"
    if names != sorted(set(names), key=lambda name: (name != _TYPES, name != "_rels/.rels", name)):
        yield "its parts are not in their order"
    entries = archive.infolist()
    if any(not _is_bare(entry) for entry in entries):
        yield "its container says when or where it was made"
    # Of an entry there are 30 and 46 bytes beside its name, of the whole 22, and no more.
    held = sum(76 + 2 * len(one.filename.encode()) + one.compress_size for one in entries)
    if held + 22 != size:
        yield "its container holds more than its parts"


def _is_bare(entry: ZipInfo) -> bool:
    machine = (entry.create_system, entry.external_attr, entry.internal_attr)
    return entry.date_time == (1980, 1, 1, 0, 0, 0) and machine == (0, 0, 0)


def _in_part(name: str, blob: bytes, date: str) -> Iterator[str]:
    if name.startswith("word/media/"):
        for what in _in_picture(blob):
            yield f"{name} holds {what}"
        return
    if name == _TYPES:
        return  # each part has an absolute name there
    if name.endswith(".rels"):
        yield from _in_relations(name, blob)
        return
    for word, expression, what in _MARKS:
        if word in blob and re.search(expression, blob):
            yield f"{name} holds {what}"
    for kind, rest in re.findall(_FIELD, blob):
        if kind not in _FIELDS:
            yield f"{name} holds a field {_shown(kind + rest)}"
    if name in _SAID:
        yield from _in_properties(name, blob, date)


def _in_properties(name: str, blob: bytes, date: str) -> Iterator[str]:
    day = f"{date}T00:00:00Z" if re.fullmatch(r"\d{4}-\d{2}-\d{2}", date) else None
    for found in re.finditer(rb"<(?:\w+:)?(\w+)[^<>]*>([^<]*)", blob):
        said, value = found[1], found[2].decode(errors="replace")
        if name == "docProps/core.xml" and said in _DATES:
            if value != day:
                yield f"{name} has a date that is not the submission's"
        elif said not in _SAID[name]:
            yield f"{name} says {said.decode(errors='replace')}"


def _in_relations(name: str, blob: bytes) -> Iterator[str]:
    for found in re.finditer(rb"<Relationship\s([^<>]*)>", blob):
        values = dict(re.findall(rb'(\w+)="([^"]*)"', found[1]))
        target = values.get(b"Target", b"")
        if values.get(b"TargetMode") == b"External":
            link = values.get(b"Type", b"").endswith(b"/hyperlink")
            if not link or not re.match(rb"(?:https?|mailto):", target, re.IGNORECASE):
                yield f"{name} leads to {_shown(target)}"
        elif not re.fullmatch(rb"[\w./-]+", target) or target.startswith((b"/", b"..")):
            yield f"{name} leads to {_shown(target)}"


def _shown(value: bytes) -> str:
    return value.decode(errors="replace").strip()[:80]


# --- pictures -------------------------------------------------------------------------


def _in_picture(data: bytes) -> Iterator[str]:
    try:
        yield from _in_png(data) if data.startswith(_PNG) else _in_jpeg(data)
    except (struct.error, IndexError):
        yield "a picture that cannot be read"


def _in_png(data: bytes) -> Iterator[str]:
    position, kind = len(_PNG), b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", data, position)
        if kind not in _PNG_CHUNKS:
            yield f"a picture's data of the kind {_shown(kind)}"
        position += 12 + length
    if position != len(data):
        yield "something behind a picture"


def _in_jpeg(data: bytes) -> Iterator[str]:
    position = 2
    while True:
        mark, code = data[position], data[position + 1]
        if mark != 0xFF:
            yield "a picture that cannot be read"
            return
        if code == 0xFF:  # a fill byte
            position += 1
            continue
        if code == 0xD9:
            if position + 2 != len(data):
                yield "something behind a picture"
            return
        (length,) = struct.unpack_from(">H", data, position + 2)
        inner = data[position + 4 : position + 2 + length]
        plain = (code == 0xE0 and inner[:5] == b"JFIF\0" and len(inner) == _JFIF) or (
            code == 0xEE and inner[:5] == b"Adobe" and len(inner) == _ADOBE
        )
        if (0xE0 <= code <= 0xEF and not plain) or code == 0xFE:
            yield f"a picture's data of the kind {'COM' if code == 0xFE else f'APP{code - 0xE0}'}"
        position += 2 + length
        if code == 0xDA:
            # The picture itself, until a mark that is none of its own.
            end = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]").search(data, position)
            if end is None:
                return
            position = end.start()
