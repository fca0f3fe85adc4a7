"""The boxes of lists to be ticked, which no font package has."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from test_pdf_documents import pdf_text

from dossiers import dossier, only
from shadowkit.pipeline import run
from shadowkit.reading.looks import shipped_look
from shadowkit.writing.pdf import PdfRenderer

ROOT = Path(__file__).resolve().parent.parent.parent
FONT = ROOT / "style" / "fonts" / "boxes.ttf"


def test_boxes_are_printed(tmp_path: Path) -> None:
    folder = dossier(tmp_path / "dossier", "- [ ] Open.\n- [x] Ticked.\n")
    with PdfRenderer() as renderer:
        result = renderer.render(only(run(folder)), shipped_look("plain"))
    assert result.findings == ()
    [page] = pdf_text(result.data, tmp_path)
    assert "☐ Open." in page
    assert "☒ Ticked." in page


def test_the_font_is_the_one_that_its_script_makes(tmp_path: Path) -> None:
    made = tmp_path / "made.ttf"
    subprocess.run([sys.executable, ROOT / "scripts" / "boxfont.py", made], check=True)
    assert made.read_bytes() == FONT.read_bytes()
