"""The comparing is divided among workers: the same report, and what happens when one of them is lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest

from auditor import auditing, loaders, second_look
from auditor.checkers.near_duplicates import NearDuplicates
from auditor.config import Config
from auditor.errors import EngineError
from auditor.reporters import json_report
from auditor.reporters.view import View
from auditor.text.near.components import components


class Dying(NearDuplicates):
    """Its process ends in the middle of the comparing."""

    def link(self) -> None:
        os._exit(3)


class Failing(NearDuplicates):
    """It fails in some shares: those with a row from the start of the first file."""

    def link(self) -> None:
        if (self.near.candidates.rows < 8000).any():
            raise ZeroDivisionError
        super().link()


class Slow(NearDuplicates):
    """It says that it has begun, and never ends."""

    def link(self) -> None:
        os.write(1, b"begun\n")  # at once, as others write too
        time.sleep(600)


INTERRUPTED = """
import signal
import sys
from auditor import auditing, second_look
from auditor.config import Config
from tests.test_second_look import Slow

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # it may be ignored where tests run
    second_look.LEAST = 20
    config = Config(task="classification", checkers=(Slow,))
    auditing.audit([(sys.argv[1], "train")], config, 2, engine="processes")
"""


@pytest.fixture
def portioned(monkeypatch):
    """Many small shards and portions."""
    monkeypatch.setattr(loaders, "shard_size", lambda files, jobs: 8000)
    monkeypatch.setattr(second_look, "LEAST", 20)
    monkeypatch.setattr(second_look, "MOST", 20)


def _audited(train: str, splits: list[tuple[str, str]], jobs: int, **settings: object):
    return auditing.run([(train, "train"), *splits], Config(task="classification", **settings), jobs)


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_however_it_is_divided_the_report_is_the_same(leaky, jobs, monkeypatch) -> None:
    whole = json_report.render(_audited(*leaky, jobs=1), View())
    found = {finding["code"]: finding["count"] for finding in json.loads(whole)["findings"]}
    assert found["DUP002"] > 50
    assert min(found["LBL003"], found["LEK002"]) > 10
    monkeypatch.setattr(loaders, "shard_size", lambda files, jobs: 8000)
    monkeypatch.setattr(second_look, "LEAST", 20)
    monkeypatch.setattr(second_look, "MOST", 20)
    assert json_report.render(_audited(*leaky, jobs=jobs), View()) == whole


def test_a_packed_file_is_read_again_by_few(leaky, portioned, monkeypatch) -> None:
    asked: list[int] = []
    compare = auditing.compare

    def counting(portion: second_look.Portion, **settings: object) -> auditing.Observation:
        asked.append(len(portion.rows))
        return compare(portion, **settings)

    monkeypatch.setattr(auditing, "compare", counting)
    _audited(*leaky, jobs=1)
    scattered, asked[:] = list(asked), []
    monkeypatch.setattr(loaders, "is_scattered", lambda file: False)
    _audited(*leaky, jobs=1)
    assert len(scattered) > 1
    assert asked == [sum(scattered)]


def test_a_worker_that_dies_while_comparing_is_an_error(leaky, portioned) -> None:
    with pytest.raises(EngineError, match="exit code 3"):
        _audited(*leaky, jobs=2, checkers=(Dying,))


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_checker_that_fails_while_comparing_is_not_run(leaky, portioned, jobs) -> None:
    report = _audited(*leaky, jobs=jobs, checkers=(Failing,), select=("DUP002",))
    assert [(code, reason.split(",")[0]) for code, reason in report.run.not_run] == [
        ("DUP002", "internal error: ZeroDivisionError in tests/test_second_look.py")
    ]
    assert not report.ok


def test_an_interrupt_ends_workers_that_compare(leaky) -> None:
    script = Path(leaky[0]).with_name("slow.py")
    script.write_text(INTERRUPTED)
    folder = Path(__file__).parent.parent
    running = subprocess.Popen(
        [sys.executable, script, leaky[0]], cwd=folder, env={**os.environ, "PYTHONPATH": str(folder)},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    try:
        assert running.stdout is not None
        assert running.stdout.readline() == b"begun\n"
        os.killpg(running.pid, signal.SIGINT)
        _, errors = running.communicate(timeout=60)  # returns when no worker holds the streams any more
    finally:
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
    assert errors.splitlines()[-1] == b"KeyboardInterrupt"


def test_rows_with_a_common_key_are_in_one_component() -> None:
    rows = np.array([0, 1, 2, 3, 3, 4])
    bands = [np.array([7, 7, 8, 9, 5, 6]), np.array([1, 2, 3, 4, 3, 5])]
    found = components(6, [(rows, band) for band in bands]).tolist()
    assert found[0] == found[1]
    assert found[2] == found[3]
    assert len({found[0], found[2], found[4], found[5]}) == 4


def test_all_workers_together_say_how_many_rows_were_not_compared_with_all(tmp_path, portioned) -> None:
    """Crowds of questions of one form, each with its own name: more than a bucket has turns for."""
    path = tmp_path / "rows.jsonl"
    forms = [
        "Could you show {} the way to the old harbour please",
        "When does {} start to work in our kitchen",
    ]
    texts = [form.format(chr(97 + i // 26) * 2 + chr(97 + i % 26) * 2) for form in forms for i in range(200)]
    texts += ["Where is my new bank card?", "so where is my new bank card"]
    path.write_text("".join(json.dumps({"prompt": text, "completion": "yes"}) + "\n" for text in texts))
    reports = [json_report.render(_audited(str(path), [], jobs), View()) for jobs in (1, 2, 3)]
    assert len(set(reports)) == 1
    messages = [x["message"] for x in json.loads(reports[0])["findings"] if x["code"] == "DUP002"]
    assert "not compared with all" in messages[0]
