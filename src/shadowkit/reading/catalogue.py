"""Layouts, mechanisms, labels and reference data: files of the program, or of the dossier."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from pydantic import BaseModel, ValidationError

from shadowkit import resources
from shadowkit.diagnostics import closest, did_you_mean
from shadowkit.location import Location
from shadowkit.model.instruments import Instruments, TreatyTitles
from shadowkit.model.labels import Labels
from shadowkit.model.layout import Layout
from shadowkit.model.mechanism import Mechanism
from shadowkit.model.states import NamedState, States
from shadowkit.model.terminology import Terminology
from shadowkit.model.typography import Typography
from shadowkit.model.verbs import Verbs, VerbWords
from shadowkit.model.vocabulary import (
    ActionCategories,
    DocumentSymbols,
    IssueTags,
    Vocabulary,
)
from shadowkit.reading import faults
from shadowkit.reading.collector import Collector
from shadowkit.reading.files import inside, is_there, read_text
from shadowkit.reading.validation import validate
from shadowkit.reading.yaml import Loaded, load_values, load_yaml

if TYPE_CHECKING:  # what hardly any command needs is imported where it is read
    from shadowkit.model.imports import Imports
    from shadowkit.model.matching import Matching

Model = TypeVar("Model", bound=BaseModel)

ISSUE_TAGS: Final = "upr-info-issues"
ACTION_CATEGORIES: Final = "upr-info-categories"
DOCUMENT_SYMBOLS: Final = "document-symbols"


class DataError(Exception):
    """A data file of the program itself is broken: a fault of the installation."""


def layout_names() -> list[str]:
    return resources.names("templates/layouts")


def mechanism_names() -> list[str]:
    return resources.names("content/mechanisms")


def look_names() -> list[str]:
    return resources.names("style/looks")


def vocabulary_names() -> list[str]:
    """The vocabularies that are lists of terms."""
    others = (ACTION_CATEGORIES, DOCUMENT_SYMBOLS)
    return [name for name in resources.names("content/vocabulary") if name not in others]


def terminology_languages() -> list[str]:
    """The languages that have a list of terms to avoid."""
    return resources.names("content/terminology")


def languages() -> list[str]:
    """The languages the program has words for."""
    return resources.names("content/labels")


@cache
def shipped_layout(name: str) -> Layout:
    return _shipped(Layout, "templates", "layouts", f"{name}.yaml")


@cache
def shipped_mechanism(name: str) -> Mechanism:
    return _shipped(Mechanism, "content", "mechanisms", *f"{name}.yaml".split("/"))


@cache
def instruments() -> Instruments:
    """The instruments that evidence may name (content/instruments.yaml)."""
    return _shipped(Instruments, "content", "instruments.yaml")


@cache
def treaty_titles() -> TreatyTitles:
    """The titles of instruments in other languages than English."""
    return _table(TreatyTitles, "treaty-titles")


@cache
def matching() -> Matching:
    """Words by which earlier recommendations are compared with what a dossier says."""
    from shadowkit.model.matching import Matching

    return _shipped(Matching, "content", "matching.yaml")


@cache
def labels(language: str) -> Labels:
    return _shipped(Labels, "content", "labels", f"{language}.yaml")


@cache
def verbs() -> Verbs:
    """The verbs that recommendations begin with, in English."""
    words = _shipped(VerbWords, "content", "verbs", "en.yaml")
    return Verbs(words, action_categories())


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
def states() -> States:
    """The names of all States (content/states.yaml)."""
    return _table(States, "states")


@cache
def state(code: str) -> NamedState | None:
    """The names of one State; None where the list has none with the code.

    A submission needs a name or two, and the whole list takes as long to read as a dossier.
    """
    row = _state_rows().get(code)
    return None if row is None else NamedState.model_validate(load_values(row))


def state_codes() -> Collection[str]:
    """The codes of all States, ISO 3166-1 alpha-3."""
    return _state_rows().keys()


@cache
def _state_rows() -> dict[str, str]:
    """The text of each State's row: what is indented below its code."""
    text = resources.path("content", "states.yaml").read_text(encoding="utf-8")
    _head, *rows = re.split(r"^  ([A-Z]{3}):\n", text, flags=re.MULTILINE)
    return dict(zip(rows[::2], rows[1::2], strict=True))


@cache
def vocabulary(name: str) -> Vocabulary:
    """One of the vocabularies that are lists of terms; `vocabulary_names` has their names."""
    return _table(IssueTags if name == ISSUE_TAGS else Vocabulary, "vocabulary", name)


@cache
def issue_tags() -> IssueTags:
    """The issues by which UPR Info sorts recommendations."""
    return _table(IssueTags, "vocabulary", ISSUE_TAGS)


@cache
def action_categories() -> ActionCategories:
    """The categories of action by which UPR Info sorts recommendations."""
    return _table(ActionCategories, "vocabulary", ACTION_CATEGORIES)


@cache
def document_symbols() -> DocumentSymbols:
    """The forms of the document symbols of the United Nations."""
    return _table(DocumentSymbols, "vocabulary", DOCUMENT_SYMBOLS)


@cache
def terminology(language: str) -> Terminology:
    """Terms to avoid, and what to write; `terminology_languages` has the languages."""
    return _table(Terminology, "terminology", language)


@cache
def typography() -> Typography:
    """Where marks of notes stand, by language."""
    return _table(Typography, "typography")


@cache
def imports() -> Imports:
    """The files that earlier recommendations come in."""
    from shadowkit.model.imports import Imports

    return _table(Imports, "imports")


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


def _shipped(model: type[Model], *parts: str) -> Model:
    """A data file of the program.  Its places are needed by nobody, and cost as much again."""
    path = resources.path(*parts)
    try:
        return model.model_validate(load_values(path.read_text(encoding="utf-8")))
    except (ValidationError, ValueError) as error:
        raise DataError(f"{path.name}: {error}") from None


def _table(model: type[Model], *parts: str) -> Model:
    """A table of reference data."""
    return _shipped(model, "content", *parts[:-1], f"{parts[-1]}.yaml")


def _own(
    model: type[Model], folder: Path, name: str, place: Location, collector: Collector
) -> Model | None:
    loaded = own_file(folder, name, place, collector)
    return validate(model, loaded, (), name, collector) if loaded else None


def own_file(folder: Path, name: str, place: Location, collector: Collector) -> Loaded | None:
    """A YAML file of the dossier that its settings name at `place`; None after findings."""
    path = inside(folder, name)
    if path is None or not is_there(path):
        reason = "there is no file" if path else "the file lies outside the dossier:"
        beside = path.parent.glob("*.yaml") if path and path.parent.is_dir() else ()
        near = closest(Path(name).name, (file.name for file in beside))
        collector.add(
            faults.BAD_VALUE,
            place,
            f"{reason} `{name[:80]}`",
            f"Did you mean `{(Path(name).parent / near).as_posix()}`?"
            if near
            else "Files of your own lie in the dossier; they are named as seen from its folder.",
        )
        return None
    text = read_text(folder.resolve(), path, collector)
    return load_yaml(text, name, collector) if text is not None else None
