"""Locators: where in a source something stands, as authors write it and as it is printed.

What is recognised ("para. 14", "arts. 2 and 3 (c)", "párrs. 4 y 5") is data: the forms in
``locators:`` of every content/labels/<language>.yaml.  Numbers are kept as written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from shadowkit import resources
from shadowkit.records import dataclass

# "14", "242.1", "3 bis", "IV", "II-3", "xii", "A", each with "(c)" or "(2) (b)" after it.
_NUMBER = (
    r"(?:\d+(?:[./]\d+)*(?:\s?(?:bis|ter|quater)|[a-z])?|[IVXLCDM]+(?:[.-]\d+)*|[ivxl]+"
    r"|[A-Z](?:[.-]?\d+)*)(?:\s?\(\w{1,5}\))*(?!\w)"
)
_SPAN = rf"{_NUMBER}(?:(?:\s?[-‑–—]\s?|\s(?:to|à|по)\s){_NUMBER})?"
_AND = r",?\s+(?:and|or|et|ou|y|o|и|или|و|أو)\s+|\s*&\s*"
# After a singular a number that words follow is not of the list: "para. 14, 2013 edition".
_COMMA = rf",\s*(?(many)|(?!{_NUMBER}\s+(?!(?:and|or|et|ou|y|и)\s)\w))"
_NUMBERS = rf"(?P<numbers>{_SPAN}(?:(?:{_AND}|{_COMMA}){_SPAN})*(?:\s?ff?\.|\s+et seq\.)?)"
_JOINT = re.compile(r",\s*")


@dataclass(frozen=True, slots=True)
class Place:
    """One step of a locator: "para. 14" in "art. 34, para. 14"."""

    kind: str
    several: bool
    numbers: str
    joint: str = ""
    """What stands between the place before and this one."""


@dataclass(frozen=True, slots=True)
class Locator:
    places: tuple[Place, ...]


def split_locator(text: str) -> tuple[str, str]:
    """The locator that `text` begins with, and the rest; "para. 14, emphasis added" gives
    "para. 14" and ", emphasis added".  Without a locator, "" and the text."""
    written = text.lstrip()
    locator, end = _read(written)
    return (written[:end], written[end:]) if locator.places else ("", text)


def parse(text: str) -> Locator | None:
    """The locator that `text` is; None where it is not, or not only, a locator."""
    written = text.strip()
    locator, end = _read(written)
    return locator if locator.places and end == len(written) else None


def word(text: str, language: str) -> str:
    """The locator as it is printed in a language; what is no locator stays as written."""
    locator = parse(text)
    if locator is None:
        return text
    labels = _labels(language)
    return "".join(
        f"{place.joint}{labels[place.kind][place.several]} {place.numbers}"
        for place in locator.places
    )


def _read(text: str) -> tuple[Locator, int]:
    places: list[Place] = []
    end, joint = 0, ""
    while found := _pattern().match(text, end + len(joint)):
        kind, several = _forms()[_normal(found["many"] or found["one"])]
        # Where a form serves for one and for several ("par." in French), the numbers decide.
        several = not re.fullmatch(_NUMBER, found["numbers"]) if several is None else several
        places.append(Place(kind, several, found["numbers"], joint))
        end = found.end()
        after = _JOINT.match(text, end)
        if after is None:
            break
        joint = after[0]
    return Locator(tuple(places)), end


@cache
def _pattern() -> re.Pattern[str]:
    forms = sorted(_forms(), key=len, reverse=True)
    one = "|".join(_spaced(form) for form in forms if _forms()[form][1] is False)
    many = "|".join(_spaced(form) for form in forms if _forms()[form][1] is not False)
    return re.compile(rf"(?:(?P<many>(?i:{many}))|(?P<one>(?i:{one}))){_NUMBERS}")


def _spaced(form: str) -> str:
    """The form and the space after it, which may lack after a full stop or a sign."""
    return re.escape(form) + (r"\s+" if form[-1].isalpha() else r"\s*")


def _normal(form: str) -> str:
    return form.strip().lower()


@cache
def _forms() -> Mapping[str, tuple[str, bool | None]]:
    """Kind and number of each form, in all languages; None where it is both."""
    forms: dict[str, tuple[str, bool | None]] = {}
    for language in resources.names("content/labels"):
        for kind, entry in _entries(language):
            for several, form in _written(entry):
                known = forms.setdefault(form, (kind, several))
                if known == (kind, not several):
                    forms[form] = (kind, None)
    return forms


def _written(entry: Mapping[str, Any]) -> Iterator[tuple[bool, str]]:
    yield False, _normal(entry["singular"])
    yield True, _normal(entry["plural"])
    for form in entry.get("forms", ()):
        yield False, _normal(form)
    for form in entry.get("plural-forms", ()):
        yield True, _normal(form)


@cache
def _labels(language: str) -> Mapping[str, tuple[str, str]]:
    """Singular and plural of each kind; in English where the language has no labels."""
    known = language if language in resources.names("content/labels") else "en"
    return {
        kind: (entry["singular"], entry["plural"])
        for name in ("en", known)
        for kind, entry in _entries(name)
    }


@cache
def _entries(language: str) -> tuple[tuple[str, Mapping[str, Any]], ...]:
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    labels = yaml.load(resources.text("content", "labels", f"{language}.yaml"), loader)
    return tuple(labels.get("locators", {}).items())
