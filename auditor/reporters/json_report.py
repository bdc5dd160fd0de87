"""The report as JSON, by the published schema (schemas/report.schema.json)."""

from __future__ import annotations

import json
from typing import Any

from msgspec.structs import asdict

from auditor import __version__
from auditor.model import Finding, Location, Place, Report
from auditor.reporters.view import View
from auditor.stopwatch import Timings

SCHEMA_VERSION = "1.1"


def render(report: Report, view: View) -> str:
    """The whole report as one JSON document, ASCII only, ending in a newline."""
    return json.dumps(document(report), indent=1, ensure_ascii=True) + "\n"


def document(report: Report) -> dict[str, Any]:
    """The report as plain JSON values."""
    run, counts, verdict = report.run, report.counts, report.verdict
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "auditor", "version": __version__},
        "run": {
            "task": run.task,
            "task_source": run.task_source,
            "target": run.target,
            "files": [
                {
                    "path": file.path, "split": file.split, "format": file.format, "encoding": file.encoding,
                    "bytes": file.bytes, "sha256": file.sha256, "rows": file.rows, "broken": file.broken,
                    "container": file.container, "note": file.note,
                }
                for file in run.files
            ],
            "not_run": [{"code": code, "reason": reason} for code, reason in run.not_run],
            "unread": [{"path": path, "reason": reason} for path, reason in run.unread],
            "complete": run.complete,
            "settings": run.settings,
            **({"timings": _timings(run.timings)} if run.timings else {}),
        },
        "verdict": {
            "decision": verdict.decision,
            "recommendation": verdict.recommendation,
            "reasons": [asdict(reason) for reason in verdict.reasons],
            "next_steps": [{"text": step.text, "command": step.command} for step in verdict.next_steps],
            "ladder": [asdict(rung) for rung in verdict.ladder],
            "matrix": [asdict(row) for row in verdict.matrix],
        },
        "counts": {
            "rows": counts.rows, "audited": counts.audited, "broken": counts.broken, "blank": counts.blank,
            "usable": counts.usable, "minimum": counts.minimum, "ideal": counts.ideal,
            "dropped": counts.dropped,
        },
        "metrics": report.metrics,
        "findings": [finding_document(finding) for finding in report.findings],
    }  # fmt: skip


def finding_document(finding: Finding) -> dict[str, Any]:
    """One finding as plain JSON values."""
    rule = finding.rule
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.value,
        "confidence": rule.confidence.value,
        "message": finding.message,
        "count": finding.count,
        "drops": finding.drops,
        "fix": rule.fix,
        "places": [_place(place) for place in sorted(finding.places, key=lambda place: place.reading_order)],
        "omitted": finding.omitted,
    }


def _timings(timings: Timings) -> dict[str, Any]:
    return {
        "wall_s": timings.wall_s,
        "cpu_s": round(timings.cpu_s, 4),
        "kernels": timings.kernels,
        "parts": [asdict(part) for part in timings.parts],
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        **_location(place.at),
        "split": place.at.split,
        "field": place.field,
        "message": place.message,
        "evidence": place.evidence,
        "fingerprint": place.fingerprint,
        "related": [{**_location(at), "evidence": at.excerpt} for at in place.related],
    }


def _location(at: Location) -> dict[str, Any]:
    return {"path": at.path, "line": at.line, "row": at.row}
