"""A user's Word file, opened with care.

It comes from somebody's machine, perhaps by mail.  It is never unpacked to disk; no part is
read beyond a size; a part with a document type, which alone can define entities, is refused;
nothing it refers to is followed.
"""

from __future__ import annotations

import posixpath
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from lxml import etree

from shadowkit.model.look import Margins, Page
from shadowkit.model.template import WordTemplate
from shadowkit.reading.word_styles import Element, StyleReader, Theme, W, read_theme
from shadowkit.reading.word_template import SAVE_AGAIN, UnusableError

MOST_IN_A_PART: Final = 20_000_000
"""Of one part, unpacked: a file of a few kilobytes can unpack to gigabytes."""

_RELATION: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT: Final = "{http://purl.oclc.org/ooxml/wordprocessingml/main}document"

_SHEETS: Final = {"A4": (11906, 16838), "Letter": (12240, 15840)}
_ABOUT: Final = 30
"""Programs round the size of a sheet differently, by twips."""
_LEAST_WIDTH: Final = 4500
"""The least width and height of the text on a page, in twips."""


class Package:
    """The parts of an Office file."""

    def __init__(self, data: bytes) -> None:
        self._archive = ZipFile(BytesIO(data))

    def __enter__(self) -> Package:
        return self

    def __exit__(self, *_: object) -> None:
        self._archive.close()

    def template(self) -> WordTemplate:
        main_name = self._related("").get("officeDocument", "")
        main = self._part(main_name)
        if main is not None and main.tag == _STRICT:
            raise UnusableError("is a Strict Open XML Document", SAVE_AGAIN)
        if main is None or main.tag != f"{W}document":
            raise UnusableError("is not a Word file", "Name a .docx or .dotx file.")
        related = self._related(main_name)
        styles = self._part(related.get("styles", ""))
        if styles is None or styles.find(f"{W}style") is None:
            raise UnusableError("has no styles", SAVE_AGAIN)
        theme_part = self._part(related.get("theme", ""))
        theme = Theme() if theme_part is None else read_theme(theme_part)
        reader = StyleReader(styles, theme)
        return WordTemplate(
            reader.defaults(), reader.normal(), reader.styles(), theme.colours, _page(main)
        )

    def _related(self, name: str) -> dict[str, str]:
        """The parts that a part (the package itself for "") relates to, by the last word of
        the relation's type; the first of a type counts."""
        folder, _, file = name.rpartition("/")
        relations = self._part(f"{folder}/_rels/{file}.rels".lstrip("/"))
        found: dict[str, str] = {}
        for one in () if relations is None else relations.iter(_RELATION):
            if one.get("TargetMode") != "External":
                kind = one.get("Type", "").rpartition("/")[2]
                # Joined, a target that begins with a slash counts from the package's root.
                target = posixpath.join("/", folder, one.get("Target", ""))
                found.setdefault(kind, posixpath.normpath(target).lstrip("/"))
        return found

    def _part(self, name: str) -> Element | None:
        """A part as XML; None where the package has none of that name."""
        try:
            info = self._archive.getinfo(name)
        except KeyError:
            return None
        if info.flag_bits & 1:
            raise UnusableError("is protected by a password", "Save a copy without one.")
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise UnusableError("is packed in a way that Word does not use", SAVE_AGAIN)
        with self._archive.open(info) as part:
            data = part.read(MOST_IN_A_PART + 1)
        if len(data) > MOST_IN_A_PART:
            raise UnusableError(
                f"holds more than {MOST_IN_A_PART // 1_000_000} MB once unpacked",
                "Save a copy without its text and pictures; the styles stay in it.",
            )
        # Without its zero bytes, so that the words are found in UTF-16 as well.
        if b"<!DOCTYPE" in data.replace(b"\0", b""):
            raise UnusableError("has a document type in it, as no Word file does", SAVE_AGAIN)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise UnusableError("is damaged: a part of it is not XML", SAVE_AGAIN) from error


def _page(main: Element) -> Page | None:
    """The page of all sections: upright A4 or Letter, one column, margins as a look has them."""
    pages = {_section(one) for one in main.iter(f"{W}sectPr")}
    return pages.pop() if len(pages) == 1 else None


def _section(section: Element) -> Page | None:
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    columns = section.find(f"{W}cols")
    if size is None or margins is None:
        return None
    if columns is not None and columns.get(f"{W}num", "1") != "1":
        return None
    try:
        sheet = [int(size.get(f"{W}{name}", "")) for name in ("w", "h")]
        twips = {
            name: int(margins.get(f"{W}{name}", "0"))
            for name in ("top", "bottom", "left", "right", "header", "footer", "gutter")
        }
    except ValueError:
        return None
    if (
        twips.pop("gutter")
        or sheet[0] - twips["left"] - twips["right"] < _LEAST_WIDTH
        or sheet[1] - twips["top"] - twips["bottom"] < _LEAST_WIDTH
    ):
        return None
    white = {name: value * 25.4 / 1440 for name, value in twips.items()}
    header, footer = white.pop("header"), white.pop("footer")
    for name, known in _SHEETS.items():
        if all(abs(one - other) <= _ABOUT for one, other in zip(sheet, known, strict=True)):
            try:
                return Page.model_validate(
                    {
                        "size": name,
                        "margins": Margins.model_validate(white),
                        "header": header,
                        "footer": footer,
                    }
                )
            except ValueError:  # a margin below zero, or wider than a look can say
                return None
    return None
