"""Speed and memory of whole processes, as ratios of medians of one run.

    sh scripts/bench.sh            all but the longest comparison
    sh scripts/bench.sh --quick    the example only, three runs each
    sh scripts/bench.sh --all      with 20,000 and 100,000 words of PDF
    sh scripts/bench.sh --profile  where the time goes, instead of comparisons

A ratio compares two commands on the same content: they run in turn (A B A B ...), after one
run of each that is not counted, so that whatever else the machine does falls on both.
Standard library only, for the memory of this process counts for those it starts.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parent
BIN = Path(sys.executable).parent
SUBMISSIONS = ("upr-joint", "upr-brief", "overview", "session-report", "factsheet", "opsc")
"""Those of examples/russian-federation."""

# Markdown as the dossier format defines it for Pandoc, with citations, which Pandoc reads
# unless told otherwise.
DIALECT = (
    "markdown-smart-fancy_lists-startnum-example_lists-line_blocks-raw_tex-latex_macros"
    "-tex_math_dollars-subscript-strikeout-yaml_metadata_block-pandoc_title_block"
    "-grid_tables-multiline_tables-simple_tables"
)


@dataclass(frozen=True)
class Command:
    """A program with its arguments, and what it is called; `folder` is where it runs, seen
    from the dossier."""

    name: str
    words: tuple[str, ...]
    environment: tuple[tuple[str, str], ...] = ()
    folder: str = "."


@dataclass(frozen=True)
class Run:
    """One whole process: seconds on the clock, seconds of all its processes' work, and the
    peak memory of its largest one."""

    seconds: float
    work: float
    mebibytes: float


@dataclass(frozen=True)
class Row:
    """One line of the table: what A takes, what B takes, how many times as much A may; with
    `seconds`, how many seconds more.

    The clock decides.  Where other programs keep the machine busy, the ratio of the work
    says what the clock would have said on a quiet one; but of the two processes that print
    a PDF together, it counts both.
    """

    what: str
    a: Run
    b: Run
    target: float
    memory: bool = False
    seconds: bool = False

    @property
    def ratio(self) -> float:
        if self.memory:
            return self.a.mebibytes / self.b.mebibytes
        if self.seconds:
            return self.a.seconds - self.b.seconds
        return self.a.seconds / self.b.seconds

    def _by_work(self) -> str:
        if self.memory:
            return ""
        a, b = self.a.work, self.b.work
        return f"{a - b if self.seconds else a / b:.2f}"

    def cells(self) -> list[str]:
        shown = [
            f"{run.mebibytes:.0f} MiB" if self.memory else f"{run.seconds:.3f} s"
            for run in (self.a, self.b)
        ]
        return [
            self.what,
            *shown,
            f"{self.ratio:.2f}" + " s more" * self.seconds,
            self._by_work(),
            f"{self.target:g}" + " s more" * self.seconds,
            "holds" if self.ratio <= self.target else f"{self.ratio / self.target - 1:.0%} over",
        ]


def environment_of(command: Command) -> dict[str, str]:
    """This environment with what the command adds."""
    environment = {**os.environ, **dict(command.environment)}
    # Users have compiled modules; where this is set, every run would compile all anew.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment


def measure(command: Command, folder: Path) -> Run:
    """Runs a command to its end; ends the bench where the command fails."""
    log = folder / "bench.log"
    with log.open("wb") as output:
        start = time.perf_counter()
        process = subprocess.Popen(
            command.words,
            stdout=output,
            stderr=output,
            cwd=folder / command.folder,
            env=environment_of(command),
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        tail = log.read_text(encoding="utf-8", errors="replace")[-1500:]
        raise SystemExit(f"{' '.join(command.words)}\nended with {process.returncode}:\n{tail}")
    # macOS gives bytes where Linux gives kibibytes.
    unit = 1 if sys.platform == "darwin" else 1024
    work = usage.ru_utime + usage.ru_stime
    return Run(seconds, work, usage.ru_maxrss * unit / 2**20)


def in_turn(a: Command, b: Command, folder: Path, runs: int) -> tuple[Run, Run]:
    """The medians of two commands that run in turn."""
    told(f"{folder.name}: {a.name} and {b.name}, {runs} runs each")
    results: tuple[list[Run], list[Run]] = ([], [])
    for number in range(runs + 1):
        for command, kept in zip((a, b), results, strict=True):
            run = measure(command, folder)
            if number:
                kept.append(run)
    return medians(results[0]), medians(results[1])


def medians(runs: Sequence[Run]) -> Run:
    return Run(
        median(run.seconds for run in runs),
        median(run.work for run in runs),
        median(run.mebibytes for run in runs),
    )


def told(what: str) -> None:
    print(f"  {what} ...", file=sys.stderr, flush=True)


# --- the commands -----------------------------------------------------------------------


def shadowkit(*arguments: str) -> Command:
    words = (str(BIN / "shadowkit"), *arguments, "--quiet")
    return Command(f"shadowkit {' '.join(arguments)}", words)


def build(format: str) -> Command:
    return shadowkit("build", "-f", format)


def one_by_one() -> Command:
    """Every submission of the example in a build of its own."""
    program = str(BIN / "shadowkit")
    loop = f"for name in {' '.join(SUBMISSIONS)}; do {program} build -s $name --quiet; done"
    return Command("shadowkit build -s NAME, each", ("sh", "-c", loop))


def pandoc() -> Command:
    words = (
        "pandoc", "-f", DIALECT, "--citeproc", "--bibliography", "sources.json",
        "--csl", "citations.csl", "content.md", "-o", "content.docx",
    )  # fmt: skip
    return Command("pandoc --citeproc", words, folder="others")


def weasyprint(folder: Path) -> Command:
    words = (
        str(BIN / "weasyprint"), "--pdf-variant", "pdf/a-2a", "--stylesheet", "print.css",
        "page.html", "page.pdf",
    )  # fmt: skip
    # A whole path: fontconfig looks for others among the system's.
    fonts = ("FONTCONFIG_FILE", str(folder / "others" / "fonts.conf"))
    return Command("weasyprint --pdf-variant pdf/a-2a", words, (fonts,), "others")


def import_of(format: str) -> Command:
    """An import into a dossier that has no registry yet."""
    words = f"rm -f recommendations.yaml; {BIN / 'shadowkit'} import recommendations list.{format}"
    return Command(f"shadowkit import recommendations list.{format}", ("sh", "-c", words))


def imports(folder: Path, has_pandoc: bool) -> list[Row]:
    """5,000 recommendations, against programs that only open the same file."""
    opened = "import openpyxl; openpyxl.load_workbook('list.xlsx')"
    opens = Command("openpyxl", (sys.executable, "-c", opened))
    ours, theirs = in_turn(import_of("xlsx"), opens, folder, 5)
    rows = [Row("import of 5,000 from Excel / openpyxl", ours, theirs, 3)]
    if has_pandoc:
        opens = Command("pandoc", ("pandoc", "list.docx", "-t", "plain", "-o", "list.txt"))
        ours, theirs = in_turn(import_of("docx"), opens, folder, 3)
        rows.append(Row("import of 5,000 from Word / pandoc", ours, theirs, 3))
    return rows


def traces(folder: Path) -> list[Row]:
    """5,000 earlier recommendations and 400 blocks, against a start that does nothing."""
    empty = Command("shadowkit --version", (str(BIN / "shadowkit"), "--version"))
    rows = []
    for format in ("table", "json", "html"):
        ours, theirs = in_turn(shadowkit("trace", "--format", format), empty, folder, 5)
        rows.append(
            Row(f"trace --format {format}, 5,000 / empty start", ours, theirs, 2, seconds=True)
        )
    return rows


# --- the comparisons --------------------------------------------------------------------


def compare(target: Path, quick: bool, long: bool) -> list[Row]:
    """All rows of the table."""
    has_pandoc = shutil.which("pandoc") is not None
    if not has_pandoc:
        print("Pandoc is not installed: the comparisons with it are left out.", file=sys.stderr)
    runs = 3 if quick else 5
    rows: list[Row] = []
    example = target / "example"
    if has_pandoc:
        ours, theirs = in_turn(build("docx"), pandoc(), example, runs)
        rows.append(Row("DOCX of the example / pandoc", ours, theirs, 2.5))
    ours, theirs = in_turn(build("pdf"), weasyprint(example), example, runs)
    rows.append(Row("PDF of the example / weasyprint", ours, theirs, 1.3))
    ours, theirs = in_turn(shadowkit("check"), build("docx"), example, runs)
    rows.append(Row("check / build -f docx, example", ours, theirs, 0.85))
    ours, theirs = in_turn(shadowkit("build"), one_by_one(), target / "whole", 3)
    rows.append(Row("all submissions / one by one", ours, theirs, 0.65))
    if quick:
        return rows

    rows += imports(target / "imports", has_pandoc)
    rows += traces(target / "trace")
    short, large = target / "400", target / "4000"
    if has_pandoc:
        ours, theirs = in_turn(build("docx"), pandoc(), short, runs)
        rows.append(Row("DOCX, 400 paragraphs / pandoc", ours, theirs, 1.2))
        small = ours
        ours, theirs = in_turn(build("docx"), pandoc(), large, 3)
        rows.append(Row("DOCX, 4,000 paragraphs / pandoc", ours, theirs, 0.5))
        rows.append(Row("the same, peak memory", ours, theirs, 0.5, memory=True))
    else:
        small = medians([measure(build("docx"), short) for _ in range(runs)])
        ours = medians([measure(build("docx"), large) for _ in range(3)])
    rows.append(Row("DOCX, 4,000 / 400 paragraphs", ours, small, 11))

    told("check of 100,000 and of 10,000 words of all kinds, 3 runs each")
    words = [
        medians([measure(shadowkit("check"), target / f"{size}-words-of-all-kinds") for _ in "123"])
        for size in (100_000, 10_000)
    ]
    rows.append(Row("check, 100,000 / 10,000 words", *words, 12))

    middle = target / "5600-words"
    ours, theirs = in_turn(build("pdf"), weasyprint(middle), middle, runs)
    rows.append(Row("PDF, 5,600 words / weasyprint", ours, theirs, 1.25))
    for folder in (example, middle):
        both, alone = in_turn(build("docx,pdf"), build("pdf"), folder, runs)
        name = folder.name.replace("-", " ").replace("5600", "5,600")
        rows.append(Row(f"DOCX and PDF / PDF, {name}", both, alone, 1.1))
    if long:
        book = target / "20000-words"
        ours, theirs = in_turn(build("pdf"), weasyprint(book), book, 3)
        rows.append(Row("PDF, 20,000 words / weasyprint", ours, theirs, 1.1))
        rows.append(Row("the same, peak memory", ours, theirs, 1.15, memory=True))
        smaller = ours
        shelf = target / "100000-words"
        ours, theirs = in_turn(build("pdf"), weasyprint(shelf), shelf, 2)
        rows.append(Row("PDF, 100,000 words / weasyprint", ours, theirs, 1.1))
        rows.append(Row("the same, peak memory", ours, theirs, 1.15, memory=True))
        rows.append(Row("PDF, 100,000 / 20,000 words", ours, smaller, 5.5))
    return rows


def printed(rows: Sequence[Row]) -> str:
    """The table, in Markdown."""
    head = ["what (A / B)", "median A", "median B", "ratio", "by work", "target", ""]
    cells = [head, *(row.cells() for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(head))]

    def line(values: Sequence[str]) -> str:
        first, *others = (
            value.ljust(width) if not column else value.rjust(width)
            for column, (value, width) in enumerate(zip(values, widths, strict=True))
        )
        return "| " + " | ".join((first, *others)) + " |"

    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join((line(head), rule, *(line(row.cells()) for row in rows)))


def versions() -> str:
    """What was measured, in one line."""
    asked: list[tuple[str, Callable[[], str]]] = [
        ("Python", platform.python_version),
        ("WeasyPrint", lambda: said(str(BIN / "weasyprint"), "--version").split()[-1]),
        ("Pandoc", lambda: said("pandoc", "--version").split()[1]),
    ]
    found: list[str] = []
    for name, ask in asked:
        try:
            found.append(f"{name} {ask()}")
        except (OSError, IndexError):
            found.append(f"no {name}")
    return ", ".join((*found, f"{platform.system()} {platform.machine()}, {os.cpu_count()} CPUs"))


def said(*words: str) -> str:
    return subprocess.run(words, capture_output=True, text=True, check=False).stdout


# --- where the time goes ----------------------------------------------------------------


def profile(target: Path) -> None:
    """Where the time of a command goes: the functions that take most, and the imports."""
    for name in ("example", "400"):
        for arguments in (("check",), ("build", "-f", "docx")):
            print(f"\n== {name}: shadowkit {' '.join(arguments)}")
            words = (sys.executable, "-c", _PROFILED, *arguments, "--quiet")
            for _ in range(2):  # the first run writes the compiled modules
                output, _errors = told_by(words, target / name)
            print(output)
    script = str(BIN / "shadowkit")
    words = (sys.executable, "-X", "importtime", script, "build", "-f", "docx", "--quiet")
    _output, errors = told_by(words, target / "example")
    print("== imports (microseconds alone, with what they import)")
    lines = [line for line in errors.splitlines() if line.startswith("import time:")][1:]
    for line in sorted(lines, key=lambda line: -int(line[12:].split("|")[0]))[:35]:
        print(line.removeprefix("import time:"))


_PROFILED = """
import cProfile, pstats, sys
sys.argv[0] = "shadowkit"
profile = cProfile.Profile()
def run():
    from shadowkit.cli import main
    main()
