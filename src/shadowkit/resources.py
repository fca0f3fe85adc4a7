"""The program's own data: templates/, content/ and style/.

Installed from a wheel they lie in ``shadowkit/_data``; in a checkout (editable install)
they are the folders at the root of the repository.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_HERE = Path(__file__).resolve().parent


@cache
def root() -> Path:
    """The folder that holds templates/, content/ and style/."""
    packed = _HERE / "_data"
    return packed if packed.is_dir() else _HERE.parent.parent


def path(*parts: str) -> Path:
    """The path of one data file or folder, e.g. ``path("style", "print.css")``."""
    return root().joinpath(*parts)


def text(*parts: str) -> str:
    """The text of one data file."""
    return path(*parts).read_text(encoding="utf-8")


def names(folder: str, suffix: str = ".yaml") -> list[str]:
    """The names of the data files below `folder` without their suffix, sorted, as written
    by a user: ``upr/joint`` for ``content/mechanisms/upr/joint.yaml``."""
    base = path(*folder.split("/"))
    found = base.rglob("*" + suffix)
    return sorted(file.relative_to(base).as_posix().removesuffix(suffix) for file in found)
