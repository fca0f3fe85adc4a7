"""The documents against the program: what they name exists, what exists is named."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
import pytest

from shadowkit.cli import COMMANDS, group
from shadowkit.pipeline import rules, run
from shadowkit.reading import catalogue

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "CHANGELOG.md")

_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(name: str) -> Iterator[tuple[str, str]]:
    """The code blocks of a document, each with its language."""
    for match in _BLOCK.finditer(text(name)):
        yield match[1], match[2]


def command(name: str) -> click.Command:
    found = group.get_command(click.Context(group), name)
    assert found is not None, f"there is no command {name}"
    return found


def options(name: str) -> set[str]:
    """All spellings of a command's options, those of its own commands too."""
    one = command(name)
    inner = one.commands.values() if isinstance(one, click.Group) else ()
    return {
        spelling
        for each in (one, *inner)
        for param in each.get_params(_context(name))
        if isinstance(param, click.Option)
        for spelling in param.opts
    }


def command_lines() -> list[str]:
    """What the documents tell readers to type, as arguments of shadowkit."""
    lines: list[str] = []
    for name in DOCUMENTS:
        for language, block in blocks(name):
            if language:
                continue  # what the program prints, or how a file looks
            for line in block.splitlines():
                first, _, rest = line.strip().partition(" ")
                if first in ("shadowkit", ".venv/bin/shadowkit"):
                    lines.append(rest)
    return lines


# --- commands and options ---------------------------------------------------------------


def test_the_readme_names_every_command_and_no_other() -> None:
    named = set(re.findall(r"`shadowkit ([a-z]+)[^`]*`", text("README.md")))
    assert named == set(COMMANDS)


def test_the_changelog_names_every_command() -> None:
    assert not [name for name in COMMANDS if name not in text("CHANGELOG.md")]


@pytest.mark.parametrize("line", command_lines())
def test_every_line_to_type_is_one_the_program_takes(line: str) -> None:
    name, *arguments = shlex.split(line)
    command(name).make_context(name, arguments)


def test_there_are_lines_to_type() -> None:
    assert len(command_lines()) > 8


def test_every_option_of_a_commands_row_is_its_own() -> None:
    for name, row in _rows().items():
        named = set(re.findall(r"`(-{1,2}[a-z-]+)", row))
        assert named <= options(name), name


def test_every_option_of_a_command_is_in_the_readme() -> None:
    everywhere = {"--help", "-h", "--quiet", "-q", "--no-color", "--submission"}
    for name, row in _rows().items():
        missing = {opt for opt in options(name) if not re.search(rf"`{opt}\b", row)}
        short = {"--formats": "-f", "--output": "-o", "--recommendation": "-r"}
        missing -= {long for long, opt in short.items() if f"`{opt}" in row} | everywhere
        assert not missing, name


def test_the_options_said_to_be_shared_are_shared() -> None:
    reading = [name for name in COMMANDS if "[DOSSIER]" in command(name).get_usage(_context(name))]
    assert len(reading) > 3
    for name in reading:
        shared = {"--quiet", "-q", "--no-color"}
        if name != "review":  # which is about the dossier, whatever is printed of it
            shared.add("-s")
        assert shared <= options(name), name


def test_every_choice_in_a_commands_row_is_one_and_none_is_missing() -> None:
    for name, row in _rows().items():
        for param in command(name).get_params(_context(name)):
            match = re.search(rf"`{param.opts[0]} ([a-z|\\]+)`", row)
            if isinstance(param.type, click.Choice):
                assert match, f"{name} {param.opts[0]}"
                assert match[1].replace("\\", "").split("|") == list(param.type.choices)


def _context(name: str) -> click.Context:
    return click.Context(command(name), info_name=name)


def _rows() -> dict[str, str]:
    """The rows of the README's table of commands, by command."""
    found = re.findall(r"^\| `shadowkit ([a-z]+).*$", text("README.md"), re.MULTILINE)
    lines = re.findall(r"^\| `shadowkit .*$", text("README.md"), re.MULTILINE)
    rows = dict(zip(found, lines, strict=True))
    assert set(rows) == set(COMMANDS)
    return rows


# --- what the documents say is there, and is not ----------------------------------------


