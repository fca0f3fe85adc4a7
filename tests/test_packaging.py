"""What a release holds, by name, and that it works away from the repository.

A dossier is evidence about children.  One that lies in the working folder must never slip
into a file that is published, so the names are worked out here, by rule, and compared whole.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "russian-federation"
NAME = "shadowkit"
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]

# All data of the program, folder by folder with the endings that belong there.  A new kind of
# data file is a decision: write it here and in pyproject.toml.
DATA = {
    "templates/layouts": (".yaml",),
    "templates/html": (".j2",),
    "templates/starters": (".j2",),
    "content": (".yaml",),
    "style": (".css", ".csl", ".yaml", ".ttf"),
}
_NOT_COPIED = shutil.ignore_patterns(
    ".git", ".venv", ".*_cache", ".hypothesis", "__pycache__", "build", "dist"
)

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Release:
    wheel: Path
    sdist: Path


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """Both files, built from a copy of the tree in which dossiers lie about."""
    tree = tmp_path_factory.mktemp("tree") / NAME
    shutil.copytree(ROOT, tree, ignore=_NOT_COPIED)
    for place in (tree / "leak-test", tree / "src" / "leak-test", tree):
        _plant_dossier(place)
    target = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--sdist", "--wheel"]
    _run([*command, "--outdir", str(target), str(tree)], tree)
    [wheel], [sdist] = target.glob("*.whl"), target.glob("*.tar.gz")
    return Release(wheel, sdist)


def _plant_dossier(folder: Path) -> None:
    """A dossier as an author may leave one, also in the repository's own folder, whose
    content/ is the program's."""
    (folder / "content").mkdir(parents=True, exist_ok=True)
    (folder / "build" / "leak").mkdir(parents=True, exist_ok=True)
    for name in ("shadowkit.yaml", "sources.yaml", "recommendations.yaml", "notes.bib"):
        (folder / name).write_text("leak: true\n", encoding="utf-8")
    for name in ("content/10-leak.md", "content/leak.docx", "build/leak/leak.pdf", "leak.docx"):
        (folder / name).write_text("leak\n", encoding="utf-8")


