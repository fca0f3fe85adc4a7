"""Safeguarding: pictures that seem to show a child, by the words that stand for them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from shadowkit.checking.children import CHILD, GIRL
from shadowkit.checking.patterns import lazily
from shadowkit.checking.registry import Fault, SubmissionContext, submission_check
from shadowkit.checking.safeguarding import authority, weight
from shadowkit.diagnostics import Severity

_SEEN = r"(?=\s*(?:[.,;:]|$)|\s+(?:at|in|on|with|from|who|and|near|by|under|outside|[a-z]+ing)\b)"
_PICTURED = lazily(
    r"\s*(?:(?:an?\s+|the\s+)?(?:[a-z-]+\s+)?(?:photo|photograph|picture|portrait|image)\s+of\s+)?"
    rf"(?:(?:an?|the|one|our)\s+(?:[a-z-]+\s+){{0,2}}?{CHILD}|(?:{GIRL}|child)\b|"
    r"(?:two|three)\s+(?:[a-z-]+\s+){0,2}?(?:girls|boys|children|sisters|brothers|pupils))"
    rf"{_SEEN}",
    re.IGNORECASE,
)
_HIDDEN = lazily(
    r"\b(?:draw(?:n|ing)s?|paint(?:ed|ing)s?|charts?|graphs?|diagrams?|maps?|logos?|posters?|cover|"
    r"cartoons?|illustrations?|symbols?|icons?|figures?|sculptures?|dolls?|blurred|pixel\w*|"
    r"silhouettes?|unrecogni[sz]able|behind|hidden|covered|anonymi[sz]ed)\b",
    re.IGNORECASE,
)


def pictured(text: str) -> bool:
    """Whether the words for a picture tell of one to three children who can be recognised."""
    return _PICTURED.match(text) is not None and _HIDDEN.search(text) is None


@submission_check("SK507", "child-pictured", Severity.ERROR)
def child_pictured(context: SubmissionContext) -> Iterable[Fault]:
    """The alternative text of a picture says that it shows one child, or two or three: "A girl at
    a desk", "Photograph of a boy".

    A face is recognised for years, whatever was agreed when the picture was taken. The program
    does not look at the picture, only at the words that stand for it, in English. Drawings, charts
    and the like are left alone, and so are children whose text says that nobody can recognise them
    ("seen from behind", "blurred"). This is a guess, and still an error; where `public: false`
    holds, it is a warning.

    To mend: take another picture, of a place or of many from far away; or say in the text why
    nobody can be recognised. If it shows no real child, say so with `allow="SK507" reason="..."`.
    """
    for one in context.printed:
        if one.english and one.picture and pictured(one.passages[0].text):
            yield Fault(
                one.passages[0].place(0, len(one.passages[0].text)),
                "this picture seems to show a child who can be recognised",
                "Take another one; or say how the child is hidden: “seen from behind”, “blurred”.",
                authority=authority(context),
                severity=weight(context),
            )
