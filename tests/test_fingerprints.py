"""Fingerprints of recommendations and of their evidence: what says the same has the same."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossiers import SOURCES, dossier
from samples import png
from shadowkit.model.links import as_they_stand, linked
from shadowkit.model.reviews import Reviewed
from shadowkit.reading.dossier import read


def made(folder: Path, gaps: str, asked: str, **files: str | bytes) -> Path:
    content = {"10.md": gaps.encode(), "20.md": asked.encode()}
    return dossier(folder, content, sources=SOURCES, **files)


def record(text: str, asked: str = "Adopt a law.", **files: str | bytes) -> Reviewed:
    """What a review records of a recommendation that rests on `text`."""
    with tempfile.TemporaryDirectory() as folder:
        gaps = f"::: {{.gap #evidence}}\n{text}\n:::\n"
        recommended = f"::: {{.recommendation #ask answers=evidence}}\n{asked}\n:::\n"
        reading = read(made(Path(folder), gaps, recommended, **files))
        assert reading.dossier is not None
        assert reading.findings == ()
        return as_they_stand(reading.dossier, linked(reading.dossier).values())["ask"]


@pytest.mark.parametrize(
    "one, other",
    [
        ("The State has no law.", "The   State\nhas no\nlaw."),
        ("It has no law.\nNor a plan.", "It has no law.\n\nNor a plan."),
        ("No law.[@report-a, p. 3]", "No law [@report-a, p. 3]."),
        ("No law.[@report-a; @report-b]", "No law.[@report-a] [@report-b]"),
        ("No law.^[Nor\na plan.]", "No law.[^1]\n\n[^1]: Nor a plan."),
        ("It's “no law” – yet.", 'It’s "no law" - yet.'),
        ("It has *no* law.", "It has **no** law."),
        ("It has [no law]{.gap #within}.", "It has no law."),
        ("It has no law. <!-- Ask them. -->", "It has no law."),
        ("No law ^[a]\n[and]{#also} no plan.", "No law^[a] [and]{#also} no plan."),
        ("It was un*like*ly^[un*like*ly].", "It was unlikely^[unlikely]."),
        ("One.\n\n^[a] Two.", "One. ^[a] Two."),
        ("A cafe\N{COMBINING ACUTE ACCENT}.", "A caf\N{LATIN SMALL LETTER E WITH ACUTE}."),
    ],
)
def test_what_says_the_same_has_the_same_fingerprint(one: str, other: str) -> None:
    assert record(one) == record(other)


QUOTED = "None.\n\n::: {.quote source=report-a}\nNo.\n:::"


@pytest.mark.parametrize(
    "one, other",
    [
        ("The State has no law.", "The State has one law."),
        ("The State has no law.", "The State has no laws."),
        ("The State has no law.", "The State has no law!"),
        ("Some 1.5 per cent.", "Some 15 per cent."),
        ("No law.", "No law.[@report-a]"),
        ("No law.[@report-a]", "No law.[@report-b]"),
        ("No law.[@report-a, p. 3]", "No law.[@report-a, p. 4]"),
        ("No law.[@report-a]", "No law.[see @report-a]"),
        ("No law.[@report-a]", "No law.^[[@report-a] shows it.]"),
        ("No law.^[Nor a plan.]", "No law.^[Nor a budget.]"),
        ("No law.^[[@report-a] shows it.]", "No law.^[[@report-b] shows it.]"),
        ("No law.^[So [it]{.reply by=A} says.]", "No law.^[So [it]{.reply by=B} says.]"),
        ("No law.[@report-a, p. 3, a table]", "No law.[@report-a, p. 3, a map]"),
        ("See @para:rows and @para:report.", "See @para:report and @para:rows."),
        ("No law.^[It has [none](https://example.org/a).]", "No law.^[It has none.]"),
        ("No [law](https://example.org/a).", "No [law](https://example.org/b)."),
        ("Some 10^6^.", "Some 106."),
        ("Missing:\n\n- a law\n- a plan", "Missing:\n\n- a law\n- a budget"),
        ("Missing:\n\n- a law\n    - a plan", "Missing:\n\n- a law\n    - a budget"),
        ("> No law.", "> A law."),
        ("It said [no]{.reply by=Minister}.", "It said [no]{.reply by=Committee}."),
        (QUOTED, QUOTED.replace("No.", "Yes.")),
    ],
)
def test_what_says_something_else_has_another(one: str, other: str) -> None:
    assert record(one).evidence != record(other).evidence
    assert record(one).recommendation == record(other).recommendation


def test_another_picture_is_other_evidence() -> None:
    def pictured(data: bytes, alt: str = "A map") -> Reviewed:
        return record(f"::: {{.figure source=report-a}}\n![{alt}](map.png)\n:::", map_png=data)

    first = pictured(png(4, 4).data)
    assert pictured(png(4, 4).data) == first
    assert pictured(png(4, 4, (9, 9, 9)).data) != first
    assert pictured(png(4, 4).data, "A plan") != first


def evidence(content: str) -> str:
    """The fingerprint of what has the id `evidence`."""
    with tempfile.TemporaryDirectory() as folder:
        asked = "::: {.recommendation #ask answers=evidence}\nAct.\n:::\n"
        settings = "title: A\nsubmissions:\n  report: {layout: a.yaml}\n  other: {layout: a.yaml}\n"
        reading = read(made(Path(folder), content, asked, settings=settings))
        assert reading.dossier is not None
        assert reading.findings == ()
        return as_they_stand(reading.dossier, linked(reading.dossier).values())["ask"].evidence[
            "evidence"
        ]


TABLE = """\
::: {.table #evidence source=report-a}
| Year | Police |
|------|--------|
| 2020 | 5      |

Table: Cases.
:::
"""
EXCHANGE = """\
::: {.exchange #evidence topic="Law"}

::: {.question by="Committee"}
Is there a law?
:::

::: {.reply}
There is none.
:::
:::
"""
TRANSLATED = """\
::: {.gap #evidence only=report}
No law.
:::

::: {.gap #evidence only=other}
Pas de loi.
:::
"""


@pytest.mark.parametrize(
    "content, old, new",
    [
        ("[No law]{.gap #evidence} and no plan.", "No law", "One law"),
        ("[No law]{.gap #evidence} and no plan.", ".gap", ".development"),
        ("[A law]{.development #evidence date=2013}.", "2013", "2014"),
        ("*[No law]{#evidence}* and no plan.", "No law", "One law"),
        ("[*[No law]{#evidence}*](https://example.org/a) and no plan.", "No law", "One law"),
        ("No law.[]{#evidence}", "No law", "One law"),
        ("- []{#evidence}No law.\n\n    Nor a plan.", "Nor a", "But a"),
        ("> No law.[]{#evidence}", "No law", "One law"),
        ("No law.^[[]{#evidence}Nor a plan.]", "Nor a", "But a"),
        ("No law.^[[Nor a plan.]{#evidence}]", "Nor a", "But a"),
        ("::: {.development #evidence date=2013}\nA law.\n:::", "2013", "2014"),
        ("::: {.keyvalue #evidence}\nLaw\n:   None.\n:::", "None", "One"),
        ("::: {.keyvalue #evidence}\nLaw\n:   None.\n:::", "Law", "Plan"),
        ("::: keyvalue\nLaw\n:   None.[]{#evidence}\n:::", "None", "One"),
        (TABLE, "| 2020 | 5      |", "| 2020 5 |      |"),
        (TABLE, "Cases", "Sentences"),
        (TABLE, "Police", "Courts"),
        (TABLE.replace(" #evidence", "").replace("5 ", "5[]{#evidence} "), "| 5", "| 6"),
        (EXCHANGE, "Committee", "Council"),
        (EXCHANGE, "Law", "Laws"),
        (EXCHANGE, "There is none", "There is one"),
        (TRANSLATED, "Pas de loi", "Une loi"),
        ("# Law {#evidence}\n\nNone.", "# Law", "# Laws"),
        ("# Law {#evidence}\n\nNone.\n\n## Plans\n\nNone.", "## Plans", "## Money"),
        ("# Law {#evidence}\n\nNone.\n\n## Plans\n\nNone.", "Plans\n\nNone", "Plans\n\nOne"),
        ("# Law {#evidence}\n\nNone.", "None.", "None.\n\n## Plans\n\nNone."),
        ("::: {.recommendation #evidence}\nAct.\n:::", "Act", "Do act"),
        ("::: recommendations\n- []{#evidence}Act.\n:::", "Act", "Do act"),
        ("We ask to [act]{.recommendation #evidence}.", "act", "work"),
    ],
)
def test_evidence_of_every_sort_is_looked_at(content: str, old: str, new: str) -> None:
    assert content.count(old) == 1
    assert evidence(content) != evidence(content.replace(old, new))


@pytest.mark.parametrize(
    "content, old, new",
    [
        ("[No law]{.gap #evidence} and no plan.", "no plan", "a plan"),
        ("- []{#evidence}No law.\n- No plan.", "No plan", "A plan"),
        ("- No law: []{#evidence}none.\n\n    Nor a plan.", "Nor a plan", "But a plan"),
        ("No law.^[[]{#evidence}Nor a plan.]", "No law", "One law"),
        ("# Law {#evidence}\n\nNone.\n\n# Plans\n\nNone.", "# Plans", "# Money"),
        (TRANSLATED, TRANSLATED, "\n\n".join(reversed(TRANSLATED.split("\n\n")))),
        (TRANSLATED, "only=report", "not=other"),
    ],
)
def test_what_is_beside_it_is_not(content: str, old: str, new: str) -> None:
    assert content.count(old) == 1
    assert evidence(content) == evidence(content.replace(old, new))


WORD = st.text("abcdefgäéжش中0123456789", min_size=1, max_size=8)
WORDS = st.lists(WORD, min_size=2, max_size=12)


@given(words=WORDS, spaces=st.lists(st.sampled_from([" ", "  ", "\n", "   \n "]), min_size=11))
def test_however_a_text_is_wrapped_it_is_the_same(words: list[str], spaces: list[str]) -> None:
    text = "".join(f"{word}{space}" for word, space in zip(words, [*spaces, " "], strict=False))
    assert record(f"So {text.rstrip()}.") == record(f"So {' '.join(words)}.")


@given(words=WORDS, place=st.integers(0), word=WORD, chance=st.booleans())
def test_another_word_is_seen(words: list[str], place: int, word: str, chance: bool) -> None:
    at = place % len(words)
    other = [*words[:at], word, *words[at + (1 if chance else 0) :]]
    same = other == words
    one, two = (f"So {' '.join(some)}." for some in (words, other))
    assert (record(one).evidence == record(two).evidence) == same
    assert (record("It is.", one).recommendation == record("It is.", two).recommendation) == same
