"""Wordings with the names of keys in braces: ``The Committee {urgency} {to} to:``."""

from __future__ import annotations

import re
from collections.abc import Mapping

_NAME = re.compile(r"\{([a-z-]+)\}")


def names_in(wording: str) -> frozenset[str]:
    """The keys that a wording is made from."""
    return frozenset(_NAME.findall(wording))


def filled(wording: str, values: Mapping[str, str]) -> str:
    """The wording with its values; "" where one that it names is not given."""
    if not all(values.get(name) for name in names_in(wording)):
        return ""
    return _NAME.sub(lambda match: values[match[1]], wording)
