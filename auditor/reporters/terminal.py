"""The report for people at a terminal: funnel, findings grouped by rule, and the verdict last."""

from __future__ import annotations

from auditor.model import Finding, Report


def render(report: Report) -> str:
    """The report as plain text, at most about 40 lines before the verdict."""
    run, counts, verdict = report.run, report.counts, report.verdict
    lines = [
        f"{file.path}  {run.task} · {file.format} · {file.rows:,} rows ({file.split})" for file in run.files
    ]
    lines += ["", f"  rows read {counts.rows:>9,}"]
    lines += [f"  - {code} {number:>10,}" for code, number in counts.dropped.items()]
    lines += [f"  = usable {counts.usable:>10,}   minimum {counts.minimum:,} · ideal {counts.ideal:,}", ""]
    for finding in report.findings:
        lines += _finding(finding)
    lines.append(f"{'GO' if verdict.ok else 'NO-GO'}  {verdict.recommendation}")
    lines += [f"  {reason.code} {reason.text}" for reason in verdict.reasons]
    lines += [f"  {step.text} {step.command}" for step in verdict.next_steps]
    return "\n".join(lines) + "\n"


def _finding(finding: Finding) -> list[str]:
    rule = finding.rule
    lines = [f"{rule.code} {rule.name}  {finding.count:,}  {rule.severity}: {finding.message}"]
    for place in finding.places[:2]:
        lines.append(f"  --> {place.at.path}:{place.at.line} {place.message}")
        lines.append(f"   | {place.evidence!r}")
    return lines
