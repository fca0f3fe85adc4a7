"""Pictures of the pages of every submission of the examples, for docs/gallery.

Each submission is one picture of all its pages; those of `SINGLE` are pages that README shows.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
GALLERY = ROOT / "docs" / "gallery"

ACROSS = 6
"""Pages in a row."""
DOTS, SINGLE_DOTS = 45, 62
"""Dots to the inch, of pages among others and of single ones."""
COLOURS, SINGLE_COLOURS = 32, 128
WHITE = 10
"""Dots between pages, in grey."""

SINGLE = {
    "cover": ("factsheet", 1),
    "numbered": ("upr-joint", 4),
    "arabic": ("alternative-report-ar", 3),
}
"""The pages that README shows: the submission and the number of the page."""


def main() -> None:
    """Builds all examples and draws them anew."""
    shutil.rmtree(GALLERY, ignore_errors=True)
    GALLERY.mkdir(parents=True)
    names: list[tuple[str, str, int]] = []
    with tempfile.TemporaryDirectory() as folder:
        for example in sorted((ROOT / "examples").glob("*/shadowkit.yaml")):
            for pdf in built(example.parent, Path(folder) / example.parent.name):
                pages = drawn(pdf, DOTS)
                written(sheet(pages), pdf.stem)
                names.append((example.parent.name, pdf.stem, len(pages)))
                for name, (submission, number) in SINGLE.items():
                    if submission == pdf.stem:
                        (page,) = drawn(pdf, SINGLE_DOTS, number)
                        written(framed(page), name, SINGLE_COLOURS)
    (GALLERY / "README.md").write_text(listed(names), encoding="utf-8")
    size = sum(file.stat().st_size for file in GALLERY.iterdir())
    print(f"{len(names)} submissions in {GALLERY.relative_to(ROOT)}, {size / 1e6:.1f} MB")


def built(dossier: Path, target: Path) -> list[Path]:
    """The PDFs of a dossier; what could not be printed is said by the program."""
    command = [sys.executable, "-m", "shadowkit", "build", str(dossier), "-f", "pdf", "-q"]
    subprocess.run([*command, "-o", str(target)], check=False)
    return sorted(target.rglob("*.pdf"))


def drawn(pdf: Path, dots: int, page: int = 0) -> list[Image.Image]:
    """The pages of a PDF, or one of them, as pictures."""
    only = ["-f", str(page), "-l", str(page)] if page else []
    with tempfile.TemporaryDirectory() as folder:
        command = ["pdftoppm", "-r", str(dots), "-png", *only, str(pdf), f"{folder}/page"]
        subprocess.run(command, check=True)
        return [Image.open(file).convert("RGB") for file in sorted(Path(folder).glob("*.png"))]


def sheet(pages: list[Image.Image]) -> Image.Image:
    """Pages side by side, in rows."""
    width, height = pages[0].width + WHITE, pages[0].height + WHITE
    rows = -(-len(pages) // ACROSS)
    across = min(ACROSS, len(pages))
    whole = Image.new("RGB", (across * width + WHITE, rows * height + WHITE), "#d9dde1")
    for place, page in enumerate(pages):
        row, column = divmod(place, ACROSS)
        whole.paste(page, (WHITE + column * width, WHITE + row * height))
    return whole


def framed(page: Image.Image) -> Image.Image:
    whole = Image.new("RGB", (page.width + 2, page.height + 2), "#c3c9cf")
    whole.paste(page, (1, 1))
    return whole


def written(picture: Image.Image, name: str, colours: int = COLOURS) -> None:
    small = picture.quantize(colours, dither=Image.Dither.NONE)
    small.save(GALLERY / f"{name}.png", optimize=True)


def listed(names: list[tuple[str, str, int]]) -> str:
    """The page that shows all pictures."""
    lines = [
        "# Gallery",
        "",
        "All pages of all submissions of the [examples](../../examples), as `shadowkit build`",
        "prints them. Made by `sh scripts/gallery.sh`.",
    ]
    for example, name, pages in names:
        lines += ["", f"## {name}", "", f"From examples/{example}, {pages} pages.", ""]
        lines.append(f"![All pages of the submission {name}]({name}.png)")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
