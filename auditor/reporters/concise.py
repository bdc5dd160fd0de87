"""One line a place, as linters print: path, line, rule, message. Nothing where nothing was found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.model import Finding, Place, Report, Severity
from auditor.reporters.escape import ascii_only, visible
from auditor.reporters.view import View

MOST = 10  # places of one rule in one file, unless all are asked for
COLORS = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[1;33m", Severity.INFO: "\x1b[1;34m"}
PLAIN = "\x1b[0m"


def render(report: Report, view: View) -> str:
    """The places of all findings in the order of files and lines; a finding without places is left out."""
    text = "".join(f"{line}\n" for line in _lines(report.findings, view))
    return ascii_only(text) if view.ascii else text


def _lines(findings: Sequence[Finding], view: View) -> Iterator[str]:
    shown = [(place, finding) for finding in findings for place in finding.places]
    shown.sort(key=lambda item: (item[0].at.path, item[0].at.line, item[1].rule.code))
    told: dict[tuple[str, str], int] = {}
    for place, finding in shown:
        key = (place.at.path, finding.code)
        told[key] = told.get(key, 0) + 1
        if told[key] <= MOST or view.detail > 1:
            yield _line(place, finding, view)
    for (path, code), number in sorted(told.items()):
        if number > MOST and view.detail <= 1:
            yield f"{visible(path)}: {code}: {number - MOST:,} more places"


def _line(place: Place, finding: Finding, view: View) -> str:
    rule = finding.rule
    code = f"{COLORS[rule.severity]}{rule.code}{PLAIN}" if view.color else rule.code
    where = f"{visible(place.at.path)}:{place.at.line}: "
    line = f"{rule.name}: {visible(place.message or finding.message)}"
    if place.evidence:
        line += f" | {visible(place.evidence)}"
    return f"{where}{code} {line}"
