"""`auditor lint`: the rules that judge each row by itself, one line a place; for hooks and editors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click
from msgspec.structs import replace

from auditor.cli.options import data_options, for_files
from auditor.errors import InputError, UsageError

if TYPE_CHECKING:
    from auditor.cli.options import Request
    from auditor.config import Config
    from auditor.model import Report

ROW_FAMILIES = ("INP", "FMT", "NOI", "SEC", "PII", "STY004")
"""What can be said of a row without the others; a verdict needs the whole data set."""


@click.command()
@click.argument("paths", nargs=-1, required=True)
@data_options
@click.option("--strict", is_flag=True, help="Warnings fail too.")
@click.option("--full", is_flag=True, help="Every place, not ten a rule and file.")
@click.option("--color/--no-color", default=None, help="Colours; else as the terminal can.")
def command(paths: tuple[str, ...], strict: bool, full: bool, color: bool | None, **options: Any) -> None:
    """Look at the rows of PATHS one by one, and print a line for each problem: no count, no verdict.

    Exits with 1 when there is an error (with --strict, a warning), 2 when a file cannot be read. Files of a
    [[dataset]] in the configuration are read as it says. Prints nothing when nothing is wrong.
    """
    wanted = for_files(paths, options)

    from auditor import reporters
    from auditor.cli.screen import view

    found = []
    for request in wanted:
        if report := _audited(request, full):
            click.echo(reporters.render(report, "concise", view(2 if full else 0, color)), nl=False)
            found.append(report)
    if any(report.findings for report in found):
        click.echo(_summary(found))
    unread = len(found) < len(wanted) or not all(report.run.complete for report in found)
    raise click.exceptions.Exit(2 if unread else _exit_code(found, strict))


def _audited(request: Request, full: bool) -> Report | None:
    """One file, each for itself: what is said of it depends on no other. None when it cannot be read."""
    from auditor import auditing
    from auditor.reporters.escape import visible

    config = replace(_row_rules(request.config), max_places=0 if full else request.config.max_places)
    try:
        report = auditing.run(request.inputs, config, request.jobs)
    except InputError as error:
        click.echo(f"auditor: {visible(str(error))}", err=True)
        return None
    for path, reason in report.run.unread:
        click.echo(f"auditor: {visible(path)}: {visible(reason)}", err=True)
    return report


def _row_rules(config: Config) -> Config:
    """The configuration with the row rules that it selects, and no minimum."""
    from auditor.catalog import catalog

    families = (*ROW_FAMILIES, *(["STY001"] if config.style else []))  # a pinned style needs no other rows
    codes = tuple(code for code in catalog() if code.startswith(families) and config.selects(code))
    if not codes:
        raise UsageError(f"no rule that judges rows is selected; those are {', '.join(families)}")
    return replace(config, select=codes, ignore=(), minimum=0, ideal=0)


def _summary(reports: Sequence[Report]) -> str:
    """How many rows of how many files, and what to do about it."""
    findings = [finding for report in reports for finding in report.findings]
    files = {place.at.path for finding in findings for place in finding.places}
    counts = {
        level: sum(f.count for f in findings if f.rule.severity == level) for level in ("error", "warning")
    }
    counted = " and ".join(
        f"{number:,} {level}{'' if number == 1 else 's'}" for level, number in counts.items() if number
    )
    read = sum(len(report.run.files) for report in reports)
    worst = min(findings, key=lambda finding: (finding.rule.severity != "error", finding.code))
    of = f"{len(files):,} of {read:,} file{'' if read == 1 else 's'}"
    return f"{counted or 'remarks'} in {of}; what a rule means: auditor explain {worst.rule.code}"


def _exit_code(reports: Sequence[Report], strict: bool) -> int:
    levels = ("error", "warning") if strict else ("error",)
    return int(any(f.rule.severity in levels for report in reports for f in report.findings))
