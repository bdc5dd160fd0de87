"""`auditor baseline`: accept the present findings by fingerprint."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click
from msgspec.structs import replace

from auditor.cli.options import data_options, request
from auditor.cli.say import say
from auditor.errors import InputError, UsageError

FILE = "auditor-baseline.json"


@click.command()
@click.argument("paths", nargs=-1)
@data_options
@click.option("-o", "--out", default=FILE, metavar="FILE", help=f"Where to write; {FILE} by default.")
@click.option("--reason", default="", metavar="TEXT", help="Why the findings are accepted.")
@click.option("--expires", default="", metavar="DATE", help="The last day, as 2027-01-31; else no end.")
@click.option("--prune", is_flag=True, help="Only take out entries that match nothing any more.")
def command(paths: tuple[str, ...], out: str, reason: str, expires: str, prune: bool, **options: Any) -> None:
    """Accept the findings that the data files PATHS have now.

    The file holds rules and fingerprints, no text of the data. Findings accepted before keep their reason.
    """
    wanted = request(paths, options)

    from auditor import auditing, baseline
    from auditor.atomic import write_text
    from auditor.cli import gaps

    _check_date(expires)
    known = baseline.load(out) if Path(out).exists() else ()
    config = replace(wanted.config, max_places=0, baseline="")
    audit = auditing.audit(wanted.inputs, config, wanted.jobs)
    gaps.refuse(audit.gaps)  # what is accepted for a file that was not read would be taken out
    report = audit.report()
    if report.counts.rows == report.counts.blank:
        names = ", ".join(file.path for file in report.run.files)
        raise InputError(f"{names}: there are no rows, so there is nothing to accept")
    present = baseline.of(report.findings, reason, expires)
    entries = baseline.updated(known, present, only_known=prune)
    write_text(out, baseline.dumps(entries))
    new = len({entry.key for entry in entries} - {entry.key for entry in known})
    gone = len({entry.key for entry in known} - {entry.key for entry in entries})
    places = sum(entry.count for entry in entries)  # equal rows share an entry
    told = f"{places:,} accepted places in {len(entries):,} entries"
    say(f"{out}: {told}, {new:,} of them new; {gone:,} taken out")


def _check_date(text: str) -> None:
    try:
        date.fromisoformat(text or "2000-01-01")
    except ValueError as error:
        raise UsageError(f"--expires takes a date such as 2027-01-31, not {text!r}") from error
