"""The places of a report as JSON Lines, one a line, for tools that read streams."""

from __future__ import annotations

import json
from collections.abc import Iterator

from auditor.model import Finding, Report
from auditor.reporters.json_report import finding_document
from auditor.reporters.view import View


def render(report: Report, view: View) -> str:
    """One line per place, each with its rule's code, name, severity and message."""
    lines = (line for finding in report.findings for line in _lines(finding))
    return "".join(line + "\n" for line in lines)


def _lines(finding: Finding) -> Iterator[str]:
    document = finding_document(finding)
    head = {key: document[key] for key in ("code", "name", "severity", "confidence", "drops", "fix")}
    for place in document["places"] or [{"path": None, "line": None, "row": None}]:
        yield json.dumps({**head, "finding": finding.message, **place}, ensure_ascii=True)
