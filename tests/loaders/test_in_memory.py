"""Rows in memory and standard input become files, which are there for as long as they are needed."""

from __future__ import annotations

import io
import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest

from auditor.errors import InputError, UsageError
from auditor.loaders import standard_input
from auditor.loaders.in_memory import on_disk

ROWS = [{"prompt": "Wie spät?", "n": 1}, {"prompt": "\u2028", "n": None}]


def written(rows: object) -> list[str]:
    with on_disk(rows) as path, open(path, encoding="utf-8", newline="\n") as file:
        lines = file.read().split("\n")
    assert not os.path.exists(path)
    assert lines.pop() == ""
    return lines


def test_every_row_is_a_line() -> None:
    assert [json.loads(line) for line in written(iter(ROWS))] == ROWS
    assert written([]) == []


def test_a_data_frame_is_written_by_pandas() -> None:
    pandas = pytest.importorskip("pandas")
    lines = written(pandas.DataFrame([{"prompt": "Wie spät?", "n": 1.0}, {"prompt": "b", "n": float("nan")}]))
    assert [json.loads(line) for line in lines] == [
        {"prompt": "Wie spät?", "n": 1.0},
        {"prompt": "b", "n": None},
    ]
    assert "ä" in lines[0]


@pytest.mark.parametrize("known", ["to_json", "columns"])
def test_what_is_only_like_a_data_frame_is_none(known: str) -> None:
    class Rows(list):
        pass

    rows = Rows(ROWS)
    setattr(rows, known, None)
    assert len(written(rows)) == 2


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([{}, 7], "row 2 is a int, not a mapping"),
        (["a"], "row 1 is a str"),
        ([{}, {}, {"a": object()}], "row 3 cannot be written as JSON"),
    ],
)
def test_what_is_no_row_is_named(rows: list, words: str) -> None:
    with pytest.raises(UsageError, match=words), on_disk(rows):
        pass


@pytest.fixture
def ended(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Callable[[], None]]]:
    """What would be called when the process ends."""
    calls: list[Callable[[], None]] = []
    monkeypatch.setattr(standard_input.atexit, "register", calls.append)
    standard_input.copied.cache_clear()
    yield calls
    standard_input.copied.cache_clear()


def test_standard_input_is_copied_once_and_removed_in_the_end(monkeypatch, ended) -> None:
    content = os.urandom((1 << 20) + 7)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(content)))
    path = standard_input.copied()
    with open(path, "rb") as copy:
        assert copy.read() == content
    assert standard_input.copied() == path
    assert not signal.pthread_sigmask(signal.SIG_BLOCK, []) & {signal.SIGINT, signal.SIGTERM}
    (end,) = ended
    end()
    assert not os.path.exists(path)


def test_standard_input_that_is_closed_is_said(monkeypatch, ended) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(InputError, match="standard input is closed"):
        standard_input.copied()


@pytest.mark.parametrize(
    ("error", "words"), [(OSError(28, "No space"), "No space$"), (OSError("odd"), "odd$")]
)
def test_standard_input_that_cannot_be_kept_is_said(monkeypatch, ended, error: OSError, words: str) -> None:
    def full() -> None:
        raise error

    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"")))
    monkeypatch.setattr(standard_input, "scratch_folder", full)
    with pytest.raises(InputError, match=f"cannot be kept in .*: {words}"):
        standard_input.copied()
