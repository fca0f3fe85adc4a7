"""A folder to an authored dossier.  Total: it reads all that can be read and reports all
that cannot, at once."""

from __future__ import annotations

import os
import re
from pathlib import Path

from shadowkit.diagnostics import Finding
from shadowkit.location import Location
from shadowkit.model.authored import ASection, Dossier, Source
from shadowkit.model.register import Register
from shadowkit.model.reviews import Review
from shadowkit.model.settings import FORMAT_VERSION, Settings
from shadowkit.reading import faults
from shadowkit.reading.collector import Collector
from shadowkit.reading.content import ContentReader
from shadowkit.reading.files import inside, is_there, read_text
from shadowkit.reading.register import NAME as REGISTER
from shadowkit.reading.register import read_register
from shadowkit.reading.reviews import NAME as REVIEWS
from shadowkit.reading.reviews import read_reviews
from shadowkit.reading.sources import read_sources
from shadowkit.reading.validation import validate
from shadowkit.reading.yaml import Loaded, load_json, load_yaml
from shadowkit.records import dataclass

SETTINGS = "shadowkit.yaml"
CONTENT = "content"
_OTHER_ENDINGS = (".md", ".markdown", ".mdown", ".mkd")
_NUMBER = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Read:
    """What reading gave: the dossier (None where its settings cannot be read at all), and
    everything found on the way."""

    dossier: Dossier | None
    findings: tuple[Finding, ...]


def read(folder: Path) -> Read:
    """Reads the dossier in `folder`."""
    collector = Collector()
    loaded = _settings(folder, collector)
    settings = None
    if loaded is not None:
        settings = _validated(loaded, collector)
    content = ContentReader(folder, collector)
    files = _content_files(folder, collector)
    for file in files:
        text = read_text(folder, file, collector)
        if text is not None:
            content.read(file.relative_to(folder).as_posix(), text)
    sources = _sources(folder, collector)
    register = _register(folder, collector)
    reviews = _reviews(folder, collector)
    sections = content.sections()
    if loaded is not None and not files:
        collector.add(
            faults.NO_DOSSIER,
            Location(CONTENT),
            "there is no content: no file content/*.md",
            "Write the first section in content/10-introduction.md.",
        )
    if settings is None or loaded is None:
        return Read(None, tuple(collector.findings))
    dossier = Dossier(
        settings,
        sections,
        sources,
        loaded.places,
        tuple(file.relative_to(folder).as_posix() for file in files),
        _annexes(folder, settings, loaded, collector),
        register,
        reviews,
    )
    return Read(dossier, tuple(collector.findings))


