"""`auditor check`: audit files and exit by the verdict."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import click

from auditor.config import TASKS, Config, Fields
from auditor.errors import UsageError


@click.command()
@click.argument("paths", nargs=-1)
@click.option("--task", type=click.Choice(TASKS), help="What the model is to learn; guessed when not given.")
@click.option("--input-format", metavar="NAME", help="The format of the records; detected when not given.")
@click.option("--input", "input_field", metavar="FIELD", help="The field that holds the input.")
@click.option("--output", "output_field", metavar="FIELD", help="The field that holds the output.")
@click.option("--label", "label_field", metavar="FIELD", help="The field that holds the label.")
@click.option("--split", "splits", metavar="NAME=PATH", multiple=True, help="Files of another split.")
@click.option("--delimiter", metavar="CHAR", help="The delimiter of a table; detected when not given.")
@click.option(
    "--min", "minimum", type=int, metavar="N", help="Usable examples needed; the task's by default."
)
@click.option("--ideal", type=int, metavar="N", help="Usable examples wished for; the task's by default.")
@click.option("--select", metavar="CODES", default="", help="Only these rules: codes, families or prefixes.")
@click.option("--ignore", metavar="CODES", default="", help="Not these rules.")
@click.option(
    "-f", "--format", "formats", multiple=True, default=("terminal",), metavar="FORMAT[:PATH]",
    help="The report's format; may be repeated. Without a path it goes to standard output.",
)  # fmt: skip
@click.option("-q", "quiet", is_flag=True, help="Only the verdict.")
@click.option("-v", "verbose", is_flag=True, help="Every finding with its places.")
@click.option("--color/--no-color", default=None, help="Colours; by default as the terminal can.")
@click.option("--full", is_flag=True, help="List every place, without a cap.")
@click.option("--exit-zero", is_flag=True, help="Exit 0 on NO-GO too.")
@click.option("--jobs", type=int, default=1, metavar="N", help="Worker processes.")
def command(
    paths: tuple[str, ...],
    splits: tuple[str, ...],
    input_field: str | None,
    output_field: str | None,
    label_field: str | None,
    select: str,
    ignore: str,
    formats: tuple[str, ...],
    quiet: bool,
    verbose: bool,
    color: bool | None,
    full: bool,
    exit_zero: bool,
    jobs: int,
    **settings: Any,
) -> None:
    """Audit the data files PATHS: files, folders, globs, or - for standard input."""
    from auditor import auditing
    from auditor.cli.output import write
    from auditor.cli.screen import view

    inputs = [(path, "train") for path in paths] + [_split(item) for item in splits]
    if not inputs:
        raise UsageError("no data files given; try: auditor check train.jsonl")
    config = Config(
        fields=Fields(input_field, output_field, label_field),
        select=_codes(select),
        ignore=_codes(ignore),
        max_places=0 if full else 1000,
        task_source="option" if settings["task"] else "inferred",
    )
    config = replace(config, **{name: value for name, value in settings.items() if value is not None})
    report = auditing.run(inputs, config, jobs)
    detail = -1 if quiet else 2 if full else 1 if verbose else 0
    write(report, formats, view(detail, color))
    raise click.exceptions.Exit(0 if report.ok or exit_zero else 1)


def _split(item: str) -> tuple[str, str]:
    name, equals, path = item.partition("=")
    if not (name and equals and path):
        raise UsageError(f"--split takes NAME=PATH, not {item!r}")
    return path, name


def _codes(text: str) -> tuple[str, ...]:
    return tuple(code.strip().upper() for code in text.split(",") if code.strip())
