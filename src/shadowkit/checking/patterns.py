"""Patterns that are made ready when a check first needs them.

Of the hundred that checks have, a dossier needs about half, and each takes time to be compiled.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Late:
    """Stands for a compiled pattern until something of it is asked for."""

    def __init__(self, text: str, flags: int) -> None:
        self._arguments = (text, flags)

    def __getattr__(self, name: str) -> Any:
        # Kept, so that only the first question for each method comes here; `re` keeps the pattern.
        found = self.__dict__[name] = getattr(re.compile(*self._arguments), name)
        return found


def lazily(text: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, at the first use.  A pattern that is wrong is found then."""
    return cast("re.Pattern[str]", _Late(text, flags))