def _run(command: list[str], folder: Path, **environment: str) -> str:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run(
        command,
        cwd=folder,
        env={**kept, "PYTHONUTF8": "1", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def _modules() -> set[str]:
    """The program's modules below src/."""
    source = ROOT / "src"
    return {file.relative_to(source).as_posix() for file in (source / NAME).rglob("*.py")}


def _data() -> set[str]:
    """The program's data files, by their path in the repository."""
    return {
        file.relative_to(ROOT).as_posix()
        for folder, endings in DATA.items()
        for file in (ROOT / folder).rglob("*")
        if file.is_file() and file.suffix in endings
    }


def test_the_wheel_holds_the_modules_the_data_and_nothing_else(release: Release) -> None:
    with zipfile.ZipFile(release.wheel) as wheel:
        found = set(wheel.namelist())
    about = f"{NAME}-{VERSION}.dist-info/"
    expected = _modules() | {f"{NAME}/_data/{name}" for name in _data()}
    expected |= {
        about + name
        for name in ("METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE")
    }
    assert found == expected


def test_the_sdist_holds_what_the_wheel_is_made_from_and_nothing_else(release: Release) -> None:
    with tarfile.open(release.sdist) as sdist:
        found = set(sdist.getnames())
    expected = {f"src/{name}" for name in _modules()} | _data()
    expected |= {"README.md", "CHANGELOG.md", "LICENSE", "pyproject.toml", "PKG-INFO", ".gitignore"}
    assert found == {f"{NAME}-{VERSION}/{name}" for name in expected}


def test_every_data_file_of_the_repository_is_of_a_known_sort() -> None:
    """A data file with another ending would be left out of the wheel, or let anything in."""
    present = {
        file.relative_to(ROOT).as_posix()
        for top in ("templates", "content", "style")
        for file in (ROOT / top).rglob("*")
        if file.is_file()
    }
    assert present == _data()


def test_the_wheel_can_be_made_from_the_sdist(release: Release, tmp_path: Path) -> None:
    shutil.unpack_archive(release.sdist, tmp_path, **_safely())
    [tree] = tmp_path.iterdir()
    command = [sys.executable, "-m", "build", "--no-isolation", "--wheel", str(tree)]
    _run([*command, "--outdir", str(tmp_path / "dist")], tmp_path)
    [again] = (tmp_path / "dist").glob("*.whl")
    with zipfile.ZipFile(again) as made, zipfile.ZipFile(release.wheel) as first:
        assert sorted(made.namelist()) == sorted(first.namelist())


def _safely() -> dict[str, str]:
    """Newer Pythons want a filter named, and some of those that shadowkit runs on know none."""
    return {"filter": "data"} if hasattr(tarfile, "data_filter") else {}


# --- installed --------------------------------------------------------------------------


@dataclass(frozen=True)
class Installed:
    """An environment of its own with the wheel, and a folder far from the repository."""

    python: Path
    script: Path
    folder: Path


@pytest.fixture(scope="module")
def installed(release: Release, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installed]:
    base = tmp_path_factory.mktemp("installed")
    environment = base / "environment"
    _run([sys.executable, "-m", "venv", "--without-pip", str(environment)], base)
    scripts = environment / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / ("python.exe" if os.name == "nt" else "python")
    # No network: of what shadowkit needs, this environment's own packages are used.  Its
    # editable shadowkit is not among them, for a .pth in a folder named by a .pth is not read.
    paths = {sysconfig.get_path(name) for name in ("purelib", "platlib")}
    [library] = _run([str(python), "-c", _WHERE], base).split("\n")[:1]
    Path(library, "borrowed.pth").write_text("\n".join(sorted(paths)) + "\n", encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-input"]
    _run([*pip, "--no-deps", "--no-index", "--quiet", str(release.wheel)], base)
    folder = base / "elsewhere"
    folder.mkdir()
    shutil.copytree(EXAMPLE, folder / "dossier", ignore=_NOT_COPIED)
    yield Installed(python, scripts / (NAME + (".exe" if os.name == "nt" else "")), folder)


_WHERE = "import sysconfig; print(sysconfig.get_path('purelib'))"
_HERE = (
    "import shadowkit, pathlib; from shadowkit import resources;"
    "print(pathlib.Path(shadowkit.__file__).parent); print(resources.root())"
)


def test_the_installed_program_is_the_wheels_and_finds_its_data(installed: Installed) -> None:
    package, data = _run([str(installed.python), "-c", _HERE], installed.folder).splitlines()
    assert ROOT not in Path(package).parents
    assert Path(data) == Path(package) / "_data"


def test_the_console_script_says_its_version(installed: Installed) -> None:
    assert VERSION in _run([str(installed.script), "--version"], installed.folder)


def test_the_installed_program_checks_and_builds_the_example(installed: Installed) -> None:
    folder = installed.folder
    _run([str(installed.script), "check", "dossier"], folder)
    said = _run([str(installed.script), "build", "dossier", "-f", "docx"], folder)
    docx = folder / "dossier" / "build" / "upr-joint" / "upr-joint.docx"
    assert f"wrote {docx.relative_to(folder)}" in said
    assert zipfile.is_zipfile(docx)


def test_the_installed_program_makes_a_dossier_from_its_starter(installed: Installed) -> None:
    folder = installed.folder
    _run([str(installed.script), "new", "made", "--layout", "ecpat-upr"], folder)
    _run([str(installed.script), "check", "made"], folder)
    assert (folder / "made" / ".schema" / "shadowkit.json").is_file()


def test_the_installed_program_prints_its_schemas(installed: Installed) -> None:
    printed = _run([str(installed.script), "schema", "shadowkit"], installed.folder)
    assert json.loads(printed)["properties"]["title"]["description"]
