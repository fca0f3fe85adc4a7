"""How much of a submission is written once for several."""

from __future__ import annotations

import pytest

from produced import EXAMPLE
from shadowkit.pipeline import Outcome, run


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return run(EXAMPLE)


def blocks(outcome: Outcome) -> dict[str, set[str]]:
    """By submission, the places of the blocks that it prints, where their authors wrote them."""
    return {
        resolved.filing.name: {
            f"{block.location.path}:{block.location.line}"
            for section in resolved.assembly.order
            for block in section.blocks()
            if block not in resolved.assembly.untaken
        }
        for resolved in outcome.submissions
    }


@pytest.mark.parametrize("name", ["opsc"])
def test_at_least_half_of_its_blocks_are_shared_with_another_submission(
    outcome: Outcome, name: str
) -> None:
    by_submission = blocks(outcome)
    own = by_submission.pop(name)
    shared = own & set().union(*by_submission.values())
    assert len(own) >= 20
    assert len(shared) * 2 >= len(own), f"{len(shared)} of {len(own)}"
