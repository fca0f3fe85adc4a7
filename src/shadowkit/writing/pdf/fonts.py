"""The fonts of the PDF and the fontconfig file that hides all others.

The fonts are Python packages, so that every machine prints the same letters.  Chinese alone
comes from the system: its fonts are too large to be shipped.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from html import escape
from pathlib import Path

from shadowkit import resources

PACKAGES = ("fontpkg_pt_serif", "fontpkg_pt_sans", "fontpkg_noto_serif", "fontpkg_amiri")
OWN = ("style", "fonts")
"""The folder of what they lack, the boxes of lists to be ticked; made by scripts/boxfont.py."""

CHINESE_PACKAGE = "fonts-noto-cjk"
"""The name under which Debian, Ubuntu and others carry Noto Serif CJK."""
_CHINESE_FILES = "NotoSerifCJK*"

_CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
{folders}{choice}<cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
"""


def package_folder(package: str) -> Path | None:
    """Where a font package keeps its files; None where it is not installed."""
    # The spec is enough: importing these packages would load a font registry.
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return None
    folder = Path(spec.submodule_search_locations[0]) / "files"
    return folder if folder.is_dir() else None


def shipped_folders() -> list[Path]:
    """The folders of all fonts that come with the program."""
    packaged = [folder for name in PACKAGES if (folder := package_folder(name))]
    return [*packaged, resources.path(*OWN)]


def missing_packages() -> list[str]:
    """The font packages that are not installed, by the names that pip knows."""
    return [name.replace("_", "-") for name in PACKAGES if package_folder(name) is None]


def chinese_files() -> list[Path]:
    """The system's Noto Serif CJK files, [] where there are none."""
    found: list[Path] = []
    for base in _system_folders():
        if base.is_dir():
            found += sorted(base.rglob(_CHINESE_FILES))
        if found:
            break
    return found


def _system_folders() -> list[Path]:
    try:
        home = Path.home()
    except RuntimeError:  # a user without a home folder
        home = Path(os.sep)
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", str(home))
        windows = os.environ.get("WINDIR", r"C:\Windows")
        return [Path(windows) / "Fonts", Path(local) / "Microsoft" / "Windows" / "Fonts"]
    if sys.platform == "darwin":
        return [home / "Library" / "Fonts", Path("/Library/Fonts")]
    return [
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        home / ".local" / "share" / "fonts",
    ]


def write_configuration(folder: Path) -> Path:
    """A fonts.conf in `folder` that knows the font packages and nothing else."""
    return _write(folder / "fonts.conf", shipped_folders(), "")


def write_chinese_configuration(folder: Path, files: list[Path]) -> Path:
    """The same with the system's Noto Serif CJK, and of its folders no other file."""
    theirs = sorted({file.parent for file in files})
    reject = "".join(f"<glob>{escape(str(place / '*'))}</glob>" for place in theirs)
    # A rejected file is accepted again where an <acceptfont> names it.
    accept = "".join(f"<glob>{escape(str(place / _CHINESE_FILES))}</glob>" for place in theirs)
    choice = (
        f"<selectfont><rejectfont>{reject}</rejectfont>"
        f"<acceptfont>{accept}</acceptfont></selectfont>\n"
    )
    return _write(folder / "fonts-chinese.conf", [*shipped_folders(), *theirs], choice)


def _write(path: Path, folders: list[Path], choice: str) -> Path:
    lines = "".join(f"<dir>{escape(str(folder))}</dir>\n" for folder in folders)
    path.write_text(_CONFIGURATION.format(folders=lines, choice=choice), encoding="utf-8")
    return path
