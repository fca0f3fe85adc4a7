"""`shadowkit explain`"""

from __future__ import annotations

import click

from shadowkit.cli.common import EnvironmentFault
from shadowkit.diagnostics import closest_code


@click.command("explain")
@click.argument("code", required=False)
def command(code: str | None) -> None:
    """Explain the code of a finding: what it means, why it matters, how to mend it.
    Without a code, list all.

    \b
    Example:  shadowkit explain SK101
    """
    from shadowkit.pipeline import rules

    known = rules()
    if code is None:
        for rule in known.values():
            off = "" if rule.default else " (off unless asked for)"
            click.echo(f"{rule.code}  {rule.severity.value:<8} {rule.name}{off}")
        return
    by_name = {rule.name: rule for rule in known.values()}
    found = known.get(code.upper()) or by_name.get(code.lower())
    if found is None:
        near = closest_code(code, known)
        hint = f"Did you mean `{near}`?" if near else "`shadowkit explain` lists all codes."
        raise EnvironmentFault(f"There is no finding `{code}`. {hint}")
    click.echo(f"{found.code} {found.name} ({found.severity.value})\n\n{found.doc}")
    if not found.default:
        click.echo(f"\nOff unless asked for: shadowkit check --select {found.code}")
