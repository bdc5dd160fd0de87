"""A saved JSON report as a Report again, to render it in another format or to compare it."""

from __future__ import annotations

import json
from typing import Any, TypeVar

from msgspec import Struct

from auditor.catalog import catalog
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
from auditor.resources import schema

T = TypeVar("T", bound=Struct)

MAJOR = "1."
LONGEST = 160  # characters of a message that may quote the file


def load(text: str, path: str = "report") -> Report:
    """Read what `--format json` wrote; `path` is only for messages.

    Raises InputError when it is not a report, or one of another major version. A report is data like any
    other: what does not follow the published schema is not taken for one.
    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path}: not a JSON report of auditor: {_short(error)}") from error
    version = document.get("schema_version") if isinstance(document, dict) else None
    if isinstance(version, str) and not version.startswith(MAJOR):
        raise InputError(f"{path}: report version {version}; this auditor reads {MAJOR}x")
    _validate(document, path)
    return _report(document)


def _validate(document: object, path: str) -> None:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import best_match

    error = best_match(Draft202012Validator(schema("report.schema.json")).iter_errors(document))
    if error is not None:
        raise InputError(f"{path}: not a JSON report of auditor: {error.json_path}: {_short(error)}")


def _short(error: Exception) -> str:
    words = str(getattr(error, "message", error)) or type(error).__name__
    return words if len(words) <= LONGEST else words[:LONGEST] + "…"


def _report(document: dict[str, Any]) -> Report:
    run, verdict = document["run"], document["verdict"]
    files = tuple(_only(FileInfo, file) for file in run["files"])
    not_run = tuple((item["code"], item["reason"]) for item in run["not_run"])
    unread = tuple((item["path"], item["reason"]) for item in run.get("unread", ()))
    settings, complete = run["settings"], run.get("complete", True)
    return Report(
        Run(run["task"], run["task_source"], run["target"], files, not_run, settings, unread, complete),
        _only(Counts, document["counts"]),
        document["metrics"],
        tuple(_finding(finding) for finding in document["findings"]),
        Verdict(
            verdict["decision"],
            verdict["recommendation"],
            tuple(_only(Reason, reason) for reason in verdict["reasons"]),
            tuple(_only(Step, step) for step in verdict["next_steps"]),
            tuple(_only(Rung, rung) for rung in verdict.get("ladder", ())),
            tuple(_only(MatrixRow, row) for row in verdict.get("matrix", ())),
        ),
    )


def _only(kind: type[T], item: dict[str, Any]) -> T:
    """One of ours from what we know of it; a later version may have added to it."""
    return kind(**{name: item[name] for name in kind.__struct_fields__ if name in item})


def _finding(item: dict[str, Any]) -> Finding:
    rule = Rule(
        item["code"].strip(),
        item["name"].strip(),
        Severity(item["severity"]),
        catalog()[item["code"]].rule.summary if item["code"] in catalog() else item["message"],
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
