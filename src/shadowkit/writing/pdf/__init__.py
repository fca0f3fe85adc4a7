"""PDF, printed by WeasyPrint from our own HTML in a process of its own.

    with PdfRenderer() as renderer:      # starts the process: its imports take a while
        ...                              # read, assemble, resolve
        result = renderer.render(document, look)

Names are looked up when they are asked for: the printing process imports this package too,
and must not wait for the half of it that it never uses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shadowkit.writing.pdf.faults import RULES as RULES
    from shadowkit.writing.pdf.renderer import PdfRenderer as PdfRenderer
    from shadowkit.writing.pdf.renderer import PdfResult as PdfResult
    from shadowkit.writing.pdf.renderer import write as write

__all__ = ["RULES", "PdfRenderer", "PdfResult", "write"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if name == "RULES":
        from shadowkit.writing.pdf import faults

        return faults.RULES
    from shadowkit.writing.pdf import renderer

    return getattr(renderer, name)
