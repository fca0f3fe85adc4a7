"""What a hostile input is, as data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

Make = Callable[[Path], None]
SETTINGS = "title: A test\nsubmissions:\n  report: {layout: layout.yaml}\n"
SOURCES = "- {id: report-a, type: report, title: Example report A, issued: 2013}\n"


@dataclass(frozen=True)
class Case:
    name: str
    text: str = "The State adopted a plan.\n"
    finds: tuple[str, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    """Files of the dossier, by name."""
    make: Make | None = None
    """Puts into the folder what no bytes are: links, FIFOs."""
    says: str = ""
    """A part of the finding's words."""


@dataclass(frozen=True)
class Group:
    """The cases of one dossier; `finds` what is found outside their files."""

    name: str
    cases: tuple[Case, ...]
    settings: str = SETTINGS
    sources: str = SOURCES
    finds: tuple[str, ...] = ()
    says: str = ""
    files: Mapping[str, bytes | Callable[[str], bytes]] = field(default_factory=dict)
    """Files of the dossier; one that is packed is made of the listener's address."""
    draft: bool = False
    """Whether a draft is made of it as well, so that its faults get as far as the writers."""

    @property
    def refused(self) -> bool:
        """Whether there are errors, so that nothing is built but a draft.  A link that leads
        nowhere good is a warning."""
        return bool(self.finds) or any(set(case.finds) - {"SK024"} for case in self.cases)