def find_dossier(start: Path) -> Path | None:
    """The nearest folder at or above `start` that holds a shadowkit.yaml."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if os.path.lexists(folder / SETTINGS):
            return folder
    return None


# --- settings -------------------------------------------------------------------------


def _settings(folder: Path, collector: Collector) -> Loaded | None:
    path = folder / SETTINGS
    if not os.path.lexists(path):
        collector.add(
            faults.NO_DOSSIER,
            Location(SETTINGS),
            "there is no shadowkit.yaml in this folder",
            "Run shadowkit in the dossier's folder, or name that folder.",
        )
        return None
    text = read_text(folder, path, collector)
    if text is None:
        return None
    loaded = load_yaml(text, SETTINGS, collector)
    if loaded is None:
        return None
    if not isinstance(loaded.data, dict):
        collector.add(
            faults.BAD_VALUE,
            Location(SETTINGS),
            "the settings are a map: lines of `key: value`",
            "Begin with `title:` and `submissions:`.",
        )
        return None
    return loaded


def _validated(loaded: Loaded, collector: Collector) -> Settings | None:
    version = loaded.data.get("format")
    if isinstance(version, str) and _NUMBER.fullmatch(version) and int(version) > FORMAT_VERSION:
        collector.add(
            faults.NEWER_FORMAT,
            loaded.place(("format",), Location(SETTINGS)),
            f"this dossier is in format {version}; this shadowkit reads format {FORMAT_VERSION}",
            "Install a newer shadowkit; nothing in the dossier needs to change.",
        )
        return None
    settings = validate(Settings, loaded, (), SETTINGS, collector)
    if settings is None:
        return None
    if not settings.submissions:
        collector.add(
            faults.MISSING_KEY,
            loaded.place(("submissions",), Location(SETTINGS)),
            "there is no submission yet",
            "Name at least one under `submissions:`, with its layout.",
        )
    return settings


# --- content, annexes, sources, earlier recommendations, reviews ---------------------------


def _content_files(folder: Path, collector: Collector) -> list[Path]:
    base = folder / CONTENT
    found: list[Path] = []
    for parent, folders, files in os.walk(base):
        here = Path(parent)
        folders[:] = sorted(name for name in folders if not name.startswith((".", "_")))
        for name in [*folders, *files]:
            if name.endswith(".md") and not name.startswith((".", "_", "README")):
                found.append(here / name)
        for name in files:
            ending = Path(name).suffix
            if ending.lower() in _OTHER_ENDINGS and ending != ".md" and name[0] not in "._":
                collector.add(
                    faults.UNREADABLE,
                    Location((here / name).relative_to(folder).as_posix()),
                    "this file is not read: the names of content files end in `.md`",
                    "Give its name that ending; `_` before a name keeps a file out on purpose.",
                )
        for name in folders:
            if (here / name).is_symlink() and not name.endswith(".md"):
                collector.add(
                    faults.UNREADABLE,
                    Location((here / name).relative_to(folder).as_posix()),
                    "this folder is a link to another one; what it holds is not read",
                    "Put the files themselves into content/.",
                )
        folders[:] = [name for name in folders if not name.endswith(".md")]
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def _annexes(
    folder: Path, settings: Settings, loaded: Loaded, collector: Collector
) -> dict[str, tuple[ASection, ...]]:
    """The sections of every annex that a submission names, by its path."""
    found: dict[str, tuple[ASection, ...]] = {}
    for name, own in settings.submissions.items():
        for number, annex in enumerate(own.annexes):
            if annex in found:
                continue
            found[annex] = ()
            place = loaded.place(("submissions", name, "annexes", number), Location(SETTINGS))
            path = inside(folder, annex)
            fault, hint = _annex_fault(folder, path)
            if path is None or fault:
                collector.add(faults.BAD_VALUE, place, f"{fault} `{annex[:80]}`", hint)
                continue
            root = folder.resolve()
            text = read_text(root, path, collector)
            if text is not None:
                reader = ContentReader(folder, collector)
                reader.read(path.relative_to(root).as_posix(), text)
                found[annex] = reader.sections()
    return found


def _annex_fault(folder: Path, path: Path | None) -> tuple[str, str]:
    """What is wrong with the path of an annex, and what to do; ("", "") where all is well."""
    if path is None:
        return (
            "the annex lies outside the dossier:",
            "Copy it into the dossier, and name it as seen from there.",
        )
    if path.suffix != ".md":
        return (
            "an annex is written like content, in a file that ends in .md:",
            "Attach other files (PDF, Excel) to the submission when you file it.",
        )
    if path.is_relative_to((folder / CONTENT).resolve()):
        return (
            "the annex is among the content and would print twice:",
            "Move it to a folder of its own, such as annex/.",
        )
    if not is_there(path):
        return "there is no file", "Annexes are named as seen from the dossier's folder."
    return "", ""


def _register(folder: Path, collector: Collector) -> Register:
    path = folder / REGISTER
    if not os.path.lexists(path):
        return Register()
    text = read_text(folder, path, collector)
    loaded = load_yaml(text, REGISTER, collector) if text is not None else None
    return read_register(loaded, collector) if loaded is not None else Register()


def _reviews(folder: Path, collector: Collector) -> dict[str, Review]:
    path = folder / REVIEWS
    if not os.path.lexists(path):
        return {}
    text = read_text(folder, path, collector)
    loaded = load_yaml(text, REVIEWS, collector) if text is not None else None
    return read_reviews(loaded, collector) if loaded is not None else {}


def _sources(folder: Path, collector: Collector) -> dict[str, Source]:
    sources: dict[str, Source] = {}
    names = ["sources.yaml", "sources.yml", "sources.json"]
    names += sorted(path.name for path in folder.glob("*.bib") if path.name[0] not in "._")
    for name in names:
        path = folder / name
        if not os.path.lexists(path):
            continue
        text = read_text(folder, path, collector)
        if text is None:
            continue
        loaded = _loaded_sources(text, name, collector)
        if loaded is None:
            continue
        for source in read_sources(loaded, name, collector):
            if source.id in sources:
                first = sources[source.id].location
                collector.add(
                    faults.ID_TWICE_IN_SOURCES,
                    source.location,
                    f"the source `{source.id}` is registered here a second time; the first "
                    f"is at {first.path}:{first.line}",
                    "Remove one of the two, or give it an id of its own.",
                )
            else:
                sources[source.id] = source
    return sources


def _loaded_sources(text: str, name: str, collector: Collector) -> Loaded | None:
    if name.endswith(".bib"):
        # Only a dossier with such a file pays for its parser.
        from shadowkit.reading.bibtex import read_bibtex

        return read_bibtex(text, name, collector)
    return (load_json if name.endswith(".json") else load_yaml)(text, name, collector)
