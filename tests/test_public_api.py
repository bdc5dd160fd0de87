"""The exported names, and the library from a user's side."""

from __future__ import annotations

import json

import pytest

import auditor


def test_the_exported_names_are_pinned() -> None:
    names = ["AuditorError", "Config", "Finding", "Report", "Severity", "Verdict", "__version__", "audit"]
    assert auditor.__all__ == names == sorted(names)
    assert all(getattr(auditor, name) is not None for name in names)


def test_audit_returns_a_report_that_can_be_shown_and_saved(samples, tmp_path) -> None:
    report = auditor.audit(samples / "classification_not_ready.csv", task="classification")
    assert not report.ok
    assert repr(report).startswith("<Report NO-GO classification ")
    report.save(tmp_path / "report.json")
    assert json.loads((tmp_path / "report.json").read_text())["verdict"]["decision"] == "no-go"
    frame = report.to_frame()
    assert list(frame.columns)[:4] == ["code", "severity", "path", "line"]
    assert len(frame) == sum(len(finding.places) for finding in report.findings)


@pytest.mark.parametrize("wrong", [{"task": "clasification"}, {"minimun": 3}])
def test_a_wrong_word_is_refused(wrong, samples) -> None:
    with pytest.raises(auditor.AuditorError):
        auditor.audit(samples / "classification_ready.csv", **wrong)


def test_a_missing_file_is_an_error(tmp_path) -> None:
    with pytest.raises(auditor.AuditorError, match="no such file"):
        auditor.audit(tmp_path / "nothing.jsonl")
