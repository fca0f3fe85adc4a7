"""`shadowkit count`"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from shadowkit.cli.common import (
    dossier_argument,
    format_option,
    opened,
    output_options,
    show_errors,
    submission_option,
)
from shadowkit.model.readings import readings

VERSION = 1
_BAR = 20
_PARTS = ("headings", "body", "tables")


@click.command("count")
@dossier_argument
@submission_option
@format_option("table", "json")
@output_options
def command(
    folder: Path | None, names: tuple[str, ...], format: str, quiet: bool, no_color: bool
) -> int:
    """Count words by section and part, and against the mechanism's limit under every
    plausible reading of what it counts.

    \b
    Example:  shadowkit count my-report
    """
    outcome = opened(folder, names)
    counted = [_counted(resolved) for resolved in outcome.submissions]
    if format == "json":
        click.echo(
            json.dumps({"version": VERSION, "submissions": counted}, ensure_ascii=False, indent=2)
        )
    else:
        for position, one in enumerate(counted):
            click.echo("\n" * bool(position) + _table(one), nl=False)
    if not quiet:
        show_errors(outcome)
    return int(not outcome.submissions)


def _counted(resolved: Any) -> dict[str, Any]:
    document, filing = resolved.document, resolved.filing
    mechanism = filing.mechanism
    rule = mechanism.rules.words if mechanism else None
    limit = None
    if mechanism and rule:
        limit = {
            "words": rule.value,
            "confidence": rule.confidence.value,
            "authority": rule.authority,
            "readings": [
                {"parts": r.name, "count": r.count, "words": r.words, "over": r.words > rule.value}
                for r in readings(mechanism, document.counts)
            ],
        }
    sections = []
    for counts in document.section_counts:
        layout = filing.layout.section(counts.id)
        budget = filing.settings.budgets.get(counts.id)
        if budget is None and rule and layout is not None and layout.budget:
            budget = round(rule.value * layout.budget)
        sections.append(
            {
                "id": counts.id,
                "title": counts.title,
                "words": {name: dict(parts) for name, parts in counts.counts.words.items()},
                "budget": budget,
            }
        )
    return {
        "submission": filing.name,
        "words": {name: dict(parts) for name, parts in document.counts.words.items()},
        "limit": limit,
        "sections": sections,
    }


def _table(one: dict[str, Any]) -> str:
    lines = [one["submission"], ""]
    width = max([len(section["title"]) for section in one["sections"]] + [8])
    width = min(width, 48)
    for section in one["sections"]:
        words = sum(section["words"]["word"].get(part, 0) for part in _PARTS)
        title = section["title"][:width]
        budget = section["budget"]
        bar = f"  {_bar(words, budget)} of {budget:,}" if budget else ""
        lines.append(f"  {title:<{width}} {words:>7,}{bar}")
    lines.append("")
    counts = list(one["words"])
    lines.append(f"  {'part':<{width}} " + "".join(f"{name:>13}" for name in counts))
    parts = sorted({part for name in counts for part in one["words"][name]})
    for part in parts:
        figures = "".join(f"{one['words'][name].get(part, 0):>13,}" for name in counts)
        lines.append(f"  {part:<{width}} {figures}")
    limit = one["limit"]
    if limit:
        lines += ["", f"  Limit: {limit['words']:,} words ({limit['authority']})"]
        named = [(f"{r['parts']}, as {r['count']} counts", r) for r in limit["readings"]]
        width = max(width, *(len(name) for name, _reading in named))
        for name, reading in named:
            mark = "over the limit" if reading["over"] else "within"
            lines.append(f"  {name:<{width}} {reading['words']:>7,}  {mark}")
    else:
        lines += ["", "  No word limit is known for this submission."]
    return "\n".join(lines) + "\n"


def _bar(words: int, budget: int) -> str:
    filled = min(_BAR, round(_BAR * words / budget)) if budget else 0
    return "[" + "#" * filled + "." * (_BAR - filled) + "]" + ("!" if words > budget else " ")
