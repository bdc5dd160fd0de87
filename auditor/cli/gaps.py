"""What an audit left out: said on standard error, and never taken for an answer."""

from __future__ import annotations

import click

from auditor.errors import InputError
from auditor.gaps import Gaps
from auditor.reporters import escape


def tell(gaps: Gaps) -> bool:
    """Say what is missing; returns whether something is, which makes the exit code 2."""
    for line in _lines(gaps):
        click.echo(f"auditor: {escape.line(line)}", err=True)
    return bool(gaps.words())


def refuse(gaps: Gaps) -> None:
    """For commands that write: raises InputError when something is missing."""
    if gaps.words():
        raise InputError("; ".join(_lines(gaps)))


def _lines(gaps: Gaps) -> list[str]:
    lines = [f"{path}: {reason}" for path, reason in gaps.unread]
    return lines + [f"{code} could not be checked (see “not run”)" for code in gaps.failed]
