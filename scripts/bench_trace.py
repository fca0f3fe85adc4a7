"""A dossier of 400 blocks and 5,000 earlier recommendations, all of which its submission may speak
of, for the bench.

    python scripts/bench_trace.py FOLDER
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from bench_imports import COUNT, WORDS

BLOCKS = 400
_SETTINGS = "title: A test\nstate: KEN\nsubmissions:\n  report: {layout: upr-brief, language: en}\n"
_STATUSES = ("implemented", "partly", "in-progress", "not", "cannot-assess")


def write(folder: Path) -> None:
    """Every fourth block asks for something, rests on the two before it and follows what was asked
    before; every second earlier recommendation is assessed, with one block as evidence."""
    (folder / "content").mkdir(parents=True)
    chance = random.Random(1)

    def words(count: int) -> str:
        return " ".join(chance.choices(WORDS, k=count))

    blocks = ["# Text {#text}"]
    for n in range(BLOCKS):
        if n % 4 == 3:
            head = f'.recommendation #r{n} answers="b{n - 2} b{n - 1}" follows=e{n}'
            blocks.append(f"::: {{{head}}}\nEnsure that {words(15)}.\n:::")
        else:
            head = f".{'gap' if n % 2 else 'development'} #b{n}"
            blocks.append(f"::: {{{head}}}\nIn Kenya {words(40)}.[@s{n % 100}, p. 3]\n:::")
    evidence = [n for n in range(BLOCKS) if n % 4 != 3]
    register = []
    for n in range(COUNT):
        register.append(
            f'- id: e{n}\n  number: "{100 + n // 200}.{n % 200 + 1}"\n'
            "  body: Human Rights Council\n  symbol: A/HRC/43/15\n"
            f"  text: Ensure that {words(30)}\n  language: en\n  to: [KEN]\n  by: [FRA, UGA]\n"
            "  position: supported\n  session: 35\n  date: 2020-03-18\n"
            "  themes: [health, education]\n"
            f"  origin: {{file: list.xlsx, row: {n + 2}}}\n"
        )
        if n % 2:
            shown = f"status: {chance.choice(_STATUSES)}, comment: {words(8)}"
            register.append(f"  assessment: {{{shown}, evidence: [b{chance.choice(evidence)}]}}\n")
    sources = [
        f"- {{id: s{n}, type: report, title: Report {n}, author: [{{literal: Example Bureau}}], "
        "issued: 2013}\n"
        for n in range(100)
    ]
    for name, text in {
        "shadowkit.yaml": _SETTINGS,
        "sources.yaml": "".join(sources),
        "recommendations.yaml": "".join(register),
        "content/10.md": "\n\n".join(blocks) + "\n",
    }.items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
