"""Small dossiers that lie in folders: what a case does not have itself comes from `shared`.

``tests/golden/<case>`` holds what the format has, ``tests/faults/<fault>/bad`` and ``good`` what
it does not.  A case is the files that it is about, mostly one ``content/10.md``.
"""

from __future__ import annotations

import shutil
from pathlib import Path

TESTS = Path(__file__).resolve().parent
SHARED = TESTS / "golden" / "shared"
GOLDEN = TESTS / "golden"
FAULTS = TESTS / "faults"


def names(folder: Path) -> list[str]:
    """The cases in `folder`, sorted."""
    return sorted(f.name for f in folder.iterdir() if f.is_dir() and f != SHARED)


def laid_out(case: Path, folder: Path) -> Path:
    """The dossier of a case, made in `folder`: the shared files, and the case's own over them."""
    accepted = shutil.ignore_patterns("expected.*")
    shutil.copytree(SHARED, folder, dirs_exist_ok=True)
    shutil.copytree(case, folder, dirs_exist_ok=True, ignore=accepted)
    return folder
