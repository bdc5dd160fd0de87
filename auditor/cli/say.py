"""What a command tells besides its report: names and labels in it come from the data."""

from __future__ import annotations

import click

from auditor.reporters import escape


def say(text: str, err: bool = False) -> None:
    """Print lines, each with whatever would steer a terminal or a CI job spelled out."""
    for line in text.split("\n"):
        click.echo(escape.line(line), err=err)
