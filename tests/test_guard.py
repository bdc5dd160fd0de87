"""A checker that fails is reported as not run, and the others report as ever."""

import pickle

import pytest

from auditor import auditing
from auditor.checkers.base import BaseChecker
from auditor.checkers.invalid_json import InvalidJson
from auditor.config import Config
from auditor.model import Batch, Example, Rule, Severity
from auditor.stopwatch import Stopwatch

FAILS_AT = ("__init__", "observe", "merge", "rows_to_review", "review", "finish")


class Failing(BaseChecker):
    rules = (Rule("XXX001", "failing", Severity.ERROR, "fails"),)
    at = ""

    def rows_to_review(self):
        return [1]


def failing(method):
    def fail(self, *args):
        raise RuntimeError("a secret of the data")

    return type("Failing", (Failing,), {method: fail})


@pytest.mark.parametrize("method", FAILS_AT)
def test_whatever_fails_the_others_report(tmp_path, monkeypatch, method):
    (tmp_path / "data.jsonl").write_bytes(b'{"prompt": "a", "completion": "b"}\noops\n' * 20)
    monkeypatch.setattr(auditing, "CHECKERS", (failing(method), InvalidJson))
    monkeypatch.setattr(
        auditing.loaders, "shard_size", lambda files, jobs: 100
    )  # several, so that they merge
    report = auditing.run([(str(tmp_path / "data.jsonl"), "train")], Config(task="style"), jobs=1)
    assert [finding.count for finding in report.findings if finding.code == "INP001"] == [20]
    ((_, reason),) = [item for item in report.run.not_run if item[0] == "XXX001"]
    assert "RuntimeError in tests/test_guard.py" in reason
    assert "secret" not in reason
    assert not report.run.complete


def test_a_failure_travels_with_the_state():
    from auditor.guard import Guarded

    sound, broken = Guarded(InvalidJson, Config()), Guarded(InvalidJson, Config())
    broken.error = "internal error: x"
    sound.merge(pickle.loads(pickle.dumps(broken)))
    sound.observe(Batch([Example(1, "a", "b")], rows=[1], lines=[1]), Stopwatch())
    assert sound.finish(Stopwatch()).skipped == [("INP001", "internal error: x")]
