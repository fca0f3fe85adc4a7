"""Wordings made from keys: what a layout prints of `to`, `urgency`, `by`, `label` and others.

A wording is a text with names of keys in braces and, where words are bold, two stars on
either side.  One whose keys are not all given prints nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from shadowkit.location import Location
from shadowkit.model.assembly import Filing
from shadowkit.model.authored import ABlock
from shadowkit.model.dates import PartialDate
from shadowkit.model.fields import in_language, only_in_language
from shadowkit.model.inline import AEmphasis, AInline, AText
from shadowkit.model.kinds import Keys
from shadowkit.model.layout import LayoutSection
from shadowkit.model.register import EarlierRecommendation
from shadowkit.model.wordings import filled

_BOLD = re.compile(r"\*\*(.+?)\*\*")


def inlines(text: str, place: Location) -> tuple[AInline, ...]:
    """A wording as inlines, its bold words as such."""
    pieces: list[AInline] = []
    for number, piece in enumerate(_BOLD.split(text)):
        if piece and number % 2:
            pieces.append(AEmphasis("bold", (AText(piece, place),), place))
        elif piece:
            pieces.append(AText(piece, place))
    return tuple(pieces)


def bold(text: str, place: Location) -> tuple[AInline, ...]:
    """The text in bold; () for none."""
    return (AEmphasis("bold", (AText(text, place),), place),) if text else ()


class FromKeys:
    """The wordings of one submission."""

    def __init__(self, filing: Filing) -> None:
        self.filing = filing
        self.labels = filing.labels
        self.language = filing.labels.language

    def run_in(self, label: str) -> str:
        """A `label` or `topic` with the layout's punctuation: ``Data collection:``."""
        own = only_in_language(self.filing.layout.labels.get("run-in"), self.language)
        return filled(own or self.labels.run_in, {"label": label})

    def run_in_of(self, title: tuple[AInline, ...]) -> tuple[AInline, ...]:
        """A title that runs in before a paragraph."""
        place = title[0].location
        before, _, after = self.run_in("\0").partition("\0")
        words = (AText(before, place), *title, AText(after, place))
        return (AEmphasis("bold", words, place),)

    def of_kind(self, block: ABlock, *, after: bool = False) -> str:
        """What the layout words for the block's kind, before it or after it."""
        name = f"{block.kind}-after" if after else block.kind
        wording = in_language(self.filing.layout.labels.get(name), self.language)
        return filled(wording, self._values(block.keys)) if wording else ""

    def earlier(self, entry: EarlierRecommendation) -> str:
        """What an earlier recommendation is called where it is printed."""
        own = self.filing.layout.labels.get("earlier")
        wordings = self.labels.earlier.label
        if own is not None:
            wordings = (in_language(own, self.language),)
        values = {
            "number": entry.number,
            "paragraph": entry.paragraph,
            "locator": entry.locator,
            "body": entry.body,
            "symbol": entry.symbol,
            "urgency": self.labels.urgency.get(entry.urgency, ""),
            "to": self.addressees(entry.to) if entry.to else "",
        }
        return next((text for w in wordings if (text := self._filled(w, values))), "")

    def lead_in(
        self, section: LayoutSection, to: Iterable[str], urgency: str, place: Location
    ) -> tuple[AInline, ...]:
        """What a list of recommendations begins with; () where the layout has no wording
        that the keys fill."""
        if not to and not urgency:
            return ()
        values = {"to": self.addressees(to), "urgency": self.labels.urgency.get(urgency, "")}
        for wording in section.lead_in or self.filing.layout.lead_in:
            text = self._filled(in_language(wording, self.language), values)
            if text:
                return inlines(text[:1].upper() + text[1:], place)
        return ()

    def _filled(self, wording: str, values: dict[str, str]) -> str:
        """The wording with its values, what addressees begin with contracted with the
        preposition before it ("a" and "el Gobierno")."""
        marked = {**values, "to": values["to"] and "\0" + values["to"]}
        text = filled(wording, marked)
        for two, one in self.labels.contractions.items():
            preposition, article = two.split()
            seam = rf"(?<!\w){preposition}(\*\*)? \0{article} "
            text = re.sub(seam, rf"{one.strip()}\1 ", text)
        return text.replace("\0", "")

    def addressees(self, words: Iterable[str]) -> str:
        """``the Government and all Parties``: the addressees that `to` names; without any,
        the addressee of the dossier."""
        settings = self.filing.settings
        names = [
            in_language(settings.addressees[word], self.language)
            if word in settings.addressees
            else self.filing.state_in_sentence(word)
            for word in words
        ]
        if not names and settings.addressee is not None:
            addressee = settings.addressee
            names = [in_language(addressee.short or addressee.name, self.language)]
        if len(names) < 2:
            return "".join(names)
        return self.labels.list.separator.join(names[:-1]) + self.labels.list.last + names[-1]

    def _values(self, keys: Keys) -> dict[str, str]:
        values: dict[str, str] = {}
        for name in type(keys).model_fields:
            value = getattr(keys, name)
            if isinstance(value, PartialDate):
                values[name] = self.filing.worded_date(value)
            elif isinstance(value, str):
                values[name] = value
        return values
