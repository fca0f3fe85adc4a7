"""What assembling gives: the blocks of one submission, placed in the layout's sections."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import field

from shadowkit.location import Location
from shadowkit.model.authored import ABlock, ASection
from shadowkit.model.dates import PartialDate
from shadowkit.model.document import Logo
from shadowkit.model.fields import only_in_language
from shadowkit.model.inline import AInline
from shadowkit.model.instruments import Instruments, TreatyTitles
from shadowkit.model.labels import Labels
from shadowkit.model.layout import Layout, LayoutSection
from shadowkit.model.mechanism import Mechanism
from shadowkit.model.settings import Submission
from shadowkit.model.states import NamedState
from shadowkit.model.takes import GeneratedList
from shadowkit.records import dataclass


@dataclass(frozen=True, slots=True)
class StateNames:
    """The States that the program knows: their codes, and each by its code."""

    codes: Callable[[], Collection[str]]
    named: Callable[[str], NamedState | None]


_NO_STATES = StateNames(tuple, lambda _code: None)


@dataclass(frozen=True, slots=True)
class Filing:
    """One submission with everything that decides its form.  `mechanism` is None for what
    is filed nowhere; `state` is the printed name of the State, "" where it is not known;
    `states` gives the names of others; `instruments` gives those that evidence may name, and
    `treaty_titles` their titles in other languages than English; `logo` stands on the cover."""

    name: str
    settings: Submission
    layout: Layout
    mechanism: Mechanism | None
    labels: Labels
    state: str = ""
    states: StateNames = _NO_STATES
    instruments: Callable[[], Instruments] = Instruments
    treaty_titles: Callable[[], TreatyTitles] = TreatyTitles
    logo: Logo | None = None

    def state_in_sentence(self, code: str) -> str:
        """A State's name as it stands in a sentence ("the Russian Federation"); the code
        itself where it is not known."""
        state = self.states.named(code)
        return (state.in_sentence(self.labels.language) if state else "") or code

    def state_name(self, code: str) -> str:
        """A State's short name, without an article; the code itself where it is not known."""
        state = self.states.named(code)
        return (state.short.get(self.labels.language, "") if state else "") or code

    @property
    def public(self) -> bool:
        """Whether the submission becomes public: by its own word, else by the mechanism's
        rule."""
        if self.settings.public is not None:
            return self.settings.public
        rule = self.mechanism.rules.public if self.mechanism else None
        return bool(rule and rule.value)

    def worded_date(self, date: PartialDate) -> str:
        """The date in the layout's form for days, else in the language's."""
        form = only_in_language(self.layout.date_format, self.labels.language)
        return self.labels.worded_date(date, form)

    def option(self, name: str) -> str:
        return self.layout.option(name, self.settings.options)


@dataclass(frozen=True, slots=True)
class Group:
    """Collected recommendations of one theme, as blocks in authored order.  `title` is the
    author's heading over them, and `id` its id; empty where the theme's own title is
    printed."""

    theme: str
    title: tuple[AInline, ...]
    blocks: tuple[ABlock, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A section of the layout with what it took, in printed order.

    `heading` is the authored section whose heading is printed; None where the layout's own
    title is.  `lists` are made from the whole text and print behind the parts.  `merged` are
    the ids of authored sections whose parts stand here without a heading of their own.
    """

    section: LayoutSection
    heading: ASection | None
    parts: tuple[ABlock | ASection, ...]
    groups: tuple[Group, ...] = ()
    lists: tuple[GeneratedList, ...] = ()
    authored_empty: bool = False
    merged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assembly:
    """A submission's blocks in the layout's order.

    `annexes` print behind the layout's sections.  `untaken` are blocks that no section of
    the layout takes, `unknown` authored sections of whose blocks none is printed, `paths`
    the ids of the sections around each block, `empty` the places of the headings that the
    author wrote nothing under (in no submission: `only` and `not` leave none).
    """

    filing: Filing
    placed: tuple[Placed, ...]
    untaken: tuple[ABlock, ...] = ()
    unknown: tuple[ASection, ...] = ()
    paths: dict[str, tuple[str, ...]] = field(default_factory=dict)
    order: tuple[ASection, ...] = ()
    annexes: tuple[Placed, ...] = ()

    def blocks(self) -> Iterator[ABlock]:
        """The blocks of the submission, in authored order."""
        for section in self.order:
            yield from section.blocks()

    empty: frozenset[Location] = frozenset()
