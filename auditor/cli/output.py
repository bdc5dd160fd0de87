"""Reports to standard output and to files."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from auditor import reporters
from auditor.atomic import write_text
from auditor.errors import UsageError
from auditor.model import Report
from auditor.reporters.view import View


def write(report: Report, formats: Sequence[str], view: View) -> None:
    """Write the report in every wanted FORMAT[:PATH]; at most one may go to standard output.

    The view has a name where several data sets are audited; it then becomes part of the file names.
    """
    targets = [_target(item, view.name) for item in formats]
    if sum(not path for _, path in targets) > 1:
        raise UsageError(
            "only one --format can go to standard output; give the others a path: json:report.json"
        )
    texts = [(path, reporters.render(report, name, view)) for name, path in targets]
    for path, text in texts:
        if path:
            write_text(path, text)
    for path, text in texts:
        if not path:
            sys.stdout.write(text)
            sys.stdout.flush()


def _target(item: str, name: str) -> tuple[str, str]:
    format_name, _, path = item.partition(":")
    if path and name:
        root, dot, suffix = path.rpartition(".")
        path = f"{root}-{name}.{suffix}" if dot else f"{path}-{name}"
    return format_name, path
