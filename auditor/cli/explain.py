"""`auditor explain`: a rule's documentation, or the list of rules."""

from __future__ import annotations

import click

from auditor.errors import UsageError


@click.command()
@click.argument("code", required=False)
def command(code: str | None) -> None:
    """Explain the rule CODE; without a code, list all rules."""
    from auditor.catalog import catalog

    entries = catalog()
    if code is None:
        for entry in entries.values():
            rule = entry.rule
            click.echo(f"{rule.code}  {rule.name:<34} {rule.severity:<8} {rule.summary}")
        return
    if code.upper() not in entries:
        raise UsageError(f"no rule {code!r}; all rules: auditor explain")
    entry = entries[code.upper()]
    click.echo(f"# {entry.rule.code} {entry.rule.name}\n\n{entry.text}")
