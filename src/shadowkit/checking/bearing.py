"""Whether the evidence of a recommendation speaks of what it asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shadowkit.checking.patterns import lazily
from shadowkit.checking.prose import content_words
from shadowkit.checking.registry import Fault, SubmissionContext, submission_check
from shadowkit.checking.wishes import own_wishes
from shadowkit.diagnostics import Severity
from shadowkit.model.fields import in_language
from shadowkit.model.inline import authored_text

_STEM = 5
_WHERE = lazily(r"\b(?:in|into|to|for)\s+(?!line\b|order\b|full\b)((?:[\w’'-]+[ ]?){1,4})[.;]?\s*$")
"""What a recommendation ends with, where that names a thing: "into school curricula"."""
_NO_THING = lazily(
    r"\b(?:\d+|them|it|this|that|all|every\w*|country|force|full|time|delay|year|\w+ing)\b"
)


@submission_check("SK125", "evidence-unlike", Severity.INFO, default=False)
def evidence_unlike(context: SubmissionContext) -> Iterable[Fault]:
    """The evidence of a recommendation does not speak of what it asks for: school curricula are
    to change, and the paragraphs that it names never mention a curriculum.

    A reader who looks them up finds no reason for it there. Only the last words of a
    recommendation are looked for, where they follow "in", "into", "to" or "for": in the text that
    it names, in what stands around that, and in the long forms of acronyms. This is a guess, in
    English only, and often wrong: it is there for a last look.

    To mend: say in the evidence what is wrong there, name the paragraph that does, or change
    what is asked. Nothing, where the two say it in different words.
    """
    known = _Known(context)
    for wish in own_wishes(context):
        answers = [(id, place) for id, place in wish.request.words("answers") if id != "*"]
        told = {stem for id, _place in answers for stem in known.stems_at(id)}
        last = _WHERE.search(wish.text.rstrip())
        if last is None or _NO_THING.search(last[1]) or not told:
            continue
        if told.isdisjoint(known.stems(last[1])):
            yield Fault(
                answers[0][1],
                f"the evidence does not speak of “{last[1].strip()}”",
                "Say in the evidence what is wrong there, or name the paragraph that does.",
            )


class _Known:
    """What stands under each id of the submission, as the beginnings of its words."""

    def __init__(self, context: SubmissionContext) -> None:
        self._long = {
            short.lower(): in_language(acronym.long, "en")
            for short, acronym in context.filing.settings.acronyms.items()
        }
        self._texts: dict[str, list[str]] = {}
        by_key = {one.key: one.text for one in context.document.evidence}
        for one in context.document.evidence:
            around = [by_key[parent] for parent in one.parents if parent in by_key]
            self._texts.setdefault(one.id, []).extend((one.text, *around))
            for parent in one.parents:
                self._texts.setdefault(parent, []).append(one.text)
        for top in context.assembly.order:
            for section in top.sections():
                title = authored_text(section.title)
                self._texts.setdefault(section.id, []).append(title)

    def stems_at(self, id: str) -> set[str]:
        return self.stems(" ".join(self._texts.get(id, ())))

    def stems(self, text: str) -> set[str]:
        return set(self._stems(text))

    def _stems(self, text: str) -> Iterator[str]:
        for word in content_words(text):
            yield word[:_STEM]
            for inner in content_words(self._long.get(word, "")):
                yield inner[:_STEM]
