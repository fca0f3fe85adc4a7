"""On which pages LibreOffice puts the headings of a Word file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pikepdf

from libreoffice import to_pdf


def heading_pages(docx: Path, folder: Path) -> list[tuple[str, int]]:
    """Each heading of a Word file with its page, read from the outline of the PDF that
    LibreOffice makes of it in `folder`."""
    with pikepdf.open(to_pdf(docx, folder)) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        with pdf.open_outline() as outline:
            return list(_listed(outline.root, numbers))


def _listed(
    items: Iterable[pikepdf.OutlineItem], numbers: dict[tuple[int, int], int]
) -> Iterator[tuple[str, int]]:
    for item in items:
        target = item.destination if item.action is None else item.action.D
        assert isinstance(target, pikepdf.Array)
        yield item.title, numbers[target[0].objgen]
        yield from _listed(item.children, numbers)
