"""One dossier, many submissions: how much of what a submission prints another prints too."""

from __future__ import annotations

from functools import cache

import pytest

from produced import EXAMPLE
from shadowkit.pipeline import run


@cache
def printed() -> dict[str, set[str]]:
    """For each submission of the example the authored blocks it prints (labels and tables that
    the program makes are nobody's), each by its anchor, which is the same in all of them."""
    return {
        resolved.document.submission: {
            b.anchor for b in resolved.document.blocks() if b.anchor and b.location.path
        }
        for resolved in run(EXAMPLE).submissions
    }


@pytest.mark.parametrize("name", ["overview", "opsc"])
def test_at_least_half_of_its_blocks_stand_in_another_submission_too(name: str) -> None:
    own = printed()[name]
    elsewhere = {b for other, blocks in printed().items() if other != name for b in blocks}
    assert len(own) > 20
    assert len(own & elsewhere) >= len(own) / 2
