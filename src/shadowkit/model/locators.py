"""Locators: where in a source something stands, as authors write it and as it is printed.

What is recognised ("para. 14", "arts. 2 and 3 (c)", "párrs. 4 y 5", "第14段") is data: the
forms in ``locators:`` of every content/labels/<language>.yaml.  Numbers are kept as written;
words and commas of another language between them become those of the document's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from shadowkit import resources
from shadowkit.records import dataclass

# "14", "242.1", "3 bis", "IV", "II-3", "xii", "A", each with "(c)" or "(2) (b)" after it.
_NUMBER = (
    r"(?:\d+(?:[./]\d+)*(?:\s?(?:bis|ter|quater)|[a-z])?|[IVXLCDM]+(?:[.-]\d+)*|[ivxl]+"
    r"|[A-Z](?:[.-]?\d+)*)(?:\s?\(\w{1,5}\))*(?!\w)"
)
_DASH = r"\s?[-‑–—]\s?"
_TO = r"\s(?:to|à|a|по|إلى)\s|\s?至\s?"
_RANGE = re.compile(rf"\d(?:{_DASH}|{_TO})\d")
_SPAN = rf"{_NUMBER}(?:(?:{_DASH}|{_TO}){_NUMBER})?"
_OR = r",?\s+(?:or|ou|o|или|أو)\s+|\s*或\s*"
_AND = r",?\s+(?:and|et|y|и)\s+|\s+و\s*|\s*[和及]\s*"
_AMPERSAND = r"\s*&\s*"
_MARK = r"[,،，、]\s*"
# After a singular a number that words follow is not of the list: "para. 14, 2013 edition".
_COMMA_OF_ONE = rf"{_MARK}(?!{_NUMBER}\s+(?!(?:and|or|et|ou|y|и)\s)\w)"
# Chinese writes one place straight after the other: 第34条第14段.
_SECTION = re.compile(r"^locators:\n(?:[ #].*\n|\n)*", re.MULTILINE)
_JOINT = re.compile(r"[,،，]\s*|(?=第)")


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


@dataclass(frozen=True, slots=True)
class _Words:
    """What a language prints: its forms for one, two and several of each kind; what stands
    between numbers, and between places."""

    forms: Mapping[str, tuple[str, str, str]]
    separator: str
    last: str
    either: str
    range: str
    comma: str
    space: str


def split_locator(text: str) -> tuple[str, str]:
    """The locator that `text` begins with, and the rest; "para. 14, emphasis added" gives
    "para. 14" and ", emphasis added".  Without a locator, "" and the text."""
    written = text.lstrip()
    if not written:
        return "", text
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
    words = _words(language)
    printed = _worded(locator.places[0], words)
    for place in locator.places[1:]:
        joint = place.joint.strip()
        own = joint == words.comma.strip() or not (joint or words.space)
        printed += (place.joint if own else words.comma) + _worded(place, words)
    return printed


def _worded(place: Place, words: _Words) -> str:
    one, two, many = words.forms.get(place.kind) or words.forms[_kinds_of_others()[place.kind]]
    marks = [found[0] for found in _between().finditer(place.numbers)]
    form = one
    if place.several:
        ranged = _RANGE.search(place.numbers)
        form = two if len(marks) == 1 and not ranged else many
    numbers = _between().sub(lambda found: _own(found[0], words), place.numbers)
    return form.replace("{n}", numbers) if "{n}" in form else f"{form} {numbers}"


def _own(mark: str, words: _Words) -> str:
    """What stands between two numbers: as written, where it is of the language or a sign."""
    bare = mark.strip(" ,") or ","
    if bare == "&" or bare in (
        own.strip() for own in (words.separator, words.last, words.either, words.range, words.comma)
    ):
        return mark
    for pattern, own in ((_MARK, words.separator), (_OR, words.either), (_TO, words.range)):
        if re.fullmatch(pattern, mark):
            return own
    return words.last


@lru_cache(maxsize=4_096)
def _read(text: str) -> tuple[Locator, int]:
    places: list[Place] = []
    end, joint = 0, ""
    while found := _place(text, end + len(joint)):
        form, numbers, end = found
        kind, several = _forms()[form]
        # Where a form serves for one and for several ("par." in French), the numbers decide.
        several = not re.fullmatch(_NUMBER, numbers) if several is None else several
        places.append(Place(kind, several, numbers, joint))
        after = _JOINT.match(text, end)
        if after is None:
            break
        joint = after[0]
    return Locator(tuple(places)), end


def _place(text: str, start: int) -> tuple[str, str, int] | None:
    """The form that stands at `start`, the numbers after it, and where these end.

    One pattern for the forms of all languages would take longer to compile than most dossiers
    take to be checked.
    """
    plain, around = _by_first()
    for form, spaced, several in plain.get(text[start : start + 1].lower(), ()):
        end = start + len(form)
        if text[start:end].lower() != form or (spaced and not text[end : end + 1].isspace()):
            continue
        if found := _numbers(several).match(text, end):
            return form, found[1], found.end()
    if text.startswith(around, start) and (found := _around().match(text, start)):
        return f"{found['before']}{{n}}{found['after']}", found["inner"], found.end()
    return None


@cache
def _by_first() -> tuple[Mapping[str, list[tuple[str, bool, bool]]], tuple[str, ...]]:
    """The forms before a number by their first letter, those of several before those of one and
    long ones before short ones, each with whether a space has to follow and whether it is of
    several; and how the forms begin that stand around a number."""
    plain: dict[str, list[tuple[str, bool, bool]]] = {}
    for form in sorted(_forms(), key=lambda form: (_forms()[form][1] is not True, -len(form))):
        if "{n}" not in form:
            several = _forms()[form][1] is True
            plain.setdefault(form[0], []).append((form, _is_spaced(form), several))
    return plain, tuple({form.partition("{n}")[0] for form in _forms() if "{n}" in form})


@cache
def _numbers(several: bool) -> re.Pattern[str]:
    """The numbers after a form, with the space before them."""
    return re.compile(rf"\s*({_listed(several)})")


@cache
def _around() -> re.Pattern[str]:
    around = [form.partition("{n}") for form in _forms() if "{n}" in form]
    before = "|".join(sorted({re.escape(before) for before, _, _ in around}))
    after = "|".join(sorted({re.escape(after) for _, _, after in around}))
    # Chinese goes on behind a number without a space.
    inside = _listed(False).replace(r"(?!\w)", "(?![A-Za-z0-9_])")
    return re.compile(rf"(?P<before>{before})\s*(?P<inner>{inside})\s*(?P<after>{after})")


def _listed(several: bool) -> str:
    comma = _MARK if several else _COMMA_OF_ONE
    between = f"{_AND}|{_OR}|{_AMPERSAND}|{comma}"
    return rf"{_SPAN}(?:(?:{between}){_SPAN})*(?:\s?ff?\.|\s+et seq\.)?"


@cache
def _between() -> re.Pattern[str]:
    """What stands between the numbers of a locator ("II-3" is one number)."""
    return re.compile(rf"(?<=[\w)])(?:{_AND}|{_OR}|{_TO}|{_AMPERSAND}|{_MARK})(?=\w)")


def _is_spaced(form: str) -> bool:
    """Whether a space has to follow; it may lack after a full stop, a sign or Chinese."""
    return form[-1].isalpha() and not "\u2e80" <= form[-1] <= "\u9fff"


def _normal(form: str) -> str:
    return form.strip().lower()


@cache
def _forms() -> Mapping[str, tuple[str, bool | None]]:
    """Kind and number of each form, in all languages; None where it is both."""
    forms: dict[str, tuple[str, bool | None]] = {}
    for language in resources.names("content/labels"):
        for kind, entry in _locators(language).items():
            for several, form in _written(entry):
                known = forms.setdefault(form, (kind, several))
                if known == (kind, not several):
                    forms[form] = (kind, None)
    return forms


def _written(entry: Mapping[str, Any]) -> Iterator[tuple[bool, str]]:
    for name in ("singular", "dual", "plural"):
        if name in entry:
            yield name != "singular", _normal(entry[name]).removesuffix("{n}")
    for form in entry.get("forms", ()):
        yield False, _normal(form)
    for form in entry.get("plural-forms", ()):
        yield True, _normal(form)


@cache
def _kinds_of_others() -> Mapping[str, str]:
    """What the other languages call a kind that one language has alone."""
    return {
        kind: entry["as"]
        for language in resources.names("content/labels")
        for kind, entry in _locators(language).items()
        if "as" in entry
    }


@cache
def _words(language: str) -> _Words:
    labels = _labels(language)
    between = labels["list"]
    return _Words(
        {
            kind: (entry["singular"], entry.get("dual", entry["plural"]), entry["plural"])
            for kind, entry in labels["locators"].items()
        },
        between["separator"],
        between["last"],
        between["or"],
        between["range"],
        labels["comma"],
        labels["space"],
    )


@cache
def _locators(language: str) -> Mapping[str, Any]:
    """The forms of a language, read without the rest of its file: all languages are asked."""
    section = _SECTION.search(_text(language))
    found: Mapping[str, Any] = _loaded(section[0])["locators"] if section else {}
    return found


@cache
def _labels(language: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = _loaded(_text(language))
    return found


def _text(language: str) -> str:
    return resources.text("content", "labels", f"{language}.yaml")


def _loaded(text: str) -> Any:
    # Read here as it stands, for `check` and without the models: it is asked for early.
    import yaml

    loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    return yaml.load(text, loader)
