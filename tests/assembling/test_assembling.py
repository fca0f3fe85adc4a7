"""Choosing the blocks of a submission, and placing them in its layout's sections."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from dossiers import SOURCES, dossier, only, places, text
from shadowkit.model.document import Block, Section
from shadowkit.pipeline import run

TWO = """\
    title: A test
    submissions:
      report: {layout: layout.yaml}
      second: {layout: layout.yaml}
    """


def printed(folder: Path, name: str = "") -> list[str]:
    """The lines of the resolved document that have words."""
    return [line for line in text(folder, name).split("\n") if line]


def layout(sections: str, more: str = "") -> str:
    lines = [line.strip() for line in sections.strip().split("\n")]
    listed = "\n".join(f"  - {{{line}}}" for line in lines)
    return f"id: own\ntitle: Own\n{more}sections:\n{listed}\n"


# --- what a section takes -------------------------------------------------------------

LAW_AND_PLANS = dedent("""\
    # Plans {#plans}

    The plan.

    # Law {#law}

    The law.

    ## Courts {#courts}

    The courts.

    ::: {.gap #no-judges theme=staff tags="a b"}
    No judges.
    :::
    """)


def test_sections_are_printed_in_the_order_of_the_layout(tmp_path: Path) -> None:
    own = layout("id: law, title: Laws\nid: plans, title: Planning")
    folder = dossier(tmp_path, LAW_AND_PLANS, layout=own)
    assert printed(folder) == [
        "# Law",
        "1. The law.",
        "## Courts",
        "2. The courts.",
        "3. No judges.",
        "# Plans",
        "4. The plan.",
    ]


def test_a_section_takes_the_whole_subtree_of_the_section_it_names(tmp_path: Path) -> None:
    own = layout(
        "id: justice, title: Justice, takes: {section: courts}\nid: rest, takes: {rest: true}"
    )
    folder = dossier(tmp_path, LAW_AND_PLANS, layout=own)
    assert printed(folder)[:3] == ["# Courts", "1. The courts.", "2. No judges."]


def test_a_block_is_taken_once_and_by_id_before_anything_else(tmp_path: Path) -> None:
    own = layout(
        """\
        id: gaps, title: Gaps, takes: {kind: [gap]}
        id: courts, title: Courts
        id: text, title: Text, takes: {rest: true}
        """
    )
    folder = dossier(tmp_path, "::: gap\nNo data.\n:::\n\n" + LAW_AND_PLANS, layout=own)
    assert printed(folder) == [
        "# Gaps",
        "1. No data.",
        "# Courts",
        "2. The courts.",
        "3. No judges.",
        "# Text",
        "## Plans",
        "4. The plan.",
        "## Law",
        "5. The law.",
    ]


def test_kind_theme_and_tags_are_conditions_that_all_hold(tmp_path: Path) -> None:
    content = """\
        ::: {.gap theme=law tags="a"}
        One.
        :::

        ::: {.gap theme=law tags="b"}
        Two.
        :::

        ::: {.development theme=law tags="a"}
        Three.
        :::

        ::: {.gap theme=plans tags="a c"}
        Four.
        :::
        """
    own = layout(
        """\
        id: first, title: First, takes: {kind: [gap], theme: [law, plans], tags: [b, c]}
        id: second, title: Second, takes: {theme: [law]}
        """
    )
    assert printed(dossier(tmp_path, content, layout=own)) == [
        "# First",
        "1. Two.",
        "2. Four.",
        "# Second",
        "3. One.",
        "4. Three.",
    ]


def test_a_theme_handed_down_by_a_heading_counts(tmp_path: Path) -> None:
    own = layout("id: law, title: Laws, takes: {theme: [law]}")
    folder = dossier(tmp_path, "# One {theme=law}\n\nA\n\n# Two\n\nB\n", layout=own)
    assert printed(folder) == ["# Laws", "1. A"]


def test_several_queries_of_a_section_are_printed_in_their_order(tmp_path: Path) -> None:
    own = layout("id: all, title: All, takes: [{section: law}, {kind: [gap]}, {section: plans}]")
    folder = dossier(tmp_path, "::: gap\nNo data.\n:::\n\n" + LAW_AND_PLANS, layout=own)
    assert printed(folder) == [
        "# All",
        "## Law",
        "1. The law.",
        "### Courts",
        "2. The courts.",
        "3. No judges.",
        "4. No data.",
        "## Plans",
        "5. The plan.",
    ]


def test_the_one_authored_section_that_is_there_prints_without_a_heading_of_its_own(
    tmp_path: Path,
) -> None:
    own = layout(
        "id: all, title: All, takes: [{section: law}, {section: plans}]",
        "options: {numbering: {choices: [paragraphs], default: paragraphs}}\n",
    )
    content = "# Plans {#plans}\n\nThe plan.\n\n# Law {#law not=report}\n\nSee @section:plans.\n"
    ask = "\n# Asked {#asked}\n\n::: {.recommendation answers=plans}\nAct.\n:::\n"
    folder = dossier(tmp_path, content + ask, layout=own)
    assert printed(folder) == ["# All", "1. The plan."]
    assert places(run(folder), "SK106") == []


def test_beside_others_the_section_with_the_layouts_own_id_gives_the_heading(
    tmp_path: Path,
) -> None:
    own = layout("id: law, title: Law and plans, takes: [{section: law}, {section: plans}]")
    content = "# Plans {#plans}\n\nThe plan.\n\n# The law itself {#law}\n\nThe law.\n"
    assert printed(dossier(tmp_path, content, layout=own)) == [
        "# The law itself",
        "1. The law.",
        "## Plans",
        "2. The plan.",
    ]


def test_the_rest_keeps_its_own_headings(tmp_path: Path) -> None:
    own = layout("id: law, title: Laws\nid: others, title: Others, takes: {rest: true}")
    assert printed(dossier(tmp_path, LAW_AND_PLANS, layout=own))[-3:] == [
        "# Others",
        "## Plans",
        "4. The plan.",
    ]


def test_a_heading_of_the_authors_takes_the_place_of_the_layouts(tmp_path: Path) -> None:
    own = layout("id: law, title: Laws\nid: gaps, title: Gaps, takes: {kind: [gap]}")
    folder = dossier(tmp_path, "# The *law* {#law}\n\nA\n\n# More\n\n::: gap\nB\n:::\n", layout=own)
    assert printed(folder) == ["# The law", "1. A", "# Gaps", "2. B"]


def test_a_section_that_takes_nothing_prints_nothing_or_what_the_layout_says(
    tmp_path: Path,
) -> None:
    own = layout(
        """\
        id: law, title: Laws
        id: data, title: Data, empty: heading
        id: plans, title: Plans, empty: Nothing is known.
        id: text, takes: {rest: true}, heading: none
        """
    )
    assert printed(dossier(tmp_path, "# A\n\nB\n", layout=own)) == [
        "# Data",
        "# Plans",
        "Nothing is known.",
        "# A",
        "1. B",
    ]


def test_an_empty_section_of_the_authors_is_printed_with_a_finding(tmp_path: Path) -> None:
    folder = dossier(
        tmp_path, "# Law {#law}\n\n# A {#a}\n\nB\n", layout=layout("id: law, title: Laws\nid: a")
    )
    assert printed(folder) == ["# Law", "# A", "1. B"]
    assert places(run(folder)) == ["content/10.md:1:1 SK211"]


def test_what_no_section_takes_is_a_finding(tmp_path: Path) -> None:
    folder = dossier(tmp_path, LAW_AND_PLANS, layout=layout("id: gaps, takes: {kind: [gap]}"))
    assert [p for p in places(run(folder)) if "SK20" in p] == [
        "content/10.md:1:1 SK204",
        "content/10.md:7:1 SK205",
        "content/10.md:11:1 SK205",
    ]


# --- only, not and variant ------------------------------------------------------------


def test_only_and_not_choose_blocks_sections_and_nested_blocks(tmp_path: Path) -> None:
    content = """\
        A

        ::: {.gap only=second}
        B
        :::

        ::: {.gap not=second}
        C

        ::: {.development only=second}
        D
        :::

        ::: {.development only="report second"}
        E
        :::
        :::

        # F {not=report}

        G

        ## H

        I
        """
    folder = dossier(tmp_path, content, settings=TWO)
    assert printed(folder, "report") == ["1. A", "2. C", "3. E"]
    assert printed(folder, "second") == ["1. A", "2. B", "# F", "3. G", "## H", "4. I"]


def test_no_space_stays_before_a_mark_where_a_span_is_left_out(tmp_path: Path) -> None:
    content = """\
        It was ratified [(see B)]{only=second}, as [we]{only=second} said [twice]{only=second}.

        Some [of it]{only=second}^[A note. [More.]{only=second}] is here [and there]{only=second}

        A [b]{not=second} c.
        """
    folder = dossier(tmp_path, content, settings=TWO)
    assert printed(folder, "report") == [
        "1. It was ratified, as said.",
        "2. Some[1] is here",
        "3. A b c.",
        "Notes",
        "[1] A note.",
    ]
    assert printed(folder, "second")[:2] == [
        "1. It was ratified (see B), as we said twice.",
        "2. Some of it[1] is here and there",
    ]


def test_a_short_wording_is_printed_in_short_submissions_alone(tmp_path: Path) -> None:
    settings = """\
        title: A test
        submissions:
          full: {layout: layout.yaml}
          short: {layout: layout.yaml, variant: short}
        """
    content = """\
        ::: {.gap #gap}
        Long words.

        More of them.

        ::: {.development}
        Nested.
        :::

        ::: short
        Few words.
        :::
        :::

        As long as it is. See @para:gap.
        """
    folder = dossier(tmp_path, content, settings=settings)
    assert printed(folder, "full") == [
        "1. Long words.",
        "2. More of them.",
        "3. Nested.",
        "4. As long as it is. See paras. 1–3.",
    ]
    assert printed(folder, "short") == ["1. Few words.", "2. As long as it is. See para. 1."]


def test_a_finding_names_the_submissions_it_holds_in(tmp_path: Path) -> None:
    folder = dossier(
        tmp_path, "::: {.paragraph only=second}\nSee @para:x.\n:::\n\nSee @para:y.\n", settings=TWO
    )
    assert [finding.submissions for finding in run(folder).findings] == [("second",), ()]


# --- collected recommendations --------------------------------------------------------

ASKS = """\
    # Law {#law}

    ::: {.gap #no-law}
    No law.
    :::

    ::: {.recommendation #adopt theme=plans answers=no-plan}
    Adopt a plan.
    :::

    # Plans {#plans}

    ::: {.gap #no-plan}
    No plan.
    :::

    ::: {.recommendations theme=law answers=no-law}
    - Adopt a law.
    - []{#fund answers="no-law no-plan"}Fund it.
    :::

    # Recommendations {#recommendations}

    Thanks to all.

    ::: {.recommendation theme=data answers="*"}
    Collect data.
    :::

    ::: {.recommendation answers=plans}
    Say what is done.
    :::
    """
THEMES = """\
    title: A test
    themes: {law: Laws, data: Data, plans: Plans}
    submissions:
      report: {layout: layout.yaml, options: {%s}}
    """
OPTIONS = """\
options:
  recommendations: {choices: [collected, inline, both], default: collected}
  references: {choices: [theme, item, none], default: theme}
forms:
  recommendation: {many: bullet, one: plain}
  recommendations: {many: bullet, one: plain}
"""
COLLECTING = (
    "id: recommendations, title: Recs, "
    "takes: [{section: recommendations}, {generated: recommendations}]"
)
ASKING = layout(f"id: law\nid: plans\n{COLLECTING}", OPTIONS)


def test_recommendations_are_collected_by_theme_wherever_they_were_written(tmp_path: Path) -> None:
    folder = dossier(tmp_path, ASKS, settings=THEMES % "", layout=ASKING)
    assert printed(folder) == [
        "# Law",
        "1. No law.",
        "# Plans",
        "2. No plan.",
        "# Recommendations",
        "3. Thanks to all.",
        "Say what is done.",
        "## Laws (paras. 1 and 2)",
        "    - Adopt a law.",
        "    - Fund it.",
        "## Data",
        "Collect data.",
        "## Plans (para. 2)",
        "Adopt a plan.",
    ]


def test_evidence_is_named_behind_each_item_where_the_submission_asks_for_it(
    tmp_path: Path,
) -> None:
    folder = dossier(tmp_path, ASKS, settings=THEMES % "references: item", layout=ASKING)
    assert printed(folder)[6:] == [
        "Say what is done (para. 2).",
        "## Laws",
        "    - Adopt a law (para. 1).",
        "    - Fund it (paras. 1 and 2).",
        "## Data",
        "Collect data.",
        "## Plans",
        "Adopt a plan (para. 2).",
    ]


def test_no_evidence_is_named_where_the_submission_asks_for_none(tmp_path: Path) -> None:
    folder = dossier(tmp_path, ASKS, settings=THEMES % "references: none", layout=ASKING)
    assert "para" not in text(folder)


def test_recommendations_in_place_are_not_collected(tmp_path: Path) -> None:
    folder = dossier(tmp_path, ASKS, settings=THEMES % "recommendations: inline", layout=ASKING)
    assert printed(folder) == [
        "# Law",
        "1. No law.",
        "Adopt a plan.",
        "# Plans",
        "2. No plan.",
        "    - Adopt a law.",
        "    - Fund it.",
        "# Recommendations",
        "3. Thanks to all.",
        "Collect data.",
        "Say what is done.",
    ]


def test_with_both_a_recommendation_is_printed_twice_and_once_with_anchors(tmp_path: Path) -> None:
    content = ASKS.replace("Adopt a plan.", "Adopt [a plan]{#a-plan}.^[[]{#note}Note.]")
    folder = dossier(tmp_path, content, settings=THEMES % "recommendations: both", layout=ASKING)
    lines = printed(folder)
    assert lines.count("Adopt a plan.[1]") == lines.count("Adopt a plan.[2]") == 1
    assert lines.count("    - Fund it.") == 2
    # What was written in the collecting section itself stands there once.
    assert lines.count("Collect data.") == 1
    assert lines.index("Adopt a plan.[1]") < lines.index("## Plans (para. 2)")
    anchors = list(_anchors(only(run(folder)).sections))
    assert len(anchors) == len(set(anchors))


def _anchors(parts: tuple[Block | Section, ...]) -> list[str]:
    """Anchors of headings, blocks and what stands in them; a block shares the one of its
    first paragraph."""
    found: list[str] = []
    for part in parts:
        if isinstance(part, Section):
            found += [part.heading.anchor] if part.heading and part.heading.anchor else []
            found += _anchors(part.parts)
        else:
            inside: set[str] = {part.anchor} if part.anchor else set()
            inner = [a for a in _inside(part.shapes) if a not in inside]
            found += [*inside, *inner]
    return found


def _inside(value: object) -> list[str]:
    if isinstance(value, tuple):
        return [anchor for inner in value for anchor in _inside(inner)]
    found: list[str] = []
    own = getattr(value, "anchor", "")
    if own and type(value).__name__ not in ("Reference",):
        found.append(own)
    for name in ("content", "shapes", "items"):
        found += _inside(getattr(value, name, ()))
    return found


def test_a_heading_over_recommendations_alone_is_the_title_of_their_theme(tmp_path: Path) -> None:
    content = """\
        ::: {.gap #no-law}
        No law.
        :::

        # Recommendations {#recommendations}

        ## On *law* {theme=law}

        ::: {.recommendations answers=no-law}
        - Adopt a law.
        - Fund it.
        :::

        ## On other things

        ::: {.recommendation answers=no-law}
        Say what is done.
        :::
        """
    own = layout(f"id: front\n{COLLECTING}", OPTIONS)
    folder = dossier(tmp_path, content, settings=THEMES % "", layout=own)
    assert printed(folder)[1:] == [
        "# Recommendations",
        "## On law (para. 1)",
        "    - Adopt a law.",
        "    - Fund it.",
        "## On other things (para. 1)",
        "Say what is done.",
    ]


def test_a_heading_over_several_themes_is_the_title_of_none(tmp_path: Path) -> None:
    content = """\
        # What we ask {#asked}

        ::: {.recommendation theme=law answers="*"}
        Adopt a law.
        :::

        ::: {.recommendations answers="*"}
        - []{theme=data}Collect data.
        - []{theme=plans}Plan.
        :::
        """
    own = layout("id: recs, title: Recs, takes: {generated: recommendations}", OPTIONS)
    folder = dossier(tmp_path, content, settings=THEMES % "", layout=own)
    assert printed(folder) == [
        "# Recs",
        "## Laws",
        "Adopt a law.",
        "## Data",
        "Collect data.",
        "## Plans",
        "Plan.",
    ]


@pytest.mark.parametrize(
    ("own_themes", "titles"),
    [
        (
            "plans: Planning, more: More, law: Our laws, data: Data",
            ["Planning", "Our laws", "Data"],
        ),
        ("plans: Planning, law: Our laws", ["Our laws", "Data", "Planning"]),
    ],
)
def test_a_submission_that_names_all_themes_gives_their_order(
    tmp_path: Path, own_themes: str, titles: list[str]
) -> None:
    settings = f"""\
        title: A test
        themes: {{law: Laws, data: Data, plans: Plans}}
        submissions:
          report: {{layout: layout.yaml, themes: {{{own_themes}}}}}
        """
    content = "# What we ask {#asked}\n" + "".join(
        f'\n::: {{.recommendation theme={theme} answers="*"}}\nAct.\n:::\n'
        for theme in ("data", "law", "plans")
    )
    own = layout("id: recs, title: Recs, takes: {generated: recommendations}", OPTIONS)
    lines = printed(dossier(tmp_path, content, settings=settings, layout=own))
    assert [line[3:] for line in lines if line.startswith("## ")] == titles


RUNNING = """\
    ::: {.recommendations #all answers="*"}
    The State should act.

    - []{#adopt}Adopt a law.[@report-a]
    - Fund it:

      - this year,
      - next year.
    - Say what is done.
    - Ask children.
    :::
    """


def test_a_layout_may_print_the_items_of_a_list_as_running_text(tmp_path: Path) -> None:
    own = layout(
        "id: recs, title: Recs, takes: {generated: recommendations}",
        OPTIONS.replace("recommendations: {many: bullet, one: plain}", "recommendations: running"),
    )
    folder = dossier(tmp_path, RUNNING, settings=THEMES % "", layout=own, sources=SOURCES)
    assert printed(folder)[:6] == [
        "# Recs",
        "The State should act.",
        "Adopt a law.[1] Fund it:",
        "    - this year,",
        "    - next year.",
        "Say what is done. Ask children.",
    ]


def test_running_recommendations_name_their_evidence_each(tmp_path: Path) -> None:
    own = ASKING.replace("many: bullet, one: plain", "many: running, one: plain")
    folder = dossier(tmp_path, ASKS, settings=THEMES % "references: item", layout=own)
    assert "Adopt a law (para. 1). Fund it (paras. 1 and 2)." in printed(folder)


def test_a_theme_that_is_not_registered_prints_its_id_after_the_others(tmp_path: Path) -> None:
    content = """\
        ::: {.recommendation theme=other answers="*"}
        One.
        :::

        ::: {.recommendation theme=law answers="*"}
        Two.
        :::
        """
    own = layout("id: recs, title: Recs, takes: {generated: recommendations}", OPTIONS)
    folder = dossier(tmp_path, content, settings=THEMES % "", layout=own)
    assert printed(folder) == ["# Recs", "## Laws", "Two.", "## other", "One."]


def test_a_section_may_name_its_references_otherwise(tmp_path: Path) -> None:
    own = ASKING.replace("title: Recs,", "title: Recs, references: item,")
    folder = dossier(tmp_path, ASKS, settings=THEMES % "references: theme", layout=own)
    assert "    - Adopt a law (para. 1)." in printed(folder)
    assert "## Laws" in printed(folder)


# --- layouts and mechanisms of one's own ----------------------------------------------


def test_a_layout_of_the_dossier_may_lie_in_a_folder_of_it(tmp_path: Path) -> None:
    settings = "title: A test\nsubmissions:\n  report: {layout: own/form.yaml}\n"
    folder = dossier(tmp_path, "A\n", settings=settings)
    (folder / "own").mkdir()
    (folder / "layout.yaml").rename(folder / "own" / "form.yaml")
    assert printed(folder) == ["1. A"]


def test_a_mechanism_of_the_dossier_has_its_own_limits(tmp_path: Path) -> None:
    settings = "title: A test\nsubmissions:\n  report: {layout: layout.yaml, mechanism: own.yaml}\n"
    own = """\
        id: own
        title: Own
        series: Submission
        procedure: {en: Own procedure, fr: Procédure}
        rules:
          words: {value: 3, source: {title: Example rules, dated: "2020"}, confidence: secondary, \
checked: 2026-01-02}
        """
    outcome = run(dossier(tmp_path, "One two three four.\n", settings=settings, own_yaml=own))
    (finding,) = outcome.findings
    assert (finding.code, finding.severity.value) == ("SK202", "warning")
    assert finding.authority == "Example rules (2020); secondary, checked 2026-01-02"
    assert only(outcome).subject == "Own procedure"


def test_faults_of_a_layout_are_found_at_their_places(tmp_path: Path) -> None:
    own = """\
        id: own
        titel: Own
        options:
          colour: {choices: [red], default: red}
        sections:
          - {id: law, takes: {kind: [gapp]}}
        """
    outcome = run(dossier(tmp_path, "A\n", layout=own))
    assert places(outcome) == [
        "layout.yaml:1:1 SK007",
        "layout.yaml:2:1 SK005",
        "layout.yaml:4:3 SK006",
        "layout.yaml:6:30 SK006",
    ]
    assert outcome.submissions == []
