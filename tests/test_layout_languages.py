"""What layouts and mechanisms print is there in the six languages of the United Nations.

The texts are found by the types of the models' fields, so that a new layout, a new mechanism and
a new text of either are held as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from shadowkit.model.fields import LocalText
from shadowkit.model.layout import Layout, Starter
from shadowkit.model.mechanism import Mechanism
from shadowkit.model.wordings import names_in
from shadowkit.reading import catalogue

LANGUAGES = {"en", "fr", "es", "ru", "ar", "zh"}

NOT_PRINTED = {(Layout, "title"), (Starter, "title"), (Mechanism, "title")}
"""Shown on the command line alone, or written into a new dossier, which is in English."""

WORDS_OF_THE_FORMAT = ("", "skip", "heading")

SHIPPED: Mapping[str, BaseModel] = {
    **{name: catalogue.shipped_layout(name) for name in catalogue.layout_names()},
    **{name: catalogue.shipped_mechanism(name) for name in catalogue.mechanism_names()},
}


def printed_texts(model: BaseModel, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every text that prints, with the keys that lead to it."""
    for name, field in type(model).model_fields.items():
        if (type(model), name) in NOT_PRINTED:
            continue
        value = getattr(model, name)
        own = f"{path}{field.alias or name}"
        if field.annotation == LocalText:
            yield own, value
        elif LocalText in get_args(field.annotation):
            values = value.items() if isinstance(value, Mapping) else enumerate(value)
            yield from ((f"{own} {key}", text) for key, text in values)
        else:
            inner = value if isinstance(value, tuple) else (value,)
            for number, one in enumerate(inner):
                if isinstance(one, BaseModel):
                    yield from printed_texts(one, f"{own} {number} ")


def is_whole(text: LocalText) -> bool:
    return text in WORDS_OF_THE_FORMAT or (isinstance(text, Mapping) and set(text) == LANGUAGES)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_printed_text_is_there_in_six_languages(name: str) -> None:
    texts = dict(printed_texts(SHIPPED[name]))
    assert texts
    assert [where for where, text in texts.items() if not is_whole(text)] == []


@pytest.mark.parametrize("name", SHIPPED)
def test_a_text_is_made_from_the_same_keys_and_as_bold_in_each_language(name: str) -> None:
    for where, text in printed_texts(SHIPPED[name]):
        if isinstance(text, Mapping):
            for wording in text.values():
                assert names_in(wording) == names_in(text["en"]), where
                assert wording.count("**") == text["en"].count("**"), where
                assert wording == wording.strip() != "", where


SCRIPTS = {"ru": "[А-Яа-я]", "ar": "[\u0621-\u064a]", "zh": "[\u4e00-\u9fff]"}


@pytest.mark.parametrize("name", SHIPPED)
def test_a_text_is_written_in_the_script_of_its_language(name: str) -> None:
    for where, text in printed_texts(SHIPPED[name]):
        if isinstance(text, Mapping) and re.search("[A-Za-z]", re.sub(r"\{.*?\}", "", text["en"])):
            for language, script in SCRIPTS.items():
                assert re.search(script, text[language]), (where, language)
                others = [other for key, other in SCRIPTS.items() if key != language]
                assert not re.search("|".join(others), text[language]), (where, language)


@pytest.mark.parametrize("name", SHIPPED)
def test_french_has_a_no_break_space_before_a_colon(name: str) -> None:
    for where, text in printed_texts(SHIPPED[name]):
        if isinstance(text, Mapping):
            assert not re.search("(?<!\u00a0):", text["fr"]), where


def test_a_text_in_english_alone_or_in_no_language_is_not_whole() -> None:
    assert not is_whole({"en": "Introduction"})
    assert not is_whole("Introduction")
    assert not is_whole({**dict.fromkeys(LANGUAGES, "Introduction"), "de": "Einleitung"})
    layout = {"id": "x", "title": "X", "date-format": "{day}", "labels": {"run-in": "{label}."}}
    section = {"id": "y", "title": "Y", "label": "Z", "lead-in": "{to}", "empty": "Nothing."}
    found = printed_texts(Layout.model_validate({**layout, "sections": [section]}))
    assert [where for where, text in found if not is_whole(text)] == [
        "date-format", "labels run-in", "sections 0 title", "sections 0 lead-in 0",
        "sections 0 label", "sections 0 empty",
    ]  # fmt: skip


SHADOW = re.compile(r"fant[ôo]me|sombra|тенев|الظل|影子|shadow", re.IGNORECASE)


@pytest.mark.parametrize("name", SHIPPED)
def test_no_language_calls_a_report_a_shadow(name: str) -> None:
    for where, text in printed_texts(SHIPPED[name]):
        words = text.values() if isinstance(text, Mapping) else (text,)
        assert not [one for one in words if SHADOW.search(one)], where