try:
    profile.runcall(run)
except SystemExit:
    pass
stats = pstats.Stats(profile, stream=sys.stdout).strip_dirs()
stats.sort_stats("tottime").print_stats(20)
stats.sort_stats("cumtime").print_stats(r"\\.py:\\d+\\(", 40)
"""


def told_by(words: Sequence[str], folder: Path) -> tuple[str, str]:
    """What a command prints, on its output and as errors."""
    done = subprocess.run(
        words,
        cwd=folder,
        env=environment_of(Command("", ())),
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout, done.stderr


def main() -> None:
    parser = argparse.ArgumentParser(description="Speed and memory, as ratios of medians.")
    parser.add_argument("--quick", action="store_true", help="the example only, three runs each")
    parser.add_argument("--all", action="store_true", help="with 20,000 and 100,000 words of PDF")
    parser.add_argument("--profile", action="store_true", help="where the time goes")
    chosen = parser.parse_args()
    if not hasattr(os, "wait4"):
        raise SystemExit("The bench needs os.wait4, which this system does not have.")
    usual = ["400", "4000", "5600-words", "10000-words-of-all-kinds", "100000-words-of-all-kinds"]
    sizes = [] if chosen.quick else usual
    longest = ["20000-words", "100000-words"] if chosen.all else []
    sizes = ["400"] if chosen.profile else [*sizes, *longest]
    with tempfile.TemporaryDirectory(prefix="shadowkit-bench-") as folder:
        target = Path(folder)
        material = (sys.executable, str(HERE / "bench_material.py"), folder, *sizes)
        told("writing what is measured")
        subprocess.run(material, check=True)
        if not chosen.quick and not chosen.profile:
            for name in ("imports", "trace"):
                script = str(HERE / f"bench_{name}.py")
                subprocess.run((sys.executable, script, str(target / name)), check=True)
        if chosen.profile:
            profile(target)
            return
        load = os.getloadavg()[0]
        rows = compare(target, chosen.quick, chosen.all)
        words = {
            name: (target / name / "others" / "words.txt").read_text(encoding="utf-8")
            for name in ("example", *sizes)
        }
    print(versions())
    print("Words with notes and cover: " + ", ".join(f"{k} {v}" for k, v in words.items()))
    if load > 0.5:
        print(f"The machine was busy when this began (load {load:.1f}): trust the ratios less.")
    print("\n" + printed(rows))


if __name__ == "__main__":
    main()
