"""`auditor explain`: a rule's documentation, the list of rules, or what a target reads."""

from __future__ import annotations

import click

from auditor.errors import UsageError


@click.command()
@click.argument("code", required=False)
@click.option("--target", metavar="NAME", help="What is known of a provider or trainer; `list` for all.")
def command(code: str | None, target: str | None) -> None:
    """Explain the rule CODE; without a code, list all rules."""
    if target:
        _explain_target(target)
        return
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


def _explain_target(name: str) -> None:
    from auditor import targets
    from auditor.targets.describe import describe

    if name == "list":
        for profile in map(targets.profile, targets.names()):
            click.echo(f"{profile.name:<16} {profile.title} (checked {profile.checked})")
    else:
        click.echo(describe(targets.profile(name)), nl=False)
