"""A new form by copying a layout and changing it, without Python."""

from __future__ import annotations

import shutil
from pathlib import Path

from dossiers import shadowkit, text
from produced import EXAMPLE
from shadowkit import resources


def test_a_copied_layout_with_other_sections_titles_and_choices_works(tmp_path: Path) -> None:
    folder = tmp_path / "dossier"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("build"))
    shipped = resources.text("templates", "layouts", "ecpat-upr.yaml")
    own = (
        shipped.replace("id: ecpat-upr", "id: our-form")
        .replace("default: collected", "default: inline")
        .replace("headings: [none, none, none]", "headings: [upper-roman, none, none]")
        .replace("title: {en: Recommendations}", "title: {en: What we ask}")
    )
    sections = own[: own.index("sections:")] + (
        "sections:\n"
        "  - id: law-and-bodies\n"
        "    title: {en: Law and the bodies that apply it}\n"
        "    takes: [{section: legal-framework}, {section: coordination}]\n"
        "  - {id: gaps, title: {en: What is missing}, takes: {kind: [gap]}, forms: {gap: bullet}}\n"
        "  - {id: asked, title: {en: What we ask}, takes: {section: recommendations}}\n"
    )
    (folder / "our-form.yaml").write_text(sections, encoding="utf-8")
    settings = folder / "shadowkit.yaml"
    settings.write_text(
        settings.read_text(encoding="utf-8")
        .partition("  # ---- ")[0]
        .replace("layout: ecpat-upr", "layout: our-form.yaml")
        .replace(
            "options: {numbering: paragraphs, recommendations: collected, references: theme, "
            "implementation-table: table}",
            "options: {numbering: paragraphs, recommendations: inline, references: item}",
        ),
        encoding="utf-8",
    )
    for file in (folder / "content").rglob("*.md"):
        head, _, rest = file.read_text(encoding="utf-8").partition("\n")
        if "only=" in head and "upr-joint" not in head:
            file.unlink()
            continue
        head = head.replace(' only="upr-joint overview opsc"', "")
        rest = rest.replace("{not=overview}", "{only=upr-joint}")
        file.write_text(f"{head}\n{rest}", encoding="utf-8")

    printed = text(folder)
    assert [line for line in printed.split("\n") if line.startswith("# ")] == [
        "# I Law and the bodies that apply it",
        "# II What is missing",
        "# III Recommendations to the Government",
    ]
    assert "## Legal framework" in printed
    assert "Ratify the Convention on Cybercrime of the CoE (para. " in printed
    built = shadowkit("build", folder, "--draft", "-q", "-f", "docx,html")
    assert built.code == 0, built.err
    assert built.out.count("wrote ") == 3
