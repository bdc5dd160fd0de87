"""Annotations for GitHub Actions: one a rule, at most ten errors and ten warnings, as many as are shown.

The limits are those of docs.github.com, "Workflow commands": 10 errors and 10 warnings a step.
"""

from __future__ import annotations

from auditor.model import Finding, Report, Severity
from auditor.reporters.escape import relative, visible, workflow_data, workflow_property
from auditor.reporters.house_style import kept
from auditor.reporters.plain import amount, beside, other_excerpt, ranked, reason_text, recommendation, word
from auditor.reporters.view import View

MOST = 10
COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: Report, view: View) -> str:
    """The verdict first, then one workflow command per rule with its first place."""
    verdict = report.verdict
    reasons = [reason_text(report, reason) for reason in verdict.reasons]
    told = "; ".join(filter(None, [*reasons, kept(report)]))
    command = "notice" if verdict.ok else "error"
    text = workflow_data(visible(f"{recommendation(verdict)}: {told}"))
    lines = [f"::{command} title=auditor {word(verdict)}::{text}"]
    if report.run.unread:
        path, reason = report.run.unread[0]
        more = f" (and {len(report.run.unread) - 1:,} more)" if len(report.run.unread) > 1 else ""
        text = workflow_data(visible(f"{path}: {reason}{more}"))
        lines.append(f"::error title=auditor could not read an input::{text}")
    for severity in COMMANDS:
        findings = [finding for finding in ranked(report) if finding.rule.severity is severity]
        room = MOST - (len(lines) if severity is Severity.ERROR and not verdict.ok else 0)
        shown = findings if len(findings) <= room else findings[: room - 1]
        lines += [_annotation(finding) for finding in shown]
        if len(findings) > len(shown):
            more = f"+{len(findings) - len(shown)} more rules; the job summary has them all"
            lines.append(f"::{COMMANDS[severity]} title=auditor::{more}")
    return "".join(line + "\n" for line in lines)


def _annotation(finding: Finding) -> str:
    rule = finding.rule
    title = workflow_property(f"auditor {rule.code} {rule.name}")
    where, text = "", f"{finding.message} ({amount(finding)})" if amount(finding) else finding.message
    if finding.places:
        place = finding.places[0]
        where = f",file={workflow_property(relative(place.at.path))},line={place.at.line}"
        text += f"\nfirst: {place.message} {place.evidence}".rstrip()
        text += f"\n= {beside(place)} {other_excerpt(place)}".rstrip() if place.related else ""
    return f"::{COMMANDS[rule.severity]} title={title}{where}::{workflow_data(_one_by_one(text))}"


def _one_by_one(text: str) -> str:
    return "\n".join(visible(line) for line in text.split("\n"))
