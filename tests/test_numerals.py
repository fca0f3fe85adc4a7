"""Numbers in letters."""

from __future__ import annotations

import pytest

from shadowkit.model.numerals import item_mark, letters, roman


@pytest.mark.parametrize(
    ("number", "expected"),
    [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (40, "xl"), (99, "xcix"), (399, "cccxcix")],
)
def test_roman(number: int, expected: str) -> None:
    assert roman(number) == expected


@pytest.mark.parametrize(
    ("number", "expected"), [(1, "a"), (26, "z"), (27, "aa"), (28, "bb"), (53, "aaa")]
)
def test_letters_go_on_as_in_word(number: int, expected: str) -> None:
    assert letters(number) == expected


def test_items_are_marked_by_their_depth() -> None:
    assert [item_mark(3, depth) for depth in range(5)] == ["3.", "(c)", "(iii)", "3.", "(c)"]
