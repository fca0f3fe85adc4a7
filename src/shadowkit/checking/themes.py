"""Themes of collected recommendations, against the sections that they answer."""

from __future__ import annotations

from collections.abc import Iterable

from shadowkit.checking.prose import content_words, is_english
from shadowkit.checking.registry import Fault, SubmissionContext, submission_check
from shadowkit.diagnostics import Severity
from shadowkit.model.fields import in_language

_LIKE = 0.6


@submission_check("SK412", "theme-unlike-section", Severity.INFO)
def theme_unlike_section(context: SubmissionContext) -> Iterable[Fault]:
    """The title of a theme is nearly that of the section whose evidence it answers, and not
    quite: "Child participation" for the section "Child & Youth Participation".

    A reader who goes from the recommendations back to the evidence looks for the same words.
    Titles that have little in common are left alone, for a theme may well have one of its own.
    The words are compared without the small ones; this is a guess, in English only.

    To mend: give the theme the section's title, in `themes:`.
    """
    language = context.filing.labels.language
    if not is_english(language) or context.filing.option("recommendations") == "inline":
        return
    document = context.document
    titles = {section.id: section.title for section in document.section_counts}
    where = {evidence.id: evidence.section for evidence in document.evidence if evidence.id}
    answered: dict[str, set[str]] = {}
    for asked in document.recommendations:
        sections = {where.get(answer.id, answer.id) for answer in asked.answers}
        answered.setdefault(asked.theme, set()).update(sections & titles.keys())
    for theme, sections in answered.items():
        title = in_language(context.filing.settings.themes.get(theme), language)
        if not title or len(sections) != 1:
            continue
        other = titles[next(iter(sections))]
        words, others = set(content_words(title)), set(content_words(other))
        if words != others and len(words & others) >= _LIKE * len(words | others):
            yield Fault(
                context.place("themes", theme),
                f"the theme is called “{title}”, its section “{other}”",
                "Give both the same title, or titles that differ more.",
            )
