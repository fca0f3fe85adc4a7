"""Addresses that a produced file may lead to."""

from __future__ import annotations

import re

_OUTWARD = re.compile(r"(?:https?://|mailto:)[^\s<>\"\\\x00-\x1f]+", re.IGNORECASE)


def safe_href(href: str) -> str:
    """`href` where it leads out by http, https or mail; "" for every other scheme.

    A ``javascript:`` or ``file:`` link would travel into the file as an action.
    """
    return href if _OUTWARD.fullmatch(href) else ""
