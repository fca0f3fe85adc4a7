"""What a file says about itself: settings and properties, with no author and no machine."""

from __future__ import annotations

import re

from shadowkit.model.document import Document
from shadowkit.writing.docx.languages import word_tag
from shadowkit.writing.docx.markup import DECLARATION, NAMESPACES, escape

_DUBLIN_CORE = "http://purl.org/dc"
_OFFICE = "http://schemas.openxmlformats.org"


def settings() -> bytes:
    """The settings.  Compatibility mode 15 is Word's present layout; without it Word calls
    the document old in its title bar."""
    notes = "".join(
        f'<w:{name}Pr>{number}<w:{name} w:id="-1"/><w:{name} w:id="0"/></w:{name}Pr>'
        for name, number in (("footnote", ""), ("endnote", '<w:numFmt w:val="decimal"/>'))
    )
    options = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" '
        f'w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
            ("differentiateMultirowTableHeaders", 1),
        )
    )
    text = (
        f'{DECLARATION}<w:settings {NAMESPACES}><w:zoom w:percent="100"/>'
        '<w:defaultTabStop w:val="284"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f"{notes}<w:compat>{options}</w:compat>"
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )
    return text.encode("utf-8")


def core(document: Document) -> bytes:
    """Title, subject, language and, where the date is a day, the dates."""
    dates = ""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", document.date):
        dates = "".join(
            f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{document.date}T00:00:00Z</dcterms:{name}>'
            for name in ("created", "modified")
        )
    subject = f"<dc:subject>{escape(document.subject)}</dc:subject>" if document.subject else ""
    text = (
        f"{DECLARATION}<cp:coreProperties "
        f'xmlns:cp="{_OFFICE}/package/2006/metadata/core-properties" '
        f'xmlns:dc="{_DUBLIN_CORE}/elements/1.1/" xmlns:dcterms="{_DUBLIN_CORE}/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(document.title)}</dc:title>{subject}"
        f"<dc:language>{word_tag(document.language)}</dc:language>{dates}</cp:coreProperties>"
    )
    return text.encode("utf-8")


def app() -> bytes:
    """The extended properties, which name no program, company or template."""
    text = (
        f"{DECLARATION}<Properties "
        f'xmlns="{_OFFICE}/officeDocument/2006/extended-properties">'
        "<DocSecurity>0</DocSecurity></Properties>"
    )
    return text.encode("utf-8")
