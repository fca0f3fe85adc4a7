"""What can go wrong on the way to a PDF, in the user's words."""

from __future__ import annotations

import sys
from pathlib import Path

from shadowkit.diagnostics import Rule, Severity, rule

LIBRARY_MISSING = rule(
    "SK601",
    "pdf-library-missing",
    Severity.ERROR,
    """
    A part that the PDF needs is not installed on this computer, so no PDF was made.

    The PDF is set by WeasyPrint, which needs Pango and a few other libraries of the
    operating system; pip cannot install those. The Word and HTML files do not need them.

    Run the one command in the hint, then build again. `shadowkit doctor` checks whether
    everything is in place.
    """,
)

ENGINE_WARNING = rule(
    "SK602",
    "pdf-engine-warning",
    Severity.ERROR,
    """
    The PDF engine complained about something while it made the PDF.

    The engine only writes such complaints to a log and goes on, so the file may lack
    something and still look finished. It must not be filed unseen.

    Nothing in a dossier should bring this about. Look at the PDF near what the message
    names; where the text there is unusual, rewrite it. Otherwise report it as a fault of
    shadowkit, with the message.
    """,
)

NOT_PRINTED = rule(
    "SK603",
    "note-not-printed",
    Severity.ERROR,
    """
    Something of the text is not on the pages of the PDF, or not where it belongs.

    After the pages are made, every block, note and reference is looked for on them: each
    must be there once, whole, and each note on the page of its mark. A very long note can
    run off the page, where nobody sees that it is cut.

    Shorten the note or paragraph that is named, or move part of it into the text. For
    many or long notes, write `notes: end` among the options of the submission in
    shadowkit.yaml: notes at the end of the document may be of any length.
    """,
)

NO_GLYPH = rule(
    "SK604",
    "character-without-glyph",
    Severity.ERROR,
    """
    A character cannot be printed in the PDF, because none of the fonts has it.

    It would appear as an empty box. The PDF has letters for Latin, Cyrillic, Greek and
    Arabic script; Chinese, Japanese and Korean need the fonts `fonts-noto-cjk` on this
    computer. Pictures (emoji), arrows and many symbols are in none of them.

    Replace the character by words or by a common one. Characters pasted from Word or from
    a PDF are often private ones that only look right in their own font: type them anew.
    """,
)

NOT_FINISHED = rule(
    "SK605",
    "pdf-not-finished",
    Severity.ERROR,
    """
    The PDF was not finished: it took too long, needed too much memory, or the engine
    stopped.

    The PDF is made in a process of its own, with 120 seconds and 1.5 gigabytes, so that a
    fault there cannot take the computer down. A usual submission takes a few seconds; some
    25,000 paragraphs or 50,000 cells of tables are more than it can hold.

    See whether something was pasted in by mistake; else divide the submission. If its size
    is usual, build again, or find the part that is to blame by leaving sections out. The
    Word and HTML files do not need the engine. An older PDF is left as it was.
    """,
)

NOTE_TOO_LONG = rule(
    "SK606",
    "note-too-long",
    Severity.ERROR,
    """
    A footnote is so long that the PDF may lose part of it.

    A note of more than about 1,200 words fills more than a page by itself, and pages can
    no longer be relied on to hold it. No reader expects so long a note either.

    Move most of it into the text or into an annex. Or write `notes: end` among the options
    of the submission in shadowkit.yaml: notes at the end may be of any length.
    """,
)

RULES: tuple[Rule, ...] = (
    LIBRARY_MISSING,
    ENGINE_WARNING,
    NOT_PRINTED,
    NO_GLYPH,
    NOT_FINISHED,
    NOTE_TOO_LONG,
)


def library_command(platform: str = sys.platform, release: str | None = None) -> str:
    """The one command that installs the system libraries on this kind of computer.

    `release` is the text of ``/etc/os-release``; it is read where it is not given.
    """
    if platform == "darwin":
        return "brew install pango"
    if platform == "win32":
        return "pacman -S mingw-w64-ucrt-x86_64-pango    (in the MSYS2 window, msys2.org)"
    for family, command in _COMMANDS:
        if any(name in _family(release) for name in family):
            return command
    return _COMMANDS[0][1]


_COMMANDS = (
    (
        ("debian", "ubuntu"),
        "apt-get update && apt-get install -y --no-install-recommends"
        " libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    ),
    (("fedora", "rhel", "centos"), "dnf install -y pango"),
    (("suse", "opensuse"), "zypper install -y libpango-1_0-0 libharfbuzz-subset0"),
    (("arch",), "pacman -S --noconfirm pango"),
    (("alpine",), "apk add pango harfbuzz-subset"),
)


def _family(release: str | None) -> set[str]:
    """The names that a Linux system gives itself and what it descends from."""
    if release is None:
        try:
            release = Path("/etc/os-release").read_text(encoding="utf-8")
        except OSError:
            return set()
    names: set[str] = set()
    for line in release.splitlines():
        key, _, value = line.partition("=")
        if key in ("ID", "ID_LIKE"):
            names.update(value.strip("\"'").split())
    return names
