"""A saved JSON report as a Report again, to render it in another format or to compare it."""

from __future__ import annotations

import json
from typing import Any

from auditor.errors import InputError
from auditor.model import (
    Confidence,
    Counts,
    FileInfo,
    Finding,
    Location,
    MatrixRow,
    Place,
    Reason,
    Report,
    Rule,
    Run,
    Rung,
    Severity,
    Step,
    Verdict,
)

MAJOR = "1."


def load(text: str, path: str = "report") -> Report:
    """Read what `--format json` wrote; `path` is only for messages.

    Raises InputError when it is not a report, or one of another major version.
    """
    try:
        document = json.loads(text)
        version = str(document["schema_version"])
        if not version.startswith(MAJOR):
            raise InputError(f"{path}: report version {version}; this auditor reads {MAJOR}x")
        return _report(document)
    except (ValueError, TypeError, KeyError) as error:
        raise InputError(f"{path}: not a JSON report of auditor ({error!r})") from error


def _report(document: dict[str, Any]) -> Report:
    run, verdict = document["run"], document["verdict"]
    files = tuple(FileInfo(**file) for file in run["files"])
    not_run = tuple((item["code"], item["reason"]) for item in run["not_run"])
    return Report(
        Run(run["task"], run["task_source"], run["target"], files, not_run, run["settings"]),
        Counts(**document["counts"]),
        document["metrics"],
        tuple(_finding(finding) for finding in document["findings"]),
        Verdict(
            verdict["decision"],
            verdict["recommendation"],
            tuple(Reason(**reason) for reason in verdict["reasons"]),
            tuple(Step(**step) for step in verdict["next_steps"]),
            tuple(Rung(**rung) for rung in verdict.get("ladder", ())),
            tuple(MatrixRow(**row) for row in verdict.get("matrix", ())),
        ),
    )


def _finding(item: dict[str, Any]) -> Finding:
    rule = Rule(
        item["code"],
        item["name"],
        Severity(item["severity"]),
        item["message"],
        Confidence(item["confidence"]),
        fix=item["fix"],
    )
    places = tuple(_place(place) for place in item["places"])
    return Finding(rule, item["message"], item["count"], places, item["drops"], item["omitted"])


def _place(item: dict[str, Any]) -> Place:
    return Place(
        Location(item["path"], item["line"], item["row"], item["split"]),
        item["field"],
        item["message"],
        item["evidence"],
        item["fingerprint"],
        tuple(
            Location(at["path"], at["line"], at["row"], excerpt=at.get("evidence", ""))
            for at in item["related"]
        ),
    )
