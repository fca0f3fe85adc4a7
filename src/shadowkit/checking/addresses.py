"""Addresses on the internet that cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from shadowkit.checking.patterns import lazily
from shadowkit.checking.registry import Fault, SubmissionContext, submission_check
from shadowkit.diagnostics import Severity

_WHOLE: Final = lazily(
    r"(?:https?|ftp)://(?:[\w.-]+\.[^\W\d_]{2,}|\[[\da-f:]+\]|[\d.]+)(?::\d+)?(?:[/?#]\S*)?", re.I
)
_BROKEN: Final = lazily(r"\bhttps?://?\s+(?=\w)|\bhttps?:/(?!/)\S+|\bhttps?://(?=[\s.,;)]|$)")
"""Typed in the text: "http:// data.example.org", "http:/example.org", "http://"."""


@submission_check("SK320", "address-broken", Severity.WARNING)
def address_broken(context: SubmissionContext) -> Iterable[Fault]:
    """An address on the internet cannot be one: it has a space in it, or no host.

    It came so out of a PDF, mostly, where lines were broken. Whoever follows the note finds
    nothing. Looked at are the addresses of cited sources (`URL`, `archived`) and the
    beginnings of those that are typed in the text.

    To mend: open the page once more and copy its address.
    """
    for id in context.document.cited:
        source = context.dossier.sources.get(id)
        for key in ("URL", "archived"):
            address = source.data.get(key) if source else None
            if source and isinstance(address, str) and not _WHOLE.fullmatch(address.strip()):
                yield Fault(
                    source.location,
                    f"the {key} of the source `{id}` is no address: “{address.strip()[:80]}”",
                    "Open the page once more and copy its address.",
                )
    for one in context.prose:
        if "http" in one.own:
            for match in _BROKEN.finditer(one.own):
                yield Fault(
                    one.place(*match.span()),
                    "this address is broken",
                    "Open the page once more and copy its address.",
                )
