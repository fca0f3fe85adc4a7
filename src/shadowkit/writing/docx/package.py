"""The whole file: the parts, what relates them, and a container of always the same bytes."""

from __future__ import annotations

from io import BytesIO
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.opc.pkgwriter import PackageWriter

from shadowkit.model.document import Document
from shadowkit.model.look import Look
from shadowkit.model.template import WordTemplate
from shadowkit.writing.docx import house, notes, properties, running, styles, theme
from shadowkit.writing.docx.body import Body
from shadowkit.writing.docx.inlines import Bookmarks, Links, Runs
from shadowkit.writing.docx.numbering import Numbering
from shadowkit.writing.docx.pictures import Pictures
from shadowkit.writing.docx.plan import plan

_TYPES: Final = "[Content_Types].xml"
_ROOT_RELATIONS: Final = "_rels/.rels"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


def write(
    document: Document, look: Look, template: WordTemplate | None = None, *, draft: bool = False
) -> bytes:
    """The document as a .docx file: the same bytes for the same document, look and template
    (a Word file of the user's, whose looks go before those of `look`).

    A document that Word would number otherwise than its model says (numbers of paragraphs
    or notes that are not consecutive), that refers to an anchor it does not print or that
    holds a character no XML file can, raises `ValueError`: all are faults of the stages
    before this one.
    """
    found = plan(document)
    rtl = document.direction == "rtl"
    bookmarks = Bookmarks(found)
    numbers = Numbering(look, found.headings, found.numbered, rtl=rtl)
    styled = styles.part(document, look, numbers)
    if template:
        styled = house.dressed(styled, template)
        look = house.look(look, template)
    bold = styles.bold(styled)
    kind = notes.KINDS[document.note_placement]
    main_links, note_links = Links(), Links()
    mark = f"{kind.element}Reference"
    language = document.language
    runs = Runs(
        bookmarks,
        main_links,
        language=language,
        rtl=rtl,
        bold=bold,
        notes=kind.styles,
        note_element=mark,
    )
    note_runs = Runs(bookmarks, note_links, language=language, rtl=rtl, bold=bold)
    plain_runs = Runs(bookmarks, Links(), language=language, rtl=rtl, bold=bold)

    package = _Package()
    package.add("header", RT.HEADER, CT.WML_HEADER, running.header(document, plain_runs, draft))
    package.add("footer", RT.FOOTER, CT.WML_FOOTER, running.footer(document, plain_runs))
    references = (
        '<w:headerReference w:type="default" r:id="header"/>'
        '<w:footerReference w:type="default" r:id="footer"/>'
    )
    if draft and document.cover and document.cover_page:
        first = running.first_header(document, plain_runs)
        package.add("header-first", RT.HEADER, CT.WML_HEADER, first)
        references = f'<w:headerReference w:type="first" r:id="header-first"/>{references}'
    pictures = Pictures()
    main = Body(document, look, found, numbers, runs, pictures).part(references)
    if runs.marks != len(document.notes):
        raise ValueError(f"{len(document.notes)} notes have {runs.marks} marks in the text")
    for one, type_, content in (
        (notes.KINDS["foot"], RT.FOOTNOTES, CT.WML_FOOTNOTES),
        (notes.KINDS["end"], RT.ENDNOTES, CT.WML_ENDNOTES),
    ):
        printed = document.notes if one is kind else ()
        blob = notes.part(one, printed, note_runs, rtl=rtl)
        package.add(f"{one.element}s", type_, content, blob, note_links if printed else None)
    package.add("styles", RT.STYLES, CT.WML_STYLES, styled)
    package.add("numbering", RT.NUMBERING, CT.WML_NUMBERING, numbers.part())
    package.add(
        "theme", RT.THEME, CT.OFC_THEME, theme.theme(look, template.colours if template else {})
    )
    package.add("fontTable", RT.FONT_TABLE, CT.WML_FONT_TABLE, theme.fonts(look))
    for name, place, type_, data in pictures.parts():
        package.add(name, RT.IMAGE, type_, data, place=place)
    package.add("settings", RT.SETTINGS, CT.WML_SETTINGS, properties.settings())
    return package.file(main, main_links, properties.core(document), properties.app())


class _Package:
    """The parts around the main part; a part's name is its relationship's id too."""

    def __init__(self) -> None:
        self._package = OpcPackage()
        self._parts: list[tuple[str, str, Part]] = []

    def add(
        self,
        name: str,
        relation: str,
        content: str,
        blob: bytes,
        links: Links | None = None,
        place: str = "",
    ) -> None:
        """Add one part that the main part relates to; `place` is its name in the package."""
        part = self._part(place or f"/word/{name}.xml", content, blob)
        if links:
            _relate(part, links)
        self._parts.append((name, relation, part))

    def file(self, main: bytes, links: Links, core: bytes, app: bytes) -> bytes:
        """The file, with its main part and its properties."""
        body = self._part("/word/document.xml", CT.WML_DOCUMENT_MAIN, main)
        for name, relation, part in self._parts:
            body.rels.add_relationship(relation, part, name)
        _relate(body, links)
        around = (
            ("document", RT.OFFICE_DOCUMENT, body),
            (
                "core",
                RT.CORE_PROPERTIES,
                self._part("/docProps/core.xml", CT.OPC_CORE_PROPERTIES, core),
            ),
            (
                "app",
                RT.EXTENDED_PROPERTIES,
                self._part("/docProps/app.xml", CT.OFC_EXTENDED_PROPERTIES, app),
            ),
        )
        for name, relation, part in around:
            self._package.rels.add_relationship(relation, part, name)
        parts = [part for _, _, part in (*around, *self._parts)]
        container = _Container()
        # What package.save() does, but for its walk over the parts, which keeps every part it
        # ever saw alive, and for its container, which has the time of day in it.
        writer: Any = PackageWriter
        writer._write_content_types_stream(container, parts)
        writer._write_pkg_rels(container, self._package.rels)
        writer._write_parts(container, parts)
        return container.file()

    def _part(self, name: str, content: str, blob: bytes) -> Part:
        return Part(PackURI(name), content, blob)


def _relate(part: Part, links: Links) -> None:
    for url, id in links.ids.items():
        part.rels.add_relationship(RT.HYPERLINK, url, id, is_external=True)


class _Container:
    """Stands where python-docx has its writer of ZIP files; a file that it had written would have
    to be unpacked and packed anew."""

    def __init__(self) -> None:
        self._blobs: dict[str, bytes] = {}

    def write(self, name: PackURI, blob: bytes) -> None:
        self._blobs[name.membername] = blob

    def file(self) -> bytes:
        """The container: the content types first, where readers look for them, then the
        relationships, then the parts by name."""
        out = BytesIO()
        names = sorted(
            self._blobs, key=lambda name: (name != _TYPES, name != _ROOT_RELATIONS, name)
        )
        with ZipFile(out, "w") as made:
            for name in names:
                info = ZipInfo(name, _EPOCH)
                info.compress_type = ZIP_DEFLATED
                made.writestr(info, self._blobs[name], compresslevel=6)
                # After the writing, which would put a file mode in their place.
                info.create_system = info.external_attr = 0
        return out.getvalue()
