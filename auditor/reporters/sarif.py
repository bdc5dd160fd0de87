"""SARIF 2.1.0 for code scanning: relative URIs, fingerprints, rule help, at most 5,000 results.

Limits and required properties: docs.github.com, "SARIF support for code scanning" (5,000 results are shown).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from auditor import __version__
from auditor.catalog import catalog, explanation
from auditor.model import Finding, Location, Place, Report, Severity
from auditor.reporters.escape import uri, visible
from auditor.reporters.house_style import adherence, conventions
from auditor.reporters.view import View

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MOST = 5000
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
PROBLEMS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}
PRECISION = {"high": "high", "medium": "medium", "low": "low"}


def render(report: Report, view: View) -> str:
    """The report as one SARIF document with one run."""
    findings = sorted(report.findings, key=lambda finding: list(LEVELS).index(finding.rule.severity))
    results = [result for finding in findings for result in _results(finding, report)][:MOST]
    run = {
        "tool": {"driver": _driver(report)},
        "automationDetails": {"id": f"auditor/{report.run.task}/"},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(report)],
        "results": results,
        "properties": {
            "verdict": report.verdict.decision,
            "recommendation": report.verdict.recommendation,
            "usable": report.counts.usable,
            "minimum": report.counts.minimum,
            **_style(report),
        },
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=True) + "\n"


def _style(report: Report) -> dict[str, Any]:
    """The house style, where the outputs have one."""
    told = [visible(text) for text, _ in conventions(report)]
    return {"styleAdherence": adherence(report), "houseStyle": told} if told else {}


def _driver(report: Report) -> dict[str, Any]:
    rules = []
    for code, rule in sorted({finding.code: finding.rule for finding in report.findings}.items()):
        text, ours = explanation(rule), catalog().get(code)
        summary = ours.rule.summary if ours else rule.summary  # a finding's own words are its message
        rules.append(
            {
                "id": code,
                "name": rule.name,
                "shortDescription": {"text": summary},
                "fullDescription": {"text": text.split("\n", 1)[0] or summary},
                "help": {"text": text, "markdown": f"```text\n{text}\n```"},
                "defaultConfiguration": {"level": LEVELS[rule.severity]},
                "properties": {
                    "precision": PRECISION[rule.confidence],
                    "problem.severity": PROBLEMS[rule.severity],
                    "tags": ["fine-tuning", code[:3]],
                },
            }
        )
    return {"name": "auditor", "semanticVersion": __version__, "rules": rules}


def _invocation(report: Report) -> dict[str, Any]:
    run = report.run
    told = [("note", f"{code} was not run: {reason}") for code, reason in run.not_run]
    told += [("error", f"{path} was not read to its end: {reason}") for path, reason in run.unread]
    notes = [{"level": level, "message": {"text": visible(text)}} for level, text in told]
    return {"executionSuccessful": run.complete, "toolExecutionNotifications": notes}


def _results(finding: Finding, report: Report) -> Iterator[dict[str, Any]]:
    for place in finding.places:
        yield _result(finding, place)
    if not finding.places:
        yield _whole(finding, report)


def _result(finding: Finding, place: Place) -> dict[str, Any]:
    words = place.message or finding.message
    text = f"{words}: {place.evidence}" if place.evidence else words
    return {
        "ruleId": finding.code,
        "level": LEVELS[finding.rule.severity],
        "message": {"text": visible(text)},
        "locations": [_location(place.at)],
        "relatedLocations": [_location(at) for at in place.related],
        "partialFingerprints": {
            "primaryLocationLineHash": place.fingerprint,
            "auditorRow/v1": place.fingerprint,
        },
    }


def _whole(finding: Finding, report: Report) -> dict[str, Any]:
    """A finding about the data set as a whole stands on the first line of its first file."""
    at = Location(report.run.files[0].path, 1, 1)
    return {
        "ruleId": finding.code,
        "level": LEVELS[finding.rule.severity],
        "message": {"text": visible(finding.message)},
        "locations": [_location(at)],
        "partialFingerprints": {"primaryLocationLineHash": f"{finding.code}:data-set"},
    }


def _location(at: Location) -> dict[str, Any]:
    artifact = {"uri": uri(at.path)}
    return {"physicalLocation": {"artifactLocation": artifact, "region": {"startLine": at.line}}}
