"""The fixtures of the rules are worth something: a check that finds nothing any more fails its
fault, and one that always finds something fails its near miss."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

import test_rules
from shadowkit.checking import registry
from shadowkit.checking.registry import Fault, SubmissionContext
from shadowkit.model.authored import Dossier

Subject = Dossier | SubmissionContext


def silent(_subject: Subject) -> Iterable[Fault]:
    return ()


def alarmed(subject: Subject) -> Iterable[Fault]:
    place = subject.place("title") if isinstance(subject, SubmissionContext) else subject.place()
    return (Fault(place, "there is always something"),)


def mutate(
    monkeypatch: pytest.MonkeyPatch, code: str, function: Callable[[Subject], Iterable[Fault]]
) -> None:
    known = registry.checks()
    mutated = {**known, code: replace(known[code], function=function)}
    monkeypatch.setattr(registry, "checks", lambda: mutated)


@pytest.mark.parametrize("code", test_rules.CODES)
def test_a_rule_that_finds_nothing_fails_its_fault(
    code: str, monkeypatch: pytest.MonkeyPatch, golden: Callable[[Path, str], None]
) -> None:
    mutate(monkeypatch, code, silent)
    with pytest.raises(AssertionError):
        test_rules.test_a_rule_finds_its_fault(code, golden)


@pytest.mark.parametrize("code", test_rules.CODES)
def test_a_rule_that_always_finds_something_fails_its_near_miss(
    code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    mutate(monkeypatch, code, alarmed)
    with pytest.raises(AssertionError):
        test_rules.test_a_rule_leaves_the_near_miss_alone(code)
