"""The parts of the footnotes and of the endnotes.

Both are always there, with their separators: Word repairs, and says so, a file that names
a separator which no part has, and an officer may add a note of the other sort.
"""

from __future__ import annotations

from typing import Final, Literal

from shadowkit.model.document import Note
from shadowkit.records import dataclass
from shadowkit.writing.docx.inlines import Runs
from shadowkit.writing.docx.markup import DECLARATION, NAMESPACES
from shadowkit.writing.docx.stylenames import ENDNOTE, FOOTNOTE, NoteStyles


@dataclass(frozen=True, slots=True)
class NoteKind:
    """One of Word's two sorts of notes: its element's name and its styles."""

    element: Literal["footnote", "endnote"]
    styles: NoteStyles


KINDS: Final = {"foot": NoteKind("footnote", FOOTNOTE), "end": NoteKind("endnote", ENDNOTE)}


def part(kind: NoteKind, notes: tuple[Note, ...], runs: Runs, *, rtl: bool) -> bytes:
    """The part with all notes of one sort; `rtl` is the document's direction."""
    name = kind.element
    direction = "<w:rtl/>" if rtl else ""
    out = [DECLARATION, f"<w:{name}s {NAMESPACES}>"]
    for id, separator in ((-1, "separator"), (0, "continuationSeparator")):
        out.append(
            f'<w:{name} w:type="{separator}" w:id="{id}"><w:p>'
            f"<w:r><w:{separator}/></w:r></w:p></w:{name}>"
        )
    properties = f'<w:pPr><w:pStyle w:val="{kind.styles.text}"/></w:pPr>'
    mark = (
        f'<w:r><w:rPr><w:rStyle w:val="{kind.styles.mark}"/>{direction}</w:rPr><w:{name}Ref/></w:r>'
        f'<w:r>{runs.properties(0, "", rtl)}<w:t xml:space="preserve"> </w:t></w:r>'
    )
    for note in notes:
        out.append(f'<w:{name} w:id="{note.number}">')
        for place, paragraph in enumerate(note.paragraphs or ((),)):
            out.append(f"<w:p>{properties}{'' if place else mark}{runs(paragraph)}</w:p>")
        out.append(f"</w:{name}>")
    out.append(f"</w:{name}s>")
    return "".join(out).encode("utf-8")
