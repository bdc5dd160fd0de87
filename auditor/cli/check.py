"""`auditor check`: audit files and exit by the verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
from msgspec.structs import replace

from auditor.cli.options import Request, data_options, requests

if TYPE_CHECKING:
    from auditor.auditing import Engine
    from auditor.config import Config
    from auditor.gaps import Gaps
    from auditor.loaders import Plan
    from auditor.model import Report


@click.command()
@click.argument("paths", nargs=-1)
@data_options
@click.option(
    "-f", "--format", "formats", multiple=True, default=("terminal",), metavar="FORMAT[:PATH]",
    help="The report's format; may be repeated. Without a path it goes to standard output.",
)  # fmt: skip
@click.option("-q", "quiet", is_flag=True, help="Only the verdict; a GO is one line.")
@click.option("-v", "verbose", is_flag=True, help="Every finding with its places.")
@click.option("--full", is_flag=True, help="List every place, without a cap.")
@click.option("--color/--no-color", default=None, help="Colours; else as the terminal can.")
@click.option(
    "--strict", is_flag=True, help="A check that could not run, or a missing baseline, is an error."
)
@click.option(
    "--engine",
    type=click.Choice(["serial", "processes", "ray"]),
    help="How the work is divided; else by the size of the data.",
)
@click.option("--ray-address", metavar="HOST:PORT", help="The Ray cluster; else one is started here.")
@click.option("--no-cache", is_flag=True, help="Audit anew what has not changed since the last time.")
@click.option("--timings", is_flag=True, help="Where the time goes: CPU seconds of every part.")
@click.option("--exit-zero", is_flag=True, help="Exit 0 on NO-GO too.")
def command(
    paths: tuple[str, ...],
    formats: tuple[str, ...],
    quiet: bool,
    verbose: bool,
    full: bool,
    color: bool | None,
    strict: bool,
    engine: Engine | None,
    ray_address: str | None,
    no_cache: bool,
    timings: bool,
    exit_zero: bool,
    **options: Any,
) -> None:
    """Audit the data files PATHS: files, folders, globs, or - for standard input.

    Without PATHS, the data sets of the configuration are audited, each for itself.
    """
    wanted = requests(paths, options)

    from auditor.cli import gaps
    from auditor.cli.output import write
    from auditor.cli.screen import view

    detail = -1 if quiet else 2 if full else 1 if verbose else 0
    codes = []
    for request in wanted:
        config = request.config
        config = replace(
            config,
            strict=strict or config.strict,
            max_places=0 if full else config.max_places,
            timings=timings,
        )
        _warn(config)
        picks = any(item.startswith(("json", "html")) for item in formats)
        where = {"engine": "ray" if ray_address else engine or "", "address": ray_address or ""}
        report, left_out = _answer(replace(request, config=config), picks, no_cache, where)
        write(report, formats, view(detail, color, request.name if len(wanted) > 1 else ""))
        codes.append(_exit_code(report, config))
        gaps.tell(left_out)
    worst = max(codes)
    raise click.exceptions.Exit(0 if exit_zero and worst == 1 else worst)


def _warn(config: Config) -> None:
    """Say that a gate would always be open."""
    if config.minimum == 0:
        from auditor.catalog import can_block

        if not can_block(config):
            click.echo("auditor: with these settings the answer can never be NO-GO", err=True)


def _warn_of_formats(plan: Plan) -> None:
    """Say that files which look like different data sets are taken for one."""
    from auditor.formats import UNKNOWN

    known = (file.format for file in plan.files if file.split == "train" and file.format != UNKNOWN)
    formats = dict.fromkeys(known)  # of the others INP007 tells
    if len(formats) > 1:
        told = f"files of different formats ({', '.join(formats)}) are audited as one training set"
        click.echo(f"auditor: {told}; auditor init writes a data set for each", err=True)


def _answer(request: Request, picks: bool, no_cache: bool, where: dict[str, Any]) -> tuple[Report, Gaps]:
    """The report of one data set and what it leaves out: that of an earlier run where nothing has changed."""
    from auditor import loaders
    from auditor.cli import cache
    from auditor.gaps import Gaps

    plan = loaders.plan(request.inputs, request.config)
    if not request.name:
        _warn_of_formats(plan)
    key = "" if no_cache else cache.key(plan, request.config, picks)
    if known := cache.get(key):
        return known, Gaps()

    from auditor import auditing
    from auditor.allocator import collect_rarely, keep_freed_memory
    from auditor.cli.progress import progress
    from auditor.reporters.escape import visible

    keep_freed_memory()
    collect_rarely()
    with progress() as told:
        audit = auditing.audit(
            request.inputs, request.config, request.jobs, progress=told, plan=plan, **where
        )
        report = audit.report()
    if audit.indexed:
        click.echo(f"auditor: {visible(audit.indexed)}", err=True)
    if picks:
        from auditor.cli.shots import with_picks

        report = with_picks(request, audit, report)
    cache.put(key, report)
    return report, audit.gaps


def _exit_code(report: Report, config: Config) -> int:
    """0 GO, 1 NO-GO, 2 where a check could not run and none may be missing."""
    if not report.run.complete or (config.strict and report.run.not_run):
        return 2
    return 0 if report.ok else 1
