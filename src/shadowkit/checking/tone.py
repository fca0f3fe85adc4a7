"""Words that judge where facts would say more."""

from __future__ import annotations

import re
from collections.abc import Iterable

from shadowkit.checking.patterns import lazily
from shadowkit.checking.prose import has_any, is_typed_reference
from shadowkit.checking.registry import Fault, SubmissionContext, submission_check
from shadowkit.diagnostics import Severity

_LOADED = (
    *("shocking", "horrific", "horrifying", "horrendous", "monstrous", "shameful", "disgraceful"),
    *("outrageous", "disgusting", "despicable", "appalling", "atrocious", "scandalous", "barbaric"),
)
_IN_LOADED = (*_LOADED, "so-called")
_WORD = lazily(
    rf"\b(?:(?:{'|'.join(_LOADED)})(?:ly|ally)?\b|so-called\b(?!\s+[“\"‘'«]|\s+honour))",
    re.IGNORECASE,
)


@submission_check("SK415", "wording-loaded", Severity.INFO)
def wording_loaded(context: SubmissionContext) -> Iterable[Fault]:
    """The text judges in its own words: "shocking", "shameful", "the so-called strategy".

    A reader who is to act on a submission weighs what it shows, and such words give the State
    something to answer other than the facts. The Human Rights Committee asks for information that
    is specific and objective, in language that abuses nobody; which words are meant nobody says,
    and the list is the program's own, and short. Quotations are left alone, and "so-called" is
    before quotation marks. This is a guess from the words, in English only.

    To mend: say what happened, how often and to whom; the reader will judge.
    """
    for one in context.prose:
        if not has_any(one.own.lower(), _IN_LOADED) or is_typed_reference(one):
            continue
        # The text is searched, for quotation marks are blank in one's own words.
        for match in _WORD.finditer(one.text):
            if one.own[match.start() : match.end()] == match[0]:
                yield Fault(
                    one.place(*match.span()),
                    f"“{match[0]}” judges instead of telling",
                    "Say what happened; the reader will judge.",
                )
