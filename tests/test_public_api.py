"""The exported names, and the library from a user's side."""

from __future__ import annotations

import json

import pytest

import auditor
from auditor.checkers.base import RowChecker
from auditor.model import Example, Rule, Severity, Spot
from auditor.reporters import FORMATS, render
from auditor.testing import assert_lawful, assert_ready


def test_the_exported_names_are_pinned() -> None:
    names = ["AuditorError", "Config", "Finding", "Report", "Severity", "Verdict", "__version__", "audit"]
    names += ["convert", "fix", "split"]
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


def _rows(count: int) -> list[dict]:
    places = ["red", "green", "blue", "old", "new", "small", "large", "left", "right", "upper"]
    return [
        {"prompt": f"Where is the {a} {b} valve?", "completion": f"Beside the {b} {a} tank."}
        for a in places
        for b in places
    ][:count]


def test_rows_in_memory_are_audited_like_a_file(tmp_path) -> None:
    rows = [*_rows(50), {"prompt": "Who?", "completion": ""}]
    file = tmp_path / "rows.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    from pandas import DataFrame

    reports = [auditor.audit(data, task="style") for data in (rows, DataFrame(rows), iter(rows), file)]
    findings = [[(f.rule.code, f.count, [p.at.line for p in f.places]) for f in r.findings] for r in reports]
    assert findings[0] == findings[1] == findings[2] == findings[3]
    assert ("FMT003", 1, [51]) in findings[0]


@pytest.mark.parametrize("rows", [["a", 1], [{"a": object()}], [7]])
def test_what_is_no_row_is_refused(rows) -> None:
    with pytest.raises(auditor.AuditorError, match="row"):
        auditor.audit(rows, task="style")


class Shouting(RowChecker):
    """Outputs in capitals."""

    rule = Rule("XYZ001", "shouting", Severity.WARNING, "outputs in capitals")

    def problem(self, example: Example) -> Spot | None:
        return Spot(example.row, "in capitals", "output") if example.output.isupper() else None


def test_a_checker_of_the_users_own_runs_beside_ours_and_can_be_held_to_the_law() -> None:
    rows = [*_rows(20), {"prompt": "Why?", "completion": "BECAUSE."}]
    report = auditor.audit(rows, task="style", checkers=(Shouting,))
    assert [f.count for f in report.findings if f.rule.code == "XYZ001"] == [1]
    for name in FORMATS:
        assert "XYZ001" in render(report, name), name
    examples = [Example(0, "a", text) for text in ("A", "b", "C", "D", "e")]
    assert_lawful(Shouting, examples, auditor.Config(task="style"))


class Forgetful(Shouting):
    """A merge that loses what the other has seen."""

    def merge(self, other) -> None:
        pass


def test_an_unlawful_checker_is_caught() -> None:
    examples = [Example(0, "a", "LOUD") for _ in range(30)]
    with pytest.raises(AssertionError, match="Forgetful"):
        assert_lawful(Forgetful, examples, auditor.Config(task="style"))


def test_assert_ready_fails_with_the_report(samples) -> None:
    assert_ready(samples / "classification_ready.csv", task="classification")
    with pytest.raises(AssertionError, match="NO-GO"):
        assert_ready(samples / "classification_not_ready.csv", task="classification")


def test_a_notebook_gets_the_page_in_a_frame_of_its_own() -> None:
    page = auditor.audit(_rows(5), task="style")._repr_html_()
    assert page.startswith("<iframe ")
    assert "<script" not in page


@pytest.mark.parametrize("select", ["DUP001", ["DUP001"], ("DUP001",), {"DUP001"}])
def test_what_is_selected_may_be_one_or_several(select) -> None:
    rows = [{"text": "Where is my card?", "label": "card"}] * 2
    report = auditor.audit(rows, task="classification", select=select, ignore="CNT")
    assert [finding.code for finding in report.findings] == ["DUP001"]
