"""How a check is made known: one decorated function, whose docstring explains it."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, cached_property
from typing import TYPE_CHECKING, Literal, TypeAlias, TypeVar

from shadowkit.checking.printed import Printed, printed
from shadowkit.checking.prose import Passage, passages
from shadowkit.diagnostics import Finding, Rule, Severity
from shadowkit.location import Location
from shadowkit.model.assembly import Assembly, Filing
from shadowkit.model.authored import Dossier
from shadowkit.model.document import Document
from shadowkit.model.followup import Standing, standings
from shadowkit.model.terminology import Terminology
from shadowkit.model.typography import Typography
from shadowkit.model.verbs import Verbs
from shadowkit.records import dataclass

if TYPE_CHECKING:
    from shadowkit.model.imports import Imports

Scope: TypeAlias = Literal["dossier", "submission"]


@dataclass(frozen=True, slots=True)
class Fault:
    """What a check found, before it has a code."""

    location: Location
    message: str
    hint: str = ""
    authority: str = ""
    severity: Severity | None = None


@dataclass(frozen=True, eq=False)
class SubmissionContext:
    """What a check of one submission sees; one object for all checks of it."""

    dossier: Dossier
    filing: Filing
    assembly: Assembly
    document: Document
    verbs: Verbs
    terminology: Callable[[], Terminology]
    """The terms to avoid in English, read when they are asked for."""
    typography: Callable[[], Typography]
    """What is known of each language's typography, read when it is asked for."""
    imports: Callable[[], Imports]
    """What is known of lists of earlier recommendations, read when it is asked for."""

    @cached_property
    def prose(self) -> tuple[Passage, ...]:
        """The English words of the submission; () where it is in another language."""
        return passages(self.assembly, self.filing.labels.language)

    @cached_property
    def printed(self) -> tuple[Printed, ...]:
        """All words of the authors that the submission prints, those of others too."""
        return printed(self.assembly, self.filing.labels.language)

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """How the submission stands to each earlier recommendation that it may speak of."""
        return standings(self.document, self.filing, self.dossier)

    def place(self, *keys: str | int) -> Location:
        """The place of a setting of this submission: its own, else the dossier's."""
        own = ("submissions", self.filing.name, *keys)
        if own in self.dossier.places:
            return self.dossier.places[own]
        return self.dossier.place(*keys) if keys else self.dossier.place(*own)


DossierCheck: TypeAlias = Callable[[Dossier], Iterable[Fault]]
SubmissionCheck: TypeAlias = Callable[[SubmissionContext], Iterable[Fault]]


@dataclass(frozen=True, slots=True)
class Check:
    rule: Rule
    scope: Scope
    function: Callable[..., Iterable[Fault]]

    def run(self, subject: Dossier | SubmissionContext) -> Iterator[Finding]:
        for fault in self.function(subject):
            yield self.rule.at(
                fault.location,
                fault.message,
                hint=fault.hint,
                authority=fault.authority,
                severity=fault.severity,
            )


_CHECKS: dict[str, Check] = {}


def dossier_check(
    code: str, name: str, severity: Severity, *, default: bool = True
) -> Callable[[DossierCheck], DossierCheck]:
    """Registers a check that looks at the authored dossier, once.

    One that is wrong too often to be run for everybody has `default=False`: it is run where
    its code is asked for.
    """
    return _register(Rule(code, name, severity, "", default), "dossier")


def submission_check(
    code: str, name: str, severity: Severity, *, default: bool = True
) -> Callable[[SubmissionCheck], SubmissionCheck]:
    """Registers a check that looks at one resolved submission; `default` as above."""
    return _register(Rule(code, name, severity, "", default), "submission")


_Function = TypeVar("_Function", bound=Callable[..., Iterable[Fault]])


def _register(rule: Rule, scope: Scope) -> Callable[[_Function], _Function]:
    """`rule` still without its explanation, which is the function's docstring."""

    def decorate(function: _Function) -> _Function:
        doc = inspect.getdoc(function) or ""
        if rule.code in _CHECKS or not doc:
            raise ValueError(f"the check {rule.code} is registered twice, or has no docstring")
        _CHECKS[rule.code] = Check(replace(rule, doc=doc), scope, function)
        return function

    return decorate


@cache
def checks() -> Mapping[str, Check]:
    """All checks by code."""
    # A module registers its checks when it is imported, so a new one needs no second edit.
    package = importlib.import_module("shadowkit.checking")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"shadowkit.checking.{module.name}")
    return dict(sorted(_CHECKS.items()))
