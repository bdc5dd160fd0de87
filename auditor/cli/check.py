"""`auditor check`: audit files and exit by the verdict."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import click

from auditor.cli.options import data_options, request


@click.command()
@click.argument("paths", nargs=-1)
@data_options
@click.option(
    "-f", "--format", "formats", multiple=True, default=("terminal",), metavar="FORMAT[:PATH]",
    help="The report's format; may be repeated. Without a path it goes to standard output.",
)  # fmt: skip
@click.option("-q", "quiet", is_flag=True, help="Only the verdict.")
@click.option("-v", "verbose", is_flag=True, help="Every finding with its places.")
@click.option("--full", is_flag=True, help="List every place, without a cap.")
@click.option("--color/--no-color", default=None, help="Colours; else as the terminal can.")
@click.option(
    "--strict", is_flag=True, help="A check that could not run, or a missing baseline, is an error."
)
@click.option("--exit-zero", is_flag=True, help="Exit 0 on NO-GO too.")
def command(
    paths: tuple[str, ...],
    formats: tuple[str, ...],
    quiet: bool,
    verbose: bool,
    full: bool,
    color: bool | None,
    strict: bool,
    exit_zero: bool,
    **options: Any,
) -> None:
    """Audit the data files PATHS: files, folders, globs, or - for standard input."""
    wanted = request(paths, options)

    from auditor import auditing
    from auditor.cli.output import write
    from auditor.cli.screen import view

    config = wanted.config
    config = replace(config, strict=strict or config.strict, max_places=0 if full else config.max_places)
    report = auditing.run(wanted.inputs, config, wanted.jobs)
    detail = -1 if quiet else 2 if full else 1 if verbose else 0
    write(report, formats, view(detail, color))
    if config.strict and report.run.not_run:
        raise click.exceptions.Exit(2)
    raise click.exceptions.Exit(0 if report.ok or exit_zero else 1)
