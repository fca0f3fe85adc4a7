"""The list of instruments: whole, sourced, and found by the words an author writes."""

from __future__ import annotations

import random

import pytest

import formatpage
from shadowkit.model.fields import in_language
from shadowkit.model.instruments import article_order
from shadowkit.model.mechanism import Confidence
from shadowkit.reading import catalogue

KNOWN = catalogue.instruments()


@pytest.mark.parametrize(
    ("words", "short", "article"),
    [
        ("OPSC 2(c)", "OPSC", "2(c)"),
        ("OPSC", "OPSC", ""),
        ("  CETS  201   20(2)", "CETS 201", "20(2)"),
        ("ILO C182 7(2)(b)", "ILO C182", "7(2)(b)"),
        ("OPSC2(c)", "", "OPSC2(c)"),
        ("CETS", "", "CETS"),
        ("opsc 2", "", "opsc 2"),
    ],
)
def test_an_instrument_is_found_by_its_short_name(words: str, short: str, article: str) -> None:
    instrument, rest = KNOWN.find(words)
    assert ((instrument.short if instrument else ""), rest) == (short, article)


def test_articles_are_sorted_by_their_numbers() -> None:
    ordered = ["", "1", "2", "2(b)", "2(c)", "2bis", "10", "10(2)", "10(10)", "Preamble"]
    mixed = ordered[:]
    random.Random(3).shuffle(mixed)
    assert sorted(mixed, key=article_order) == ordered


def test_every_instrument_is_named_once_and_says_where_its_title_was_read() -> None:
    assert len(set(KNOWN.names)) == len(KNOWN.names) > 10
    for instrument in KNOWN.instruments:
        assert instrument.source.title
        if instrument.confidence is Confidence.UNVERIFIED:
            assert instrument.note


def test_no_name_is_that_of_two() -> None:
    names = [
        name.casefold()
        for one in KNOWN.instruments
        for name in {one.short, in_language(one.title, "en"), *one.also}
    ]
    assert len(names) == len(set(names)) > len(KNOWN.instruments) * 2


LANGUAGES = {"fr", "es", "ru", "ar", "zh"}


def test_titles_in_other_languages_are_those_of_instruments_that_are_listed() -> None:
    titles = catalogue.treaty_titles().titles
    assert set(titles) <= set(KNOWN.names)
    for short, found in titles.items():
        assert set(found) <= LANGUAGES, short
        for title in found.values():
            assert title.title == title.title.strip() != "", short
    whole = {"CRC", "OPSC", "OPAC", "CEDAW", "CRPD", "ICCPR", "ICESCR", "CAT", "ICERD", "ICRMW"}
    assert whole == {short for short, found in titles.items() if set(found) == LANGUAGES}


def test_a_title_that_could_not_be_read_in_a_language_is_none() -> None:
    titles, opic = catalogue.treaty_titles(), KNOWN.find("OPIC")[0]
    assert opic is not None
    assert titles.of(opic, "fr").startswith("Protocole facultatif")
    assert titles.of(opic, "ar") == ""


def test_the_page_of_the_format_has_the_short_names() -> None:
    [row] = [r for r in formatpage.table("The kinds", "key").rows if "instruments" in r.names]
    _, _, names = row.cells[1].partition("Short names: ")
    assert names.partition(";")[0].split(", ") == list(KNOWN.names)
