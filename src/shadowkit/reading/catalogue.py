"""Layouts, mechanisms, instruments and labels: data files of the program, or of the dossier."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from shadowkit import resources
from shadowkit.diagnostics import did_you_mean
from shadowkit.location import Location
from shadowkit.model.instruments import Instruments
from shadowkit.model.labels import Labels
from shadowkit.model.layout import Layout
from shadowkit.model.mechanism import Mechanism
from shadowkit.reading import faults
from shadowkit.reading.collector import Collector
from shadowkit.reading.files import inside, is_there, read_text
from shadowkit.reading.validation import validate
from shadowkit.reading.yaml import load_yaml

Model = TypeVar("Model", bound=BaseModel)


class DataError(Exception):
    """A data file of the program itself is broken: a fault of the installation."""


def layout_names() -> list[str]:
    return resources.names("templates/layouts")


def mechanism_names() -> list[str]:
    return resources.names("content/mechanisms")


def look_names() -> list[str]:
    return resources.names("style/looks")


def languages() -> list[str]:
    """The languages the program has words for."""
    return resources.names("content/labels")


@cache
def shipped_layout(name: str) -> Layout:
    return _shipped(Layout, resources.path("templates", "layouts", f"{name}.yaml"))


@cache
def shipped_mechanism(name: str) -> Mechanism:
    return _shipped(Mechanism, resources.path("content", "mechanisms", *f"{name}.yaml".split("/")))


@cache
def instruments() -> Instruments:
    """The instruments that evidence may name (content/instruments.yaml)."""
    return _shipped(Instruments, resources.path("content", "instruments.yaml"))


@cache
def labels(language: str) -> Labels:
    return _shipped(Labels, resources.path("content", "labels", f"{language}.yaml"))


def layout(folder: Path, name: str, place: Location, collector: Collector) -> Layout | None:
    """The layout a submission names: a shipped one, or a .yaml file of the dossier."""
    if name.endswith((".yaml", ".yml")):
        return _own(Layout, folder, name, place, collector)
    return _named(name, layout_names(), "layout", place, collector, shipped_layout)


def mechanism(folder: Path, name: str, place: Location, collector: Collector) -> Mechanism | None:
    """The mechanism a submission names: a shipped one, or a .yaml file of the dossier."""
    if name.endswith((".yaml", ".yml")):
        return _own(Mechanism, folder, name, place, collector)
    return _named(name, mechanism_names(), "mechanism", place, collector, shipped_mechanism)


@cache
def states() -> dict[str, dict[str, Any]]:
    """Short names of States by ISO 3166-1 alpha-3 code (content/states.yaml)."""
    path = resources.path("content", "states.yaml")
    loaded = load_yaml(path.read_text(encoding="utf-8"), path.name, Collector())
    if loaded is None:
        raise DataError(f"{path.name} cannot be read")
    found: dict[str, dict[str, Any]] = loaded.data["states"]
    return found


def state_name(code: str, language: str) -> str:
    """The short name of a State as the United Nations have it; "" where it is not known."""
    return str(states().get(code, {}).get(language, "")) if code else ""


def state_in_sentence(code: str, language: str) -> str:
    """``Kenya``, ``the Russian Federation``; the code itself where the name is not known."""
    name = state_name(code, language)
    article = language == "en" and states().get(code, {}).get("article")
    return (f"the {name}" if article else name) or code


def labels_for(language: str, place: Location, collector: Collector) -> Labels | None:
    """The program's words in a submission's language."""
    return _named(language.partition("-")[0], languages(), "language", place, collector, labels)


def _named(
    name: str,
    known: list[str],
    what: str,
    place: Location,
    collector: Collector,
    load: Callable[[str], Model],
) -> Model | None:
    if name not in known:
        collector.add(
            faults.BAD_VALUE, place, f"there is no {what} `{name[:60]}`", did_you_mean(name, known)
        )
        return None
    return load(name)


def _shipped(model: type[Model], path: Path) -> Model:
    collector = Collector()
    loaded = load_yaml(path.read_text(encoding="utf-8"), path.name, collector)
    value = validate(model, loaded, (), path.name, collector) if loaded else None
    if value is None or collector.findings:
        first = collector.findings[0]
        raise DataError(f"{first.location}: {first.message}")
    return value


def _own(
    model: type[Model], folder: Path, name: str, place: Location, collector: Collector
) -> Model | None:
    path = inside(folder, name)
    if path is None or not is_there(path):
        reason = "there is no file" if path else "the file lies outside the dossier:"
        collector.add(
            faults.BAD_VALUE,
            place,
            f"{reason} `{name[:80]}`",
            "Files of your own lie in the dossier; they are named as seen from its folder.",
        )
        return None
    text = read_text(folder.resolve(), path, collector)
    loaded = load_yaml(text, name, collector) if text is not None else None
    return validate(model, loaded, (), name, collector) if loaded else None
