"""What bench.py measures, written to a folder: dossiers, and the same content as other
programs take it.

    python scripts/bench_material.py FOLDER [SIZE ...]

It runs in a process of its own, because the memory of the measuring one counts for those
it starts.  SIZE is one of the names in `_GENERATED`; the example is always written.
"""

from __future__ import annotations

import json
import random
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from shadowkit import pipeline, resources
from shadowkit.building import look_of
from shadowkit.model.document import Paragraph
from shadowkit.model.inline import plain
from shadowkit.writing.pdf import fonts
from shadowkit.writing.pdf.page import print_job

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "russian-federation"
NAME = "upr-joint"

_SECTIONS = (
    "justification",
    "methodology",
    "manifestations",
    "legal-framework",
    "coordination",
    "protection",
    "recovery",
    "prevention",
    "participation",
)
_SOURCES = 60
_REFERENCE = re.compile(r"\[?@(?:para|rec|section|table|note|earlier):[a-z0-9-]+\]?")


@dataclass(frozen=True)
class Size:
    """A dossier made of the example's own sentences.

    `words` are those of each paragraph, about; `notes` of them, evenly spread, have a note that
    cites a source; every `asked`-th is a recommendation that rests on the one before it (0: none
    is).
    """

    paragraphs: int
    words: int
    notes: int
    asked: int = 0

    def cites(self, number: int) -> bool:
        """Whether the paragraph of that number has a note."""
        return number * self.notes // self.paragraphs > (number - 1) * self.notes // self.paragraphs


_GENERATED = {
    "400": Size(400, 40, 400),
    "4000": Size(4000, 40, 4000),
    "5600-words": Size(51, 90, 40),
    "20000-words": Size(185, 90, 150),
    "100000-words": Size(926, 90, 600),
    "10000-words-of-all-kinds": Size(170, 52, 85, 5),
    "100000-words-of-all-kinds": Size(1700, 52, 850, 5),
}


def main(target: Path, sizes: list[str]) -> None:
    """Write the example and the sizes asked for below `target`."""
    shutil.copytree(EXAMPLE, target / "whole", ignore=shutil.ignore_patterns("build"))
    example = target / "example"
    _one_submission(example)
    folders = [example]
    for name in sizes:
        folders.append(target / name)
        _generate(folders[-1], _GENERATED[name])
    for folder in folders:
        _for_others(folder)


def _one_submission(folder: Path) -> None:
    """The example's joint submission as a dossier of its own, with what it prints and no more,
    and without earlier recommendations: Pandoc gets the same text."""
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("build", "recommendations.yaml"))
    settings = (folder / "shadowkit.yaml").read_text(encoding="utf-8")
    kept, _, _others = settings.partition("  # ---- ")
    kept = kept.replace(", implementation-table: table", "")
    (folder / "shadowkit.yaml").write_text(kept, encoding="utf-8")
    for file in (folder / "content").rglob("*.md"):
        text = file.read_text(encoding="utf-8")
        if "only=" in text.split("\n", 1)[0] and NAME not in text.split("\n", 1)[0]:
            file.unlink()
            continue
        text = re.sub(r' (?:only|follows)="[^"]*"', "", text)
        text = re.sub(r"\[([^\[\]]*)\]\{(?:only=upr-joint|not=[\w-]+)\}", r"\1", text)
        file.write_text(text, encoding="utf-8")


