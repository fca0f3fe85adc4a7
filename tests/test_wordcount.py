"""The named counts of single texts.  The numbers of `libreoffice` are those that LibreOffice
7.4 gave; tests/writing/test_count_libreoffice.py asks it anew where it is installed."""

from __future__ import annotations

import time

import pytest

from shadowkit.wordcount import COUNTS, all_counts, libreoffice, whitespace, word


@pytest.mark.parametrize(
    "text, words",
    [
        ("", 0),
        ("state-of-the-art and/or A/HRC/44/22, 1,234.56 %", 5),
        ("2023–2024, it — and", 4),
        ("— … –", 1),
        ("a--b", 2),
        ("a\u00a0b\u202fc\u3000d", 4),
        ("soft\u00adhyphen, joi\u2060ner, a\u2011b", 3),
        ("a \u00ad b", 3),
        ("km² and ½ and 3¾", 7),
        ("① ②③", 3),
        ("Ⅳ №5", 2),
        ("关切，并要求。", 7),
        ("在2023年 CRC第5号", 7),
        ("カタカナー", 5),
        ("아동의 권리", 5),
        ("สิทธิเด็ก", 6),
        ("حقوق الطفل", 2),
        ("می\u200cخواهم", 1),
        ("🙂 a🙂b 👩\u200d👩\u200d👧 🇰🇪", 4),
        ("one\u200btwo three four", 1),
        ("one \u200b two", 2),
    ],
)
def test_libreoffice_is_counted_as_libreoffice_does(text: str, words: int) -> None:
    assert libreoffice(text) == words


def test_word_takes_asian_characters_one_by_one_and_korean_by_white_space() -> None:
    assert word("关切，并要求。 CRC") == 8
    assert word("아동의 권리, A") == 3
    assert word("2023–2024 it — and") == 4


def test_whitespace_is_white_space() -> None:
    assert whitespace(" 关切 2023–2024\u00a0it — and\n") == 5


def test_all_counts_have_their_names() -> None:
    assert all_counts("a – b") == {"whitespace": 3, "libreoffice": 2, "word": 3}
    assert list(all_counts("")) == list(COUNTS)


@pytest.mark.parametrize("text", ["a--b", "a -- b", "a - b", "a\u00adb", "a\x1cb", "", "—", "a_b"])
def test_what_all_agree_on_is_counted_once_and_nothing_else(text: str) -> None:
    assert all_counts(text) == {name: count(text) for name, count in COUNTS.items()}


@pytest.mark.parametrize("text", ["é-" * 100_000, "é" * 200_000, "é\u00ad" * 100_000, "é--" * 99])
def test_a_long_word_takes_no_longer_than_its_length(text: str) -> None:
    start = time.perf_counter()
    libreoffice(text)
    assert time.perf_counter() - start < 2
