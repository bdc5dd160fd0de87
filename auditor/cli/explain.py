"""`auditor explain`: a rule's documentation, the list of rules, or what a target reads."""

from __future__ import annotations

import click

from auditor.errors import UsageError


@click.command()
@click.argument("code", metavar="[RULE]", required=False)
@click.option("--target", metavar="NAME", help="What is known of a provider or trainer; `list` for all.")
def command(code: str | None, target: str | None) -> None:
    """Explain a RULE, given by its code or name; list those of a family such as NOI, or all rules."""
    if target:
        _explain_target(target)
        return
    from auditor.catalog import catalog

    wanted = (code or "").strip()
    for entry in catalog().values():
        if wanted.upper() == entry.rule.code or wanted.lower() == entry.rule.name:
            click.echo(f"# {entry.rule.code} {entry.rule.name}\n\n{entry.text}")
            _show_repair(entry.rule.code)
            return
    rules = [entry.rule for entry in catalog().values() if entry.rule.code.startswith(wanted.upper())]
    if not rules:
        raise UsageError(f"no rule {code!r}; all rules: auditor explain")
    for rule in rules:
        click.echo(f"{rule.code}  {rule.name:<34} {rule.severity:<8} {rule.summary}")


def _show_repair(code: str) -> None:
    from auditor.repair.examples import before_and_after, title

    if lines := before_and_after(code):
        click.echo("\n".join((f"\n{title(code)}", *(f"    {line}" for line in lines))))


def _explain_target(name: str) -> None:
    from auditor import targets
    from auditor.targets.describe import describe

    if name == "list":
        for profile in map(targets.profile, targets.names()):
            click.echo(f"{profile.name:<16} {profile.title} (checked {profile.checked})")
    else:
        click.echo(describe(targets.profile(name)), nl=False)
