"""The star: who may import whom, read from the syntax trees (ARCHITECTURE.md).

Kernel, model, stages, and on top the pipeline and the commands: each floor imports what is
below it, and stages never import each other.  Imports for types count too.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from dossiers import dossier
from shadowkit.model.kinds import KINDS

SOURCE = Path(__file__).resolve().parent.parent / "src" / "shadowkit"

KERNEL = {"location", "diagnostics", "resources", "wordcount", "files", "records"}
STAGES = {"reading", "assembling", "resolving", "checking", "writing", "importing"}
STAGES |= {"suggesting", "tracing"}
SHAPES = {"paragraph", "section", "table", "quote", "box", "figure"}
"""Names of kinds that are names of printed shapes too."""


@dataclass(frozen=True)
class Import:
    module: str
    """The importing module: ``reading.yaml``."""
    target: str
    """What it imports: ``shadowkit.model.fields`` or ``lxml``."""
    line: int
    in_function: bool

    @property
    def floor(self) -> str:
        """Of a target within shadowkit its first part, else ""."""
        parts = self.target.split(".")
        return parts[1] if parts[0] == "shadowkit" and len(parts) > 1 else ""

    def __str__(self) -> str:
        return f"{self.module}:{self.line} imports {self.target}"


@cache
def trees() -> dict[str, ast.Module]:
    found = {}
    for path in sorted(SOURCE.rglob("*.py")):
        name = ".".join(path.relative_to(SOURCE).with_suffix("").parts)
        found[name.removesuffix(".__init__")] = ast.parse(path.read_text(encoding="utf-8"))
    return found


@cache
def imports() -> tuple[Import, ...]:
    return tuple(found for name, tree in trees().items() for found in _imports(name, tree, False))


def _imports(module: str, node: ast.AST, in_function: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        inside = in_function or isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef))
        if isinstance(child, ast.Import):
            for alias in child.names:
                yield Import(module, alias.name, child.lineno, in_function)
        elif isinstance(child, ast.ImportFrom):
            assert child.level == 0, f"{module} imports relatively"
            base = child.module or ""
            for alias in child.names:
                # `from shadowkit import x` and `from shadowkit.writing import pdf` name modules.
                whole = f"{base}.{alias.name}"
                inner = whole.removeprefix("shadowkit.") in trees()
                yield Import(module, whole if inner else base, child.lineno, in_function)
        yield from _imports(module, child, inside)


def floor(module: str) -> str:
    return module.split(".")[0]


def wrong(allowed: dict[str, set[str]]) -> list[str]:
    """The imports of the floors named that lead to floors not allowed there."""
    return [
        str(found)
        for found in imports()
        if found.floor
        and floor(found.module) in allowed
        and found.floor not in allowed[floor(found.module)]
    ]


def test_the_floors_are_those_that_this_test_knows() -> None:
    top = {
        "",
        "pipeline",
        "building",
        "manifest",
        "starting",
        "taking_in",
        "linking",
        "filling_in",
        "schemas",
        "cli",
    }
    known = KERNEL | STAGES | top | {"model"}
    assert {floor(name) for name in trees()} - known - {"__init__", "__main__"} == set()


def test_the_kernel_imports_the_kernel_alone() -> None:
    assert wrong(dict.fromkeys(KERNEL, KERNEL)) == []


def test_the_model_imports_the_kernel_alone() -> None:
    assert wrong({"model": KERNEL | {"model"}}) == []


@pytest.mark.parametrize("stage", sorted(STAGES))
def test_a_stage_imports_model_and_kernel_and_no_other_stage(stage: str) -> None:
    assert wrong({stage: KERNEL | {"model", stage}}) == []


def test_only_the_pipeline_and_what_stands_on_it_imports_stages() -> None:
    top = {"pipeline", "building", "cli", "manifest", "starting", "schemas"}
    top |= {"taking_in", "linking", "filling_in"}
    allowed = STAGES | top
    assert [str(i) for i in imports() if i.floor in STAGES and floor(i.module) not in allowed] == []


def test_nothing_below_the_commands_imports_them_or_the_pipeline() -> None:
    for name in ("cli", "building", "pipeline"):
        above = {"cli", "__main__", name}
        above |= {"building", "filling_in"} if name == "pipeline" else set()
        assert [str(i) for i in imports() if i.floor == name and floor(i.module) not in above] == []


@pytest.mark.parametrize(
    "package, homes",
    [
        ("click", ("cli",)),
        ("weasyprint", ("writing.pdf",)),
        ("pydyf", ("writing.pdf",)),
        ("docx", ("writing.docx",)),
        (
            "lxml",
            (
                "reading.word_package",
                "reading.word_styles",
                "writing.docx",
                "importing.word",
                "importing.numbering",
            ),
        ),
        ("openpyxl", ("importing.sheets", "tracing.workbook")),
        ("citeproc", ("resolving.csl", "resolving.citations")),
        ("markdown_it", ("reading",)),
        ("mdit_py_plugins", ("reading",)),
        ("bibtexparser", ("reading.bibtex", "reading.bibtex_fields")),
        ("pylatexenc", ("reading.latex",)),
        ("snowballstemmer", ("suggesting.words",)),
        ("jinja2", ("writing.html", "starting", "tracing.page")),
        ("babel", ()),
    ],
)
def test_a_package_is_imported_in_its_place_alone(package: str, homes: tuple[str, ...]) -> None:
    strangers = [
        str(found)
        for found in imports()
        if found.target.split(".")[0] == package
        and not any(f"{found.module}.".startswith(f"{home}.") for home in homes)
    ]
    assert strangers == []


def test_weasyprint_is_imported_inside_functions_alone() -> None:
    # Where Pango is missing the import fails; all else must work there.
    assert [
        str(i) for i in imports() if i.target.split(".")[0] == "weasyprint" and not i.in_function
    ] == []


def test_nothing_opens_the_network() -> None:
    network = {"socket", "http", "urllib.request", "requests", "httpx", "ftplib", "smtplib"}
    assert [str(i) for i in imports() if i.target in network] == []


def test_no_writer_names_a_kind() -> None:
    kinds = set(KINDS) - SHAPES
    named = []
    for name, tree in trees().items():
        if floor(name) != "writing":
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and node.value in kinds:
                named.append(f"{name}:{node.lineno} names {node.value!r}")
    assert named == []


def test_check_imports_no_writer_and_nothing_heavy(tmp_path: Path) -> None:
    code = (
        "import sys, pydantic\n"
        "from shadowkit.cli import main\n"
        "try:\n"
        f"    main(['check', {str(dossier(tmp_path))!r}])\n"
        "except SystemExit as exit:\n"
        "    assert not exit.code, exit.code\n"
        "heavy = ('docx', 'lxml', 'jinja2', 'babel', 'weasyprint', 'PIL', 'fontTools')\n"
        "heavy += ('bibtexparser', 'openpyxl', 'snowballstemmer')\n"
        # Those by which pydantic looks for plugins, where it is a version tried here.
        "from shadowkit.cli import _TRIED\n"
        "plugins = ('importlib.metadata', 'email', 'zipfile')\n"
        "heavy += plugins * pydantic.VERSION.startswith(_TRIED)\n"
        "print(*sorted(m for m in sys.modules\n"
        "    if {m, m.split('.')[0]} & {*heavy}\n"
        "    or m.startswith(('shadowkit.writing.', 'shadowkit.importing'))))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


def test_frozen_classes_with_slots_are_made_the_quick_way() -> None:
    slow = []
    for name, tree in trees().items():
        standard = "from dataclasses import dataclass" in ast.unparse(tree)
        for node in ast.walk(tree):
            for decorator in node.decorator_list if isinstance(node, ast.ClassDef) else ():
                if ast.unparse(decorator) == "dataclass(frozen=True, slots=True)" and standard:
                    slow.append(f"{name}:{node.lineno}")
    assert slow == []
