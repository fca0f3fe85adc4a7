"""What WeasyPrint as it is makes of the pages in docs/upstream: run as a program, with nothing of
ours loaded, it prints its observations as JSON and writes a PDF of each page.

    python tests/stock.py docs/upstream FOLDER
"""

from __future__ import annotations

import io
import json
import logging
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pydyf
import weasyprint
from weasyprint.formatting_structure import boxes
from weasyprint.layout import LayoutContext

messages: list[str] = []
laid_out: list[int] = []


class _Listener(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        messages.append(record.getMessage())


def _texts(box: Any) -> Iterator[Any]:
    if isinstance(box, boxes.TextBox):
        yield box
    for child in getattr(box, "children", ()):
        yield from _texts(getattr(child, "_box", child))


def _lines(box: Any) -> Iterator[str]:
    if isinstance(box, boxes.LineBox):
        yield "".join(text.text for text in _texts(box)).strip()
        return
    for child in getattr(box, "children", ()):
        yield from _lines(child)


def _notes(page: Any) -> list[Any]:
    areas = [child for child in page.children if isinstance(child, boxes.FootnoteAreaBox)]
    return [note for area in areas for note in area.children]


def _seen(document: Any, page: Any) -> dict[str, Any]:
    """Of a document that is laid out."""
    pages = [one._page_box for one in document.pages]
    notes = [_notes(one) for one in pages]
    outside = 0
    for one in pages:
        top, bottom = one.content_box_y(), one.content_box_y() + one.height
        for child in one.children:
            if not isinstance(child, boxes.MarginBox):
                for text in _texts(child):
                    if not top < text.position_y + text.baseline < bottom:
                        outside += len(text.text.split())
    return {
        "notes": [len(on_page) for on_page in notes],
        "different": len({note.element for on_page in notes for note in on_page}),
        "marked": sum("fn" in (node.get("class") or "") for node in page.etree_element.iter()),
        "outside": outside,
        "lines": list(_lines(pages[0])),
        "laid out": sum(laid_out),
    }


def _count_layouts() -> None:
    original = LayoutContext._update_footnote_area

    def counted(self: Any) -> Any:
        laid_out.append(len(self.current_page_footnotes))
        return original(self)

    LayoutContext._update_footnote_area = counted


def _times_written() -> int:
    """How often the content of the one page of a document is turned into bytes."""
    times = []
    original = pydyf.Stream.data

    def data(self: Any) -> Any:
        if any(b"TJ" in bytes(part) for part in self.stream if isinstance(part, bytes)):
            times.append(1)
        return original.fget(self)  # type: ignore[attr-defined]

    pydyf.Stream.data = property(data)
    page = weasyprint.HTML(string="<html lang=en><title>A</title><p>Words")
    page.write_pdf(io.BytesIO(), pdf_variant="pdf/a-2a")
    pydyf.Stream.data = original
    return len(times)


def _several_variants() -> str:
    page = weasyprint.HTML(string="<html lang=en><title>A</title><p>Words")
    try:
        data = page.write_pdf(pdf_variant=["pdf/a-2a", "pdf/ua-1"])
    except Exception as error:
        return type(error).__name__
    return "pdfuaid" if b"pdfuaid" in data else "one"


def main(folder: Path, into: Path) -> None:
    weasyprint.LOGGER.addHandler(_Listener())
    weasyprint.LOGGER.propagate = False
    _count_layouts()
    seen: dict[str, Any] = {"version": weasyprint.__version__}
    for file in sorted(folder.glob("*.html")):
        messages.clear()
        laid_out.clear()
        page = weasyprint.HTML(file)
        document = page.render()
        seen[file.stem] = _seen(document, page)
        pdf = document.write_pdf(pdf_variant="pdf/ua-1")
        (into / f"{file.stem}.pdf").write_bytes(pdf)
        seen[file.stem]["messages"] = list(messages)
    seen["times written"] = _times_written()
    seen["several variants"] = _several_variants()
    packet = b"<rdf:Description xmlns:rdf='x'/>"
    page = weasyprint.HTML(string="<html lang=en><title>A</title><p>Words")
    data = page.write_pdf(
        pdf_variant="pdf/a-2a", xmp_metadata=[io.BytesIO(packet)], uncompressed_pdf=True
    )
    seen["packet behind"] = data.find(packet) > data.find(b"</rdf:RDF>") > 0
    print(json.dumps(seen))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
