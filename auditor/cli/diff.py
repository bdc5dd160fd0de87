"""`auditor diff`: what changed between two data sets or two JSON reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
from msgspec.structs import replace

from auditor.cli.options import Request, data_options, request
from auditor.errors import InputError

if TYPE_CHECKING:
    from auditor.drift import Profile
    from auditor.model import Report
    from auditor.reporters.drift import Diff


@click.command()
@click.argument("old")
@click.argument("new")
@data_options
@click.option("--test", "test", metavar="FILE", help="The old test set: does it still cover the new data?")
@click.option("-f", "--format", "form", type=click.Choice(["text", "markdown", "json"]), default="text")
def command(old: str, new: str, test: str | None, form: str, **options: Any) -> None:
    """Compare OLD with NEW: two data sets, or two JSON reports of `auditor check -f json`.

    Exits with 1 when GO became NO-GO, else with 0.
    """
    from auditor.drift import compare
    from auditor.reporters.drift import Diff, render

    reports, missing = (_saved(old), _saved(new)), False
    if reports[0] and reports[1]:
        missing = not (reports[0].run.complete and reports[1].run.complete)
        diff = Diff(compare(reports[0], reports[1]))
    elif reports[0] or reports[1]:
        raise InputError(f"{old} and {new}: one is a report, the other is not")
    else:
        diff, missing = _data(request([old], options), request([new], options), test)
    click.echo(render(diff, form), nl=False)
    if missing:
        raise click.exceptions.Exit(2)
    raise click.exceptions.Exit(1 if diff.reports.worse else 0)


def _saved(path: str) -> Report | None:
    """The report in a file, None when the file holds data."""
    from auditor.reporters.saved import load

    try:
        with open(path, encoding="utf-8") as stream:
            start = stream.read(200)
            if not start.lstrip().startswith("{") or '"schema_version"' not in start:
                return None
            return load(start + stream.read(), path)
    except (OSError, UnicodeDecodeError):
        return None  # a folder, a glob, a compressed file: data, or an error that the audit explains


def _data(old: Request, new: Request, test: str | None) -> tuple[Diff, bool]:
    """Audit both with the task of the first, compare their rows, and say whether anything is missing."""
    from auditor import auditing
    from auditor.cli import gaps
    from auditor.drift import compare, coverage, row_changes, word_drift
    from auditor.reporters.drift import Diff

    first = auditing.audit(old.inputs, replace(old.config, max_places=0), old.jobs)
    before = first.report()
    config = replace(new.config, max_places=0, task=before.run.task, task_source=before.run.task_source)
    second = auditing.audit(new.inputs, config, new.jobs)
    after = second.report()
    incomplete = [gaps.tell(audit.gaps) for audit in (first, second)]
    was, now = _profile(old), _profile(new)
    covered = None
    if test:
        held_out = _profile(replace(new, inputs=((test, "train"),)))
        missing = sorted(now.labels - held_out.labels) if held_out.labels else []
        covered = coverage(was.texts(), now.texts(), held_out.texts(), missing)
    diff = Diff(compare(before, after), row_changes(was, now), tuple(word_drift(was, now)), covered)
    return diff, any(incomplete)


def _profile(wanted: Request) -> Profile:
    """Read all rows once."""
    from auditor import loaders
    from auditor.drift import Profile

    profile = Profile()
    for shard in loaders.shards(loaders.plan(wanted.inputs, wanted.config).files):
        for batch in loaders.read(shard, wanted.config):
            profile.observe(batch)
    return profile
