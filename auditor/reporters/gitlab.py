"""GitLab code quality: a JSON array with one entry per place."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from auditor.model import Finding, Report, Severity
from auditor.reporters.escape import relative, visible
from auditor.reporters.house_style import kept
from auditor.reporters.view import View

SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.INFO: "info"}


def render(report: Report, view: View) -> str:
    """The report as gl-code-quality-report.json; without a byte-order mark, as GitLab asks."""
    entries = [entry for finding in report.findings for entry in _entries(finding, report)]
    entries += _style(report)
    return json.dumps(entries, indent=1, ensure_ascii=True) + "\n"


def _entries(finding: Finding, report: Report) -> Iterator[dict[str, Any]]:
    code, severity = finding.code, finding.rule.severity
    for place in finding.places:
        words = place.message or finding.message
        text = f"{words}: {place.evidence}" if place.evidence else words
        # copies of a row share their fingerprint; GitLab wants each entry's own
        own = f"{code} {place.fingerprint} {place.at.path}:{place.at.line} {place.field}"
        yield _entry(code, severity, text, place.at.path, place.at.line, own)
    if not finding.places:
        path = report.run.files[0].path
        yield _entry(code, severity, finding.message, path, 1, f"{path} {code}")


def _style(report: Report) -> Iterator[dict[str, Any]]:
    """How well the house style is kept; its fingerprint stays, so that no merge request shows it as new."""
    if told := kept(report):
        path = report.run.files[0].path
        yield _entry("style-adherence", Severity.INFO, told, path, 1, f"{path} style-adherence")


def _entry(name: str, severity: Severity, text: str, path: str, line: int, identity: str) -> dict[str, Any]:
    return {
        "description": visible(text),
        "check_name": f"auditor/{name}",
        "fingerprint": hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest(),
        "severity": SEVERITIES[severity],
        "location": {"path": relative(path), "lines": {"begin": line}},
    }