def _generate(folder: Path, size: Size) -> None:
    sentences = _sentences()
    chance = random.Random(20261122)
    content = folder / "content"
    content.mkdir(parents=True)
    (folder / "shadowkit.yaml").write_text(
        "title: A submission of some length\nstate: RUS\n"
        "submitters: [{name: Example Coalition for Children}]\n"
        "submissions:\n  long: {layout: ecpat-upr, language: en, date: 2017-10-05}\n",
        encoding="utf-8",
    )
    each = -(-size.paragraphs // len(_SECTIONS))
    number = 0
    for place, section in enumerate(_SECTIONS):
        lines = [f"# {section.replace('-', ' ').capitalize()} {{#{section}}}", ""]
        for _ in range(min(each, size.paragraphs - number)):
            number += 1
            text = _paragraph(sentences, chance, size.words)
            if size.cites(number):
                text += f"[@source-{chance.randrange(_SOURCES)}, para. {chance.randrange(1, 90)}]"
            if size.asked and number % size.asked == 0:
                text = f"::: {{.recommendation #r{number} answers=p{number - 1}}}\n\n{text}\n\n:::"
            elif size.asked:
                text = f"::: {{.gap #p{number}}}\n\n{text}\n\n:::"
            lines += [text, ""]
        (content / f"{place}0-{section}.md").write_text("\n".join(lines), encoding="utf-8")
    sources = [_source(n, chance, sentences) for n in range(_SOURCES)]
    (folder / "sources.json").write_text(json.dumps(sources, indent=1), encoding="utf-8")


def _sentences() -> list[str]:
    """The sentences of the example, as printed: the words of real submissions."""
    [resolved] = pipeline.run(EXAMPLE, [NAME]).submissions
    texts = [
        plain(shape.content)
        for block in resolved.document.blocks()
        for shape in block.shapes
        if isinstance(shape, Paragraph)
    ]
    found = re.findall(r"(?<![^ ])[A-Z][^.!?:;]{40,260}\.(?= |$)", "\n".join(texts), re.MULTILINE)
    return [sentence for sentence in found if "\n" not in sentence]


def _paragraph(sentences: list[str], chance: random.Random, words: int) -> str:
    parts: list[str] = []
    while sum(len(part.split()) for part in parts) < words:
        parts.append(chance.choice(sentences))
    return " ".join(parts)


def _source(number: int, chance: random.Random, sentences: list[str]) -> dict[str, object]:
    title = " ".join(chance.choice(sentences).rstrip(".").split()[:9])
    source: dict[str, object] = {
        "id": f"source-{number}",
        "type": ("report", "book", "webpage", "legislation")[number % 4],
        "title": f"{title} {number}",
        "author": [{"literal": f"Organisation {number % 23}"}],
        "issued": {"date-parts": [[2000 + number % 20, 1 + number % 12]]},
    }
    if number % 3 == 0:
        source["URL"] = f"https://example.org/reports/{number}"
    return source


def _for_others(folder: Path) -> None:
    """Beside a dossier: its content in one file and its sources for Pandoc, its print page,
    style sheet and fonts for WeasyPrint."""
    outcome = pipeline.run(folder)
    if outcome.dossier is None or outcome.failed():
        raise SystemExit(f"{folder.name}: {[str(f.message) for f in outcome.findings][:3]}")
    others = folder / "others"
    others.mkdir()
    texts = [(folder / name).read_text(encoding="utf-8") for name in outcome.dossier.files]
    # Pandoc would take our references for citations of sources that it does not know.
    content = _REFERENCE.sub("para. 14", "\n\n".join(texts))
    (others / "content.md").write_text(content, encoding="utf-8")
    own = ("status", "kind", "archived", "confidential", "symbol")
    sources = [
        {key: value for key, value in source.data.items() if key not in own}
        for source in outcome.dossier.sources.values()
    ]
    (others / "sources.json").write_text(json.dumps(sources), encoding="utf-8")
    shutil.copy(resources.path("style", "citations.csl"), others / "citations.csl")

    [resolved] = outcome.submissions
    job = print_job(resolved.document, look_of(resolved), draft=False)
    (others / "page.html").write_bytes(job.html)
    (others / "print.css").write_bytes(job.css)
    fonts.write_configuration(others)
    words = resolved.document.counts.words["word"]
    (others / "words.txt").write_text(f"{sum(words.values()):,}", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
