"""`auditor report`: render a saved JSON report again, in any format."""

from __future__ import annotations

from pathlib import Path

import click

from auditor.errors import InputError


@click.command()
@click.argument("path")
@click.option(
    "-f", "--format", "formats", multiple=True, default=("terminal",), metavar="FORMAT[:PATH]",
    help="The report's format; may be repeated. Without a path it goes to standard output.",
)  # fmt: skip
@click.option("-q", "quiet", is_flag=True, help="Only the verdict; a GO is one line.")
@click.option("-v", "verbose", is_flag=True, help="Every finding with its places.")
@click.option("--full", is_flag=True, help="Every place that the JSON report holds.")
@click.option("--color/--no-color", default=None, help="Colours; else as the terminal can.")
def command(
    path: str, formats: tuple[str, ...], quiet: bool, verbose: bool, full: bool, color: bool | None
) -> None:
    """Render the JSON report PATH again; exits by its verdict, like check."""
    from auditor.cli.output import write
    from auditor.cli.screen import view
    from auditor.guard import described
    from auditor.reporters.saved import load

    try:
        text = Path(path).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: {error}") from error
    report = load(text, path)
    try:
        write(report, formats, view(-1 if quiet else 2 if full else 1 if verbose else 0, color))
    except (ArithmeticError, LookupError, TypeError, ValueError) as error:  # measures of another kind
        raise InputError(f"{path}: cannot be shown: {described(error)}") from error
    raise click.exceptions.Exit(2 if not report.run.complete else 0 if report.ok else 1)
