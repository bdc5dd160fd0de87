"""Progress is for people: on a terminal's standard error, never in a pipe."""

from __future__ import annotations

import os
import pty

from auditor import auditing
from auditor.cli.progress import line
from auditor.config import Config

from .test_cli import auditor, good  # noqa: F401  (the fixture)


def test_the_line_tells_share_rate_and_time_left() -> None:
    assert line(25_000_000, 100_000_000, 5.0) == " 25%  5.0 MB/s  15 s left"
    assert line(1_000_000, 100_000_000, 1.0).endswith("1 min 39 s left")


def test_it_is_told_of_every_byte(good, monkeypatch) -> None:  # noqa: F811
    monkeypatch.setattr("auditor.loaders.shard_size", lambda files, jobs: 1000)
    told: list[tuple[int, int]] = []
    auditing.run([(str(good), "train")], Config(task="style"), 1, progress=lambda *now: told.append(now))
    size = good.stat().st_size
    assert len(told) > 3
    assert told == sorted(told)
    assert told[-1] == (size, size)


def test_nothing_of_it_in_a_pipe_or_in_ci(good) -> None:  # noqa: F811
    assert auditor("check", good, "--task", "generation").stderr == ""


def test_the_line_is_wiped_on_a_terminal(good) -> None:  # noqa: F811
    parent, child = pty.openpty()
    os.set_blocking(parent, False)
    environment = {key: value for key, value in os.environ.items() if key != "CI"}
    auditor(
        "check",
        good,
        "--task",
        "generation",
        stderr=child,
        capture_output=False,
        env={**environment, "CI": ""},
    )
    os.close(child)
    assert os.read(parent, 10_000).endswith(b"\r\x1b[K")
    os.close(parent)