def test_every_code_of_a_finding_in_the_documents_exists() -> None:
    new = "SK219"  # CONTRIBUTING shows how to add it
    known = rules()
    assert new not in known, f"CONTRIBUTING's example {new} exists now; show the next free code"
    for name in DOCUMENTS:
        for code in re.findall(r"SK\d{3}", text(name)):
            assert code in known or (code == new and name == "CONTRIBUTING.md"), f"{name}: {code}"


def test_the_readme_says_what_is_not_there_yet() -> None:
    _, _, missing = text("README.md").partition("## What is not there yet")
    missing, _, _ = missing.partition("\n## ")
    for name in (*catalogue.mechanism_names(), *catalogue.layout_names()):
        assert f"`{name}`" in text("README.md"), name


def test_what_the_readme_shows_of_the_format_is_read_without_a_fault(tmp_path: Path) -> None:
    [shown] = [block for language, block in blocks("README.md") if language == "markdown"]
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "10-all.md").write_text(shown, encoding="utf-8")
    (tmp_path / "shadowkit.yaml").write_text(
        "title: Shown\nthemes: {recovery: Recovery}\n"
        "submissions: {shown: {layout: ecpat-upr, language: en}}\n",
        encoding="utf-8",
    )
    keys = sorted(set(re.findall(r"\[@([a-z0-9-]+)", shown)))
    sources = "\n".join(f"- {{id: {key}, type: report, title: A title}}" for key in keys)
    (tmp_path / "sources.yaml").write_text(sources + "\n", encoding="utf-8")
    found = [(f.code, f.message) for f in run(tmp_path).findings if f.code != "SK203"]
    assert found == []  # SK203: the other sections of the layout are not shown


def test_every_link_to_a_file_leads_to_one() -> None:
    for name in (*DOCUMENTS, "docs/measurements.md"):
        for target in _LINK.findall(text(name)):
            assert (ROOT / name).parent.joinpath(target).exists(), f"{name}: {target}"


def test_every_script_the_documents_name_exists() -> None:
    for name in DOCUMENTS:
        for script in re.findall(r"\bscripts/[\w.]+", text(name)):
            assert (ROOT / script).is_file(), f"{name}: {script}"


# --- what no file of the project says ---------------------------------------------------

# Pieced together, so that this file does not say it either.  "name" is nobody's folder.
_FOLDER_OF_SOMEBODY = re.compile(r"(?<![\w.~])/(?:home|root|work|" + r"Users)/(?!name\b)[\w.]")
_UNDONE = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME)\b")
_UNWANTED_TERM = re.compile(r"\bshadow " + r"reports?\b", re.IGNORECASE)
# These explain to authors why the term is not used, or look that it is not.
_EXPLAINS_THE_TERM = (
    "README.md",
    "CONTRIBUTING.md",
    "ARCHITECTURE.md",
    "content/mechanisms/",
    "tests/test_example.py",
)


@cache
def files() -> tuple[Path, ...]:
    """The files of the project: those Git tracks or would, else all but what is made."""
    git = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(git, cwd=ROOT, capture_output=True, check=True).stdout
        names = [name for name in listed.decode("utf-8").split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        made = {".git", ".venv", "build", "dist", "__pycache__", ".hypothesis"}
        names = [
            path.relative_to(ROOT).as_posix()
            for path in ROOT.rglob("*")
            if not made.intersection(path.parts) and "_cache/" not in path.as_posix()
        ]
    return tuple(path for path in sorted(ROOT / name for name in names) if path.is_file())


def _found(pattern: re.Pattern[str], allowed: tuple[str, ...] = ()) -> list[str]:
    """The places in the project's texts where a pattern stands."""
    places: list[str] = []
    for path in files():
        name = path.relative_to(ROOT).as_posix()
        if name.startswith(allowed) and allowed:
            continue
        try:
            content = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(content.splitlines(), 1):
            if pattern.search(line):
                places.append(f"{name}:{number}: {line.strip()[:80]}")
    return places


def test_the_project_has_files() -> None:
    assert len(files()) > 100


def test_no_file_names_a_folder_of_somebodys_machine() -> None:
    assert _found(_FOLDER_OF_SOMEBODY) == []


def test_no_file_leaves_something_for_later() -> None:
    assert _found(_UNDONE) == []


def test_no_file_uses_the_term_that_authors_are_told_to_avoid() -> None:
    assert _found(_UNWANTED_TERM, _EXPLAINS_THE_TERM) == []
