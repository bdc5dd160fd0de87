"""The same report, byte for byte, from a cluster: a local Ray of two workers."""

from __future__ import annotations

import json
import random
import sys

import pytest

from auditor import auditing, loaders
from auditor.config import Config
from auditor.errors import EngineError
from auditor.reporters import json_report
from auditor.reporters.view import View


def _report(path: str, engine: auditing.Engine, splits: list[tuple[str, str]]) -> str:
    inputs = [(path, "train"), *splits]
    return json_report.render(
        auditing.audit(inputs, Config(task="classification"), 2, engine=engine).report(), View()
    )


@pytest.fixture
def files(tmp_path):
    """Rows with exact and near copies, conflicting labels and a leak, in two splits."""
    chance = random.Random(5)
    words = [f"word{n}" for n in range(400)]
    questions = [" ".join(chance.choices(words, k=12)) for _ in range(300)]
    rows = []
    for number in range(900):
        question = chance.choice(questions)
        if number % 3 == 0:
            question = "please " + question
        rows.append({"text": question, "label": f"label{number % 7}"})
    train, test = tmp_path / "train.jsonl", tmp_path / "test.jsonl"
    train.write_text("".join(json.dumps(row) + "\n" for row in rows[:800]) + "oops\n")
    slips = [{**row, "text": row["text"] + " now"} for row in rows[:40]]
    test.write_text("".join(json.dumps(row) + "\n" for row in rows[800:] + slips))
    return str(train), [(str(test), "test")]


def test_the_cluster_says_the_same_as_one_process(files, monkeypatch) -> None:
    pytest.importorskip("ray")
    train, splits = files
    monkeypatch.setattr(loaders, "shard_size", lambda files, jobs: 8000)
    alone = _report(train, "serial", splits)
    found = {finding["code"] for finding in json.loads(alone)["findings"]}
    assert {"DUP001", "DUP002", "LBL003", "LEK002", "INP001"} <= found
    assert _report(train, "ray", splits) == alone


def test_without_ray_the_remedy_is_told(files, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(EngineError, match="pip install"):
        _report(files[0], "ray", [])
