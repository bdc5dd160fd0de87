"""The same report, byte for byte, however the work is divided."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
from threading import Thread

import numpy as np
import pytest
from click.testing import CliRunner
from msgspec.structs import asdict

from auditor import auditing, loaders
from auditor.cli import group
from auditor.config import Config
from auditor.engines.messages import LARGE, received, send
from auditor.engines.processes import Processes
from auditor.errors import EngineError
from auditor.reporters import json_report
from auditor.reporters.view import View


def _report(path: str, config: Config, jobs: int) -> str:
    return json_report.render(auditing.run([(path, "train")], config, jobs), View())


@pytest.fixture
def messy(tmp_path):
    """A file of many rows with every kind of trouble, blank lines and Windows line ends among them."""
    rows = []
    for number in range(400):
        question, answer = f"Question {number % 90} about the red door?", f"Answer {number % 90}."
        rows.append(json.dumps({"prompt": question, "completion": answer}))
        if number % 50 == 0:
            rows += ["", '{"prompt": "half', '{"prompt": "no answer", "completion": ""}', "[1]"]
    file = tmp_path / "messy.jsonl"
    file.write_bytes("\r\n".join(rows).encode())
    return str(file)


def test_two_processes_say_the_same_as_one(messy) -> None:
    config = Config(task="style")
    assert _report(messy, config, 2) == _report(messy, config, 1)


@pytest.mark.parametrize("size", [1, 60, 997])
def test_the_size_of_shards_does_not_matter(messy, size, monkeypatch) -> None:
    config = Config(task="style")
    whole = _report(messy, config, 1)
    monkeypatch.setattr(loaders, "shard_size", lambda files, jobs: size)
    assert _report(messy, config, 1) == whole


def test_every_row_is_accounted_for(messy) -> None:
    counts = auditing.run([(messy, "train")], Config(task="style")).counts
    assert counts.rows == counts.audited + counts.broken + counts.blank == 432
    assert counts.rows == counts.blank + counts.usable + sum(counts.dropped.values())
    assert asdict(counts)["blank"] == 8


def test_the_engine_can_be_chosen(messy) -> None:
    asked = ["check", messy, "--task", "style", "--min", "1", "--isolated", "-f", "json", "--jobs", "2"]
    outputs = {
        CliRunner().invoke(group, [*asked, "--engine", name]).output for name in ("serial", "processes")
    }
    assert len(outputs) == 1
    (output,) = outputs
    assert json.loads(output)["counts"]["rows"] == 432


def test_all_pieces_are_merged_and_workers_can_be_asked_again() -> None:
    done: list[str] = []
    with Processes(2) as workers:
        assert workers.run(int, max, ["3", "5", "4"], done.append) == 5
        assert sorted(done) == ["3", "4", "5"]
        assert workers.run(len, max, ["three", "five"]) == 5
        assert len(multiprocessing.active_children()) == 2
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("size", [0, 1, LARGE // 8 - 1, LARGE // 8, LARGE])
def test_arrays_arrive_as_they_were_sent_and_may_be_written_to(size) -> None:
    plain = np.arange(size, dtype=np.int64)
    arrays = [
        plain,
        plain[::-2],
        np.asfortranarray(plain.reshape(-1, 1).repeat(2, axis=1)),
        plain.view("i4,f4"),
    ]
    ours, theirs = multiprocessing.Pipe()
    sender = Thread(target=send, args=(ours, {"arrays": arrays, "words": "and more"}))
    sender.start()
    message = received(theirs)
    sender.join()
    assert message["words"] == "and more"
    for sent, came in zip(arrays, message["arrays"], strict=True):
        np.testing.assert_array_equal(came, sent, strict=True)
        came[:] = came[::-1].copy()


def test_what_a_worker_raises_is_raised() -> None:
    with Processes(2) as workers, pytest.raises(ValueError, match="invalid literal"):
        workers.run(int, max, ["1", "x"])


@pytest.mark.parametrize(
    ("work", "piece", "how"),
    [(os._exit, 3, "exit code 3"), (signal.raise_signal, signal.SIGKILL, "signal 9")],
)
def test_a_dead_worker_is_an_error_not_a_hang(work, piece, how) -> None:
    with Processes(2) as workers:
        assert workers.run(len, max, ["three", "five"]) == 5
        with pytest.raises(EngineError, match=how):
            workers.run(work, max, [piece, piece])
    assert multiprocessing.active_children() == []
