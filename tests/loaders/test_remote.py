"""Files behind a URL are read like those on this machine."""

from __future__ import annotations

import gzip
import json
import sys

import pytest

from auditor import auditing
from auditor.config import Config
from auditor.errors import InputError
from auditor.reporters import json_report
from auditor.reporters.view import View

fsspec = pytest.importorskip("fsspec")

ROWS = b"".join(
    json.dumps({"prompt": f"Where is box {n % 20}?", "completion": f"In room {n}."}).encode() + b"\n"
    for n in range(200)
)


@pytest.fixture
def storage():
    system = fsspec.filesystem("memory")
    system.pipe(
        {"/data/a.jsonl": ROWS, "/data/b.jsonl.gz": gzip.compress(ROWS + b"oops\n"), "/data/c.txt": b"x"}
    )
    yield system
    system.rm("/data", recursive=True)


def report(path: object) -> dict:
    found = auditing.run([(str(path), "train")], Config(task="style"), jobs=1)
    return json.loads(json_report.render(found, View()))


def test_the_report_is_that_of_a_local_file(storage, tmp_path) -> None:
    local = tmp_path / "a.jsonl"
    local.write_bytes(ROWS)
    here, there = report(local), report("memory://data/a.jsonl")
    assert json.dumps(there) == json.dumps(here).replace(str(local), "memory://data/a.jsonl")
    assert here["findings"]


@pytest.mark.parametrize("path", ["memory://data", "memory://data/*.jsonl*"])
def test_folders_and_globs(storage, path) -> None:
    files = report(path)["run"]["files"]
    assert [file["path"] for file in files] == ["memory:///data/a.jsonl", "memory:///data/b.jsonl.gz"]
    assert [file["rows"] for file in files] == [200, 201]


@pytest.mark.parametrize(
    "path", ["memory://data/none.jsonl", "memory://nowhere/*.jsonl", "nosuch://x/y.jsonl"]
)
def test_what_is_not_there_is_said(storage, path) -> None:
    with pytest.raises(InputError, match=r"no such file|no data files|cannot be read"):
        report(path)


def test_without_fsspec_the_remedy_is_told(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(InputError, match="pip install"):
        report("s3://bucket/train.jsonl")


def test_a_file_that_changes_meanwhile_is_noticed(storage, monkeypatch) -> None:
    observe = auditing.observe

    def changing(shard, config):
        storage.pipe("/data/a.jsonl", ROWS * 2)
        return observe(shard, config)

    monkeypatch.setattr(auditing, "observe", changing)
    assert report("memory://data/a.jsonl")["run"]["unread"]
