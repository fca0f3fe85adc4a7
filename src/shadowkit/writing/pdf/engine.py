"""Printing one document with WeasyPrint.  Only the printing process calls this."""

from __future__ import annotations

import base64
import io
import logging
import os
from pathlib import Path
from typing import Any

from shadowkit.writing.pdf import account, fonts, glyphs, metadata, weasy_tags

_SIGNATURES = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}
_PICTURES = {f"data:{media_type};base64": media_type for media_type in _SIGNATURES}
_NO_GLYPH = ".notdef glyph rendered"


class LibraryMissingError(Exception):
    """A library of the system that WeasyPrint needs is not there."""


class Engine:
    """WeasyPrint, loaded and ready."""

    def __init__(self) -> None:
        try:
            import weasyprint
            from weasyprint.text import ffi
        except (OSError, ImportError) as error:
            # The linker's words where the library is there but memory is not.
            if "map segment" in str(error) or "allocate memory" in str(error):
                raise MemoryError from error
            raise LibraryMissingError(str(error)) from error
        if ffi.harfbuzz_subset is None:
            raise LibraryMissingError("libharfbuzz-subset")
        self._weasyprint: Any = weasyprint
        self._tagger = weasy_tags.install()
        self._listener = _Listener()
        weasyprint.LOGGER.addHandler(self._listener)
        weasyprint.LOGGER.propagate = False
        self._shipped = glyphs.shipped()
        self._plain_fonts = os.environ.get("FONTCONFIG_FILE", "")

    def render(self, request: dict[str, Any], html: str, css: str) -> tuple[dict[str, Any], bytes]:
        """Print `html` with `css`; the report and the bytes of the file."""
        self._listener.clear()
        missing = self._choose_fonts(html + css + request["running"])
        fetcher = _picture_fetcher()
        page = self._weasyprint.HTML(string=html, url_fetcher=fetcher)
        sheet = self._weasyprint.CSS(string=css, url_fetcher=fetcher)
        options = {"stylesheets": [sheet], "pdf_variant": "pdf/a-2a", "pdf_identifier": True}
        document = page.render(**options)
        faults = account.faults(document, page.etree_element, request["expected"])
        self._tagger.prepare(document, page.etree_element)

        def finish(_: Any, pdf: Any) -> None:
            metadata.finish(pdf, **request["metadata"])
            _freeze(pdf)

        output = io.BytesIO()
        document.write_pdf(output, finisher=finish, **options)
        report = {
            "status": "printed",
            "pages": len(document.pages),
            "warnings": self._listener.messages,
            "missing": sorted(missing | self._listener.missing),
            "faults": faults,
        }
        return report, output.getvalue()

    def _choose_fonts(self, text: str) -> set[int]:
        """Take in the system's Chinese fonts where the text needs them, and only then;
        the characters that still have no letter."""
        missing = glyphs.unprintable(text, self._shipped)
        configuration = self._plain_fonts
        if any(glyphs.is_chinese(character) for character in missing):
            files = fonts.chinese_files()
            if files and configuration:
                folder = Path(configuration).parent
                configuration = str(fonts.write_chinese_configuration(folder, files))
                known = glyphs.characters(files[0])
                missing = {c for c in missing if not (glyphs.is_chinese(c) and c in known)}
        # WeasyPrint reads the file anew for each document.
        os.environ["FONTCONFIG_FILE"] = configuration
        return missing


class _Listener(logging.Handler):
    """Keeps what WeasyPrint would only log."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []
        self.missing: set[int] = set()

    def clear(self) -> None:
        self.messages, self.missing = [], set()

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if message.startswith(_NO_GLYPH) and isinstance(record.args, tuple):
            self.missing.update(arg for arg in record.args if isinstance(arg, int))
        elif message not in self.messages:
            self.messages.append(message)


def _picture_fetcher() -> Any:
    """A fetcher that opens nothing, no network and no file: it only decodes the pictures
    that stand in the page."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class InPage(URLFetcher):  # type: ignore[misc]  # weasyprint is untyped
        """Everything a page needs is in the page."""

        def fetch(self, url: str, headers: object = None) -> object:
            head, _, data = url.partition(",")
            media_type = _PICTURES.get(head)
            if media_type is None:
                raise ValueError("nothing is fetched")
            body = base64.b64decode(data, validate=True)
            if not body.startswith(_SIGNATURES[media_type]):
                raise ValueError("nothing is fetched: the picture is none")
            return URLFetcherResponse(url, body, {"Content-Type": media_type})

    return InPage(allowed_protocols=set(), allow_redirects=False)


def _freeze(pdf: Any) -> None:
    """Turn every object into its bytes, once.

    pydyf writes each object, and compresses each page, a second time to work out the
    file's identifier.
    """
    import pydyf

    class Frozen(pydyf.Object):  # type: ignore[misc]  # pydyf is untyped
        """An object that is already written."""

        data = b""
        compressible = False

    for place, item in enumerate(pdf.objects):
        if item.free == "f" or item is pdf.info:
            continue
        frozen = Frozen()
        frozen.number, frozen.generation = item.number, item.generation
        frozen.compressible = item.compressible
        frozen.data = item.data
        pdf.objects[place] = frozen
