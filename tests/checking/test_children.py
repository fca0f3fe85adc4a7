"""The quick questions that spare most paragraphs a close look miss nothing that it would find."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from shadowkit.checking import children

RULES = Path(__file__).resolve().parent.parent / "rules"
CHILDREN = ("girl", "boy", "child", "pupil victim", "son", "daughter", "runaway", "teenager")
AGES = ("14", "9", "six", "17 years", "about 12", "twelve")
SENTENCES = (
    "A {child} of {age} was sold.",
    "The {child}, who was {age}, was sold.",
    "A {child} aged {age} was sold.",
    "A {child}, then {age}, was sold.",
    "A {child} ({age}) was sold.",
    "The {child}, {age}, was sold.",
    "She had been only {age} when the {child} was sold.",
    "A {age}-year-old {child} was sold, and so was a {age} year old.",
    "Two sisters, both aged {age}, were sold.",
    "At the age of {age} the {child} was sold, as her mother said.",
    "Aged {age}, she was sold.",
    "The {child} Milena was sold.",
    "A {child} named “Milena” was sold.",
    "The {child}, called M.N., was sold.",
    "A {child} by the name of Živa was sold.",
    "{Age}-year-old {child} Milena was sold.",
    "Milena ({age}) was sold, and her {child} too.",
    "Milena, aged {age}, was sold.",
    "Milena, a {age}-year-old {child}, was sold.",
    "Milena Kovač, {age} years old, was sold.",
    "The {age}-year-old {child} Milena was sold.",
    "Her {child}, Milena, then {age}, was sold.",
    "M. (a {age} year old {child} at the time) was sold.",
)
TEXTS = [
    *(
        sentence.format(child=c, age=a, Age=a.capitalize())
        for sentence, c, a in product(SENTENCES, CHILDREN, AGES)
    ),
    *(
        line
        for path in sorted(RULES.glob("SK50[23]/*/content/*.md"))
        for line in path.read_text(encoding="utf-8").split("\n")
    ),
]


def found(text: str) -> tuple[object, ...]:
    children.ages.cache_clear()
    children._named_in.cache_clear()
    ages = [match.span() for match in children.ages(text, whenever=True)]
    return ages, children.named(text, frozenset)


def test_a_text_is_never_spared_a_look_that_would_find_a_child(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    quick = {text: found(text) for text in TEXTS}
    assert sum(bool(ages) for ages, _names in quick.values()) > 400
    assert sum(bool(names) for _ages, names in quick.values()) > 150
    for question in ("_maybe_aged", "_maybe_named"):
        monkeypatch.setattr(children, question, lambda _text: True)
    assert {text: found(text) for text in TEXTS} == quick
