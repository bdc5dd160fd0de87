"""The places of a report as JSON Lines, one a line, for tools that read streams."""

from __future__ import annotations

import json
from collections.abc import Iterator

from auditor.model import Finding, Report, Severity
from auditor.reporters.house_style import adherence, kept
from auditor.reporters.json_report import finding_document
from auditor.reporters.view import View


def render(report: Report, view: View) -> str:
    """One line per place, each with its rule's code, name, severity and message; last the house style."""
    lines = [line for finding in report.findings for line in _lines(finding)]
    return "".join(line + "\n" for line in [*lines, *_style(report)])


def _lines(finding: Finding) -> Iterator[str]:
    document = finding_document(finding)
    head = {key: document[key] for key in ("code", "name", "severity", "confidence", "drops", "fix")}
    for place in document["places"] or [{"path": None, "line": None, "row": None}]:
        yield json.dumps({**head, "finding": finding.message, **place}, ensure_ascii=True)


def _style(report: Report) -> Iterator[str]:
    """How well the house style is kept, under the keys of a place, with no code and no line."""
    if told := kept(report):
        line = dict.fromkeys(("code", "name", "severity", "finding", "path", "line", "row"))
        line |= {"name": "style-adherence", "severity": Severity.INFO, "finding": told}
        yield json.dumps({**line, "value": adherence(report)}, ensure_ascii=True)
