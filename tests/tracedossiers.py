"""A small dossier with every sort of link and hole that `trace` shows, in two languages."""

from __future__ import annotations

from pathlib import Path

from dossiers import LAYOUT, SOURCES, dossier, shadowkit

_SETTINGS = """\
    title: A test
    state: KEN
    submissions:
      report: {layout: layout.yaml, date: 2020}
      arabic: {layout: layout.yaml, language: ar, date: 2020}
    """
_LAYOUT = LAYOUT.replace("sections:", "forms: {recommendation: plain}\nsections:")
_CONTENT = """\
    # Law {#law}

    ::: {.gap #no-law comment="Ask the team"}
    The State has no law on shelters.[@report-a, p. 3]
    :::

    ::: {.development #plan}
    A plan was adopted, as @earlier:told-plan had asked.
    :::

    ::: {.gap #secret confidential=true}
    A witness said so.[@report-b]
    :::

    ::: {.gap #nothing-asked}
    Nobody asks for this.[@report-a]
    :::

    ::: {.recommendation #adopt answers="no-law plan" follows=told-law theme=law}
    =cmd|' /C calc'!A0: adopt a law.
    :::

    ::: {.recommendation #everywhere answers="secret"}
    Protect witnesses.
    :::

    ::: {.recommendation #baseless}
    Do more.
    :::
    """
_MORE = "# More {#more}\n\n::: {.gap #elsewhere only=arabic}\nNo budget.\n:::\n"
_REGISTER = """\
    - id: told-law
      number: "140.10"
      body: Human Rights Council
      source: report-b
      symbol: A/HRC/1/2
      text: Adopt a law on shelters.
      language: en
      by: [FRA]
      position: supported
      themes: [law]
      date: 2015
      assessment: {status: not, evidence: [no-law, elsewhere], comment: No bill is known.}
    - id: told-plan
      number: "140.11"
      text: {en: Adopt a plan., ar: اعتماد خطة.}
      date: 2015
      assessment: {status: implemented}
      relation: {replaces: [told-once]}
    - id: told-once
      paragraph: 12
      summary: -1 <script>alert("x")</script> of a plan
      language: en
      date: 2010
    - id: told-later
      text: Too late for this submission.
      date: 2021
    - id: told-others
      text: To another State.
      to: [UGA]
      date: 2015
    """


def traced_dossier(folder: Path) -> Path:
    """Writes it, with a review of its links and a change after that."""
    dossier(
        folder,
        {"10.md": _CONTENT, "20.md": _MORE},
        settings=_SETTINGS,
        layout=_LAYOUT,
        sources=SOURCES,
        recommendations_yaml=_REGISTER,
    )
    assert shadowkit("review", folder, "-q").code == 0
    text = folder / "content/10.md"
    changed = text.read_text("utf-8").replace("on shelters.[", "on any shelters.[")
    text.write_text(changed, "utf-8")
    return folder
