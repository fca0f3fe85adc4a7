"""What no produced file may hold."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pikepdf
from lxml import etree, html
from PIL import Image as Pillow

_OUT = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_ACTIVE = ("script", "iframe", "object", "embed", "link", "base", "form", "applet", "frame")
_PICTURE = re.compile(r"data:image/(?:png|jpeg);base64,")
_CSS_STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_KEYS = ("/JS", "/JavaScript", "/Launch", "/EmbeddedFiles", "/GoToR", "/SubmitForm", "/AA")


def harm(file: Path) -> Iterator[str]:
    """What is wrong with a produced file."""
    data = file.read_bytes()
    if b"Exif" in data or b"Example camera" in data:
        yield "EXIF"
    yield from {".html": _in_html, ".pdf": _in_pdf, ".docx": _in_word}[file.suffix](data)


def _in_html(data: bytes) -> Iterator[str]:
    tree = html.fromstring(data)
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag in _ACTIVE:
            yield element.tag
        for name, value in element.attrib.items():
            if name.startswith("on"):
                yield name
            if name == "http-equiv" and value != "Content-Security-Policy":
                yield value
            if name == "href" and not (value.startswith("#") or _OUT.match(value)):
                yield value
            if name == "src" and not _PICTURE.match(value):
                yield value
            if name == "style" and not re.fullmatch(r"width: [\d.]+%", value):
                yield value
        if element.tag == "style":
            rules = _CSS_STRING.sub("", element.text or "")
            if "url(" in rules or "@import" in rules or '"' in rules:
                yield "a style sheet that fetches"


def _in_pdf(data: bytes) -> Iterator[str]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for item in pdf.objects:
            if not isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)):
                continue
            for key in _KEYS:
                if key in item:
                    yield key
            address = str(item.get("/URI", ""))
            if address and not _OUT.match(address):
                yield address
            action = item.get("/A") if item.get("/Subtype") == "/Link" else None
            if isinstance(action, pikepdf.Dictionary):
                address = str(action.get("/URI", "http://"))
                if action.get("/S") != "/URI" or not _OUT.match(address):
                    yield address


def _in_word(data: bytes) -> Iterator[str]:
    with ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            part = archive.read(name)
            if name.startswith("word/media/"):
                with Pillow.open(io.BytesIO(part)) as picture:
                    if picture.getexif():
                        yield "EXIF"
            elif name.endswith(".rels"):
                for relation in etree.fromstring(part):
                    target = relation.get("Target", "")
                    if relation.get("TargetMode") == "External" and not _OUT.match(target):
                        yield target
