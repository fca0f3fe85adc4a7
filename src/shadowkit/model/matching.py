"""Words by which texts are compared: content/matching.yaml."""

from __future__ import annotations

from collections.abc import Mapping

from shadowkit.model.fields import Strict


class Matching(Strict):
    """By language; words stand one space apart."""

    light: Mapping[str, str]
    """Words that say nothing of what a recommendation is about."""
    same: Mapping[str, tuple[str, ...]]
    """Words that stand for each other."""
